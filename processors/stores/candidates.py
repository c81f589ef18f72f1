"""Which rules a batch of documents can meet at all, and in which of the documents.

As a percolator does it. Of each query one clause is taken of which something has to occur in whatever it matches:
words, keywords or patterns, one at least. `RuleIndex` looks a batch's vocabulary up among those of all rules; what is
met is tried on the vocabulary as a whole, document by document (`processors.stores.bounds`). The store is asked about
what is left between the bounds. A query without such a clause (`NOT x`, a range alone) is always tried.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import TypeAlias

from processors.query.fields import DEFAULT_FIELDS
from processors.query.nodes import (
    And,
    Boost,
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
from processors.query.query import Query
from processors.stores.bounds import Bounds, BoundsOf
from processors.stores.vocabulary import Bits, Vocabulary, document_numbers

BATCH_PART = 1_000
"""Documents of a batch that are looked at in one go."""
ANYWHERE = ""
"""Stands for title or text, in place of a field."""
BY_STEM = "~"
"""Stands for the words of title or text that have a word's stem."""
PATTERN_WEIGHT = 1000
"""A pattern weighs as much as this many rules that wait for the same word: it is tried on every batch."""
Term: TypeAlias = tuple[str, str]
Key: TypeAlias = Term | Pattern | Fuzzy
Clause: TypeAlias = tuple[Key, ...]


class RuleIndex:
    """Queries, kept so that those which a batch can meet are found without looking at the others."""

    def __init__(self, queries: Mapping[str, Query]) -> None:
        self.queries = dict(queries)
        leaves = list(chain.from_iterable(leaves_of(query.root) for query in queries.values()))
        shared = Counter(key for leaf in leaves for keys in _alternatives(leaf) or () for key in keys)
        self.always: list[str] = []
        self.waiting: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self.costly: dict[Pattern | Fuzzy, list[str]] = defaultdict(list)
        every = chain.from_iterable(leaves_of(query.root, excluded=True) for query in queries.values())
        stemmed = (leaf.tokens for leaf in every if isinstance(leaf, Words) and is_stemmed(leaf))
        self.words = set(chain.from_iterable(stemmed))
        for name, query in queries.items():
            clause = _clause(query.root, shared)
            if clause is None:
                self.always.append(name)
            for key in clause or ():
                self._wait(name, key)

    def candidates(self, vocabulary: Vocabulary) -> dict[str, Bounds]:
        """Give by name the queries that some of the documents may match, and which of them at most and at least."""
        vocabulary.add_stemmed(self.words)
        judge = BoundsOf(vocabulary)
        met = dict.fromkeys(self.always)
        for name in self._met(vocabulary, judge):
            met[name] = None
        bounds = ((name, judge.query(self.queries[name])) for name in met)
        return {name: (most, least) for name, (most, least) in bounds if most}

    def _wait(self, name: str, key: Key) -> None:
        if isinstance(key, tuple):
            self.waiting[key[0]][key[1]].append(name)
        else:
            self.costly[key].append(name)

    def _met(self, vocabulary: Vocabulary, judge: BoundsOf) -> Iterator[str]:
        for field, terms in self.waiting.items():
            known: set[str] = set()
            if field == BY_STEM:
                known |= terms.keys() & set(vocabulary.present_words())
            for name in DEFAULT_FIELDS if field == ANYWHERE else (field,):
                known |= terms.keys() & vocabulary.fields.get(name, {}).keys()
            for term in known:
                yield from terms[term]
        for leaf, names in self.costly.items():
            if judge.like(leaf):
                yield from names


def split_certain(
    candidates: Mapping[str, Bounds], ids: Sequence[str]
) -> tuple[dict[str, list[str]], dict[str, Bits]]:
    """Give the ids that each candidate is sure to find, and the documents of which the store has to say."""
    sure = {
        name: [ids[number] for number in document_numbers(least)] for name, (_, least) in candidates.items()
    }
    left = {name: most & ~least for name, (most, least) in candidates.items() if most != least}
    return sure, left


def _clause(node: Node, shared: Mapping[Key, int]) -> Clause | None:
    """Give keys of which one has to occur in what a query matches, such as few other rules wait for; None for none."""
    match node:
        case Boost(child, _) | Nested(_, child):
            return _clause(child, shared)
        case And(children):
            clauses = [clause for child in children if (clause := _clause(child, shared)) is not None]
            return min(clauses, key=lambda clause: _weight(clause, shared), default=None)
        case Or(children):
            clauses = [clause for child in children if (clause := _clause(child, shared)) is not None]
            return tuple(chain.from_iterable(clauses)) if len(clauses) == len(children) else None
    alternatives = _alternatives(node)
    if alternatives is None:
        return None
    return tuple(
        min(keys, key=lambda key: (shared[key], -len(key[1])) if isinstance(key, tuple) else (0, 0))
        for keys in alternatives
    )


def _weight(clause: Clause, shared: Mapping[Key, int]) -> int:
    return sum(shared[key] if isinstance(key, tuple) else PATTERN_WEIGHT for key in clause)


def _alternatives(leaf: Node) -> list[list[Key]] | None:
    """Give sets of keys, of one of which all have to occur where a leaf matches; None where nothing has to."""
    match leaf:
        case Words():
            field = ANYWHERE if leaf.fields == DEFAULT_FIELDS else leaf.fields[0]
            forms: list[list[Key]] = [[(field, token) for token in form] for form in forms_of(leaf)]
            return forms + ([[(BY_STEM, token) for token in leaf.tokens]] if is_stemmed(leaf) else [])
        case Value(name, value):
            return [[(name, str(value))]]
        case Pattern() | Fuzzy():
            return [[leaf]]
    return None


def leaves_of(root: Node, *, excluded: bool = False) -> list[Node]:
    """Give the leaves that a query asks for, and those that it excludes only where they are wanted too."""
    found: list[Node] = []
    left = [root]
    while left:
        node = left.pop()
        if isinstance(node, And | Or):
            left += node.children
        elif isinstance(node, Boost | Nested) or (excluded and isinstance(node, Not)):
            left.append(node.child)
        elif not isinstance(node, Not):
            found.append(node)
    return found
