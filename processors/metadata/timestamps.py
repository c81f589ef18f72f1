"""When a page says that it was published and changed, how exactly, and where it says so."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from itertools import chain
from typing import Any, Literal

from lxml import etree
from lxml.html import HtmlElement
from msgspec import Struct, structs

from processors.metadata.calendars import in_gregorian
from processors.metadata.date_formats import credible_or_none, midnight_utc, parse_datetime
from processors.metadata.date_words import find_day

Precision = Literal["time", "local", "day"]

PUBLISHED_METAS = (
    *("article:published_time", "og:published_time", "og:article:published_time", "article.published"),
    *("datepublished", "date_published", "publish_date", "publish-date", "publishdate", "published"),
    *("publication_date", "pubdate", "parsely-pub-date", "sailthru.date", "mediator_published_time"),
    *("originalpublicationdate", "cxenseparse:recs:publishtime", "cxenseparse:publishtime"),
    *("analyticsattributes.articledate", "dc.date.issued", "dcterms.issued", "article_date_original"),
    *(
        "citation_publication_date",
        "displaydate",
        "ptime",
        "pub_date",
        "publisheddate",
        "weibo:article:create_at",
    ),
)
"""Names of meta elements for the moment of publication, in lower case, the plainest first."""
UNCLEAR_METAS = (
    *(
        "dcterms.created",
        "dc.date",
        "dcterms.date",
        "date",
        "datecreated",
        "date.created",
        "cdate",
        "created",
    ),
)
"""Names that leave open of what the date is: often of the last change, or of the day the page was first made."""
MODIFIED_METAS = (
    *("article:modified_time", "og:updated_time", "og:modified_time", "datemodified", "dcterms.modified"),
    *("last-modified", "article.updated", "cxenseparse:recs:articlemodified", "lastmod", "revised"),
)
"""The same for the moment of the last change."""


class Timestamp(Struct, frozen=True):
    """A moment that a page tells: in UTC, with the day in the page's own words, how exact it is, and where it stood.

    `precision` is "time" where a time and its zone are told, "local" where a time without a zone is (`at` takes it as
    UTC and may be hours off), "day" where only the day is: then `at` is midnight UTC and only `day` means anything.
    `universal` tells that the words are in UTC, as programs write them: the outlet's own day may be another.
    """

    at: datetime
    day: date
    precision: Precision
    where: str
    universal: bool = False


def read_timestamp(words: str, now: datetime, where: str) -> Timestamp | None:
    """Return the moment that `words` name (ISO 8601, RFC 2822, or words), or None where none or an impossible one."""
    words = in_gregorian(words)
    if "/" not in words and not _TIME.search(words) and (day := _own_day(words, now)):
        return timestamp_of_day(day, now, where)
    at = parse_datetime(words, now)
    if at is None:
        own = _own_day(words, now) if _ISO_DAY.match(words) else None
        return timestamp_of_day(own, now, where) if own else None
    own = _own_day(words, now) or at.date()
    if abs((own - at.date()).days) > 1:  # 11/1/2023 was read in the other order
        at = datetime.combine(own, at.timetz())
    if not _TIME.search(words) or _MIDNIGHT.search(words):
        return Timestamp(midnight_utc(own), own, "day", where)
    precision: Precision = "time" if _ZONE.search(words.strip()) else "local"
    return Timestamp(at, own, precision, where, bool(_UNIVERSAL.search(words.strip())))


_TIME = re.compile(r"\d[T\s]+\d{1,2}:?\d\d|\d{1,2}:\d\d|\d{1,2}\s?[ap]\.?m", re.IGNORECASE)
_MIDNIGHT = re.compile(r"[T\s]00:?00(?::?00(?:\.0+)?)?\s*(?:Z|GMT|UTC|[+-]00:?00)?\s*$")
"""Midnight to the second and without an offset is how programs write a date that has no time."""
_ZONE = re.compile(r"(?:Z|GMT|UTC|[+-]\d\d:?\d\d|[+-]\d\d|\b[A-Z]{3,4})$")
_UNIVERSAL = re.compile(r"(?:Z|GMT|UTC|[+-]00:?00)$")
_ISO_DAY = re.compile(r"^\s*((?:19|20)\d\d)-?(\d\d)-?(\d\d)")


def _own_day(words: str, now: datetime) -> date | None:
    """Return the day as written, before the zone moves it; 3/9 is the ninth of March where September is yet to come."""
    if match := _ISO_DAY.match(words):
        try:
            return date(*map(int, match.groups()))
        except ValueError:
            return None
    days = (find_day(words, month_first=first) for first in (False, True))
    return next((day for day in days if day and credible_or_none(midnight_utc(day), now)), None)


def timestamp_of_day(day: date, now: datetime, where: str) -> Timestamp | None:
    """Return a day whose time nobody told as a moment, or None where nothing can have been published then."""
    return (
        Timestamp(midnight_utc(day), day, "day", where) if credible_or_none(midnight_utc(day), now) else None
    )


def published_in_code(
    nodes: list[dict[str, Any]], metas: dict[str, list[str]], now: datetime
) -> Timestamp | None:
    """Return when the page's code says it was published: its JSON-LD, or meta elements that speak of nothing else.

    `nodes` are the JSON-LD nodes of the article and then of the page, the best first.
    """
    found = chain(
        (("json-ld", node.get(key)) for node in nodes[:1] for key in _CREATED),
        (("meta", content) for name in PUBLISHED_METAS for content in metas.get(name, ())[:1]),
        (("meta", contents[0]) for name, contents in metas.items() if _PUBLISHING.search(name)),
        (("json-ld", node.get(key)) for node in nodes[1:] for key in _CREATED),
    )
    return _first(found, now)


def unclear_in_code(metas: dict[str, list[str]], now: datetime) -> Timestamp | None:
    """Return the moment in the meta elements that leave open of what it is."""
    return _first((("meta", content) for name in UNCLEAR_METAS for content in metas.get(name, ())[:1]), now)


def published_in_elements(root: HtmlElement, now: datetime) -> Timestamp | None:
    """Return what elements tell that the page's code marks as its moment of publication."""
    found = _MARKED(root)[:2]
    words = (e.get("content") or e.get("datetime") or e.get("title") or e.text_content()[:80] for e in found)
    return _first((("time", text) for text in words), now)


