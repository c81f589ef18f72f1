"""fetch: ledger rows -> WARC records in the landing zone, one per page."""

import asyncio
import time
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Row

from scrapers.errors import NotYet, Reject, Retry, ScrapeError
from scrapers.fetch import fetch_page, validators_of
from scrapers.http import Client, Response
from scrapers.intervals import backoff
from scrapers.provenance import believed, name_end
from scrapers.records import Page, Validators
from scrapers.robots import Robots
from scrapers.urls import shard_key
from wirewatch.ledger import feed_states, leases, links
from wirewatch.project import Project
from wirewatch.stages.crawl import Crawl, why_not_asked
from wirewatch.stages.shared_pages import SharedPages

AT_ONCE = 500
"""Requests in the air."""
LONGEST_PASS_S = leases.LEASE.total_seconds() / 2
"""A pass claims nothing more after this time."""
LONGEST_FETCH_S = 150.0
"""For one link with its redirects, their robots.txt and the waits for turns: then it has hung."""
PATIENCE_S = 1.0
"""A page whose host's turn comes later than this holds no place in the air: it goes back with a due time."""
BEAT_S = 0.1
"""Between two looks at what has to be committed."""
TRIES = 7
"""Then a link fails. With scrapers.intervals.backoff the last try comes about 13 hours after the first."""
TRIES_CUT_OFF = 4
"""No more are counted while nobody at all is reached: a link is tried every 18 minutes then."""
UNREACHED_REASONS = (*feed_states.UNREACHED_REASONS, "robots_unreachable")
"""Why a link whose host was not reached was not fetched."""
LONGEST_WAIT_FOR_HOST = timedelta(days=2)
"""For so long a link may wait for its turn at a host that limits our rate, without a try being counted."""
PAGES_PER_FILE, BYTES_PER_FILE, SECONDS_PER_FILE = 50, 16 * 1024 * 1024, 1.0
"""Pages, bytes, and the time in which they came, that land in one file and commit together."""
COMMITS_AHEAD = 4
"""Files that wait to be written, beside the one that is: what comes meanwhile has to wait, for memory is bounded."""


class Fetched(NamedTuple):
    """What came of one link: a page (perhaps one that is only the feed's text), or why there is none yet."""

    row: Row[Any]
    page: Page | None
    error: ScrapeError | None = None
    validators: Validators | None = None
    unchanged: bool = False
    """Whether the server says that the page is as it was when its article was made."""


def fetch_pages(
    project: Project, shard: leases.Shard | None = None, seconds: float = LONGEST_PASS_S
) -> Counter[str]:
    """Fetch what is due in a shard; counts links by their new fate, and those `put_back` for their turn.

    Claims nothing after so many `seconds`. Raises Trouble; what came before it is committed.
    """
    return sum(fetch_parts(project, shard, seconds), Counter())


def fetch_parts(
    project: Project, shard: leases.Shard | None = None, seconds: float | None = None
) -> Iterator[Counter[str]]:
    """Fetch as `fetch_pages` does, and give the counts of each part as it is committed."""
    ask = partial(_fetch_one, SharedPages())
    crawl = Crawl(project, leases.FETCH, ask, at_once=AT_ONCE, shard=shard, seconds=seconds)
    landing = _Landing(project)
    try:
        while not crawl.over and not project.stopping.is_set():
            counts: Counter[str] = Counter()
            for row, fetched in crawl.results(BEAT_S):
                if isinstance(fetched, NotYet):
                    counts["put_back"] += _put_back(project, crawl, row, fetched)
                else:
                    landing.add(fetched)
                    project.progress.done("fetch")
            counts += landing.commit(crawl.idle)
            if counts:
                yield counts
        for _, fetched in crawl.close():
            if isinstance(fetched, Fetched):
                landing.add(fetched)
        yield landing.commit(everything=True)
    finally:
        try:
            crawl.close()
        finally:
            landing.close()  # also where the ledger is not there to take back what the crawl had


