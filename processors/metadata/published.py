"""When an article was published and changed, by all that tells: the page, the feed, the dateline and the address."""

from datetime import datetime, timedelta

from msgspec import structs

from processors.metadata.date_formats import credible_or_none
from processors.metadata.read import Metadata
from processors.metadata.timestamps import Timestamp, day_in_url, timestamp_of_day, with_day_of_address
from processors.records import Dateline
from scrapers.records import Page


def published_of(metadata: Metadata, dateline: Dateline | None, page: Page) -> Timestamp | None:
    """Return when the article was published, from the surest place that tells.

    A feed that tells the time more exactly overrules a page that tells only the day, or a time without its zone, where
    both mean the same day. Nothing is published after it was fetched: a time later than that is in another zone than
    it says, or than UTC, and the time of the fetch is taken in its place.
    """
    found = _first_of(metadata, dateline, page)
    if found and found.precision != "day" and found.at > page.fetched_at + MAX_CLOCK_AHEAD:
        return structs.replace(found, at=page.fetched_at, precision="local")
    return found


def _first_of(metadata: Metadata, dateline: Dateline | None, page: Page) -> Timestamp | None:
    feed, first = _in_feed(page), metadata.published
    if first and (not feed or _is_as_exact(first, feed) or abs(feed.at - first.at) > MAX_ZONE_DISTANCE):
        return with_day_of_address(first, page.canonical_url, page.fetched_at)
    if feed:
        return structs.replace(feed, day=first.day) if first else feed
    if dateline and dateline.date and (day := timestamp_of_day(dateline.date, page.fetched_at, "dateline")):
        return day
    return day_in_url(page.canonical_url, page.fetched_at) or metadata.visible_date


def _in_feed(page: Page) -> Timestamp | None:
    told = page.entry.published if page.entry else None
    at = credible_or_none(told, page.fetched_at) if told else None
    return Timestamp(at, at.date(), page.entry.precision, "feed") if at and page.entry else None


def _is_as_exact(one: Timestamp, other: Timestamp) -> bool:
    return _EXACTNESS.index(one.precision) >= _EXACTNESS.index(other.precision)


_EXACTNESS = ("day", "local", "time")
MAX_CLOCK_AHEAD = timedelta(minutes=15)
"""How far the clock of a publisher may be ahead of ours."""
MAX_ZONE_DISTANCE = timedelta(hours=38)
"""How far a time of a day may lie from that day's midnight in UTC: 24 hours, and 14 of the zone farthest east."""


def modified_of(metadata: Metadata, published: Timestamp | None) -> datetime | None:
    """Return when the article was changed, where its time is told and is not before its publication."""
    if not metadata.modified or metadata.modified.precision == "day":
        return None
    return metadata.modified.at if not published or metadata.modified.at >= published.at else None
