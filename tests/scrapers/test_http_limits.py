import asyncio
import resource
import socket
import ssl
from contextlib import suppress

import hostile_server
import pytest
import trustme
from hostile_server import Flood, Hostile, page, redirect
from http_requests import LIMITS, LOW_LIMITS, get, refusal

from scrapers.errors import ScrapeError
from scrapers.http import Client, Limits, open_client


@pytest.fixture
def web():
    with Hostile() as server:
        yield server


# Broken answers


def test_nobody_listens():
    """A refused connection is tried again, and says in plain words who refused it."""
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    error = refusal(f"http://127.0.0.1:{port}/")
    assert (error.reason, error.detail) == ("connection", f"127.0.0.1:{port}: Connection refused")


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (hostile_server.truncated("<p>Half"), "truncated"),
        (hostile_server.reset(), "truncated"),
        (hostile_server.cut_gzip(bytes(range(256)) * 9), "truncated"),
        (
            hostile_server.raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", hang_up=True),
            "truncated",
        ),
        (hostile_server.close_connection, "connection"),
        (hostile_server.broken_gzip(), "bad_encoding"),
        (page("plain", headers={"Content-Encoding": "gzip"}), "bad_encoding"),
        (page("plain", headers={"Content-Encoding": "compress"}), "bad_encoding"),
        (page("plain", headers={"Content-Encoding": "gzip, gzip"}), "bad_encoding"),
        (hostile_server.raw(b"SSH-2.0-OpenSSH_9.2\r\n\r\n"), "bad_response"),
        (hostile_server.raw(b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n"), "bad_response"),
        (hostile_server.long_header(100_000), "bad_response"),
        (hostile_server.endless_headers, "bad_response"),
    ],
)
def test_broken_answers_have_names(web, answer, reason):
    """Whatever a server sends ends in one named refusal."""
    web.on("/a", answer)
    assert refusal(web.url + "/a").reason == reason


def test_headers_of_20_kib_are_read(web):
    """Newsrooms send policies longer than the 8 KiB that aiohttp reads by default."""
    web.on("/a", hostile_server.long_header(20_000))
    assert len(get(web.url + "/a").headers["x-long"]) == 20_000


def test_plain_http_behind_https(web):
    """A port that speaks no TLS is tried again."""
    assert refusal(web.url.replace("http:", "https:") + "/a").reason == "tls"


def test_a_certificate_that_does_not_hold():
    """A certificate of an authority that nobody knows is refused before anything is asked."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    with Hostile(tls=context) as web:
        assert refusal(web.url + "/a").reason == "tls"
        assert web.requests == []


# Too much, too slow


def test_an_announced_giant_is_not_read(web):
    """A Content-Length beyond the cap is refused at once."""
    flood = Flood(500_000_000, announce=True)
    web.on("/a", flood)
    assert refusal(web.url + "/a").reason == "too_large"
    assert flood.sent < 200_000_000


def test_a_giant_is_read_to_the_cap_only(web):
    """Without a Content-Length, reading ends at the cap."""
    flood = Flood(500_000_000)
    web.on("/a", flood)
    assert refusal(web.url + "/a", limits=LOW_LIMITS).reason == "too_large"
    assert flood.sent < 200_000_000


def test_a_body_of_exactly_the_cap_is_fine(web):
    """The cap is what is allowed, compressed or not; one byte more is not."""
    web.serve("/a", bytes(1_000_000))
    web.on("/b", hostile_server.compressed(bytes(1_000_000)))
    web.serve("/c", bytes(1_000_001))
    assert len(get(web.url + "/a", limits=LOW_LIMITS).body) == 1_000_000
    assert len(get(web.url + "/b", limits=LOW_LIMITS).body) == 1_000_000
    assert refusal(web.url + "/c", limits=LOW_LIMITS).reason == "too_large"


def test_a_bomb_is_stopped_in_bounded_memory(web):
    """4 GiB behind 4 MB on the wire end as a bomb after the cap of 10 MiB, not of memory."""
    web.on("/a", hostile_server.gzip_bomb(4096))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert refusal(web.url + "/a").reason == "bomb"
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 100 * 1024


def test_a_large_compressed_page_is_no_bomb(web):
    """Beyond the cap at an ordinary ratio is too_large."""
    web.on("/a", hostile_server.compressed(b"".join(b"%d" % number for number in range(300_000))))
    assert refusal(web.url + "/a", limits=LOW_LIMITS).reason == "too_large"


def test_a_compressed_stream_of_nothing_is_capped_on_the_wire(web):
    """Empty gzip members for ever decode to nothing and still end."""
    web.on("/a", page(hostile_server.gzip.compress(b"") * 60_000, headers={"Content-Encoding": "gzip"}))
    assert refusal(web.url + "/a", limits=LOW_LIMITS).reason == "too_large"


@pytest.mark.parametrize(
    "answer",
    [
        hostile_server.never_answer,
        hostile_server.byte_by_byte(bytes(10_000)),
        hostile_server.byte_by_byte(b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 1000, head=False),
        hostile_server.byte_by_byte(b"HTTP/1.1 103 Early Hints\r\n\r\n" * 1000, head=False),
    ],
)
def test_slow_answers_end_in_a_timeout(web, answer):
    """Silence, a dripping body, dripping headers and endless interim answers all end with the total time."""
    web.on("/a", answer)
    limits = Limits(allow_private=True, total=0.5, delay=0)
    late = refusal(web.url + "/a", limits=limits)
    assert (late.reason, late.detail) == ("timeout", "no whole answer within 0.5 s")


def test_redirects_share_the_total_time(web):
    """A chain of slow hops has no more time than one request."""
    for number in range(5):
        web.on(f"/{number}", hostile_server.delayed(redirect(f"/{number + 1}"), 0.4))
    limits = Limits(allow_private=True, total=1.0, delay=0)
    assert refusal(web.url + "/0", limits=limits).reason == "timeout"
    assert len(web.requests) < 5


def test_after_any_failure_the_client_goes_on(web):
    """One client serves a good page after every kind of bad one."""
    web.serve("/good", "x")
    bad = [
        hostile_server.truncated("x"),
        hostile_server.reset(),
        hostile_server.close_connection,
        hostile_server.broken_gzip(),
        Flood(500_000_000),
    ]
    for number, answer in enumerate(bad):
        web.on(f"/{number}", answer)

    async def all_of_them() -> list[bytes]:
        async with open_client(LOW_LIMITS) as c:
            return [await good_after_bad(c, number) for number in range(len(bad))]

    async def good_after_bad(c: Client, number: int) -> bytes:
        with suppress(ScrapeError):
            await c.get(f"{web.url}/{number}")
        return (await c.get(web.url + "/good")).body

    assert asyncio.run(all_of_them()) == [b"x"] * len(bad)


# Politeness


def test_a_host_gets_no_more_requests_at_once_than_allowed(web):
    """Ten tasks at one host are served two at a time."""
    for number in range(10):
        web.on(f"/{number}", hostile_server.delayed(page("x"), 0.02))

    async def crowd():
        async with open_client(LIMITS) as c:
            await asyncio.gather(*(c.get(f"{web.url}/{number}") for number in range(10)))

    asyncio.run(crowd())
    assert len(web.requests) == 10
    assert web.most_at_once == 2
