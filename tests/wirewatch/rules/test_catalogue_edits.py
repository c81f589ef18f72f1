"""Rules for new groups over an edit of the catalogue: what the edit brings is learnt, what the world brings is told."""

from pathlib import Path
from typing import Any

import pytest
from article_flow import ArticleFlow, FlowArticle, comparable, match_batch
from sample_documents import NOON, sample_document

from wirewatch.rules.relearn import relearn_values


def edit_catalogue(flow: ArticleFlow, *groups: str) -> None:
    """Have other groups in the catalogue, as from the next batch on."""
    flow._write("groups", [{"id": one, "name": one, "aliases": {"any": [one]}} for one in groups])
    flow.restart()


def flow_with(tmp_path: Path, patch: pytest.MonkeyPatch, new: Any) -> ArticleFlow:
    """Give a flow on which a rule for new values has seen two groups."""
    flow = ArticleFlow(
        tmp_path, {"name": "new", "query": "*", "when": {"new": new}, "loud": True}, patch=patch
    )
    match_batch(flow, FlowArticle(1), FlowArticle(2, groups=["haqqani"]))
    return flow


def told(flow: ArticleFlow) -> list[int]:
    """Give the numbers of the stories that were told of, which the back-test gives too."""
    assert [comparable(alert) for alert in flow.backtest("new")] == [
        comparable(one) for one in flow.alerts("new")
    ]
    return flow.alerted_stories("new")


def test_a_group_that_was_renamed_or_added_is_no_news(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first article under its new name tells nobody; a group that the catalogue has had all along does."""
    flow = flow_with(tmp_path, monkeypatch, "groups")
    assert told(flow) == [1, 2]
    edit_catalogue(flow, "taliban", "haqqani-network", "isis", "pkk", "hamas")
    match_batch(flow, FlowArticle(3, groups=["haqqani-network"]), FlowArticle(4, groups=["hamas"]))
    assert told(flow) == [1, 2]
    match_batch(flow, FlowArticle(5, groups=["hamas"]), FlowArticle(6, groups=["pkk"]), days=40)
    match_batch(flow, FlowArticle(7, groups=["hamas"]), FlowArticle(8, groups=["isis"]))
    assert told(flow) == [1, 2, 6, 8]


def test_pairs_with_such_a_group_are_news_after_a_week(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which outlets wrote of it before nobody knows: for a week that is learnt, and then a new pair is told."""
    flow = flow_with(tmp_path, monkeypatch, ["source.id", "groups"])
    edit_catalogue(flow, "taliban", "haqqani-network", "isis", "pkk")
    match_batch(flow, FlowArticle(3, groups=["haqqani-network"]), days=3)
    match_batch(flow, FlowArticle(4, site="two", groups=["haqqani-network"]), days=5)
    match_batch(flow, FlowArticle(5, site="two", groups=["haqqani-network"]))
    assert told(flow) == [1, 2]
    match_batch(flow, FlowArticle(6, site="three", groups=["haqqani-network"]))
    assert told(flow) == [1, 2, 6]


def test_what_a_reprocess_finds_in_old_articles_is_no_news(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A group whose aliases were mended is in old articles from then on: its next article is not its first."""
    flow = flow_with(tmp_path, monkeypatch, "groups")
    again = sample_document(1, batch="b0001", groups=("pkk", "taliban"), first_seen_at=NOON, indexed_at=NOON)
    assert flow.project.writable_store.write([again]) == []
    relearn_values(flow.project)
    match_batch(flow, FlowArticle(3, groups=["pkk"]), FlowArticle(4, groups=["isis"]))
    assert flow.alerted_stories("new") == [1, 2, 4]