class _Landing:
    """Commits what came in a thread of its own, in files of a limited size, so that requests go on meanwhile."""

    def __init__(self, project: Project):
        self._project = project
        self._group: list[Fetched] = []
        self._since = 0.0
        self._commits: deque[tuple[Future[Counter[str]], list[Fetched]]] = deque()
        self._thread = ThreadPoolExecutor(1, "land")

    def add(self, fetched: Fetched) -> None:
        """Take what came of a link."""
        self._since = self._since if self._group else time.monotonic()
        self._group.append(fetched)
        if (
            len(self._group) >= PAGES_PER_FILE
            or sum(len(body) for body in self._bodies().values()) >= BYTES_PER_FILE
        ):
            self._submit()

    def _bodies(self) -> dict[int, bytes]:
        """Give the answers of the present group: that of a page which several items share is one."""
        return {id(one.page.body): one.page.body for one in self._group if one.page}

    def commit(self, everything: bool) -> Counter[str]:
        """Commit what it is time for, or everything; give the counts of what has been committed since."""
        if self._group and (everything or time.monotonic() - self._since >= SECONDS_PER_FILE):
            self._submit()
        counts: Counter[str] = Counter()
        while self._commits and (
            everything or len(self._commits) > COMMITS_AHEAD or self._commits[0][0].done()
        ):
            counts += self._commits[0][0].result()
            self._commits.popleft()
        return counts

    def close(self) -> None:
        """Give back what was not committed."""
        self._thread.shutdown(cancel_futures=True)
        left = [fetched.row for _, group in self._commits for fetched in group]
        # What was committed has lost its lease already, so this reaches only what was not.
        leases.release(self._project.ledger, leases.FETCH, [*left, *(fetched.row for fetched in self._group)])
        self._commits.clear()
        self._group = []

    def _submit(self) -> None:
        self._commits.append((self._thread.submit(_commit, self._project, self._group), self._group))
        self._group = []


async def _fetch_one(shared: SharedPages, web: Client, robots: Robots, row: Row[Any]) -> Fetched | NotYet:
    carried = msgspec.json.decode(row.carried, type=links.FeedEntry)
    page = Page(
        id=row.id, url=row.url, canonical_url=row.canonical_url, feed=carried.feed, entry=carried.entry,
        first_seen_at=row.first_seen_at, fetched_at=leases.now(),
    )  # fmt: skip
    entry = carried.entry
    if entry and entry.linkless:
        return _without_page(row, page, Reject("no_link", "" if _has_text(page) else "nor a text"))
    if carried.feed.kind == "telegram" and not _has_text(page):
        return _without_page(row, page, Reject("no_text", "a message without words"))
    if carried.feed.full_text == "feed" and _has_text(page):
        return Fetched(row, msgspec.structs.replace(page, missing="too_short"))
    try:
        async with asyncio.timeout(LONGEST_FETCH_S):
            response = await _ask(shared, web, robots, row, alone=entry is None or entry.part is None)
    except NotYet as not_yet:
        return not_yet if _may_wait(row, not_yet) else _without_page(row, page, not_yet)
    except ScrapeError as error:
        return _without_page(row, page, error)
    except TimeoutError:
        return _without_page(row, page, Retry("timeout", f"not fetched within {LONGEST_FETCH_S:.0f} s"))
    except Exception as bug:
        why = why_not_asked(bug, row.url)
        return why if isinstance(why, NotYet) else Fetched(row, None, why)  # costs this page alone
    if response.status == 304:
        return Fetched(row, None, unchanged=True)
    whole = msgspec.structs.replace(
        page, fetched_at=leases.now(), final_url=response.url, status=response.status,
        content_type=response.headers.get("content-type", ""), body=response.body,
    )  # fmt: skip
    return Fetched(row, whole, validators=validators_of(response))


async def _ask(shared: SharedPages, web: Client, robots: Robots, row: Row[Any], *, alone: bool) -> Response:
    if alone:
        return await fetch_page(web, robots, row.url, PATIENCE_S, _known(row))
    # What is told of for the first time is on the page that is there; what has changed is on one asked for since.
    since = row.due_at if row.rechecks or row.tries else row.first_seen_at
    page = row.url.partition("#")[0]
    return await shared.get(page, since, lambda: fetch_page(web, robots, page, PATIENCE_S))


def _known(row: Row[Any]) -> Validators | None:
    """Give what the page of an article that stands can be asked by, where its last reading is that article's."""
    if not (row.validators and row.rechecks and row.indexed_at) or row.newer:
        return None
    return msgspec.json.decode(row.validators, type=Validators)


