"""match: one indexed batch -> alerts in the outbox, each rule by its kind, in the order in which batches come.

A rule that the store cannot answer holds back no other. It is owed the batch, and all that come after it, and makes up
for them in order as soon as the store answers it again. A batch counts as matched when the store held all of it, before
the rules were asked and after (wirewatch.ledger.batch_proof).
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, select, update

from processors.stores.store import StoreRefused
from wirewatch.config.alerts import Rule
from wirewatch.config.kinds import New, Outlets
from wirewatch.errors import Mistake, PartTrouble
from wirewatch.ledger import batch_proof, leases, rule_state
from wirewatch.ledger.catalogue_groups import note_groups
from wirewatch.ledger.links import add_steps, known_ids
from wirewatch.ledger.mutes import muted_sources
from wirewatch.ledger.rule_state import Batch, Memory
from wirewatch.ledger.schema import batches
from wirewatch.project import Project
from wirewatch.rules.age import is_too_old, too_old_detail
from wirewatch.rules.ask_store import (
    MatchedIds,
    Proof,
    RefusedRules,
    find_matches,
    incomplete,
    proved_whole,
)
from wirewatch.rules.baseline import read_baseline
from wirewatch.rules.context import Baseline, RuleContext, needs_memory, starts_anew
from wirewatch.rules.evaluate import evaluate
from wirewatch.rules.floods import held_detail
from wirewatch.rules.flow_health import flow_check
from wirewatch.rules.observations import has_groups, observations_of
from wirewatch.stages.escalate import escalate

TooOld = dict[str, list[Rule]]
"""Articles that rules found and that are too old for them, by their ids."""
Held = dict[str, list[str]]
"""The names of the rules that hold an article back as one of a flood, by its id."""


class BatchMatches(NamedTuple):
    """What the store has of a batch: ids and baselines by rule, the rules that it refuses, and the articles."""

    ids: MatchedIds
    refused: RefusedRules
    documents: dict[str, dict[str, Any]]
    baselines: dict[str, Baseline]


def match_batches(project: Project) -> Counter[str]:
    """Match every open batch against the rules; counts `matched` batches and `alerts`.

    Raises StoreError and Trouble; the batches stay open. Rules that the store refuses are named in a Trouble at last.
    """
    counts: Counter[str] = Counter()
    if not _has_work(project):
        return counts
    refused = _match_owed(project, counts)
    troubles: list[str] = []
    while not project.stopping.is_set() and (rows := leases.claim(project.ledger, leases.MATCH, 1)):
        try:
            with proved_whole(project, rows[0].id) as proof:
                matches = _find_matches(project, rows[0], refused)
            if proof.missing:
                troubles.append(_put_off(project, rows[0], proof))
                counts["incomplete"] += 1
                continue
            counts["alerts"] += _commit(project, rows[0], matches, proof)
            counts["matched"] += 1
            project.progress.done("match")
        finally:
            leases.release(project.ledger, leases.MATCH, rows)
    if refused:
        problems = "; ".join(f"rule {name!r}: {problem}" for name, problem in refused.items())
        troubles.append(f"the index refuses {problems}; all other rules were matched")
    if troubles:
        raise PartTrouble("; ".join(troubles), counts)
    return counts


def _has_work(project: Project) -> bool:
    """Tell whether a batch is due or owed: most looks find none, and need no place among those who write.

    Raises Mistake for rules that are wrong, whether there is work or not.
    """
    _ = project.alerts
    with project.ledger.read() as tx:
        return leases.is_any_due(tx, leases.MATCH) or rule_state.is_any_owed(tx)


def _put_off(project: Project, row: Row[Any], proof: Proof) -> str:
    """Have what the store lacks of a batch indexed again, and the batch wait for it; say so."""
    at, told = leases.now(), incomplete(proof)
    with project.ledger.begin() as tx:
        batch_proof.put_off(tx, row, proof.missing, told, at)
    return told


def _find_matches(project: Project, row: Row[Any], refused: RefusedRules) -> BatchMatches:
    """Ask the store what a batch has for the rules that are owed nothing, and the baselines of those that begin."""
    with project.ledger.read() as tx:
        memories, nth = rule_state.load(tx), rule_state.last_nth(tx) + 1
    rules = [rule for rule in project.alerts.rules if not _is_owed(memories.get(rule.name))]
    ids, problems = find_matches(project.store, {rule.name: rule.query for rule in rules}, row.id)
    baselines = {}
    for rule in rules:
        if rule.name not in problems and starts_anew(rule, memories.get(rule.name), nth):
            try:
                baselines[rule.name] = read_baseline(project, rule, nth, row.indexed_at)
            except StoreRefused as error:
                problems[rule.name] = str(error)
    refused |= problems
    return BatchMatches(
        ids, problems, _documents(project, {id_ for matches in ids.values() for id_ in matches}), baselines
    )


def _commit(project: Project, row: Row[Any], matches: BatchMatches, proof: Proof) -> int:
    """Put the batch's alerts and what rules remember into the ledger, in the transaction that marks it as matched."""
    at, alerts = leases.now(), 0
    with project.ledger.begin() as tx:
        rule_state.lock(tx)
        if not leases.settle(tx, leases.MATCH, row, matched_at=at):
            return 0  # another worker has it, and announces the same
        batch_proof.leave_unseen(tx, row.id, proof.held)
        batch = Batch(row.id, rule_state.last_nth(tx) + 1, row.indexed_at)
        tx.execute(update(batches).where(batches.c.id == row.id).values(nth=batch.nth))
        _note_catalogue(project, tx, batch)
        idle: list[str] = []
        too_old: TooOld = defaultdict(list)
        held: Held = defaultdict(list)
        memories, context = rule_state.load(tx), _rule_context(project, tx, matches.documents)
        for rule in project.alerts.rules:
            before = memories.pop(rule.name, None)
            is_new = starts_anew(rule, before, batch.nth)
            if _is_owed(before):
                continue
            if rule.name in matches.refused or (is_new and rule.name not in matches.baselines):
                rule_state.mark_owed(tx, rule.name, before, batch.nth)
            elif not (is_new or matches.ids.get(rule.name) or isinstance(rule.kind, Outlets)):
                idle += [rule.name] if needs_memory(rule) else []
            else:
                found = _matched_documents(matches, rule.name)
                observations, baseline = observations_of(rule, found), matches.baselines.get(rule.name)
                evaluation = evaluate(context, rule, before, batch, observations, baseline)
                alerts += len(evaluation.alerts)
                _gather_too_old(too_old, rule, found)
                _gather_held(held, rule, evaluation.held)
        rule_state.advance(tx, idle, batch.nth)
        _note_too_old(tx, too_old, matches.documents, at)
        _note_held(tx, held, matches.documents, at)
        for name in [name for name, other in memories.items() if _is_owed(other)]:
            rule_state.forget(tx, name)  # a rule that is gone or disabled is owed nothing
        escalate(context, project.alerts.rules, batch, at)
    return alerts


