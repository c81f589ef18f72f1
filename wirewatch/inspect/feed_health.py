"""How one feed is, as a person reads it: its state, how it speaks, what is wrong, and the command that mends it.

row of the ledger  ->  FeedHealth  ->  `feeds check`, `status --json`, a page
                   ->  forecasts of values of `every`
"""

import shlex
from collections.abc import Sequence
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from sqlalchemy import Row

from processors.text.counted import counted
from scrapers.arrivals import INTERVALS, LATE, MEDIAN, Forecast, delay, forecast, rarest_safe
from scrapers.moves import AGREEING, Move
from scrapers.rhythm import entries_a_day
from scrapers.told_dates import DatesTold, what_is_wrong
from scrapers.urls import hide_credentials
from wirewatch.config.times import span_text
from wirewatch.ledger import feed_states
from wirewatch.ledger.habits import read_habits

ADDRESS_IS_WRONG = (
    "not_found",
    "gone",
    "not_a_feed",
    "not_html",
    "bad_url",
    "dns",
    "bad_redirect",
    "redirect_loop",
)
"""Reasons for which another address of the feed may help."""
NOT_POLLED = ("it was not polled yet", "`wirewatch run --once` polls it")
"""What is told of a feed of which nothing is known, and what mends that."""
SELECTOR_IS_WRONG = ("no_links", "bad_selector")


class FeedHealth(NamedTuple):
    """What is known of a feed without asking it."""

    url: str
    state: str
    """As `wirewatch.ledger.feed_states.feed_verdict` calls it."""
    new_at: datetime | None
    """When it last brought a new item."""
    entries_a_day: float
    gaps: int
    unfilled_gaps: int
    unfilled_at: datetime | None
    shows: int
    """Entries that it showed last, a thousand at most."""
    delay_median: timedelta | None
    delay_95th: timedelta | None
    wrong: str | None
    """In one line, or None where nothing is wrong."""
    mend: str | None
    """The command that mends it, or what else does; None where there is nothing to do."""


def feed_health(row: Row[Any], at: datetime) -> FeedHealth:
    """Give the health of a feed by its row, at the time `at`."""
    habits = read_habits(row.habits)
    state = feed_states.feed_verdict(row, at)
    wrong, mend = _diagnose(row, state, rarest_safe(habits.arrivals, len(habits.shown)))
    if wrong is None:
        wrong, mend = dates_trouble(habits.dates)
    return FeedHealth(
        url=hide_credentials(row.url),
        state=state,
        new_at=row.new_at,
        entries_a_day=round(entries_a_day(habits.rhythm), 1),
        gaps=row.gaps,
        unfilled_gaps=row.unfilled,
        unfilled_at=row.unfilled_at,
        shows=len(habits.shown),
        delay_median=delay(habits.arrivals, MEDIAN),
        delay_95th=delay(habits.arrivals, LATE),
        wrong=wrong,
        mend=mend,
    )


def told_values(health: FeedHealth) -> dict[str, Any]:
    """Give what `status --json` and `feeds check --json` tell beside the ledger's own columns; delays in seconds."""
    return {
        "shows": health.shows,
        "delay_median_s": _seconds(health.delay_median),
        "delay_95th_s": _seconds(health.delay_95th),
        "wrong": health.wrong,
        "mend": health.mend,
    }


def feed_forecasts(row: Row[Any] | None, intervals: Sequence[timedelta] = INTERVALS) -> list[Forecast]:
    """Give what each of these values of `every` would have done to a feed; None is one that nobody knows yet."""
    habits = read_habits(row.habits if row else None)
    return [forecast(habits.arrivals, len(habits.shown), every) for every in intervals]


