"""The pages of a pass that workers make into articles: claimed by turns of their hosts, a few given to workers ahead.

    claim, hosts in turn  ->  pages wait here  ->  workers have a few  ->  results, as they come

However long a host's pages take, they hold their places and no more: what waits here goes back soon, and another
host's page comes first at the next look.
"""

import time
from collections import deque
from collections.abc import Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, wait
from concurrent.futures.process import BrokenProcessPool
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Row

from scrapers.records import Feed
from wirewatch.errors import Trouble, describe_bug, tell_of_machine
from wirewatch.landing import LandingTrouble
from wirewatch.ledger import leases
from wirewatch.ledger.leases import Shard
from wirewatch.project import Project
from wirewatch.workers import limits
from wirewatch.workers.cores import count_cores
from wirewatch.workers.page import PageResult, make_article

if TYPE_CHECKING:
    import pebble

AT_ONCE = 200
"""Pages claimed at once."""
LONGEST_WAIT_S = 10.0
"""A page that has waited here so long for a worker goes back as it was."""
LOOK_S = 1.0
"""Between two looks for new work while some is under way."""
NEXT_TRY = timedelta(minutes=2)
"""Until a page that was late is tried again."""
LONGEST_QUIET_WAIT = timedelta(hours=1)
"""Such a page is tried when no other waits, but after this time in any case."""

BREAKS = 3
"""So often in a row all workers may be gone without a result. A page that kills its worker before the pool has heard
who took it looks like this once, as it does where there is no memory for any worker."""
DYING = "the worker processes die before they take a page: is there memory for them?"


class Made(NamedTuple):
    """What came of one page: a result; or else it was not done in time by the clock, and may be when it is alone."""

    row: Row[Any]
    result: PageResult | None = None
    trouble: LandingTrouble | None = None
    """Why there is no result where it was the landing zone, which could not read the page for now."""


