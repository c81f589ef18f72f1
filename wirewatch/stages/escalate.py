"""match, its last part: further channels are told once, when a story that was told has grown."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, or_, select

from processors.records import Alert
from wirewatch.config.alerts import Rule
from wirewatch.ledger import outbox, stories
from wirewatch.ledger.rule_state import Batch
from wirewatch.ledger.schema import events, links
from wirewatch.rules.context import RuleContext
from wirewatch.rules.wording import outlet_names

_UNITS = (links.c.story_id, links.c.event_id)
GROWN = "grown"
"""The mark of the event that a story has grown: by it a rule tells of that once a story."""


def escalate(context: RuleContext, rules: Sequence[Rule], batch: Batch, at: datetime) -> int:
    """Announce each story of a batch that a rule told of, and that as many outlets carry now as it asks for.

    Give their number. The alert is that of the story's first event, with the outlets of now, and says why it comes.
    """
    tx = context.tx
    escalations = {rule.name: rule.escalate for rule in rules if rule.escalate}
    if not escalations:
        return 0
    first = _first_told(tx, escalations, batch)
    by_event = {rule.name: rule.once_per == "event" for rule in rules}
    outlets = {
        (rule, story): stories.count_outlets(tx, story, by_event=by_event[rule]) for rule, story in first
    }
    grown = {key: row for key, row in sorted(first.items()) if outlets[key] >= escalations[key[0]].outlets}
    names = {
        unit: outlet_names(
            context, {story for rule, story in grown if by_event[rule] == unit}, batch, by_event=unit
        )
        for unit in {by_event[rule] for rule, _ in grown}
    }
    number = 0
    for (rule, story), row in grown.items():
        alert = msgspec.json.decode(row.alert, type=Alert)
        alert = msgspec.structs.replace(
            alert,
            outlets=outlets[rule, story],
            late=False,
            outlet_names=names[by_event[rule]].get(story) or alert.outlet_names,
            escalated=f"{outlets[rule, story]} outlets carry it, and {escalations[rule].outlets} or more are an "
            "escalation; "
            f"first told {row.at:%Y-%m-%d %H:%M} UTC",
        )
        number += outbox.announce(
            tx, alert, batch.id, escalations[rule].to, at, mark=GROWN, source=row.source
        )
    return number


def _first_told(tx: Connection, rules: Collection[str], batch: Batch) -> dict[tuple[str, str], Row[Any]]:
    """Give by rule and story the first thing that each of these rules told of a story, or event, of a batch."""
    told = (
        select(events)
        .where(events.c.rule.in_(rules), events.c.mark != GROWN)
        .where(
            or_(*(events.c.story_id.in_(select(unit).where(links.c.batch == batch.id)) for unit in _UNITS))
        )
    )
    # The latest first, so that the earliest of a story is what stays.
    newest_first = tx.execute(told.order_by(events.c.at.desc(), events.c.mark))
    return {(row.rule, row.story_id): row for row in newest_first}
