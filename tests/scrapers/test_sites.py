import sys

import pytest
import soupsieve
from hypothesis import given, settings
from hypothesis.strategies import from_regex

from scrapers.errors import Reject
from scrapers.records import Feed, Source
from scrapers.sites import PLAIN_SELECTOR, check_selector, parse_site

URL = "https://reader:secret@example.org/news/"
HTML = "text/html; charset=utf-8"

PAGE = """<!DOCTYPE html><html lang="fa-AF"><head><title>Latest &amp; news</title></head><body>
<nav><a href="/about">About</a></nav>
<main>
  <article><a href="2021/ties/?utm_source=home"><img src="a.jpg" alt=""></a>
    <h2><a href="2021/ties/">Taliban deny <b>ties</b>
      with al-Qaeda</a></h2></article>
  <article><h2><a href="https://other.example/b">ISIS-K in Jalalabad</a></h2></article>
  <article><h2><a href="#top">Up</a></h2><h2><a href="./#more">More</a></h2></article>
  <article><h2><a href="mailto:desk@example.org">Write to us</a></h2></article>
  <article><h2><a>Not yet</a></h2></article>
  <article><h2><a href="/c" title="From the attribute"><img src="c.jpg"></a></h2></article>
</main></body></html>"""


def feed(links: str | None) -> Feed:
    return Feed(url=URL, source=Source(id="x", name="X", domain="example.org"), links=links)


def parse(links: str | None, page: str | bytes = PAGE, content_type: str = HTML):
    return parse_site(page.encode() if isinstance(page, str) else page, content_type, feed(links), URL)


def reason(*args) -> Reject:
    with pytest.raises(Reject) as refused:
        parse(*args)
    return refused.value


def test_links_become_entries():
    """The selected links are entries in the page's order, absolute, once each, with their text as title."""
    site = parse("main article a")
    assert [(entry.url, entry.title) for entry in site.entries] == [
        ("https://example.org/news/2021/ties/", "Taliban deny ties with al-Qaeda"),
        ("https://other.example/b", "ISIS-K in Jalalabad"),
        ("https://example.org/c", "From the attribute"),
    ]
    assert (site.title, site.language, site.site) == ("Latest & news", "fa", "https://example.org/news/")
    assert len(site.skipped) == 1
    assert "Write to us" in site.skipped[0]


def test_elements_around_links():
    """A selected element that is no link stands for the link in it."""
    assert parse("article h2").entries == parse("article h2 a").entries


def test_base_element():
    """Links are seen from the page's base element."""
    page = '<base href="/archive/"><p class="x"><a href="a">A</a></p>'
    assert parse("p.x a", page).entries[0].url == "https://example.org/archive/a"


def test_charset_of_the_page():
    """The page's character set is found as that of feeds is."""
    page = '<meta charset="windows-1251"><a href="/a">Талибан опроверг</a>'.encode("cp1251")
    assert parse("a", page, "text/html").entries[0].title == "Талибан опроверг"


@pytest.mark.parametrize("links", ["aside a", "nav h2", "main article:nth-of-type(4) a"])
def test_a_selector_that_finds_nothing(links):
    """A page on which the selector finds no link to follow is refused: it is no site without news."""
    refused = reason(links)
    assert refused.reason == "no_links"
    assert links in refused.detail


@pytest.mark.parametrize(
    "page",
    [
        "<?xml version='1.0'?><rss><channel><link>https://example.org/</link></channel></rss>",
        "https://example.org/",
        "a.b",
        "{}",
    ],
)
def test_a_page_that_is_no_page(page):
    """XML, an address or anything else in the place of a page is a page without links."""
    assert reason("a", page).reason == "no_links"


@pytest.mark.parametrize("page", [b"", b" \n"])
def test_an_empty_page(page):
    """A page without a body is refused as such."""
    assert reason("a", page).reason == "empty"


@pytest.mark.parametrize("css", ["", "main >> a", "a[href", "a::text", ":nonsense", "a:not(", "[", None])
def test_invalid_selectors(css):
    """A selector that is none is refused before anything is fetched, and named."""
    with pytest.raises(Reject) as refused:
        check_selector(css or "")
    assert refused.value.reason == reason(css).reason == "bad_selector"
    assert repr(css or "") in refused.value.detail


@pytest.mark.parametrize("css", ["a", "main article h2 > a[href^='/']:not(.ad)", "div.story, #story"])
def test_valid_selectors(css):
    """A selector that is one passes."""
    check_selector(css)


def test_deep_and_long_pages_end():
    """A page that nests without end, or links thousands of times, is read within the caps."""
    page = "<article><h2>" * 20_000 + "".join(f"<a href='/{n}'>{n}</a>" for n in range(3_000))
    site = parse("article h2 a", page)
    assert len(site.entries) == 1_000
    assert site.skipped == ("items after the first 1,000 are not read",)
    assert site.further == 1_999


@settings(max_examples=20, deadline=None)
@given(from_regex(PLAIN_SELECTOR, fullmatch=True))
def test_what_is_taken_for_a_plain_selector_is_one(css: str) -> None:
    """Whatever passes as right without the parser of selectors, that parser takes too."""
    soupsieve.compile(css)


@pytest.mark.parametrize("css", ["#main .story a[href*='/a/']", "article > h2 a, div.story"])
def test_plain_selectors_are_known_without_the_parser(css: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The selectors that most sites need do not load the parser, which takes long."""
    monkeypatch.setitem(sys.modules, "soupsieve", None)
    check_selector(css)
