"""Bundles: alerts that wait for one channel and go out as one message, so that a burst is no flood.

    announce     part (gathering) ── first message of new rules (gathering)     one a channel, while much is on its way
    deliver      alert (pending)  ── bundle (pending)                           of all that may be sent now

A bundle is a digest (wirewatch.ledger.digests) that is made when its alerts are about to be sent, and closed from its
beginning. So each alert keeps its own key and state, and a bundle that is tried again has the same content and key.

A rule that never told a channel anything is new there. At the first run of a project all rules are, and find what all
feeds show: that is gathered until it is through, or for FIRST_WAIT.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, or_, select, update

from wirewatch.ledger.digests import close_digest, delivery_key, note_carried
from wirewatch.ledger.links import insert_new
from wirewatch.ledger.schema import batches, deliveries, feeds, links

MOST_JOINED = 500
"""Alerts that one bundle takes, which is what one message lists."""

FIRST = "first "
"""How the name of a first message begins."""
FIRST_WAIT = timedelta(minutes=5)
"""So long a new rule's alerts wait at most for the others of its first run."""
MUCH = 20
"""Links that wait for their page or their place in the index from which on much is on its way."""


def join_first(tx: Connection, rule: str, channel: str, at: datetime) -> dict[str, Any]:
    """Give what makes a delivery a part of the first message to a channel; empty where the rule is not new there."""
    opened = select(deliveries.c.key, deliveries.c.due_at).where(
        deliveries.c.channel == channel,
        deliveries.c.state == "gathering",
        deliveries.c.kind == "digest",
        deliveries.c.story_id.startswith(FIRST),
    )
    first = tx.execute(opened.limit(1).with_for_update()).one_or_none()  # it is not closed meanwhile
    elsewhere = or_(deliveries.c.digest.is_(None), deliveries.c.digest != (first.key if first else ""))
    told = select(deliveries.c.key).where(
        deliveries.c.rule == rule, deliveries.c.channel == channel, deliveries.c.kind != "digest", elsewhere
    )
    if tx.execute(told.limit(1)).scalar():
        return {}
    due = first.due_at if first else at + FIRST_WAIT
    key = first.key if first else _open_first(tx, rule, channel, at, due)
    return {"kind": "part", "state": "gathering", "digest": key, "due_at": due, "since": due}


def _open_first(tx: Connection, rule: str, channel: str, at: datetime, due: datetime) -> str:
    name = f"{FIRST}{at.isoformat()}"
    key = delivery_key(rule, name, channel)
    row = {"key": key, "rule": rule, "story_id": name, "channel": channel, "digest": key}
    when = {"due_at": due, "since": due}
    insert_new(tx, deliveries, [{**row, **when, "kind": "digest", "state": "gathering"}], deliveries.c.key)
    return key


def close_first(tx: Connection, key: str, at: datetime) -> None:
    """Have the first message of new rules sent now; one alert alone goes as it is, under its own key."""
    parts = tx.execute(
        select(deliveries.c.key).where(deliveries.c.digest == key, deliveries.c.kind == "part")
    )
    keys = parts.scalars().all()
    if len(keys) != 1:
        close_digest(tx, key, at)
        return
    alone = update(deliveries).where(deliveries.c.key == keys[0])
    tx.execute(alone.values(kind="alert", state="pending", digest=None, due_at=at, since=at))
    tx.execute(delete(deliveries).where(deliveries.c.key == key))


def is_much_on_its_way(tx: Connection, at: datetime) -> bool:
    """Tell whether feeds that were never read, many links, or batches that were not matched may yet bring alerts."""
    unread = select(feeds.c.url).where(feeds.c.active, feeds.c.polled_at.is_(None), feeds.c.due_at <= at)
    unmatched = select(batches.c.id).where(batches.c.matched_at.is_(None))
    if any(tx.execute(query.limit(1)).scalar() for query in (unread, unmatched)):
        return True
    open_links = select(links.c.id).where(links.c.fate.in_(("pending", "fetched", "processed")))
    return len(tx.execute(open_links.limit(MUCH)).all()) >= MUCH


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
