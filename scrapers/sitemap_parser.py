"""The elements of a sitemap -> its entries, piece by piece: no tree is built, so that 50 MB take no memory."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from lxml import etree
from msgspec import Struct

from scrapers.body import START
from scrapers.errors import Reject

MOST_PLACES = 50_000
"""Of one file: the protocol's own limit (sitemaps.org). Of a longer one the newest are kept."""
_MOST_READ = 2 * MOST_PLACES
"""Addresses of one file, beyond which it is refused."""
_MOST_IN_ENTRY = 20_000
"""Nodes of one entry, and between two: a page may have a thousand pictures, and as many languages."""
_LONGEST_TAG = 1024 * 1024
"""Bytes without a "<": a tag may have attributes without end, and text may be one value without end."""
_LONGEST = 5_000
"""Characters of one value that are kept; an address has at most 2,048."""
_NEWS = "{http://www.google.com/schemas/sitemap-news/0.9"
_ROOTS = ("urlset", "sitemapindex")
_ENTRIES = ("url", "sitemap")
_NEVER = datetime.min.replace(tzinfo=UTC)
_ZONE = re.compile(r"(?:Z|[+-]\d\d:?\d\d)$")


class SitemapEntry(Struct, frozen=True):
    """One entry: an address, and when what it shows was last changed (UTC), where that is told."""

    url: str
    changed: datetime | None = None
    published: datetime | None = None
    """In UTC, as a news sitemap tells it."""
    title: str | None = None
    """As a news sitemap tells it."""
    is_local: bool = False
    """Whether the time of publication has no zone, so that UTC is only taken for it."""

    @property
    def time(self) -> datetime:
        """When it was published, or changed; the year 1 where neither is told."""
        return self.published or self.changed or _NEVER


class Sitemap(Struct, frozen=True):
    """One file: the pages that it lists, and the sitemaps that it lists instead."""

    pages: tuple[SitemapEntry, ...] = ()
    sitemaps: tuple[SitemapEntry, ...] = ()


def parse_sitemap(pieces: Iterable[bytes]) -> Sitemap:
    """Read a file that comes in pieces, in order, of 64 KB at most.

    It is read by one thread: lxml's parsers are not made for more. Raises Reject: "not_a_feed" for what is no sitemap,
    "too_complex" for what no sitemap has, such as an element or a tag without end.
    """
    parser = _Parser()
    for piece in pieces:
        parser.feed(piece)
    return parser.close()


class _Parser:
    """What has been read of one file."""

    def __init__(self) -> None:
        self._parser = etree.XMLPullParser(
            ("start", "end"), tag=[f"{{*}}{name}" for name in (*_ROOTS, *_ENTRIES)], resolve_entities=False,
            no_network=True, huge_tree=False, recover=True, remove_comments=True, remove_pis=True,
        )  # fmt: skip
        self._root: etree._Element | None = None
        self._places: list[SitemapEntry] = []
        self._in_tag = 0

    def feed(self, data: bytes) -> None:
        self._in_tag = len(data) - data.rfind(b"<") if b"<" in data else self._in_tag + len(data)
        if self._in_tag > _LONGEST_TAG:
            raise Reject("too_complex", "a sitemap with a tag that does not end")
        try:
            self._parser.feed(data)
            self._take_events()
        except (etree.XMLSyntaxError, ValueError) as error:
            raise Reject("not_a_feed", f"no sitemap: {error}") from None
        if self._root is None:
            if len(data) >= START:
                raise Reject("not_a_feed", "no sitemap")
        elif len(self._root) and (
            len(self._root) > _MOST_IN_ENTRY or _has_more_than(self._root[-1], _MOST_IN_ENTRY)
        ):
            raise Reject("too_complex", "a sitemap with an element that does not end")

    def close(self) -> Sitemap:
        """Return what was read, also of a file that breaks off."""
        try:
            self._parser.close()
            self._take_events()
        except (etree.XMLSyntaxError, ValueError) as error:
            if self._root is None:
                raise Reject("not_a_feed", f"no sitemap: {error}") from None
        if self._root is None:
            raise Reject("not_a_feed", "no sitemap")
        places = tuple(newest(self._places))
        is_index = etree.QName(self._root).localname == "sitemapindex"
        return Sitemap(sitemaps=places) if is_index else Sitemap(pages=places)

    def _take_events(self) -> None:
        for event, told in self._parser.read_events():
            element: Any = (
                told  # of the stubs, which know neither `keep_tail` nor that elements alone are asked for
            )
            parent = element.getparent()
            if parent is None:
                if event == "start" and etree.QName(element).localname in _ROOTS:
                    self._root = element
            elif event == "end" and parent is self._root:
                self._add(element)
                element.clear(keep_tail=True)
                while element.getprevious() is not None:
                    del element.getparent()[0]

    def _add(self, entry: etree._Element) -> None:
        values, news = {}, {}
        for child in entry.iterdescendants(etree.Element):
            namespace, _, name = child.tag.rpartition("}")
            text = (child.text or "")[:_LONGEST].strip()
            if namespace == _NEWS:
                news[name] = text
            if child.getparent() is entry:
                values[name] = text
        if not values.get("loc"):
            return
        written = news.get("publication_date", "")
        published = _moment(written)
        changed = _moment(values.get("lastmod", "")) or published
        is_local = published is not None and ":" in written and not _ZONE.search(written)
        self._places.append(
            SitemapEntry(values["loc"], changed, published, news.get("title") or None, is_local)
        )
        if len(self._places) > _MOST_READ:
            raise Reject("too_complex", f"a sitemap of more than {_MOST_READ:,} addresses")


def _has_more_than(element: etree._Element, number: int) -> bool:
    return next(islice(element.iterdescendants(), number, None), None) is not None


def newest(places: list[SitemapEntry]) -> list[SitemapEntry]:
    """Return as many entries as one file may have, the newest where there are more, in their order."""
    if len(places) <= MOST_PLACES:
        return places
    kept = {id(place) for place in sorted(places, key=lambda place: place.time, reverse=True)[:MOST_PLACES]}
    return [place for place in places if id(place) in kept]


def _moment(text: str) -> datetime | None:
    try:
        read = datetime.fromisoformat(text)
        return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
