"""The commands of alerts, and what brings back or makes anew, as a user calls them."""

import shutil

import tantivy
from hostile_server import page, status
from newsroom import RULE, Newsroom, article_page, article_text, rss_item
from sample_stories import GROUPS, GROUPS_WITH_BRANCH, HAQQANI_TEXT, last_path_parts

# alerts


def test_alerts_are_checked_and_listed(fresh_newsroom: Newsroom) -> None:
    """`alerts check` passes what is well formed and names an unknown group, a bad address and an unset secret."""
    assert fresh_newsroom.run_command("alerts", "check").out == "1 rule and 1 channel are well formed\n"
    listed = {"when": "each", "enabled": True, "waits_until": None}
    assert fresh_newsroom.run_command("alerts", "list", "--json").json == [RULE | listed]
    assert "groups:taliban" in fresh_newsroom.run_command("alerts", "list").out
    for rule, channel, told in (
        ({**RULE, "query": "groups:talban"}, {"url": "log:"}, "talban"),
        ({**RULE, "query": "about:talban"}, {"url": "log:"}, "talban"),
        ({**RULE, "query": "kabul OR groups:talban+"}, {"url": "log:"}, "talban"),
        (RULE, {"url": "slakc://a/b"}, "desk"),
        (RULE, {"url": "slack://", "secret_env": "NOT_SET_HERE"}, "NOT_SET_HERE"),
    ):
        fresh_newsroom.write_alerts({"alerts": [rule], "channels": {"desk": channel}})
        called = fresh_newsroom.run_command("alerts", "check", status=2)
        assert (called.out, called.err.count("\n")) == ("", 1)
        assert told in called.err


def test_the_list_says_what_a_rule_tells_of_once(fresh_newsroom: Newsroom) -> None:
    """What is not usual stands beside the kind: an event, each statement, articles of any age, a digest."""
    odd = {"mark": "statement", "once_per": "event", "not_older": "any", "digest": "0 7 * * *"}
    rules = [RULE, {**RULE, "name": "who", "query": "claims:*", **odd}]
    fresh_newsroom.write_alerts({"alerts": rules, "channels": {"desk": {"url": "log:"}}})
    usual, unusual = fresh_newsroom.run_command("alerts", "list").out.splitlines()[1:]
    assert usual.split()[1:3] == ["each", "desk"]
    assert "each, once_per: event, mark: statement, not_older: any, digest" in unusual


def test_a_replayed_rule_gives_what_live_alerting_gave(fresh_newsroom: Newsroom) -> None:
    """`alerts test` over several batches, with copies in the same batch and late ones, equals what was sent."""
    for numbers in ([1, 2], [3, 4], [5]):
        fresh_newsroom.publish("/one.xml", *numbers)
        copied = numbers[0]
        fresh_newsroom.web.serve(
            f"/a/copy{copied}", article_page(f"Report {copied} elsewhere", article_text(copied))
        )
        fresh_newsroom.show_items("/two.xml", rss_item(f"{fresh_newsroom.web.url}/a/copy{copied}"))
        fresh_newsroom.web.serve(
            f"/a/late{copied}", article_page(f"Report {copied - 1} late", article_text(copied - 1))
        )
        fresh_newsroom.show_items("/three.xml", rss_item(f"{fresh_newsroom.web.url}/a/late{copied}"))
        fresh_newsroom.write_feeds()
        fresh_newsroom.run_pipeline()
    sent = {post["story_id"]: post for post in fresh_newsroom.received_posts()}
    replayed = fresh_newsroom.run_command("alerts", "test", "taliban", "--json").json
    assert len(replayed) == len(sent) == len(fresh_newsroom.received_posts()) == 6
    for alert in replayed:
        live = sent[alert["story_id"]]
        assert {name: live[name] for name in alert} == alert
    assert {alert["outlets"] for alert in replayed} == {1, 2}
    assert len(fresh_newsroom.received_posts()) == 6
    assert fresh_newsroom.run_command("alerts", "test", "taliban").out.endswith("6 alerts\n")
    assert fresh_newsroom.run_command("alerts", "test", "taliban", "--since", "0s", "--json").json == []
    assert "known: taliban" in fresh_newsroom.run_command("alerts", "test", "nobody", status=2).err


