"""Plain text: which lines are paragraphs, and whether the first of them is a headline."""

import regex

from processors.text.characters import comparable_form

MAX_HEADLINE = 200
"""Characters in the longest headline worth believing; the longest in the seeds and the tests has 98."""

_STOP = regex.compile(r"[.!…。！؟۔।:;][\p{Pe}\p{Pf}\"'»”’*]*$")
_WRAPPED_AT = 100
"""No line longer than this, and the text was wrapped to a width: then a newline is a blank."""


def split_paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a tidied text: its lines, or its blocks where lines are wrapped to a width."""
    blocks = [[line for line in block.split("\n") if line] for block in regex.split(r"\n[ \t]*\n", text)]
    lines = [line for block in blocks for line in block[:-1]]
    if lines and max(map(len, lines)) <= _WRAPPED_AT and sum(map(len, lines)) / len(lines) > _WRAPPED_AT / 2:
        return [" ".join(block) for block in blocks if block]
    return [line for block in blocks for line in block]


def split_headline(paragraphs: list[str]) -> tuple[str | None, list[str]]:
    """Return the headline and the paragraphs under it; (None, paragraphs) where the text begins at once.

    The first line is a headline when the next repeats it, or when it is short, ends like no sentence and
    something that does end like one follows.
    """
    if len(paragraphs) < 2 or len(paragraphs[0]) > MAX_HEADLINE:
        return None, paragraphs
    first, rest = paragraphs[0], paragraphs[1:]
    repeated = comparable_form(first) == comparable_form(rest[0]) != ""
    if repeated or (
        not _STOP.search(first) and any(_STOP.search(text) and len(text) > len(first) for text in rest)
    ):
        return first, rest
    return None, paragraphs
