"""Write kibana/wirewatch.ndjson, the objects that Kibana imports.

    python scripts/kibana_objects.py              the data view, and a search for each group of config/groups.yaml
    python scripts/kibana_objects.py --dashboard  the dashboard, compiled from kibana/dashboard.yaml

Each rewrites its own lines of the file and keeps the others, because the compiler needs Python 3.12 or later
and is no part of Wirewatch. The second way needs nothing of Wirewatch; uv brings what it needs:

    uv run --no-project --python 3.13 --with kb-dashboard-core==0.4.1 python scripts/kibana_objects.py --dashboard
"""

import argparse
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

KIBANA = Path(__file__).resolve().parents[1] / "kibana"
COMPILER = "kb-dashboard-core==0.4.1"

CORE_VERSION = "8.8.0"
TYPE_VERSIONS = {"index-pattern": "8.0.0", "search": "10.5.0"}
"""Of the shapes below, as Kibana 9.0 exports them. Later ones bring them up to date on import; an earlier one refuses
what is newer than itself, so they are not to be raised without need.
"""
EXPORTED = (
    "attributes",
    "coreMigrationVersion",
    "id",
    "managed",
    "references",
    "type",
    "typeMigrationVersion",
)
"""What an import reads of an object; the rest (its author, its version in that Kibana) belongs to where it was."""

DATA_VIEW = "wirewatch-articles"
TIME_FIELD = "first_seen_at"
"""Every article has it, by our own clock. `published_at` may be missing or wrong, and Kibana never shows an article
that has no time.
"""
LATEST_SEARCH = "wirewatch-latest"
CLAIMS_SEARCH = "wirewatch-claims"
COLUMNS = {"title": 0, "source.name": 170, "groups": 200, "language": 90, "published_at": 200, "url": 0}
"""Columns of a search, with their widths in pixels; 0 shares what is left."""

Object = dict[str, Any]


def main() -> int:
    """Rewrite our lines of the file and say so; the exit status is 2 where something is missing or wrong."""
    options = _options()
    if options.dashboard:
        try:
            made = [compile_dashboard(KIBANA / "dashboard.yaml")]
        except ModuleNotFoundError as error:
            return _fail(f"{error}: it takes {COMPILER} and Python 3.12 or later\n\n{__doc__}")
    else:
        from wirewatch.errors import Mistake

        try:
            made = _objects_of_groups(options.config)
        except Mistake as error:
            return _fail(str(error))
    rewrite_file(options.output, made)
    print(f"{options.output}: {len(made)} objects written")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="Write the objects that Kibana imports: the data view and a search for each group."
    )
    parser.add_argument("--dashboard", action="store_true", help="write the dashboard in place of the others")
    parser.add_argument("--config", type=Path, help="folder of groups.yaml (WIREWATCH_CONFIG, else config)")
    parser.add_argument("--output", type=Path, default=KIBANA / "wirewatch.ndjson", help="(%(default)s)")
    return parser.parse_args()


def _fail(message: str) -> int:
    print(message, file=sys.stderr)
    return 2


def _objects_of_groups(config: Path | None) -> list[Object]:
    from wirewatch.config.groups import read_groups
    from wirewatch.settings import read_settings

    catalogue = read_groups(read_settings(config=config).config / "groups.yaml")
    return make_objects({group.id: group.name for group in catalogue.groups})


def make_objects(groups: Mapping[str, str]) -> list[Object]:
    """Return the data view, the search for the latest articles, and one search for each group (id to name)."""
    latest = saved_search(LATEST_SEARCH, "latest articles", "The newest articles.", "groups")
    claims = saved_search(
        CLAIMS_SEARCH, "claims and denials", "Articles in which somebody claims or denies.", "groups"
    )
    return [data_view(), latest, claims, *(group_search(id_, name) for id_, name in groups.items())]


def data_view() -> Object:
    """Return the data view; it has the id of the alias that it reads."""
    as_link = {"id": "url", "params": {"type": "a"}}
    attributes = {
        "allowHidden": False,
        "fieldAttrs": "{}",
        "fieldFormatMap": compact_json(dict.fromkeys(("url", "canonical_url", "feed_url"), as_link)),
        "fields": "[]",
        "name": "Wirewatch articles",
        "runtimeFieldMap": "{}",
        "sourceFilters": "[]",
        "timeFieldName": TIME_FIELD,
        "title": DATA_VIEW,
    }
    return _exported("index-pattern", DATA_VIEW, attributes, [])


def group_search(group: str, name: str) -> Object:
    """Return the search for the articles that name a group."""
    title, description = f"{name} ({group})", f"Articles that name the group {group}, the newest first."
    return saved_search(f"wirewatch-group-{group}", title, description, "source.name", group)


