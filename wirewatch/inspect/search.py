"""What `search` and `export` ask of the store, in the rules' own language."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, get_args

from msgspec import convert
from msgspec.structs import asdict

from processors.groups.centrality import measure_centrality
from processors.query.fields import FIELDS, most_similar_name
from processors.query.nodes import Branches, Or, QueryError
from processors.query.query import Query, all_of, any_of, field_between, field_equals, parse_query
from processors.records import Mention
from processors.stores.highlight import make_snippets
from processors.stores.store import MAX_FACET_VALUES, MAX_SIZE, Counts, Hit, Results, Sort, Step, Store
from scrapers.records import Feed
from wirewatch.config.times import parse_time
from wirewatch.errors import Mistake
from wirewatch.inspect.outlets import outlet_query
from wirewatch.inspect.timeline import latest_timeline
from wirewatch.ledger.leases import now

CSV_COLUMNS = (
    "id", "url", "source", "country", "title", "language", "published_at", "first_seen_at", "indexed_at",
    "groups", "story_id", "copy_of", "authors", "text",
)  # fmt: skip
"""Of the CSV export."""
_ALWAYS = "first_seen_at"
"""A field that every article has."""
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""By which spreadsheets know a formula, or which they pass over before one; by OWASP's page on CSV injection."""


def search_articles(
    store: Store,
    query: str,
    *,
    group: str | None = None,
    source: str | None = None,
    since: str | None = None,
    until: str | None = None,
    size: int = 10,
    stories: bool = False,
    events: bool = False,
    sort: Sort = "relevance",
    facets: Sequence[str] = (),
    branches: Branches | None = None,
    feeds: Sequence[Feed] = (),
    step: Step | None = None,
) -> dict[str, Any]:
    """Search; give {"total", "hits": [{the document's fields, "score", "highlight", "centrality"}]}.

    With `stories` there is one hit a story, the first of its articles in the order of `sort`, with "outlets" (the
    names of all who carry it) and "articles" (their number), and "total" counts stories. Of more than 10,000 it counts
    no further, and there is "total_at_least": true. Where stories that were asked for are behind the first 10,000
    articles, which are all that is looked at, there is "cut": true. With `events` the same of events; an article that
    was processed before there were any stands alone. With `facets`
    there is {"facets": {field: {value: articles}}} of keyword fields, the most frequent value first. With a `step`
    there are "articles", the number of all that is found, and "timeline", as `latest_timeline` gives it.
    `branches` is asked for the branches of a group where the query says `groups:id+`, or `group` is `id+`; `feeds` are
    those of feeds.yaml, whose outlets `source` may name. Raises Mistake and StoreError.
    """
    whole = whole_query(
        store,
        read_query(query, branches),
        group=group,
        source=source,
        since=since,
        until=until,
        branches=branches,
        feeds=feeds,
    )
    field = "event_id" if events else "story_id"
    grouped = stories or events
    counted = store.count(
        whole,
        values=[_countable(one) for one in facets],
        having=(_ALWAYS, "copy_of", "event_id") if grouped or step else (),
        steps={"published_at": step} if step else {},
    )
    results, limits = (
        _search_grouped(store, whole, size, sort, field, counted)
        if grouped
        else (store.search(whole, size=size, sort=sort), {})
    )
    outlets = _outlets_by_group(store, results.hits, field) if grouped else {}
    return {
        "total": results.total,
        **limits,
        "hits": [
            {
                **hit.document,
                "score": hit.score,
                "highlight": hit.highlight,
                "centrality": _centrality(hit.document),
                **outlets.get(_group_of(hit.document, field), {}),
            }
            for hit in results.hits
        ],
        **({"facets": counted.values} if facets else {}),
        **_over_time(store, whole, step, counted),
    }


def _over_time(store: Store, query: Query, step: Step | None, counted: Counts) -> dict[str, Any]:
    if not step:
        return {}
    return {
        "articles": counted.having[_ALWAYS],
        "timeline": latest_timeline(store, query, step, counted),
    }


def whole_query(
    store: Store,
    query: Query,
    *,
    group: str | None = None,
    source: str | None = None,
    since: str | None = None,
    until: str | None = None,
    branches: Branches | None = None,
    feeds: Sequence[Feed] = (),
) -> Query:
    """Give a query narrowed by a group, an outlet and a time, as `search_articles` does. Raises Mistake, StoreError."""
    queries = [query]
    if group:
        queries.append(group_query(group, branches))
    if source:
        queries.append(outlet_query(store, feeds, source))
    if time := time_query(since, until):
        queries.append(time)
    return all_of(*queries)


def read_sort(text: str) -> Sort:
    """Read the order of a search. Raises Mistake."""
    known: tuple[Sort, ...] = get_args(Sort)
    for sort in known:
        if sort == text:
            return sort
    raise Mistake(f"--sort: {text!r} is no order", "write " + " or ".join(known))


def _countable(field: str) -> str:
    """Give the name of a field whose values can be counted. Raises Mistake."""
    countable = [name for name, spec in FIELDS.items() if spec.kind == "keyword"]
    if field in countable:
        return field
    alike = most_similar_name(field)
    mend = f"did you mean {alike}?" if alike in countable else "these have: " + ", ".join(countable)
    raise Mistake(f"--facet: {field} has no values to count", mend)


def _group_of(document: dict[str, Any], field: str) -> str:
    """Give the story or event of a document; one without an event stands for itself."""
    return str(document.get(field) or document["id"])


