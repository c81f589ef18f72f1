"""Quiet or broken: whether a flow that fell silent has nothing to say, or does not get through."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, func, select

from processors.stores.store import StoreError
from processors.text.counted import counted
from wirewatch.config.alerts import Rule
from wirewatch.config.kinds import Silent
from wirewatch.ledger import feed_states
from wirewatch.ledger.rule_state import State
from wirewatch.ledger.schema import links
from wirewatch.project import Project
from wirewatch.rules.context import FlowCheck

FLOW_ARTICLES = 100
"""Articles, the newest that matched, whose feeds are taken for those that bring a rule's flow."""
LONGEST_INDEX_DELAY = timedelta(minutes=15)
"""An article that waits for the index for so long tells that the index is in trouble."""
BROKEN_SHARE = 0.5
"""Share of a flow's new pages that cannot be fetched from which on it is broken."""


def flow_check(project: Project, tx: Connection) -> FlowCheck:
    """Give the function that says, by what the ledger knows, why a rule's flow is broken; None where it seems well."""

    def broken_reason(rule: Rule, state: State, at: datetime) -> str | None:
        span = rule.kind.silent if isinstance(rule.kind, Silent) else timedelta(0)
        last_match = state.last_match_at or state.since or at
        feeds = feed_states.active_feeds(tx)
        try:
            latest = project.store.search(rule.query, size=FLOW_ARTICLES, sort="newest", highlight=False)
        except StoreError as error:
            return f"the index cannot be searched: {error}"
        feed_urls = {hit.document["feed_url"] for hit in latest.hits}
        return (
            unwatched_reason(state.unwatched, span)
            or failing_reason([row for row in feeds if row.url in feed_urls] or feeds, last_match)
            or _unfetched_reason(tx, feed_urls, last_match)
            or _unindexed_reason(tx, at)
        )

    return broken_reason


def unwatched_reason(unwatched: tuple[datetime, datetime] | None, span: timedelta) -> str | None:
    """Tell of a time of half the span or more in which nobody looked."""
    if unwatched is None or unwatched[1] - unwatched[0] < span / 2:
        return None
    return f"nothing ran between {unwatched[0]:%Y-%m-%d %H:%M} and {unwatched[1]:%Y-%m-%d %H:%M} UTC"


def failing_reason(feeds: Sequence[Row[Any]], last_match: datetime) -> str | None:
    """Say which feeds fail, or that none of them was read since the last match; None where neither is so."""
    bad = [row for row in feeds if row.failures]
    if bad:
        worst = max(bad, key=lambda row: (row.failures, row.url))
        fail = "fails" if len(bad) == 1 else "fail"
        return f"{len(bad)} of its {counted(len(feeds), 'feed')} {fail}, such as {worst.url} ({worst.reason})"
    if not any(row.ok_at and row.ok_at > last_match for row in feeds):
        return "none of its feeds was read since"
    return None


def _unfetched_reason(tx: Connection, feed_urls: set[str], last_match: datetime) -> str | None:
    query = select(links.c.fate, func.count()).where(links.c.first_seen_at > last_match)
    if feed_urls:
        query = query.where(links.c.feed_url.in_(sorted(feed_urls)))
    fates = {fate: int(number) for fate, number in tx.execute(query.group_by(links.c.fate))}
    bad, every = fates.get("retry", 0) + fates.get("failed", 0), sum(fates.values())
    return (
        f"{bad} of its {counted(every, 'new page')} could not be had"
        if bad and bad >= every * BROKEN_SHARE
        else None
    )


def _unindexed_reason(tx: Connection, at: datetime) -> str | None:
    waiting = (links.c.fate == "processed", links.c.fetched_at < at - LONGEST_INDEX_DELAY)
    number = tx.execute(select(func.count()).select_from(links).where(*waiting)).scalar_one()
    return f"{counted(number, 'article waits', 'articles wait')} for the index" if number else None
