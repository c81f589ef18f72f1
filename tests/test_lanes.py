"""Channels side by side: fallbacks, quiet hours, digests, escalation, and one that is down."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hostile import Hostile, page, status
from newsroom import RULE, Newsroom, html, item, story
from sqlalchemy import select, update

from wirewatch.ledger import lanes, outbox, work
from wirewatch.ledger.schema import channels, deliveries
from wirewatch.pipeline import run_stages
from wirewatch.sending import example
from wirewatch.stages.deliver import deliver_alerts, next_delivery

# Apprise imports it, once, when it is first asked for a channel.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class Clock:
    """The time that the ledger and the stages go by."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        """Give it."""
        return self.at

    def go(self, **span: float) -> None:
        """Set it forward, or back."""
        self.at += timedelta(**span)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Stand the clock at noon, and have retries come at their middle times."""
    clock = Clock(NOON)
    monkeypatch.setattr(work, "now", clock)
    monkeypatch.setattr(work, "jitter", lambda: 0.5)
    return clock


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    """Make a newsroom whose web also takes what is sent to /hook, /other and /third."""
    with Hostile() as web:
        room = Newsroom(web, tmp_path)
        for path in ("/other", "/third"):
            web.serve(path, "", status=204)
        room.configure()
        yield room


def configure(room: Newsroom, desk: dict[str, Any] | None = None, **rule: Any) -> None:
    """Write a rule, told to the channel desk at /hook, beside the channels other and third."""
    room.alerts(
        {
            "alerts": [{**RULE, **rule}],
            "channels": {
                "desk": {"url": room.hook(), **(desk or {})},
                "other": {"url": room.hook("/other")},
                "third": {"url": room.hook("/third")},
            },
        }
    )


def announce(room: Newsroom, *stories: str, to: tuple[str, ...] = ("desk",), **more: Any) -> None:
    """Put alerts of these stories into the outbox, as matching does."""
    import msgspec

    with room.project() as project, project.ledger.begin() as tx:
        for name in stories:
            alert = msgspec.structs.replace(example("x"), rule="taliban", story_id=name, title=name)
            assert outbox.announce(tx, alert, "batch", to, work.now(), **more)


def deliver(room: Newsroom) -> Counter[str]:
    """Run the stage once."""
    with room.project() as project:
        return +deliver_alerts(project)


def gather(room: Newsroom) -> Any:
    """Give what tells the times of the rule's digests, as matching uses it."""
    from functools import partial

    from processors.hours import next_slot

    with room.project() as project:
        (rule,) = project.alerts.rules
    assert rule.digest
    return partial(next_slot, rule.digest)


def titles(room: Newsroom, path: str = "/hook") -> list[str]:
    """Return the titles that a webhook received, sorted."""
    return sorted(post["title"] for post in room.posts(path))


# Fallback


def test_what_a_channel_refuses_for_good_goes_to_its_fallback_once(room: Newsroom, clock: Clock) -> None:
    """After the last try, and not before, the fallback gets the alert under a key of its own, and only once."""
    configure(room, {"fallback": "other"})
    room.web.on("/hook", status(500))
    announce(room, "one")
    tries = 0
    while not room.posts("/other"):
        told = deliver(room)
        tries += told["retry"] + told["failed"]
        clock.go(hours=14)
        assert tries < 20
    assert (tries, len(room.posts())) == (9, 9)
    deliver(room)
    (post,) = room.posts("/other")
    log = {line["channel"]: line for line in room.call("alerts", "log", "--json").lines}
    assert (log["desk"]["state"], log["other"]["state"]) == ("failed", "sent")
    assert log["other"]["stands_for"] == log["desk"]["key"] != log["other"]["key"] == post["key"]


def test_what_waits_longer_than_a_span_goes_to_the_fallback_too(room: Newsroom, clock: Clock) -> None:
    """The channel keeps what it was to get; the fallback has it once the span is over, once."""
    configure(room, {"fallback": {"to": "other", "after": "1h"}})
    room.web.on("/hook", status(500))
    announce(room, "one", "two")
    for minutes in (0, 10, 40, 20):
        clock.go(minutes=minutes)
        deliver(room)
    assert titles(room, "/other") == []
    assert deliver(room)["sent"] == 2
    assert titles(room, "/other") == ["one", "two"]
    room.web.serve("/hook", "", status=204)
    clock.go(hours=12)
    deliver(room)
    assert set(titles(room)) == {"one", "two"}
    assert titles(room, "/other") == ["one", "two"]


