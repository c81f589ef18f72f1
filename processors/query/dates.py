"""Dates as the query language writes them: `2026-11-01`, `2026-11-01T10:30Z`, `now-7d`, `now-1M/d`."""

import calendar
import re
from datetime import UTC, datetime, timedelta

from processors.query.nodes import DateBound

_ISO = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?P<hour>\d\d)(?::(?P<minute>\d\d)"
    r"(?::(?P<second>\d\d)(?:\.(?P<fraction>\d{1,9}))?)?)?(?P<zone>Z|[+-]\d\d:?\d\d)?)?)?)?",
    re.ASCII,
)
_NOW = re.compile(r"now(?P<steps>(?:[+-]\d{1,6}[yMwdhHms]|/[yMwdhHms])*)", re.ASCII)
_STEP = re.compile(r"([+-])(\d+)([a-zA-Z])|/([a-zA-Z])")
_PARTS = ("year", "month", "day", "hour", "minute", "second")
_FIRST = {"year": 1, "month": 1, "day": 1, "hour": 0, "minute": 0, "second": 0}
_UNITS = {
    "y": "year",
    "M": "month",
    "w": "week",
    "d": "day",
    "h": "hour",
    "H": "hour",
    "m": "minute",
    "s": "second",
}
_FIXED = {"week": "weeks", "day": "days", "hour": "hours", "minute": "minutes", "second": "seconds"}
_MILLISECOND = timedelta(milliseconds=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def resolve_date(moment: DateBound, now: datetime) -> int:
    """Return the moment in milliseconds since 1970, where `now` is aware.

    Raises ValueError (or OverflowError, for a date outside the years 1 to 9999) where the text is no date.
    """
    start, unit = _absolute(moment.text) if moment.text[:1].isdigit() else _relative(moment.text, now)
    return to_milliseconds(_after(start, unit) if moment.end else start)


def to_milliseconds(moment: datetime) -> int:
    """Return an aware time as whole milliseconds since 1970, the grain that both stores compare at."""
    return (moment - _EPOCH) // _MILLISECOND


def _absolute(text: str) -> tuple[datetime, str]:
    match = _ISO.fullmatch(text)
    if not match:
        raise ValueError(f"not a date: {text}")
    given = {part: int(match[part]) for part in _PARTS if match[part]}
    zone = datetime.strptime(match["zone"], "%z").tzinfo if match["zone"] else UTC
    start = datetime(**{**_FIRST, **given}, tzinfo=zone).astimezone(UTC)
    if fraction := match["fraction"]:
        return start + timedelta(microseconds=int(fraction[:6].ljust(6, "0"))), "millisecond"
    return start, list(given)[-1]


def _relative(text: str, now: datetime) -> tuple[datetime, str]:
    match = _NOW.fullmatch(text)
    if not match:
        raise ValueError(f"not a date: {text}")
    moment, unit = now.astimezone(UTC), "millisecond"
    for sign, count, step, rounding in _STEP.findall(match["steps"]):
        if rounding:
            unit = _UNITS[rounding]
            moment = _floor(moment, unit)
        else:
            moment = _add(moment, _UNITS[step], int(sign + count))
    return moment, unit


def _floor(moment: datetime, unit: str) -> datetime:
    if unit == "week":
        return _floor(moment, "day") - timedelta(days=moment.weekday())
    kept = _PARTS[: _PARTS.index(unit) + 1]
    return datetime(**{**_FIRST, **{part: getattr(moment, part) for part in kept}}, tzinfo=UTC)


def _add(moment: datetime, unit: str, count: int) -> datetime:
    if unit in _FIXED:
        return moment + timedelta(**{_FIXED[unit]: count})
    months = moment.year * 12 + moment.month - 1 + count * (12 if unit == "year" else 1)
    year, month = months // 12, months % 12 + 1
    # calendar knows the years 1 to 9999, as datetime does.
    last = calendar.monthrange(year, month)[1] if 0 < year < 10_000 else 28
    return moment.replace(year=year, month=month, day=min(moment.day, last))


def _after(start: datetime, unit: str) -> datetime:
    return start + _MILLISECOND if unit == "millisecond" else _add(start, unit, 1)
