"""The first of what a query finds, in an order that leaves nothing to chance: the one that Elasticsearch is asked for.

Best first: what is equally good goes by its time, newest first, and what has one time too by its id. Newest or oldest
first: equal times by their ids. tantivy orders by one thing alone, and what is equal by where it stands in its files.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import tantivy
from tantivy import Occur

from processors.stores.store import Sort
from processors.stores.tantivy.documents import NEWEST, OLDEST, read_id

MANY = 1_000
"""Of more equally good documents than these, the newest are looked up by their time."""
MOST = 20_000
"""Documents of one time that are put in order by their ids; of more, some."""
CLOSE = 1e-5
"""Scores that differ by less, in proportion, are one: sums of 32 bits."""
Found: TypeAlias = tuple[float, tantivy.DocAddress]
"""A document, with its score or its time."""
Place: TypeAlias = tuple[int, int]


def first_found(
    searcher: tantivy.Searcher, schema: tantivy.Schema, query: tantivy.Query, size: int, sort: Sort
) -> tuple[int, list[Found]]:
    """Return how many documents a query finds, and the first `size` of them, each with its score.

    The score is 0 where they are ordered otherwise.
    """
    if size < 1:
        return searcher.search(query, limit=1).count, []  # type: ignore[attr-defined]
    order = _Order(searcher, schema, query)
    if sort == "relevance":
        return order.best(size)
    count, hits = order.by_time(size, newest=sort == "newest")
    return count, [(0.0, address) for _, address in hits]


class _Order:
    def __init__(self, searcher: tantivy.Searcher, schema: tantivy.Schema, query: tantivy.Query) -> None:
        self.searcher = searcher
        self.schema = schema
        self.query = query

    def best(self, size: int) -> tuple[int, list[Found]]:
        count, hits = self.whole(size, MANY)
        least = hits[min(size, len(hits)) - 1][0] if hits else 0
        if len(hits) < count and hits[-1][0] == least:
            above = [hit for hit in hits if hit[0] > least]
            return count, self.sorted(above) + self.newest_of(least, size - len(above))
        return count, self.sorted(hits)[:size]

    def by_time(self, size: int, *, newest: bool) -> tuple[int, list[Found]]:
        way = tantivy.Order.Desc if newest else tantivy.Order.Asc
        options = {"order_by_field": NEWEST if newest else OLDEST, "order": way}
        count, hits = self.whole(size, MOST, **options)
        return count, self.by_id(hits, lambda hit: -hit[0] if newest else hit[0])[:size]

    def whole(self, size: int, more: int, **options: Any) -> tuple[int, list[Found]]:
        """Return the first hits, and with the last of them those that are equal to it, up to so many more."""
        found = self.searcher.search(self.query, limit=size + 1, **options)
        count: int = found.count  # type: ignore[attr-defined]
        if len(found.hits) <= size or found.hits[size][0] != found.hits[size - 1][0]:
            return count, found.hits[:size]
        limit = min(size + more, count)
        return count, self.searcher.search(self.query, limit=limit, count=False, **options).hits

    def newest_of(self, score: float, size: int) -> list[Found]:
        """Return the newest of those that have a score: as many as are asked for."""
        limit = 2 * size + 100
        while True:
            count, hits = self.by_time(limit, newest=True)
            scores = self.scores([address for _, address in hits])
            found = [
                (score, address)
                for _, address in hits
                if abs(scores[_place(address)] - score) <= CLOSE * score
            ]
            if len(found) >= size or limit >= count:
                return found[:size]
            limit *= 4

    def scores(self, addresses: Sequence[tantivy.DocAddress]) -> dict[Place, float]:
        """Return the scores of some of the documents that the query finds."""
        ids = [read_id(self.searcher, address) for address in addresses]
        these = tantivy.Query.boost_query(tantivy.Query.term_set_query(self.schema, "id", ids), 0.0)
        both = tantivy.Query.boolean_query([(Occur.Must, self.query), (Occur.Must, these)])
        found = self.searcher.search(both, limit=len(ids), count=False).hits
        return {_place(address): score for score, address in found}

    def sorted(self, hits: Sequence[Found]) -> list[Found]:
        """Order hits by their scores, then by their times, then by their ids."""
        times = self.searcher.fast_field_values(NEWEST, [address for _, address in hits])
        time_of = {_place(address): time for (_, address), time in zip(hits, times, strict=True)}
        return self.by_id(hits, lambda hit: (-hit[0], -(time_of[_place(hit[1])] or 0)))

    def by_id(self, hits: Sequence[Found], key: Callable[[Found], Any]) -> list[Found]:
        """Order hits by a key, and by their ids where that is the same."""
        seen: dict[Any, int] = {}
        keyed = [(key(hit), hit) for hit in hits]
        for value, _ in keyed:
            seen[value] = seen.get(value, 0) + 1
        return [
            hit
            for *_, hit in sorted(
                (value, read_id(self.searcher, hit[1]) if seen[value] > 1 else "", hit)
                for value, hit in keyed
            )
        ]


def _place(address: tantivy.DocAddress) -> Place:
    return address.segment_ord, address.doc
