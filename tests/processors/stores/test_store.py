"""What both stores promise: the same tests, and the same queries, asked of tantivy and of Elasticsearch."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sample_documents import NOON, STORE_KINDS, numbers_found, numbers_of, open_empty_store, sample_document

from processors.query.query import parse_query
from processors.records import Mention
from processors.stores.elasticsearch.index import Elastic
from processors.stores.open import open_store
from processors.stores.store import Store, StoreRefused
from processors.stores.tantivy import order
from processors.stores.tantivy.index import Tantivy


@pytest.fixture(params=STORE_KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    yield from open_empty_store(request.param, request, tmp_path)


@pytest.fixture
def elastic(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Elastic]:
    yield from open_empty_store("elasticsearch", request, tmp_path)  # type: ignore[misc]


def test_what_was_written_is_found_at_once(store: Store) -> None:
    """A document is found as soon as write returns, and comes back as it was given."""
    store.prepare()
    given = sample_document(1, "Taliban deny ties.", title="Ties", published_at=NOON, authors=("Ann Lee",))
    assert store.write([given]) == []
    assert [hit.document for hit in store.search(parse_query("ties")).hits] == [given]
    assert store.get([given["id"]]) == [given]


def test_a_flag_is_found_by_its_word(store: Store) -> None:
    """A boolean is searched as true or false, the same in both stores, and comes back as it was."""
    store.prepare()
    assert (
        store.write(
            [sample_document(1, paywalled=True), sample_document(2, paywalled=False), sample_document(3)]
        )
        == []
    )
    assert numbers_found(store, "paywalled:true") == [1]
    assert numbers_found(store, "paywalled:false") == [2]
    assert [hit.document["paywalled"] for hit in store.search(parse_query("paywalled:true")).hits] == [True]


def test_writing_again_replaces(store: Store) -> None:
    """The same id written twice, in one call or in two, is one document: the last one."""
    store.prepare()
    assert store.write([sample_document(1, "first"), sample_document(1, "second")]) == []
    assert store.write([sample_document(1, "third")]) == []
    assert (numbers_found(store, "first OR second"), numbers_found(store, "third")) == ([], [1])
    assert store.health()["documents"] == 1


@pytest.mark.parametrize(
    "broken",
    [
        {"surprise": 1},
        {"published_at": "yesterday"},
        {"revision": "many"},
        {"first_seen_at": None},
        {"text": "half \ud800 a character"},
    ],
    ids=lambda broken: next(iter(broken)),
)
def test_one_broken_document_does_not_keep_out_the_others(store: Store, broken: dict[str, Any]) -> None:
    """What does not fit the mapping fails for good and by name, and the rest of the call is written."""
    store.prepare()
    failed = store.write([sample_document(1), sample_document(2) | broken, sample_document(3)])
    assert [(one.id, one.retry) for one in failed] == [(f"{2:064x}", False)]
    assert failed[0].reason
    assert failed[0].detail
    assert sorted(numbers_found(store, "*")) == [1, 3]


def test_an_empty_store_answers(store: Store) -> None:
    """Nothing written yet: everything finds nothing, and nothing to write or to get is no error."""
    store.prepare()
    assert store.write([]) == []
    assert store.get([]) == store.get(["nobody"]) == []
    assert numbers_found(store, "*") == list(store.scan()) == []
    assert store.match({"all": parse_query("*")}, "first") == {"all": []}
    assert store.health()["documents"] == 0


def test_get_keeps_the_order_and_leaves_out_what_is_missing(store: Store) -> None:
    """Documents come in the order of the ids, each once, over more ids than one request takes."""
    store.prepare()
    store.write([sample_document(number) for number in range(700)])
    ids = [f"{number:064x}" for number in [650, 3, 9999, *range(600), 3]]
    assert numbers_of(store.get(ids)) == [650, 3, *(number for number in range(600) if number != 3)]


def test_match_looks_at_one_batch_alone(store: Store) -> None:
    """Every rule's name comes with the ids that it finds in the batch, however many rules there are."""
    store.prepare()
    store.write(
        [
            sample_document(1, "attack"),
            sample_document(2, "attack in Kabul"),
            sample_document(3, "attack", batch="second"),
        ]
    )
    rules = {f"rule {number}": parse_query("nothing of the kind") for number in range(250)}
    rules |= {
        "attack": parse_query("attack"),
        "kabul": parse_query('"in kabul"'),
        "near": parse_query('"attack kabul in"~3'),
    }
    matched = store.match(rules, "first")
    assert list(matched) == list(rules)
    ids = {1: f"{1:064x}", 2: f"{2:064x}"}
    assert matched["attack"] == [ids[1], ids[2]]
    assert matched["kabul"] == matched["near"] == [ids[2]]
    assert matched["rule 7"] == []


