"""What a single term of a query means, by the kind of the field that it is asked of.

`fields` is where a term is looked for: the default fields, or the one that the query names. Positions are code
points of the query's text, or None where there is none. Every function raises QueryError.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NoReturn

from processors.query import codes
from processors.query.dates import resolve_date
from processors.query.fields import (
    FIELDS,
    STATEMENTS,
    Field,
    fields_named,
    most_similar_name,
    most_similar_short_form,
    name_from_elsewhere,
)
from processors.query.nodes import (
    MAX_SLOP,
    MAX_WILDCARDS,
    Between,
    DateBound,
    Exists,
    Fuzzy,
    Node,
    Pattern,
    QueryError,
    Value,
    Wildcard,
    Words,
)
from processors.text.folding import fold_letters, query_forms
from processors.text.tokens import lower, terms, tokens

_INTEGER = re.compile(r"-?\d{1,9}", re.ASCII)
_PART = re.compile(r"\\(?P<escaped>.)|(?P<wild>[*?])|(?P<plain>[^\\*?]+)", re.DOTALL)

Fields = tuple[Field, ...]
Parts = tuple[str | Wildcard, ...]


def literal(value: str, fields: Fields, position: int | None) -> Node:
    """Return the node for a value of which every character stands for itself."""
    field = fields[0]
    if field.kind == "text":
        return Words(_names(fields), _words(value, fields[0], position), value)
    if field.kind == "keyword":
        codes.check(field.name, value, position)
        return Value(field.name, value)
    low = bound(field, value, position, end=False)
    return Between(field.name, low, bound(field, value, position, end=True))


def pattern(written: str, fields: Fields, position: int | None) -> Node:
    """Return the node for a term with wildcards, as written."""
    field, parts = fields[0], split_wildcards(written)
    if field.kind in ("number", "date"):
        raise QueryError(f"{field.name} takes no wildcards", "use a range: [2026-11-01 TO now]", position)
    if sum(isinstance(part, Wildcard) for part in parts) > MAX_WILDCARDS:
        raise QueryError(
            f"{written} has too many wildcards", f"at most {MAX_WILDCARDS} are allowed", position
        )
    if not any(isinstance(part, str) for part in parts):
        raise QueryError(f"{written} stands alone", f"write letters beside it, or {field.name}:*", position)
    if field.kind == "keyword":
        node = Pattern(_names(fields), parts)
        codes.check_pattern(written, node, position)
        return node
    if not _is_one_word(parts):
        raise QueryError(
            f"{written} is cut into several words, and a wildcard holds within one",
            "write the words by themselves, the wildcard in one of them",
            position,
        )
    folded = (part if isinstance(part, Wildcard) else _letters(field, part) for part in parts)
    return Pattern(_names(fields), tuple(folded))


def near(value: str, slop: int, fields: Fields, position: int | None) -> Node:
    """Return the node for the words of a phrase at most `slop` moves away from it."""
    if fields[0].kind != "text":
        mend = f'write "{value}" without ~'
        raise QueryError(f"{fields[0].name} is no text, so its words have no distance", mend, position)
    if slop > MAX_SLOP:
        raise QueryError(f"~{slop} is too wide", f"at most ~{MAX_SLOP} is allowed", position)
    found = _words(value, fields[0], position)
    if slop and len(found) > MAX_SLOP:
        raise QueryError(
            f"a phrase of {len(found)} words takes no ~", f"at most {MAX_SLOP} words do", position
        )
    return Words(_names(fields), found, value, slop)


def fuzzy(written: str, degree: int | None, fields: Fields, position: int | None) -> Node:
    """Return the node for a word, as written, up to `degree` edits away; None takes it from the word's length."""
    field, parts = fields[0], split_wildcards(written)
    if field.kind in ("number", "date"):
        raise QueryError(f"{field.name} takes no ~", "use a range: [2026-11-01 TO now]", position)
    if any(isinstance(part, Wildcard) for part in parts):
        raise QueryError(f"{written} has a wildcard and ~", "leave one of them out", position)
    value = "".join(str(part) for part in parts)
    found = _words(value, field, position) if field.kind == "text" else (value,)
    if len(found) > 1:
        mend = "write them by themselves, or as a phrase with a distance"
        raise QueryError(f"{written} is cut into several words, and ~ holds for one", mend, position)
    word = _letters(field, found[0])
    node = Fuzzy(_names(fields), word, _distance(word, degree, position))
    codes.check_pattern(written, node, position)
    return node


