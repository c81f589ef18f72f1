"""Quiet or broken: whether a flow that fell silent has nothing to say, or does not get through."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, func, select

from processors.stores.store import StoreError
from wirewatch.config.alerts import Rule
from wirewatch.config.kinds import Silent
from wirewatch.ledger import health
from wirewatch.ledger.rule_state import State
from wirewatch.ledger.schema import links
from wirewatch.project import Project
from wirewatch.rules.context import Judge

FORMER = 100
"""Articles, the newest that matched, whose feeds are taken for those that bring a rule's flow."""
WAITS = timedelta(minutes=15)
"""An article that waits for the index for so long tells that the index is in trouble."""
MOST_FAIL = 0.5
"""Share of a flow's new pages that cannot be fetched from which on it is broken."""


def judge(project: Project, tx: Connection) -> Judge:
    """Give the function that says, by what the ledger knows, why a rule's flow is broken; None where it seems well."""

    def why(rule: Rule, state: State, at: datetime) -> str | None:
        span = rule.kind.silent if isinstance(rule.kind, Silent) else timedelta(0)
        heard = state.heard or state.since or at
        feeds = health.active(tx)
        try:
            former = project.store.search(rule.query, size=FORMER, sort="newest", highlight=False)
        except StoreError as error:
            return f"the index cannot be searched: {error}"
        brought = {hit.document["feed_url"] for hit in former.hits}
        return (
            unwatched(state.blind, span)
            or failing([row for row in feeds if row.url in brought] or feeds, heard)
            or _unfetched(tx, brought, heard)
            or _unindexed(tx, at)
        )

    return why


def unwatched(blind: tuple[datetime, datetime] | None, span: timedelta) -> str | None:
    """Tell of a time of half the span or more in which nobody looked."""
    if blind is None or blind[1] - blind[0] < span / 2:
        return None
    return f"nothing ran between {blind[0]:%Y-%m-%d %H:%M} and {blind[1]:%Y-%m-%d %H:%M} UTC"


def failing(feeds: Sequence[Row[Any]], heard: datetime) -> str | None:
    """Tell of feeds that fail, or that nobody has read since a time."""
    bad = [row for row in feeds if row.failures]
    if bad:
        worst = max(bad, key=lambda row: (row.failures, row.url))
        return f"{len(bad)} of its {len(feeds)} feeds fail, such as {worst.url} ({worst.reason})"
    if not any(row.ok_at and row.ok_at > heard for row in feeds):
        return "none of its feeds was read since"
    return None


def _unfetched(tx: Connection, brought: set[str], heard: datetime) -> str | None:
    query = select(links.c.fate, func.count()).where(links.c.first_seen_at > heard)
    if brought:
        query = query.where(links.c.feed_url.in_(sorted(brought)))
    fates = {fate: int(number) for fate, number in tx.execute(query.group_by(links.c.fate))}
    bad, every = fates.get("retry", 0) + fates.get("failed", 0), sum(fates.values())
    return f"{bad} of its {every} new pages could not be had" if bad and bad >= every * MOST_FAIL else None


def _unindexed(tx: Connection, at: datetime) -> str | None:
    waiting = (links.c.fate == "processed", links.c.fetched_at < at - WAITS)
    number = tx.execute(select(func.count()).select_from(links).where(*waiting)).scalar_one()
    return f"{number} articles wait for the index" if number else None
