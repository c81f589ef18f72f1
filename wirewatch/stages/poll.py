"""poll: feed bytes -> ledger rows, one per new canonical URL."""

import asyncio
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import Row, update

from scrapers.errors import Retry, ScrapeError
from scrapers.http import Client
from scrapers.intervals import backoff, next_poll
from scrapers.poll import PollResult, poll_feed
from scrapers.records import Feed, FeedState
from wirewatch.errors import Trouble, describe_bug
from wirewatch.ledger import feed_states, leases, links, revisits
from wirewatch.ledger.schema import feeds
from wirewatch.project import Project

AT_ONCE = 20
"""Feeds polled side by side."""
LONGEST_PAUSE = timedelta(hours=24)
"""A broken feed is asked at least this often: it may be mended."""
MOST_EARLY = timedelta(seconds=30)
"""A feed is due so much before its interval is over, a tenth of it at most. Rounds come at even intervals, and one that
came a second too soon would leave the feed for the whole of the next."""


def poll_feeds(project: Project, shard: leases.Shard | None = None) -> Counter[str]:
    """Poll the due feeds of a shard; counts feeds `polled`, `unchanged`, `failed`, links `new` and to read `again`."""
    with project.ledger.begin() as tx:
        feed_states.sync_feeds(tx, project.feeds, leases.now())
    known = {feed.url: feed for feed in project.feeds}
    counts: Counter[str] = Counter()
    while rows := leases.claim(project.ledger, leases.FEEDS, AT_ONCE, shard):
        pairs = [(row, known[row.url]) for row in rows if row.url in known]
        counts += project.web_client.run(lambda web, _, pairs=pairs: _poll_all(project, web, pairs))  # type: ignore[misc]
    counts["again"] += revisits.fetch_due_again(project.ledger, leases.now())
    return +counts  # what came of none is not told


def make_due(project: Project) -> None:
    """Make every feed due now, but for those that asked to be left alone for a while."""
    with project.ledger.begin() as tx:
        feed_states.sync_feeds(tx, project.feeds, leases.now())
        patient = feeds.c.reason.is_distinct_from("rate_limited")
        tx.execute(update(feeds).where(feeds.c.active, patient).values(due_at=leases.now()))


async def _poll_all(project: Project, web: Client, pairs: list[tuple[Row[Any], Feed]]) -> Counter[str]:
    async def poll_and_count(row: Row[Any], feed: Feed) -> Counter[str]:
        counts = await _poll_one(project, web, row, feed)
        project.progress.done("poll")
        return counts

    return sum(await asyncio.gather(*(poll_and_count(row, feed) for row, feed in pairs)), Counter())


async def _poll_one(project: Project, web: Client, row: Row[Any], feed: Feed) -> Counter[str]:
    try:
        return _polled(project, row, feed, await poll_feed(web, feed, _last_state(row, feed)))
    except ScrapeError as error:
        return _failed(project, row, error)
    except Trouble:
        raise
    except Exception as bug:
        return _failed(project, row, ScrapeError("bug", describe_bug(bug)))  # costs this feed alone


def _last_state(row: Row[Any], feed: Feed) -> FeedState:
    """Give what the last poll left behind, unless it looked for other links: what it saw must be read again."""
    if not row.state:
        return FeedState()
    links_then, state = msgspec.json.decode(row.state, type=tuple[str | None, FeedState])
    return state if links_then == feed.links else FeedState()


def _failed(project: Project, row: Row[Any], error: ScrapeError) -> Counter[str]:
    at = leases.now()
    after = error.after if isinstance(error, Retry) else None
    pause = min(LONGEST_PAUSE, max(backoff(row.failures + 1, after, leases.jitter()), after or timedelta()))
    with project.ledger.begin() as tx:
        leases.settle(
            tx, leases.FEEDS, row, polled_at=at, due_at=at + pause, failures=row.failures + 1,
            reason=error.reason, detail=error.detail,
        )  # fmt: skip
    return Counter(failed=1)


def _polled(project: Project, row: Row[Any], feed: Feed, polled: PollResult) -> Counter[str]:
    at = leases.now()
    with project.ledger.begin() as tx:
        new = len(links.record_entries(tx, feed, (*polled.entries, *polled.unusable), at))
        revisits.schedule_changed(tx, feed, polled.entries, at)
        every = feed.every or _adapted_interval(row, polled, new, at)
        leases.settle(
            tx, leases.FEEDS, row, polled_at=at, ok_at=at, due_at=at + every - min(MOST_EARLY, every / 10),
            every_s=int(every.total_seconds()), failures=0, reason=None, **_skipped_items(row, polled),
            seen=row.seen + new,
            title=polled.title or row.title, state=msgspec.json.encode((feed.links, polled.state)).decode(),
            new_at=at if new else row.new_at, moved_to=polled.moved_to,
        )  # fmt: skip
    return Counter(polled=1, unchanged=int(polled.unchanged), new=new)


def _skipped_items(row: Row[Any], polled: PollResult) -> dict[str, Any]:
    """Tell of the items without a usable link that the feed shows now: as before where it is unchanged."""
    if polled.unchanged:
        return {"detail": None if row.reason else row.detail}
    return {"skipped": len(polled.skipped), "detail": polled.skipped[0] if polled.skipped else None}


def _adapted_interval(row: Row[Any], polled: PollResult, new: int, at: datetime) -> timedelta:
    times = [entry.published for entry in polled.entries if entry.published]
    age = max(timedelta(), at - max(times)) if times else None
    return next_poll(timedelta(seconds=row.every_s), new, age, polled.ttl, polled.unchanged)
