"""What both stores find: each construct of the language, and queries made up by chance, asked of both."""

import os
from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from sample_documents import (
    NOON,
    QUERIES,
    STORE_KINDS,
    ids_found_by_both,
    numbers_found,
    open_empty_store,
    random_documents,
    sample_document,
)

from processors.query.fields import FIELDS
from processors.query.query import parse_query
from processors.records import Mention, Statement
from processors.stores.store import Store
from scrapers.records import Source

SHELF = [
    sample_document(
        1, "Al-Qaeda denies the attack in Helmand.", title="Taliban deny ties", published_at=NOON
    ),
    sample_document(
        2, "Attacks near Kandahar by ISIS-K; l'État islamique.", published_at=NOON - timedelta(days=10)
    ),
    sample_document(3, "Талибан в Кабуле. 塔利班否认。 قالت طالبان", summary="Kabul", revision=3),
    sample_document(
        4,
        "Covid-19 in the U.S. costs 1,000.50 and more",
        authors=("John Smith", "Ann Lee"),
        groups=("al-qaeda", "taliban"),
        mentions=(
            Mention("taliban", "the Taliban", "title", 0, 11),
            Mention("al-qaeda", "AQ", "text", 40, 42),
        ),
        statements=(
            Statement("claim", "isis-k", "Amaq", (), False, "text", 0, 9, False, "en.claim"),
            Statement("deny", "taliban", "Mujahid", ("al-qaeda",), False, "text", 10, 19, True, "en.deny"),
            Statement("blame", "other", "Kabul", ("isis-k",), True, "text", 20, 29, False, "en.blame"),
        ),
        source=Source(id="Ex*ample", name="The Example", domain="e.example", country="GB"),
        language="en",
    ),
]


@pytest.fixture(scope="module", params=STORE_KINDS)
def library(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Open a store with the documents of SHELF."""
    for store in open_empty_store(request.param, request, tmp_path_factory.mktemp("library")):
        store.prepare()
        assert store.write(SHELF) == []
        yield store


FINDS = {
    "": [1, 2, 3, 4],
    "*": [1, 2, 3, 4],
    "*:*": [1, 2, 3, 4],
    "HELMAND": [1],
    "taliban deny": [1],
    "taliban AND kandahar": [],
    "helmand OR kandahar": [1, 2],
    "attack helmand OR kandahar": [1],
    "attacks OR taliban AND helmand": [1, 2],
    "(attacks OR taliban) AND helmand": [1],
    "+attack -taliban": [],
    "-taliban": [2, 3, 4],
    "NOT taliban NOT covid": [2, 3],
    "helmand OR NOT kandahar": [1, 3, 4],
    "al-qaeda": [1],
    '"al qaeda denies"': [1],
    '"denies qaeda"': [],
    '"denies qaeda"~2': [1],
    '"attack helmand"': [],
    '"attack helmand"~1': [1],
    '"helmand al-qaeda attack"~7': [1],
    '"helmand al-qaeda attack"~6': [],
    '"taliban al"': [],
    "att*": [1, 2],
    "att*s": [2],
    "ATT?CK": [1],
    "*dahar": [2],
    "kandhar~": [2],
    "kadnahar~1": [2],
    "kadnahr~1": [],
    "kadnahr~2": [2],
    "кабуле": [3],
    "塔利班": [3],
    "班利": [],
    "طالبان": [3],
    "l'état": [2],
    "U.S.": [4],
    "1,000.50": [4],
    "title:taliban": [1],
    "text:taliban": [],
    "title:(deny AND ties)": [1],
    "summary:kabul": [3],
    "kabul": [],
    "title:*": [1],
    "_exists_:title": [1],
    "NOT _exists_:title": [2, 3, 4],
    "mentions:*": [4],
    "_exists_:source": [1, 2, 3, 4],
    "groups:al-qaeda AND (costs OR kandahar)": [4],
    "groups:Al-Qaeda": [],
    "groups:(isis OR taliban)": [4],
    "groups:tal*": [4],
    "mentions.group:taliban": [4],
    "mentions.field:title": [4],
    'mentions.text:"the taliban"': [4],
    "mentions.start:[30 TO 50]": [4],
    "mentions.start:{40 TO 50]": [],
    "NOT mentions.group:taliban": [1, 2, 3],
    "mentions.group:taliban AND mentions.field:text": [4],
    "claims:isis-k": [4],
    "claims:isis": [],
    "claims:isis+": [4],
    "claims:*": [4],
    "claims:(taliban OR isis+)": [4],
    "claims:taliban": [],
    "denies:taliban": [4],
    "denies:*": [4],
    "NOT denies:*": [1, 2, 3],
    "blames:isis-k": [],
    "blames:*": [],
    "links:*": [],
    "statements:(act:blame AND about:isis-k AND negated:true)": [4],
    "statements:(act:deny AND by:isis-k)": [],
    "statements.act:deny AND statements.by:isis-k": [4],
    "statements.by_name:mujahid": [4],
    "mentions:(group:taliban AND field:text)": [],
    "mentions:(group:taliban AND field:title)": [4],
    "mentions:(group:(isis OR al-qaeda) AND start:>30)": [4],
    "mentions:(text:taliban AND -group:al-qaeda)": [4],
    "NOT mentions:(group:taliban)": [1, 2, 3],
    "is:story": [1, 2, 3, 4],
    "is:copy OR helmand": [1],
    "authors:smith": [4],
    'authors:"smith ann"': [],
    'authors:"smith ann"~50': [],
    "source.name:example": [1, 2, 3, 4],
    r"source.id:Ex\*ample": [4],
    r"source.id:\*": [],
    "source.id:Ex*": [4],
    "source.id:ex*": [1, 2, 3],
    'url:"https://news.example/2"': [2],
    r"url:https\://news.example/2": [2],
    "language:en": [4],
    "revision:3": [3],
    "revision:>1": [3],
    "revision:[1 TO 2}": [1, 2, 4],
    "published_at:2026-11-20": [1],
    "published_at:2026-11": [1, 2],
    "published_at:[2026-11-10 TO 2026-11-10]": [2],
    "published_at:{2026-11-10 TO *}": [1],
    "published_at:>=2026-11-20T12": [1],
    "published_at:>2026-11-20T12": [],
    "published_at:<2026-11-20T12:00": [2],
    'published_at:"2026-11-20T14:00:00+02:00"': [1],
    "published_at:[* TO *]": [1, 2],
    "indexed_at:>now-1m": [],
    "first_seen_at:<now": [1, 2, 3, 4],
    "taliban^3 OR covid^0.5": [1, 4],
    "“al qaeda”": [1],
}


@pytest.mark.parametrize(("query", "expected"), FINDS.items(), ids=str)
def test_queries_find(library: Store, query: str, expected: list[int]) -> None:
    """Each construct of the language finds what the language's description says, on both stores."""
    assert sorted(numbers_found(library, query)) == expected


@pytest.fixture(scope="module")
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Store]]:
    """Open both stores with the same 200 documents by chance."""
    folders = tmp_path_factory.mktemp("both")
    documents = random_documents(seed=7, count=200, batch="all")
    sources = [open_empty_store(kind, request, folders) for kind in STORE_KINDS]
    stores = [next(source) for source in sources]
    for store in stores:
        store.prepare()
        assert store.write(documents) == []
    yield stores
    for source in sources:
        next(source, None)


