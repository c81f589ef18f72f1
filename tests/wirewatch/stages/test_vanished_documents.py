"""Documents that vanish between index and match: no batch counts as matched that the rules did not see whole."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from processed_articles import ProcessedArticles, open_elastic
from sqlalchemy import select, update

from processors.query.query import EVERYTHING
from processors.stores.elasticsearch.index import Elastic
from processors.stores.store import Store
from wirewatch.ledger import leases, links
from wirewatch.ledger.schema import batches, steps


@pytest.fixture
def store(elasticsearch_url: str) -> Iterator[Elastic]:
    yield from open_elastic(elasticsearch_url)


@pytest.fixture
def room(tmp_path: Path, store: Elastic) -> Iterator[ProcessedArticles]:
    with ProcessedArticles(tmp_path, store) as room:
        yield room


def delete_index(store: Elastic) -> None:
    store.client.indices.delete(index=f"{store.alias}-2026.11")


def delete_template_too(store: Elastic) -> None:
    delete_index(store)
    store.client.indices.delete_index_template(name=store.alias)


def lose_one(store: Elastic) -> None:
    """Lose a document, as a snapshot that was restored does with what came after it."""
    store.client.delete(index=f"{store.alias}-2026.11", id=f"{2:064x}", refresh=True)


def take_out_of_the_alias(store: Elastic) -> None:
    store.client.indices.delete_alias(index=f"{store.alias}-2026.11", name=store.alias)


def close(store: Elastic) -> None:
    store.client.indices.close(index=f"{store.alias}-2026.11")


@pytest.mark.parametrize("vanish", [delete_index, delete_template_too, lose_one, take_out_of_the_alias])
def test_what_vanished_is_indexed_again_and_told_of_once(
    room: ProcessedArticles, store: Elastic, vanish: Callable[[Elastic], None]
) -> None:
    """Whatever takes documents away before they are matched, the run says so, puts them back and tells of each once."""
    room.add_articles(1, 2, 3)
    assert room.run_stages("index") == []
    vanish(store)
    (told,) = room.run_stages()
    assert "of the 3 articles of a batch are not in the index any more" in told
    assert room.run_stages() == []
    assert room.alerted() == [1, 2, 3]
    assert room.fates() == {"indexed": 3}
    assert store.search(EVERYTHING).total == 3
    with room.project.ledger.read() as tx:
        outcomes = tx.execute(select(steps.c.outcome).where(steps.c.stage == "match")).scalars().all()
    assert set(outcomes) == {"vanished"}


def test_a_batch_behind_a_closed_index_waits_for_it(room: ProcessedArticles, store: Elastic) -> None:
    """A search passes a closed index over without a word: its batch stays open, and is matched when that is open."""
    room.add_articles(1, 2)
    assert room.run_stages("index") == []
    close(store)
    assert len(room.run_stages()) == 2  # of match, and of index
    assert room.alerted() == []
    store.client.indices.open(index=f"{store.alias}-2026.11")
    room.make_due()
    assert room.run_stages() == []
    assert room.alerted() == [1, 2]


def test_what_vanishes_while_the_rules_are_asked_is_missed_by_none(
    room: ProcessedArticles, store: Elastic, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rules that were asked when the documents were gone are asked again, though these were there before and after."""
    room.add_articles(1, 2)
    assert room.run_stages("index") == []
    match, asked = store.match, []

    def interrupted(queries: dict, batch: str) -> dict:  # type: ignore[type-arg]
        asked.append(list(queries))
        if asked.count(["taliban"]) == 1 and asked[-1] == ["taliban"]:
            delete_index(store)
        return match(queries, batch)

    monkeypatch.setattr(store, "match", interrupted)
    assert len(room.run_stages()) == 1
    assert room.alerted() == [1, 2]
    assert asked[:3] == [["everything"], ["taliban"], ["everything"]]


def test_documents_that_go_for_ever_end_the_run_and_stay_open(
    room: ProcessedArticles, store: Elastic, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where something takes each document out as soon as it is written, the run gives up for now, and loses nothing."""
    written = store.write

    def swallowed(documents: list) -> list:  # type: ignore[type-arg]
        failed = written(documents)
        delete_index(store)
        return failed

    monkeypatch.setattr(store, "write", swallowed)
    monkeypatch.setattr("wirewatch.ledger.batch_proof.FIRST_PAUSE", leases.LEASE)
    room.add_articles(1)
    assert len(room.run_stages()) == 1
    assert (room.fates(), room.alerted()) == ({"processed": 1}, [])
    monkeypatch.undo()
    room.make_due()
    assert room.run_stages() == []
    assert room.alerted() == [1]


def test_what_ended_before_its_batch_was_matched_is_seen_when_it_comes_back(tmp_path: Path) -> None:
    """An article whose page was lost leaves its batch, so that `replay` or `reprocess` brings it to the rules."""
    with ProcessedArticles(tmp_path) as room:
        room.add_articles(1, 2)
        assert room.run_stages("index") == []
        store: Store = room.project.store
        store.renew(room.project.name)
        with room.project.ledger.begin() as tx:
            second = links.links.c.id == f"{2:064x}"
            tx.execute(update(links.links).where(second).values(fate="failed", reason="landing_lost"))
        assert len(room.run_stages()) == 1
        assert room.alerted() == [1]
        with room.project.ledger.begin() as tx:
            assert tx.execute(select(batches.c.matched_at)).scalar_one()
            tx.execute(update(links.links).where(second).values(fate="processed", reason=None))
        assert room.run_stages() == []
        assert room.alerted() == [1, 2]
