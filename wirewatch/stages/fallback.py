"""deliver, its last part: what a channel does not take goes to its fallback, once, or fails in the end.

Where a channel says that it does not know us, its fallback has at once all that waits for it.
"""

from datetime import datetime, timedelta

from processors.alerts.quiet_hours import last_quiet_end, quiet_until
from wirewatch.config.channels import Channel
from wirewatch.ledger import channel_queues, leases
from wirewatch.ledger.channel_queues import HEALTHY, ChannelHealth
from wirewatch.project import Project

GIVE_UP_AFTER, GIVE_UP_ROUNDS = timedelta(days=2), 20
"""Deliveries fail untried that waited so long for a channel which was down all that time, and asked so often."""


def hand_to_fallbacks(project: Project) -> int:
    """Give fallbacks what has waited too long; fail what a channel never took; count what the fallbacks got."""
    at, handed_over = leases.now(), 0
    with project.ledger.read() as tx:
        health = channel_queues.channel_health(tx)
    for channel in project.alerts.channels.values():
        handed_over += _hand_over_late(project, channel, health.get(channel.name, HEALTHY), at)
    for name, state in health.items():
        if (
            state.failures >= GIVE_UP_ROUNDS
            and state.failing_since
            and state.failing_since <= at - GIVE_UP_AFTER
        ):
            handed_over += _give_up_on(project, name, state, at)
    return handed_over


def _hand_over_late(project: Project, channel: Channel, health: ChannelHealth, at: datetime) -> int:
    fallback, quiet = channel.fallback, channel.quiet
    if not fallback or (fallback.after is None and not health.final):
        return 0
    before = at if health.final or fallback.after is None else at - fallback.after
    if quiet and (
        quiet_until(quiet, at) or (not health.final and (last_quiet_end(quiet, at) or before) > before)
    ):
        return 0  # it waited for the morning, and not for the channel
    handed_over, more = 0, True
    while more:
        with project.ledger.begin() as tx:
            rows = channel_queues.overdue(tx, channel.name, before, all_=health.failures > 0)
            handed_over += sum(channel_queues.give_to_fallback(tx, row, fallback.to, at) for row in rows)
            more = len(rows) == channel_queues.CHUNK
    return handed_over


def _give_up_on(project: Project, name: str, health: ChannelHealth, at: datetime) -> int:
    channel, handed_over, more = project.alerts.channels.get(name), 0, True
    while more:
        with project.ledger.begin() as tx:
            rows = channel_queues.give_up(
                tx, name, at - GIVE_UP_AFTER, f"the channel was down for two days: {health.detail}"
            )
            if channel and channel.fallback:
                to = channel.fallback.to
                handed_over += sum(
                    channel_queues.give_to_fallback(tx, row, to, at) for row in rows if not row.fell_back_at
                )
            more = len(rows) == channel_queues.CHUNK
    return handed_over
