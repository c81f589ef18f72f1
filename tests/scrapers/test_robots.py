import asyncio
import threading
from datetime import timedelta

import hostile_server
import pytest
from hostile_server import Hostile, page, redirect, status
from many_hosts import EveryName

from scrapers.errors import Reject, Retry, ScrapeError
from scrapers.http import Limits, open_client
from scrapers.robots import MAX_BYTES, Robots, parse_robots

OPEN = Limits(allow_private=True, total=20, connect=5, delay=0)


@pytest.fixture
def web():
    with Hostile() as server:
        yield server


def check(web, *paths, limits=OPEN):
    """Check the paths one after the other; None, or the error, for each."""

    async def one_after_the_other():
        async with open_client(limits) as c:
            robots = Robots(c)
            return [await verdict(robots, web.url + path) for path in paths]

    return asyncio.run(one_after_the_other())


async def verdict(robots, url):
    try:
        await robots.check(url)
    except ScrapeError as error:
        return error


def serve(web, text):
    web.serve("/robots.txt", text, "text/plain")


def test_what_is_disallowed_is_rejected(web):
    """The rules for all bind us, and the rest of the site stays open."""
    serve(web, "User-agent: *\nDisallow: /private/\nDisallow: /*?print=\n")
    error, fine, printed = check(web, "/private/a", "/a", "/b?print=1")
    assert isinstance(error, Reject)
    assert error.reason == printed.reason == "robots"
    assert fine is None


def test_our_own_group_comes_first(web):
    """A group for `wirewatch`, in any case, replaces the one for all; other names do not address us."""
    serve(web, "User-agent: *\nDisallow: /\n\nUser-agent: WireWatch/2.0\nDisallow: /b\n")
    assert check(web, "/a")[0] is None
    assert check(web, "/b")[0].reason == "robots"
    serve(web, "User-agent: *\nDisallow: /b\n\nUser-agent: wire\nUser-agent: wirewatch-images\nDisallow: /\n")
    assert check(web, "/a")[0] is None


def test_a_group_may_name_several(web):
    """A rule below several agents is for each of them, ours included."""
    serve(web, "User-agent: GPTBot\nUser-agent: wirewatch # hello\nUser-agent: x\nDisallow: /\n")
    assert check(web, "/a")[0].reason == "robots"


@pytest.mark.parametrize("code", [400, 401, 403, 404, 410, 451])
def test_no_robots_txt_allows_all(web, code):
    """A 4xx says that there are no rules (RFC 9309, 2.3.1.3)."""
    web.on("/robots.txt", status(code))
    assert check(web, "/a") == [None]


@pytest.mark.parametrize(
    "answer",
    [
        status(500),
        status(503),
        status(429),
        hostile_server.close_connection,
        hostile_server.reset(),
        hostile_server.never_answer,
    ],
)
def test_unreachable_rules_forbid_for_now(web, answer):
    """A server that fails to tell its rules is not asked for anything yet (RFC 9309, 2.3.1.4)."""
    web.on("/robots.txt", answer)
    limits = Limits(allow_private=True, total=0.5, delay=0)
    (error,) = check(web, "/a", limits=limits)
    assert isinstance(error, Retry)
    assert error.reason == "robots_unreachable"


def test_the_servers_wish_to_rest_is_handed_on(web):
    """Retry-After on robots.txt is the page's too."""
    web.on("/robots.txt", status(503, {"Retry-After": "90"}))
    assert check(web, "/a")[0].after == timedelta(seconds=90)


def test_rules_are_found_behind_redirects(web):
    """The rules of a redirect's target hold, and a loop is as good as none."""
    web.on("/robots.txt", redirect("/elsewhere", 301))
    web.serve("/elsewhere", "User-agent: *\nDisallow: /a", "text/plain")
    assert check(web, "/a")[0].reason == "robots"
    web.on("/robots.txt", redirect("/robots.txt"))
    assert check(web, "/a") == [None]


def test_fifty_tasks_ask_once(web):
    """However many ask at once, robots.txt is fetched once for an origin."""
    web.on("/robots.txt", hostile_server.delayed(page("User-agent: *\nDisallow: /a", "text/plain"), 0.05))

    async def crowd():
        async with open_client(OPEN) as c:
            robots = Robots(c)
            urls = [f"{web.url}/{path}" for path in ("a", "b")] * 25
            return await asyncio.gather(*(verdict(robots, url) for url in urls))

    told = asyncio.run(crowd())
    assert [error and error.reason for error in told] == ["robots", None] * 25
    assert len(web.requests) == 1


