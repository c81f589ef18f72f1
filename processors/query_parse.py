"""From the text of a query to its tree: luqum reads the syntax, `processors.query_terms` the terms."""

import re
from collections.abc import Callable
from decimal import DecimalException
from typing import Any

from luqum import tree
from luqum.exceptions import ParseError
from luqum.thread import parse as parse_lucene

from processors import query_terms as terms
from processors.fields import DEFAULT_FIELDS, FIELDS
from processors.query import (
    MAX_DEPTH,
    MAX_LEAVES,
    MAX_LENGTH,
    All,
    And,
    Boost,
    Node,
    Not,
    Or,
    QueryError,
    Wild,
)
from processors.query_terms import Fields

_DEFAULT = tuple(FIELDS[name] for name in DEFAULT_FIELDS)
_QUOTES = str.maketrans("“”„‟«»", '""""""')
_FOREIGN = {"&&": "AND", "||": "OR"}


def read(text: str) -> Node:
    """Return the tree of a query. Raises QueryError."""
    if len(text) > MAX_LENGTH:
        raise QueryError(f"the query has {len(text):,} characters", f"at most {MAX_LENGTH:,} are allowed")
    if surrogate := re.search("[\ud800-\udfff]", text):
        mend = "write it in UTF-8"
        raise QueryError("the query holds half a character", mend, surrogate.start())
    if not text.strip():
        return All()
    syntax = _syntax(text if '"' in text else text.translate(_QUOTES))
    _check_size(syntax)
    return _Reader(text).node(syntax, _DEFAULT)


def read_value(name: str, value: str) -> Node:
    """Return the tree for one field with this value, nothing in which is syntax. Raises QueryError."""
    return terms.literal(value, (terms.field_named(name, None),), None)


def read_range(name: str, since: str | None, until: str | None) -> Node:
    """Return the tree for a field of dates from `since` to `until`, both included. Raises QueryError."""
    return terms.between(terms.field_named(name, None), since, until, None, closed=(True, True))


def _syntax(text: str) -> Any:
    try:
        return parse_lucene(text)
    except ParseError as error:
        at = re.search(r"position (\d+)", str(error))
        position = int(at[1]) if at else None
        if position is not None and text[position] == '"':
            mend = 'close it, or write \\" for the mark itself'
            raise QueryError("a quotation mark is not closed", mend, position) from None
        mend = 'put what has special characters between quotation marks: "..."'
        if text.count("(") != text.count(")"):
            mend = "every ( needs its )"
        raise QueryError("the query cannot be read", mend, position) from None
    except (DecimalException, ValueError):
        mend = 'write word~1, "two words"~3 or word^2.5'
        raise QueryError("a number after ~ or ^ cannot be read", mend) from None


def _check_size(syntax: Any) -> None:
    leaves, stack = 0, [(syntax, 1)]
    while stack:
        item, depth = stack.pop()
        if depth > MAX_DEPTH:
            raise QueryError(
                "the query is nested too deep", f"at most {MAX_DEPTH} levels are allowed", item.pos
            )
        leaves += isinstance(item, tree.Term)
        stack.extend((child, depth + 1) for child in item.children)
    if leaves > MAX_LEAVES:
        raise QueryError(
            f"the query has {leaves} terms", f"at most {MAX_LEAVES} are allowed: make a group of them"
        )


class _Reader:
    """Turns luqum's items into nodes; `fields` is where the terms of an item are looked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.readers: dict[type, Callable[[Any, Fields], Node]] = {
            tree.Word: self.word,
            tree.Phrase: lambda item, fields: terms.literal(_value(item), fields, item.pos),
            tree.Proximity: lambda item, fields: terms.near(_value(item.term), item.degree, fields, item.pos),
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
            tree.Not: lambda item, fields: Not(self.node(item.a, fields)),
            tree.Boost: self.boost,
        }

    def node(self, item: Any, fields: Fields) -> Node:
        reader = self.readers.get(type(item))
        if reader is None:
            raise QueryError(
                "regular expressions are not part of the language", "use * and ?, or word~1", item.pos
            )
        return reader(item, fields)

    def word(self, item: Any, fields: Fields) -> Node:
        parts = terms.split(item.value)
        if parts == (Wild.MANY,):
            return All() if fields is _DEFAULT else terms.present(fields[0].name, item.pos)
        if any(isinstance(part, Wild) for part in parts):
            return terms.pattern(item.value, fields, item.pos)
        if fields[0].kind == "text":
            _refuse_lookalikes(item)
        return terms.literal(_value(item), fields, item.pos)

    def fuzzy(self, item: Any, fields: Fields) -> Node:
        written = re.fullmatch(r"~(\d{0,3})", self.text[item.pos + len(item.term.value) : item.pos + item.size])
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
        if fields is not _DEFAULT:
            raise QueryError(
                f"{name}: stands inside another field", "name one field, then its values", item.pos
            )
        if str(item.expr) == "*":
            return All() if name == "*" else terms.present(name, item.pos)
        if name == "_exists_":
            return terms.present(str(item.expr), item.expr.pos)
        field = terms.field_named(name, item.pos)
        if isinstance(item.expr, tree.Prohibit) and field.kind == "number":
            return terms.literal("-" + item.expr.a.value, (field,), item.pos)
        return self.node(item.expr, (field,))

    def conjunction(self, item: Any, fields: Fields) -> Node:
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
        return Not(self.node(item.a, fields))

    def refuse_space(self, item: Any) -> None:
        sign, after = self.text[item.pos], self.text[item.pos + 1]
        if after.isspace():
            raise QueryError(
                f"a space follows {sign}", f'write {sign}word, or quote the text: "..."', item.pos
            )

    def boost(self, item: Any, fields: Fields) -> Node:
        if item.implicit_force or not 0 < item.force <= 1000:
            raise QueryError("^ needs a weight", "write a number above 0, at most 1000: word^2.5", item.pos)
        return Boost(self.node(item.expr, fields), float(item.force))


def _value(item: Any) -> str:
    """Return a word or the inside of a phrase, unescaped."""
    value: str = item.unescaped_value
    return value[1:-1] if isinstance(item, tree.Phrase) else value


def _bound(item: Any) -> str | None:
    if isinstance(item, tree.Prohibit):
        return "-" + _value(item.a)
    return None if isinstance(item, tree.Word) and item.value == "*" else _value(item)


def _refuse_lookalikes(item: Any) -> None:
    value = item.value
    if operator := _FOREIGN.get(value, "NOT" if value.startswith("!") else None):
        raise QueryError(f"{value} is no operator here", f"write {operator}", item.pos)
    if value in ("or", "not"):
        mend = f'write {value.upper()}, or "{value}" for the word itself'
        raise QueryError(f"{value} in small letters is no operator", mend, item.pos)
