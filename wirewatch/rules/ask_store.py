"""Ask the store what rules find in a batch, and find out which of them it refuses."""

from collections.abc import Mapping, Sequence

from processors.query.query import EVERYTHING, Query
from processors.stores.store import Store, StoreRefused

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