def saved_search(id_: str, title: str, description: str, breakdown: str, group: str | None = None) -> Object:
    """Return a saved search, with copies hidden by a filter that one click takes away.

    Its query is empty and in Lucene's language, so that the query of an alert can be pasted as it is.
    """
    filters = [_no_copies_filter(), *([_naming_filter(group)] if group else [])]
    if id_ == CLAIMS_SEARCH:
        filters.append(_statements_filter("claim", "deny"))
    place = "kibanaSavedObjectMeta.searchSourceJSON"
    names = [f"{place}.index", *(f"{place}.filter[{number}].meta.index" for number in range(len(filters)))]
    for filter_, name in zip(filters, names[1:], strict=True):
        filter_["meta"]["indexRefName"] = name
    query = {"language": "lucene", "query": ""}
    attributes = {
        "breakdownField": breakdown,
        "columns": list(COLUMNS),
        "description": f"{description} Copies are hidden by a filter. Queries are in the language of alerts.yaml.",
        "grid": {"columns": {name: {"width": width} for name, width in COLUMNS.items() if width}},
        "hideChart": False,
        "isTextBasedQuery": False,
        "kibanaSavedObjectMeta": {
            "searchSourceJSON": compact_json({"filter": filters, "indexRefName": names[0], "query": query})
        },
        "sort": [[TIME_FIELD, "desc"]],
        "timeRestore": False,
        "title": f"Wirewatch: {title}",
    }
    return _exported("search", id_, attributes, names)


def _no_copies_filter() -> Object:
    meta = {"field": "copy_of", "key": "copy_of", "negate": True, "type": "exists", "value": "exists"}
    return _filter(meta | {"alias": "copies"}, {"exists": {"field": "copy_of"}})


def _naming_filter(group: str) -> Object:
    meta = {"field": "groups", "key": "groups", "negate": False, "params": {"query": group}, "type": "phrase"}
    return _filter(meta | {"alias": None}, {"match_phrase": {"groups": group}})


def _statements_filter(*acts: str) -> Object:
    """Return a filter for articles with a statement of one of these acts that is not negated.

    `statements` is nested, which a filter of a form cannot ask: this one is written as a query.
    """
    held = [{"terms": {"statements.act": list(acts)}}, {"term": {"statements.negated": "false"}}]
    query = {"nested": {"path": "statements", "query": {"bool": {"filter": held}}}}
    meta = {"alias": " and ".join(acts), "key": "query", "negate": False, "type": "custom"}
    return _filter(meta | {"value": compact_json(query)}, query)


def _filter(meta: Object, query: Object) -> Object:
    return {"$state": {"store": "appState"}, "meta": meta | {"disabled": False}, "query": query}


def _exported(type_: str, id_: str, attributes: Object, names: Iterable[str]) -> Object:
    return {
        "attributes": attributes,
        "coreMigrationVersion": CORE_VERSION,
        "id": id_,
        "managed": False,
        "references": [{"id": DATA_VIEW, "name": name, "type": "index-pattern"} for name in names],
        "type": type_,
        "typeMigrationVersion": TYPE_VERSIONS[type_],
    }


def compile_dashboard(file: Path) -> Object:
    """Compile the one dashboard of a YAML file. Raises ModuleNotFoundError where the compiler is not installed."""
    from kb_dashboard_core import load, render

    [source] = load(str(file))
    made = json.loads(render(source).model_dump_json())
    panels = json.loads(made["attributes"]["panelsJSON"])
    for written, panel in zip(source.panels, panels, strict=True):
        panel["embeddableConfig"] |= {"title": written.title, "description": written.description or ""}
        if panel["type"] == "search":
            _refer(panel)
        else:
            _split_first(panel)
    made["attributes"]["panelsJSON"] = compact_json(panels)
    return {key: made[key] for key in EXPORTED}


def _refer(panel: Object) -> None:
    """Name the search as Kibana does: it looks for the reference without the panel's own prefix, and finds it nowhere
    under the name that the compiler writes.
    """
    panel["panelRefName"] = f"panel_{panel['panelIndex']}"
    del panel["embeddableConfig"]["savedObjectId"]


def _split_first(panel: Object) -> None:
    """Put what a chart is split by before its axis, as Lens does: the top groups are then those of the whole time.

    The compiler's order takes the top ones of each bar, which makes other groups in each.
    """
    state = panel["embeddableConfig"]["attributes"]["state"]
    layers = state["datasourceStates"]["formBased"]["layers"]
    for drawn in state["visualization"].get("layers", []):
        order = layers[drawn["layerId"]]["columnOrder"]
        order.sort(key=lambda column: column != drawn.get("splitAccessor"))


def rewrite_file(file: Path, made: Iterable[Object]) -> None:
    """Write the objects in place of all of their types in the file; objects of other types stay as they are."""
    new = list(made)
    types = {each["type"] for each in new}
    known = file.read_text("utf-8").splitlines() if file.exists() else []
    kept = [each for each in map(json.loads, known) if each["type"] not in types]
    order = {type_: number for number, type_ in enumerate((*TYPE_VERSIONS, "dashboard"))}
    lines = map(compact_json, sorted(kept + new, key=lambda each: order[each["type"]]))
    file.write_text("".join(f"{line}\n" for line in lines), "utf-8")


def compact_json(value: Any) -> str:
    """Return JSON as Kibana exports it: one line, keys in order, text as it is."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


if __name__ == "__main__":
    sys.exit(main())
