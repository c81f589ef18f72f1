"""How many steps there ever were, by stage, outcome and reason, and how long each took: totals that only rise.

steps up to `step_mark.seq`  ->  step_counts      folded now and then, by whoever counts and by housekeeping
the steps behind it          ->  read each time

The writers of steps do nothing for it. Housekeeping counts the steps that it deletes in the transaction that deletes
them. Who folds, deletes or counts locks the one row of `step_mark` first, so that each step counts once; a writer of
steps never touches it.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, func, insert, select, text, update
from sqlalchemy.exc import OperationalError

from wirewatch.ledger.connect import Ledger
from wirewatch.ledger.desk_schema import step_counts, step_mark
from wirewatch.ledger.schema import steps

BOUNDS_S = (1, 5, 15, 60, 300, 900, 3_600, 21_600, 86_400)
"""Seconds after the step before: the upper bounds of the buckets, of which there is one more."""
FIRST = -1
"""The bucket of what has no step before it."""
TAIL = 2_000
"""Steps that are read each time; of more, the first are folded."""
PORTION = 5_000
"""Steps folded in one transaction, which keeps other writers waiting for some milliseconds."""
WITH_REASON = ("rejected", "failed", "retry")
"""Outcomes whose detail begins with the reason."""
_REASON = re.compile(r"[a-z_]{1,40}(?=: |\Z)")
_LOCK_NOT_AVAILABLE = "55P03"

Key = tuple[str, str, str, int]
"""Stage, outcome, reason (empty where there is none) and bucket."""


class StepCount(NamedTuple):
    """So many steps, and the sum of the seconds since those before them."""

    number: int
    seconds: float


Totals = Mapping[Key, StepCount]


def count_steps(ledger: Ledger) -> Totals:
    """Give how many steps there ever were. Folds what is long. Raises Trouble."""
    with ledger.read() as tx:
        last = tx.execute(select(func.max(steps.c.seq))).scalar() or 0
        behind = last - tx.execute(select(step_mark.c.seq)).scalar_one()
    if behind > TAIL:
        fold_steps(ledger)
    with ledger.read() as tx:
        seq = _mark(tx, read=True)
        folded = {
            (row.stage, row.outcome, row.reason, row.bucket): StepCount(row.number, row.seconds)
            for row in tx.execute(select(step_counts))
        }
        return _sum(folded, _counted(_steps(tx, steps.c.seq > seq)))


def fold_steps(ledger: Ledger) -> int:
    """Fold the steps that are there; give their number. May be killed. Where writers leave no moment, none."""
    last, number = _last_settled(ledger), 0
    while last is not None:
        with ledger.begin() as tx:
            seq = _mark(tx)
            if seq >= last:
                break
            upto = min(seq + PORTION, last)
            rows = _steps(tx, steps.c.seq > seq, steps.c.seq <= upto)
            _add(tx, _counted(rows))
            tx.execute(update(step_mark).values(seq=upto))
            number += len(rows)
    return number


def delete_steps(tx: Connection, ids: Sequence[str]) -> None:
    """Delete the steps of links, which stay counted."""
    seq = _mark(tx)
    _add(tx, _counted(_steps(tx, steps.c.seq > seq, steps.c.link_id.in_(ids))))
    tx.execute(delete(steps).where(steps.c.link_id.in_(ids)))
    # SQLite gives the number of a last row that is deleted to the next one.
    last = tx.execute(select(func.max(steps.c.seq))).scalar() or 0
    tx.execute(update(step_mark).values(seq=min(seq, last)))


def _mark(tx: Connection, *, read: bool = False) -> int:
    """Give up to which step all are folded; nobody folds or deletes until the transaction ends."""
    return int(tx.execute(select(step_mark.c.seq).with_for_update(read=read)).scalar_one())


def _last_settled(ledger: Ledger) -> int | None:
    """Give the last step before which none can come any more; None where that is not known now.

    In PostgreSQL a step may be committed after one with a higher number. The lock waits until no transaction that has
    written a step is open; who writes one meanwhile waits too, and so it waits for a moment only.
    """
    with ledger.begin() as tx:
        if ledger.dialect == "postgresql":
            tx.execute(text("SET LOCAL lock_timeout = '100ms'"))
            try:
                tx.execute(text("LOCK TABLE steps IN SHARE MODE"))
            except OperationalError as error:
                if getattr(error.orig, "sqlstate", "") != _LOCK_NOT_AVAILABLE:
                    raise
                tx.rollback()
                return None
        return tx.execute(select(func.max(steps.c.seq))).scalar() or 0


def _steps(tx: Connection, *which: Any) -> Sequence[Any]:
    """Give steps, each with the time of the step before it."""
    earlier = steps.alias()
    # The greatest time, not the last number: PostgreSQL would look for that through the steps of all links.
    before = select(func.max(earlier.c.at)).where(
        earlier.c.link_id == steps.c.link_id, earlier.c.seq < steps.c.seq
    )
    columns = (steps.c.stage, steps.c.outcome, steps.c.detail, steps.c.at)
    return tx.execute(select(*columns, before.scalar_subquery().label("before")).where(*which)).all()


def _counted(rows: Iterable[Any]) -> Totals:
    numbers: Counter[Key] = Counter()
    seconds: dict[Key, float] = defaultdict(float)
    for row in rows:
        span = _seconds(row.before, row.at)
        bucket = FIRST if span is None else bisect_left(BOUNDS_S, span)
        key = (row.stage, row.outcome, _reason(row.outcome, row.detail), bucket)
        numbers[key] += 1
        seconds[key] += span or 0.0
    return {key: StepCount(number, seconds[key]) for key, number in numbers.items()}


def _seconds(before: datetime | None, at: datetime) -> float | None:
    """Give the seconds between two steps; what clocks make negative is none."""
    return None if before is None else max(0.0, (at - before).total_seconds())


def _reason(outcome: str, detail: str | None) -> str:
    found = _REASON.match(detail or "") if outcome in WITH_REASON else None
    return found[0] if found else ""


def _sum(one: Totals, other: Totals) -> Totals:
    both = dict(one)
    for key, more in other.items():
        known = both.get(key, StepCount(0, 0.0))
        both[key] = StepCount(known.number + more.number, known.seconds + more.seconds)
    return both


def _add(tx: Connection, counted: Totals) -> None:
    for (stage, outcome, reason, bucket), more in counted.items():
        key = {"stage": stage, "outcome": outcome, "reason": reason, "bucket": bucket}
        row = step_counts.c
        which = (getattr(row, name) == value for name, value in key.items())
        values = {"number": row.number + more.number, "seconds": row.seconds + more.seconds}
        if not tx.execute(update(step_counts).where(*which).values(values)).rowcount:
            tx.execute(insert(step_counts).values(**key, **more._asdict()))
