"""From the text of a query to its tree: luqum reads the syntax, the rest is checked against the fields here."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import DecimalException
from typing import Any, NoReturn

from luqum import tree
from luqum.exceptions import ParseError
from luqum.thread import parse as parse_lucene

from processors.analysis import lower, terms, tokens
from processors.fields import DEFAULT_FIELDS, FIELDS, Field, inside, nearest
from processors.query import (
    MAX_DEPTH,
    MAX_LEAVES,
    MAX_LENGTH,
    MAX_SLOP,
    All,
    And,
    Between,
    Boost,
    Fuzzy,
    Moment,
    Node,
    Not,
    Or,
    Pattern,
    Present,
    QueryError,
    Value,
    Wild,
    Words,
)
from processors.query_dates import resolve

_DEFAULT = tuple(FIELDS[name] for name in DEFAULT_FIELDS)
_QUOTES = str.maketrans("“”„‟«»", '""""""')
_INTEGER = re.compile(r"-?\d{1,9}", re.ASCII)
_FOREIGN = {"&&": "AND", "||": "OR"}
_MEND_DATE = "write it as 2026-11-01, 2026-11-01T10:30, now-7d or now/d"

Fields = tuple[Field, ...]


def read(text: str) -> Node:
    """Return the tree of a query. Raises QueryError."""
    if len(text) > MAX_LENGTH:
        raise QueryError(f"the query has {len(text):,} characters", f"at most {MAX_LENGTH:,} are allowed")
    if not text.strip():
        return All()
    syntax = _syntax(text if '"' in text else text.translate(_QUOTES))
    _check_size(syntax)
    return _Reader(text).node(syntax, _DEFAULT)


def read_value(name: str, value: str) -> Node:
    """Return the tree for one field with this value, nothing in which is syntax. Raises QueryError."""
    reader = _Reader("")
    return reader.literal(value, (reader.field(name, None),), None)


def read_range(name: str, since: str | None, until: str | None) -> Node:
    """Return the tree for a number or date field from `since` to `until`, both included. Raises QueryError."""
    reader = _Reader("")
    field = reader.field(name, None)
    return Between(
        name,
        None if since is None else reader.bound(field, since, None, end=False),
        None if until is None else reader.bound(field, until, None, end=True),
    )


def _syntax(text: str) -> Any:
    try:
        return parse_lucene(text)
    except ParseError as error:
        at = re.search(r"position (\d+)", str(error))
        position = int(at[1]) if at else None
        if position is not None and text[position] == '"':
            raise QueryError(
                "a quotation mark is not closed", 'close it, or write \\" for the mark itself', position
            ) from None
        raise QueryError("the query cannot be read", _mend(text), position) from None
    except (DecimalException, ValueError):
        raise QueryError(
            "a number after ~ or ^ cannot be read", 'write word~1, "two words"~3 or word^2.5'
        ) from None


def _mend(text: str) -> str:
    if text.count("(") != text.count(")"):
        return "every ( needs its )"
    return 'put what has special characters between quotation marks: "..."'


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
    """Turns luqum's items into nodes; `fields` is where the words of an item are looked for."""

    def __init__(self, text: str) -> None:
        self.text = text
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
            tree.Prohibit: self.negation,
            tree.Not: self.negation,
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
        parts = _parts(item.value)
        if parts == (Wild.MANY,):
            return All() if fields is _DEFAULT else self.present(fields[0].name)
        if any(isinstance(part, Wild) for part in parts):
            return self.pattern(parts, fields, item)
        if fields[0].kind == "text":
            _refuse_lookalikes(item)
        return self.literal(item.unescaped_value, fields, item.pos)

    def phrase(self, item: Any, fields: Fields) -> Node:
        return self.literal(item.unescaped_value[1:-1], fields, item.pos)

    def literal(self, value: str, fields: Fields, position: int | None) -> Node:
        field = fields[0]
        if field.kind == "text":
            return Words(_names(fields), self.tokens(value, position), value)
        if field.kind == "keyword":
            return Value(field.name, value)
        low = self.bound(field, value, position, end=False)
        return Between(field.name, low, self.bound(field, value, position, end=True))

    def tokens(self, value: str, position: int | None) -> tuple[str, ...]:
        found = terms(value)
        if not found:
            raise QueryError(
                f"{value!r} holds no word",
                "leave it out, or put it between quotation marks with words",
                position,
            )
        return found

    def pattern(self, parts: tuple[str | Wild, ...], fields: Fields, item: Any) -> Node:
        if fields[0].kind in ("number", "date"):
            raise QueryError(
                f"{fields[0].name} takes no wildcards", "use a range: [2026-11-01 TO now]", item.pos
            )
        if fields[0].kind == "keyword":
            return Pattern(_names(fields), parts)
        if not _is_one_word(parts):
            raise QueryError(
                f"{item.value} is cut into several words, and a wildcard holds within one",
                "write the words by themselves, the wildcard in one of them",
                item.pos,
            )
        folded = tuple(part if isinstance(part, Wild) else lower(part) for part in parts)
        return Pattern(_names(fields), folded)

    def proximity(self, item: Any, fields: Fields) -> Node:
        if fields[0].kind != "text":
            raise QueryError(
                f"{fields[0].name} is no text, so its words have no distance", "leave ~ out", item.pos
            )
        slop = 0 if item.degree is None else item.degree
        if slop > MAX_SLOP:
            raise QueryError(f"~{slop} is too wide", f"at most ~{MAX_SLOP} is allowed", item.pos)
        value = item.term.unescaped_value[1:-1]
        return Words(_names(fields), self.tokens(value, item.pos), value, slop)

    def fuzzy(self, item: Any, fields: Fields) -> Node:
        field, value = fields[0], item.term.unescaped_value
        if field.kind in ("number", "date"):
            raise QueryError(f"{field.name} takes no ~", "use a range", item.pos)
        if any(isinstance(part, Wild) for part in _parts(item.term.value)):
            raise QueryError("a term has a wildcard or ~, not both", "leave one of them out", item.pos)
        found = self.tokens(value, item.pos) if field.kind == "text" else (value,)
        if len(found) > 1:
            raise QueryError(
                f"{value} is cut into several words, and ~ holds for one",
                "write them by themselves",
                item.pos,
            )
        return Fuzzy(_names(fields), found[0], _distance(item, found[0]))

    def range(self, item: Any, fields: Fields) -> Node:
        low, high = _bound_text(item.low), _bound_text(item.high)
        field = self.ordered(fields, item)
        return Between(
            field.name,
            None if low == "*" else self.bound(field, low, item.low.pos, end=not item.include_low),
            None if high == "*" else self.bound(field, high, item.high.pos, end=item.include_high),
        )

    def one_sided(self, item: Any, fields: Fields) -> Node:
        field, value = self.ordered(fields, item), _bound_text(item.a)
        if isinstance(item, tree.From):
            return Between(field.name, self.bound(field, value, item.pos, end=not item.include), None)
        return Between(field.name, None, self.bound(field, value, item.pos, end=item.include))

    def ordered(self, fields: Fields, item: Any) -> Field:
        if fields is _DEFAULT:
            raise QueryError("a range needs a field", "write published_at:[now-7d TO now]", item.pos)
        if fields[0].kind in ("text", "keyword"):
            raise QueryError(f"{fields[0].name} has no ranges", "only dates and numbers have", item.pos)
        return fields[0]

    def bound(self, field: Field, value: str, position: int | None, *, end: bool) -> int | Moment:
        """Return where the value starts, or with `end` what comes right after it."""
        if field.kind == "number":
            if not _INTEGER.fullmatch(value):
                raise QueryError(
                    f"{value!r} is no whole number", "write digits alone, nine at most", position
                )
            return int(value) + end
        moment = Moment(value, end)
        try:
            resolve(moment, datetime.now(UTC))
        except (ValueError, OverflowError):
            raise QueryError(f"{value!r} is no date", _MEND_DATE, position) from None
        return moment

    def search_field(self, item: Any, fields: Fields) -> Node:
        name = re.sub(r"\\(.)", r"\1", item.name)
        if fields is not _DEFAULT:
            raise QueryError(
                f"{name}: stands inside another field", "name one field, then its values", item.pos
            )
        if name == "*" and str(item.expr) == "*":
            return All()
        if name == "_exists_":
            return self.present(str(item.expr), item.pos)
        if str(item.expr) == "*":
            return self.present(name, item.pos)
        if isinstance(item.expr, tree.Prohibit) and FIELDS.get(name, _DEFAULT[0]).kind == "number":
            return self.literal("-" + item.expr.a.value, (self.field(name, item.pos),), item.pos)
        return self.node(item.expr, (self.field(name, item.pos),))

    def field(self, name: str, position: int | None) -> Field:
        if field := FIELDS.get(name):
            return field
        if parts := inside(name):
            names = ", ".join(part.name for part in parts)
            raise QueryError(f"{name} is an object", f"write one of {names}", position)
        return self.unknown(name, position)

    def unknown(self, name: str, position: int | None) -> NoReturn:
        near = nearest(name)
        mend = f"did you mean {near}?" if near else "the fields are " + ", ".join(FIELDS)
        raise QueryError(f"there is no field {name}", mend + ' (a colon of the text itself: "...")', position)

    def present(self, name: str, position: int | None = None) -> Node:
        fields = inside(name) or self.unknown(name, position)
        return Present(tuple(field.name for field in fields))

    def conjunction(self, item: Any, fields: Fields) -> Node:
        return And(tuple(self.node(child, fields) for child in item.children))

    def disjunction(self, item: Any, fields: Fields) -> Node:
        for child in item.children:
            if isinstance(child, tree.Plus):
                raise QueryError(
                    "+ says that a term must match, and OR that it need not",
                    "leave one of them out",
                    child.pos,
                )
        return Or(tuple(self.node(child, fields) for child in item.children))

    def plus(self, item: Any, fields: Fields) -> Node:
        self.refuse_space(item)
        return self.node(item.a, fields)

    def negation(self, item: Any, fields: Fields) -> Node:
        if isinstance(item, tree.Prohibit):
            self.refuse_space(item)
        return Not(self.node(item.a, fields))

    def refuse_space(self, item: Any) -> None:
        sign, after = self.text[item.pos], self.text[item.pos + 1]
        if after.isspace():
            raise QueryError(
                f"a space follows {sign}", f'write {sign}word, or put the text between "..."', item.pos
            )

    def boost(self, item: Any, fields: Fields) -> Node:
        if item.implicit_force or not 0 < item.force <= 1000:
            raise QueryError("^ needs a weight", "write a number above 0, at most 1000: word^2.5", item.pos)
        return Boost(self.node(item.expr, fields), float(item.force))


