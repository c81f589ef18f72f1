"""What each user has read, starred and noted of stories. Nobody sees another's."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, delete, func, or_, select, update

from scrapers.items import storable
from wirewatch.errors import Mistake
from wirewatch.ledger.desk_schema import readings
from wirewatch.ledger.links import CHUNK, insert_new
from wirewatch.ledger.schema import links

LONGEST_NOTE = 100_000
"""Characters of a note."""


class Reading(NamedTuple):
    """What one user has of one story."""

    read_at: datetime | None = None
    starred_at: datetime | None = None
    note: str = ""
    noted_at: datetime | None = None


NOTHING = Reading()


def note_read(tx: Connection, user: str, story: str, at: datetime | None) -> None:
    """Note that a user has read a story, or for None that the user has not."""
    _change(tx, user, story, read_at=at)


def note_star(tx: Connection, user: str, story: str, at: datetime | None) -> None:
    """Give a story a user's star; one that has it keeps its time. For None take it away."""
    if not (at and readings_of(tx, user, [story]).get(story, NOTHING).starred_at):
        _change(tx, user, story, starred_at=at)


def write_note(tx: Connection, user: str, story: str, text: str, at: datetime) -> None:
    """Write a user's note at a story; an empty one takes it away. Raises Mistake for one that is too long."""
    note = storable(text.replace("\r\n", "\n")).strip()
    if len(note) > LONGEST_NOTE:
        raise Mistake(f"the note has {len(note):,} characters", f"write {LONGEST_NOTE:,} at most")
    _change(tx, user, story, note=note, noted_at=at if note else None)


def _change(tx: Connection, user: str, story: str, **values: Any) -> None:
    """Change what a user has of a story. Raises Mistake where there is no such story."""
    known = select(links.c.id).where(or_(links.c.story_id == story, links.c.event_id == story)).limit(1)
    if not tx.execute(known).first():
        raise Mistake(f"there is no story {story[:100]!r}", "choose one on a page of the desk")
    key = {"user_name": user, "story_id": story}
    insert_new(tx, readings, [key], readings.c.story_id)
    which = (readings.c.user_name == user, readings.c.story_id == story)
    tx.execute(update(readings).where(*which).values(values))


def readings_of(tx: Connection, user: str, stories: Collection[str]) -> Mapping[str, Reading]:
    """Give what a user has of stories, by story."""
    wanted, found = sorted(set(stories)), dict[str, Reading]()
    for first in range(0, len(wanted), CHUNK):
        of = readings.c.story_id.in_(wanted[first : first + CHUNK])
        for row in tx.execute(select(readings).where(readings.c.user_name == user, of)):
            found[row.story_id] = Reading(row.read_at, row.starred_at, row.note, row.noted_at)
    return found


def kept_stories(tx: Connection, user: str, most: int) -> Sequence[Row[Any]]:
    """Give what a user has starred or noted, the latest first."""
    kept = or_(readings.c.starred_at.is_not(None), readings.c.noted_at.is_not(None))
    latest = func.coalesce(readings.c.starred_at, readings.c.noted_at)
    query = select(readings).where(readings.c.user_name == user, kept)
    return tx.execute(query.order_by(latest.desc(), readings.c.story_id).limit(most)).all()


def forget_user(tx: Connection, user: str) -> None:
    """Forget all that a user has: another of this name must not see it."""
    tx.execute(delete(readings).where(readings.c.user_name == user))
