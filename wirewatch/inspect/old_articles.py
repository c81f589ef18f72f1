"""An index of before there were statements: a query for them finds nothing, and is told how to fill them in."""

from processors.query.asked import asks_for_statements
from processors.query.query import EVERYTHING, Query, parse_query
from processors.stores.store import Store
from wirewatch.inspect.unknown_values import Unknown


def lacking_statements(query: Query, store: Store) -> Unknown | None:
    """Say that no article has statements, where a query asks for some and there are articles; None otherwise.

    Raises StoreError.
    """
    if not asks_for_statements(query) or _count(store, parse_query("_exists_:statements")):
        return None
    articles = _count(store, EVERYTHING)
    if not articles:
        return None
    told = (
        "the one article of the index has no statements"
        if articles == 1
        else (f"none of the {articles:,} articles of the index has statements")
    )
    return Unknown(told, "where they are from an earlier version, `wirewatch reprocess` fills them in")


def _count(store: Store, query: Query) -> int:
    return store.search(query, size=0, highlight=False).total
