"""Marks in the ledger: each is undone, outdated and written again by itself."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, insert, select

from processors.groups.unmention import Wrong
from wirewatch.ledger import marks
from wirewatch.ledger.links import CHUNK
from wirewatch.ledger.schema import deliveries, links

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOTEL, ISIS, TALIBAN = Wrong("isis", "Isis Hotel"), Wrong("isis"), Wrong("taliban", "Isis Hotel")


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


def tell(tx: Connection, rule: str, story: str, state: str = "sent", kind: str = "alert") -> None:
    """Note that a rule's alert of a story, or of an event, is in a state, on two channels."""
    for channel in ("desk", "mail"):
        own = {"rule": rule, "story_id": story, "channel": channel, "state": state, "kind": kind}
        tx.execute(insert(deliveries).values(key=f"{rule}{story}{channel}{kind}", due_at=NOON, **own))


def test_a_rule_has_told_of_what_was_sent_alone_and_only_what_is_marked_counts_as_such(
    tx: Connection,
) -> None:
    """Each story once; a rule by event is held to events; what failed, a digest itself and an undone mark are none."""
    add(tx, *"abcd")
    for id_ in "abcd":
        own = {"story_id": f"s{id_}", "event_id": "sa" if id_ in "ab" else f"e{id_}"}
        tx.execute(links.update().where(links.c.id == id_).values(**own))
    mark(tx, "b", ISIS)
    mark(tx, "c", ISIS)
    mark(tx, "d", ISIS)
    marks.undo_marks(tx, ["d"], ISIS, "ana", NOON)
    for story in ("sa", "sb", "sd"):
        tell(tx, "by story", story, kind="part" if story == "sb" else "alert")
    tell(tx, "by story", "sc", "failed")
    tell(tx, "by story", "", kind="digest")
    tell(tx, "by event", "sa")
    tell(tx, "by event", "ed")
    tell(tx, "unmarked", "sd")
    assert marks.told_stories(tx, {"by event"}) == {
        "by story": marks.ToldStories(3, ("sb",)),
        "by event": marks.ToldStories(2, ("sa",)),
    }
