"""Subscriptions at hubs: which feed's news a hub has promised to send, until when, and whether it keeps its word.

    found -> asked -> verified -> (renewed before its lease ends) verified -> ...
                   -> denied, or never verified: asked again later
    its feed leaves feeds.yaml -> leaving -> the hub verifies that -> gone

Of a feed whose hub has sent news, and has not been outrun by a poll since, polls are rare: a safety net.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, func, not_, select, update

from scrapers.records import Hub
from wirewatch.ledger.links import insert_new
from wirewatch.ledger.schema import feeds, subscriptions

VERIFY_WITHIN = timedelta(hours=1)
"""A hub that has not asked back by then is asked once more, later and later."""
LONGEST_PAUSE = timedelta(days=1)
RENEW_AT = 0.8
"""Of a lease: a hub that is down for a day costs no news."""
MOST_LEAVING_TRIES = 3
"""A hub that does not answer is no longer told that its word is not wanted: the lease ends by itself."""
RINGING = timedelta(minutes=10)
"""What a poll finds so soon after its hub rang is what it rang for."""
SAFETY_NET = timedelta(hours=1)
"""Between polls of a feed whose hub keeps its word."""


def note_hub(tx: Connection, feed_url: str, hub: Hub | None, at: datetime) -> None:
    """Note which hub a feed announces now; None where it announces none, and then there is nothing to renew."""
    known = of_feed(tx, feed_url)
    if hub is None or (known and Hub(known.hub, known.topic) == hub):
        if hub is None and known:
            _forget(tx, feed_url)
        return
    if known:
        _forget(tx, feed_url)
    row = {
        "feed_url": feed_url,
        "token": secrets.token_urlsafe(24),
        "secret": secrets.token_urlsafe(32),
        "hub": hub.url,
        "topic": hub.topic,
        "state": "found",
        "due_at": at,
    }
    insert_new(tx, subscriptions, [row], subscriptions.c.feed_url)


def of_feed(tx: Connection, feed_url: str) -> Row[Any] | None:
    """Give the subscription of a feed, or None."""
    return tx.execute(select(subscriptions).where(subscriptions.c.feed_url == feed_url)).one_or_none()


def of_token(tx: Connection, token: str) -> Row[Any] | None:
    """Give the subscription whose callback this is, or None."""
    return tx.execute(select(subscriptions).where(subscriptions.c.token == token)).one_or_none()


def mark_leaving(tx: Connection, at: datetime) -> None:
    """Have hubs told no longer to send news of feeds that are polled no more; forget those that never promised any."""
    polled = select(feeds.c.url).where(feeds.c.active)
    gone = subscriptions.c.feed_url.not_in(polled)
    tx.execute(delete(subscriptions).where(gone, subscriptions.c.state.in_(("found", "denied"))))
    leaving = update(subscriptions).where(gone, subscriptions.c.state != "leaving")
    tx.execute(leaving.values(state="leaving", due_at=at, tries=0))


def due(tx: Connection, at: datetime) -> Sequence[Row[Any]]:
    """Give the subscriptions whose hub is to be asked now."""
    return tx.execute(select(subscriptions).where(subscriptions.c.due_at <= at)).all()


def note_asked(tx: Connection, row: Row[Any], at: datetime) -> bool:
    """Note that a hub is asked now, and when it is asked again unless it asks back.

    False where it is not to be asked: it was told often enough that its word is not wanted, and is forgotten.
    """
    tries = row.tries + 1
    if row.state == "leaving" and tries > MOST_LEAVING_TRIES:
        _forget(tx, row.feed_url)
        return False
    state = row.state if row.state in ("leaving", "verified") else "asked"
    pause = min(VERIFY_WITHIN * 2 ** min(tries - 1, 10), LONGEST_PAUSE)
    _set(tx, row, state=state, tries=tries, due_at=at + pause)
    return True


def note_failed(tx: Connection, row: Row[Any], error: str) -> None:
    """Note why a hub did not take what it was asked."""
    _set(tx, row, detail=error)


def verify(tx: Connection, row: Row[Any], lease: timedelta, at: datetime) -> None:
    """Note that a hub has promised news for so long."""
    _set(tx, row, state="verified", until=at + lease, due_at=at + RENEW_AT * lease, tries=0, detail=None)


def is_asked_back(row: Row[Any], mode: str) -> bool:
    """Tell whether a hub's question is about what it was asked for. Some renew a promise by themselves: they may."""
    return bool(row.state in {"subscribe": ("asked", "verified"), "unsubscribe": ("leaving",)}.get(mode, ()))


def deny(tx: Connection, row: Row[Any], reason: str, at: datetime) -> None:
    """Note that a hub will send nothing."""
    _set(
        tx,
        row,
        state="denied",
        until=None,
        due_at=at + LONGEST_PAUSE,
        tries=0,
        detail=f"denied: {reason[:200]}",
    )


def end(tx: Connection, row: Row[Any]) -> None:
    """Forget a subscription that its hub has ended."""
    _forget(tx, row.feed_url)


def note_ping(tx: Connection, row: Row[Any], *, signed: bool) -> None:
    """Count what came for a subscription: it was signed as agreed, or is refused."""
    counter = subscriptions.c.pings if signed else subscriptions.c.refused
    _set(tx, row, **{counter.name: counter + 1})


def note_told(tx: Connection, row: Row[Any], at: datetime) -> None:
    """Note that a hub brought news, or rang for some. What a poll had seen before is none: it keeps no word."""
    _set(tx, row, pinged_at=at)


def note_outrun(tx: Connection, feed_url: str, at: datetime) -> None:
    """Note that a poll found news of which the feed's hub had not told, not even by ringing."""
    rang = subscriptions.c.pinged_at > at - RINGING
    this = update(subscriptions).where(subscriptions.c.feed_url == feed_url, not_(func.coalesce(rang, False)))
    tx.execute(this.values(missed_at=at))


def by_feed(tx: Connection) -> dict[str, dict[str, Any]]:
    """Give what is told of each feed's subscription, by the feed's address."""
    columns = ("hub", "state", "until", "pings", "refused", "pinged_at", "detail")
    rows = tx.execute(select(subscriptions)).mappings().all()
    return {row["feed_url"]: {name: row[name] for name in columns} for row in rows}


def keeps_its_word(row: Row[Any] | None, at: datetime) -> bool:
    """Tell whether a hub has promised news, has sent some, and has not been outrun by a poll since."""
    if row is None or row.state != "verified" or row.until <= at or row.pinged_at is None:
        return False
    return bool(row.missed_at is None or row.pinged_at > row.missed_at)


def _set(tx: Connection, row: Row[Any], **values: Any) -> None:
    tx.execute(update(subscriptions).where(subscriptions.c.token == row.token).values(**values))


def _forget(tx: Connection, feed_url: str) -> None:
    tx.execute(delete(subscriptions).where(subscriptions.c.feed_url == feed_url))
