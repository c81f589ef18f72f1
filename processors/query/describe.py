"""A part of a query as it can be read, for whoever asks why it found nothing."""

import re
from collections.abc import Iterable

from processors.query.fields import DEFAULT_FIELDS
from processors.query.nodes import (
    All,
    And,
    Between,
    Boost,
    DateBound,
    Exists,
    Fuzzy,
    Leaf,
    Nested,
    Node,
    Not,
    Or,
    Pattern,
    Value,
    Wildcard,
    Words,
)

_PLAIN = re.compile(r"\w[\w-]*")
_OPERATORS = ("AND", "OR", "NOT", "TO")


def describe(node: Node) -> str:
    """Return a part of a query in the form in which it can be written."""
    match node:
        case All():
            return "*"
        case And(children) | Or(children):
            joined = (" AND " if isinstance(node, And) else " OR ").join(map(describe, children))
            return f"({joined})"
        case Not(child):
            return f"NOT {describe(child)}"
        case Boost(child, factor):
            return f"{describe(child)}^{factor:g}"
        case Nested(path, child):
            return f"{path}:({describe(child)})"
        case _:
            return _describe_leaf(node)


def _describe_leaf(leaf: Leaf) -> str:
    match leaf:
        case Exists(fields):
            return _either(f"{field}:*" for field in fields)
        case Between(field, low, high):
            opened = "{" if isinstance(low, DateBound) and low.end else "["
            closed = "]" if isinstance(high, DateBound) and high.end else "}"
            return f"{field}:{opened}{_bound(low)} TO {_bound(high)}{closed}"
        case Value(field, value):
            return f"{field}:{_quoted(str(value))}"
        case Words(fields, _, raw, slop):
            return _in(fields, f'"{_escaped(raw)}"~{slop}' if slop else _quoted(raw))
        case Pattern(fields, parts):
            return _in(fields, "".join(part.value if isinstance(part, Wildcard) else part for part in parts))
        case Fuzzy(fields, token, distance):
            return _in(fields, f"{token}~{distance}")


def _in(fields: tuple[str, ...], text: str) -> str:
    if fields == DEFAULT_FIELDS:
        return text
    return _either(f"{field}:{text}" for field in fields)


def _either(parts: Iterable[str]) -> str:
    several = list(parts)
    return several[0] if len(several) == 1 else f"({' OR '.join(several)})"


def _quoted(text: str) -> str:
    return text if _PLAIN.fullmatch(text) and text.upper() not in _OPERATORS else f'"{_escaped(text)}"'


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _bound(bound: "int | DateBound | None") -> str:
    return "*" if bound is None else bound.text if isinstance(bound, DateBound) else str(bound)
