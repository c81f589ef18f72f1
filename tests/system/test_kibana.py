"""What Kibana imports: the form of the file, the fields that it names, and that it agrees with what it is made from."""

import json
import os
import re
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import kibana_objects
import pytest
from paths import ROOT
from sample_documents import NOON, numbers_of, sample_document

from processors.query.fields import index_mapping
from processors.stores.elasticsearch.index import Elastic
from processors.stores.store import ALIAS
from scrapers.records import Source
from wirewatch.config.groups import read_groups

FILE = ROOT / "kibana" / "wirewatch.ndjson"
SCRIPT = ROOT / "scripts" / "kibana_objects.py"
LINES = FILE.read_text("utf-8").splitlines()
OBJECTS = [json.loads(line) for line in LINES]
BY_ID = {each["id"]: each for each in OBJECTS}
[DASHBOARD] = [each for each in OBJECTS if each["type"] == "dashboard"]
SEARCHES = [each for each in OBJECTS if each["type"] == "search"]
PANELS = {each["panelIndex"]: each for each in json.loads(DASHBOARD["attributes"]["panelsJSON"])}
CONTROLS = json.loads(DASHBOARD["attributes"]["controlGroupInput"]["panelsJSON"])

# What Kibana 9.0 takes: it refuses an object of a later version, or with an attribute that this version does not know.
VERSIONS = {"index-pattern": "8.0.0", "search": "10.5.0", "dashboard": "10.2.0"}
SHARED = "title description kibanaSavedObjectMeta timeRestore"
ATTRIBUTES = {
    "index-pattern": "title name timeFieldName fields fieldAttrs fieldFormatMap runtimeFieldMap sourceFilters "
    "allowHidden",
    "search": f"{SHARED} columns sort grid hideChart breakdownField isTextBasedQuery",
    "dashboard": f"{SHARED} timeFrom timeTo controlGroupInput panelsJSON optionsJSON version",
}


def lens_states() -> dict[str, tuple[str, dict[str, Any], dict[str, Any]]]:
    """Return of each Lens panel its layer's id, that layer, and the panel's state."""
    states = {
        name: panel["embeddableConfig"]["attributes"]["state"]
        for name, panel in PANELS.items()
        if panel["type"] == "lens"
    }
    layers = {name: state["datasourceStates"]["formBased"]["layers"] for name, state in states.items()}
    return {name: (*next(iter(layers[name].items())), states[name]) for name in states}


def test_it_agrees_with_the_catalogue() -> None:
    """The file holds what the script makes of config/groups.yaml: run `make kibana` where it does not."""
    groups = {group.id: group.name for group in read_groups(ROOT / "config" / "groups.yaml").groups}
    made = [kibana_objects.compact(each) for each in kibana_objects.objects(groups)]
    assert LINES[:-1] == made, "kibana/wirewatch.ndjson is out of date: make kibana"
    assert OBJECTS[-1] is DASHBOARD


def test_every_object_has_the_form_of_an_export() -> None:
    """Each line is one object with what an import reads, in the version and with the attributes of Kibana 9.0."""
    assert len(BY_ID) == len(OBJECTS)
    for each in OBJECTS:
        assert set(each) == {*kibana_objects.EXPORTED}, each["id"]
        assert each["coreMigrationVersion"] == "8.8.0"
        assert each["typeMigrationVersion"] == VERSIONS[each["type"]]
        assert set(each["attributes"]) <= {*ATTRIBUTES[each["type"]].split()}, each["id"]
        assert each["attributes"]["title"]
    assert BY_ID[ALIAS]["attributes"]["title"] == ALIAS


def used_names(each: dict[str, Any]) -> Iterator[str]:
    """Yield the names under which the parts of an object look for their references."""
    if each["type"] == "search":
        source = json.loads(each["attributes"]["kibanaSavedObjectMeta"]["searchSourceJSON"])
        yield source["indexRefName"]
        yield from (filter_["meta"]["indexRefName"] for filter_ in source["filter"])
    if each is DASHBOARD:
        yield from (
            f"{name}:{panel['panelRefName']}" for name, panel in PANELS.items() if "panelRefName" in panel
        )
        yield from (
            f"{name}:indexpattern-datasource-layer-{layer[0]}" for name, layer in lens_states().items()
        )
        yield from (f"controlGroup_{name}:optionsListDataView" for name in CONTROLS)


