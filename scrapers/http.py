"""One client for everything that is fetched: redirects hop by hop, caps on size and time, named failures."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from msgspec import Struct


class Limits(Struct, frozen=True):
    """What one client may spend, and on whom."""

    max_bytes: int = 10 * 1024 * 1024
    """Of one body, decoded; also of what comes over the wire."""
    total: float = 60.0
    """Seconds for one `get` with its redirects, without the time spent waiting for a turn at the host."""
    connect: float = 10.0
    """Seconds for DNS, TCP and TLS of one hop."""
    redirects: int = 5
    per_host: int = 2
    """Requests under way at one host."""
    delay: float = 0.5
    """Seconds between the starts of two requests to one host."""
    allow_private: bool = False
    """Whether addresses that are not public may be asked."""
    user_agent: str = "Wirewatch/0.1 (news monitor)"


class Response(Struct, frozen=True):
    """A success (2xx), or a 304 that was asked for."""

    status: int
    url: str
    """Where redirects ended, without fragment."""
    headers: Mapping[str, str]
    """Keys in lower case; what a server sent twice is joined with a comma."""
    body: bytes
    """Content-Encoding undone, character set untouched. Empty for 304."""


class Client:
    """Made by `client`."""

    async def get(self, url: str, headers: Mapping[str, str] = {}) -> Response:  # noqa: B006
        """Follow redirects from `url` and return the answer at their end.

        Returns 304 only where `headers` held If-None-Match or If-Modified-Since. Raises Retry or Reject,
        with a reason out of `scrapers.errors.REASONS`, for everything that is not a success.
        """
        raise NotImplementedError


@asynccontextmanager
async def client(limits: Limits = Limits()) -> AsyncIterator[Client]:  # noqa: B008
    """Open a client; its connections are closed when the context ends."""
    yield Client()
