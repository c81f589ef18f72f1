from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.pubdate import first_credible_date

NOW = datetime(2026, 1, 1, tzinfo=UTC)
NAIVE = NOW.replace(year=1971, tzinfo=None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wed, 05 May 2021 10:00:00 +0000", "2021-05-05 10:00"),
        ("Wed, 05 May 2021 10:00:00 GMT", "2021-05-05 10:00"),
        ("Wed, 05 May 2021 10:00:00 Z", "2021-05-05 10:00"),
        ("Wed, 05 May 2021 10:00:00", "2021-05-05 10:00"),
        ("Wed, 05 May 2021 10:00:00 +0430", "2021-05-05 05:30"),
        ("Wed, 05 May 2021 10:00:00 +04:30", "2021-05-05 05:30"),
        ("Wed, 05 May 2021 10:00:00 +0430 (AFT)", "2021-05-05 05:30"),
        ("Wed, 05 May 2021 10:00:00 GMT+3", "2021-05-05 07:00"),
        ("Wed, 05 May 2021 10:00:00 GMT+0300", "2021-05-05 07:00"),
        ("Wed, 05 May 2021 10:00:00 EST", "2021-05-05 15:00"),
        ("Wed, 05 May 2021 10:00:00 PKT", "2021-05-05 05:00"),
        ("Wed,05 May 2021 10:00:00 -0430", "2021-05-05 14:30"),
        ("Wednesday, 05 May 2021 10:00 +0000", "2021-05-05 10:00"),
        ("  Wed,  05 May\n2021 10:00:00 +0000 ", "2021-05-05 10:00"),
        ("Wed, 05 May 2021", "2021-05-05 00:00"),
        ("May 5, 2021", "2021-05-05 00:00"),
        ("Wed May  5 10:00:00 2021", "2021-05-05 10:00"),
        ("2021-05-05T10:00:00Z", "2021-05-05 10:00"),
        ("2021-05-05T10:00:00+0430", "2021-05-05 05:30"),
        ("2021-05-05 10:00:00 +0430", "2021-05-05 05:30"),
        ("2021-05-05 10:00:00", "2021-05-05 10:00"),
        ("2021-05-05 10:00:00 UTC", "2021-05-05 10:00"),
        ("2021/05/05 10:00", "2021-05-05 10:00"),
        ("2021-05-05", "2021-05-05 00:00"),
    ],
)
def test_dates(text, expected):
    """Every way in which feeds write a date is read, in UTC, and as UTC where no zone is told."""
    assert first_credible_date([text], NOW) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    """12:30|12:30:00|yesterday|now||-|2021|2021-05|16202088001|05/06/2021 10:00|5/6/2021 10:00:00 AM
May 5, 2021 13:00:99 PM|0000-00-00 00:00:00|Mon, 30 Nov -0001 00:00:00 +0000|Sun, 30 Nov 0000 00:00:00 +0000
Thu, 01 Jan 1970 00:00:00 +0000|Wed, 32 May 2021 10:00:00 +0000|Wed, 05 May 2021 25:00:00 +0000
Wed, 05 May 2021 10:00:00 +9999|Fri, 05 May 2991 10:00:00 +0000|9999-12-31T23:59:59-10:00
Ср, 05 listopad 2021 10:00:00 +0300|0001-01-01T00:00:00+10:00""".replace("\n", "|").split("|"),
)
def test_broken_dates(text):
    """What is no whole and credible date is None, and never filled from the clock."""
    assert first_credible_date([text], NOW) is None


def test_the_first_credible_date_is_taken():
    """A later field stands in for one that is broken or lies ahead."""
    dates = ["soon", "2991-05-05", "2021-05-05", "2020-05-05"]
    assert first_credible_date(dates, NOW) == datetime(2021, 5, 5, tzinfo=UTC)


def test_a_day_ahead():
    """A date may be one day ahead of the clock, and not a second more."""
    ahead = NOW + timedelta(days=1)
    assert first_credible_date([ahead.isoformat()], NOW) == ahead
    assert first_credible_date([(ahead + timedelta(seconds=1)).isoformat()], NOW) is None


@given(st.datetimes(NAIVE, NAIVE.replace(year=2025), timezones=st.timezones()))
def test_iso_dates_are_exact(moment):
    """A date in ISO 8601, in whatever zone, is the same moment in UTC."""
    assert first_credible_date([moment.isoformat()], NOW) in (moment, moment.astimezone(UTC))


@given(st.text() | st.text(st.sampled_from("0123456789 :-+/,.TZJanFebMarGMTUTCPM()")))
def test_any_text_is_a_date_or_none(text):
    """No text raises, and none is a date after tomorrow."""
    moment = first_credible_date([text], NOW)
    assert moment is None or moment <= NOW + timedelta(days=1)
