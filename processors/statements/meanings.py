"""What a written word means to the patterns of a language: of which of their parts it is one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain

from processors.statements.lines import LONGEST, MAX_KNOWN, cut
from processors.text.known_words import KnownWords

MARKS = ".,;:!?()[]\"'-/“”‘’«»–—…،؛؟۔"
"""Marks around a word that are passed over where they mean nothing to the patterns."""
Word = tuple[str, bool]
"""A folded word, and whether it is only the beginning of one."""
Part = frozenset[Word]
"""A part of a pattern: one of these words has to stand there."""
Meaning = tuple[int, ...]
"""The numbers of the parts of patterns of which a word is one."""


class Meanings(KnownWords[Meaning]):
    """Of which parts of patterns a word is one, by how it stands between blanks in a folded text."""

    def __init__(self, numbers: dict[Part, int], joined: Iterable[str]) -> None:
        super().__init__(MAX_KNOWN, LONGEST)
        self._whole: dict[str, list[int]] = defaultdict(list)
        self._open: dict[str, list[int]] = defaultdict(list)
        for part, number in numbers.items():
            for word, is_open in part:
                (self._open if is_open else self._whole)[word].append(number)
        self._joined = frozenset(joined)
        self._lengths = sorted({len(word) for word in self._open})
        self._shortest = min(self._lengths, default=0)
        self._starts = frozenset(word[: self._shortest] for word in self._open)
        """What says of most words that they have none of these beginnings."""
        self._marks = "".join(mark for mark in MARKS if not (self._whole.get(mark) or self._open.get(mark)))

    def find_out(self, written: str) -> Meaning:
        """Return what a word means."""
        bare = written.strip(self._marks)
        every: Sequence[int]
        if not (bare.isascii() and bare.isalnum()):
            every = [
                part for word in cut(written) for way in self._ways(word) for part in self._parts_of(way)
            ]
        elif bare[0] in self._joined:
            every = [part for way in self._ways(bare) for part in self._parts_of(way)]
        else:
            every = self._parts_of(bare)
        return tuple(set(every)) if every else ()

    def telling(self, words: Iterable[str]) -> list[str]:
        """Return those of some words that may mean anything: that most do not is seen at once, and not kept."""
        marks, whole, joined = self._marks, self._whole, self._joined
        starts, shortest = self._starts, self._shortest
        return [
            word
            for word in words
            if not (
                (bare := word.strip(marks)).isalnum()
                and bare.isascii()
                and bare not in whole
                and bare[:shortest] not in starts
                and bare[0] not in joined
            )
        ]

    def _ways(self, word: str) -> tuple[str, ...]:
        """Return a word, and its two parts where it begins with a particle that is written together with it."""
        return (word, word[0], word[1:]) if word[0] in self._joined and len(word) > 1 else (word,)

    def _parts_of(self, word: str) -> Sequence[int]:
        found = self._whole.get(word, ())
        if word[: self._shortest] not in self._starts:
            return found
        begun = (self._open.get(word[:end], ()) for end in self._lengths if end <= len(word))
        return [*found, *chain.from_iterable(begun)]
