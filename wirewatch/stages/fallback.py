"""deliver, its last part: what a channel does not take goes to its fallback, once, or fails in the end."""

from datetime import datetime, timedelta

from processors.alerts.quiet_hours import last_quiet_end, quiet_until
from wirewatch.config.channels import Channel
from wirewatch.ledger import channel_queues, leases
from wirewatch.ledger.channel_queues import WELL, Health
from wirewatch.project import Project

GIVE_UP, OFTEN = timedelta(days=2), 20
"""Deliveries fail untried that waited so long for a channel which was down all that time, and asked so often."""


def fall_back(project: Project) -> int:
    """Give fallbacks what has waited too long; fail what a channel never took; count what the fallbacks got."""
    at, told = leases.now(), 0
    with project.ledger.read() as tx:
        health = channel_queues.health(tx)
    for channel in project.alerts.channels.values():
        told += _after_a_wait(project, channel, health.get(channel.name, WELL), at)
    for name, state in health.items():
        if state.failures >= OFTEN and state.failing_since and state.failing_since <= at - GIVE_UP:
            told += _give_up(project, name, state, at)
    return told


def _after_a_wait(project: Project, channel: Channel, health: Health, at: datetime) -> int:
    fallback, quiet = channel.fallback, channel.quiet
    if not fallback or fallback.after is None:
        return 0
    before = at - fallback.after
    if quiet and (quiet_until(quiet, at) or (last_quiet_end(quiet, at) or before) > before):
        return 0  # it waited for the morning, and not for the channel
    told, more = 0, True
    while more:
        with project.ledger.begin() as tx:
            rows = channel_queues.overdue(tx, channel.name, before, all_=health.failures > 0)
            told += sum(channel_queues.fall_back(tx, row, fallback.to, at) for row in rows)
            more = len(rows) == channel_queues.CHUNK
    return told


def _give_up(project: Project, name: str, health: Health, at: datetime) -> int:
    channel, told, more = project.alerts.channels.get(name), 0, True
    while more:
        with project.ledger.begin() as tx:
            rows = channel_queues.give_up(
                tx, name, at - GIVE_UP, f"the channel was down for two days: {health.detail}"
            )
            if channel and channel.fallback:
                to = channel.fallback.to
                told += sum(channel_queues.fall_back(tx, row, to, at) for row in rows if not row.fell_back_at)
            more = len(rows) == channel_queues.CHUNK
    return told
