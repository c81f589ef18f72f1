"""Indices that Wirewatch did not make: taken over where they can be, else named with the mend by what meets them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from processed_articles import ProcessedArticles, open_elastic
from sample_documents import sample_document

from processors.query.query import parse_query
from processors.stores.elasticsearch.index import Elastic
from processors.stores.store import StoreRefused

MONTH = "2026.11"


@pytest.fixture
def store(elasticsearch_url: str) -> Iterator[Elastic]:
    yield from open_elastic(elasticsearch_url)


def make_by_hand(store: Elastic) -> None:
    """Make the month's index as somebody does who saw that it was missing."""
    store.client.indices.create(index=f"{store.alias}-{MONTH}")


def let_it_be_made(store: Elastic) -> None:
    """Have it made by another program's writing, from what that writes."""
    store.client.index(index=f"{store.alias}-{MONTH}", document={"id": "x", "text": "words"}, refresh=True)


def without_template(store: Elastic) -> None:
    store.client.indices.delete(index=f"{store.alias}-{MONTH}")
    store.client.indices.delete_index_template(name=store.alias)


def test_an_index_made_by_hand_is_made_ours(tmp_path: Path, store: Elastic) -> None:
    """An empty one gets our mapping and the alias with the first write, so that its articles are seen by the rules."""
    with ProcessedArticles(tmp_path, store) as room:
        room.add_articles(1)
        assert room.run_stages() == []
        without_template(store)
        make_by_hand(store)
        room.add_articles(2)
        assert room.run_stages() == []
        assert room.alerted() == [1, 2]
        made = store.client.indices.get(index=f"{store.alias}-{MONTH}")[f"{store.alias}-{MONTH}"]
    assert (made["mappings"]["dynamic"], list(made["aliases"])) == ("strict", [store.alias])


def test_an_index_that_came_by_itself_swallows_nothing(tmp_path: Path, store: Elastic) -> None:
    """One with another mapping takes no article: the run names it and the mend, and after that each is told of once."""
    with ProcessedArticles(tmp_path, store) as room:
        room.add_articles(1)
        assert room.run_stages() == []
        without_template(store)
        let_it_be_made(store)
        room.add_articles(2)
        for _ in range(2):
            (told,) = room.run_stages()
            assert (
                f"the index {store.alias}-{MONTH} is none that Wirewatch made: its field id is text" in told
            )
            assert "reprocess --new-index" in told
            room.make_due()
        assert room.fates() == {"indexed": 1, "processed": 1}
        store.renew(room.project.name)
        room.make_due()
        assert room.run_stages() == []
        assert room.alerted() == [1, 2]


CALLS: dict[str, Callable[[Elastic], object]] = {
    "search": lambda store: store.search(parse_query("mentions:(group:isis)"), sort="newest"),
    "facet": lambda store: store.facet(parse_query("mentions:(group:isis)"), "groups"),
    "match": lambda store: store.match({"rule": parse_query("mentions:(group:isis)")}, "first"),
    "get": lambda store: store.get(["x"]),
    "scan": lambda store: list(store.scan()),
    "prepare": lambda store: store.prepare("first-1"),
    "renew": lambda store: store.renew("first-1"),
}


def test_a_strangers_index_behind_the_alias_is_named_by_all_that_meets_it(store: Elastic) -> None:
    """One whose fields are of other kinds makes queries fail in many ways: each names that index, and the mend."""
    store.prepare("first-1")
    assert store.write([sample_document(1)]) == []
    name = f"{store.alias}-logs"
    fields = {
        "mentions": {"type": "keyword"},
        "batch": {"type": "keyword"},
        "first_seen_at": {"type": "text"},
    }
    store.client.indices.delete_index_template(name=store.alias)
    store.client.indices.create(index=name, mappings={"properties": fields}, aliases={store.alias: {}})
    store.client.index(
        index=name, id="x", document={"batch": "first", "first_seen_at": "today"}, refresh=True
    )
    for call in CALLS.values():
        with pytest.raises(StoreRefused, match=f"also leads to the index {name}, .*: take it out") as told:
            call(store)
        assert len(str(told.value).splitlines()) == 1
    assert f"the index {name}" in store.health()["detail"]
    store.client.indices.delete_alias(index=name, name=store.alias)
    assert "detail" not in store.health()
    assert store.search(parse_query("*")).total == 1


def test_health_names_what_is_shut(store: Elastic) -> None:
    """`status` tells of a month that is blocked or closed, which a search passes over without a word."""
    store.prepare()
    assert store.write([sample_document(1)]) == []
    store.client.indices.put_settings(index=f"{store.alias}-{MONTH}", settings={"index.blocks.write": True})
    assert store.health()["detail"] == f"closed or blocked: {store.alias}-{MONTH}"
    store.client.indices.close(index=f"{store.alias}-{MONTH}")
    assert store.health()["detail"] == f"closed or blocked: {store.alias}-{MONTH}"
