"""What is remembered of a feed that was polled, and of a gap of which a part was read."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from scrapers.arrivals import add_arrivals
from scrapers.errors import Reject, Retry
from scrapers.poll import PollResult
from scrapers.records import Entry, FeedState
from scrapers.rhythm import Rhythm, learn
from scrapers.told_dates import DatesTold, tell_dates
from scrapers.urls import canonicalize, link_id
from wirewatch.ledger.habits import Gap, Habits
from wirewatch.stages.gaps import (
    MARGIN,
    MOST_PAGES,
    MOST_TRIES,
    PAUSE,
    after_part,
    after_poll,
    ids_of,
    mark,
    may_read,
    missed_entries,
    new_times,
)

AT = datetime(2026, 11, 16, 12, tzinfo=UTC)
SINCE = AT - timedelta(hours=1)
OLDER = "https://news.example/feed?page=2"
BEFORE = Habits(shown=("aaaaaaaaaa", "bbbbbbbbbb"))


def entry(number: int, published: datetime | None = None, **more: Any) -> Entry:
    return Entry(f"https://news.example/{number}", published=published, **more)


def polled(*entries: Entry, **more: Any) -> PollResult:
    return PollResult(FeedState(), entries, **more)


def by_id(*entries: Entry) -> dict[str, Entry]:
    return dict(zip(ids_of(entries), entries, strict=True))


NEW = by_id(entry(1, AT), entry(2, AT))


@pytest.mark.parametrize(
    ("before", "shown", "new", "since", "is_gap"),
    [
        (BEFORE, NEW, NEW, SINCE, True),
        (Habits(), NEW, NEW, SINCE, False),
        (BEFORE, NEW, NEW, None, False),
        (BEFORE, NEW, (), SINCE, False),
        (Habits(shown=("aaaaaaaaaa", mark(next(iter(NEW))))), NEW, NEW, SINCE, False),
    ],
)
def test_there_is_a_gap_where_nothing_that_is_shown_was_shown_before(
    before: Habits, shown: dict[str, Entry], new: Any, since: datetime | None, is_gap: bool
) -> None:
    """Something of it is new, and something had been shown at a poll before: else nothing can be missed."""
    habits = after_poll(before, shown, new, polled(*shown.values(), older=OLDER), since, AT)
    assert habits.gap == (Gap(SINCE, before.shown, OLDER) if is_gap else None)
    assert habits.shown == tuple(map(mark, shown))


def test_a_feed_that_shows_nothing_or_is_unchanged_keeps_its_marks() -> None:
    """An empty answer and "not modified" say nothing of what the feed had shown."""
    for empty in (polled(), polled(unchanged=True)):
        habits = after_poll(BEFORE, {}, ("cccccccccc",), empty, SINCE, AT)
        assert (habits.shown, habits.gap) == (BEFORE.shown, None)
    assert after_poll(BEFORE, NEW, NEW, polled(unchanged=True), SINCE, AT).rhythm == learn(
        Rhythm(), [], len(BEFORE.shown), SINCE, AT
    )


MINUTES, YESTERDAY, HISTORY = (AT - timedelta(**ago) for ago in ({"minutes": 9}, {"days": 1}, {"days": 9}))
TOMORROW = AT + timedelta(days=1)


@pytest.mark.parametrize(
    ("shown", "is_new", "is_known", "since", "came"),
    [
        (entry(1, MINUTES), True, False, SINCE, [MINUTES]),
        (entry(1, MINUTES), True, True, SINCE, []),
        (entry(1, YESTERDAY), False, False, SINCE, [YESTERDAY]),
        (entry(1, HISTORY), False, False, SINCE, []),
        (entry(1), False, False, SINCE, []),
        (entry(1), True, False, SINCE, [AT]),
        (entry(1, MINUTES, precision="day"), True, False, SINCE, [AT]),
        (entry(1, HISTORY), True, False, SINCE, [AT]),
        (entry(1, TOMORROW), True, False, SINCE, [AT]),
        (entry(1, HISTORY, precision="day"), True, False, None, [HISTORY]),
        (entry(1, TOMORROW), True, False, None, [AT]),
    ],
)
def test_a_feed_speaks_when_an_entry_comes_that_it_has_not_shown(
    shown: Entry, is_new: bool, is_known: bool, since: datetime | None, came: list[datetime]
) -> None:
    """At the exact time that the entry says, where that can be; else now. An archive's old entries are not heard."""
    entries = by_id(shown)
    before = Habits(shown=("aaaaaaaaaa", *(mark(id_) for id_ in entries if is_known)))
    habits = after_poll(before, entries, entries if is_new else (), polled(shown), since, AT)
    assert habits.rhythm == learn(Rhythm(), came, 1, since, AT)


