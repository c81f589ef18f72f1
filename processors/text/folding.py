"""Words as people type them: one spelling for what is written in several ways, the same in both indexes.

    text --> tokens --> folded words, and beside them what several make together or one holds: `Folded`

* Letters as `processors.text.fold_characters` has them: case, accents, Arabic and Persian letters, joiners, digits.
  The last hamza of Sanaa and its like is left out, as people leave it out.
* Numbers: `1,200`, `1.200`, `1'200` and Arabic digits are 1200; `3,5` is 3.5.
* Initials: `U.N.H.C.R.` is unhcr. `U.S.`, and US in capitals, is u.s, since `us` is a word: see `ORDINARY`.

What is written apart, or within a longer word, stands in a window: once more with two words on each side, all of them
marked with a +, so that phrases find it: `a long-term threat` has `+a +longterm +threat`. Windows have `longterm` for
long-term, `1200` for 1 200, a Persian verb with its prefix, and what is left without an article (`l'`) or an ending
(`'s`, Turkish `'da`).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, chain, starmap
from typing import TypeAlias
from unicodedata import normalize

from msgspec import Struct

from processors.text.fold_characters import APOSTROPHE, BLANK, fold_character
from processors.text.known_words import KnownWords
from processors.text.tokens import LONGEST_KNOWN, MAX_TOKEN, Token, bare_word, lower, only_word, placed

ORDINARY = frozenset(("us", "un", "it", "is", "who"))
"""Words of a language that are names in capitals: US, UN, IS (the group), IT, WHO."""
MARK = "+"
"""Stands before each word of a window, and by itself between two of them."""
BESIDE = 2
"""Words of a window on each side of what it is about."""
LONGEST_JOINED = 4
"""Words that hyphens join, at most: more are a path or a slogan."""
MAX_KNOWN = 10_000
"""Pieces of text between two blanks that are remembered, about 6 MB."""
MAX_LINES_KNOWN = 100_000
"""Such pieces of which the words alone are remembered, about 20 MB."""

Form: TypeAlias = tuple[str, ...]
_WRITTEN = re.compile(r"\S+")
_INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_])+")
_GROUPED = re.compile(
    r"[1-9]\d{0,2}([.,'٬])\d{3}(?:\1\d{3})*(?:[.,٫]\d+)?|[1-9]\d?(?:,\d\d)+,\d{3}(?:\.\d+)?"
)
_DECIMAL = re.compile(r"(\d+)[,٫](\d+)")
_HYPHENS = frozenset("-\u2010\u2011")
_ELISION = re.compile(
    r"(?:[cdjlmnstv]|qu|jusqu|lorsqu|puisqu|quoiqu|un|all|dall|dell|nell|sull|coll|gl|quell|quest|bell|sant|tutt)'(.{2,})"
)
_POSSESSIVE = re.compile(r"(.{2,})'s")
_TURKISH = re.compile(
    r"(.{2,})'(?:n?[iu]n|[dt][ea](?:n|ki(?:ler)?)?|n[dt][ea](?:n|ki)?|y?[iu]|y?[ae]|n[aeiu]|y?l[ae]|l[iu]|l[ae]r.{0,6}|ca|ce)"
)
"""Endings of names in Turkish, folded."""
_PREFIXES = frozenset(("مي", "نمي"))
_PLURALS = frozenset(("ها", "هاي", "هايي"))
_HUNDREDS = re.compile(r"\d{3}")
_UP_TO_HUNDREDS = re.compile(r"[1-9]\d{0,2}")


class Folded(Struct, frozen=True):
    """A text's words, folded, each with its place in the text (code points, end exclusive)."""

    words: tuple[Token, ...]
    joined: tuple[tuple[int, int, str], ...]
    """What several of them make together, or is within one: the numbers of the first and behind the last, and it."""

    def windows(self) -> Iterator[tuple[Token, ...]]:
        """Yield what is joined with the words beside it."""
        for first, end, joined in self.joined:
            before, after = self.words[max(0, first - BESIDE) : first], self.words[end : end + BESIDE]
            yield (*before, Token(joined, self.words[first].start, self.words[end - 1].end), *after)


