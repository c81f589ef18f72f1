"""What happens while a page is open: server-sent events that tell how many articles have come."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable

from sqlalchemy import func, select

from wirewatch.ledger.connect import Ledger
from wirewatch.ledger.schema import batches

LOOK_EVERY_S = 3.0
KEEP_ALIVE_S = 30.0
"""A line that means nothing, so that proxies do not take the page for dead."""


class Pulse:
    """How many articles have ever been indexed, asked for once for all open pages."""

    def __init__(self, ledger: Callable[[], Ledger]) -> None:
        self._ledger = ledger
        self._asked_at = -LOOK_EVERY_S
        self._number = 0

    def count(self) -> int:
        """Give the number, as it was less than LOOK_EVERY_S ago. Raises Trouble."""
        if time.monotonic() - self._asked_at >= LOOK_EVERY_S:
            self._asked_at = time.monotonic()
            with self._ledger().read() as tx:
                self._number = tx.execute(select(func.coalesce(func.sum(batches.c.size), 0))).scalar_one()
        return self._number


async def news(pulse: Pulse) -> AsyncIterator[str]:
    """Yield an event each time when articles have come since the page was opened, with their number."""
    first = told = await asyncio.to_thread(pulse.count)
    quiet = 0.0
    yield "retry: 5000\n\n"
    while True:
        await asyncio.sleep(LOOK_EVERY_S)
        number = await asyncio.to_thread(pulse.count)
        quiet += LOOK_EVERY_S
        if number > told:
            told, quiet = number, 0.0
            yield f"event: stories\ndata: {number - first}\n\n"
        elif quiet >= KEEP_ALIVE_S:
            quiet = 0.0
            yield ": here\n\n"
