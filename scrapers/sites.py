"""A page without a feed -> its entries: the links that a CSS selector picks, read like a feed."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from scrapers.charset import decode
from scrapers.errors import Reject
from scrapers.items import (
    DraftEntry,
    ParsedFeed,
    check_entries,
    clean_line,
    primary_language,
    without_credentials,
)
from scrapers.records import Feed
from scrapers.urls import canonicalize
from scrapers.xmltext import without_prolog

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag


_MOST_LINKS = 20_000
"""Elements of a page that are looked at, so as to say how many of them are not read."""
MAX_SELECTOR = 1_000
"""Characters of a CSS selector."""


def parse_site(body: bytes, content_type: str, feed: Feed, url: str) -> ParsedFeed:
    """Read a page's links that `feed.links` selects; the text of a link is the title of its entry.

    A selected element that is no link stands for the first link in it. `content_type` is the header as
    sent, `url` the page's address. Raises Reject: `empty`, `no_links` where the selector finds no usable
    link (the page was redesigned, most likely), `bad_selector`.
    """
    from w3lib.html import get_base_url

    check_selector(feed.links or "")
    text = decode(body, content_type)
    if not text.strip():
        raise Reject("empty")
    soup = parse_page(text)
    base = get_base_url(text, url)
    found = check_entries(_drafts(soup, feed.links or "", base, canonicalize(url)), base, datetime.now(UTC))
    if not found.entries:
        raise Reject("no_links", f"{feed.links!r} selects no link to follow; {len(found.skipped)} unusable")
    return ParsedFeed(
        entries=found.entries,
        skipped=found.skipped,
        further=found.further,
        unusable=found.unusable,
        title=clean_line(soup.title.get_text()) or None if soup.title else None,
        language=primary_language(_attribute(soup.html, "lang")),
        site=without_credentials(url),
    )


def parse_page(text: str) -> "BeautifulSoup":
    """Return the text of a page as a tree of elements, whatever it is; never warns."""
    # Late, as this module is on the way to every command that reads the configuration.
    from bs4 import BeautifulSoup

    # BeautifulSoup warns where it is given what looks like XML or like an address.
    return BeautifulSoup("<!DOCTYPE html>" + without_prolog(text), "lxml")


_NAMES = r"[.#][a-zA-Z][\w-]*"
_COMPOUND = rf"(?:[a-zA-Z][\w-]*|{_NAMES})(?:{_NAMES}|\[[a-zA-Z][\w-]*(?:[*^$~|]?='[^'\"\\\x00-\x1f]*')?\])*"
PLAIN_SELECTOR = re.compile(rf"{_COMPOUND}(?:(?:, ?| | > ){_COMPOUND})*", re.ASCII)
"""Elements, classes and attributes, as most are: soupsieve, which takes most of a second to load, finds them right."""


def check_selector(css: str) -> None:
    """Raise Reject (`bad_selector`) that tells what is wrong with a CSS selector, if anything is."""
    if len(css) > MAX_SELECTOR:
        raise Reject("bad_selector", f"a selector of more than {MAX_SELECTOR} characters")
    if PLAIN_SELECTOR.fullmatch(css):
        return
    import soupsieve

    try:
        soupsieve.compile(css)
    except (soupsieve.SelectorSyntaxError, NotImplementedError, ValueError, RecursionError) as error:
        raise Reject("bad_selector", f"{css!r}: {str(error).splitlines()[0]}") from error


def _drafts(soup: "BeautifulSoup", css: str, base: str, page: str) -> Iterator[DraftEntry]:
    for element in soup.select(css, limit=_MOST_LINKS):
        link = element if element.has_attr("href") else element.find("a", href=True)
        address = _attribute(link, "href")
        if link and not _leads_to(address, base, page):
            yield DraftEntry(links=(address,), title=link.get_text(" ") or _attribute(link, "title"))


def _leads_to(address: str, base: str, page: str) -> bool:
    """Tell whether a link leads to the page that it is on, as links to the top do."""
    try:
        return canonicalize(address, base) == page
    except Reject:
        return False


def _attribute(element: "Tag | None", name: str) -> str:
    value = element.get(name) if element else None
    return value if isinstance(value, str) else ""
