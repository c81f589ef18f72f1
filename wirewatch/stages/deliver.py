"""deliver: the outbox -> Slack, mail, webhook ..., each channel a lane of its own, each delivery retried by itself.

    digests that are due are closed | every lane sends what is due | what a channel cannot take goes to its fallback

A lane stands still while its channel is quiet, or closed because it takes nothing (wirewatch.ledger.channel_queues).
"""

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row

from processors.alerts.message import MAX_LISTED, Message, alert_message, digest_message
from processors.alerts.quiet_hours import next_cron_time, quiet_until
from processors.alerts.send import BadChannel, DeliveryError
from scrapers.intervals import backoff
from wirewatch.config.alerts import Rule
from wirewatch.config.channels import Channel
from wirewatch.inspect.send_test import send
from wirewatch.ledger import channel_queues, digests, leases, outbox
from wirewatch.ledger.channel_queues import WELL, Health
from wirewatch.project import Project
from wirewatch.stages.fallback import fall_back

LANES = 8
"""Channels that are worked on at once."""
AT_ONCE = 20
"""Deliveries to one channel that are claimed, and sent side by side."""
TRIES = 9
"""Then a delivery fails and waits for `replay`. A channel may be down for two days (see scrapers.intervals)."""
LONGEST_S = 300.0
"""A lane claims nothing more after this time, half of a lease: the rest is the next pass's."""


class Lane(NamedTuple):
    """A channel as one pass finds it. `channel` is None where alerts.yaml has it no more."""

    name: str
    channel: Channel | None
    health: Health
    edited: datetime | None
    """When alerts.yaml was written."""

    def opens(self, at: datetime) -> datetime:
        """Give the time from which it may be asked."""
        quiet = self.channel.quiet if self.channel else None
        return max(self.health.opens(at, self.edited), (quiet_until(quiet, at) if quiet else None) or at)


def deliver_alerts(project: Project) -> Counter[str]:
    """Send every delivery that is due; counts them by their new state, and those that wait as `retry`.

    Where nothing waits alerts.yaml is not read: what is wrong with it is for `match` to tell.
    """
    with project.ledger.read() as tx:
        if not (outbox.waiting(tx) or digests.gathering(tx)):
            return Counter()
    rules = {rule.name: rule for rule in project.alerts.rules}
    counts: Counter[str] = Counter()
    _close_digests(project, rules)
    end = time.monotonic() + LONGEST_S
    with ThreadPoolExecutor(LANES) as threads:
        for done in threads.map(lambda lane: _work_off(project, rules, lane, end), open_lanes(project)):
            counts += done
    counts["fallback"] += fall_back(project)
    return +counts  # what came of none is not told


def open_lanes(project: Project) -> list[Lane]:
    """Give the lanes that have something due, and may be asked now."""
    at = leases.now()
    with project.ledger.read() as tx:
        waiting, health = channel_queues.waiting(tx, at), channel_queues.health(tx)
    found = [_lane(project, name, health) for name in waiting]
    return [lane for lane in found if _is_due(waiting[lane.name], at) and lane.opens(at) <= at]


def next_delivery(project: Project, tx: Connection) -> datetime | None:
    """Give the time at which the next delivery may go that nobody works on, or None."""
    at, health = leases.now(), channel_queues.health(tx)
    times = [row.due_at for row in digests.gathering(tx)]
    for name, due in channel_queues.waiting(tx, at).items():
        times.append(max(due, _lane(project, name, health).opens(at)))
    return min(times, default=None)


def _lane(project: Project, name: str, health: Mapping[str, Health]) -> Lane:
    file = project.settings.config / "alerts.yaml"
    edited = datetime.fromtimestamp(file.stat().st_mtime, UTC) if file.exists() else None
    return Lane(name, project.alerts.channels.get(name), health.get(name, WELL), edited)


def _is_due(due: datetime, at: datetime) -> bool:
    return due <= at or due > at + channel_queues.FARTHEST


def _close_digests(project: Project, rules: dict[str, Rule]) -> None:
    """Close the digests whose time has come, each by itself; a rule whose times were changed goes by the new ones."""
    at = leases.now()
    with project.ledger.read() as tx:
        rows = digests.gathering(tx)
    for row in rows:
        rule = rules.get(row.rule)
        slot = min(row.due_at, next_cron_time(rule.digest, at)) if rule and rule.digest else at
        if slot <= at or slot != row.due_at:
            with project.ledger.begin() as tx:
                digests.close(tx, row.key, at) if slot <= at else digests.move(tx, row.key, slot)


