"""Who changed what, and when: written in the transaction of the change itself, and never changed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from wirewatch.ledger.desk_schema import audit

LONGEST_DETAIL = 2_000
"""Characters of a detail that are kept."""


def note_change(tx: Connection, who: str, what: str, subject: str, at: datetime, detail: str = "") -> None:
    """Write down a change: `what` is its kind, such as `mark not`; `subject` is what it was made to."""
    values = {
        "at": at,
        "who": who[:200],
        "what": what,
        "subject": subject[:LONGEST_DETAIL],
        "detail": detail[:LONGEST_DETAIL],
    }
    tx.execute(insert(audit).values(values))


def latest_changes(tx: Connection, most: int, since: datetime | None = None) -> Sequence[Row[Any]]:
    """Give the changes (all, or those since a time), the latest first."""
    query = select(audit).order_by(audit.c.id.desc()).limit(most)
    return tx.execute(query.where(audit.c.at >= since) if since else query).all()
