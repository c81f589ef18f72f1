"""The outbox: one event a (rule, story, mark), one delivery of it a channel, each retried by itself.

The mark is empty but where a rule may tell of one story more than once: of two revisions, of a second new value.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, cast

import msgspec
from sqlalchemy import Connection, Row, and_, delete, insert, select, update

from processors.records import Alert
from wirewatch.ledger import bundles, channel_queues, digests, mutes
from wirewatch.ledger.digests import NextDigestTime, delivery_key
from wirewatch.ledger.links import CHUNK, insert_new
from wirewatch.ledger.schema import deliveries, events

__all__ = ["delivery_key"]
OLDEST = timedelta(days=30)
"""What was published earlier than that, or never says when, is sent first of all that is announced together."""
STATES = ("pending", "sent", "failed")


def announce(
    tx: Connection,
    alert: Alert,
    batch: str,
    channels: Sequence[str],
    at: datetime,
    mark: str = "",
    next_digest: NextDigestTime | None = None,
    gathering: Collection[str] = (),
    source: str | None = None,
) -> bool:
    """Put an alert and its deliveries into the outbox; False where this rule has told of this story before.

    With `next_digest`, which gives the time of the rule's next digest after a time, they go into that digest. Else
    those to the channels `gathering` go into the first message of new rules there, where the rule is new.

    `source` is that of the alert's article. What somebody has muted has the state `muted` from the beginning.
    """
    which = {"rule": alert.rule, "story_id": alert.story_id, "mark": mark}
    event = {
        **which,
        "at": at,
        "batch": batch,
        "alert": msgspec.json.encode(alert).decode(),
        "source": source and source[:255],
    }
    muted = mutes.why_muted(tx, alert.rule, alert.story_id, alert.article_id, source, at, mark)
    if not insert_new(tx, events, [event], events.c.rule) and (muted or not _take_over(tx, which, event)):
        return False
    delivery = {**which, "state": "pending", "due_at": _turn(alert, at), "since": at}
    rows = [
        {**delivery, "key": delivery_key(alert.rule, alert.story_id, name, mark), "channel": name}
        for name in channels
    ]
    if muted:
        next_digest, gathering = None, ()
        rows = [{**row, "state": mutes.MUTED, "detail": muted} for row in rows]
    if next_digest:
        rows = [
            row | digests.join_digest(tx, alert.rule, str(row["channel"]), at, next_digest) for row in rows
        ]
    for row in rows if gathering and not next_digest else ():
        if row["channel"] in gathering:
            row |= bundles.join_first(tx, alert.rule, str(row["channel"]), at)
    for row in rows:  # one by one: those of a digest have more columns
        tx.execute(insert(deliveries).values(row))
    return True


def _take_over(tx: Connection, which: dict[str, str], event: dict[str, Any]) -> bool:
    """Have an event tell of another source's article, where nobody was told of the first one's since it is muted."""
    same = and_(*(events.c[name] == value for name, value in which.items()))
    if not tx.execute(update(events).where(same, mutes.is_told_to_nobody()).values(event)).rowcount:
        return False
    tx.execute(delete(deliveries).where(*(deliveries.c[name] == value for name, value in which.items())))
    return True


def _turn(alert: Alert, at: datetime) -> datetime:
    """Give when a delivery is due: at once, and of those announced together the one published first is first."""
    age = min(max(at - (alert.published_at or alert.first_seen_at), timedelta(0)), OLDEST)
    return at - timedelta(seconds=age / OLDEST)


def announced_stories(tx: Connection, rule: str, stories: Iterable[str]) -> set[str]:
    """Give those of the stories that a rule has told of already, to others than nobody."""
    wanted = sorted(stories)
    which = select(events.c.story_id).where(events.c.rule == rule, ~mutes.is_told_to_nobody())
    return {
        story
        for first in range(0, len(wanted), CHUNK)
        for story in tx.execute(which.where(events.c.story_id.in_(wanted[first : first + CHUNK]))).scalars()
    }


def told_by_mark(tx: Connection, rule: str, marks: Sequence[str]) -> set[str]:
    """Give those of the marks under which a rule has told of any story, to others than nobody."""
    which = select(events.c.mark).where(events.c.rule == rule, ~mutes.is_told_to_nobody())
    return set(tx.execute(which.where(events.c.mark.in_(marks))).scalars()) if marks else set()


def alerted_articles(tx: Connection, rule: str, stories: Iterable[str]) -> list[tuple[str, str, str]]:
    """Give what a rule has told of stories, in the order in which it did: each story, mark, and article shown."""
    wanted = sorted(set(stories))
    which = select(events.c.story_id, events.c.mark, events.c.alert)
    which = which.where(events.c.rule == rule, ~mutes.is_told_to_nobody())
    return [
        (row.story_id, row.mark, msgspec.json.decode(row.alert, type=Alert).article_id)
        for first in range(0, len(wanted), CHUNK)
        for row in tx.execute(
            which.where(events.c.story_id.in_(wanted[first : first + CHUNK])).order_by(
                events.c.at, events.c.story_id, events.c.mark
            )
        )
    ]


def alert_of(tx: Connection, rule: str, story_id: str, mark: str = "") -> Alert:
    """Give the alert of an event."""
    which = and_(events.c.rule == rule, events.c.story_id == story_id, events.c.mark == mark)
    return msgspec.json.decode(tx.execute(select(events.c.alert).where(which)).scalar_one(), type=Alert)


def waiting_channels(tx: Connection) -> list[str]:
    """Give the channels that pending deliveries wait for."""
    query = select(deliveries.c.channel).where(deliveries.c.state == "pending").distinct()
    return sorted(tx.execute(query).scalars())


def count_states(tx: Connection) -> dict[str, int]:
    """Count the deliveries by state; STATES are there also with 0, and `gathering` or `muted` where some are."""
    counts = dict.fromkeys(STATES, 0)
    return counts | {
        state: number for (state,), number in channel_queues.count_alerts(tx, deliveries.c.state).items()
    }


def delivery_log(tx: Connection, *of: str) -> Sequence[Row[Any]]:
    """Give every delivery (of some stories and events, or of all), in the order in which they were announced."""
    query = (
        select(deliveries, events.c.at, events.c.alert)
        .join(events, and_(*(events.c[name] == deliveries.c[name] for name in ("rule", "story_id", "mark"))))
        .order_by(events.c.at, *(deliveries.c[name] for name in ("rule", "story_id", "mark", "channel")))
    )
    rows = tx.execute(query.where(deliveries.c.story_id.in_(of)) if of else query).all()
    return cast("Sequence[Row[Any]]", rows)


def latest_deliveries(tx: Connection, most: int, rule: str | None = None) -> Sequence[Row[Any]]:
    """Give the deliveries (of one rule, or of all) that were announced last, the latest first; digests have no part."""
    query = (
        select(deliveries, events.c.at, events.c.alert)
        .join(events, and_(*(events.c[name] == deliveries.c[name] for name in ("rule", "story_id", "mark"))))
        .order_by(events.c.at.desc(), deliveries.c.key)
        .limit(most)
    )
    rows = tx.execute(query.where(deliveries.c.rule == rule) if rule else query).all()
    return cast("Sequence[Row[Any]]", rows)


def replay_failed(tx: Connection, at: datetime) -> int:
    """Bring the failed deliveries back to pending, the parts of a digest with it; give the number of alerts."""
    again = {
        "attempts": 0,
        "due_at": at,
        "since": at,
        "lease": None,
        "lease_until": None,
        "fell_back_at": None,
    }
    failed = update(deliveries).where(deliveries.c.state == "failed")
    alerts = tx.execute(failed.where(deliveries.c.kind == "alert").values(state="pending", **again)).rowcount
    parts = tx.execute(failed.where(deliveries.c.kind == "part").values(state="gathering", **again)).rowcount
    tx.execute(failed.values(state="pending", **again))
    return alerts + parts


def give_to_channel(tx: Connection, channel: str, to: str, at: datetime) -> int:
    """Give another channel what waits for one, or has failed there; give the number of alerts.

    What it has, or had, already it does not get again: that stays as it is. What stands in a digest goes by itself.
    """
    number = 0
    which = and_(
        deliveries.c.channel == channel,
        deliveries.c.state.not_in(("sent", mutes.MUTED)),
        deliveries.c.kind != "digest",
    )
    for row in tx.execute(select(deliveries).where(which, deliveries.c.lease.is_(None))).all():
        given = {name: getattr(row, name) for name in ("rule", "story_id", "mark")}
        given |= {"key": delivery_key(row.rule, row.story_id, to, row.mark), "channel": to, "kind": "alert"}
        if insert_new(
            tx, deliveries, [given | {"state": "pending", "due_at": at, "since": at}], deliveries.c.key
        ):
            tx.execute(delete(deliveries).where(deliveries.c.key == row.key))
            number += 1
    return number
