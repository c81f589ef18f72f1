"""poll: each due feed once in a pass, many side by side, each at its own cost."""

from collections import Counter
from datetime import timedelta

from hostile_server import delayed, never_answer, page, status
from many_hosts import with_many_hosts
from newsroom import RSS, Newsroom, rss_feed
from sqlalchemy import select

from wirewatch.ledger.schema import feeds
from wirewatch.stages.poll import make_due, poll_feeds, poll_parts


def add_feeds(newsroom: Newsroom, host: str, number: int, **more: str) -> None:
    """Add so many feeds of a host, at /HOST0.xml and so on."""
    for one in range(number):
        path = f"/{host}{one}.xml"
        newsroom.add_feed(path, url=f"http://{host}.example:{newsroom.web.port}{path}", **more)
        newsroom.web.serve(path, rss_feed(), RSS)
    newsroom.write_feeds()


def test_a_pass_polls_each_feed_once(fresh_newsroom: Newsroom) -> None:
    """Feeds of one host that take longer together than their interval are asked once each, and the pass ends."""
    add_feeds(fresh_newsroom, "slow", 6, every="1s")
    for one in range(6):
        fresh_newsroom.web.on(f"/slow{one}.xml", delayed(page(rss_feed(), RSS), 0.6))
    with with_many_hosts(fresh_newsroom.project()) as project:
        assert poll_feeds(project)["polled"] == 6
    assert Counter(one.path for one in fresh_newsroom.web.requests) == {
        f"/slow{one}.xml": 1 for one in range(6)
    }


def test_a_feed_that_hangs_holds_up_no_other(fresh_newsroom: Newsroom) -> None:
    """Beside fifty feeds that never answer, of as many hosts and of one, the others are polled and committed."""
    for one in range(50):
        add_feeds(fresh_newsroom, f"hangs{one}-", 1)
        fresh_newsroom.web.on(f"/hangs{one}-0.xml", never_answer)
    add_feeds(fresh_newsroom, "crowd", 50)
    for one in range(50):
        fresh_newsroom.web.on(f"/crowd{one}.xml", never_answer)
    add_feeds(fresh_newsroom, "well", 40)
    with with_many_hosts(fresh_newsroom.project()) as project:
        counts: Counter[str] = Counter()
        for part in poll_parts(project):
            counts += part
            if counts["polled"] == 40:
                project.stopping.set()
        assert counts == {"polled": 40}
        with project.ledger.read() as tx:
            rows = tx.execute(select(feeds)).all()
    assert {row.lease for row in rows} == {None}
    assert {row.failures for row in rows} == {0}
    assert sum(row.polled_at is not None for row in rows) == 40


def test_a_host_of_feeds_that_wants_rest_is_asked_once(fresh_newsroom: Newsroom) -> None:
    """After a 503 with Retry-After no other feed of the host is asked, nor is it by the next run."""
    add_feeds(fresh_newsroom, "rests", 5)
    for one in range(5):
        fresh_newsroom.web.on(f"/rests{one}.xml", status(503, {"Retry-After": "3600"}))
    with with_many_hosts(fresh_newsroom.project(), delay=0.5) as project:
        assert poll_feeds(project) == {"failed": 1, "put_back": 4}
        make_due(project)
        assert poll_feeds(project) == {}
        with project.ledger.read() as tx:
            rows = tx.execute(select(feeds)).all()
    assert len(fresh_newsroom.web.requests) == 1
    assert {row.reason for row in rows} == {"rate_limited"}
    assert sorted(row.failures for row in rows) == [0, 0, 0, 0, 1]


def test_a_feed_that_is_gone_is_asked_once_a_day(fresh_newsroom: Newsroom) -> None:
    """After a 410 a feed is due in a day, is told of as gone, and is well again once it answers."""
    add_feeds(fresh_newsroom, "gone", 1)
    fresh_newsroom.web.on("/gone0.xml", status(410), page(rss_feed(), RSS))
    with with_many_hosts(fresh_newsroom.project()) as project:
        assert poll_feeds(project) == {"failed": 1}
        with project.ledger.read() as tx:
            row = tx.execute(select(feeds)).one()
        assert row.reason == "gone"
        assert row.due_at - row.polled_at == timedelta(days=1)
        make_due(project)
        assert poll_feeds(project)["polled"] == 1
        with project.ledger.read() as tx:
            row = tx.execute(select(feeds)).one()
        assert (row.reason, row.failures) == (None, 0)
