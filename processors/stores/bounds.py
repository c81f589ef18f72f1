"""What a query finds among a batch's documents, as far as their words and values tell: at most and at least.

Both stores index the words that `processors.text.folding` gives, so that a word, a value, a pattern, and what is
joined of these, is known without asking. Phrases, ranges and objects are not: there the two bounds differ, and what
lies between is for the store to say.
"""

from collections.abc import Callable
from typing import Any, TypeAlias

from processors.query.nodes import (
    All,
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
    forms_of,
    is_stemmed,
)
from processors.query.objects import without_nested
from processors.query.query import Query
from processors.stores.vocabulary import Bits, Vocabulary

Bounds: TypeAlias = tuple[Bits, Bits]
"""The documents that may match, never too few, and those of them that do, never too many."""


class BoundsOf:
    """Gives the bounds of queries over one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.known: dict[Pattern | Fuzzy, Bits] = {}
        everything = vocabulary.everything
        self.judges: dict[type, Callable[[Any], Bounds]] = {
            Words: self._words,
            Value: lambda leaf: _exact(vocabulary.documents_with(leaf.field, leaf.value)),
            Pattern: lambda leaf: _exact(self.like(leaf)),
            Fuzzy: lambda leaf: _exact(self.like(leaf)),
            And: self._all_of,
            Or: self._any_of,
            Not: self._none_of,
            Boost: lambda node: self.node(node.child),
            # What is true of one object is not what is true of all of them together.
            Nested: lambda node: (self.node(without_nested(node))[0], 0),
            All: lambda _: (everything, everything),
            **dict.fromkeys((Between, Exists), lambda _: (everything, 0)),
        }

    def query(self, query: Query) -> Bounds:
        """Give the bounds of a whole query."""
        return self.node(query.root)

    def node(self, node: Node) -> Bounds:
        """Give the bounds of a part of a query by itself."""
        return self.judges[type(node)](node)

    def _all_of(self, node: And) -> Bounds:
        most = least = self.vocabulary.everything
        for child in sorted(node.children, key=_costs):
            may, does = self.node(child)
            most &= may
            least &= does
            if not most:
                break
        return most, least & most

    def _any_of(self, node: Or) -> Bounds:
        most = least = 0
        for child in node.children:
            may, does = self.node(child)
            most |= may
            least |= does
        return most, least

    def _none_of(self, node: Not) -> Bounds:
        may, does = self.node(node.child)
        return self.vocabulary.everything & ~does, self.vocabulary.everything & ~may

    def _words(self, leaf: Words) -> Bounds:
        most = least = 0
        for field in leaf.fields:
            for form in forms_of(leaf):
                here = self.vocabulary.everything
                for token in form:
                    here &= self.vocabulary.documents_with(field, token)
                most |= here
                least |= here if len(form) == 1 else 0
        if not is_stemmed(leaf):
            return most, least
        may, does = self.vocabulary.documents_with_stems(leaf.tokens)
        return most | may, least | does

    def like(self, leaf: Pattern | Fuzzy) -> Bits:
        """Give the documents with a word or value that a pattern or a word with ~ finds."""
        if leaf not in self.known:
            self.known[leaf] = 0
            for field in leaf.fields:
                self.known[leaf] |= self.vocabulary.documents_like(field, leaf)
        return self.known[leaf]


def _exact(found: Bits) -> Bounds:
    return found, found


def _costs(node: Node) -> int:
    """Give what is looked at last, for the others often decide by themselves."""
    return 2 if isinstance(node, Pattern | Fuzzy) else not isinstance(node, Value)
