"""What `status` and `reprocess` print where much is wrong at once: what can be read, and how much more there is."""

from newsroom import RSS, Newsroom, rss_feed, rss_item
from sqlalchemy import insert, select, update

from wirewatch.ledger.leases import now
from wirewatch.ledger.links import send_to_reprocess
from wirewatch.ledger.schema import feeds, links, rereads
from wirewatch.stages.poll import poll_feeds


def test_of_many_feeds_that_fail_the_worst_fifty_are_shown(fresh_newsroom: Newsroom) -> None:
    """Three thousand lines hide the index and the alerts, which stand below them."""
    for number in range(53):
        fresh_newsroom.add_feed(f"/{number}.xml")
    fresh_newsroom.write_feeds()
    with fresh_newsroom.project() as project:
        poll_feeds(project)
        with project.ledger.begin() as tx:
            tx.execute(update(feeds).values(failures=5, skipped=1, reason="dns"))
            tx.execute(update(feeds).where(feeds.c.url.like("%/52.xml")).values(failures=9, skipped=4))
    lines = fresh_newsroom.run_command("status").out.splitlines()
    shown = [line for line in lines if ".xml" in line]
    assert len(shown) == 2 * 50
    assert "/52.xml" in shown[0]
    assert "/52.xml" in shown[50]
    assert lines.count("  and 3 more feeds (`status --json` has all)") == 2


def test_what_waits_as_this_machine_lacks_something_is_told(fresh_newsroom: Newsroom) -> None:
    """Such a link has no fate, and its feed no failure: nothing else of `status` shows that they wait."""
    fresh_newsroom.web.serve("/1.xml", rss_feed(rss_item(f"{fresh_newsroom.web.url}/a", "Report")), RSS)
    fresh_newsroom.add_feed("/1.xml")
    fresh_newsroom.write_feeds()
    with fresh_newsroom.project() as project:
        poll_feeds(project)
        assert "this machine was short" not in fresh_newsroom.run_command("status").out
        with project.ledger.begin() as tx:
            tx.execute(update(feeds).values(reason="shortage"))
            tx.execute(update(links).values(reason="shortage"))
    assert "disk: 1 link and 1 feed wait; `ulimit -n`" in fresh_newsroom.run_command("status").out
    assert fresh_newsroom.status()["shortage"] == 1


def test_a_second_reprocess_says_that_the_pages_are_on_their_way(fresh_newsroom: Newsroom) -> None:
    """A first one that was killed, or is at work, has sent them: none to process does not mean that none is."""
    fresh_newsroom.publish("/1.xml", 1, 2)
    fresh_newsroom.write_feeds()
    fresh_newsroom.run_pipeline()
    with fresh_newsroom.project() as project, project.ledger.begin() as tx:
        assert send_to_reprocess(tx, None, now()) == 2
        tx.execute(insert(rereads).values(host="a.example", since=now(), pages=2, lost=0, verdict="open"))
        assert send_to_reprocess(tx, None, now()) == 0
        assert tx.execute(select(rereads.c.host)).all()  # the first goes by them
    assert fresh_newsroom.run_command("reprocess").err == "0 pages to process; 2 more on the way already\n"
