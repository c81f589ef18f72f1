"""One spelling for the many ways in which a name is written, with a map back to the text as stored.

    text --fold--> Folded(text, starts) --span(start, end)--> offsets into the text

What is folded, and to what:

* letter case (Unicode case folding; dotless i to i, final sigma to sigma) and full-width forms;
* diacritics of Latin, Cyrillic, Greek, Arabic (harakat) and Hebrew, composed or not; the Indic nukta;
* Arabic letters: alef and hamza carriers, Farsi and Pashto yeh, keheh, teh marbuta and every heh, tatweel;
* dashes, low lines and white space become one blank, and runs of them count as one. A line break stays one: the stored
  text separates paragraphs by it, and a name never crosses a paragraph;
* apostrophes, ayn and hamza signs, primes and geresh become ', gershayim and double quotes become ";
* a hyphen at the end of a line, within a word, vanishes with the line's end, and so does a line's end alone between two
  letters of scripts without blanks: a paragraph there ends with a stop, or the next begins with a blank;
* soft hyphens, zero-width and other invisible characters vanish. The zero-width non-joiner is a blank
  between Arabic letters, where it ends a word (a Persian plural stands behind it), and vanishes elsewhere.

Japanese, Korean and Chinese letters stay as they are, but for half-width and compatibility forms; so kana and
Hangul that are written in parts stay in parts: publishers write them composed, and no shipped alias has any.
Lone surrogates become U+FFFD.
"""

import re
import sys
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, lru_cache
from unicodedata import category

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from processors.text.fold_characters import BLANK, REPLACEMENT, fold_character

Codes = NDArray[np.uint32]
Offsets = NDArray[np.intp]

# Marks in the table, above all code points: the character becomes nothing, or two (a second table has the other).
_NOTHING = np.uint32(1 << 29)
_PAIR = np.uint32(1 << 30)
_NON_JOINER = 0x200C
_RUN = re.compile("  +")
BROKEN_WORD = re.compile(r"[-\u2010\u00ad](?<=[^\W\d_].)\r?\n(?=[^\W\d_])")
"""The hyphen and the end of a line within a word. The hyphen comes first, which is looked for at once."""
_UNSPACED = "\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d"
"""Chinese and Japanese letters, as a class of a regular expression."""
BROKEN_LINE = re.compile(
    rf"\n(?<=[{_UNSPACED}]\n)(?=[{_UNSPACED}])|\r\n(?<=[{_UNSPACED}]\r\n)(?=[{_UNSPACED}])"
)
"""The end of a line within a text of these letters, which has no hyphen there."""
_JOINED_END = re.compile(rf"\n(?<=[-\u2010\u00ad\r{_UNSPACED}]\n)")
"""The end of a line that the two above may match. Most texts have none, and are done with at once."""
_ARABIC = (0x0600, 0x06FF)

# The code points that folding can touch: outside of these are ideographs, kana, Hangul, dead scripts, private
# use and what is not assigned. Only these are looked at, for the tables are made anew in every process.
_FOLDED = (
    *range(0x0000, 0x3041),
    *range(0x3100, 0x3400),
    *range(0xA640, 0xAC00),
    *range(0xF900, 0x10000),
    *range(0x10400, 0x10450),  # Deseret
    *range(0x1D400, 0x1D800),  # mathematical letters, which social media use as bold and italic
    *range(0x1E900, 0x1E960),  # Adlam
    *range(0x1EE00, 0x1EF00),
    *range(0x1F100, 0x1F200),
    *range(0xE0000, 0xE0200),  # tags and variation selectors
)


class Folded(Struct, frozen=True, gc=False):
    """A folded text with the way back to the text it was made of."""

    text: str
    source: str
    starts: Offsets | None = None
    """The source's offset of each character as it was before runs of blanks became one; None: its own."""
    cuts: Sequence[int] = ()
    """Offsets in `text` behind which blanks were cut, in order."""
    lost: Sequence[int] = (0,)
    """How many were cut before the first of `cuts`, before the second, ..., behind the last."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the source's offsets of [start:end] of the folded text (`start` < `end`).

        Marks that belong to the last character, and were dropped by folding, are within the span.
        """
        if cuts := self.cuts:
            passed = bisect_left(cuts, start)
            start += self.lost[passed]
            end += self.lost[bisect_left(cuts, end - 1, passed)]
        if (starts := self.starts) is None:
            return start, end
        after = starts.item(end - 1) + 1
        stop = starts.item(end) if end < len(starts) else len(self.source)
        while after < stop and category(self.source[after]).startswith("M"):
            after += 1
        return starts.item(start), after

    def shift(self, start: int, end: int) -> int | None:
        """Return how far behind its place in [start:end] of the folded text each character stands in the source.

        None where that is not the same for all, or where marks behind one belong to it: then `span` is asked.
        """
        lost = 0
        if cuts := self.cuts:
            passed = bisect_left(cuts, start)
            if passed != bisect_left(cuts, end - 1, passed):
                return None
            lost = self.lost[passed]
        if self.starts is None:
            return lost
        own = self.starts[start + lost : end + lost + 1]
        first = own.item(0)
        is_even = bool((own == np.arange(first, first + len(own))).all())
        at_end = len(own) <= end - start
        return first - start if is_even and not (at_end and own.item(-1) + 1 < len(self.source)) else None

    @property
    def is_in_place(self) -> bool:
        """Tell whether each character stands where that stood of which it was made."""
        return self.starts is None and not self.cuts

    def places(self, offsets: Sequence[int]) -> list[int]:
        """Return where in the folded text stands what the source has at each of some offsets, which are in order."""
        if self.is_in_place:
            return list(offsets)
        found = np.asarray(offsets, np.intp)
        if self.starts is not None:
            found = np.searchsorted(self.starts, found)
        if self.cuts:
            lost = np.asarray(self.lost, np.intp)
            found = found - lost[np.searchsorted(np.asarray(self.cuts, np.intp) + lost[:-1], found)]
        placed: list[int] = found.tolist()
        return placed


