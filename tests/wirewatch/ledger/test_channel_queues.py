"""Channels side by side: one that is quiet, or down, or refuses a message, holds up no other and loses nothing."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from filled_outbox import (
    NOON,
    Clock,
    announce_stories,
    newsroom_with_channels,
    received_titles,
    run_delivery,
    write_rule,
)
from hostile_server import page, status
from newsroom import Newsroom
from sqlalchemy import select

from wirewatch.errors import Mistake
from wirewatch.ledger import leases
from wirewatch.ledger.schema import channels, deliveries
from wirewatch.pipeline import run_stages
from wirewatch.preview.try_channel import try_channel
from wirewatch.stages.deliver import next_delivery_at


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    """Make a newsroom with its channels."""
    with newsroom_with_channels(tmp_path) as newsroom:
        yield newsroom


def test_what_comes_in_quiet_hours_goes_out_at_their_end(newsroom: Newsroom, clock: Clock) -> None:
    """Nothing is sent while a channel is quiet, no run waits for it busily, and another channel is not held up."""
    write_rule(newsroom, {"quiet": {"from": "22:00", "to": "07:00", "zone": "Europe/Berlin"}})
    clock.at = datetime(2026, 3, 28, 23, tzinfo=UTC)
    announce_stories(newsroom, "one", to=("desk", "other"))
    assert run_delivery(newsroom) == {"sent": 1}
    end = datetime(2026, 3, 29, 5, tzinfo=UTC)  # of the night in which the clocks go forward
    with newsroom.project() as project, project.ledger.read() as tx:
        assert next_delivery_at(project, tx) == end
    told = {one["name"]: one for one in newsroom.status()["channels"]}
    assert (told["desk"]["pending"], told["desk"]["waits"]) == (1, "quiet")
    clock.at = end - timedelta(seconds=1)
    assert run_delivery(newsroom) == {}
    clock.at = end
    assert run_delivery(newsroom) == {"sent": 1}
    assert received_titles(newsroom) == received_titles(newsroom, "/other") == ["one"]


def test_quiet_hours_are_no_reason_for_a_fallback(newsroom: Newsroom, clock: Clock) -> None:
    """A night that is longer than the span that a fallback waits for does not wake the fallback."""
    desk = {"quiet": {"from": "22:00", "to": "07:00"}, "fallback": {"to": "other", "after": "1h"}}
    write_rule(newsroom, desk)
    clock.at = datetime(2026, 3, 2, 23, tzinfo=UTC)
    announce_stories(newsroom, "one")
    clock.advance(hours=7)
    run_delivery(newsroom)
    newsroom.web.on("/hook", status(500), status(204))
    clock.advance(hours=1, seconds=1)
    run_delivery(newsroom)
    clock.advance(minutes=1)
    run_delivery(newsroom)
    assert (received_titles(newsroom), received_titles(newsroom, "/other")) == (["one", "one"], [])


def test_one_channel_that_fails_for_an_hour_holds_up_no_other(newsroom: Newsroom, clock: Clock) -> None:
    """While one is down the other has everything at once, the one is asked ever more rarely, and has all in the end."""
    write_rule(newsroom)
    newsroom.web.on("/hook", status(503))
    for minute in range(60):
        announce_stories(newsroom, *(f"story {minute} {number}" for number in range(5)), to=("desk", "other"))
        run_delivery(newsroom)
        assert len(newsroom.received_posts("/other")) == 5 * (minute + 1)
        clock.advance(minutes=1)
    assert len(newsroom.received_posts()) < 60
    told = {one["name"]: one for one in newsroom.status()["channels"]}
    assert (told["desk"]["pending"], told["desk"]["waits"]) == (300, "down")
    assert "503" in told["desk"]["detail"]
    refused = len(newsroom.received_posts())
    newsroom.web.serve("/hook", "", status=204)
    clock.advance(minutes=5)
    run_delivery(newsroom)
    run_delivery(newsroom)
    assert (
        len({post["key"] for post in newsroom.received_posts()[refused:]})
        == len(newsroom.received_posts()[refused:])
        == 300
    )
    assert newsroom.status()["alerts"] == {"pending": 0, "sent": 600, "failed": 0}


def go_down(newsroom: Newsroom, clock: Clock) -> None:
    """Have the channel refuse one delivery for hours, so that it is closed, and mend it while another waits."""
    write_rule(newsroom)
    written(newsroom, clock, days=-1)
    newsroom.web.on("/hook", status(503))
    announce_stories(newsroom, "tried")
    for _ in range(5):
        clock.advance(hours=1)
        assert run_delivery(newsroom) == {"retry": 1}
    announce_stories(newsroom, "waits")
    newsroom.web.serve("/hook", "", status=204)


def written(newsroom: Newsroom, clock: Clock, **span: float) -> None:
    """Say that alerts.yaml was written at another time than now."""
    at = (clock.at + timedelta(**span)).timestamp()
    os.utime(newsroom.config / "alerts.yaml", (at, at))


def test_what_waited_for_a_channel_that_was_down_goes_when_it_takes_something(
    newsroom: Newsroom, clock: Clock
) -> None:
    """Once it took one delivery, those whose next try is hours away are due at once."""
    go_down(newsroom, clock)
    clock.advance(minutes=5)
    assert run_delivery(newsroom) == {"sent": 2}
    assert set(received_titles(newsroom)) == {"tried", "waits"}


def test_a_test_alert_that_arrives_opens_its_channel(newsroom: Newsroom, clock: Clock) -> None:
    """Who mended a channel and tries it sees what waited arrive with the next run, and not minutes later."""
    go_down(newsroom, clock)
    assert run_delivery(newsroom) == {}
    with newsroom.project() as project:
        try_channel(project, "desk")
    assert run_delivery(newsroom) == {"sent": 2}


def test_an_edited_configuration_opens_what_was_closed(newsroom: Newsroom, clock: Clock) -> None:
    """A channel that was down is asked as soon as alerts.yaml is written anew; one from the future opens nothing."""
    go_down(newsroom, clock)
    written(newsroom, clock, days=1)
    assert run_delivery(newsroom) == {}
    clock.advance(seconds=2)
    written(newsroom, clock, seconds=-1)
    assert run_delivery(newsroom) == {"sent": 2}


def test_an_edit_that_mends_nothing_has_the_channel_asked_once(newsroom: Newsroom, clock: Clock) -> None:
    """A channel that still refuses after an edit is closed again."""
    go_down(newsroom, clock)
    newsroom.web.on("/hook", status(503))
    clock.advance(seconds=2)
    written(newsroom, clock, seconds=-1)
    assert [run_delivery(newsroom), run_delivery(newsroom)] == [{"retry": 1}, {}]


def test_where_nothing_waits_alerts_yaml_is_not_read(newsroom: Newsroom) -> None:
    """A mistake in it is for `match` to tell: a run that has nothing to send says nothing of it."""
    write_rule(newsroom)
    announce_stories(newsroom, "one")
    (newsroom.config / "alerts.yaml").write_text("alerts: [{name: broken}]\n")
    with pytest.raises(Mistake, match="missing"):
        run_delivery(newsroom)
    write_rule(newsroom)
    assert run_delivery(newsroom) == {"sent": 1}
    (newsroom.config / "alerts.yaml").write_text("alerts: [{name: broken}]\n")
    assert run_delivery(newsroom) == {}


def test_a_channel_that_is_down_for_days_fails_what_it_never_took(newsroom: Newsroom, clock: Clock) -> None:
    """After two days what waits is a dead letter with the channel's last words, and not before."""
    write_rule(newsroom)
    newsroom.web.on("/hook", status(503))
    announce_stories(newsroom, *(f"story {number}" for number in range(50)))
    for _ in range(47):
        run_delivery(newsroom)
        clock.advance(hours=1)
    assert newsroom.status()["alerts"]["failed"] == 0
    clock.advance(hours=2)
    run_delivery(newsroom)
    assert newsroom.status()["alerts"]["failed"] == 50
    details = {line["detail"] for line in newsroom.run_command("alerts", "log", "--json").lines}
    assert any("down for two days" in detail and "503" in detail for detail in details)


