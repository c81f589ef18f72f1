"""The words and values of a batch of documents, and which of the documents have them.

Sets of documents are the bits of an integer: the first document is the lowest.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, islice, pairwise, takewhile
from typing import Any, TypeAlias

import numpy as np

from processors.query.fields import DEFAULT_FIELDS, FIELDS, Field
from processors.query.nodes import Fuzzy, Pattern, Wildcard
from processors.query.words import is_within_edits
from processors.stores.document import document_values
from processors.text.folding import fold_terms
from processors.text.tokens import terms

Bits: TypeAlias = int
Stems: TypeAlias = Callable[[str, Iterable[str]], Mapping[str, Sequence[str]] | None]
"""Gives for a language, and for words as `processors.text.tokens` cuts them, what each is stemmed to, or None.
"""


class Vocabulary:
    """Of some documents; with `stems`, those of title and text by the document's language too."""

    def __init__(self, documents: Sequence[dict[str, Any]], stems: Stems | None = None) -> None:
        self.ids = [str(document["id"]) for document in documents]
        self.everything: Bits = (1 << len(documents)) - 1
        self.fields = _postings(documents)
        self.stems = stems
        self.stemmed = self._stemmed(documents) if stems else {}
        """By language: its documents, and in which of them each stem stands."""
        self._stems_of: dict[str, Mapping[str, Sequence[str]]] = {}
        self._words: dict[str, WordList] = {}

    def documents_with(self, field: str, term: str) -> Bits:
        """Give the documents with this token or keyword in a field."""
        return self.fields[field].get(term, 0) if field in self.fields else 0

    def documents_like(self, field: str, leaf: Pattern | Fuzzy) -> Bits:
        """Give the documents with a token or keyword in a field that a pattern matches, or that is near a word."""
        if field not in self.fields:
            return 0
        if field not in self._words:
            self._words[field] = WordList(self.fields[field])
        words = self._words[field]
        found = words.matching(leaf) if isinstance(leaf, Pattern) else words.near(leaf.token, leaf.distance)
        return _union(map(self.fields[field].__getitem__, found))

    def add_stemmed(self, words: Collection[str]) -> None:
        """Have these words of queries stemmed, all at once; no others can be asked for by their stems."""
        if self.stems:
            self._stems_of = {language: self.stems(language, words) or {} for language in self.stemmed}

    def present_words(self) -> Iterator[str]:
        """Yield those of the known words that stand in some document in one form or another."""
        for language, known in self._stems_of.items():
            _, postings = self.stemmed[language]
            yield from (word for word, stems in known.items() if all(stem in postings for stem in stems))

    def documents_with_stems(self, words: Sequence[str]) -> tuple[Bits, Bits]:
        """Give the documents with the stems of these words, each as the document's own language stems it.

        Those that have them all, and those sure to match: of one stem, whose place is no matter.
        """
        most = least = 0
        for language, (documents, postings) in self.stemmed.items():
            known = self._stems_of[language]
            several = [stem for word in words for stem in known[word]]
            for stem in several:
                documents &= postings.get(stem, 0)
            most |= documents
            least |= documents if len(several) == 1 else 0
        return most, least

    def _stemmed(self, documents: Sequence[dict[str, Any]]) -> dict[str, tuple[Bits, dict[str, Bits]]]:
        having: dict[str, Bits] = defaultdict(int)
        for number, document in enumerate(documents):
            if language := document.get("language"):
                having[language] |= 1 << number
        written = _written(documents)
        stemmed = {
            language: (bits, self._postings_of(language, bits, written)) for language, bits in having.items()
        }
        return {language: (bits, found) for language, (bits, found) in stemmed.items() if found is not None}

    def _postings_of(
        self, language: str, documents: Bits, written: Mapping[str, Bits]
    ) -> dict[str, Bits] | None:
        """Give where the stems of a language's documents stand, or None where it has none."""
        words = {word: here for word, bits in written.items() if (here := bits & documents)}
        known = self.stems(language, words) if self.stems else None
        if known is None:
            return None
        postings: dict[str, Bits] = {}
        for word, stems in known.items():
            for stem in stems:
                postings[stem] = postings.get(stem, 0) | words[word]
        return postings


