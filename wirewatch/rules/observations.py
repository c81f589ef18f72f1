"""What a rule's kind needs of the documents that its query found."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import product
from typing import Any, NamedTuple

from processors.query.asked import PATH, asks_for_statements, statements_found
from processors.query.fields import GROUP_FIELDS
from processors.query.nodes import And, Value
from processors.query.query import Query
from processors.query.statement_keys import NO_GROUP, statement_key
from wirewatch.config.alerts import Rule
from wirewatch.config.kinds import Each, New, Revision, Spike
from wirewatch.rules.age import recent
from wirewatch.rules.spikes import NewsTime, news_time

COMBINATION_SEPARATOR = " + "
"""Between the values of a combination."""
RELEARNT_AFTER = timedelta(days=7)
"""Combinations with a group that the catalogue has gained are learnt for so long before one of them is news."""

_NO_NEWS = {"statements.by": set(NO_GROUP)}


class Observation(NamedTuple):
    """One article that a rule's query found."""

    story: str
    """What the rule tells of once: the article's story, or its event."""
    article: str
    first_seen_at: str
    """When it was first seen, ISO 8601 in UTC."""
    values: tuple[str, ...] = ()
    """What may be new in it, or the groups that its revision added or removed."""
    revision: int = 1
    source: str = ""
    """The domain of its outlet."""
    feed: str = ""
    """The id of its source in feeds.yaml."""
    when: NewsTime | None = None
    """When it was news, where the rule's kind asks."""


def observations_of(rule: Rule, documents: Iterable[dict[str, Any]]) -> list[Observation]:
    """Give what a rule sees of the documents that its query found, first seen first, in one order for all.

    What is too old for it, it does not see.
    """
    observations = [
        Observation(
            told_once(rule, document),
            document["id"],
            document["first_seen_at"],
            _values_of(rule, document),
            document["revision"],
            document["source"]["domain"],
            document["source"]["id"],
            news_time(document) if isinstance(rule.kind, Spike) else None,
        )
        for document in recent(rule, documents)
    ]
    return sorted(observations, key=lambda observation: (observation.first_seen_at, observation.article))


def told_once(rule: Rule, document: Mapping[str, Any]) -> str:
    """Give the id of what a rule tells of once: the article's story or, where it has one, its event."""
    event: str | None = document.get("event_id") if rule.once_per == "event" else None
    return event or str(document["story_id"])


def first_of_each_story(observations: Sequence[Observation]) -> dict[str, Observation]:
    """Give of each story the article first seen: the others are its copies."""
    first: dict[str, Observation] = {}
    for observation in observations:
        first.setdefault(observation.story, observation)
    return first


def _values_of(rule: Rule, document: Mapping[str, Any]) -> tuple[str, ...]:
    match rule.kind:
        case Each() if rule.per_statement:
            return statement_keys(rule, document)
        case New():
            return new_values(rule, document)
        case Revision(which):
            added, removed = (document.get(f"revision_{name}_groups") or [] for name in ("added", "removed"))
            groups = {"added": added, "removed": removed, "any": [*added, *removed]}[which]
            return tuple(sorted(set(groups)))
        case _:
            return ()


def statement_keys(rule: Rule, document: Mapping[str, Any]) -> tuple[str, ...]:
    """Give the keys of a document's statements that a rule asks for, each once, in the document's order."""
    return tuple(dict.fromkeys(statement_key(one) for one in statements_found(rule.query, document)))


def new_values(rule: Rule, document: Mapping[str, Any]) -> tuple[str, ...]:
    """Give the values, or combinations of values, of a document that may be new to a rule.

    Of statements, those count that the rule's query asks for, or all where it asks for none; values are combined that
    are of one. A speaker that is no group of the catalogue is none that can be new.
    """
    fields = rule.kind.fields if isinstance(rule.kind, New) else ()
    if not any(field.startswith(f"{PATH}.") for field in fields):
        return _combined(rule.query, fields, document)
    stored = document.get(PATH) or ()
    several = statements_found(rule.query, document) if asks_for_statements(rule.query) else stored
    values = (_combined(rule.query, fields, {**document, PATH: [one]}) for one in several)
    return tuple(dict.fromkeys(value for each in values for value in each))


def _combined(query: Query, fields: Sequence[str], document: Mapping[str, Any]) -> tuple[str, ...]:
    given = {field: required_values(query, field) for field in fields}
    several = [
        sorted(_values_at(document, field.split(".")) - _NO_NEWS.get(field, set())) for field in fields
    ]
    return tuple(
        COMBINATION_SEPARATOR.join(values)
        for values in product(*several)
        if any(value not in given[field] for field, value in zip(fields, values, strict=True))
    )


def has_groups(kind: New) -> bool:
    """Tell whether a rule for new values looks at groups."""
    return any(field in GROUP_FIELDS for field in kind.fields)


def of_an_edit(
    kind: New, values: Iterable[str], gained: Mapping[str, datetime], at: datetime
) -> frozenset[str]:
    """Give those of the values, at a batch's time, that are new by an edit of the catalogue alone.

    `gained` are the groups that came by edits, with their times. Such a group is no news. A pair of it and another
    value may be, once the edit is RELEARNT_AFTER old.
    """

    def is_edit(value: str) -> bool:
        parts = zip(kind.fields, value.split(COMBINATION_SEPARATOR), strict=False)
        times = [gained[part] for field, part in parts if field in GROUP_FIELDS and part in gained]
        return any(len(kind.fields) == 1 or at < time + RELEARNT_AFTER for time in times)

    return frozenset(value for value in values if is_edit(value))


def required_values(query: Query, field: str) -> frozenset[str]:
    """Give the values of a field that all that a query finds has: none of them is news."""
    children = query.root.children if isinstance(query.root, And) else (query.root,)
    return frozenset(
        str(child.value) for child in children if isinstance(child, Value) and child.field == field
    )


def _values_at(value: Any, path: Sequence[str]) -> set[str]:
    if isinstance(value, list):
        return set().union(*(_values_at(item, path) for item in value)) if value else set()
    if not path:
        return set() if value is None else {str(value)}
    return _values_at(value.get(path[0]), path[1:]) if isinstance(value, Mapping) else set()
