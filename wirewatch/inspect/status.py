"""How everything stands: fates, open work, feeds, index, alerts."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from processors.alerts.quiet_hours import quiet_until
from processors.stores.store import StoreError
from wirewatch.config.channels import Channel
from wirewatch.ledger import channel_queues, feed_states, hosts, leases, links, outbox, rereads
from wirewatch.project import Project


def project_status(project: Project) -> dict[str, Any]:
    """Give the state of the project as `status --json` prints it. A store that is down is told, not raised."""
    at = leases.now()
    with project.ledger.begin() as tx:
        feed_states.sync_feeds(tx, project.feeds, at)
    with project.ledger.read() as tx:
        fates = links.count_fates(tx)
        feeds = [_feed_status(row, at) for row in feed_states.active_feeds(tx)]
        alerts = outbox.count_states(tx)
        channels = channel_status(project, tx, at)
        unwell = hosts.unhealthy_hosts(tx) + rereads.unhealthy_hosts(tx)
    return {
        "fates": {
            "indexed": sum(fates.get("indexed", {}).values()),
            "rejected": fates.get("rejected", {}),
            "failed": fates.get("failed", {}),
        },
        "open": {fate: sum(fates.get(fate, {}).values()) for fate in links.OPEN},
        "links": sum(sum(reasons.values()) for reasons in fates.values()),
        "feeds": feeds,
        "hosts": unwell,
        "index": _index_status(project),
        "alerts": alerts,
        "channels": channels,
    }


def channel_status(project: Project, tx: Connection, at: datetime) -> list[dict[str, Any]]:
    """Give each channel with what waits for it, why, and until when; `detail` is what it answered last."""
    counts, waiting, health = (
        channel_queues.count_open_alerts(tx),
        channel_queues.first_due_times(tx, at),
        channel_queues.channel_health(tx),
    )
    channels = []
    for name in sorted({*project.alerts.channels, *counts, *waiting}):
        channel, state = project.alerts.channels.get(name), health.get(name, channel_queues.HEALTHY)
        why, until = _why_waiting(channel, state, waiting.get(name), at)
        counts_by_state = {key: counts[name][key] for key in ("pending", "gathering", "failed")}
        channels.append(
            {"name": name, **counts_by_state, "waits": why, "until": until, "detail": state.detail}
        )
    return channels


def _why_waiting(
    channel: Channel | None, state: channel_queues.ChannelHealth, due: datetime | None, at: datetime
) -> tuple[str | None, datetime | None]:
    """Say in a word why a channel gets nothing now, and until when: the first reason that holds."""
    if channel is None:
        return "not in alerts.yaml", None
    if channel.url is None:
        return f"{channel.secret_env} is not set", None
    if channel.quiet and (until := quiet_until(channel.quiet, at)):
        return "quiet", until
    if state.failures:
        return ("down" if state.failures >= channel_queues.DOWN_AFTER_ROUNDS else "refused"), state.opens_at(
            at
        )
    return ("retry or throttle", due) if due and due > at else (None, None)


def _index_status(project: Project) -> dict[str, Any]:
    try:
        return project.store.health()
    except StoreError as error:
        return {"status": "down", "detail": str(error)}


def _feed_status(row: Any, at: Any) -> dict[str, Any]:
    return {
        "url": row.url,
        "title": row.title,
        "health": feed_states.feed_verdict(row, at),
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
