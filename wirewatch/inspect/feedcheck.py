"""Ask feeds how they are, without recording anything."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Row

from scrapers.arrivals import Forecast
from scrapers.discover import FoundFeed, discover_feeds
from scrapers.errors import ScrapeError
from scrapers.http import Client, Limits, open_client
from scrapers.login import with_login
from scrapers.moves import address_now
from scrapers.poll import poll_feed
from scrapers.records import Feed, FeedState
from scrapers.told_dates import DatesTold, tell_dates, with_zone
from scrapers.urls import drop_credentials, hide_credentials
from wirewatch.config.known_feeds import known_feeds
from wirewatch.config.times import span_text
from wirewatch.errors import Trouble, UnknownName
from wirewatch.inspect.feed_health import (
    NOT_POLLED,
    FeedHealth,
    dates_trouble,
    feed_forecasts,
    feed_health,
    moved,
    paused,
    skipped,
    told_values,
    what_mends,
)
from wirewatch.ledger import feed_states, leases
from wirewatch.ledger.habits import read_habits
from wirewatch.project import Project
from wirewatch.settings import Settings


def check_feeds(feeds: Sequence[Feed], settings: Settings) -> list[dict[str, Any]]:
    """Poll each feed once; give its url, title, number of entries, newest entry's time, and error or None.

    Also how many items were skipped, since they have no usable link or nothing at all, and what the first of them is,
    `reason`, which is the error's name, and `moved_to`, where it has moved for good.
    """
    return asyncio.run(_check(feeds, Limits(allow_private=settings.allow_private_networks))) if feeds else []


def check_configured_feeds(project: Project, feeds: Sequence[Feed] | None = None) -> list[dict[str, Any]]:
    """Poll these feeds, else all of the configuration, and add the health that the ledger knows.

    A feed that is paused, or whose host has asked to be left alone, is not asked: what the ledger knows is told.
    `wrong` and `mend` go by what the feed answers now. Nothing is recorded.
    """
    feeds = project.feeds if feeds is None else feeds
    at = leases.now()
    with project.ledger.read() as tx:
        rows = {row.url: row for row in feed_states.active_feeds(tx)}
        rows |= {row.url: row for row in feed_states.paused_feeds(tx, feeds)}
    resting = {url: row for url, row in rows.items() if row.reason == "rate_limited" and row.due_at > at}
    moves = {url: read_habits(row.habits).move for url, row in rows.items()}
    asked = [
        replace(feed, url=address_now(feed.url, moves.get(feed.url)))
        for feed in feeds
        if not (feed.paused or feed.url in resting)
    ]
    answers = iter(check_feeds(asked, project.settings))
    return [_with_health(_answer(feed, resting, answers), feed, rows.get(feed.url), at) for feed in feeds]


def meant_feeds(project: Project, asked: str) -> list[Feed]:
    """Give the feeds of feeds.yaml that a text means: an address, a domain or a name. Raises UnknownName for none."""
    if found := known_feeds(drop_credentials(asked.strip()), project.feeds):
        return found
    file = project.settings.config / "feeds.yaml"
    raise UnknownName(f"no feed {hide_credentials(asked)[:500]!r}", "`wirewatch feeds list` shows them", file)


def _answer(feed: Feed, resting: Mapping[str, Row[Any]], answers: Iterator[dict[str, Any]]) -> dict[str, Any]:
    """Give what a feed answered, the next of the answers, or what is told of one that was not asked."""
    if feed.paused:
        return _nothing(feed)
    return _left_alone(feed, resting[feed.url]) if feed.url in resting else next(answers)


def _left_alone(feed: Feed, row: Row[Any]) -> dict[str, Any]:
    error = f"rate_limited: its host wants to be left alone until {row.due_at:%Y-%m-%d %H:%M}Z"
    return {**_nothing(feed), "error": error, "reason": "rate_limited"}


def _with_health(result: dict[str, Any], feed: Feed, row: Row[Any] | None, at: datetime) -> dict[str, Any]:
    """Give what a feed answered now with what the ledger knows of it."""
    reason, moved_to, dates = result.pop("reason"), result.pop("moved_to"), result.pop("dates")
    result["url"] = hide_credentials(with_login(feed.url, feed.login))
    move = read_habits(row.habits).move if row else None
    if move and move.settled and not result["error"]:
        moved_to = moved_to or move.to
    known_dates = read_habits(row.habits).dates if row else DatesTold()
    health = feed_health(row, at) if row else None
    wrong: str | None
    mend: str | None
    if result["error"]:
        wrong, mend = result["error"], what_mends(feed.url, reason, result["error"])
    elif moved_to:
        wrong, mend = moved(result["url"], moved_to, move)
    elif feed.paused:
        wrong, mend = paused(result["url"])
    else:
        wrong, mend = _known_trouble(result, row, health)
    if dates and not result["error"] and wrong in (None, dates_trouble(known_dates)[0]):
        wrong, mend = dates_trouble(dates.after(known_dates))
    known = told_values(health) if health else dict.fromkeys(("delay_median_s", "delay_95th_s"))
    return {
        **result,
        "health": _state_now(result, feed, health),
        "new_at": health.new_at if health else None,
        "entries_a_day": health.entries_a_day if health else 0.0,
        "gaps": health.gaps if health else 0,
        "unfilled_gaps": health.unfilled_gaps if health else 0,
        "unfilled_at": health.unfilled_at if health else None,
        **known,
        "shows": result["entries"] or (health.shows if health else 0),
        "moved_to": moved_to,
        "every_s": row.every_s if row and row.polled_at else None,
        "since": read_habits(row.habits).rhythm.begun if row else None,
        "every": [_projection(one) for one in feed_forecasts(row)],
        "wrong": wrong,
        "mend": mend,
    }


def _known_trouble(
    result: dict[str, Any], row: Row[Any] | None, health: FeedHealth | None
) -> tuple[str | None, str | None]:
    """Give what the ledger knows to be wrong with a feed that has answered now, and the mend."""
    if row and row.failures:
        return None, None  # it answers again
    wrong, mend = (health.wrong, health.mend) if health else NOT_POLLED
    if wrong is None and result["skipped"]:
        wrong, mend = skipped(result["skipped"], result["detail"])
    return wrong, mend


def _state_now(result: dict[str, Any], feed: Feed, health: FeedHealth | None) -> str:
    """Give a feed's health in a word: by what it answered now, else by what the ledger knows."""
    if feed.paused:
        return "paused"
    if result["error"]:
        return "failed"
    return health.state if health else "new"


