"""Moments as pages write them: ISO 8601, RFC 2822, and words."""

from datetime import UTC, date, datetime, time, timedelta
from email.utils import parsedate_to_datetime

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""Nothing was published on the web before; earlier dates are faults such as the epoch of 1970."""
MAX_AHEAD = timedelta(days=1)
"""How far beyond the moment of the fetch a publication may lie: clocks and time zones differ."""


def parse_datetime(text: str, now: datetime) -> datetime | None:
    """Return the moment that `text` names, in UTC, or None where it names none or an impossible one.

    A date without a time is midnight UTC, a time without a zone is taken as UTC: both may be hours off.
    `now` (aware) bounds what is possible.
    """
    words = text.strip()[:80]
    moment = _iso(words) or _mail(words) or _words(words) if words else None
    return credible_or_none(moment, now) if moment else None


def credible_or_none(moment: datetime, now: datetime) -> datetime | None:
    """Return `moment` in UTC, or None where nothing can have been published then."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    try:
        aware = aware.astimezone(UTC)
    except OverflowError:
        return None
    return aware if EARLIEST <= aware <= now + MAX_AHEAD else None


def midnight_utc(day: date) -> datetime:
    """Return the first moment of `day` in UTC: what stands for a date whose time nobody told."""
    return datetime.combine(day, time(), UTC)


def _iso(words: str) -> datetime | None:
    try:
        return datetime.fromisoformat(words)
    except ValueError:
        return None


def _mail(words: str) -> datetime | None:
    try:
        return parsedate_to_datetime(words)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _words(words: str) -> datetime | None:
    """Parse what is left: with a year in it, or it would be guessed."""
    if not any(
        part.isdigit() and len(part) == 4
        for part in words.replace(",", " ").replace(".", " ").replace("/", " ").replace("-", " ").split()
    ):
        return None
    from dateparser import parse

    return parse(
        words, settings={"REQUIRE_PARTS": ["day", "month", "year"], "RETURN_AS_TIMEZONE_AWARE": False}
    )
