"""Why our reading of an entry may differ from feedparser's on purpose: each reason, and how it is recognised."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct

from scrapers.urls import canonicalize


class Difference(Struct, frozen=True):
    """One field of one entry, as feedparser reads it, and as we do."""

    field: str
    """link, date, title or text."""
    raw: Mapping[str, Any]
    """feedparser's entry, with its links as they are written."""
    theirs: object
    ours: object
    is_twice: bool = False
    """Whether the feed shows another item under the same id, or the same link with the same text."""
    is_undeclared: bool = False
    """Whether the feed is not UTF-8, and does not say in which character set it is."""
    site_elsewhere: bool = False
    """Whether the feed's site is on another host than the feed."""


def reason_for(difference: Difference) -> str:
    """Return why ours is right, or an empty text where no reason is known."""
    return next((why for why, is_so in _REASONS.get(difference.field, {}).items() if is_so(difference)), "")


def _written_date(raw: Mapping[str, Any]) -> str:
    return " ".join(str(raw.get("published") or raw.get("updated") or raw.get("created") or "").split())


def _is_incredible(difference: Difference) -> bool:
    theirs, tomorrow = difference.theirs, datetime.now(UTC) + timedelta(days=1)
    return isinstance(theirs, datetime) and not datetime(1970, 1, 2, tzinfo=UTC) < theirs <= tomorrow


def _does_not_exist(difference: Difference) -> bool:
    written = _written_date(difference.raw)
    if not re.match(r"\d{4}-\d\d-\d\d", written):
        return False
    try:
        datetime(*(int(number) for number in re.findall(r"\d+", written)[:6]), tzinfo=UTC)  # type: ignore[misc,arg-type]
    except ValueError:
        return True
    return False


def _is_same_day(difference: Difference) -> bool:
    theirs, ours = difference.theirs, difference.ours
    return (
        isinstance(theirs, datetime)
        and isinstance(ours, datetime)
        and theirs.date() == ours.date()
        and theirs.hour == theirs.minute == theirs.second == 0
    )


def _is_bare_guid(difference: Difference) -> bool:
    raw = difference.raw
    link = str(raw.get("link") or "")
    is_told = any(link == told.get("href") for told in raw.get("links", ()))
    return bool(raw.get("guidislink")) and not is_told and not link.startswith(("http:", "https:", "/"))


def _is_host_without_scheme(difference: Difference) -> bool:
    return str(difference.ours).removeprefix("http://") == str(difference.raw.get("link")).strip()


def _is_of_another_host(difference: Difference) -> bool:
    return difference.site_elsewhere and not urlsplit(str(difference.raw.get("link"))).scheme


def _has_origin(difference: Difference) -> bool:
    origins = (difference.raw.get("feedburner_origlink"), difference.raw.get("pheedo_origlink"))
    return any(origin and canonicalize(origin) == difference.ours for origin in origins)


def _is_enclosure(difference: Difference) -> bool:
    links = difference.raw.get("links", ())
    kinds = {link.get("rel") for link in links if link.get("href") == difference.raw.get("link")}
    return kinds == {"enclosure"} and any(link.get("rel") == "alternate" for link in links)


def _has_other_zone(difference: Difference) -> bool:
    theirs, ours, written = difference.theirs, difference.ours, _written_date(difference.raw)
    if not isinstance(theirs, datetime) or not isinstance(ours, datetime):
        return False
    is_of_zone = abs(theirs - ours) <= timedelta(hours=30) and not (theirs - ours) % timedelta(minutes=15)
    return is_of_zone and bool(re.search(r"[A-Z]{3,4}$|[+-](?:1[5-9]|[2-9]\d):?\d\d$", written))


def _is_of_picture(difference: Difference) -> bool:
    parts = difference.raw.get("content", ())
    is_illustrated = "media_content" in difference.raw or "media_thumbnail" in difference.raw
    return is_illustrated and any(part.get("type") in ("text/plain", "text/html") for part in parts)


def _is_mojibake(difference: Difference) -> bool:
    return difference.is_undeclared and not str(difference.theirs).isascii()


_UNDECLARED = {"a character set that nobody declared": _is_mojibake}
_SHOWN_TWICE = {"an item that the feed shows twice is one": lambda difference: difference.is_twice}

_REASONS: dict[str, dict[str, Callable[[Difference], bool]]] = {
    "link": {
        "the article's own address, and not that of a click counter": _has_origin,
        "a guid that is no address": _is_bare_guid,
        "the name of a host without a scheme": _is_host_without_scheme,
        "the page of an entry, and not its enclosure": _is_enclosure,
        "relative links of a feed that is kept elsewhere start from its site": _is_of_another_host,
    },
    "date": {
        "not before 1970, nor ahead of the clock": _is_incredible,
        "a day or time that does not exist": _does_not_exist,
        "a year or a month alone": lambda difference: bool(
            re.fullmatch(r"\d{4}(?:-\d\d)?", _written_date(difference.raw))
        ),
        "with the time of day, which feedparser leaves out": _is_same_day,
        "in the zone that the date names, and in none that no clock has": _has_other_zone,
        **_SHOWN_TWICE,
    },
    "title": _UNDECLARED | _SHOWN_TWICE,
    "text": {
        "an item's own text, and not the words for its picture or video": _is_of_picture,
        "a post of Reddit's without the names of its links": lambda difference: (
            "submitted by" in str(difference.theirs)
        ),
        **_UNDECLARED,
        **_SHOWN_TWICE,
    },
}
