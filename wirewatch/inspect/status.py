"""How everything stands: fates, open work, feeds, index, alerts."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection

from processors.alerts.quiet_hours import quiet_until
from processors.stores.store import StoreError
from scrapers.records import Feed
from scrapers.urls import hide_credentials
from wirewatch.config.alerts import AlertsConfig, examine_alerts
from wirewatch.config.channels import Channel
from wirewatch.config.yaml_file import attempt
from wirewatch.errors import Mistake
from wirewatch.inspect.feed_health import feed_health, paused, told_values
from wirewatch.ledger import (
    channel_queues,
    feed_states,
    floods,
    hosts,
    leases,
    links,
    outbox,
    rereads,
    subscriptions,
)
from wirewatch.project import CONFIGURATION, Project

MANY = 100_000
"""Links that are not counted anew each time."""
KEPT_S = 30.0


def project_status(project: Project) -> dict[str, Any]:
    """Give the state of the project as `status --json` prints it. A store that is down is told, not raised.

    So is what is wrong with the configuration: the rest is as the ledger knows it. Of MANY links the counts
    are up to KEPT_S old where one process asks again and again. Raises Mistake where there is no configuration.
    """
    at = leases.now()
    read = _read_configuration(project)
    if read.feeds is not None:
        with project.ledger.begin() as tx:
            feed_states.sync_feeds(tx, read.feeds, at)
    with project.ledger.read() as tx:
        fates = project.remembered.get("fates", lambda: links.count_fates(tx), _good_for)
        feeds = _feeds_status(tx, read.feeds or [], at)
        alerts = outbox.count_states(tx)
        channels = channel_status(read.alerts, tx, at, is_whole=read.alerts_are_whole)
        flooding = floods.floods_since(tx, at - floods.SHOWN)
        lost = links.count_lost_by_file(tx)
        unwell = hosts.unhealthy_hosts(tx)
        unwell += project.remembered.get(
            "rereads", lambda: rereads.unhealthy_hosts(tx), lambda _: _good_for(fates)
        )
    return {
        "fates": {
            "indexed": sum(fates.get("indexed", {}).values()),
            "rejected": fates.get("rejected", {}),
            "failed": fates.get("failed", {}),
        },
        "open": {fate: sum(fates.get(fate, {}).values()) for fate in links.OPEN},
        "shortage": sum(fates.get(fate, {}).get("shortage", 0) for fate in links.OPEN),
        "links": sum(sum(reasons.values()) for reasons in fates.values()),
        "feeds": feeds,
        "hosts": unwell,
        "lost_files": [{"file": file, "links": number} for file, number in lost.items()],
        "index": _index_status(project),
        "alerts": alerts,
        "floods": flooding,
        "channels": channels,
        "mistakes": [_mistake(mistake) for mistake in {str(one): one for one in read.mistakes}.values()],
    }


class _Read(NamedTuple):
    """What could be read of the configuration."""

    feeds: list[Feed] | None
    """None where feeds.yaml is wrong."""
    alerts: AlertsConfig
    """What is right of alerts.yaml."""
    alerts_are_whole: bool
    mistakes: list[Mistake]


def _read_configuration(project: Project) -> _Read:
    """Read as much of the configuration as is right. Raises Mistake where there is none at all."""
    mistakes: list[Mistake] = []
    feeds = attempt(mistakes, lambda: project.feeds)
    attempt(mistakes, lambda: project.catalogue)
    file = project.settings.config / "alerts.yaml"
    examined = attempt(mistakes, examine_alerts, file, project.environment, project.branches)
    mistakes += examined.mistakes if examined else []
    if not any((project.settings.config / name).exists() for name in CONFIGURATION):
        raise mistakes[0]
    is_whole = bool(examined and not examined.mistakes)
    return _Read(feeds, examined.alerts if examined else AlertsConfig(), is_whole, mistakes)


def _feeds_status(tx: Connection, feeds: Sequence[Feed], at: datetime) -> list[dict[str, Any]]:
    """Give the state of each feed that is polled, then of those that are paused in feeds.yaml."""
    hubs = subscriptions.by_feed(tx)
    polled = [{**_feed_status(row, at), "hub": hubs.get(row.url)} for row in feed_states.active_feeds(tx)]
    paused_feeds = [
        {**_feed_status(row, at), **_paused(row.url), "hub": hubs.get(row.url)}
        for row in feed_states.paused_feeds(tx, feeds)
    ]
    return polled + paused_feeds


def _good_for(fates: Mapping[str, Mapping[str, int]]) -> float:
    """Give for how many seconds counts of links are good enough: to count a million takes seconds."""
    return KEPT_S if sum(sum(reasons.values()) for reasons in fates.values()) >= MANY else 0.0


def _mistake(mistake: Mistake) -> dict[str, Any]:
    file = mistake.file and str(mistake.file)
    return {"file": file, "line": mistake.line, "message": mistake.message, "mend": mistake.mend}


def channel_status(
    alerts: AlertsConfig, tx: Connection, at: datetime, *, is_whole: bool = True
) -> list[dict[str, Any]]:
    """Give each channel with what waits for it, why, and until when; `detail` is what it answered last.

    `is_whole` is False where `alerts` are only those that are right in a wrong file.
    """
    counts, waiting, health = (
        channel_queues.count_open_alerts(tx),
        channel_queues.first_due_times(tx),
        channel_queues.channel_health(tx),
    )
    channels = []
    for name in sorted({*alerts.channels, *counts, *waiting}):
        channel, state = alerts.channels.get(name), health.get(name, channel_queues.HEALTHY)
        why, until = _why_waiting(channel, state, waiting.get(name), at)
        if channel is None and not is_whole:
            why = "alerts.yaml is wrong"
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
    if channel.unset:
        return f"{channel.unset} is not set", None
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


def _paused(url: str) -> dict[str, Any]:
    """Give what is told of a feed that is paused, in place of how it was when it was polled last."""
    wrong, mend = paused(hide_credentials(url))
    return {"health": "paused", "reason": None, "detail": wrong, "failures": 0, "wrong": wrong, "mend": mend}


def _feed_status(row: Any, at: Any) -> dict[str, Any]:
    health = feed_health(row, at)
    verdict = health.state
    told = feed_states.OVERFLOWED.format(row.unfilled_at) if verdict == "overflowing" else row.detail
    return {
        "url": row.url,
        "title": row.title,
        "health": verdict,
        "reason": row.reason,
        "detail": hide_credentials(told) if told else told,
        "failures": row.failures,
        "links": row.seen,
        "skipped": row.skipped,
        "polled_at": row.polled_at,
        "ok_at": row.ok_at,
        "new_at": row.new_at,
        "due_at": row.due_at,
        "moved_to": row.moved_to,
        "entries_a_day": health.entries_a_day,
        "gaps": row.gaps,
        "unfilled_gaps": row.unfilled,
        "unfilled_at": row.unfilled_at,
        **told_values(health),
    }
