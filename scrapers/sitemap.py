"""Sitemaps: the addresses that a site lists for crawlers, with the time of each one's last change."""

import gzip
import io
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime

from lxml import etree
from msgspec import Struct

from scrapers.errors import Reject, ScrapeError
from scrapers.http import Client
from scrapers.login import split_login

MAX_BYTES = 50 * 1024 * 1024
"""Of one sitemap, unpacked: the protocol's own limit (sitemaps.org)."""
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
MAX_SITEMAPS = 1000
"""Sitemaps read for one index; far above what a newsroom's archive has."""


class SitemapEntry(Struct, frozen=True):
    """One entry: an address, and when what it shows was last changed (UTC), where that is told."""

    url: str
    changed: datetime | None = None
    published: datetime | None = None
    """In UTC, as a news sitemap tells it."""
    title: str | None = None
    """As a news sitemap tells it."""


class Sitemap(Struct, frozen=True):
    """One file: the pages that it lists, and the sitemaps that it lists instead."""

    pages: tuple[SitemapEntry, ...] = ()
    sitemaps: tuple[SitemapEntry, ...] = ()


def read_sitemap(body: bytes) -> Sitemap:
    """Read a sitemap or a sitemap index, also gzipped. Raises Reject("not_a_feed") for anything else."""
    data = _unpacked(body) if body[:2] == b"\x1f\x8b" else body
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Reject("not_a_feed", f"no sitemap: {error}") from None
    kind = etree.QName(root).localname if root is not None else ""
    if kind not in ("urlset", "sitemapindex"):
        raise Reject("not_a_feed", "no sitemap")
    places = tuple(_places(root))
    return Sitemap(pages=places) if kind == "urlset" else Sitemap(sitemaps=places)


async def walk_sitemap(
    client: Client, url: str, since: datetime | None, until: datetime | None
) -> AsyncIterator[SitemapEntry]:
    """Give the pages of a sitemap, and of the sitemaps that it lists, that changed in a time.

    A place without a time counts as within. A sitemap that cannot be had is passed over, but for the first.
    """
    url, login = split_login(url)
    waiting, read = [url], 0
    while waiting and read < MAX_SITEMAPS:
        read += 1
        try:
            sitemap = read_sitemap((await client.get(waiting.pop(0), login=login)).body)
        except ScrapeError:
            if read == 1:
                raise
            continue
        for place in sitemap.pages:
            if _within(place, since, until):
                yield place
        if read == 1:  # an index lists sitemaps, never indexes
            waiting = [place.url for place in sitemap.sitemaps if _within(place, since, None)]


def _within(place: SitemapEntry, since: datetime | None, until: datetime | None) -> bool:
    if place.changed is None:
        return True
    return (since is None or place.changed >= since) and (until is None or place.changed < until)


def _unpacked(body: bytes) -> bytes:
    try:
        data = gzip.GzipFile(fileobj=io.BytesIO(body)).read(MAX_BYTES + 1)
    except (OSError, EOFError) as error:
        raise Reject("bad_encoding", str(error)) from None
    if len(data) > MAX_BYTES:
        raise Reject("bomb", "a sitemap over 50 MB")
    return data


def _places(root: etree._Element) -> Iterator[SitemapEntry]:
    for entry in root:
        values = {
            etree.QName(child).localname: (child.text or "").strip()
            for child in entry
            if isinstance(child.tag, str)
        }
        if values.get("loc"):
            news = {
                etree.QName(child).localname: (child.text or "").strip()
                for child in entry.iter()
                if isinstance(child.tag, str) and etree.QName(child).namespace == _NEWS
            }
            published = _moment(news.get("publication_date", ""))
            changed = _moment(values.get("lastmod", "")) or published
            yield SitemapEntry(values["loc"], changed, published, news.get("title") or None)


def _moment(text: str) -> datetime | None:
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        return None
    return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
