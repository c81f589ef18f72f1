"""Times and spans as people write them: 15m, 7d, today, yesterday, 2026-11-01, now-7d."""

import re
from datetime import UTC, datetime, timedelta

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}
LONGEST = timedelta(days=36_500)
"""Longer spans lead out of the years that a date can have."""
_SPAN = re.compile(r"(\d{1,9})\s*([smhdw])")
_DAYS_AGO = {"today": 0, "yesterday": 1}
FORMS = "3h, 7d, today, yesterday, 2026-11-01; days are UTC"
"""What the help of an option says that takes a moment."""


def parse_span(text: str) -> timedelta:
    """Read `90s`, `15m`, `6h`, `7d` or `2w`, also joined (`1h30m`). Raises ValueError naming these forms."""
    parts = _SPAN.findall(text)
    if not parts or _SPAN.sub("", text).strip():
        raise ValueError(f"{text!r} is no span of time; write 90s, 15m, 6h, 7d or 2w")
    seconds = sum(int(number) * _UNITS[unit] for number, unit in parts)
    if seconds > LONGEST.total_seconds():
        raise ValueError(f"{text!r} is too long a span; at most {LONGEST.days}d are meant")
    return timedelta(seconds=seconds)


def span_text(span: timedelta) -> str:
    """Write a span of whole seconds as `parse_span` reads it, in days at most: 7d, 1d12h, 90m as 1h30m; 0s for none."""
    left, parts = int(span.total_seconds()), []
    for unit in "dhms":
        number, left = divmod(left, _UNITS[unit])
        parts += [f"{number}{unit}"] if number else []
    return "".join(parts) or "0s"


def parse_time(text: str, present: datetime) -> datetime:
    """Read a span before `present` (`3h`), a day by its name or date (its start in UTC), or an ISO 8601 time.

    `present` is aware. A time without a zone is UTC. Raises ValueError naming these forms.
    """
    word = text.strip().lower()
    if word == "now":
        return present
    if word in _DAYS_AGO:
        midnight = present.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        return midnight - timedelta(days=_DAYS_AGO[word])
    try:
        return present - parse_span(text.removeprefix("now-"))
    except ValueError:
        pass
    try:
        read = datetime.fromisoformat(text)
        return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
    except (ValueError, OverflowError):
        mend = "write 3h, 7d, today, yesterday, 2026-11-01 or 2026-11-01T06:30:00+04:30"
        raise ValueError(f"{text!r} is no time; {mend}") from None