def test_scan_yields_everything_as_it_stood(store: Store) -> None:
    """Over 1,000 documents come once each, first seen first, whatever is written meanwhile."""
    store.prepare()
    store.write(
        [sample_document(number, first_seen_at=NOON - timedelta(minutes=number)) for number in range(1100)]
    )
    scan = store.scan()
    seen = [next(scan)]
    store.write([sample_document(5000), sample_document(7, "changed")])
    seen += scan
    assert numbers_of(seen) == list(range(1099, -1, -1))
    assert numbers_of(list(store.scan(parse_query("changed")))) == [7]


TIED = [
    sample_document(
        number,
        text,
        groups=groups,
        mentions=tuple(Mention(group, "Taliban", "title", 0, 7) for group in groups),
        published_at=NOON - timedelta(days=days) if days is not None else None,
        first_seen_at=NOON - timedelta(days=days or 0),
    )
    for number, text, groups, days in (
        (1, "Attack in Kabul.", ("isis",), 40),
        (2, "Attack in Kabul.", ("isis", "taliban"), 2),
        (3, "Attack in Kabul, and in Kabul again.", ("isis",), 90),
        (4, "Attack in Kabul.", ("isis",), None),
        (5, "Attack in Kabul.", ("isis",), 1),
        (6, "Attack in Kabul.", ("isis",), 2),
    )
]
"""Articles of several months; all but one have the same text."""


@pytest.mark.parametrize("many", [1_000, 1])
@pytest.mark.parametrize(
    ("query", "expected"),
    {
        "*": [5, 2, 6, 1, 3, 4],
        "groups:isis": [5, 2, 6, 1, 3, 4],
        "mentions:(group:isis AND field:title)": [5, 2, 6, 1, 3, 4],
        "mentions.text:taliban": [5, 2, 6, 1, 3, 4],
        "groups:isis AND kabul": [3, 5, 2, 6, 1, 4],
        "attack -groups:taliban": [5, 6, 1, 4, 3],
        "groups:taliban OR groups:isis": [2, 5, 6, 1, 3, 4],
    }.items(),
    ids=str,
)
def test_what_is_equally_good_comes_newest_first(
    store: Store, monkeypatch: pytest.MonkeyPatch, query: str, expected: list[int], many: int
) -> None:
    """Then by the id, and what has no time last: alike in both stores, in all months, for a page of any size."""
    monkeypatch.setattr(order, "MANY", many)
    store.prepare()
    assert store.write(TIED[::2]) == store.write(TIED[1::2]) == []
    for size in (1, 2, 3, 5, 10):
        assert numbers_found(store, query, size=size) == expected[:size]


def test_newest_sorts_by_publication(store: Store) -> None:
    """The latest `published_at` comes first, what has none last, and size is kept to."""
    store.prepare()
    days = {1: 3, 2: 1, 3: None, 4: 2}
    store.write(
        [sample_document(n, published_at=day and NOON - timedelta(days=day)) for n, day in days.items()]
    )
    assert numbers_found(store, "*", sort="newest") == [2, 4, 1, 3]
    assert numbers_found(store, "*", sort="newest", size=2) == [2, 4]
    assert numbers_found(store, "*", sort="oldest") == [1, 4, 2, 3]
    assert store.search(parse_query("*"), size=0).total == 4


def test_the_best_comes_first(store: Store) -> None:
    """A word in the title weighs more than in the text, and a boost decides between words."""
    store.prepare()
    store.write(
        [
            sample_document(1, "Kabul is quiet", title="Other places"),
            sample_document(2, "Other places are quiet", title="Kabul places"),
            sample_document(3, "Helmand is quiet", title="Quiet places"),
        ]
    )
    assert numbers_found(store, "kabul") == [2, 1]
    assert numbers_found(store, "kabul OR helmand^50")[0] == 3
    hits = store.search(parse_query("kabul")).hits
    assert hits[0].score > hits[1].score > 0


