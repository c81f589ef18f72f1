"""How many articles a query finds over time, hour by hour or day by day."""

from collections import Counter
from datetime import datetime, timedelta
from typing import get_args

from processors.query.query import Query, all_of, parse_query
from processors.stores.store import Counts, Step, Store
from wirewatch.errors import Mistake
from wirewatch.ledger.leases import now

MOST_STEPS = 10_000
"""Hours or days of one answer, at most: the empty ones between the first and the last are told, too."""
AHEAD = timedelta(days=2)
"""The next day has begun somewhere, and clocks differ."""
UNDATED = parse_query("NOT _exists_:published_at")
_LENGTH = {"hour": timedelta(hours=1), "day": timedelta(days=1)}


def read_step(text: str) -> Step:
    """Read what a timeline counts by. Raises Mistake."""
    known: tuple[Step, ...] = get_args(Step)
    for step in known:
        if step == text:
            return step
    raise Mistake(f"--by: {text!r} is no span", "write " + " or ".join(known))


def timeline(store: Store, query: Query, step: Step) -> list[tuple[datetime, int]]:
    """Give how many articles were published in each hour or day (UTC), from the first to the last that has any.

    What tells no time counts when it was first seen. Raises Mistake where that is too many steps, and StoreError.
    """
    counts = _count(store, query, step)
    steps = _steps(counts, step)
    if steps > MOST_STEPS:
        first, last = min(counts), max(counts)
        raise Mistake(
            f"{steps:,} {step}s from {first:%Y-%m-%d} to {last:%Y-%m-%d} are too many", "narrow it by --since"
        )
    return _with_empty(counts, step, steps)


def latest_timeline(
    store: Store, query: Query, step: Step, counted: Counts | None = None
) -> list[tuple[datetime, int]]:
    """Give the timeline up to now, and of one with more than MOST_STEPS the end: one outlet's date of 1970 is enough.

    What is dated AHEAD of now is left out, since it would push the rest aside. `counted` has what was counted already:
    steps of `published_at`, and those having `first_seen_at`. Raises StoreError.
    """
    end = now() + AHEAD
    counts = Counter({at: number for at, number in _count(store, query, step, counted).items() if at <= end})
    return _with_empty(counts, step, min(_steps(counts, step), MOST_STEPS))


def _count(store: Store, query: Query, step: Step, counted: Counts | None = None) -> Counter[datetime]:
    counted = counted or store.count(query, having=("first_seen_at",), steps={"published_at": step})
    counts = Counter(counted.steps["published_at"])
    if counts.total() < counted.having["first_seen_at"]:
        counts.update(store.count_by_time(all_of(query, UNDATED), "first_seen_at", step))
    return counts


def _steps(counts: Counter[datetime], step: Step) -> int:
    return (max(counts) - min(counts)) // _LENGTH[step] + 1 if counts else 0


def _with_empty(counts: Counter[datetime], step: Step, steps: int) -> list[tuple[datetime, int]]:
    """Give the last steps, those without any article among them."""
    times = (max(counts) - number * _LENGTH[step] for number in reversed(range(steps)))
    return [(at, counts[at]) for at in times]
