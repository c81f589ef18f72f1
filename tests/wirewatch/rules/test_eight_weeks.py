"""Eight weeks of a newsroom on a clock of its own: each kind of rule alerts as often as a person expects."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from article_flow import ArticleFlow, FlowArticle

WEEKS = 8
BURST, ISIS_COMES, CARRIED = 18, 25, 22
OUTAGE = range(29, 32)
"""Days on which nothing ran."""
LATE = 39
SILENCE = range(42, 49)
"""Days on which other groups alone were in the news."""
RULES = [
    {"name": "plain", "query": "groups:taliban"},
    {"name": "count", "query": "groups:taliban", "when": {"count": 9, "within": "24h"}},
    {"name": "silent", "query": "groups:taliban", "when": {"silent": "4d"}},
    {"name": "new", "query": "*", "when": {"new": "groups"}},
    {"name": "outlets", "query": "groups:taliban", "when": {"outlets": 3}},
]


def day_of(day: int, numbers: Iterator[int]) -> list[FlowArticle]:
    """Give what comes on a day: two stories on a working day, one of another group on each."""
    isis = [FlowArticle(next(numbers), groups=("isis",))] if day >= ISIS_COMES else []
    if day in SILENCE:
        return isis
    stories = {BURST: 10}.get(day, 0 if day % 7 >= 5 else 2)
    found = [FlowArticle(next(numbers)) for _ in range(stories)]
    if day == CARRIED:
        first = found[0].number
        found += [FlowArticle(next(numbers), story=first, site=site) for site in ("two", "three", "four")]
    if day == OUTAGE.stop:  # what was missed comes at once, as old as it is
        found += [FlowArticle(next(numbers), seen=timedelta(days=age)) for age in (1, 1, 2, 2)]
    if day == LATE:
        found += [FlowArticle(next(numbers), age=timedelta(days=30)) for _ in range(12)]
    return found + isis


@pytest.fixture
def weeks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ArticleFlow:
    """Let eight weeks pass, a batch a day."""
    flow, numbers = ArticleFlow(tmp_path, *RULES, patch=monkeypatch), count(1)
    for day in range(7 * WEEKS):
        if day not in OUTAGE:
            if articles := day_of(day, numbers):
                flow.index_batch(*articles)
            flow.match_and_watch()
        flow.advance_clock(days=1)
    return flow


def test_each_kind_alerts_as_often_as_a_person_expects(weeks: ArticleFlow) -> None:
    """Once a story, a burst, a silence, a new group and a widely carried story; weekends and old news alert nobody.

    A silence in which we ourselves did not run says so.
    """
    told = {str(rule["name"]): weeks.alerts(str(rule["name"])) for rule in RULES}
    working = [day for day in range(7 * WEEKS) if day % 7 < 5 and day not in (*OUTAGE, *SILENCE, BURST)]
    assert {name: len(alerts) for name, alerts in told.items()} == {
        "plain": 2 * len(working) + 10 + 4,
        "count": 1,
        "silent": 2,
        "new": 2,
        "outlets": 1,
    }
    assert told["count"][0].number == 10
    assert [alert.named for alert in told["new"]] == [("taliban",), ("isis",)]
    assert told["outlets"][0].number == 4
    ours, true = told["silent"]
    assert "nothing ran between" in str(ours.broken)
    assert "nothing ran" not in str(true.broken)
    for name in ("plain", "count", "new", "outlets"):
        assert weeks.backtest(name) == told[name]
