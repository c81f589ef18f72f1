"""A sitemap, read like a feed: what it lists of the last days, the newest first.

sitemap  ->  its pages                              ->  those of the last days  ->  entries
index    ->  the sitemaps that changed last, a few  ->  their pages
         ->  an index among them                    ->  its sitemaps, within the same few
"""

import asyncio
from collections.abc import Iterable, Set
from concurrent.futures import Executor
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from msgspec.structs import replace

from scrapers.body import START
from scrapers.errors import NotYet, ScrapeError
from scrapers.http import Client
from scrapers.items import MAX_ITEMS, DraftEntry, ParsedFeed, check_entries, clean_line
from scrapers.login import Login
from scrapers.sitemap import get_sitemap, read_sitemap, starts_as_sitemap
from scrapers.sitemap_parser import Sitemap, SitemapEntry

SPAN = timedelta(days=7)
"""What is older is an archive, which `wirewatch backfill --sitemap` reads. Rules pass over older news too."""
MOST_SITEMAPS = 10
"""Sitemaps of an index that are asked at one poll."""
_NEVER = datetime.min.replace(tzinfo=UTC)


def looks_like_sitemap(body: bytes, url: str) -> bool:
    """Tell whether an answer is a sitemap or an index of sitemaps: by its root, or packed by its address."""
    if body[:2] == b"\x1f\x8b":
        return "sitemap" in urlsplit(url).path.lower()
    return starts_as_sitemap(body[:START])


async def read_as_feed(
    client: Client,
    first: Sitemap,
    url: str,
    login: Login | None,
    parsers: Executor,
    now: datetime | None = None,
) -> tuple[ParsedFeed, bool]:
    """Read what a sitemap lists, and of an index the sitemaps that changed last; tell too whether it is an index.

    `parsers` are where the work of the processor is done, `now` (aware, default the clock) is what ages are held
    against. Raises ScrapeError where of an index no sitemap could be had.
    """
    now, loop = now or datetime.now(UTC), asyncio.get_running_loop()
    pages, skipped = list(first.pages), []
    failures: list[ScrapeError] = []
    waiting, asked, nested = _latest(first.sitemaps, url), set[str](), set[str]()
    if first.sitemaps and not waiting:
        skipped.append(clean_line(f"{url}: an index that lists itself alone"))
    while waiting and len(asked) < MOST_SITEMAPS:
        place = waiting.pop(0)
        asked.add(place.url)
        try:
            listed = await get_sitemap(client, place.url, login, parsers)
        except NotYet:
            raise
        except ScrapeError as trouble:
            failures.append(trouble)
            skipped.append(clean_line(f"sitemap {place.url}: {trouble}"))
            continue
        pages += listed.pages
        inner = [] if place.url in nested else _latest(listed.sitemaps, url, asked)
        if inner:
            nested |= {one.url for one in inner}
            waiting = _latest([*waiting, *inner], url)
        elif listed.sitemaps:
            skipped.append(
                clean_line(f"sitemap {place.url}: an index in an index that leads no further is not read")
            )
    if failures and len(failures) == len(asked):
        raise failures[0]
    parsed = await loop.run_in_executor(parsers, entries_of, pages, url, now)
    return replace(parsed, skipped=(*skipped, *parsed.skipped)), bool(first.sitemaps)


def flat_feed(body: bytes, url: str, now: datetime) -> ParsedFeed:
    """Read the pages that a sitemap itself lists. Raises Reject as `read_sitemap` does."""
    return entries_of(read_sitemap(body).pages, url, now)


def entries_of(pages: Iterable[SitemapEntry], url: str, now: datetime) -> ParsedFeed:
    """Return the pages of the last days as entries, the newest first, a thousand at most.

    Pages without a date count where the sitemap has no more than a thousand: in a larger one nobody knows which are
    new. Only a news sitemap tells when a page was published; any other tells of changes.
    """
    places = list({place.url: place for place in pages}.values())
    dated = [place for place in places if place.changed or place.published]
    recent = [place for place in dated if now - SPAN <= place.time]
    recent.sort(key=lambda place: place.time, reverse=True)
    undated = [place for place in places if not place.changed and not place.published]
    skipped, further = [], 0
    if len(undated) > MAX_ITEMS:
        skipped.append(f"{len(undated):,} pages without a date are not read: no news sitemap")
        further = len(undated) - 1
        undated = []
    counted = [*recent, *undated]
    if left := len(counted[MAX_ITEMS:]):
        skipped.append(f"pages older than the newest {MAX_ITEMS:,} are not read")
        further += left - 1
    found = check_entries((_draft(place) for place in counted[:MAX_ITEMS]), url, now)
    return ParsedFeed(found.entries, (*skipped, *found.skipped), further, found.unusable)


def _draft(place: SitemapEntry) -> DraftEntry:
    published = place.published and (
        place.published.replace(tzinfo=None) if place.is_local else place.published
    )
    return DraftEntry(
        links=(place.url,),
        title=place.title or "",
        dates=(published.isoformat(),) if published else (),
        updated=place.changed.isoformat() if place.changed and not place.published else "",
    )


def _latest(sitemaps: Iterable[SitemapEntry], url: str, asked: Set[str] = frozenset()) -> list[SitemapEntry]:
    """Return the sitemaps of an index to ask: those for news, then those that changed last; never itself."""
    others = {place.url: place for place in sitemaps if place.url != url and place.url not in asked}
    by_change = sorted(others.values(), key=lambda place: place.changed or _NEVER, reverse=True)
    return sorted(by_change, key=lambda place: "news" not in place.url.lower())[:MOST_SITEMAPS]
