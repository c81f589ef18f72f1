"""What poll and fetch share: many requests in the air, over as many hosts as have something to ask for.

    claim, hosts in turn  ->  a few rows of each host wait here  ->  in the air  ->  results, as they come

A host has its few places in the air and no more; its rows that wait hold none, so that however slow it is it costs
itself alone.
"""

import time
from collections import Counter, deque
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

from sqlalchemy import Row

from scrapers.errors import NotYet, ScrapeError
from scrapers.http import SHORTAGE_LASTS, Client
from scrapers.robots import Robots
from scrapers.urls import host_of
from wirewatch.errors import describe_bug, tell_of_machine
from wirewatch.ledger import leases
from wirewatch.ledger.leases import Queue, Shard
from wirewatch.project import Project
from wirewatch.web_client import Requests

Result = TypeVar("Result")
Ask = Callable[[Client, Robots, Row[Any]], Coroutine[Any, Any, Result]]

WAITING_PER_HOST = 10
"""Rows of one host that are claimed at once, so that its next one starts as soon as one has ended."""
LONGEST_WAIT_S = 10.0
"""A row that has waited here so long for its host goes back as it was: others may be quicker with it."""
LOOK_S = 1.0
"""Between two looks for new work while some is under way. Looks over very many rows take a tenth of it."""


def why_not_asked(bug: Exception, url: str) -> ScrapeError:
    """Name what nobody expected of asking for an address: a bug, or what this machine lacks, for which work waits."""
    if told := tell_of_machine(bug):
        return NotYet(host_of(url), told, SHORTAGE_LASTS, timedelta(seconds=1), reason="shortage")
    return ScrapeError("bug", describe_bug(bug))


class Crawl(Generic[Result]):
    """The requests of one pass for the rows of a queue whose hosts take turns. For one thread."""

    def __init__(
        self,
        project: Project,
        queue: Queue,
        ask: Ask[Result],
        *,
        at_once: int,
        shard: Shard | None = None,
        due: Callable[[], datetime] | None = None,
        seconds: float | None = None,
    ):
        """Take `ask`, which never raises, the time up to which rows are due (now, if none), and how long to claim."""
        self.over = False
        """Whether nothing is left to do."""
        self._project, self._queue, self._ask = project, queue, ask
        self._at_once, self._shard, self._due = at_once, shard, due or leases.now
        self._per_host = project.web_client.limits.per_host
        self._requests: Requests[Row[Any], Result] = Requests(project.web_client)
        self._waiting: dict[int, deque[tuple[float, Row[Any]]]] = {}
        self._in_the_air: Counter[int] = Counter()
        self._queues: dict[int, float] = {}
        self._next_look = 0.0
        self._end = None if seconds is None else time.monotonic() + seconds

    @property
    def idle(self) -> bool:
        """Whether nothing is in the air, and nothing waits for its host."""
        return not self._requests and not self._waiting

    def results(self, seconds: float) -> list[tuple[Row[Any], Result]]:
        """Start what may start, and give what has come; waits so many seconds for it at most."""
        self._look()
        self._start()
        if self.idle:
            self.over = True
            return []
        came = self._requests.ended(seconds)
        for row, _ in came:
            self._in_the_air[row.shard] -= 1
        return came

    def take_waiting(self, shard: int) -> list[Row[Any]]:
        """Give the rows of a host that wait here, which are the caller's from now on."""
        return [row for _, row in self._waiting.pop(shard, ())]

    def queue_of(self, shard: int) -> timedelta:
        """Give the time until the turns are over that `note_queue` told of: a row that is late comes behind them."""
        return timedelta(seconds=max(0.0, self._queues.get(shard, 0.0) - time.monotonic()))

    def note_queue(self, shard: int, length: timedelta) -> None:
        """Remember for how long, from now, the rows of a host have been given turns."""
        self._queues[shard] = time.monotonic() + length.total_seconds()

    def close(self) -> list[tuple[Row[Any], Result]]:
        """End what is in the air, and give back all that has no result; give the results that came all the same."""
        came, rest = self._requests.cancel()
        rest += [row for shard in list(self._waiting) for row in self.take_waiting(shard)]
        self.over = True
        if rest:
            leases.release(self._project.ledger, self._queue, rest)
        return came

    def _look(self) -> None:
        """Claim where there is room, the last look is a while ago, and time is not up."""
        present = time.monotonic()
        number = sum(map(len, self._waiting.values()))
        if self._end is not None and present > self._end:
            self._give_back(before=present)
        elif self.idle or (present >= self._next_look and number <= self._at_once // 2):
            self._give_back(before=present - LONGEST_WAIT_S)
            rows = leases.claim(
                self._project.ledger, self._queue, self._at_once * 2 - number, self._shard, self._due(),
                per_host=WAITING_PER_HOST, busy=list(self._waiting),
            )  # fmt: skip
            claimed = time.monotonic()
            for row in rows:
                self._waiting.setdefault(row.shard, deque()).append((claimed, row))
            self._next_look = claimed + max(0.1 if rows else LOOK_S, 10 * (claimed - present))

    def _start(self) -> None:
        """Start requests, one for each host in turn, while there are places."""
        for shard in list(self._waiting):
            waiting = self._waiting.pop(shard)
            while (
                waiting and self._in_the_air[shard] < self._per_host and len(self._requests) < self._at_once
            ):
                _, row = waiting.popleft()
                self._in_the_air[shard] += 1
                self._requests.start(row, lambda web, robots, row=row: self._ask(web, robots, row))  # type: ignore[misc]
            if waiting:
                self._waiting[shard] = waiting  # behind the others, whose turn it is before

    def _give_back(self, before: float) -> None:
        """Give back the rows that have waited here since before a time of the monotonic clock."""
        late = []
        for shard, waiting in list(self._waiting.items()):
            while waiting and waiting[0][0] <= before:
                late.append(waiting.popleft()[1])
            if not waiting:
                del self._waiting[shard]
        if late:
            leases.release(self._project.ledger, self._queue, late)
