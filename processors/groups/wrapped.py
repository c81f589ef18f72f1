"""Names that a line's end breaks between two words, where a text's lines are wrapped: "of the Islamic / State said".

A line's end parts paragraphs in a stored text, and the last word of a heading and the first of what follows are no
name. So a name is one across it only within a sentence:

* a letter stands before the line's end and one behind it, with blanks at most, or a hyphen of the name ("Lashkar-e-");
* before the name its line has a word that is neither the name's nor a capital's: headings, lists and bylines have none;
* behind the name its line goes on, and not with a colon: "Religion: Islamic / State: Punjab" is a table.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from ahocorasick_rs import AhoCorasick

from processors.groups.fold import Folded
from processors.text.fold_characters import BLANK, PARAGRAPH_BREAK

_LINE_END = re.compile(r"\n(?:(?<=[^\W_]\n)|(?<=[^\W_] \n))(\n)? ?(?=[^\W_])")
"""The end of a line between two words. What ends in a stop, a mark or a bracket ends a sentence or a heading."""
_HYPHEN_END = re.compile(r"\n(?:(?<=\w[-\u2010]\n)|(?<=\w[-\u2010]\r\n))(?=[^\W\d_])")
"""The same behind a hyphen, which may be the name's own: elsewhere folding takes it for a word's that is parted."""
_HYPHENED = re.compile(
    r"\n(?:(?<=[-\u2010]\n)|(?<=[-\u2010]\r\n))(?:linked|led|run|backed|affiliated|aligned|allied|held|controlled|ruled|appointed|inspired|"
    r"claimed|era|style|owned|imposed|occupied|dominated|trained|funded|planted|fired)\b"
)
"""A hyphen and a line's end behind a name, and what English writes together with one."""
_STOPS = frozenset('.!?:;,)]}»”"…。！？\n')
_UNWRAPPED = 2
"""Lines that end in a stop before any other: a text that begins with so many has a paragraph in each line."""
_NOWHERE: frozenset[int] = frozenset()
_LONGEST = 80
"""Characters of a name on each side of a line's end, at most."""
_LINE = 400
"""Characters of a line to look at before a name."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_CAPITALISED = re.compile(r"[^\W\d_]*[A-ZÀ-ÞА-ЯІЇЄ]")
_OF_TITLES = re.compile(
    r"(?:by|von|par|por|di|de|of|the|and|und|et|y|e|от|автор|den|dem|des|der|die|das|la|el|lo)\Z"
)
"""Small words of names, titles and bylines."""
_ARTICLES = frozenset(("the", "den", "dem", "des", "der", "die", "das", "la", "el", "lo"))
"""Those before a group's name, where the line behind it goes on as a sentence does."""
_GOES_ON = re.compile(r"[,.;] |'s | [a-zß-ÿа-яіїє]")
_FEWEST = 2
"""Words of a line that are neither, in scripts that have no capitals."""

Place = tuple[int, int, int]
"""Which spelling, and where in the folded text it begins and ends."""


def line_ends(source: str, words: frozenset[str]) -> list[int]:
    """Return where lines of a text end behind a hyphen, or behind what may be the first word of a name.

    `words` are those of `first_words`. A text of paragraphs, whose lines end in stops, is done with at once.
    """
    ends: list[int] = []
    at, stops = source.find(PARAGRAPH_BREAK), 0
    while at > 0 and (ends or stops < _UNWRAPPED):
        if source[at - 1] in _STOPS or (source[at - 1] == BLANK and source[at - 2] in _STOPS):
            stops += 1
        elif _may_end(source[max(0, at - _LONGEST) : at], words):
            ends.append(at)
        at = source.find(PARAGRAPH_BREAK, at + 1)
    return ends


def _may_end(line: str, words: frozenset[str]) -> bool:
    """Tell whether the last word of a line may be the first of a name, or has a hyphen behind it."""
    word = line.rstrip().replace("-", BLANK).rpartition(BLANK)[2].lower()
    return not word or not word.isascii() or word.lstrip("'\"(") in words


def hyphened_ends(folded: Folded, ends: Sequence[int]) -> frozenset[int]:
    """Return where names may end in English though a letter follows: "the Hezbollah- / linked accounts".

    `ends` are those of `line_ends`.
    """
    found = [at + 1 for at in ends if _HYPHENED.match(folded.source, at)]
    return frozenset(folded.places(found)) if found else _NOWHERE


def first_words(spellings: Iterable[str]) -> frozenset[str]:
    """Return the words, in letters of ASCII, that have another behind them in one of some folded spellings."""
    return frozenset(
        word for one in spellings if BLANK in one for word in one.split(BLANK)[:-1] if word.isascii()
    )


def find_wrapped(folded: Folded, ends: Sequence[int], automaton: AhoCorasick) -> Iterator[Place]:
    """Yield the spellings of an automaton that stand on both sides of one of the `ends` of lines."""
    plain = folded.text
    for left, right in _joints(folded, ends):
        from_ = max(plain.rfind(PARAGRAPH_BREAK, 0, left) + 1, left - _LONGEST)
        window = plain[from_:left] + BLANK + plain[right : right + _LONGEST].partition(PARAGRAPH_BREAK)[0]
        at = left - from_
        for entry, start, end in automaton.find_matches_as_indexes(window, overlapping=True):
            if start < at and at + 1 < end:
                first, last = from_ + start, right + end - at - 1
                if _is_in_sentence(folded, first, last):
                    yield entry, first, last


def _joints(folded: Folded, ends: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield where a line ends in the folded text and where the next begins: at a hyphen both are one."""
    source = folded.source
    hyphens = [at + 1 for at in ends if _HYPHEN_END.match(source, at)]
    yield from ((at, at) for at in (folded.places(hyphens) if hyphens else ()))
    starts = [at - source.startswith("\r\n", at - 1) for at in ends]
    for at, start in zip(folded.places(starts), starts, strict=True):
        found = _LINE_END.match(folded.text, at)
        if found and (found[1] is None or source.startswith("\r\n", start)):
            yield at - folded.text.endswith(BLANK, 0, at), found.end()


def _is_in_sentence(folded: Folded, start: int, end: int) -> bool:
    """Tell whether a sentence goes on before and behind a name that a line's end breaks."""
    plain = folded.text
    line = max(plain.rfind(PARAGRAPH_BREAK, 0, start) + 1, start - _LINE)
    behind = plain[end : end + 1]
    if start == line or behind in ("", PARAGRAPH_BREAK, ":"):
        return False
    words = _WORD.findall(folded.source, *folded.span(line, start))
    small = [word for word in words if not _CAPITALISED.match(word) and not _OF_TITLES.match(word)]
    if any(word[0].islower() for word in small) or len(small) >= _FEWEST:
        return True
    last = folded.span(end - 1, end)[1]
    return not _ARTICLES.isdisjoint(words) and _GOES_ON.match(folded.source, last) is not None
