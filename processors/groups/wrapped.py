"""Names that a line's end breaks between two words, where a text's lines are wrapped: "of the Islamic / State said".

A line's end parts paragraphs in a stored text, and the last word of a heading and the first of what follows are no
name. So a name is one across it only within a sentence:

* a letter stands before the line's end and one behind it, with blanks at most, or a hyphen of the name ("Lashkar-e-");
* before the name its line has a word that is neither the name's nor a capital's: headings, lists and bylines have none;
* behind the name its line goes on, and not with a colon: "Religion: Islamic / State: Punjab" is a table.
"""

import re
from collections.abc import Iterator

from ahocorasick_rs import AhoCorasick

from processors.groups.fold import Folded
from processors.text.fold_characters import BLANK, PARAGRAPH_BREAK

_LINE_END = re.compile(r"\n(?:(?<=[^\W_]\n)|(?<=[^\W_] \n))(\n)? ?(?=[^\W_])")
"""The end of a line between two words. What ends in a stop, a mark or a bracket ends a sentence or a heading."""
_HYPHEN_END = re.compile(r"\n(?:(?<=\w[-\u2010]\n)|(?<=\w[-\u2010]\r\n))(?=[^\W\d_])")
"""The same behind a hyphen, which may be the name's own: elsewhere folding takes it for a word's that is parted."""
_HYPHENED = re.compile(
    r"[-\u2010]\r?\n(?:linked|led|run|backed|affiliated|aligned|allied|held|controlled|ruled|appointed|inspired|"
    r"claimed|era|style|owned|imposed|occupied|dominated|trained|funded|planted|fired)\b"
)
"""A hyphen and a line's end behind a name, and what English writes together with one."""
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


def is_hyphened(folded: Folded, end: int) -> bool:
    """Tell whether a line ends at a hyphen behind a name in English: "the Hezbollah- / linked accounts"."""
    source = folded.source
    if PARAGRAPH_BREAK not in source:
        return False
    return _HYPHENED.match(source, folded.span(end - 1, end)[1]) is not None


def find_wrapped(folded: Folded, automaton: AhoCorasick) -> list[Place]:
    """Return the spellings of an automaton that stand on both sides of a line's end."""
    return list(_wrapped(folded, automaton)) if PARAGRAPH_BREAK in folded.source else []


def _wrapped(folded: Folded, automaton: AhoCorasick) -> Iterator[Place]:
    plain = folded.text
    for left, right in _joints(folded):
        from_ = max(plain.rfind(PARAGRAPH_BREAK, 0, left) + 1, left - _LONGEST)
        window = plain[from_:left] + BLANK + plain[right : right + _LONGEST].partition(PARAGRAPH_BREAK)[0]
        at = left - from_
        for entry, start, end in automaton.find_matches_as_indexes(window, overlapping=True):
            if start < at and at + 1 < end:
                first, last = from_ + start, right + end - at - 1
                if _is_in_sentence(folded, first, last):
                    yield entry, first, last


def _joints(folded: Folded) -> Iterator[tuple[int, int]]:
    """Yield where a line ends in the folded text and where the next begins: at a hyphen both are one."""
    plain, source = folded.text, folded.source
    for found in _LINE_END.finditer(plain):
        if found[1] is None or source.startswith("\r\n", folded.span(found.start(), found.end())[0]):
            yield found.start() - plain.endswith(BLANK, 0, found.start()), found.end()
    broken = [found.end() for found in _HYPHEN_END.finditer(source)]
    yield from ((at, at) for at in folded.places(broken))


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
