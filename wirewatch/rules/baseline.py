"""What a rule learns of the time before it began, once: the values that were seen, and how often it would have hit."""

from datetime import datetime
from itertools import chain

from processors.query.query import all_of, field_between
from processors.stores.document import utc_text
from wirewatch.config.alerts import Rule
from wirewatch.config.kinds import New, Spike
from wirewatch.ledger import rule_state
from wirewatch.project import Project
from wirewatch.rules.context import Learnt
from wirewatch.rules.observations import sights


def learn(project: Project, rule: Rule, nth: int, at: datetime) -> Learnt:
    """Ask the store what a rule's query finds in all that comes before the batch at a place in the order.

    `at` is when that batch was indexed. What has no batch in the ledger, such as history that was taken in by
    `backfill`, counts as known. Raises StoreError.
    """
    match rule.kind:
        case New():
            return _values(project, rule, nth)
        case Spike() as kind:
            return _hits(project, rule, kind, nth, at)
        case _:
            return Learnt()


def _values(project: Project, rule: Rule, nth: int) -> Learnt:
    with project.ledger.read() as tx:
        later = rule_state.not_before(tx, nth)
    before = (document for document in project.store.scan(rule.query) if document["batch"] not in later)
    return Learnt(frozenset(chain.from_iterable(one.values for one in sights(rule, before))))


def _hits(project: Project, rule: Rule, kind: Spike, nth: int, at: datetime) -> Learnt:
    start = at - kind.within - kind.baseline
    with project.ledger.read() as tx:
        batches = {batch.id: batch for batch in rule_state.matched_from(tx, 0) if batch.nth < nth}
    query = all_of(
        rule.query, field_between("indexed_at", utc_text(start))
    )  # what is indexed again has a later time
    hits: dict[str, tuple[datetime, int]] = {}
    for document in project.store.scan(query):
        batch, story = batches.get(document["batch"]), document["story_id"]
        if batch and batch.at > start and batch.nth < hits.get(story, (start, nth))[1]:
            hits[story] = (batch.at, batch.nth)
    first = min((batch.at for batch in batches.values()), default=at)
    return Learnt(hits=hits, since=max(first, start))
