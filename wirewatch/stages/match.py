"""match: one indexed batch -> alerts in the outbox, each rule by its kind, in the order in which batches come.

A rule that the store cannot answer holds back no other. It is owed the batch, and all that come after it, and makes up
for them in order as soon as the store answers it again.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, select, update

from processors.stores.store import StoreRefused
from wirewatch.config.alerts import Rule
from wirewatch.config.kinds import Outlets
from wirewatch.errors import Trouble
from wirewatch.ledger import leases, rule_state
from wirewatch.ledger.rule_state import Batch, Memory
from wirewatch.ledger.schema import batches
from wirewatch.project import Project
from wirewatch.rules.ask_store import Ids, Refused, ask
from wirewatch.rules.baseline import learn
from wirewatch.rules.context import Learnt, Scene, begins, remembers
from wirewatch.rules.evaluate import take
from wirewatch.rules.flow_health import judge
from wirewatch.rules.observations import sights
from wirewatch.stages.escalate import escalate


class Found(NamedTuple):
    """What the store has of a batch: ids by rule, the rules that it refuses, their articles, what rules learnt."""

    ids: Ids
    refused: Refused
    documents: dict[str, dict[str, Any]]
    learnt: dict[str, Learnt]


def match_batches(project: Project) -> Counter[str]:
    """Match every open batch against the rules; counts `matched` batches and `alerts`.

    Raises StoreError and Trouble; the batches stay open. Rules that the store refuses are named in a Trouble at last.
    """
    counts: Counter[str] = Counter()
    refused = _make_up(project, counts)
    while rows := leases.claim(project.ledger, leases.MATCH, 1):
        try:
            found = _find(project, rows[0], refused)
            counts["alerts"] += _commit(project, rows[0], found)
            counts["matched"] += 1
        finally:
            leases.release(project.ledger, leases.MATCH, rows)
    if refused:
        told = "; ".join(f"rule {name!r}: {problem}" for name, problem in refused.items())
        raise Trouble(f"the index refuses {told}; all other rules were matched")
    return counts


def _find(project: Project, row: Row[Any], refused: Refused) -> Found:
    """Ask the store what a batch has for the rules that are owed nothing, and what those have to learn that begin."""
    with project.ledger.read() as tx:
        memories, nth = rule_state.load(tx), rule_state.last_nth(tx) + 1
    rules = [rule for rule in project.alerts.rules if not _is_owed(memories.get(rule.name))]
    ids, problems = ask(project.store, {rule.name: rule.query for rule in rules}, row.id)
    learnt = {}
    for rule in rules:
        if rule.name not in problems and begins(rule, memories.get(rule.name), nth):
            try:
                learnt[rule.name] = learn(project, rule, nth, row.indexed_at)
            except StoreRefused as error:
                problems[rule.name] = str(error)
    refused |= problems
    return Found(ids, problems, _documents(project, {id_ for found in ids.values() for id_ in found}), learnt)


def _commit(project: Project, row: Row[Any], found: Found) -> int:
    """Put the batch's alerts and what rules remember into the ledger, in the transaction that marks it as matched."""
    at, alerts = leases.now(), 0
    with project.ledger.begin() as tx:
        rule_state.lock(tx)
        if not leases.settle(tx, leases.MATCH, row, matched_at=at):
            return 0  # another worker has it, and announces the same
        batch = Batch(row.id, rule_state.last_nth(tx) + 1, row.indexed_at)
        tx.execute(update(batches).where(batches.c.id == row.id).values(nth=batch.nth))
        idle: list[str] = []
        memories, scene = rule_state.load(tx), _scene(project, tx, found.documents)
        for rule in project.alerts.rules:
            before = memories.pop(rule.name, None)
            begun = begins(rule, before, batch.nth)
            if _is_owed(before):
                continue
            if rule.name in found.refused or (begun and rule.name not in found.learnt):
                rule_state.owe(tx, rule.name, before, batch.nth)
            elif not (begun or found.ids.get(rule.name) or isinstance(rule.kind, Outlets)):
                idle += [rule.name] if remembers(rule) else []
            else:
                seen = sights(rule, _there(found, rule.name))
                alerts += len(take(scene, rule, before, batch, seen, found.learnt.get(rule.name)))
        rule_state.go_on(tx, idle, batch.nth)
        for name in [name for name, other in memories.items() if _is_owed(other)]:
            rule_state.forget(tx, name)  # a rule that is gone or disabled is owed nothing
        escalate(tx, project.alerts.rules, batch.id, at)
    return alerts


def _make_up(project: Project, counts: Counter[str]) -> Refused:
    """Match the rules that are owed batches, as far as the store answers them now; give those that it still refuses."""
    refused: Refused = {}
    with project.ledger.read() as tx:
        memories = rule_state.load(tx)
    for rule in project.alerts.rules:
        before = memories.get(rule.name)
        if before is None or before.owed_from is None:
            continue
        with project.ledger.read() as tx:
            owed = rule_state.matched_from(tx, before.owed_from)
        try:
            for batch in owed:
                counts["alerts"] += _make_up_batch(project, rule, batch)
        except StoreRefused as error:
            refused[rule.name] = str(error)
    return refused


def _make_up_batch(project: Project, rule: Rule, batch: Batch) -> int:
    with project.ledger.read() as tx:
        begun = begins(rule, rule_state.load(tx).get(rule.name), batch.nth)
    learnt = learn(project, rule, batch.nth, batch.at) if begun else None
    documents = _documents(project, project.store.match({rule.name: rule.query}, batch.id)[rule.name])
    with project.ledger.begin() as tx:
        rule_state.lock(tx)
        before = rule_state.load(tx).get(rule.name)
        if before is None or before.owed_from is None or before.owed_from > batch.nth:
            return 0  # another worker was faster
        told = take(
            _scene(project, tx, documents), rule, before, batch, sights(rule, documents.values()), learnt
        )
        escalate(tx, [rule], batch.id, leases.now())
        after = rule_state.load(tx).get(rule.name, before)
        later = tx.execute(select(batches.c.nth).where(batches.c.nth > batch.nth).limit(1)).scalar()
        if later is None and not remembers(rule):
            rule_state.forget(tx, rule.name)
        else:
            owed_from = None if later is None else batch.nth + 1
            rule_state.save(tx, rule.name, after._replace(owed_from=owed_from))
    return len(told)


def _is_owed(one: Memory | None) -> bool:
    return one is not None and one.owed_from is not None


def _there(found: Found, name: str) -> list[dict[str, Any]]:
    return [found.documents[id_] for id_ in found.ids.get(name, ()) if id_ in found.documents]


def _documents(project: Project, ids: Collection[str]) -> dict[str, dict[str, Any]]:
    return {document["id"]: document for document in project.store.get(sorted(ids))} if ids else {}


def _scene(project: Project, tx: Connection, documents: dict[str, dict[str, Any]]) -> Scene:
    def read(ids: Sequence[str]) -> dict[str, dict[str, Any]]:
        return documents | _documents(project, set(ids) - set(documents))

    return Scene(tx, tx, read, judge(project, tx), leases.now())