def _search_grouped(
    store: Store, query: Query, size: int, sort: Sort, field: str, counted: Counts
) -> tuple[Results, dict[str, bool]]:
    """Give the first hit of each story, or event, from as many hits as that takes, and which limits were met."""
    total, wanted = _count_groups(store, query, field, counted), max(4 * size, 1)
    limits = {"total_at_least": True} if total >= MAX_FACET_VALUES else {}
    if field == "event_id":
        total += counted.having[_ALWAYS] - counted.having["event_id"]
    while True:
        hits = store.search(query, size=min(wanted, MAX_SIZE), sort=sort, highlight=False).hits
        first: dict[str, str] = {}
        for hit in hits:
            first.setdefault(_group_of(hit.document, field), hit.document["id"])
        if len(first) >= size or len(hits) < wanted or wanted >= MAX_SIZE:
            break
        wanted *= 4
    ids = list(first.values())[:size]
    wanted_ids = set(ids)
    chosen = {hit.document["id"]: hit for hit in hits if hit.document["id"] in wanted_ids}
    shown = [
        Hit(chosen[id_].document, chosen[id_].score, make_snippets(query, chosen[id_].document))
        for id_ in ids
    ]
    if len(hits) >= MAX_SIZE and len(ids) < min(size, total):
        limits["cut"] = True
    return Results(total, shown), limits


def _count_groups(store: Store, query: Query, field: str, counted: Counts) -> int:
    """Count the stories, or events, of what a query finds, as far as MAX_FACET_VALUES.

    Each story has one article that is no copy: where these are as many, the rest need not be told apart, which takes
    twenty times as long.
    """
    firsts = counted.having[_ALWAYS] - counted.having["copy_of"]
    if field == "story_id" and firsts >= MAX_FACET_VALUES:
        return MAX_FACET_VALUES
    return len(store.facet(query, field))


def _outlets_by_group(store: Store, hits: Sequence[Hit], field: str) -> dict[str, dict[str, Any]]:
    """Give for each story, or event, the names of its outlets and the number of its articles, found or not."""
    names: dict[str, dict[str, str]] = {}
    articles: Counter[str] = Counter()
    groups = [_group_of(hit.document, field) for hit in hits]
    alone = {
        hit.document["id"]: {"outlets": [hit.document["source"]["name"]], "articles": 1}
        for hit in hits
        if not hit.document.get(field)
    }
    for first in range(0, len(groups), 200):
        queries = [field_equals(field, group) for group in groups[first : first + 200]]
        for document in store.scan(Query("stories", Or(tuple(query.root for query in queries)))):
            source, story = document["source"], _group_of(document, field)
            names.setdefault(story, {}).setdefault(source.get("domain") or source["name"], source["name"])
            articles[story] += 1
    return alone | {
        story: {"outlets": list(outlets.values()), "articles": articles[story]}
        for story, outlets in names.items()
    }


def _centrality(document: dict[str, Any]) -> dict[str, Any]:
    """Give the score and the parts of each group of a document, of which `about` is the outcome."""
    mentions = convert(document["mentions"], tuple[Mention, ...])
    return {
        group: asdict(weight)
        for group, weight in measure_centrality(document["title"], document["text"], mentions).items()
    }


def group_query(group: str, branches: Branches | None = None) -> Query:
    """Give the query for what names a group; behind its id a `+` asks for its branches, too. Raises Mistake."""
    if branches is None or not group.endswith("+"):
        return field_equals("groups", group)
    trunk = group.removesuffix("+")
    try:
        ids = sorted({trunk, *branches(trunk)})
    except KeyError as error:
        alike = error.args[1:]
        mend = f"did you mean {alike[0]!r}?" if alike else "`wirewatch groups list` has the ids"
        raise Mistake(f"--group: the catalogue has no group {trunk!r}", mend) from None
    return any_of(*(field_equals("groups", group_id) for group_id in ids))


def time_query(since: str | None, until: str | None) -> Query | None:
    """Give the query for what was published, or where that is unknown first seen, in a time. Raises Mistake."""
    if since is None and until is None:
        return None
    present = now()
    try:
        start, end = (
            None if text is None else parse_time(text, present).isoformat() for text in (since, until)
        )
    except ValueError as error:
        raise Mistake(str(error)) from None
    try:
        undated = all_of(read_query("NOT _exists_:published_at"), field_between("first_seen_at", start, end))
        return any_of(field_between("published_at", start, end), undated)
    except QueryError as error:
        raise Mistake(f"--since {since} --until {until}: {error.message}", error.mend) from None


def read_query(text: str, branches: Branches | None = None) -> Query:
    """Parse a query. Raises Mistake."""
    try:
        return parse_query(text, branches)
    except QueryError as error:
        raise Mistake(f"query: {error.message}", error.mend) from None


def highlight_parts(snippet: str) -> Iterator[tuple[str, bool]]:
    """Cut a highlighted snippet into its parts, each with whether it is a hit; HTML's escapes are undone."""
    import html

    for index, part in enumerate(re.split(r"</?em>", snippet)):
        yield html.unescape(part), index % 2 == 1


def csv_row(document: dict[str, Any]) -> list[str]:
    """Give a document as a row of CSV."""
    values = {**document, "source": document["source"]["name"], "country": document["source"].get("country")}
    return [csv_cell(values.get(column)) for column in CSV_COLUMNS]


def csv_cell(value: Any) -> str:
    """Give a value, or a list, as a cell of CSV; what a spreadsheet would run as a formula is made text."""
    text = ", ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
    return f"'{text}" if text[:1] in FORMULA_SIGNS else text
