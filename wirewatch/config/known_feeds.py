"""Which feed of feeds.yaml somebody means: by its address, its site's, or a name."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from scrapers.errors import ScrapeError
from scrapers.records import Feed
from scrapers.urls import canonicalize

SHORTEST = 3
"""Letters of a name that is looked for within others."""


def is_name(text: str) -> bool:
    """Tell whether a text can only be a name: it has nothing of an address."""
    return not any(sign in text for sign in ".:/")


def known_feeds(text: str, feeds: Sequence[Feed]) -> list[Feed]:
    """Give the feeds that a text means: an address one feed, a site or bare domain all of its host, a word a name.

    Nothing means no feed: an empty variable of a script must not stop all feeds that have no name.
    """
    if not text.strip():
        return []
    if is_name(text):
        return [feed for feed in feeds if _is_called(feed, text.casefold())]
    try:
        place = _place(text)
    except ScrapeError:
        return []
    if same := [feed for feed in feeds if _place(feed.url) == place]:
        return same
    host, _, path = place.partition("/")
    return (
        []
        if path
        else [feed for feed in feeds if host in (_place(feed.url).partition("/")[0], feed.source.domain)]
    )


def _place(url: str) -> str:
    """Give an address without what does not tell it from others: scheme, `www.` and a slash at its end."""
    parts = urlsplit(canonicalize(url if "://" in url else f"https://{url}"))
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}{query}"


def _is_called(feed: Feed, name: str) -> bool:
    names = [feed.name.casefold(), feed.source.name.casefold()]
    labels = _place(feed.url).partition("/")[0].split(".")[:-1]
    if name in (feed.source.id.casefold(), *labels, *names):
        return True
    return len(name) >= SHORTEST and any(name in known for known in names)
