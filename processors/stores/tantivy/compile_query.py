"""From a query's tree to tantivy's query objects, and never through tantivy's own parser: that one drops
what it does not know (`att*`, `word~2`) without a word.
"""

import re
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from functools import partial
from itertools import combinations
from typing import Any

from tantivy import FieldType, Occur, Query, Schema

from processors.query import nodes
from processors.query.dates import resolve_date
from processors.query.fields import FIELDS
from processors.query.nodes import is_stemmed
from processors.query.objects import without_nested
from processors.query.query import Query as ParsedQuery
from processors.stores.tantivy.mentions import MENTIONS, PATH, decides, meant_terms
from processors.stores.tantivy.read_documents import has_near, has_near_stems, has_object
from processors.text.folding import Form, is_marked
from processors.text.stems import STEM_RULES, stems_of

PRESENT = "_present"
"""The field that lists the names of the document's fields that have a value."""
STEMS = "_stems"
"""The field of the stems of title and text."""
TITLE_BOOST = 2.0
"""A word in the title says more about an article than one in its text; Elasticsearch gets the same."""


Holds = Callable[[dict[str, Any]], bool]
Verify = Callable[[Holds, Query], Query]
TermsOf = Callable[[str], list[str]]


def stem_term(language: str, stem: str) -> str:
    """Return a stem as it is indexed: it is another word in another language."""
    return f"{language}:{stem}"


def compile_query(
    query: ParsedQuery,
    schema: Schema,
    now: datetime,
    verify: Verify,
    terms_of: TermsOf,
    languages: Collection[str] = tuple(STEM_RULES),
) -> Query:
    """Return tantivy's form of a query, where `now` (aware) is what its dates are relative to.

    `languages` are those of which stems are looked for: all, those of the documents that will be asked, or none.

    tantivy counts the nearness of two different words as Lucene does, but not that of more or of the same
    ones, and it knows no objects inside of a document. For those, `verify` is called with what tells of a document
    whether it is meant, and a query that finds a few too many; it returns the query for those that are. `terms_of`
    gives the terms that a field has in the index.
    """
    return _Compiler(schema, now, verify, terms_of, languages).node(query.root)


