"""Feeds in the ledger: when each is due, what it last did, and whether it is well."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, Row, and_, func, or_, select, true, update

from scrapers.records import Feed
from scrapers.urls import host_of, shard_key
from wirewatch.ledger.habits import read_habits
from wirewatch.ledger.links import insert_new
from wirewatch.ledger.schema import feeds

FIRST_INTERVAL = timedelta(minutes=15)
"""The interval of a feed of which nothing is known yet."""
BROKEN_AFTER = 3
"""Failures in a row from which on a feed is called broken."""
STALE_AFTER = timedelta(days=7)
"""Time without a new link after which a feed that answers is called stale."""

OVERFLOWED = "it published more than it shows before {:%Y-%m-%d %H:%M}Z, and the rest could not be had; try `every: 5m`"
"""What is told of a feed that overflows, with the time at which this was seen."""

UNREACHED_REASONS = ("connection", "dns", "timeout")
ENOUGH_HOSTS = 3
"""Hosts that do not all go down at once: where none of so many is reached, it is we who are cut off."""
LATELY = timedelta(days=7)
"""A feed that was well within this time is asked every quarter of an hour while we are cut off."""
FAILING_TAKES = timedelta(seconds=30)
"""For about so long a host that is away is waited for: others may have answered meanwhile."""


def sync_feeds(tx: Connection, configured: Sequence[Feed], at: datetime) -> None:
    """Make the ledger's feeds those of the configuration: new ones are due now.

    Those that are absent or paused are switched off.
    """
    _take_along(tx, configured, at)
    known = {row.url: row.active for row in tx.execute(select(feeds.c.url, feeds.c.active)).all()}
    rows = [
        {
            "url": feed.url,
            "shard": shard_key(host_of(feed.url)),
            "active": True,
            "every_s": int((feed.every or FIRST_INTERVAL).total_seconds()),
            "due_at": at,
        }
        for feed in configured
        if feed.url not in known
    ]
    insert_new(tx, feeds, rows, feeds.c.url)
    known |= {row["url"]: True for row in rows}
    wanted = {feed.url for feed in configured if not feed.paused}
    for url, active in known.items():
        if active != (url in wanted):
            tx.execute(update(feeds).where(feeds.c.url == url).values(active=url in wanted, due_at=at))


def _take_along(tx: Connection, configured: Sequence[Feed], at: datetime) -> None:
    """Give a feed that stands under its new address in the configuration what is known of it under its old one."""
    urls = {feed.url for feed in configured}
    moved = tx.execute(
        select(feeds.c.url, feeds.c.moved_to, feeds.c.habits).where(feeds.c.moved_to.is_not(None))
    )
    for row in moved.all():
        new = row.moved_to
        if row.url in urls or new not in urls:
            continue
        if tx.execute(select(feeds.c.url).where(feeds.c.url == new)).first() is None:
            habits = msgspec.json.encode(replace(read_habits(row.habits), move=None)).decode()
            values = {"url": new, "shard": shard_key(host_of(new)), "active": True, "due_at": at}
            tx.execute(
                update(feeds).where(feeds.c.url == row.url).values(**values, moved_to=None, habits=habits)
            )


def active_feeds(tx: Connection) -> Sequence[Row[Any]]:
    """Give the feeds that are polled, by address."""
    return tx.execute(select(feeds).where(feeds.c.active).order_by(feeds.c.url)).all()


def paused_feeds(tx: Connection, configured: Sequence[Feed]) -> Sequence[Row[Any]]:
    """Give the feeds of the configuration that are paused, by address."""
    paused = [feed.url for feed in configured if feed.paused]
    return tx.execute(select(feeds).where(feeds.c.url.in_(paused)).order_by(feeds.c.url)).all()


def count_of_host(tx: Connection, shard: int) -> int:
    """Give the number of feeds that are polled on the host with this shard key."""
    query = select(func.count()).select_from(feeds).where(feeds.c.active, feeds.c.shard == shard)
    return tx.execute(query).scalar_one()


def feed_verdict(row: Row[Any], present: datetime) -> str:
    """Call a feed by how it is.

    It is new, ok, ailing (its last poll failed), broken (several did), stale (it answers, and brings nothing), or
    overflowing (it showed less than it had published, and the rest could not be had).
    """
    if row.polled_at is None:
        return "new"
    if row.failures:
        return "broken" if row.failures >= BROKEN_AFTER else "ailing"
    if (row.new_at or row.ok_at) < present - STALE_AFTER:
        return "stale"
    if row.unfilled_at and row.unfilled_at > present - STALE_AFTER:
        return "overflowing"
    return "ok"


def count_unreached(tx: Connection, since: datetime) -> int:
    """Give the number of feeds polled since a time if not one of them, on several hosts, was reached; else 0."""
    query = select(feeds.c.url, feeds.c.reason).where(feeds.c.active, feeds.c.polled_at >= since)
    polled = tx.execute(query).all()
    reached = any(row.reason not in UNREACHED_REASONS for row in polled)
    return 0 if reached or len({host_of(row.url) for row in polled}) < ENOUGH_HOSTS else len(polled)


def are_cut_off(tx: Connection, at: datetime) -> bool:
    """Tell whether it is we who reach nobody: no feed was reached since several hosts, or all that there are, failed.

    Then a failure says nothing of the host that was asked. A host that was not reached for LATELY is away by itself,
    and tells nothing of us; nor does one that hung while others answered.
    """
    is_unreached = feeds.c.reason.in_(UNREACHED_REASONS)
    polled = and_(feeds.c.active, feeds.c.polled_at.is_not(None))
    last_reached = select(func.max(feeds.c.polled_at)).where(
        polled, or_(feeds.c.reason.is_(None), feeds.c.reason.not_in(UNREACHED_REASONS))
    )
    reached_at = tx.execute(last_reached).scalar()
    since = feeds.c.polled_at > reached_at + FAILING_TAKES if reached_at else true()
    was_ever_well = select(feeds.c.url).where(feeds.c.active, feeds.c.ok_at.is_not(None)).exists()
    hosts = select(func.count(feeds.c.shard.distinct())).where(
        feeds.c.active, or_(feeds.c.ok_at > at - LATELY, ~was_ever_well)
    )
    failing = tx.execute(hosts.where(polled, is_unreached, since)).scalar_one()
    return failing > 0 and failing >= min(ENOUGH_HOSTS, tx.execute(hosts).scalar_one())