def test_references_resolve() -> None:
    """Every name that a part looks up is a reference, none is left over, and each leads to an object of the file."""
    for each in OBJECTS:
        assert sorted(used_names(each)) == sorted(reference["name"] for reference in each["references"]), (
            each["id"]
        )
        for reference in each["references"]:
            assert BY_ID[reference["id"]]["type"] == reference["type"], reference
    assert "savedObjectId" not in PANELS["latest"]["embeddableConfig"]


def indexed(properties: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield name and type of every field that can be searched without naming a nested object first."""
    for key, value in properties.items():
        if value.get("type") == "nested":
            continue
        if "properties" in value:
            yield from indexed(value["properties"], f"{prefix}{key}.")
        else:
            yield prefix + key, value["type"]


FITTING = {
    "terms": {"keyword"},
    "date_histogram": {"date"},
    "max": {"date", "integer"},
    "sort": {"keyword", "date", "integer"},
    "show": {"keyword", "date", "integer", "text"},
}


def uses() -> Iterator[tuple[str, str, str]]:
    """Yield object, field and what it is used for, wherever an object names a field."""
    view = BY_ID[ALIAS]["attributes"]
    yield ALIAS, view["timeFieldName"], "date_histogram"
    yield from ((ALIAS, field, "show") for field in json.loads(view["fieldFormatMap"]))
    for each in SEARCHES:
        told = each["attributes"]
        source = json.loads(told["kibanaSavedObjectMeta"]["searchSourceJSON"])
        yield from ((each["id"], field, "show") for field in [*told["columns"], *told["grid"]["columns"]])
        yield from ((each["id"], field, "sort") for field, _ in told["sort"])
        yield from ((each["id"], filter_["meta"]["key"], "terms") for filter_ in source["filter"])
        yield each["id"], told["breakdownField"], "terms"
    for name, (_, layer, state) in lens_states().items():
        for column in layer["columns"].values():
            if column["sourceField"] != "___records___":
                yield name, column["sourceField"], column["operationType"]
        yield from ((name, field, "show") for field in re.findall(r"([\w.]+):", state["query"]["query"]))
    for name, control in CONTROLS.items():
        yield name, control["explicitInput"]["fieldName"], "terms"


def test_every_field_is_in_the_index() -> None:
    """Each field that an object names is in the mapping, outside of nested objects, with a type that fits its use."""
    types = dict(indexed(index_mapping()["properties"]))
    misfits = [use for use in uses() if types.get(use[1]) not in FITTING[use[2]]]
    assert misfits == []
    assert {name for name, _, _ in uses()} >= {*lens_states(), *CONTROLS, ALIAS, "wirewatch-group-isis-k"}


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the script."""
    return subprocess.run(
        [sys.executable, SCRIPT, *arguments], capture_output=True, text=True, cwd=ROOT, check=False
    )


def test_a_new_group_gets_its_search(tmp_path: Path) -> None:
    """A group of groups.yaml has its search after one run, in whatever script its name is; the dashboard stays."""
    (tmp_path / "groups.yaml").write_text(
        "groups:\n  - id: new-group\n    name: Новая группа\n    aliases: {any: [Novaya Gruppa]}\n", "utf-8"
    )
    file = shutil.copy(FILE, tmp_path)
    done = run("--config", tmp_path, "--output", file)
    assert (done.returncode, done.stderr) == (0, "")
    lines = Path(file).read_text("utf-8").splitlines()
    made = [json.loads(line) for line in lines]
    assert [each["id"] for each in made] == [
        ALIAS,
        "wirewatch-latest",
        "wirewatch-group-new-group",
        "wirewatch",
    ]
    assert made[2]["attributes"]["title"] == "Wirewatch: Новая группа (new-group)"
    assert lines[-1] == LINES[-1]


def test_a_broken_catalogue_changes_nothing(tmp_path: Path) -> None:
    """What is wrong with groups.yaml is told with file and line, and no file is written."""
    (tmp_path / "groups.yaml").write_text("groups:\n  - id: NEW\n    name: New\n    aliases: {any: [New]}\n")
    done = run("--config", tmp_path, "--output", tmp_path / "made.ndjson")
    assert done.returncode == 2
    assert "groups.yaml:2" in done.stderr
    assert not (tmp_path / "made.ndjson").exists()


def newer_python() -> str:
    """Return an interpreter that the compiler runs on, Python 3.12 or later, or skip."""
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    names = [shutil.which(name) for name in ("python3", "python3.13", "python3.12")]
    for each in [sys.executable, *filter(None, names), *sorted(pyenv.glob("versions/3.1[2-9]*/bin/python3"))]:
        asked = subprocess.run(
            [each, "-c", "import sys; sys.exit(sys.version_info < (3, 12))"], capture_output=True, check=False
        )
        if asked.returncode == 0:
            return str(each)
    pytest.skip("the compiler of dashboards needs Python 3.12 or later, and none was found: install one")


def test_the_dashboard_agrees_with_its_source(tmp_path: Path) -> None:
    """Compiling dashboard.yaml gives the dashboard of the file, to the letter."""
    uv = [sys.executable, "-m", "uv", "run", "--quiet", "--no-project", "--python", newer_python()]
    uv += ["--with", kibana_objects.COMPILER, "python"]
    there = subprocess.run([*uv, "-c", ""], capture_output=True, text=True, check=False, cwd=tmp_path)
    if there.returncode:
        pytest.skip(f"{kibana_objects.COMPILER} cannot be installed: {there.stderr[-300:]}")
    subprocess.run([*uv, SCRIPT, "--dashboard", "--output", tmp_path / "made"], check=True, cwd=tmp_path)
    assert (tmp_path / "made").read_text("utf-8").splitlines() == LINES[-1:]


def test_without_the_compiler_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    """Where the compiler is not installed, the way to run it is told, and the exit status is 2."""
    monkeypatch.setitem(sys.modules, "kb_dashboard_core", None)
    monkeypatch.setattr(sys, "argv", ["kibana_objects.py", "--dashboard"])
    assert kibana_objects.main() == 2
    assert "uv run --no-project" in capsys.readouterr().err


# On a real server -----------------------------------------------------------------------------------------------------

KQL: dict[str, Any] = {
    "": {"match_all": {}},
    "not copy_of: *": {"bool": {"must_not": {"exists": {"field": "copy_of"}}}},
    "not batch: backfill": {"bool": {"must_not": {"match": {"batch": "backfill"}}}},
}
"""What Kibana makes of the panels' queries."""


@pytest.fixture(scope="module")
def store(elasticsearch_url: str) -> Iterator[Elastic]:
    """Open a store of our own with an article, a copy of it, one without a language, and one of history."""
    store = Elastic(elasticsearch_url, alias=f"test-{secrets.token_hex(6)}")
    store.prepare()
    day = timedelta(days=1)
    alpha, beta = (Source(id=name.lower(), name=name, domain=f"{name}.example") for name in ("Alpha", "Beta"))
    both, old = ("al-qaeda", "taliban"), NOON - day
    one = {"source": alpha, "feed_url": "https://alpha.example/rss", "language": "en"}
    two = one | {"source": beta, "feed_url": "https://beta.example/rss"}
    failed = store.write(
        [
            sample_document(1, groups=both, first_seen_at=old, **one),
            sample_document(2, groups=both, copy_of=f"{1:064x}", first_seen_at=old, **two),
            sample_document(3, groups=("isis-k",), **(one | {"language": None})),
            sample_document(4, groups=("taliban",), batch="backfill", **(two | {"feed_url": "warc:old"})),
        ]
    )
    assert failed == []
    yield store
    for index in store.client.indices.get(index=f"{store.alias}*"):
        store.client.indices.delete(index=index)
    store.client.options(ignore_status=404).indices.delete_index_template(name=store.alias)
    store.close()


def aggregation(column: dict[str, Any], columns: dict[str, Any]) -> dict[str, Any]:
    """Return the aggregation that Kibana asks for a column of Lens."""
    field, told = {"field": column["sourceField"]}, column["params"]
    match column["operationType"]:
        case "max":
            return {"max": field}
        case "date_histogram":
            return {"date_histogram": field | {"calendar_interval": "day", "min_doc_count": 1}}
        case "terms":
            by = told["orderBy"]["columnId"]
            counted = columns[by]["operationType"] == "count"
            missing = {"missing": "__missing__"} if told["missingBucket"] else {}
            order = {"_count" if counted else by: told["orderDirection"]}
            return {"terms": field | missing | {"size": told["size"], "order": order}}
    raise AssertionError(column)


def request(layer: dict[str, Any]) -> dict[str, Any]:
    """Return the nested aggregations of a layer, the columns in their order, the metrics innermost."""
    columns = layer["columns"]
    asked: dict[str, Any] = {}
    for name in reversed(layer["columnOrder"]):
        if columns[name]["isBucketed"]:
            asked = {name: aggregation(columns[name], columns) | {"aggs": asked}}
        elif columns[name]["operationType"] != "count":
            asked[name] = aggregation(columns[name], columns)
    return asked


def rows(answer: dict[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield path and bucket of the innermost buckets of an answer, in its order."""
    inner = [value["buckets"] for value in answer.values() if isinstance(value, dict) and "buckets" in value]
    if not inner:
        yield path, answer
    for bucket in inner[0] if inner else []:
        yield from rows(bucket, (*path, bucket.get("key_as_string", bucket["key"])[:10]))


def ask(store: Elastic, panel: str) -> dict[tuple[str, ...], Any]:
    """Return the table that a panel shows."""
    _, layer, state = lens_states()[panel]
    query = KQL[state["query"]["query"]]
    answer = store.client.search(index=store.alias, size=0, query=query, aggs=request(layer))
    return dict(rows(answer["aggregations"]))


@pytest.mark.parametrize(
    ("panel", "table"),
    [
        (
            "mentions-over-time",
            {
                ("taliban", "2026-11-19"): 1,
                ("taliban", "2026-11-20"): 1,
                ("al-qaeda", "2026-11-19"): 1,
                ("isis-k", "2026-11-20"): 1,
            },
        ),
        ("languages", {("en",): 2, ("__missing_",): 1}),
        (
            "groups-by-source",
            {
                ("taliban", "Beta"): 2,
                ("taliban", "Alpha"): 1,
                ("al-qaeda", "Alpha"): 1,
                ("al-qaeda", "Beta"): 1,
                ("isis-k", "Alpha"): 1,
            },
        ),
        (
            "co-mentions",
            {
                ("taliban", "taliban"): 2,
                ("taliban", "al-qaeda"): 1,
                ("al-qaeda", "al-qaeda"): 1,
                ("al-qaeda", "taliban"): 1,
                ("isis-k", "isis-k"): 1,
            },
        ),
    ],
)
def test_panels_count_on_a_real_server(store: Elastic, panel: str, table: dict[tuple[str, ...], int]) -> None:
    """The aggregations of each panel's columns, on Elasticsearch, count what its title promises, the largest first."""
    answer = {path: bucket["doc_count"] for path, bucket in ask(store, panel).items()}
    assert answer == table
    assert [path[0] for path in answer] == [path[0] for path in table]


def test_the_longest_silent_feed_comes_first(store: Elastic) -> None:
    """The table of feeds tells each feed's last article, the oldest first, with copies and without history."""
    _, layer, state = lens_states()["feeds"]
    query, asked = KQL[state["query"]["query"]], request(layer)
    answer = store.client.search(index=store.alias, size=0, query=query, aggs=asked)["aggregations"]["feed"]
    told = [(each["key"], each["doc_count"], each["last"]["value_as_string"]) for each in answer["buckets"]]
    assert told == [
        ("https://beta.example/rss", 1, "2026-11-19T12:00:00.000Z"),
        ("https://alpha.example/rss", 2, "2026-11-20T12:00:00.000Z"),
    ]


@pytest.mark.parametrize(
    ("name", "found"),
    [("latest", {1, 3, 4}), ("group-taliban", {1, 4}), ("group-isis-k", {3}), ("group-ttp", set())],
)
def test_searches_find_on_a_real_server(store: Elastic, name: str, found: set[int]) -> None:
    """A saved search's filters find the articles of its group, the newest first, and no copies."""
    told = BY_ID[f"wirewatch-{name}"]["attributes"]
    filters = json.loads(told["kibanaSavedObjectMeta"]["searchSourceJSON"])["filter"]
    parts: dict[bool, list[Any]] = {True: [], False: []}
    for each in filters:
        parts[each["meta"]["negate"]].append(each["query"])
    answer = store.client.search(
        index=store.alias,
        query={"bool": {"must_not": parts[True], "filter": parts[False]}},
        sort=[{field: direction} for field, direction in told["sort"]],
    )
    documents = [hit["_source"] for hit in answer["hits"]["hits"]]
    assert set(numbers_of(documents)) == found
    seen = [each["first_seen_at"] for each in documents]
    assert seen == sorted(seen, reverse=True)
