"""One client for a whole run: what hosts ask of us, in robots.txt or by a 429, outlives a stage's pass."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from typing import Any, TypeVar

from scrapers.http import Client, Limits, open_client
from scrapers.robots import Robots

Result = TypeVar("Result")


class WebClient:
    """A client and the robots rules that it has met, on an event loop of their own."""

    def __init__(self, limits: Limits):
        self._limits = limits
        self._runner = asyncio.Runner()
        self._open = AsyncExitStack()
        self._parts: tuple[Client, Robots] | None = None

    def run(self, work: Callable[[Client, Robots], Coroutine[Any, Any, Result]]) -> Result:
        """Run a coroutine made with the client and the rules to its end, and give what it gives."""
        return self._runner.run(self._with_parts(work))

    def close(self) -> None:
        """Close the connections and the loop."""
        self._runner.run(self._open.aclose())
        self._runner.close()

    async def _with_parts(self, work: Callable[[Client, Robots], Coroutine[Any, Any, Result]]) -> Result:
        if self._parts is None:
            web = await self._open.enter_async_context(open_client(self._limits))
            self._parts = web, Robots(web)
        return await work(*self._parts)
