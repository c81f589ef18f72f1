"""From the text of a query to its tree: what the syntax joins; `processors.query.terms` has the terms."""

import re
from collections.abc import Callable
from typing import Any

from processors.query import terms as terms
from processors.query.fields import DEFAULT_FIELDS, FIELDS, GROUP_FIELDS, NESTED, STATEMENTS
from processors.query.nodes import (
    MAX_LEAVES,
    All,
    And,
    Boost,
    Branches,
    Exists,
    Nested,
    Node,
    Not,
    Or,
    QueryError,
    Value,
    Wildcard,
)
from processors.query.syntax import check_text, read_syntax, tree
from processors.query.terms import Fields

_DEFAULT = tuple(FIELDS[name] for name in DEFAULT_FIELDS)
_NO_FIELD: Fields = ()
"""Inside `mentions:(...)`, where a term has to name its field."""
_IS: dict[str, Node] = {"copy": Exists(("copy_of",)), "story": Not(Exists(("copy_of",)))}
_TERMS = (tree.Word, tree.Phrase, tree.Proximity, tree.Fuzzy, tree.Range, tree.From, tree.To)
_FOREIGN = {"&&": "AND", "||": "OR", "&": "AND", "|": "OR"}
_WITH_BRANCHES = re.compile(r"([^\\*?+]+)\+")


def parse_node(text: str, branches: Branches | None = None) -> Node:
    """Return the tree of a query, the branches of groups put in for `id+`. Raises QueryError."""
    return _Reader(text, branches).node(read_syntax(text), _DEFAULT) if text.strip() else All()


def value_node(name: str, value: str) -> Node:
    """Return the tree for one field with this value, nothing in which is syntax. Raises QueryError."""
    check_text(value)
    return terms.literal(value, (terms.field_named(name, None),), None)


def range_node(name: str, since: str | None, until: str | None) -> Node:
    """Return the tree for a field of dates from `since` to `until`, both included. Raises QueryError."""
    return terms.between(terms.field_named(name, None), since, until, None, closed=(True, True))