def test_one_message_that_is_refused_holds_up_no_other(newsroom: Newsroom, clock: Clock) -> None:
    """A channel that takes all but one message is well: the others go, and the one is tried by itself."""
    write_rule(newsroom)
    announce_stories(newsroom, "bad", *(f"story {number}" for number in range(30)))

    async def picky(request: Any, writer: Any) -> None:
        await (status(400) if b'"title": "bad"' in request.body else page("", status=204))(request, writer)

    newsroom.web.on("/hook", picky)
    assert run_delivery(newsroom) == {"sent": 30, "retry": 1}
    clock.advance(minutes=1)
    announce_stories(newsroom, "later")
    run_delivery(newsroom)
    clock.advance(minutes=1)
    run_delivery(newsroom)
    assert received_titles(newsroom).count("later") == 1


def test_a_clock_that_was_wrong_holds_nothing_back(newsroom: Newsroom, clock: Clock) -> None:
    """A retry, a closed channel and a throttle that a clock a year ahead has set hold nothing back once it is right."""
    write_rule(newsroom, throttle="1h")
    newsroom.web.on("/hook", status(503), status(204))
    clock.advance(days=365)
    announce_stories(newsroom, "one", to=("desk",))
    announce_stories(newsroom, "two", to=("other",))
    assert run_delivery(newsroom) == {"retry": 1, "sent": 1}
    clock.advance(days=-365)
    announce_stories(newsroom, "three", to=("other",))
    assert run_delivery(newsroom) == {"sent": 2}
    assert received_titles(newsroom) == ["one", "one"]
    assert received_titles(newsroom, "/other") == ["three", "two"]


def test_a_throttle_keeps_its_span_over_a_backlog(newsroom: Newsroom, clock: Clock) -> None:
    """Of many that wait one goes each span; what waits is put off at once and not one by one."""
    write_rule(newsroom, throttle="1h")
    announce_stories(newsroom, *(f"story {number}" for number in range(100)))
    for hour in range(3):
        assert run_delivery(newsroom) == {"sent": 1}
        assert run_delivery(newsroom) == {}
        with newsroom.project() as project, project.ledger.read() as tx:
            due = set(
                tx.execute(select(deliveries.c.due_at).where(deliveries.c.state == "pending")).scalars()
            )
        assert due == {NOON + timedelta(hours=hour + 1)}
        clock.advance(hours=1)


def test_a_run_does_not_spin_while_a_channel_is_closed(newsroom: Newsroom) -> None:
    """A run ends although deliveries are due, when their channel is not to be asked for minutes."""
    write_rule(newsroom)
    announce_stories(newsroom, "one")
    with newsroom.project() as project:
        with project.ledger.begin() as tx:
            until = leases.now() + timedelta(minutes=5)
            row = {"name": "desk", "failures": 9, "failing_since": leases.now(), "closed_until": until}
            tx.execute(channels.insert().values(row))
        assert list(run_stages(project, ("deliver",))) == []
    assert newsroom.received_posts() == []
