"""fetch over many hosts: each goes at its own pace, and what came is kept."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from hostile_server import Request, never_answer, page, rate_limited, redirect, status
from many_hosts import with_many_hosts
from newsroom import Newsroom, article_page, article_text, rss_item
from sqlalchemy import Row, select

from wirewatch.ledger import leases
from wirewatch.ledger.schema import links
from wirewatch.project import Project
from wirewatch.stages.fetch import fetch_pages, fetch_parts
from wirewatch.stages.poll import make_due, poll_feeds

GOOD = page(article_page("Good", article_text(1)))


def show_links(newsroom: Newsroom, project: Project, *addresses: str) -> None:
    """Show these links, each as HOST/PATH, in one feed, and poll it."""
    items = [
        rss_item("http://{}:{}/{}".format(one.split("/")[0], newsroom.web.port, one.split("/", 1)[1]))
        for one in addresses
    ]
    newsroom.show_items("/feed.xml", *items)
    newsroom.write_feeds()
    project.reread()
    make_due(project)
    assert poll_feeds(project)["new"] == len(addresses)


def rows_of(project: Project) -> Sequence[Row[Any]]:
    """Give the links by their due time."""
    with project.ledger.read() as tx:
        return tx.execute(select(links).order_by(links.c.due_at, links.c.id)).all()


def test_what_came_is_kept_while_others_hang(fresh_newsroom: Newsroom) -> None:
    """Beside 24 links that never answer a good page is committed at once; those that hang are put back when we stop."""
    web = fresh_newsroom.web
    hanging = [f"hangs.example/h/{number}" for number in range(24)]
    for address in hanging:
        web.on("/" + address.split("/", 1)[1], never_answer)
    web.on("/good", GOOD)
    with with_many_hosts(fresh_newsroom.project()) as project:
        show_links(fresh_newsroom, project, *hanging, "good.example/good")
        counts: Counter[str] = Counter()
        for part in fetch_parts(project):
            counts += part
            project.stopping.set()
        assert counts == {"fetched": 1}
        fates = Counter((row.fate, row.tries, row.lease) for row in rows_of(project))
        assert fates == {("fetched", 0, None): 1, ("pending", 0, None): 24}
    assert len(web.requests_for("/good")) == 1


def test_a_link_that_hangs_costs_its_own_try(fresh_newsroom: Newsroom) -> None:
    """A link that hung for its whole time is tried again later; the others of its host are fetched."""
    fresh_newsroom.web.on("/hangs", never_answer)
    fresh_newsroom.web.on("/good", GOOD)
    with with_many_hosts(fresh_newsroom.project(), total=0.5) as project:
        show_links(fresh_newsroom, project, "one.example/hangs", "one.example/good")
        assert fetch_pages(project) == {"fetched": 1, "retry": 1}
        assert {(row.fate, row.reason, row.tries) for row in rows_of(project)} == {
            ("fetched", None, 0),
            ("retry", "timeout", 1),
        }


@pytest.mark.parametrize("per_host", [2, 6])
def test_pages_of_a_slow_host_wait_for_their_turns_in_the_queue(
    fresh_newsroom: Newsroom, per_host: int
) -> None:
    """However many are in the air, of a host with a Crawl-delay one page comes; each other is due one delay later.

    They are untried, and other hosts go on.
    """
    web = fresh_newsroom.web
    web.serve("/robots.txt", "User-agent: *\nCrawl-delay: 20", "text/plain")
    slow = [f"slow.example/s/{number}" for number in range(30)]
    for number in range(30):
        web.on(f"/s/{number}", GOOD)
    with with_many_hosts(fresh_newsroom.project(), per_host=per_host) as project:
        show_links(fresh_newsroom, project, *slow, "a.example/s/1", "b.example/s/2")
        begun = leases.now()
        assert fetch_pages(project) == {"fetched": 3, "put_back": 29}
        waiting = [row for row in rows_of(project) if row.fate == "pending"]
    assert [row.tries for row in waiting] == [0] * 29
    assert waiting[0].due_at >= begun + timedelta(seconds=15)
    apart = {round((b.due_at - a.due_at).total_seconds()) for a, b in pairwise(waiting)}
    assert apart == {20}
    told = fresh_newsroom.why(waiting[3].url)
    assert [step["outcome"] for step in told["steps"]] == ["seen"]
    assert (told["fate"], told["detail"]) == ("pending", "slow.example is asked once in 20 s")


@pytest.mark.parametrize("answer", [rate_limited("3600"), status(503, {"Retry-After": "3600"})])
def test_a_host_that_wants_rest_is_asked_once(fresh_newsroom: Newsroom, answer: Any) -> None:
    """After a 429 or 503 with Retry-After no other page of the host is asked for, nor is a try counted."""
    web = fresh_newsroom.web
    for number in range(20):
        web.on(f"/r/{number}", answer)
    with with_many_hosts(fresh_newsroom.project(), delay=0.5) as project:
        show_links(fresh_newsroom, project, *(f"rests.example/r/{number}" for number in range(20)))
        begun = leases.now()
        assert fetch_pages(project) == {"retry": 1, "put_back": 19}
        assert fetch_pages(project) == {}
        rows = rows_of(project)
    assert len([one for one in web.requests if one.path.startswith("/r/")]) == 1
    assert {row.tries for row in rows} == {0}
    assert all(row.due_at >= begun + timedelta(seconds=3590) for row in rows)
    assert {row.reason for row in rows} <= {"rate_limited", "server_error"}


def test_a_page_that_is_led_to_a_closed_host_waits_alone(fresh_newsroom: Newsroom) -> None:
    """Behind a redirect to a host that wants rest the link waits; its own host's other pages are fetched."""
    web = fresh_newsroom.web
    web.on("/rests", status(503, {"Retry-After": "3600"}))
    web.on("/led", redirect(f"http://rests.example:{web.port}/rests"))
    web.on("/good", GOOD)
    with with_many_hosts(fresh_newsroom.project()) as project:
        show_links(fresh_newsroom, project, "rests.example/rests")
        assert fetch_pages(project) == {"retry": 1}
        show_links(fresh_newsroom, project, "one.example/led", "one.example/good")
        assert fetch_pages(project) == {"put_back": 1, "fetched": 1}


class Gathering:
    """Answers nobody before so many are there."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.there = 0
        self.all_there = asyncio.Event()

    async def __call__(self, request: Request, writer: asyncio.StreamWriter) -> None:
        """Wait for the others, then answer."""
        self.there += 1
        if self.there >= self.number:
            self.all_there.set()
        await self.all_there.wait()
        await GOOD(request, writer)


def test_as_many_requests_are_in_the_air_as_hosts_allow(fresh_newsroom: Newsroom) -> None:
    """Where 200 hosts wait, behind 400 older links of twenty of them, two requests of each are in the air at once."""
    web, gathering = fresh_newsroom.web, Gathering(400)
    web.on("/g", gathering)
    crowded = [f"h{number % 20}.example/g?old={number}" for number in range(400)]
    others = [f"h{number % 200}.example/g?n={number}" for number in range(400)]
    with with_many_hosts(fresh_newsroom.project()) as project:
        show_links(fresh_newsroom, project, *crowded)
        show_links(fresh_newsroom, project, *others)
        assert fetch_pages(project) == {"fetched": 800}
    assert web.most_at_once >= 400
