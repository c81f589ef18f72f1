"""What is done once a day: old things are dropped, and what a person should look at is told.

Retention goes by whole months of first sight, as the index is cut: what was first seen before the month in which
`keep` began is dropped from the index, the landing zone and the ledger, but for the links' fates (see
wirewatch.ledger.forget). What is still open is never dropped. Every part may be killed and run again.
"""

from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import func, select

from processors.stores.store import month_start
from processors.text.counted import counted
from wirewatch.config.times import parse_span
from wirewatch.errors import Mistake
from wirewatch.ledger import (
    feed_states,
    floods,
    hosts,
    known_events,
    known_texts,
    leases,
    rereads,
    rule_state,
)
from wirewatch.ledger.forget import forget_batches, forget_links, months_in_use
from wirewatch.ledger.schema import deliveries, links
from wirewatch.ledger.step_counts import fold_steps
from wirewatch.project import Project

HITS_KEPT = timedelta(days=100)
"""No rule looks back further: see wirewatch.config.kinds.LONGEST_SPAN."""


class Report(NamedTuple):
    """What a part did or found: counts by name, and lines for people."""

    counts: dict[str, int]
    lines: list[str]


def read_keep(text: str | None) -> timedelta | None:
    """Read how long things are kept, such as `365d`; nothing, and 0, mean for ever (None). Raises Mistake."""
    try:
        return (parse_span(text) or None) if text and text != "0" else None
    except ValueError as error:
        raise Mistake(f"how long to keep: {error}") from None


def retain(project: Project, keep: timedelta | None) -> Report:
    """Drop what is older than `keep`. Raises StoreError and Trouble; what is left is dropped the next time."""
    if keep is None:
        return Report({}, ["everything is kept"])
    at = leases.now()
    before = month_start(at - keep)
    counts = {
        "links": forget_links(project.ledger, before, at),
        "batches": forget_batches(project.ledger, before),
        "documents": project.writable_store.forget(before),
        "months": project.landing.forget(before, months_in_use(project.ledger, before)),
    }
    message = ", ".join(f"{number} {name}" for name, number in counts.items())
    return Report(counts, [f"forgotten of what was first seen before {before:%Y-%m-%d}: {message}"])


def tidy(project: Project) -> Report:
    """Drop sketches too old to find a copy, events that are over, and hits no rule looks back to, whatever is kept.

    Steps are counted into the totals, so that /metrics has few to read.
    """
    before, total = leases.now() - known_texts.WINDOW, 0
    fold_steps(project.ledger)
    with project.ledger.begin() as tx:
        hits = rule_state.forget_hits(tx, leases.now() - HITS_KEPT)
        floods.forget(tx, leases.now())
    while True:
        with project.ledger.begin() as tx:
            number = known_texts.forget_sketches(tx, before)
            gone = known_events.forget_events(tx, leases.now() - known_events.WINDOW)
        if not number and not gone:
            old = f"{counted(total, 'sketch', 'sketches')} too old to find a copy, {counted(hits, 'old hit')} of rules"
            return Report({"sketches": total, "hits": hits}, [f"dropped: {old}"])
        total += number


def dead_letters(project: Project) -> Report:
    """Tell what has failed and waits for `replay`: links by reason, and deliveries."""
    failed = select(links.c.reason, func.count().label("number"), func.max(links.c.url).label("url"))
    lost = select(deliveries.c.channel, func.count().label("number")).where(deliveries.c.state == "failed")
    with project.ledger.read() as tx:
        by_reason = tx.execute(failed.where(links.c.fate == "failed").group_by(links.c.reason)).all()
        by_channel = tx.execute(lost.group_by(deliveries.c.channel)).all()
    lines = [f"failed links: {row.number} by {row.reason}, for example {row.url}" for row in by_reason]
    lines += [
        f"failed alerts: {row.number} that never reached the channel {row.channel}" for row in by_channel
    ]
    if lines:
        lines.append("they are tried again by `wirewatch replay`")
    counts = {"links": sum(row.number for row in by_reason), "alerts": sum(row.number for row in by_channel)}
    return Report(counts, lines or ["no dead letters"])


def host_health(project: Project) -> Report:
    """Tell which hosts' pages have begun to give stubs or all the same text, and how many are in quarantine."""
    with project.ledger.read() as tx:
        unhealthy = hosts.unhealthy_hosts(tx) + rereads.unhealthy_hosts(tx)
    counts = {name: sum(host["health"] == name for host in unhealthy) for name in ("flagged", "quarantined")}
    lines = [
        f"{host['health']} host {host['host']}: {host['detail']} ({counted(host['quarantined'], 'link')} in quarantine)"
        for host in unhealthy
    ]
    if any(host["quarantined"] for host in unhealthy):
        lines.append("when site or extraction is mended: `wirewatch replay --reason quarantined`")
    return Report(counts, lines or ["no host whose pages ail"])


def feed_health(project: Project) -> Report:
    """Tell which feeds fail again and again, answer and bring nothing new, or published more than could be had."""
    at = leases.now()
    with project.ledger.read() as tx:
        rows = [(feed_states.feed_verdict(row, at), row) for row in feed_states.active_feeds(tx)]
    tell = {
        "broken": lambda row: (
            f"{counted(row.failures, 'failure')} in a row, the last {row.reason}: {row.detail or ''}"
        ),
        "stale": lambda row: f"nothing new since {row.new_at or row.ok_at:%Y-%m-%d}",
        "overflowing": lambda row: feed_states.OVERFLOWED.format(row.unfilled_at),
    }
    counts = {name: sum(verdict == name for verdict, _ in rows) for name in tell}
    lines = [
        f"{verdict} feed {row.url}: {tell[verdict](row)}".rstrip(": ")
        for verdict, row in rows
        if verdict in tell
    ]
    return Report(counts, lines or [f"{counted(len(rows), 'feed')}, none broken, stale or overflowing"])
