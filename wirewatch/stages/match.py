"""match: one indexed batch -> alerts in the outbox, once per (rule, story)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from processors.alert import make_alert
from processors.hours import next_slot
from processors.query import EVERYTHING, Query
from processors.store import Store, StoreRefused
from wirewatch.errors import Trouble
from wirewatch.ledger import outbox, stories, work
from wirewatch.project import Project
from wirewatch.stages.escalate import escalate


def match_batches(project: Project) -> Counter[str]:
    """Match every open batch against the rules; counts `matched` batches and `alerts`.

    Raises StoreError and Trouble; the batches stay open. A rule that the store refuses holds back no other: it is
    named in a Trouble at the end.
    """
    refused: dict[str, str] = {}
    counts: Counter[str] = Counter()
    while rows := work.claim(project.ledger, work.MATCH, 1):
        try:
            found, problems = _match(project, rows[0].id)
            refused |= problems
            counts["alerts"] += _commit(project, rows[0], found)
            counts["matched"] += 1
        finally:
            work.release(project.ledger, work.MATCH, rows)
    if refused:
        told = "; ".join(f"rule {name!r}: {problem}" for name, problem in refused.items())
        raise Trouble(f"the index refuses {told}; all other rules were matched")
    return counts


def _match(project: Project, batch: str) -> tuple[Mapping[str, Sequence[str]], dict[str, str]]:
    """Give what each rule finds in a batch, and for each rule that the store refuses what it says of it."""
    queries = {rule.name: rule.query for rule in project.alerts.rules}
    found, refused = _ask(project.store, queries, batch)
    if refused and len(refused) == len(queries):  # then it is not the rules
        raise StoreRefused(next(iter(refused.values())))
    return found, refused


def _ask(
    store: Store, queries: Mapping[str, Query], batch: str
) -> tuple[dict[str, Sequence[str]], dict[str, str]]:
    """Ask all at once; where that is refused, find out by halves which of them it is."""
    try:
        return dict(store.match(queries, batch)), {}
    except StoreRefused as error:
        if len(queries) == 1:
            return {}, dict.fromkeys(queries, str(error))
    store.match({"everything": EVERYTHING}, batch)  # or it is not the rules
    found: dict[str, Sequence[str]] = {}
    refused: dict[str, str] = {}
    names = list(queries)
    for part in (names[: len(names) // 2], names[len(names) // 2 :]):
        matched, told = _ask(store, {name: queries[name] for name in part}, batch)
        found |= matched
        refused |= told
    return found, refused


def _commit(project: Project, batch: Any, found: Mapping[str, Sequence[str]]) -> int:
    """Put the batch's events into the outbox in the transaction that marks it as matched."""
    ids = sorted({id_ for matched in found.values() for id_ in matched})
    documents = {document["id"]: document for document in project.store.get(ids)} if ids else {}
    at, alerts = work.now(), 0
    with project.ledger.begin() as tx:
        if not work.settle(tx, work.MATCH, batch, matched_at=at):
            return 0  # another worker has it, and announces the same
        for rule in project.alerts.rules:
            matched = [documents[id_] for id_ in found.get(rule.name, ()) if id_ in documents]
            for document in one_a_story(matched):
                alert = make_alert(rule.name, rule.query, document, stories.outlets(tx, document["story_id"]))
                gather = partial(next_slot, rule.digest) if rule.digest else None
                alerts += outbox.announce(tx, alert, batch.id, rule.to, at, gather=gather)
        escalate(tx, project.alerts.rules, batch.id, at)
    return alerts


def one_a_story(documents: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of each story the earliest seen: the others are its copies. In one order for all processes."""
    first: dict[str, dict[str, Any]] = {}
    for document in sorted(documents, key=lambda document: (document["first_seen_at"], document["id"])):
        first.setdefault(document["story_id"], document)
    return [first[story] for story in sorted(first)]
