"""The fingerprint of a text: what of it is compared with the texts that come before and after it."""

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

import msgspec

from processors.stories.head import Head, first_codes, make_head_of, text_words
from processors.stories.pairs import ASKED_PAIRS, ASKED_WORDS, EARLIER_PAIRS, PAIRS, asked_pairs, head_pairs
from processors.stories.rest import Rest, make_rest
from processors.stories.sketch import Sketch, make_sketch
from processors.stories.tolls import tells_of_rise
from processors.text.tokens import tokens

HEAD_BANDS = 4
SKETCH_BANDS = 12
BANDS = HEAD_BANDS + SKETCH_BANDS + PAIRS
ASKED_BANDS = BANDS + ASKED_PAIRS + EARLIER_PAIRS
"""Hashes of a text by which others find it: of its beginning, which copies under other background share, of all, and
of pairs of words of its head, which copies in other words share."""
BAND_BITS = 32
"""Bits of a hash that are kept as a band: in SQLite an article takes 36 bytes less than with all 40. Among a million
texts, one new text in five is led to a stranger by chance, and compared with it in vain."""
_BAND, _HALF = (1 << BAND_BITS) - 1, 1 << BAND_BITS - 1
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
    asked_pairs: tuple[int, ...] = ()
    """The same of its first words, by which it looks for texts of its day, and of the day before."""
    words: frozenset[int] = frozenset()
    """The hashes of its words that tell what happened, its headline's included."""
    rest: Rest = Rest()
    """What will be remembered of those that its head has not."""
    variety: float = 1.0
    """The share (0 to 1) of its telling words, each as often as it stands there, that do not repeat another."""
    tells_rise: bool = False
    """Whether it says itself that a toll has risen."""

    @property
    def bands(self) -> tuple[int, ...]:
        """The hashes by which others find it, each once."""
        return self._bands(self.pairs)

    @property
    def asked_bands(self) -> tuple[int, ...]:
        """The hashes by which it finds others, each once: its own among them, which copies of it have."""
        return self._bands((*self.pairs, *self.asked_pairs))

    def __reduce__(self) -> "tuple[Callable[[bytes], Fingerprint], tuple[bytes]]":
        """Go from process to process packed, in two fifths of the time that pickle takes for a thousand numbers."""
        return _unpack, (msgspec.msgpack.encode(self),)

    def _bands(self, pairs: tuple[int, ...]) -> tuple[int, ...]:
        return _bands((*self.beginning[:HEAD_BANDS], *self.sketch[:SKETCH_BANDS], *pairs))


def _unpack(packed: bytes) -> Fingerprint:
    return _DECODER.decode(packed)


_DECODER = msgspec.msgpack.Decoder(Fingerprint)


def band_of(value: int) -> int:
    """Give the band of a hash: its lowest bits, as a number that may be negative, which SQLite keeps in four bytes."""
    return (value & _BAND) - _HALF


@lru_cache(512)
def _bands(hashes: tuple[int, ...]) -> tuple[int, ...]:
    """Give what `band_of` gives of hashes, each once: a text of a pass is asked for them several times."""
    return tuple(dict.fromkeys([(value & _BAND) - _HALF for value in hashes]))


def make_fingerprint(
    title: str | None, text: str, language: str | None, published_at: datetime | None = None
) -> Fingerprint:
    """Give the fingerprint of an article in a language (ISO 639-1), the same on every machine."""
    first, words = first_codes(text, language, ASKED_WORDS), text_words(text, language)
    head = make_head_of(title or "", text, language, first)
    telling = head.telling()
    return Fingerprint(
        make_sketch(text),
        make_sketch(_beginning(text)),
        head,
        words.runs,
        published_at,
        head_pairs(head, published_at),
        asked_pairs((*head.title, *first), published_at),
        words=words.telling | telling,
        rest=make_rest(words.telling, telling),
        variety=words.variety,
        tells_rise=tells_of_rise(title or "", text, language),
    )


def _beginning(text: str) -> str:
    end = 0
    for token, _ in zip(tokens(text[:BEGINNING_CHARACTERS]), range(BEGINNING_WORDS), strict=False):
        end = token.end
    return text[:end]
