"""Who is told in a channel's place, and who is told further when a story grows."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from filled_outbox import Clock, announce, configure, deliver, desks, titles
from hostile_server import status
from newsroom import RULE, Newsroom, html, item, story

# Apprise imports it, once, when it is first asked for a channel.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    """Make a newsroom with its channels."""
    with desks(tmp_path) as room:
        yield room


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
