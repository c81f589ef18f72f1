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
from sqlalchemy import Connection, Row, and_, distinct, func, select, update

from processors.records import Alert
from wirewatch.ledger.links import insert_new
from wirewatch.ledger.schema import deliveries, events, links

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
    """Close a digest: it is to be sent now, with what has joined it, by how many outlets carry each story now.

    One of which nothing is left is not sent.
    """
    ours = and_(deliveries.c.key == digest, deliveries.c.state == "gathering")
    part = select(deliveries.c.key).where(deliveries.c.digest == digest, deliveries.c.kind == "part")
    if tx.execute(part.limit(1)).first() is None:
        empty = "all that was in it is muted"
        tx.execute(update(deliveries).where(ours).values(state="muted", detail=empty))
        return
    note_carried(tx, digest)
    tx.execute(update(deliveries).where(ours).values(state="pending", due_at=at, since=at))


def note_carried(tx: Connection, digest: str) -> None:
    """Keep with each part of a digest how many outlets carry its story, so that another try lists them alike."""
    is_part = and_(deliveries.c.digest == digest, deliveries.c.kind == "part")
    stories = select(deliveries.c.story_id).where(is_part)
    number = func.count(distinct(links.c.domain))
    counted = select(links.c.story_id, number).where(links.c.story_id.in_(stories)).group_by(links.c.story_id)
    for story, carried in tx.execute(counted).all():
        tx.execute(update(deliveries).where(is_part, deliveries.c.story_id == story).values(carried=carried))


def move_digest(tx: Connection, digest: str, slot: datetime) -> None:
    """Have a digest, which stays open, sent at another time."""
    ours = and_(deliveries.c.key == digest, deliveries.c.state == "gathering")
    tx.execute(update(deliveries).where(ours).values(due_at=slot))


def alerts_of(tx: Connection, digest: str, most: int) -> tuple[list[Alert], list[str], int]:
    """Give the first alerts of a digest with their keys, and the number of the others.

    The most carried come first; of those alike, what was published first.
    """
    is_part = and_(deliveries.c.digest == digest, deliveries.c.kind == "part")
    same = and_(*(events.c[name] == deliveries.c[name] for name in ("rule", "story_id", "mark")))
    number: int = tx.execute(select(func.count()).select_from(deliveries).where(is_part)).scalar_one()
    query = (
        select(events.c.alert, deliveries.c.key, deliveries.c.carried).join(deliveries, same).where(is_part)
    )
    order = (func.coalesce(deliveries.c.carried, 1).desc(), events.c.at, deliveries.c.key)
    parts = [
        (_carried_by(msgspec.json.decode(row.alert, type=Alert), row.carried), row.key)
        for row in tx.execute(query.order_by(*order).limit(most))
    ]
    parts.sort(key=lambda part: (-part[0].outlets, part[0].published_at or part[0].first_seen_at))
    return [alert for alert, _ in parts], [key for _, key in parts], number - len(parts)


def events_of(tx: Connection, articles: Sequence[str]) -> dict[str, str]:
    """Give by article the event that it is of, where it has one."""
    query = select(links.c.id, links.c.event_id).where(
        links.c.id.in_(articles), links.c.event_id.is_not(None)
    )
    return {row.id: row.event_id for row in tx.execute(query)}


def _carried_by(alert: Alert, outlets: int | None) -> Alert:
    """Give an alert with the outlets that carry its story by now, where there are more."""
    return (
        msgspec.structs.replace(alert, outlets=outlets) if outlets and outlets > alert.outlets > 0 else alert
    )


def settle_parts(tx: Connection, digest: str, **values: Any) -> None:
    """Give the parts of a digest the state that it came to."""
    tx.execute(
        update(deliveries).where(deliveries.c.digest == digest, deliveries.c.kind == "part").values(**values)
    )
