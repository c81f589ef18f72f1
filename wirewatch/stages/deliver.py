"""deliver: the outbox -> Slack, mail, webhook ..., each channel with its own queue, each delivery retried by itself.

    digests that are due are closed | queues bundle and send what is due | fallbacks get what a channel cannot take

A queue stands still while its channel is quiet, or closed because it takes nothing (wirewatch.ledger.channel_queues).
"""

import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import UTC, datetime
from functools import partial
from threading import Event
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row

from processors.alerts.message import MAX_LISTED, Message, alert_message, digest_message
from processors.alerts.quiet_hours import next_cron_time, quiet_until
from processors.alerts.send import BadChannel, DeliveryError, TooLong, WrongSecret
from scrapers.intervals import backoff
from wirewatch.config.alerts import Rule
from wirewatch.config.channels import Channel
from wirewatch.ledger import bundles, channel_queues, digests, leases, mutes, outbox
from wirewatch.ledger.channel_queues import HEALTHY, ChannelHealth
from wirewatch.project import Project
from wirewatch.stages.bundle import bundle_waiting
from wirewatch.stages.fallback import hand_to_fallbacks
from wirewatch.stages.send import send_to_channel

CHANNELS_AT_ONCE = 8
"""Channels that are worked on at once."""
DELIVERIES_AT_ONCE = 20
"""Deliveries to one channel that are claimed, and sent side by side."""
TRIES = 9
"""Then a delivery fails and waits for `replay`. A channel may be down for two days (see scrapers.intervals)."""
HOPELESS = (BadChannel, TooLong)
"""Errors of one delivery that no retry helps, and that say nothing of its channel."""
CLAIM_FOR_S = 300.0
"""A channel's queue claims nothing more after this time, half of a lease: the rest is the next pass's."""


class ChannelQueue(NamedTuple):
    """A channel as one pass finds it. `channel` is None where alerts.yaml has it no more."""

    name: str
    channel: Channel | None
    health: ChannelHealth
    edited_at: datetime | None
    """When alerts.yaml was written."""

    def opens_at(self, at: datetime) -> datetime:
        """Give the time from which it may be asked."""
        quiet = self.channel.quiet if self.channel else None
        return max(
            self.health.opens_at(at, self.edited_at), (quiet_until(quiet, at) if quiet else None) or at
        )


def deliver_alerts(project: Project) -> Counter[str]:
    """Send every delivery that is due; counts them by their new state, and those that wait as `retry`.

    Where nothing waits alerts.yaml is not read: what is wrong with it is for `match` to tell.
    """
    with project.ledger.read() as tx:
        if not (outbox.waiting_channels(tx) or digests.open_digests(tx)):
            return Counter()
        muted = mutes.active_mutes(tx, leases.now())
    rules = {rule.name: rule for rule in project.alerts.rules}
    counts: Counter[str] = Counter()
    if muted:
        with project.ledger.begin() as tx:
            counts[mutes.MUTED] += mutes.hold_back(tx, leases.now())
    _close_digests(project, rules)
    end, left = time.monotonic() + CLAIM_FOR_S, Event()

    def goes_on() -> bool:
        return not (left.is_set() or project.stopping.is_set()) and time.monotonic() < end

    with ThreadPoolExecutor(CHANNELS_AT_ONCE) as threads:
        try:
            for sent in threads.map(
                lambda queue: _send_due(project, rules, queue, goes_on), open_queues(project)
            ):
                counts += sent
        finally:
            left.set()  # by Ctrl-C: what is being sent is sent and noted, and nothing more is claimed
    counts["fallback"] += hand_to_fallbacks(project)
    return +counts  # what came of none is not told


def open_queues(project: Project) -> list[ChannelQueue]:
    """Give the queues that have something due, and whose channels may be asked now."""
    at = leases.now()
    with project.ledger.read() as tx:
        waiting, health = channel_queues.first_due_times(tx), channel_queues.channel_health(tx)
    found = [_queue(project, name, health) for name in waiting]
    return [queue for queue in found if _is_due(waiting[queue.name], at) and queue.opens_at(at) <= at]


def next_delivery_at(project: Project, tx: Connection) -> datetime | None:
    """Give the time at which the next delivery may go that nobody works on, or None."""
    at, health = leases.now(), channel_queues.channel_health(tx)
    opened = digests.open_digests(tx)
    busy = bundles.is_much_on_its_way(tx, at) if opened else False
    times = [at if row.story_id.startswith(bundles.FIRST) and not busy else row.due_at for row in opened]
    for name, due in channel_queues.first_due_times(tx).items():
        times.append(max(due, _queue(project, name, health).opens_at(at)))
    return min(times, default=None)


