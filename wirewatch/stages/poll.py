"""poll: feed bytes -> ledger rows, one per new canonical URL."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import Row, update

from scrapers.errors import NotYet, Reject, Retry, ScrapeError
from scrapers.http import Client
from scrapers.intervals import backoff, next_poll
from scrapers.poll import PollResult, poll_feed
from scrapers.provenance import name_outlet
from scrapers.records import Entry, Feed, FeedState
from scrapers.robots import Robots
from scrapers.urls import domain_of, hide_credentials
from wirewatch.errors import Trouble, describe_bug
from wirewatch.ledger import feed_states, leases, names, owners, revisits
from wirewatch.ledger.schema import feeds
from wirewatch.project import Project
from wirewatch.stages.crawl import Crawl

AT_ONCE = 300
"""Feeds polled side by side."""
LONGEST_PASS_S = leases.LEASE.total_seconds() / 2
"""A pass claims nothing more after this time."""
LONGEST_POLL_S = 240.0
"""For one feed with its redirects and the waits for its host's turns: then it has hung."""
BEAT_S = 0.5
"""Between two looks whether to stop."""
LONGEST_PAUSE = timedelta(hours=24)
"""A broken feed is asked at least this often: it may be mended."""
MOST_EARLY = timedelta(seconds=30)
"""A feed is due so much before its interval is over, a tenth of it at most. Rounds come at even intervals, and one that
came a second too soon would leave the feed for the whole of the next."""


def poll_feeds(
    project: Project, shard: leases.Shard | None = None, seconds: float = LONGEST_PASS_S
) -> Counter[str]:
    """Poll those feeds of a shard once that are due now; claims none after so many `seconds`.

    Counts feeds `polled`, `unchanged`, `failed` and `put_back`, since their host wants to be left alone, and links
    `new` and to read `again`.
    """
    return sum(poll_parts(project, shard, seconds), Counter())


def poll_parts(
    project: Project,
    shard: leases.Shard | None = None,
    seconds: float | None = None,
    due: Callable[[], datetime] | None = None,
) -> Iterator[Counter[str]]:
    """Poll as `poll_feeds` does, each feed by itself, and give the counts of those that have come.

    `due` gives the time up to which feeds count as due: where it moves on, a feed may be polled again meanwhile.
    """
    with project.ledger.begin() as tx:
        feed_states.sync_feeds(tx, project.feeds, leases.now())
    begun = leases.now()  # feeds that are new are due since just now

    def until() -> datetime:
        return max(begun, due()) if due else begun

    known = {feed.url: feed for feed in project.feeds}

    async def ask(web: Client, _robots: Robots, row: Row[Any]) -> PollResult | ScrapeError:
        return await _poll_one(web, row, known.get(row.url))

    crawl = Crawl(project, leases.FEEDS, ask, at_once=AT_ONCE, shard=shard, due=until, seconds=seconds)
    looked = until()
    try:
        while not crawl.over and not project.stopping.is_set():
            counts: Counter[str] = Counter()
            for row, polled in crawl.results(BEAT_S):
                counts += _commit(project, row, known.get(row.url), polled)
                project.progress.done("poll")
            if until() != looked:
                looked = until()
                counts["again"] += revisits.fetch_due_again(project.ledger, leases.now())
            if counts := +counts:
                yield counts
        yield +Counter(again=revisits.fetch_due_again(project.ledger, leases.now()))
    finally:
        crawl.close()


def make_due(project: Project) -> None:
    """Make every feed due now, but for those that asked to be left alone for a while."""
    with project.ledger.begin() as tx:
        feed_states.sync_feeds(tx, project.feeds, leases.now())
        patient = feeds.c.reason.is_distinct_from("rate_limited")
        tx.execute(update(feeds).where(feeds.c.active, patient).values(due_at=leases.now()))


