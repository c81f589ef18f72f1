"""What rules remember from one batch to the next, and the order in which batches were matched.

`batches.nth` counts the batches in the order in which they were matched: the order of ingest by which every rule goes,
whatever the clocks said. A row of `rules` says up to which batch a rule has come (`nth`) and what it means (`meaning`):
where either does not go on from where it stopped, it was new, edited or disabled meanwhile, and begins anew.
`owed_from` is the first batch that a rule has not had because the store could not answer it.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import msgspec
from msgspec import Struct, field
from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    bindparam,
    delete,
    distinct,
    func,
    insert,
    or_,
    select,
    text,
    update,
)

from wirewatch.ledger.links import insert_new
from wirewatch.ledger.schema import batches, hits, known, links, rules

_LOCK = text("SELECT pg_advisory_xact_lock(hashtext('wirewatch-match'))")
_ANY_OWED = select(rules.c.rule).where(rules.c.owed_from.is_not(None)).limit(1)
CLOCK_ROW = ""
"""The row of `rules` that is nobody's: when the clock was last looked at for any rule."""
CHUNK = 500
"""Values to one statement."""
LONGEST_VALUE = 300


class Batch(NamedTuple):
    """One batch: its place in the order of matching, and the time at which it was indexed."""

    id: str
    nth: int
    at: datetime


class State(Struct, frozen=True, omit_defaults=True):
    """What a rule remembers beside its hits; each kind has its own part of it.

    It is stored as JSON, in which some parts have older names.
    """

    window: list[datetime] = []
    """Of a count: the times of the stories since its last alert."""
    parts: dict[int, int] = {}
    """Of a spike: how many stories were news in each part of time (wirewatch.rules.rates), where there were any."""
    outages: list[tuple[datetime, datetime]] = []
    """When nothing ran; of a spike, each time with the span after it."""
    high_part: int | None = None
    """Of a spike: the part with which a span ended that was above the line last."""
    since: datetime | None = None
    """From when on the rule's hits are known."""
    last_match_at: datetime | None = field(default=None, name="heard")
    """Of a silence: when something matched last."""
    last_article: str | None = field(default=None, name="last")
    """The id of the article that matched last."""
    alerted: bool = field(default=False, name="told")
    """Whether the silence that lasts was told of."""
    checked_at: datetime | None = field(default=None, name="looked")
    """When the clock was last looked at."""
    unwatched: tuple[datetime, datetime] | None = field(default=None, name="blind")
    """The longest time of this silence in which nobody looked."""


class Memory(NamedTuple):
    """One row of `rules`."""

    meaning: str
    nth: int
    state: State = State()
    owed_from: int | None = None


def lock(tx: Connection) -> None:
    """Let batches be matched, and clocks be looked at, one at a time over all processes until the transaction ends."""
    if tx.dialect.name == "postgresql":
        tx.execute(_LOCK)


def last_nth(tx: Connection) -> int:
    """Give the place of the batch that was matched last; 0 where none was."""
    highest = [tx.execute(select(func.max(column))).scalar() or 0 for column in (batches.c.nth, rules.c.nth)]
    return max(highest)


def load(tx: Connection) -> dict[str, Memory]:
    """Give what every rule that has a row remembers, by its name."""
    return {
        row.rule: Memory(row.meaning, row.nth, msgspec.json.decode(row.state, type=State), row.owed_from)
        for row in tx.execute(select(rules))
    }


def is_any_owed(tx: Connection) -> bool:
    """Tell whether any rule is owed batches."""
    return tx.execute(_ANY_OWED).first() is not None


def save(tx: Connection, name: str, memory: Memory) -> None:
    """Keep what a rule remembers."""
    values = memory._asdict() | {"state": msgspec.json.encode(memory.state).decode()}
    if not tx.execute(update(rules).where(rules.c.rule == name).values(values)).rowcount:
        tx.execute(insert(rules).values(rule=name, **values))


def advance(tx: Connection, names: Sequence[str], nth: int) -> None:
    """Bring rules that found nothing in a batch on to its place in the order."""
    if names:
        come = update(rules).where(rules.c.rule == bindparam("name")).values(nth=nth)
        tx.execute(come, [{"name": name} for name in names])


def forget(tx: Connection, name: str) -> None:
    """Drop all that a rule remembers; what it has told of stays, in the outbox."""
    for table in (hits, known, rules):
        tx.execute(delete(table).where(table.c.rule == name))


def mark_owed(tx: Connection, name: str, before: Memory | None, nth: int) -> None:
    """Note that a rule has not had a batch, unless it has missed one before."""
    before = before or Memory("", 0)
    if before.owed_from is None:
        save(tx, name, before._replace(owed_from=nth))


def batches_from(tx: Connection, nth: int) -> list[Batch]:
    """Give the batches that were matched from a place in the order on, in order."""
    query = select(batches.c.id, batches.c.nth, batches.c.indexed_at).where(batches.c.nth >= nth)
    return [Batch(*row) for row in tx.execute(query.order_by(batches.c.nth))]


def load_clock(tx: Connection) -> State:
    """Give when the clock was last looked at for any rule, and the times in which nobody did."""
    row = tx.execute(select(rules.c.state).where(rules.c.rule == CLOCK_ROW)).scalar()
    return msgspec.json.decode(row, type=State) if row else State()


def first_nth_since(tx: Connection, at: datetime) -> int | None:
    """Give the place of the first matched batch that was indexed at a time or later, or None."""
    nth: int | None = tx.execute(select(func.min(batches.c.nth)).where(batches.c.indexed_at >= at)).scalar()
    return nth


