"""What each user has read, starred and noted, on both databases."""

from datetime import timedelta

import pytest

from wirewatch.errors import Mistake
from wirewatch.ledger import readings
from wirewatch.ledger.connect import Ledger
from wirewatch.ledger.leases import now
from wirewatch.ledger.links import CHUNK
from wirewatch.ledger.readings import LONGEST_NOTE, NOTHING
from wirewatch.ledger.schema import links


def test_each_user_has_their_own(ledger: Ledger) -> None:
    """What one reads, stars and notes another has not; it is taken back, and goes with the user."""
    at = now()
    row = {"shard": 0, "url": "u", "canonical_url": "u", "domain": "d", "feed_url": "f", "fate": "indexed"}
    with ledger.begin() as tx:
        tx.execute(links.insert().values(id="a", story_id="s", first_seen_at=at, due_at=at, **row))
        readings.note_read(tx, "ana", "s", at)
        readings.note_star(tx, "ana", "s", at)
        readings.note_star(tx, "ana", "s", at + timedelta(hours=1))
        readings.write_note(tx, "bob", "s", "\u202e<b>\r\nß\x00\ud800 ", at)
        assert readings.readings_of(tx, "ana", ["s", "t"]) == {"s": (at, at, "", None)}
        assert readings.readings_of(tx, "bob", ["s"])["s"] == (None, None, "\u202e<b>\nß", at)
        assert [row.story_id for row in readings.kept_stories(tx, "ana", 9)] == ["s"]
        readings.note_star(tx, "ana", "s", None)
        readings.note_read(tx, "ana", "s", None)
        assert readings.readings_of(tx, "ana", ["s"]) == {"s": NOTHING}
        assert readings.kept_stories(tx, "ana", 9) == []
        readings.write_note(tx, "bob", "s", "é" * LONGEST_NOTE, at)
        readings.note_star(tx, "ana", "s", at)
        assert readings.readings_of(tx, "bob", ["s"])["s"].starred_at is None
        readings.write_note(tx, "ana", "s", "to follow up", at)
        readings.forget_user(tx, "bob")
        assert readings.readings_of(tx, "bob", ["s"]) == {}
        assert readings.readings_of(tx, "ana", ["s"])["s"] == (None, at, "to follow up", at)
        readings.note_star(tx, "ana", "s", None)
        assert [row.note for row in readings.kept_stories(tx, "ana", 9)] == ["to follow up"]
        readings.write_note(tx, "ana", "s", " ", at)
        assert readings.kept_stories(tx, "ana", 9) == []


def test_the_readings_of_many_stories_are_given(ledger: Ledger) -> None:
    """A page may show more stories than one query asks for; the id of an event is kept too."""
    at = now()
    row = {"shard": 0, "url": "u", "canonical_url": "u", "domain": "d", "feed_url": "f", "fate": "indexed"}
    stories = [f"{number:05}" for number in range(CHUNK + 1)]
    with ledger.begin() as tx:
        for story in (stories[0], stories[-1]):
            tx.execute(
                links.insert().values(
                    id=story, story_id=story, event_id="e", first_seen_at=at, due_at=at, **row
                )
            )
            readings.note_read(tx, "ana", story, at)
        assert set(readings.readings_of(tx, "ana", stories)) == {stories[0], stories[-1]}
        readings.note_star(tx, "ana", "e", at)
        assert [one.story_id for one in readings.kept_stories(tx, "ana", 9)] == ["e"]


def test_what_cannot_be_kept_is_told(ledger: Ledger) -> None:
    """A story that is none, and a note that is too long."""
    with ledger.begin() as tx:
        tx.execute(
            links.insert().values(
                id="a", story_id="s", first_seen_at=now(), due_at=now(), shard=0, url="u", canonical_url="u",
                domain="d", feed_url="f", fate="indexed",
            )
        )  # fmt: skip
        with pytest.raises(Mistake, match="no story"):
            readings.note_star(tx, "ana", "nobody", now())
        with pytest.raises(Mistake, match="100,001 characters"):
            readings.write_note(tx, "ana", "s", "x" * (LONGEST_NOTE + 1), now())