def fold_text(text: str) -> Folded:
    """Return the words of a text as they are searched."""
    written = list(_WRITTEN.finditer(_unshouted(text)))
    pieces = [_KNOWN[one[0]] for one in written]
    words = tuple(
        Token(term, one.start() + start, one.start() + end)
        for one, piece in zip(written, pieces, strict=True)
        for term, (start, end) in zip(piece.terms, piece.places, strict=True)
    )
    at = list(accumulate((len(piece.terms) for piece in pieces), initial=0))
    joins = _joins(pieces, [number for number, piece in enumerate(pieces) if piece.may_join])
    return Folded(
        words, tuple((at[number] + first, at[number] + end, joined) for number, first, end, joined in joins)
    )


def fold_terms(text: str) -> list[str]:
    """Return all that an index takes of a text: its words, and then its windows, each behind a mark."""
    return fold_line(text).split()


def fold_line(text: str) -> str:
    """Return what `fold_terms` does as one line, with a blank between two words."""
    pieces = _Pieces(_unshouted(text).split())
    joining = [number for number, line in enumerate(pieces.lines) if line.__class__ is not str]
    windows = starmap(pieces.window, _joins(pieces, joining)) if joining else ()
    return " ".join(chain(filter(None, pieces.lines), windows))


@lru_cache(4096)
def query_forms(written: str) -> tuple[Form, ...]:
    """Return the ways in which words of a query may stand in a text; none where it has no words.

    The first is the words themselves; those with marks are of windows.
    """
    folded = fold_text(written)
    plain = tuple(word.text for word in folded.words)
    if not plain:
        return ()
    joined = _with_joined(plain, folded.joined)
    marked = [tuple(MARK + word for word in form) for form in (plain, joined) if len(form) <= 2 * BESIDE + 1]
    return tuple(dict.fromkeys((plain, joined, tuple(map(_initials, plain)), *marked)))


def _with_joined(words: Form, joined: Sequence[tuple[int, int, str]]) -> Form:
    """Return words with what they make together in their place; of several, that of the most words."""
    made: list[str] = []
    at = 0
    while at < len(words):
        here = [(end, whole) for first, end, whole in joined if first == at]
        end, whole = max(here, key=lambda one: one[0], default=(at + 1, words[at]))
        made.append(whole)
        at = end
    return tuple(made)


def is_marked(form: Form) -> bool:
    """Tell whether words are looked for in windows."""
    return form[0].startswith(MARK)


def names_initials(written: str) -> bool:
    """Tell whether words of a query are capitals or initials that are another word in small letters."""
    return any(word.text in _DOTTED for word in fold_text(written).words)


def fold_letters(text: str) -> str:
    """Return a part of a word as it is searched: its letters alone, for patterns and words with ~."""
    return _fold_word(lower(text))


class _Piece(Struct, frozen=True, gc=False):
    """What stands between two blanks: its words, and what several of them make together, or is within one."""

    terms: tuple[str, ...]
    """Its words."""
    places: tuple[tuple[int, int], ...]
    """Where each stands in it."""
    joined: tuple[tuple[int, int, str], ...] = ()
    first: str = ""
    """The word with which it begins; empty where that is a mark."""
    is_bare: bool = False
    """Whether it is one word and nothing else, so that it may belong together with what follows."""
    may_join: bool = False
    """Whether anything is joined within it, or may be with what stands beside it; few do, and others are passed by."""


class _KnownPieces(KnownWords[_Piece]):
    def find_out(self, written: str) -> _Piece:
        return _read(written)


_KNOWN = _KnownPieces(MAX_KNOWN, LONGEST_KNOWN)


class _Joining(str):
    """The words of a piece that may join, with blanks between them, and the piece."""

    piece: _Piece


class _KnownLines(KnownWords[str]):
    """The words of pieces, with blanks between them; in half of the room that pieces take."""

    def __init__(self) -> None:
        super().__init__(MAX_LINES_KNOWN, LONGEST_KNOWN)

    def find_out(self, written: str) -> str:
        return _line(written)