_CREATED = ("datePublished", "dateCreated", "uploadDate")
_PUBLISHING = re.compile(r"publi[a-z]*[-_:. ]*(?:date|time|at|on)$|(?:date|time)[-_:. ]*publi|post[-_.]?date")
"""What else a meta element for the moment of publication is called: "w-published-date"."""


def modified_in_code(node: dict[str, Any], metas: dict[str, list[str]], now: datetime) -> Timestamp | None:
    """Return when the page was last changed, by its JSON-LD or meta elements."""
    found = [("json-ld", node.get("dateModified"))]
    found += [("meta", content) for name in MODIFIED_METAS for content in metas.get(name, ())[:1]]
    return _first(found, now)


def moment_in_attributes(element: HtmlElement, now: datetime) -> Timestamp | None:
    """Return the moment that stands in a date's attributes, or None: in `datetime`, `title`, or seconds since 1970."""
    for name, words in element.attrib.items():
        if name not in _ATTRIBUTES or not 6 <= len(words) <= MAX_ATTRIBUTE:
            continue
        if words.isdecimal():
            seconds = int(words) / (1000 if len(words) > 11 else 1)
            words = datetime.fromtimestamp(seconds, UTC).isoformat() if 9 <= len(words) <= 13 else ""
        day = find_day(words) if name == "title" else None
        if moment := read_timestamp(words, now, "time") or (day and timestamp_of_day(day, now, "time")):
            return _with_day_shown(moment, element)
    return None


def _with_day_shown(moment: Timestamp, element: HtmlElement) -> Timestamp:
    """Return a moment in UTC with the day that the element shows, where that is its day in some zone: the outlet's."""
    shown = find_day(element.text_content()[:MAX_ATTRIBUTE]) if moment.universal else None
    return structs.replace(moment, day=shown) if shown and _is_day_elsewhere(shown, moment) else moment


MAX_ATTRIBUTE = 80
"""Characters of an attribute that is a date."""
DATA_ATTRIBUTES = frozenset(
    [
        *("data-timestamp", "data-time", "data-date", "data-datetime", "data-epoch", "data-published"),
        *("data-publish-date", "data-published-at", "data-unixtime", "data-utime", "data-unix"),
    ]
)
"""Attributes for the moment that a script shows in its reader's words."""
_ATTRIBUTES = DATA_ATTRIBUTES | {"datetime", "title"}


def _first(found: Iterable[tuple[str, Any]], now: datetime) -> Timestamp | None:
    moments = (
        read_timestamp(words, now, where)
        for where, words in found
        if isinstance(words, str) and words.strip()
    )
    return next((moment for moment in moments if moment), None)


_MARKED: Any = etree.XPath(
    '(descendant::*/@itemprop[contains(., "datePublished")]|'
    'descendant::*/@property[contains(., "datePublished") or . = "schema:dateCreated"])/parent::*[not(self::meta)]'
)


_URL_DAY = re.compile(
    r"/((?:19|20)\d\d)(?:[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])|[/-]([1-9]|1[0-2])[/-]([1-9]|[12]\d|3[01]))"
    r"(?:[/_.+-]|$)"
)


def day_in_url(url: str, now: datetime) -> Timestamp | None:
    """Return the day in an address such as /2021/05/05/, or None."""
    match = _URL_DAY.search(url)
    if match is None:
        return None
    year, month, day = (int(part) for part in match.groups() if part)
    try:
        return timestamp_of_day(date(year, month, day), now, "url")
    except ValueError:
        return None


def with_day_of_address(moment: Timestamp, url: str, now: datetime) -> Timestamp:
    """Return a moment in UTC with the day of the page's address, where that is its day in some zone.

    The address has the outlet's own day.
    """
    in_url = day_in_url(url, now) if moment.universal else None
    is_own = in_url and _is_day_elsewhere(in_url.day, moment)
    return structs.replace(moment, day=in_url.day) if in_url and is_own else moment


def _is_day_elsewhere(day: date, moment: Timestamp) -> bool:
    """Tell whether a day is that of a moment in UTC in another zone: up to 12 hours west and 14 hours east."""
    ahead = (day - moment.day).days
    return (ahead == 1 and moment.at.hour >= 10) or (ahead == -1 and moment.at.hour < 12)
