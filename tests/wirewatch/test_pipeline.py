"""The whole pipeline on a web that answers as the web does: nothing lost, nothing doubled, nobody told twice."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hostile_server import Hostile, conditional, delayed, page, restless_etag, status
from newsroom import RSS, RULE, Newsroom, all_links_counted, article_page, article_text, rss_feed, rss_item
from sqlalchemy import Table, update

from wirewatch.ledger import leases
from wirewatch.ledger.schema import batches, deliveries, feeds, links
from wirewatch.pipeline import next_work_at, wait_for_work


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    with Hostile() as web:
        yield Newsroom(web, tmp_path)


def test_every_link_ends_in_one_fate(newsroom: Newsroom) -> None:
    """60 pages over 3 feeds, every seventh of which answers 503 first, end as 60 indexed and one alert each."""
    for feed in range(3):
        newsroom.publish(f"/feed{feed}.xml", *range(feed * 20, feed * 20 + 20))
    for number in range(0, 60, 7):
        newsroom.web.on(
            f"/a/{number}", status(503), page(article_page(f"Report {number}", article_text(number)))
        )
    newsroom.write_feeds()
    counts = newsroom.run_pipeline()
    assert counts["fetch retry"] == 9
    told = newsroom.status()
    assert all_links_counted(told)
    assert told["fates"] == {"indexed": 60, "rejected": {}, "failed": {}}
    assert sorted(one["url"] for one in newsroom.documents()) == sorted(map(newsroom.page_url, range(60)))
    posts = newsroom.received_posts()
    assert len(posts) == len({(post["rule"], post["story_id"]) for post in posts}) == 60
    assert told["alerts"] == {"pending": 0, "sent": 60, "failed": 0}


def test_an_unchanged_feed_costs_one_conditional_request(newsroom: Newsroom) -> None:
    """A second run over an unchanged feed fetches no page, writes no document and sends nothing."""
    newsroom.publish("/one.xml", 1, 2, 3)
    newsroom.web.on("/one.xml", conditional(rss_feed(*newsroom.items["/one.xml"]), '"v1"', RSS))
    newsroom.write_feeds()
    newsroom.run_pipeline()
    before = newsroom.documents(), newsroom.page_requests(), newsroom.received_posts()
    assert newsroom.run_pipeline() == {"poll polled": 1, "poll unchanged": 1}
    assert (newsroom.documents(), newsroom.page_requests(), newsroom.received_posts()) == before
    assert [one.headers.get("if-none-match") for one in newsroom.web.requests_for("/one.xml")] == [
        None,
        '"v1"',
    ]


def test_a_feed_that_lies_about_changing_brings_nothing_twice(newsroom: Newsroom) -> None:
    """A feed that is sent anew under another ETag each time, with the same links, makes no new work."""
    newsroom.publish("/one.xml", 1, 2)
    newsroom.web.on("/one.xml", restless_etag(rss_feed(*newsroom.items["/one.xml"]), RSS))
    newsroom.write_feeds()
    newsroom.run_pipeline()
    assert newsroom.run_pipeline() == {"poll polled": 1, "poll unchanged": 1}
    newsroom.web.on("/one.xml", restless_etag(rss_feed(*newsroom.items["/one.xml"], title="Renamed"), RSS))
    assert newsroom.run_pipeline() == {"poll polled": 1}
    assert set(newsroom.page_requests().values()) == {1}


def test_an_item_without_a_link_is_told_as_long_as_it_is_shown(newsroom: Newsroom) -> None:
    """A feed's unusable items are counted once each, also by later polls, and forgotten when the feed drops them."""
    for shown, skipped in ((["Lost"], 1), (["Lost"], 1), (["Lost", "Found"], 2), ([], 0)):
        items = (f"<item><title>{title}</title></item>" for title in shown)
        newsroom.items["/one.xml"] = []
        newsroom.show_items("/one.xml", *items, rss_item(newsroom.page_url(1)))
        newsroom.write_feeds()
        newsroom.run_pipeline()
        (feed,) = newsroom.status()["feeds"]
        assert (feed["skipped"], "Lost" in (feed["detail"] or "")) == (skipped, skipped > 0)


