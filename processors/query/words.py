"""Whether words are what a query looks for: by a pattern, by edits, by their places in a phrase."""

import re
from collections.abc import Callable, Sequence

from processors.query import phrases
from processors.query.nodes import Fuzzy, Pattern, Wildcard, Words, forms_of
from processors.text.folding import MARK, Folded, Form, is_marked
from processors.text.tokens import Token

Span = tuple[int, int]
"""Start and end in a text: code points, end exclusive."""


def find_words(leaf: Words | Pattern | Fuzzy, folded: Folded) -> list[tuple[Span, ...]]:
    """Return where a leaf is met in a text: of each time, the spans of its words.

    A phrase is one span from its first word to its last; with slop, each of its words is one.
    """
    if isinstance(leaf, Words):
        return [spans for form in forms_of(leaf) for spans in _find_form(form, folded, leaf.slop)]
    is_wanted = word_test(leaf)
    joined = [(first, end) for first, end, whole in folded.joined if is_wanted(MARK + whole)]
    met = [(word.start, word.end) for word in folded.words if is_wanted(word.text)]
    met += [(folded.words[first].start, folded.words[end - 1].end) for first, end in joined]
    return [(span,) for span in met]


def has_form(form: Form, folded: Folded, slop: int) -> bool:
    """Tell whether words stand in a text in a form that they may have."""
    return bool(_find_form(form, folded, slop))


def _find_form(form: Form, folded: Folded, slop: int) -> list[tuple[Span, ...]]:
    if not is_marked(form):
        return find_sequence(form, folded.words, slop)
    bare = tuple(word.removeprefix(MARK) for word in form)
    return [spans for window in folded.windows() for spans in find_sequence(bare, window, 0)]


def find_sequence(sought: Sequence[str], words: Sequence[Token], slop: int) -> list[tuple[Span, ...]]:
    """Return where words are met in a row, or near each other: the spans as `find_words` gives them."""
    if len(sought) == 1:
        return [((word.start, word.end),) for word in words if word.text == sought[0]]
    found: list[tuple[Span, ...]] = []
    for places in phrases.find_phrase(sought, [word.text for word in words], slop):
        if slop:
            found.append(tuple((words[place].start, words[place].end) for place in places))
        else:
            found.append(((words[places[0]].start, words[places[-1]].end),))
    return found


def word_test(leaf: Pattern | Fuzzy) -> Callable[[str], bool]:
    """Return what tells whether a word or value is what the leaf looks for."""
    if isinstance(leaf, Fuzzy):
        return lambda word: is_within_edits(leaf.token, word, leaf.distance)
    wild = {Wildcard.MANY: ".*", Wildcard.ONE: "."}
    pattern = re.compile(
        "".join(wild[p] if isinstance(p, Wildcard) else re.escape(p) for p in leaf.parts), re.DOTALL
    )
    return lambda word: pattern.fullmatch(word) is not None


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
