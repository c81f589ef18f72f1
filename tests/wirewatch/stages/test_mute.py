"""Mutes: while one holds nothing is sent, every alert is told as muted, and it ends by the clock or by hand."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from filled_outbox import Clock, announce_stories, newsroom_with_channels, write_rule
from hostile_server import Hostile
from newsroom import RULE, Newsroom, article_page, article_text, rss_item
from starlette.testclient import TestClient

from wirewatch.ledger import leases, mutes, outbox
from wirewatch.ledger.connect import Ledger
from wirewatch.preview.try_channel import example_alert
from wirewatch.stages.deliver import deliver_alerts
from wirewatch.web.app import make_app


@pytest.fixture
def newsroom(tmp_path: Path, clock: Clock) -> Iterator[Newsroom]:
    """Give a newsroom whose outbox is filled by hand, at noon; its rule tells at once."""
    del clock
    with newsroom_with_channels(tmp_path) as newsroom:
        write_rule(newsroom)
        yield newsroom


def deliver(newsroom: Newsroom) -> dict[str, int]:
    """Deliver once; return the number of alerts by state."""
    with newsroom.project() as project:
        deliver_alerts(project)
        with project.ledger.read() as tx:
            return {state: number for state, number in outbox.count_states(tx).items() if number}


def mute(newsroom: Newsroom, kind: mutes.Kind, name: str, days: int = 7) -> int:
    """Mute something from now on; return the number of alerts that it stopped."""
    with newsroom.project() as project, project.ledger.begin() as tx:
        return mutes.add_mute(tx, kind, name, "ana", leases.now(), leases.now() + timedelta(days=days))


@pytest.mark.parametrize(("kind", "name"), [("rule", "taliban"), ("story", "a"), ("source", "one")])
def test_what_is_muted_is_not_sent_and_ends_by_the_clock(
    newsroom: Newsroom, clock: Clock, kind: mutes.Kind, name: str
) -> None:
    """The alert has the state `muted` with the reason; once the time is over others are sent, and it never is."""
    mute(newsroom, kind, name)
    announce_stories(newsroom, "a", source="one")
    assert deliver(newsroom) == {"muted": 1}
    (line,) = newsroom.run_command("alerts", "log", "--json").lines
    assert line["detail"] == f"the {kind} {name} is muted until 2026-03-09 12:00 UTC by ana"
    clock.advance(days=7)
    announce_stories(newsroom, "b", source="one")
    assert deliver(newsroom) == {"muted": 1, "sent": 1}
    assert [post["title"] for post in newsroom.received_posts()] == ["b"]


def test_others_are_sent(newsroom: Newsroom) -> None:
    """A mute stops what it names and nothing else."""
    mute(newsroom, "rule", "Taliban")
    mute(newsroom, "story", "b")
    mute(newsroom, "source", "two")
    announce_stories(newsroom, "a", source="one")
    assert deliver(newsroom) == {"sent": 1}


def test_what_waits_is_muted_too_and_replayed_by_nothing(newsroom: Newsroom, clock: Clock) -> None:
    """An alert whose channel is down is stopped by a later mute, and neither `replay` nor another channel has it."""
    newsroom.web.serve("/hook", "", status=503)
    announce_stories(newsroom, "a", source="one")
    deliver(newsroom)
    assert mute(newsroom, "source", "one") == 1
    newsroom.web.serve("/hook", "", status=204)
    clock.advance(hours=1)
    newsroom.run_command("replay")
    newsroom.run_command("replay", "--channel", "desk", "--to", "other")
    assert deliver(newsroom) == {"muted": 1}


def test_the_digest_of_what_is_muted_is_not_sent(newsroom: Newsroom, clock: Clock) -> None:
    """Parts are taken out of a digest that is open; one of which none is left goes to nobody."""
    write_rule(newsroom, digest={"cron": "0 18 * * *"})

    def daily(*stories: str) -> None:
        announce_stories(
            newsroom, *stories, next_digest=lambda at: at.replace(hour=18) + timedelta(days=at.hour >= 18)
        )

    daily("a", "b")
    assert mute(newsroom, "story", "a") == 1
    clock.advance(hours=7)
    assert deliver(newsroom) == {"muted": 1, "sent": 1}
    daily("c")
    assert mute(newsroom, "rule", "taliban", 30) == 1
    clock.advance(days=2)
    assert deliver(newsroom) == {"muted": 2, "sent": 1}
    assert len(newsroom.received_posts()) == 1


def test_both_ledgers_mute_and_unmute(ledger: Ledger) -> None:
    """SQLite and PostgreSQL: a second mute takes the place of the first, and one is ended by hand once."""
    at = leases.now()
    alert = msgspec.structs.replace(example_alert("desk"), rule="r", story_id="s")
    with ledger.begin() as tx:
        outbox.announce(tx, alert, "b", ["desk"], at, source="one")
        assert mutes.add_mute(tx, "source", "one", "<b>" * 100, at, at + timedelta(days=1)) == 1
        mutes.add_mute(tx, "source", "one", "ana", at, at + timedelta(days=2))
        (held,) = mutes.active_mutes(tx, at)
        assert (held.who, held.until) == ("ana", at + timedelta(days=2))
        assert [one["holds"] for one in mutes.list_mutes(tx, at, ended=True)] == [True, False]
        assert mutes.end_mute(tx, "source", "one", "ana", at)
        assert not mutes.end_mute(tx, "source", "one", "ana", at)
        assert outbox.count_states(tx)["muted"] == 1
        assert mutes.why_muted(tx, "r", "s", "", "one", at) is None


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """Give a newsroom of which nothing has been read yet, with a rule that is muted before its first article."""
    with Hostile() as web:
        room = Newsroom(web, tmp_path_factory.mktemp("mutes"))
        room.publish("/one.xml", 1)
        room.publish("/two.xml", 2)
        room.write_feeds()
        room.run_command("mute", "One", "--for", "7d")
        room.run_pipeline()
        yield room


def test_the_commands_mute_a_source_and_why_tells_of_it(room: Newsroom) -> None:
    """By its name; `why`, `why --rules`, `status` and the log tell of the alert that was not sent."""
    assert [post["title"] for post in room.received_posts()] == ["Report 2"]
    told = room.run_command("why", room.page_url(1), "--rules", "--json").json
    own = [one["state"] for one in told["alerts"] if one["story_id"] == told["story_id"]]
    assert own == ["muted"]  # that of Report 2 is told beside it where that report began the event of both
    assert told["rules"][0]["outcome"] == "muted"
    assert "the source one is muted until" in told["rules"][0]["detail"]
    assert "the source one is muted until" in room.run_command("why", room.page_url(1)).out
    assert room.status()["alerts"] == {"pending": 0, "sent": 1, "failed": 0, "muted": 1}
    (mute,) = room.run_command("mute", "--list", "--json").json["mutes"]
    assert (mute["kind"], mute["name"], mute["holds"]) == ("source", "one", True)


def test_a_story_and_a_rule_are_muted_and_unmuted(room: Newsroom) -> None:
    """A story by the address of an article, a rule by its name, in both forms; each change is in the audit."""
    room.run_command("mute", "--story", room.page_url(1), "--for", "2w")
    room.run_command("mute", "rule", "taliban", "--for", "6h", "--json")
    held = room.run_command("mute", "--list", "--json").json["mutes"]
    assert [one["kind"] for one in held] == ["rule", "story", "source"]
    assert [one["title"] for one in held] == [None, "Report 1", None]
    assert "Report 1" in room.run_command("mute", "--list").out
    with room.project() as project:
        desk = TestClient(make_app(project), base_url="http://127.0.0.1")
        listed = desk.get("/alerts").text.partition("Muted sources and stories")[2].partition("</ul>")[0]
        assert "<bdi>Report 1</bdi>" in listed
    room.run_command("unmute", "--story", held[1]["name"])
    room.run_command("unmute", "--rule", "taliban")
    assert [one["kind"] for one in room.run_command("mute", "--list", "--json").json["mutes"]] == ["source"]
    ended = room.run_command("mute", "--list", "--all", "--json").json["mutes"]
    assert [one["holds"] for one in ended] == [False, False, True]
    changes = room.run_command("audit", "--json").json["changes"]
    assert [one["what"] for one in changes[:2]] == ["unmute rule", "unmute story"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["mute"],
        ["mute", "one"],
        ["mute", "rule", "--for", "7d"],
        ["mute", "one", "--for", "soon"],
        ["mute", "one", "--for", "0h"],
        ["mute", "one", "--for", "-7d"],
        ["mute", "one", "--for", "99999999w"],
        ["mute", "nobody", "--for", "7d"],
        ["mute", "<b>\udcff", "--for", "7d"],
        ["mute", "one", "two", "--for", "7d"],
        ["mute", "one", "--rule", "taliban", "--for", "7d"],
        ["mute", "--rule", "nobody", "--for", "7d"],
        ["mute", "--story", "nobody", "--for", "7d"],
        ["mute", "one", "--list"],
        ["unmute"],
        ["unmute", "two"],
        ["unmute", "nobody"],
    ],
)
def test_a_mute_that_is_wrong_is_told_in_one_line(room: Newsroom, arguments: list[str]) -> None:
    """What is no source, story, rule or time has status 2, and nothing is muted by it."""
    told = room.run_command(*arguments, status=2)
    assert told.err.startswith("wirewatch: ")
    assert told.err.count("\n") == 1
    assert len(room.run_command("mute", "--list", "--json").json["mutes"]) == 1


RULES = {"each": {}, "new": {"when": {"new": "groups"}}, "outlets": {"when": {"outlets": 2}}}


def test_a_muted_source_silences_no_other(fresh_newsroom: Newsroom) -> None:
    """A story that it was first with is told once another source brings it, by each kind of rule, and once only."""
    room = fresh_newsroom
    rules = [{**RULE, "name": name, **more} for name, more in RULES.items()]
    room.write_alerts({"alerts": rules, "channels": {"desk": {"url": room.hook_url()}}})

    def carry(feed: str, number: int) -> list[tuple[str, str]]:
        """Have a feed carry the first report at another address; give what was sent since, by rule and outlet."""
        before = len(room.received_posts())
        room.web.serve(f"/a/{number}", article_page("Report", article_text(1)))
        room.show_items(feed, rss_item(room.page_url(number), "Report"))
        room.write_feeds()
        room.run_pipeline()
        return sorted((post["rule"], post["source"]) for post in room.received_posts()[before:])

    room.publish("/two.xml", 0)
    room.write_feeds()
    room.run_pipeline()
    room.show_items("/one.xml")
    room.write_feeds()
    room.run_command("mute", "One", "--for", "7d")
    assert carry("/one.xml", 1) == []
    assert carry("/two.xml", 2) == [("each", "Two"), ("outlets", "Two")]
    assert carry("/three.xml", 3) == carry("/one.xml", 4) == []