def test_a_replayed_rule_of_statements_names_the_speaker(fresh_newsroom: Newsroom) -> None:
    """`alerts test` shows whose statement it is, also where that stands in the headline alone."""
    channels = {"desk": {"url": fresh_newsroom.hook_url()}}
    fresh_newsroom.write_alerts({"alerts": [{**RULE, "query": "denies:taliban"}], "channels": channels})
    denied = "The Taliban denied that they had fired on the bus."
    in_text = f"{article_text(1)} {denied}"
    fresh_newsroom.web.serve("/a/1", article_page("Report 1", in_text))
    fresh_newsroom.web.serve("/a/2", article_page("Taliban deny attack on bus", article_text(2)))
    fresh_newsroom.show_items("/one.xml", *(rss_item(fresh_newsroom.page_url(number)) for number in (1, 2)))
    fresh_newsroom.write_feeds()
    fresh_newsroom.run_pipeline()
    shown = " ".join(fresh_newsroom.run_command("alerts", "test", RULE["name"]).out.split())
    assert f"{denied} (Taliban)" in shown
    assert "Taliban deny attack on bus (Taliban)" in shown


def test_search_alerts_and_replay_read_branches_alike(fresh_newsroom: Newsroom) -> None:
    """A rule with `groups:id+` is checked, told live and replayed for the same articles that a search finds."""
    fresh_newsroom.write_groups(GROUPS_WITH_BRANCH)
    fresh_newsroom.write_alerts(
        {
            "alerts": [{**RULE, "query": "groups:taliban+"}],
            "channels": {"desk": {"url": fresh_newsroom.hook_url()}},
        }
    )
    fresh_newsroom.publish("/one.xml", 1)
    fresh_newsroom.web.serve("/a/3", article_page("Report 3", HAQQANI_TEXT))
    fresh_newsroom.web.serve(
        "/a/4", article_page("Report 4", article_text(4).replace("the Taliban", "rebels"))
    )
    fresh_newsroom.show_items(
        "/one.xml", rss_item(fresh_newsroom.page_url(3)), rss_item(fresh_newsroom.page_url(4))
    )
    fresh_newsroom.write_feeds()
    fresh_newsroom.run_pipeline()
    found = fresh_newsroom.run_command("search", "groups:taliban+", "--json").json["hits"]
    assert last_path_parts(found) == ["1", "3"]
    assert last_path_parts(
        fresh_newsroom.run_command("search", "*", "--group", "taliban+", "--json").json["hits"]
    ) == ["1", "3"]
    assert last_path_parts(
        fresh_newsroom.run_command("search", "*", "--group", "taliban", "--json").json["hits"]
    ) == ["1"]
    for unknown in (("*", "--group", "talban+", "--json"), ("groups:talban+",)):
        told = fresh_newsroom.run_command("search", *unknown, status=2).err
        assert "the catalogue has no group 'talban'; did you mean 'taliban'?" in told
    assert sorted(post["article_id"] for post in fresh_newsroom.received_posts()) == sorted(
        hit["id"] for hit in found
    )
    replayed = fresh_newsroom.run_command("alerts", "test", "taliban", "--json").json
    assert sorted(alert["article_id"] for alert in replayed) == sorted(hit["id"] for hit in found)
    assert any("Haqqani network" in alert["sentence"] for alert in replayed)
    fresh_newsroom.run_command("alerts", "check")