def _names(fields: Fields) -> tuple[str, ...]:
    return tuple(field.name for field in fields)


def _parts(value: str) -> tuple[str | Wild, ...]:
    return tuple(_each_part(value))


def _each_part(value: str) -> Iterator[str | Wild]:
    literal = ""
    for match in re.finditer(r"\\(.)|([*?])|([^\\*?]+)", value, re.DOTALL):
        if not match[2]:
            literal += match[1] or match[3]
            continue
        if literal:
            yield literal
            literal = ""
        yield Wild(match[2])
    if literal:
        yield literal


def _is_one_word(parts: tuple[str | Wild, ...]) -> bool:
    """Tell whether a word could match: whether the parts, with something for the wildcards, are one token."""
    around = "".join(part for part in parts if isinstance(part, str))
    fillers = ("x", "0", around[:1], around[-1:]) if around else ("x",)
    return any(
        [(0, len(tried))] == [(token.start, token.end) for token in tokens(tried)]
        for filler in fillers
        for tried in ["".join(filler if isinstance(part, Wild) else part for part in parts)]
    )


def _refuse_lookalikes(item: Any) -> None:
    value = item.value
    if operator := _FOREIGN.get(value, "NOT" if value.startswith("!") else None):
        raise QueryError(f"{value} is no operator here", f"write {operator}", item.pos)
    if value in ("or", "not"):
        mend = f'write {value.upper()}, or "{value}" for the word itself'
        raise QueryError(f"{value} in small letters is no operator", mend, item.pos)


def _bound_text(item: Any) -> str:
    if isinstance(item, tree.Prohibit):
        return "-" + _bound_text(item.a)
    value: str = item.unescaped_value
    return value[1:-1] if isinstance(item, tree.Phrase) else value


def _distance(item: Any, token: str) -> int:
    automatic = 1 if len(token) < 6 else 2
    distance = automatic if item._implicit_degree else item.degree
    if distance not in (1, 2):
        raise QueryError(f"~{distance} is no distance", "write ~1 or ~2", item.pos)
    if len(token) <= 2 * distance:
        raise QueryError(
            f"{token} is too short for ~{distance}: nearly every short word would match",
            f"~{distance} needs at least {2 * distance + 1} letters",
            item.pos,
        )
    return int(distance)