def test_one_article_in_three_feeds_is_one_article(newsroom: Newsroom) -> None:
    """What three feeds show under different tracking parameters is fetched once and knows all three."""
    newsroom.publish("/one.xml", 1)
    newsroom.show_items("/two.xml", rss_item(newsroom.page_url(1) + "?utm_source=two&utm_medium=rss"))
    newsroom.show_items("/three.xml", rss_item(newsroom.page_url(1) + "?fbclid=abc#comments"))
    newsroom.write_feeds()
    newsroom.run_pipeline()
    assert (
        len(newsroom.documents())
        == len(newsroom.received_posts())
        == sum(newsroom.page_requests().values())
        == 1
    )
    told = newsroom.why(newsroom.page_url(1) + "?utm_campaign=another")
    assert sorted(told["seen_in"]) == [f"{newsroom.web.url}/{name}.xml" for name in ("one", "three", "two")]
    assert newsroom.status()["links"] == 1


def test_copies_make_one_story_and_one_alert(newsroom: Newsroom) -> None:
    """The same text at two outlets is one story: one is a copy of the other, and one alert counts both."""
    newsroom.publish("/one.xml", 1)
    newsroom.web.serve("/a/copy", article_page("The same report elsewhere", article_text(1)))
    newsroom.show_items("/two.xml", rss_item(f"{newsroom.web.url}/a/copy"))
    newsroom.write_feeds()
    newsroom.run_pipeline()
    one, other = sorted(newsroom.documents(), key=lambda document: document["copy_of"] or "")
    assert (one["copy_of"], other["copy_of"]) == (None, one["id"])
    assert one["story_id"] == other["story_id"] == one["id"]
    assert {one["source"]["id"], other["source"]["id"]} == {"one", "two"}
    (alert,) = newsroom.received_posts()
    assert (alert["outlets"], alert["story_id"]) == (2, one["id"])
    [grounds] = [step["detail"] for step in newsroom.why(other["url"])["steps"] if step["stage"] == "process"]
    assert grounds.startswith(f"a copy of {one['url']}: ")
    assert newsroom.why(one["id"])["url"] == one["url"]


def test_a_late_copy_alerts_nobody_again(newsroom: Newsroom) -> None:
    """A copy that another outlet brings in a later run joins the story and makes no second alert."""
    newsroom.publish("/one.xml", 1)
    newsroom.write_feeds()
    newsroom.run_pipeline()
    newsroom.web.serve("/a/copy", article_page("The same report a day later", article_text(1)))
    newsroom.show_items("/two.xml", rss_item(f"{newsroom.web.url}/a/copy"))
    newsroom.write_feeds()
    newsroom.run_pipeline()
    assert len(newsroom.documents()) == 2
    assert [alert["outlets"] for alert in newsroom.received_posts()] == [1]


def test_a_failing_channel_is_retried_by_itself(newsroom: Newsroom) -> None:
    """A channel that fails first gets its alert later under the same key; the rule's other channel got it once."""
    newsroom.write_alerts(
        {
            "alerts": [{**RULE, "to": ["desk", "night"]}],
            "channels": {"desk": {"url": newsroom.hook_url()}, "night": {"url": newsroom.hook_url("/night")}},
        }
    )
    newsroom.web.on("/night", status(500), status(204))
    newsroom.publish("/one.xml", 1)
    newsroom.write_feeds()
    assert newsroom.run_pipeline()["deliver retry"] == 1
    (desk,), (first, second) = newsroom.received_posts(), newsroom.received_posts("/night")
    assert (
        first["key"] == second["key"] == first["header"] == second["header"] != desk["key"] == desk["header"]
    )
    log = {line["channel"]: line for line in newsroom.run_command("alerts", "log", "--json").lines}
    assert {name: (line["state"], line["attempts"]) for name, line in log.items()} == {
        "desk": ("sent", 1),
        "night": ("sent", 2),
    }
    assert log["night"]["key"] == first["key"]


def test_a_throttled_rule_sends_one_alert_at_a_time(newsroom: Newsroom) -> None:
    """Within a rule's throttle one alert goes out, the others wait, and another rule's do not."""
    free = {**RULE, "name": "free"}
    channels = {"desk": {"url": newsroom.hook_url()}}
    newsroom.write_alerts({"alerts": [{**RULE, "throttle": "1h"}, free], "channels": channels})
    newsroom.publish("/one.xml", 1, 2, 3)
    newsroom.write_feeds()
    for _ in range(2):
        newsroom.run_pipeline()
        assert Counter(post["rule"] for post in newsroom.received_posts()) == {"taliban": 1, "free": 3}
        assert newsroom.status()["alerts"] == {"pending": 2, "sent": 4, "failed": 0}
    newsroom.write_alerts({"alerts": [{**RULE, "throttle": "1s"}, free], "channels": channels})
    with newsroom.project() as project, project.ledger.begin() as tx:
        tx.execute(update(deliveries).values(due_at=leases.now()))
    newsroom.run_pipeline()
    assert Counter(post["rule"] for post in newsroom.received_posts()) == {"taliban": 3, "free": 3}


