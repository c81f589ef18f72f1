"""How tests ask the HTTP client: one address at a time, of servers on loopback."""

import asyncio
from types import MappingProxyType

import pytest

from scrapers.errors import REASONS, Reject, Retry, ScrapeError
from scrapers.http import Limits, Response, open_client

LIMITS = Limits(allow_private=True, total=20, connect=5, delay=0)
LOW_LIMITS = Limits(allow_private=True, total=20, connect=5, delay=0, max_bytes=1_000_000)


def get(url, headers=MappingProxyType({}), limits=LIMITS, **how) -> Response:
    """Ask with a client of its own; what it takes else is the client's `get`'s."""

    async def one():
        async with open_client(limits) as c:
            return await c.get(url, headers, **how)

    return asyncio.run(one())


def refusal(url, headers=MappingProxyType({}), limits=LIMITS) -> ScrapeError:
    """Return the error that asking ends in: Retry or Reject, as its reason says."""
    with pytest.raises(ScrapeError) as caught:
        get(url, headers, limits)
    error = caught.value
    assert isinstance(error, Retry if REASONS[error.reason].retried else Reject)
    return error
