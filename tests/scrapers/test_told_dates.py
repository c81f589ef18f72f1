"""Dates of feeds: those without a zone, those that lie, and what is said and made of them."""

from datetime import UTC, datetime, timedelta

import pytest

from scrapers.pubdate import first_told_date
from scrapers.records import Entry, Precision
from scrapers.told_dates import MOST_LEADS, DatesTold, tell_dates, what_is_wrong, with_zone

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
EAST = timedelta(hours=4, minutes=30)


def entry(at: datetime | None, precision: Precision = "time") -> Entry:
    return Entry("https://kabul.example/1", published=at, precision=precision)


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("Sun, 22 Nov 2026 11:30:00 +0430", "time"),
        ("Sun, 22 Nov 2026 11:30:00 GMT", "time"),
        ("2026-11-22 11:30:00 UTC", "time"),
        ("2026-11-22T11:30:00Z", "time"),
        ("22 November 2026, 11:30 CET", "time"),
        ("1795347000", "time"),
        ("Sun, 22 Nov 2026 11:30:00", "local"),
        ("Sun, 22 Nov 2026 11:30:00 IST", "local"),
        ("Sun, 22 Nov 2026 11:30:00 +9900", "local"),
        ("2026-11-22T11:30:00", "local"),
        ("2026/11/22 11:30", "local"),
        ("22 November 2026, 11:30", "local"),
        ("22 November 2026 11:30 AM XYZ", "local"),
        ("2026-11-22", "day"),
        ("20261122", "day"),
        ("22 November 2026", "day"),
        ("Sun, 22 Nov 2026 00:00:00 GMT", "day"),
        ("2026-11-22T00:00:00", "day"),
        ("Sun, 22 Nov 2026 00:00:00 +0430", "time"),
    ],
)
def test_it_is_known_how_exactly_a_date_is_told(text: str, precision: str) -> None:
    """With its zone, without one or with one that is none, or as a day, which programs write as midnight."""
    told = first_told_date([text], NOON)
    assert told is not None
    assert told.precision == precision


def test_the_zone_that_the_operator_knows_counts_for_times_without_one() -> None:
    """A time with a zone, a day, and an entry without a date stay as they are; so do all without such a zone."""
    shown = [entry(NOON, "local"), entry(NOON), entry(NOON, "day"), entry(None)]
    assert with_zone(shown, "Asia/Kabul") == [entry(NOON - EAST), *shown[1:]]
    assert with_zone(shown, None) == shown
    (read, *_) = with_zone(shown, "Asia/Kabul")
    assert read.published is not None
    assert read.published.tzinfo is UTC  # whose day is taken later


def test_a_zone_that_the_feed_writes_wrongly_is_overruled() -> None:
    """Only where the operator names the wrong zone, too; days stay, and a time without a zone has the right one."""
    shown = [entry(NOON), entry(NOON, "local"), entry(NOON, "day"), entry(None)]
    assert with_zone(shown, "Asia/Kabul", "UTC") == [entry(NOON - EAST), entry(NOON - EAST), *shown[2:]]
    assert with_zone([entry(NOON)], "Asia/Kabul", "Asia/Karachi") == [entry(NOON + timedelta(minutes=30))]


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        ([], None),
        ([entry(None)] * 3, None),
        ([entry(NOON - timedelta(hours=hours)) for hours in range(5)], None),
        ([entry(NOON + timedelta(minutes=10))], None),
        ([entry(NOON, "day")] * 5, None),
        ([entry(NOON, "local"), entry(NOON)], "1 of 2 dates tell no zone, and are taken as UTC"),
        ([entry(NOON + timedelta(hours=hours)) for hours in (2, 3)], "its dates lie ahead of the clock"),
        ([entry(NOON)] * 3, "all 3 dates are the same"),
        ([entry(NOON)] * 2, None),
        ([*[entry(NOON)] * 3, entry(NOON - timedelta(days=1), "day")], None),
    ],
)
def test_what_is_wrong_with_dates_is_told(shown: list[Entry], told: str | None) -> None:
    """Times without a zone, all ahead of the clock, or all the same; nothing is said of what may well be true."""
    wrong = what_is_wrong(tell_dates(shown, (), DatesTold(), NOON))
    assert (wrong or "").startswith(told or "")
    assert (wrong is None) == (told is None)


@pytest.mark.parametrize(
    ("precision", "told"), [("local", "look like UTC+04:30"), ("time", "ahead of the clock by 4.3 h")]
)
def test_new_entries_ahead_of_their_first_sight_are_remembered(precision: Precision, told: str) -> None:
    """A site in Kabul writes its own time: each entry is dated four hours after it is seen, and later it is past."""
    dates, at = DatesTold(), NOON
    for number in range(MOST_LEADS + 5):
        at = NOON + timedelta(days=number)
        new = entry(at + EAST - timedelta(minutes=12), precision)
        dates = tell_dates([new], [new], dates, at, is_first=number == 0)
    assert len(dates.leads) == MOST_LEADS
    later = tell_dates([entry(at, precision)], (), dates, at + timedelta(days=1))
    assert told in (what_is_wrong(later) or "")


def test_what_a_first_poll_shows_is_no_first_sight() -> None:
    """Old entries were published long before anybody looked: they tell nothing of the clock."""
    old = [entry(NOON - timedelta(days=days)) for days in range(5)]
    assert tell_dates(old, old, DatesTold(), NOON, is_first=True).leads == ()


def test_a_clock_that_was_mended_is_believed_again() -> None:
    """The newest entries count: after as many that were dated well, nothing is said of those before."""
    dates = DatesTold()
    for lead in (EAST, timedelta(minutes=-5)):
        for day in range(MOST_LEADS):
            at = NOON + timedelta(days=day)
            dates = tell_dates([entry(at + lead)], [entry(at + lead)], dates, at)
        assert dates.are_ahead == (lead == EAST)
    assert what_is_wrong(dates) is None


def test_a_day_alone_is_no_moment_that_was_ahead() -> None:
    """Its midnight says nothing of the publisher's clock."""
    days = [entry(NOON + timedelta(hours=12), "day")] * 5
    assert tell_dates(days, days, DatesTold(), NOON).leads == ()
