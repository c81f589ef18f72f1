"""From a query's tree to Elasticsearch's query DSL."""

import re
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Any

from processors.query import nodes
from processors.query.dates import resolve_date
from processors.query.fields import FIELDS
from processors.query.nodes import is_stemmed
from processors.query.query import Query
from processors.text.folding import is_marked

TITLE_BOOST = 2.0
"""As in `processors.stores.tantivy.compile_query`."""
Dsl = dict[str, Any]


def compile_query(query: Query, now: datetime, languages: Collection[str] | None = None) -> Dsl:
    """Return Elasticsearch's form of a query, where `now` (aware) is what its dates are relative to.

    `languages` are those of the documents that will be asked, where that is known: each of the others' fields of
    stems would take its time to find nothing.
    """
    return _Compiler(now, languages).node(query.root)


class _Compiler:
    def __init__(self, now: datetime, languages: Collection[str] | None) -> None:
        self.now = now
        self.stems = ["stem.*"] if languages is None else [f"stem.{each}" for each in sorted(languages)]
        self.within: str | None = None
        self.compilers: dict[type, Callable[[Any], Dsl]] = {
            nodes.All: lambda _: {"match_all": {}},
            nodes.Words: self.words,
            nodes.Value: lambda node: self.in_field(
                node.field, lambda path: _constant({"term": {path: {"value": node.value}}})
            ),
            nodes.Pattern: self.pattern,
            nodes.Fuzzy: self.fuzzy,
            nodes.Between: self.between,
            nodes.Exists: self.present,
            nodes.Nested: self.nested,
            nodes.And: lambda node: self.every(node.children),
            nodes.Or: lambda node: _some([self.node(child) for child in node.children]),
            nodes.Not: lambda node: self.every((node,)),
            nodes.Boost: lambda node: {"bool": {"must": [self.node(node.child)], "boost": node.factor}},
        }

    def node(self, node: nodes.Node) -> Dsl:
        return self.compilers[type(node)](node)

    def every(self, children: tuple[nodes.Node, ...]) -> Dsl:
        excluded = [self.node(child.child) for child in children if isinstance(child, nodes.Not)]
        wanted = [self.node(child) for child in children if not isinstance(child, nodes.Not)]
        return {"bool": {"must": wanted, "must_not": excluded}}

    def words(self, node: nodes.Words) -> Dsl:
        asked = [
            _phrase([self.path(name) for name in node.fields], form, 0 if is_marked(form) else node.slop)
            for form in nodes.forms_of(node)
        ]
        if is_stemmed(node) and self.stems:
            # The stemmed fields analyse the words in their own way, so they get them as written.
            asked.append(_phrase(self.stems, [node.raw], node.slop))
        if not asked:
            return {"match_none": {}}
        found = asked[0] if len(asked) == 1 else {"dis_max": {"queries": asked}}
        return self.inside(node.fields[0], found)

    def path(self, name: str) -> str:
        return FIELDS[name].searched + (f"^{TITLE_BOOST}" if name == "title" else "")

    def between(self, node: nodes.Between) -> Dsl:
        bounds: Dsl = {}
        for name, bound in (("gte", node.low), ("lt", node.high)):
            if isinstance(bound, nodes.DateBound):
                bounds |= {name: resolve_date(bound, self.now), "format": "epoch_millis"}
            elif bound is not None:
                bounds[name] = bound
        if not bounds:
            return self.present(nodes.Exists((node.field,)))
        return self.in_field(node.field, lambda path: {"range": {path: bounds}})

    def pattern(self, node: nodes.Pattern) -> Dsl:
        value = "".join(
            part.value if isinstance(part, nodes.Wildcard) else re.sub(r"[\\*?]", r"\\\g<0>", part)
            for part in node.parts
        )
        return self.in_any(node.fields, lambda path: {"wildcard": {path: {"value": value}}})

    def fuzzy(self, node: nodes.Fuzzy) -> Dsl:
        # Rewritten so, it takes every word that is near enough; by default it would take the best 50 alone.
        options = {"value": node.token, "fuzziness": node.distance, "rewrite": "constant_score"}
        return self.in_any(node.fields, lambda path: {"fuzzy": {path: options}})

    def present(self, node: nodes.Exists) -> Dsl:
        return _some([self.inside(name, {"exists": {"field": name}}) for name in node.fields])

    def in_any(self, names: tuple[str, ...], make: Callable[[str], Dsl]) -> Dsl:
        return _some([self.in_field(name, make) for name in names])

    def in_field(self, name: str, make: Callable[[str], Dsl]) -> Dsl:
        return self.inside(name, make(FIELDS[name].searched))

    def inside(self, name: str, query: Dsl) -> Dsl:
        nested = FIELDS[name].nested if self.within is None else None
        return _constant({"nested": {"path": nested, "query": query}}) if nested else query

    def nested(self, node: nodes.Nested) -> Dsl:
        self.within = node.path
        try:
            return _constant({"nested": {"path": node.path, "query": self.node(node.child)}})
        finally:
            self.within = None


def _phrase(paths: Sequence[str], words: Sequence[str], slop: int) -> Dsl:
    return {"multi_match": {"query": " ".join(words), "type": "phrase", "fields": list(paths), "slop": slop}}


def _constant(query: Dsl) -> Dsl:
    """Return a query that scores 1: a group or a source says nothing of how well an article is about it."""
    return {"constant_score": {"filter": query}}


def _some(queries: list[Dsl]) -> Dsl:
    return queries[0] if len(queries) == 1 else {"bool": {"should": queries, "minimum_should_match": 1}}
