import asyncio
import ipaddress
import socket
from datetime import timedelta

import hostile_server
import pytest
from aiohttp.abc import AbstractResolver
from hostile_server import Hostile, redirect, status
from http_requests import refusal

from scrapers.errors import Reject, Retry, ScrapeError
from scrapers.http import Limits, open_client


@pytest.fixture
def web():
    with Hostile() as server:
        yield server


@pytest.mark.parametrize(
    "url",
    [
        "",
        "x",
        "/a",
        "ftp://example.org/",
        "http://",
        "http:///a",
        "http://[",
        "http://a:b/",
        "http://a b/",
        "http://127%2e0.0.1/",
        "http://" + "a" * 9000,
    ],
)
def test_what_is_no_web_address_is_refused(url):
    """A broken or foreign address ends as bad_url, before anything is asked."""
    assert refusal(url, limits=Limits()).reason == "bad_url"


def test_a_name_that_dns_cannot_hold_is_refused():
    """A label of more than 63 characters makes no bug of ours."""
    assert refusal(f"http://{'a' * 70}.example/", limits=Limits()).reason in ("bad_url", "dns")


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "2130706433",
        "[::1]",
        "0x7f.1",
        "0x7f000001",
        "017700000001",
        "0177.0.0.1",
        "127.1",
        "127.0.0.1.",
        "0",
        "0.0.0.0",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[64:ff9b::7f00:1]",
        "１２７.0.0.1",
        "user@127.0.0.1",
        "example.org@127.0.0.1",
    ],
)
def test_private_addresses_are_refused_in_every_spelling(web, host):
    """No spelling of this machine's own address gets a request through."""
    web.serve("/", "secret")
    assert refusal(f"http://{host}:{web.port}/", limits=Limits()).reason == "private_address"
    assert web.requests == []


@pytest.mark.parametrize(
    ("host", "told"),
    [
        ("127.0.0.1", "127.0.0.1 is no public address"),
        ("127.0.0.1.", "127.0.0.1. is no public address"),
        ("[::1]", "::1 is no public address"),
        ("0x7f.1", "0x7f.1 is 127.0.0.1"),
    ],
)
def test_a_refused_address_is_told_in_words_that_say_something(host, told):
    """An address that stands for another is told with that; of one that is itself is told why it is refused."""
    assert refusal(f"http://{host}/", limits=Limits()).detail == told


class Dns(AbstractResolver):
    """Answers from a list, another one each time."""

    def __init__(self, *answers):
        self.answers = list(answers)

    async def resolve(self, host, port=0, family=socket.AF_INET):  # noqa: ARG002
        """Give the next answer, or fail once there is none."""
        if not self.answers:
            raise OSError("no such name")
        return [
            {"hostname": host, "host": one, "port": port, "family": socket.AF_INET, "proto": 0, "flags": 0}
            for one in self.answers.pop(0)
        ]

    async def close(self):
        """There is nothing to close."""


def ask_with(dns, url, permitted=None):
    async def one():
        async with open_client(Limits(connect=5, total=10), permitted=permitted, dns=dns) as c:
            return await c.get(url)

    return asyncio.run(one())


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "100.64.0.1", "224.0.0.1"])
def test_names_of_private_addresses_are_refused(web, address):
    """What counts is where a name leads, not the name."""
    with pytest.raises(Reject, match="private_address"):
        ask_with(Dns([address]), f"http://news.example:{web.port}/")
    assert web.requests == []


def test_only_the_permitted_addresses_of_a_name_are_asked(web):
    """A name with a good and a bad address is asked at the good one alone."""
    web.serve("/", "x")
    dns = Dns(["10.255.255.1", "127.0.0.1"])
    url = f"http://news.example:{web.port}/"
    assert ask_with(dns, url, permitted=lambda one: one.is_loopback).body == b"x"


def test_a_redirect_to_a_private_address_is_refused(web):
    """A first hop that may be asked opens no way to an address that may not."""
    web.on("/a", redirect(f"http://[::1]:{web.port}/secret"))
    web.on("/b", redirect(f"http://localhost.:{web.port}/secret"))
    web.on("/c", redirect("http://169.254.169.254/latest/meta-data/"))
    four = ipaddress.ip_address("127.0.0.1")
    for path in ("/a", "/c"):
        with pytest.raises(Reject, match="private_address"):
            ask_with(Dns(), web.url + path, permitted=lambda one: one == four)
    with pytest.raises(Reject, match="private_address"):
        ask_with(Dns(["::1"]), web.url + "/b", permitted=lambda one: one == four)
    assert [request.path for request in web.requests] == ["/a", "/c", "/b"]


def ask_by_name(web, *paths):
    """Ask for paths of a name that leads to the server: what holds for loopback alone does not hold here."""

    async def one_after_the_other():
        dns = Dns(["127.0.0.1"])
        async with open_client(Limits(delay=0), permitted=lambda one: one.is_loopback, dns=dns) as c:
            told = []
            for path in paths:
                try:
                    told.append(await c.get(f"http://news.example:{web.port}{path}"))
                except ScrapeError as error:
                    told.append(error)
            return told

    return asyncio.run(one_after_the_other())


def test_cookies_live_as_long_as_one_chain_of_redirects(web):
    """What a server sets is sent back to it on the way, as a consent page asks, and not with the next request."""
    web.on("/a", status(302, {"Location": "/b", "Set-Cookie": "id=1; Path=/"}))
    web.serve("/b", "x")
    ask_by_name(web, "/a", "/b")
    assert [("cookie" in request.headers) for request in web.requests] == [False, True, False]


def test_a_host_that_wants_rest_gets_it(web):
    """After a 429 with Retry-After, the host's other pages are not even asked for."""
    web.on("/a", hostile_server.rate_limited("60"))
    web.serve("/b", "x")
    first, second = ask_by_name(web, "/a", "/b")
    assert first.reason == second.reason == "rate_limited"
    assert timedelta(seconds=0) < second.after <= timedelta(seconds=60)
    assert web.requests_for("/b") == []


def test_dns_that_fails_is_tried_again():
    """A name that is not found may be found later."""
    with pytest.raises(Retry, match="dns"):
        ask_with(Dns(), "http://news.example/")
    with pytest.raises(Retry, match="dns"):
        ask_with(Dns([]), "http://news.example/")
