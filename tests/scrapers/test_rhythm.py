"""The rhythm of feeds: when each is asked next, by what it published before."""

import random
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.rhythm import (
    LATEST,
    SILENT,
    SOONEST,
    SPARING,
    USUAL,
    Rhythm,
    entries_a_day,
    learn,
    next_due,
    silent_hours,
)

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)

moments = st.datetimes(datetime(2025, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def at_random(rate: Callable[[datetime], float], days: int, seed: int = 1) -> list[datetime]:
    """Give the times of entries that come at a rate, an hour, from two weeks before MONDAY on."""
    chance = random.Random(seed)  # noqa: S311
    minutes = (MONDAY - 14 * DAY + minute * MINUTE for minute in range((days + 14) * 24 * 60))
    return [minute + chance.random() * MINUTE for minute in minutes if chance.random() < rate(minute) / 60]


def follow(
    entries: Sequence[datetime], shows: int, days: int = 14
) -> tuple[list[timedelta], int, int, Rhythm]:
    """Poll a feed that shows so many entries for so many days.

    Give how late each entry was seen, sorted; how many never were; the number of polls; and what was learnt.
    """
    at, before, rhythm, polls = MONDAY, None, Rhythm(), 0
    seen: set[datetime] = set()
    late: list[timedelta] = []
    while at < MONDAY + days * DAY:
        shown = [entry for entry in entries if entry <= at][-shows:]
        new = [entry for entry in shown if entry not in seen]
        late += [at - entry for entry in new] if before else []
        seen.update(new)
        rhythm, polls = learn(rhythm, new, len(shown), before, at), polls + 1
        before, at = at, next_due(rhythm, at)
    missed = [entry for entry in entries if MONDAY < entry <= (before or at) and entry not in seen]
    return sorted(late), len(missed), polls, rhythm


def by_day(at: datetime) -> float:
    """Give the rate of a newsroom: two an hour from 6 to 20, nothing at night."""
    return 2.0 if 6 <= at.hour < 20 else 0.0


def test_a_newsroom_is_asked_seldom_at_night_and_often_by_day() -> None:
    """Silent hours are found, and what they save goes to the others: 95 % of entries are seen within 13 minutes."""
    late, missed, polls, rhythm = follow(at_random(by_day, 14), shows=25)
    assert silent_hours(rhythm) >= {22, 23, 0, 1, 2, 3}
    assert not silent_hours(rhythm) & set(range(6, 20))
    assert late[len(late) * 95 // 100] < 13 * MINUTE
    assert (missed, polls <= 14 * 96) == (0, True)


@pytest.mark.parametrize("rate", [2 / 24, 1.0, 250 / 24])
def test_a_feed_that_speaks_at_any_hour_is_asked_every_quarter(rate: float) -> None:
    """From two entries a day to 250 no hour is taken for silent, 95 % are seen within 15 minutes, and none is lost."""
    late, missed, polls, rhythm = follow(at_random(lambda _: rate, 14), shows=20)
    assert silent_hours(rhythm) == frozenset()
    assert late[len(late) * 95 // 100] < 15 * MINUTE
    assert missed == 0
    assert polls < 14 * 96 * 1.05
    assert entries_a_day(rhythm) == pytest.approx(rate * 24, rel=0.5)


def test_a_burst_of_sixty_in_two_hours_is_seen_whole() -> None:
    """A feed of two entries a day that shows twenty brings sixty at once, and none of them is lost."""
    usual = at_random(lambda _: 2 / 24, 14)
    burst = [MONDAY + 9 * DAY + 2 * HOUR * part / 60 for part in range(60)]
    late, missed, _, _ = follow(sorted(usual + burst), shows=20)
    assert missed == 0
    assert late[-1] <= USUAL


def test_a_feed_of_which_half_is_new_is_asked_within_five_minutes() -> None:
    """What fills quickly may soon run over; and a feed that fills more slowly is asked before half of it is new."""
    rhythm = learn(Rhythm(), [MONDAY], 20, None, MONDAY)
    at = MONDAY + HOUR
    full = learn(rhythm, [at] * 10, 20, MONDAY, at)
    assert next_due(full, at) == at + SOONEST
    quarter = learn(rhythm, [at] * 5, 10, at - 10 * MINUTE, at)
    assert next_due(quarter, at) <= at + 10 * MINUTE


def test_a_first_poll_shows_history_and_no_speed() -> None:
    """A hundred entries of the last days say when a feed speaks; that all are new to us does not make it fast."""
    times = [MONDAY - number * HOUR for number in range(100)]
    rhythm = learn(Rhythm(), times, 100, None, MONDAY)
    assert rhythm.share == rhythm.speed == 0
    assert entries_a_day(rhythm) == pytest.approx(24, rel=0.2)
    assert next_due(rhythm, MONDAY) == MONDAY + USUAL


@pytest.mark.parametrize(
    ("silence", "wait"),
    [(3 * DAY, SPARING), (8 * DAY, 1.92 * HOUR), (50 * DAY, 12 * HOUR), (1000 * DAY, LATEST)],
)
def test_the_longer_a_feed_is_silent_the_less_it_is_asked(silence: timedelta, wait: timedelta) -> None:
    """Within a week every half an hour; then a hundredth of the silence, and once a day at least."""
    rhythm = learn(Rhythm(), [MONDAY - silence], 1, None, MONDAY)
    assert next_due(rhythm, MONDAY) == MONDAY + wait


def test_a_feed_of_which_nothing_is_known_is_asked_within_hours() -> None:
    """A feed without entries or dates is neither dead nor fast."""
    rhythm = learn(Rhythm(), [], 0, None, MONDAY)
    assert SPARING <= next_due(rhythm, MONDAY) - MONDAY <= 2 * HOUR


def test_what_the_publisher_declares_counts_only_where_nothing_else_is_known() -> None:
    """A template's day holds nobody up: it counts for a feed without entries, and for no other one."""
    unknown = learn(Rhythm(), [], 0, None, MONDAY)
    known = learn(Rhythm(), [MONDAY - number * HOUR for number in range(30)], 30, None, MONDAY)
    assert next_due(unknown, MONDAY, 6 * HOUR) == MONDAY + 6 * HOUR
    assert next_due(unknown, MONDAY, 9 * DAY) == MONDAY + LATEST
    assert next_due(known, MONDAY, DAY) == next_due(known, MONDAY) == MONDAY + USUAL


def test_silence_ends_with_the_first_hour_that_is_not_silent() -> None:
    """A poll late in the night is followed by one soon after the hour in which the first entry usually comes."""
    entries = at_random(by_day, 14)
    rhythm = learn(Rhythm(), entries, 0, None, MONDAY + 14 * DAY)
    silent = silent_hours(rhythm)
    morning = min(hour for hour in range(24) if hour not in silent)
    before = MONDAY + 14 * DAY + (morning - 0.5) * HOUR
    assert next_due(rhythm, before) == MONDAY + 14 * DAY + morning * HOUR + SOONEST
    assert next_due(rhythm, MONDAY + 14 * DAY + HOUR) == MONDAY + 14 * DAY + HOUR + SILENT


def test_a_feed_that_changes_its_hours_is_followed() -> None:
    """A newsroom that moves to the night is asked at night again within days, and nothing of it is lost."""
    by_night = [entry + 12 * HOUR for entry in at_random(by_day, 28) if entry > MONDAY + 7 * DAY]
    entries = [entry for entry in at_random(by_day, 28) if entry <= MONDAY + 7 * DAY] + by_night
    late, missed, _, rhythm = follow(sorted(entries), shows=25, days=28)
    assert missed == 0
    assert not silent_hours(rhythm) & {19, 20, 21, 22, 23, 0, 1, 2, 3, 4, 5}
    assert late[-1] <= SILENT


@given(
    st.lists(st.tuples(moments, st.lists(moments, max_size=5), st.integers(0, 30)), min_size=1, max_size=8),
    st.timedeltas(timedelta(0), 400 * DAY),
)
def test_whatever_is_shown_and_however_clocks_jump_a_poll_is_due_between_five_minutes_and_a_day(
    polls: list[tuple[datetime, list[datetime], int]], later: timedelta
) -> None:
    """Times in any order, in the future, and clocks that go back make no other wait; what is learnt survives JSON."""
    rhythm, before = Rhythm(), None
    for at, times, shown in polls:
        rhythm = learn(rhythm, times, shown, before, at)
        before = at
        assert SOONEST <= next_due(rhythm, at) - at <= LATEST
        assert SOONEST <= next_due(rhythm, at + later) - (at + later) <= LATEST
    assert msgspec.json.decode(msgspec.json.encode(rhythm), type=Rhythm) == rhythm
