"""websub: hubs are asked for feeds' news, and what they send goes the way of what a poll shows.

    due subscriptions -> ask the hub -> it asks back, and promises      (wirewatch.ledger.subscriptions)
    what it sends     -> entries -> ledger rows, as in `poll`; what cannot be read has the feed polled

The server that hubs talk to is `wirewatch.hub`.
"""

import asyncio
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, Row, or_, select, update

from scrapers.arrivals import add_arrivals
from scrapers.errors import Reject, ScrapeError
from scrapers.http import Client
from scrapers.poll import read_pushed
from scrapers.rhythm import SOONEST
from scrapers.urls import hide_credentials
from scrapers.websub import Hub, ask
from wirewatch.ledger import feed_states, leases, subscriptions
from wirewatch.ledger.habits import read_habits
from wirewatch.ledger.schema import feeds
from wirewatch.project import Project
from wirewatch.stages.gaps import MOST_MARKS, mark, new_times
from wirewatch.stages.poll import record


def ask_hubs(project: Project, public: str) -> Counter[str]:
    """Ask those hubs that are to be asked now, to subscribe, renew or end; `public` is our server's address.

    Counts hubs `asked` and `failed`.
    """
    at = leases.now()
    with project.ledger.begin() as tx:
        feed_states.sync_feeds(tx, project.feeds, at)
        subscriptions.mark_leaving(tx, at)
        # Noted before the hub is asked, which may ask back before it answers.
        rows = [row for row in subscriptions.due(tx, at) if subscriptions.note_asked(tx, row, at)]
    errors = project.web_client.run(lambda web, _: _ask_all(web, rows, public)) if rows else []
    with project.ledger.begin() as tx:
        for row, error in zip(rows, errors, strict=True):
            if error:
                subscriptions.note_failed(tx, row, hide_credentials(error))
    return Counter(asked=errors.count(None), failed=len(errors) - errors.count(None))


async def _ask_all(web: Client, rows: Sequence[Row[Any]], public: str) -> list[str | None]:
    return await asyncio.gather(*(_ask_one(web, row, public) for row in rows))


async def _ask_one(web: Client, row: Row[Any], public: str) -> str | None:
    """Ask one hub; give what went wrong, or None."""
    try:
        subscribe = row.state != "leaving"
        await ask(web, Hub(row.hub, row.topic), f"{public}/{row.token}", row.secret, subscribe=subscribe)
    except ScrapeError as error:
        return str(error)
    return None


def receive(project: Project, subscription: Row[Any], body: bytes, content_type: str) -> Counter[str]:
    """Record what a hub sent, signed as agreed, and give how many links were `new`.

    Where it cannot be read, or holds nothing, the feed is polled soon instead: some hubs only ring. So it is where
    nothing is new: the hub came too late, or took an old copy, and its word counts for nothing.
    """
    at = leases.now()
    feed = next((feed for feed in project.feeds if feed.url == subscription.feed_url), None)
    try:
        read = read_pushed(body, content_type, subscription.topic) if body.strip() else None
    except Reject:
        read = None
    with project.ledger.begin() as tx:
        subscriptions.note_ping(tx, subscription, signed=True)
        if feed is None or read is None or not read.entries:
            subscriptions.note_told(tx, subscription, at)
            poll_soon(tx, subscription.feed_url, at)
            return Counter(unread=1)
        query = select(feeds).where(feeds.c.url == feed.url, feeds.c.active).with_for_update()
        row = tx.execute(query).one_or_none()
        if row is None:
            return Counter(unread=1)
        recorded = record(tx, project, feed, (*read.entries, *read.unusable), at)
        if recorded.new:
            subscriptions.note_told(tx, subscription, at)
        else:
            poll_soon(tx, feed.url, at)
        seen = feeds.c.seen + len(recorded.new)
        this = update(feeds).where(feeds.c.url == feed.url)
        tx.execute(this.values(seen=seen, new_at=at if recorded.new else row.new_at))
        # A poll that is under way has read the habits before, and sees for itself what is shown.
        habits = read_habits(row.habits)
        shown = dict.fromkeys((*map(mark, recorded.entries), *habits.shown))
        arrived = add_arrivals(habits.arrivals, new_times(recorded.entries, recorded.new, at), row.ok_at, at)
        if habits.shown:
            habits = replace(habits, shown=tuple(shown)[:MOST_MARKS], arrivals=arrived)
            kept = msgspec.json.encode(habits).decode()
            tx.execute(this.where(feeds.c.lease.is_(None)).values(habits=kept))
    return Counter(new=len(recorded.new))


def poll_soon(tx: Connection, url: str, at: datetime) -> None:
    """Have a feed polled now, but not within five minutes of its last poll, nor where it asked to be left alone."""
    this = update(feeds).where(
        feeds.c.url == url, feeds.c.due_at > at, feeds.c.reason.is_distinct_from("rate_limited")
    )
    rested = or_(feeds.c.polled_at.is_(None), feeds.c.polled_at <= at - SOONEST)
    tx.execute(this.where(rested).values(due_at=at))
