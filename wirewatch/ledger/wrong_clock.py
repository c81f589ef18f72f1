"""What a clock that was ahead has left in the ledger: times to come, for which work would wait though its time is here.

A machine's clock is hours ahead when it reads local time as UTC, and years when its battery is empty, until it is set.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, literal, select, tuple_, update

from wirewatch.ledger import leases
from wirewatch.ledger.connect import Ledger
from wirewatch.ledger.schema import batches, deliveries, events, feeds, links

SLACK = timedelta(minutes=1)
"""Clocks of machines that share a ledger differ by about this much."""
LONGEST_PAUSE = timedelta(minutes=15)
"""A page that has landed is never put off longer, and neither is its article."""
LONGEST_RETRY = timedelta(days=1)
"""A link that could not be fetched is never put off longer."""


def correct_times(ledger: Ledger) -> int:
    """Bring times that lie too far ahead back to now, so that nothing waits for them; give the number of rows.

    Where it was hours, a link that waits for its next try at a host goes on to wait for so many hours more. Leases stay
    as they are: a process whose own clock is behind would end those of others, who may be sending.
    """
    at, number = leases.now(), 0
    ahead = at + SLACK
    due, landed = {"due_at": at}, links.c.fate.in_(("fetched", "processed"))
    wrong: list[tuple[Table, ColumnElement[bool], dict[str, Any]]] = [
        (feeds, feeds.c.polled_at > ahead, {**due, "polled_at": at}),
        (links, links.c.first_seen_at > ahead, {**due, "first_seen_at": at}),
        (links, and_(landed, links.c.due_at > ahead + LONGEST_PAUSE), due),
        (links, and_(links.c.fate == "retry", links.c.due_at > ahead + LONGEST_RETRY), due),
        (deliveries, _told_ahead(ahead), {**due, "since": at}),
        (events, events.c.at > ahead, {"at": at}),
        (batches, and_(batches.c.matched_at.is_(None), batches.c.due_at > ahead), due),
    ]
    for table, which, values in wrong:
        with ledger.read() as tx:
            found = tx.execute(select(literal(1)).select_from(table).where(which).limit(1)).first()
        if found:
            with ledger.begin() as tx:
                number += tx.execute(update(table).where(which).values(values)).rowcount
    return number


def _told_ahead(ahead: datetime) -> ColumnElement[bool]:
    """Choose the deliveries that wait, and whose alert was made under a clock that was ahead."""
    alert = select(events.c.rule, events.c.story_id, events.c.mark).where(events.c.at > ahead)
    of = tuple_(deliveries.c.rule, deliveries.c.story_id, deliveries.c.mark)
    return and_(deliveries.c.state == "pending", of.in_(alert))
