"""Whether words are what a query looks for: by a pattern, by edits, by their places in a phrase."""

import re
from collections.abc import Callable, Sequence

from processors.query import phrases
from processors.query.nodes import Fuzzy, Pattern, Wildcard, Words
from processors.text.tokens import Token

Span = tuple[int, int]
"""Start and end in a text: code points, end exclusive."""


def find_words(leaf: Words | Pattern | Fuzzy, words: Sequence[Token]) -> list[tuple[Span, ...]]:
    """Return where a leaf is met among the words of a text: of each time, the spans of its words.

    A phrase is one span from its first word to its last; with slop, each of its words is one.
    """
    if isinstance(leaf, Words) and len(leaf.tokens) > 1:
        return _phrases(leaf, words)
    is_wanted = word_test(leaf)
    return [((word.start, word.end),) for word in words if is_wanted(word.text)]


def word_test(leaf: Words | Pattern | Fuzzy) -> Callable[[str], bool]:
    """Return what tells whether a word or value is what the leaf looks for; of a phrase, its first word."""
    if isinstance(leaf, Words):
        return leaf.tokens[0].__eq__
    if isinstance(leaf, Fuzzy):
        return lambda word: is_within_edits(leaf.token, word, leaf.distance)
    wild = {Wildcard.MANY: ".*", Wildcard.ONE: "."}
    pattern = re.compile(
        "".join(wild[p] if isinstance(p, Wildcard) else re.escape(p) for p in leaf.parts), re.DOTALL
    )
    return lambda word: pattern.fullmatch(word) is not None


def _phrases(leaf: Words, words: Sequence[Token]) -> list[tuple[Span, ...]]:
    found: list[tuple[Span, ...]] = []
    for places in phrases.find_phrase(leaf.tokens, [word.text for word in words], leaf.slop):
        if leaf.slop:
            found.append(tuple((words[place].start, words[place].end) for place in places))
        else:
            found.append(((words[places[0]].start, words[places[-1]].end),))
    return found


def is_within_edits(one: str, other: str, distance: int) -> bool:
    """Tell whether at most `distance` insertions, deletions, replacements or swaps of neighbours make one
    the other.
    """
    if abs(len(one) - len(other)) > distance:
        return False
    one, other = _bare(one, other)
    if max(len(one), len(other)) <= distance:
        return True
    if distance == 1:
        return len(one) == 2 and one == other[::-1]
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > distance and min(before) > distance:
            return False
    return row[-1] <= distance


def _bare(one: str, other: str) -> tuple[str, str]:
    """Return two words without what they begin with and end with alike: no edit of that would make them nearer."""
    start, least = 0, min(len(one), len(other))
    while start < least and one[start] == other[start]:
        start += 1
    end = 0
    while end < least - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return one[start : len(one) - end], other[start : len(other) - end]
