"""Gaps: what a feed showed between two polls and nobody saw is noticed, counted, and read where it can still be had.

    nothing shown now was shown before  ->  Gap  ->  older page after older page  |  the site's news sitemap
                                        ->  filled, where these lead back to what was shown before; else told

A gap is read in polls of its own, one page each, so that it waits for its host's turn and goes on after a kill.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from msgspec.structs import replace

from scrapers.arrivals import add_arrivals
from scrapers.errors import Reject, Retry, ScrapeError
from scrapers.http import Client
from scrapers.older import NEWS_SITEMAP_SPAN, read_news_sitemap
from scrapers.poll import PollResult, poll_older
from scrapers.records import Entry, Feed, FeedState
from scrapers.rhythm import learn
from scrapers.robots import Robots
from scrapers.told_dates import tell_dates
from scrapers.urls import canonicalize, link_id
from wirewatch.ledger.habits import Gap, Habits

MOST_MARKS = 1_000
"""Entries of which it is remembered that they were shown; no feed of which more are shown runs over."""
MOST_PAGES = 20
"""Older pages that are read for one gap: two hundred entries of WordPress."""
MOST_TRIES = 3
"""Of one page, where its server fails for now."""
PAUSE = timedelta(hours=6)
"""After a gap that could not be filled none is tried: a feed whose entries are new at every poll has one each time."""
MARGIN = timedelta(days=1)
"""Entries on older pages that were published so long before the last poll are history, and not what was missed."""


def after_poll(
    habits: Habits,
    entries: dict[str, Entry],
    new: Iterable[str],
    polled: PollResult,
    since: datetime | None,
    at: datetime,
) -> Habits:
    """Give the habits after a poll that showed these entries (by the ids of their links) at the time `at`.

    `new` are the ids of links that nobody has shown before, `since` is the time of the poll before, or None. Where
    nothing was shown before that is shown now, and something is new, there is a gap to read.
    """
    if polled.unchanged:
        return replace(habits, rhythm=learn(habits.rhythm, [], len(habits.shown), since, at))
    shown, known = tuple(mark(id_) for id_ in list(entries)[:MOST_MARKS]), set(habits.shown)
    unseen = set(new)
    fresh = [
        _time(entry, since, at)
        for id_, entry in entries.items()
        if mark(id_) not in known and _is_news(id_, entry, unseen, at)
    ]
    rhythm = learn(habits.rhythm, fresh, len(entries), since if known else None, at)
    is_gap = known and shown and unseen and known.isdisjoint(shown)
    gap = Gap(since, habits.shown, polled.older) if since and is_gap else None
    return replace(
        habits, rhythm=rhythm, shown=shown or habits.shown, gap=gap,
        arrivals=add_arrivals(habits.arrivals, new_times(entries, unseen, at), since if known else None, at),
        dates=tell_dates(
            entries.values(), [entries[id_] for id_ in entries if id_ in unseen], habits.dates, at,
            is_first=not known,
        ),
    )  # fmt: skip


def may_read(habits: Habits, at: datetime) -> bool:
    """Tell whether the gap is worth reading now."""
    return habits.unfilled_at is None or at - habits.unfilled_at >= PAUSE


async def read_gap(client: Client, robots: Robots, feed: Feed, gap: Gap) -> PollResult:
    """Read the next part of a gap. Raises ScrapeError where it cannot be had."""
    if gap.older:
        return await poll_older(client, feed, gap.older)
    return PollResult(FeedState(), await read_news_sitemap(client, robots, feed, gap.since))


def missed_entries(gap: Gap, entries: Sequence[Entry]) -> list[Entry]:
    """Give those entries of an older page that may have been missed."""
    return [entry for entry in entries if entry.published is None or entry.published >= gap.since - MARGIN]


def ids_of(entries: Iterable[Entry]) -> Iterator[str]:
    """Give the ids of the links that entries have by their own addresses."""
    for entry in entries:
        try:
            yield link_id(canonicalize(entry.url))
        except Reject:
            continue


def new_times(entries: dict[str, Entry], new: Iterable[str], at: datetime) -> list[datetime | None]:
    """Give the publication times of those entries whose links are new; None where one tells none.

    Neither does a time without a zone, or a day alone, unless it lies so long before `at` that it is history.
    """
    shown = [entries[id_] for id_ in new if id_ in entries]
    return [entry.published if _is_exact(entry) or _is_history(entry, at) else None for entry in shown]


def after_part(
    habits: Habits, gap: Gap, ids: Iterable[str], read: PollResult | ScrapeError, at: datetime,
    found: Sequence[datetime | None] = (),
) -> tuple[Habits, bool]:  # fmt: skip
    """Give the habits after a part of a gap was read, and whether the gap is filled.

    `ids` are the links that the part showed, `found` the publication times of those that were missed. The gap stays
    open while there is more to read.
    """
    dated = [time for time in found if time]  # without a date nobody knows when in the gap it came
    habits = replace(habits, arrivals=add_arrivals(habits.arrivals, dated, gap.since, at))
    if isinstance(read, Retry) and gap.tries + 1 < MOST_TRIES:
        return replace(habits, gap=replace(gap, tries=gap.tries + 1)), False
    failed = isinstance(read, ScrapeError)
    if gap.older is None:
        filled = not failed and gap.since >= at - NEWS_SITEMAP_SPAN
    else:
        filled = not {mark(id_) for id_ in ids}.isdisjoint(gap.before)
        if not filled:
            older = None
            if not isinstance(read, ScrapeError) and read.entries and gap.pages + 1 < MOST_PAGES:
                older = read.older
            return replace(habits, gap=replace(gap, older=older, pages=gap.pages + 1, tries=0)), False
    return replace(habits, gap=None, unfilled_at=habits.unfilled_at if filled else at), filled


def mark(id_: str) -> str:
    """Give what is remembered of a link that was shown, by its id."""
    return id_[:10]


def _is_news(id_: str, entry: Entry, new: set[str], at: datetime) -> bool:
    """Tell whether an entry that was not shown before says that the feed speaks: an archive's old ones do not."""
    return id_ in new or (entry.published is not None and not _is_history(entry, at))


def _time(entry: Entry, since: datetime | None, at: datetime) -> datetime:
    """Give when an entry came: as it says where that can be, else now."""
    is_told = since is None or (_is_exact(entry) and since - MARGIN <= (entry.published or at) <= at)
    return min(entry.published, at) if entry.published and is_told else at


def _is_exact(entry: Entry) -> bool:
    return entry.precision == "time"


def _is_history(entry: Entry, at: datetime) -> bool:
    return entry.published is not None and entry.published < at - 2 * MARGIN
