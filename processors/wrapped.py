"""Raw text whose lines were broken at a width, as in mail or in a terminal: where such breaks are blanks.

An article's text has one line a paragraph, and no name goes over its end. What people hand in may be wrapped,
and a name goes over the end of a line as any two words do.
"""

import re
from itertools import pairwise

NARROWEST, WIDEST = 40, 120
"""Characters of the longest line of a wrapped text. Narrower are lists and verses, wider are paragraphs."""

_EMPTY_LINES = re.compile(r"(\n(?:[^\S\n]*\n)+)")
_INNER_BREAK = re.compile(r"(?<=[^\n])\r?\n(?=[^\n])")


def unwrapped(text: str) -> str:
    """Return the text, as long as before, with the line breaks of wrapped paragraphs as blanks.

    A paragraph (what stands between empty lines) is wrapped where every break in it was needed: the next word
    would have made the line longer than the text's longest.
    """
    width = max(map(_length, text.split("\n")))
    if not NARROWEST <= width <= WIDEST:
        return text
    blocks = _EMPTY_LINES.split(text)
    return "".join(
        _INNER_BREAK.sub(lambda found: " " * len(found[0]), block) if _is_wrapped(block, width) else block
        for block in blocks
    )


def _is_wrapped(block: str, width: int) -> bool:
    return all(
        _length(line) + 1 + len((following.split() or [""])[0]) > width
        for line, following in pairwise(block.strip("\n").split("\n"))
    )


def _length(line: str) -> int:
    return len(line.rstrip("\r"))
