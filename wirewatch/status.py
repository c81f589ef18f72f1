"""How everything stands: fates, open work, feeds, index, alerts."""

from typing import Any

from processors.store import StoreError
from wirewatch.ledger import health, links, outbox, work
from wirewatch.project import Project


def status(project: Project) -> dict[str, Any]:
    """Give the state of the project as `status --json` prints it. A store that is down is told, not raised."""
    at = work.now()
    with project.ledger.begin() as tx:
        health.keep(tx, project.feeds, at)
    with project.ledger.read() as tx:
        fates = links.count_fates(tx)
        feeds = [_feed(row, at) for row in health.active(tx)]
        alerts = outbox.count_states(tx)
    return {
        "fates": {
            "indexed": sum(fates.get("indexed", {}).values()),
            "rejected": fates.get("rejected", {}),
            "failed": fates.get("failed", {}),
        },
        "open": {fate: sum(fates.get(fate, {}).values()) for fate in links.OPEN},
        "links": sum(sum(reasons.values()) for reasons in fates.values()),
        "feeds": feeds,
        "index": _index(project),
        "alerts": alerts,
    }


def _index(project: Project) -> dict[str, Any]:
    try:
        return project.store.health()
    except StoreError as error:
        return {"status": "down", "detail": str(error)}


def _feed(row: Any, at: Any) -> dict[str, Any]:
    return {
        "url": row.url,
        "title": row.title,
        "health": health.verdict(row, at),
        "reason": row.reason,
        "detail": row.detail,
        "failures": row.failures,
        "links": row.seen,
        "skipped": row.skipped,
        "polled_at": row.polled_at,
        "ok_at": row.ok_at,
        "new_at": row.new_at,
        "due_at": row.due_at,
        "moved_to": row.moved_to,
    }
