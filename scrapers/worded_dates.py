"""Dates as people write them: in words of many languages and calendars, with AM and PM, days before months or after.

text  ->  digits and marks made plain  ->  time of day and its zone  |  day  ->  moment
"""

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import NamedTuple, cast

from scrapers.calendars import Calendar, read_day
from scrapers.month_names import MARK, mark_months
from scrapers.zones import EARLIEST, LATEST, zone_of

NEW_FOR = timedelta(days=7)
"""A month without a day is a date only once it has been over for so long: news that may be new has none instead."""

_CLOCK = re.compile(
    r"""(?P<before>上午|下午|午前|午後|오전|오후)?\s*
    (?<![\d:])(?P<hour>\d{1,2})(?::(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?(?![\d:]))?
    \s*(?P<after>[ap]\.?\s?m\b\.?|ق\.?\s?ظ\.?|ب\.?\s?ظ\.?|ص(?!\w)|م(?!\w))?""",
    re.VERBOSE,
)
_ZONE = re.compile(
    r"""\s*(?:\(?(?P<name>[a-z]+(?:/[a-z_]+)+|[a-z]{1,5}(?![a-z.]))\)?)?
    \s*(?P<offset>[+-]\d{1,2}(?::?\d{2})?(?!\d|[-/.]\d))?z?(?:\s*\([^)]*\))?""",
    re.VERBOSE,
)
_PM = ("p", "下", "午後", "오후", "ب", "م")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})(?!\d)")
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})\s?([-/. ])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?!\d)")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ENGLISH_WEEKDAY = re.compile(rf"(?<!\w)(?:{'|'.join(_WEEKDAYS)})[a-z]*\b[.,]*")
_UNIX = re.compile(r"(\d{10})(?:\d{3})?")


_DAY = r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?"
_YEAR = r"(?P<year>\d{4}|\d{2}(?!\s+\d{4}))(?!\d|:)"
_BETWEEN = r"[\s,./'’-]*(?:(?:de|del|di|of|do|da)\s+)?"
_SHAPES = (
    re.compile(rf"{_DAY}{_BETWEEN}{MARK}{_BETWEEN}{_YEAR}"),
    re.compile(rf"{MARK}\s*[.,/-]?\s*{_DAY}(?!\d)[\s,.-]+{_YEAR}"),
    re.compile(rf"(?<!\d)(?P<year>\d{{4}})[\s,./-]+{MARK}[\s,./-]*(?P<day>\d{{1,2}})(?!\d)"),
    re.compile(rf"(?<!\d)(?P<year>\d{{4}})[\s,./-]+(?P<day>\d{{1,2}})[\s,./-]+{MARK}"),
)
_MONTH_ALONE = re.compile(rf"{MARK}[\s,]*(?P<year>\d{{4}})")


class Worded(NamedTuple):
    """What words name: a moment, and whether they tell a time of day."""

    moment: datetime
    """Midnight where no time of day is told; without a zone where none is told, or one that is none, or that is two."""
    has_time: bool


def read_worded(text: str, now: datetime) -> Worded | None:
    """Return the moment that `text`, in one line, names, or None where it names none, or may name two.

    `now` (aware) decides what lies ahead, and so what cannot be meant.
    """
    if unix := _UNIX.fullmatch(text):
        return Worded(datetime.fromtimestamp(int(unix[1]), UTC), has_time=True)
    if not any(sign.isdecimal() for sign in text):
        return None
    plain = _plain(text)
    clock = next((found for found in _CLOCK.finditer(plain) if found["minute"] or found["after"]), None)
    told, zone = time(), cast("tzinfo | None", None)
    if clock:
        told = _time(clock)
        behind = _ZONE.match(plain, clock.end())
        zone, end = _zone(behind) if behind else (None, clock.end())
        plain = f"{plain[: clock.start()]} {plain[end:] if end else plain[clock.end() :]}"
    weekday = _weekday(plain)
    plain = _ENGLISH_WEEKDAY.sub(" ", plain)  # some are months elsewhere
    day = _day(mark_months(" ".join(plain.split())), (now + timedelta(days=1)).date(), weekday)
    return Worded(datetime.combine(day, told, zone), has_time=clock is not None) if day else None


