"""Channels side by side: one that is quiet, or down, or refuses a message, holds up no other and loses nothing."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from filled_outbox import NOON, Clock, announce, configure, deliver, desks, titles
from hostile_server import page, status
from newsroom import Newsroom
from sqlalchemy import select

from wirewatch.errors import Mistake
from wirewatch.inspect.send_test import send_test
from wirewatch.ledger import leases
from wirewatch.ledger.schema import channels, deliveries
from wirewatch.pipeline import run_stages
from wirewatch.stages.deliver import next_delivery

# Apprise imports it, once, when it is first asked for a channel.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    """Make a newsroom with its channels."""
    with desks(tmp_path) as room:
        yield room


def test_what_comes_in_quiet_hours_goes_out_at_their_end(room: Newsroom, clock: Clock) -> None:
    """Nothing is sent while a channel is quiet, no run waits for it busily, and another channel is not held up."""
    configure(room, {"quiet": {"from": "22:00", "to": "07:00", "zone": "Europe/Berlin"}})
    clock.at = datetime(2026, 3, 28, 23, tzinfo=UTC)
    announce(room, "one", to=("desk", "other"))
    assert deliver(room) == {"sent": 1}
    end = datetime(2026, 3, 29, 5, tzinfo=UTC)  # of the night in which the clocks go forward
    with room.project() as project, project.ledger.read() as tx:
        assert next_delivery(project, tx) == end
    told = {one["name"]: one for one in room.status()["channels"]}
    assert (told["desk"]["pending"], told["desk"]["waits"]) == (1, "quiet")
    clock.at = end - timedelta(seconds=1)
    assert deliver(room) == {}
    clock.at = end
    assert deliver(room) == {"sent": 1}
    assert titles(room) == titles(room, "/other") == ["one"]


def test_quiet_hours_are_no_reason_for_a_fallback(room: Newsroom, clock: Clock) -> None:
    """A night that is longer than the span that a fallback waits for does not wake the fallback."""
    desk = {"quiet": {"from": "22:00", "to": "07:00"}, "fallback": {"to": "other", "after": "1h"}}
    configure(room, desk)
    clock.at = datetime(2026, 3, 2, 23, tzinfo=UTC)
    announce(room, "one")
    clock.go(hours=7)
    deliver(room)
    room.web.on("/hook", status(500), status(204))
    clock.go(hours=1, seconds=1)
    deliver(room)
    clock.go(minutes=1)
    deliver(room)
    assert (titles(room), titles(room, "/other")) == (["one", "one"], [])


def test_one_channel_that_fails_for_an_hour_holds_up_no_other(room: Newsroom, clock: Clock) -> None:
    """While one is down the other has everything at once, the one is asked ever more rarely, and has all in the end."""
    configure(room)
    room.web.on("/hook", status(503))
    for minute in range(60):
        announce(room, *(f"story {minute} {number}" for number in range(5)), to=("desk", "other"))
        deliver(room)
        assert len(room.posts("/other")) == 5 * (minute + 1)
        clock.go(minutes=1)
    assert len(room.posts()) < 60
    told = {one["name"]: one for one in room.status()["channels"]}
    assert (told["desk"]["pending"], told["desk"]["waits"]) == (300, "down")
    assert "503" in told["desk"]["detail"]
    refused = len(room.posts())
    room.web.serve("/hook", "", status=204)
    clock.go(minutes=5)
    deliver(room)
    deliver(room)
    assert len({post["key"] for post in room.posts()[refused:]}) == len(room.posts()[refused:]) == 300
    assert room.status()["alerts"] == {"pending": 0, "sent": 600, "failed": 0}


def go_down(room: Newsroom, clock: Clock) -> None:
    """Have the channel refuse one delivery for hours, so that it is closed, and mend it while another waits."""
    configure(room)
    written(room, clock, days=-1)
    room.web.on("/hook", status(503))
    announce(room, "tried")
    for _ in range(5):
        clock.go(hours=1)
        assert deliver(room) == {"retry": 1}
    announce(room, "waits")
    room.web.serve("/hook", "", status=204)


def written(room: Newsroom, clock: Clock, **span: float) -> None:
    """Say that alerts.yaml was written at another time than now."""
    at = (clock.at + timedelta(**span)).timestamp()
    os.utime(room.config / "alerts.yaml", (at, at))


def test_what_waited_for_a_channel_that_was_down_goes_when_it_takes_something(
    room: Newsroom, clock: Clock
) -> None:
    """Once it took one delivery, those whose next try is hours away are due at once."""
    go_down(room, clock)
    clock.go(minutes=5)
    assert deliver(room) == {"sent": 2}
    assert set(titles(room)) == {"tried", "waits"}


def test_a_test_alert_that_arrives_opens_its_channel(room: Newsroom, clock: Clock) -> None:
    """Who mended a channel and tries it sees what waited arrive with the next run, and not minutes later."""
    go_down(room, clock)
    assert deliver(room) == {}
    with room.project() as project:
        send_test(project, "desk")
    assert deliver(room) == {"sent": 2}


def test_an_edited_configuration_opens_what_was_closed(room: Newsroom, clock: Clock) -> None:
    """A channel that was down is asked as soon as alerts.yaml is written anew; one from the future opens nothing."""
    go_down(room, clock)
    written(room, clock, days=1)
    assert deliver(room) == {}
    clock.go(seconds=2)
    written(room, clock, seconds=-1)
    assert deliver(room) == {"sent": 2}


def test_an_edit_that_mends_nothing_has_the_channel_asked_once(room: Newsroom, clock: Clock) -> None:
    """A channel that still refuses after an edit is closed again."""
    go_down(room, clock)
    room.web.on("/hook", status(503))
    clock.go(seconds=2)
    written(room, clock, seconds=-1)
    assert [deliver(room), deliver(room)] == [{"retry": 1}, {}]


def test_where_nothing_waits_alerts_yaml_is_not_read(room: Newsroom) -> None:
    """A mistake in it is for `match` to tell: a run that has nothing to send says nothing of it."""
    configure(room)
    announce(room, "one")
    (room.config / "alerts.yaml").write_text("alerts: [{name: broken}]\n")
    with pytest.raises(Mistake, match="missing"):
        deliver(room)
    configure(room)
    assert deliver(room) == {"sent": 1}
    (room.config / "alerts.yaml").write_text("alerts: [{name: broken}]\n")
    assert deliver(room) == {}


def test_a_channel_that_is_down_for_days_fails_what_it_never_took(room: Newsroom, clock: Clock) -> None:
    """After two days what waits is a dead letter with the channel's last words, and not before."""
    configure(room)
    room.web.on("/hook", status(503))
    announce(room, *(f"story {number}" for number in range(50)))
    for _ in range(47):
        deliver(room)
        clock.go(hours=1)
    assert room.status()["alerts"]["failed"] == 0
    clock.go(hours=2)
    deliver(room)
    assert room.status()["alerts"]["failed"] == 50
    details = {line["detail"] for line in room.call("alerts", "log", "--json").lines}
    assert any("down for two days" in detail and "503" in detail for detail in details)


