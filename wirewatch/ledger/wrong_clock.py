"""What a clock that was ahead has left in the ledger: times to come, for which work would wait though its time is here.

A machine's clock is hours ahead when it reads local time as UTC, and years when its battery is empty, until it is set.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    and_,
    bindparam,
    func,
    literal,
    or_,
    select,
    tuple_,
    update,
)

from wirewatch.ledger import leases
from wirewatch.ledger.connect import Ledger
from wirewatch.ledger.schema import batches, deliveries, events, feeds, links, steps

SLACK = timedelta(minutes=1)
"""Clocks of machines that share a ledger differ by about this much."""
LONGEST_PAUSE = timedelta(minutes=15)
"""A page that has landed is never put off longer, and neither is its article."""
LONGEST_RETRY = timedelta(days=1)
"""A link that could not be fetched is never put off longer, and neither is a feed that is not asked for less often."""
LONGEST_INTERVAL = timedelta(days=366)
"""Nobody asks for a feed less often."""
LAST_STEPS = 10_000
"""Of the history as many of the last steps are looked at: what one round may have written."""
AT_ONCE = 500


def correct_times(ledger: Ledger) -> int:
    """Bring times that lie too far ahead back, so that nothing waits for them; give the number of rows.

    Where something was noted at a time to come, the clock was ahead by as much. All that waits for longer than a minute
    is due so much earlier then: it had its time under that clock. Leases stay, for they go by the database's own.
    """
    at, number = leases.now(), 0
    with ledger.read() as tx:
        wrong_by = _noted_last(tx, at) - at
    ahead = at + SLACK
    due, landed = {"due_at": at}, links.c.fate.in_(("fetched", "processed"))
    unfetched = links.c.fate.in_(("pending", "retry"))
    wrong: list[tuple[Table, ColumnElement[bool], dict[str, Any]]] = [
        (feeds, feeds.c.polled_at > ahead, {**due, "polled_at": at}),
        (feeds, _waits_beyond(ahead), due),
        (links, links.c.first_seen_at > ahead, {**due, "first_seen_at": at}),
        (links, and_(landed, links.c.due_at > ahead + LONGEST_PAUSE), due),
        (links, and_(unfetched, links.c.due_at > ahead + LONGEST_RETRY), due),
        (deliveries, _told_ahead(ahead), {**due, "since": at}),
        (events, events.c.at > ahead, {"at": at}),
        (batches, and_(batches.c.matched_at.is_(None), batches.c.due_at > ahead + LONGEST_PAUSE), due),
        (steps, and_(steps.c.seq > _last_step() - LAST_STEPS, steps.c.at > ahead), {"at": at}),
    ]
    for table, which, values in wrong:
        with ledger.read() as tx:
            found = tx.execute(select(literal(1)).select_from(table).where(which).limit(1)).first()
        if found:
            with ledger.begin() as tx:
                number += tx.execute(update(table).where(which).values(values)).rowcount
    if wrong_by > SLACK:
        for queue in leases.QUEUES:
            number += _bring_forward(ledger, queue, at, wrong_by)
    return number


def _noted_last(tx: Connection, at: datetime) -> datetime:
    """Give the latest time that was noted of anything done, if that lies ahead."""
    last = tx.execute(select(steps.c.at).order_by(steps.c.seq.desc()).limit(1)).scalar()
    polled = tx.execute(select(func.max(feeds.c.polled_at))).scalar()
    return max(at, last or at, polled or at)


def _last_step() -> ColumnElement[int]:
    return select(func.coalesce(func.max(steps.c.seq), 0)).scalar_subquery()


def _waits_beyond(ahead: datetime) -> ColumnElement[bool]:
    """Choose the feeds that wait for longer than any poll puts them off, by the interval that each has."""
    longest = int(LONGEST_RETRY.total_seconds())
    usual = and_(feeds.c.every_s <= longest, feeds.c.due_at > ahead + LONGEST_RETRY)
    return or_(usual, feeds.c.due_at > ahead + LONGEST_INTERVAL)


def _bring_forward(ledger: Ledger, queue: leases.Queue, at: datetime, by: timedelta) -> int:
    """Have what waits in a queue be due so much earlier, but not before now; give the number of rows."""
    table, key = queue.table, queue.key
    waits = (queue.ready, table.c.due_at > at + SLACK, table.c.lease.is_(None))
    with ledger.read() as tx:
        rows = tx.execute(select(key, table.c.due_at).where(*waits)).all()
    earlier = (
        update(table).where(key == bindparam("row"), table.c.lease.is_(None)).values(due_at=bindparam("due"))
    )
    for first in range(0, len(rows), AT_ONCE):
        some = [{"row": row[0], "due": max(at, row[1] - by)} for row in rows[first : first + AT_ONCE]]
        with ledger.begin() as tx:
            tx.execute(earlier, some)
    return len(rows)


def _told_ahead(ahead: datetime) -> ColumnElement[bool]:
    """Choose the deliveries that wait, and whose alert was made under a clock that was ahead."""
    alert = select(events.c.rule, events.c.story_id, events.c.mark).where(events.c.at > ahead)
    of = tuple_(deliveries.c.rule, deliveries.c.story_id, deliveries.c.mark)
    return and_(deliveries.c.state == "pending", of.in_(alert))