def _plain(text: str) -> str:
    """Return `text` in lower case, with ASCII digits, without marks of direction and Arabic commas."""
    plain = "".join(
        str(unicodedata.decimal(sign)) if sign.isdecimal() else sign
        for sign in text.casefold()
        if unicodedata.category(sign) != "Cf" or sign == "\u200c"
    )
    return " ".join(plain.replace("،", ",").split())


def _time(clock: re.Match[str]) -> time:
    """Return the time of day; raises ValueError for one that is none."""
    hour, half = int(clock["hour"]), clock["before"] or clock["after"]
    if half:
        if hour > 12 and not clock["minute"]:
            raise ValueError(f"{hour} is no hour of half a day")
        if hour <= 12:
            hour = hour % 12 + (12 if half.startswith(_PM) else 0)
    return time(hour, int(clock["minute"] or 0), int(clock["second"] or 0))


def _zone(behind: re.Match[str]) -> tuple[tzinfo | None, int]:
    """Return the zone behind a time of day, and where it ends; None and 0 for none. Raises ValueError for no offset."""
    name, offset = behind["name"], behind["offset"]
    if offset:
        digits = offset[1:].replace(":", "").rjust(2, "0")
        hours, minutes = (digits[:2], digits[2:]) if len(digits) != 3 else (digits[:1], digits[1:])
        if int(minutes or 0) > 59:
            raise ValueError(f"{offset} is no offset")
        east = timedelta(hours=int(hours), minutes=int(minutes or 0)) * (-1 if offset[0] == "-" else 1)
        return (timezone(east) if EARLIEST <= east <= LATEST else None), behind.end()
    if name and (zone := zone_of(name)):
        return zone, behind.end()
    return None, 0


def _weekday(plain: str) -> int | None:
    found = _ENGLISH_WEEKDAY.search(plain)
    return _WEEKDAYS.index(found[0][:3]) if found else None


def _day(plain: str, latest: date, weekday: int | None) -> date | None:
    if found := _YEAR_FIRST.search(plain):
        return read_day(int(found[1]), int(found[2]), int(found[3]), None, latest)
    for shape in _SHAPES:
        if match := shape.search(plain):
            year = _year(match["year"], latest)
            return read_day(year, int(match["month"]), int(match["day"]), _calendar(match), latest)
    if found := _NUMBERS.search(plain):
        return _of_numbers(found, latest, weekday)
    if match := _MONTH_ALONE.fullmatch(plain.strip(" ,.")):
        return _first_of_month(match, latest)
    return None


def _of_numbers(found: re.Match[str], latest: date, weekday: int | None) -> date | None:
    """Return a day of which only numbers are told: day first behind dots, else the one that can be."""
    first, second, year = int(found[1]), int(found[3]), _year(found[4], latest)
    orders = [(second, first)] if found[2] == "." and second <= 12 else [(second, first), (first, second)]
    days = {day for month, number in orders if (day := read_day(year, month, number, None, latest))}
    if len(days) > 1 and weekday is not None:
        days = {day for day in days if day.weekday() == weekday}
    return days.pop() if len(days) == 1 else None


def _year(digits: str, latest: date) -> int:
    if len(digits) > 2:
        return int(digits)
    year = latest.year // 100 * 100 + int(digits)
    return year if year <= latest.year else year - 100


def _first_of_month(match: re.Match[str], latest: date) -> date | None:
    day = read_day(int(match["year"]), int(match["month"]), 1, _calendar(match), latest)
    return day if day and day + timedelta(days=31) + NEW_FOR < latest else None


def _calendar(match: re.Match[str]) -> Calendar:
    return cast("Calendar", match["calendar"])
