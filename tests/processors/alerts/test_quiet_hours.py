"""Quiet hours and the times of digests, over the nights on which clocks are set."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processors.alerts.quiet_hours import Cron, QuietHours, last_quiet_end, next_cron_time, quiet_until

BERLIN = ZoneInfo("Europe/Berlin")
NIGHT = QuietHours(time(22), time(7), BERLIN)
MOMENTS = st.integers(1_700_000_000, 1_800_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
ZONES = ("UTC", "Europe/Berlin", "America/St_Johns", "Asia/Kabul", "Australia/Lord_Howe", "Pacific/Apia")


def at(text: str) -> datetime:
    """Read a time in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("quiet", "moment", "until"),
    [
        (NIGHT, "2026-01-10T20:59", None),
        (NIGHT, "2026-01-10T21:00", "2026-01-11T06:00"),
        (NIGHT, "2026-01-11T05:59", "2026-01-11T06:00"),
        (NIGHT, "2026-01-11T06:00", None),
        (NIGHT, "2026-03-28T22:00", "2026-03-29T05:00"),  # the short night
        (NIGHT, "2026-10-24T21:00", "2026-10-25T06:00"),  # the long one
        (
            QuietHours(time(2, 30), time(3), BERLIN),
            "2026-10-25T00:30",
            "2026-10-25T02:00",
        ),  # from the first half past two
        (QuietHours(time(1), time(2, 30), BERLIN), "2026-10-25T01:29", "2026-10-25T01:30"),  # to the second
        (QuietHours(time(22), time(2, 30), BERLIN), "2026-03-29T00:59", "2026-03-29T01:00"),  # to the skip
        (QuietHours(time(22), time(2, 30), BERLIN), "2026-03-29T01:00", None),
        (QuietHours(time(2, 30), time(7), BERLIN), "2026-03-29T00:59", None),
        (QuietHours(time(2, 30), time(7), BERLIN), "2026-03-29T01:00", "2026-03-29T05:00"),  # from the skip
        (QuietHours(time(2, 10), time(2, 50), BERLIN), "2026-03-29T01:00", None),  # there is no such time
        (QuietHours(time(2, 30), time(3), BERLIN), "2026-03-29T01:00", None),
        (QuietHours(time(2), time(3), BERLIN), "2026-03-29T01:00", None),
        (QuietHours(time(12), time(13), BERLIN, frozenset({0})), "2026-01-12T11:30", "2026-01-12T12:00"),
        (QuietHours(time(12), time(13), BERLIN, frozenset({0})), "2026-01-13T11:30", None),
        (QuietHours(time(22), time(7), BERLIN, frozenset({4})), "2026-01-17T03:00", "2026-01-17T06:00"),
        (QuietHours(time(0), time(0), BERLIN, frozenset({5, 6})), "2026-01-17T03:00", "2026-01-18T23:00"),
    ],
)
def test_quiet_hours_go_by_the_clock_on_the_wall(quiet: QuietHours, moment: str, until: str | None) -> None:
    """They end at their hour there, also where the night is an hour shorter or longer, and on their days only."""
    assert quiet_until(quiet, at(moment)) == (at(until) if until else None)


@given(
    MOMENTS,
    st.times(),
    st.times(),
    st.sampled_from(ZONES),
    st.frozensets(st.integers(0, 6), min_size=1, max_size=6),
)
def test_what_waits_for_the_end_of_quiet_hours_may_go_then(
    moment: datetime, start: time, end: time, zone: str, days: frozenset[int]
) -> None:
    """The end lies ahead, within days, it is not quiet itself, and it is the last one that has ended then."""
    quiet = QuietHours(
        start.replace(second=0, microsecond=0), end.replace(second=0, microsecond=0), ZoneInfo(zone), days
    )
    until = quiet_until(quiet, moment)
    if until is not None:
        assert moment < until <= moment + timedelta(days=8)
        assert quiet_until(quiet, until) is None
        assert last_quiet_end(quiet, until) == until
    ended = last_quiet_end(quiet, moment)
    assert ended is None or ended <= moment


@given(MOMENTS, st.sampled_from(ZONES))
def test_a_daily_digest_comes_once_a_day(moment: datetime, zone: str) -> None:
    """The next time is at its hour there, ahead, and within about a day, whatever the clocks do."""
    slot = next_cron_time(Cron("30 7 * * *", ZoneInfo(zone)), moment)
    assert moment < slot <= moment + timedelta(hours=50)  # Apia left out a whole day once
    assert (slot.astimezone(ZoneInfo(zone)).hour, slot.minute % 30) == (7, 0)


@pytest.mark.parametrize("line", ["", "7", "0 7 * *", "61 * * * *", "0 0 30 2 *", "@daily", "a b c d e"])
def test_a_line_that_is_none_is_told(line: str) -> None:
    """What cron would not take, or what never comes, is a ValueError with the line in it."""
    with pytest.raises(ValueError, match=r"cron|never"):
        next_cron_time(Cron(line, BERLIN), at("2026-01-01T00:00"))
