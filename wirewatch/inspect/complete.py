"""What could stand where somebody is typing in a query: fields, groups, and the values that the index has."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple

from processors.query.fields import FIELDS, GROUP_FIELDS
from processors.query.query import EVERYTHING
from processors.stores.store import StoreError
from processors.text.counted import counted
from wirewatch.errors import WirewatchError
from wirewatch.project import Project

MOST_OPTIONS = 12
COUNTED = ("language", "source.country", "source.id", "source.domain", "source.name")
"""Fields whose values are few, and known from the index."""
COMPLETED_FIELDS = tuple(
    name for name, field in FIELDS.items() if field.nested is None and name not in ("id", "batch")
)
_WRITTEN = re.compile(r'(?P<sign>[-+!]?)(?:(?P<field>[\w.]+):)?(?P<begun>"[^"]*|[^\s()"\[\]{}:]*)$')
_REST = re.compile(r'[^\s()"\[\]{}:]*"?')
_PLAIN = re.compile(r"[\w.@-]+")

Values = Mapping[str, Mapping[str, str]]
"""By field, each value with what it is called."""


class Option(NamedTuple):
    """One thing that could stand there: what is written, and what it means."""

    value: str
    label: str


class Completion(NamedTuple):
    """The part of the query that an option stands in for, in code points, and the options, the likeliest first."""

    start: int
    end: int
    options: list[Option]


def complete(query: str, at: int, values: Values) -> Completion:
    """Give what could stand at a place of a query (code points before it)."""
    at = max(0, min(at, len(query)))
    found = _WRITTEN.search(query[:at])
    rest = _REST.match(query, at)
    if found is None:  # cannot be: every part of it may be empty
        return Completion(at, at, [])
    field, begun = found["field"], found["begun"].removeprefix('"')
    start = found.start("begun") if field else found.end("sign")
    end = rest.end() if rest and (begun or field) else at
    if field:
        known = _known(field)
        alike = _alike(begun, values.get(known, {}), by_label=known == "groups")
        options = [Option(_quoted(value), label) for value, label in alike]
    elif begun and not found["begun"].startswith('"'):
        fields = [Option(f"{name}:", "a field") for name in _beginning(begun)]
        named = _alike(begun, values["groups"], by_label=True)
        options = [*fields, *(Option(f"groups:{_quoted(id_)}", name) for id_, name in named)]
    else:
        options = []
    return Completion(start, end, options[:MOST_OPTIONS])


def known_values(project: Project) -> Values:
    """Give the values that can be completed: the groups of the catalogue, and what the index has of COUNTED.

    Without a catalogue, or an index that answers, there are none of those.
    """
    values: dict[str, Mapping[str, str]] = {"groups": {}}
    with suppress(WirewatchError):
        values["groups"] = {group.id: group.name for group in project.catalogue.groups}
    with suppress(StoreError, WirewatchError):
        for field in COUNTED:
            counts = project.store.facet(EVERYTHING, field)
            values[field] = {value: counted(number, "article") for value, number in counts.items()}
    return values


def _known(field: str) -> str:
    """Give the field whose values stand for this one's: every field of groups has those of `groups`."""
    return "groups" if field in GROUP_FIELDS else field


def _beginning(begun: str) -> Iterator[str]:
    """Yield the fields whose name begins so, or a part of whose name does."""
    folded = begun.casefold()
    whole = [name for name in COMPLETED_FIELDS if name.startswith(folded)]
    yield from whole
    yield from (name for name in COMPLETED_FIELDS if name not in whole and f".{folded}" in name)


def _alike(begun: str, known: Mapping[str, str], *, by_label: bool = False) -> Iterator[tuple[str, str]]:
    """Yield the values that begin so, then those that hold it, or are called by a word that begins so."""
    folded = begun.casefold()
    first = [value for value in known if value.casefold().startswith(folded)]
    for value in first:
        yield value, known[value]
    for value, label in known.items():
        words = label.casefold().split() if by_label else []
        if value not in first and (
            folded in value.casefold() or any(one.startswith(folded) for one in words)
        ):
            yield value, label


def _quoted(value: str) -> str:
    """Write a value as a query takes it."""
    if _PLAIN.fullmatch(value) and not value.startswith("-"):
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
