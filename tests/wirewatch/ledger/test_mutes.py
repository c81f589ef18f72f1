"""Mutes in the ledger: what they stop, and that they stop nothing else."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, select, update

from processors.records import Alert
from wirewatch.ledger import mutes, outbox
from wirewatch.ledger.connect import Ledger, open_ledger
from wirewatch.ledger.desk_schema import mutes as table
from wirewatch.ledger.late_judgement import doubt_mark
from wirewatch.ledger.leases import database_time
from wirewatch.ledger.schema import deliveries
from wirewatch.preview.try_channel import example_alert

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
NAMES = ("a", "b")
"""Of rules, stories and sources alike: a name of one must not be taken for that of another."""
ALERTS = tuple(product(NAMES, NAMES, NAMES))
"""Each with its rule, its story and its source."""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """Give one in which ALERTS wait."""
    opened = open_ledger(f"sqlite:///{tmp_path_factory.mktemp('mutes') / 'l.db'}")
    with opened.begin() as tx:
        for alert in ALERTS:
            announce(tx, *alert)
    yield opened
    opened.close()


def announce(
    tx: Connection, rule: str, story: str, source: str | None, at: datetime = NOON, *,
    channels: Sequence[str] = ("desk",), **more: Any,
) -> bool:  # fmt: skip
    """Announce an alert; its mark is the source, so that a rule tells of a story for each."""
    alert: Alert = msgspec.structs.replace(
        example_alert("desk"), rule=rule, story_id=story, article_id="", published_at=at
    )
    return outbox.announce(tx, alert, "batch", channels, at, **{"mark": source or "", **more}, source=source)


def states(tx: Connection) -> dict[tuple[str, str, str], str]:
    """Give the states of the deliveries by rule, story and mark."""
    return {(row.rule, row.story_id, row.mark): row.state for row in tx.execute(select(deliveries))}


written_mutes = st.lists(
    st.tuples(
        st.sampled_from(get_args(mutes.Kind)), st.sampled_from(NAMES),
        st.integers(0, 2), st.none() | st.integers(0, 2),
    ),
    max_size=4,
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(written=written_mutes)
def test_a_mute_stops_what_it_names_while_it_holds_and_nothing_else(filled: Ledger, written: Any) -> None:
    """What waits, and what is announced then, is muted where its rule, story or source is, by one that holds."""
    at = NOON + HOUR
    held = set()
    with filled.begin() as tx:
        for kind, name, until, ended in written:
            ends = None if ended is None else NOON + ended * HOUR
            values = {"kind": kind, "name": name, "who": "ana", "at": NOON, "until": NOON + until * HOUR}
            tx.execute(table.insert().values(**values, ended_at=ends, ended_by=ends and "ana"))
            if NOON + until * HOUR > at and ended is None:
                held.add((kind, name))
        stopped = {
            (rule, story, source)
            for rule, story, source in ALERTS
            if held & {("rule", rule), ("story", story), ("source", source)}
        }
        assert {one for one in ALERTS if mutes.why_muted(tx, one[0], one[1], "", one[2], at)} == stopped
        assert mutes.muted_sources(tx, at) == {name for kind, name in held if kind == "source"}
        assert mutes.hold_back(tx, at) == len(stopped)
        assert {key for key, state in states(tx).items() if state == mutes.MUTED} == stopped
        tx.rollback()


@pytest.mark.parametrize("kind", get_args(mutes.Kind))
def test_the_end_of_a_mute_leaves_those_of_the_same_name(tx: Connection, kind: mutes.Kind) -> None:
    """A source, a story and a rule may be called the same: one is muted and unmuted without the others."""
    for one in mutes.KINDS:
        mutes.add_mute(tx, one, "a", "ana", NOON, NOON + HOUR)
        mutes.add_mute(tx, one, "b", "ana", NOON, NOON + HOUR)
    assert mutes.end_mute(tx, kind, "a", "ana", NOON)
    left = {(row.kind, row.name) for row in mutes.active_mutes(tx, NOON)}
    assert left == {*product(mutes.KINDS, NAMES)} - {(kind, "a")}


def test_what_is_being_sent_is_sent(ledger: Ledger) -> None:
    """A mute leaves an alert whose sender has a lease on it; of a sender that died it is muted."""
    with ledger.begin() as tx:
        announce(tx, "a", "a", "a")
        lease = {"lease": "x", "lease_until": database_time(ledger.dialect, HOUR)}
        tx.execute(update(deliveries).values(lease))
        assert mutes.add_mute(tx, "rule", "a", "ana", NOON, NOON + HOUR) == 0
        tx.execute(update(deliveries).values(lease_until=database_time(ledger.dialect, -HOUR)))
        assert mutes.hold_back(tx, NOON) == 1
        (row,) = tx.execute(select(deliveries)).all()
        assert (row.state, row.lease, row.lease_until) == (mutes.MUTED, None, None)


def test_what_is_muted_from_the_beginning_joins_no_digest(tx: Connection) -> None:
    """No message is gathered for it, and what a digest had sent before a mute stays sent."""
    mutes.add_mute(tx, "story", "a", "ana", NOON, NOON + HOUR)
    announce(tx, "a", "a", "a", next_digest=lambda at: at + HOUR)
    (row,) = tx.execute(select(deliveries)).all()
    assert (row.kind, row.state, row.digest) == ("alert", mutes.MUTED, None)
    announce(tx, "a", "b", "a", next_digest=lambda at: at + HOUR)
    closed = deliveries.c.kind == "digest"
    tx.execute(update(deliveries).where(closed).values(state="sent"))
    assert mutes.add_mute(tx, "rule", "a", "ana", NOON, NOON + HOUR) == 0


@pytest.mark.parametrize(
    ("minutes", "ended", "told"),
    [(30, None, True), (61, None, False), (30, 20, False), (30, 40, True)],
    ids=["while it holds", "after its time", "after its end", "before its end"],
)
def test_another_source_tells_of_what_was_muted_with_its_source_alone(
    tx: Connection, minutes: int, ended: int | None, told: bool
) -> None:
    """Once, and with no second delivery; a story of which somebody was told before, or late, is not told again."""
    at = NOON + timedelta(minutes=minutes)
    mutes.add_mute(tx, "source", "one", "ana", NOON, NOON + HOUR)
    if ended == 20:
        mutes.end_mute(tx, "source", "one", "ana", NOON + timedelta(minutes=20))
    announce(tx, "a", "a", "one", at, mark="")
    if ended == 40:
        mutes.end_mute(tx, "source", "one", "ana", NOON + timedelta(minutes=40))
    assert (outbox.announced_stories(tx, "a", ["a"]) == set()) == told
    assert (outbox.alerted_articles(tx, "a", ["a"]) == []) == told
    assert announce(tx, "a", "a", "two", at, mark="") == told
    assert not announce(tx, "a", "a", "three", at, mark="")
    assert list(states(tx).values()) == ["pending"]


def test_what_one_channel_was_sent_before_is_not_told_again(tx: Connection) -> None:
    """A mute that stops the other channel's alert, or that comes when deliveries are forgotten, has nothing told."""
    announce(tx, "a", "a", "one", mark="", channels=("desk", "other"))
    announce(tx, "a", "b", "one", mark="")
    tx.execute(update(deliveries).where(deliveries.c.channel == "desk").values(state="sent"))
    tx.execute(delete(deliveries).where(deliveries.c.story_id == "b"))
    assert mutes.add_mute(tx, "source", "one", "ana", NOON, NOON + HOUR) == 1
    assert outbox.announced_stories(tx, "a", ["a", "b"]) == {"a", "b"}
    assert not announce(tx, "a", "a", "two", mark="")
    assert not announce(tx, "a", "b", "two", mark="")


