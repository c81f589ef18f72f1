"""One client for a whole run, on an event loop in a thread of its own, so that all stages ask through it side by side.

What hosts ask of us, in robots.txt or by a 429, outlives a stage's pass.
"""

import asyncio
import resource
from collections.abc import Callable, Coroutine
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import AsyncExitStack, suppress
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Any, Generic, TypeVar

from aiohttp.abc import AbstractResolver

from scrapers.http import Client, Limits, open_client
from scrapers.robots import Robots

Item = TypeVar("Item")
Result = TypeVar("Result")
Work = Callable[[Client, Robots], Coroutine[Any, Any, Result]]

THREADS = 64
"""For what blocks: the system asks DNS in threads, and a name whose server hangs holds one for ten seconds or more."""
OPEN_FILES = 4096
"""Sockets and files that this process may have open, where the system lets us choose: macOS gives 256 unasked."""


class WebClient:
    """A client and the robots rules that it has met. `dns` stands in for the system's resolver."""

    def __init__(self, limits: Limits, dns: AbstractResolver | None = None):
        self.limits = limits
        self._dns = dns
        self._lock = Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._open = AsyncExitStack()
        self._parts: tuple[Client, Robots] | None = None

    def run(self, work: Work[Result]) -> Result:
        """Run a coroutine made with the client and the rules to its end, and give what it gives."""
        future = self.submit(work)
        try:
            return future.result()
        finally:
            future.cancel()  # where waiting was interrupted

    def submit(self, work: Work[Result]) -> "Future[Result]":
        """Start a coroutine made with the client and the rules; cancelling the future cancels it."""
        return asyncio.run_coroutine_threadsafe(self._with_parts(work), self._started())

    def close(self) -> None:
        """Close the connections and the loop."""
        with self._lock:
            loop, self._loop = self._loop, None
        if loop:
            asyncio.run_coroutine_threadsafe(self._shut(), loop).result()
            loop.call_soon_threadsafe(loop.stop)
            self._thread.join()

    async def _shut(self) -> None:
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        self._parts = None
        await self._open.aclose()

    def _started(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                _allow_open_files()
                self._loop = asyncio.new_event_loop()
                self._thread = Thread(target=_run_loop, args=(self._loop,), name="web", daemon=True)
                self._thread.start()
            return self._loop

    async def _with_parts(self, work: Work[Result]) -> Result:
        if self._parts is None:
            web = await self._open.enter_async_context(open_client(self.limits, dns=self._dns))
            self._parts = self._parts or (web, Robots(web))  # another may have come in between
        return await work(*self._parts)


class Requests(Generic[Item, Result]):
    """Requests under way for one thread, which gets their results as they come."""

    def __init__(self, web_client: WebClient):
        self._web_client = web_client
        self._under_way: dict[Future[Result], Item] = {}
        self._ended: SimpleQueue[Future[Result]] = SimpleQueue()

    def __len__(self) -> int:
        return len(self._under_way)

    def start(self, item: Item, work: Work[Result]) -> None:
        """Start a request for an item."""
        future = self._web_client.submit(work)
        self._under_way[future] = item
        future.add_done_callback(self._ended.put)

    def ended(self, seconds: float) -> list[tuple[Item, Result]]:
        """Wait so many seconds at most for the next result, and give it with all that are there."""
        found: list[tuple[Item, Result]] = []
        with suppress(Empty):
            future = self._ended.get(timeout=seconds)
            while True:
                if future in self._under_way:
                    found.append((self._under_way.pop(future), future.result()))
                future = self._ended.get_nowait()
        return found

    def cancel(self) -> tuple[list[tuple[Item, Result]], list[Item]]:
        """Cancel what has not ended; give the results that came all the same, and the items without one."""
        came, rest = [], []
        for future in self._under_way:
            future.cancel()
        for future, item in self._under_way.items():
            try:
                came.append((item, future.result()))
            except (CancelledError, Exception):
                rest.append(item)
        self._under_way.clear()
        return came, rest


def _run_loop(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(loop)
    threads = ThreadPoolExecutor(THREADS, "web")
    loop.set_default_executor(threads)
    loop.run_forever()
    threads.shutdown(wait=False, cancel_futures=True)  # nobody waits for a name that DNS is still asked for
    loop.close()


def _allow_open_files() -> None:
    """Raise the soft limit of open files as far as the hard one lets us."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(OPEN_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
