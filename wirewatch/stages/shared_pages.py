"""fetch, a part of it: a page that several items share is asked for once, and its answer given to each of them."""

import asyncio
from collections import OrderedDict, defaultdict
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from scrapers.http import Response
from wirewatch.ledger import leases

MAX_BYTES = 32 * 1024 * 1024
"""Of the answers that are kept."""
MAX_PAGES = 50
LONGEST = timedelta(minutes=5)
"""An answer is given to others for so long; the items of one poll follow each other within seconds."""


class SharedPages:
    """The answers of one pass of `fetch` for the pages that have several items. For one event loop."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[datetime, Response]] = OrderedDict()
        self._turns: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def get(self, page: str, since: datetime, ask: Callable[[], Awaitable[Response]]) -> Response:
        """Give the answer for a page that was asked for since a time, or ask; whoever comes meanwhile waits.

        Raises what `ask` raises, and keeps nothing of that.
        """
        async with self._turns[page]:
            present = leases.now()
            if (kept := self._kept.get(page)) and kept[0] >= max(since, present - LONGEST):
                return kept[1]
            response = await ask()
            self._keep(page, present, response)
            return response

    def _keep(self, page: str, at: datetime, response: Response) -> None:
        self._kept[page] = (at, response)
        self._kept.move_to_end(page)
        while len(self._kept) > MAX_PAGES or (
            len(self._kept) > 1 and sum(len(kept.body) for _, kept in self._kept.values()) > MAX_BYTES
        ):
            self._kept.popitem(last=False)