class _Compiler:
    def __init__(
        self, schema: Schema, now: datetime, verify: Verify, terms_of: TermsOf, languages: Collection[str]
    ) -> None:
        self.schema = schema
        self.now = now
        self.verify = verify
        self.terms_of = terms_of
        self.languages = [each for each in languages if each in STEM_RULES]
        self.compilers: dict[type, Callable[[Any], Query]] = {
            # Bare, it would be left out beside others, and what it scores with it.
            nodes.All: lambda _: Query.const_score_query(Query.all_query(), 1.0),
            nodes.Words: self.words,
            nodes.Value: lambda node: Query.const_score_query(
                Query.term_query(self.schema, node.field, node.value), 1.0
            ),
            nodes.Pattern: self.pattern,
            nodes.Fuzzy: self.fuzzy,
            nodes.Between: self.between,
            nodes.Exists: self.present,
            nodes.Nested: self.nested,
            nodes.And: lambda node: self.every(node.children),
            nodes.Or: lambda node: Query.boolean_query(
                [(Occur.Should, self.node(child)) for child in node.children]
            ),
            nodes.Not: lambda node: self.every((node,)),
            nodes.Boost: lambda node: Query.boost_query(self.node(node.child), node.factor),
        }

    def node(self, node: nodes.Node) -> Query:
        return self.compilers[type(node)](node)

    def every(self, children: tuple[nodes.Node, ...]) -> Query:
        clauses = [
            (Occur.MustNot, self.node(child.child))
            if isinstance(child, nodes.Not)
            else (Occur.Must, self.node(child))
            for child in children
        ]
        # A query that only excludes finds nothing in tantivy, as in Lucene.
        if all(occur == Occur.MustNot for occur, _ in clauses):
            clauses.append((Occur.Must, Query.all_query()))
        return Query.boolean_query(clauses)

    def words(self, node: nodes.Words) -> Query:
        asked = [
            _weighed(name, self.form(name, form, node.slop))
            for name in node.fields
            for form in nodes.forms_of(node)
        ]
        if is_stemmed(node):
            asked += [self.stems(language, node) for language in self.languages]
        return _some(asked)

    def form(self, name: str, form: Form, slop: int) -> Query:
        near = 0 if is_marked(form) else slop
        return self.phrase(name, form, near, partial(has_near, name, form, near))

    def stems(self, language: str, node: nodes.Words) -> Query:
        stems = stems_of(language, node.tokens)
        terms = [stem_term(language, stem) for stem in stems]
        return self.phrase(STEMS, terms, node.slop, partial(has_near_stems, language, stems, node.slop))

    def phrase(self, name: str, words: Sequence[str], slop: int, holds: Holds) -> Query:
        if len(words) == 1:
            return Query.term_query(self.schema, name, words[0])
        if slop and (len(words) > 2 or len(set(words)) < len(words)):
            return self.verify(holds, self.near(name, words, slop))
        return Query.phrase_query(self.schema, name, list(words), slop)

    def near(self, name: str, words: Sequence[str], slop: int) -> Query:
        """Find what has every two different words of the phrase near enough, each pair by itself."""
        pairs = [
            (Occur.Must, Query.phrase_query(self.schema, name, [one, other], slop))
            for one, other in combinations(enumerate(words), 2)
            if one[1] != other[1]
        ]
        terms = [(Occur.Must, Query.term_query(self.schema, name, word)) for word in words]
        return Query.boolean_query(pairs or terms)

    def pattern(self, node: nodes.Pattern) -> Query:
        first, *rest = node.parts
        if rest == [nodes.Wildcard.MANY] and isinstance(first, str):
            # No edit but what may follow: an automaton that is made in a third of the time.
            return self.any_field(
                node.fields,
                lambda name: Query.fuzzy_term_query(self.schema, name, first, distance=0, prefix=True),
            )
        wild = {nodes.Wildcard.MANY: "(?s:.*)", nodes.Wildcard.ONE: "(?s:.)"}
        regex = "".join(
            wild[part] if isinstance(part, nodes.Wildcard) else _literal(part) for part in node.parts
        )
        return self.any_field(node.fields, lambda name: Query.regex_query(self.schema, name, regex))

    def fuzzy(self, node: nodes.Fuzzy) -> Query:
        return self.any_field(
            node.fields, lambda name: Query.fuzzy_term_query(self.schema, name, node.token, node.distance)
        )

    def between(self, node: nodes.Between) -> Query:
        low, high = (
            resolve_date(bound, self.now) if isinstance(bound, nodes.DateBound) else bound
            for bound in (node.low, node.high)
        )
        if low is None and high is None:
            return self.present(nodes.Exists((node.field,)))
        # Half-open, except that tantivy wants an open end to be "included".
        return Query.range_query(
            self.schema,
            node.field,
            FieldType.Integer,
            low,
            high,
            include_lower=True,
            include_upper=high is None,
        )

    def nested(self, node: nodes.Nested) -> Query:
        if node.path != PATH:
            return self.verify(lambda document: has_object(document, node), self.node(without_nested(node)))
        meant = Query.term_set_query(self.schema, MENTIONS, meant_terms(node, self.terms_of(MENTIONS)))
        if decides(node):
            return Query.const_score_query(meant, 1.0)
        loosely = Query.boolean_query([(Occur.Must, meant), (Occur.Must, self.node(without_nested(node)))])
        return self.verify(lambda document: has_object(document, node), loosely)

    def present(self, node: nodes.Exists) -> Query:
        return Query.term_set_query(self.schema, PRESENT, node.fields)

    def any_field(self, names: tuple[str, ...], make: Callable[[str], Query]) -> Query:
        return _some([_weighed(name, make(name)) for name in names])


def _weighed(name: str, query: Query) -> Query:
    if FIELDS[name].nested:
        return Query.const_score_query(query, 1.0)
    return Query.boost_query(query, TITLE_BOOST) if name == "title" else query


def _some(queries: list[Query]) -> Query:
    if not queries:
        return Query.empty_query()
    return queries[0] if len(queries) == 1 else Query.disjunction_max_query(queries)


def _literal(text: str) -> str:
    """Escape what is syntax in a regular expression of Rust, as far as both languages have it."""
    return re.sub(r"[\\.+*?()|\[\]{}^$#&\-~]", r"\\\g<0>", text)
