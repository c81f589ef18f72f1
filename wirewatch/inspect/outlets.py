"""Which outlet somebody means who writes its id, its domain or its name, in any letter case."""

from collections.abc import Sequence

from processors.query.query import EVERYTHING, Query, all_of, any_of, field_equals
from processors.stores.store import Store
from processors.text.tokens import terms
from scrapers.records import Feed
from wirewatch.errors import Mistake
from wirewatch.inspect.unknown_values import is_in_index, most_similar

MOST_OUTLETS = 200
"""Outlets whose names hold a name that are looked at one by one; News is part of many."""
NAMES_OF_ONE = 50
"""Articles of an outlet whose names are looked at: a feed without a source is called by its own name."""


def outlet_query(store: Store, feeds: Sequence[Feed], text: str) -> Query:
    """Give the query for the articles of one outlet, by its id or domain, else by the name that `search` prints.

    `feeds` are those of feeds.yaml: an outlet that is only there has no articles yet. Raises Mistake where nothing has
    that id, domain or name, or several outlets have that name; and StoreError.
    """
    as_written = any_of(field_equals("source.id", text), field_equals("source.domain", text))
    if is_in_index(store, "source.id", text) or is_in_index(store, "source.domain", text):
        return as_written
    known = {
        "source.id": [feed.source.id for feed in feeds] + list(store.facet(EVERYTHING, "source.id")),
        "source.domain": [feed.source.domain for feed in feeds]
        + list(store.facet(EVERYTHING, "source.domain")),
    }
    asked = [
        field_equals(field, value)
        for field, values in known.items()
        for value in dict.fromkeys(values)
        if value.casefold() == text.casefold()
    ]
    return any_of(*asked) if asked else _name_query(store, feeds, text, known["source.id"])


def _name_query(store: Store, feeds: Sequence[Feed], name: str, ids: Sequence[str]) -> Query:
    if words := terms(name):
        in_name = field_equals("source.name", name)
        candidates = list(store.facet(in_name, "source.id"))[:MOST_OUTLETS]
        named = {id_ for id_ in candidates if words in _names(store, id_, in_name)}
        named |= {feed.source.id for feed in feeds if terms(feed.source.name) == words}
        if len(named) > 1:
            mend = f"give one of their ids: {', '.join(sorted(named))}"
            raise Mistake(f"--source: {len(named)} outlets are named {name!r}", mend)
        if named:
            return all_of(field_equals("source.id", named.pop()), in_name)
    meant = most_similar(name, [*ids, *(feed.source.name for feed in feeds)])
    mend = f"did you mean {meant!r}?" if meant else "`wirewatch search '*' --facet source.id` counts them"
    raise Mistake(f"--source: no source {name!r} in feeds.yaml or in the index", mend)


def _names(store: Store, id_: str, in_name: Query) -> set[tuple[str, ...]]:
    """Give the names of an outlet that hold the words asked for, each in its words."""
    found = store.search(
        all_of(field_equals("source.id", id_), in_name), size=NAMES_OF_ONE, sort="newest", highlight=False
    )
    return {terms(hit.document["source"]["name"]) for hit in found.hits}
