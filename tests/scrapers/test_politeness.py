import asyncio
import heapq
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.errors import Retry
from scrapers.politeness import MAX_RETRY_AFTER, Politeness, retry_after

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)


class JumpingLoop(asyncio.SelectorEventLoop):
    """A loop whose clock jumps to the next timer, so that hours pass at once and to the second."""

    now = 1000.0

    def time(self) -> float:
        """Seconds, which pass only where everybody sleeps."""
        return self.now

    def _run_once(self) -> None:
        if not self._ready and self._scheduled:
            self.now = max(self.now, heapq.nsmallest(1, self._scheduled)[0].when())
        super()._run_once()


def starts(politeness: Politeness, host: str, count: int, busy: float = 0.0) -> list[float]:
    """Give the seconds at which `count` tasks, all there at once, get their turns of `busy` seconds."""

    async def all_of_them() -> list[float]:
        loop = asyncio.get_running_loop()
        began = loop.time()
        seen: list[float] = []

        async def one() -> None:
            async with politeness.turn(host):
                seen.append(round(loop.time() - began, 6))
                await asyncio.sleep(busy)

        await asyncio.gather(*(one() for _ in range(count)))
        return seen

    return run(all_of_them())


def run(work):
    with asyncio.Runner(loop_factory=JumpingLoop) as runner:
        return runner.run(work)


def test_starts_are_apart():
    """Requests to one host start half a second after each other, however short they are."""
    assert starts(Politeness(2, 0.5), "example.org", 4) == [0, 0.5, 1, 1.5]


def test_no_more_at_once():
    """A third request waits for one of two to end."""
    assert starts(Politeness(2, 0.5), "example.org", 5, busy=10) == [0, 0.5, 10, 10.5, 20]


def test_hosts_do_not_wait_for_each_other():
    """A slow host delays itself alone."""

    async def two() -> float:
        politeness = Politeness(1, 5)
        loop = asyncio.get_running_loop()
        began = loop.time()
        async with politeness.turn("a.example"), politeness.turn("b.example"):
            return loop.time() - began

    assert run(two()) == 0


def test_a_crawl_delay_is_kept_and_capped():
    """robots.txt may slow us down, to 30 seconds at most, and never speed us up."""
    for asked, kept in [(3, 3), (3600, 30), (0.1, 0.5)]:
        politeness = Politeness(2, 0.5)

        async def slow(politeness=politeness, asked=asked):
            politeness.slow("example.org", asked)

        run(slow())
        assert starts(politeness, "example.org", 3) == [0, kept, 2 * kept]


def test_this_machine_is_not_delayed():
    """Loopback has no delay, not even one that robots.txt asks for; its turns are counted all the same."""
    for host in ("127.0.0.1", "localhost", "::1"):
        politeness = Politeness(2, 0.5)
        politeness.slow(host, 10)
        assert starts(politeness, host, 4, busy=1) == [0, 0, 1, 1]


def test_a_host_that_wants_rest_is_left_alone():
    """After a 429 with Retry-After, those that come and those that wait are sent away with the time left."""

    async def rest() -> list[object]:
        politeness = Politeness(1, 0.5)
        told: list[object] = []

        async def one() -> None:
            try:
                async with politeness.turn("example.org"):
                    await asyncio.sleep(4)
                    politeness.leave_alone("example.org", timedelta(seconds=60))
                    told.append("asked")
            except Retry as error:
                told.append((error.reason, error.after))

        await asyncio.gather(one(), one())
        await asyncio.sleep(20)
        await one()
        await asyncio.sleep(40)
        await one()
        return told

    assert run(rest()) == [
        "asked",
        ("rate_limited", timedelta(seconds=60)),
        ("rate_limited", timedelta(seconds=40)),
        "asked",
    ]


def test_a_turn_that_fails_or_is_cancelled_is_given_back():
    """Neither an error nor a cancelled wait takes a place away for good."""

    async def broken() -> float:
        politeness = Politeness(1, 0.5)
        for _ in range(3):
            with pytest.raises(ZeroDivisionError):
                async with politeness.turn("example.org"):
                    raise ZeroDivisionError
        async with politeness.turn("example.org"):
            waiting = asyncio.create_task(politeness.turn("example.org").__aenter__())
            await asyncio.sleep(1)
            waiting.cancel()
            await asyncio.wait([waiting])
        async with politeness.turn("example.org"):
            return asyncio.get_running_loop().time()

    run(broken())


def test_memory_of_hosts_is_bounded():
    """Hosts that nobody uses are forgotten after a thousand."""

    async def many() -> int:
        politeness = Politeness(2, 0.5)
        for number in range(5000):
            async with politeness.turn(f"{number}.example"):
                await asyncio.sleep(1)
        return len(politeness._hosts)

    assert run(many()) <= 1000


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 7 ", 7),
        ("0", 0),
        ("86400", 86400),
        ("86401", 86400),
        ("9" * 5000, 86400),
        ("Sun, 01 Nov 2026 12:05:00 GMT", 300),
        ("Sunday, 01-Nov-26 12:05:00 GMT", 300),
        ("Sun Nov  1 12:05:00 2026", 300),
        ("Mon, 01 Nov 2027 12:00:00 GMT", 86400),
        ("Sun, 01 Nov 2026 11:00:00 GMT", None),
        ("-5", None),
        ("1.5", None),
        ("٣", None),
        ("soon", None),
        ("", None),
        (None, None),
        ("Sun, 99 Nov 2026 99:05:00 GMT", None),
        ("Fri, 31 Dec 9999 23:59:59 -2359", 86400),
        ("Sun, 01 Nov 99999999999999999999 12:05:00 GMT", None),
        ("Sun, 01 Nov 2026 12:05:00 +99999999999999999999", None),
    ],
)
def test_retry_after_is_read(value, seconds):
    """Seconds and the three forms of an HTTP date, at most a day; what is past or unreadable is ignored."""
    assert retry_after(value, NOW) == (None if seconds is None else timedelta(seconds=seconds))


@given(st.text())
def test_retry_after_never_fails(value):
    """Whatever a server writes, the answer is none or a time between nothing and a day."""
    wait = retry_after(value, NOW)
    assert wait is None or timedelta(0) <= wait <= MAX_RETRY_AFTER


@given(st.timedeltas(timedelta(seconds=1), timedelta(days=400)))
def test_retry_after_reads_what_servers_write(wait):
    """A date comes back as the time until it, to the second."""
    date = format_datetime((NOW + wait).replace(microsecond=0), usegmt=True)
    assert retry_after(date, NOW) == min(timedelta(seconds=int(wait.total_seconds())), MAX_RETRY_AFTER)
