"""Ask feeds how they are, without recording anything."""

import asyncio
from collections.abc import Sequence
from typing import Any

from scrapers.discover import FoundFeed, discover_feeds
from scrapers.errors import ScrapeError
from scrapers.http import Client, Limits, open_client
from scrapers.login import with_login
from scrapers.poll import poll_feed
from scrapers.records import Feed, FeedState
from scrapers.urls import hide_credentials
from wirewatch.errors import Trouble
from wirewatch.ledger import feed_states, leases
from wirewatch.project import Project
from wirewatch.settings import Settings


def check_feeds(feeds: Sequence[Feed], settings: Settings) -> list[dict[str, Any]]:
    """Poll each feed once; give its url, title, number of entries, newest entry's time, and error or None.

    Also how many items were skipped, since they have no usable link or nothing at all, and what the first of them is.
    """
    return asyncio.run(_check(feeds, Limits(allow_private=settings.allow_private_networks)))


def check_configured_feeds(project: Project) -> list[dict[str, Any]]:
    """Poll every configured feed, and add the health that the ledger knows."""
    results = check_feeds(project.feeds, project.settings)
    at = leases.now()
    with project.ledger.read() as tx:
        known = {row.url: feed_states.feed_verdict(row, at) for row in feed_states.active_feeds(tx)}
    return [
        {**result, "health": "failed" if result["error"] else known.get(feed.url, "new")}
        for feed, result in zip(project.feeds, results, strict=True)
    ]


MENDS = {
    "private_address": "WIREWATCH_ALLOW_PRIVATE_NETWORKS=1 allows it",
    "dns": "is the name right, and is there a network?",
    "forbidden": "the site refuses programs; if you know the address of its feed, add that",
    "robots": "the site asks programs to stay away",
    "rate_limited": "try again later",
    "server_error": "try again later",
}
"""What helps where a site cannot be had, by the reason."""


def find_feeds(site: str, settings: Settings) -> list[FoundFeed]:
    """Give the feeds of a site. Raises Trouble, with the mend, when the site cannot be had."""

    async def ask() -> list[FoundFeed]:
        async with open_client(Limits(allow_private=settings.allow_private_networks)) as web:
            return await discover_feeds(web, site)

    try:
        return asyncio.run(ask())
    except ScrapeError as error:
        raise Trouble(f"{site}: {error}; {MENDS.get(error.reason, 'is the address right?')}") from None


async def _check(feeds: Sequence[Feed], limits: Limits) -> list[dict[str, Any]]:
    async with open_client(limits) as web:
        return list(await asyncio.gather(*(_ask(web, feed) for feed in feeds)))


async def _ask(web: Client, feed: Feed) -> dict[str, Any]:
    result: dict[str, Any] = {
        "url": hide_credentials(with_login(feed.url, feed.login)),
        "title": None,
        "entries": 0,
        "newest": None,
        "skipped": 0,
        "detail": None,
        "error": None,
    }
    try:
        polled = await poll_feed(web, feed, FeedState())
    except ScrapeError as error:
        return {**result, "error": hide_credentials(str(error))}
    times = [entry.published for entry in polled.entries if entry.published]
    return {
        **result,
        "title": polled.title,
        "entries": len(polled.entries),
        "newest": max(times, default=None),
        "skipped": len(polled.skipped),
        "detail": hide_credentials(polled.skipped[0]) if polled.skipped else None,
    }
