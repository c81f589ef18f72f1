"""What the rule tests of ElastAlert 2 mean, as cases for our kinds: each a history, and the stories told of.

| There | Here |
| --- | --- |
| any | `each` |
| frequency, by count query too; terms, query_key | `count`; a rule for each key |
| events out of order | nothing is: a story's time is that of its indexing |
| spike: constant, doubled, too low, threshold, new data | `spike` with `least`; a full baseline of nothing is one |
| spike downwards, flatline above 0, flatline told with every run | none: `silent` is for nothing at all, told once |
| flatline, no data, count, query_key | `silent`, a rule for each key |
| flatline that forgets keys | none: rules have no keys that come by themselves |
| blacklist, whitelist, its nulls | the query: `groups:(a OR b)`, `-groups:(a OR b)`, `_exists_:groups` |
| change of a field by key | `revision` for groups; no other field is compared |
| new_term, several fields, composite, missing field | `new`; a missing value is no value |
| cardinality above, by key | `outlets`, the number of owners of a story; below, or of other fields: none |
| metrics, percentiles, percentages | none: articles carry no figures |
| realert, by key; exponential realert | `throttle`: held back, not dropped (ledger/test_channel_queues.py); none |
| silence | `enabled: false`, quiet hours (test_rule_changes.py, ledger/test_channel_queues.py) |
| aggregation by cron, without connection, by key | `digest` (ledger/test_digests.py); by key: none |
| duplicate timestamps, start times, segments of queries | batches: each is matched once (tests/system/test_kill.py) |
| rule changes | test_rule_changes.py |
| an alerter that fails, or raises | channel queues (ledger/test_channel_queues.py, test_pipeline.py) |
"""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from article_flow import ArticleFlow, FlowArticle


class At(NamedTuple):
    """So many new stories at a minute of the history."""

    minute: float
    stories: int = 0
    groups: Sequence[str] = ("taliban",)
    sites: Sequence[str] = ("one",)
    """The outlets that carry each of them, at once."""


def steady(minutes: Sequence[int], stories: int = 1, **more: Any) -> list[At]:
    """Give as many stories at each of these minutes."""
    return [At(minute, stories, **more) for minute in minutes]


