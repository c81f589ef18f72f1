"""Sitemaps as sources: what of theirs is news, and what hostile ones cost."""

import asyncio
import gzip
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from hostile_server import Hostile, status
from msgspec.structs import replace

from scrapers.discover import FoundFeed, discover_feeds
from scrapers.errors import Reject
from scrapers.http import Limits, open_client
from scrapers.items import MAX_ITEMS
from scrapers.poll import PollResult, poll_feed
from scrapers.records import Feed, FeedState, Kind, Source
from scrapers.sitemap_feed import MOST_SITEMAPS, entries_of
from scrapers.sitemap_parser import SitemapEntry

NOW = datetime.now(UTC).replace(microsecond=0)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
LIMITS = Limits(allow_private=True, delay=0)


def urlset(*pages: tuple[str, str]) -> str:
    """Make a sitemap of addresses, each with more elements."""
    inner = "".join(f"<url><loc>{url}</loc>{more}</url>" for url, more in pages)
    return f'<?xml version="1.0"?>\n<urlset {NS}>{inner}</urlset>'


def news(title: str, at: datetime) -> str:
    """Make what a news sitemap says of a page."""
    return (
        f"<news:news><news:publication><news:name>X</news:name></news:publication><news:title>{title}</news:title>"
        f"<news:publication_date>{at.isoformat()}</news:publication_date></news:news>"
    )


def index(*sitemaps: tuple[str, datetime | None]) -> str:
    """Make an index of sitemaps, with the times of their changes."""
    inner = "".join(
        f"<sitemap><loc>{url}</loc>{f'<lastmod>{at.isoformat()}</lastmod>' if at else ''}</sitemap>"
        for url, at in sitemaps
    )
    return f"<sitemapindex {NS}>{inner}</sitemapindex>"


@pytest.fixture
def web() -> Iterator[Hostile]:
    """Serve what a test says."""
    with Hostile() as server:
        yield server


def ask(url: str, kind: Kind = "feed", state: FeedState = FeedState()) -> PollResult:  # noqa: B008
    """Poll a sitemap like a feed."""
    feed = Feed(url=url, source=Source(id="x", name="X", domain="127.0.0.1"), kind=kind)

    async def one() -> PollResult:
        async with open_client(LIMITS) as client:
            return await poll_feed(client, feed, state)

    return asyncio.run(one())


def names(polled: PollResult) -> list[str]:
    """Return the last parts of the addresses that a poll found."""
    return [entry.url.rpartition("/")[2] for entry in polled.entries]


@pytest.mark.parametrize("kind", ["feed", "sitemap"])
def test_a_news_sitemap_is_read_like_a_feed(web: Hostile, kind: Kind) -> None:
    """Its pages come newest first with headline and time, and it is asked under conditions the next time."""
    web.serve(
        "/news.xml",
        urlset((f"{web.url}/1", news("One", NOW - DAY)), (f"{web.url}/2", news("Two", NOW - HOUR))),
    )
    polled = ask(f"{web.url}/news.xml", kind)
    assert [(entry.title, entry.published) for entry in polled.entries] == [
        ("Two", NOW - HOUR),
        ("One", NOW - DAY),
    ]
    assert ask(f"{web.url}/news.xml", kind, polled.state).unchanged


def test_a_packed_sitemap_is_known_by_its_address(web: Hostile) -> None:
    """A file .xml.gz needs no kind."""
    body = gzip.compress(urlset((f"{web.url}/1", news("One", NOW))).encode())
    web.serve("/sitemap-news.xml.gz", body, "application/gzip")
    assert names(ask(f"{web.url}/sitemap-news.xml.gz")) == ["1"]


