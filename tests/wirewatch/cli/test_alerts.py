"""The commands of alerts, and what brings back or makes anew, as a user calls them."""

import shutil

import pytest
import tantivy
from hostile_server import page, status
from newsroom import RULE, Newsroom, html, item, story
from sample_stories import FAMILY, GROUPS, HAQQANI, names

# Apprise imports it, once, when it is first asked for a channel.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")


# alerts


def test_alerts_are_checked_and_listed(fresh: Newsroom) -> None:
    """`alerts check` passes what is well formed and names an unknown group, a bad address and an unset secret."""
    assert fresh.call("alerts", "check").out == "1 rules and 1 channels are well formed\n"
    listed = {"when": "each", "enabled": True, "waits_until": None}
    assert fresh.call("alerts", "list", "--json").json == [RULE | listed]
    assert "groups:taliban" in fresh.call("alerts", "list").out
    for rule, channel, told in (
        ({**RULE, "query": "groups:talban"}, {"url": "log:"}, "talban"),
        ({**RULE, "query": "about:talban"}, {"url": "log:"}, "talban"),
        ({**RULE, "query": "kabul OR groups:talban+"}, {"url": "log:"}, "talban"),
        (RULE, {"url": "slakc://a/b"}, "desk"),
        (RULE, {"url": "slack://", "secret_env": "NOT_SET_HERE"}, "NOT_SET_HERE"),
    ):
        fresh.alerts({"alerts": [rule], "channels": {"desk": channel}})
        called = fresh.call("alerts", "check", status=2)
        assert (called.out, called.err.count("\n")) == ("", 1)
        assert told in called.err


def test_a_replayed_rule_gives_what_live_alerting_gave(fresh: Newsroom) -> None:
    """`alerts test` over several batches, with copies in the same batch and late ones, equals what was sent."""
    for numbers in ([1, 2], [3, 4], [5]):
        fresh.publish("/one.xml", *numbers)
        copied = numbers[0]
        fresh.web.serve(f"/a/copy{copied}", html(f"Report {copied} elsewhere", story(copied)))
        fresh.show("/two.xml", item(f"{fresh.web.url}/a/copy{copied}"))
        fresh.web.serve(f"/a/late{copied}", html(f"Report {copied - 1} late", story(copied - 1)))
        fresh.show("/three.xml", item(f"{fresh.web.url}/a/late{copied}"))
        fresh.configure()
        fresh.run()
    sent = {post["story_id"]: post for post in fresh.posts()}
    replayed = fresh.call("alerts", "test", "taliban", "--json").json
    assert len(replayed) == len(sent) == len(fresh.posts()) == 6
    for alert in replayed:
        live = sent[alert["story_id"]]
        assert {name: live[name] for name in alert} == alert
    assert {alert["outlets"] for alert in replayed} == {1, 2}
    assert len(fresh.posts()) == 6
    assert fresh.call("alerts", "test", "taliban").out.endswith("6 alerts\n")
    assert fresh.call("alerts", "test", "taliban", "--since", "0s", "--json").json == []
    assert "known: taliban" in fresh.call("alerts", "test", "nobody", status=2).err


