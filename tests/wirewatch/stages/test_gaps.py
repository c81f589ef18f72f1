"""Gaps: what a feed published between two polls and shows no more is noticed, and read where it can be had."""

import asyncio
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

import pytest
from filled_outbox import Clock
from hostile_server import Hostile, Request, page, status
from many_hosts import with_many_hosts
from newsroom import RSS, Newsroom, rss_item
from sqlalchemy import select

from wirewatch.errors import Mistake
from wirewatch.ledger.schema import links
from wirewatch.stages.gaps import MOST_PAGES
from wirewatch.stages.poll import make_due, poll_feeds, poll_parts

BLOG = "/blog.example"
SHOWN = 10
WORDPRESS = "<generator>https://wordpress.org/?v=6.8</generator>"


class Blog:
    """A feed on a clock, of which the newest ten items show; older ones stand on its further pages."""

    def __init__(self, web: Hostile, clock: Clock, about: str = WORDPRESS) -> None:
        self.web, self.clock, self.about = web, clock, about
        self.published: list[str] = []
        web.on(BLOG, self.answer)
        for number in range(2, 40):
            web.on(f"{BLOG}?paged={number}", self.answer)

    def publish(self, number: int) -> None:
        """Publish so many items now."""
        for _ in range(number):
            self.clock.advance(seconds=1)
            url = f"http://blog.example:{self.web.port}/post/{len(self.published)}"
            date = f"<pubDate>{format_datetime(self.clock())}</pubDate>"
            self.published.insert(0, rss_item(url, f"Post {len(self.published)}", date))

    async def answer(self, request: Request, writer: asyncio.StreamWriter) -> None:
        """Give the page that is asked for, or none behind the last."""
        number = int(parse_qs(urlsplit(request.target).query).get("paged", ["1"])[0])
        items = self.published[(number - 1) * SHOWN : number * SHOWN]
        body = f'<rss version="2.0"><channel><title>Blog</title>{self.about}{"".join(items)}</channel></rss>'
        await (page(body, RSS) if items else status(404))(request, writer)


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    with Hostile() as web:
        newsroom = Newsroom(web, tmp_path)
        newsroom.add_feed(BLOG, url=f"http://blog.example:{web.port}{BLOG}")
        newsroom.write_feeds()
        yield newsroom


def poll(newsroom: Newsroom, clock: Clock, **span: float) -> int:
    """Let the time pass, and poll as often as the feed is due then; give how many links are known."""
    clock.advance(**span)
    with with_many_hosts(newsroom.project()) as project:
        for _ in range(MOST_PAGES + 5):
            if not poll_feeds(project):
                break
        else:
            raise AssertionError("the feed is due for ever")
        with project.ledger.read() as tx:
            return len(tx.execute(select(links)).all())


def feed_status(newsroom: Newsroom) -> dict[str, object]:
    (feed,) = newsroom.status()["feeds"]
    return {key: feed[key] for key in ("health", "gaps", "unfilled_gaps")}


def test_a_burst_that_a_feed_shows_no_more_is_read_from_its_older_pages(
    newsroom: Newsroom, clock: Clock
) -> None:
    """Of 45 posts between two polls WordPress shows ten; the rest is read at once, and no further than need be."""
    blog = Blog(newsroom.web, clock)
    blog.publish(30)
    assert poll(newsroom, clock, hours=1) == 10
    blog.publish(45)
    assert poll(newsroom, clock, hours=1) == 10 + 45
    asked = [request.target for request in newsroom.web.requests_for(BLOG)]
    assert asked == [BLOG, BLOG, *(f"{BLOG}?paged={number}" for number in range(2, 6))]
    assert feed_status(newsroom) == {"health": "ok", "gaps": 1, "unfilled_gaps": 0}


def test_where_something_shown_was_shown_before_there_is_no_gap(newsroom: Newsroom, clock: Clock) -> None:
    """Nine new posts of ten leave one that is known: nothing was missed, and no other page is asked."""
    blog = Blog(newsroom.web, clock)
    blog.publish(10)
    poll(newsroom, clock, hours=1)
    blog.publish(9)
    assert poll(newsroom, clock, hours=1) == 19
    assert len(newsroom.web.requests_for(BLOG)) == 2
    assert feed_status(newsroom)["gaps"] == 0


