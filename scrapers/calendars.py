"""Days of the calendars in which news is dated, as days of ours: Gregorian, Buddhist, Persian, Islamic."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

Calendar = Literal["gregorian", "persian", "islamic"]

_BUDDHIST = 543
"""Years by which Thailand counts ahead."""


def read_day(year: int, month: int, day: int, calendar: Calendar | None, latest: date) -> date | None:
    """Return the day that three numbers name, `latest` or before it, or None where they name none.

    Where `calendar` is None the year tells it: 2569 is Thailand's. A year that is Iran's and also Mecca's (1405) is
    taken for the one nearer to `latest`. The Islamic calendar is that of Umm al-Qura, known from 1343 to 1500.
    """
    return max((found for found in _days(year, month, day, calendar) if found <= latest), default=None)


def _days(year: int, month: int, day: int, calendar: Calendar | None) -> Iterator[date]:
    for kind in (calendar,) if calendar else _calendars_of(year):
        try:
            yield _day(year, month, day, kind)
        except (ValueError, OverflowError):
            continue


def _calendars_of(year: int) -> tuple[Calendar, ...]:
    return ("persian", "islamic") if 1300 <= year <= 1500 else ("gregorian",)


def _day(year: int, month: int, day: int, calendar: Calendar) -> date:
    if calendar == "gregorian":
        return date(year - _BUDDHIST if 2500 <= year < 2700 else year, month, day)
    if not 1300 <= year <= 1500:
        raise ValueError(f"{year} is no year of now in the {calendar} calendar")
    if calendar == "persian":
        from persiantools.jdatetime import JalaliDate

        found: date = JalaliDate(year, month, day).to_gregorian()  # type: ignore[no-untyped-call]
        return found
    from hijridate import Hijri

    ours = Hijri(year, month, day).to_gregorian()
    return date(ours.year, ours.month, ours.day)
