"""The syntax of a query, by luqum: from the text to luqum's tree, within our caps.

luqum has its parser's tables made by PLY on import. Those that it ships are for the Python that they were made with;
for another one PLY would make them anew, say so on standard error, and write them among the installed files, where
the next process may read half of them. So here they are made in memory, in about 20 ms, and silently.
"""

import re
from decimal import DecimalException
from functools import partial
from typing import Any

from ply import yacc  # type: ignore[import-untyped]

from processors.query.missing import find_missing
from processors.query.nodes import MAX_DEPTH, MAX_LEAVES, MAX_LENGTH, MAX_PATTERNS, QueryError

_make_tables = yacc.yacc
try:
    yacc.yacc = partial(_make_tables, write_tables=False, debug=False, errorlog=yacc.NullLogger())
    from luqum import tree
    from luqum.exceptions import ParseError
    from luqum.thread import parse
finally:
    yacc.yacc = _make_tables

__all__ = ["check_text", "read_syntax", "tree"]

_QUOTES = str.maketrans("“”„‟«»", '""""""')


def check_text(text: str) -> None:
    """Raise QueryError where a query or a value is too long, or no text."""
    if len(text) > MAX_LENGTH:
        raise QueryError(f"the query has {len(text):,} characters", f"at most {MAX_LENGTH:,} are allowed")
    if surrogate := re.search("[\ud800-\udfff]", text):
        raise QueryError("the query holds half a character", "write it in UTF-8", surrogate.start())


def read_syntax(text: str) -> Any:
    """Return luqum's tree of a query that is not blank. Raises QueryError.

    Typographic quotation marks count as plain ones, unless the query has plain ones too.
    """
    check_text(text)
    read = _parse(text if '"' in text else text.translate(_QUOTES))
    _check_size(read)
    return read


def _parse(text: str) -> Any:
    try:
        return parse(text)
    except ParseError as error:
        at = re.search(r"position (\d+)", str(error))
        position = int(at[1]) if at else None
        if position is not None and text[position] == '"':
            mend = 'close it, or write \\" for the mark itself'
            raise QueryError("a quotation mark is not closed", mend, position) from None
        if missing := find_missing(text, position):
            raise missing from None
        mend = 'put what has special characters between quotation marks: "..."'
        if text.count("(") != text.count(")"):
            mend = "every ( needs its )"
        raise QueryError("the query cannot be read", mend, position) from None
    except (DecimalException, ValueError):
        mend = 'write word~1, "two words"~3 or word^2.5'
        raise QueryError("a number after ~ or ^ cannot be read", mend) from None


def _check_size(syntax: Any) -> None:
    leaves, patterns, stack = 0, 0, [(syntax, 1)]
    while stack:
        item, depth = stack.pop()
        if depth > MAX_DEPTH:
            raise QueryError(
                "the query is nested too deep", f"at most {MAX_DEPTH} levels are allowed", item.pos
            )
        leaves += isinstance(item, tree.Term)
        patterns += isinstance(item, tree.Fuzzy) or (isinstance(item, tree.Word) and item.has_wildcard())
        stack.extend((child, depth + 1) for child in item.children)
    if leaves > MAX_LEAVES:
        raise QueryError(
            f"the query has {leaves} terms", f"at most {MAX_LEAVES} are allowed: make a group of them"
        )
    if patterns > MAX_PATTERNS:
        message = f"the query has {patterns} terms with wildcards or ~"
        raise QueryError(message, f"at most {MAX_PATTERNS} are allowed: write words out")