def _note_catalogue(project: Project, tx: Connection, batch: Batch) -> None:
    """Note what groups there are, where a rule tells of new ones. A catalogue that is wrong is `process`'s to tell."""
    if any(isinstance(rule.kind, New) and has_groups(rule.kind) for rule in project.alerts.rules):
        with suppress(Mistake):
            note_groups(tx, (group.id for group in project.catalogue.groups), batch.nth, batch.at)


def _match_owed(project: Project, counts: Counter[str]) -> RefusedRules:
    """Match the rules that are owed batches, as far as the store answers them now; give those that it still refuses."""
    refused: RefusedRules = {}
    with project.ledger.read() as tx:
        memories = rule_state.load(tx)
    for rule in project.alerts.rules:
        before = memories.get(rule.name)
        if before is None or before.owed_from is None:
            continue
        with project.ledger.read() as tx:
            owed = rule_state.batches_from(tx, before.owed_from)
        try:
            for batch in owed:
                counts["alerts"] += _match_owed_batch(project, rule, batch)
        except StoreRefused as error:
            refused[rule.name] = str(error)
    return refused


def _match_owed_batch(project: Project, rule: Rule, batch: Batch) -> int:
    with project.ledger.read() as tx:
        is_new = starts_anew(rule, rule_state.load(tx).get(rule.name), batch.nth)
    baseline = read_baseline(project, rule, batch.nth, batch.at) if is_new else None
    with proved_whole(project, batch.id) as proof:
        documents = _documents(project, project.store.match({rule.name: rule.query}, batch.id)[rule.name])
    if proof.missing:
        at = leases.now()
        with project.ledger.begin() as tx:
            batch_proof.send_back(tx, proof.missing, at, at + batch_proof.OWED_PAUSE)
        raise StoreRefused(incomplete(proof))
    with project.ledger.begin() as tx:
        rule_state.lock(tx)
        before = rule_state.load(tx).get(rule.name)
        if before is None or before.owed_from is None or before.owed_from > batch.nth:
            return 0  # another worker was faster
        context = _rule_context(project, tx, documents)
        evaluation = evaluate(
            context,
            rule,
            before,
            batch,
            observations_of(rule, documents.values()),
            baseline,
        )
        too_old: TooOld = defaultdict(list)
        _gather_too_old(too_old, rule, documents.values())
        _note_too_old(tx, too_old, documents, leases.now())
        held: Held = defaultdict(list)
        _gather_held(held, rule, evaluation.held)
        _note_held(tx, held, documents, leases.now())
        escalate(context, [rule], batch, leases.now())
        after = rule_state.load(tx).get(rule.name, before)
        later = tx.execute(select(batches.c.nth).where(batches.c.nth > batch.nth).limit(1)).scalar()
        if later is None and not needs_memory(rule):
            rule_state.forget(tx, rule.name)
        else:
            owed_from = None if later is None else batch.nth + 1
            rule_state.save(tx, rule.name, after._replace(owed_from=owed_from))
    return len(evaluation.alerts)