def test_what_dates_are_like_is_told_by_new_entries() -> None:
    """Those that were shown before have told it, or stand in an archive."""
    shown = by_id(entry(1, MINUTES), entry(2, YESTERDAY))
    new = list(shown)[:1]
    habits = after_poll(BEFORE, shown, new, polled(*shown.values()), SINCE, AT)
    told = (
        tell_dates(shown.values(), some, DatesTold(), AT, is_first=False)
        for some in ([shown[new[0]]], list(shown.values()))
    )
    assert [habits.dates == one for one in told] == [True, False]


def test_the_first_poll_tells_of_no_delays() -> None:
    """Where nothing was shown before, its entries are history, however long ago another poll was."""
    first, later = (after_poll(one, NEW, NEW, polled(*NEW.values()), SINCE, AT) for one in (Habits(), BEFORE))
    assert first.rhythm == learn(Rhythm(), [AT, AT], 2, None, AT) != later.rhythm
    assert first.arrivals == add_arrivals((), [AT, AT], None, AT) != later.arrivals


def test_a_gap_is_left_alone_for_hours_after_one_that_was_given_up() -> None:
    """A feed whose entries are new at every poll has one each time."""
    assert may_read(Habits(), AT)
    assert not may_read(Habits(unfilled_at=AT - PAUSE / 2), AT)
    assert may_read(Habits(unfilled_at=AT - PAUSE), AT)


def test_what_was_published_long_before_the_last_poll_was_not_missed() -> None:
    """An undated entry may have been, and one of the day before."""
    late, day, old = entry(1), entry(2, SINCE - MARGIN), entry(3, SINCE - MARGIN - timedelta(seconds=1))
    assert missed_entries(Gap(SINCE, (), None), [late, day, old]) == [late, day]


def test_an_entry_without_a_usable_address_has_no_id() -> None:
    """The others keep theirs."""
    good = entry(1)
    assert list(ids_of([Entry("javascript:void(0)"), good])) == [link_id(canonicalize(good.url))]


def test_the_time_of_an_entry_tells_when_it_came_where_it_is_exact() -> None:
    """A day alone, or a time without a zone, tells that only of history."""
    entries = by_id(
        entry(1, AT),
        entry(2, AT, precision="day"),
        entry(3, AT - 9 * MARGIN, precision="day"),
        entry(4),
        entry(5, precision="day"),
    )
    assert new_times(entries, [*entries, "none of these"], AT) == [AT, None, AT - 9 * MARGIN, None, None]


GAP = Gap(SINCE, BEFORE.shown, OLDER, pages=1, tries=1)
NEXT = "https://news.example/feed?page=3"
FOUND = polled(entry(7), older=NEXT)


@pytest.mark.parametrize(
    ("gap", "ids", "read", "left", "is_filled"),
    [
        (GAP, ["aaaaaaaaaa-and-the-rest"], FOUND, None, True),
        (GAP, ["cccccccccc"], FOUND, Gap(SINCE, BEFORE.shown, NEXT, pages=2), False),
        (GAP, [], polled(older=NEXT), Gap(SINCE, BEFORE.shown, None, pages=2), False),
        (GAP, [], Reject("gone"), Gap(SINCE, BEFORE.shown, None, pages=2), False),
        (
            Gap(SINCE, BEFORE.shown, OLDER, pages=MOST_PAGES - 1),
            [],
            FOUND,
            Gap(SINCE, BEFORE.shown, None, pages=MOST_PAGES),
            False,
        ),
        (GAP, [], Retry("timeout"), Gap(SINCE, BEFORE.shown, OLDER, pages=1, tries=2), False),
        (
            Gap(SINCE, BEFORE.shown, OLDER, tries=MOST_TRIES - 1),
            [],
            Retry("timeout"),
            Gap(SINCE, BEFORE.shown, None, pages=1),
            False,
        ),
        (Gap(SINCE, BEFORE.shown, None), [], FOUND, None, True),
        (Gap(AT - timedelta(days=3), BEFORE.shown, None), [], FOUND, None, False),
        (Gap(SINCE, BEFORE.shown, None), [], Reject("gone"), None, False),
    ],
)
def test_a_gap_is_read_page_after_page_and_then_from_the_news_sitemap(
    gap: Gap, ids: list[str], read: Any, left: Gap | None, is_filled: bool
) -> None:
    """It is filled by what was shown before, or by a sitemap that reaches back so far; a failure may pass, or not."""
    habits, filled = after_part(Habits(gap=gap), gap, ids, read, AT)
    assert (habits.gap, filled) == (left, is_filled)
    assert habits.unfilled_at == (None if left or is_filled else AT)


def test_only_dated_entries_of_a_gap_tell_when_the_feed_speaks() -> None:
    """Of an entry without a date nobody knows when in the gap it came."""
    habits, _ = after_part(Habits(gap=GAP), GAP, [], FOUND, AT, [None, SINCE + timedelta(minutes=5)])
    assert len(habits.arrivals) == 1
