"""The back-test gives what live matching gave, for every kind, on every ledger and index."""

import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from article_flow import RULES, Flow, Piece, same, written
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from processors.stores.elasticsearch.index import Elastic

WAYS = st.lists(
    st.tuples(
        st.lists(
            st.tuples(
                st.integers(1, 6), st.sampled_from(["one", "two", "three"]),
                st.sets(st.sampled_from(["taliban", "isis", "pkk"])), st.integers(-3, 3000), st.booleans(),
            ),
            max_size=5,
        ),
        st.sampled_from([0, 1, 5, 20, 60, 90, 200, 400]),
        st.sampled_from(["run", "restart", "wait", "back"]),
    ),
    max_size=14,
)  # fmt: skip
"""Histories: batches of (story, site, groups, minutes since it was seen, revised), how long until the next, and what
happens in between."""


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow], phases=[Phase.generate]
)
@given(WAYS, st.integers(0, 3))
def test_the_back_test_gives_what_live_matching_gave(
    tmp_path_factory: pytest.TempPathFactory, ways: list[Any], begin: int
) -> None:
    """For every kind, the back-test over any history of batches gives the alerts that live matching gave."""
    with pytest.MonkeyPatch.context() as patch:
        rules = written()
        sleeping = [rule | {"enabled": False} for rule in rules]
        flow = Flow(tmp_path_factory.mktemp("flow"), *(sleeping if begin else rules), patch=patch)
        start, numbers = flow.now, iter(range(100, 1000))
        if not begin:
            flow.run()
        for nth, (articles, minutes, then) in enumerate(ways):
            if begin and nth == begin:
                flow.run()
                flow.pass_(seconds=1)
                flow.restart(*rules)
                start = flow.now
                flow.run()
            pieces = [
                Piece(
                    next(numbers),
                    story,
                    site,
                    sorted(groups),
                    timedelta(minutes=seen),
                    2 if changed else 1,
                    ["isis"],
                )
                for story, site, groups, seen, changed in articles
            ]
            flow.arrive(*pieces)
            if then == "restart":
                flow.restart()
            if then != "wait":
                flow.run()
            flow.pass_(minutes=-min(minutes, 30) if then == "back" and begin == 0 and nth else minutes)
        flow.run()
        if begin <= len(ways) - 1 or not begin:
            # A silence that was told of by a clock which was then set back is none afterwards.
            jumped = not begin and any(then == "back" for *_, then in ways)
            for name in (name for name in RULES if not (name == "silent" and jumped)):
                told, replayed = flow.told(name), flow.replayed(name, start)
                assert [same(one) for one in told] == [same(one) for one in replayed], name


def lead_a_life(flow: Flow) -> None:
    """Let stories, copies, revisions and pauses come, so that a rule of every kind has something to tell."""
    flow.run()
    for number in range(1, 40, 4):
        flow.arrive(
            Piece(number), Piece(number + 1, story=number, site="two"),
            Piece(number + 2, groups=("taliban", "isis", "pkk")[: 1 + number % 3]),
            *(Piece(extra) for extra in range(100 * number, 100 * number + number // 4)),
            Piece(100 * number + 99, revision=2, added=["pkk"]),
        )  # fmt: skip
        flow.run()
        flow.pass_(minutes=30)
    flow.pass_(hours=4)
    flow.run()


def assert_replayed(flow: Flow) -> None:
    """Assert that every kind has told of something, and that the back-test gives the same."""
    for name in RULES:
        told = [same(one) for one in flow.told(name)]
        assert told == [same(one) for one in flow.replayed(name)], name
        assert told, name


def test_every_kind_on_postgresql(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, postgres_url: str) -> None:
    """What rules remember is kept in PostgreSQL as in SQLite."""
    rules = written()
    flow = Flow(tmp_path, *rules, patch=monkeypatch, WIREWATCH_STATE_URL=postgres_url)
    lead_a_life(flow)
    assert_replayed(flow)
    flow.project.__exit__()


def test_every_kind_on_elasticsearch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, elasticsearch_url: str
) -> None:
    """What rules find and learn in Elasticsearch is what they find and learn in a directory."""
    rules = written()
    flow = Flow(tmp_path, *rules, patch=monkeypatch)
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