class WordList:
    """Words that can be looked up by their parts and by their likeness."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = sorted(word for word in words if word)

    def matching(self, leaf: Pattern) -> list[str]:
        """Give the words that a pattern matches, found by how it begins or by the longest of its literal parts."""
        perhaps = self._perhaps(leaf)
        if leaf.parts[1:] == (Wildcard.MANY,) and isinstance(leaf.parts[0], str):
            return list(perhaps)
        regex = re.compile("".join(_WILD.get(part) or re.escape(str(part)) for part in leaf.parts), re.DOTALL)
        return [word for word in perhaps if regex.fullmatch(word)]

    def _perhaps(self, leaf: Pattern) -> Iterable[str]:
        first = leaf.parts[0]
        literal = max((part for part in leaf.parts if isinstance(part, str)), key=len, default="")
        if isinstance(first, str):
            after = islice(self.words, bisect_left(self.words, first), None)
            return takewhile(lambda word: word.startswith(first), after)
        return self._with(literal) if literal else self.words

    def _with(self, literal: str) -> Iterator[str]:
        """Give the words that contain this."""
        at = self.joined.find(literal)
        while at >= 0:
            place = bisect_right(self.starts, at) - 1
            if literal in self.words[place]:  # what begins in one word and ends in the next is none
                yield self.words[place]
                at = self.starts[place + 1] - 1 if place + 1 < len(self.starts) else len(self.joined)
            at = self.joined.find(literal, at + 1)

    def near(self, word: str, distance: int) -> list[str]:
        """Give the words that at most `distance` edits make of this one; a swap of neighbours is one edit."""
        shortest, longest = len(word) - distance, len(word) + distance
        first, end = bisect_left(self.lengths, shortest), bisect_right(self.lengths, longest)
        letters, pairs = self.signatures[:, first:end] ^ _signature(word)
        # An edit changes at most two letters, and three pairs of letters for as many others.
        close = (np.bitwise_count(letters) <= 2 * distance) & (np.bitwise_count(pairs) <= 6 * distance)
        perhaps = (self.by_length[first + place] for place in np.flatnonzero(close))
        return [other for other in perhaps if is_within_edits(word, other, distance)]

    @cached_property
    def joined(self) -> str:
        """The words, one right after the other."""
        return "".join(self.words)

    @cached_property
    def starts(self) -> list[int]:
        """Where each word begins in `joined`."""
        return list(accumulate(map(len, self.words[:-1]), initial=0)) if self.words else []

    @cached_property
    def by_length(self) -> list[str]:
        """The words, shorter ones first."""
        return sorted(self.words, key=len)

    @cached_property
    def lengths(self) -> list[int]:
        """The lengths of those."""
        return list(map(len, self.by_length))

    @cached_property
    def signatures(self) -> "np.ndarray[Any, np.dtype[np.uint64]]":
        """Their letters, and their pairs of letters, each hashed to one of 64 bits."""
        return _signatures(self.by_length)


_WILD: Mapping[str | Wildcard, str] = {Wildcard.MANY: ".*", Wildcard.ONE: "."}


def _signature(word: str) -> "np.ndarray[Any, np.dtype[np.uint64]]":
    """Return of one word what `_signatures` returns of many."""
    points = list(map(ord, word))
    letters = pairs = 0
    for one in points:
        letters |= 1 << one % 61
    for one, other in pairwise(points):
        pairs |= 1 << (31 * one + other) % 61
    return np.array([[letters], [pairs]], np.uint64)


def _signatures(words: Sequence[str]) -> "np.ndarray[Any, np.dtype[np.uint64]]":
    if not words:
        return np.zeros((2, 0), np.uint64)
    points = np.frombuffer("".join(words).encode("utf-32-le"), np.uint32).astype(np.uint64)
    starts = np.fromiter(accumulate(map(len, words[:-1]), initial=0), np.int64, len(words))
    pairs = points * np.uint64(31) + np.roll(points, -1)
    bits = [np.uint64(1) << (each % np.uint64(61)) for each in (points, pairs)]
    ends = np.append(starts[1:], len(points)) - 1
    bits[1][ends] = 0
    return np.stack([np.bitwise_or.reduceat(each, starts) for each in bits])


def _postings(documents: Sequence[dict[str, Any]]) -> dict[str, dict[str, Bits]]:
    postings: dict[str, dict[str, Bits]] = defaultdict(dict)
    for number, document in enumerate(documents):
        bit = 1 << number
        for name, value in document_values(document):
            field = FIELDS[name]
            if field.kind in ("text", "keyword"):
                having = postings[name]
                for term in _indexed(field, value):
                    having[term] = having.get(term, 0) | bit
    return postings


def _written(documents: Sequence[dict[str, Any]]) -> dict[str, Bits]:
    """Give the words of titles and texts as they are written, of which stems are made."""
    written: dict[str, Bits] = defaultdict(int)
    for number, document in enumerate(documents):
        for word in {word for name in DEFAULT_FIELDS for word in terms(document.get(name) or "")}:
            written[word] |= 1 << number
    return written


def _indexed(field: Field, value: str) -> Collection[str]:
    if field.kind == "text":
        return set(fold_terms(value) if field.is_folded else terms(value))
    return (value,) if field.fits(value) else ()


def document_numbers(bits: Bits) -> Iterator[int]:
    """Yield the numbers of the documents in a set."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _union(several: Iterable[Bits]) -> Bits:
    found = 0
    for each in several:
        found |= each
    return found
