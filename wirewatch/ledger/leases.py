"""The one skeleton of every stage: claim rows by lease, work, commit the new state.

    rows = claim(ledger, FETCH, limit=200, shard=(0, 4))     # leased to this process, nobody else sees them
    ...                                                      # work; may die at any instant
    with ledger.begin() as tx:
        settle(tx, FETCH, row, fate="fetched", ...)          # False where the lease was lost: discard the work

A row whose worker died comes back by itself: at once when the worker was a process of this machine (its lease
names it, and the process is gone), otherwise when the lease runs out. Work is therefore done at least once,
and its writes have to be idempotent. Leases go by the clock of the database, which all machines share: one whose own
clock is ahead takes no lease from who is still at work.
"""

import os
import random
import socket
import uuid
from collections import Counter, deque
from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

import psutil
from sqlalchemy import (
    BindParameter,
    ClauseElement,
    Column,
    ColumnElement,
    Connection,
    DateTime,
    Integer,
    Interval,
    Row,
    Select,
    Table,
    Update,
    and_,
    bindparam,
    func,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.sql.dml import ReturningUpdate

from wirewatch.ledger.connect import Ledger
from wirewatch.ledger.schema import UtcDateTime, batches, deliveries, feeds, links

LEASE = timedelta(minutes=10)
"""Twice the longest that a stage may work on what it claimed (wirewatch.stages cut themselves off at half)."""

CLOCK_SLACK_S = 5.0
"""A process's start is computed from the clock, which may be set meanwhile by about this much."""

Shard = tuple[int, int]
"""(k, n): the rows whose shard modulo n is k."""


class Queue(NamedTuple):
    """What a stage takes its work from: a table, its key, and which of its rows are work."""

    name: str
    table: Table
    key: Column[Any]
    ready: ColumnElement[bool]
    turns: tuple[Column[Any], ...] = ()
    """What takes turns, the widest first: no host's rows come before others' because they are many, nor do those of one
    feed before another's of the same host."""


FEEDS = Queue("feeds", feeds, feeds.c.url, feeds.c.active, (feeds.c.shard,))
FETCH = Queue(
    "fetch", links, links.c.id, links.c.fate.in_(("pending", "retry")), (links.c.shard, links.c.feed_url)
)
PROCESS = Queue("process", links, links.c.id, links.c.fate == "fetched", (links.c.shard, links.c.feed_url))
INDEX = Queue("index", links, links.c.id, links.c.fate == "processed")
MATCH = Queue("match", batches, batches.c.id, batches.c.matched_at.is_(None))
DELIVER = Queue("deliver", deliveries, deliveries.c.key, deliveries.c.state == "pending")
QUEUES = (FEEDS, FETCH, PROCESS, INDEX, MATCH, DELIVER)


def now() -> datetime:
    """Give the present time, aware, in UTC."""
    return datetime.now(UTC)


def database_time(dialect: str, later: timedelta = timedelta(0)) -> ColumnElement[datetime]:
    """Give, as a part of a statement, the present time by the database's clock, or a time so much later."""
    if dialect == "postgresql":
        return func.clock_timestamp(type_=DateTime(timezone=True)) + literal(later, Interval)
    # In the very form in which times are stored.
    return func.strftime(
        "%Y-%m-%d %H:%M:%f000", "now", f"{later.total_seconds():+} seconds", type_=UtcDateTime
    )


def is_free(table: Table, dialect: str) -> ColumnElement[bool]:
    """Choose the rows of a queue that nobody works on, as far as their leases tell."""
    return or_(table.c.lease.is_(None), table.c.lease_until < database_time(dialect))


def claim(
    ledger: Ledger,
    queue: Queue,
    limit: int,
    shard: Shard | None = None,
    due: datetime | None = None,
    *,
    per_host: int | None = None,
    busy: Collection[int] = (),
) -> Sequence[Row[Any]]:
    """Lease up to `limit` due rows to this process and give them: the longest due first, by turns of hosts.

    `due` is the time up to which rows count as due: now by default. Of a queue whose hosts take turns, at most
    `per_host` rows of each host are given, and none of those whose `shard` is `busy`.
    """
    given: dict[str, Any] = {"most": limit}
    if shard:
        given["share"], given["shares"] = shard
    if busy:
        given["busy"] = list(busy)
    if per_host is not None:
        given["of each host"] = per_host
    # A queue that is narrowed for one call is none to be remembered.
    make = _claiming if any(queue is each for each in QUEUES) else _claiming.__wrapped__
    leased, some_left = make(queue, ledger.dialect, frozenset(given))
    for _attempt in range(3):  # where another process is quicker with all that was chosen, there may be more
        present = now()
        given["up to"] = due or present
        lease = _new_lease(ledger, queue, present)
        with ledger.begin() as tx:
            rows = tx.execute(leased, {**given, "our lease": lease}).all()
            if rows or ledger.dialect != "postgresql" or tx.execute(some_left, given).first() is None:
                break
    rows = sorted(rows, key=lambda row: (row.due_at, getattr(row, queue.key.name)))
    return _by_turns(queue, rows)


@cache
def _claiming(queue: Queue, dialect: str, given: frozenset[str]) -> tuple[ReturningUpdate[Any], Select[Any]]:
    """Give the statement that claims rows of a queue, and one that tells whether any is left.

    `given` are the names of what narrows the rows. To build them takes longer than the database needs for them.
    """
    table, key = queue.table, queue.key
    free = and_(
        queue.ready,
        table.c.due_at <= bindparam("up to"),
        is_free(table, dialect),
        *([table.c.shard % bindparam("shares") == bindparam("share")] if "share" in given else []),
        *([table.c.shard.not_in(bindparam("busy", expanding=True))] if "busy" in given else []),
    )
    chosen = _choose(queue, free, is_bounded="of each host" in given)
    if dialect == "postgresql":
        chosen = chosen.with_for_update(skip_locked=True, of=table)
    leased = (
        update(table)
        .where(key.in_(chosen.scalar_subquery()))
        .values(lease=bindparam("our lease"), lease_until=database_time(dialect, LEASE))
        .returning(table)
    )
    return leased, select(key).where(free).limit(1)


def _new_lease(ledger: Ledger, queue: Queue, present: datetime) -> str:
    lease = f"{_worker()}#{uuid.uuid4().hex[:12]}"
    claims = ledger.claims.setdefault(queue.name, deque())
    claims.append((present, lease))
    while claims[0][0] < present - LEASE:
        claims.popleft()
    return lease


def give_up(ledger: Ledger, queue: Queue) -> None:
    """Have `free_dead_leases` free what was claimed of a queue here, since the ledger was not there to take it back.

    Call it when all work on that queue has ended; this process lives on, so that its leases do not tell.
    """
    ledger.given_up.update(lease for _, lease in ledger.claims.pop(queue.name, ()))


def _choose(queue: Queue, free: ColumnElement[bool], *, is_bounded: bool) -> Select[Any]:
    """Choose the keys of free rows: the first of every host, then the second of every host, and so on.

    At most so many as "most" says; where it `is_bounded`, as many "of each host".
    """
    table, key, limit = queue.table, queue.key, bindparam("most", type_=Integer)
    if not queue.turns:
        return select(key).where(free).order_by(table.c.due_at, key).limit(limit)
    order = ["due_at", key.name]
    ranked = select(key, table.c.due_at, *queue.turns).where(free).subquery()
    for number in range(len(queue.turns), 0, -1):
        inside = [ranked.c[column.name] for column in queue.turns[:number]]
        turn = func.row_number().over(partition_by=inside, order_by=[ranked.c[name] for name in order])
        rest = [column for column in ranked.c if column.name != "turn"]
        ranked = select(*rest, turn.label("turn")).subquery()
        order = ["turn", "due_at", key.name]
    first = select(ranked.c[key.name]).order_by(*(ranked.c[name] for name in order)).limit(limit)
    if is_bounded:
        first = first.where(ranked.c.turn <= bindparam("of each host", type_=Integer))
    return select(key).where(key.in_(first.scalar_subquery()), free)


def _by_turns(queue: Queue, rows: Sequence[Row[Any]]) -> list[Row[Any]]:
    """Order rows, which are in the order of their due times, by turns as they were chosen."""
    for number in range(len(queue.turns), 0, -1):
        turns: Counter[tuple[Any, ...]] = Counter()
        ranked = []
        for row in rows:
            inside = tuple(getattr(row, column.name) for column in queue.turns[:number])
            turns[inside] += 1
            ranked.append((turns[inside], row))
        rows = [row for _, row in sorted(ranked, key=lambda pair: pair[0])]
    return list(rows)


def count_due(ledger: Ledger, queue: Queue) -> int:
    """Count the rows that a claim without limit would lease now."""
    table = queue.table
    present = now()
    free = (
        queue.ready,
        table.c.due_at <= present,
        is_free(table, ledger.dialect),
    )
    with ledger.read() as tx:
        return tx.execute(select(func.count()).select_from(table).where(*free)).scalar_one()


def is_any_due(tx: Connection, queue: Queue) -> bool:
    """Tell whether a claim without limit would lease any row now."""
    _, some_left = _claiming(queue, tx.dialect.name, frozenset({"most"}))
    return tx.execute(some_left, {"up to": now()}).first() is not None


def next_due_at(tx: Connection, queue: Queue) -> datetime | None:
    """Give the time from which a claim leases a row, or None where no row waits that nobody has."""
    table = queue.table
    free = (queue.ready, is_free(table, tx.dialect.name))
    due: datetime | None = tx.execute(select(func.min(table.c.due_at)).where(*free)).scalar_one()
    return due


def settle(tx: Connection, queue: Queue, row: Row[Any], **values: Any) -> bool:
    """Commit a row's new state and give its lease back; False where the lease was no longer ours."""
    if any(isinstance(value, ClauseElement) for value in values.values()):
        table, key = queue.table, queue.key
        ours = and_(key == getattr(row, key.name), table.c.lease == row.lease)
        done = tx.execute(update(table).where(ours).values(lease=None, lease_until=None, **values))
        return bool(done.rowcount == 1)
    which = {"this row": getattr(row, queue.key.name), "our lease": row.lease}
    return bool(tx.execute(_settling(queue.name, tuple(values)), {**which, **values}).rowcount == 1)


def settle_held(tx: Connection, queue: Queue, rows: Sequence[tuple[Row[Any], dict[str, Any]]]) -> None:
    """Commit the new states of rows that `held_ids` has given in this transaction: as few statements as can be.

    Of other rows, those whose lease is no longer ours stay as they are.
    """
    alike: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row, values in rows:
        which = {"this row": getattr(row, queue.key.name), "our lease": row.lease}
        alike.setdefault(tuple(values), []).append({**which, **values})
    for columns, settled in alike.items():
        tx.execute(_settling(queue.name, columns), settled)


@cache
def _settling(name: str, columns: tuple[str, ...]) -> Update:
    """Give the statement that settles a row of a queue: to build it takes longer than the database needs for it."""
    queue = next(queue for queue in QUEUES if queue.name == name)
    ours = and_(queue.key == bindparam("this row"), queue.table.c.lease == bindparam("our lease"))
    values: dict[str, BindParameter[Any]] = {column: bindparam(column) for column in columns}
    return update(queue.table).where(ours).values(lease=None, lease_until=None, **values)


def held_ids(tx: Connection, queue: Queue, rows: Sequence[Row[Any]]) -> set[str]:
    """Give the keys of those rows whose leases are ours, and let nobody take them before this transaction ends."""
    table, key = queue.table, queue.key
    leased = {getattr(row, key.name): row.lease for row in rows}
    asked = tx.execute(_holding(table, key), {"keys": sorted(leased)})
    return {id_ for id_, lease in asked if lease == leased[id_]}


@cache
def _holding(table: Table, key: Column[Any]) -> Select[Any]:
    """Give the statement that reads the leases of rows and keeps others from taking them."""
    these = key.in_(bindparam("keys", expanding=True))
    return select(key, table.c.lease).where(these).order_by(key).with_for_update()


def release(ledger: Ledger, queue: Queue, rows: Sequence[Row[Any]], due_at: datetime | None = None) -> None:
    """Give back rows that were not worked on, as they were, or not before `due_at`."""
    later = {"due_at": due_at} if due_at else {}
    if rows:
        with ledger.begin() as tx:
            settle_held(tx, queue, [(row, later) for row in rows])


def postpone(
    ledger: Ledger, queue: Queue, rows: Sequence[Row[Any]], first: datetime, apart: timedelta, **values: Any
) -> int:
    """Give back rows that are not to be worked on before `first`, the next one `apart` later; give their number."""
    with ledger.begin() as tx:
        return sum(
            settle(tx, queue, row, due_at=first + apart * place, **values) for place, row in enumerate(rows)
        )


def postpone_host(
    ledger: Ledger, queue: Queue, shard: int, first: datetime, apart: timedelta, **values: Any
) -> int:
    """Have the rows of a host that are due, and that nobody has, wait as `postpone` does; give their number."""
    table, key = queue.table, queue.key
    waiting = and_(queue.ready, table.c.shard == shard, table.c.due_at <= now(), table.c.lease.is_(None))
    later = (
        update(table)
        .where(key == bindparam("row"), table.c.lease.is_(None))
        .values(due_at=bindparam("due"), **values)
    )
    with ledger.begin() as tx:
        keys = tx.execute(select(key).where(waiting).order_by(table.c.due_at, key)).scalars().all()
        if keys:
            tx.execute(later, [{"row": row, "due": first + apart * place} for place, row in enumerate(keys)])
    return len(keys)


def free_dead_leases(ledger: Ledger) -> int:
    """Take the leases from processes of this machine that no longer run, and those that were given up here.

    Gives the number of rows freed.
    """
    freed, given_up = 0, set(ledger.given_up)
    for table in {queue.table.name: queue.table for queue in QUEUES}.values():
        with ledger.read() as tx:
            held = (
                tx.execute(select(table.c.lease).where(table.c.lease.is_not(None)).distinct()).scalars().all()
            )
        dead = [lease for lease in held if lease in given_up or _is_dead(lease)]
        if dead:
            with ledger.begin() as tx:
                gone = update(table).where(table.c.lease.in_(dead)).values(lease=None, lease_until=None)
                freed += tx.execute(gone).rowcount
    ledger.given_up -= given_up
    return freed


@cache
def _machine() -> str:
    return socket.gethostname()


def _worker() -> str:
    """Name this process so that its death can be told from a lease: machine, pid, and when it started."""
    return _name_of(os.getpid())


@cache
def _name_of(pid: int) -> str:
    """Name a process, of which the system is asked once: each look opens a file, of which there may be none left."""
    return f"{_machine()}|{pid}|{psutil.Process(pid).create_time():.2f}"


def _is_dead(lease: str) -> bool:
    """Tell whether the lease's holder was a process of this machine that is gone (or whose pid was reused)."""
    machine, pid, started = lease.rpartition("#")[0].split("|")
    if machine != _machine():
        return False
    try:
        holder = psutil.Process(int(pid))
        if holder.status() == psutil.STATUS_ZOMBIE:
            return True  # killed, and not yet waited for by its parent
        return abs(holder.create_time() - float(started)) > CLOCK_SLACK_S
    except psutil.NoSuchProcess:
        return True


def jitter() -> float:
    """Give a random number in [0, 1), by which retries are spread."""
    return random.random()  # noqa: S311 - nothing secret hangs on it
