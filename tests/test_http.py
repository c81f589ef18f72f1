import asyncio
import ipaddress
import resource
import socket
import ssl
from contextlib import suppress
from datetime import timedelta
from types import MappingProxyType

import hostile
import pytest
import trustme
from aiohttp.abc import AbstractResolver
from hostile import Flood, Hostile, page, redirect, status

from scrapers.errors import REASONS, Reject, Retry, ScrapeError
from scrapers.http import Client, Limits, Response, client, failure

OPEN = Limits(allow_private=True, total=20, connect=5, delay=0)
TIGHT = Limits(allow_private=True, total=20, connect=5, delay=0, max_bytes=1_000_000)


@pytest.fixture
def web():
    with Hostile() as server:
        yield server


def get(url, headers=MappingProxyType({}), limits=OPEN, **how) -> Response:
    async def one():
        async with client(limits) as c:
            return await c.get(url, headers, **how)

    return asyncio.run(one())


def refusal(url, headers=MappingProxyType({}), limits=OPEN) -> ScrapeError:
    with pytest.raises(ScrapeError) as caught:
        get(url, headers, limits)
    error = caught.value
    assert isinstance(error, Retry if REASONS[error.reason].retried else Reject)
    return error


# Success


def test_a_page_comes_back_whole(web):
    """A success carries status, final address, lower-case headers and the untouched bytes."""
    web.serve("/a", "<p>Καλημέρα</p>".encode("iso-8859-7"), "text/html; charset=iso-8859-7", 203)
    answer = get(web.url + "/a#part")
    assert answer.status == 203
    assert answer.url == web.url + "/a"
    assert answer.headers["content-type"] == "text/html; charset=iso-8859-7"
    assert answer.body.decode("iso-8859-7") == "<p>Καλημέρα</p>"


def test_requests_say_who_asks_and_what_can_be_decoded(web):
    """The user agent and exactly the encodings that are decoded are sent, and the caller's headers."""
    web.serve("/a", "x")
    get(web.url + "/a", {"If-None-Match": '"1"'})
    headers = web.requests[0].headers
    assert headers["user-agent"] == "Wirewatch/0.1 (news monitor)"
    assert headers["accept-encoding"] == "gzip, deflate"
    assert headers["if-none-match"] == '"1"'


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "raw"])
def test_compressed_bodies_are_decoded(web, encoding):
    """gzip, zlib's deflate and bare deflate all come out as they went in."""
    text = b"".join(b"<p>Paragraph %d</p>" % number for number in range(20_000))
    web.on("/a", hostile.compressed(text, encoding))
    assert get(web.url + "/a").body == text


def test_gzip_in_members_and_with_padding(web):
    """Several gzip members are one body, and bytes after the last are ignored as browsers do."""
    members = hostile.gzip.compress(b"one ") + hostile.gzip.compress(b"two") + b"\0\0\0padding"
    web.on("/a", page(members, headers={"Content-Encoding": "gzip"}))
    assert get(web.url + "/a").body == b"one two"


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "raw"])
def test_compressed_bodies_may_arrive_byte_by_byte(web, encoding):
    """Decoding does not depend on where the network cuts the stream."""
    sent = []

    class Tap:
        def write(self, data):
            sent.append(data)

        async def drain(self):
            pass

    asyncio.run(hostile.compressed(b"<p>Fine</p>" * 9, encoding)(None, Tap()))
    web.on("/a", hostile.drip(sent[0], every=0, head=False))
    assert get(web.url + "/a").body == b"<p>Fine</p>" * 9


def test_an_empty_body_under_gzip_is_empty(web):
    """A stream that never began is no truncation."""
    web.on("/a", page(b"", headers={"Content-Encoding": "gzip"}))
    assert get(web.url + "/a").body == b""


def test_headers_can_be_stored(web):
    """Bytes that are no UTF-8 become Latin-1, and repeated headers are joined."""
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nX-A: caf\xe9\r\nVary: a\r\nVary: b\r\n\r\nx"
    web.on("/a", hostile.raw(head))
    headers = get(web.url + "/a").headers
    assert headers["x-a"] == "café"
    assert headers["vary"] == "a, b"