def test_an_index_is_asked_for_its_latest_sitemaps(web: Hostile) -> None:
    """News come before what changed last; a few are asked, never itself; a broken one costs itself and is told."""
    old = [(f"{web.url}/old-{number}.xml", NOW - number * DAY) for number in range(2, 40)]
    web.serve("/index.xml", index(
        (f"{web.url}/index.xml", NOW), *old, (f"{web.url}/broken.xml", NOW), (f"{web.url}/nested.xml", NOW),
        (f"{web.url}/latest.xml", NOW), (f"{web.url}/news.xml", None),
    ))  # fmt: skip
    web.serve("/news.xml", urlset((f"{web.url}/1", news("One", NOW))))
    web.serve("/latest.xml", urlset((f"{web.url}/2", f"<lastmod>{(NOW - HOUR).isoformat()}</lastmod>")))
    web.serve("/nested.xml", index((f"{web.url}/index.xml", NOW)))
    web.on("/broken.xml", status(500))
    for url, _ in old:
        web.serve(url.removeprefix(web.url), urlset())
    polled = ask(f"{web.url}/index.xml")
    assert names(polled) == ["1", "2"]
    asked = [request.path for request in web.requests if request.path.endswith(".xml")]
    assert len(asked) == 1 + MOST_SITEMAPS
    assert asked.count("/index.xml") == 1
    told = sorted(line.partition(" (")[0].partition(": ")[0].rpartition("/")[2] for line in polled.skipped)
    assert told == ["broken.xml", "nested.xml"]
    assert polled.state == FeedState()


def test_an_index_in_an_index_is_asked_and_no_deeper(web: Hostile) -> None:
    """Large sites keep an index of indexes; what leads on from there, or in a circle, is told and left."""
    web.serve("/index.xml", index((f"{web.url}/year.xml", NOW)))
    web.serve("/year.xml", index((f"{web.url}/day.xml", NOW), (f"{web.url}/deep.xml", NOW - HOUR)))
    web.serve("/day.xml", urlset((f"{web.url}/1", news("One", NOW))))
    web.serve("/deep.xml", index((f"{web.url}/day.xml", NOW), (f"{web.url}/other.xml", NOW)))
    polled = ask(f"{web.url}/index.xml")
    assert names(polled) == ["1"]
    assert [line.partition(": ")[0].rpartition("/")[2] for line in polled.skipped] == ["deep.xml"]
    assert [request.path for request in web.requests].count("/day.xml") == 1
    assert "/other.xml" not in [request.path for request in web.requests]
    web.serve("/self.xml", index((f"{web.url}/self.xml", NOW)))
    assert "lists itself alone" in ask(f"{web.url}/self.xml").skipped[0]


def test_an_index_of_which_nothing_can_be_had_fails(web: Hostile) -> None:
    """It has the name of what went wrong, and is no silent feed."""
    web.serve("/index.xml", index((f"{web.url}/gone.xml", NOW)))
    web.on("/gone.xml", status(404))
    with pytest.raises(Reject, match="not_found"):
        ask(f"{web.url}/index.xml")


def test_what_is_no_sitemap_is_told(web: Hostile) -> None:
    """A page in place of a sitemap is none, though the configuration says so."""
    web.serve("/sitemap.xml", "<html><body>Hello</body></html>")
    with pytest.raises(Reject, match="not_a_feed"):
        ask(f"{web.url}/sitemap.xml", "sitemap")


def entries(pages: Sequence[SitemapEntry]) -> list[str]:
    """Return the last parts of the addresses that count."""
    return [
        entry.url.rpartition("/")[2] for entry in entries_of(pages, "https://a.example/s.xml", NOW).entries
    ]


def test_of_a_large_sitemap_only_the_last_days_count() -> None:
    """Fifty thousand pages cost a thousand entries at most, the newest; an archive brings none of its old ones."""
    pages = [SitemapEntry(f"https://a.example/{n}", NOW - n * timedelta(minutes=10)) for n in range(50_000)]
    assert entries(pages) == [str(n) for n in range(MAX_ITEMS)]
    assert entries(pages[5_000:]) == []
    told = entries_of(pages[:1_006], "https://a.example/s.xml", NOW)
    assert told.skipped == ("pages older than the newest 1,000 are not read",)
    assert told.further == 5
    assert entries([SitemapEntry("https://a.example/x", NOW)] * 3) == ["x"]