_LINES = _KnownLines()


def _line(written: str) -> str:
    """Read the words of a piece: most are one word, of letters alone, which joins nothing."""
    bare = bare_word(written)
    if bare.isalpha():
        line = bare.lower() if bare.isascii() and len(bare) > 3 else _fold_token(lower(bare), bare)
        if line.isalpha() and line not in _PREFIXES and line not in _PLURALS:
            return written if line == written else line
    piece = _read(written)
    line = " ".join(piece.terms)
    if piece.may_join:
        line = _Joining(line)
        line.piece = piece
    return line


class _Pieces:
    """The pieces of a text, of which few are asked for, and the words of all."""

    def __init__(self, written: Sequence[str]) -> None:
        self._written = written
        self.lines = list(map(_LINES.__getitem__, written))

    def __len__(self) -> int:
        return len(self.lines)

    def __getitem__(self, number: int) -> _Piece:
        line = self.lines[number]
        return line.piece if isinstance(line, _Joining) else _KNOWN[self._written[number]]

    def window(self, number: int, first: int, end: int, joined: str) -> str:
        """Return what is joined, as `_joins` gives it, with the words beside it: a line of marked words."""
        start, before, after = max(0, first - BESIDE), number, number + 1
        words, first, end = list(self[number].terms[start : end + BESIDE]), first - start, end - start
        while first < BESIDE and before > 0:
            before -= 1
            added = self.lines[before].split()
            words[:0] = added
            first, end = first + len(added), end + len(added)
        while len(words) < end + BESIDE and after < len(self.lines):
            words += self.lines[after].split()
            after += 1
        window = (*words[max(0, first - BESIDE) : first], joined, *words[end : end + BESIDE])
        return f"{MARK} {MARK}" + f" {MARK}".join(window)


def _read(written: str) -> _Piece:
    if place := only_word(written):
        return _read_word(written, place)
    words = [
        (folded, start, end)
        for text, start, end in placed(written)
        if (folded := _fold_token(text, written[start:end]))
    ]
    terms = tuple([text for text, _, _ in words])
    joined = [(i, i + 1, part) for i, text in enumerate(terms) if APOSTROPHE in text for part in _parts(text)]
    first = 0
    for last in range(1, len(words) + 1):
        between = written[words[last - 1][2] : words[last][1]] if last < len(words) else ""
        if between in _HYPHENS:
            continue
        if 1 < last - first <= LONGEST_JOINED and (whole := _hyphenated(terms[first:last])):
            joined.append((first, last, whole))
        first = last
    places = tuple([(start, end) for _, start, end in words])
    word = terms[0] if places and places[0][0] == 0 else ""
    is_bare = places == ((0, len(written)),)
    may_join = bool(joined) or _may_begin(word, is_bare=is_bare)
    return _Piece(terms, places, tuple(joined), word, is_bare, may_join)


def _read_word(written: str, place: tuple[int, int]) -> _Piece:
    """Read what is one word, with marks around it, as most of a text is."""
    start, end = place
    bare = written[start:end]
    text = _fold_token(lower(bare), bare)
    if not text:
        return _Piece((), ())
    joined = tuple([(0, 1, part) for part in _parts(text)]) if APOSTROPHE in text else ()
    first, is_bare = text if start == 0 else "", bare == written
    may_join = bool(joined) or _may_begin(first, is_bare=is_bare)
    return _Piece((text,), (place,), joined, first, is_bare, may_join)


def _may_begin(first: str, *, is_bare: bool) -> bool:
    """Tell whether the first word of a piece may belong together with what stands beside it."""
    if not is_bare:
        return first in _PLURALS
    return first in _PREFIXES or first in _PLURALS or bool(_UP_TO_HUNDREDS.fullmatch(first))


def _fold_token(token: str, written: str) -> str:
    if token.isascii() and token.isalnum():
        return _initials(token) if token in ORDINARY and written.isupper() else _limited(token)
    folded = _fold_word(token)
    name = folded.partition(APOSTROPHE)[0]
    if name in ORDINARY and written[: len(name)].isupper():
        return _initials(name) + folded[len(name) :]
    if "." in folded and _INITIALS.fullmatch(folded):
        bare = folded.replace(".", "")
        return folded if bare in ORDINARY else bare
    if folded[:1].isdigit():
        return _number(folded)
    return folded