class PagesAtWork:
    """The pages of one pass over a shard. For one thread."""

    def __init__(
        self, project: Project, shard: Shard | None, limit: int | None = None, seconds: float | None = None
    ):
        """Take the shard, and the number of pages and the time after which none is claimed."""
        self._project, self._shard, self._left = project, shard, limit
        self._end = None if seconds is None else time.monotonic() + seconds
        self._feeds = {feed.url: feed for feed in project.feeds}
        self._workers = count_cores()
        self._places = self._workers + 1
        self._waiting: deque[tuple[float, Row[Any]]] = deque()
        self._at_work: dict[pebble.ProcessFuture[PageResult], Row[Any]] = {}
        self._next_look = 0.0
        self._breaks = 0

    @property
    def idle(self) -> bool:
        """Whether no page is at work, and none waits."""
        return not self._at_work and not self._waiting

    def results(self, seconds: float) -> Iterator[Made]:
        """Give what has come of pages within so many seconds; nothing is left to do where it is idle after that."""
        self._look()
        end, number = time.monotonic() + seconds, 0
        self._start()
        while self._at_work and (left := end - time.monotonic()) > 0 and not self._project.stopping.is_set():
            wait(self._at_work, timeout=min(left, 0.2), return_when=FIRST_COMPLETED)
            for future in [future for future in self._at_work if future.done()]:
                if _is_broken(future):
                    self._take_back(future)
                    continue
                made = _made(self._at_work[future], future)
                self._breaks = 0
                del self._at_work[future]  # what raised is given back by `close`
                number += 1
                yield made
            self._start()
        # As many as come in this time are given out ahead, so that no worker waits while results are committed.
        self._places = self._workers + 1 + number

    def close(self) -> None:
        """Give up what is at work, and give back all that has no result."""
        for future in self._at_work:
            future.cancel()  # type: ignore[no-untyped-call]
        rows = [*self._at_work.values(), *(row for _, row in self._waiting)]
        self._at_work.clear()
        self._waiting.clear()
        leases.release(self._project.ledger, leases.PROCESS, rows)

    def _look(self) -> None:
        """Give back what has waited for long, and claim where there is room and the last look is a while ago."""
        present = time.monotonic()
        late = []
        while self._waiting and self._waiting[0][0] <= present - LONGEST_WAIT_S:
            late.append(self._waiting.popleft()[1])
        leases.release(self._project.ledger, leases.PROCESS, late)
        room = AT_ONCE - len(self._waiting)
        room = room if self._left is None else min(room, self._left)
        room = 0 if self._end is not None and present > self._end else room
        if room <= 0 or not (self.idle or late or (present >= self._next_look and room >= AT_ONCE // 2)):
            return
        rows = leases.claim(self._project.ledger, leases.PROCESS, room, self._shard)
        claimed = time.monotonic()
        self._waiting.extend((claimed, row) for row in rows)
        self._left = None if self._left is None else self._left - len(rows)
        self._next_look = claimed + (0.0 if len(rows) == room else max(LOOK_S, 10 * (claimed - present)))

    def _take_back(self, future: "pebble.ProcessFuture[PageResult]") -> None:
        """Have a page wait again that no worker took. Raises Trouble where that has happened too often in a row."""
        self._waiting.appendleft((time.monotonic(), self._at_work[future]))
        del self._at_work[future]
        if not self._at_work:  # all that were at work come back together
            self._count_break()

    def _count_break(self) -> None:
        self._breaks += 1
        if self._breaks >= BREAKS:
            raise Trouble(DYING)

    def _start(self) -> None:
        """Give pages to workers, as far as there are places."""
        if self._waiting and not self._at_work:
            self._project.start_workers()  # they may have died
        while len(self._at_work) < self._places and (row := self._next_row()):
            clock_s = limits.QUIET_CLOCK_S if row.tries else limits.CLOCK_S
            arguments = _arguments_of(row, self._feeds)
            try:
                future = limits.schedule(self._project.workers, make_article, arguments, clock_s)
            except RuntimeError:  # they have just died
                self._waiting.appendleft((time.monotonic(), row))
                if not self._at_work:
                    self._count_break()
                return
            self._at_work[future] = row

    def _next_row(self) -> Row[Any] | None:
        """Take the next page; one that was late before only where no other waits, and none of its kind is at work."""
        quiet = leases.now() - LONGEST_QUIET_WAIT
        chosen = next(
            (pair for pair in self._waiting if not pair[1].tries or pair[1].due_at < quiet),
            None,
        )
        if chosen is None and not any(row.tries for row in self._at_work.values()):
            chosen = next(iter(self._waiting), None)
        if chosen is None:
            return None
        self._waiting.remove(chosen)
        return chosen[1]


def _arguments_of(row: Row[Any], feeds: Mapping[str, Feed]) -> list[Any]:
    """Give what `make_article` takes: a newer reading stands against the one before, an older against its article."""
    feed = feeds.get(row.feed_url)
    return [row.newer, feed, row.raw, row.article] if row.newer else [row.raw, feed, None, row.article]


def _is_broken(future: "pebble.ProcessFuture[PageResult]") -> bool:
    return not future.cancelled() and isinstance(future.exception(), BrokenProcessPool)


def _made(row: Row[Any], future: "pebble.ProcessFuture[PageResult]") -> Made:
    """Tell what came of a page. A worker that hung or died, and a bug of ours, cost this page and are named."""
    try:
        return Made(row, future.result())
    except LandingTrouble as trouble:
        return Made(row, trouble=trouble)
    except Trouble:
        raise
    except Exception as error:
        if limits.is_late(error) and not row.tries:
            return Made(row)
        if told := tell_of_machine(error):
            raise Trouble(told) from error
        reason, detail = limits.why_ended(error) or ("bug", describe_bug(error))
        return Made(row, PageResult(reason=reason, detail=detail))
