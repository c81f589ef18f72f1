"""How often rules would alert, and until when a spike's baseline is too short: what can be known beforehand."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from processors.query.nodes import All, Boost
from processors.query.query import Query, all_of, any_of, field_between, parse_query
from processors.records import Alert
from processors.stores.document import utc_text
from wirewatch.config.alerts import DEFAULT_NOT_OLDER, Rule
from wirewatch.config.kinds import Count, Each, New, Outlets, Revision, Spike
from wirewatch.errors import Mistake
from wirewatch.ledger import leases, rule_state
from wirewatch.ledger.schema import batches
from wirewatch.preview.backtest import backtest
from wirewatch.preview.estimates import alerts_a_day_at_most, carried_stories
from wirewatch.project import Project
from wirewatch.rules.age import DOUBT
from wirewatch.rules.context import meaning_hash

LOUD_ALERTS_A_DAY = 100
"""Alerts a day from which on a rule is refused, unless it says that it is meant to be `loud`."""
DOUBT_FACTOR = 2
"""What is counted in place of a replay is not exact for spikes: only what is as far from loud is taken to be quiet."""
MEASURED_SPAN = timedelta(days=30)
DAY = timedelta(days=1)
UNDATED = parse_query("NOT _exists_:published_at")
REVISED, NO_COPY = parse_query("revision:[2 TO *]"), parse_query("NOT _exists_:copy_of")
MEND = "narrow its query, let it count (`when: {count: 10, within: 1h}`), or say `loud: true`"


def loud_rules(project: Project, rules: Sequence[Rule]) -> list[Mistake]:
    """Give a mistake for each rule that matches everything, or alerts too often by the last 30 days of the index.

    Raises StoreError and WirewatchError where the index or the ledger cannot be asked.
    """
    found = []
    since, days = measured_span(project, leases.now() - MEASURED_SPAN)
    # Where the whole index has too few articles for it, no rule is loud, and thousands need not be searched for.
    lately = field_between("indexed_at", utc_text(since))
    can_be_loud = project.store.search(lately, size=0, highlight=False).total / days > LOUD_ALERTS_A_DAY
    for rule in rules:
        if rule.loud:
            continue
        if isinstance(rule.kind, Each) and matches_everything(rule.query):
            found.append((f"rule {rule.name!r} matches everything", rule.line))
        elif can_be_loud and (rate := alerts_a_day(project, rule, since, days)) > LOUD_ALERTS_A_DAY:
            found.append((f"rule {rule.name!r} would make {rate:.0f} alerts a day", rule.line))
    file = project.settings.config / "alerts.yaml"
    return [Mistake(message, MEND, file, line) for message, line in found]


def matches_everything(query: Query) -> bool:
    """Tell whether a query is `*`, in whatever form."""
    root = query.root
    while isinstance(root, Boost):
        root = root.child
    return isinstance(root, All)


def measured_span(project: Project, start: datetime) -> tuple[datetime, float]:
    """Give the time since which articles were indexed, no earlier than `start`, and the days of news that they are.

    That is one day at least. A first poll brings the news of a week at once: where the index began after `start`, its
    days begin with the first article that was no older than rules take.
    """
    present = leases.now()
    with project.ledger.read() as tx:
        first = tx.execute(select(func.min(batches.c.indexed_at))).scalar() or present
    since = begin = max(start, first)
    if first >= start:
        young = field_between("published_at", utc_text(first - DEFAULT_NOT_OLDER))
        for hit in project.store.search(young, size=1, sort="oldest", highlight=False).hits:
            begin = min(begin, datetime.fromisoformat(hit.document["published_at"]))
    return since, max(present - begin, DAY) / DAY


def alerts_a_day(project: Project, rule: Rule, since: datetime, days: float) -> float:
    """Estimate from what was indexed since a time, so many days ago, how often a rule alerts.

    Where each story, every so many, or those of several outlets make an alert, stories are counted. Spikes and new
    values are replayed as `alerts test` does it, but only where enough was found for it to be loud, and a count does
    not show that it is not: else 0. So is a silence, which needs a hit to end it and its whole span to begin.
    """
    match rule.kind:
        case Each():
            wanted, each = rule.query, 1
        case Count(number):
            wanted, each = rule.query, number
        case Revision():
            wanted, each = all_of(rule.query, REVISED), 1
        case Spike() | New() | Outlets():
            wanted, each = rule.query, 1
        case _:
            return 0.0
    lately = all_of(wanted, field_between("indexed_at", utc_text(since)))
    # A bound, since a query cannot compare two fields. A revision may be of an article that was new long ago.
    if rule.not_older is not None and not isinstance(rule.kind, Revision):
        since_published = field_between(
            "published_at", utc_text(since - rule.not_older - max(DOUBT.values()))
        )
        lately = all_of(lately, any_of(since_published, UNDATED))
    if isinstance(rule.kind, Spike | New | Outlets):
        found = project.store.search(lately, size=0, highlight=False).total
        if found / days <= LOUD_ALERTS_A_DAY:
            return 0.0
        if isinstance(rule.kind, Outlets):
            return carried_stories(project, rule.kind, lately, since) / days
        if alerts_a_day_at_most(project, rule.kind, lately, days) * DOUBT_FACTOR <= LOUD_ALERTS_A_DAY:
            return 0.0
        return sum(1 for _ in backtest(project, rule, since)) / days
    stories = all_of(lately, NO_COPY)
    return project.store.search(stories, size=0, highlight=False).total / each / days


def waits_until(project: Project, rule: Rule) -> datetime | None:
    """Give the time until which a spike's baseline is too short for any alert; None where it is not."""
    if not isinstance(rule.kind, Spike):
        return None
    with project.ledger.read() as tx:
        before = rule_state.load(tx).get(rule.name)
        first = tx.execute(select(func.min(batches.c.indexed_at))).scalar() or leases.now()
    known = before.state.since if before and before.meaning == meaning_hash(rule) else None
    full = (known or first) + rule.kind.baseline + rule.kind.within
    return full if full > leases.now() else None


def summarize_alerts(project: Project, alerts: Sequence[Alert], start: datetime) -> dict[str, Any]:
    """Give how many alerts there were, how many a day since a time, and the ten loudest sources with their numbers.

    The days are those of which the index has news, as for `alerts check`. Raises StoreError.
    """
    _, days = measured_span(project, start)
    loudest = Counter(alert.source for alert in alerts if alert.source).most_common(10)
    return {"alerts": len(alerts), "a_day": round(len(alerts) / days, 2), "loudest": dict(loudest)}
