"""Days of other calendars and months with two names are read as the days that they are."""

from datetime import date

import pytest

from processors.metadata.calendars import in_gregorian, solar_day
from processors.metadata.date_words import find_day


@pytest.mark.parametrize(
    "words",
    [
        "سه‌شنبه ۸ اردیبهشت ۱۴۰۵ - ۱۴:۰۵",
        "تاریخ انتشار: ۱۴۰۵/۰۲/۰۸",
        "1405-02-08",
        "08/02/1405",
        "۸ ثور ۱۴۰۵",
        "۸ غویی ۱۴۰۵",
        "28 เมษายน 2569 เวลา 14:05 น.",
        "28 เม.ย. 69",
        "28 เมษายน 2026",
        "๒๘ เมษายน พ.ศ. ๒๕๖๙",
        "28/04/2569",
        "2569-04-28T14:05",
        "الثلاثاء 28 نيسان / أبريل 2026",
        "٢٨ نيسان (أبريل) ٢٠٢٦ - ١٤:٠٥",
        "28 أبريل/نيسان 2026",
        "28 أفريل 2026",
        "令和8年4月28日 12時04分",
        "平成38年4月28日",
        "2026（令和8）年4月28日",
        "2026年（令和8年）4月28日",
    ],
)
def test_one_day_in_many_calendars(words):
    """The 28th of April 2026 is read in Persian, Dari, Pashto, Thai, Arabic and Japanese, in words and in figures."""
    assert find_day(words) == date(2026, 4, 28)


def test_months_of_two_words_are_told_apart():
    """The Levant's two months of one first word are January and December, October and November."""
    found = [
        find_day(f"12 {month} 2025")
        for month in ("كانون الثاني", "تشرين الأول", "تشرين الثاني", "كانون الأول")
    ]
    assert [day and day.month for day in found] == [1, 10, 11, 12]


@pytest.mark.parametrize(
    ("solar", "day"),
    [
        ((1399, 12, 30), date(2021, 3, 20)),
        ((1400, 1, 1), date(2021, 3, 21)),
        ((1403, 12, 30), date(2025, 3, 20)),
        ((1404, 1, 1), date(2025, 3, 21)),
        ((1357, 11, 22), date(1979, 2, 11)),
        ((1404, 12, 30), None),
        ((1405, 13, 1), None),
        ((9999, 1, 1), None),
    ],
)
def test_leap_years_of_the_solar_calendar(solar, day):
    """Known days of Iran's calendar come out right, on both sides of a leap day, and days that are none do not."""
    assert solar_day(*solar) == day


@pytest.mark.parametrize(
    "text",
    [
        "5 May 2026",
        "1,400 people",
        "12/05/2026",
        "version 1405-x",
        "2026-05-05",
        "28/04/25691",
        "2569-04-281",
        "",
    ],
)
def test_what_is_no_such_day_stays(text):
    """Days of our calendar and other figures are not changed."""
    assert in_gregorian(text) == text


def test_the_first_year_of_an_era_has_a_name_of_its_own() -> None:
    """It is written with a sign in the place of a one; a day that is none is left."""
    assert find_day("令和元年5月1日") == date(2019, 5, 1)
    assert in_gregorian("令和8年13月40日") == "令和8年13月40日"
