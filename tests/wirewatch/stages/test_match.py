"""Matching: what one rule's failure does to the others, and what a lost page costs."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from article_flow import ArticleFlow, FlowArticle, match_batch
from hostile_server import Hostile
from newsroom import RULE, Newsroom, article_page, article_text, troubles_of
from sample_stories import OLD_DATE, dated_item

from processors.query.query import Query
from processors.stores.store import StoreRefused
from processors.stores.tantivy.index import Tantivy
from wirewatch.errors import Mistake
from wirewatch.ledger.connect import Ledger
from wirewatch.pipeline import run_once
from wirewatch.stages.match import match_batches


class Refusing(Tantivy):
    """An index that refuses every rule named `bad`, as Elasticsearch does with one that asks too much of it."""

    def match(self, queries: Mapping[str, Query], batch: str) -> dict[str, list[str]]:
        """Refuse, or match."""
        if "bad" in queries:
            raise StoreRefused("too many clauses")
        return super().match(queries, batch)


def test_a_rule_that_the_index_refuses_holds_back_no_other(tmp_path: Path) -> None:
    """The other rules' alerts go out, the refused rule is named, and it makes up for what it missed once it works."""
    with Hostile() as web:
        newsroom = Newsroom(web, tmp_path)
        newsroom.publish("/one.xml", 1, 2)
        newsroom.write_alerts(
            {"alerts": [RULE, RULE | {"name": "bad"}], "channels": {"desk": {"url": newsroom.hook_url()}}}
        )
        newsroom.write_feeds()
        with newsroom.project() as project:
            folder = project.settings.index_url.removeprefix("tantivy:")
            project.__dict__["store"] = store = Refusing(folder)
            store.prepare()
            told = ["match: the index refuses rule 'bad': too many clauses; all other rules were matched"]
            assert troubles_of(list(run_once(project))) == told
            assert len(newsroom.received_posts()) == 2
            newsroom.publish("/one.xml", 3)
            assert troubles_of(list(run_once(project))) == told
            assert len(newsroom.received_posts()) == 3
        newsroom.run_pipeline()
        posts = [post["rule"] for post in newsroom.received_posts()]
        assert posts.count("taliban") == posts.count("bad") == 3


def test_a_rule_that_makes_up_for_a_batch_leaves_out_old_news_too(tmp_path: Path) -> None:
    """A refused rule makes up for what it missed without what is too old for it, and `why` says so of each rule."""
    with Hostile() as web:
        newsroom = Newsroom(web, tmp_path)
        newsroom.publish("/one.xml", 1)
        web.serve("/a/2", article_page("Report 2", article_text(2)))
        newsroom.show_items("/one.xml", dated_item(newsroom.page_url(2), OLD_DATE))
        rules = [RULE, RULE | {"name": "bad"}, RULE | {"name": "any age", "not_older": "any"}]
        newsroom.write_alerts({"alerts": rules, "channels": {"desk": {"url": newsroom.hook_url()}}})
        newsroom.write_feeds()
        with newsroom.project() as project:
            folder = project.settings.index_url.removeprefix("tantivy:")
            project.__dict__["store"] = store = Refusing(folder)
            store.prepare()
            list(run_once(project))
        newsroom.run_pipeline()
        told = [(post["rule"], post["title"][-8:]) for post in newsroom.received_posts()]
        assert sorted(told) == [
            ("any age", "Report 1"), ("any age", "Report 2"), ("bad", "Report 1"), ("taliban", "Report 1"),
        ]  # fmt: skip
        steps = [step for step in newsroom.why(newsroom.page_url(2))["steps"] if step["stage"] == "match"]
        assert [step["outcome"] for step in steps] == ["too_old", "too_old"]
        for step, rule in zip(steps, ("taliban", "bad"), strict=True):
            assert step["detail"].startswith("too old for an alert: published 2021-05-05, ")
            assert step["detail"].endswith(f" days before it was first seen; rules: {rule} (not_older: 7d)")
        assert [line["rule"] for line in newsroom.why(newsroom.page_url(2))["alerts"]] == ["any age"]


def test_a_page_that_the_landing_zone_lost_is_fetched_again_by_replay(tmp_path: Path) -> None:
    """A lost page is named as such, and `replay` brings it back from the web."""
    with Hostile() as web:
        newsroom = Newsroom(web, tmp_path)
        newsroom.publish("/one.xml", 1)
        newsroom.write_feeds()
        with newsroom.project() as project:
            for done in run_once(project):
                if done.stage == "fetch":
                    shutil.rmtree(project.settings.landing_url)
        assert newsroom.status()["fates"]["failed"] == {"landing_lost": 1}
        newsroom.run_command("replay")
        newsroom.run_pipeline()
        assert newsroom.status()["fates"]["indexed"] == 1
        assert newsroom.page_requests() == {"/a/1": 2}


def test_a_link_that_is_no_address_has_its_fate(tmp_path: Path) -> None:
    """What a feed shows in place of an address is told of by `why`, with its reason."""
    with Hostile() as web:
        newsroom = Newsroom(web, tmp_path)
        newsroom.show_items("/one.xml", "<item><title>Nothing</title><link>javascript:void(0)</link></item>")
        newsroom.write_feeds()
        newsroom.run_pipeline()
        assert newsroom.status()["fates"]["rejected"] == {"bad_url": 1}
        assert newsroom.why("javascript:void(0)")["reason"] == "bad_url"


def test_a_look_that_finds_no_batch_takes_no_turn_among_writers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stages look whenever another has done a part; rules that are wrong are told of all the same."""
    flow = ArticleFlow(tmp_path, {"name": "rule", "query": "groups:taliban"}, patch=monkeypatch)
    match_batch(flow, FlowArticle(1))
    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "begin", None)
        assert not match_batches(flow.project)
    (tmp_path / "config" / "alerts.yaml").write_text("alerts: 5", "utf-8")
    flow.project.__dict__.pop("alerts")
    with pytest.raises(Mistake):
        match_batches(flow.project)
