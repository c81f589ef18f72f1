"""WebSub: which hub a feed announces, what is asked of it, and whose word is believed."""

import asyncio
import hashlib
import hmac
from datetime import timedelta
from urllib.parse import parse_qs

import pytest
from aiohttp.abc import AbstractResolver
from hostile_server import Hostile, redirect, status
from many_hosts import EveryName

from scrapers.errors import ScrapeError
from scrapers.feeds import parse_feed
from scrapers.http import Limits, open_client
from scrapers.websub import Hub, ask, find_hub, granted_lease, is_signed

URL = "https://news.example/feed.xml"
HUB = "https://hub.example/"


def links_of(feed: str) -> list[dict[str, str]]:
    return [{"rel": rel, "href": href} for rel, href in parse_feed(feed.encode(), "", URL).links]


ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>N</title><link rel="hub" href="{hub}"/>'
    '<link rel="self" href="{self}"/><link href="https://news.example/"/></feed>'
)
RSS = (
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>N</title>'
    '<atom:link rel="hub" href="{hub}"/><atom:link rel="self" href="{self}"/></channel></rss>'
)
JSON = '{{"version": "https://jsonfeed.org/version/1.1", "title": "N", "feed_url": "{self}", "hubs": [{{"type": "WebSub", "url": "{hub}"}}], "items": []}}'  # noqa: E501


@pytest.mark.parametrize("form", [ATOM, RSS, JSON])
def test_each_kind_of_feed_announces_its_hub(form: str) -> None:
    """The hub and the feed's own address are read from Atom, RSS and JSON Feed."""
    feed = form.format(hub=HUB, self="https://news.example/feed?x=1")
    assert find_hub({}, links_of(feed), URL) == Hub(HUB, "https://news.example/feed?x=1")


def test_the_link_header_goes_first() -> None:
    """A server's header wins over what the feed says; without rel=self the address of the feed is the topic."""
    header = {"link": f'<{HUB}header>; rel="hub preload", </own>; rel=self, </x>; rel=next'}
    links = [{"rel": "hub", "href": HUB}]
    assert find_hub(header, links, URL) == Hub(HUB + "header", "https://news.example/own")
    assert find_hub({}, links, URL) == Hub(HUB, URL)


@pytest.mark.parametrize(
    "href",
    ["", "javascript:alert(1)", "ftp://hub.example/", "http://", "https://x/" + "a" * 3000, "http://[::1"],
)
def test_an_unusable_hub_is_none(href: str) -> None:
    """What is no web address is no hub, and a feed without one has none."""
    assert find_hub({}, [{"rel": "hub", "href": href}], URL) is None
    assert find_hub({"link": f"<{href}>; rel=hub"}, [], URL) is None
    assert find_hub({"link": ";;;,<" * 4000}, [{"rel": "self", "href": URL}, {}], URL) is None


@pytest.mark.parametrize("method", ["sha1", "sha256", "sha384", "sha512"])
def test_a_right_signature_is_known(method: str) -> None:
    """The signatures of the standard's four methods hold, for this body and this secret alone."""
    told = f"{method}={hmac.new(b'secret', b'body', getattr(hashlib, method)).hexdigest()}"
    assert is_signed(b"body", told, "secret")
    assert is_signed(b"body", told.upper(), "secret")
    assert not is_signed(b"body2", told, "secret")
    assert not is_signed(b"body", told, "other")


@pytest.mark.parametrize(
    "header", ["", "sha1", "sha1=", "md5=" + "0" * 32, "sha256=é", "=", "sha1=" + "0" * 40]
)
def test_no_signature_is_a_wrong_one(header: str) -> None:
    """Nothing else is a signature: not an empty one, another method's, or letters that are none."""
    assert not is_signed(b"body", header, "secret")


def test_leases_are_believed_within_bounds() -> None:
    """A lease of a second or of a hundred years is not, and what is no number is ten days."""
    told = [granted_lease(text) for text in ("864000", "1", "99999999999", "-5", "x", None, "9" * 50)]
    ten = timedelta(days=10)
    assert told == [ten, timedelta(minutes=5), timedelta(days=30), ten, ten, ten, ten]


def ask_at(url: str, *, private: bool = False, dns: AbstractResolver | None = None) -> None:
    async def asking() -> None:
        async with open_client(Limits(allow_private=private, delay=0), dns=dns) as web:
            await ask(web, Hub(url, URL), "https://me.example/hub/t", "secret", subscribe=True)

    asyncio.run(asking())


def test_a_hub_is_asked_by_a_form() -> None:
    """The standard's fields are posted, and go with a redirect that keeps the method; another is refused."""
    with Hostile() as web:
        web.on("/old", redirect("/hub", 308))
        web.on("/hub", status(202))
        ask_at(web.url + "/old", private=True)
        (request,) = web.posts_to("/hub")
        web.on("/elsewhere", redirect("/hub", 302))
        with pytest.raises(ScrapeError):
            ask_at(web.url + "/elsewhere", private=True)
        web.on("/round", redirect("/round", 307))
        with pytest.raises(ScrapeError, match="redirect_loop"):
            ask_at(web.url + "/round", private=True)
        assert len(web.posts_to("/hub")) == 1
    assert parse_qs(request.body.decode()) == {
        "hub.mode": ["subscribe"],
        "hub.topic": [URL],
        "hub.callback": ["https://me.example/hub/t"],
        "hub.secret": ["secret"],
        "hub.lease_seconds": ["864000"],
    }


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/hub", "http://0x7f.1/hub", "https://hub.example/"])
def test_a_hub_within_our_own_network_is_not_asked(url: str) -> None:
    """A private address is refused, as it is written and after DNS."""
    with pytest.raises(ScrapeError, match="private_address"):
        ask_at(url, dns=EveryName(["10.0.0.1"]))
