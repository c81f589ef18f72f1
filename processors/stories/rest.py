"""The telling words of a text behind its head, as far as they are remembered: their number, and a sample of them.

A report that an outlet has written anew has few of its runs of words, but most of its words, in its head or behind.
Which of two texts' words are the same is known of the heads, and of the rest it is estimated by the sample.
"""

from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import NamedTuple

SAMPLE = 10
"""Words behind the head that are remembered, the smallest by their hash: of a text of 100 words these are most."""
_MOST = 255
_CUT = 5
"""Bits of a word's hash that are not remembered: of a text's words one in 500 is like another one then."""
_BYTES = 2
_MARK = 0x80
"""Before a packed rest: a head of an earlier version has none, and begins with a smaller number."""


class Rest(NamedTuple):
    """What is remembered of the words behind a head."""

    number: int = 0
    """How many words tell what happened that the head has not."""
    some: tuple[int, ...] = ()
    """The smallest of their hashes, cut."""


UNKNOWN = Rest(-1)
"""Of a text that an earlier version remembered, before rests were."""


def make_rest(words: AbstractSet[int], head: AbstractSet[int]) -> Rest:
    """Give the rest of a text, by the hashes of its telling words and of its head's."""
    behind = sorted(words - head)
    return Rest(min(_MOST, len(behind)), tuple(word >> _CUT for word in behind[:SAMPLE]))


def number_found(rest: Rest, words: frozenset[int]) -> float:
    """Estimate how many of the words behind a head another text has, given the hashes of its words."""
    if not rest.some:
        return 0.0
    return rest.number * len(_cut(words).intersection(rest.some)) / len(rest.some)


@lru_cache(4)
def _cut(words: frozenset[int]) -> frozenset[int]:
    """Cut the hashes of a text's words as those of a sample are: a text is compared with several."""
    return frozenset(word >> _CUT for word in words)


def pack_rest(rest: Rest) -> bytes:
    """Pack a rest, two bytes a word, its number and that of the sample before them."""
    return bytes([_MARK | len(rest.some), rest.number]) + b"".join(
        word.to_bytes(_BYTES, "little") for word in rest.some
    )


def unpack_rest(data: bytes) -> tuple[Rest, bytes]:
    """Unpack what `pack_rest` packed, UNKNOWN where nothing did; give what stands behind it as well."""
    if not data or data[0] < _MARK:
        return UNKNOWN, data
    end = 2 + _BYTES * (data[0] - _MARK)
    some = tuple(int.from_bytes(data[at : at + _BYTES], "little") for at in range(2, end, _BYTES))
    return Rest(data[1], some), data[end:]
