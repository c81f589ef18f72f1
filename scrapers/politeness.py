"""How many requests one host gets at once, how far apart, and how long it is left alone when it asks for it.

Keyed by host name and not by port: ports of one name are one machine. A loopback address is this machine's
own and is neither delayed nor left alone; the number of requests at once holds there too.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from scrapers.errors import NotYet
from scrapers.net import is_loopback

MAX_CRAWL_DELAY = 30.0
"""Seconds. Sites write 3600 to mean "go away", and a queue of one host's pages would never end."""

MAX_RETRY_AFTER = timedelta(days=1)
"""A server that asks for a month has a wrong clock or means 403; the link's own tries decide then."""

_MAX_HOSTS = 1000
"""Above this, hosts that nobody is using are forgotten."""


class _Host:
    def __init__(self, per_host: int, delay: float) -> None:
        self.places = asyncio.Semaphore(per_host)
        self.delay = delay
        self.users = 0
        self.next_start = 0.0
        self.closed_until = 0.0

    def idle(self, now: float) -> bool:
        return not self.users and max(self.next_start, self.closed_until) <= now


class Politeness:
    """Hands out turns at hosts; one for each client and event loop. Seconds are of the loop's clock."""

    def __init__(self, per_host: int, delay: float) -> None:
        self._per_host = per_host
        self._delay = delay
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, host: str, patience: float | None = None) -> AsyncIterator[None]:
        """Wait for a turn at `host`, `patience` seconds at most, and keep it while the context lasts.

        Raises NotYet `rate_limited` where the turn comes later, and while the host has asked to be left alone.
        """
        state = self._host(host)
        state.users += 1
        try:
            await _take_place(host, state, patience)
            try:
                _refuse_closed(host, state)
                await _wait(host, state, patience)
                _refuse_closed(host, state)  # it may have asked for that meanwhile
                yield
            finally:
                state.places.release()
        finally:
            state.users -= 1

    def slow(self, host: str, crawl_delay: float) -> None:
        """Keep at least `crawl_delay` seconds (at most `MAX_CRAWL_DELAY`) between two starts at `host`."""
        if not is_loopback(host):
            self._host(host).delay = max(self._delay, min(crawl_delay, MAX_CRAWL_DELAY))

    def leave_alone(self, host: str, after: timedelta) -> None:
        """Give no more turns at `host` for the time `after`."""
        if not is_loopback(host):
            self._host(host).closed_until = _now() + after.total_seconds()

    def _host(self, host: str) -> _Host:
        if host not in self._hosts:
            if len(self._hosts) >= _MAX_HOSTS:
                now = _now()
                self._hosts = {name: state for name, state in self._hosts.items() if not state.idle(now)}
            self._hosts[host] = _Host(self._per_host, 0.0 if is_loopback(host) else self._delay)
        return self._hosts[host]


def retry_after(value: str | None, now: datetime) -> timedelta | None:
    """Return how long a Retry-After header asks to wait from `now`, at most a day.

    `value` is a number of seconds or an HTTP date (RFC 9110, 10.2.3). None where it is absent, negative,
    past or unreadable.
    """
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return timedelta(seconds=min(int(text[:9]), MAX_RETRY_AFTER.total_seconds()))
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    wait = (date if date.tzinfo else date.replace(tzinfo=UTC)) - now
    return min(wait, MAX_RETRY_AFTER) if wait > timedelta(0) else None


def _now() -> float:
    return asyncio.get_running_loop().time()


async def _take_place(host: str, state: _Host, patience: float | None) -> None:
    try:
        async with asyncio.timeout(patience):
            await state.places.acquire()
    except TimeoutError:
        wait = timedelta(seconds=max(patience or 0.0, state.delay))
        raise NotYet(host, f"{host} is busy with others of ours", wait, _apart(state)) from None


def _refuse_closed(host: str, state: _Host) -> None:
    left = state.closed_until - _now()
    if left > 0:
        detail = f"{host} asked to be left alone"
        raise NotYet(host, detail, timedelta(seconds=left), _apart(state), closed=True)


async def _wait(host: str, state: _Host, patience: float | None) -> None:
    now = _now()
    start = max(now, state.next_start)
    if patience is not None and start - now > patience:
        detail = f"{host} is asked once in {state.delay:g} s"
        raise NotYet(host, detail, timedelta(seconds=start - now), _apart(state))
    state.next_start = start + state.delay
    if start > now:
        await asyncio.sleep(start - now)


def _apart(state: _Host) -> timedelta:
    return timedelta(seconds=state.delay)
