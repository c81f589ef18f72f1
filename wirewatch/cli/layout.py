"""Text and tables in the width of a terminal, in cells: a Chinese character takes two, a combining mark none.

    wrap            a text in lines; no word is broken that a line can hold, and no address at all
    table           rows under headings; None where the width is too small for that
    records         rows below each other, each value with the name of its column, as narrow as is asked for

An address or an id that is longer than a line is left to the terminal: so it can be opened and copied.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from rich.cells import cell_len

from processors.text.cut import clusters, unbroken_parts

GAP = "  "
"""Between two columns."""
NARROWEST = 20
"""Cells that a column of sentences has at least: below that, rows are easier to read one below the other."""
INDENT = "  "
"""Before the values of a record."""

_UNBROKEN = re.compile(r"\S*\w+://\S*|[0-9a-f]{32,}")
"""An address, or the id of an article: what somebody copies."""
_JOINTS = re.compile(r"[^-_/.,;:+]*[-_/.,;:+]*")
"""A part of a long word up to a mark behind which it may be broken."""

Span = tuple[int, int]
Row = Sequence[str]


def cells(text: str) -> int:
    """Return how many cells of a terminal a text takes."""
    return len(text) if text.isascii() and text.isprintable() else cell_len(text)


def wrap(text: str, width: int, first: int | None = None) -> list[Span]:
    """Return for each line where it begins and ends in the text (code points, end exclusive), without blanks around.

    `first` is the width of the first line, where it has another one.
    """
    whole = text.strip()
    if not whole:
        return []
    if cells(whole) <= min(width, width if first is None else first):
        begin = text.index(whole)
        return [(begin, begin + len(whole))]
    lines: list[Span] = []
    for word in re.finditer(r"\S+", text):
        for start, end in _parts(word, width):
            room = first if len(lines) == 1 and first is not None else width
            if lines and cells(text[lines[-1][0] : end]) <= room:
                lines[-1] = (lines[-1][0], end)
            else:
                lines.append((start, end))
    return lines


def paragraph(text: str, width: int, first: str = "", others: str | None = None) -> list[str]:
    """Return a text as lines that begin with `first`, and from the second on with `others` (else the same)."""
    others = first if others is None else others
    lines = wrap(text, max(width - cells(others), 1), max(width - cells(first), 1))
    return [(others if number else first) + text[start:end] for number, (start, end) in enumerate(lines)]


def table(columns: Row, rows: Sequence[Row], width: int) -> list[str] | None:
    """Return the heading and the rows side by side, long cells in several lines; None where the width is too small."""
    widths = _widths(columns, rows, width)
    return (
        None if widths is None else [line for row in (columns, *rows) for line in _side_by_side(row, widths)]
    )


def records(columns: Row, rows: Sequence[Row], width: int, heading: str | None = None) -> list[list[str]]:
    """Return each row as lines: its heading, and below it the other values as `name: value`.

    `heading` is the column above the others, else the first one. Empty values are left out.
    """
    index = columns.index(heading) if heading in columns else 0
    order = [index, *(other for other in range(len(columns)) if other != index)]
    names = [columns[place] for place in order]
    return [_record(names, [row[place] for place in order], width) for row in rows]


def without_empty(columns: Row, rows: Sequence[Row]) -> tuple[Row, Sequence[Row]]:
    """Return the columns in which at least one row has a value, and the rows without the others.

    Where there are no rows, all columns stay.
    """
    if not rows:
        return columns, rows
    kept = [index for index in range(len(columns)) if any(row[index] for row in rows)]
    return [columns[index] for index in kept], [[row[index] for index in kept] for row in rows]


def _parts(word: re.Match[str], width: int) -> Iterator[Span]:
    """Yield the parts of a word between which a line may end; a word that no line can hold is broken at its joints."""
    written = word[0]
    if _UNBROKEN.fullmatch(written):
        yield word.span()
        return
    parts = unbroken_parts(written)
    for how in (_JOINTS.findall, clusters):
        parts = [
            piece for part in parts for piece in ([part] if cells(part) <= width else how(part)) if piece
        ]
    ends = list(accumulate(map(len, parts), initial=word.start()))
    yield from pairwise(ends)


def _widths(columns: Row, rows: Sequence[Row], width: int) -> list[int] | None:
    """Return the width of each column, or None where there is no room for its longest word or a few words."""
    written = [[columns[index], *(row[index] for row in rows)] for index in range(len(columns))]
    wanted = [max(map(cells, column)) for column in written]
    room = width - len(GAP) * (len(columns) - 1)
    if sum(wanted) <= room:
        return wanted
    least = [
        max(min(full, NARROWEST), *(_longest_part(cell) for cell in column))
        for full, column in zip(wanted, written, strict=True)
    ]
    spare = room - sum(least)
    if spare < 0:
        return None
    for index in sorted(range(len(least)), key=lambda index: wanted[index] - least[index]):
        more = min(wanted[index] - least[index], spare)
        least[index] += more
        spare -= more
    return least


def _longest_part(text: str) -> int:
    return max((cells(part) for word in text.split() for part in unbroken_parts(word)), default=0)


def _side_by_side(row: Row, widths: Sequence[int]) -> list[str]:
    whole = [cell.strip() for cell in row]
    spare = [width - cells(cell) for cell, width in zip(whole, widths, strict=True)]
    if any(whole) and min(spare) >= 0:  # as nearly all rows: nothing to wrap
        return [GAP.join(cell + " " * room for cell, room in zip(whole, spare, strict=True)).rstrip()]
    columns = [paragraph(cell, width) for cell, width in zip(row, widths, strict=True)]
    lines = []
    for number in range(max(map(len, columns), default=0)):
        parts = [column[number] if number < len(column) else "" for column in columns]
        padded = (part + " " * (width - cells(part)) for part, width in zip(parts, widths, strict=True))
        lines.append(GAP.join(padded).rstrip())
    return lines


def _record(columns: Row, row: Row, width: int) -> list[str]:
    filled = [(name, value) for name, value in zip(columns, row, strict=True) if value]
    lines = paragraph(filled[0][1], width) if filled else []
    line = ""
    for name, value in filled[1:]:
        item = f"{name}: {value}"
        if line and cells(line + GAP + item) <= width:
            line += GAP + item
            continue
        if line:
            lines.append(line)
        line = INDENT + item
        if cells(line) > width and not _UNBROKEN.fullmatch(value):
            lines += paragraph(item, width, INDENT, INDENT * 2)
            line = ""
    return [*lines, line] if line else lines