def what_mends(url: str, reason: str, detail: str = "") -> str:
    """Give the command that helps a feed that could not be had for this reason, which may have a detail."""
    url = hide_credentials(url)
    check = _command("feeds", "check", url)
    if reason in ADDRESS_IS_WRONG:
        parts = urlsplit(url)
        return f"{_command('feeds', 'discover', f'{parts.scheme}://{parts.netloc}/')} finds another address"
    if reason in SELECTOR_IS_WRONG:
        return f"write another `links:` for it in feeds.yaml; {check} tries it"
    if reason == "no_secret":
        return f"export it, and start Wirewatch again; {check} tries it"
    if reason == "no_messages":
        return f"{check} asks it now; look at {url} in a browser: a public channel shows its messages there"
    if reason == "private_address":
        return f"`WIREWATCH_ALLOW_PRIVATE_NETWORKS=1 {check.strip('`')}` allows it"
    if reason == "rate_limited":
        return "`WIREWATCH_POLLS_A_DAY=24` asks its host less often; it is asked again by itself"
    if reason == "forbidden" and detail.endswith(f"status {HTTPStatus.UNAUTHORIZED}"):
        return f"it wants a login: write `login: {{secret_env: NAME}}` for it in feeds.yaml; {check} tries it"
    if reason in ("forbidden", "robots"):
        return f"the site wants no programs: {_command('feeds', 'remove', url)} gives it up"
    return f"it is tried again by itself; {check} asks it now"


def _diagnose(row: Row[Any], state: str, every: timedelta) -> tuple[str | None, str | None]:
    """Say what is wrong with a feed, and what mends it: the first that holds."""
    url = hide_credentials(row.url)
    if state == "new":
        return NOT_POLLED
    if row.failures:
        failed = f"{counted(row.failures, 'failure', 'failures in a row')}"
        detail = f": {hide_credentials(row.detail)}" if row.detail else ""
        return f"{failed}: {row.reason}{detail}", what_mends(url, row.reason or "", row.detail or "")
    if row.moved_to:
        return moved(url, row.moved_to, read_habits(row.habits).move)
    if state == "overflowing":
        mend = f"write `every: {span_text(every)}` for it in feeds.yaml; {_command('feeds', 'check', url)} tells why"
        return (
            f"it showed too little at {row.unfilled_at:%Y-%m-%d %H:%M}Z, and the rest could not be had",
            mend,
        )
    if state == "stale":
        return f"nothing new since {row.new_at or row.ok_at:%Y-%m-%d}", what_mends(url, "gone")
    if row.skipped and row.detail:
        return skipped(row.skipped, hide_credentials(row.detail))
    return None, None


def skipped(number: int, detail: str) -> tuple[str, str | None]:
    """Say how many items of a feed are not read, what the first of them is, and what mends it."""
    mend = None
    if " are not read" in detail and detail.startswith(("items", "pages older")):
        mend = "add feeds of the site's sections, or its news sitemap: the others are not read"
    elif detail.startswith("item "):
        mend = "the site has to give each item a link, an id or a text; the others are read"
    elif "without a date" in detail:
        mend = "add the site's news sitemap or its feed, which tell dates"
    return f"{number:,} skipped: {detail}", mend


def moved(url: str, to: str, move: Move | None) -> tuple[str, str]:
    """Say that a feed has moved for good, and what has its new address written down: `move` is what is known of it."""
    wrong, fix = f"it has moved to {hide_credentials(to)}", _command("feeds", "fix", url)
    if move and move.to == to and move.settled:
        return wrong, f"it is asked there; {fix} writes that into feeds.yaml"
    told = len(move.told) if move and move.to == to else 0
    return wrong, f"{AGREEING} answers within two days have to say so ({told} did), then {fix} writes it down"


def dates_trouble(dates: DatesTold) -> tuple[str | None, str | None]:
    """Say what is wrong with a feed's dates, and what mends it; None where nothing is, or nothing does."""
    mend = None
    if dates.local:
        mend = "write the zone of its clock for it in feeds.yaml, such as `zone: Asia/Kabul`"
    elif dates.are_ahead:
        mend = (
            "where it names a zone that is not its clock's, write both in feeds.yaml, such as "
            "`zone: Asia/Kabul` and `zone_written: UTC`"
        )
    return what_is_wrong(dates), mend


def paused(url: str) -> tuple[str, str]:
    """Say that a feed is paused, and the command that has it polled again."""
    return "it is paused in feeds.yaml", f"{_command('feeds', 'resume', url)} has it polled again"


def _command(*words: str) -> str:
    return f"`{shlex.join(['wirewatch', *words])}`"


def _seconds(span: timedelta | None) -> int | None:
    return None if span is None else int(span.total_seconds())
