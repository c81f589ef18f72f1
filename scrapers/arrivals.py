"""When a feed's entries came and how late they were seen, and what a fixed interval would do: pure functions.

Arrivals of before + new entries  ->  Arrivals  ->  delay | forecast
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from msgspec import Struct

MOST = 300
"""Of one feed: two weeks of one that publishes twenty entries a day, and some ten kilobytes."""
KEPT = timedelta(days=30)
MEDIAN, LATE = 0.5, 0.95
"""The shares of entries that were seen within the two delays that are told."""
INTERVALS = tuple(timedelta(minutes=minutes) for minutes in (5, 10, 15, 30, 60))
"""Values of `every` that are worth a look."""


class Arrival(Struct, frozen=True, array_like=True):
    """One entry that was new: kept as a short JSON list."""

    at: int
    """When it was published, or first seen where that is not told: seconds since 1970."""
    delay: int | None = None
    """Seconds until it was seen; None where it is not known, as of what was there before the first poll."""


class Forecast(NamedTuple):
    """What a fixed interval would have done, had the feed been asked so at the times that suit it least."""

    every: timedelta
    polls_a_day: int
    overflows: int | None
    """How often a poll would have shown nothing that was known; None where nothing is known of the feed."""
    missed: int | None
    """Entries that would have shown in no poll."""
    median: timedelta
    late: timedelta
    """The delay that 95 % of the entries stay within."""


def add_arrivals(
    arrivals: Sequence[Arrival], published: Iterable[datetime | None], since: datetime | None, at: datetime
) -> tuple[Arrival, ...]:
    """Give the arrivals after a poll at the time `at`, oldest first, of which `published` are the new entries' times.

    `since` is the time of the poll before, or None for a first one, whose entries have no delay. What was published
    over a day before it is no arrival: an archive shows old entries again.
    """
    oldest = (since or at - KEPT) - timedelta(days=1)
    new = [_arrival(time, since, at) for time in published if time is None or time >= oldest]
    begin = int((at - KEPT).timestamp())
    kept = sorted((one for one in (*arrivals, *new) if one.at >= begin), key=lambda one: one.at)
    return tuple(kept[-MOST:])


def delay(arrivals: Sequence[Arrival], share: float) -> timedelta | None:
    """Give the delay within which this share of the entries was seen (nearest rank), or None where none is known."""
    known = sorted(one.delay for one in arrivals if one.delay is not None)
    return timedelta(seconds=known[max(0, -int(-share * len(known) // 1) - 1)]) if known else None


def forecast(arrivals: Sequence[Arrival], shows: int, every: timedelta) -> Forecast:
    """Give what asking at this interval would have done; `shows` is the number of entries that the feed shows.

    An entry that shows as soon as it is published waits half an interval on average. A poll that shows new entries
    alone is an overflow: what it misses may be many, of which `missed` counts those that were seen otherwise.
    """
    polls = round(timedelta(days=1) / every)
    times = [one.at for one in arrivals]
    overflows = missed = begin = 0
    while begin < len(times):
        end = bisect_left(times, times[begin] + every.total_seconds(), begin)
        number = end - begin
        is_full = number >= shows
        overflows, missed = overflows + is_full, missed + max(number - shows, 0)
        begin = end if is_full else begin + 1
    known = bool(times and shows)
    return Forecast(
        every, polls, overflows if known else None, missed if known else None, every * MEDIAN, every * LATE
    )


def rarest_safe(arrivals: Sequence[Arrival], shows: int) -> timedelta:
    """Give the longest of INTERVALS at which nothing would have been missed, else the shortest."""
    safe = (every for every in INTERVALS if not forecast(arrivals, shows, every).overflows)
    return max(safe, default=INTERVALS[0])


def _arrival(published: datetime | None, since: datetime | None, at: datetime) -> Arrival:
    if published is None or published > at:
        return Arrival(int(at.timestamp()))
    return Arrival(int(published.timestamp()), int((at - published).total_seconds()) if since else None)