def test_search_alerts_and_replay_read_branches_alike(fresh: Newsroom) -> None:
    """A rule with `groups:id+` is checked, told live and replayed for the same articles that a search finds."""
    fresh.groups(FAMILY)
    fresh.alerts(
        {"alerts": [{**RULE, "query": "groups:taliban+"}], "channels": {"desk": {"url": fresh.hook()}}}
    )
    fresh.publish("/one.xml", 1)
    fresh.web.serve("/a/3", html("Report 3", HAQQANI))
    fresh.web.serve("/a/4", html("Report 4", story(4).replace("the Taliban", "rebels")))
    fresh.show("/one.xml", item(fresh.url(3)), item(fresh.url(4)))
    fresh.configure()
    fresh.run()
    found = fresh.call("search", "groups:taliban+", "--json").json["hits"]
    assert names(found) == ["1", "3"]
    assert names(fresh.call("search", "*", "--group", "taliban+", "--json").json["hits"]) == ["1", "3"]
    assert names(fresh.call("search", "*", "--group", "taliban", "--json").json["hits"]) == ["1"]
    for unknown in (("*", "--group", "talban+", "--json"), ("groups:talban+",)):
        told = fresh.call("search", *unknown, status=2).err
        assert "the catalogue has no group 'talban'; did you mean 'taliban'?" in told
    assert sorted(post["article_id"] for post in fresh.posts()) == sorted(hit["id"] for hit in found)
    replayed = fresh.call("alerts", "test", "taliban", "--json").json
    assert sorted(alert["article_id"] for alert in replayed) == sorted(hit["id"] for hit in found)
    assert any("Haqqani network" in alert["sentence"] for alert in replayed)
    fresh.call("alerts", "check")


def test_search_finds_what_is_about_a_group(fresh: Newsroom) -> None:
    """`about:id` finds what names the group in its headline, not once in passing; `id+` has its branches."""
    fresh.groups(FAMILY)
    fresh.publish("/one.xml", 1)
    fresh.web.serve("/a/2", html("The Taliban leave Helmand", story(2)))
    fresh.web.serve("/a/3", html("Haqqani network leaves Helmand", HAQQANI))
    fresh.show("/one.xml", item(fresh.url(2)), item(fresh.url(3)))
    fresh.configure()
    fresh.run()
    for query, wanted in {
        "about:taliban": ["2"],
        "about:taliban+": ["2", "3"],
        "about:*": ["2", "3"],
    }.items():
        assert names(fresh.call("search", query, "--json").json["hits"]) == wanted
    assert "groups: taliban 0.80" in fresh.call("search", "about:taliban").out


def test_alerts_log_tells_every_delivery(room: Newsroom) -> None:
    """`alerts log --json` is one line a delivery with the promised keys; what was posted carries the same key."""
    lines = room.call("alerts", "log", "--json").lines
    assert len(lines) == 2
    for line in lines:
        assert {"rule", "story_id", "channel", "state", "attempts", "key", "sent_at"} <= set(line)
        assert (line["state"], line["attempts"], line["channel"]) == ("sent", 1, "desk")
        assert line["sent_at"]
    assert {line["key"] for line in lines} == {post["key"] for post in room.posts()}
    assert "taliban" in room.call("alerts", "log").out


def test_a_webhook_carries_what_a_desk_needs(room: Newsroom) -> None:
    """A delivery has title, url, source, groups, the sentence, the rule, the outlets and the key."""
    (post,) = [post for post in room.posts() if post["outlets"] == 2]
    assert (post["rule"], post["groups"], post["key"]) == ("taliban", ["taliban"], post["header"])
    assert post["sentence"] == "Elder 1 said the Taliban had left Helmand."
    assert (post["title"], post["url"], post["source"]) in (
        ("Report 1", room.url(1), "One"),
        ("Report 1 elsewhere", f"{room.web.url}/a/copy", "Two"),
    )


# replay and reprocess


def test_replay_brings_back_dead_letters(fresh: Newsroom) -> None:
    """What failed is tried again after `replay`, what was rejected by its reason alone, and both can end well."""
    fresh.publish("/one.xml", 1, 2)
    fresh.web.on("/a/2", status(404), page(html("Report 2", story(2))))
    fresh.configure()
    fresh.run()
    assert fresh.status()["fates"] == {"indexed": 1, "rejected": {"not_found": 1}, "failed": {}}
    assert fresh.call("replay").out.startswith("0 links and 0 deliveries")
    assert fresh.call("replay", "--reason", "not_found").out.startswith("1 links")
    assert fresh.status()["open"]["pending"] == 1
    fresh.run()
    assert fresh.status()["fates"] == {"indexed": 2, "rejected": {}, "failed": {}}
    assert [step["stage"] for step in fresh.why(fresh.url(2))["steps"]][:4] == [
        "poll",
        "fetch",
        "replay",
        "fetch",
    ]
    assert len(fresh.posts()) == 2


