"""Bundles: alerts that wait for one channel and go out as one message, so that a burst is no flood.

A bundle is a digest (wirewatch.ledger.digests) that is made when its alerts are about to be sent, and closed from its
beginning. So each alert keeps its own key and state, and a bundle that is tried again has the same content and key.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, or_, select, update

from wirewatch.ledger.digests import delivery_key, note_carried
from wirewatch.ledger.schema import deliveries

MOST_JOINED = 500
"""Alerts that one bundle takes, which is what one message lists."""


def waiting_alerts(tx: Connection, channel: str, at: datetime) -> Sequence[Row[Any]]:
    """Give the alerts that may be sent to a channel now, and that were never tried: in their order, MOST_JOINED."""
    free = or_(deliveries.c.lease.is_(None), deliveries.c.lease_until < at)
    which = (deliveries.c.state == "pending", deliveries.c.channel == channel, deliveries.c.kind == "alert")
    query = select(deliveries).where(*which, free, deliveries.c.due_at <= at, deliveries.c.attempts == 0)
    return tx.execute(query.order_by(deliveries.c.due_at, deliveries.c.key).limit(MOST_JOINED)).all()


def join_bundle(tx: Connection, rows: Sequence[Row[Any]], at: datetime) -> int:
    """Make one bundle of deliveries to one channel; give how many it has, without those that are being sent already."""
    first, keys = rows[0], [row.key for row in rows]
    name = f"bundle {hashlib.sha256(' '.join(sorted(keys)).encode()).hexdigest()[:16]}"
    key = delivery_key(first.rule, name, first.channel)
    free = or_(deliveries.c.lease.is_(None), deliveries.c.lease_until < at)
    joins = update(deliveries).where(
        deliveries.c.key.in_(keys), deliveries.c.state == "pending", deliveries.c.kind == "alert", free
    )
    joined = tx.execute(joins.values(kind="part", state="gathering", digest=key)).rowcount
    if joined:
        bundle = {"key": key, "rule": first.rule, "story_id": name, "channel": first.channel, "digest": key}
        when = {"due_at": first.due_at, "since": first.since}
        tx.execute(insert(deliveries).values(kind="digest", state="pending", **bundle, **when))
        note_carried(tx, key)
    return int(joined)