def test_two_processes_share_one_postgresql_ledger(newsroom: Newsroom, postgres_url: str) -> None:
    """Two runs at once on one ledger fetch, index and announce everything once, though feeds overlap."""
    newsroom.environment["WIREWATCH_STATE_URL"] = postgres_url
    numbers = list(range(240))
    for number in numbers:
        newsroom.web.on(
            f"/a/{number}", delayed(page(article_page(f"Report {number}", article_text(number))), 0.02)
        )
    for feed in range(24):  # each page is in three feeds, in different orders
        shown = [number for number in numbers if feed in (number % 24, number % 7, number % 11 + 7)]
        random.Random(feed).shuffle(shown)  # noqa: S311
        newsroom.show_items(f"/feed{feed}.xml", *(rss_item(newsroom.page_url(number)) for number in shown))
    newsroom.write_feeds()
    runs = [newsroom.start_command("run", "--once") for _ in "12"]
    ended = [run.communicate(timeout=200) for run in runs]
    assert [(run.returncode, err.decode()) for run, (_, err) in zip(runs, ended, strict=True)] == [
        (0, "")
    ] * 2
    assert newsroom.page_requests() == dict.fromkeys((f"/a/{number}" for number in numbers), 1)
    told = newsroom.status()
    assert all_links_counted(told)
    assert told["fates"] == {"indexed": 240, "rejected": {}, "failed": {}}
    assert sorted(one["url"] for one in newsroom.documents()) == sorted(map(newsroom.page_url, numbers))
    assert (
        len(newsroom.received_posts()) == len({post["story_id"] for post in newsroom.received_posts()}) == 240
    )


def test_processes_that_start_at_once_on_nothing_agree(newsroom: Newsroom) -> None:
    """Four first runs at the same moment make one ledger and one index, and everything is done once."""
    for feed in range(4):
        newsroom.publish(f"/feed{feed}.xml", *range(10))
    newsroom.write_feeds()
    runs = [newsroom.start_command("run", "--once") for _ in range(4)]
    told = [run.communicate(timeout=120)[1].decode() for run in runs]
    assert ([run.returncode for run in runs], told) == ([0] * 4, [""] * 4)
    assert newsroom.status()["fates"] == {"indexed": 10, "rejected": {}, "failed": {}}
    assert set(newsroom.page_requests().values()) == {1}
    assert len(newsroom.documents()) == len(newsroom.received_posts()) == 10


@pytest.mark.parametrize("table", [feeds, links, batches, deliveries])
def test_the_next_work_is_that_of_any_stage(newsroom: Newsroom, table: Table) -> None:
    """Whichever stage's work is due first tells the time, unless somebody is at it."""
    newsroom.publish("/one.xml", 1)
    newsroom.write_feeds()
    newsroom.run_pipeline()
    soon = leases.now() + timedelta(seconds=20)
    open_again: dict[str, dict[str, Any]] = {
        "links": {"fate": "retry"}, "batches": {"matched_at": None}, "deliveries": {"state": "pending"}
    }  # fmt: skip
    with newsroom.project() as project:
        polled_again_at = next_work_at(project)
        assert polled_again_at is not None
        assert polled_again_at > soon
        with project.ledger.begin() as tx:
            tx.execute(update(table).values(due_at=soon, **open_again.get(table.name, {})))
        assert next_work_at(project) == soon
        with project.ledger.begin() as tx:
            tx.execute(update(table).values(lease="other|1|1.0#x", lease_until=soon))
        assert next_work_at(project) != soon


def test_a_project_without_feeds_has_no_next_work(newsroom: Newsroom) -> None:
    """Where nothing is known of any work, no time is told."""
    with newsroom.project() as project:
        assert next_work_at(project) is None


def test_who_waits_for_work_goes_on_when_it_is_due(newsroom: Newsroom) -> None:
    """A feed that is new is waited for not at all, one that is due soon until it is, and a later one not for long."""
    newsroom.publish("/one.xml", 1)
    newsroom.add_feed("/one.xml", every="1h")
    newsroom.write_feeds()
    with newsroom.project() as project:
        wait_for_work(project, 3600)
        assert leases.count_due(project.ledger, leases.FEEDS) == 1
        newsroom.run_pipeline()
        wait_for_work(project, 0.1)
        assert leases.count_due(project.ledger, leases.FEEDS) == 0
        with project.ledger.begin() as tx:
            tx.execute(update(feeds).values(due_at=leases.now() + timedelta(seconds=1)))
        wait_for_work(project, 3600)
        assert leases.count_due(project.ledger, leases.FEEDS) == 1
