"""Sitemaps: the addresses that a site lists for crawlers, with the time of each one's last change."""

import asyncio
import gzip
import hashlib
import io
import zlib
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import Executor
from datetime import datetime
from functools import partial
from typing import BinaryIO

from scrapers.errors import Reject, ScrapeError
from scrapers.http import Client
from scrapers.login import Login, split_login
from scrapers.sitemap_parser import Sitemap, SitemapEntry, parse_sitemap

MAX_BYTES = 50 * 1024 * 1024
"""Of one sitemap, unpacked: the protocol's own limit (sitemaps.org)."""
_PIECE = 64 * 1024
MAX_SITEMAPS = 1000
"""Sitemaps read for one index; far above what a newsroom's archive has."""


def read_sitemap(body: bytes) -> Sitemap:
    """Read a sitemap or a sitemap index, also gzipped.

    Raises Reject: "not_a_feed" for anything else, "bomb" and "too_complex" beyond the limits of a sitemap.
    """
    return parse_sitemap(_unpacked(body) if body[:2] == b"\x1f\x8b" else _pieces(io.BytesIO(body)))


class SitemapSink:
    """Takes a sitemap while it comes, and keeps it packed. It is chosen by how a body starts (`choose`)."""

    most = MAX_BYTES

    def __init__(self) -> None:
        """Begin with nothing."""
        self._packed, self._packer, self._hash = list[bytes](), zlib.compressobj(1), hashlib.sha256()
        self.was_chosen = False

    def choose(self, start: bytes) -> "SitemapSink | None":
        """Take the body that starts so, where it is a sitemap."""
        self.was_chosen = starts_as_sitemap(start)
        return self if self.was_chosen else None

    def feed(self, data: bytes) -> None:
        """Keep what has come."""
        self._hash.update(data)
        self._packed.append(self._packer.compress(data))

    def read(self) -> Sitemap:
        """Return what it lists, once it has come. Raises Reject as `read_sitemap` does."""
        return parse_sitemap(self._pieces())

    def _pieces(self) -> Iterator[bytes]:
        unpacker = zlib.decompressobj()
        for packed in (*self._packed, self._packer.flush()):
            waiting = packed
            while waiting:
                yield unpacker.decompress(waiting, _PIECE)
                waiting = unpacker.unconsumed_tail

    @property
    def body_hash(self) -> str:
        """Of all that came: hex SHA-256."""
        return self._hash.hexdigest()


async def get_sitemap(
    client: Client, url: str, login: Login | None = None, parsers: Executor | None = None
) -> Sitemap:
    """Ask for a sitemap. Raises ScrapeError where it cannot be had or is none."""
    sink = SitemapSink()
    answer = await client.get(url, login=login, choose=sink.choose)
    read = sink.read if sink.was_chosen else partial(read_sitemap, answer.body)
    return await asyncio.get_running_loop().run_in_executor(parsers, read)


def starts_as_sitemap(start: bytes) -> bool:
    """Tell by the start of a body whether it is a sitemap or an index of sitemaps."""
    start = start.replace(b"\0", b"")
    return b"<urlset" in start or b"<sitemapindex" in start


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
            sitemap = await get_sitemap(client, waiting.pop(0), login)
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


def _unpacked(body: bytes) -> Iterator[bytes]:
    size = 0
    try:
        for piece in _pieces(gzip.GzipFile(fileobj=io.BytesIO(body))):
            size += len(piece)
            if size > MAX_BYTES:
                raise Reject("bomb", "a sitemap over 50 MB")
            yield piece
    except (OSError, EOFError, zlib.error) as error:
        raise Reject("bad_encoding", str(error)) from None


def _pieces(file: BinaryIO | gzip.GzipFile) -> Iterator[bytes]:
    while piece := file.read(_PIECE):
        yield piece
