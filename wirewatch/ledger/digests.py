"""Digests: the deliveries of a rule to a channel that go out as one message at a time of its cron line.

    announce     part (gathering) ─┐
    announce     part (gathering) ─┴─ digest (gathering)         joined in the transaction that makes the event
    its time     digest (pending)                                closed: nothing joins it any more
    accepted     digest and parts (sent)                         in one transaction; or all of them failed

A digest is a delivery like any other, with a key of its own, by rule, channel and time. That nothing joins one which
was tried once keeps its content the same under its key, and each event in exactly one of them.
"""

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, and_, func, select, update

from processors.records import Alert
from wirewatch.ledger.links import insert_new
from wirewatch.ledger.schema import deliveries, events

NextDigestTime = Callable[[datetime], datetime]
"""Gives the time of a rule's next digest after a time."""


def delivery_key(rule: str, story_id: str, channel: str, mark: str = "") -> str:
    """Give the idempotency key of a delivery: the same however often it is tried."""
    parts = (rule, story_id, channel, mark) if mark else (rule, story_id, channel)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


def join_digest(
    tx: Connection, rule: str, channel: str, at: datetime, next_digest: NextDigestTime
) -> dict[str, Any]:
    """Give what makes a delivery a part of the next digest to a channel that is not closed yet."""
    slot = at
    while True:
        slot = next_digest(slot)
        name = f"digest {slot.isoformat()}"
        row = {"key": delivery_key(rule, name, channel), "rule": rule, "story_id": name, "channel": channel}
        digest = {**row, "kind": "digest", "state": "gathering", "due_at": slot, "since": slot}
        insert_new(tx, deliveries, [{**digest, "digest": row["key"]}], deliveries.c.key)
        state = select(deliveries.c.state).where(deliveries.c.key == row["key"]).with_for_update()
        if tx.execute(state).scalar_one() == "gathering":
            return {"kind": "part", "state": "gathering", "digest": row["key"], "due_at": slot, "since": slot}


def open_digests(tx: Connection) -> Sequence[Row[Any]]:
    """Give the digests that are not closed yet."""
    query = select(deliveries).where(deliveries.c.state == "gathering", deliveries.c.kind == "digest")
    return tx.execute(query.order_by(deliveries.c.due_at, deliveries.c.key)).all()


def close_digest(tx: Connection, digest: str, at: datetime) -> None:
    """Close a digest: it is to be sent now, with what has joined it."""
    ours = and_(deliveries.c.key == digest, deliveries.c.state == "gathering")
    tx.execute(update(deliveries).where(ours).values(state="pending", due_at=at, since=at))


def move_digest(tx: Connection, digest: str, slot: datetime) -> None:
    """Have a digest, which stays open, sent at another time."""
    ours = and_(deliveries.c.key == digest, deliveries.c.state == "gathering")
    tx.execute(update(deliveries).where(ours).values(due_at=slot))


def alerts_of(tx: Connection, digest: str, most: int) -> tuple[list[Alert], int]:
    """Give the first alerts of a digest, in the order of their events, and the number of the others."""
    is_part = and_(deliveries.c.digest == digest, deliveries.c.kind == "part")
    same = and_(*(events.c[name] == deliveries.c[name] for name in ("rule", "story_id", "mark")))
    number: int = tx.execute(select(func.count()).select_from(deliveries).where(is_part)).scalar_one()
    query = select(events.c.alert).join(deliveries, same).where(is_part)
    rows = tx.execute(query.order_by(events.c.at, deliveries.c.key).limit(most)).scalars()
    alerts = [msgspec.json.decode(row, type=Alert) for row in rows]
    return alerts, number - len(alerts)


def settle_parts(tx: Connection, digest: str, **values: Any) -> None:
    """Give the parts of a digest the state that it came to."""
    tx.execute(
        update(deliveries).where(deliveries.c.digest == digest, deliveries.c.kind == "part").values(**values)
    )
