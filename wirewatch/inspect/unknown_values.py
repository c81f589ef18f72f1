"""Values in a query that nothing knows, so that it finds nothing by them: groups, outlets, countries, languages.

A group is known to the catalogue alone. The others are known where a feed of feeds.yaml has them, or an article of the
index; a language also where the standard has its code, for it is read from the text.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from processors.groups.catalogue import Catalogue, Group, written_aliases
from processors.query import codes
from processors.query.fields import DEFAULT_FIELDS
from processors.query.nodes import And, Boost, Node, QueryError, Words
from processors.query.query import EVERYTHING, Query, field_equals, parse_query
from processors.query.values import exact_values, named_groups
from processors.stores.store import MAX_FACET_VALUES, Store
from processors.text.folding import fold_terms
from processors.text.tokens import terms
from scrapers.records import Feed
from wirewatch.errors import Mistake
from wirewatch.project import Project

FIELDS: Mapping[str, tuple[str, Callable[[Feed], str | None]]] = {
    "source.id": ("source", lambda feed: feed.source.id),
    "source.domain": ("domain", lambda feed: feed.source.domain),
    "source.country": ("country", lambda feed: feed.source.country),
    "language": ("language", lambda feed: feed.language and feed.language.partition("-")[0].lower()),
}
"""By field: what its values are called, and which one a feed of feeds.yaml has."""


class Unknown(NamedTuple):
    """A value that nothing knows: what is wrong, and the mend."""

    message: str
    mend: str


def empty_index(store: Store, where: str) -> Unknown | None:
    """Say that the index at a place has no article at all; None where it has some. Raises StoreError."""
    if store.search(EVERYTHING, size=0, highlight=False).total:
        return None
    return Unknown(
        f"the index {where} has no articles yet",
        "`wirewatch run --once` reads the feeds; --home names another project",
    )


def unknown_groups(query: Query, catalogue: Catalogue) -> list[Unknown]:
    """Give the groups that a query names and the catalogue lacks."""
    known = {group.id for group in catalogue.groups}
    return [unknown_group(group, known) for group in sorted(named_groups(query) - known)]


def unknown_group(group: str, known: Collection[str]) -> Unknown:
    """Say that the catalogue lacks a group, and which of those that it has was probably meant."""
    return Unknown(
        f"groups.yaml has no group {group!r}", _mend(group, known, "`wirewatch groups list` shows them")
    )


def unknown_values(query: Query, feeds: Sequence[Feed], store: Store) -> list[Unknown]:
    """Give the outlets, countries and languages of a query that neither a feed nor an article has.

    Raises StoreError.
    """
    found = []
    for field, value in exact_values(query, FIELDS):
        name, of_feed = FIELDS[field]
        in_feeds = {of_feed(feed) for feed in feeds}
        if (
            value in in_feeds
            or (field == "language" and codes.is_known(field, value))
            or is_in_index(store, field, value)
        ):
            continue
        others = f"`wirewatch search '*' --facet {field}` counts them"
        meant = codes.meant(field, value) if field in codes.FORMS else None
        known = [*filter(None, in_feeds), *store.facet(EVERYTHING, field)]
        if len(known) < MAX_FACET_VALUES:  # else there may be more than were counted
            if field == "source.id":
                meant = next(
                    (feed.source.id for feed in feeds if feed.source.name.casefold() == value.casefold()),
                    None,
                )
            mend = f"did you mean {meant!r}?" if meant and meant != value else _mend(value, known, others)
            found.append(Unknown(f"no {name} {value!r} in feeds.yaml or in the index", mend))
    return found


def known_groups(project: Project) -> Sequence[Group]:
    """Give the groups of the catalogue, none where it cannot be read: an index can be searched without it."""
    try:
        return project.catalogue.groups
    except Mistake:
        return ()


def is_in_index(store: Store, field: str, value: str) -> bool:
    """Tell whether any article has this value in a keyword field. Raises StoreError."""
    return store.search(field_equals(field, value), size=0, highlight=False).total > 0


LEAVE_OUT = "leave it out, or write OR before it"
MOST_WORDS = 8
"""Words of a query that are looked up where it finds nothing."""


def unknown_words(query: Query, store: Store, groups: Sequence[Group] = ()) -> list[Unknown]:
    """Give the words that a query asks for and no article has, each with how to find words like it.

    Where such words are a name of one of these groups, and articles have it under another, that is told. Other phrases,
    and words on one side of an OR, are left alone. Raises StoreError.
    """
    asked = [node for node in demanded(query.root) if isinstance(node, Words) and not node.slop]
    words = list(dict.fromkeys(word for word in asked if word.fields == DEFAULT_FIELDS))[:MOST_WORDS]
    lacking = [not _finds(store, Query(word.raw, word)) for word in words]
    names = _names(groups) if True in lacking else {}
    found: list[Unknown] = []
    at = 0
    while at < len(words):
        end = at + 1
        while end < len(words) and lacking[at] and lacking[end]:
            end += 1
        length, named = _named_group(words[at:end], names, store) if lacking[at] else (0, None)
        if named:
            found.append(named)
        elif lacking[at] and len(words[at].tokens) == 1:
            raw = words[at].raw
            found.append(Unknown(f"no article has the word {raw!r}", _mend_word(raw, store)))
        at += length or 1
    return found


def _named_group(
    words: Sequence[Words], names: Mapping[str, Collection[str]], store: Store
) -> tuple[int, Unknown | None]:
    """Give how many of these words, from the first, are a name of groups that articles have, and what is told then."""
    for length in range(len(words), 0, -1):
        written = " ".join(word.raw for word in words[:length])
        ids = names.get(_as_name(written), ())
        asked = [f"groups:{id_}" for id_ in ids]
        asked = [one for one in asked if _finds(store, parse_query(one))]
        if asked:
            mend = f"{' OR '.join(asked)} finds the group by all of its names"
            return length, Unknown(f"no article has the name {written!r}", mend)
    return 0, None


def _names(groups: Sequence[Group]) -> dict[str, dict[str, None]]:
    """Give the ids of the groups that are called so, by each name as `_as_name` has it."""
    found: dict[str, dict[str, None]] = {}
    own = ((group, name) for group in groups for name in (group.id, group.name))
    for group, name in (*own, *((group, alias) for _, group, _, alias in written_aliases(tuple(groups)))):
        found.setdefault(_as_name(name), {})[group.id] = None
    return found


def _as_name(written: str) -> str:
    """Give a name without what people leave out or add: marks, blanks, hyphens and accents."""
    return "".join(fold_terms(" ".join(terms(written))))


def demanded(node: Node) -> Iterator[Node]:
    """Yield the parts of a query that all have to be true."""
    match node:
        case And(children):
            for child in children:
                yield from demanded(child)
        case Boost(child, _):
            yield from demanded(child)
        case _:
            yield node


def _mend_word(word: str, store: Store) -> str:
    for distance, letters in ((1, "one letter"), (2, "two letters")):
        try:
            like = parse_query(f"{word}~{distance}")
        except QueryError:  # too short, or not of letters alone
            break
        if _finds(store, like):
            return f"{like.text} finds words that differ by {letters}"
    return LEAVE_OUT


def _finds(store: Store, query: Query) -> bool:
    return store.search(query, size=0, highlight=False).total > 0


def _mend(value: str, known: Iterable[str], others: str) -> str:
    if "," in value:
        parts = [part for part in value.split(",") if part]
        return f"a comma is no operator: write ({' OR '.join(parts if len(parts) > 1 else [*parts, '...'])})"
    meant = most_similar(value, known)
    return f"did you mean {meant!r}?" if meant else others


def most_similar(value: str, known: Iterable[str]) -> str | None:
    """Give the value that is most like this one in any letter case, or None where none is alike."""
    folded = {one.casefold(): one for one in known}
    near = get_close_matches(value.casefold(), folded, n=1)
    return folded[near[0]] if near else None
