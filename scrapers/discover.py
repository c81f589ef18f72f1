"""Find the feeds of a site: those that its page announces, and those in the usual places."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from urllib.parse import urljoin

from scrapers.charset import decode
from scrapers.errors import Reject, ScrapeError
from scrapers.feeds import parse_feed
from scrapers.http import Client, Response
from scrapers.items import ParsedFeed, without_credentials
from scrapers.kinds import kind_of
from scrapers.login import Login, split_login
from scrapers.sitemap import SitemapSink
from scrapers.sitemap_feed import entries_of, flat_feed, looks_like_sitemap
from scrapers.sites import parse_page
from scrapers.telegram import parse_channel
from scrapers.urls import canonicalize

USUAL_PATHS = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml")
"""Where content systems put their feed, seen from the root of the site."""

MAX_ANNOUNCED = 30
"""Links of one page that are asked: each is a request to one site."""

_TYPES = frozenset(
    f"application/{kind}" for kind in ("rss+xml", "atom+xml", "rdf+xml", "feed+json", "xml", "json")
) | {"text/xml"}


STALE = timedelta(days=30)
"""A feed whose newest entry is older is hardly the one that a newsroom fills."""

_NO_ANSWER = ("connection", "dns", "tls")
"""Where a bare domain fails so, it may answer without TLS, or under `www.`."""


class FoundFeed(NamedTuple):
    """A feed of a site, as it was read."""

    url: str
    title: str | None
    entries: int
    newest: datetime | None
    """When its newest entry was published, in UTC; None where no entry says."""
    itself: bool = False
    """Whether it is what answers at the address that was asked for."""
    login: Login | None = None
    """What that address had for the server that this feed is on, too."""


async def discover_feeds(client: Client, url: str) -> list[FoundFeed]:
    """Return the feeds of the site whose page is `url`.

    Announced feeds come first; each was read, so that none of them is a guess. The page may be a feed
    itself; an address without a scheme is asked over https, then over http, then under `www.`. Where a site refuses
    its page, the usual places are asked all the same. Raises ScrapeError where the page cannot be had, and no feed.
    """
    url, login = split_login(url) if "://" in url else (url, None)
    sink = SitemapSink()
    asked, page = await _page(client, url, login, sink)
    if sink.was_chosen and not isinstance(page, Reject):
        listed = entries_of(sink.read().pages, page.url, datetime.now(UTC))
        return [_found(page.moved_to or asked, listed, login)._replace(itself=True)]
    if isinstance(page, Reject):
        base, bodies, announced = asked, set[bytes](), list[str]()
    else:
        if feed := _read(page) or _read_sitemap(page):
            return [_found(page.moved_to or asked, feed, login)._replace(itself=True)]
        base, bodies, announced = page.url, {page.body}, list(_announced(page))
    found: dict[str, FoundFeed] = {}
    for candidate in dict.fromkeys([*announced, *(urljoin(base, path) for path in USUAL_PATHS)]):
        answer = await _ask(client, candidate, login)
        # One feed often answers at several of the usual places.
        if answer and answer.body not in bodies and (feed := _read(answer)):
            bodies.add(answer.body)
            found.setdefault(answer.url, _found(answer.url, feed, login))
    if isinstance(page, Reject) and not found:
        raise page
    return list(found.values())


def choose_main_feed(found: Sequence[FoundFeed], now: datetime) -> FoundFeed:
    """Return the feed that most likely has the site's news; `now` is aware.

    Readers' comments, feeds without entries and those that nobody fills any more come behind the others. Among equals
    the first is it: sites announce their main feed first.
    """

    def doubts(feed: FoundFeed) -> tuple[bool, bool, bool]:
        named = f"{feed.url} {feed.title or ''}".lower()
        stale = feed.newest is not None and feed.newest < now - STALE
        return "comment" in named, not feed.entries, stale

    return min(found, key=doubts)


def _found(url: str, feed: ParsedFeed, login: Login | None) -> FoundFeed:
    times = [entry.published for entry in feed.entries if entry.published]
    own = login if login and login.is_for(url) else None
    return FoundFeed(url, feed.title, len(feed.entries), max(times, default=None), login=own)


async def _page(
    client: Client, url: str, login: Login | None, sink: SitemapSink
) -> tuple[str, Response | Reject]:
    """Return the address that answered, and the page there, or why the site refuses it. Raises ScrapeError.

    A sitemap is read by `sink`, but for a small or a packed one.
    """
    first: ScrapeError | None = None
    for address in _addresses(url):
        try:
            return address, await client.get(address, login=login, choose=sink.choose)
        except Reject as refused:
            if refused.reason in ("bad_url", "private_address"):
                raise
            return address, refused
        except ScrapeError as error:
            first = first or error
            if error.reason not in _NO_ANSWER:
                break
    raise first or Reject("bad_url", url)


def _addresses(url: str) -> list[str]:
    if "://" in url:
        return [url]
    return [f"https://{url}", f"http://{url}", *([] if url.startswith("www.") else [f"https://www.{url}"])]


async def _ask(client: Client, url: str, login: Login | None) -> Response | None:
    try:
        return await client.get(url, login=login)
    except ScrapeError:
        return None


def _read(answer: Response) -> ParsedFeed | None:
    parse = parse_channel if kind_of(answer.url) == "telegram" else parse_feed
    try:
        return parse(answer.body, answer.headers.get("content-type", ""), answer.url)
    except Reject:
        return None


def _read_sitemap(answer: Response) -> ParsedFeed | None:
    """Read a sitemap that was asked for; in the usual places of feeds one is none."""
    if not looks_like_sitemap(answer.body, answer.url):
        return None
    try:
        return flat_feed(answer.body, answer.url, datetime.now(UTC))
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