def test_search_finds_what_is_about_a_group(fresh_newsroom: Newsroom) -> None:
    """`about:id` finds what names the group in its headline, not once in passing; `id+` has its branches."""
    fresh_newsroom.write_groups(GROUPS_WITH_BRANCH)
    fresh_newsroom.publish("/one.xml", 1)
    fresh_newsroom.web.serve("/a/2", article_page("The Taliban leave Helmand", article_text(2)))
    fresh_newsroom.web.serve("/a/3", article_page("Haqqani network leaves Helmand", HAQQANI_TEXT))
    fresh_newsroom.show_items(
        "/one.xml", rss_item(fresh_newsroom.page_url(2)), rss_item(fresh_newsroom.page_url(3))
    )
    fresh_newsroom.write_feeds()
    fresh_newsroom.run_pipeline()
    for query, wanted in {
        "about:taliban": ["2"],
        "about:taliban+": ["2", "3"],
        "about:*": ["2", "3"],
    }.items():
        assert last_path_parts(fresh_newsroom.run_command("search", query, "--json").json["hits"]) == wanted
    assert "groups: taliban 0.80" in fresh_newsroom.run_command("search", "about:taliban").out


def test_alerts_log_tells_every_delivery(newsroom: Newsroom) -> None:
    """`alerts log --json` is one line a delivery with the promised keys; what was posted carries the same key."""
    lines = newsroom.run_command("alerts", "log", "--json").lines
    assert len(lines) == 2
    for line in lines:
        assert {"rule", "story_id", "channel", "state", "attempts", "key", "sent_at"} <= set(line)
        assert (line["state"], line["attempts"], line["channel"]) == ("sent", 1, "desk")
        assert line["sent_at"]
    assert {line["key"] for line in lines} == {post["key"] for post in newsroom.received_posts()}
    assert "taliban" in newsroom.run_command("alerts", "log").out


def test_a_webhook_carries_what_a_desk_needs(newsroom: Newsroom) -> None:
    """A delivery has title, url, source, groups, the sentence, the rule, the outlets and the key."""
    (post,) = [post for post in newsroom.received_posts() if post["outlets"] == 2]
    assert (post["rule"], post["groups"], post["key"]) == ("taliban", ["taliban"], post["header"])
    assert post["sentence"] == "Elder 1 said the Taliban had left Helmand."
    assert (post["title"], post["url"], post["source"]) in (
        ("Report 1", newsroom.page_url(1), "One"),
        ("Report 1 elsewhere", f"{newsroom.web.url}/a/copy", "Two"),
    )


# replay and reprocess


def test_replay_brings_back_dead_letters(fresh_newsroom: Newsroom) -> None:
    """What failed is tried again after `replay`, what was rejected by its reason alone, and both can end well."""
    fresh_newsroom.publish("/one.xml", 1, 2)
    fresh_newsroom.web.on("/a/2", status(404), page(article_page("Report 2", article_text(2))))
    fresh_newsroom.write_feeds()
    fresh_newsroom.run_pipeline()
    assert fresh_newsroom.status()["fates"] == {"indexed": 1, "rejected": {"not_found": 1}, "failed": {}}
    assert fresh_newsroom.run_command("replay").out.startswith("0 links and 0 deliveries")
    assert fresh_newsroom.run_command("replay", "--reason", "not_found").out.startswith("1 link and ")
    assert fresh_newsroom.status()["open"]["pending"] == 1
    fresh_newsroom.run_pipeline()
    assert fresh_newsroom.status()["fates"] == {"indexed": 2, "rejected": {}, "failed": {}}
    assert [step["stage"] for step in fresh_newsroom.why(fresh_newsroom.page_url(2))["steps"]][:4] == [
        "poll",
        "fetch",
        "replay",
        "fetch",
    ]
    assert len(fresh_newsroom.received_posts()) == 2


def test_replay_brings_back_failed_deliveries(fresh_newsroom: Newsroom) -> None:
    """An alert whose channel had a wrong address is sent after the address was mended and `replay` was called."""
    fresh_newsroom.write_alerts({"alerts": [RULE], "channels": {"desk": {"url": "slakc://a/b"}}})
    fresh_newsroom.publish("/one.xml", 1)
    fresh_newsroom.write_feeds()
    fresh_newsroom.run_pipeline()
    (line,) = fresh_newsroom.run_command("alerts", "log", "--json").lines
    assert (line["state"], bool(line["detail"])) == ("failed", True)
    fresh_newsroom.write_alerts({"alerts": [RULE], "channels": {"desk": {"url": fresh_newsroom.hook_url()}}})
    assert fresh_newsroom.run_pipeline() == {"poll polled": 1, "poll unchanged": 1}
    assert fresh_newsroom.run_command("replay").out.startswith("0 links and 1 delivery")
    fresh_newsroom.run_pipeline()
    (post,) = fresh_newsroom.received_posts()
    assert (post["key"], fresh_newsroom.status()["alerts"]) == (
        line["key"],
        {"pending": 0, "sent": 1, "failed": 0},
    )