def _may_wait(row: Row[Any], not_yet: NotYet) -> bool:
    return not not_yet.closed or leases.now() - row.first_seen_at < LONGEST_WAIT_FOR_HOST


def _without_page(row: Row[Any], page: Page, error: ScrapeError) -> Fetched:
    """Give what comes of a link without an answer: where it was the last try, the text that the feed carried."""
    last = isinstance(error, Reject) or row.tries + 1 >= TRIES
    stand_in = msgspec.structs.replace(page, missing=error.reason) if last and _has_text(page) else None
    return Fetched(row, stand_in, error)


def _has_text(page: Page) -> bool:
    """Tell whether the feed carried a text that may stand for the page."""
    entry = believed(page.feed, page.entry) if page.entry else None
    return entry is not None and bool(entry.content or entry.summary)


def _put_back(project: Project, crawl: "Crawl[Fetched | NotYet]", row: Row[Any], not_yet: NotYet) -> int:
    """Give a link back until its host's turn comes, and with it all that wait for the same host, each for its own.

    That is no try, and no step in its history: the row alone tells why it waits. Gives the number of links.
    """
    why = {"reason": not_yet.reason, "detail": not_yet.detail}
    if shard_key(not_yet.host) != row.shard:  # it was led there by a redirect
        first = leases.now() + not_yet.wait
        return leases.postpone(project.ledger, leases.FETCH, [row], first, not_yet.apart, **why)
    rows, wait = [row, *crawl.take_waiting(row.shard)], max(not_yet.wait, crawl.queue_of(row.shard))
    first, apart = leases.now() + wait, not_yet.apart
    number = leases.postpone(project.ledger, leases.FETCH, rows, first, apart, **why)
    after = first + apart * len(rows)
    number += leases.postpone_host(project.ledger, leases.FETCH, row.shard, after, apart, **why)
    crawl.note_queue(row.shard, wait + apart * number)
    return number


def _commit(project: Project, group: Sequence[Fetched]) -> Counter[str]:
    """Land the pages, then move their links on; what dies between the two is fetched again."""
    at = leases.now()
    pages = [name_end(fetched.page, project.outlets) for fetched in group if fetched.page]
    references = iter(project.landing.write_pages(pages, at) if pages else ())
    counts: Counter[str] = Counter()
    with project.ledger.begin() as tx:
        for fetched in group:
            fate, values = (
                _fate_with_page(fetched, next(references))
                if fetched.page
                else _fate_without_page(fetched, at, cut_off=_is_our_outage(tx, fetched, at))
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
    validators = msgspec.json.encode(fetched.validators).decode() if fetched.validators else None
    values: dict[str, Any] = {
        **{column: reference, "fetched_at": fetched.page.fetched_at},
        **{"tries": 0, "validators": validators},
    }
    if fetched.error is None:
        return "fetched", values | {"carried": None}
    return "fetched", values | {"detail": f"no page ({fetched.error}), so the feed's text has to do"}


def _is_our_outage(tx: Connection, fetched: Fetched, at: datetime) -> bool:
    """Tell whether a link could not be fetched because we reach nobody, which it may wait out for two days."""
    unreached = fetched.error is not None and fetched.error.reason in UNREACHED_REASONS
    is_young = at - fetched.row.first_seen_at < LONGEST_WAIT_FOR_HOST
    return unreached and is_young and fetched.row.tries >= TRIES_CUT_OFF and feed_states.are_cut_off(tx, at)


def _fate_without_page(fetched: Fetched, at: datetime, *, cut_off: bool) -> tuple[str, dict[str, Any]]:
    """Decide the fate of a link without a page: again later, never again, or given up.

    Where it is we who are `cut_off`, the try is not counted.
    """
    if fetched.unchanged:
        return "indexed", {
            "detail": "as it was, its server says",
            "carried": None,
            "tries": 0,
            "fetched_at": at,
        }
    error = fetched.error
    assert error is not None  # noqa: S101 - no page and no error cannot both be
    asked_to_wait = isinstance(error, Retry) and (error.reason == "rate_limited" or error.after)
    waits = asked_to_wait and at - fetched.row.first_seen_at < LONGEST_WAIT_FOR_HOST
    tries = fetched.row.tries + (0 if waits or cut_off else 1)
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
