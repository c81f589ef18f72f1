"""What kind of source an address is of: a feed, or a page that is read like one."""

import re
from functools import lru_cache
from urllib.parse import urlsplit

from scrapers.errors import Reject
from scrapers.records import Kind
from scrapers.urls import host_of

TELEGRAM = ("t.me", "telegram.me", "telegram.dog")
"""Hosts of Telegram's own pages."""
CHANNEL = re.compile(r"/s/([A-Za-z]\w{2,31})/?")
"""The path of the page that shows a public channel's messages."""
_NOTES = re.compile(r"/@[\w.-]+(?:@[\w.-]+)?\.rss|/(?:users|tags)/\w+\.rss")
"""Mastodon's feeds of a person, or of a tag."""
_PROFILE = re.compile(r"/profile/[^/]+/rss")
"""Bluesky's feed of a person."""


def kind_of(url: str) -> Kind:
    """Return the kind that an address alone tells: `https://t.me/s/NAME` is a channel, all else a feed."""
    host, path = _parts(url)
    return "telegram" if host in TELEGRAM and CHANNEL.fullmatch(path) else "feed"


def channel_of(url: str) -> str | None:
    """Return the name of the channel that a page of this address shows, or None where the path names none."""
    named = CHANNEL.fullmatch(_parts(url)[1])
    return named[1] if named else None


def is_other_page_of_telegram(url: str) -> bool:
    """Tell whether an address is Telegram's, and none that shows a channel's messages."""
    host, path = _parts(url)
    return host in TELEGRAM and CHANNEL.fullmatch(path) is None


def has_whole_texts(url: str, kind: Kind) -> bool:
    """Tell whether what a source shows is the whole text, however short: messages and posts."""
    host, path = _parts(url)
    is_profile = host == "bsky.app" and _PROFILE.fullmatch(path)
    return kind == "telegram" or bool(is_profile or _NOTES.fullmatch(path))


@lru_cache(maxsize=1024)
def _parts(url: str) -> tuple[str, str]:
    try:
        return host_of(url).removeprefix("www."), urlsplit(url).path
    except Reject:
        return "", ""
