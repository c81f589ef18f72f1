"""Times and spans as people write them: 15m, 7d, 2026-11-01, now-7d."""

import re
from datetime import UTC, datetime, timedelta

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}
LONGEST = timedelta(days=36_500)
"""Longer spans lead out of the years that a date can have."""
_SPAN = re.compile(r"(\d{1,9})\s*([smhdw])")


def parse_span(text: str) -> timedelta:
    """Read `90s`, `15m`, `6h`, `7d` or `2w`, also joined (`1h30m`). Raises ValueError naming these forms."""
    parts = _SPAN.findall(text)
    if not parts or _SPAN.sub("", text).strip():
        raise ValueError(f"{text!r} is no span of time; write 90s, 15m, 6h, 7d or 2w")
    seconds = sum(int(number) * _UNITS[unit] for number, unit in parts)
    if seconds > LONGEST.total_seconds():
        raise ValueError(f"{text!r} is too long a span; at most {LONGEST.days}d are meant")
    return timedelta(seconds=seconds)


def parse_time(text: str, present: datetime) -> datetime:
    """Read a span before `present` (`7d`), a date (its start in UTC) or an ISO 8601 time (UTC where it has no zone).

    Raises ValueError naming these forms.
    """
    if text == "now":
        return present
    try:
        return present - parse_span(text.removeprefix("now-"))
    except ValueError:
        pass
    try:
        read = datetime.fromisoformat(text)
        return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(f"{text!r} is no time; write 7d, 2026-11-01 or 2026-11-01T06:30:00+04:30") from None
