"""The whole pipeline on a web that answers as the web does: nothing lost, nothing doubled, nobody told twice."""

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile_server import Hostile, conditional, delayed, page, restless_etag, status
from newsroom import RSS, RULE, Newsroom, conserved, html, item, rss, story
from sqlalchemy import update

from wirewatch.ledger import leases
from wirewatch.ledger.schema import deliveries

# Apprise imports it, once, when it is first asked for a channel.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with Hostile() as web:
        yield Newsroom(web, tmp_path)


def test_every_link_ends_in_one_fate(room: Newsroom) -> None:
    """60 pages over 3 feeds, every seventh of which answers 503 first, end as 60 indexed and one alert each."""
    for feed in range(3):
        room.publish(f"/feed{feed}.xml", *range(feed * 20, feed * 20 + 20))
    for number in range(0, 60, 7):
        room.web.on(f"/a/{number}", status(503), page(html(f"Report {number}", story(number))))
    room.configure()
    counts = room.run()
    assert counts["fetch retry"] == 9
    told = room.status()
    assert conserved(told)
    assert told["fates"] == {"indexed": 60, "rejected": {}, "failed": {}}
    assert sorted(one["url"] for one in room.documents()) == sorted(map(room.url, range(60)))
    posts = room.posts()
    assert len(posts) == len({(post["rule"], post["story_id"]) for post in posts}) == 60
    assert told["alerts"] == {"pending": 0, "sent": 60, "failed": 0}


def test_an_unchanged_feed_costs_one_conditional_request(room: Newsroom) -> None:
    """A second run over an unchanged feed fetches no page, writes no document and sends nothing."""
    room.publish("/one.xml", 1, 2, 3)
    room.web.on("/one.xml", conditional(rss(*room.items["/one.xml"]), '"v1"', RSS))
    room.configure()
    room.run()
    before = room.documents(), room.fetched(), room.posts()
    assert room.run() == {"poll polled": 1, "poll unchanged": 1}
    assert (room.documents(), room.fetched(), room.posts()) == before
    assert [one.headers.get("if-none-match") for one in room.web.asked("/one.xml")] == [None, '"v1"']


def test_a_feed_that_lies_about_changing_brings_nothing_twice(room: Newsroom) -> None:
    """A feed that is sent anew under another ETag each time, with the same links, makes no new work."""
    room.publish("/one.xml", 1, 2)
    room.web.on("/one.xml", restless_etag(rss(*room.items["/one.xml"]), RSS))
    room.configure()
    room.run()
    assert room.run() == {"poll polled": 1, "poll unchanged": 1}
    room.web.on("/one.xml", restless_etag(rss(*room.items["/one.xml"], title="Renamed"), RSS))
    assert room.run() == {"poll polled": 1}
    assert set(room.fetched().values()) == {1}


def test_an_item_without_a_link_is_told_as_long_as_it_is_shown(room: Newsroom) -> None:
    """A feed's unusable items are counted once each, also by later polls, and forgotten when the feed drops them."""
    for shown, skipped in ((["Lost"], 1), (["Lost"], 1), (["Lost", "Found"], 2), ([], 0)):
        items = (f"<item><title>{title}</title></item>" for title in shown)
        room.items["/one.xml"] = []
        room.show("/one.xml", *items, item(room.url(1)))
        room.configure()
        room.run()
        (feed,) = room.status()["feeds"]
        assert (feed["skipped"], "Lost" in (feed["detail"] or "")) == (skipped, skipped > 0)


def test_one_article_in_three_feeds_is_one_article(room: Newsroom) -> None:
    """What three feeds show under different tracking parameters is fetched once and knows all three."""
    room.publish("/one.xml", 1)
    room.show("/two.xml", item(room.url(1) + "?utm_source=two&utm_medium=rss"))
    room.show("/three.xml", item(room.url(1) + "?fbclid=abc#comments"))
    room.configure()
    room.run()
    assert len(room.documents()) == len(room.posts()) == sum(room.fetched().values()) == 1
    told = room.why(room.url(1) + "?utm_campaign=another")
    assert sorted(told["seen_in"]) == [f"{room.web.url}/{name}.xml" for name in ("one", "three", "two")]
    assert room.status()["links"] == 1


def test_copies_make_one_story_and_one_alert(room: Newsroom) -> None:
    """The same text at two outlets is one story: one is a copy of the other, and one alert counts both."""
    room.publish("/one.xml", 1)
    room.web.serve("/a/copy", html("The same report elsewhere", story(1)))
    room.show("/two.xml", item(f"{room.web.url}/a/copy"))
    room.configure()
    room.run()
    one, other = sorted(room.documents(), key=lambda document: document["copy_of"] or "")
    assert (one["copy_of"], other["copy_of"]) == (None, one["id"])
    assert one["story_id"] == other["story_id"] == one["id"]
    assert {one["source"]["id"], other["source"]["id"]} == {"one", "two"}
    (alert,) = room.posts()
    assert (alert["outlets"], alert["story_id"]) == (2, one["id"])


