"""The back-test gives what live matching gave, for every kind, on every ledger and index."""

import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from article_flow import RULE_KINDS, ArticleFlow, FlowArticle, comparable, rules_of_kinds
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from processors.stores.elasticsearch.index import Elastic

WAYS = st.lists(
    st.tuples(
        st.lists(
            st.tuples(
                st.integers(1, 6), st.sampled_from(["one", "two", "three"]),
                st.sets(st.sampled_from(["taliban", "isis", "pkk"])), st.integers(-3, 3000), st.booleans(),
                st.sampled_from([None, timedelta(hours=1), timedelta(days=700)]),
            ),
            max_size=5,
        ),
        st.sampled_from([0, 1, 5, 20, 60, 90, 200, 400]),
        st.sampled_from(["run", "restart", "wait", "back"]),
    ),
    max_size=14,
)  # fmt: skip
"""Histories: batches of (story, site, groups, minutes since it was seen, revised, its age then), how long until the
next, and what happens in between."""


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow], phases=[Phase.generate]
)
@given(WAYS, st.integers(0, 3))
def test_the_back_test_gives_what_live_matching_gave(
    tmp_path_factory: pytest.TempPathFactory, ways: list[Any], begin: int
) -> None:
    """For every kind, the back-test over any history of batches gives the alerts that live matching gave."""
    with pytest.MonkeyPatch.context() as patch:
        rules = rules_of_kinds()
        sleeping = [rule | {"enabled": False} for rule in rules]
        flow = ArticleFlow(tmp_path_factory.mktemp("flow"), *(sleeping if begin else rules), patch=patch)
        start, numbers = flow.now, iter(range(100, 1000))
        if not begin:
            flow.match_and_watch()
        for nth, (articles, minutes, then) in enumerate(ways):
            if begin and nth == begin:
                flow.match_and_watch()
                flow.advance_clock(seconds=1)
                flow.restart(*rules)
                start = flow.now
                flow.match_and_watch()
            pieces = [
                FlowArticle(
                    next(numbers),
                    story,
                    site,
                    sorted(groups),
                    timedelta(minutes=seen),
                    2 if changed else 1,
                    ["isis"],
                    age=age,
                )
                for story, site, groups, seen, changed, age in articles
            ]
            flow.index_batch(*pieces)
            if then == "restart":
                flow.restart()
            if then != "wait":
                flow.match_and_watch()
            flow.advance_clock(
                minutes=-min(minutes, 30) if then == "back" and begin == 0 and nth else minutes
            )
        flow.match_and_watch()
        if begin <= len(ways) - 1 or not begin:
            # A silence that was told of by a clock which was then set back is none afterwards.
            jumped = not begin and any(then == "back" for *_, then in ways)
            for name in (name for name in RULE_KINDS if not (name == "silent" and jumped)):
                told, replayed = flow.alerts(name), flow.backtest(name, start)
                assert [comparable(one) for one in told] == [comparable(one) for one in replayed], name


def lead_a_life(flow: ArticleFlow) -> None:
    """Let stories, copies, revisions and pauses come, so that a rule of every kind has something to tell."""
    flow.match_and_watch()
    for number in range(1, 40, 4):
        flow.index_batch(
            FlowArticle(number), FlowArticle(number + 1, story=number, site="two"),
            FlowArticle(number + 2, groups=("taliban", "isis", "pkk")[: 1 + number % 3]),
            *(FlowArticle(extra) for extra in range(100 * number, 100 * number + (number // 4 if number < 37 else 40))),
            FlowArticle(100 * number + 99, revision=2, added=["pkk"]),
        )  # fmt: skip
        flow.match_and_watch()
        flow.advance_clock(minutes=30)
    flow.advance_clock(hours=4)
    flow.match_and_watch()


def assert_replayed(flow: ArticleFlow) -> None:
    """Assert that every kind has told of something, and that the back-test gives the same."""
    for name in RULE_KINDS:
        told = [comparable(one) for one in flow.alerts(name)]
        assert told == [comparable(one) for one in flow.backtest(name)], name
        assert told, name


def test_every_kind_on_postgresql(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, postgres_url: str) -> None:
    """What rules remember is kept in PostgreSQL as in SQLite."""
    rules = rules_of_kinds()
    flow = ArticleFlow(tmp_path, *rules, patch=monkeypatch, WIREWATCH_STATE_URL=postgres_url)
    lead_a_life(flow)
    assert_replayed(flow)
    flow.project.__exit__()


def test_every_kind_on_elasticsearch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, elasticsearch_url: str
) -> None:
    """What rules find and learn in Elasticsearch is what they find and learn in a directory."""
    rules = rules_of_kinds()
    flow = ArticleFlow(tmp_path, *rules, patch=monkeypatch)
    alias = f"test-{secrets.token_hex(6)}"
    flow.project.__dict__["unprepared_store"] = flow.project.__dict__["store"] = store = Elastic(
        elasticsearch_url, alias=alias
    )
    try:
        lead_a_life(flow)
        assert_replayed(flow)
    finally:
        for index in store.client.indices.get(index=f"{alias}-*"):
            store.client.indices.delete(index=index)
        store.client.options(ignore_status=404).indices.delete_index_template(name=alias)
        flow.project.__exit__()
