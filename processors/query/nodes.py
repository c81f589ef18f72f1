"""What a query is made of: its tree, which both stores compile, the limits of its size, and its error."""

from collections.abc import Callable, Collection
from enum import Enum
from typing import TypeAlias

from msgspec import Struct

from processors.query.fields import DEFAULT_FIELDS, FIELDS
from processors.text.folding import Form, names_initials, query_forms

MAX_LENGTH = 8_000
"""Longest query, in code points, so that no value in it is over the 32,766 bytes of Lucene's longest term."""
MAX_LEAVES = 256
"""Most terms. Each becomes a clause for every default and stemmed field, and Elasticsearch caps clauses."""
MAX_DEPTH = 30
"""Deepest nesting, a pair of brackets and what joins the terms in it counted as two: Elasticsearch stops at 30
queries inside each other.
"""
MAX_SLOP = 50
"""Widest `"..."~N`: below the gap of 100 that both engines leave between two values of one field."""

MAX_WILDCARDS = 8
"""Most wildcards in one term: each multiplies the work of an engine over all the words that it knows."""
MAX_PATTERNS = 32
"""Most terms with wildcards or ~. Each takes Elasticsearch a megabyte or more, and 256 took more than it had."""


class QueryError(ValueError):
    """A query that cannot be run: what is wrong, how to mend it, and where (code points from 0, or None)."""

    def __init__(self, message: str, mend: str, position: int | None = None) -> None:
        super().__init__(message, mend, position)
        self.message = message
        self.mend = mend
        self.position = position

    def __str__(self) -> str:
        """Return all three in one line."""
        at = "" if self.position is None else f" at character {self.position + 1}"
        return f"{self.message}{at}: {self.mend}"


Branches: TypeAlias = Callable[[str], Collection[str]]
"""Gives the ids of all groups that are a part of the one with this id; raises KeyError where there is none."""


class Wildcard(Enum):
    """A wildcard in a `Pattern`."""

    MANY = "*"
    ONE = "?"


class DateBound(Struct, frozen=True):
    """A date as written: its first millisecond, or with `end` the first one after it."""

    text: str
    end: bool = False


class All(Struct, frozen=True):
    """Everything."""


class Words(Struct, frozen=True):
    """One word, or several as a phrase with `slop` moves, in any one of the fields.

    `tokens` is what the analysis makes of `raw`; the stemmed fields want the latter. What is looked for in a field of
    folded words, `forms_of` says.
    """

    fields: tuple[str, ...]
    tokens: tuple[str, ...]
    raw: str
    slop: int = 0


class Value(Struct, frozen=True):
    """A keyword or a number that equals this value."""

    field: str
    value: str | int


class Pattern(Struct, frozen=True):
    """A word or keyword that the whole of the parts matches, in any one of the fields."""

    fields: tuple[str, ...]
    parts: tuple[str | Wildcard, ...]


class Fuzzy(Struct, frozen=True):
    """A word or keyword at most `distance` edits away, where a swap of neighbours is one edit."""

    fields: tuple[str, ...]
    token: str
    distance: int


class Between(Struct, frozen=True):
    """A number or date from `low` up to, not including, `high`; None leaves an end open."""

    field: str
    low: int | DateBound | None
    high: int | DateBound | None


class Exists(Struct, frozen=True):
    """Any one of the fields has a value."""

    fields: tuple[str, ...]


class Nested(Struct, frozen=True):
    """One object of several under `path`, by itself, is what `child` describes."""

    path: str
    child: "Node"


class And(Struct, frozen=True):
    """All of these."""

    children: tuple["Node", ...]


class Or(Struct, frozen=True):
    """At least one of these."""

    children: tuple["Node", ...]


class Not(Struct, frozen=True):
    """Everything but this."""

    child: "Node"


class Boost(Struct, frozen=True):
    """What weighs `factor` times as much in the order of the results."""

    child: "Node"
    factor: float


Leaf: TypeAlias = Words | Value | Pattern | Fuzzy | Between | Exists
"""A part that has no parts itself, and asks something of fields."""
Node: TypeAlias = All | Leaf | Nested | And | Or | Not | Boost


def is_stemmed(leaf: Words) -> bool:
    """Tell whether these words of a query are looked for by their stems as well: those that name no field.

    A field, a wildcard and `~1` are about the words as they are written, and so are names such as US: the stem of that
    is the one of us.
    """
    return leaf.fields == DEFAULT_FIELDS and not names_initials(leaf.raw)


def forms_of(leaf: Words) -> tuple[Form, ...]:
    """Return the ways in which these words may stand in the fields where they are looked for."""
    return query_forms(leaf.raw) if FIELDS[leaf.fields[0]].is_folded else (leaf.tokens,)
