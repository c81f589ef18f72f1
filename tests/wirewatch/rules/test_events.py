"""Rules that tell once an event: live matching and the back-test count its stories as one."""

from pathlib import Path
from typing import Any

import pytest
from article_flow import FlowArticle, MakeFlow, flow_maker, match_batch

from wirewatch.errors import Mistake


@pytest.fixture
def flow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakeFlow:
    """Return what makes a flow with one rule, called `rule`, of a kind."""
    return flow_maker(tmp_path, monkeypatch)


@pytest.mark.parametrize(("once_per", "told"), [("story", [1, 2, 4]), ("event", [1, 4])])
def test_each_tells_once_an_event_where_the_rule_says_so(
    flow: MakeFlow, once_per: str, told: list[int]
) -> None:
    """Of two stories of one event, in two batches, the second alerts only a rule that goes by stories."""
    rule = flow("each", once_per=once_per)
    match_batch(rule, FlowArticle(1, event=1), FlowArticle(3, story=1, event=1))
    match_batch(rule, FlowArticle(2, event=1, site="two"), FlowArticle(4, event=4))
    assert rule.alerted_stories() == told
    assert rule.alerts() == rule.backtest("rule")


def test_an_article_without_an_event_is_told_by_its_story(flow: MakeFlow) -> None:
    """What was processed before there were events counts by its story, in alerts and among outlets."""
    rule = flow("each", once_per="event")
    match_batch(rule, FlowArticle(1), FlowArticle(2, story=1, site="two"))
    match_batch(rule, FlowArticle(3, story=1, site="three"))
    assert [(alert.story_id, alert.outlets) for alert in rule.alerts()] == [(f"{1:064x}", 2)]
    assert rule.alerts() == rule.backtest("rule")


@pytest.mark.parametrize(("once_per", "told"), [("story", []), ("event", [1])])
def test_outlets_of_all_stories_of_an_event_count_together(
    flow: MakeFlow, once_per: str, told: list[int]
) -> None:
    """Three outlets with three reports of one event are three for a rule that goes by events."""
    rule = flow({"outlets": 3}, once_per=once_per)
    for number, site in enumerate(("one", "two", "three", "four"), 1):
        match_batch(rule, FlowArticle(number, event=1, site=site))
    assert rule.alerted_stories() == told
    assert [alert.outlets for alert in rule.alerts()] == [3] * len(told)
    assert rule.alerts() == rule.backtest("rule")


def test_count_counts_events(flow: MakeFlow) -> None:
    """Three stories of one event are one of three, and a third event tips the rule."""
    rule = flow({"count": 3, "within": "1h"}, once_per="event")
    match_batch(rule, *(FlowArticle(number, event=1) for number in (1, 2, 3)))
    match_batch(rule, FlowArticle(4, event=4))
    assert rule.alerted_stories() == []
    match_batch(rule, FlowArticle(5, event=5))
    assert rule.alerted_stories() == [5]
    assert [alert.happened for alert in rule.alerts()] == ["3 events within 1h"]
    assert rule.alerts() == rule.backtest("rule")


def test_another_unit_is_told_with_its_mend(flow: MakeFlow) -> None:
    """A rule goes by stories or events, and nothing else."""
    rule = flow("each", once_per="week")
    with pytest.raises(Mistake, match=r"once_per.*story.*event"):
        _ = rule.project.alerts


def test_a_grown_event_is_escalated(flow: MakeFlow) -> None:
    """Further channels hear of an event once, when the outlets of all its stories are enough."""
    escalate: dict[str, Any] = {"outlets": 2, "to": ["chief"]}
    rule = flow("each", once_per="event", escalate=escalate)
    match_batch(rule, FlowArticle(1, event=1))
    match_batch(rule, FlowArticle(2, event=1, site="two"))
    assert [alert.outlets for alert in rule.alerts()] == [1, 2]
