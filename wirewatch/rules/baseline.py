"""What a rule learns of the time before it began, once: the values that were seen, and how often it would have hit."""

from datetime import datetime
from itertools import chain

from msgspec.structs import replace

from processors.query.query import all_of, field_between
from processors.stores.document import utc_text
from wirewatch.config.alerts import Rule
from wirewatch.config.kinds import New, Spike
from wirewatch.ledger import rule_state
from wirewatch.ledger.links import HISTORY_BATCH
from wirewatch.project import Project
from wirewatch.rules.age import is_too_old
from wirewatch.rules.context import Baseline
from wirewatch.rules.observations import observations_of, told_once
from wirewatch.rules.spikes import NewsTime, news_time, outages_until


def read_baseline(project: Project, rule: Rule, nth: int, at: datetime) -> Baseline:
    """Ask the store what a rule's query finds in all that comes before the batch at a place in the order.

    `at` is when that batch was indexed. What has no batch in the ledger, such as history that was taken in by
    `backfill`, counts as known. So does history of any age, but nothing else that is too old for the rule. Raises
    StoreError.
    """
    match rule.kind:
        case New():
            return _known_values(project, rule, nth)
        case Spike() as kind:
            return _past_hits(project, rule, kind, nth, at)
        case _:
            return Baseline()


def _known_values(project: Project, rule: Rule, nth: int) -> Baseline:
    with project.ledger.read() as tx:
        later = rule_state.batch_ids_from(tx, nth)
    of_any_age = replace(rule, not_older=None)
    values = (
        observation.values
        for document in project.store.scan(rule.query)
        if document["batch"] not in later
        for observation in observations_of(
            of_any_age if document["batch"] == HISTORY_BATCH else rule, [document]
        )
    )
    return Baseline(frozenset(chain.from_iterable(values)))


def _past_hits(project: Project, rule: Rule, kind: Spike, nth: int, at: datetime) -> Baseline:
    start = at - 2 * kind.within - kind.baseline
    with project.ledger.read() as tx:
        batches = {batch.id: batch for batch in rule_state.batches_from(tx, 0) if batch.nth < nth}
        gaps = outages_until(kind, rule_state.load_clock(tx), at)
    query = all_of(
        rule.query, field_between("indexed_at", utc_text(start))
    )  # what is indexed again has a later time
    hits: dict[str, tuple[datetime, int]] = {}
    news: dict[str, NewsTime] = {}
    for document in project.store.scan(query):
        batch, story = batches.get(document["batch"]), told_once(rule, document)
        if not batch or batch.at <= start or is_too_old(rule, document):
            continue
        if batch.nth < hits.get(story, (start, nth))[1]:
            hits[story], news[story] = (batch.at, batch.nth), news_time(document)
    times = [batch.at for batch in batches.values()]
    return Baseline(
        hits=hits,
        news=tuple(news.values()),
        outages=gaps,
        since=max(min(times, default=at), start),
    )
