"""Channel queues: each channel's deliveries are a queue of their own, so that one that is down holds up no other.

A channel that takes nothing in a round of deliveries is closed for a while, which doubles with each such round, and is
then asked with one delivery: as long as it is down the others wait without an attempt of their own. Where it says for
how long to wait (Retry-After), all that is for it waits for that.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Column, ColumnElement, Connection, Row, Select, and_, delete, func, select, update

from wirewatch.ledger.digests import delivery_key, settle_parts
from wirewatch.ledger.leases import Queue, is_free
from wirewatch.ledger.links import insert_new
from wirewatch.ledger.schema import channels, deliveries

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=5), timedelta(minutes=5)
DOWN_AFTER_ROUNDS = 3
"""Rounds without a success after which a channel counts as down, and not as one that refuses some message."""
LONGEST_DELAY = timedelta(days=2)
"""One that is due later was put off by a clock that was wrong: retries come within a day (see scrapers.intervals)."""
CHUNK = 500


class ChannelHealth(NamedTuple):
    """How a channel is: failed rounds since the last success, since when, closed until, and what it said last."""

    failures: int = 0
    failing_since: datetime | None = None
    closed_until: datetime | None = None
    detail: str | None = None
    final: bool = False
    """Whether it answered that it does not know us: no further try changes that."""
    after_s: int | None = None
    """For how many seconds it asked us to wait."""

    @property
    def wait(self) -> timedelta:
        """For how long it is closed after its last answer."""
        return max(_pause(self.failures), timedelta(seconds=self.after_s or 0))

    def opens_at(self, at: datetime, edited: datetime | None = None) -> datetime:
        """Give the time from which the channel may be asked: at once where its configuration was edited since.

        A clock that was set back closes it no longer.
        """
        closed = self.closed_until
        if not closed or closed > at + max(LONGEST_PAUSE, self.wait):
            return at
        failed = closed - self.wait
        return at if edited and failed < edited <= at else closed


HEALTHY = ChannelHealth()


def _pause(failures: int) -> timedelta:
    """Give how long a channel is closed after so many failed rounds."""
    doubled: int = 2 ** min(failures - 1, 16)
    return min(FIRST_PAUSE * doubled, LONGEST_PAUSE)


def queue_of(channel: str) -> Queue:
    """Give a channel's deliveries as a queue."""
    return Queue("deliver", deliveries, deliveries.c.key, _pending(channel))


def first_due_times(tx: Connection) -> dict[str, datetime]:
    """Give the channels that have deliveries which nobody works on, each with the time at which the first is due."""
    named = select(deliveries.c.channel).where(deliveries.c.state == "pending").distinct()
    names, free = tx.execute(named).scalars().all(), is_free(deliveries, tx.dialect.name)
    firsts = [(name, tx.execute(_first_due(name, free)).scalar()) for name in names]
    return {name: due for name, due in firsts if due}


def _first_due(channel: str, free: ColumnElement[bool]) -> Select[Any]:
    return select(deliveries.c.due_at).where(_pending(channel), free).order_by(deliveries.c.due_at).limit(1)


