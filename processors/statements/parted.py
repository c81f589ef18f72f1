"""Quotations that are parted by who says them."""

from collections.abc import Sequence

from processors.statements.lines import COMMAS, QUOTE_MARKS, WORD, Token
from processors.statements.match import Lexicon

BETWEEN = 24
"""Words and marks between the parts of one quotation, at most."""


def with_whole_quotation(line: list[Token], lexicon: Lexicon) -> list[Token]:
    """Return the tokens of a sentence whose quotation is parted by who says it, with that behind the whole of it.

    "These reports," he said, "are false." is read as "These reports are false." he said
    """
    marks = [at for at, one in enumerate(line) if one.text in QUOTE_MARKS]
    if len(marks) < 3 or marks[0]:
        return line
    first, opens = marks[1], marks[2]
    comma_before, comma_behind = line[first - 1].text in COMMAS, line[opens - 1].text in COMMAS
    parted = comma_before or line[first + 1].text in COMMAS
    goes_on = opens + 1 < len(line) and not (line[opens + 1].kind == WORD and line[opens + 1].capital)
    if not (parted and comma_behind and goes_on and opens - first <= BETWEEN):
        return line
    told = line[first + 1 : opens - 1]
    if not _is_of_one(told, lexicon):
        return line
    closes = marks[3] if len(marks) > 3 else len(line)
    whole = [*line[: first - comma_before], *line[opens + 1 : closes], line[first]]
    return [*whole, *told[told[0].text in COMMAS :], *line[closes + 1 :]]


def _is_of_one(told: Sequence[Token], lexicon: Lexicon) -> bool:
    """Tell whether one person says something once: no word joins another who says what is quoted behind."""
    if any(lexicon.has(name, told, 0, len(told)) for name in ("and", "breaks")):
        return False
    at = said = 0
    while at < len(told):
        length = lexicon.length("says", told, at)
        said += length > 0
        at += length or 1
    return said == 1