def test_a_fallback_that_was_told_already_is_not_told_again(room: Newsroom, clock: Clock) -> None:
    """Where the rule names the fallback itself it has the alert, and a failure of the other adds nothing."""
    configure(room, {"fallback": "other", "url": "slakc://a/b"}, to=["desk", "other"])
    announce(room, "one", to=("desk", "other"))
    deliver(room)
    deliver(room)
    assert titles(room, "/other") == ["one"]


@pytest.mark.parametrize(
    ("desk", "other", "told"),
    [
        ({"fallback": "desk"}, {}, "stands in for itself"),
        ({"fallback": "nobody"}, {}, "'nobody'"),
        ({"fallback": "other"}, {"fallback": "desk"}, "has a fallback itself"),
        ({"fallback": {"to": "other", "after": "soon"}}, {}, "soon"),
        ({"quiet": {"from": "22:00", "to": "25:00"}}, {}, "25:00"),
        ({"quiet": {"from": "22:00", "to": "07:00", "zone": "Berlin"}}, {}, "Berlin"),
        ({"quiet": {"from": "00:00", "to": "00:00"}}, {}, "always quiet"),
        ({"quiet": {"from": "22:00", "to": "07:00", "days": ["monday"]}}, {}, "mon"),
    ],
)
def test_what_a_channel_may_not_say_is_told(room: Newsroom, desk: Any, other: Any, told: str) -> None:
    """Chains and cycles of fallbacks, and hours that are none, are refused by `alerts check` in one line."""
    room.alerts(
        {"alerts": [RULE], "channels": {"desk": {"url": "log:", **desk}, "other": {"url": "log:", **other}}}
    )
    called = room.call("alerts", "check", status=2)
    assert (called.err.count("\n"), told in called.err, "alerts.yaml:" in called.err) == (1, True, True)


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ({"digest": "0 7 * *"}, "no line of cron"),
        ({"digest": {"cron": "0 7 * * *", "zone": "Mars"}}, "Mars"),
        ({"digest": "0 7 * * *", "throttle": "1h"}, "leave out one"),
        ({"escalate": {"outlets": 5, "to": ["nobody"]}}, "nobody"),
        ({"escalate": {"outlets": 5, "to": ["desk"]}}, "from its beginning"),
        ({"escalate": {"outlets": 1, "to": ["other"]}}, "outlets"),
    ],
)
def test_what_a_rule_may_not_say_is_told(room: Newsroom, rule: Any, told: str) -> None:
    """Times of digests and escalations that make no sense are refused by `alerts check` in one line."""
    configure(room, **rule)
    called = room.call("alerts", "check", status=2)
    assert (called.err.count("\n"), told in called.err, "alerts.yaml:" in called.err) == (1, True, True)


# Quiet hours


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


# Digests


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


# Escalation


def test_further_channels_are_told_once_when_a_story_has_grown(room: Newsroom) -> None:
    """The outlet that makes it so many tells them, with the outlets of then; the next one, and a restart, do not."""
    configure(room, escalate={"outlets": 3, "to": ["other"]})
    seen = []
    for number, outlet in enumerate(("one", "two", "three", "four")):
        room.web.serve(f"/a/copy{number}", html(f"Report by {outlet}", story(1)))
        room.show(f"/{outlet}.xml", item(f"{room.web.url}/a/copy{number}"))
        room.configure()
        room.run()
        seen.append((len(room.posts()), [post["outlets"] for post in room.posts("/other")]))
    assert seen == [(1, []), (1, []), (1, [3]), (1, [3])]
    assert room.posts()[0]["key"] != room.posts("/other")[0]["key"]


# One channel that is down, and much that waits


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


def test_a_dead_process_leaves_its_delivery_to_the_next(room: Newsroom, clock: Clock) -> None:
    """A delivery whose lease ran out is sent again under the same key, a digest's with the same content."""
    configure(room, digest="0 * * * *")
    announce(room, "one", gather=gather(room))
    clock.go(hours=1)
    with room.project() as project:
        with project.ledger.begin() as tx:
            tx.execute(update(deliveries).where(deliveries.c.kind == "digest").values(state="pending"))
        assert len(work.claim(project.ledger, lanes.lane("desk"), 5)) == 1
    assert deliver(room) == {}
    clock.go(minutes=11)
    assert deliver(room) == {"sent": 1}


def test_a_run_does_not_spin_while_a_channel_is_closed(room: Newsroom) -> None:
    """A run ends although deliveries are due, when their channel is not to be asked for minutes."""
    configure(room)
    announce(room, "one")
    with room.project() as project:
        with project.ledger.begin() as tx:
            until = work.now() + timedelta(minutes=4)
            row = {"name": "desk", "failures": 9, "failing_since": work.now(), "closed_until": until}
            tx.execute(channels.insert().values(row))
        assert list(run_stages(project, ("deliver",))) == []
    assert room.posts() == []
