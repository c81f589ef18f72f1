"""An index carries the name of its project, and no other project writes to it or deletes it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch
from sample_documents import STORE_KINDS, numbers_found, open_empty_store, sample_document

from processors.query.query import parse_query
from processors.stores.elasticsearch.index import Elastic
from processors.stores.open import open_store
from processors.stores.store import Store, StoreRefused
from processors.stores.tantivy.index import Tantivy

OTHERS = r"is of the project 'first-1', and this one is 'second-2': .*set WIREWATCH_PROJECT=first-1"


@pytest.fixture(params=STORE_KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    yield from open_empty_store(request.param, request, tmp_path)


@pytest.fixture
def elastic(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Elastic]:
    yield from open_empty_store("elasticsearch", request, tmp_path)  # type: ignore[misc]


def again(store: Store, request: pytest.FixtureRequest) -> Store:
    """Open the same index once more, as another process does."""
    if isinstance(store, Tantivy):
        return open_store(f"tantivy:{store.directory}", analyzers="standard")
    assert isinstance(store, Elastic)
    url = request.getfixturevalue("elasticsearch_url")
    opened = open_store(url, alias=store.alias, analyzers="standard")
    request.addfinalizer(opened.close)
    return opened


def delete_index(request: pytest.FixtureRequest, name: str) -> None:
    """Take an index away that is under no alias of ours."""
    with Elasticsearch(request.getfixturevalue("elasticsearch_url")) as client:
        client.indices.delete(index=name)


@pytest.mark.parametrize(
    "attempt",
    [lambda other: other.prepare("second-2"), lambda other: other.renew("second-2")],
    ids=["prepare", "renew"],
)
def test_another_projects_index_is_refused_whole(
    store: Store, request: pytest.FixtureRequest, attempt: Callable[[Store], object]
) -> None:
    """Who has another name can neither write there nor begin anew; what is there stays, and can be read."""
    store.prepare("first-1")
    store.write([sample_document(1, "bomb")])
    other = again(store, request)
    with pytest.raises(StoreRefused, match=OTHERS):
        attempt(other)
    assert numbers_found(other, "bomb") == [1]
    assert again(store, request).prepare("first-1") is None
    assert store.write([sample_document(2, "bomb")]) == []


def test_an_index_without_a_name_is_taken_over(store: Store, request: pytest.FixtureRequest) -> None:
    """What an earlier version made goes to the first project that writes to it, with all that it holds."""
    store.prepare()
    store.write([sample_document(1, "bomb")])
    first = again(store, request)
    first.prepare("first-1")
    assert first.write([sample_document(2, "bomb")]) == []
    assert sorted(numbers_found(first, "bomb")) == [1, 2]
    with pytest.raises(StoreRefused, match=OTHERS):
        again(store, request).prepare("second-2")


def test_a_new_index_is_its_projects(store: Store, request: pytest.FixtureRequest) -> None:
    """An index that was made anew carries the name of who made it."""
    store.renew("first-1")
    store.write([sample_document(1, "bomb")])
    with pytest.raises(StoreRefused, match=OTHERS):
        again(store, request).renew("second-2")


def test_of_two_that_found_a_folder_empty_the_first_to_write_has_it(tmp_path: Path) -> None:
    """Both were let in when there was no name yet; the name is written, and looked at, under the writer's lock."""
    first, second = (open_store(f"tantivy:{tmp_path / 'index'}", analyzers="standard") for _ in "12")
    first.prepare("first-1")
    second.prepare("second-2")
    first.write([sample_document(1, "bomb")])
    with pytest.raises(StoreRefused, match=OTHERS):
        second.write([sample_document(2, "bomb")])
    with pytest.raises(StoreRefused, match=OTHERS):
        second.forget(datetime(2030, 1, 1, tzinfo=UTC))
    assert numbers_found(second, "bomb") == [1]


def test_a_month_that_another_project_made_is_refused(
    elastic: Elastic, request: pytest.FixtureRequest
) -> None:
    """An index of another project that came after this one was let in takes nothing either."""
    elastic.prepare("second-2")
    october = f"{elastic.alias}-2026.10"
    elastic.client.indices.create(index=october, mappings={"_meta": {"project": "first-1"}})
    with pytest.raises(StoreRefused, match=OTHERS):
        elastic.write([sample_document(1, first_seen_at=datetime(2026, 10, 2, tzinfo=UTC))])


def test_a_strangers_index_behind_the_alias_is_named(
    elastic: Elastic, request: pytest.FixtureRequest
) -> None:
    """Nothing of it is changed, and whatever meets its documents says in one line which index that is."""
    elastic.prepare("first-1")
    elastic.write([sample_document(1, "bomb")])
    name = f"others-{elastic.alias}"
    fields = {"id": {"type": "keyword"}, "first_seen_at": {"type": "date"}, "text": {"type": "text"}}
    elastic.client.indices.create(index=name, mappings={"properties": fields}, aliases={elastic.alias: {}})
    request.addfinalizer(lambda: delete_index(request, name))
    strange = {"id": "x", "first_seen_at": "2026-11-01T00:00:00Z", "text": "bomb"}
    elastic.client.index(index=name, id="x", document=strange, refresh=True)
    before = elastic.client.indices.get_mapping(index=name).body
    for meets in (
        lambda: elastic.search(parse_query("text:bomb")),
        lambda: list(elastic.scan(parse_query("text:bomb"))),
        lambda: elastic.get(["x"]),
        lambda: again(elastic, request).prepare("first-1"),
        lambda: again(elastic, request).renew("first-1"),
    ):
        with pytest.raises(StoreRefused, match=f"also leads to the index {name}, .*: take it out"):
            meets()
    assert elastic.client.indices.get_mapping(index=name).body == before


def test_a_new_index_leaves_what_only_has_a_like_name(
    elastic: Elastic, request: pytest.FixtureRequest
) -> None:
    """A copy that the user has made beside the alias is not deleted with it."""
    elastic.client.indices.create(index=f"{elastic.alias}-backup")
    elastic.prepare("first-1")
    month = f"{elastic.alias}-{datetime.now(UTC):%Y.%m}"
    assert elastic.renew("first-1") == f"deleted: {month}"
    assert set(elastic.client.indices.get(index=f"{elastic.alias}-*")) == {month, f"{elastic.alias}-backup"}
