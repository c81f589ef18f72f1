"""What every text goes through before anyone looks at it: one form for characters and blanks."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

# Controls but tab and newline, surrogates, soft hyphen, zero-width space, byte order mark, and the marks that only
# steer the direction of display. The zero-width joiner and non-joiner stay: Persian and Hindi spell with them.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_NEWLINES = re.compile("\r\n?|[\u2028\u2029\x85]")


def normalize_text(text: str) -> str:
    """Return `text` in NFC, without invisible characters, each line stripped and singly spaced.

    Newlines stay, one for each of the kinds that Unicode knows.
    """
    return "\n".join([" ".join(line.split()) for line in _normalized(text).split("\n")])


def _normalized(text: str) -> str:
    if not text.replace(
        "\n", ""
    ).isprintable():  # then there is neither, which takes a tenth of the time to tell
        text = _INVISIBLE.sub("", _NEWLINES.sub("\n", text))
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    """Return `text` tidied as `normalize_text` does, on one line."""
    return " ".join(_normalized(text).split())


_NO_LETTER = re.compile(r"[\W_]+")
_ASCII = [chr(code) for code in range(128)]
_ASCII_FORM = {ord(each): each.lower() if each.isalnum() else None for each in _ASCII}
"""The same for texts in ASCII: a table is ten times as fast as a pattern."""
_TYPOGRAPHIC = "\u2019\u2018\u201c\u201d\u2013\u2014\u2026\u00a0"
"""Quotation marks, dashes, ellipsis and the no-break space: most English texts are in ASCII but for these."""


def _without_typography(text: str) -> str:
    if not text.isascii():
        for mark in _TYPOGRAPHIC:
            text = text.replace(mark, " ")
    return text


def comparable_form(text: str) -> str:
    """Return what two writings of the same words share: case, blanks and punctuation put aside."""
    return _known_form(text) if len(text) <= MAX_KNOWN else _form(text)


def comparable_forms(texts: Sequence[str]) -> list[str]:
    """Return the `comparable_form` of each of many texts, those in ASCII at once: a page has hundreds in its menus."""
    plain = "\0".join(filter(str.isascii, texts)).translate(_ASCII_FORMS).split("\0")
    if len(plain) != max(1, sum(map(str.isascii, texts))):  # one of them has the mark in it
        return [comparable_form(text) for text in texts]
    forms = iter(plain)
    return [next(forms) if text.isascii() else comparable_form(text) for text in texts]


_ASCII_FORMS = {**_ASCII_FORM, 0: "\0"}
"""The table for many texts with a mark between them that stands in none."""


def without_typography(texts: Sequence[str]) -> list[str]:
    """Return many texts with blanks for typographic marks, which their forms and numbers of words do not know.

    Most are in ASCII then, of which `comparable_forms` and `numbers_of_words` take many at once.
    """
    plain = _without_typography("\0".join(texts)).split("\0")
    return plain if len(plain) == len(texts) else [_without_typography(text) for text in texts]


def _form(text: str) -> str:
    text = _without_typography(text)
    if text.isascii():
        return text.translate(_ASCII_FORM)
    return _NO_LETTER.sub("", unicodedata.normalize("NFKC", text)).casefold()


MAX_KNOWN = 2_000
"""Characters of a text whose form and number of words are kept: the steps of cleaning ask for a line's five times."""
_known_form = lru_cache(1024)(_form)

_WORD = re.compile(r"\w+")
_LATIN_WORDS = bytes(code if _WORD.match(chr(code)) else ord(" ") for code in range(256))
"""A blank for what stands between words, for texts in the letters of Latin-1: English, German, French but for œ."""
_ASCII_WORDS = b"\0" + _LATIN_WORDS[1:]
"""The table for many texts with a mark between them that stands in none."""
# Scripts written without blanks: about two characters to a word in Chinese and Japanese, about five in the others.
_TWO = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_FIVE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_TWO_OR_FIVE = re.compile(_TWO.pattern[:-1] + _FIVE.pattern[1:])


def count_words(text: str) -> int:
    """Count words, and where a script writes no blanks what would be words."""
    return _known_number(text) if len(text) <= MAX_KNOWN else _known_number_of_page(text)


def numbers_of_words(texts: Sequence[str]) -> list[int]:
    """Return `count_words` of each of many texts, those in ASCII at once."""
    plain = "\0".join(filter(str.isascii, texts)).encode("ascii").translate(_ASCII_WORDS).split(b"\0")
    if len(plain) != max(1, sum(map(str.isascii, texts))):
        return [count_words(text) for text in texts]
    letters = iter(plain)
    return [len(next(letters).split()) if text.isascii() else count_words(text) for text in texts]


def say_words(number: int) -> str:
    """Say so many words as a reason tells them: `1 word`, `12 words`."""
    return f"{number} word{'' if number == 1 else 's'}"


def _number(text: str) -> int:
    text = _without_typography(text)
    try:
        letters = text.encode("latin-1")
    except UnicodeEncodeError:
        return _number_in_other_letters(text)
    return len(letters.translate(_LATIN_WORDS).split())


def _number_in_other_letters(text: str) -> int:
    if not _TWO_OR_FIVE.search(text):
        return len(_WORD.findall(text))
    two, five = len(_TWO.findall(text)), len(_FIVE.findall(text))
    return len(_WORD.findall(_FIVE.sub(" ", _TWO.sub(" ", text)))) + two // 2 + five // 5


_known_number = lru_cache(1024)(_number)
_known_number_of_page = lru_cache(16)(_number)  # a page of one long line is counted at every step
