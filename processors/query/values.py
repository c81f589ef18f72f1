"""The values that a query asks whole of a field, such as the ids of groups: what can be looked up beforehand."""

from collections.abc import Collection, Iterator

from processors.query.fields import GROUP_FIELDS
from processors.query.nodes import And, Boost, Nested, Node, Not, Or, Value
from processors.query.query import Query
from processors.query.statement_keys import NO_GROUP


def exact_values(query: Query, fields: Collection[str]) -> list[tuple[str, str]]:
    """Return the fields among these with their values, in the query's order, each once, also what it excludes.

    Values with wildcards or ~, words and ranges are left out.
    """
    found = (
        (leaf.field, str(leaf.value))
        for leaf in leaves(query.root)
        if isinstance(leaf, Value) and leaf.field in fields
    )
    return list(dict.fromkeys(found))


def named_groups(query: Query) -> frozenset[str]:
    """Return the ids of the groups that a query names, also those that it excludes.

    The speaker of a statement may be no group: `statements.by:other` names none.
    """
    named = exact_values(query, GROUP_FIELDS)
    return frozenset(value for field, value in named if field != "statements.by" or value not in NO_GROUP)


def leaves(node: Node) -> Iterator[Node]:
    """Yield every part of a query that has no parts itself, in order."""
    match node:
        case And(children) | Or(children):
            for child in children:
                yield from leaves(child)
        case Not(child) | Boost(child, _) | Nested(_, child):
            yield from leaves(child)
        case _:
            yield node
