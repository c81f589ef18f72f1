"""What is known of each host's pages, and which hosts ail: see `processors.health.host_health`, which decides."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from processors.health.host_health import HostHealth, RecentPage, add_page, describe_symptoms
from scrapers.urls import host_of
from wirewatch.ledger.schema import hosts, links

# Made once: to build such a statement takes SQLAlchemy longer than the database needs to answer it.
_ADD = {
    "postgresql": postgresql.insert(hosts).on_conflict_do_nothing(),
    "sqlite": sqlite.insert(hosts).on_conflict_do_nothing(),
}
_THESE = (
    select(hosts)
    .where(hosts.c.host.in_(bindparam("names", expanding=True)))
    .order_by(hosts.c.host)
    .with_for_update()
)
_UPDATE = (
    update(hosts)
    .where(hosts.c.host == bindparam("of"))
    .values({name: bindparam(name) for name in ("state", "verdict", "since")})
)


def add_recent_pages(
    tx: Connection, pages: Mapping[str, Iterable[RecentPage]], at: datetime
) -> dict[str, HostHealth]:
    """Add what was seen of hosts to what is known of them, and give that; before anything else is locked."""
    names = sorted(pages)
    fresh = [{"host": name, "state": "{}", "verdict": "ok", "since": at} for name in names]
    if fresh:
        tx.execute(_ADD[tx.dialect.name], fresh)
    known: dict[str, HostHealth] = {}
    changed: list[dict[str, Any]] = []
    for row in tx.execute(_THESE, {"names": names}).all():
        host = msgspec.json.decode(row.state, type=HostHealth)
        for page in pages[row.host]:
            host = add_page(host, page)
        state, since = msgspec.json.encode(host).decode(), row.since if host.verdict == row.verdict else at
        changed.append({"of": row.host, "state": state, "verdict": host.verdict, "since": since})
        known[row.host] = host
    if changed:
        tx.execute(_UPDATE, changed)
    return known


def unhealthy_hosts(tx: Connection) -> list[dict[str, Any]]:
    """Give the hosts that are flagged or quarantined, and those of whose links some are; by name."""
    query = select(hosts).where(hosts.c.verdict != "ok").order_by(hosts.c.host)
    rows = {row.host: row for row in tx.execute(query)}
    held = _count_quarantined(tx)
    return [_status_of(name, rows.get(name), held.get(name, 0)) for name in sorted({*rows, *held})]


def forget_quarantined(tx: Connection) -> int:
    """Forget what is known of the hosts that are quarantined: what they show from now on is what is usual."""
    return tx.execute(delete(hosts).where(hosts.c.verdict == "quarantined")).rowcount


def _status_of(name: str, row: Any, held: int) -> dict[str, Any]:
    if row is None:
        return {
            "host": name,
            "health": "ok",
            "since": None,
            "detail": "it is well again",
            "quarantined": held,
        }
    detail = describe_symptoms(msgspec.json.decode(row.state, type=HostHealth))
    return {"host": name, "health": row.verdict, "since": row.since, "detail": detail, "quarantined": held}


def _count_quarantined(tx: Connection) -> dict[str, int]:
    """Count the links in quarantine by host."""
    query = select(links.c.canonical_url).where(links.c.fate == "rejected", links.c.reason == "quarantined")
    counts: dict[str, int] = {}
    for url in tx.execute(query).scalars():
        counts[host_of(url)] = counts.get(host_of(url), 0) + 1
    return counts
