"""A feed's bytes -> its entries, whatever dialect, character set or accident they come in."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from scrapers.body import GZIP, inflate
from scrapers.charset import decode
from scrapers.errors import Reject, Retry
from scrapers.items import (
    DraftEntry,
    ParsedFeed,
    check_entries,
    clean_line,
    first_usable_link,
    html_to_line,
    primary_language,
)
from scrapers.jsonfeed import parse_json
from scrapers.older import older_page, same_site
from scrapers.reddit import read_post
from scrapers.urls import host_of
from scrapers.xmlfeed import find_root, parse_xml, told_dates

# RSS `ttl` is minutes; a week is the longest that is believed of any feed.
_SHORTEST, _LONGEST = timedelta(minutes=1), timedelta(days=7)

_MOST_LINKS = 20
"""Links of a feed itself that are looked at."""

# The syndication module of RSS 1.0: so many updates in each of these.
_PERIODS = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(days=7),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}


_WEB = ("http", "https")

_PDF = "application/pdf"
_UNTOLD = ("", "text/html", "application/octet-stream", "binary/octet-stream")
"""Types of an enclosure that say nothing; feedparser gives Atom's the second where they have none."""

_MAX_INSIDE = 10_000_000
"""Bytes that a packed body within the body may hold: what is read of any body."""
_MAX_BEFORE_JSON = 100_000
_JSON_VERSION = re.compile(r"jsonfeed\.org\\?/version")
_OBJECT = re.compile(r"\{\s*\"")
_FIRST_FIELDS = 2_000
"""Characters of a JSON Feed's own fields among which its version stands."""


def parse_feed(body: bytes, content_type: str, url: str, now: datetime | None = None) -> ParsedFeed:
    """Read an RSS, RDF, Atom or JSON feed.

    `content_type` is the header as sent (only its charset matters; may be empty), `url` what relative
    links start from, `now` (aware, default the clock) what decides whether a date lies ahead. Raises
    Reject: `empty`, `not_a_feed` (HTML, or anything without a feed's shape), `too_complex`, `bad_encoding`.
    """
    text = decode(_unpacked(body), content_type).strip()
    if not text:
        raise Reject("empty")
    now = now or datetime.now(UTC)
    if text.startswith(("{", "[")):
        return _json(text, url, now)
    if (start := _start_of_json(text)) is not None and not find_root(text):
        return _json(text[start:], url, now)
    return _xml(text, url, now)


def _unpacked(body: bytes) -> bytes:
    """Undo gzip that stands within the body's own, as a server packs that was given a packed file."""
    try:
        return inflate("gzip", body, _MAX_INSIDE) if body.startswith(GZIP) else body
    except Retry as error:
        raise Reject("bad_encoding", f"gzip within gzip: {error.detail}") from None


def _start_of_json(text: str) -> int | None:
    """Return where a JSON Feed begins behind what a server's script printed first, such as a warning."""
    if not (version := _JSON_VERSION.search(text, 0, _MAX_BEFORE_JSON)):
        return None
    start = _OBJECT.search(text, max(0, version.start() - _FIRST_FIELDS), version.start())
    return start.start() if start else None


def _json(text: str, url: str, now: datetime) -> ParsedFeed:
    feed, drafts, unseen = parse_json(text)
    site = _site(str(feed.get("home_page_url") or ""), url)
    found = check_entries(drafts, url, now, site, unseen)
    return ParsedFeed(
        entries=found.entries,
        skipped=found.skipped,
        further=found.further,
        unusable=found.unusable,
        title=clean_line(str(feed.get("title") or "")) or None,
        language=primary_language(str(feed.get("language") or "")),
        site=site,
        links=tuple(_hubs(feed)),
        older=same_site(str(feed["next_url"]), url) if feed.get("next_url") else None,
    )


def _xml(text: str, url: str, now: datetime) -> ParsedFeed:
    feed, items, unseen, whole, atom = parse_xml(text, now)
    site = _site(feed.get("link") or "", url)
    # feedparser has applied xml:base. Atom's links start from the feed (RFC 4287, 2), those of RSS from the channel's
    # link; so do all where the feed is kept on another host, as at a service for feeds.
    base = url if not site or (atom and host_of(site) == host_of(url)) else site
    found = check_entries((_draft(item, feed) for item in items), base, now, site, unseen)
    return ParsedFeed(
        entries=found.entries,
        skipped=found.skipped,
        further=found.further,
        unusable=found.unusable,
        title=_title(feed) or None,
        language=primary_language(feed.get("language")),
        ttl=_ttl(feed),
        site=site,
        links=tuple(_own_links(feed)),
        older=older_page(feed, url),
        whole=whole,
    )