class _Reader:
    """Turns luqum's items into nodes; `fields` is where the terms of an item are looked for."""

    def __init__(self, text: str, branches: Branches | None) -> None:
        self.text = text
        self.branches = branches
        self.added = 0
        self.inside: str | None = None
        self.readers: dict[type, Callable[[Any, Fields], Node]] = {
            tree.Word: self.word,
            tree.Phrase: self.phrase,
            tree.Proximity: self.proximity,
            tree.Fuzzy: self.fuzzy,
            tree.Range: self.range,
            tree.From: self.one_sided,
            tree.To: self.one_sided,
            tree.SearchField: self.search_field,
            tree.Group: lambda item, fields: self.node(item.expr, fields),
            tree.FieldGroup: lambda item, fields: self.node(item.expr, fields),
            tree.AndOperation: self.conjunction,
            tree.UnknownOperation: self.conjunction,
            tree.OrOperation: self.disjunction,
            tree.Plus: self.plus,
            tree.Prohibit: self.prohibit,
            tree.Not: self.negation,
            tree.Boost: self.boost,
        }

    def node(self, item: Any, fields: Fields) -> Node:
        reader = self.readers.get(type(item))
        if reader is None:
            raise QueryError(
                "regular expressions are not part of the language", "use * and ?, or word~1", item.pos
            )
        if fields == _NO_FIELD and isinstance(item, _TERMS):
            mend = "write it as one of " + ", ".join(f"{name}:..." for name in self.names())
            raise QueryError(f"inside {self.inside}:(...) {item} names no field", mend, item.pos)
        return reader(item, fields)

    def word(self, item: Any, fields: Fields) -> Node:
        parts = terms.split_wildcards(item.value)
        if parts == (Wildcard.MANY,):
            return All() if fields is _DEFAULT else terms.exists(fields[0].name, item.pos)
        if fields[0].name in GROUP_FIELDS and (family := _WITH_BRANCHES.fullmatch(item.value)):
            return self.family(family[1], fields[0].name, item.pos)
        if any(isinstance(part, Wildcard) for part in parts):
            return terms.pattern(item.value, fields, item.pos)
        if fields[0].kind == "text":
            _refuse_lookalikes(item)
        return terms.literal(_value(item), fields, item.pos)

    def family(self, group: str, field: str, position: int) -> Node:
        """Return the node for a group with its branches."""
        if self.branches is None:
            raise QueryError(f"{group}+ asks for branches, and there is no catalogue", "name them", position)
        try:
            found = sorted({group, *self.branches(group)})
        except KeyError as error:
            alike = error.args[1:]
            mend = f"did you mean {alike[0]!r}?" if alike else "`wirewatch groups list` has the ids"
            raise QueryError(f"the catalogue has no group {group!r}", mend, position) from None
        self.added += len(found)
        if self.added > MAX_LEAVES:
            mend = f"at most {MAX_LEAVES} are allowed in a query"
            raise QueryError(f"{group}+ and what is before it stand for {self.added} groups", mend, position)
        return Or(tuple(Value(field, each) for each in found)) if len(found) > 1 else Value(field, group)

    def phrase(self, item: Any, fields: Fields) -> Node:
        if fields[0].kind == "text":
            _refuse_wildcards(item)
        return terms.literal(_value(item), fields, item.pos)

    def proximity(self, item: Any, fields: Fields) -> Node:
        _refuse_wildcards(item.term)
        return terms.near(_value(item.term), item.degree, fields, item.pos)

    def fuzzy(self, item: Any, fields: Fields) -> Node:
        written = re.fullmatch(
            r"~(\d{0,3})", self.text[item.pos + len(item.term.value) : item.pos + item.size]
        )
        if written is None or written[1] == "0":
            raise QueryError("~ takes whole edits", "write ~1 or ~2", item.pos)
        return terms.fuzzy(item.term.value, int(written[1]) if written[1] else None, fields, item.pos)

    def range(self, item: Any, fields: Fields) -> Node:
        low, high = _bound(item.low), _bound(item.high)
        closed = (item.include_low, item.include_high)
        return terms.between(self.named(fields, item), low, high, item.pos, closed=closed)

    def one_sided(self, item: Any, fields: Fields) -> Node:
        field, value, closed = self.named(fields, item), _value(item.a), (item.include, item.include)
        if isinstance(item, tree.From):
            return terms.between(field, value, None, item.pos, closed=closed)
        return terms.between(field, None, value, item.pos, closed=closed)

    def named(self, fields: Fields, item: Any) -> Any:
        if fields is _DEFAULT:
            raise QueryError("a range needs a field", "write published_at:[now-7d TO now]", item.pos)
        return fields[0]

    def search_field(self, item: Any, fields: Fields) -> Node:
        name = re.sub(r"\\(.)", r"\1", item.name)
        if fields not in (_DEFAULT, _NO_FIELD):
            raise QueryError(
                f"{name}: stands inside another field", "name one field, then its values", item.pos
            )
        if self.inside:
            name = self.of_object(name, item)
        if name in STATEMENTS and not self.inside:
            return self.statement(name, item)
        if str(item.expr) == "*":
            return All() if name == "*" else terms.exists(name, item.pos)
        if name == "_exists_":
            return terms.exists(str(item.expr), item.expr.pos)
        if name == "is":
            return self.kind(item)
        if name in NESTED and isinstance(item.expr, tree.FieldGroup):
            return self.nested(name, item.expr)
        field = terms.field_named(name, item.pos)
        if isinstance(item.expr, tree.Prohibit) and field.kind == "number":
            return terms.literal("-" + item.expr.a.value, (field,), item.pos)
        return self.node(item.expr, (field,))

    def kind(self, item: Any) -> Node:
        """Return the node for `is:copy` or `is:story`."""
        if node := _IS.get(str(item.expr)):
            return node
        raise QueryError(f"is:{item.expr} is nothing", "write is:copy or is:story", item.pos)

    def statement(self, name: str, item: Any) -> Node:
        """Return the node for a short form: `claims:isis-k` is one such statement that is not negated.

        `claims:*` is any claim that is not negated.
        """
        act, field = STATEMENTS[name]
        of_act, done = Value("statements.act", act), Value("statements.negated", "false")
        if str(item.expr) == "*":
            return Nested("statements", And((of_act, done)))
        group = self.node(item.expr, (terms.field_named(field, item.pos),))
        return Nested("statements", And((of_act, done, group)))

    def nested(self, path: str, group: Any) -> Node:
        """Return the node for one object of which all in the brackets is true."""
        self.inside = path
        try:
            return Nested(path, self.node(group, _NO_FIELD))
        finally:
            self.inside = None

    def of_object(self, name: str, item: Any) -> str:
        """Return the whole name of a field of the object whose brackets we are in."""
        whole = name if name.startswith(f"{self.inside}.") else f"{self.inside}.{name}"
        if whole not in FIELDS:
            mend = "it has " + ", ".join(self.names())
            raise QueryError(f"{self.inside} has no field {name}", mend, item.pos)
        return whole

    def names(self) -> list[str]:
        """Return the names of the fields of the object whose brackets we are in."""
        return [name.partition(".")[2] for name, field in FIELDS.items() if field.nested == self.inside]

    def conjunction(self, item: Any, fields: Fields) -> Node:
        for child in item.children[1:-1]:
            _refuse_lookalikes(child, between=True)
        return And(tuple(self.node(child, fields) for child in item.children))

    def disjunction(self, item: Any, fields: Fields) -> Node:
        for child in item.children:
            if isinstance(child, tree.Plus):
                message = "+ says that a term must match, and OR that it need not"
                raise QueryError(message, "leave one of them out", child.pos)
        return Or(tuple(self.node(child, fields) for child in item.children))

    def plus(self, item: Any, fields: Fields) -> Node:
        self.refuse_space(item)
        return self.node(item.a, fields)

    def prohibit(self, item: Any, fields: Fields) -> Node:
        self.refuse_space(item)
        return self.negation(item, fields)

    def negation(self, item: Any, fields: Fields) -> Node:
        child = self.node(item.a, fields)
        return child.child if isinstance(child, Not) else Not(child)

    def refuse_space(self, item: Any) -> None:
        sign, after = self.text[item.pos], self.text[item.pos + 1]
        if after.isspace():
            raise QueryError(
                f"a space follows {sign}", f'write {sign}word, or quote the text: "..."', item.pos
            )

    def boost(self, item: Any, fields: Fields) -> Node:
        if item.implicit_force or not 0 < item.force <= 1000:
            raise QueryError("^ needs a weight", "write a number above 0, at most 1000: word^2.5", item.pos)
        if isinstance(item.expr, tree.Boost):
            raise QueryError("^ stands twice", "write one weight", item.pos)
        return Boost(self.node(item.expr, fields), float(item.force))


