"""From a query's tree to Elasticsearch's query DSL."""

import re
from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

from processors import query as ast
from processors.fields import FIELDS
from processors.query_dates import resolve
from processors.stems import is_stemmed

TITLE_BOOST = 2.0
"""As in `processors.query_tantivy`."""
Dsl = dict[str, Any]


def compile_query(query: ast.Query, now: datetime, languages: Collection[str] | None = None) -> Dsl:
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
            ast.All: lambda _: {"match_all": {}},
            ast.Words: self.words,
            ast.Value: lambda node: self.in_field(
                node.field, lambda path: {"term": {path: {"value": node.value}}}
            ),
            ast.Pattern: self.pattern,
            ast.Fuzzy: self.fuzzy,
            ast.Between: self.between,
            ast.Present: self.present,
            ast.Nested: self.nested,
            ast.And: lambda node: self.every(node.children),
            ast.Or: lambda node: _some([self.node(child) for child in node.children]),
            ast.Not: lambda node: self.every((node,)),
            ast.Boost: lambda node: {"bool": {"must": [self.node(node.child)], "boost": node.force}},
        }

    def node(self, node: ast.Node) -> Dsl:
        return self.compilers[type(node)](node)

    def every(self, children: tuple[ast.Node, ...]) -> Dsl:
        excluded = [self.node(child.child) for child in children if isinstance(child, ast.Not)]
        wanted = [self.node(child) for child in children if not isinstance(child, ast.Not)]
        return {"bool": {"must": wanted, "must_not": excluded}}

    def words(self, node: ast.Words) -> Dsl:
        if is_stemmed(node):
            # The stemmed fields analyse the words in their own way, so they get them as written.
            paths = [f"title^{TITLE_BOOST}", "text", *self.stems]
            return {"multi_match": {"query": node.raw, "type": "phrase", "fields": paths, "slop": node.slop}}
        return self.in_any(
            node.fields, lambda path: {"match_phrase": {path: {"query": node.raw, "slop": node.slop}}}
        )

    def between(self, node: ast.Between) -> Dsl:
        bounds: Dsl = {}
        for name, bound in (("gte", node.low), ("lt", node.high)):
            if isinstance(bound, ast.Moment):
                bounds |= {name: resolve(bound, self.now), "format": "epoch_millis"}
            elif bound is not None:
                bounds[name] = bound
        if not bounds:
            return self.present(ast.Present((node.field,)))
        return self.in_field(node.field, lambda path: {"range": {path: bounds}})

    def pattern(self, node: ast.Pattern) -> Dsl:
        value = "".join(
            part.value if isinstance(part, ast.Wild) else re.sub(r"[\\*?]", r"\\\g<0>", part)
            for part in node.parts
        )
        return self.in_any(node.fields, lambda path: {"wildcard": {path: {"value": value}}})

    def fuzzy(self, node: ast.Fuzzy) -> Dsl:
        # Rewritten so, it takes every word that is near enough; by default it would take the best 50 alone.
        options = {"value": node.token, "fuzziness": node.distance, "rewrite": "constant_score"}
        return self.in_any(node.fields, lambda path: {"fuzzy": {path: options}})

    def present(self, node: ast.Present) -> Dsl:
        return _some([self.inside(name, {"exists": {"field": name}}) for name in node.fields])

    def in_any(self, names: tuple[str, ...], make: Callable[[str], Dsl]) -> Dsl:
        return _some([self.in_field(name, make) for name in names])

    def in_field(self, name: str, make: Callable[[str], Dsl]) -> Dsl:
        return self.inside(name, make(FIELDS[name].searched))

    def inside(self, name: str, query: Dsl) -> Dsl:
        nested = FIELDS[name].nested if self.within is None else None
        return {"nested": {"path": nested, "query": query}} if nested else query

    def nested(self, node: ast.Nested) -> Dsl:
        self.within = node.path
        try:
            return {"nested": {"path": node.path, "query": self.node(node.child)}}
        finally:
            self.within = None


def _some(queries: list[Dsl]) -> Dsl:
    return queries[0] if len(queries) == 1 else {"bool": {"should": queries, "minimum_should_match": 1}}
