"""Where a query's words stand in a document, and the snippets around them.

The same for both stores, so that they show the same. Words are marked by their stems, too.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import Any

from processors.query import phrases
from processors.query.fields import GROUP_FIELDS
from processors.query.nodes import (
    And,
    Boost,
    Fuzzy,
    Nested,
    Node,
    Or,
    Pattern,
    Value,
    Wildcard,
    Words,
    is_stemmed,
)
from processors.query.query import Query
from processors.text.cut import cut_end, cut_start
from processors.text.stems import STEM_RULES, stems_of
from processors.text.tokens import Token, tokens

HIGHLIGHTED_FIELDS = ("title", "summary", "text")
SNIPPET_CHARACTERS = 150
"""Characters of a snippet, about: what Elasticsearch gives."""
MAX_SNIPPETS = 3
"""Snippets of one field."""

Span = tuple[int, int]


def hit_spans(query: Query, document: dict[str, Any]) -> dict[str, list[Span]]:
    """Return by field where the words and groups that the query asks for stand: code points, in order, not
    overlapping.

    What the query excludes is not marked. A field without any is left out.
    """
    wanted = list(_positive(query.root))
    found = {}
    for field in HIGHLIGHTED_FIELDS:
        text = document.get(field)
        if isinstance(text, str) and (places := _in_field(wanted, field, text, document)):
            found[field] = _merged(places)
    return found


def make_snippets(query: Query, document: dict[str, Any]) -> dict[str, list[str]]:
    """Return by field up to three snippets of about 150 characters, escaped for HTML, with hits in `<em>`.

    The title comes whole.
    """
    return {
        field: [
            _marked(document[field], start, end, places)
            for start, end in _windows(field, document[field], places)
        ]
        for field, places in hit_spans(query, document).items()
    }


def _positive(node: Node) -> Iterator[Words | Pattern | Fuzzy | Value]:
    if isinstance(node, And | Or):
        for child in node.children:
            yield from _positive(child)
    elif isinstance(node, Boost | Nested):
        yield from _positive(node.child)
    elif isinstance(node, Words | Pattern | Fuzzy | Value):
        yield node


def _in_field(
    wanted: Sequence[Words | Pattern | Fuzzy | Value], field: str, text: str, document: dict[str, Any]
) -> list[Span]:
    places: list[Span] = []
    words: list[Token] | None = None
    for leaf in wanted:
        if isinstance(leaf, Value):
            places += _mentions(leaf, field, document)
        elif field in leaf.fields:
            words = list(tokens(text)) if words is None else words
            places += _words(leaf, words)
            if isinstance(leaf, Words) and is_stemmed(leaf) and document.get("language") in STEM_RULES:
                places += _stems(document["language"], leaf, words)
    return places


def _stems(language: str, leaf: Words, words: list[Token]) -> list[Span]:
    wanted = Words(leaf.fields, stems_of(language, leaf.tokens), leaf.raw, leaf.slop)
    stems = stems_of(language, [word.text for word in words])
    return _words(
        wanted, [Token(stem, word.start, word.end) for stem, word in zip(stems, words, strict=True)]
    )


def _mentions(leaf: Value, field: str, document: dict[str, Any]) -> Iterator[Span]:
    if leaf.field in GROUP_FIELDS:
        for mention in document.get("mentions") or ():
            if mention["group"] == leaf.value and mention["field"] == field:
                yield mention["start"], mention["end"]


def _words(leaf: Words | Pattern | Fuzzy, words: list[Token]) -> list[Span]:
    if isinstance(leaf, Words) and len(leaf.tokens) > 1:
        return _phrases(leaf, words)
    is_wanted = word_test(leaf)
    return [(word.start, word.end) for word in words if is_wanted(word.text)]


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


def _phrases(leaf: Words, words: list[Token]) -> list[Span]:
    """Find the phrase as one span; with slop, each of its words by itself."""
    found: list[Span] = []
    for places in phrases.find_phrase(leaf.tokens, [word.text for word in words], leaf.slop):
        if leaf.slop:
            found += [(words[place].start, words[place].end) for place in places]
        else:
            found.append((words[places[0]].start, words[places[-1]].end))
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


def _merged(places: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(places):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _windows(field: str, text: str, places: list[Span]) -> list[Span]:
    if field == "title":
        return [(0, len(text))]
    windows: list[Span] = []
    for start, end in places:
        if windows and end <= windows[-1][1]:
            continue
        if len(windows) == MAX_SNIPPETS:
            break
        room = max(SNIPPET_CHARACTERS - (end - start), 0)
        after = windows[-1][1] if windows else 0
        left = min(max(start - room // 3, after), start)
        right = max(left + SNIPPET_CHARACTERS, end)
        windows.append((cut_start(text, left, start, min(after, start)), cut_end(text, right, end)))
    return windows


def _marked(text: str, start: int, end: int, places: list[Span]) -> str:
    parts, at = [], start
    for left, right in places:
        if left < start or right > end:
            continue
        parts += [escape(text[at:left]), "<em>", escape(text[left:right]), "</em>"]
        at = right
    return "".join([*parts, escape(text[at:end])]).strip()
