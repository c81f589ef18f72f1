"""Raw text whose lines were broken at a width, as in mail or in a terminal: where such breaks are blanks.

An article's text has one line a paragraph, and no name goes over its end. What people hand in may be wrapped,
and a name goes over the end of a line as any two words do.
"""

from itertools import pairwise

MIN_WIDTH, MAX_WIDTH = 40, 120
"""Characters of the longest line of a wrapped text. Narrower are lists and verses, wider are paragraphs."""
FULL_LINE = 0.8
"""Of the width that a line with the next word has to exceed: programs fill lines, people leave a margin."""


def unwrap(text: str) -> str:
    """Return the text, as long as before, with the line breaks that a width made as blanks.

    Such a break stands between two lines with words, of which the first is full: the next word would have made
    it longer than the text's longest line, or nearly. Headlines, ends of paragraphs and most lists stay.
    """
    lines = text.split("\n")
    width = max(len(line.rstrip("\r")) for line in lines)
    if not MIN_WIDTH <= width <= MAX_WIDTH:
        return text
    parts = [lines[0]]
    for line, following in pairwise(lines):
        if _is_full(line.rstrip("\r"), following, width):
            parts[-1] = parts[-1].removesuffix("\r").ljust(len(parts[-1]))
            parts += " ", following
        else:
            parts += "\n", following
    return "".join(parts)


def _is_full(line: str, following: str, width: int) -> bool:
    words = following.split(maxsplit=1)
    return bool(words and line.strip()) and len(line) + 1 + len(words[0]) > FULL_LINE * width