def _own_links(feed: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the links by which an XML feed names its hub and itself."""
    for link in feed.get("links", ())[:_MOST_LINKS]:
        rel = str(link.get("rel") or "").lower()
        if {"hub", "self"}.intersection(rel.split()) and link.get("href"):
            yield rel, str(link["href"])


def _hubs(feed: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the hubs of a JSON Feed, and its own address, as the links of an Atom feed."""
    hubs = feed.get("hubs")
    for hub in hubs[:_MOST_LINKS] if isinstance(hubs, list) else ():
        if isinstance(hub, dict) and str(hub.get("type")).lower() == "websub":
            yield "hub", str(hub.get("url") or "")
    if own := feed.get("feed_url"):
        yield "self", str(own)


def _draft(item: dict[str, Any], feed: Mapping[str, Any]) -> DraftEntry:
    """Return an item of a feed; what only the feed tells (language, authors, source) is true of the item too."""
    content = max((part.get("value") or "" for part in item.get("content", ())), key=len, default="")
    whole, summary = content, item.get("summary") or item.get("media_description") or ""
    links, content = read_post(tuple(_links(item)), whole)
    summary = content if summary == whole else summary
    return DraftEntry(
        links=links,
        title=_title(item),
        summary=summary,
        content=content,
        authors=_authors(item, feed),
        dates=tuple(told_dates(item)),  # not as feedparser parsed them: see `scrapers.pubdate`
        updated=str(item.get("updated") or ""),
        language=item.get("language")
        or item.get("title_detail", {}).get("language")
        or feed.get("language")
        or "",
        guid=item.get("id") or "",
        outlet=_outlet(item.get("source") or feed.get("source") or {}),
    )


def _authors(item: Mapping[str, Any], feed: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of those who wrote an item: of the feed's own, unless the item is from another source."""
    source = item.get("source")
    for holder in (item, source if source else feed):
        if names := [name for author in holder.get("authors", ()) if (name := author.get("name"))]:
            return tuple(names)
    return ()


def _outlet(source: dict[str, Any]) -> tuple[str, str]:
    """Return name and address of the source that an item names: of its feed in RSS, of its site in Atom."""
    return html_to_line(source.get("title") or ""), source.get("href") or source.get("link") or ""


def _links(item: Mapping[str, Any]) -> Iterator[str]:
    """Yield what may be the article's address: past the click counter, as told, as a guid or document that is one."""
    origins = (item.get("feedburner_origlink"), item.get("pheedo_origlink"))
    yield from (link for link in origins if link and (_scheme(link) in _WEB or " " not in link))
    links = [link for link in item.get("links", ()) if "href" in link]
    alternates = [link["href"] for link in links if link.get("rel") == "alternate"]
    yield from sorted(alternates, key=lambda link: link != item.get("link"))
    guid = item.get("id") or ""
    scheme, is_permalink = _scheme(guid), item.get("permalink", True)
    # `permalink` is not told of Atom's ids, among which a tag or number is no address.
    if scheme in _WEB or (guid.startswith("/") and is_permalink) or (item.get("permalink") and scheme):
        yield guid
    yield from (link["href"] for link in links if link.get("rel") == "enclosure" and _is_document(link))


def _is_document(enclosure: Mapping[str, Any]) -> bool:
    """Tell whether an enclosure can be read, as a ministry's statement can, and is no sound, picture or video."""
    kind = str(enclosure.get("type") or "").partition(";")[0].strip().lower()
    is_named_so = enclosure["href"].partition("?")[0].lower().endswith(".pdf")
    return kind == _PDF or (is_named_so and kind in _UNTOLD)


def _scheme(guid: str) -> str:
    try:
        return urlsplit(guid).scheme
    except ValueError:
        return ""


def _title(holder: Mapping[str, Any]) -> str:
    """Return the title of an item or feed as text; feedparser tells whether it is HTML."""
    title = holder.get("title") or ""
    return (
        clean_line(title)
        if holder.get("title_detail", {}).get("type") == "text/plain"
        else html_to_line(title)
    )


def _ttl(feed: dict[str, Any]) -> timedelta | None:
    try:
        if minutes := feed.get("ttl"):
            wait = timedelta(minutes=int(minutes))
        else:
            wait = _PERIODS[feed["sy_updateperiod"]] / int(feed.get("sy_updatefrequency", 1))
    except (LookupError, TypeError, ValueError, ArithmeticError):
        return None
    return wait if _SHORTEST <= wait <= _LONGEST else None


def _site(link: str, url: str) -> str | None:
    try:
        return first_usable_link([link], url)[0] if link else None
    except Reject:
        return None
