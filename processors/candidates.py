"""Which rules a batch of documents can meet at all, and in which of the documents.

As a percolator does it. Of each query one clause is taken of which something has to occur in whatever it matches:
words, keywords or patterns, one at least. `Rules` looks a batch's vocabulary up among those of all rules; what is met
is tried on the vocabulary as a whole, document by document. Only what is left is asked of the store, which alone says
what matches. A query without such a clause (`NOT x`, a range alone) is always asked.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import Any, TypeAlias

from processors.fields import DEFAULT_FIELDS
from processors.query import (
    All,
    And,
    Between,
    Boost,
    Fuzzy,
    Nested,
    Node,
    Not,
    Or,
    Pattern,
    Present,
    Query,
    Value,
    Words,
)
from processors.vocabulary import Bits, Vocabulary

FEW = 50
"""Rules that a store may as well be asked of a batch one by one: reading the batch takes as long."""
SLICE = 1_000
"""Documents of a batch that are looked at in one go."""
ANYWHERE = ""
"""Stands for title or text, in place of a field."""
COSTLY = 1000
"""A pattern weighs as much as this many rules that wait for the same word: it is tried on every batch."""
Term: TypeAlias = tuple[str, str]
Key: TypeAlias = Term | Pattern | Fuzzy
Clause: TypeAlias = tuple[Key, ...]


class Rules:
    """Queries, kept so that those which a batch can meet are found without looking at the others."""

    def __init__(self, queries: Mapping[str, Query]) -> None:
        self.queries = dict(queries)
        leaves = list(chain.from_iterable(leaves_of(query.root) for query in queries.values()))
        shared = Counter(chain.from_iterable(map(_keys, leaves)))
        self.always: list[str] = []
        self.waiting: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self.costly: dict[Pattern | Fuzzy, list[str]] = defaultdict(list)
        self.written: dict[str, set[str]] = defaultdict(
            set
        )  # what a word may stand in: stems are made of that
        for name, query in queries.items():
            clause = _clause(query.root, shared)
            if clause is None:
                self.always.append(name)
            for key in clause or ():
                self._wait(name, key)
        for leaf in leaves:
            if isinstance(leaf, Words) and leaf.fields == DEFAULT_FIELDS:
                for token in leaf.tokens:
                    self.written[token].update(leaf.raw.split())

    def candidates(self, vocabulary: Vocabulary) -> dict[str, Bits]:
        """Give by name the queries that some of the documents may match, and which of them."""
        vocabulary.know(chunk for chunks in self.written.values() for chunk in chunks)
        judge = _Judge(vocabulary)
        met = dict.fromkeys(self.always)
        for name in self._met(vocabulary, judge):
            met[name] = None
        return {name: bits for name in met if (bits := judge.node(self.queries[name].root))}

    def _wait(self, name: str, key: Key) -> None:
        if isinstance(key, tuple):
            self.waiting[key[0]][key[1]].append(name)
        else:
            self.costly[key].append(name)

    def _met(self, vocabulary: Vocabulary, judge: "_Judge") -> Iterator[str]:
        for field, terms in self.waiting.items():
            known: set[str] = set()
            for name in DEFAULT_FIELDS if field == ANYWHERE else (field,):
                known |= terms.keys() & vocabulary.fields.get(name, {}).keys()
            if field == ANYWHERE and vocabulary.stemmed:
                known |= {term for term in terms if any(map(vocabulary.stemmed_alike, self.written[term]))}
            for term in known:
                yield from terms[term]
        for leaf, names in self.costly.items():
            if judge.node(leaf):
                yield from names


class _Judge:
    """Gives for a query the documents of a vocabulary that it may match: too many perhaps, and never too few."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.known: dict[Pattern | Fuzzy, Bits] = {}
        self.judges: dict[type, Callable[[Any], Bits]] = {
            Words: self.words,
            Value: lambda leaf: vocabulary.having(leaf.field, leaf.value),
            Pattern: self.like,
            Fuzzy: self.like,
            And: self.all_of,
            Or: self.any_of,
            **dict.fromkeys((Boost, Nested), lambda node: self.node(node.child)),
            **dict.fromkeys((All, Not, Between, Present), lambda _: vocabulary.everything),
        }

    def node(self, node: Node) -> Bits:
        return self.judges[type(node)](node)

    def all_of(self, node: And) -> Bits:
        found = self.vocabulary.everything
        for child in sorted(node.children, key=_is_costly):
            found &= self.node(child)
            if not found:
                break
        return found

    def any_of(self, node: Or) -> Bits:
        found = 0
        for child in node.children:
            found |= self.node(child)
        return found

    def words(self, leaf: Words) -> Bits:
        found = 0
        for field in leaf.fields:
            here = self.vocabulary.everything
            for token in leaf.tokens:
                here &= self.vocabulary.having(field, token)
            found |= here
        return found | self.vocabulary.stemmed_alike(leaf.raw) if leaf.fields == DEFAULT_FIELDS else found

    def like(self, leaf: Pattern | Fuzzy) -> Bits:
        if leaf not in self.known:
            self.known[leaf] = 0
            for field in leaf.fields:
                self.known[leaf] |= self.vocabulary.like(field, leaf)
        return self.known[leaf]


def _is_costly(node: Node) -> bool:
    return isinstance(node, Pattern | Fuzzy)


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
    keys = _keys(node)
    return (
        (min(keys, key=lambda key: (shared[key], -len(key[1])) if isinstance(key, tuple) else (0, 0)),)
        if keys
        else None
    )


def _weight(clause: Clause, shared: Mapping[Key, int]) -> int:
    return sum(shared[key] if isinstance(key, tuple) else COSTLY for key in clause)


def _keys(leaf: Node) -> list[Key]:
    """Give what has to occur, all of it, where a leaf matches."""
    if isinstance(leaf, Words):
        field = ANYWHERE if leaf.fields == DEFAULT_FIELDS else leaf.fields[0]
        return [(field, token) for token in leaf.tokens]
    if isinstance(leaf, Value):
        return [(leaf.field, str(leaf.value))]
    return [leaf] if isinstance(leaf, Pattern | Fuzzy) else []


def leaves_of(root: Node) -> list[Node]:
    """Give the leaves that a query asks for, not those that it excludes."""
    found: list[Node] = []
    left = [root]
    while left:
        node = left.pop()
        if isinstance(node, And | Or):
            left += node.children
        elif isinstance(node, Boost | Nested):
            left.append(node.child)
        elif not isinstance(node, Not):
            found.append(node)
    return found
