"""Cut text into the tokens that Elasticsearch's `standard` analyzer would make of it.

Both stores and the highlighter use these tokens, so that a rule means the same everywhere. The rules are
those of Unicode's Standard Annex 29 (word boundaries), with the choices of Lucene's tokenizer: an ideograph,
a Hiragana letter or an emoji is a token of its own, a run of Thai, Lao, Khmer or Burmese is one token,
punctuation is none.
"""

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path

import regex
from msgspec import Struct

from processors.text.known_words import KnownWords

MAX_TOKEN = 255
"""Longest token in UTF-16 units, as in Lucene's tokenizer: what is longer is cut, and goes on as the next
one.
"""

WINDOW = 4096
"""Characters in which the next word is looked for; one that ends in their second half is looked for in all of them."""

LONGEST_KNOWN = 32
"""Characters of what stands between two blanks whose tokens are remembered."""
MAX_KNOWN = 50_000
"""How many of these are remembered."""
_QUICK = (
    r"[A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0400-\u0481\u048A-\u052F\u0620-\u063F\u0641-\u064A]"
)
"""Letters that make up most text, and of which no rule makes anything but words."""


class Token(Struct, frozen=True, array_like=True, gc=False):
    """One token, lower-cased, and where it stands: code points of the text, end exclusive."""

    text: str
    start: int
    end: int


def _characters(ranges: list[str]) -> str:
    """Return hexadecimal ranges (`2E5-2EB`, `B8`) as a regular expression's set.

    The characters stand in it themselves: escapes would take half of the time in which the pattern is compiled.
    """
    return "[" + "".join("-".join(chr(int(end, 16)) for end in each.split("-")) for each in ranges) + "]"


def _word_pattern() -> str:
    # Lucene's tokenizer was made from an older edition of Unicode than the one that the regex library has.
    changed = json.loads(Path(__file__).with_name("unicode.json").read_text("utf-8"))
    newer = _characters(changed["no_words"])
    # Names follow the annex's tables; whatever its rule WB4 says to ignore goes with the character before it.
    ignored = rf"[\p{{WB=Extend}}\p{{WB=Format}}\p{{WB=ZWJ}}{_characters(changed['ignored'])}]*+"
    joiner = rf"(?:\p{{WB=ExtendNumLet}}{ignored})"
    letter = rf"(?:[\p{{WB=ALetter}}--{newer}]{ignored})"
    hebrew = rf"(?:\p{{WB=Hebrew_Letter}}{ignored})"
    digit = rf"(?:[\p{{WB=Numeric}}--{newer}]{ignored})"
    katakana = rf"(?:[\p{{WB=Katakana}}--{newer}]{ignored})"
    between_letters = rf"(?:[\p{{WB=MidLetter}}\p{{WB=MidNumLet}}\p{{WB=Single_Quote}}]{ignored})"
    between_digits = rf"(?:[\p{{WB=MidNum}}\p{{WB=MidNumLet}}\p{{WB=Single_Quote}}]{ignored})"
    hebrew_quoted = rf"{hebrew}(?:\p{{WB=Double_Quote}}{ignored}(?={hebrew})|\p{{WB=Single_Quote}}{ignored})?"
    letters = rf"(?:{letter}|{hebrew_quoted})"
    words = rf"{letters}+(?:{between_letters}{letters}+)*"
    numbers = rf"{digit}+(?:{between_digits}{digit}+)*"
    core = rf"(?:{katakana}+|(?:{words}|{numbers})+)"
    south_east_asian = rf"(?:[\p{{LB=Complex_Context}}--{newer}]{ignored})+"
    single = rf"[[\p{{Script=Han}}\p{{Script=Hiragana}}]--{newer}]{ignored}"
    flag = r"\p{WB=Regional_Indicator}{2}"
    keycap = r"[#*]\uFE0F?\u20E3"
    picture = rf"[\p{{Extended_Pictographic}}{_characters(changed['pictures'])}]{ignored}"
    emoji = rf"{flag}|{keycap}|{picture}(?:(?<=\u200D){picture})*"
    # What no rule above would read otherwise: only to be quick.
    ideograph = r"[\u4E00-\u9FEF](?=[\u4E00-\u9FEF\s])"
    quick = rf"{_QUICK}++(?=[\s,;!?()/\-]|\Z)|{ideograph}"
    never = r"[\x00-\x22\x24-\x29\x2B-\x2F\x3A-\x40\[-\^`\{-\x7F]"
    word = rf"{joiner}*{core}(?:{joiner}+{core})*{joiner}*"
    return rf"(?V1)(?!{never})(?:{quick}|{word}|{south_east_asian}|{single}|{emoji})"


