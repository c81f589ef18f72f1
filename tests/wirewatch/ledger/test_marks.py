"""Marks in the ledger: each is undone, outdated and written again by itself."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, select

from processors.groups.unmention import Wrong
from wirewatch.ledger import marks
from wirewatch.ledger.connect import Ledger, open_ledger
from wirewatch.ledger.links import CHUNK
from wirewatch.ledger.schema import links

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOTEL, ISIS, TALIBAN = Wrong("isis", "Isis Hotel"), Wrong("isis"), Wrong("taliban", "Isis Hotel")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """Give an empty ledger."""
    opened = open_ledger(f"sqlite:///{tmp_path_factory.mktemp('marks') / 'l.db'}")
    yield opened
    opened.close()


@pytest.fixture
def tx(ledger: Ledger) -> Iterator[Connection]:
    """Give a transaction of which nothing is kept."""
    with ledger.begin() as tx:
        yield tx
        tx.rollback()


def add(tx: Connection, *ids: str, fate: str = "indexed", article: str | None = "a#0") -> None:
    """Add links of articles."""
    rows = [
        {
            "id": id_, "shard": 0, "url": id_, "canonical_url": id_, "domain": "d", "feed_url": "f",
            "fate": fate, "article": article, "first_seen_at": NOON, "due_at": NOON + timedelta(days=9),
        }
        for id_ in ids
    ]  # fmt: skip
    tx.execute(links.insert(), rows)


def mark(tx: Connection, id_: str, *several: Wrong) -> None:
    """Mark mentions in an article."""
    row = tx.execute(select(links).where(links.c.id == id_)).one()
    for wrong in several:
        marks.add_mark(tx, row, wrong, [], "ana", NOON)


def test_the_marks_of_many_articles_are_given(tx: Connection) -> None:
    """A reprocess asks for thousands at once: no mark is left out."""
    ids = [f"{number:05}" for number in range(CHUNK + 1)]
    add(tx, *ids)
    mark(tx, ids[0], HOTEL)
    mark(tx, ids[-1], ISIS)
    assert marks.marks_of(tx, ids) == {ids[0]: (HOTEL,), ids[-1]: (ISIS,)}


@pytest.mark.parametrize(
    ("undone", "left"), [(ISIS, (TALIBAN,)), (HOTEL, (ISIS, TALIBAN)), (TALIBAN, (HOTEL, ISIS))]
)
def test_a_mark_is_undone_without_those_of_other_groups_words_and_articles(
    tx: Connection, undone: Wrong, left: tuple[Wrong, ...]
) -> None:
    """By its group and words, or without words all of its group, in the articles that are meant."""
    add(tx, "a", "b")
    for id_ in "ab":
        mark(tx, id_, HOTEL, ISIS, TALIBAN)
    assert marks.undo_marks(tx, ["a"], undone, "ana", NOON) == ["a"]
    assert marks.marks_of(tx, ["a", "b"]) == {"a": left, "b": (HOTEL, ISIS, TALIBAN)}


def test_a_mark_is_outdated_and_holds_again_by_itself(tx: Connection) -> None:
    """Neither another group's mark by the same words nor one of another article follows."""

    def states() -> list[tuple[str, str, str]]:
        return [(one["id"], one["group"], one["state"]) for one in reversed(marks.list_marks(tx))]

    add(tx, "a", "b")
    mark(tx, "a", HOTEL, ISIS, TALIBAN)
    mark(tx, "b", HOTEL)
    marks.note_outdated(tx, {"a": {HOTEL: False}})
    rest = [("a", "isis", "holds"), ("a", "taliban", "holds"), ("b", "isis", "holds")]
    assert states() == [("a", "isis", "outdated"), *rest]
    marks.note_outdated(tx, {"a": {HOTEL: True, ISIS: True}})
    assert states() == [("a", "isis", "holds"), *rest]


def test_only_articles_that_are_indexed_or_about_to_be_are_indexed_again(tx: Connection) -> None:
    """At once; what waits for its page, is being read anew or was rejected keeps its fate."""
    add(tx, "indexed")
    for fate in ("processed", "pending", "fetched", "retry", "rejected", "failed"):
        add(tx, fate, fate=fate)
    add(tx, "textless", article=None)
    before = {row.id: row.fate for row in tx.execute(select(links))}
    marks.index_again(tx, before, "not", "isis", NOON)
    after = {row.id: (row.fate, row.due_at) for row in tx.execute(select(links))}
    later = NOON + timedelta(days=9)
    assert after == {
        id_: ("processed", NOON) if id_ in ("indexed", "processed") else (fate, later)
        for id_, fate in before.items()
    }