def test_replay_brings_back_failed_deliveries(fresh: Newsroom) -> None:
    """An alert whose channel had a wrong address is sent after the address was mended and `replay` was called."""
    fresh.alerts({"alerts": [RULE], "channels": {"desk": {"url": "slakc://a/b"}}})
    fresh.publish("/one.xml", 1)
    fresh.configure()
    fresh.run()
    (line,) = fresh.call("alerts", "log", "--json").lines
    assert (line["state"], bool(line["detail"])) == ("failed", True)
    fresh.alerts({"alerts": [RULE], "channels": {"desk": {"url": fresh.hook()}}})
    assert fresh.run() == {"poll polled": 1, "poll unchanged": 1}
    assert fresh.call("replay").out.startswith("0 links and 1 deliveries")
    fresh.run()
    (post,) = fresh.posts()
    assert (post["key"], fresh.status()["alerts"]) == (line["key"], {"pending": 0, "sent": 1, "failed": 0})


def test_reprocess_tags_again_and_alerts_nobody(fresh: Newsroom) -> None:
    """After an edit of groups.yaml old articles get their new tags, without a request and without an alert."""
    fresh.publish("/one.xml", 1, 2)
    fresh.configure()
    fresh.groups(GROUPS[1:])
    fresh.run()
    before = fresh.documents()
    assert [one["groups"] for one in before] == [[], []]
    asked = len(fresh.web.requests)
    fresh.groups(GROUPS)
    called = fresh.call("reprocess")
    assert called.err == "2 pages to process\n"
    after = fresh.documents()
    assert [one["groups"] for one in after] == [["taliban"], ["taliban"]]
    assert [one["mentions"][0]["text"] for one in after] == ["Taliban", "Taliban"]
    same = ("id", "batch", "story_id", "first_seen_at", "fetched_at", "text")
    assert [[one[name] for name in same] for one in after] == [[one[name] for name in same] for one in before]
    assert after[0]["catalogue_version"] != before[0]["catalogue_version"]
    assert len(fresh.web.requests) == asked
    assert fresh.posts() == []
    assert fresh.call("search", "groups:taliban", "--json").json["total"] == 2
    assert fresh.call("reprocess", "--since", "0s").err == "0 pages to process\n"
    fresh.call("reprocess", "--since", "once", status=2)


def test_reprocess_fills_a_new_index(fresh: Newsroom) -> None:
    """An index that was lost is whole again after `reprocess`, from the landing zone alone."""
    fresh.publish("/one.xml", 1, 2, 3)
    fresh.configure()
    fresh.run()
    before = {one["id"]: one["text"] for one in fresh.documents()}
    shutil.rmtree(fresh.home / "index")
    fresh.call("reprocess")
    assert {one["id"]: one["text"] for one in fresh.documents()} == before
    assert len(fresh.posts()) == 3


def test_an_index_of_another_version_is_replaced_by_one_command(fresh: Newsroom) -> None:
    """What this version cannot go on with is refused with the command that mends it, and keeps the old directory."""
    fresh.publish("/one.xml", 1, 2, 3)
    fresh.configure()
    fresh.run()
    before = {one["id"] for one in fresh.documents()}
    shutil.rmtree(fresh.home / "index")
    (fresh.home / "index").mkdir()
    tantivy.Index(tantivy.SchemaBuilder().add_text_field("title").build(), path=str(fresh.home / "index"))
    assert "run `wirewatch reprocess --new-index`" in fresh.call("search", "*", status=1).err
    assert "leave out --since" in fresh.call("reprocess", "--new-index", "--since", "7d", status=2).err
    assert "the old index is in" in fresh.call("reprocess", "--new-index").err
    assert {one["id"] for one in fresh.documents()} == before
    assert len(list(fresh.home.glob("index.old-*"))) == 1
    assert len(fresh.posts()) == 3
