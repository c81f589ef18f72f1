"""What Kibana's panels and searches find on a real Elasticsearch."""

import json
import re
import secrets
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from kibana_file import BY_ID, lens_states
from sample_documents import NOON, numbers_of, sample_document

from processors.records import Statement
from processors.stores.elasticsearch.index import Elastic
from scrapers.records import Source

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
    said = tuple(
        Statement(act, "isis-k", "Amaq", (), negated, "text", 0, 9, False, "en.test")
        for act, negated in (("claim", False), ("deny", True))
    )
    failed = store.write(
        [
            sample_document(1, groups=both, first_seen_at=old, statements=said, **one),
            sample_document(2, groups=both, copy_of=f"{1:064x}", first_seen_at=old, **two),
            sample_document(3, groups=("isis-k",), statements=said[1:], **(one | {"language": None})),
            sample_document(4, groups=("taliban",), batch="backfill", **(two | {"feed_url": "warc:old"})),
        ]
    )
    assert failed == []
    yield store
    for index in store.client.indices.get(index=f"{store.alias}*"):
        store.client.indices.delete(index=index)
    store.client.options(ignore_status=404).indices.delete_index_template(name=store.alias)
    store.close()


def of_statement(kql: str) -> dict[str, Any]:
    """Return what Kibana makes of a query for one nested object."""
    held = re.findall(r"(\w+): (\w+)", kql)
    query = {"bool": {"filter": [{"match": {f"statements.{name}": value}} for name, value in held]}}
    return {"nested": {"path": "statements", "query": query, "score_mode": "none"}}


def aggregation(column: dict[str, Any], columns: dict[str, Any]) -> dict[str, Any]:
    """Return the aggregation that Kibana asks for a column of Lens."""
    field, told = {"field": column.get("sourceField")}, column["params"]
    match column["operationType"]:
        case "filters":
            asked = {one["label"]: of_statement(one["input"]["query"]) for one in told["filters"]}
            return {"filters": {"filters": asked, "keyed": False}}
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
        ("acts-over-time", {("claims", "2026-11-19"): 1}),
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
    [
        ("latest", {1, 3, 4}),
        ("claims", {1}),
        ("group-taliban", {1, 4}),
        ("group-isis-k", {3}),
        ("group-ttp", set()),
    ],
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