def test_one_message_that_is_refused_holds_up_no_other(room: Newsroom, clock: Clock) -> None:
    """A channel that takes all but one message is well: the others go, and the one is tried by itself."""
    configure(room)
    announce(room, "bad", *(f"story {number}" for number in range(30)))

    async def picky(request: Any, writer: Any) -> None:
        await (status(400) if b'"title": "bad"' in request.body else page("", status=204))(request, writer)

    room.web.on("/hook", picky)
    assert deliver(room) == {"sent": 30, "retry": 1}
    clock.go(minutes=1)
    announce(room, "later")
    deliver(room)
    clock.go(minutes=1)
    deliver(room)
    assert titles(room).count("later") == 1


def test_a_clock_that_was_wrong_holds_nothing_back(room: Newsroom, clock: Clock) -> None:
    """A retry, a closed channel and a throttle that a clock a year ahead has set hold nothing back once it is right."""
    configure(room, throttle="1h")
    room.web.on("/hook", status(503), status(204))
    clock.go(days=365)
    announce(room, "one", to=("desk",))
    announce(room, "two", to=("other",))
    assert deliver(room) == {"retry": 1, "sent": 1}
    clock.go(days=-365)
    announce(room, "three", to=("other",))
    assert deliver(room) == {"sent": 2}
    assert titles(room) == ["one", "one"]
    assert titles(room, "/other") == ["three", "two"]


def test_a_throttle_keeps_its_span_over_a_backlog(room: Newsroom, clock: Clock) -> None:
    """Of many that wait one goes each span; what waits is put off at once and not one by one."""
    configure(room, throttle="1h")
    announce(room, *(f"story {number}" for number in range(100)))
    for hour in range(3):
        assert deliver(room) == {"sent": 1}
        assert deliver(room) == {}
        with room.project() as project, project.ledger.read() as tx:
            due = set(
                tx.execute(select(deliveries.c.due_at).where(deliveries.c.state == "pending")).scalars()
            )
        assert due == {NOON + timedelta(hours=hour + 1)}
        clock.go(hours=1)


def test_a_run_does_not_spin_while_a_channel_is_closed(room: Newsroom) -> None:
    """A run ends although deliveries are due, when their channel is not to be asked for minutes."""
    configure(room)
    announce(room, "one")
    with room.project() as project:
        with project.ledger.begin() as tx:
            until = leases.now() + timedelta(minutes=5)
            row = {"name": "desk", "failures": 9, "failing_since": leases.now(), "closed_until": until}
            tx.execute(channels.insert().values(row))
        assert list(run_stages(project, ("deliver",))) == []
    assert room.posts() == []
