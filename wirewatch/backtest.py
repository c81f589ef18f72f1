"""Replay a rule over what is indexed, batch by batch in the order of indexing, as live matching did."""

from collections.abc import Iterator

from sqlalchemy import select

from processors.alert import make_alert
from processors.records import Alert
from wirewatch.config.times import moment
from wirewatch.errors import Mistake
from wirewatch.ledger import stories, work
from wirewatch.ledger.schema import batches
from wirewatch.project import Project
from wirewatch.stages.match import one_a_story


def backtest(project: Project, name: str, since: str) -> Iterator[Alert]:
    """Give the alerts that a rule would have made of the batches indexed since a time, each story once.

    Raises Mistake for an unknown rule or time, and StoreError.
    """
    rule = next((rule for rule in project.alerts.rules if rule.name == name), None)
    if rule is None:
        known = ", ".join(rule.name for rule in project.alerts.rules) or "none"
        raise Mistake(f"no rule {name!r}", f"known: {known}", project.settings.config / "alerts.yaml")
    try:
        start = moment(since, work.now())
    except ValueError as error:
        raise Mistake(f"--since: {error}") from None
    with project.ledger.read() as tx:
        query = select(batches.c.id, batches.c.matched_at).where(batches.c.indexed_at >= start)
        rows = tx.execute(query.order_by(batches.c.indexed_at, batches.c.id)).all()
    told: set[str] = set()
    for batch, matched_at in rows:
        matched = project.store.match({name: rule.query}, batch).get(name, [])
        for document in one_a_story(project.store.get(matched)):
            if document["story_id"] not in told:
                told.add(document["story_id"])
                with project.ledger.read() as tx:
                    outlets = stories.outlets(tx, document["story_id"], matched_at)
                yield make_alert(name, rule.query, document, outlets)