def test_one_pass_reads_the_gap_that_it_finds(newsroom: Newsroom, clock: Clock) -> None:
    """Where one run a day polls every feed, none of them reads a gap of the day before in place of the feed."""
    blog = Blog(newsroom.web, clock, about="")

    async def answer_later(request: Request, writer: asyncio.StreamWriter) -> None:
        clock.advance(seconds=1)
        await blog.answer(request, writer)

    newsroom.web.on(BLOG, answer_later)
    for published, known, polls, gaps in ((10, 10, 1, 0), (15, 20, 2, 1), (5, 25, 3, 1)):
        blog.publish(published)
        clock.advance(minutes=2)
        with with_many_hosts(newsroom.project()) as project:
            make_due(project)
            poll_feeds(project)
            with project.ledger.read() as tx:
                assert len(tx.execute(select(links)).all()) == known
        assert len(newsroom.web.requests_for(BLOG)) == polls
        assert feed_status(newsroom)["unfilled_gaps"] == gaps


def test_a_feed_is_polled_when_a_late_part_of_a_gap_is_read(newsroom: Newsroom, clock: Clock) -> None:
    """A part that fails for now may be left to tomorrow's run, which polls the feed as well."""
    blog = Blog(newsroom.web, clock)
    blog.publish(10)
    poll(newsroom, clock, hours=1)
    blog.publish(20)
    clock.advance(hours=1)
    newsroom.web.on(f"{BLOG}?paged=2", status(503))
    with with_many_hosts(newsroom.project()) as project:
        poll_feeds(project)
    newsroom.web.on(f"{BLOG}?paged=2", blog.answer)
    clock.advance(days=1)
    blog.publish(3)
    with with_many_hosts(newsroom.project()) as project:
        make_due(project)
        poll_feeds(project)
        with project.ledger.read() as tx:
            assert len(tx.execute(select(links)).all()) == 33


def test_a_gap_that_cannot_be_filled_is_told(newsroom: Newsroom, clock: Clock) -> None:
    """A feed without older pages or a sitemap has lost posts: `status` calls it overflowing, and says what may help."""
    blog = Blog(newsroom.web, clock, about="")
    blog.publish(10)
    poll(newsroom, clock, hours=1)
    blog.publish(15)
    assert poll(newsroom, clock, hours=1) == 20
    assert feed_status(newsroom) == {"health": "overflowing", "gaps": 1, "unfilled_gaps": 1}
    assert "every: 5m" in newsroom.status()["feeds"][0]["detail"]
    clock.advance(days=8)
    assert feed_status(newsroom)["health"] != "overflowing"


def test_a_gap_is_filled_from_the_news_sitemap(newsroom: Newsroom, clock: Clock) -> None:
    """Where a feed has no older pages the site's news sitemap gives what was published since, and nothing older."""
    blog = Blog(newsroom.web, clock, about="")
    blog.publish(10)
    poll(newsroom, clock, hours=1)
    blog.publish(15)
    base = f"http://blog.example:{newsroom.web.port}"
    newsroom.web.serve("/robots.txt", f"User-agent: *\nSitemap: {base}/news-sitemap.xml", "text/plain")
    listed = [(f"{base}/post/{number}", clock()) for number in range(10, 25)]
    listed += [(f"{base}/old", datetime(2026, 1, 1, tzinfo=UTC)), ("http://other.example/x", clock())]
    places = "".join(
        f"<url><loc>{escape(url)}</loc><n:news><n:publication_date>{at.isoformat()}</n:publication_date>"
        f"<n:title>Listed</n:title></n:news></url>"
        for url, at in listed
    )
    newsroom.web.serve(
        "/news-sitemap.xml",
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">{places}</urlset>',
        "application/xml",
    )
    assert poll(newsroom, clock, hours=1) == 25
    assert feed_status(newsroom) == {"health": "ok", "gaps": 1, "unfilled_gaps": 0}


def test_pages_without_end_are_given_up(newsroom: Newsroom, clock: Clock) -> None:
    """A feed whose every item has a new address at each poll, on pages without end, costs twenty pages in six hours."""
    numbers = iter(range(10**6))

    async def answer(request: Request, writer: asyncio.StreamWriter) -> None:
        items = [
            rss_item(f"http://blog.example:{newsroom.web.port}/{next(numbers)}", "Post") for _ in range(5)
        ]
        body = f'<rss version="2.0"><channel><title>Blog</title>{WORDPRESS}{"".join(items)}</channel></rss>'
        await page(body, RSS)(request, writer)

    for target in (BLOG, *(f"{BLOG}?paged={number}" for number in range(2, 40))):
        newsroom.web.on(target, answer)
    for hours in (1, 1, 1, 1):
        poll(newsroom, clock, hours=hours)
    asked = [request.target for request in newsroom.web.requests_for(BLOG)]
    assert len([target for target in asked if "paged" in target]) == MOST_PAGES
    assert feed_status(newsroom)["health"] == "overflowing"


