"""Sitemaps: what they list, and what a hostile one costs."""

import asyncio
import gzip
import hashlib
from datetime import UTC, datetime

import pytest
from hostile_server import Hostile

from scrapers.errors import Reject
from scrapers.http import Limits, open_client
from scrapers.sitemap import SitemapSink, read_sitemap, starts_as_sitemap, walk_sitemap
from scrapers.sitemap_parser import MOST_PLACES, SitemapEntry

NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def urlset(*pages: tuple[str, str]) -> bytes:
    inner = "".join(
        f"<url><loc>{url}</loc>{f'<lastmod>{at}</lastmod>' if at else ''}</url>" for url, at in pages
    )
    return f'<?xml version="1.0"?><urlset {NS}>{inner}</urlset>'.encode()


def test_pages_and_their_times_are_read() -> None:
    """Addresses come with the time of their change in UTC, and without one where it is absent or broken."""
    body = urlset(
        ("https://a.example/1", "2026-11-01"),
        ("https://a.example/2", "2026-11-01T06:00:00+04:30"),
        ("https://a.example/3", ""),
        ("https://a.example/4", "yesterday"),
    )
    assert read_sitemap(body).pages == (
        SitemapEntry("https://a.example/1", datetime(2026, 11, 1, tzinfo=UTC)),
        SitemapEntry("https://a.example/2", datetime(2026, 11, 1, 1, 30, tzinfo=UTC)),
        SitemapEntry("https://a.example/3"),
        SitemapEntry("https://a.example/4"),
    )
    assert read_sitemap(gzip.compress(body)) == read_sitemap(body)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html><body>404</body></html>",
        b"\x1f\x8bnot gzip",
        b"plain",
        gzip.compress(b" " * (51 * 1024 * 1024)),
    ],
    ids=["empty", "html", "broken gzip", "text", "bomb"],
)
def test_what_is_no_sitemap_is_refused(body: bytes) -> None:
    """Anything else ends in a named refusal."""
    with pytest.raises(Reject):
        read_sitemap(body)


def test_entities_are_not_expanded() -> None:
    """An entity, of the file or from outside, adds nothing to an address."""
    bomb = (
        b'<!DOCTYPE urlset [<!ENTITY a "aaaaaaaaaa"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
        b"<urlset><url><loc>https://a.example/&a;&f;</loc></url></urlset>"
    )
    assert [place.url for place in read_sitemap(bomb).pages] == ["https://a.example/"]


def test_an_index_is_followed_and_a_missing_part_passed_over() -> None:
    """The pages of all sitemaps of an index come, within the asked time, though one sitemap is gone."""
    with Hostile() as web:
        web.serve(
            "/one.xml",
            urlset((f"{web.url}/a", "2026-10-01"), (f"{web.url}/b", "2025-01-01")),
            "application/xml",
        )
        parts = "".join(f"<sitemap><loc>{web.url}/{name}.xml</loc></sitemap>" for name in ("gone", "one"))
        web.serve("/index.xml", f"<sitemapindex {NS}>{parts}</sitemapindex>".encode(), "application/xml")

        async def ask() -> list[str]:
            async with open_client(Limits(allow_private=True)) as getter:
                since = datetime(2026, 1, 1, tzinfo=UTC)
                return [
                    place.url async for place in walk_sitemap(getter, f"{web.url}/index.xml", since, None)
                ]

        assert asyncio.run(ask()) == [f"{web.url}/a"]


def test_of_an_index_what_changed_after_the_asked_time_is_read_too() -> None:
    """Its latest change says nothing of its older pages; the end of the time itself is outside, its begin within."""
    days = ("2026-01-31", "2026-02-01", "2026-02-28", "2026-03-01", "")
    with Hostile() as web:
        web.serve("/one.xml", urlset(*((f"{web.url}/{day}", day) for day in days)), "application/xml")
        part = f"<sitemap><loc>{web.url}/one.xml</loc><lastmod>2026-11-01</lastmod></sitemap>"
        web.serve("/index.xml", f"<sitemapindex {NS}>{part}</sitemapindex>".encode(), "application/xml")

        async def ask() -> list[str]:
            since, until = datetime(2026, 2, 1, tzinfo=UTC), datetime(2026, 3, 1, tzinfo=UTC)
            async with open_client(Limits(allow_private=True)) as getter:
                found = walk_sitemap(getter, f"{web.url}/index.xml", since, until)
                return [place.url.rpartition("/")[2] async for place in found]

        assert asyncio.run(ask()) == ["2026-02-01", "2026-02-28", ""]


@pytest.mark.parametrize("pages", [0, 1, 5_000])
@pytest.mark.parametrize("piece", [1_000, 1 << 20])
def test_what_is_read_while_it_comes_is_read_as_a_whole(pages: int, piece: int) -> None:
    """However it comes, in whatever letters of two bytes or one: nothing of it is lost, and it has its own hash."""
    body = urlset(*((f"https://a.example/{number}", "2026-11-01") for number in range(pages)))
    for written in (body, body.decode().encode("utf-16")):
        assert starts_as_sitemap(written[:4_000])
        sink = SitemapSink()
        for start in range(0, len(written), piece):
            sink.feed(written[start : start + piece])
        found = sink.read()
        assert len(found.pages) == pages
        assert found == read_sitemap(written)
        assert sink.body_hash == hashlib.sha256(written).hexdigest()


def test_a_time_of_publication_without_a_zone_is_known_as_such() -> None:
    """UTC is taken for it, and it says so; a day has no zone to tell."""
    news = "http://www.google.com/schemas/sitemap-news/0.9"
    written = ("2026-11-01T06:00:00", "2026-11-01T06:00:00Z", "2026-11-01T06:00:00+04:30", "2026-11-01")
    pages = "".join(
        f"<url><loc>https://a.example/</loc><n:news><n:publication_date>{at}</n:publication_date></n:news></url>"
        for at in written
    )
    found = read_sitemap(f'<urlset {NS} xmlns:n="{news}">{pages}</urlset>'.encode()).pages
    assert [place.is_local for place in found] == [True, False, False, False]


def test_of_more_addresses_than_a_sitemap_may_have_the_newest_are_kept() -> None:
    """The oldest go, wherever they stand, and the others keep their order."""
    more = 10
    pages = [("https://a.example/old", "2020-01-01")] * more + [
        ("https://a.example/new", "2026-01-01")
    ] * MOST_PLACES
    assert {place.url for place in read_sitemap(urlset(*pages)).pages} == {"https://a.example/new"}


@pytest.mark.parametrize(
    "inside",
    [
        b"<url>" + b"<a/>" * 50_000,
        b"<a/>" * 50_000,
        b"<url><loc>" + b"&a;" * 50_000,
        b"<url " + b'a="1" ' * 200_000,
        b"<url><loc>" + b"a" * 1_200_000,
        b"<url><loc>a</loc></url>" * 100_001,
    ],
    ids=["elements in an entry", "elements beside", "entities", "attributes", "text", "addresses"],
)
def test_what_has_no_end_is_refused_before_it_takes_memory(inside: bytes) -> None:
    """Whatever a sitemap repeats without end, it is named, and no tree of it is built."""
    with pytest.raises(Reject) as refused:
        read_sitemap(b"<urlset>" + inside)
    assert refused.value.reason == "too_complex"


def test_a_sitemap_that_breaks_off_gives_what_it_has() -> None:
    """The entries before the break are read."""
    assert [place.url for place in read_sitemap(b"<urlset><url><loc>a</loc></url><url><lo").pages] == ["a"]
