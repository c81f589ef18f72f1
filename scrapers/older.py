"""What a feed shows no more, and where it can still be had: its older pages, or the site's news sitemap.

feed's own links (RFC 5005), WordPress' ?paged=2, JSON Feed's next_url  ->  the address of the next older page
robots.txt's sitemaps                                                   ->  the articles of the last days
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from scrapers.errors import Reject, ScrapeError
from scrapers.http import Client
from scrapers.records import Entry, Feed
from scrapers.robots import Robots
from scrapers.sitemap import walk_sitemap
from scrapers.urls import canonicalize, domain_of

NEWS_SITEMAP_SPAN = timedelta(days=2)
"""News sitemaps list two days, as Google asks; what is older is no news to fill a gap with."""
MOST_FROM_SITEMAP = 1_000
"""Articles: as many as a news sitemap may list."""
_NEWS = ("news", "latest", "today", "recent")
"""One of these is in the address of a sitemap that lists the last days."""


def older_page(feed: Mapping[str, Any], url: str) -> str | None:
    """Return the address of the page with the entries before those of the page at `url`, or None.

    `feed` is what feedparser found of the feed itself. A page on another domain is none: it would be another's word.
    """
    by_relation = {link.get("rel"): link.get("href") for link in feed.get("links", ())}
    declared = by_relation.get("prev-archive") or by_relation.get("next")
    if declared:
        return same_site(declared, url)
    if "wordpress" in str(feed.get("generator") or "").lower():
        return _next_of_wordpress(url)
    return None


def same_site(link: str, url: str) -> str | None:
    """Return the absolute address of a page that the page at `url` names, or None where it is on another domain."""
    try:
        older = canonicalize(urljoin(url, link))
        return older if domain_of(older) == domain_of(url) and older != canonicalize(url) else None
    except (Reject, ValueError):
        return None


async def read_news_sitemap(client: Client, robots: Robots, feed: Feed, since: datetime) -> tuple[Entry, ...]:
    """Return what the news sitemaps of a feed's site list as published since a time, newest last.

    Only what tells its time of publication, and only on the feed's own domains. Raises ScrapeError where there is none.
    """
    own = {feed.source.domain, domain_of(feed.url), *feed.domains}
    found: dict[str, Entry] = {}
    error: ScrapeError = Reject("gone", "no news sitemap")
    for address in _news_first(await robots.sitemaps(feed.url)):
        try:
            async for place in walk_sitemap(client, address, since, None):
                if place.published and place.published >= since and domain_of(place.url) in own:
                    found[place.url] = Entry(place.url, title=place.title, published=place.published)
                if len(found) >= MOST_FROM_SITEMAP:
                    break
        except ScrapeError as trouble:
            error = trouble
        if found:
            break
    if not found:
        raise error
    return tuple(sorted(found.values(), key=lambda entry: entry.published or since))


def _news_first(sitemaps: Iterable[str]) -> list[str]:
    named = [address for address in sitemaps if any(word in address.lower() for word in _NEWS)]
    return named[:3]


def _next_of_wordpress(url: str) -> str:
    parts = urlsplit(url)
    parameters = dict(parse_qsl(parts.query, keep_blank_values=True))
    page = parameters.get("paged", "1")
    parameters["paged"] = str(int(page) + 1 if page.isdecimal() and len(page) < 6 else 2)
    return parts._replace(query=urlencode(parameters)).geturl()