def test_pages_without_a_date_count_in_small_sitemaps() -> None:
    """Where a sitemap has thousands of them nobody knows which are new, and that is told."""
    pages = [SitemapEntry(f"https://a.example/{n}") for n in range(MAX_ITEMS + 1)]
    assert len(entries(pages[:-1])) == MAX_ITEMS
    found = entries_of(pages, "https://a.example/s.xml", NOW)
    assert (found.entries, len(found.skipped)) == ((), 1)
    assert found.further == MAX_ITEMS


def test_a_change_is_no_publication() -> None:
    """The time of a plain sitemap is that of a change; a news sitemap's is that of publication."""
    pages = [
        SitemapEntry("https://a.example/1", NOW - HOUR),
        SitemapEntry("https://a.example/2", NOW, NOW - DAY),
    ]
    first, second = entries_of(pages, "https://a.example/s.xml", NOW).entries
    assert (first.published, first.updated) == (None, NOW - HOUR)
    assert second.published == NOW - DAY


SMALL = Limits(allow_private=True, delay=0, max_bytes=300_000)
FILLED = "<url><loc>https://127.0.0.1/{}</loc><changefreq>always</changefreq></url>"


@pytest.mark.parametrize("encoding", [None, "gzip"])
def test_a_sitemap_may_be_larger_than_any_other_body(web: Hostile, encoding: str | None) -> None:
    """It is read as it comes, alone and in an index, by `feeds add` too; once it is unchanged nothing is read."""
    pages = "".join(
        FILLED.format(f"{sha256(bytes([number % 256, number // 256])).hexdigest()}/{number}")
        for number in range(3_000)
    )
    body = f"<urlset {NS}>{pages}</urlset>".replace(
        "3</loc>", f"3</loc><lastmod>{NOW:%Y-%m-%d}</lastmod>"
    ).encode()
    headers = {"Content-Encoding": encoding} if encoding else {}
    sent = gzip.compress(body) if encoding else body
    web.serve("/big.xml", sent, "application/xml", headers=headers)
    web.serve("/index.xml", index((f"{web.url}/big.xml", NOW)), "application/xml")
    feed = Feed(url=f"{web.url}/big.xml", source=Source(id="x", name="X", domain="127.0.0.1"))

    async def ask_all() -> tuple[PollResult, PollResult, PollResult, list[FoundFeed]]:
        async with open_client(SMALL) as client:
            first = await poll_feed(client, feed, FeedState())
            again = await poll_feed(client, feed, first.state)
            by_index = await poll_feed(client, replace(feed, url=f"{web.url}/index.xml"), FeedState())
            return first, again, by_index, await discover_feeds(client, feed.url)

    first, again, by_index, (found,) = asyncio.run(ask_all())
    assert len(body) > SMALL.max_bytes
    assert len(first.entries) == len(by_index.entries) == found.entries == 300
    assert again.unchanged


def test_what_only_is_large_is_refused(web: Hostile) -> None:
    """The larger cap is for sitemaps alone, and has an end: a bomb is named at its first piece."""
    web.serve("/feed.xml", b"<rss>" + b" " * 400_000, "application/xml")
    bomb = gzip.compress(b"<urlset>" + b" " * 60_000_000)
    web.serve("/bomb.xml", bomb, "application/xml", headers={"Content-Encoding": "gzip"})

    async def ask_one(name: str) -> None:
        async with open_client(SMALL) as client:
            url = f"{web.url}/{name}.xml"
            await poll_feed(client, Feed(url=url, source=Source(id="x", name="X", domain="x")), FeedState())

    for name, reason in (("feed", "too_large"), ("bomb", "bomb")):
        with pytest.raises(Reject) as refused:
            asyncio.run(ask_one(name))
        assert refused.value.reason == reason
