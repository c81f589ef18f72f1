"""How often a rule may alert at most, or about how often, by what the store and the ledger count without a replay.

A replay reads every article that a rule finds. Most rules are far from loud, and a count shows it.
"""

from collections import deque
from collections.abc import Collection
from datetime import datetime, timedelta
from math import prod

from sqlalchemy import func, select

from processors.query.query import Query, all_of, field_between
from processors.stores.document import utc_text
from processors.stores.store import MAX_FACET_VALUES
from wirewatch.config.kinds import New, Outlets, Spike
from wirewatch.ledger.schema import batches, links
from wirewatch.project import Project

DAY = timedelta(days=1)
SPANS = (timedelta(days=7), timedelta(days=1), timedelta(hours=6))
"""The last spans of time in which batches are counted: the longest whose batches the store counts all."""


def alerts_a_day_at_most(project: Project, kind: Spike | New, found: Query, days: float) -> float:
    """Give a number of alerts a day that a rule of a kind stays below, or which it comes near to.

    `found` is what the rule finds of the last `days`. Raises StoreError.
    """
    if isinstance(kind, New):
        return _combinations(project, kind, found) / days
    return _rises_a_day(project, kind, found, days)


def carried_stories(project: Project, kind: Outlets, found: Query, since: datetime) -> int:
    """Count the stories of a query that came to as many outlets as a rule asks for, since a time. Raises StoreError.

    The store counts those first of which it has several articles, and more than it counts are loud in any case.
    """
    first = select(links.c.story_id, func.min(links.c.indexed_at).label("at")).where(
        links.c.story_id.is_not(None), links.c.indexed_at.is_not(None)
    )
    outlets = first.group_by(links.c.story_id, links.c.domain).subquery()
    place = func.row_number().over(partition_by=outlets.c.story_id, order_by=outlets.c.at)
    placed = select(outlets.c.story_id, outlets.c.at, place.label("place")).subquery()
    came = select(placed.c.story_id).where(placed.c.place == kind.outlets, placed.c.at >= since)
    with project.ledger.read() as tx:
        carried = set(tx.execute(came).scalars())
    return len(carried.intersection(project.store.facet(found, "story_id"))) if carried else 0


def _combinations(project: Project, kind: New, found: Query) -> float:
    """Count the values, or what there can be of combinations: each is new once."""
    numbers = [len(project.store.facet(found, field)) for field in kind.fields]
    return float("inf") if max(numbers) >= MAX_FACET_VALUES else float(prod(numbers))


def _rises_a_day(project: Project, kind: Spike, found: Query, days: float) -> float:
    """Count how often the last span comes to the line, by the articles of each batch and their mean over all days."""
    with project.ledger.read() as tx:
        last = tx.execute(select(func.max(batches.c.indexed_at))).scalar()
    if last is None:
        return 0.0
    total = project.store.search(found, size=0, highlight=False).total
    line = max(kind.least, kind.spike * total / days * (kind.within / DAY))
    for span in SPANS:
        lately = all_of(found, field_between("indexed_at", utc_text(last - span)))
        counts = project.store.facet(lately, "batch")
        if len(counts) < MAX_FACET_VALUES:
            return _rises(_times(project, counts), kind.within, line) / min(days, span / DAY)
    return float("inf")


def _times(project: Project, counts: dict[str, int]) -> list[tuple[datetime, int]]:
    with project.ledger.read() as tx:
        at = {row.id: row.indexed_at for row in tx.execute(select(batches.c.id, batches.c.indexed_at))}
    return sorted((at[batch], number) for batch, number in counts.items() if batch in at)


def _rises(flow: Collection[tuple[datetime, int]], within: timedelta, line: float) -> int:
    """Count how often the number of the last span comes to a line from below."""
    window: deque[tuple[datetime, int]] = deque()
    current, high, rises = 0, False, 0
    for at, number in flow:
        window.append((at, number))
        current += number
        while window[0][0] <= at - within:
            current -= window.popleft()[1]
        before_last = current - number + 1
        high = high and before_last >= line
        rises += current >= line and not high
        high = current >= line
    return rises
