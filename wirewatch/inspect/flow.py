"""How news flows: what waits for each stage and how long, what stages ever did, and how late the latest news are."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil
from typing import Any

import msgspec
from sqlalchemy import and_, select

from processors.query.query import field_between
from processors.stores.store import StoreError
from wirewatch.ledger import leases
from wirewatch.ledger.schema import deliveries, events
from wirewatch.ledger.step_counts import count_steps
from wirewatch.project import Project

LATELY = timedelta(days=1)
"""What was first seen, or sent, since then counts."""
MOST = 500
"""Articles and alerts that are looked at, the latest: a sample tells a median, and is read in milliseconds."""
QUANTILES = (0.5, 0.95)
WAYS = ("publication_to_sight", "sight_to_alert")

Spread = dict[float, float]
"""Seconds by quantile; empty where nothing was measured."""


class _Told(msgspec.Struct):
    """What is read of an alert."""

    first_seen_at: datetime


def news_flow(project: Project) -> dict[str, Any]:
    """Give {"queues", "steps", "delays"}, as the metrics tell them. Raises Trouble.

    `queues` has for each stage `due` (pieces of work that nobody is at) and `oldest_s` (for how many seconds the first
    of them has been due). `steps` are the totals of wirewatch.ledger.step_counts. `delays` has the seconds of WAYS by
    quantile, of the latest MOST of the last day; without an index the first of the ways is empty.
    """
    at = leases.now()
    return {
        "queues": _queues(project, at),
        "steps": count_steps(project.ledger),
        "delays": {
            "publication_to_sight": _spread(_until_seen(project, at)),
            "sight_to_alert": _spread(_until_sent(project, at)),
        },
    }


def _queues(project: Project, at: datetime) -> dict[str, dict[str, float]]:
    found = {}
    for queue in leases.QUEUES:
        with project.ledger.read() as tx:
            first = leases.next_due_at(tx, queue)
        age = max(0.0, (at - first).total_seconds()) if first else 0.0
        stage = "poll" if queue is leases.FEEDS else queue.name
        found[stage] = {"due": leases.count_due(project.ledger, queue), "oldest_s": age}
    return found


def _until_seen(project: Project, at: datetime) -> list[float]:
    since = field_between("first_seen_at", (at - LATELY).isoformat(), None)
    try:
        hits = project.store.search(since, size=MOST, sort="newest", highlight=False).hits
    except StoreError:
        return []
    pairs = ((hit.document.get("published_at"), hit.document["first_seen_at"]) for hit in hits)
    return [
        (datetime.fromisoformat(seen) - datetime.fromisoformat(published)).total_seconds()
        for published, seen in pairs
        if published
    ]


def _until_sent(project: Project, at: datetime) -> list[float]:
    same = and_(*(events.c[name] == deliveries.c[name] for name in ("rule", "story_id", "mark")))
    query = (
        select(deliveries.c.sent_at, events.c.alert)
        .join(events, same)
        .where(deliveries.c.sent_at >= at - LATELY, deliveries.c.kind != "digest")
        .order_by(deliveries.c.sent_at.desc())
        .limit(MOST)
    )
    with project.ledger.read() as tx:
        rows = tx.execute(query).all()
    return [
        (row.sent_at - msgspec.json.decode(row.alert, type=_Told).first_seen_at).total_seconds()
        for row in rows
    ]


def _spread(seconds: Sequence[float]) -> Spread:
    """Give the quantiles of what was measured; what clocks make negative is none."""
    several = sorted(max(0.0, one) for one in seconds)
    return {part: several[ceil(part * len(several)) - 1] for part in QUANTILES} if several else {}
