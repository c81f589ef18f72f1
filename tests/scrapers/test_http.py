import asyncio
from datetime import timedelta

import hostile_server
import pytest
from hostile_server import Flood, Hostile, page, redirect, status
from http_requests import LOW_LIMITS, get, refusal

from scrapers.errors import Reject
from scrapers.http import error_of_status


@pytest.fixture
def web():
    with Hostile() as server:
        yield server


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
    assert headers["accept-encoding"] == "gzip, deflate, br, zstd"
    assert headers["if-none-match"] == '"1"'


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "raw"])
def test_compressed_bodies_are_decoded(web, encoding):
    """gzip, zlib's deflate and bare deflate all come out as they went in."""
    text = b"".join(b"<p>Paragraph %d</p>" % number for number in range(20_000))
    web.on("/a", hostile_server.compressed(text, encoding))
    assert get(web.url + "/a").body == text


def test_gzip_in_members_and_with_padding(web):
    """Several gzip members are one body, and bytes after the last are ignored as browsers do."""
    members = hostile_server.gzip.compress(b"one ") + hostile_server.gzip.compress(b"two") + b"\0\0\0padding"
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

    asyncio.run(hostile_server.compressed(b"<p>Fine</p>" * 9, encoding)(None, Tap()))
    web.on("/a", hostile_server.byte_by_byte(sent[0], every=0, head=False))
    assert get(web.url + "/a").body == b"<p>Fine</p>" * 9


def test_an_empty_body_under_gzip_is_empty(web):
    """A stream that never began is no truncation."""
    web.on("/a", page(b"", headers={"Content-Encoding": "gzip"}))
    assert get(web.url + "/a").body == b""


def test_headers_can_be_stored(web):
    """Bytes that are no UTF-8 become Latin-1, and repeated headers are joined."""
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nX-A: caf\xe9\r\nVary: a\r\nVary: b\r\n\r\nx"
    web.on("/a", hostile_server.raw(head))
    headers = get(web.url + "/a").headers
    assert headers["x-a"] == "café"
    assert headers["vary"] == "a, b"


def test_reading_may_end_early(web):
    """With `first`, so many bytes are enough and the rest is not read."""
    flood = Flood(500_000_000, announce=True)
    web.on("/a", flood)
    assert len(get(web.url + "/a", limits=LOW_LIMITS, first=1000).body) == 1000
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
    assert error_of_status(code).reason == reason


def test_retry_after_reaches_the_caller(web):
    """Both 429 and 503 hand on how long the server asked to be left alone."""
    web.on("/a", hostile_server.rate_limited("120"))
    web.on("/b", status(503, {"Retry-After": "30"}))
    web.on("/c", hostile_server.rate_limited("soon"))
    assert refusal(web.url + "/a").after == timedelta(seconds=120)
    assert refusal(web.url + "/b").after == timedelta(seconds=30)
    assert refusal(web.url + "/c").after is None


def test_304_is_an_answer_only_to_a_condition(web):
    """A 304 that was asked for is returned without a body; one that was not is a lie and tried again."""
    web.on("/a", hostile_server.conditional("<p>x</p>", '"1"'))
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
    """Ten redirects are followed and the eleventh is not."""
    for number in range(14):
        web.on(f"/{number}", redirect(f"/{number + 1}"))
    web.serve("/14", "x")
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


# Cookies


def test_cookies_last_for_one_chain(web):
    """A cookie that a redirect sets is sent on this way, also to the same address again, and on no other."""
    gate = status(302, {"Location": "/a", "Set-Cookie": "seen=1; Path=/"})
    web.on("/a", gate, page("in"), gate, page("in"))
    assert [get(web.url + "/a").body for _ in range(2)] == [b"in", b"in"]
    assert [request.headers.get("cookie") for request in web.requests] == [None, "seen=1", None, "seen=1"]


def test_cookies_go_to_no_other_host(web):
    """Another host gets no cookie, nor does one that names another domain set any."""
    with hostile_server.Hostile() as other:
        away = {"Location": f"http://localhost:{other.port}/b", "Set-Cookie": "own=1; Path=/"}
        web.on("/a", status(302, away))
        web.on("/c", status(302, {"Location": other.url + "/b", "Set-Cookie": "x=1; Domain=example.org"}))
        other.serve("/b", "there")
        assert get(web.url + "/a").body == get(web.url + "/c").body == b"there"
        assert [request.headers.get("cookie") for request in other.requests] == [None, None]


def test_a_wall_of_cookies_ends(web):
    """A server that sets another cookie with each redirect is left after the cap."""
    web.on("/a", *(status(302, {"Location": "/a", "Set-Cookie": f"n={number}"}) for number in range(40)))
    assert refusal(web.url + "/a").reason == "too_many_redirects"
    assert len(web.requests) == 11