def test_hits_carry_snippets(store: Store) -> None:
    """A hit shows where it matched, escaped, in title and text; without highlight it shows nothing."""
    store.prepare()
    store.write([sample_document(1, "The Taliban & <others> in Kabul.", title="Kabul")])
    assert store.search(parse_query("kabul AND taliban")).hits[0].highlight == {
        "title": ["<em>Kabul</em>"],
        "text": ["The <em>Taliban</em> &amp; &lt;others&gt; in <em>Kabul</em>."],
    }
    assert store.search(parse_query("kabul"), highlight=False).hits[0].highlight == {}


@pytest.mark.parametrize("kind", STORE_KINDS)
def test_preparing_at_once_is_safe(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Eight threads that prepare and write at the same time lose nothing and trip over nothing."""
    for store in open_empty_store(kind, request, tmp_path):
        stores = [_another(store) for _ in range(8)]
        trouble: list[BaseException] = []

        def work(number: int, mine: Store, trouble: list[BaseException] = trouble) -> None:
            try:
                mine.prepare()
                assert mine.write([sample_document(number)]) == []
            except BaseException as error:
                trouble.append(error)

        threads = [threading.Thread(target=work, args=pair) for pair in enumerate(stores)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert trouble == []
        assert sorted(numbers_found(store, "*")) == list(range(8))


def _another(store: Store) -> Store:
    if isinstance(store, Tantivy):
        return Tantivy(str(store.directory))
    assert isinstance(store, Elastic)
    node = next(iter(store.client.transport.node_pool.all()))
    return Elastic(node.base_url, alias=store.alias)


def test_open_store_names_what_it_takes() -> None:
    """An index URL of another kind is refused, and so is one that is none."""
    for url in ("", "tantivy:", "solr://localhost", "index", "http://", "http://[", "https://host:port"):
        with pytest.raises(StoreRefused, match=r"tantivy:/a/directory|cannot be opened"):
            open_store(url)


def test_whole_months_are_forgotten(store: Store) -> None:
    """What was first seen before the month of a time is dropped, once, and what was seen in it stays."""
    store.prepare()
    assert store.forget(NOON) == 0
    seen = [NOON.replace(month=9), NOON.replace(month=10, day=31, hour=23), NOON.replace(day=1, hour=0), NOON]
    store.write([sample_document(number, first_seen_at=at) for number, at in enumerate(seen, 1)])
    assert store.forget(NOON) == 2
    assert numbers_of(list(store.scan())) == [3, 4]
    assert store.forget(NOON) == 0
    assert store.write([sample_document(1, first_seen_at=seen[0])]) == []
    assert numbers_of(list(store.scan())) == [1, 3, 4]
    assert store.forget(NOON.replace(year=2027)) == 3
    assert numbers_found(store, "nothing") == []


def test_documents_are_counted_by_the_hour_and_by_the_day_in_utc(store: Store) -> None:
    """Both stores count the same, leave empty steps out, and take times before 1970 as they are."""
    store.prepare()
    times = [
        NOON,
        NOON + timedelta(minutes=59),
        NOON + timedelta(hours=13),
        datetime(1969, 12, 31, 23, tzinfo=UTC),
    ]
    documents = [sample_document(number, "Taliban", published_at=at) for number, at in enumerate(times)]
    assert (
        store.write([*documents, sample_document(9, "Taliban"), sample_document(10, published_at=NOON)]) == []
    )
    asked = parse_query("taliban")
    assert store.count_by_time(asked, "published_at", "hour") == {
        times[3]: 1,
        NOON: 2,
        NOON + timedelta(hours=13): 1,
    }
    midnight = NOON.replace(hour=0)
    assert store.count_by_time(asked, "published_at", "day") == {
        datetime(1969, 12, 31, tzinfo=UTC): 1,
        midnight: 2,
        midnight + timedelta(days=1): 1,
    }
    assert store.count_by_time(parse_query("nobody"), "published_at", "day") == {}
