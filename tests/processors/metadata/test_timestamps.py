"""Times on a page: how each is read, how exact it is, and which are none."""

from datetime import UTC, date, datetime

import pytest
from page_metadata import NOW, metadata_of

from processors.metadata.date_formats import parse_datetime
from processors.metadata.date_words import find_day
from processors.metadata.timestamps import day_in_url, read_timestamp, with_day_of_address

DAY = datetime(2021, 5, 5, tzinfo=UTC)


def test_moment_in_an_address():
    """A day in the address counts as midnight UTC; other numbers are no day."""
    assert day_in_url("https://example.org/2021/05/05/talks", NOW).at == DAY
    assert day_in_url("https://example.org/news/20210505/x", NOW).at == DAY
    assert day_in_url("https://example.org/story/20219934", NOW) is None


@pytest.mark.parametrize(
    "words",
    ["", "yesterday", "12", "1970-01-01", "2099-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "x" * 500],
)
def test_impossible_moments_are_none(words):
    """Words that name no moment, the epoch and the future are no publication."""
    assert parse_datetime(words, NOW) is None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Published on May 5, 2021 at noon", date(2021, 5, 5)),
        ("5. Mai 2021", date(2021, 5, 5)),
        ("5 de mayo de 2021, 10:30", date(2021, 5, 5)),
        ("5 мая 2021", date(2021, 5, 5)),
        ("٥ مايو ٢٠٢١", date(2021, 5, 5)),
        ("2021年5月5日", date(2021, 5, 5)),
        ("05.06.2021", date(2021, 6, 5)),
        ("5/6/2021", date(2021, 6, 5)),
        ("13/12/2021", date(2021, 12, 13)),
        ("31 February 2021", None),
        ("Chapter 5 of 2021 pages", None),
        ("room 20210505", None),
    ],
)
def test_a_day_in_words(words, day):
    """A day with its year is read in many languages, and nothing else is taken for one."""
    assert find_day(words) == day


def test_a_short_year_needs_every_figure():
    """05.06.21 is a day, as German pages write it; 1.2.21 is the number of a version, and 12.30.15 no day."""
    assert find_day("Party, 05.06.21") == date(2021, 6, 5)
    assert (find_day("release 1.2.21"), find_day("10.05.06.21"), find_day("32.30.15")) == (None, None, None)


def test_month_first_in_the_united_states():
    """5/6 is the sixth of May where that is how dates are written."""
    assert find_day("5/6/2021", month_first=True) == date(2021, 5, 6)


@pytest.mark.parametrize(
    ("words", "precision", "day"),
    [
        ("2021-05-05T23:30:00-05:00", "time", date(2021, 5, 5)),
        ("2021-05-05T08:30:00", "local", date(2021, 5, 5)),
        ("2021-05-05", "day", date(2021, 5, 5)),
        ("2021-05-05T00:00:00Z", "day", date(2021, 5, 5)),
        ("2021-05-05T00:00:00+02:00", "time", date(2021, 5, 5)),
        ("Wed, 05 May 2021 08:30:00 GMT", "time", date(2021, 5, 5)),
    ],
)
def test_a_moment_knows_how_exact_it_is(words, precision, day):
    """A date is no midnight, a time without a zone is not known to the hour, and the day is the outlet's own."""
    moment = read_timestamp(words, NOW, "meta")
    assert (moment.precision, moment.day) == (precision, day)


def test_the_day_beside_the_headline_is_a_guess():
    """Where the code of a page says nothing, the day under its headline is told apart from what it says."""
    said = metadata_of(
        "", "<h1>Talks go on in Doha</h1><div><span>Politics</span><span>5 May 2021</span></div><p>x</p>"
    )
    assert said.published is None
    assert (said.visible_date.day, said.visible_date.precision, said.visible_date.where) == (
        date(2021, 5, 5),
        "day",
        "byline",
    )
    assert (
        metadata_of("", "<h1>Talks go on in Doha</h1><p>It began on a day in 2020.</p>").visible_date is None
    )


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2021-05-06T02:25:54Z", 5),
        ("2021-05-06T02:25:54+00:00", 5),
        ("2021-05-06T14:00:00Z", 6),
        ("2021-05-04T22:04:00Z", 5),
        ("2021-05-04T09:00:00Z", 4),
        ("2021-05-06T02:25:54+01:00", 6),
        ("2021-05-06 02:25:54", 6),
        ("2021-05-07T01:00:00Z", 7),
    ],
)
def test_the_address_tells_the_outlets_day_of_a_moment_in_utc(written, day):
    """It does where some zone's clock showed that day then; a moment told in a zone has its own."""
    moment = read_timestamp(written, NOW, "json-ld")
    assert with_day_of_address(moment, "https://example.org/2021/05/05/talks", NOW).day == date(2021, 5, day)
