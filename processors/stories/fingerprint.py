"""The fingerprint of a text: what of it is compared with the texts that come before and after it."""

from datetime import datetime
from typing import NamedTuple

from processors.stories.head import Head, make_head, word_runs
from processors.stories.pairs import ASKED_PAIRS, PAIRS, pairs_of_days
from processors.stories.sketch import Sketch, make_sketch
from processors.text.tokens import tokens

HEAD_BANDS = 4
SKETCH_BANDS = 12
BANDS = HEAD_BANDS + SKETCH_BANDS + PAIRS
ASKED_BANDS = BANDS - PAIRS + 2 * ASKED_PAIRS
"""Hashes of a text by which others find it: of its beginning, which copies under other background share, of all, and
of pairs of words of its head, which copies in other words share."""
BAND_BITS = 32
"""Bits of a hash that are kept as a band: in SQLite an article takes 36 bytes less than with all 40. Among a million
texts, one new text in five is led to a stranger by chance, and compared with it in vain."""
BEGINNING_WORDS = 60
"""Words of the text from which the bands of its beginning are taken."""
BEGINNING_CHARACTERS = 1000
"""The same, where words are long or a character is a word."""


class Fingerprint(NamedTuple):
    """What is known of a text that has just come; of one that came before only sketch and head are remembered."""

    sketch: Sketch = ()
    beginning: Sketch = ()
    """The hashes of its first words, all of them."""
    head: Head = Head()
    runs: frozenset[int] = frozenset()
    """Every run of words in it, among which the head of another text is looked for."""
    published_at: datetime | None = None
    """When it was published (UTC), where more than the day is known."""
    pairs: tuple[int, ...] = ()
    """The hashes of some pairs of words of its head."""
    earlier_pairs: tuple[int, ...] = ()
    """The same, by which texts of the day before are found."""

    @property
    def bands(self) -> tuple[int, ...]:
        """The hashes by which others find it, each once."""
        return self._bands(self.pairs[:PAIRS])

    @property
    def asked_bands(self) -> tuple[int, ...]:
        """The hashes by which it finds others, each once."""
        return self._bands((*self.pairs[:ASKED_PAIRS], *self.earlier_pairs[:ASKED_PAIRS]))

    def _bands(self, pairs: tuple[int, ...]) -> tuple[int, ...]:
        every = (*self.beginning[:HEAD_BANDS], *self.sketch[:SKETCH_BANDS], *pairs)
        return tuple(dict.fromkeys(map(band_of, every)))


def band_of(value: int) -> int:
    """Give the band of a hash: its lowest bits, as a number that may be negative, which SQLite keeps in four bytes."""
    return (value & (1 << BAND_BITS) - 1) - (1 << BAND_BITS - 1)


def make_fingerprint(
    title: str | None, text: str, language: str | None, published_at: datetime | None = None
) -> Fingerprint:
    """Give the fingerprint of an article in a language (ISO 639-1), the same on every machine."""
    head = make_head(title or "", text, language)
    return Fingerprint(
        make_sketch(text),
        make_sketch(_beginning(text)),
        head,
        word_runs(text, language),
        published_at,
        *pairs_of_days(head, published_at),
    )


def _beginning(text: str) -> str:
    end = 0
    for token, _ in zip(tokens(text[:BEGINNING_CHARACTERS]), range(BEGINNING_WORDS), strict=False):
        end = token.end
    return text[:end]
