"""Mentions as terms of one field, so that tantivy, which knows no objects, can tell one mention from another.

A term is a mention's group, field and place together. Whatever a query says of these is true of some of the terms that
there are, which are few; an index of 200,000 articles has some hundreds.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from processors.query.nodes import (
    And,
    Between,
    Boost,
    Exists,
    Fuzzy,
    Nested,
    Node,
    Not,
    Or,
    Pattern,
    Value,
    Words,
)
from processors.query.objects import object_holds

MENTIONS = "_mentions"
"""The field of these terms."""
PATH = "mentions"
KEYS = ("group", "field", "place")
_FIELDS = frozenset(f"{PATH}.{key}" for key in KEYS)
_BETWEEN = "\t"


def mention_terms(document: dict[str, Any]) -> set[str]:
    """Return the terms of a document."""
    several = document.get(PATH) or ()
    return {_BETWEEN.join(str(one.get(key) or "") for key in KEYS) for one in several}


def decides(nested: Nested) -> bool:
    """Tell whether all that a query says of a mention is in its term."""
    return nested.path == PATH and _is_known(nested.child)


def meant_terms(nested: Nested, terms: Iterable[str]) -> list[str]:
    """Return those of the terms that a mention may have which a query describes: all, where it says other things."""
    parts = nested.child.children if isinstance(nested.child, And) else (nested.child,)
    known = [part for part in parts if _is_known(part)]
    return [term for term in terms if all(object_holds(part, PATH, _mention(term)) for part in known)]


def _mention(term: str) -> dict[str, str | None]:
    return dict(zip(KEYS, (value or None for value in term.split(_BETWEEN)), strict=True))


def _is_known(node: Node) -> bool:
    return all(_FIELDS.issuperset(fields) for fields in _fields_of(node))


def _fields_of(node: Node) -> Iterator[tuple[str, ...]]:
    match node:
        case And(children) | Or(children):
            for child in children:
                yield from _fields_of(child)
        case Not(child) | Boost(child, _) | Nested(_, child):
            yield from _fields_of(child)
        case Value(field, _) | Between(field, _, _):
            yield (field,)
        case Words() | Pattern() | Fuzzy() | Exists():
            yield node.fields