def _queue(project: Project, name: str, health: Mapping[str, ChannelHealth]) -> ChannelQueue:
    file = project.settings.config / "alerts.yaml"
    edited = datetime.fromtimestamp(file.stat().st_mtime, UTC) if file.exists() else None
    return ChannelQueue(name, project.alerts.channels.get(name), health.get(name, HEALTHY), edited)


def _is_due(due: datetime, at: datetime) -> bool:
    """Tell whether a time has come, or is further off than any that is set: then the clock has been put back."""
    return due <= at or due > at + channel_queues.LONGEST_DELAY


def _close_digests(project: Project, rules: dict[str, Rule]) -> None:
    """Close the digests whose time has come, each by itself; a rule whose times were changed goes by the new ones."""
    at = leases.now()
    with project.ledger.read() as tx:
        rows = digests.open_digests(tx)
        busy = bundles.is_much_on_its_way(tx, at) if rows else False
    for row in rows:
        rule = rules.get(row.rule)
        if row.story_id.startswith(bundles.FIRST):
            if row.due_at <= at or not busy or row.due_at > at + bundles.FIRST_WAIT:
                with project.ledger.begin() as tx:
                    bundles.close_first(tx, row.key, at)
            continue
        slot = min(row.due_at, next_cron_time(rule.digest, at)) if rule and rule.digest else at
        if slot <= at or slot != row.due_at:
            with project.ledger.begin() as tx:
                if slot <= at:
                    digests.close_digest(tx, row.key, at)
                else:
                    digests.move_digest(tx, row.key, slot)


def _send_due(
    project: Project, rules: dict[str, Rule], queue: ChannelQueue, goes_on: Callable[[], bool]
) -> Counter[str]:
    """Send what is due in one queue, until nothing is, or its channel is closed, or the pass does not go on."""
    counts: Counter[str] = Counter()
    with project.ledger.begin() as tx:
        channel_queues.correct_due_times(tx, queue.name, leases.now())
    if queue.channel:
        bundle_waiting(project, rules, queue.channel)
    # People read what comes in its order; programs get it side by side.
    with ThreadPoolExecutor(1 if queue.channel and queue.channel.bundle else DELIVERIES_AT_ONCE) as threads:
        while goes_on() and queue.opens_at(at := leases.now()) <= at:
            rows = leases.claim(
                project.ledger,
                channel_queues.queue_of(queue.name),
                1 if queue.health.failures else DELIVERIES_AT_ONCE,
            )
            if not rows:
                break
            errors: list[DeliveryError | None] = []
            sending = {
                threads.submit(_send_if, goes_on, project, rules, queue, row): row
                for row in _ready_to_send(project, rules, rows)
            }
            for sent in as_completed(sending):
                result = sent.result()
                if result is None:
                    leases.release(project.ledger, leases.DELIVER, [sending[sent]])
                    continue
                error, flaw = result
                counts[_commit(project, queue, sending[sent], error, flaw)] += 1
                project.progress.done("deliver")
                errors.append(error)
            queue = queue._replace(health=_note_health(project, queue, errors))
    return counts


def _note_health(
    project: Project, queue: ChannelQueue, errors: Sequence[DeliveryError | None]
) -> ChannelHealth:
    """Note how a round went for the channel.

    An address that is none says nothing of it, nor does a message that is too long. A channel that asks us to wait is
    closed for that time, whatever else it took.
    """
    failed = [error for error in errors if error and not isinstance(error, HOPELESS)]
    waits = [error.after for error in failed if error.after]
    if not waits and (len(failed) < len(errors) or not errors):
        if queue.health.failures and None in errors:
            with project.ledger.begin() as tx:
                channel_queues.note_success(tx, queue.name, queue.health, leases.now())
            return HEALTHY
        return queue.health
    before, final = HEALTHY if None in errors else queue.health, isinstance(failed[0], WrongSecret)
    after = max(waits, default=None)
    with project.ledger.begin() as tx:
        return channel_queues.note_failed_round(
            tx, queue.name, before, leases.now(), str(failed[0]), final=final, after=after
        )