async def _poll_one(web: Client, row: Row[Any], feed: Feed | None) -> PollResult | ScrapeError:
    if feed is None:
        return Reject("bad_url", "it is no feed of the configuration any more")
    try:
        async with asyncio.timeout(LONGEST_POLL_S):
            return await poll_feed(web, feed, _last_state(row, feed))
    except ScrapeError as error:
        return error
    except TimeoutError:
        return Retry("timeout", f"not polled within {LONGEST_POLL_S:.0f} s")
    except Exception as bug:
        return ScrapeError("bug", describe_bug(bug))  # costs this feed alone


def _commit(
    project: Project, row: Row[Any], feed: Feed | None, polled: PollResult | ScrapeError
) -> Counter[str]:
    if isinstance(polled, NotYet):
        due, why = leases.now() + polled.wait, {"reason": polled.reason, "detail": polled.detail}
        return Counter(
            put_back=leases.postpone(project.ledger, leases.FEEDS, [row], due, polled.apart, **why)
        )
    if feed is None or isinstance(polled, ScrapeError):
        return _failed(project, row, polled if isinstance(polled, ScrapeError) else Reject("bad_url"))
    try:
        return _polled(project, row, feed, polled)
    except Trouble:
        raise
    except Exception as bug:
        return _failed(project, row, ScrapeError("bug", describe_bug(bug)))


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
            reason="rate_limited" if after else error.reason, detail=hide_credentials(error.detail),
        )  # fmt: skip
    return Counter(failed=1)


def _polled(project: Project, row: Row[Any], feed: Feed, polled: PollResult) -> Counter[str]:
    at = leases.now()
    with project.ledger.begin() as tx:
        shown = name_outlets((*polled.entries, *polled.unusable), feed, project.feeds)
        entries = [name_outlet(entry, feed, project.outlets) for entry in shown]
        recorded = names.record_items(tx, feed, entries, at)
        owners.take_over(tx, feed, project.feeds, recorded.entries, at)
        new = len(recorded.new)
        revisits.schedule_changed(tx, feed, recorded.entries, at)
        every = feed.every or _adapted_interval(row, polled, new, at)
        leases.settle(
            tx, leases.FEEDS, row, polled_at=at, ok_at=at, due_at=at + every - min(MOST_EARLY, every / 10),
            every_s=int(every.total_seconds()), failures=0, reason=None, **_skipped_items(row, polled),
            seen=row.seen + new,
            title=polled.title or row.title, state=msgspec.json.encode((feed.links, polled.state)).decode(),
            new_at=at if new else row.new_at, moved_to=polled.moved_to,
        )  # fmt: skip
    return Counter(polled=1, unchanged=int(polled.unchanged), new=new)


def name_outlets(entries: Sequence[Entry], feed: Feed, feeds: Sequence[Feed]) -> list[Entry]:
    """Give the entries with the outlets that an aggregator names as `feeds` call them; its own items have none."""
    own = {feed.source.domain, domain_of(feed.url)}
    known = {other.source.domain: other.source for other in feeds}
    return [
        msgspec.structs.replace(
            entry,
            outlet=None if entry.outlet.domain in own else known.get(entry.outlet.domain, entry.outlet),
        )
        if entry.outlet
        else entry
        for entry in entries
    ]


def _skipped_items(row: Row[Any], polled: PollResult) -> dict[str, Any]:
    """Tell of the items without a usable link that the feed shows now: as before where it is unchanged."""
    if polled.unchanged:
        return {"detail": None if row.reason else row.detail}
    return {
        "skipped": len(polled.skipped),
        "detail": hide_credentials(polled.skipped[0]) if polled.skipped else None,
    }


def _adapted_interval(row: Row[Any], polled: PollResult, new: int, at: datetime) -> timedelta:
    times = [entry.published for entry in polled.entries if entry.published]
    age = max(timedelta(), at - max(times)) if times else None
    return next_poll(timedelta(seconds=row.every_s), new, age, polled.ttl, polled.unchanged)