def test_a_late_copy_alerts_nobody_again(room: Newsroom) -> None:
    """A copy that another outlet brings in a later run joins the story and makes no second alert."""
    room.publish("/one.xml", 1)
    room.configure()
    room.run()
    room.web.serve("/a/copy", html("The same report a day later", story(1)))
    room.show("/two.xml", item(f"{room.web.url}/a/copy"))
    room.configure()
    room.run()
    assert len(room.documents()) == 2
    assert [alert["outlets"] for alert in room.posts()] == [1]


def test_a_failing_channel_is_retried_by_itself(room: Newsroom) -> None:
    """A channel that fails first gets its alert later under the same key; the rule's other channel got it once."""
    room.alerts(
        {
            "alerts": [{**RULE, "to": ["desk", "night"]}],
            "channels": {"desk": {"url": room.hook()}, "night": {"url": room.hook("/night")}},
        }
    )
    room.web.on("/night", status(500), status(204))
    room.publish("/one.xml", 1)
    room.configure()
    assert room.run()["deliver retry"] == 1
    (desk,), (first, second) = room.posts(), room.posts("/night")
    assert (
        first["key"] == second["key"] == first["header"] == second["header"] != desk["key"] == desk["header"]
    )
    log = {line["channel"]: line for line in room.call("alerts", "log", "--json").lines}
    assert {name: (line["state"], line["attempts"]) for name, line in log.items()} == {
        "desk": ("sent", 1),
        "night": ("sent", 2),
    }
    assert log["night"]["key"] == first["key"]


def test_a_throttled_rule_sends_one_alert_at_a_time(room: Newsroom) -> None:
    """Within a rule's throttle one alert goes out, the others wait, and another rule's do not."""
    free = {**RULE, "name": "free"}
    channels = {"desk": {"url": room.hook()}}
    room.alerts({"alerts": [{**RULE, "throttle": "1h"}, free], "channels": channels})
    room.publish("/one.xml", 1, 2, 3)
    room.configure()
    for _ in range(2):
        room.run()
        assert Counter(post["rule"] for post in room.posts()) == {"taliban": 1, "free": 3}
        assert room.status()["alerts"] == {"pending": 2, "sent": 4, "failed": 0}
    room.alerts({"alerts": [{**RULE, "throttle": "1s"}, free], "channels": channels})
    with room.project() as project, project.ledger.begin() as tx:
        tx.execute(update(deliveries).values(due_at=leases.now()))
    room.run()
    assert Counter(post["rule"] for post in room.posts()) == {"taliban": 3, "free": 3}


def test_two_processes_share_one_postgresql_ledger(room: Newsroom, postgres_url: str) -> None:
    """Two runs at once on one ledger fetch, index and announce everything once, though feeds overlap."""
    room.environment["WIREWATCH_STATE_URL"] = postgres_url
    numbers = list(range(240))
    for number in numbers:
        room.web.on(f"/a/{number}", delayed(page(html(f"Report {number}", story(number))), 0.02))
    for feed in range(24):  # each page is in three feeds, in different orders
        shown = [number for number in numbers if feed in (number % 24, number % 7, number % 11 + 7)]
        random.Random(feed).shuffle(shown)  # noqa: S311
        room.show(f"/feed{feed}.xml", *(item(room.url(number)) for number in shown))
    room.configure()
    runs = [room.start("run", "--once") for _ in "12"]
    ended = [run.communicate(timeout=200) for run in runs]
    assert [(run.returncode, err.decode()) for run, (_, err) in zip(runs, ended, strict=True)] == [
        (0, "")
    ] * 2
    assert room.fetched() == dict.fromkeys((f"/a/{number}" for number in numbers), 1)
    told = room.status()
    assert conserved(told)
    assert told["fates"] == {"indexed": 240, "rejected": {}, "failed": {}}
    assert sorted(one["url"] for one in room.documents()) == sorted(map(room.url, numbers))
    assert len(room.posts()) == len({post["story_id"] for post in room.posts()}) == 240


def test_processes_that_start_at_once_on_nothing_agree(room: Newsroom) -> None:
    """Four first runs at the same moment make one ledger and one index, and everything is done once."""
    for feed in range(4):
        room.publish(f"/feed{feed}.xml", *range(10))
    room.configure()
    runs = [room.start("run", "--once") for _ in range(4)]
    told = [run.communicate(timeout=120)[1].decode() for run in runs]
    assert ([run.returncode for run in runs], told) == ([0] * 4, [""] * 4)
    assert room.status()["fates"] == {"indexed": 10, "rejected": {}, "failed": {}}
    assert set(room.fetched().values()) == {1}
    assert len(room.documents()) == len(room.posts()) == 10
