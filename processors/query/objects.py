"""Objects of a document, such as mentions: whether one is what a query describes, and which may have such."""

from collections.abc import Callable
from typing import Any

from processors.query import phrases
from processors.query.fields import FIELDS, Field, fields_named
from processors.query.nodes import (
    And,
    Between,
    Boost,
    Exists,
    Fuzzy,
    Leaf,
    Nested,
    Node,
    Not,
    Or,
    Pattern,
    Value,
    Words,
    forms_of,
)
from processors.query.words import has_form, word_test
from processors.text.folding import fold_terms, fold_text
from processors.text.tokens import terms


def object_holds(node: Node, path: str, one: dict[str, Any]) -> bool:
    """Tell whether all that a query says of an object under `path` is true of this one."""
    match node:
        case And(children):
            return all(object_holds(child, path, one) for child in children)
        case Or(children):
            return any(object_holds(child, path, one) for child in children)
        case Not(child):
            return not object_holds(child, path, one)
        case Boost(child, _):
            return object_holds(child, path, one)
        case Value() | Between():
            return _has(one, path, node.field, value_test(node))
        case Words() | Pattern() | Fuzzy() | Exists():
            return any(_has(one, path, name, value_test(node)) for name in node.fields)
        case _:
            return True


def value_test(leaf: Leaf) -> Callable[[Any], bool]:
    """Return what tells whether a stored value, or one of its words, is what a leaf asks for."""
    match leaf:
        case Value(_, value):
            return lambda found: bool(found == value)
        case Between(_, low, high):
            return lambda found: (low is None or found >= low) and (high is None or found < high)
        case Exists():
            return lambda _: True
        case Words():
            return lambda found: has_phrase(leaf, found)
    each = word_test(leaf)
    field = FIELDS[leaf.fields[0]]
    if field.kind == "text":
        return lambda found: any(map(each, (fold_terms if field.is_folded else terms)(found)))
    return each


def has_phrase(words: Words, value: str) -> bool:
    """Tell whether the value of a field has the words of a phrase as near as it wants them."""
    if not FIELDS[words.fields[0]].is_folded:
        return any(True for _ in phrases.find_phrase(words.tokens, terms(value), words.slop))
    folded = fold_text(value)
    return any(has_form(form, folded, words.slop) for form in forms_of(words))


def _has(one: dict[str, Any], path: str, name: str, test: Callable[[Any], bool]) -> bool:
    """Tell whether the value of a field passes a test; a value that is too long has none."""
    field, value = FIELDS[name], one.get(name.removeprefix(f"{path}."))
    if value is None:
        return False
    if isinstance(value, list):
        return any(_passes(field, one, test) for one in value)
    return _passes(field, str(value).lower() if isinstance(value, bool) else value, test)


def _passes(field: Field, value: Any, test: Callable[[Any], bool]) -> bool:
    if field.kind == "text":
        return test(value)
    return field.fits(value) and test(value)


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
