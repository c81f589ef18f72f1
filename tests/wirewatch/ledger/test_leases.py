"""The skeleton of every stage: claims, leases, and what death leaves behind."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlalchemy import Connection, event, insert, select, update

from wirewatch.ledger import leases
from wirewatch.ledger.connect import Ledger, open_ledger
from wirewatch.ledger.schema import links


def add_link(
    ledger: Ledger, name: str, shard: int = 0, due: timedelta = timedelta(), feed: str = "f"
) -> None:
    at = leases.now()
    with ledger.begin() as tx:
        tx.execute(
            insert(links).values(
                id=name, shard=shard, url=name, canonical_url=name, domain="example.org", feed_url=feed,
                first_seen_at=at, fate="pending", due_at=at + due,
            )
        )  # fmt: skip


def test_a_claimed_row_is_nobody_elses(ledger: Ledger) -> None:
    """A row is given to one claim only, until it is settled or released."""
    for name in "abc":
        add_link(ledger, name)
    first = leases.claim(ledger, leases.FETCH, 2)
    second = leases.claim(ledger, leases.FETCH, 2)
    assert [row.id for row in first] == ["a", "b"]
    assert [row.id for row in second] == ["c"]
    leases.release(ledger, leases.FETCH, first)
    assert [row.id for row in leases.claim(ledger, leases.FETCH, 5)] == ["a", "b"]


def test_a_row_is_not_claimed_before_it_is_due(ledger: Ledger) -> None:
    """A retry waits for its time, and is then claimed."""
    add_link(ledger, "later", due=timedelta(hours=1))
    assert leases.claim(ledger, leases.FETCH, 5) == []
    assert leases.claim(ledger, leases.FETCH, 5, due=leases.now() + timedelta(hours=2))[0].id == "later"


def test_a_look_tells_whether_a_claim_would_lease_a_row(ledger: Ledger) -> None:
    """There is work where a row is due that nobody has, and in no other queue."""

    def looks() -> list[bool]:
        with ledger.read() as tx:
            return [leases.is_any_due(tx, queue) for queue in (leases.FETCH, leases.PROCESS)]

    add_link(ledger, "later", due=timedelta(hours=1))
    assert looks() == [False, False]
    add_link(ledger, "now")
    assert looks() == [True, False]
    rows = leases.claim(ledger, leases.FETCH, 5)
    assert looks() == [False, False]
    leases.release(ledger, leases.FETCH, rows)
    assert looks() == [True, False]


def test_a_lost_lease_cannot_commit(ledger: Ledger) -> None:
    """A worker whose lease ran out, and whose row another took, changes nothing any more."""
    add_link(ledger, "a")
    slow = leases.claim(ledger, leases.FETCH, 1)[0]
    with ledger.begin() as tx:
        tx.execute(update(links).values(lease_until=leases.now() - timedelta(seconds=1)))
    quick = leases.claim(ledger, leases.FETCH, 1)[0]
    with ledger.begin() as tx:
        assert not leases.settle(tx, leases.FETCH, slow, fate="rejected")
    with ledger.begin() as tx:
        assert leases.settle(tx, leases.FETCH, quick, fate="fetched")
        assert tx.execute(select(links.c.fate)).scalar_one() == "fetched"


@pytest.mark.parametrize("wrong_by", [timedelta(minutes=11), timedelta(days=1), timedelta(minutes=-11)])
def test_a_machine_whose_clock_is_wrong_takes_no_lease_that_is_held(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, wrong_by: timedelta
) -> None:
    """Leases begin and end by the database's clock: what another machine works on is not worked on twice."""
    add_link(ledger, "a", due=timedelta(hours=-1))
    right = leases.now
    for holder, other in ((timedelta(0), wrong_by), (wrong_by, timedelta(0))):
        monkeypatch.setattr(leases, "now", lambda by=holder: right() + by)
        (held,) = leases.claim(ledger, leases.FETCH, 5)
        monkeypatch.setattr(leases, "now", lambda by=other: right() + by)
        assert leases.claim(ledger, leases.FETCH, 5) == []
        assert leases.count_due(ledger, leases.FETCH) == 0
        with ledger.begin() as tx:
            assert leases.next_due_at(tx, leases.FETCH) is None
            over = leases.database_time(ledger.dialect, timedelta(seconds=-1))
            tx.execute(update(links).values(lease_until=over))
        taken = leases.claim(ledger, leases.FETCH, 5)
        assert len(taken) == 1
        with ledger.begin() as tx:
            assert not leases.settle(tx, leases.FETCH, held, fate="fetched")
        leases.release(ledger, leases.FETCH, taken)


