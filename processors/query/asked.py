"""Which statements of a document a query asks for: those that a rule tells of, and shows the sentence of."""

from collections.abc import Iterator, Mapping
from typing import Any

from processors.query.nodes import And, Between, Boost, Exists, Fuzzy, Nested, Node, Or, Pattern, Value, Words
from processors.query.objects import object_holds
from processors.query.query import Query

PATH = "statements"


def asks_for_statements(query: Query) -> bool:
    """Tell whether a query asks for a statement; what it excludes is not asked for."""
    return any(True for _ in _asked(query.root))


def statements_found(query: Query, document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return those statements of a document that a query asks for, in the document's order.

    They are what one part of the query or another is true of, such as one branch of OR.
    """
    asked = list(_asked(query.root))
    return [
        one for one in document.get(PATH) or () if any(object_holds(node, PATH, dict(one)) for node in asked)
    ]


def _asked(node: Node) -> Iterator[Node]:
    match node:
        case Nested("statements", child):
            yield child
        case And(children):
            together = tuple(child for child in children if _is_field(child))
            if together:
                yield And(together)
            for child in children:
                if child not in together:
                    yield from _asked(child)
        case Or(children):
            for child in children:
                yield from _asked(child)
        case Boost(child, _):
            yield from _asked(child)
        case _ if _is_field(node):
            yield node


def _is_field(node: Node) -> bool:
    """Tell whether a node is about one field of a statement."""
    match node:
        case Value(field, _) | Between(field, _, _):
            return field.startswith(f"{PATH}.")
        case Words(fields=fields) | Pattern(fields=fields) | Fuzzy(fields=fields) | Exists(fields):
            return all(name.startswith(f"{PATH}.") for name in fields)
        case Boost(child, _):
            return _is_field(child)
        case _:
            return False
