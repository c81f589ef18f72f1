import asyncio

import hostile_server
import pytest
from hostile_server import Flood, Hostile, redirect
from hypothesis import given
from hypothesis import strategies as st

from scrapers.errors import Reject, ScrapeError
from scrapers.fetch import check_body, check_type, fetch_page
from scrapers.http import Limits, open_client
from scrapers.robots import Robots

OPEN = Limits(allow_private=True, total=20, connect=5, delay=0)


@pytest.fixture
def web():
    with Hostile() as server:
        yield server


def get(url):
    async def one():
        async with open_client(OPEN) as c:
            return await fetch_page(c, Robots(c), url)

    return asyncio.run(one())


def refusal(url):
    with pytest.raises(ScrapeError) as caught:
        get(url)
    return caught.value.reason


def judged(content_type, body):
    """Give the reason for which a body is refused, or None."""
    try:
        check_type(content_type)
        check_body(content_type, body)
    except Reject as error:
        return error.reason


def test_a_page_is_fetched(web):
    """HTML comes back as it was sent, after a look at robots.txt."""
    web.serve("/a", "<!doctype html><p>Fine", "text/html; charset=windows-1252")
    answer = get(web.url + "/a")
    assert answer.body == b"<!doctype html><p>Fine"
    assert answer.headers["content-type"] == "text/html; charset=windows-1252"
    assert [request.path for request in web.requests] == ["/robots.txt", "/a"]


def test_robots_are_asked_before_the_page(web):
    """A page that is disallowed is not asked for."""
    web.serve("/robots.txt", "User-agent: *\nDisallow: /a", "text/plain")
    assert refusal(web.url + "/a") == "robots"
    assert web.requests_for("/a") == []


def test_robots_are_asked_on_every_hop(web):
    """A link shortener does not lead around another site's rules."""
    with Hostile() as other:
        other.serve("/robots.txt", "User-agent: *\nDisallow: /a", "text/plain")
        web.on("/a", redirect(other.url + "/a"))
        assert refusal(web.url + "/a") == "robots"
        assert other.requests_for("/a") == []


def test_a_film_is_refused_by_its_header(web):
    """What says that it is no page is refused before its body is read."""
    flood = Flood(500_000_000, announce=True, content_type="video/mp4")
    web.on("/a", flood)
    assert refusal(web.url + "/a") == "not_html"
    assert flood.sent < 200_000_000


def test_refusals_of_the_web_come_through(web):
    """What the client refuses keeps its name."""
    web.on("/a", hostile_server.status(410))
    assert refusal(web.url + "/a") == "gone"
    web.on("/b", hostile_server.status(204))
    assert refusal(web.url + "/b") == "empty"


def test_the_wrong_charset_is_not_our_matter(web):
    """Bytes in another charset than declared are handed on untouched."""
    web.on("/a", hostile_server.wrong_charset("<p>Талибан", actual="windows-1251", declared="utf-8"))
    assert get(web.url + "/a").body.decode("windows-1251") == "<p>Талибан"


PAGE = b"<!DOCTYPE html><html><body><p>Fine</p></body></html>"


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("text/html", PAGE),
        ("TEXT/HTML; Charset=UTF-8", PAGE),
        ("text/html, text/html; charset=utf-8", PAGE),
        ("application/xhtml+xml", b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x"><html>'),
        ("application/xml", b'<?xml version="1.0"?>\n<!-- x --><html xmlns="x">'),
        ("text/xml", PAGE),
        ("", PAGE),
        ("", b"\xef\xbb\xbf \r\n<HTML>"),
        ("", b"<h1>Fine</h1>"),
        ("", b"KABUL - The spokesman said on Tuesday."),
        ("text/plain", b"KABUL - The spokesman said on Tuesday."),
        ("text/plain; charset=utf-16", "KABUL".encode("utf-16")),
        ("text/html", "<p>KABUL".encode("utf-16")),
        ("text/plain", "КАБУЛ".encode("koi8-r")),
        ("text/plain", "喀布尔".encode("gb18030")),
        ("text/plain", "カブール".encode("iso-2022-jp")),
        ("application/octet-stream", PAGE),
        ("application/octet-stream", b"KABUL - The spokesman said."),
        ("application/rss+xml", PAGE),
        ("nonsense", PAGE),
        ("text/html", b"no tag at all"),
        ("text/html", b"<p>Big \x00 mistake</p>"),
        ("application/pdf", b"%PDF-1.7"),
        ("text/html", b"%PDF-1.7"),
        ("application/octet-stream", b"\n%PDF-1.4\n\xe2\xe3"),
    ],
)
def test_what_may_be_an_article_passes(content_type, body):
    """HTML and PDF by header or first bytes, and text where the header says text or nothing."""
    assert judged(content_type, body) is None


RSS = b'<?xml version="1.0"?>\n<?xml-stylesheet href="x"?>\n<!-- x -->\n<rss version="2.0"><channel>'


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/pdf", b"PK\x03\x04"),
        ("image/png", b"\x89PNG\r\n\x1a\n"),
        ("", b"\x89PNG\r\n\x1a\n"),
        ("text/html", b"\xff\xd8\xff\xe0\x00\x10JFIF"),
        ("text/html", b"GIF89a"),
        ("text/html", b"RIFF\x00\x00\x00\x00WEBPVP8 "),
        ("audio/mpeg", b"ID3\x03"),
        ("text/html", b"ID3\x03\x00"),
        ("video/mp4", b"\x00\x00\x00\x20ftypisom"),
        ("text/html", b"\x00\x00\x00\x20ftypisom"),
        ("application/zip", b"PK\x03\x04"),
        ("application/octet-stream", b"PK\x03\x04"),
        ("text/html", b"\x1f\x8b\x08\x00"),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK\x03\x04"),
        ("text/html", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("font/woff2", b"wOF2"),
        ("application/json", b'{"a": 1}'),
        ("text/css", b"p { color: red }"),
        ("application/javascript", b"alert(1)"),
        ("application/rss+xml", RSS),
        ("text/html", RSS),
        ("text/xml", b'\xef\xbb\xbf<feed xmlns="http://www.w3.org/2005/Atom">'),
        ("", b'<rdf:RDF xmlns="http://purl.org/rss/1.0/">'),
        ("text/xml", b"<urlset>"),
        ("text/xml", b"<note>Some XML</note>"),
        ("", bytes(range(256))),
        ("application/octet-stream", b"\x00\x01\x02\x03"),
        ("text/plain", b"text and \x00 then"),
    ],
)
def test_what_cannot_be_an_article_is_refused(content_type, body):
    """Documents, pictures, sound, film, archives, feeds, code and data end as not_html, whatever they say."""
    assert judged(content_type, body) == "not_html"


@pytest.mark.parametrize("body", [b"", b" \r\n\t "])
def test_an_empty_page_is_refused(body):
    """A success without anything in it has a name of its own."""
    assert judged("text/html", body) == "empty"


@given(st.text(), st.binary())
def test_any_header_and_body_are_judged(content_type, body):
    """Nothing that a server can send is a bug of ours."""
    assert judged(content_type, body) in (None, "not_html", "empty")


@given(st.binary(max_size=4096))
def test_hostile_markup_is_judged_at_once(filling):
    """Comments and instructions that never end do not keep the sniffing busy."""
    for opening in (b"<!--", b"<?", b"<!-- --> " * 200, b"<? ?>" * 400):
        assert judged("", opening + filling) in (None, "not_html")