def test_the_dead_give_their_leases_back_at_once(ledger: Ledger) -> None:
    """A row leased by a process that was killed is free again without waiting for the lease to run out."""
    add_link(ledger, "a")
    script = (
        "import os,signal;from wirewatch.ledger.connect import open_ledger;from wirewatch.ledger import leases;"
        f"l=open_ledger({ledger.engine.url.render_as_string(hide_password=False)!r});"
        "assert leases.claim(l, leases.FETCH, 1);os.kill(os.getpid(), signal.SIGKILL)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == -9
    assert leases.claim(ledger, leases.FETCH, 1) == []
    assert leases.free_dead_leases(ledger) == 1
    assert len(leases.claim(ledger, leases.FETCH, 1)) == 1


def test_the_living_keep_their_leases(ledger: Ledger) -> None:
    """Freeing the dead takes nothing from a process that runs, nor from another machine's."""
    add_link(ledger, "a")
    add_link(ledger, "b")
    mine = leases.claim(ledger, leases.FETCH, 1)[0]
    with ledger.begin() as tx:
        elsewhere = {
            "lease": f"another-machine|{os.getpid()}|1.00#x",
            "lease_until": leases.now() + leases.LEASE,
        }
        tx.execute(update(links).where(links.c.id == "b").values(elsewhere))
    assert leases.free_dead_leases(ledger) == 0
    with ledger.begin() as tx:
        assert leases.settle(tx, leases.FETCH, mine, fate="fetched")


def test_what_was_given_up_is_free_again(ledger: Ledger) -> None:
    """Leases that the ledger was not there to take back are freed though this process lives; other queues' are not."""
    add_link(ledger, "a")
    add_link(ledger, "b")
    leases.claim(ledger, leases.FETCH, 1)
    leases.give_up(ledger, leases.FETCH)
    leases.claim(ledger, leases.FETCH, 1)
    leases.give_up(ledger, leases.INDEX)
    assert leases.free_dead_leases(ledger) == 1
    assert len(leases.claim(ledger, leases.FETCH, 9)) == 1


def test_hosts_take_turns(ledger: Ledger) -> None:
    """The first link of every host comes before the second of any, however much older this is."""
    for number in range(6):
        add_link(ledger, f"a{number}", 1, timedelta(hours=-2))
    for number in range(2):
        add_link(ledger, f"b{number}", 2, timedelta(hours=-1))
    add_link(ledger, "c0", 3)
    rows = leases.claim(ledger, leases.FETCH, 5)
    assert [row.id for row in rows] == ["a0", "b0", "c0", "a1", "b1"]
    leases.release(ledger, leases.FETCH, rows)
    assert [row.id for row in leases.claim(ledger, leases.FETCH, 9, per_host=1, busy=[2])] == ["a0", "c0"]


def test_feeds_of_one_host_take_turns(ledger: Ledger) -> None:
    """A feed's one link comes second of its host, though another feed of that host has many older ones."""
    for number in range(5):
        add_link(ledger, f"a{number}", 1, timedelta(hours=-2), feed="a")
    add_link(ledger, "b", 1, feed="b")
    add_link(ledger, "c", 2, feed="c")
    rows = leases.claim(ledger, leases.FETCH, 9, per_host=3)
    assert [row.id for row in rows] == ["a0", "c", "b", "a1"]


def test_a_host_that_waits_leaves_the_queue_to_others(ledger: Ledger) -> None:
    """The due links of a host that is put off are due one after the other; others' and leased ones stay."""
    for name in ("a0", "a1", "a2"):
        add_link(ledger, name, 1)
    add_link(ledger, "b", 2)
    (held,) = leases.claim(ledger, leases.FETCH, 1, busy=[2])
    first, apart = leases.now() + timedelta(hours=1), timedelta(seconds=10)
    assert leases.postpone_host(ledger, leases.FETCH, 1, first, apart, reason="rate_limited") == 2
    assert [row.id for row in leases.claim(ledger, leases.FETCH, 9)] == ["b"]
    assert leases.postpone(ledger, leases.FETCH, [held], first + 2 * apart, apart) == 1
    with ledger.read() as tx:
        rows = tx.execute(select(links).where(links.c.shard == 1).order_by(links.c.due_at)).all()
    assert [(row.id, row.due_at - first, row.reason) for row in rows] == [
        ("a1", 0 * apart, "rate_limited"),
        ("a2", apart, "rate_limited"),
        ("a0", 2 * apart, None),
    ]


def test_two_that_claim_at_once_both_get_work(postgres_url: str) -> None:
    """Where another is about to take all that comes first, a claim waits for nobody and gives what comes after."""
    ledger = open_ledger(postgres_url)
    for number in range(4):
        add_link(ledger, f"a{number}", number)
    with ledger.begin() as tx:
        tx.execute(select(links.c.id).where(links.c.id.in_(["a0", "a1"])).with_for_update())
        assert {row.id for row in leases.claim(ledger, leases.FETCH, 3)} == {"a2"}
        assert {row.id for row in leases.claim(ledger, leases.FETCH, 3)} == {"a3"}
    ledger.close()


def test_a_claim_among_many_costs_no_more_than_a_look_at_each(tmp_path: Path) -> None:
    """A claim's steps grow as the due rows do, from 10,000 to 100,000 of them, and not faster."""
    steps = []
    for number in (10_000, 100_000):
        ledger = open_ledger(f"sqlite:///{tmp_path}/{number}.db")
        at = leases.now()
        common = {
            "url": "u",
            "canonical_url": "u",
            "domain": "d",
            "feed_url": "f",
            "first_seen_at": at,
            "fate": "pending",
        }
        with ledger.begin() as tx:
            tx.execute(
                insert(links),
                [{"id": f"{n:06}", "shard": n % 500, "due_at": at, **common} for n in range(number)],
            )
        taken = [0]

        def count(taken: list[int] = taken) -> int:
            taken[0] += 1
            return 0

        @event.listens_for(ledger.engine, "begin")
        def watch(connection: Connection, count: Callable[[], int] = count) -> None:
            connection.connection.driver_connection.set_progress_handler(count, 1000)  # type: ignore[union-attr]

        assert len(leases.claim(ledger, leases.FETCH, 1000, per_host=10)) == 1000
        ledger.close()
        steps.append(taken[0])
    assert steps[1] < 15 * steps[0]


@given(shards=st.integers(1, 7), hosts=st.lists(st.integers(0, 2**31 - 1), min_size=1, max_size=20))
@settings(max_examples=15, deadline=None)
def test_every_row_belongs_to_exactly_one_shard(
    tmp_path_factory: pytest.TempPathFactory, shards: int, hosts: list[int]
) -> None:
    """Over any number of shards, the shards' claims together are all rows, once each."""
    ledger = open_ledger(f"sqlite:///{tmp_path_factory.mktemp('shards')}/l.db")
    for number, shard in enumerate(hosts):
        add_link(ledger, str(number), shard)
    claimed = [row.id for k in range(shards) for row in leases.claim(ledger, leases.FETCH, 100, (k, shards))]
    ledger.close()
    assert sorted(claimed) == sorted(map(str, range(len(hosts))))


class Workers(RuleBasedStateMachine):
    """Workers that claim, commit, give back, stall and die in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.ledger = open_ledger("sqlite:///:memory:")
        self.held: list[object] = []
        self.committed: dict[str, int] = {}
        for name in "abcdef":
            add_link(self.ledger, name)

    @rule(limit=st.integers(1, 3))
    def claim(self, limit: int) -> None:
        """Take rows."""
        self.held.extend(leases.claim(self.ledger, leases.FETCH, limit))

    @rule(which=st.integers(0, 9))
    def commit(self, which: int) -> None:
        """Finish a row that is held, however stale the lease."""
        if self.held:
            row = self.held.pop(which % len(self.held))
            with self.ledger.begin() as tx:
                if leases.settle(tx, leases.FETCH, row, fate="fetched"):  # type: ignore[arg-type]
                    self.committed[row.id] = self.committed.get(row.id, 0) + 1  # type: ignore[attr-defined]

    @rule()
    def leases_run_out(self) -> None:
        """Let time pass."""
        with self.ledger.begin() as tx:
            tx.execute(update(links).values(lease_until=leases.now() - timedelta(seconds=1)))

    @invariant()
    def nothing_is_lost_or_committed_twice(self) -> None:
        """Every row is open or committed, and committed at most once."""
        with self.ledger.read() as tx:
            fates = {row.id: row.fate for row in tx.execute(select(links.c.id, links.c.fate))}
        assert len(fates) == 6
        assert all(count == 1 for count in self.committed.values())
        assert {name for name, fate in fates.items() if fate == "fetched"} == set(self.committed)

    def teardown(self) -> None:
        """Close the ledger."""
        self.ledger.close()


TestWorkers = Workers.TestCase
TestWorkers.settings = settings(max_examples=15, stateful_step_count=25, deadline=None)