def test_reading_may_end_early(web):
    """With `first`, so many bytes are enough and the rest is not read."""
    flood = Flood(500_000_000, announce=True)
    web.on("/a", flood)
    assert len(get(web.url + "/a", limits=TIGHT, first=1000).body) == 1000
    assert flood.sent < 200_000_000


def test_a_type_can_be_refused_before_the_body(web):
    """`accept` sees the Content-Type of a success and ends it before the body is read."""
    flood = Flood(500_000_000, content_type="video/mp4")
    web.on("/a", redirect("/b"))
    web.on("/b", flood)
    seen = []

    def refuse(content_type):
        seen.append(content_type)
        raise Reject("not_html")

    with pytest.raises(Reject, match="not_html"):
        get(web.url + "/a", accept=refuse)
    assert seen == ["video/mp4"]
    assert flood.sent < 200_000_000


def test_proxies_of_the_environment_are_not_used(web, monkeypatch):
    """A proxy would be asked for private addresses in our stead."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    web.serve("/a", "x")
    assert get(web.url + "/a").body == b"x"


# Status


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (400, "http_error"),
        (401, "forbidden"),
        (403, "forbidden"),
        (404, "not_found"),
        (405, "http_error"),
        (408, "timeout"),
        (410, "gone"),
        (418, "http_error"),
        (429, "rate_limited"),
        (451, "forbidden"),
        (500, "server_error"),
        (502, "server_error"),
        (503, "server_error"),
        (522, "server_error"),
        (999, "http_error"),
    ],
)
def test_every_status_has_its_name(web, code, reason):
    """A status that is no success is a Retry or a Reject as the table of reasons says."""
    web.on("/a", status(code))
    assert refusal(web.url + "/a").reason == reason
    assert failure(code).reason == reason


def test_retry_after_reaches_the_caller(web):
    """Both 429 and 503 hand on how long the server asked to be left alone."""
    web.on("/a", hostile.rate_limited("120"))
    web.on("/b", status(503, {"Retry-After": "30"}))
    web.on("/c", hostile.rate_limited("soon"))
    assert refusal(web.url + "/a").after == timedelta(seconds=120)
    assert refusal(web.url + "/b").after == timedelta(seconds=30)
    assert refusal(web.url + "/c").after is None


def test_304_is_an_answer_only_to_a_condition(web):
    """A 304 that was asked for is returned without a body; one that was not is a lie and tried again."""
    web.on("/a", hostile.conditional("<p>x</p>", '"1"'))
    web.on("/b", status(304))
    assert get(web.url + "/a").body == b"<p>x</p>"
    answer = get(web.url + "/a", {"If-None-Match": '"1"'})
    assert (answer.status, answer.body) == (304, b"")
    assert refusal(web.url + "/b").reason == "unasked_304"


# Redirects


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_redirects_are_followed(web, code):
    """Every kind of redirect leads on, relative or not, and the last address is told."""
    web.on("/a", redirect("b/c?d=1", code))
    web.on("/b/c", redirect(web.url + "/e", code))
    web.serve("/e", "<p>There</p>")
    answer = get(web.url + "/a", {"If-None-Match": '"1"'})
    assert answer.body == b"<p>There</p>"
    assert answer.url == web.url + "/e"
    assert [request.headers["if-none-match"] for request in web.requests] == ['"1"'] * 3


@pytest.mark.parametrize(
    ("codes", "moved_to"),
    [
        ((), None),
        ((301,), "/1"),
        ((302,), None),
        ((308, 301), "/2"),
        ((301, 302, 301), "/1"),
        ((307, 308), None),
    ],
)
def test_a_move_for_good_is_told(web, codes, moved_to):
    """Only permanent redirects from the start say where an address has moved."""
    for number, code in enumerate(codes):
        web.on(f"/{number}", redirect(f"/{number + 1}", code))
    web.serve(f"/{len(codes)}", "x")
    assert get(web.url + "/0").moved_to == (moved_to and web.url + moved_to)


def test_redirect_loops_end(web):
    """An address that was visited on this way is not asked again."""
    web.on("/a", redirect("/b"))
    web.on("/b", redirect("/a#again"))
    assert refusal(web.url + "/a").reason == "redirect_loop"
    assert len(web.requests) == 2


def test_redirect_chains_are_capped(web):
    """Five redirects are followed and the sixth is not."""
    for number in range(9):
        web.on(f"/{number}", redirect(f"/{number + 1}"))
    web.serve("/9", "x")
    assert get(web.url + "/4").body == b"x"
    assert refusal(web.url + "/3").reason == "too_many_redirects"


@pytest.mark.parametrize(
    "target",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "javascript:alert(1)",
        "http://[::1",
        "",
        "http://x:99999/",
    ],
)
def test_redirects_to_what_is_no_web_address(web, target):
    """Only http and https are followed, and a broken Location is no bug of ours."""
    web.on("/a", redirect(target))
    assert refusal(web.url + "/a").reason == "bad_redirect"
    assert len(web.requests) == 1


def test_a_redirect_without_a_target(web):
    """A redirect has to say where to."""
    web.on("/a", status(302))
    assert refusal(web.url + "/a").reason == "bad_redirect"


def test_each_hop_is_announced_before_it_is_asked(web):
    """`before` sees every hop and can end the way before the server is asked."""
    web.on("/a", redirect("/b"))
    seen = []

    async def before(url):
        seen.append(url)
        if url.endswith("/b"):
            raise Reject("robots")

    with pytest.raises(Reject, match="robots"):
        get(web.url + "/a", before=before)
    assert seen == [web.url + "/a", web.url + "/b"]
    assert [request.path for request in web.requests] == ["/a"]


def test_credentials_in_an_address_stay_out_of_the_answer(web):
    """They are sent to the host that they are for and not stored with the page."""
    web.serve("/a", "x")
    answer = get(web.url.replace("//", "//user:secret@") + "/a")
    assert answer.url == web.url + "/a"
    assert web.requests[0].headers["authorization"].startswith("Basic ")


# Addresses


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
        async with client(Limits(connect=5, total=10), permitted=permitted, dns=dns) as c:
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
        async with client(Limits(delay=0), permitted=lambda one: one.is_loopback, dns=dns) as c:
            told = []
            for path in paths:
                try:
                    told.append(await c.get(f"http://news.example:{web.port}{path}"))
                except ScrapeError as error:
                    told.append(error)
            return told

    return asyncio.run(one_after_the_other())


def test_no_cookies_are_kept(web):
    """What a server sets is sent back to it neither on the way nor later."""
    web.on("/a", status(302, {"Location": "/b", "Set-Cookie": "id=1; Path=/"}))
    web.serve("/b", "x")
    ask_by_name(web, "/a", "/b")
    assert [("cookie" in request.headers) for request in web.requests] == [False] * 3


def test_a_host_that_wants_rest_gets_it(web):
    """After a 429 with Retry-After, the host's other pages are not even asked for."""
    web.on("/a", hostile.rate_limited("60"))
    web.serve("/b", "x")
    first, second = ask_by_name(web, "/a", "/b")
    assert first.reason == second.reason == "rate_limited"
    assert timedelta(seconds=0) < second.after <= timedelta(seconds=60)
    assert web.asked("/b") == []


