"""The head of a text: the words of its headline and of its first sentences, and what kind of word each is.

Reports of two events may share all of their background, but not their heads: these say what is new. Two copies of one
report say the same in their heads, though an outlet words it anew: the same names, figures and days.
"""

import zlib
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, NamedTuple

import regex

from processors.stories.digest import is_digest
from processors.text.hours import REMEMBERED, Hours, named_hours
from processors.text.known_words import KnownWords
from processors.text.tokens import MAX_TOKEN, Token, first_terms, tokens
from processors.text.word_lists import (
    DATE,
    FIGURE,
    MAX_FORMS,
    MONTH,
    NAME,
    WEEKDAY,
    WORD,
    Forms,
    WordLists,
    ascii_digits,
    one_word_days,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEDE_WORDS = 40
"""Words of the text that belong to its head: two or three sentences."""
LEDE_CHARACTERS = 70
"""The same where a character is a word."""
TITLE_WORDS = 16
UNIT_WORDS = 2
"""Words behind a figure in which its unit stands: nautical miles."""
DATELINE_WORDS = 10
"""Words of a dateline at most, before its dash: where a report was written is no name of what it tells."""
MAX_WORD = 30
"""Characters a word, with what stands between words: no more text than the head needs is cut into words."""
MAX_WORDS = 2_000
"""Words in which another's head is looked for."""
KIND_BITS = 3
_KINDS = (1 << KIND_BITS) - 1
_CODE_BYTES = 3
_WORD_MASK = 2**21 - 1
RUN = 3
"""Words of a run."""
_HOURS = _KINDS
"""The kind of a code that is no word, but a time of the day: two numbers of 8 bits."""
_KEPT = 256
"""Heads of which the words and runs are kept: each is compared several times with the few that may be its copies."""
_DIGEST = 0x80


class Head(NamedTuple):
    """The words of a head in order, each as a code: 21 bits of its hash, 3 bits of its kind.

    Of the headline, only those that tell what happened: nothing else of it is looked at. `hours` are the times of
    the day that the text's beginning names, which are no words of either.
    """

    title: tuple[int, ...] = ()
    lede: tuple[int, ...] = ()
    hours: tuple[Hours, ...] = ()
    is_digest: bool = False
    """Whether the text tells of several things under labels."""

    def telling(self) -> frozenset[int]:
        """Give the hashes of the words that tell what happened: at a sentence's begin a word has another kind."""
        return _telling(self.title + self.lede)

    def of_kind(self, kind: int) -> Sequence[int]:
        """Give the hashes of one kind's words in order, those of the text before those of its headline."""
        return _by_kind(self.lede + self.title)[kind]


def make_head(title: str, text: str, language: str | None) -> Head:
    """Give the head of an article in a language (ISO 639-1)."""
    return make_head_of(title, text, language, first_codes(text, language, LEDE_WORDS))


def make_head_of(title: str, text: str, language: str | None, first: Sequence[int]) -> Head:
    """Give the same head, where the codes of as many of the text's first words, or of more, are made already."""
    lede = tuple(first[:LEDE_WORDS])
    if (
        language in _WITHOUT_SPACES
    ):  # some characters have no code, so their number does not tell where it ends
        lede = first_codes(text, language, LEDE_WORDS)
    telling = (code for code in first_codes(title, language, TITLE_WORDS) if kind_of(code) >= WORD)
    return Head(tuple(telling), lede, named_hours(text, language), is_digest(text, title, language))


def kind_of(code: int) -> int:
    """Give what kind of word a code stands for."""
    return code & _KINDS


@lru_cache(_KEPT)
def _telling(codes: tuple[int, ...]) -> frozenset[int]:
    return frozenset(code >> KIND_BITS for code in codes if code & _KINDS >= WORD)


@lru_cache(_KEPT)
def _by_kind(codes: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
    """Give the hashes of the words of each kind: a head is asked for five kinds whenever it is compared."""
    found: list[list[int]] = [[] for _ in range(_KINDS + 1)]
    for code in codes:
        found[code & _KINDS].append(code >> KIND_BITS)
    return tuple(map(tuple, found))


def head_runs(head: Head) -> tuple[int, ...]:
    """Give every run of words in the first sentences of a head."""
    return _runs_of_lede(head.lede)


@lru_cache(_KEPT)
def _runs_of_lede(codes: tuple[int, ...]) -> tuple[int, ...]:
    import numpy as np

    return tuple(_runs(np.fromiter(codes, np.int64)))


class TextWords(NamedTuple):
    """The words of a whole text, as far as MAX_WORDS."""

    runs: frozenset[int]
    """Every run of words in it."""
    telling: frozenset[int]
    """The hashes of its words that tell what happened."""
    variety: float
    """The share of these words, each as often as it stands there, that do not repeat another."""


def text_words(text: str, language: str | None) -> TextWords:
    """Give the words of a text in a language (ISO 639-1)."""
    import numpy as np

    if language in _WITHOUT_SPACES:
        codes = np.fromiter(_codes_of_ideographs(text, MAX_WORDS), np.int64)
    else:
        text = text[: MAX_WORDS * MAX_WORD]
        words = first_terms(one_word_days(text) if language == "fa" else text, MAX_WORDS)
        codes = np.fromiter(map(_codes_of(language).__getitem__, words), np.int64)
    telling = (codes[(codes & _KINDS) >= WORD] >> KIND_BITS).tolist()
    distinct = frozenset(telling)
    return TextWords(frozenset(_runs(codes)), distinct, len(distinct) / max(1, len(telling)))


class _Codes(KnownWords[int]):
    """The codes of one language's words, each by itself."""

    def __init__(self, language: str | None) -> None:
        super().__init__(MAX_FORMS, MAX_TOKEN)
        self._forms = Forms.of(language)

    def find_out(self, written: str) -> int:
        return _code(*self._forms[written])


_codes_of = cache(_Codes)


def _runs(codes: "NDArray[Any]") -> list[int]:
    hashes = codes >> KIND_BITS
    runs: list[int] = (hashes[:-2] << 42 | hashes[1:-1] << 21 | hashes[2:]).tolist()
    return runs


def split_run(run: int) -> tuple[int, int, int]:
    """Give the hashes of the words of a run."""
    return run >> 42, run >> 21 & _WORD_MASK, run & _WORD_MASK


def pack_head(head: Head) -> bytes:
    """Pack a head, 3 bytes a word, the number of words of the headline before them, the times of the day behind.

    The highest bit of that number tells whether it is a digest's.
    """
    hours = [
        (start // REMEMBERED << 8 | end // REMEMBERED) << KIND_BITS | _HOURS for start, end in head.hours
    ]
    return bytes([len(head.title) | _DIGEST * head.is_digest]) + b"".join(
        code.to_bytes(_CODE_BYTES, "little") for code in (*head.title, *head.lede, *hours)
    )


def unpack_head(data: bytes) -> Head:
    """Unpack what `pack_head` packed."""
    codes = [int.from_bytes(data[at : at + _CODE_BYTES], "little") for at in range(1, len(data), _CODE_BYTES)]
    words = [code for code in codes if kind_of(code) != _HOURS]
    hours = (code >> KIND_BITS for code in codes if kind_of(code) == _HOURS)
    times = tuple(Hours(REMEMBERED * (each >> 8), REMEMBERED * (each & 0xFF)) for each in hours)
    in_title = data[0] & ~_DIGEST
    return Head(tuple(words[:in_title]), tuple(words[in_title:]), times, bool(data[0] & _DIGEST))


def first_codes(text: str, language: str | None, most: int) -> tuple[int, ...]:
    """Give the codes of a text's first words, as many as `most`, as a head has them."""
    if language in _WITHOUT_SPACES:
        return _codes_of_ideographs(text, LEDE_CHARACTERS * most // LEDE_WORDS)
    text = text[: (most + UNIT_WORDS) * MAX_WORD]
    if language == "fa":
        text = one_word_days(text)
    found: list[Token] = list(islice(tokens(text), most + UNIT_WORDS))
    known, units = Forms.of(language), WordLists.of(language).units
    forms: list[tuple[str, int]] = []
    end = 0
    for token in found:
        gap = text[end : token.start]
        is_behind_dateline = 0 < len(forms) <= DATELINE_WORDS and (
            _ends_dateline(gap, text[token.start]) or (gap[:1] == ":" and text[:end].isupper())
        )
        begins = end == 0 or not _BEGINNINGS.isdisjoint(gap)
        form, kind = known[token.text]
        if kind == WORD and not begins and text[token.start].isupper():
            kind = NAME
        if is_behind_dateline:
            forms = [(before, WORD if kind == NAME else kind) for before, kind in forms]
        forms.append((form, kind))
        end = token.end
    for start in range(0, len(forms), LEDE_WORDS):
        part = forms[start : min(start + LEDE_WORDS, most)]
        if 2 * sum(kind == NAME for _, kind in part) > len(part):  # all is in capitals, or each word has one
            forms[start : start + len(part)] = [(form, WORD if kind == NAME else kind) for form, kind in part]
    return tuple(
        _code(form, _kind_of_figure(forms, at, units) if kind == FIGURE else kind)
        for at, (form, kind) in enumerate(forms[:most])
    )


def _kind_of_figure(forms: list[tuple[str, int]], at: int, units: AbstractSet[str]) -> int:
    """Tell a day of a month from other figures, by the month beside it, and a measure by the unit behind it.

    An outlet tells a measure in its readers' units: another one is no other fact.
    """
    if any(form in units for form, _ in forms[at + 1 : at + 1 + UNIT_WORDS]):
        return WORD
    around = forms[max(0, at - 1) : at] + forms[at + 1 : at + 3]
    is_day = len(forms[at][0]) <= 2 and any(kind == MONTH for _, kind in around)
    return DATE if is_day else FIGURE


def hash_of(form: str) -> int:
    """Give the hash of a word, as its code has it."""
    return zlib.crc32(form.encode()) >> 11


def _code(form: str, kind: int) -> int:
    return hash_of(form) << KIND_BITS | kind


def _ends_dateline(gap: str, first: str) -> bool:
    """Tell whether a gap is a dash behind a dateline, and no dash behind a name, which goes on in small letters.

    Behind an agency in brackets, or a full stop, a report may begin with a small letter.
    """
    return bool(_DASH.search(gap)) and (not first.islower() or gap[0] in ").")


_WITHOUT_SPACES = ("zh", "ja")
_DASH = regex.compile(r"[\s)/.][-–—]+\s|[\s)][-–—]")
"""What stands between a dateline and its report."""
_BEGINNINGS = frozenset('.!?:;\n"“«„؟。！？')
"""Marks after which a capital says nothing."""
_IDEOGRAPHS = regex.compile(
    r"(?P<day>(?:星期|周|週|礼拜)[一二三四五六日天]|\p{Nd}{1,2}(?=日))|(?P<figure>\p{Nd}+(?:\.\p{Nd}+)?"
    r"|[一二三四五六七八九十百千两]{2,}|[一二三四五六七八九十两](?=[名人枚架辆个起次具伤死]))|[\p{Han}\p{Hiragana}\p{Katakana}]|\p{L}+"
)
_DIGITS = dict(zip("一二三四五六七八九两", "1234567892", strict=True))


def _codes_of_ideographs(text: str, most: int) -> tuple[int, ...]:
    """Give days and figures as they are, and each other character with the one after it."""
    found = list(islice(_IDEOGRAPHS.finditer(text), most + 1))
    codes = []
    for match, after in zip(found, chain(found[1:], [None]), strict=False):
        if match["day"]:
            codes.append(
                _code(ascii_digits(match[0]), DATE) if match[0].isdecimal() else _code(match[0][-1], WEEKDAY)
            )
        elif match["figure"]:
            codes.append(_code(_DIGITS.get(match[0]) or ascii_digits(match[0]), FIGURE))
        elif after and not (after["day"] or after["figure"]):
            codes.append(_code(match[0] + after[0], WORD))
    return tuple(codes[:most])
