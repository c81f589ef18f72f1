"""poll: feed bytes -> ledger rows, one per new canonical URL."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, update

from scrapers.errors import NotYet, Reject, Retry, ScrapeError
from scrapers.http import Client
from scrapers.intervals import backoff
from scrapers.moves import address_now, follow_move
from scrapers.poll import PollResult, poll_feed
from scrapers.provenance import name_outlet
from scrapers.records import Entry, Feed, FeedState
from scrapers.rhythm import next_due
from scrapers.robots import Robots
from scrapers.told_dates import with_zone
from scrapers.urls import domain_of, hide_credentials
from wirewatch.errors import Trouble, describe_bug
from wirewatch.ledger import feed_states, leases, names, owners, revisits, subscriptions
from wirewatch.ledger.habits import Gap, Habits, read_habits
from wirewatch.ledger.schema import feeds
from wirewatch.project import Project
from wirewatch.stages.crawl import Crawl, why_not_asked
from wirewatch.stages.gaps import (
    after_part,
    after_poll,
    ids_of,
    may_read,
    missed_entries,
    new_times,
    read_gap,
)

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
    _ = project.polls_a_day  # a wrong one is told before anything is asked
    with project.ledger.begin() as tx:
        feed_states.sync_feeds(tx, project.feeds, leases.now())
    begun = leases.now()  # feeds that are new are due since just now

    def until() -> datetime:
        return max(begun, due()) if due else begun

    known = {feed.url: feed for feed in project.feeds}

    async def ask(web: Client, robots: Robots, row: Row[Any]) -> PollResult | ScrapeError:
        return await _poll_one(web, robots, row, known.get(row.url))

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


async def _poll_one(
    web: Client, robots: Robots, row: Row[Any], feed: Feed | None
) -> PollResult | ScrapeError:
    if feed is None:
        return Reject("bad_url", "it is no feed of the configuration any more")
    try:
        async with asyncio.timeout(LONGEST_POLL_S):
            habits = read_habits(row.habits)
            if habits.gap:
                return await read_gap(web, robots, feed, habits.gap)
            asked = msgspec.structs.replace(feed, url=address_now(feed.url, habits.move))
            return await poll_feed(web, asked, _last_state(row, feed))
    except ScrapeError as error:
        return error
    except TimeoutError:
        return Retry("timeout", f"not polled within {LONGEST_POLL_S:.0f} s")
    except Exception as bug:
        return why_not_asked(bug, row.url)  # costs this feed alone


def _commit(
    project: Project, row: Row[Any], feed: Feed | None, polled: PollResult | ScrapeError
) -> Counter[str]:
    if isinstance(polled, NotYet):
        due, why = leases.now() + polled.wait, {"reason": polled.reason, "detail": polled.detail}
        return Counter(
            put_back=leases.postpone(project.ledger, leases.FEEDS, [row], due, polled.apart, **why)
        )
    gap = read_habits(row.habits).gap
    if feed and gap:
        try:
            return _read_part(project, row, feed, gap, polled)
        except Trouble:
            raise
        except Exception as bug:  # costs this part of the gap: the feed itself is polled again
            return _read_part(project, row, feed, gap, ScrapeError("bug", describe_bug(bug)))
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
    if error.reason == "gone":  # 410: its server says that it comes back no more
        pause = LONGEST_PAUSE
    if error.reason == "no_secret":  # nobody was asked
        pause = feed_states.FIRST_INTERVAL
    habits = read_habits(row.habits)
    if habits.move and not after:  # it answers no more where it had moved to: its own address is asked next
        habits = msgspec.structs.replace(habits, move=None)
    with project.ledger.begin() as tx:
        is_long = error.reason in feed_states.UNREACHED_REASONS and pause > feed_states.FIRST_INTERVAL
        if is_long and feed_states.are_cut_off(tx, at):  # a feed must not wait for hours when that is over
            pause = feed_states.FIRST_INTERVAL
        leases.settle(
            tx, leases.FEEDS, row, polled_at=at, due_at=at + pause, failures=row.failures + 1,
            reason="rate_limited" if after else error.reason, detail=hide_credentials(error.detail),
            habits=msgspec.json.encode(habits).decode(),
        )  # fmt: skip
    return Counter(failed=1)


def _polled(project: Project, row: Row[Any], feed: Feed, polled: PollResult) -> Counter[str]:
    at = leases.now()
    with project.ledger.begin() as tx:
        recorded = record(tx, project, feed, (*polled.entries, *polled.unusable), at)
        new = len(recorded.new)
        habits = after_poll(read_habits(row.habits), recorded.entries, recorded.new, polled, row.ok_at, at)
        move = follow_move(habits.move, polled.moved_to, at)
        habits = msgspec.structs.replace(habits, move=move)
        if not polled.unchanged:
            subscriptions.note_hub(tx, feed.url, polled.hub, at)
        if new and row.ok_at:
            subscriptions.note_outrun(tx, feed.url, at)
        has_gap, to_read = habits.gap is not None, habits.gap is not None and may_read(habits, at)
        habits = habits if to_read else msgspec.structs.replace(habits, gap=None)
        # A gap is read within the pass that found it, or a run that is the only one today would leave it open.
        due = row.due_at if to_read else _next_poll(tx, project, feed, row, habits, at, polled.ttl)
        given_up = int(has_gap and not to_read)
        leases.settle(
            tx, leases.FEEDS, row, polled_at=at, ok_at=at, due_at=due,
            every_s=row.every_s if to_read else int((due - at).total_seconds()),
            failures=0, reason=None, **_skipped_items(row, polled),
            seen=feeds.c.seen + new,
            title=polled.title or row.title, state=msgspec.json.encode((feed.links, polled.state)).decode(),
            new_at=at if new else row.new_at, moved_to=move.to if move else None,
            habits=msgspec.json.encode(habits).decode(), gaps=row.gaps + has_gap,
            unfilled=row.unfilled + given_up, unfilled_at=at if given_up else row.unfilled_at,
        )  # fmt: skip
    return Counter(polled=1, unchanged=int(polled.unchanged), new=new)


def record(
    tx: Connection, project: Project, feed: Feed, shown: Sequence[Entry], at: datetime
) -> names.Recorded:
    """Record what a feed showed, under the outlets that it belongs to."""
    named = name_outlets(with_zone(shown, feed.zone, feed.zone_written), feed, project.feeds)
    entries = [name_outlet(entry, feed, project.outlets) for entry in named]
    recorded = names.record_items(tx, feed, entries, at)
    owners.take_over(tx, feed, project.feeds, recorded.entries, at)
    revisits.schedule_changed(tx, feed, recorded.entries, at)
    return recorded


def _next_poll(
    tx: Connection,
    project: Project,
    feed: Feed,
    row: Row[Any],
    habits: Habits,
    at: datetime,
    hint: timedelta | None = None,
) -> datetime:
    """Give when a feed is due again: by its habits, unless the configuration says how often it is asked."""
    wait = feed.every or next_due(habits.rhythm, at, hint) - at
    if not feed.every and subscriptions.keeps_its_word(subscriptions.of_feed(tx, feed.url), at):
        wait = max(wait, subscriptions.SAFETY_NET)
    if (most := project.polls_a_day) and not feed.every:
        wait = max(wait, timedelta(days=1) * feed_states.count_of_host(tx, row.shard) / most)
    return at + wait - min(MOST_EARLY, wait / 10)


def _read_part(
    project: Project, row: Row[Any], feed: Feed, gap: Gap, read: PollResult | ScrapeError
) -> Counter[str]:
    """Record what a part of a gap shows; the gap is read on at once, or the feed is due as ever."""
    at = leases.now()
    recorded, ids = names.Recorded([], {}), set[str]()
    with project.ledger.begin() as tx:
        if not isinstance(read, ScrapeError):
            recorded = record(tx, project, feed, missed_entries(gap, read.entries), at)
            ids = {*recorded.entries, *ids_of(read.entries)}
        found = new_times(recorded.entries, recorded.new, at)
        habits, filled = after_part(read_habits(row.habits), gap, ids, read, at, found)
        given_up = int(habits.gap is None and not filled)
        # A part of a gap is no poll: the feed itself is due when it was due after its last one.
        due = max(row.due_at, _next_poll(tx, project, feed, row, habits, row.ok_at or at))
        if habits.gap:
            due = at + backoff(habits.gap.tries, None, leases.jitter()) if habits.gap.tries else row.due_at
        leases.settle(
            tx, leases.FEEDS, row, due_at=due,
            seen=feeds.c.seen + len(recorded.new), new_at=at if recorded.new else row.new_at,
            habits=msgspec.json.encode(habits).decode(),
            unfilled=row.unfilled + given_up, unfilled_at=at if given_up else row.unfilled_at,
        )  # fmt: skip
    return Counter(new=len(recorded.new))


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
        "skipped": polled.number_skipped,
        "detail": hide_credentials(polled.skipped[0]) if polled.skipped else None,
    }
