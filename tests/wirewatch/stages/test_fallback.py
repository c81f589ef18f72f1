"""Who is told in a channel's place, and who is told further when a story grows."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from filled_outbox import (
    Clock,
    announce_stories,
    newsroom_with_channels,
    received_titles,
    run_delivery,
    write_rule,
)
from hostile_server import status
from newsroom import RULE, Newsroom, article_page, article_text, rss_item


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    """Make a newsroom with its channels."""
    with newsroom_with_channels(tmp_path) as newsroom:
        yield newsroom


def test_what_a_channel_refuses_for_good_goes_to_its_fallback_once(newsroom: Newsroom, clock: Clock) -> None:
    """After the last try, and not before, the fallback gets the alert under a key of its own, and only once."""
    write_rule(newsroom, {"fallback": "other"})
    newsroom.web.on("/hook", status(500))
    announce_stories(newsroom, "one")
    tries = 0
    while not newsroom.received_posts("/other"):
        told = run_delivery(newsroom)
        tries += told["retry"] + told["failed"]
        clock.advance(hours=14)
        assert tries < 20
    assert (tries, len(newsroom.received_posts())) == (9, 9)
    run_delivery(newsroom)
    (post,) = newsroom.received_posts("/other")
    log = {line["channel"]: line for line in newsroom.run_command("alerts", "log", "--json").lines}
    assert (log["desk"]["state"], log["other"]["state"]) == ("failed", "sent")
    assert log["other"]["stands_for"] == log["desk"]["key"] != log["other"]["key"] == post["key"]


def test_what_waits_longer_than_a_span_goes_to_the_fallback_too(newsroom: Newsroom, clock: Clock) -> None:
    """The channel keeps what it was to get; the fallback has it once the span is over, once."""
    write_rule(newsroom, {"fallback": {"to": "other", "after": "1h"}})
    newsroom.web.on("/hook", status(500))
    announce_stories(newsroom, "one", "two")
    for minutes in (0, 10, 40, 20):
        clock.advance(minutes=minutes)
        run_delivery(newsroom)
    assert received_titles(newsroom, "/other") == []
    assert run_delivery(newsroom)["sent"] == 2
    assert received_titles(newsroom, "/other") == ["one", "two"]
    newsroom.web.serve("/hook", "", status=204)
    clock.advance(hours=12)
    run_delivery(newsroom)
    assert set(received_titles(newsroom)) == {"one", "two"}
    assert received_titles(newsroom, "/other") == ["one", "two"]


def test_a_fallback_that_was_told_already_is_not_told_again(newsroom: Newsroom, clock: Clock) -> None:
    """Where the rule names the fallback itself it has the alert, and a failure of the other adds nothing."""
    write_rule(newsroom, {"fallback": "other", "url": "slakc://a/b"}, to=["desk", "other"])
    announce_stories(newsroom, "one", to=("desk", "other"))
    run_delivery(newsroom)
    run_delivery(newsroom)
    assert received_titles(newsroom, "/other") == ["one"]


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
def test_what_a_channel_may_not_say_is_told(newsroom: Newsroom, desk: Any, other: Any, told: str) -> None:
    """Chains and cycles of fallbacks, and hours that are none, are refused by `alerts check`, each in one line."""
    newsroom.write_alerts(
        {"alerts": [RULE], "channels": {"desk": {"url": "log:", **desk}, "other": {"url": "log:", **other}}}
    )
    called = newsroom.run_command("alerts", "check", status=2)
    wrong = 2 if "fallback" in desk and "fallback" in other else 1  # each channel of a cycle is wrong
    assert (called.err.count("\n"), told in called.err, "alerts.yaml:" in called.err) == (wrong, True, True)


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
def test_what_a_rule_may_not_say_is_told(newsroom: Newsroom, rule: Any, told: str) -> None:
    """Times of digests and escalations that make no sense are refused by `alerts check`, each in one line."""
    write_rule(newsroom, **rule)
    called = newsroom.run_command("alerts", "check", status=2)
    assert (called.err.count("\n"), told in called.err, "alerts.yaml:" in called.err) == (1, True, True)


def test_further_channels_are_told_once_when_a_story_has_grown(newsroom: Newsroom) -> None:
    """The outlet that makes it so many tells them, with the outlets of then; the next one, and a restart, do not."""
    write_rule(newsroom, escalate={"outlets": 3, "to": ["other"]})
    seen = []
    for number, outlet in enumerate(("one", "two", "three", "four")):
        newsroom.web.serve(f"/a/copy{number}", article_page(f"Report by {outlet}", article_text(1)))
        newsroom.show_items(f"/{outlet}.xml", rss_item(f"{newsroom.web.url}/a/copy{number}"))
        newsroom.write_feeds()
        newsroom.run_pipeline()
        seen.append(
            (len(newsroom.received_posts()), [post["outlets"] for post in newsroom.received_posts("/other")])
        )
    assert seen == [(1, []), (1, []), (1, [3]), (1, [3])]
    first, grown = newsroom.received_posts()[0], newsroom.received_posts("/other")[0]
    assert first["key"] != grown["key"]
    assert (first["outlet_names"], grown["outlet_names"]) == (["One"], ["One", "Three", "Two"])
    assert (first["group_names"], grown["group_names"]) == (["Taliban"], ["Taliban"])
    assert first["escalated"] == ""
    assert grown["escalated"].startswith("3 outlets carry it, and 3 or more are an escalation; first told 20")