HOUR = {"within": "1h"}
SPIKE = {"spike": 2, "baseline": "5h", "within": "1h", "least": 10}
USUAL = steady(range(0, 600, 30), 6)
"""Twelve stories an hour for ten hours."""
CASES: dict[str, tuple[Any, str, list[At], list[float]]] = {
    "any": ("each", "*", steady(range(3)), [0, 1, 2]),
    "frequency: 19 of 20": ({"count": 19, **HOUR}, "*", steady(range(0, 60, 3)), [54]),
    "frequency: 21 of 20": ({"count": 21, **HOUR}, "*", steady(range(0, 60, 3)), []),
    "frequency: counts that come near": (
        {"count": 10, **HOUR}, "*", [At(0, 7), At(15, 1), At(25, 1), At(45, 1)], [45],
    ),
    "frequency: the first go out of the window": (
        {"count": 10, **HOUR}, "*", [At(0, 7), At(45, 1), At(55, 1), At(65, 1), At(66, 7)], [66],
    ),
    "frequency: by key, one": (
        {"count": 10, **HOUR}, "groups:isis",
        [At(1, 1), At(1, 5, ["isis"]), At(10, 8), At(10, 5, ["isis"]), At(25, 3)], [10],
    ),
    "frequency: by key, another": (
        {"count": 10, **HOUR}, "groups:taliban",
        [At(1, 1), At(1, 5, ["isis"]), At(10, 8), At(10, 5, ["isis"]), At(25, 3)], [25],
    ),
    "spike: a constant rate": (SPIKE, "*", USUAL, []),
    "spike: doubled": (SPIKE, "*", [*USUAL, At(600, 26), At(630, 26)], [600]),
    "spike: three times were wanted": ({**SPIKE, "spike": 3}, "*", [*USUAL, At(600, 14), At(630, 14)], []),
    "spike: below the threshold": ({**SPIKE, "least": 40}, "*", [*USUAL, At(600, 14), At(630, 14)], []),
    "spike: too young to know": (SPIKE, "*", [At(0, 5), At(60, 50)], []),
    "spike: data where there was none": (SPIKE, "*", [*steady(range(0, 600, 60), 0), At(600, 9), At(610, 1)], [610]),
    "spike: another key's data": (SPIKE, "groups:taliban", [*USUAL, At(600, 30, ["isis"])], []),
    "flatline": ({"silent": "30m"}, "*", [At(0, 1), At(10, 1), At(39), At(40)], [40]),
    "flatline: told once": ({"silent": "30m"}, "*", [At(0, 1), At(30), At(35), At(65)], [30]),
    "flatline: again after data": ({"silent": "30m"}, "*", [At(0, 1), At(30), At(40, 1), At(69), At(70)], [30, 70]),
    "flatline: no data at all": ({"silent": "30m"}, "*", [At(0), At(29), At(30)], [30]),
    "flatline: one is enough": ({"silent": "30m"}, "*", steady(range(0, 120, 20)), []),
    "flatline: another key's data": (
        {"silent": "30m"}, "groups:taliban", [At(0, 1), At(20, 1, ["isis"]), At(31, 1, ["isis"])], [30],
    ),
    "blacklist": ("each", "groups:(isis OR pkk)", [At(0, 1), At(1, 1, ["isis"]), At(2, 1, ["pkk"])], [1, 2]),
    "whitelist": ("each", "-groups:(isis OR pkk)", [At(0, 1), At(1, 1, ["isis"]), At(2, 1, [])], [0, 2]),
    "whitelist, nulls aside": (
        "each", "_exists_:groups AND -groups:(isis OR pkk)", [At(0, 1), At(1, 1, ["isis"]), At(2, 1, [])], [0],
    ),
    "new term": (
        {"new": "groups"}, "*",
        [At(0, 1), At(1, 1), At(2, 1, []), At(3, 1, ["isis"]), At(4, 1, ["isis"]), At(5, 1, ["taliban", "isis"])],
        [0, 3],
    ),
    "new terms together": (
        {"new": ["source.id", "groups"]}, "*",
        [At(0, 1), At(1, 1, ["taliban"], ["two"]), At(2, 1), At(3, 1, [], ["three"]), At(4, 1, ["isis"], ["two"])],
        [0, 1, 4],
    ),
    "cardinality: one more than before": (
        {"outlets": 3}, "*", [At(0, 1, sites="ab"), At(1, 1, sites="aba"), At(2, 1, sites="abc")], [2],
    ),
}  # fmt: skip
"""By name: the kind, the query, the history, and the minutes at which it is told."""


def play(flow: ArticleFlow, history: Sequence[At]) -> None:
    """Let a history happen, have every step of it matched, and restart before the last one."""
    start, number = flow.now, 0
    for step in history:
        flow.now = start + timedelta(minutes=step.minute)
        if step is history[-1]:
            flow.restart()
        pieces = []
        for _ in range(step.stories):
            first = number + 1
            pieces += [
                FlowArticle(first + nth, first, site, step.groups) for nth, site in enumerate(step.sites)
            ]
            number += len(step.sites)
        flow.index_batch(*pieces)
        flow.match_and_watch()


@pytest.mark.parametrize("name", list(CASES))
def test_the_history_is_told_of_at_these_times(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """A kind of rule tells of a history what its counterpart there does, although it is restarted."""
    when, query, history, expected = CASES[name]
    flow = ArticleFlow(tmp_path, {"name": "rule", "query": query, "when": when}, patch=monkeypatch)
    start = flow.now
    play(flow, history)
    told = [((one.happened_at or start) - start) / timedelta(minutes=1) for one in flow.alerts()]
    assert told == expected