def _work_off(project: Project, rules: dict[str, Rule], lane: Lane, end: float) -> Counter[str]:
    """Send what is due in one lane, until nothing is, or its channel is closed, or time is up."""
    counts: Counter[str] = Counter()
    with project.ledger.begin() as tx:
        channel_queues.mend_times(tx, lane.name, leases.now())
    with ThreadPoolExecutor(AT_ONCE) as threads:
        while time.monotonic() < end and lane.opens(at := leases.now()) <= at:
            rows = leases.claim(
                project.ledger, channel_queues.lane(lane.name), 1 if lane.health.failures else AT_ONCE
            )
            if not rows:
                break
            errors: list[DeliveryError | None] = []
            sending = {
                threads.submit(_send, project, rules, lane, row): row for row in _due(project, rules, rows)
            }
            for sent in as_completed(sending):
                error, flaw = sent.result()
                counts[_commit(project, lane, sending[sent], error, flaw)] += 1
                errors.append(error)
            lane = lane._replace(health=_health(project, lane, errors))
    return counts


def _health(project: Project, lane: Lane, errors: Sequence[DeliveryError | None]) -> Health:
    """Note how a round went for the channel. An address that is none says nothing of the channel."""
    failed = [error for error in errors if error and not isinstance(error, BadChannel)]
    if len(failed) < len(errors) or not errors:
        if lane.health.failures and None in errors:
            with project.ledger.begin() as tx:
                channel_queues.well(tx, lane.name, lane.health, leases.now())
            return WELL
        return lane.health
    with project.ledger.begin() as tx:
        return channel_queues.worse(tx, lane.name, lane.health, leases.now(), str(failed[0]))


def _send(
    project: Project, rules: dict[str, Rule], lane: Lane, row: Row[Any]
) -> tuple[DeliveryError | None, str | None]:
    """Send one; give what went wrong, and what of the message is not as it was asked for."""
    if lane.channel is None:
        return BadChannel(f"alerts.yaml has no channel {lane.name!r} any more"), None
    rule = rules.get(row.rule)
    message = _message(project, row, (rule.template if rule else None) or lane.channel.template)
    try:
        send(lane.channel, message, row.key)
    except DeliveryError as error:
        return error, message.template_error
    return None, message.template_error


def _message(project: Project, row: Row[Any], template: Any) -> Message:
    with project.ledger.read() as tx:
        if row.kind != "digest":
            return alert_message(outbox.alert_of(tx, row.rule, row.story_id, row.mark), template)
        alerts, more = digests.alerts_of(tx, row.digest, MAX_LISTED)
    return digest_message(row.story_id, alerts, more, template)


def _commit(
    project: Project, lane: Lane, row: Row[Any], error: DeliveryError | None, flaw: str | None
) -> str:
    at, attempts = leases.now(), row.attempts + 1
    values: dict[str, Any] = {"attempts": attempts, "detail": str(error) if error else flaw}
    if error is None:
        values |= {"state": "sent", "sent_at": at}
    elif isinstance(error, BadChannel) or attempts >= TRIES:
        values |= {"state": "failed"}
    else:
        values |= {"due_at": at + backoff(attempts, None, leases.jitter())}
    with project.ledger.begin() as tx:
        if leases.settle(tx, leases.DELIVER, row, **values) and "state" in values:
            _conclude(tx, lane.channel, row, at, values)
    return str(values.get("state", "retry"))


def _conclude(tx: Connection, channel: Channel | None, row: Row[Any], at: datetime, values: Any) -> None:
    """Do what follows from a delivery's end: its digest's parts end with it, and a failed one goes to the fallback."""
    if row.kind == "digest" and row.digest == row.key:
        digests.settle_parts(tx, row.digest, **{k: v for k, v in values.items() if k != "due_at"})
    if values["state"] == "failed" and channel and channel.fallback and not row.fell_back_at:
        channel_queues.fall_back(tx, row, channel.fallback.to, at)


def _due(project: Project, rules: dict[str, Rule], rows: Sequence[Row[Any]]) -> list[Row[Any]]:
    """Give the deliveries that may go now; what a rule's throttle holds back waits, with all that it has there."""
    free: dict[str, datetime] = {}
    going = []
    for row in rows:
        rule, at = rules.get(row.rule), leases.now()
        if rule is None or not rule.throttle or row.kind != "alert":
            going.append(row)
            continue
        if row.rule not in free:
            with project.ledger.read() as tx:
                sent = channel_queues.last_sent(tx, row.rule, row.channel)
            free[row.rule] = sent + rule.throttle if sent and sent <= at else at
        if free[row.rule] > at:
            leases.release(project.ledger, leases.DELIVER, [row], due_at=free[row.rule])
            with project.ledger.begin() as tx:
                channel_queues.hold(tx, row.rule, row.channel, free[row.rule])
            continue
        going.append(row)
        free[row.rule] = at + rule.throttle
    return going
