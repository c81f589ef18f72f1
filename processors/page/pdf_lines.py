"""The lines of a PDF's page as they are read: letters by PDFium, put upright, in order, with what fonts do not tell.

letters and boxes of a page -> lines, each with its place and size -> without stamps that stand aslant
"""

from ctypes import c_double
from itertools import groupby, pairwise
from math import atan2, hypot, pi
from statistics import median
from typing import Any
from unicodedata import bidirectional

import regex
from msgspec import Struct

MAX_PAGE_CHARACTERS = 100_000
"""Characters that are read of one page. A full page of small print has 10,000."""
WORD_GAP = 0.2
"""Share of the size of letters from which on the white between two is a space. Justified text has such."""
ASLANT = 0.1
"""Radians by which a line may lean: a scan lies askew by less, and a stamp over a page by more."""
HYPHEN = "\x02\ufffe"
"""How PDFium writes a hyphen at the end of a line at which it joined a word: by edition."""

_TEX = dict(zip(map(chr, range(0x10, 0x17)), "“”„«»–—", strict=True)) | {
    **dict(zip("\x1b\x1c\x1d\x1e\x1f", ("ff", "fi", "fl", "ffi", "ffl"), strict=True)),
    **dict(zip("\x0b\x0c\x0e\x0f", ("ff", "fi", "ffi", "ffl"), strict=True)),
}
"""What TeX's fonts have at places of control characters (T1, and OT1 below 0x10): its older PDFs do not tell."""
_NO_LETTER = regex.compile(r"[\x01\x03-\x08\x0b-\x1f\p{Co}\ufffd]")
_TEX_ALONE = regex.compile(r"[^\x01\x03-\x08\p{Co}\ufffd]*\p{Latin}[^\x01\x03-\x08\p{Co}\ufffd]*")
_SPACED = regex.compile(r"[\p{Latin}\p{Cyrillic}\p{Greek}\d.,;:!?)\]”’\"'-]")
_BEGINS_WORD = regex.compile(r"[\p{Latin}\p{Cyrillic}\p{Greek}\d(“‘]")
_CLOSES = ".,،؛؟:!"
_NUMBER = regex.compile(r"[\d.,/:٫٬-]")

Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points."""


class Line(Struct, frozen=True):
    """One line as printed; places in points from the lower left corner of the page as it is read."""

    text: str
    left: float
    right: float
    bottom: float
    size: float
    page: int


def read_lines(textpage: Any, page: int) -> list[Line]:
    """Return a page's lines in the order of reading: columns are PDFium's work."""
    from pypdfium2 import raw

    lines: list[Line] = []
    aslant: list[Line] = []
    letters: list[tuple[str, int]] = []

    def end_line() -> None:
        if letters:
            quarter, lean, baseline, scale = _stance(textpage, letters[0][1])
            placed = [(text, turned(textpage.get_charbox(at, loose=True), quarter)) for text, at in letters]
            size = median(
                raw.FPDFText_GetFontSize(textpage, at) for text, at in letters if not _is_blank(text)
            )
            line = _line(placed, baseline, size * scale, page)
            (aslant if abs(lean) > ASLANT else lines).append(line)
        letters.clear()

    for index in range(min(textpage.count_chars(), MAX_PAGE_CHARACTERS)):
        code = raw.FPDFText_GetUnicode(textpage, index)
        letter = chr(code) if 0 < code < 0x110000 else ""
        if letter in ("\r", "\n"):
            end_line()
        elif letters or not _is_blank(letter):
            letters.append((letter, index))
            if letter and letter in HYPHEN:
                end_line()
    end_line()
    return _from_above(lines or aslant)


def _stance(textpage: Any, index: int) -> tuple[int, float, float, float]:
    """Tell how a letter stands.

    Return by how many quarters it is turned clockwise, by how many radians it leans beyond them, the height of its
    baseline on the page that is turned back, and by what its size is multiplied.
    """
    from pypdfium2 import raw

    matrix, x, y = raw.FS_MATRIX(), c_double(), c_double()
    raw.FPDFText_GetMatrix(textpage, index, matrix)
    raw.FPDFText_GetCharOrigin(textpage, index, x, y)
    angle = -atan2(matrix.b, matrix.a) % (2 * pi)
    quarter = round(angle / (pi / 2))
    baseline = turned((x.value, y.value, x.value, y.value), quarter % 4)[1]
    return quarter % 4, angle - quarter * pi / 2, baseline, hypot(matrix.c, matrix.d) or 1.0


def turned(box: Box, quarter: int) -> Box:
    """Return a box as it stands once the page is turned back by so many quarters, by which its letters are turned."""
    left, bottom, right, top = box
    if quarter == 1:
        return -top, left, -bottom, right
    if quarter == 2:
        return -right, -top, -left, -bottom
    return (bottom, -right, top, -left) if quarter == 3 else box


def _line(letters: list[tuple[str, Box]], baseline: float, size: float, page: int) -> Line:
    boxes = [box for letter, box in letters if not _is_blank(letter)]
    if _TEX_ALONE.fullmatch("".join(letter for letter, _ in letters)):
        letters = [(_TEX.get(letter, letter), box) for letter, box in letters]
    placed = with_spaces([(letter, box[0], box[2]) for letter, box in letters], size)
    text = right_to_left(placed).encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip()
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    return Line(text, left, right, baseline, size, page)


def _is_blank(letter: str) -> bool:
    return not letter.strip() and letter not in _TEX


def _from_above(lines: list[Line]) -> list[Line]:
    """Return a page's lines from above to below, where its maker drew them from below to above."""
    rises = sum(before.bottom < line.bottom for before, line in pairwise(lines))
    return lines[::-1] if len(lines) > 3 and rises > 0.8 * (len(lines) - 1) else lines


