"""What a channel answers for good, or asks to be heeded: its fallback has the alerts at once, or all of it waits."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from filled_outbox import (
    Clock,
    announce_stories,
    newsroom_with_channels,
    received_titles,
    run_delivery,
    write_rule,
)
from hostile_server import Answer, page, rate_limited, status
from newsroom import Newsroom

STORIES = [f"story {number}" for number in range(30)]


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    """Make a newsroom with its channels."""
    with newsroom_with_channels(tmp_path) as newsroom:
        yield newsroom


@pytest.mark.parametrize(
    "answer",
    [status(401), status(403), status(404), status(410), page('{"error": "token_revoked"}', status=400)],
)
def test_who_does_not_know_us_has_its_fallback_told_at_once(
    newsroom: Newsroom, clock: Clock, answer: Answer
) -> None:
    """All that waits for a channel whose token is dead goes to the fallback in the same run; mended, it has all too."""
    write_rule(newsroom, {"fallback": "other"})
    newsroom.web.on("/hook", answer)
    announce_stories(newsroom, *STORIES)
    assert run_delivery(newsroom)["fallback"] == 30
    announce_stories(newsroom, "later")
    run_delivery(newsroom)
    run_delivery(newsroom)
    assert received_titles(newsroom, "/other") == sorted([*STORIES, "later"])
    newsroom.web.serve("/hook", "", status=204)
    asked = len(newsroom.received_posts())
    for _ in range(3):
        clock.advance(minutes=10)
        run_delivery(newsroom)
    assert {post["title"] for post in newsroom.received_posts()[asked:]} == {*STORIES, "later"}
    assert len(received_titles(newsroom, "/other")) == 31


def test_a_message_that_is_too_long_is_shortened_and_goes_to_the_fallback_in_the_end(
    newsroom: Newsroom, clock: Clock
) -> None:
    """A 413 is asked again with less text; where nothing is short enough, the fallback has it, and the next goes."""
    write_rule(newsroom, {"fallback": "other"})
    newsroom.web.on("/hook", status(413), status(204))
    announce_stories(newsroom, "one")
    assert run_delivery(newsroom) == {"sent": 1}
    whole, less = newsroom.received_posts()
    assert len(less["message"]) < len(whole["message"])
    assert less["url"] == whole["url"]
    newsroom.web.on("/hook", status(413))
    announce_stories(newsroom, "two")
    assert run_delivery(newsroom) == {"failed": 1}
    newsroom.web.serve("/hook", "", status=204)
    announce_stories(newsroom, "three")
    assert run_delivery(newsroom) == {"sent": 2}
    assert received_titles(newsroom, "/other") == ["two"]


@pytest.mark.parametrize(
    "answer",
    [
        rate_limited("3600"),
        status(503, {"Retry-After": "3600"}),
        page('{"ok":false,"parameters":{"retry_after":3600}}', status=429),
    ],
)
def test_a_channel_that_asks_us_to_wait_is_left_alone_for_so_long(
    newsroom: Newsroom, clock: Clock, answer: Answer
) -> None:
    """Nothing is sent to it until then, no alert loses a try by that, and all go afterwards."""
    write_rule(newsroom)
    newsroom.web.on("/hook", answer)
    announce_stories(newsroom, *STORIES)
    run_delivery(newsroom)
    asked = len(newsroom.received_posts())
    assert asked <= 20
    for _ in range(11):
        clock.advance(minutes=5)
        run_delivery(newsroom)
    assert len(newsroom.received_posts()) == asked
    log = newsroom.run_command("alerts", "log", "--json").lines
    assert {line["attempts"] for line in log} == {0}
    newsroom.web.serve("/hook", "", status=204)
    clock.advance(minutes=6)
    run_delivery(newsroom)
    assert newsroom.status()["alerts"] == {"pending": 0, "sent": 30, "failed": 0}


def test_a_channel_with_a_rate_is_hardly_asked_in_vain(newsroom: Newsroom, clock: Clock) -> None:
    """At 20 messages a minute 120 alerts cost 20 requests in vain, which were under way together, and one a minute."""
    write_rule(newsroom)
    announce_stories(newsroom, *(f"story {number}" for number in range(120)))
    for _ in range(9):
        newsroom.web.on("/hook", *[status(204)] * 20, rate_limited("60"))
        run_delivery(newsroom)
        clock.advance(seconds=61)
    assert newsroom.status()["alerts"]["sent"] == 120
    assert len(newsroom.received_posts()) <= 120 + 20 + 6


def test_a_channel_that_was_renamed_takes_its_alerts_along(newsroom: Newsroom, clock: Clock) -> None:
    """What waited under the old name fails with the command that gives it to the new one, which sends it once."""
    write_rule(newsroom, to=["other"])
    announce_stories(newsroom, "one", "two", to=("gone",))
    announce_stories(newsroom, "three", to=("gone", "other"))
    run_delivery(newsroom)
    log = newsroom.run_command("alerts", "log", "--json").lines
    failed = [line for line in log if line["state"] == "failed"]
    assert len(failed) == 3
    assert "`wirewatch replay --channel gone --to NAME`" in failed[0]["detail"]
    assert "'nobody'" in newsroom.run_command("replay", "--channel", "gone", "--to", "nobody", status=2).err
    assert "go together" in newsroom.run_command("replay", "--channel", "gone", status=2).err
    told = newsroom.run_command("replay", "--channel", "gone", "--to", "other").out
    assert told == "2 alerts of gone go to other by the next run\n"
    run_delivery(newsroom)
    assert received_titles(newsroom, "/other") == ["one", "three", "two"]


def test_replay_sends_what_failed_for_a_channel_that_is_there_again(newsroom: Newsroom, clock: Clock) -> None:
    """An edit that lost a channel for an hour costs a `replay`, and no alert."""
    write_rule(newsroom)
    announce_stories(newsroom, "one", to=("fourth",))
    assert run_delivery(newsroom) == {"failed": 1}
    write_rule(newsroom)
    alerts = (newsroom.config / "alerts.yaml").read_text()
    url = newsroom.hook_url("/third")
    (newsroom.config / "alerts.yaml").write_text(f"{alerts}  fourth: {{url: '{url}'}}\n")
    clock.advance(hours=1)
    newsroom.run_command("replay")
    assert run_delivery(newsroom) == {"sent": 1}
    assert received_titles(newsroom, "/third") == ["one"]
