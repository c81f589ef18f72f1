"""How many articles of one language have a word: the fewer, the more it tells of one event.

Counted in a table of fixed size, in which a few words share a place. When much has been counted, all counts are halved,
so that words of last year's news are rare again.
"""

import math
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

PLACES = 1 << 16
"""Counts in a table: 128 KB."""
MOST_ARTICLES = 60_000
"""Articles after which the counts are halved."""

UNCOUNTED = 100
"""Articles that are taken to have been counted before the first, without its words: else the first would tell nothing
of each other."""
POWER = 1.4
"""To which the logarithm is raised: names and other rare words decide."""

Array = NDArray[Any]


class Rarity:
    """The counts of one language."""

    def __init__(self, articles: int = 0, counts: Array | None = None) -> None:
        self.articles = articles
        self.counts: Array = np.zeros(PLACES, np.uint16) if counts is None else counts

    def count(self, words: Array) -> None:
        """Count the words (each once) of an article."""
        self.articles += 1
        self.counts[words & (PLACES - 1)] += 1  # once where two words have one place
        if self.articles >= MOST_ARTICLES:
            self.articles //= 2
            self.counts >>= 1

    def of(self, words: Array) -> Array:
        """Give how much each word tells: a power of the logarithm of articles a word."""
        held = self.counts[words & (PLACES - 1)]
        told: Array = np.maximum(math.log(self.articles + UNCOUNTED) - np.log(held + 0.7), 0.0) ** POWER
        return told

    def pack(self) -> bytes:
        """Pack the counts for the ledger."""
        return bytes(self.counts.astype("<u2").tobytes())


def unpack_rarity(articles: int, data: bytes) -> Rarity:
    """Unpack what `Rarity.pack` packed."""
    return Rarity(articles, np.frombuffer(data, "<u2").astype(np.uint16))


def as_words(codes: Iterable[int]) -> Array:
    """Give the numbers of words as an array, in order."""
    return np.array(sorted(codes), dtype=np.uint32)