def _send_if(
    goes_on: Callable[[], bool], project: Project, rules: dict[str, Rule], queue: ChannelQueue, row: Row[Any]
) -> tuple[DeliveryError | None, str | None] | None:
    """Send one, or give None where the pass has ended while it waited for its turn."""
    return _send(project, rules, queue, row) if goes_on() else None


def _send(
    project: Project, rules: dict[str, Rule], queue: ChannelQueue, row: Row[Any]
) -> tuple[DeliveryError | None, str | None]:
    """Send one; give what went wrong, and what of the message is not as it was asked for."""
    if queue.channel is None:
        mend = f"write it again, or give them to another: `wirewatch replay --channel {queue.name} --to NAME`"
        return BadChannel(f"alerts.yaml has no channel {queue.name!r} any more; {mend}"), None
    rule = rules.get(row.rule)
    message = _message(project, row, (rule.template if rule else None) or queue.channel.template)
    try:
        send_to_channel(queue.channel, message, row.key, row.parts_sent, partial(_note_part, project, row))
    except DeliveryError as error:
        return error, message.template_error
    return None, message.template_error


def _note_part(project: Project, row: Row[Any], parts_sent: int) -> None:
    """Keep how many parts of a long message were accepted, so that another try begins behind them."""
    with project.ledger.begin() as tx:
        channel_queues.note_parts(tx, row.key, parts_sent)


def _message(project: Project, row: Row[Any], template: Any) -> Message:
    with project.ledger.read() as tx:
        if row.kind != "digest":
            return alert_message(outbox.alert_of(tx, row.rule, row.story_id, row.mark), template)
        alerts, keys, more = digests.alerts_of(tx, row.digest, MAX_LISTED)
        events = digests.events_of(tx, [alert.article_id for alert in alerts])
    return digest_message(
        row.story_id,
        alerts,
        more,
        template,
        keys,
        is_first=row.story_id.startswith(bundles.FIRST),
        events=events,
        desk_url=project.desk_url,
    )


def _commit(
    project: Project, queue: ChannelQueue, row: Row[Any], error: DeliveryError | None, flaw: str | None
) -> str:
    at = leases.now()
    attempts = row.attempts + (0 if error and error.after else 1)  # to be asked to wait is no try
    values: dict[str, Any] = {"attempts": attempts, "detail": str(error) if error else flaw}
    if error is None:
        values |= {"state": "sent", "sent_at": at}
    elif isinstance(error, HOPELESS) or attempts >= TRIES:
        values |= {"state": "failed"}
    elif error.after:
        values |= {"due_at": at + error.after}
    else:
        values |= {"due_at": at + backoff(attempts, None, leases.jitter())}
    with project.ledger.begin() as tx:
        if leases.settle(tx, leases.DELIVER, row, **values) and "state" in values:
            _end_delivery(tx, queue.channel, row, at, values)
    return str(values.get("state", "retry"))


def _end_delivery(tx: Connection, channel: Channel | None, row: Row[Any], at: datetime, values: Any) -> None:
    """Do what follows from a delivery's end: its digest's parts end with it, and a failed one goes to the fallback."""
    if row.kind == "digest" and row.digest == row.key:
        digests.settle_parts(tx, row.digest, **{k: v for k, v in values.items() if k != "due_at"})
    if values["state"] == "failed" and channel and channel.fallback and not row.fell_back_at:
        channel_queues.give_to_fallback(tx, row, channel.fallback.to, at)


def _ready_to_send(project: Project, rules: dict[str, Rule], rows: Sequence[Row[Any]]) -> list[Row[Any]]:
    """Give the deliveries that may go now; what a rule's throttle holds back waits, with all that it has there."""
    free_from: dict[str, datetime] = {}
    ready = []
    for row in rows:
        rule, at = rules.get(row.rule), leases.now()
        if rule is None or not rule.throttle or row.kind != "alert":
            ready.append(row)
            continue
        if row.rule not in free_from:
            with project.ledger.read() as tx:
                sent = channel_queues.last_sent_at(tx, row.rule, row.channel)
            free_from[row.rule] = sent + rule.throttle if sent and sent <= at else at
        if free_from[row.rule] > at:
            leases.release(project.ledger, leases.DELIVER, [row], due_at=free_from[row.rule])
            with project.ledger.begin() as tx:
                channel_queues.postpone(tx, row.rule, row.channel, free_from[row.rule])
            continue
        ready.append(row)
        free_from[row.rule] = at + rule.throttle
    return ready
