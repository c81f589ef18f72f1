"""What a query lacks where it breaks off: a term behind AND, one before OR, a value behind a field's name."""

import re

from processors.query.nodes import QueryError

_PIECE = re.compile(
    r'"(?:\\.|[^"\\])*"|[(){}\[\]]|(?P<sign>[+-])(?=[\s)]|\Z)|(?P<field>(?:\\.|[^\s():"\\])+:)(?=[\s)]|\Z)'
    r'|(?:\\.|[^\s()"\[\]{}:\\])+:?|\S',
    re.DOTALL,
)
_OPERATORS = ("AND", "OR", "NOT")


def find_missing(text: str, position: int | None) -> QueryError | None:
    """Return what says which term is missing where a query cannot be read on, or None where another thing is wrong.

    `position` (code points) is where that is, None the end.
    """
    end = len(text) if position is None else position
    pieces = list(_PIECE.finditer(text, 0, end))
    after = _PIECE.match(text, end)
    before = pieces[-1] if pieces else None
    if before and before[0] in _OPERATORS:
        return _behind(before, after)
    if before and before["sign"]:
        mend = f'write {before[0]}word, or "{before[0]}" for the sign itself'
        return QueryError(f"nothing follows {before[0]}", mend, before.start())
    if before and before["field"]:
        mend = f'write {before[0]}word, or {before[0]}* for whatever has a value (for a colon in the text: "...")'
        return QueryError(f"nothing follows {before[0]}", mend, before.start())
    if after and after[0] in _OPERATORS and (before is None or before[0] == "("):
        mend = f'write a term before it, or "{after[0]}" for the word itself'
        return QueryError(f"nothing comes before {after[0]}", mend, end)
    if before and before[0] == "(" and after and after[0] == ")":
        return QueryError("there is nothing between ( and )", "write a term between them", before.start())
    return None


def _behind(operator: re.Match[str], after: re.Match[str] | None) -> QueryError:
    """Say that an operator has no term behind it, where another operator may stand in its place."""
    name = operator[0]
    if after and after[0] in _OPERATORS:
        mend = "write a term between them, or leave one of them out"
        return QueryError(f"nothing stands between {name} and {after[0]}", mend, operator.start())
    mend = f'write a term behind it, or "{name}" for the word itself'
    return QueryError(f"nothing follows {name}", mend, operator.start())