def test_reprocess_tags_again_and_alerts_nobody(fresh_newsroom: Newsroom) -> None:
    """After an edit of groups.yaml old articles get their new tags, without a request and without an alert."""
    fresh_newsroom.publish("/one.xml", 1, 2)
    fresh_newsroom.write_feeds()
    fresh_newsroom.write_groups(GROUPS[1:])
    fresh_newsroom.run_pipeline()
    before = fresh_newsroom.documents()
    assert [one["groups"] for one in before] == [[], []]
    asked = len(fresh_newsroom.web.requests)
    fresh_newsroom.write_groups(GROUPS)
    called = fresh_newsroom.run_command("reprocess")
    assert called.err == "2 pages to process\n"
    after = fresh_newsroom.documents()
    assert [one["groups"] for one in after] == [["taliban"], ["taliban"]]
    assert [one["mentions"][0]["text"] for one in after] == ["Taliban", "Taliban"]
    same = ("id", "batch", "story_id", "first_seen_at", "fetched_at", "text")
    assert [[one[name] for name in same] for one in after] == [[one[name] for name in same] for one in before]
    assert after[0]["catalogue_version"] != before[0]["catalogue_version"]
    assert len(fresh_newsroom.web.requests) == asked
    assert fresh_newsroom.received_posts() == []
    assert fresh_newsroom.run_command("search", "groups:taliban", "--json").json["total"] == 2
    assert fresh_newsroom.run_command("reprocess", "--since", "0s").err == "0 pages to process\n"
    fresh_newsroom.run_command("reprocess", "--since", "once", status=2)


def test_reprocess_fills_a_new_index(fresh_newsroom: Newsroom) -> None:
    """An index that was lost is whole again after `reprocess`, from the landing zone alone."""
    fresh_newsroom.publish("/one.xml", 1, 2, 3)
    fresh_newsroom.write_feeds()
    fresh_newsroom.run_pipeline()
    before = {one["id"]: one["text"] for one in fresh_newsroom.documents()}
    shutil.rmtree(fresh_newsroom.home / "index")
    fresh_newsroom.run_command("reprocess")
    assert {one["id"]: one["text"] for one in fresh_newsroom.documents()} == before
    assert len(fresh_newsroom.received_posts()) == 3


def test_an_index_of_another_version_is_replaced_by_one_command(fresh_newsroom: Newsroom) -> None:
    """What this version cannot go on with is refused with the command that mends it, and keeps the old directory."""
    fresh_newsroom.publish("/one.xml", 1, 2, 3)
    fresh_newsroom.write_feeds()
    fresh_newsroom.run_pipeline()
    before = {one["id"] for one in fresh_newsroom.documents()}
    shutil.rmtree(fresh_newsroom.home / "index")
    (fresh_newsroom.home / "index").mkdir()
    tantivy.Index(
        tantivy.SchemaBuilder().add_text_field("title").build(), path=str(fresh_newsroom.home / "index")
    )
    assert "run `wirewatch reprocess --new-index`" in fresh_newsroom.run_command("search", "*", status=1).err
    assert (
        "leave out --since"
        in fresh_newsroom.run_command("reprocess", "--new-index", "--since", "7d", status=2).err
    )
    assert "the old index is in" in fresh_newsroom.run_command("reprocess", "--new-index").err
    assert {one["id"] for one in fresh_newsroom.documents()} == before
    assert len(list(fresh_newsroom.home.glob("index.old-*"))) == 1
    assert len(fresh_newsroom.received_posts()) == 3