def test_a_page_that_fails_for_now_is_asked_again(newsroom: Newsroom, clock: Clock) -> None:
    """An older page that answers 503 once is asked again within seconds, and the gap is filled."""
    blog = Blog(newsroom.web, clock)
    blog.publish(10)
    poll(newsroom, clock, hours=1)
    blog.publish(15)
    newsroom.web.on(f"{BLOG}?paged=2", status(503), blog.answer)
    assert poll(newsroom, clock, hours=1) == 20
    assert feed_status(newsroom)["gaps"] == 1
    assert poll(newsroom, clock, seconds=20) == 25
    assert feed_status(newsroom) == {"health": "ok", "gaps": 1, "unfilled_gaps": 0}


def test_a_bug_in_a_part_of_a_gap_costs_that_part(
    newsroom: Newsroom, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where an older page meets a fault of ours, the gap is given up, and the feed is polled as ever."""
    blog = Blog(newsroom.web, clock)
    blog.publish(10)
    poll(newsroom, clock, hours=1)
    blog.publish(15)

    def break_down(*_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as broken:
        broken.setattr("wirewatch.stages.poll.missed_entries", break_down)
        assert poll(newsroom, clock, hours=1) == 20
    assert feed_status(newsroom) == {"health": "overflowing", "gaps": 1, "unfilled_gaps": 1}
    blog.publish(2)
    assert poll(newsroom, clock, hours=1) == 22


def test_history_on_older_pages_is_not_news(newsroom: Newsroom, clock: Clock) -> None:
    """Entries of an older page that were published long before the last poll are none that were missed."""
    blog = Blog(newsroom.web, clock)
    blog.publish(4)
    poll(newsroom, clock, hours=1)
    old = rss_item(
        f"http://blog.example:{newsroom.web.port}/old",
        "Old",
        "<pubDate>Mon, 02 Feb 2026 08:00:00 +0000</pubDate>",
    )
    blog.published.append(old)
    blog.publish(12)
    assert poll(newsroom, clock, hours=1) == 4 + 12


def test_a_gap_is_read_on_after_a_kill(newsroom: Newsroom, clock: Clock) -> None:
    """What is being read of a gap stands in the ledger: a new process asks for the next page, and not for the first."""
    blog = Blog(newsroom.web, clock)
    blog.publish(10)
    poll(newsroom, clock, hours=1)
    blog.publish(25)
    clock.advance(hours=1)
    for _ in range(2):
        with with_many_hosts(newsroom.project()) as project, closing(poll_parts(project)) as parts:
            next(parts)
    assert [request.target for request in newsroom.web.requests_for(BLOG)][-2:] == [BLOG, f"{BLOG}?paged=2"]
    assert poll(newsroom, clock, seconds=1) == 35


@pytest.mark.parametrize(("most", "minutes"), [("", 15.5), ("24", 60), ("2", 720)])
def test_the_operator_bounds_the_polls_of_a_host(
    tmp_path: Path, clock: Clock, most: str, minutes: float
) -> None:
    """WIREWATCH_POLLS_A_DAY is shared by the feeds of a host; one that says `every` itself is asked as it says."""
    with Hostile() as web:
        newsroom = Newsroom(web, tmp_path, WIREWATCH_POLLS_A_DAY=most)
        newsroom.add_feed(BLOG, url=f"http://blog.example:{web.port}{BLOG}")
        newsroom.write_feeds()
        blog = Blog(web, clock)
        for _ in range(10):
            clock.advance(hours=1)
            blog.publish(1)
        poll(newsroom, clock)
        (feed,) = newsroom.status()["feeds"]
    wait = datetime.fromisoformat(feed["due_at"]) - clock()
    assert wait.total_seconds() == minutes * 60 - 30


def test_a_bound_that_is_no_number_is_told(tmp_path: Path) -> None:
    """A wrong WIREWATCH_POLLS_A_DAY ends with one line that names it."""
    with Hostile() as web:
        newsroom = Newsroom(web, tmp_path, WIREWATCH_POLLS_A_DAY="many")
        newsroom.publish("/one.xml", 1)
        newsroom.write_feeds()
        called = newsroom.run_command("run", "--once", status=2)
        with newsroom.project() as project, pytest.raises(Mistake, match="no number of polls"):
            poll_feeds(project)  # as a task of Airflow does
        assert web.requests == []
    assert "WIREWATCH_POLLS_A_DAY: 'many'" in called.err
