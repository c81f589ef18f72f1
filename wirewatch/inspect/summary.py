"""What a run has brought, and what of it went wrong."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, distinct, func, select

from processors.query.query import any_of, field_equals
from processors.stores.store import StoreError
from wirewatch.ledger.schema import batches, deliveries, events, feeds, links
from wirewatch.project import Project


class Pages(NamedTuple):
    """Links that came to one kind of end: their number by reason, and the address of one of them."""

    reasons: Counter[str]
    example: str = ""


class Summary(NamedTuple):
    """What happened since a time."""

    articles: int
    stories: int
    """Stories that the new articles belong to."""
    groups: Counter[str]
    """New articles by the group that they name."""
    alerts: int
    deliveries: Counter[str]
    """Of these alerts, by state."""
    feeds: int
    failed_feeds: int
    ended: Pages
    """Rejected or failed."""
    again: Pages
    """To be tried again."""


def summarize(project: Project, since: datetime) -> Summary:
    """Sum up what the ledger and the index have from a time on (aware). A store that is down has no groups."""
    with project.ledger.read() as tx:
        new = tx.execute(select(batches.c.id).where(batches.c.indexed_at >= since)).scalars().all()
        of_run = select(func.count(), func.count(distinct(links.c.story_id))).where(
            links.c.batch.in_(select(batches.c.id).where(batches.c.indexed_at >= since)),
            links.c.revision == 1,
        )
        articles, stories = tx.execute(of_run).one()
        polled = select(feeds.c.failures).where(feeds.c.active, feeds.c.polled_at >= since)
        failures = tx.execute(polled).scalars().all()
        alerts = tx.execute(select(func.count()).select_from(events).where(events.c.at >= since)).scalar_one()
        by_state = select(deliveries.c.state, func.count()).where(deliveries.c.since >= since)
        states = tx.execute(by_state.group_by(deliveries.c.state)).all()
        ended, again = _pages(tx, ("rejected", "failed"), since), _pages(tx, ("retry",), since)
    return Summary(
        articles=articles,
        stories=stories,
        groups=_groups(project, new),
        alerts=alerts,
        deliveries=Counter({row.state: row[1] for row in states}),
        feeds=len(failures),
        failed_feeds=sum(failed > 0 for failed in failures),
        ended=ended,
        again=again,
    )


def _pages(tx: Connection, fates: tuple[str, ...], since: datetime) -> Pages:
    """Give the links that got one of these fates since a time, which their due time tells."""
    which = (links.c.fate.in_(fates), links.c.due_at >= since)
    counted = select(links.c.reason, func.count(), func.min(links.c.url)).where(*which)
    rows = tx.execute(counted.group_by(links.c.reason)).all()
    most = max(rows, key=lambda row: row[1], default=None)
    return Pages(Counter({row[0] or "": row[1] for row in rows}), most[2] if most else "")


def _groups(project: Project, new: Sequence[str]) -> Counter[str]:
    if not new:
        return Counter()
    try:
        return Counter(
            project.store.facet(any_of(*(field_equals("batch", batch) for batch in new)), "groups")
        )
    except StoreError:
        return Counter()