def batch_ids_from(tx: Connection, nth: int) -> set[str]:
    """Give the ids of the batches that come at a place in the order or later, or have not been matched."""
    query = select(batches.c.id).where(or_(batches.c.nth >= nth, batches.c.nth.is_(None)))
    return set(tx.execute(query).scalars())


def stories_not_hit(tx: Connection, name: str, stories: Collection[str]) -> set[str]:
    """Give those of the stories that a rule has not hit before."""
    return set(stories) - stories_hit(tx, name, stories)


def stories_hit(tx: Connection, name: str, stories: Iterable[str]) -> set[str]:
    """Give those of the stories that a rule has hit."""
    which = select(hits.c.story_id).where(hits.c.rule == name)
    return {
        story
        for chunk in _chunks(stories)
        for story in tx.execute(which.where(hits.c.story_id.in_(chunk))).scalars()
    }


def add_hits(tx: Connection, name: str, stories: Mapping[str, tuple[datetime, int]]) -> None:
    """Remember the stories that a rule has hit for the first time: when, and in which batch by its place."""
    rows = [{"rule": name, "story_id": story, "at": at, "nth": nth} for story, (at, nth) in stories.items()]
    insert_new(tx, hits, rows, hits.c.story_id)


def count_hits(tx: Connection, name: str, after: datetime, until: datetime) -> int:
    """Count the stories that a rule first hit after a time, up to another."""
    which = (hits.c.rule == name, hits.c.at > after, hits.c.at <= until)
    return int(tx.execute(select(func.count()).select_from(hits).where(*which)).scalar_one())


def known_values(tx: Connection, name: str, values: Iterable[str]) -> set[str]:
    """Give those of the values that a rule has seen before."""
    keys = {_key(value): value for value in values}
    which = select(known.c.value).where(known.c.rule == name)
    return {
        keys[key]
        for chunk in _chunks(keys)
        for key in tx.execute(which.where(known.c.value.in_(chunk))).scalars()
    }


def add_values(tx: Connection, name: str, values: Iterable[str]) -> None:
    """Remember values as seen by a rule."""
    rows = [{"rule": name, "value": key} for key in sorted({_key(value) for value in values})]
    insert_new(tx, known, rows, known.c.value)


def articles_by_story(tx: Connection, batch: str, *, by_event: bool = False) -> dict[str, list[str]]:
    """Give the ids of a batch's articles by their stories, or events, first seen first."""
    query = select(_unit(by_event), links.c.id).where(links.c.batch == batch, links.c.story_id.is_not(None))
    found: dict[str, list[str]] = {}
    for story, id_ in tx.execute(query.order_by(links.c.first_seen_at, links.c.id)):
        found.setdefault(story, []).append(id_)
    return found


def count_outlets(
    tx: Connection, stories: Iterable[str], batch: Batch, *, by_event: bool = False
) -> dict[str, int]:
    """Count by story, or event, the independent outlets (domains of owners) whose articles were indexed up to a batch.

    What is in no batch of the ledger is history or older than what is kept, and counts from when it was indexed.
    """
    number = func.count(distinct(links.c.domain)).label("number")
    counts: dict[str, int] = {}
    for chunk in _chunks(stories):
        query = _indexed_until(select(_unit(by_event)).add_columns(number), chunk, batch, by_event)
        counts |= {row.unit: int(row.number) for row in tx.execute(query.group_by(_unit(by_event)))}
    return counts


def carriers(
    tx: Connection, stories: Iterable[str], batch: Batch, *, by_event: bool = False
) -> dict[str, dict[str, str]]:
    """Give by story, or event, the ids of the articles that `count_outlets` goes by, each with its outlet's domain."""
    found: dict[str, dict[str, str]] = {}
    for chunk in _chunks(stories):
        wanted = select(_unit(by_event), links.c.id, links.c.domain)
        for row in tx.execute(_indexed_until(wanted, chunk, batch, by_event)):
            found.setdefault(row.unit, {})[row.id] = row.domain
    return found


def _unit(by_event: bool) -> ColumnElement[str]:
    """Give the story of a link or, where it has one, its event."""
    unit = func.coalesce(links.c.event_id, links.c.story_id) if by_event else links.c.story_id
    return unit.label("unit")


def _indexed_until(query: Select[Any], stories: Sequence[str], batch: Batch, by_event: bool) -> Select[Any]:
    """Limit a query on links to articles of stories, or events, that were indexed up to a batch."""
    of_these = links.c.story_id.in_(stories)
    if by_event:
        of_these = or_(links.c.event_id.in_(stories), links.c.event_id.is_(None) & of_these)
    joined = links.outerjoin(batches, batches.c.id == links.c.batch)
    indexed = or_(batches.c.nth <= batch.nth, (batches.c.id.is_(None)) & (links.c.indexed_at <= batch.at))
    return query.select_from(joined).where(of_these, indexed)


def forget_hits(tx: Connection, before: datetime) -> int:
    """Drop the hits that are older than a time; give their number."""
    return tx.execute(delete(hits).where(hits.c.at < before)).rowcount


def _chunks(values: Iterable[Any]) -> Iterable[Sequence[Any]]:
    every = sorted(values)
    return (every[first : first + CHUNK] for first in range(0, len(every), CHUNK))


def _key(value: str) -> str:
    if len(value) <= LONGEST_VALUE:
        return value
    return hashlib.sha256(value.encode()).hexdigest()