EXAMPLES = int(os.environ.get("WIREWATCH_TEST_QUERIES", "300"))
"""Queries of one run: for a long one, name a few thousand."""


@pytest.mark.parametrize("query", ["*", "taliban OR kabul", "NOT attack"])
def test_both_stores_count_the_same(both: list[Store], query: str) -> None:
    """A facet of any keyword field has the same values and numbers, in one order, on both; objects count once."""
    for name, field in FIELDS.items():
        if field.kind == "keyword":
            one, other = (list(store.facet(parse_query(query), name).items()) for store in both)
            assert one == other
    counts = both[0].facet(parse_query(query), "groups")
    assert counts == {
        group: both[0].search(parse_query(f"({query}) AND groups:{group}")).total for group in counts
    }


@pytest.mark.parametrize("query", ["*", "taliban OR kabul", "nobody_is_named_so"])
def test_what_is_counted_at_once_is_what_is_counted_one_by_one(both: list[Store], query: str) -> None:
    """Values, documents that have a field, and steps of time, together, on both stores."""
    asked = parse_query(query)
    for store in both:
        counts = store.count(
            asked,
            values=["groups", "mentions.group"],
            having=["first_seen_at", "copy_of"],
            steps={"published_at": "day"},
        )
        assert counts.values == {name: store.facet(asked, name) for name in ("groups", "mentions.group")}
        assert counts.steps == {"published_at": store.count_by_time(asked, "published_at", "day")}
        assert counts.having == {
            name: store.search(parse_query(f"({query}) AND _exists_:{name}")).total
            for name in ("first_seen_at", "copy_of")
        }


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(text=QUERIES)
def test_both_stores_find_the_same(both: list[Store], text: str) -> None:
    """Any query that can be parsed finds the same documents in tantivy and in Elasticsearch."""
    one, other = ids_found_by_both(both, text)
    assert one == other
