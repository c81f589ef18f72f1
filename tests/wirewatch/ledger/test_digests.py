"""Digests: each alert in exactly one, whole, under one key, over failures and restarts."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from filled_outbox import Clock, announce, configure, deliver, desks, gather
from hostile_server import status
from newsroom import Newsroom
from sqlalchemy import update

from wirewatch.ledger import channel_queues, leases
from wirewatch.ledger.schema import deliveries

# Apprise imports it, once, when it is first asked for a channel.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    """Make a newsroom with its channels."""
    with desks(tmp_path) as room:
        yield room


def test_a_digest_gathers_the_alerts_of_its_span(room: Newsroom, clock: Clock) -> None:
    """At its time one message a channel goes out with all alerts since the last, each in one, and none when empty."""
    configure(room, digest={"cron": "0 7 * * *", "zone": "Asia/Kabul"})
    announce(room, "one", "two", to=("desk", "other"), gather=gather(room))
    assert deliver(room) == {}
    assert room.status()["alerts"] == {"pending": 0, "sent": 0, "failed": 0, "gathering": 4}
    clock.at = datetime(2026, 3, 3, 2, 30, tzinfo=UTC)
    assert deliver(room) == {"sent": 2}
    (post,) = room.posts()
    assert [alert["title"] for alert in post["alerts"]] == ["one", "two"]
    assert (post["title"], post["more"], post["rule"]) == ("2 stories: one", 0, "taliban")
    assert {"url", "source", "groups", "sentence", "outlets", "key"} <= set(post)
    assert room.status()["alerts"] == {"pending": 0, "sent": 4, "failed": 0}
    clock.go(days=1)
    assert deliver(room) == {}
    announce(room, "three", gather=gather(room))
    clock.go(days=1)
    deliver(room)
    assert [[alert["title"] for alert in post["alerts"]] for post in room.posts()] == [
        ["one", "two"],
        ["three"],
    ]
    log = room.call("alerts", "log", "--json").lines
    assert {line["digest"] for line in log if line["channel"] == "desk"} == {
        post["key"] for post in room.posts()
    }


def test_a_digest_shows_fifty_and_counts_the_others(room: Newsroom, clock: Clock) -> None:
    """What is beyond fifty alerts is a number in the message."""
    configure(room, digest="0 7 * * *")
    announce(room, *(f"story {number:03}" for number in range(60)), gather=gather(room))
    clock.go(days=1)
    deliver(room)
    (post,) = room.posts()
    assert (len(post["alerts"]), post["more"]) == (50, 10)
    assert post["message"].endswith("and 10 more")
    assert room.status()["alerts"]["sent"] == 60


def test_a_digest_that_was_tried_is_joined_by_nothing(room: Newsroom, clock: Clock) -> None:
    """Its content stays what it was first sent as, under the same key; what comes meanwhile is in the next one."""
    configure(room, digest="0 * * * *")
    room.web.on("/hook", status(500), status(204))
    announce(room, "one", gather=gather(room))
    clock.go(hours=1)
    assert deliver(room) == {"retry": 1}
    clock.go(hours=-1, seconds=1)  # a clock that was wrong: the time of the tried digest comes again
    announce(room, "two", gather=gather(room))
    clock.go(hours=1, minutes=5)
    deliver(room)
    clock.go(hours=1)
    deliver(room)
    first, again, second = room.posts()
    assert first["key"] == again["key"] != second["key"]
    assert [[alert["title"] for alert in post["alerts"]] for post in (first, again, second)] == [
        ["one"],
        ["one"],
        ["two"],
    ]


def test_a_digest_follows_the_configuration(room: Newsroom, clock: Clock) -> None:
    """An earlier time, or none, in an edited alerts.yaml holds for what is gathering already."""
    configure(room, digest="0 7 1 1 *")
    announce(room, "one", gather=gather(room))
    configure(room, digest="0 13 * * *")
    assert deliver(room) == {}
    clock.go(hours=1)
    assert deliver(room) == {"sent": 1}
    announce(room, "two", gather=gather(room))
    configure(room)
    assert deliver(room) == {"sent": 1}


def test_a_digest_that_fails_goes_whole_to_the_fallback_and_comes_back_by_replay(
    room: Newsroom, clock: Clock
) -> None:
    """A fallback gets the digest as it was; `replay` sends it to its own channel, with all its parts."""
    configure(room, {"fallback": "other", "url": "slakc://a/b"}, digest="0 * * * *")
    announce(room, "one", "two", gather=gather(room))
    clock.go(hours=1)
    deliver(room)
    deliver(room)
    (post,) = room.posts("/other")
    assert [alert["title"] for alert in post["alerts"]] == ["one", "two"]
    assert room.status()["alerts"] == {"pending": 0, "sent": 0, "failed": 2}
    configure(room, digest="0 * * * *")
    assert room.call("replay").out.startswith("0 links and 2 deliveries")
    deliver(room)
    (post,) = room.posts()
    assert [alert["title"] for alert in post["alerts"]] == ["one", "two"]
    assert room.status()["alerts"] == {"pending": 0, "sent": 2, "failed": 0}


def test_a_dead_process_leaves_its_delivery_to_the_next(room: Newsroom, clock: Clock) -> None:
    """A delivery whose lease ran out is sent again under the same key, a digest's with the same content."""
    configure(room, digest="0 * * * *")
    announce(room, "one", gather=gather(room))
    clock.go(hours=1)
    with room.project() as project:
        with project.ledger.begin() as tx:
            tx.execute(update(deliveries).where(deliveries.c.kind == "digest").values(state="pending"))
        assert len(leases.claim(project.ledger, channel_queues.lane("desk"), 5)) == 1
    assert deliver(room) == {}
    clock.go(minutes=11)
    assert deliver(room) == {"sent": 1}
