"""Where in a text a frame can match at all: most sentences tell of nothing, and are not looked at any further.

A frame's pattern matches only where a word of each of its parts stands in the sentence. One automaton finds them all.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from ahocorasick_rs import AhoCorasick

from processors.groups.fold import fold_text
from processors.statements.frames import Element, Pattern
from processors.statements.match import Lexicon

BEFORE = 2
"""Sentences before one that may tell something which are read, too: it may say "he", or go on with a quotation."""
Words = frozenset[tuple[str, bool]]
"""Folded words, and whether each is only the beginning of one: a part of a pattern is one of them."""


class Anchors:
    """The words of a language's frames, and the names of voices, that make a sentence worth reading."""

    def __init__(self, lexicon: Lexicon, names: Iterable[str]) -> None:
        needed: dict[Words, dict[frozenset[Words], list[int]]] = defaultdict(lambda: defaultdict(list))
        for _, patterns, _ in lexicon.triggers:
            for pattern in patterns:
                parts = _parts_of(pattern, lexicon)
                needed[max(parts, key=_weight, default=frozenset())][parts].append(id(pattern))
        self._patterns = {anchor: list(some.items()) for anchor, some in needed.items()}
        self._always = {one for _, some in self._patterns.get(frozenset(), ()) for one in some}
        self._voices = frozenset((name, False) for name in names)
        self._parts: dict[tuple[str, bool], list[Words]] = defaultdict(list)
        every = {part for some in self._patterns.values() for parts, _ in some for part in parts}
        for part in every | {self._voices}:
            for word in part:
                self._parts[word].append(part)
        self._words = list(self._parts)
        self._automaton = AhoCorasick([word for word, _ in self._parts])
        self._is_spaced = "joined" not in lexicon.written.words and lexicon.language not in ("zh", "ja", "th")

    def sentences(self, text: str, spans: Sequence[tuple[int, int]]) -> dict[int, set[int]]:
        """Return the numbers of the sentences to read, of those that a text has at `spans`.

        Each with the patterns that may match in it, as their `id`: a sentence is also read for what follows it.
        """
        folded, starts = fold_text(text), [start for start, _ in spans]
        plain = folded.text
        found: dict[int, set[tuple[str, bool]]] = defaultdict(set)
        for entry, start, end in self._automaton.find_matches_as_indexes(plain, overlapping=True):
            word, is_open = self._words[entry]
            if self._is_spaced:
                if start and plain[start - 1].isalnum():
                    continue
                if not is_open and plain[end : end + 1].isalnum():
                    continue
            found[bisect_right(starts, folded.span(start, end)[0]) - 1].add((word, is_open))
        to_read = dict.fromkeys(range(len(spans)), self._always) if self._always else {}
        for number, words in found.items():
            there = {part for word in words for part in self._parts[word]}
            alive = self._alive(there)
            if alive or self._voices in there:
                to_read[number] = alive | self._always
                for before in range(max(0, number - BEFORE), number):
                    to_read.setdefault(before, set())
        return to_read

    def _alive(self, there: set[Words]) -> set[int]:
        """Return the patterns of which a word of each part is there."""
        return {
            one
            for part in there
            for parts, some in self._patterns.get(part, ())
            if parts <= there
            for one in some
        }


def _parts_of(pattern: Pattern, lexicon: Lexicon) -> frozenset[Words]:
    """Return the parts that have to stand where a pattern matches."""
    parts = {
        _words_of(element, lexicon)
        for element in pattern
        if not (element.gap or element.optional or element.group)
    }
    return frozenset(parts)


def _words_of(element: Element, lexicon: Lexicon) -> Words:
    words = {(word, False) for word in (*element.exact, *(phrase[0] for phrase in element.phrases))}
    words |= {(word, True) for word in element.begins}
    for name in element.classes:
        words |= lexicon.first_words(name)
    return frozenset(words)


def _weight(words: Words) -> float:
    """Return how much a part says: by its shortest word, for that is what is found everywhere."""
    return min((len(word) for word, _ in words), default=0) - len(words) / 1_000
