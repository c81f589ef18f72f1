import asyncio

import pytest
from hostile_server import Hostile, redirect, status

from scrapers.discover import MAX_ANNOUNCED, USUAL_PATHS, discover_feeds
from scrapers.errors import ScrapeError
from scrapers.http import Limits, open_client

LIMITS = Limits(allow_private=True, total=20, connect=5, delay=0)
RSS = "application/rss+xml"


def rss(title: str) -> str:
    return f"<rss version='2.0'><channel><title>{title}</title></channel></rss>"


@pytest.fixture
def web():
    with Hostile() as server:
        yield server


def find(url: str) -> list[tuple[str, str | None]]:
    async def one():
        async with open_client(LIMITS) as web:
            return [(feed.url, feed.title) for feed in await discover_feeds(web, url)]

    return asyncio.run(one())


def test_announced_and_usual(web):
    """The page's announcements come first, then the usual places; each is confirmed and listed once."""
    web.serve(
        "/news/",
        """<html><head><base href="/here/">
        <link rel="stylesheet" type="text/css" href="/style.css">
        <link rel="ALTERNATE" type="application/rss+xml" title="World" href="world.rss">
        <link rel="alternate home" type="application/feed+json; charset=utf-8" href="/feed.json">
        <link rel="alternate" type="application/atom+xml" href="/gone.atom">
        <link rel="alternate" type="application/atom+xml" href="/page">
        <link rel="alternate" type="application/atom+xml" href="javascript:x">
        <link rel="alternate" type="application/atom+xml" href="">
        <link rel="alternate" hreflang="fr" href="/fr/"></head></html>""",
    )
    web.serve("/here/world.rss", rss("World"), RSS)
    web.serve("/feed.json", '{"version": "https://jsonfeed.org/version/1", "title": "All", "items": []}')
    web.serve("/page", "<html>No feed</html>", RSS)
    web.serve("/feed", rss("Front page"), RSS)
    web.on("/rss", redirect("/feed"))
    web.serve("/rss.xml", rss("Front page"), RSS)
    web.on("/atom.xml", status(500))
    assert find(web.url + "/news/") == [
        (web.url + "/here/world.rss", "World"),
        (web.url + "/feed.json", "All"),
        (web.url + "/feed", "Front page"),
    ]
    assert not web.requests_for("/fr/")
    assert not web.requests_for("/style.css")


@pytest.mark.parametrize("path", USUAL_PATHS)
def test_each_usual_place(web, path):
    """A page that announces nothing may still have a feed in each of the usual places."""
    web.serve("/", "<p>Welcome</p>")
    web.serve(path, rss("Quiet"), RSS)
    assert find(web.url) == [(web.url + path, "Quiet")]


def test_a_page_that_is_the_feed(web):
    """The address of a feed is that feed, and nothing else is asked."""
    web.serve("/feed", rss("Itself"), RSS)
    assert find(web.url + "/feed") == [(web.url + "/feed", "Itself")]
    assert len(web.requests) == 1


def test_a_site_without_feeds(web):
    """A site that has none, and answers everything with its front page, has none."""
    for path in ("/", *USUAL_PATHS):
        web.serve(path, "<?xml version='1.0'?><html><body>Welcome</body></html>")
    assert find(web.url) == []


def test_announcements_are_capped(web):
    """A page cannot make us ask for more than so many feeds."""
    links = "".join(f"<link rel=alternate type={RSS} href=/{n}.rss>" for n in range(MAX_ANNOUNCED + 10))
    web.serve("/", links)
    find(web.url)
    assert len(web.requests) == 1 + MAX_ANNOUNCED + len(USUAL_PATHS)


def test_a_site_that_cannot_be_had(web):
    """Where the page itself fails, the failure is told."""
    with pytest.raises(ScrapeError, match="not_found"):
        find(web.url + "/nowhere")
