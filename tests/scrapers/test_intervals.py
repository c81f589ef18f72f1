from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.intervals import MAX_BACKOFF, backoff

DAY = timedelta(days=1)

spans = st.timedeltas(timedelta(0), timedelta(days=3650))
jitters = st.floats(0, 1, exclude_max=True)


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
