"""Digests: each alert in exactly one, whole, under one key, over failures and restarts."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from filled_outbox import (
    Clock,
    announce_stories,
    carry,
    digest_times,
    newsroom_with_channels,
    run_delivery,
    write_rule,
)
from hostile_server import status
from newsroom import Newsroom
from sqlalchemy import update

from wirewatch.ledger import channel_queues, leases
from wirewatch.ledger.schema import deliveries


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    """Make a newsroom with its channels."""
    with newsroom_with_channels(tmp_path) as newsroom:
        yield newsroom


def test_a_digest_gathers_the_alerts_of_its_span(newsroom: Newsroom, clock: Clock) -> None:
    """At its time one message a channel goes out with all alerts since the last, each in one, and none when empty."""
    write_rule(newsroom, digest={"cron": "0 7 * * *", "zone": "Asia/Kabul"})
    announce_stories(newsroom, "one", "two", to=("desk", "other"), next_digest=digest_times(newsroom))
    assert run_delivery(newsroom) == {}
    assert newsroom.status()["alerts"] == {"pending": 0, "sent": 0, "failed": 0, "gathering": 4}
    clock.at = datetime(2026, 3, 3, 2, 30, tzinfo=UTC)
    assert run_delivery(newsroom) == {"sent": 2}
    (post,) = newsroom.received_posts()
    assert [alert["title"] for alert in post["alerts"]] == ["one", "two"]
    assert (post["title"], post["more"], post["rule"]) == ("2 stories: one", 0, "taliban")
    assert {"url", "source", "groups", "sentence", "outlets", "key"} <= set(post)
    assert newsroom.status()["alerts"] == {"pending": 0, "sent": 4, "failed": 0}
    clock.advance(days=1)
    assert run_delivery(newsroom) == {}
    announce_stories(newsroom, "three", next_digest=digest_times(newsroom))
    clock.advance(days=1)
    run_delivery(newsroom)
    assert [[alert["title"] for alert in post["alerts"]] for post in newsroom.received_posts()] == [
        ["one", "two"],
        ["three"],
    ]
    log = newsroom.run_command("alerts", "log", "--json").lines
    assert {line["digest"] for line in log if line["channel"] == "desk"} == {
        post["key"] for post in newsroom.received_posts()
    }


def test_a_digest_shows_all_the_most_carried_first(newsroom: Newsroom, clock: Clock) -> None:
    """Of sixty stories none is left out; the one that most outlets carry at the digest's time is the first."""
    write_rule(newsroom, digest="0 7 * * *")
    announce_stories(
        newsroom, *(f"story {number:03}" for number in range(60)), next_digest=digest_times(newsroom)
    )
    carry(newsroom, "story 042", outlets=3)
    clock.advance(days=1)
    run_delivery(newsroom)
    (post,) = newsroom.received_posts()
    assert (len(post["alerts"]), post["more"]) == (60, 0)
    assert (post["alerts"][0]["title"], post["alerts"][0]["outlets"]) == ("story 042", 3)
    assert len({alert["key"] for alert in post["alerts"]}) == 60
    assert newsroom.status()["alerts"]["sent"] == 60


def test_a_digest_that_was_tried_is_joined_by_nothing(newsroom: Newsroom, clock: Clock) -> None:
    """Its content stays what it was first sent as, under the same key; what comes meanwhile is in the next one."""
    write_rule(newsroom, digest="0 * * * *")
    newsroom.web.on("/hook", status(500), status(204))
    announce_stories(newsroom, "one", next_digest=digest_times(newsroom))
    clock.advance(hours=1)
    assert run_delivery(newsroom) == {"retry": 1}
    clock.advance(hours=-1, seconds=1)  # a clock that was wrong: the time of the tried digest comes again
    announce_stories(newsroom, "two", next_digest=digest_times(newsroom))
    clock.advance(hours=1, minutes=5)
    run_delivery(newsroom)
    clock.advance(hours=1)
    run_delivery(newsroom)
    first, again, second = newsroom.received_posts()
    assert first["key"] == again["key"] != second["key"]
    assert [[alert["title"] for alert in post["alerts"]] for post in (first, again, second)] == [
        ["one"],
        ["one"],
        ["two"],
    ]


def test_a_digest_follows_the_configuration(newsroom: Newsroom, clock: Clock) -> None:
    """An earlier time, or none, in an edited alerts.yaml holds for what is gathering already."""
    write_rule(newsroom, digest="0 7 1 1 *")
    announce_stories(newsroom, "one", next_digest=digest_times(newsroom))
    write_rule(newsroom, digest="0 13 * * *")
    assert run_delivery(newsroom) == {}
    clock.advance(hours=1)
    assert run_delivery(newsroom) == {"sent": 1}
    announce_stories(newsroom, "two", next_digest=digest_times(newsroom))
    write_rule(newsroom)
    assert run_delivery(newsroom) == {"sent": 1}


def test_a_digest_that_fails_goes_whole_to_the_fallback_and_comes_back_by_replay(
    newsroom: Newsroom, clock: Clock
) -> None:
    """A fallback gets the digest as it was; `replay` sends it to its own channel, with all its parts."""
    write_rule(newsroom, {"fallback": "other", "url": "slakc://a/b"}, digest="0 * * * *")
    announce_stories(newsroom, "one", "two", next_digest=digest_times(newsroom))
    clock.advance(hours=1)
    run_delivery(newsroom)
    run_delivery(newsroom)
    (post,) = newsroom.received_posts("/other")
    assert [alert["title"] for alert in post["alerts"]] == ["one", "two"]
    assert newsroom.status()["alerts"] == {"pending": 0, "sent": 0, "failed": 2}
    write_rule(newsroom, digest="0 * * * *")
    assert newsroom.run_command("replay").out.startswith("0 links and 2 deliveries")
    run_delivery(newsroom)
    (post,) = newsroom.received_posts()
    assert [alert["title"] for alert in post["alerts"]] == ["one", "two"]
    assert newsroom.status()["alerts"] == {"pending": 0, "sent": 2, "failed": 0}


def test_a_dead_process_leaves_its_delivery_to_the_next(newsroom: Newsroom, clock: Clock) -> None:
    """A delivery whose lease ran out is sent again under the same key, a digest's with the same content."""
    write_rule(newsroom, digest="0 * * * *")
    announce_stories(newsroom, "one", next_digest=digest_times(newsroom))
    clock.advance(hours=1)
    with newsroom.project() as project:
        with project.ledger.begin() as tx:
            tx.execute(update(deliveries).where(deliveries.c.kind == "digest").values(state="pending"))
        assert len(leases.claim(project.ledger, channel_queues.queue_of("desk"), 5)) == 1
    assert run_delivery(newsroom) == {}
    with newsroom.project() as project, project.ledger.begin() as tx:  # whose clock leases go by
        tx.execute(update(deliveries).values(lease_until=leases.database_time("sqlite", -leases.LEASE)))
    assert run_delivery(newsroom) == {"sent": 1}
