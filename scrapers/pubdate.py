"""Dates as feeds write them, read so that a broken one is None and never today.

feedparser's own reading is not used: it fills what is missing from the clock ("12:30" is today, and
"2021/05/05" the first of the current month).
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz

MAX_AHEAD = timedelta(days=1)
"""How far ahead of the clock a date may be: time zones that are wrong or not told make up less than that."""

_ZONE = re.compile(
    r"""[ T][\d:.]+\s*(?:GMT|UTC)?\s*                                # after the time of day
        (?P<sign>[+-])(?P<hours>\d\d?):?(?P<minutes>\d\d)?(?:\s*\([^)]*\))?$""",
    re.VERBOSE,
)
_LONGEST = 100
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def first_credible_date(texts: Iterable[str], now: datetime) -> datetime | None:
    """Return the first of `texts` that is a credible date, in UTC, or None.

    A date without a time zone, or with one that has no fixed meaning (PKT, IST), is taken as UTC. Not
    credible are the zero of Unix time, which is how empty fields come out, and what is more than
    `MAX_AHEAD` of `now` (aware).
    """
    for text in texts:
        moment = _read(" ".join(text[:_LONGEST].split()))
        if moment and _EPOCH + MAX_AHEAD < moment <= now + MAX_AHEAD:
            return moment
    return None


def _read(text: str) -> datetime | None:
    try:
        moment = _iso(text) or _rfc822(text) or _rfc822(f"{text} 00:00:00")
        return moment.astimezone(UTC) if moment else None
    except (ValueError, OverflowError):
        return None


def _iso(text: str) -> datetime | None:
    bare = text.removesuffix("UTC").removesuffix("GMT").replace("/", "-").strip()
    try:
        moment = datetime.fromisoformat(bare)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _rfc822(text: str) -> datetime | None:
    zone = _ZONE.search(text)
    fields = parsedate_tz(
        text[: zone.start("sign")].removesuffix("GMT").removesuffix("UTC") if zone else text
    )
    # Without its four digits the year is a guess (0000 becomes 2000), and parsedate_tz overlooks AM and PM.
    if not fields or str(fields[0]) not in text or {"AM", "PM"}.intersection(text.upper().split()):
        return None
    return datetime(
        *fields[:6], tzinfo=_offset(zone) if zone else timezone(timedelta(seconds=fields[9] or 0))
    )


def _offset(zone: re.Match[str]) -> timezone:
    offset = timedelta(hours=int(zone["hours"]), minutes=int(zone["minutes"] or 0))
    return timezone(-offset if zone["sign"] == "-" else offset)
