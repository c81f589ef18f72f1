"""What a rule's kind needs of the documents that its query found."""

from collections.abc import Iterable, Sequence
from itertools import product
from typing import Any, NamedTuple

from processors.query.nodes import And, Value
from processors.query.query import Query
from wirewatch.config.alerts import Rule
from wirewatch.config.kinds import New, Revision

BESIDE = " + "
"""Between the values of a combination."""


class Sight(NamedTuple):
    """One article that a rule's query found."""

    story: str
    article: str
    seen: str
    """When it was first seen, ISO 8601 in UTC."""
    values: tuple[str, ...] = ()
    """What may be new in it, or the groups that its revision added or removed."""
    revision: int = 1


def sights(rule: Rule, documents: Iterable[dict[str, Any]]) -> list[Sight]:
    """Give what a rule sees of the documents that its query found, first seen first, in one order for all."""
    seen = [
        Sight(
            document["story_id"],
            document["id"],
            document["first_seen_at"],
            _values(rule, document),
            document["revision"],
        )
        for document in documents
    ]
    return sorted(seen, key=lambda one: (one.seen, one.article))


def firsts(seen: Sequence[Sight]) -> dict[str, Sight]:
    """Give of each story the article first seen: the others are its copies."""
    first: dict[str, Sight] = {}
    for one in seen:
        first.setdefault(one.story, one)
    return first


def _values(rule: Rule, document: dict[str, Any]) -> tuple[str, ...]:
    match rule.kind:
        case New(fields):
            given = {field: asked_for(rule.query, field) for field in fields}
            several = [sorted(_at(document, field.split("."))) for field in fields]
            combined = product(*several)
            return tuple(
                BESIDE.join(values)
                for values in combined
                if any(value not in given[field] for field, value in zip(fields, values, strict=True))
            )
        case Revision(which):
            added, removed = (document.get(f"revision_{name}_groups") or [] for name in ("added", "removed"))
            groups = {"added": added, "removed": removed, "any": [*added, *removed]}[which]
            return tuple(sorted(set(groups)))
        case _:
            return ()


def asked_for(query: Query, field: str) -> frozenset[str]:
    """Give the values of a field that all that a query finds has: none of them is news."""
    children = query.root.children if isinstance(query.root, And) else (query.root,)
    return frozenset(
        str(child.value) for child in children if isinstance(child, Value) and child.field == field
    )


def _at(value: Any, path: Sequence[str]) -> set[str]:
    if isinstance(value, list):
        return set().union(*(_at(one, path) for one in value)) if value else set()
    if not path:
        return set() if value is None else {str(value)}
    return _at(value.get(path[0]), path[1:]) if isinstance(value, dict) else set()