def between(
    field: Field, low: str | None, high: str | None, position: int | None, *, closed: tuple[bool, bool]
) -> Node:
    """Return the node from `low` to `high`, where `closed` says which of the two are included and None is open."""
    if field.kind in ("text", "keyword"):
        raise QueryError(f"{field.name} has no ranges", "only dates and numbers have", position)
    first = None if low is None else bound(field, low, position, end=not closed[0])
    after = None if high is None else bound(field, high, position, end=closed[1])
    if _is_empty(first, after):
        ends = "" if all(closed) else ", and [ and ] where the ends themselves belong to it"
        mend = f"write the smaller end first{ends}"
        raise QueryError(f"a range from {low} to {high} holds nothing", mend, position)
    return Between(field.name, first, after)


def _is_empty(first: int | DateBound | None, after: int | DateBound | None) -> bool:
    """Tell whether nothing can ever lie between: what depends on the hour may hold something at another one."""
    if isinstance(first, DateBound) and isinstance(after, DateBound):
        texts = (first.text, after.text)
        if len({text.startswith("now") for text in texts}) > 1 or any("/" in text for text in texts):
            return False
        present = datetime.now(UTC)
        return resolve_date(first, present) >= resolve_date(after, present)
    return isinstance(first, int) and isinstance(after, int) and first >= after


def bound(field: Field, value: str, position: int | None, *, end: bool) -> int | DateBound:
    """Return where a number or date starts, or with `end` what comes right after it."""
    if field.kind == "number":
        if not _INTEGER.fullmatch(value):
            raise QueryError(f"{value!r} is no whole number", "write digits alone, nine at most", position)
        return int(value) + end
    moment = DateBound(value, end)
    try:
        resolve_date(moment, datetime.now(UTC))
    except (ValueError, OverflowError):
        mend = "write it as 2026-11-01, 2026-11-01T10:30, now-7d or now/d"
        raise QueryError(f"{value!r} is no date", mend, position) from None
    return moment


def field_named(name: str, position: int | None) -> Field:
    """Return the field of that name."""
    if field := FIELDS.get(name):
        return field
    if parts := fields_named(name):
        names = ", ".join(part.name for part in parts)
        raise QueryError(f"{name} is an object", f"write one of {names}", position)
    return _unknown(name, position)


def exists(name: str, position: int | None) -> Node:
    """Return the node for any value in the field or object of that name."""
    fields = fields_named(name) or _unknown(name, position)
    return Exists(tuple(field.name for field in fields))


def split_wildcards(written: str) -> Parts:
    """Return a term as written in its wildcards and what stands between them, unescaped."""
    return tuple(_parts(written))


def _parts(written: str) -> Iterator[str | Wildcard]:
    literally = ""
    for match in _PART.finditer(written):
        if not match["wild"]:
            literally += match["escaped"] or match["plain"]
            continue
        if literally:
            yield literally
            literally = ""
        yield Wildcard(match["wild"])
    if literally:
        yield literally


def _names(fields: Fields) -> tuple[str, ...]:
    return tuple(field.name for field in fields)


def _letters(field: Field, part: str) -> str:
    """Return a word, or a part of one, as it stands in the index."""
    if field.kind != "text":
        return part
    return (field.is_folded and fold_letters(part)) or lower(part)


def _words(value: str, field: Field, position: int | None) -> tuple[str, ...]:
    found = terms(value)
    if not found or (field.is_folded and not query_forms(value)):
        raise QueryError(
            f"{value!r} holds no word", "leave it out, or quote it together with words", position
        )
    return found


def _is_one_word(parts: Parts) -> bool:
    """Tell whether any word could match: whether the parts, with something for the wildcards, are one token."""
    around = "".join(part for part in parts if isinstance(part, str))
    fillers = {"x", "0", around[:1], around[-1:]} - {""}
    tries = ["".join(filler if isinstance(part, Wildcard) else part for part in parts) for filler in fillers]
    return any([(token.start, token.end) for token in tokens(tried)] == [(0, len(tried))] for tried in tries)


def _distance(word: str, degree: int | None, position: int | None) -> int:
    distance = degree or (1 if len(word) < 6 else 2)
    if distance > 2:
        raise QueryError(f"~{distance} is too far", "write ~1 or ~2", position)
    if len(word) <= 2 * distance:
        short = f"{word} is too short for ~{distance}: nearly every short word would match"
        raise QueryError(short, f"~{distance} needs at least {2 * distance + 1} letters", position)
    return distance


def _unknown(name: str, position: int | None) -> NoReturn:
    if name in ("http", "https"):
        raise QueryError(f"there is no field {name}", 'for an address write url:"..."', position)
    close = most_similar_short_form(name) or name_from_elsewhere(name) or most_similar_name(name)
    known = f"the fields are {', '.join(FIELDS)}; short forms are {', '.join(STATEMENTS)}"
    mend = f"did you mean {close}?" if close else known
    raise QueryError(f"there is no field {name}", mend + ' (for a colon in the text: "...")', position)
