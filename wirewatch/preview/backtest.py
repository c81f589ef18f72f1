"""Replay a rule over what is indexed, batch by batch in the order of matching, exactly as live matching takes it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime
from typing import Any

from processors.records import Alert
from wirewatch.config.alerts import Rule
from wirewatch.config.kinds import Silent
from wirewatch.config.times import parse_time
from wirewatch.errors import Mistake
from wirewatch.ledger import leases, rule_state
from wirewatch.ledger.connect import Ledger, scratch_ledger
from wirewatch.ledger.rule_state import Batch
from wirewatch.project import Project
from wirewatch.rules.baseline import read_baseline
from wirewatch.rules.context import Baseline, RuleContext
from wirewatch.rules.evaluate import evaluate
from wirewatch.rules.observations import Observation, observations_of
from wirewatch.rules.silence import check_silence


def read_start(since: str) -> datetime:
    """Read a time from which a replay starts. Raises Mistake."""
    try:
        return parse_time(since, leases.now())
    except ValueError as error:
        raise Mistake(f"--since: {error}") from None


def backtest(project: Project, rule: Rule, start: datetime) -> Iterator[Alert]:
    """Give the alerts that a rule would have made had it begun at a time, in the order in which it had made them.

    Whether a silence was quiet or broken is not known afterwards. Raises StoreError.
    """
    with project.ledger.read() as tx:
        first = rule_state.first_nth_since(tx, start)
        batches = rule_state.batches_from(tx, first) if first is not None else []
    baseline = read_baseline(project, rule, batches[0].nth, batches[0].at) if batches else Baseline()
    if isinstance(rule.kind, Silent):
        baseline = Baseline(since=start)
    observations = _observations_by_batch(project, rule, {batch.id for batch in batches})
    with closing(scratch_ledger()) as scratch:
        yield from _replay(project, scratch, rule, batches, observations, baseline)


def _observations_by_batch(project: Project, rule: Rule, wanted: set[str]) -> dict[str, list[Observation]]:
    """Give what the rule sees by batch. An article that was changed since stands in the batch of its last revision."""
    observations: dict[str, list[Observation]] = defaultdict(list)
    for document in project.store.scan(rule.query):
        if document["batch"] in wanted:
            observations[document["batch"]] += observations_of(rule, [document])
    return {
        batch: sorted(seen, key=lambda one: (one.first_seen_at, one.article))
        for batch, seen in observations.items()
    }


def _replay(
    project: Project,
    scratch: Ledger,
    rule: Rule,
    batches: Sequence[Batch],
    observations: dict[str, list[Observation]],
    baseline: Baseline,
) -> Iterator[Alert]:
    def read(ids: Sequence[str]) -> dict[str, dict[str, Any]]:
        return {document["id"]: document for document in project.store.get(ids)}

    with project.ledger.read() as links:
        for batch in batches:
            with scratch.begin() as tx:
                before = rule_state.load(tx).get(rule.name)
                context = RuleContext(
                    tx,
                    links,
                    read,
                    _no_flow_check,
                    batch.at,
                    project.group_names,
                    is_one_group=project.is_one_group,
                )
                found = observations.get(batch.id, [])
                yield from evaluate(context, rule, before, batch, found, baseline).alerts
        if isinstance(rule.kind, Silent):
            with scratch.begin() as tx:
                before = rule_state.load(tx).get(rule.name)
                state = before.state if before else rule_state.State(since=baseline.since)
                context = RuleContext(tx, links, read, _no_flow_check, leases.now(), project.group_names)
                yield from check_silence(context, rule, rule.kind, state, context.at)[1]


def _no_flow_check(*_: object) -> None:
    """Judge nothing."""