@pytest.mark.parametrize(
    ("kind", "hours", "ended"),
    [("source", 1, None), ("source", 9, 1), ("rule", 9, None)],
    ids=["over", "ended", "of a rule of the source's name"],
)
def test_what_was_muted_as_a_story_is_told_by_no_other_source(
    tx: Connection, kind: mutes.Kind, hours: int, ended: int | None
) -> None:
    """A mute of the source that did not hold when the story was announced gives it to nobody else."""
    at = NOON + 2 * HOUR
    mutes.add_mute(tx, kind, "one", "ana", NOON, NOON + hours * HOUR)
    if ended:
        mutes.end_mute(tx, kind, "one", "ana", NOON + ended * HOUR)
    mutes.add_mute(tx, "story", "a", "ana", NOON, NOON + 9 * HOUR)
    announce(tx, "a", "a", "one", at, mark="")
    assert set(states(tx).values()) == {mutes.MUTED}
    mutes.end_mute(tx, "story", "a", "ana", at)
    assert outbox.announced_stories(tx, "a", ["a"]) == {"a"}
    assert not announce(tx, "a", "a", "two", at + HOUR, mark="")


def test_a_copy_in_doubt_of_a_muted_story_is_told(tx: Connection) -> None:
    """It may be another event: it is neither held back where it waits, nor muted from the beginning."""
    before, after = doubt_mark("x"), doubt_mark("y")
    for mark in ("", before):
        announce(tx, "r", "s", None, mark=mark)
    assert mutes.add_mute(tx, "story", "s", "ana", NOON, NOON + HOUR) == 1
    announce(tx, "r", "s", None, mark=after)
    told = {mark: state for (_, _, mark), state in states(tx).items()}
    assert told == {"": mutes.MUTED, before: "pending", after: "pending"}
    assert (
        mutes.add_mute(tx, "rule", "r", "ana", NOON, NOON + HOUR) == 2
    )  # who mutes the rule hears nothing of it