def with_spaces(letters: list[tuple[str, float, float]], size: float) -> list[tuple[str, float]]:
    """Return letters with their left edges, and a space where the white between two is as wide as one.

    Each letter comes with both its edges. A line all of whose letters stand apart has none put in.
    """
    wide = {
        index
        for index, (before, letter) in enumerate(pairwise(letters), 1)
        if letter[1] - before[2] > WORD_GAP * size
        and _SPACED.fullmatch(before[0])
        and _BEGINS_WORD.fullmatch(letter[0])
    }
    if len(wide) > 0.3 * len(letters):
        wide = set()
    spaced: list[tuple[str, float]] = []
    for index, (letter, left, _) in enumerate(letters):
        if index in wide:
            spaced.append((" ", letters[index - 1][2]))
        spaced.append((letter, left))
    return spaced


def share_of_no_letters(lines: list[Line]) -> float:
    """Return the share of the characters that are none: the fonts of such a PDF do not tell what their shapes mean."""
    every = sum(len(line.text) for line in lines)
    return sum(len(_NO_LETTER.findall(line.text)) for line in lines) / every if every else 0.0


def right_to_left(letters: list[tuple[str, float]]) -> str:
    """Return the letters, each with its left edge, with words of right-to-left scripts in the order of reading.

    PDFium turns some of these words round and leaves others, and takes the parts of a ligature from the left.
    """
    parts: list[str] = []
    if sum(_is_right_to_left(one) for one, _ in letters) > sum(one.isalpha() for one, _ in letters) / 2:
        letters = _stops_behind_numbers(letters)
    for is_turned, run in groupby(letters, lambda letter: _is_right_to_left(letter[0])):
        word = list(run)
        parts.append(_in_reading_order(word) if is_turned else "".join(letter for letter, _ in word))
    return "".join(parts)


def _is_right_to_left(letter: str) -> bool:
    return len(letter) == 1 and bidirectional(letter) in ("R", "AL", "NSM")


def _in_reading_order(word: list[tuple[str, float]]) -> str:
    """Return a word's letters from the right to the left, each with its marks behind it."""
    if word[0][1] < word[-1][1]:
        word.reverse()
    clusters: list[tuple[str, float]] = []
    for letter, left in word:
        if clusters and bidirectional(letter) == "NSM":
            clusters[-1] = (clusters[-1][0] + letter, clusters[-1][1])
        else:
            clusters.append((letter, left))
    return "".join(letter for letter, _ in sorted(clusters, key=lambda cluster: -cluster[1]))


def _stops_behind_numbers(letters: list[tuple[str, float]]) -> list[tuple[str, float]]:
    """Return the letters of a right-to-left line with the stop behind a number, where PDFium has it before."""
    ordered = list(letters)
    for index, (letter, left) in enumerate(letters[:-1]):
        is_first = index == 0 or letters[index - 1][0].isspace()
        after, place = letters[index + 1]
        if letter and letter in _CLOSES and is_first and after.isdigit() and left < place:
            end = index + 1
            while end < len(letters) and _NUMBER.fullmatch(letters[end][0]):
                end += 1
            ordered[index:end] = [*letters[index + 1 : end], letters[index]]
    return ordered
