"""Replay a rule over what is indexed, batch by batch in the order of matching, exactly as live matching takes it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime
from typing import Any

from processors.records import Alert
from wirewatch.config.alerts import Rule
from wirewatch.config.kinds import Silent
from wirewatch.config.times import moment
from wirewatch.errors import Mistake
from wirewatch.ledger import leases, rule_state
from wirewatch.ledger.connect import Ledger, scratch_ledger
from wirewatch.ledger.rule_state import Batch
from wirewatch.project import Project
from wirewatch.rules.baseline import learn
from wirewatch.rules.context import Learnt, Scene
from wirewatch.rules.evaluate import take
from wirewatch.rules.observations import Sight, sights
from wirewatch.rules.silence import look


def named(project: Project, name: str) -> Rule:
    """Give a rule of alerts.yaml, enabled or not. Raises Mistake where it has none of that name."""
    rules = (*project.alerts.rules, *project.alerts.disabled)
    rule = next((rule for rule in rules if rule.name == name), None)
    if rule is None:
        known = ", ".join(rule.name for rule in rules)
        mend = f"known: {known}" if known else "the file has no rules: write one under `alerts:`"
        raise Mistake(f"no rule {name!r}", mend, project.settings.config / "alerts.yaml")
    return rule


def start_of(since: str) -> datetime:
    """Read a time from which a replay starts. Raises Mistake."""
    try:
        return moment(since, leases.now())
    except ValueError as error:
        raise Mistake(f"--since: {error}") from None


def backtest(project: Project, rule: Rule, start: datetime) -> Iterator[Alert]:
    """Give the alerts that a rule would have made had it begun at a time, in the order in which it had made them.

    Whether a silence was quiet or broken is not known afterwards. Raises StoreError.
    """
    with project.ledger.read() as tx:
        first = rule_state.first_since(tx, start)
        batches = rule_state.matched_from(tx, first) if first is not None else []
    learnt = learn(project, rule, batches[0].nth, batches[0].at) if batches else Learnt()
    if isinstance(rule.kind, Silent):
        learnt = Learnt(since=start)
    found = _found(project, rule, {batch.id for batch in batches})
    with closing(scratch_ledger()) as scratch:
        yield from _replay(project, scratch, rule, batches, found, learnt)


def _found(project: Project, rule: Rule, wanted: set[str]) -> dict[str, list[Sight]]:
    """Give what the rule sees by batch. An article that was changed since stands in the batch of its last revision."""
    found: dict[str, list[Sight]] = defaultdict(list)
    for document in project.store.scan(rule.query):
        if document["batch"] in wanted:
            found[document["batch"]] += sights(rule, [document])
    return {batch: sorted(seen, key=lambda one: (one.seen, one.article)) for batch, seen in found.items()}


def _replay(
    project: Project,
    scratch: Ledger,
    rule: Rule,
    batches: Sequence[Batch],
    found: dict[str, list[Sight]],
    learnt: Learnt,
) -> Iterator[Alert]:
    def read(ids: Sequence[str]) -> dict[str, dict[str, Any]]:
        return {document["id"]: document for document in project.store.get(ids)}

    with project.ledger.read() as links:
        for batch in batches:
            with scratch.begin() as tx:
                before = rule_state.load(tx).get(rule.name)
                scene = Scene(tx, links, read, _unknown, batch.at)
                yield from take(scene, rule, before, batch, found.get(batch.id, []), learnt)
        if isinstance(rule.kind, Silent):
            with scratch.begin() as tx:
                before = rule_state.load(tx).get(rule.name)
                state = before.state if before else rule_state.State(since=learnt.since)
                scene = Scene(tx, links, read, _unknown, leases.now())
                yield from look(scene, rule, rule.kind, state, scene.at)[1]


def _unknown(*_: object) -> None:
    """Judge nothing."""