def test_a_failure_is_remembered_for_a_while(web):
    """An origin that is down is not asked again for each of its links."""
    web.on("/robots.txt", status(503))
    assert [error.reason for error in check(web, "/a", "/b", "/c")] == ["robots_unreachable"] * 3
    assert len(web.requests) == 1


def test_the_first_asker_may_be_cancelled(web):
    """Those who wait for the same robots.txt still get it."""
    asked = threading.Event()

    async def told_and_silent(request, writer):
        asked.set()
        await hostile_server.never_answer(request, writer)

    web.on("/robots.txt", told_and_silent, page("User-agent: *\nDisallow: /a", "text/plain"))

    async def two():
        async with open_client(OPEN) as c:
            robots = Robots(c)
            first = asyncio.create_task(robots.check(web.url + "/a"))
            second = asyncio.create_task(verdict(robots, web.url + "/a"))
            await asyncio.to_thread(asked.wait)
            first.cancel()
            return await second

    assert asyncio.run(two()).reason == "robots"


def test_every_origin_has_its_own(web):
    """Another port is another site."""
    serve(web, "User-agent: *\nDisallow: /")
    with Hostile() as other:

        async def both():
            async with open_client(OPEN) as c:
                robots = Robots(c)
                return [await verdict(robots, one.url + "/a") for one in (web, other)]

        mine, others = asyncio.run(both())
    assert mine.reason == "robots"
    assert others is None


def test_a_huge_file_is_read_in_part(web):
    """500 KiB are read and obeyed; what stands behind them is not."""
    rules = "User-agent: *\nDisallow: /a\n"
    serve(web, rules + "#" * MAX_BYTES + "\nDisallow: /b\n" + "#" * 20_000_000)
    error, fine = check(web, "/a", "/b")
    assert error.reason == "robots"
    assert fine is None


def test_a_bomb_is_read_in_part(web):
    """A compressed robots.txt of gigabytes costs what an honest one costs."""
    web.on("/robots.txt", hostile_server.gzip_bomb(1024))
    assert check(web, "/a") == [None]


def test_a_web_page_is_no_set_of_rules(web):
    """A site that answers robots.txt with its front page forbids nothing."""
    web.serve("/robots.txt", "<!doctype html><title>Disallow: /</title>")
    assert check(web, "/a") == [None]


def test_a_byte_order_mark_hides_nothing(web):
    """The first line counts after a BOM, and broken UTF-8 does not matter."""
    web.serve("/robots.txt", b"\xef\xbb\xbfUser-agent: *\r\n# \xff\r\nDisallow: /a", "text/plain")
    assert check(web, "/a")[0].reason == "robots"


@pytest.mark.parametrize(("asked", "kept"), [("7", 7), ("3600", 30), ("0.01", 0.5), ("soon", 0.5)])
def test_a_crawl_delay_reaches_the_client(web, asked, kept):
    """The delay that a site asks for slows the client down at that host, within bounds."""
    serve(web, f"User-agent: *\nCrawl-delay: {asked}\nDisallow:\n")

    async def delay():
        async with open_client(
            Limits(delay=0.5), permitted=lambda one: one.is_loopback, dns=EveryName()
        ) as c:
            await Robots(c).check(f"http://news.example:{web.port}/a")
            return c.politeness._hosts["news.example"].delay

    assert asyncio.run(delay()) == kept


@pytest.mark.timeout(60)
def test_many_agents_over_many_rules_cost_little():
    """A file that Protego alone would unfold to 200 million rules is read at once."""
    agents = "".join(f"User-agent: a{number}\n" for number in range(15_000))
    rules = parse_robots(agents + "User-agent: wirewatch\n" + "Disallow: /b\n" * 15_000)
    assert not rules.can_fetch("https://example.org/b", "wirewatch")
    assert rules.can_fetch("https://example.org/a", "wirewatch")


@pytest.mark.parametrize(
    "line",
    ["User-agent: wirewatch", "useragent wirewatch", "USER AGENT : Wirewatch", "User-Agent:wirewatch#"],
)
def test_agents_are_read_in_every_spelling(line):
    """The spellings that Protego knows address us."""
    assert not parse_robots(f"{line}\nDisallow: /\n").can_fetch("https://example.org/", "wirewatch")
