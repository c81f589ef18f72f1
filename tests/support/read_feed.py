"""How tests read feeds: a text in, what the reader makes of it out."""

from datetime import UTC, datetime

import pytest

from scrapers.errors import Reject
from scrapers.feeds import ParsedFeed, parse_feed

URL = "https://example.org/news/feed.xml"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
XML = "application/xml; charset=utf-8"


def rss_of(*items: str, channel: str = "") -> str:
    """Return a feed of these items."""
    inside = "".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{channel}{inside}</channel></rss>'


def read_feed(text: str | bytes, content_type: str = XML, url: str = URL) -> ParsedFeed:
    """Read a feed, at NOW."""
    return parse_feed(text.encode() if isinstance(text, str) else text, content_type, url, NOW)


def only_entry(text: str | bytes, content_type: str = XML):
    """Return the one entry of a feed."""
    [entry] = read_feed(text, content_type).entries
    return entry


def refusal_reason(text: str | bytes, content_type: str = XML) -> str:
    """Return the reason for which this is refused."""
    with pytest.raises(Reject) as refused:
        read_feed(text, content_type)
    return refused.value.reason