def test_dns_that_fails_is_tried_again():
    """A name that is not found may be found later."""
    with pytest.raises(Retry, match="dns"):
        ask_with(Dns(), "http://news.example/")
    with pytest.raises(Retry, match="dns"):
        ask_with(Dns([]), "http://news.example/")


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
        (hostile.truncated("<p>Half"), "truncated"),
        (hostile.reset(), "truncated"),
        (hostile.cut_gzip(bytes(range(256)) * 9), "truncated"),
        (
            hostile.raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", hang_up=True),
            "truncated",
        ),
        (hostile.hang_up, "connection"),
        (hostile.broken_gzip(), "bad_encoding"),
        (page("plain", headers={"Content-Encoding": "gzip"}), "bad_encoding"),
        (page("plain", headers={"Content-Encoding": "br"}), "bad_encoding"),
        (page("plain", headers={"Content-Encoding": "gzip, gzip"}), "bad_encoding"),
        (hostile.raw(b"SSH-2.0-OpenSSH_9.2\r\n\r\n"), "bad_response"),
        (hostile.raw(b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n"), "bad_response"),
        (hostile.long_header(100_000), "bad_response"),
        (hostile.endless_headers, "bad_response"),
    ],
)
def test_broken_answers_have_names(web, answer, reason):
    """Whatever a server sends ends in one named refusal."""
    web.on("/a", answer)
    assert refusal(web.url + "/a").reason == reason


