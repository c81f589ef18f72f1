"""deliver: the outbox -> Slack, mail, webhook ..., each delivery retried by itself."""

from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row

from processors.deliver import BadChannel, DeliveryError
from processors.message import of_alert
from processors.records import Alert
from processors.template import Template
from scrapers.schedule import backoff
from wirewatch.ledger import outbox, work
from wirewatch.project import Project
from wirewatch.sending import send

AT_ONCE = 20
"""Deliveries claimed by one pass, and sent side by side."""
TRIES = 9
"""Then a delivery fails and waits for `replay`. A channel may be down for two days (see scrapers.schedule)."""


def deliver_alerts(project: Project) -> Counter[str]:
    """Send every delivery that is due; counts them by their new state, and those that wait as `retry`."""
    counts: Counter[str] = Counter()
    templates = {rule.name: rule.template for rule in project.alerts.rules}
    while rows := work.claim(project.ledger, work.DELIVER, AT_ONCE):
        with ThreadPoolExecutor(AT_ONCE) as threads:
            sending = {
                threads.submit(_send, project, row, templates.get(row.rule)): row
                for row in _due(project, rows)
            }
            for sent in as_completed(sending):
                counts[_commit(project, sending[sent], *sent.result())] += 1
    return counts


def _send(
    project: Project, row: Row[Any], template: Template | None
) -> tuple[DeliveryError | None, str | None]:
    """Send one; give what went wrong, and what of the message is not as it was asked for."""
    channel = project.alerts.channels.get(row.channel)
    if channel is None:
        return BadChannel(f"alerts.yaml has no channel {row.channel!r} any more"), None
    with project.ledger.read() as tx:
        alert: Alert = outbox.alert_of(tx, row.rule, row.story_id, row.mark)
    message = of_alert(alert, template or channel.template)
    try:
        send(channel, message, row.key)
    except DeliveryError as error:
        return error, message.flaw
    return None, message.flaw


def _commit(project: Project, row: Row[Any], error: DeliveryError | None, flaw: str | None) -> str:
    at, attempts = work.now(), row.attempts + 1
    values: dict[str, Any] = {"attempts": attempts, "detail": str(error) if error else flaw}
    if error is None:
        values |= {"state": "sent", "sent_at": at}
    elif isinstance(error, BadChannel) or attempts >= TRIES:
        values |= {"state": "failed"}
    else:
        values |= {"due_at": at + _pause(attempts)}
    with project.ledger.begin() as tx:
        work.settle(tx, work.DELIVER, row, **values)
    return str(values.get("state", "retry"))


def _pause(attempts: int) -> timedelta:
    return backoff(attempts, None, work.jitter())


def _due(project: Project, rows: Sequence[Row[Any]]) -> list[Row[Any]]:
    """Give the deliveries that may go now; those that a rule's throttle holds back are given back for later."""
    spans = {rule.name: rule.throttle for rule in project.alerts.rules if rule.throttle}
    free: dict[tuple[str, str], datetime] = {}
    going = []
    for row in rows:
        span, flow, at = spans.get(row.rule), (row.rule, row.channel), work.now()
        if span and flow not in free:
            with project.ledger.read() as tx:
                sent = outbox.last_sent(tx, *flow)
            free[flow] = sent + span if sent else at
        if span and free[flow] > at:
            work.release(project.ledger, work.DELIVER, [row], due_at=free[flow])
            continue
        going.append(row)
        if span:
            free[flow] = at + span
    return going
