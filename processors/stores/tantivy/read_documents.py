"""What of a query tantivy cannot tell, decided by reading the documents that come into question.

These are the distance of several words, and several conditions on one and the same mention.
"""

from collections.abc import Callable, Sequence
from typing import Any

from processors.query import phrases
from processors.query.fields import DEFAULT_FIELDS, FIELDS, fields_named
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
from processors.stores.document import document_values
from processors.stores.highlight import word_test
from processors.text.stems import stems_of
from processors.text.tokens import terms


def has_near(field: str, words: Words, document: dict[str, Any]) -> bool:
    """Tell whether a field of a document has the words near each other."""
    return any(_near(words, value) for name, value in document_values(document) if name == field)


def has_near_stems(language: str, stems: Sequence[str], slop: int, document: dict[str, Any]) -> bool:
    """Tell whether a document of a language has words with these stems near each other, in title or text."""
    values = (value for name, value in document_values(document) if name in DEFAULT_FIELDS)
    return document.get("language") == language and any(
        True for value in values for _ in phrases.find_phrase(stems, stems_of(language, terms(value)), slop)
    )


def has_object(document: dict[str, Any], nested: Nested) -> bool:
    """Tell whether one of a document's objects is what the query describes."""
    return any(_holds(nested.child, nested.path, one) for one in document.get(nested.path) or ())


def without_nested(nested: Nested) -> Node:
    """Return a query without objects that finds what the nested one finds, and perhaps more."""
    some = Exists(tuple(field.name for field in fields_named(nested.path)))
    return And((some, _loosely(nested.child, some)))


def _loosely(node: Node, some: Exists) -> Node:
    match node:
        case And(children):
            return And(tuple(_loosely(child, some) for child in children))
        case Or(children):
            return Or(tuple(_loosely(child, some) for child in children))
        case Boost(child, _):
            return _loosely(child, some)
        case Not():
            return some
        case _:
            return node


def _holds(node: Node, path: str, one: dict[str, Any]) -> bool:
    match node:
        case And(children):
            return all(_holds(child, path, one) for child in children)
        case Or(children):
            return any(_holds(child, path, one) for child in children)
        case Not(child):
            return not _holds(child, path, one)
        case Boost(child, _):
            return _holds(child, path, one)
        case Value() | Between():
            return _has(one, path, node.field, _test(node))
        case Words() | Pattern() | Fuzzy() | Exists():
            return any(_has(one, path, name, _test(node)) for name in node.fields)
        case _:
            return True


def _has(one: dict[str, Any], path: str, name: str, test: Callable[[Any], bool]) -> bool:
    """Tell whether the value of a field, or one of its words, passes a test; a value that is too long has none."""
    field, value = FIELDS[name], one.get(name.removeprefix(f"{path}."))
    if value is None:
        return False
    if field.kind == "text":
        return test(value)
    return field.fits(value) and test(value)


def _test(leaf: Words | Pattern | Fuzzy | Value | Between | Exists) -> Callable[[Any], bool]:
    match leaf:
        case Value(_, value):
            return lambda found: bool(found == value)
        case Between(_, low, high):
            return lambda found: (low is None or found >= low) and (high is None or found < high)
        case Exists():
            return lambda _: True
        case Words():
            return lambda found: _near(leaf, found)
    each = word_test(leaf)
    if FIELDS[leaf.fields[0]].kind == "text":
        return lambda found: any(map(each, terms(found)))
    return each


def _near(words: Words, value: str) -> bool:
    return any(True for _ in phrases.find_phrase(words.tokens, terms(value), words.slop))
