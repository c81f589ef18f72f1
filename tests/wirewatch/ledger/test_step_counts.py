"""Totals of steps: as many as were ever written, whatever is folded, deleted or killed between."""

from collections import Counter
from contextlib import closing, suppress
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select

from wirewatch.ledger import leases, step_counts
from wirewatch.ledger.connect import Ledger, open_ledger
from wirewatch.ledger.links import Step, add_steps
from wirewatch.ledger.schema import links, steps
from wirewatch.ledger.step_counts import count_steps, delete_steps, fold_steps

AT = leases.now().replace(microsecond=0)
IDS = ("a", "b", "c")
KINDS = (
    ("fetch", "retry", "timeout: after 30 s", "timeout"),
    ("fetch", "rejected", "gone", "gone"),
    ("process", "processed", "gone: is no reason here", ""),
    ("fetch", "failed", "It ended: oddly", ""),
)
"""Stage, outcome, detail, and the reason that is read of it."""
ACTS = st.lists(
    st.one_of(
        st.tuples(
            st.just("add"), st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(KINDS)), max_size=7)
        ),
        st.tuples(
            st.just("killed add"),
            st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(KINDS)), max_size=3),
        ),
        st.tuples(st.just("delete"), st.lists(st.sampled_from(IDS), unique=True)),
        st.tuples(st.just("killed delete"), st.lists(st.sampled_from(IDS), unique=True)),
        st.tuples(st.sampled_from(["fold", "killed fold"]), st.just([])),
    ),
    max_size=12,
)


class KilledError(Exception):
    """In the place of a kill: nothing of a transaction is left."""


def make_links(ledger: Ledger) -> None:
    """Make the links whose steps these are."""
    with ledger.begin() as tx:
        for id_ in IDS:
            values = {"id": id_, "shard": 0, "url": id_, "canonical_url": id_, "domain": "d", "feed_url": "f"}
            tx.execute(insert(links).values(**values, first_seen_at=AT, due_at=AT, fate="fetched"))


def write(ledger: Ledger, *new: Step, seconds: int = 0) -> None:
    """Write steps, so many seconds after the others."""
    with ledger.begin() as tx:
        add_steps(tx, new, AT + timedelta(seconds=seconds))


def totals(ledger: Ledger) -> Counter[tuple[str, str, str]]:
    """Return how many steps there were by stage, outcome and reason."""
    found: Counter[tuple[str, str, str]] = Counter()
    for (stage, outcome, reason, _), total in count_steps(ledger).items():
        found[stage, outcome, reason] += total.number
    return found


def act(ledger: Ledger, name: str, what: list[object]) -> None:
    """Do one thing, and be killed just before the end of a transaction where the name says so."""
    with pytest.MonkeyPatch.context() as patch, suppress(KilledError):
        if name == "killed fold":
            real = step_counts._add

            def killed(*given: object) -> None:
                real(*given)  # type: ignore[arg-type]
                raise KilledError

            patch.setattr(step_counts, "_add", killed)
        if name.endswith("fold"):
            fold_steps(ledger)
            return
        with ledger.begin() as tx:
            if name.endswith("add"):
                add_steps(tx, [(id_, *kind[:3]) for id_, kind in what], AT)  # type: ignore[misc]
            else:
                delete_steps(tx, what)  # type: ignore[arg-type]
            if name.startswith("killed"):
                raise KilledError


def test_the_totals_are_the_steps_ever_written(ledger: Ledger) -> None:
    """Whatever is written, folded, deleted and killed in whatever order, each step that was kept counts once."""
    make_links(ledger)
    model: Counter[tuple[str, str, str]] = Counter()

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(acts=ACTS, portion=st.integers(1, 4), tail=st.integers(0, 5))
    def hold(acts: list[tuple[str, list[object]]], portion: int, tail: int) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(step_counts, "PORTION", portion)
            patch.setattr(step_counts, "TAIL", tail)
            for name, what in acts:
                act(ledger, name, what)
                if name == "add":
                    model.update((stage, outcome, reason) for _, (stage, outcome, _, reason) in what)  # type: ignore[misc]
                assert totals(ledger) == model

    hold()


def test_the_time_since_the_step_before_counts_once(ledger: Ledger) -> None:
    """The first step of a link has none; others fall into the bucket of their seconds, folded or not."""
    make_links(ledger)
    write(ledger, ("a", "poll", "seen", None))
    write(ledger, ("a", "fetch", "fetched", None), ("b", "fetch", "fetched", None), seconds=60)
    write(ledger, ("a", "process", "processed", None), seconds=61)
    wanted = {
        ("poll", "seen", "", step_counts.FIRST): (1, 0),
        ("fetch", "fetched", "", step_counts.FIRST): (1, 0),
        ("fetch", "fetched", "", step_counts.BOUNDS_S.index(60)): (1, 60),
        ("process", "processed", "", step_counts.BOUNDS_S.index(1)): (1, 1),
    }
    assert count_steps(ledger) == wanted
    assert fold_steps(ledger) == 4
    assert count_steps(ledger) == wanted
    assert fold_steps(ledger) == 0


def test_a_long_tail_is_folded_by_who_counts(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that the next one has few steps to read."""
    make_links(ledger)
    monkeypatch.setattr(step_counts, "TAIL", 2)
    write(ledger, *(("a", "fetch", "retry", "dns: no such host"),) * 3)
    assert totals(ledger) == {("fetch", "retry", "dns"): 3}
    with ledger.read() as tx:
        mark = tx.execute(select(step_counts.step_mark.c.seq)).scalar_one()
        assert mark == tx.execute(select(steps.c.seq).order_by(steps.c.seq.desc()).limit(1)).scalar_one()


def test_a_step_that_is_committed_late_counts(postgres_url: str) -> None:
    """In PostgreSQL a step may come behind others that have higher numbers and are folded, were that not waited for."""
    with closing(open_ledger(postgres_url)) as ledger:
        make_links(ledger)
        with ledger.begin() as late:
            add_steps(late, [("a", "fetch", "fetched", None)], AT)
            write(ledger, ("b", "fetch", "fetched", None))
            assert fold_steps(ledger) == 0
            assert totals(ledger) == {("fetch", "fetched", ""): 1}
        assert fold_steps(ledger) == 2
        assert totals(ledger) == {("fetch", "fetched", ""): 2}
