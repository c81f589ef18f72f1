"""When a feed speaks, learnt from what it published, and when it is therefore asked next: pure functions.

    Rhythm of before + times of new entries  ->  Rhythm  ->  next_due

Hours are those of the week in UTC. What is learnt fades, so that a feed that changes its habits is followed.
"""

import math
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from msgspec import Struct

HOURS = 7 * 24
HALF_LIFE = timedelta(weeks=3)
"""After this time what was seen counts half: long enough for each weekday to be seen three times."""
ENOUGH_HOURS = 40.0
"""Hours, faded, in which it spoke, from which on hours without a word are silent ones. Three hours of the day have five
of them where a feed speaks evenly: that they have none by chance happens once in 150 times."""
SILENT_SHARE = 0.1
"""An hour of the day is silent where a feed speaks, in it and its neighbours, less than this share of the mean."""

SOONEST = timedelta(minutes=5)
LATEST = timedelta(hours=24)
USUAL = timedelta(minutes=15, seconds=30)
"""For a feed that speaks daily. The stage asks half a minute early, so that no entry waits for over 15 minutes."""
SPARING = timedelta(minutes=30)
"""For a feed that spoke within a week, but not daily: a wait of a quarter of an hour on average."""
SILENT = timedelta(hours=1)
"""In silent hours."""
POLLS_A_DAY = 88
"""With those at once after what is new, hardly more than one every 15 minutes takes. What silent hours save goes to the
others."""
NEAREST = timedelta(minutes=8)
"""The least that is so spent: asking more often finds little that is newer."""
RECENT = timedelta(days=7)
SILENCE_PER_WAIT = 100
"""A feed that has been silent for a hundred days is asked once a day."""
FULL = 0.5
"""Where so much of what a feed shows is new, it may soon show more than it can hold."""


class Rhythm(Struct, frozen=True, omit_defaults=True):
    """What is known of a feed's habits. JSON of it is kept beside the feed."""

    hours: tuple[float, ...] = ()
    """For each hour of the week how often the feed spoke in it, faded by age at `at`; empty where none is known."""
    entries: float = 0.0
    """Entries, faded alike."""
    begun: datetime | None = None
    """Since when it is known what it publishes."""
    at: datetime | None = None
    newest: datetime | None = None
    """When it last published something, as far as is known."""
    share: float = 0.0
    """The share that was new of what it showed at the last poll."""
    speed: float = 0.0
    """This share by the hours since the poll before."""


def learn(
    rhythm: Rhythm, times: Sequence[datetime], shown: int, since: datetime | None, at: datetime
) -> Rhythm:
    """Give the rhythm after a poll at the time `at` that brought new entries of these publication times.

    `shown` is the number of entries in the feed, `since` the time of the poll before, or None for a first poll: then
    the entries are history, which says when the feed speaks, but not how fast. Times after `at` count as `at`.
    """
    times = sorted(min(time, at) for time in times)
    faded = _faded(at - rhythm.at) if rhythm.at else 1.0
    hours = [count * faded for count in rhythm.hours or (0.0,) * HOURS]
    counted = rhythm.newest and _whole_hour(rhythm.newest)
    for hour in sorted({_whole_hour(time) for time in times}):
        if counted is None or hour > counted:  # a burst is one time that it spoke, however much it said
            hours[hour_of_week(hour)] += _faded(at - hour)
    share = len(times) / shown if shown and since else 0.0
    elapsed = max(at - since, SOONEST) if since else LATEST
    return Rhythm(
        hours=tuple(round(count, 3) for count in hours) if any(hours) else (),
        entries=rhythm.entries * faded + sum(_faded(at - time) for time in times),
        begun=rhythm.begun or min([at, *(time for time in times if time > at - HALF_LIFE)]),
        at=at,
        newest=max([*times, *([rhythm.newest] if rhythm.newest else [])], default=None),
        share=share,
        speed=share / (elapsed / timedelta(hours=1)),
    )


def next_due(rhythm: Rhythm, at: datetime, hint: timedelta | None = None) -> datetime:
    """Give the time at which a feed that was asked at the time `at` is asked again: 5 minutes to 24 hours later.

    `hint` is the interval that the publisher declares. Templates say a day where twenty entries show of a hundred a
    day, so it counts only where nothing else is known.
    """
    if rhythm.share >= FULL:
        return at + SOONEST
    silence = at - rhythm.newest if rhythm.newest else RECENT
    if silence > RECENT or not rhythm.hours:
        guess = silence / SILENCE_PER_WAIT if rhythm.newest or not hint else hint
        return at + min(max(guess, SPARING), LATEST)
    silent = silent_hours(rhythm)
    wait = _usual_wait(rhythm, silent)
    if rhythm.speed:
        wait = min(wait, max(SOONEST, timedelta(hours=FULL / rhythm.speed)))
    return _across_silence(at, wait, silent)


def entries_a_day(rhythm: Rhythm) -> float:
    """Give the number of entries that a feed publishes in a day, as it did of late."""
    if rhythm.at is None or rhythm.begun is None:
        return 0.0
    known = (1 - _faded(rhythm.at - rhythm.begun)) * (HALF_LIFE / timedelta(days=1)) / math.log(2)
    return rhythm.entries / max(known, 1.0)


def silent_hours(rhythm: Rhythm) -> frozenset[int]:
    """Give the hours of the day (UTC) in which a feed hardly ever speaks; none where too little is known of it."""
    spoken = sum(rhythm.hours)
    if spoken < ENOUGH_HOURS:
        return frozenset()
    of_day = [sum(rhythm.hours[hour::24]) for hour in range(24)]
    around = (of_day[hour - 1] + of_day[hour] + of_day[(hour + 1) % 24] for hour in range(24))
    return frozenset(hour for hour, count in enumerate(around) if count < SILENT_SHARE * spoken * 3 / 24)


def hour_of_week(time: datetime) -> int:
    """Give the hour of the week, from Monday 00:00 UTC as 0."""
    time = time.astimezone(UTC)
    return time.weekday() * 24 + time.hour


def _whole_hour(time: datetime) -> datetime:
    return time.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


def _faded(age: timedelta) -> float:
    return float(0.5 ** (max(age, timedelta()) / HALF_LIFE))


def _usual_wait(rhythm: Rhythm, silent: frozenset[int]) -> timedelta:
    if entries_a_day(rhythm) < 1:
        return SPARING
    spoken = timedelta(hours=24 - len(silent))
    polls = POLLS_A_DAY - len(silent) * timedelta(hours=1) / SILENT
    return min(max(spoken / polls, NEAREST), USUAL)


def _across_silence(at: datetime, wait: timedelta, silent: frozenset[int]) -> datetime:
    """Give the time after a wait, which is longer in silent hours, and ends soon after these."""
    if at.astimezone(UTC).hour not in silent:
        return at + wait
    end = _whole_hour(at) + timedelta(hours=1)
    return at + SILENT if end.hour in silent else max(end, at) + SOONEST
