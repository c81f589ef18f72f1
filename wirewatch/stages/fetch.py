"""fetch: ledger rows -> WARC records in the landing zone, one per page."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Row

from scrapers.errors import Reject, Retry, ScrapeError
from scrapers.fetch import fetch_page
from scrapers.http import Client
from scrapers.intervals import backoff
from scrapers.records import Page
from scrapers.robots import Robots
from wirewatch.errors import describe_bug
from wirewatch.ledger import leases, links
from wirewatch.project import Project

AT_ONCE = 200
"""Links claimed by one pass; what one host's politeness delays does not hold up more than these."""
LONGEST_PASS = leases.LEASE / 2
"""A pass ends after this time; what it had not fetched goes back as it was."""
TRIES = 7
"""Then a link fails. With scrapers.intervals.backoff the last try comes about 13 hours after the first."""
LONGEST_WAIT_FOR_HOST = timedelta(days=2)
"""For so long a link may wait for its turn at a host that limits our rate, without a try being counted."""
PAGES_PER_FILE, BYTES_PER_FILE = 50, 16 * 1024 * 1024
"""Pages, and bytes, that land in one file and commit together."""


class Fetched(NamedTuple):
    """What came of one link: a page (perhaps one that is only the feed's text), or why there is none yet."""

    row: Row[Any]
    page: Page | None
    error: ScrapeError | None = None


def fetch_pages(project: Project, shard: leases.Shard | None = None, limit: int = AT_ONCE) -> Counter[str]:
    """Fetch what is due in a shard, up to `limit` links; counts links by their new fate."""
    rows = leases.claim(project.ledger, leases.FETCH, limit, shard)
    if not rows:
        return Counter()
    try:
        return project.web_client.run(lambda web, robots: _fetch_all(project, web, robots, rows))
    finally:
        # What was committed has lost its lease already, so this reaches only what the pass left undone.
        leases.release(project.ledger, leases.FETCH, rows)


async def _fetch_all(project: Project, web: Client, robots: Robots, rows: Sequence[Row[Any]]) -> Counter[str]:
    counts: Counter[str] = Counter()
    tasks = [asyncio.create_task(_fetch_one(web, robots, row)) for row in rows]
    try:
        async with asyncio.timeout(LONGEST_PASS.total_seconds()):
            await _commit_in_groups(project, tasks, counts)
    except TimeoutError:
        counts["put_back"] += sum(not task.done() or task.cancelled() for task in tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return counts


async def _commit_in_groups(
    project: Project, tasks: "list[asyncio.Task[Fetched]]", counts: Counter[str]
) -> None:
    group: list[Fetched] = []
    for next_done in asyncio.as_completed(tasks):
        group.append(await next_done)
        project.progress.done("fetch")
        if (
            len(group) >= PAGES_PER_FILE
            or sum(len(fetched.page.body) for fetched in group if fetched.page) >= BYTES_PER_FILE
        ):
            counts += _commit(project, group)
            group = []
    if group:
        counts += _commit(project, group)


async def _fetch_one(web: Client, robots: Robots, row: Row[Any]) -> Fetched:
    carried = msgspec.json.decode(row.carried, type=links.FeedEntry)
    page = Page(
        id=row.id, url=row.url, canonical_url=row.canonical_url, feed=carried.feed, entry=carried.entry,
        first_seen_at=row.first_seen_at, fetched_at=leases.now(),
    )  # fmt: skip
    if carried.feed.full_text == "feed" and _has_text(page):
        return Fetched(row, msgspec.structs.replace(page, missing="too_short"))
    try:
        response = await fetch_page(web, robots, row.url)
    except ScrapeError as error:
        last = isinstance(error, Reject) or row.tries + 1 >= TRIES
        stand_in = msgspec.structs.replace(page, missing=error.reason) if last and _has_text(page) else None
        return Fetched(row, stand_in, error)
    except Exception as bug:
        return Fetched(row, None, ScrapeError("bug", describe_bug(bug)))  # costs this page alone
    whole = msgspec.structs.replace(
        page, fetched_at=leases.now(), final_url=response.url, status=response.status,
        content_type=response.headers.get("content-type", ""), body=response.body,
    )  # fmt: skip
    return Fetched(row, whole)


def _has_text(page: Page) -> bool:
    return page.entry is not None and bool(page.entry.content or page.entry.summary)


def _commit(project: Project, group: list[Fetched]) -> Counter[str]:
    """Land the pages, then move their links on; what dies between the two is fetched again."""
    at = leases.now()
    pages = [fetched.page for fetched in group if fetched.page]
    references = iter(project.landing.write_pages(pages, at) if pages else ())
    counts: Counter[str] = Counter()
    with project.ledger.begin() as tx:
        for fetched in group:
            fate, values = (
                _fate_with_page(fetched, next(references))
                if fetched.page
                else _fate_without_page(fetched, at)
            )
            if links.advance(tx, leases.FETCH, fetched.row, "fetch", fate, at, **values):
                counts[fate] += 1
    return counts


def _fate_with_page(fetched: Fetched, reference: str) -> tuple[str, dict[str, Any]]:
    """Give the fate of a link whose page has landed: beside the one there is, where an article was made of that.

    What the feed told is kept where the page is still to be had one day, by `replay`.
    """
    assert fetched.page is not None  # noqa: S101 - it has landed
    column = "newer" if fetched.row.indexed_at else "raw"
    values: dict[str, Any] = {column: reference, "fetched_at": fetched.page.fetched_at, "tries": 0}
    if fetched.error is None:
        return "fetched", values | {"carried": None}
    return "fetched", values | {"detail": f"no page ({fetched.error}), so the feed's text has to do"}


def _fate_without_page(fetched: Fetched, at: datetime) -> tuple[str, dict[str, Any]]:
    """Decide the fate of a link without a page: again later, never again, or given up."""
    error = fetched.error
    assert error is not None  # noqa: S101 - no page and no error cannot both be
    waits = error.reason == "rate_limited" and at - fetched.row.first_seen_at < LONGEST_WAIT_FOR_HOST
    tries = fetched.row.tries + (0 if waits else 1)
    values: dict[str, Any] = {"reason": error.reason, "detail": error.detail or None, "tries": tries}
    if isinstance(error, Retry) and tries < TRIES:
        pause = backoff(max(1, tries), error.after, leases.jitter())
        return "retry", values | {"due_at": at + min(pause, timedelta(days=1))}
    if fetched.row.indexed_at:
        return "indexed", {
            "detail": f"kept as it was, the page cannot be had: {error}",
            "carried": None,
            "tries": 0,
        }
    return ("rejected" if isinstance(error, Reject) else "failed"), values
