"""What to try where a search finds nothing: what nothing knows, and else which part of it keeps all articles out."""

from collections.abc import Sequence

from processors.query.describe import describe
from processors.query.nodes import And, Node, QueryError, Words
from processors.query.query import Query, parse_query
from processors.stores.store import Store
from processors.text.counted import counted
from scrapers.records import Feed
from scrapers.urls import hide_credentials
from wirewatch.errors import Mistake
from wirewatch.inspect.old_articles import lacking_statements
from wirewatch.inspect.unknown_values import (
    LEAVE_OUT,
    MOST_WORDS,
    Unknown,
    demanded,
    empty_index,
    known_groups,
    unknown_groups,
    unknown_values,
    unknown_words,
)
from wirewatch.project import Project

FURTHER_APART = (5, 20)
"""Letters or words between those of a phrase, with which it is tried again."""
MOST_PARTS_NAMED = 3
"""Parts of a query that are named, without each of which it finds something."""


def explain_empty(
    project: Project, query: Query, feeds: Sequence[Feed], narrowed: Sequence[str]
) -> list[Unknown]:
    """Say why a query found nothing, each with what to try. Raises StoreError.

    `narrowed` says what the answer was narrowed by beside it, such as "--since 1d".
    """
    store = project.store
    if empty := empty_index(store, hide_credentials(project.settings.index_url)):
        return [empty]
    told = [*_unknown_groups(project, query), *unknown_values(query, feeds, store)]
    if lacking := lacking_statements(query, store):
        told.append(lacking)
    told += _unknown_words(project, query)
    return told or _try_with_less(store, query, narrowed)


def _unknown_groups(project: Project, query: Query) -> list[Unknown]:
    try:
        return unknown_groups(query, project.catalogue)
    except Mistake:
        return []  # an index can be searched without a configuration


def _unknown_words(project: Project, query: Query) -> list[Unknown]:
    """Give the words that no article has; one that is all of a query can be looked for within longer ones."""
    told = unknown_words(query, project.store, known_groups(project))
    match query.root:
        case Words(raw=raw) if told and told[0].mend == LEAVE_OUT:
            return [told[0]._replace(mend=_mend_sole_word(project.store, raw))]
    return told


def _mend_sole_word(store: Store, word: str) -> str:
    pattern = f"*{word}*"
    try:
        is_within = _count(store, parse_query(pattern)) > 0
    except QueryError:  # of signs as well as letters
        is_within = False
    return (
        f"{pattern} finds it within longer words" if is_within else "try another form of it, or another name"
    )


def _try_with_less(store: Store, query: Query, narrowed: Sequence[str]) -> list[Unknown]:
    """Say what a query, of which all words are known, finds with less: of time, of parts, of order."""
    if narrowed and (number := _count(store, query)):
        what = " and ".join(narrowed)
        return [
            Unknown(f"nothing is left with {what}", f"alone the query finds {counted(number, 'article')}")
        ]
    parts = list(dict.fromkeys(demanded(query.root)))[:MOST_WORDS]
    if len(parts) > 1:
        return [Unknown("no article has all of it", _mend_parts(store, parts))]
    match parts:
        case [Words(tokens=tokens) as words] if len(tokens) > 1:
            return [Unknown(f"no article has {describe(words)} in one piece", _mend_phrase(store, words))]
    return []


def _mend_parts(store: Store, parts: Sequence[Node]) -> str:
    """Name the parts without which something is found: what is left finds it."""
    found = []
    for number, part in enumerate(parts):
        rest = And((*parts[:number], *parts[number + 1 :]))
        if articles := _count(store, Query("", rest)):
            found.append(f"without {describe(part)} it finds {counted(articles, 'article')}")
    return ", ".join(found[:MOST_PARTS_NAMED]) or "write OR between some of its parts"


def _mend_phrase(store: Store, words: Words) -> str:
    """Give the phrase as it finds something: its words further apart, or anywhere."""
    for slop in FURTHER_APART:
        apart = Words(words.fields, words.tokens, words.raw, slop)
        if len(words.tokens) <= slop and (articles := _count(store, Query("", apart))):
            return f"{describe(apart)} finds {counted(articles, 'article')}"
    pieces = [piece for piece in map(_as_term, words.raw.split()) if piece]
    if len(pieces) > 1:
        return f"{' AND '.join(pieces)} finds its words anywhere"
    return "put blanks between its words"


def _as_term(piece: str) -> str:
    """Give a piece of a phrase as it can be typed by itself, or nothing where it has no letters."""
    try:
        node = parse_query('"{}"'.format(piece.replace('"', " "))).root
    except QueryError:
        return ""
    return describe(node) if isinstance(node, Words) and node.tokens else ""


def _count(store: Store, query: Query) -> int:
    return store.search(query, size=0, highlight=False).total