def _value(item: Any) -> str:
    """Return a word or the inside of a phrase, unescaped."""
    value: str = item.unescaped_value
    return value[1:-1] if isinstance(item, tree.Phrase) else value


def _bound(item: Any) -> str | None:
    if isinstance(item, tree.Prohibit):
        return "-" + _value(item.a)
    return None if isinstance(item, tree.Word) and item.value == "*" else _value(item)


def _refuse_wildcards(phrase: Any) -> None:
    """Refuse `"islamic stat*"`, which would find neither state nor states; a question mark may end a word."""
    if re.search(r"(?<!\\)(\w\*|\*\w|\w\?\w)", phrase.value):
        mend = "write the words by themselves, joined by AND, or the wildcard as \\*"
        raise QueryError(f"{phrase.value} has a wildcard between quotation marks", mend, phrase.pos)


_NEARNESS = re.compile(r"(NEAR|ADJ|WITHIN)([/~:]?\d+)?|[WwNn]/\d+")
"""Operators of other systems for words that are near each other."""


def _refuse_lookalikes(item: Any, *, between: bool = False) -> None:
    """Refuse a word that its writer meant to be an operator: else it would be looked for, and little be found.

    Between two terms any letter case is meant so, of whatever field; elsewhere `and` may be a word, and `or` a value:
    it is the code of the language Odia.
    """
    if not isinstance(item, tree.Word):
        return
    value = item.value
    if operator := _FOREIGN.get(value, "NOT" if value.startswith("!") else None):
        raise QueryError(f"{value} is no operator here", f"write {operator}", item.pos)
    if _NEARNESS.fullmatch(value):
        mend = f'write "two words"~5 for words near each other, or "{value}" for the word itself'
        raise QueryError(f"{value} is no operator", mend, item.pos)
    if value in ("or", "not") or (between and value.upper() in ("AND", "OR", "NOT")):
        mend = f'write {value.upper()}, or "{value}" for the word itself'
        case = " in small letters" if value.islower() else ""
        raise QueryError(f"{value}{case} is no operator", mend, item.pos)
