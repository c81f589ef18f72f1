"""Ask the store what rules find in a batch, whether it holds all of it, and find out which of them it refuses."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from processors.query.query import EVERYTHING, Query
from processors.stores.store import Store, StoreRefused
from wirewatch.ledger.batch_proof import written_ids
from wirewatch.project import Project

RefusedRules = dict[str, str]
"""Rules that the store refuses, and what it says of them."""
MatchedIds = dict[str, Sequence[str]]
"""Articles by the rules that find them."""


def find_matches(store: Store, queries: Mapping[str, Query], batch: str) -> tuple[MatchedIds, RefusedRules]:
    """Give what each rule finds in a batch, and for each rule that the store refuses what it says of it.

    Raises StoreError; where all rules are refused, it is not the rules.
    """
    found, refused = _find_by_halves(store, queries, batch)
    if refused and len(refused) == len(queries):
        raise StoreRefused(next(iter(refused.values())))
    return found, refused


def _find_by_halves(
    store: Store, queries: Mapping[str, Query], batch: str
) -> tuple[MatchedIds, RefusedRules]:
    """Ask all at once; where that is refused, find out by halves which of them it is."""
    try:
        return dict(store.match(queries, batch)), {}
    except StoreRefused as error:
        if len(queries) == 1:
            return {}, dict.fromkeys(queries, str(error))
    store.match({"everything": EVERYTHING}, batch)  # or it is not the rules
    found: MatchedIds = {}
    refused: RefusedRules = {}
    names = list(queries)
    for part in (names[: len(names) // 2], names[len(names) // 2 :]):
        matched, refused_here = _find_by_halves(store, {name: queries[name] for name in part}, batch)
        found |= matched
        refused |= refused_here
    return found, refused


@dataclass
class Proof:
    """What the store holds of a batch, once all questions about it are asked."""

    written: set[str]
    held: set[str] = field(default_factory=set)

    @property
    def missing(self) -> set[str]:
        """The ids of what was written and is not there."""
        return self.written - self.held


@contextmanager
def proved_whole(project: Project, batch: str) -> Iterator[Proof]:
    """Find out what the store holds of a batch both before this and after: that is what was seen meanwhile.

    Raises StoreError.
    """
    with project.ledger.read() as tx:
        proof = Proof(written_ids(tx, batch))
    before = _held(project.store, batch) if proof.written else set()
    yield proof
    proof.held = before & _held(project.store, batch) if proof.written else before


def _held(store: Store, batch: str) -> set[str]:
    return set(store.match({"everything": EVERYTHING}, batch)["everything"])


def incomplete(proof: Proof) -> str:
    """Say that the store lacks a part of a batch, and what becomes of it."""
    number, of = len(proof.missing), len(proof.written)
    return (
        f"{number} of the {of} articles of a batch are not in the index any more, and are indexed again: "
        "has an index been deleted, or a snapshot restored?"
    )