def test_headers_of_20_kib_are_read(web):
    """Newsrooms send policies longer than the 8 KiB that aiohttp reads by default."""
    web.on("/a", hostile.long_header(20_000))
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
    assert refusal(web.url + "/a", limits=TIGHT).reason == "too_large"
    assert flood.sent < 200_000_000


def test_a_body_of_exactly_the_cap_is_fine(web):
    """The cap is what is allowed, compressed or not; one byte more is not."""
    web.serve("/a", bytes(1_000_000))
    web.on("/b", hostile.compressed(bytes(1_000_000)))
    web.serve("/c", bytes(1_000_001))
    assert len(get(web.url + "/a", limits=TIGHT).body) == 1_000_000
    assert len(get(web.url + "/b", limits=TIGHT).body) == 1_000_000
    assert refusal(web.url + "/c", limits=TIGHT).reason == "too_large"


def test_a_bomb_is_stopped_in_bounded_memory(web):
    """4 GiB behind 4 MB on the wire end as a bomb after the cap of 10 MiB, not of memory."""
    web.on("/a", hostile.gzip_bomb(4096))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert refusal(web.url + "/a").reason == "bomb"
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 100 * 1024


def test_a_large_compressed_page_is_no_bomb(web):
    """Beyond the cap at an ordinary ratio is too_large."""
    web.on("/a", hostile.compressed(b"".join(b"%d" % number for number in range(300_000))))
    assert refusal(web.url + "/a", limits=TIGHT).reason == "too_large"


def test_a_compressed_stream_of_nothing_is_capped_on_the_wire(web):
    """Empty gzip members for ever decode to nothing and still end."""
    web.on("/a", page(hostile.gzip.compress(b"") * 60_000, headers={"Content-Encoding": "gzip"}))
    assert refusal(web.url + "/a", limits=TIGHT).reason == "too_large"


@pytest.mark.parametrize(
    "answer",
    [
        hostile.silent,
        hostile.drip(bytes(10_000)),
        hostile.drip(b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 1000, head=False),
        hostile.drip(b"HTTP/1.1 103 Early Hints\r\n\r\n" * 1000, head=False),
    ],
)
def test_slow_answers_end_in_a_timeout(web, answer):
    """Silence, a dripping body, dripping headers and endless interim answers all end with the total time."""
    web.on("/a", answer)
    limits = Limits(allow_private=True, total=0.5, delay=0)
    assert refusal(web.url + "/a", limits=limits).reason == "timeout"


def test_redirects_share_the_total_time(web):
    """A chain of slow hops has no more time than one request."""
    for number in range(5):
        web.on(f"/{number}", hostile.delayed(redirect(f"/{number + 1}"), 0.4))
    limits = Limits(allow_private=True, total=1.0, delay=0)
    assert refusal(web.url + "/0", limits=limits).reason == "timeout"
    assert len(web.requests) < 5


def test_after_any_failure_the_client_goes_on(web):
    """One client serves a good page after every kind of bad one."""
    web.serve("/good", "x")
    bad = [
        hostile.truncated("x"),
        hostile.reset(),
        hostile.hang_up,
        hostile.broken_gzip(),
        Flood(500_000_000),
    ]
    for number, answer in enumerate(bad):
        web.on(f"/{number}", answer)

    async def all_of_them() -> list[bytes]:
        async with client(TIGHT) as c:
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
        web.on(f"/{number}", hostile.delayed(page("x"), 0.02))

    async def crowd():
        async with client(OPEN) as c:
            await asyncio.gather(*(c.get(f"{web.url}/{number}") for number in range(10)))

    asyncio.run(crowd())
    assert len(web.requests) == 10
    assert web.most_at_once == 2
