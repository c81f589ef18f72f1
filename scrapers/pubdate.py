"""Dates as feeds write them, read so that a broken one is None and never today.

feedparser's own reading is not used: it fills what is missing from the clock ("12:30" is today, and
"2021/05/05" the first of the current month).
"""

import re
from calendar import month_abbr
from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple

from scrapers.calendars import read_day
from scrapers.records import Precision
from scrapers.worded_dates import read_worded
from scrapers.zones import EARLIEST, LATEST, has_credible_zone, zone_of

MAX_AHEAD = timedelta(days=1)
"""How far ahead of the clock a date may be: time zones that are wrong or not told make up less than that."""

_RFC822 = re.compile(
    r"(?:[A-Z][a-z]{2},? )?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) "
    r"(\d\d):(\d\d)(?::(\d\d))? (?:([+-])(\d\d):?(\d\d)|([A-Z]+))"
)
"""As most feeds write it: what is told apart here need not be searched for words."""
_MONTHS = {name: number for number, name in enumerate(month_abbr) if name}
_LONGEST = 100
_ISO_DAY = len("2021-05-05")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class ToldDate(NamedTuple):
    """A date of a feed: in UTC, and how exactly it is told."""

    at: datetime
    precision: Precision


def first_told_date(texts: Iterable[str], now: datetime) -> ToldDate | None:
    """Return the first of `texts` that is a credible date, or None.

    A date without a time zone, or with one that has no fixed meaning (IST), is taken as UTC, and is "local": it may be
    hours off. Not credible are the zero of Unix time, which is how empty fields come out, and what is more than
    `MAX_AHEAD` of `now` (aware).
    """
    for text in texts:
        told = _read(" ".join(text[:_LONGEST].split()), now)
        if told and _EPOCH + MAX_AHEAD < told.at <= now + MAX_AHEAD:
            return told
    return None


def first_credible_date(texts: Iterable[str], now: datetime) -> datetime | None:
    """Return the moment of `first_told_date`, in UTC, or None."""
    told = first_told_date(texts, now)
    return told.at if told else None


def _read(text: str, now: datetime) -> ToldDate | None:
    try:
        if moment := _rfc822(text):
            return _told(moment, has_time=True)
        if moment := _iso(text, now):
            return _told(moment, has_time=":" in text or len(text) > _ISO_DAY)
        worded = read_worded(text, now)
        return _told(*worded) if worded else None
    except (ValueError, OverflowError):
        return None


def _told(moment: datetime, has_time: bool) -> ToldDate:
    """Return a moment with its precision. Midnight in UTC, or in no zone, is how programs write a day alone."""
    known = has_credible_zone(moment)
    if not has_time or (moment.time() == time() and not moment.utcoffset()):
        return ToldDate(moment.replace(tzinfo=UTC), "day")
    if not known:
        return ToldDate(moment.replace(tzinfo=UTC), "local")
    return ToldDate(moment.astimezone(UTC), "time")


def _rfc822(text: str) -> datetime | None:
    found = _RFC822.fullmatch(text)
    month = _MONTHS.get(found[2]) if found else None
    if not found or not month or not 1600 < int(found[3]) < 2400:
        return None
    hour, minute, second = int(found[4]), int(found[5]), int(found[6] or 0)
    moment = datetime(int(found[3]), month, int(found[1]), hour, minute, second, tzinfo=UTC)
    if found[10]:
        return moment.replace(tzinfo=zone_of(found[10]))
    if int(found[9]) > 59:
        raise ValueError(f"{text!r} has no offset")
    east = timedelta(hours=int(found[8]), minutes=int(found[9])) * (-1 if found[7] == "-" else 1)
    return moment - east if EARLIEST <= east <= LATEST else moment.replace(tzinfo=None)


def _iso(text: str, now: datetime) -> datetime | None:
    named = text.endswith(("UTC", "GMT"))
    bare = (text[:-3] if named else text).replace("/", "-").strip()
    if bare.isdecimal() and len(bare) != 8:
        return None
    try:
        moment = datetime.fromisoformat(bare)
    except ValueError:
        return None
    if named and moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    if 1600 < moment.year < 2400:
        return moment
    day = read_day(moment.year, moment.month, moment.day, None, (now + MAX_AHEAD).date())
    return datetime.combine(day, moment.timetz()) if day else None