_WORD = regex.compile(_word_pattern())


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a text in order.

    No token reaches over white space but the blank of a narrow no-break, and a language repeats itself: what stands
    between blanks is looked up among what was met before.
    """
    for piece in _PIECE.finditer(text):
        written, begin = piece[0], piece.start()
        if len(written) > LONGEST_KNOWN:
            for token in _cut(written):
                yield Token(token.text, begin + token.start, begin + token.end)
        else:
            for word, start, end in _PLACED[written]:
                yield Token(word, begin + start, begin + end)


def _cut(text: str) -> Iterator[Token]:
    """Yield the tokens of a text in order, each looked for anew."""
    lowered = lower(text)
    start = 0
    while match := _next_word(text, start):
        end = match.end()
        # A code point is at most two UTF-16 units: only what is over half the limit can be too long.
        if end - match.start() > MAX_TOKEN // 2:
            end = _limited(text, match.start(), end)
        yield Token(lowered[match.start() : end], match.start(), end)
        start = end


class _Placed(KnownWords[tuple[tuple[str, int, int], ...]]):
    """The tokens of what stands between two blanks, with their places in it; about 20 MB of what is short."""

    def find_out(self, written: str) -> tuple[tuple[str, int, int], ...]:
        if place := only_word(written):
            return ((lower(written[slice(*place)]), *place),)
        lowered = lower(written)
        return tuple(
            (lowered[one.start() : one.end()], *one.span()) for one in _quickest(written).finditer(written)
        )


_PIECE = re.compile(r"[\S\u202F]+")
_PLACED = _Placed(MAX_KNOWN, LONGEST_KNOWN)


def placed(written: str) -> tuple[tuple[str, int, int], ...]:
    """Return the tokens of what stands between two blanks as tuples: text, start, end."""
    if len(written) > LONGEST_KNOWN:
        return tuple((token.text, token.start, token.end) for token in _cut(written))
    return _PLACED[written]


def _next_word(text: str, start: int) -> "regex.Match[str] | None":
    """Find the next word, or so much of a longer one that its cut is known: a word may have millions of letters."""
    until = start + WINDOW
    match = _WORD.search(text, start, until)
    if until < len(text) and (
        match is None or (match.end() > until - WINDOW // 2 and match.end() - match.start() <= MAX_TOKEN)
    ):
        return _WORD.search(text, start)
    return match


def terms(text: str) -> tuple[str, ...]:
    """Return the tokens' texts alone, in a tenth of the time.

    No token reaches over white space, and a language repeats itself: what stands between blanks is looked up among
    what was met before.
    """
    return tuple(chain.from_iterable(map(_KNOWN.__getitem__, lower(text).split())))


def first_terms(text: str, most: int) -> list[str]:
    """Return the texts of the first tokens, so many at most (and FIRST_TERMS)."""
    return _first_terms(text)[:most]


FIRST_TERMS = 2_000
"""Tokens of a text that are kept while it is worked on: several who come one after the other ask for them."""


@lru_cache(2)
def _first_terms(text: str) -> list[str]:
    return list(islice(chain.from_iterable(map(_KNOWN.__getitem__, lower(text).split())), FIRST_TERMS))


class _Known(KnownWords[tuple[str, ...]]):
    """The tokens of what stands between two blanks; what is long is not kept, so that it stays below 10 MB."""

    def find_out(self, written: str) -> tuple[str, ...]:
        return piece_terms(written)


def piece_terms(written: str) -> tuple[str, ...]:
    """Return the tokens' texts of what stands between two blanks, in small letters, and do not remember them."""
    if bare := bare_word(written):
        return (bare,)
    if len(written) <= MAX_TOKEN // 2:
        return tuple(_quickest(written).findall(written))
    return tuple(token.text for token in tokens(written))


_AROUND = ".,;:!?()[]\"'-/“”’"
"""Marks that are no part of a word before or after the letters of `_PLAIN`."""
_PLAIN = re.compile(f"{_QUICK}+")
_ASCII_CORE = "(?:[A-Za-z]+(?:['’‘.:][A-Za-z]+)*|[0-9]+(?:['’‘.,;][0-9]+)*)+"
_ASCII_WORD = re.compile(f"_*{_ASCII_CORE}(?:_+{_ASCII_CORE})*_*")
"""The rules of `_WORD` for what is in ASCII, but for the marks of print."""
_ASCII = re.compile("[\x00-\x7f‘’“”„–—…«»]*")


def _quickest(written: str) -> "re.Pattern[str] | regex.Pattern[str]":
    """Return what cuts a piece of text into its words in the least time, which are those of `_WORD`."""
    return _ASCII_WORD if written.isascii() or _ASCII.fullmatch(written) else _WORD


_KNOWN = _Known(MAX_KNOWN, LONGEST_KNOWN)


def bare_word(written: str) -> str:
    """Return the only word of what is between two blanks, in a tenth of the time; nothing where it may have several,
    none, or one that is more than letters and digits.
    """
    bare = written.strip(_AROUND)
    if len(bare) > LONGEST_KNOWN or not (bare.isalnum() if bare.isascii() else _PLAIN.fullmatch(bare)):
        return ""
    return bare


def only_word(written: str) -> tuple[int, int] | None:
    """Return where that word stands; None where there is none."""
    bare = bare_word(written)
    if not bare:
        return None
    start = 0 if bare is written else written.index(bare)
    return start, start + len(bare)


def lower(text: str) -> str:
    """Lower-case each code point by itself, as Lucene does, so that offsets stay as they are.

    Python's own lower() makes two code points of one (U+0130) and looks at the neighbours of a sigma.
    """
    return text.replace("\u0130", "i").replace("\u03a3", "\u03c3").lower()


def _limited(text: str, start: int, end: int) -> int:
    units = 0
    for limit in range(start, end):
        units += 2 if text[limit] > "\uffff" else 1
        if units > MAX_TOKEN:
            shorter = _WORD.match(text, start, limit)
            return shorter.end() if shorter else limit
    return end
