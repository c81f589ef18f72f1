"""Where in a document stands what a query asks for: for the snippets of a search, and for the sentence of an alert.

Words are met by their stems too, as in both stores; a group where the document mentions it.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from msgspec import Struct

from processors.query.fields import DEFAULT_FIELDS, FIELDS, GROUP_FIELDS
from processors.query.nodes import (
    All,
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
    is_stemmed,
)
from processors.query.objects import object_holds, value_test
from processors.query.query import Query
from processors.query.words import Span, find_sequence, find_words
from processors.text.folding import Folded, fold_text
from processors.text.stems import STEM_RULES, stems_of
from processors.text.tokens import Token, tokens

HIGHLIGHTED_FIELDS = ("title", "summary", "text")


class Occurrence(NamedTuple):
    """One time that something is met in a field, and the spans to mark; they are several where words are near."""

    field: str
    spans: tuple[Span, ...]


class Trace(Struct, frozen=True):
    """What became of a node of a query in a document."""

    holds: bool | None
    """Whether it is true of the document; None where that cannot be told without a store."""
    occurrences: tuple[Occurrence, ...] = ()
    """Of a leaf: where it is met."""
    is_mention: bool = False
    """Whether these are mentions of groups."""
    children: tuple["Trace", ...] = ()
    """Of AND and OR."""
    any_of: bool = False
    """Of OR: one child is enough."""


def trace(query: Query, document: dict[str, Any]) -> Trace:
    """Return where each part of a query is met in a document. What the query excludes is met nowhere."""
    return _Reader(document).trace(query.root)


def hit_spans(query: Query, document: dict[str, Any]) -> dict[str, list[Span]]:
    """Return by field where the words and groups that the query asks for stand: code points, in order, not
    overlapping.

    What the query excludes is not marked. A field without any is left out.
    """
    found: dict[str, list[Span]] = {}
    for field, spans in _occurrences(trace(query, document)):
        found.setdefault(field, []).extend(spans)
    return {
        field: _merged(found[field]) for field in HIGHLIGHTED_FIELDS if field in found and document.get(field)
    }


def _occurrences(part: Trace) -> Iterator[Occurrence]:
    yield from part.occurrences
    for child in part.children:
        yield from _occurrences(child)


class _Reader:
    """Reads one document; its words are cut once, whatever the number of leaves."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self.words: dict[str, Folded] = {}
        self.stems: dict[str, list[Token]] = {}

    def trace(self, node: Node) -> Trace:
        match node:
            case And(children) | Or(children):
                return _joined([self.trace(child) for child in children], any_of=isinstance(node, Or))
            case Boost(child, _):
                return self.trace(child)
            case Not(child):
                holds = self.trace(child).holds
                return Trace(None if holds is None else not holds)
            case Nested(path, _):
                return self.objects(path, node.child)
            case All():
                return Trace(holds=True)
            case leaf:
                return self.leaf(leaf)

    def leaf(self, leaf: Leaf) -> Trace:
        fields = (leaf.field,) if isinstance(leaf, Value | Between) else leaf.fields
        for path in ("mentions", "statements"):
            if all(name.startswith(f"{path}.") for name in fields):
                return self.objects(path, leaf)
        if isinstance(leaf, Value | Pattern | Fuzzy | Exists) and set(fields) <= set(GROUP_FIELDS):
            return self.groups(leaf, fields)
        if isinstance(leaf, Words | Pattern | Fuzzy) and (
            met := [one for name in fields for one in self.in_text(leaf, name)]
        ):
            return Trace(holds=True, occurrences=tuple(met))
        if isinstance(leaf, Between) and FIELDS[leaf.field].kind == "date":
            return Trace(holds=None)
        test = value_test(leaf)
        elsewhere = [name for name in fields if isinstance(leaf, Exists) or name not in HIGHLIGHTED_FIELDS]
        return Trace(any(test(value) for name in elsewhere for value in _values(self.document, name)))

    def objects(self, path: str, node: Node) -> Trace:
        """Trace what is said of one mention, or of another object."""
        several = [one for one in self.document.get(path) or () if object_holds(node, path, one)]
        found = [{"text": "", **one} for one in several]
        return Trace(bool(several), _mentioned(found), is_mention=True)

    def groups(self, leaf: Value | Pattern | Fuzzy | Exists, fields: Sequence[str]) -> Trace:
        """Trace a group, or what its id is like, to where the document mentions it."""
        test = value_test(leaf)
        ids = {value for name in fields for value in _values(self.document, name) if test(value)}
        several = [one for one in self.document.get("mentions") or () if one["group"] in ids]
        return Trace(bool(ids), _mentioned(several), is_mention=True)

    def in_text(self, leaf: Words | Pattern | Fuzzy, field: str) -> Iterator[Occurrence]:
        text, language = self.document.get(field), self.document.get("language")
        if field not in HIGHLIGHTED_FIELDS or not isinstance(text, str):
            return
        if field not in self.words:
            self.words[field] = fold_text(text)
        for spans in find_words(leaf, self.words[field]):
            yield Occurrence(field, spans)
        if (
            isinstance(leaf, Words)
            and is_stemmed(leaf)
            and language in STEM_RULES
            and field in DEFAULT_FIELDS
        ):
            wanted = stems_of(language, leaf.tokens)
            for spans in find_sequence(wanted, self.stemmed(str(language), field), leaf.slop):
                yield Occurrence(field, spans)

    def stemmed(self, language: str, field: str) -> list[Token]:
        if field not in self.stems:
            words = list(tokens(self.document[field]))
            stems = stems_of(language, [word.text for word in words])
            self.stems[field] = [
                Token(stem, word.start, word.end) for stem, word in zip(stems, words, strict=True)
            ]
        return self.stems[field]


def _joined(children: Sequence[Trace], *, any_of: bool) -> Trace:
    """Trace AND or OR from what became of its parts: one part that is unknown may leave the whole unknown."""
    told = [child.holds for child in children]
    holds = any_of if any_of in told else (None if None in told else not any_of)
    return Trace(holds, children=tuple(children), any_of=any_of)


def _mentioned(several: Sequence[dict[str, Any]]) -> tuple[Occurrence, ...]:
    return tuple(Occurrence(one["field"], ((one["start"], one["end"]),)) for one in several)


def _values(inside: Any, name: str) -> list[Any]:
    """Return all values of a field of a document; a boolean is the word for it, as in both stores."""
    found = [inside]
    for key in name.split("."):
        lists = (one if isinstance(one, list) else [one] for one in found)
        found = [each.get(key) for several in lists for each in several if isinstance(each, dict)]
    flat = [each for one in found for each in (one if isinstance(one, list) else [one])]
    return [str(one).lower() if isinstance(one, bool) else one for one in flat if one is not None]


def _merged(places: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(places):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
