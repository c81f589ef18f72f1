"""match, its last part: further channels are told once, when a story that was told has grown."""

from collections.abc import Sequence
from datetime import datetime

import msgspec
from sqlalchemy import Connection, select

from processors.records import Alert
from wirewatch.config.alerts import Rule
from wirewatch.ledger import outbox, stories
from wirewatch.ledger.schema import events, links

GROWN = "grown"
"""The mark of the event that a story has grown: by it a rule tells of that once a story."""


def escalate(tx: Connection, rules: Sequence[Rule], batch: str, at: datetime) -> int:
    """Announce each story of a batch that a rule told of, and that as many outlets carry now as it asks for.

    Give their number. The alert is that of the story's first event, with the outlets of now.
    """
    escalations = {rule.name: rule.escalate for rule in rules if rule.escalate}
    if not escalations:
        return 0
    announced = (
        select(events)
        .where(events.c.rule.in_(escalations), events.c.mark != GROWN)
        .where(events.c.story_id.in_(select(links.c.story_id).where(links.c.batch == batch)))
    )
    first = {
        (row.rule, row.story_id): row
        for row in tx.execute(announced.order_by(events.c.at.desc(), events.c.mark))
    }
    outlets = {story: stories.count_outlets(tx, story) for _, story in first}
    number = 0
    for (rule, story), row in sorted(first.items()):
        if outlets[story] >= escalations[rule].outlets:
            alert = msgspec.json.decode(row.alert, type=Alert)
            grown = msgspec.structs.replace(alert, outlets=outlets[story], late=False)
            number += outbox.announce(tx, grown, batch, escalations[rule].to, at, mark=GROWN)
    return number
