"""How many articles a query finds over time, hour by hour or day by day."""

from collections import Counter
from datetime import datetime, timedelta
from typing import get_args

from processors.query.query import Query, all_of
from processors.stores.store import Step, Store
from wirewatch.errors import Mistake
from wirewatch.inspect.search import read_query

MOST_STEPS = 10_000
"""Hours or days of one answer, at most: the empty ones between the first and the last are told, too."""
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
    counts: Counter[datetime] = Counter()
    for field, which in (
        ("published_at", "_exists_:published_at"),
        ("first_seen_at", "NOT _exists_:published_at"),
    ):
        counts.update(store.count_by_time(all_of(query, read_query(which)), field, step))
    if not counts:
        return []
    first, last, length = min(counts), max(counts), _LENGTH[step]
    steps = (last - first) // length + 1
    if steps > MOST_STEPS:
        raise Mistake(
            f"{steps:,} {step}s from {first:%Y-%m-%d} to {last:%Y-%m-%d} are too many", "narrow it by --since"
        )
    return [(at, counts[at]) for at in (first + number * length for number in range(steps))]
