"""What rules remember when they are edited, renamed, asleep or refused, and when the index is down."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import pytest
from article_flow import (
    RULE_KINDS,
    ArticleFlow,
    FlowArticle,
    MakeFlow,
    comparable,
    flow_maker,
    match_batch,
    rules_of_kinds,
)

from processors.query.query import Query
from processors.stores.store import StoreDown, StoreRefused
from processors.stores.tantivy.index import Tantivy
from wirewatch.errors import Trouble
from wirewatch.stages.match import match_batches


@pytest.fixture
def flow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakeFlow:
    """Return what makes a flow with one rule, called `rule`, of a kind."""
    return flow_maker(tmp_path, monkeypatch)


def test_an_edited_rule_begins_anew_and_repeats_nothing(flow: MakeFlow) -> None:
    """An edit of the kind empties the window; what the rule told of before is neither told nor counted again."""
    edited = flow({"count": 2, "within": "1h"})
    match_batch(edited, FlowArticle(1), FlowArticle(2))
    match_batch(edited, FlowArticle(3))
    edited.restart({"name": "rule", "query": "groups:taliban", "when": {"count": 3, "within": "1h"}})
    match_batch(edited, FlowArticle(4), FlowArticle(5, story=2, site="two"), FlowArticle(6))
    assert edited.alerted_stories() == [2]
    match_batch(edited, FlowArticle(7))
    assert edited.alerted_stories() == [2, 7]


def test_a_renamed_rule_is_a_new_one(flow: MakeFlow) -> None:
    """Under another name the same rule may tell again of a story that it knows."""
    renamed = flow({"outlets": 2})
    match_batch(renamed, FlowArticle(1), FlowArticle(2, story=1, site="two"))
    renamed.restart({"name": "other", "query": "groups:taliban", "when": {"outlets": 2}})
    match_batch(renamed, FlowArticle(3, story=1, site="three"))
    assert [one.rule for one in renamed.alerts()] == ["rule", "other"]


@pytest.mark.parametrize("name", list(RULE_KINDS))
def test_a_rule_that_slept_repeats_nothing_and_does_not_flood(flow: MakeFlow, name: str) -> None:
    """Disabled and enabled again, a rule tells neither of what it told before nor of what happened meanwhile."""
    slept = flow(RULE_KINDS[name])
    rule = {"name": "rule", "query": "groups:taliban", "when": RULE_KINDS[name]}
    match_batch(slept, FlowArticle(1), FlowArticle(2, story=1, site="two"), FlowArticle(3))
    before = slept.alerts()
    slept.restart(rule | {"enabled": False})
    for number in range(4, 40, 3):
        match_batch(
            slept,
            FlowArticle(number, groups=("taliban", "isis")),
            FlowArticle(number + 1, story=number, site="two"),
            hours=1,
        )
    slept.restart(rule)
    slept.match_and_watch()
    assert slept.alerts() == before
    match_batch(slept, FlowArticle(50, story=1, site="one", groups=("taliban", "isis")))
    assert slept.alerts() == before


class Failing(Tantivy):
    """An index that refuses a rule, or is down for some of what it is asked, for as long as it is told to."""

    refused = ""
    down: Collection[str] = ()

    def match(self, queries: Mapping[str, Query], batch: str) -> dict[str, list[str]]:
        """Refuse, be down, or match."""
        if self.refused in queries:
            raise StoreRefused("too many clauses")
        return self._well("match", queries, batch)

    def search(self, *arguments: Any, **options: Any) -> Any:
        """Be down, or search."""
        return self._well("search", *arguments, **options)

    def scan(self, *arguments: Any) -> Any:
        """Be down, or read all that a query finds."""
        return self._well("scan", *arguments)

    def get(self, *arguments: Any) -> Any:
        """Be down, or read documents."""
        return self._well("get", *arguments)

    def facet(self, *arguments: Any) -> Any:
        """Be down, or count."""
        return self._well("facet", *arguments)

    def _well(self, name: str, *arguments: Any, **options: Any) -> Any:
        if name in self.down:
            raise StoreDown("down")
        return getattr(super(), name)(*arguments, **options)


@pytest.mark.parametrize("name", [name for name in RULE_KINDS if name != "silent"])
def test_what_a_refused_rule_missed_is_made_up_for_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """A rule that the store refuses for some batches has told in the end what it should, and so have the others."""
    rules = rules_of_kinds()
    flow = ArticleFlow(tmp_path, *rules, patch=monkeypatch)
    folder = flow.project.settings.index_url.removeprefix("tantivy:")
    flow.project.__dict__["store"] = store = Failing(folder)
    for number in range(1, 40, 4):
        flow.index_batch(
            FlowArticle(number), FlowArticle(number + 1, story=number, site="two"),
            FlowArticle(number + 2, groups=("taliban", "isis", "pkk")[: 1 + number % 3]),
            *(FlowArticle(extra) for extra in range(100 * number, 100 * number + (number // 4 if number < 37 else 40))),
            FlowArticle(100 * number + 99, revision=2, added=["pkk"]),
        )  # fmt: skip
        store.refused = name if 8 < number < 24 else ""
        if store.refused:
            with pytest.raises(Trouble, match=f"refuses rule '{name}'"):
                match_batches(flow.project)
        else:
            match_batches(flow.project)
        flow.advance_clock(minutes=40)
    for other in (other for other in RULE_KINDS if other != "silent"):
        assert flow.alerts(other) == flow.backtest(other), other
    assert flow.alerts(name)


@pytest.mark.parametrize("down", [["match"], ["search", "scan", "get", "facet"]])
def test_a_store_that_is_down_costs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, down: list[str]
) -> None:
    """What could not be matched, learnt or counted is so later, in order, by the time at which it was indexed."""
    flow = ArticleFlow(tmp_path, *rules_of_kinds(), patch=monkeypatch)
    folder = flow.project.settings.index_url.removeprefix("tantivy:")
    flow.project.__dict__["store"] = store = Failing(folder)
    for number in range(1, 12):
        store.down = down if number % 3 else ()
        flow.index_batch(FlowArticle(number), FlowArticle(number + 50, story=number, site="two"))
        if store.down:
            with pytest.raises(StoreDown):
                flow.match_and_watch()
        else:
            flow.match_and_watch()
        flow.advance_clock(minutes=31)
    store.down = ()
    flow.match_and_watch()
    for name in RULE_KINDS:
        assert [comparable(one) for one in flow.alerts(name)] == [
            comparable(one) for one in flow.backtest(name)
        ], name
