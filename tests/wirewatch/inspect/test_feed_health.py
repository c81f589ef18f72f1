"""`feeds check`: how each feed is, in 80 columns, what is wrong with it, and what mends it; `status --json` alike."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime
from typing import Any

import pytest
from filled_outbox import Clock
from hostile_server import Request, page, rate_limited, redirect, status
from newsroom import RSS, CommandResult, Newsroom, rss_feed, rss_item

from wirewatch.stages.poll import poll_feeds

FEED = "/one.xml"


class Shown:
    """A feed that shows its newest ten items, on a clock, and has no older pages."""

    def __init__(self, newsroom: Newsroom, clock: Clock) -> None:
        self.newsroom, self.clock, self.items = newsroom, clock, list[str]()
        newsroom.web.on(FEED, self.answer)
        newsroom.add_feed(FEED)
        newsroom.write_feeds()

    def publish(self, number: int, **apart: float) -> None:
        """Publish so many items, one after each span of time."""
        for _ in range(number):
            self.clock.advance(**apart)
            date = f"<pubDate>{format_datetime(self.clock())}</pubDate>"
            self.items.insert(0, rss_item(self.newsroom.page_url(len(self.items)), "Report", date))

    async def answer(self, request: Request, writer: asyncio.StreamWriter) -> None:
        """Show the newest ten."""
        await page(rss_feed(*self.items[:10]), RSS)(request, writer)


def poll(newsroom: Newsroom, times: int = 5) -> None:
    with newsroom.project() as project:
        for _ in range(times):
            poll_feeds(project)


def checked(newsroom: Newsroom, *arguments: str, ends: int = 0) -> CommandResult:
    told = newsroom.run_command("feeds", "check", *arguments, status=ends)
    assert all(len(line) <= 80 for line in told.out.splitlines() if "://" not in line), told.out
    return told


def check_json(newsroom: Newsroom, *arguments: str, ends: int = 0) -> dict[str, Any]:
    (one,) = newsroom.run_command("feeds", "check", *arguments, "--json", status=ends).json
    assert isinstance(one, dict)
    return one


def test_a_feed_that_overflowed_is_told_with_what_every_would_do(
    fresh_newsroom: Newsroom, clock: Clock
) -> None:
    """Forty items in forty minutes of a feed that shows ten: how often, how late, and the interval that would hold."""
    shown = Shown(fresh_newsroom, clock)
    shown.publish(10, hours=5)
    poll(fresh_newsroom)
    shown.publish(40, minutes=1)
    poll(fresh_newsroom)
    told = checked(fresh_newsroom, "one").out
    assert "overflowing" in told
    assert "overflowed: once since" in told
    assert "1 of them not filled" in told
    assert "every: 5m -> 288 polls a day, overflow none" in told
    assert "mend: write `every: 5m` for it in feeds.yaml" in told
    one = check_json(fresh_newsroom, "one")
    assert (one["health"], one["gaps"], one["unfilled_gaps"], one["shows"]) == ("overflowing", 1, 1, 10)
    assert (one["delay_median_s"], one["delay_95th_s"]) == (240, 540)
    assert [row["every"] for row in one["every"]] == ["5m", "10m", "15m", "30m", "1h"]


def test_status_tells_the_same(fresh_newsroom: Newsroom, clock: Clock) -> None:
    """The values that `feeds check --json` and `status --json` share are the same."""
    shown = Shown(fresh_newsroom, clock)
    shown.publish(5, hours=5)
    poll(fresh_newsroom)
    shown.publish(3, minutes=4)
    clock.advance(minutes=3)
    poll(fresh_newsroom)
    (status_,) = fresh_newsroom.status()["feeds"]
    check = check_json(fresh_newsroom)
    shared = status_.keys() & check.keys() - {"detail"}
    assert {
        "delay_median_s",
        "delay_95th_s",
        "wrong",
        "mend",
        "entries_a_day",
        "gaps",
        "new_at",
        "shows",
    } <= shared
    assert {key: status_[key] for key in shared} == {key: check[key] for key in shared}
    assert check["delay_median_s"] == 7 * 60


def test_a_feed_that_was_never_polled_says_so(fresh_newsroom: Newsroom) -> None:
    """It is new, what `every` would do to it is not known yet, and a run mends that."""
    fresh_newsroom.publish(FEED, 1, 2)
    fresh_newsroom.write_feeds()
    told = checked(fresh_newsroom, FEED.strip("/").partition(".")[0]).out
    assert "it was not polled yet" in told
    assert "`wirewatch run --once`" in told
    assert "every: 10m -> 144 polls a day, overflow not known yet" in told
    assert check_json(fresh_newsroom)["health"] == "new"


@pytest.mark.parametrize(
    "asked", ["nothing.example", "nothing", "https://nothing.example/feed.xml", "two.xml"]
)
def test_an_unknown_feed_is_a_mistake(fresh_newsroom: Newsroom, asked: str) -> None:
    """One line names it and the mend, with status 2, and no feed is asked."""
    fresh_newsroom.publish(FEED, 1)
    fresh_newsroom.write_feeds()
    told = fresh_newsroom.run_command("feeds", "check", asked, status=2)
    assert asked in told.err
    assert "wirewatch feeds list" in told.err
    assert len(told.err.splitlines()) == 1
    assert not fresh_newsroom.web.requests


def test_a_project_without_feeds_has_none_to_check(fresh_newsroom: Newsroom) -> None:
    """An empty list is told with the command that adds a feed, as JSON as an empty list."""
    fresh_newsroom.write_feeds()
    assert "wirewatch feeds add" in checked(fresh_newsroom).out
    assert fresh_newsroom.run_command("feeds", "check", "--json").json == []


def test_a_feed_that_is_gone_is_told_with_a_search_for_another(fresh_newsroom: Newsroom) -> None:
    """A dead feed has failed; `feeds discover` of its site may find another address."""
    fresh_newsroom.web.on(FEED, status(410))
    fresh_newsroom.add_feed(FEED)
    fresh_newsroom.write_feeds()
    for _ in range(2):
        told = checked(fresh_newsroom, ends=1).out
        assert "wrong: gone" in told
        assert f"wirewatch feeds discover {fresh_newsroom.web.url}/" in told
        poll(fresh_newsroom, 1)
    (feed,) = fresh_newsroom.status()["feeds"]
    assert (feed["wrong"].partition(":")[0], "discover" in feed["mend"]) == ("1 failure", True)


def test_a_feed_that_has_moved_is_told_with_its_new_address(fresh_newsroom: Newsroom) -> None:
    """Where it leads to is told, before a poll and after it."""
    fresh_newsroom.publish("/new.xml", 1)
    del fresh_newsroom.feeds["/new.xml"]
    fresh_newsroom.web.on(FEED, redirect("/new.xml", 301))
    fresh_newsroom.add_feed(FEED)
    fresh_newsroom.write_feeds()
    assert f"it has moved to {fresh_newsroom.web.url}/new.xml" in " ".join(
        checked(fresh_newsroom).out.split()
    )
    poll(fresh_newsroom, 1)
    (feed,) = fresh_newsroom.status()["feeds"]
    assert feed["wrong"] == f"it has moved to {fresh_newsroom.web.url}/new.xml"
    assert check_json(fresh_newsroom)["moved_to"] == f"{fresh_newsroom.web.url}/new.xml"


def test_a_host_that_wants_to_be_left_alone_is(fresh_newsroom: Newsroom, clock: Clock) -> None:
    """After a 429 with Retry-After `feeds check` does not ask either, and says until when."""
    fresh_newsroom.web.on(FEED, rate_limited("7200"))
    fresh_newsroom.add_feed(FEED)
    fresh_newsroom.write_feeds()
    poll(fresh_newsroom, 1)
    told = " ".join(checked(fresh_newsroom, ends=1).out.split())
    assert "left alone until 2026-" in told
    assert "WIREWATCH_POLLS_A_DAY" in told
    assert len(fresh_newsroom.web.requests_for(FEED)) == 1
    clock.advance(hours=3)
    checked(fresh_newsroom, ends=1)
    assert len(fresh_newsroom.web.requests_for(FEED)) == 2


def test_a_feed_that_failed_and_answers_again_is_not_called_wrong(
    fresh_newsroom: Newsroom, clock: Clock
) -> None:
    """What counts is the answer of now, where there is one."""
    fresh_newsroom.web.on(FEED, status(500))
    fresh_newsroom.add_feed(FEED)
    fresh_newsroom.write_feeds()
    poll(fresh_newsroom, 1)
    clock.advance(minutes=1)
    fresh_newsroom.publish(FEED, 1)
    assert check_json(fresh_newsroom)["wrong"] is None


def test_one_of_many_feeds_is_asked_alone(fresh_newsroom: Newsroom) -> None:
    """`feeds check FEED` asks no other feed; a word of its address, its name and its address mean it."""
    for name in ("/one.xml", "/two.xml"):
        fresh_newsroom.publish(name, 1)
    fresh_newsroom.write_feeds()
    for asked in ("two", "Two", fresh_newsroom.web.url + "/two.xml"):
        assert check_json(fresh_newsroom, asked)["url"].endswith("/two.xml")
    assert not fresh_newsroom.web.requests_for("/one.xml")


def silent_for_a_month(newsroom: Newsroom, clock: Clock) -> None:
    """Have a feed that answers and brings nothing new."""
    shown = Shown(newsroom, clock)
    shown.publish(5, hours=1)
    poll(newsroom, 1)
    clock.advance(days=30)
    poll(newsroom, 1)


def of_odd_words(newsroom: Newsroom, clock: Clock) -> None:
    """Have a feed whose address and errors are what a terminal or a shell would stumble over."""
    newsroom.add_feed(FEED, url=f"{newsroom.web.url}/a%20b'c.xml?x=1&y=$(id)")
    newsroom.write_feeds()


@pytest.mark.parametrize(
    ("make", "wrong", "ends"), [(silent_for_a_month, "nothing new since", 0), (of_odd_words, "not_found", 1)]
)
def test_other_troubles_are_told_with_a_mend(
    fresh_newsroom: Newsroom, clock: Clock, make: Callable[[Newsroom, Clock], None], wrong: str, ends: int
) -> None:
    """What is wrong stands in one line of 80 columns at most, and below it what mends it."""
    make(fresh_newsroom, clock)
    lines = checked(fresh_newsroom, ends=ends).out.splitlines()
    assert any(line.startswith(f"  wrong: {wrong}") for line in lines)
    assert any(line.startswith("  mend: `wirewatch feeds discover") for line in lines)


def test_dates_without_a_zone_are_told_until_it_is_known(fresh_newsroom: Newsroom, clock: Clock) -> None:
    """A site in Kabul writes its own time: `feeds check` and `status` say what is taken, and `zone` mends it."""
    kabul = timezone(timedelta(hours=4, minutes=30))
    items: list[str] = []
    fresh_newsroom.add_feed(FEED, every="5m")
    for number in range(5):
        date = f"<pubDate>{clock().astimezone(kabul):%a, %d %b %Y %H:%M:%S}</pubDate>"
        items.append(rss_item(fresh_newsroom.page_url(number), "Report", date))
        fresh_newsroom.web.on(FEED, page(rss_feed(*items), RSS))
        clock.advance(minutes=10)
        fresh_newsroom.write_feeds()
        poll(fresh_newsroom, 1)
    told = checked(fresh_newsroom).out
    assert "wrong: 5 of 5 dates tell no zone, and are taken as UTC; they look like" in told
    assert "UTC+04:30" in told
    assert "mend: write the zone of its clock" in told
    one = check_json(fresh_newsroom)
    (known,) = fresh_newsroom.status()["feeds"]
    assert (one["wrong"], one["mend"]) == (known["wrong"], known["mend"])
    assert one["delay_median_s"] is None
    fresh_newsroom.add_feed(FEED, zone="Asia/Kabul")
    fresh_newsroom.write_feeds()
    assert check_json(fresh_newsroom)["wrong"] is None


def test_a_zone_that_is_written_wrongly_is_told_and_overruled(fresh_newsroom: Newsroom, clock: Clock) -> None:
    """A site in Kabul calls its own time GMT: its dates lie ahead, until feeds.yaml names both zones."""
    kabul = timezone(timedelta(hours=4, minutes=30))
    fresh_newsroom.add_feed(FEED)
    fresh_newsroom.write_feeds()
    date = f"<pubDate>{clock().astimezone(kabul):%a, %d %b %Y %H:%M:%S} GMT</pubDate>"
    items = [rss_item(fresh_newsroom.page_url(number), "Report", date) for number in range(5)]
    fresh_newsroom.web.on(FEED, page(rss_feed(*items), RSS))
    poll(fresh_newsroom, 1)
    one = check_json(fresh_newsroom)
    assert "lie ahead of the clock" in one["wrong"]
    assert "`zone: Asia/Kabul` and `zone_written: UTC`" in one["mend"]
    fresh_newsroom.add_feed(FEED, zone="Asia/Kabul", zone_written="UTC")
    fresh_newsroom.write_feeds()
    assert "ahead" not in (check_json(fresh_newsroom)["wrong"] or "")


def test_a_feed_behind_a_login_is_told_to_be_given_one(fresh_newsroom: Newsroom) -> None:
    """Its server answers 401: that it wants no programs would be untrue. 403 says so."""
    fresh_newsroom.add_feed(FEED)
    fresh_newsroom.write_feeds()
    fresh_newsroom.web.on(FEED, status(401), status(403))
    assert "mend: it wants a login: write `login: {secret_env: NAME}`" in checked(fresh_newsroom, ends=1).out
    assert "mend: the site wants no programs" in checked(fresh_newsroom, ends=1).out


@pytest.mark.parametrize(
    ("zones", "wrong"),
    [
        (
            {"zone": "Asia/Kabul", "zone_written": "Moon"},
            "'Moon' is no time zone; write one such as Asia/Kabul",
        ),
        ({"zone_written": "UTC"}, "name that one too: `zone: Asia/Kabul`"),
    ],
)
def test_a_wrong_zone_that_is_none_or_stands_alone_is_a_mistake(
    fresh_newsroom: Newsroom, zones: dict[str, str], wrong: str
) -> None:
    """One line says what to write, with status 2."""
    fresh_newsroom.add_feed(FEED, **zones)
    fresh_newsroom.write_feeds()
    assert wrong in fresh_newsroom.run_command("feeds", "list", status=2).err


def test_a_zone_that_is_none_is_a_mistake(fresh_newsroom: Newsroom) -> None:
    """One line names it and one that would do, with status 2: a wrong zone is worse than none."""
    fresh_newsroom.add_feed(FEED, zone="Kabul")
    fresh_newsroom.write_feeds()
    told = fresh_newsroom.run_command("feeds", "list", status=2).err
    assert "'Kabul' is no time zone; write one such as Asia/Kabul" in told
    assert len(told.splitlines()) == 1


def test_what_is_not_read_of_a_feed_has_its_mend(fresh_newsroom: Newsroom, clock: Clock) -> None:
    """A feed of too many items, and one with items that are nothing, say what helps, before and after a poll."""
    items = [rss_item(fresh_newsroom.page_url(number), "Report") for number in range(1_001)]
    for shown, wrong, mend in (
        (items, "1 skipped: items after the first 1,000 are not read", "add feeds of the site's sections"),
        (["<item/>", items[0]], "1 skipped: item 1 (no title)", "the site has to give each item a link"),
    ):
        fresh_newsroom.web.on(FEED, page(rss_feed(*shown), RSS))
        fresh_newsroom.add_feed(FEED, every="5m")
        fresh_newsroom.write_feeds()
        poll(fresh_newsroom, 1)
        (known,) = fresh_newsroom.status()["feeds"]
        for told in (known, check_json(fresh_newsroom)):
            assert told["wrong"].startswith(wrong)
            assert told["mend"].startswith(mend)
        clock.advance(minutes=10)


def test_items_that_are_too_many_are_counted(fresh_newsroom: Newsroom) -> None:
    """The newest of an archive are read; `status`, `feeds check` and `why` of one left out say how many are not."""
    dates = [format_datetime(datetime.now(UTC) - timedelta(hours=age)) for age in range(2_500, 0, -1)]
    items = [
        rss_item(fresh_newsroom.page_url(number), "Report", f"<pubDate>{date}</pubDate>")
        for number, date in enumerate(dates)
    ]
    fresh_newsroom.web.on(FEED, page(rss_feed(*items), RSS))
    fresh_newsroom.add_feed(FEED)
    fresh_newsroom.write_feeds()
    poll(fresh_newsroom, 1)
    (known,) = fresh_newsroom.status()["feeds"]
    for told in (known, check_json(fresh_newsroom)):
        assert told["wrong"] == "1,500 skipped: items older than the newest 1,000 are not read"
        assert told["mend"].startswith("add feeds of the site's sections")
    assert known["skipped"] == 1_500
    assert fresh_newsroom.run_command("why", fresh_newsroom.page_url(2_499)).status == 0
    left_out = fresh_newsroom.run_command("why", fresh_newsroom.page_url(3), status=1).err
    assert left_out.rstrip().endswith(
        "has 1,500 items that are not read: items older than the newest 1,000 are not read"
    )
    elsewhere = fresh_newsroom.run_command("why", "https://elsewhere.example/3", status=1).err
    assert "are not read" not in elsewhere
