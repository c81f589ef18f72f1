from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.intervals import MAX_BACKOFF, MAX_POLL, MIN_POLL, backoff, next_poll

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)

spans = st.timedeltas(timedelta(0), timedelta(days=3650))
jitters = st.floats(0, 1, exclude_max=True)
intervals = st.timedeltas(MIN_POLL, MAX_POLL)
ages = st.none() | st.timedeltas(-DAY, timedelta(days=3650))


@pytest.mark.parametrize(
    ("tries", "seconds"),
    [(1, 5), (2, 30), (3, 180), (4, 1080), (5, 6480), (6, 38880), (7, 86400), (999, 86400)],
)
def test_waits_grow_sixfold_to_a_day(tries, seconds):
    """Without jitter the waits are 5 s, 30 s, 3 min, 18 min, 1.8 h, 10.8 h and a day."""
    assert backoff(tries, None, 0.5) == timedelta(seconds=seconds)


@given(st.integers(1, 6), jitters)
def test_jitter_spreads_by_a_fifth(tries, jitter):
    """The wait lies within 20 % of its middle."""
    middle = backoff(tries, None, 0.5)
    assert 0.8 * middle <= backoff(tries, None, jitter) <= 1.2 * middle


@given(st.integers(1, 1000), st.none() | spans, jitters)
def test_the_servers_wish_is_kept_up_to_a_day(tries, after, jitter):
    """Never sooner than asked, never later than a day."""
    wait = backoff(tries, after, jitter)
    assert min(after or timedelta(0), DAY) <= wait <= MAX_BACKOFF
    assert wait >= timedelta(seconds=4)


@given(intervals, st.integers(0, 1000), ages, st.none() | spans, st.booleans())
def test_intervals_stay_within_bounds(current, new, age, ttl, unchanged):
    """Every interval is between 5 minutes and 24 hours, and under no ttl of up to an hour."""
    interval = next_poll(current, new, age, ttl, unchanged)
    assert MIN_POLL <= interval <= MAX_POLL
    assert interval >= min(ttl or MIN_POLL, HOUR)


@given(st.timedeltas(MIN_POLL, MAX_POLL), st.timedeltas(timedelta(0), DAY))
def test_a_feed_that_always_brings_something_is_asked_every_five_minutes(current, age):
    """From any interval, nine fresh polls lead down to the floor, and none leads up."""
    for _ in range(9):
        following = next_poll(current, 3, age, None)
        assert following <= current
        current = following
    assert current == MIN_POLL


@given(intervals, st.booleans())
def test_a_feed_that_is_dead_is_asked_once_a_day(current, unchanged):
    """From any interval, fifteen empty polls lead up to the ceiling, and none leads down."""
    for _ in range(15):
        following = next_poll(current, 0, timedelta(days=400), None, unchanged)
        assert following >= current
        current = following
    assert current == MAX_POLL


def test_a_feed_that_spoke_lately_is_not_given_up():
    """An empty poll lengthens the interval to half of the silence at most."""
    assert next_poll(20 * MINUTE, 0, HOUR, None) == 30 * MINUTE
    assert next_poll(28 * MINUTE, 0, HOUR, None) == 30 * MINUTE
    assert next_poll(20 * MINUTE, 0, 10 * MINUTE, None) == 20 * MINUTE
    assert next_poll(20 * MINUTE, 0, -HOUR, None) == 20 * MINUTE


def test_an_archive_is_no_pace():
    """A first poll that brings a hundred old entries leaves the interval as it was."""
    assert next_poll(HOUR, 100, timedelta(days=30), None) == HOUR
    assert next_poll(HOUR, 100, None, None) == HOUR / 2


def test_unchanged_outweighs_a_count():
    """What the server calls unchanged brought nothing."""
    assert next_poll(HOUR, 5, DAY, None, unchanged=True) == 1.5 * HOUR


def test_the_publishers_ttl_is_a_floor_up_to_an_hour():
    """A ttl of half an hour is kept; a template's day is read as an hour, so that no entry is missed."""
    assert next_poll(30 * MINUTE, 3, HOUR, 30 * MINUTE) == 30 * MINUTE
    assert next_poll(30 * MINUTE, 3, HOUR, DAY) == HOUR
