"""Elasticsearch asked of many rules at once: as named queries, each chunk of rules in one search.

Measured beside multi-search, over the same rules and documents: less than half the time where rules have wildcards,
about the same where they are of words, more for words with ~, which are few.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from elasticsearch import Elasticsearch
from more_itertools import constrained_batches

from processors.query.nodes import Fuzzy, Pattern
from processors.query.query import Query
from processors.stores.candidates import leaves_of
from processors.stores.elasticsearch.compile_query import compile_query
from processors.stores.elasticsearch.errors import translate_errors
from processors.stores.store import MAX_SIZE, StoreRefused
from processors.stores.vocabulary import Bits, document_numbers

MAX_LEAVES = 1_500
"""Terms of one search: some 500 rules of usual length."""
PATTERN_LEAVES = 10
"""A wildcard or a ~ counts as so many terms: it takes the server a megabyte or more."""
NO_PARTIAL_RESULTS: dict[str, Any] = {"allow_partial_search_results": False}
"""Else a search on which one index fails, for want of memory or by its mapping, answers with less and no error."""


class SearchScope(NamedTuple):
    """Where a server looks: in which documents of an index, and what languages they are in, if that is known."""

    client: Elasticsearch
    named: str
    inside: dict[str, Any]
    languages: Collection[str] | None = None


def match_candidates(
    scope: SearchScope, queries: Mapping[str, Query], candidates: Mapping[str, Bits], ids: Sequence[str]
) -> dict[str, list[str]]:
    """Return for the candidates' names the ids that they find, each chunk asked of the documents it may match.

    `ids` are the documents' of the place, in the order of the candidates' bits. Raises StoreError.
    """
    found: dict[str, list[str]] = {}
    for names in _chunks(queries, list(candidates)):
        some = 0
        for name in names:
            some |= candidates[name]
        inside = {"ids": {"values": [ids[number] for number in document_numbers(some)]}}
        found |= match_queries(scope._replace(inside=inside), {name: queries[name] for name in names})
    return found


def match_queries(scope: SearchScope, queries: Mapping[str, Query]) -> dict[str, list[str]]:
    """Return for every query's name the ids of what it finds in a place, in order.

    Raises StoreError; names the query that the server refuses.
    """
    found: dict[str, list[str]] = {}
    for names in _chunks(queries, list(queries)):
        found |= _ask_one_of(scope, {name: queries[name] for name in names})
    return found


def _ask_one_of(scope: SearchScope, queries: Mapping[str, Query]) -> dict[str, list[str]]:
    """Ask a chunk in one search; where that is refused, find out by halves which query it is."""
    try:
        return _search(scope, queries)
    except StoreRefused as error:
        if len(queries) == 1:
            raise StoreRefused(f"the rule {next(iter(queries))} cannot be run: {error}") from error
    names, half = list(queries), len(queries) // 2
    found: dict[str, list[str]] = {}
    for part in (names[:half], names[half:]):
        found |= _ask_one_of(scope, {name: queries[name] for name in part})
    return found


def _search(scope: SearchScope, queries: Mapping[str, Query]) -> dict[str, list[str]]:
    now = datetime.now(UTC)
    named = [
        {"constant_score": {"filter": compile_query(query, now, scope.languages), "_name": str(number)}}
        for number, query in enumerate(queries.values())
    ]
    whole = {"bool": {"filter": [scope.inside], "should": named, "minimum_should_match": 1}}
    names = list(queries)
    found: dict[str, list[str]] = {name: [] for name in names}
    for hit in _hits(scope.client, scope.named, whole):
        for number in hit["matched_queries"]:
            found[names[int(number)]].append(hit["_id"])
    return found


def _hits(client: Elasticsearch, index: str, query: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield all hits in the order of their ids, page by page."""
    after = None
    while True:
        with translate_errors():
            page = client.search(
                index=index, ignore_unavailable=True, query=query, size=MAX_SIZE, source=False, search_after=after,
                sort=[{"id": {"order": "asc", "unmapped_type": "keyword"}}], track_total_hits=False,
                **NO_PARTIAL_RESULTS,
            )["hits"]["hits"]  # fmt: skip
        yield from page
        if len(page) < MAX_SIZE:
            return
        after = page[-1]["sort"]


def _chunks(queries: Mapping[str, Query], names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield as many names at a time as have MAX_LEAVES leaves together, a pattern counted for PATTERN_LEAVES."""

    def weight(name: str) -> int:
        leaves = leaves_of(queries[name].root)
        return sum(PATTERN_LEAVES if isinstance(leaf, Pattern | Fuzzy) else 1 for leaf in leaves)

    return constrained_batches(names, MAX_LEAVES, get_len=weight, strict=False)