def fold_text(text: str) -> Folded:
    """Fold any text, lone surrogates included. Takes time and memory in proportion to its length."""
    if len(text) <= _SHORT and (plain := _fold_short(text)) is not None:
        return _cut_blanks(Folded(plain, text))
    has_joined = _JOINED_END.search(text) is not None
    broken = BROKEN_WORD.search(text) if has_joined else None
    if broken is None and text.isascii():
        return _cut_blanks(Folded(text.translate(_ascii()), text))
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    folded: Codes = _tables()[0].take(codes)
    while broken:
        folded[broken.start() : broken.end()] = _NOTHING
        broken = BROKEN_WORD.search(text, broken.end())
    for line in BROKEN_LINE.finditer(text) if has_joined else ():
        folded[line.start() : line.end()] = _NOTHING
    starts = None
    if folded.max() > sys.maxunicode:
        folded, starts = _change_length(folded, codes)
    return _cut_blanks(Folded(folded.tobytes().decode("utf-32-le"), text, starts))


fold_article = lru_cache(4)(fold_text)
"""The same for a headline or a text that several read one after the other."""


def _fold_short(text: str) -> str | None:
    """Return a short text folded, where each character stands for itself alone: a name, as most are."""
    if "\n" in text or "\r" in text:
        return None
    plain = text.translate(_EACH)
    return None if _OTHER_LENGTH in plain else plain


class _Each(dict[int, str]):
    """What characters become, by their code points; _OTHER_LENGTH where that is not one character."""

    def __missing__(self, code: int) -> str:
        first = int(_tables()[0][code])
        self[code] = becomes = chr(first) if first <= sys.maxunicode else _OTHER_LENGTH
        return becomes


_EACH = _Each()
_OTHER_LENGTH = "\U0010ffff"
"""Stands for what becomes nothing, or two characters: a text that has it is no short one."""
_SHORT = 64
"""Characters up to which to look at each takes less time than to have numpy begin."""


def _change_length(folded: Codes, codes: Codes) -> tuple[Codes, Offsets]:
    """Carry out what the table only marks: one character that becomes two, or none."""
    joiners = np.flatnonzero(codes == _NON_JOINER)
    joiners = joiners[joiners > 0]
    behind = codes[joiners - 1]
    folded[joiners[(behind >= _ARABIC[0]) & (behind <= _ARABIC[1])]] = ord(BLANK)
    starts = np.arange(codes.size)
    pairs = (folded & _PAIR) != 0
    if pairs.any():
        seconds = np.where(pairs, _tables()[1].take(codes), _NOTHING)
        folded = np.stack((folded & ~_PAIR, seconds), axis=1).ravel()
        starts = starts.repeat(2)
    keep = folded != _NOTHING
    return folded[keep], starts[keep]


def _cut_blanks(folded: Folded) -> Folded:
    text = folded.text
    if BLANK + BLANK not in text:
        return folded
    cuts, lost, total = [], [0], 0
    parts, behind = [], 0
    for run in _RUN.finditer(text):
        first, end = run.span()
        parts.append(text[behind:first])
        behind = end
        cuts.append(first - total)
        total += end - first - 1
        lost.append(total)
    parts.append(text[behind:])
    return Folded(BLANK.join(parts), folded.source, folded.starts, cuts, lost)


@cache
def _tables() -> tuple[Codes, Codes]:
    """Return what each code point becomes and the second half of those that become two."""
    first = np.arange(sys.maxunicode + 1, dtype=np.uint32)
    second = np.zeros(sys.maxunicode + 1, dtype=np.uint32)
    first[0xD800:0xE000] = ord(REPLACEMENT)
    for code in _FOLDED:
        becomes = _fold_in_name(chr(code))
        first[code] = ord(becomes[0]) if becomes else _NOTHING
        if len(becomes) == 2:
            first[code] |= _PAIR
            second[code] = ord(becomes[1])
    return first, second


@cache
def _ascii() -> dict[int, str]:
    return {code: _fold_in_name(chr(code)) for code in range(128)}


def _fold_in_name(char: str) -> str:
    """Return what a character becomes; the low line of a hashtag stands for a blank."""
    return BLANK if char == "_" else fold_character(char)
