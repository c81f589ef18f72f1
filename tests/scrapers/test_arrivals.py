"""Arrivals: how late entries were seen, and what a fixed interval would have done to such a feed."""

from datetime import UTC, datetime, timedelta

import pytest

from scrapers.arrivals import MOST, Arrival, add_arrivals, delay, forecast, rarest_safe

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def every_minutes(minutes: float, number: int, begin: datetime = NOON) -> list[Arrival]:
    return [Arrival(int((begin + n * minutes * MINUTE).timestamp())) for n in range(number)]


def test_the_delay_is_from_publication_to_sight() -> None:
    """Of twenty entries the median is the tenth's and the 95th percentile the nineteenth's delay."""
    times = [NOON - n * MINUTE for n in range(20)]
    arrivals = add_arrivals((), times, NOON - 30 * MINUTE, NOON)
    assert (delay(arrivals, 0.5), delay(arrivals, 0.95)) == (9 * MINUTE, 18 * MINUTE)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_few_entries_have_a_delay_too(number: int) -> None:
    """The delays of one, two or three entries are those of some of them."""
    arrivals = add_arrivals((), [NOON - n * MINUTE for n in range(number)], NOON - 30 * MINUTE, NOON)
    assert delay(arrivals, 0.95) == (number - 1) * MINUTE
    assert delay((), 0.5) is None


def test_history_and_entries_without_a_date_have_no_delay() -> None:
    """A first poll's entries, undated ones and those of the future say when a feed speaks, not how late it is."""
    first = add_arrivals((), [NOON - timedelta(days=2), None], None, NOON)
    later = add_arrivals(first, [None, NOON + 90 * MINUTE], NOON, NOON + 15 * MINUTE)
    assert [one.delay for one in later] == [None] * 4
    assert max(one.at for one in later) == int((NOON + 15 * MINUTE).timestamp())


def test_old_entries_that_an_archive_shows_are_none() -> None:
    """What was published long before the last poll, and what is older than a month, is no arrival."""
    old = [NOON - timedelta(days=days) for days in (400, 3)]
    assert add_arrivals((), old, NOON - 15 * MINUTE, NOON) == ()
    assert len(add_arrivals((), old, None, NOON)) == 1
    assert add_arrivals(every_minutes(1, 5), [], NOON, NOON + timedelta(days=40)) == ()


def test_what_is_kept_is_bounded() -> None:
    """Of a thousand new entries the newest few hundred are kept."""
    kept = add_arrivals((), [NOON - n * MINUTE for n in range(1000)], None, NOON)
    assert len(kept) == MOST
    assert kept[-1].at == int(NOON.timestamp())


def test_a_rare_interval_overflows_in_a_burst() -> None:
    """Sixty entries in an hour of a feed that shows twenty: 10 minutes hold, 30 lose ten twice, an hour loses forty."""
    burst = every_minutes(1, 60)
    told = {minutes: forecast(burst, 20, minutes * MINUTE)[1:4] for minutes in (10, 30, 60)}
    assert told == {10: (144, 0, 0), 30: (48, 2, 20), 60: (24, 1, 40)}
    assert rarest_safe(burst, 20) == 15 * MINUTE


def test_of_a_feed_that_is_not_known_nothing_is_foretold() -> None:
    """Without an entry, or of a feed that shows none, overflow is unknown; the polls and delays are not."""
    for arrivals, shows in (((), 20), (every_minutes(1, 5), 0)):
        told = forecast(arrivals, shows, 10 * MINUTE)
        assert (told.polls_a_day, told.overflows, told.missed, told.median) == (144, None, None, 5 * MINUTE)


def test_a_feed_that_runs_over_at_every_interval_is_asked_most_often() -> None:
    """A thousand entries within a minute overflow at any interval: the shortest is the best there is."""
    assert rarest_safe(every_minutes(0.05, 300), 20) == 5 * MINUTE
