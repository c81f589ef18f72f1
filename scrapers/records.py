"""The records that leave scrapers: what a feed is, what it showed, and the page behind a link.

All times are aware and in UTC. All text is Unicode; only `Page.body` is bytes, exactly as the
server sent them (content encodings such as gzip undone, character sets untouched).
"""

from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from scrapers.login import Login

FullText = Literal["page", "feed", "auto"]
Kind = Literal["feed", "sitemap", "telegram"]
Precision = Literal["time", "local", "day"]
"""How exactly a time is told: with its zone; without one, so that it may be hours off; or as a day alone."""


class Source(Struct, frozen=True, omit_defaults=True):
    """The outlet that publishes: `domain` is what independent outlets are counted by."""

    id: str
    name: str
    domain: str
    country: str | None = None
    """ISO 3166-1 alpha-2, upper case."""


class Feed(Struct, frozen=True, omit_defaults=True):
    """One thing to poll: a feed, or (with `links`) a page that is scraped for links."""

    url: str
    source: Source
    name: str = ""
    language: str | None = None
    """BCP 47 primary tag that the feed's owner declared, or None."""
    every: timedelta | None = None
    """Fixed interval between polls; None adapts to what the feed does."""
    full_text: FullText = "auto"
    kind: Kind = "feed"
    """What stands at `url`: a feed (or a sitemap, which its root tells), or the page of a Telegram channel."""
    paused: bool = False
    """It stays known, and is not polled."""
    links: str | None = None
    """CSS selector of the links to follow; its presence makes this a site and not a feed."""
    text: str | None = None
    """CSS selector of the article's body on this site's pages; overrides extraction."""
    zone: str | None = None
    """Of dates that tell none, as the operator knows it: Asia/Kabul; None takes them as UTC."""
    zone_written: str | None = None
    """That the feed's dates tell wrongly: they are read in `zone` instead. None believes what they tell."""
    domains: tuple[str, ...] = ()
    """Domains of the source beside `source.domain`: for addresses on these its word counts too."""
    login: Login | None = None
    """Of `url`, which has none in it. It is for the request alone: `without_login` is what may be stored."""

    def without_login(self) -> "Feed":
        """Return what may be stored or shown of this feed."""
        return replace(self, login=None) if self.login else self


class Validators(Struct, frozen=True, omit_defaults=True):
    """What a server needs to know to say that a feed or page is as it was: two headers of its last answer."""

    etag: str | None = None
    last_modified: str | None = None

    def conditions(self) -> dict[str, str]:
        """Return the headers of a request that ask for it only where it has changed."""
        headers = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in headers.items() if value}


class FeedState(Validators, frozen=True, omit_defaults=True):
    """What the last successful poll left behind so that the next one can be conditional."""

    body_hash: str | None = None
    """Hex SHA-256 of the body, for servers whose validators lie or are absent."""


class Entry(Struct, frozen=True, omit_defaults=True):
    """One item of a feed, as the feed told it. Times are None where the feed's were absent or broken."""

    url: str
    """Absolute, as the feed had it, before canonicalisation."""
    title: str | None = None
    summary: str | None = None
    """HTML or text."""
    content: str | None = None
    """HTML or text of the whole article, where the feed carries it."""
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    precision: Precision = "time"
    """Of `published`. A time without a zone is taken as UTC, unless the feed's `zone` is known; a day as midnight."""
    updated: datetime | None = None
    """When the feed says that the item was last changed."""
    language: str | None = None
    guid: str | None = None
    """The feed's own name for the item, in one line; a long one as its hash."""
    outlet: Source | None = None
    """Whose article it is, where it is not the feed's: by its address, or by an aggregator (RSS `source`)."""
    other_guids: tuple[str, ...] = ()
    """Other guids under which the feed showed it at once."""
    fragment: str | None = None
    """The fragment of its address that may name a part of the page."""
    part: str | None = None
    """What tells it from the other items of its address: its fragment, or a hash of its text. Empty where the address
    without any stands for it; None where it shares the address with no other."""
    linkless: bool = False
    """Whether the feed gave it no link: `url` is the feed's site, and there is no page to ask for."""


class Page(Struct, frozen=True, omit_defaults=True):
    """Everything known about one link when it leaves scrapers; landed as one pair of WARC records.

    `body` is empty and `missing` names the reason where the page could not be had and the text that the
    feed carried has to stand in for it.
    """

    id: str
    """Hex SHA-256 of `canonical_url`."""
    url: str
    """The address that was asked for."""
    canonical_url: str
    feed: Feed
    first_seen_at: datetime
    fetched_at: datetime
    entry: Entry | None = None
    final_url: str | None = None
    """Where redirects ended; None where they were none."""
    status: int = 0
    content_type: str = ""
    """The Content-Type header as sent, with its charset, or empty."""
    body: bytes = b""
    missing: str | None = None
    """Reason for which there is no page (`robots`, `not_found`, ...), or None where there is one."""
    found_by: Source | None = None
    """Whose address redirects ended at, where the feed does not own it."""

    @property
    def source(self) -> Source:
        """Whose article it is: the feed's, unless the feed showed another's."""
        return (self.entry and self.entry.outlet) or self.feed.source

    def as_found(self) -> "Page":
        """Return the page as that of the outlet at whose address it was found, which no feed told of."""
        if self.found_by is None:
            return self
        return replace(self, feed=replace(self.feed, source=self.found_by), entry=None, found_by=None)


class Hub(NamedTuple):
    """Who tells of a feed's news, and under which address the feed is known there."""

    url: str
    topic: str
