"""Ask one feed what is new, as cheaply as its server allows.

poll    state -> validators | get | 304? | same body? | parse a feed, sitemap, channel or site -> Polled
"""

import asyncio
import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial

from msgspec import Struct

from scrapers.feeds import parse_feed
from scrapers.http import Client, Response
from scrapers.items import ParsedFeed
from scrapers.records import Entry, Feed, FeedState
from scrapers.sitemap import SitemapSink, read_sitemap
from scrapers.sitemap_feed import looks_like_sitemap, read_as_feed
from scrapers.sites import parse_site
from scrapers.telegram import parse_channel
from scrapers.websub import Hub, find_hub

_ACCEPT_FEED = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, "
    "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.1"
)
_ACCEPT_PAGE = "text/html, application/xhtml+xml, */*;q=0.1"

_PARSERS = ThreadPoolExecutor(4, "parse")
"""Few, because parsing takes the processor from the loop: hundreds of feeds may come at once."""


class PollResult(Struct, frozen=True):
    """What one successful poll brought."""

    state: FeedState
    """To be handed to the next poll."""
    entries: tuple[Entry, ...] = ()
    """Empty where the feed is unchanged."""
    skipped: tuple[str, ...] = ()
    """One line for each item that has no usable link; one for all that are too many."""
    unusable: tuple[Entry, ...] = ()
    """The items whose link is none that can be followed, with that link."""
    further: int = 0
    """Skipped items beyond one for each line."""
    unchanged: bool = False
    """Whether the server said so, or sent what it had sent before."""
    title: str | None = None
    ttl: timedelta | None = None
    """How long the feed asks to be left alone."""
    older: str | None = None
    """Where the entries before these can be had, if anywhere."""
    hub: Hub | None = None
    """Who tells of its news, where anybody does."""
    moved_to: str | None = None
    """Where the feed has moved for good: as far as redirects that say so (301, 308) lead, or None."""

    @property
    def number_skipped(self) -> int:
        """How many items of the feed are not read."""
        return len(self.skipped) + self.further


async def poll_feed(client: Client, feed: Feed, state: FeedState) -> PollResult:
    """Ask `feed` for what it shows now; `state` is what the last successful poll returned.

    Raises ScrapeError for a feed that cannot be had or read; `state` stays good for the next try then.
    """
    sink = SitemapSink()
    choose = None if feed.links or feed.kind == "telegram" else sink.choose
    answer = await client.get(feed.url, _request_headers(feed, state), login=feed.login, choose=choose)
    if answer.status == 304:
        return PollResult(state=state, unchanged=True, moved_to=answer.moved_to)
    new = _state(answer, sink)
    if new.body_hash == state.body_hash:
        return PollResult(state=new, unchanged=True, moved_to=answer.moved_to)
    # In a thread: a large feed takes a second, for which the other feeds' time limits would stand still.
    if sink.was_chosen or _is_sitemap(feed, answer):
        loop = asyncio.get_running_loop()
        read = sink.read if sink.was_chosen else partial(read_sitemap, answer.body)
        first = await loop.run_in_executor(_PARSERS, read)
        parsed, is_index = await read_as_feed(client, first, answer.url, feed.login, _PARSERS)
        new = FeedState() if is_index else new  # an index may stay as it is while its sitemaps change
    else:
        parsed = await asyncio.get_running_loop().run_in_executor(_PARSERS, _parse, feed, answer)
    return PollResult(
        state=new if parsed.whole else state,
        entries=parsed.entries,
        skipped=parsed.skipped,
        unusable=parsed.unusable,
        further=parsed.further,
        title=parsed.title,
        ttl=parsed.ttl,
        older=parsed.older,
        hub=_hub(feed, answer, parsed),
        moved_to=answer.moved_to,
    )


async def poll_older(client: Client, feed: Feed, page: str) -> PollResult:
    """Read an older page of a feed, to whose server alone its login goes. Raises ScrapeError."""
    answer = await client.get(page, {"Accept": _accepted(feed)}, login=feed.login)
    parsed = await asyncio.get_running_loop().run_in_executor(_PARSERS, _parse, feed, answer)
    return PollResult(FeedState(), parsed.entries, parsed.skipped, parsed.unusable, older=parsed.older)


def read_pushed(body: bytes, content_type: str, url: str) -> PollResult:
    """Read what a hub sent of a feed, which is had at `url`. Raises Reject where it is none."""
    parsed = parse_feed(body, content_type, url)
    return PollResult(FeedState(), parsed.entries, parsed.skipped, parsed.unusable)


def _hub(feed: Feed, answer: Response, parsed: ParsedFeed) -> Hub | None:
    """Give the hub of a feed; none of one behind a login, whose texts no hub may have."""
    if feed.links or feed.login or feed.kind != "feed":
        return None
    return find_hub(answer.headers, ({"rel": rel, "href": href} for rel, href in parsed.links), answer.url)


def _request_headers(feed: Feed, state: FeedState) -> dict[str, str]:
    return {"Accept": _accepted(feed), **state.conditions()}


def _is_sitemap(feed: Feed, answer: Response) -> bool:
    is_feed = feed.kind == "feed" and not feed.links
    return feed.kind == "sitemap" or (is_feed and looks_like_sitemap(answer.body, answer.url))


def _accepted(feed: Feed) -> str:
    return _ACCEPT_PAGE if feed.links or feed.kind == "telegram" else _ACCEPT_FEED


def _state(answer: Response, sink: SitemapSink) -> FeedState:
    return FeedState(
        etag=answer.headers.get("etag"),
        last_modified=answer.headers.get("last-modified"),
        body_hash=sink.body_hash if sink.was_chosen else hashlib.sha256(answer.body).hexdigest(),
    )


def _parse(feed: Feed, answer: Response) -> ParsedFeed:
    content_type = answer.headers.get("content-type", "")
    if feed.links:
        return parse_site(answer.body, content_type, feed, answer.url)
    if feed.kind == "telegram":
        return parse_channel(answer.body, content_type, answer.url)
    return parse_feed(answer.body, content_type, answer.url)