def _initials(word: str) -> str:
    return ".".join(word) if word in ORDINARY else word


_DOTTED = frozenset(map(_initials, ORDINARY))


def _number(word: str) -> str:
    if grouped := _GROUPED.fullmatch(word):
        mark = grouped[1] or ","
        return word.replace(mark, "").replace(",", ".").replace("٫", ".")
    return _DECIMAL.sub(r"\1.\2", word) if _DECIMAL.fullmatch(word) else word


def _fold_word(word: str) -> str:
    if word.isascii():
        return _limited(word)
    folded = normalize("NFC", word).translate(_LETTERS).replace(BLANK, "")
    if folded.endswith("اء") and len(folded) > 3:
        folded = folded[:-1]
    if "\u3099" in folded or "\u309a" in folded:
        folded = normalize("NFC", folded)
    return _limited(folded)


def _limited(word: str) -> str:
    """Cut a word to the longest that an index takes: one letter may have become two, and a mark may stand before it."""
    if len(word) < MAX_TOKEN // 2:
        return word
    return word.encode("utf-16-le", "surrogatepass")[: 2 * (MAX_TOKEN - 1)].decode("utf-16-le", "ignore")


class _Letters(dict[int, str]):
    def __missing__(self, code: int) -> str:
        char = chr(code)
        # In Russian and its like these are two letters, as no others with a mark are.
        self[code] = folded = "й" if char in "йЙ" else fold_character(char)
        return folded


_LETTERS = _Letters()


def _parts(word: str) -> Iterator[str]:
    """Yield what of a word with an apostrophe is searched by itself."""
    if found := _POSSESSIVE.fullmatch(word) or _ELISION.fullmatch(word):
        yield found[1]
        return
    yield word.replace(APOSTROPHE, "")
    if found := _TURKISH.fullmatch(word):
        yield found[1]


def _hyphenated(words: Sequence[str]) -> str:
    """Return words as one, without an article before them; nothing where they are numbers alone."""
    whole = "".join(words)
    if whole.isdigit():
        return ""
    found = _ELISION.fullmatch(whole) if APOSTROPHE in whole else None
    return _limited(found[1] if found else whole.replace(APOSTROPHE, ""))


def _joins(pieces: Sequence[_Piece] | _Pieces, joining: Iterable[int]) -> Iterator[tuple[int, int, int, str]]:
    """Yield what is joined within those pieces of a text that may join, by their numbers, and over blanks.

    Each is the number of a piece, the first and behind the last word, counted from the piece's own first, and the join.
    """
    until = 0
    for number in joining:
        piece = pieces[number]
        for first, end, joined in piece.joined:
            yield number, first, end, joined
        if piece.is_bare and number >= until:
            until = _end_of_number(pieces, number)
            if until > number + 1:
                whole = "".join(pieces[each].first for each in range(number, until))
                yield number, 0, until - number, whole
        if piece.first in _PLURALS and number > 0 and (before := pieces[number - 1]).is_bare:
            yield number, -1, 1, before.first + piece.first
        if piece.first in _PREFIXES and piece.is_bare and number + 1 < len(pieces):
            after = pieces[number + 1].first
            if after:
                yield number, 0, 2, piece.first + after


def _end_of_number(pieces: Sequence[_Piece] | _Pieces, number: int) -> int:
    """Return the number of the piece behind the last one of a number that is written with blanks."""
    end = number + 1
    if _UP_TO_HUNDREDS.fullmatch(pieces[number].first):
        while end < len(pieces) and pieces[end - 1].is_bare and _HUNDREDS.fullmatch(pieces[end].first):
            end += 1
    return end


def _unshouted(text: str) -> str:
    """Return a text in small letters if it is in capitals throughout, so that these say nothing of its words."""
    shouted = text.isupper() and any(len(word) > 5 and word.isupper() for word in text.split())
    return lower(text) if shouted else text