def _projection(forecast: Forecast) -> dict[str, Any]:
    return {
        "every": span_text(forecast.every),
        "polls_a_day": forecast.polls_a_day,
        "overflows": forecast.overflows,
        "missed": forecast.missed,
        "delay_median_s": int(forecast.median.total_seconds()),
        "delay_95th_s": int(forecast.late.total_seconds()),
    }


MENDS = {
    "private_address": "WIREWATCH_ALLOW_PRIVATE_NETWORKS=1 allows it",
    "dns": "is the name right, and is there a network?",
    "forbidden": "the site refuses programs; if you know the address of its feed, add that",
    "robots": "the site asks programs to stay away",
    "rate_limited": "try again later",
    "server_error": "try again later",
}
"""What helps where a site cannot be had, by the reason."""


def find_feeds(site: str, settings: Settings) -> list[FoundFeed]:
    """Give the feeds of a site. Raises Trouble, with the mend, when the site cannot be had."""

    async def ask() -> list[FoundFeed]:
        async with open_client(Limits(allow_private=settings.allow_private_networks)) as web:
            return await discover_feeds(web, site)

    try:
        return asyncio.run(ask())
    except ScrapeError as error:
        raise Trouble(f"{site}: {error}; {MENDS.get(error.reason, 'is the address right?')}") from None


async def _check(feeds: Sequence[Feed], limits: Limits) -> list[dict[str, Any]]:
    async with open_client(limits) as web:
        return list(await asyncio.gather(*(_ask(web, feed) for feed in feeds)))


def _nothing(feed: Feed) -> dict[str, Any]:
    return {
        "url": hide_credentials(with_login(feed.url, feed.login)),
        "title": None,
        "entries": 0,
        "newest": None,
        "skipped": 0,
        "detail": None,
        "error": None,
        "reason": None,
        "moved_to": None,
        "dates": None,
    }


async def _ask(web: Client, feed: Feed) -> dict[str, Any]:
    result = _nothing(feed)
    try:
        polled = await poll_feed(web, feed, FeedState())
    except ScrapeError as error:
        return {**result, "error": hide_credentials(str(error)), "reason": error.reason}
    entries = with_zone(polled.entries, feed.zone, feed.zone_written)
    times = [entry.published for entry in entries if entry.published]
    return {
        **result,
        "title": polled.title,
        "entries": len(polled.entries),
        "newest": max(times, default=None),
        "skipped": polled.number_skipped,
        "detail": hide_credentials(polled.skipped[0]) if polled.skipped else None,
        "moved_to": polled.moved_to,
        "dates": tell_dates(entries, (), DatesTold(), leases.now()),
    }
