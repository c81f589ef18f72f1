"""Find the feeds of a site: those that its page announces, and those in the usual places."""

from collections.abc import Iterator
from urllib.parse import urljoin

from scrapers.charset import decode
from scrapers.errors import Reject, ScrapeError
from scrapers.feeds import parse_feed
from scrapers.http import Client, Response
from scrapers.items import ParsedFeed, without_credentials
from scrapers.sites import parse_page
from scrapers.urls import canonicalize

USUAL_PATHS = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml")
"""Where content systems put their feed, seen from the root of the site."""

MAX_ANNOUNCED = 30
"""Links of one page that are asked: each is a request to one site."""

_TYPES = frozenset(
    f"application/{kind}" for kind in ("rss+xml", "atom+xml", "rdf+xml", "feed+json", "xml", "json")
) | {"text/xml"}


async def discover_feeds(client: Client, url: str) -> list[tuple[str, str | None]]:
    """Return address and title of each feed of the site whose page is `url`.

    Announced feeds come first; each was read, so that none of them is a guess. The page may be a feed
    itself; an address without a scheme is asked over https. Raises ScrapeError where the page cannot be had.
    """
    page = await client.get(url if "://" in url else f"https://{url}")
    if feed := _read(page):
        return [(page.url, feed.title)]
    found: dict[str, str | None] = {}
    bodies = {page.body}
    for candidate in dict.fromkeys([*_announced(page), *(urljoin(page.url, path) for path in USUAL_PATHS)]):
        answer = await _ask(client, candidate)
        # One feed often answers at several of the usual places.
        if answer and answer.body not in bodies and (feed := _read(answer)):
            bodies.add(answer.body)
            found.setdefault(answer.url, feed.title)
    return list(found.items())


async def _ask(client: Client, url: str) -> Response | None:
    try:
        return await client.get(url)
    except ScrapeError:
        return None


def _read(answer: Response) -> ParsedFeed | None:
    try:
        return parse_feed(answer.body, answer.headers.get("content-type", ""), answer.url)
    except Reject:
        return None


def _announced(page: Response) -> Iterator[str]:
    """Yield the addresses of the page's `<link rel="alternate">` to feeds."""
    from w3lib.html import get_base_url

    text = decode(page.body, page.headers.get("content-type", ""))
    base = without_credentials(get_base_url(text, page.url))
    links = parse_page(text).select("link[rel~=alternate i][href]", limit=MAX_ANNOUNCED)
    for link in links:
        if str(link.get("type", "")).partition(";")[0].strip().lower() in _TYPES:
            try:
                canonicalize(str(link["href"]), base)
            except Reject:
                continue
            yield urljoin(base, str(link["href"]).strip())