def _gather_too_old(too_old: TooOld, rule: Rule, documents: Iterable[dict[str, Any]]) -> None:
    for document in documents:
        if is_too_old(rule, document):
            too_old[document["id"]].append(rule)


def _note_too_old(
    tx: Connection, too_old: TooOld, documents: Mapping[str, dict[str, Any]], at: datetime
) -> None:
    """Note for `why` which articles were too old for an alert, and for which rules.

    One whose link was forgotten before it was matched has no history to note it in.
    """
    steps = [
        (id_, "match", "too_old", too_old_detail(documents[id_], too_old[id_]))
        for id_ in sorted(known_ids(tx, too_old))
    ]
    add_steps(tx, steps, at)


def _gather_held(held: Held, rule: Rule, ids: Iterable[str]) -> None:
    for id_ in ids:
        held[id_].append(rule.name)


def _note_held(tx: Connection, held: Held, documents: Mapping[str, dict[str, Any]], at: datetime) -> None:
    """Note for `why` which articles were held back as a flood, and by which rules."""
    steps = [
        (id_, "match", "held", held_detail(documents[id_]["source"]["domain"], held[id_]))
        for id_ in sorted(known_ids(tx, held))
    ]
    add_steps(tx, steps, at)


def _is_owed(memory: Memory | None) -> bool:
    return memory is not None and memory.owed_from is not None


def _matched_documents(matches: BatchMatches, name: str) -> list[dict[str, Any]]:
    return [matches.documents[id_] for id_ in matches.ids.get(name, ()) if id_ in matches.documents]


def _documents(project: Project, ids: Collection[str]) -> dict[str, dict[str, Any]]:
    return {document["id"]: document for document in project.store.get(sorted(ids))} if ids else {}


def _rule_context(project: Project, tx: Connection, documents: dict[str, dict[str, Any]]) -> RuleContext:
    def read(ids: Sequence[str]) -> dict[str, dict[str, Any]]:
        return documents | _documents(project, set(ids) - set(documents))

    return RuleContext(
        tx,
        tx,
        read,
        flow_check(project, tx),
        leases.now(),
        project.group_names,
        project.alerts.bundling_channels,
        muted_sources(tx, leases.now()),
        project.is_one_group,
    )