def count_open_alerts(tx: Connection) -> dict[str, Counter[str]]:
    """Count for each channel the alerts that are pending, gathering for a digest, or failed."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for (name, state), number in count_alerts(tx, deliveries.c.channel, deliveries.c.state).items():
        if state not in ("sent", "muted"):
            counts[name][state] = number
    return counts


def count_alerts(tx: Connection, *by: Column[Any]) -> Counter[tuple[Any, ...]]:
    """Count alerts by some columns of their deliveries: a digest counts by its parts."""
    every = select(*by, func.count()).group_by(*by)  # of what an index has: it reads no row
    counts = Counter({tuple(values): number for *values, number in tx.execute(every)})
    digests = select(*by).where(deliveries.c.digest.is_not(None), deliveries.c.kind == "digest")
    counts.subtract(tuple(row) for row in tx.execute(digests))
    return +counts


def channel_health(tx: Connection) -> dict[str, ChannelHealth]:
    """Give the health of each channel that is not well."""
    return {row.name: ChannelHealth(*row[1:]) for row in tx.execute(select(channels))}


def note_failed_round(
    tx: Connection,
    channel: str,
    before: ChannelHealth,
    at: datetime,
    detail: str,
    *,
    final: bool = False,
    after: timedelta | None = None,
) -> ChannelHealth:
    """Note a round in which a channel took nothing, or asked us to wait, and close it for a while.

    `final` is for an answer that no further try changes, `after` for how long it asked us to wait.
    """
    failures, after_s = before.failures + 1, math.ceil(after.total_seconds()) if after else None
    noted = ChannelHealth(failures, before.failing_since or at, None, detail, final, after_s)
    noted = noted._replace(closed_until=at + noted.wait)
    insert_new(tx, channels, [{"name": channel, **HEALTHY._asdict()}], channels.c.name)
    tx.execute(update(channels).where(channels.c.name == channel).values(**noted._asdict()))
    return noted


def note_success(tx: Connection, channel: str, before: ChannelHealth, at: datetime) -> None:
    """Note that a channel took something; what waited because it was down is due now."""
    tx.execute(delete(channels).where(channels.c.name == channel))
    if before.failures >= DOWN_AFTER_ROUNDS:
        tried = and_(_pending(channel), deliveries.c.attempts > 0, deliveries.c.due_at > at)
        tx.execute(update(deliveries).where(tried).values(due_at=at))


def last_sent_at(tx: Connection, rule: str, channel: str) -> datetime | None:
    """Give the time at which a rule last reached a channel."""
    which = and_(deliveries.c.rule == rule, deliveries.c.channel == channel)
    sent: datetime | None = tx.execute(select(func.max(deliveries.c.sent_at)).where(which)).scalar()
    return sent


def postpone(tx: Connection, rule: str, channel: str, until: datetime) -> None:
    """Have all that a rule has for a channel, and that nobody works on, wait until a time."""
    which = and_(_pending(channel), deliveries.c.rule == rule, deliveries.c.due_at < until)
    tx.execute(
        update(deliveries).where(which, deliveries.c.lease.is_(None)).values(due_at=until, since=until)
    )


def correct_due_times(tx: Connection, channel: str, at: datetime) -> None:
    """Have due now what a clock that was wrong has put off too far."""
    tx.execute(
        update(deliveries)
        .where(_pending(channel), deliveries.c.due_at > at + LONGEST_DELAY)
        .values(due_at=at, since=at)
    )


def overdue(tx: Connection, channel: str, before: datetime, *, all_: bool) -> Sequence[Row[Any]]:
    """Give up to CHUNK deliveries that could have gone before a time, and of which no fallback was told.

    Without `all_` only those that were tried: where the channel is well, the others merely wait for their turn.
    """
    which = [_pending(channel), deliveries.c.since <= before, deliveries.c.fell_back_at.is_(None)]
    which += [] if all_ else [deliveries.c.attempts > 0]
    return tx.execute(select(deliveries).where(*which).order_by(deliveries.c.due_at).limit(CHUNK)).all()


def note_parts(tx: Connection, key: str, parts_sent: int) -> None:
    """Keep how many parts of a delivery's message its channel has accepted."""
    tx.execute(update(deliveries).where(deliveries.c.key == key).values(parts_sent=parts_sent))


def give_to_fallback(tx: Connection, row: Row[Any], channel: str, at: datetime) -> bool:
    """Give another channel a delivery in a channel's place; False where that channel has, or had, it already."""
    copy = {name: getattr(row, name) for name in ("rule", "story_id", "mark", "kind", "digest")}
    copy |= {
        "key": delivery_key(row.rule, row.story_id, channel, row.mark),
        "channel": channel,
        "state": "pending",
    }
    copy |= {"stands_for": row.key, "due_at": at, "since": at}
    tx.execute(update(deliveries).where(deliveries.c.key == row.key).values(fell_back_at=at))
    return bool(insert_new(tx, deliveries, [copy], deliveries.c.key))


def give_up(tx: Connection, channel: str, before: datetime, detail: str) -> Sequence[Row[Any]]:
    """Fail up to CHUNK deliveries that waited since before a time for a channel that is down; give them."""
    old = select(deliveries.c.key).where(_pending(channel), deliveries.c.since <= before)
    free = old.where(deliveries.c.lease.is_(None)).limit(CHUNK)
    failed = update(deliveries).where(deliveries.c.key.in_(free.scalar_subquery()))
    rows = tx.execute(failed.values(state="failed", detail=detail).returning(deliveries)).all()
    for row in rows:
        fail_digest_parts(tx, row, detail)
    return rows


def fail_digest_parts(tx: Connection, row: Row[Any], detail: str | None) -> None:
    """Fail the parts of a digest that failed, unless it merely stood in for another."""
    if row.digest == row.key:
        settle_parts(tx, row.digest, state="failed", detail=detail)


def _pending(channel: str) -> ColumnElement[bool]:
    return and_(deliveries.c.state == "pending", deliveries.c.channel == channel)
