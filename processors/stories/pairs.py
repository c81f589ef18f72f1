"""Pairs of words of a head, by which a report is found that an outlet has written anew from its first sentence on.

Of such a text nothing stands as it stood, so no run of words leads to it; its names and figures are the same. A pair
counts for its day of publication alone: reports of other days have the same pairs and are none of its copies. Only
what is published early looks for those of the day before, too.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from processors.stories.head import KIND_BITS, Head, kind_of
from processors.stories.sketch import mix
from processors.text.word_lists import FIGURE, NAME, WORD

if TYPE_CHECKING:
    from numpy.typing import NDArray

PAIRS, ASKED_PAIRS, EARLIER_PAIRS = 7, 40, 10
"""Pairs that lead to a text, the smallest by their hash; and those by which a text looks for others of its day, and
of the day before."""
PAIRS_OF_OLD = 5
"""Pairs that led to a text in an earlier version, whose rows go after thirty days."""
ASKED_WORDS = 80
"""Words of the text from which the latter are taken, twice a head's: in other words, what was first may come
later. Of 81 copies in other words in tests/data/stories 75 are found so, and 64 by ten pairs of the head alone."""
EARLY = 16
"""The hour (UTC) before which a text looks for those of the day before as well: a report may travel over midnight."""
MIN_NAMES = 2
"""Names from which on one of each pair's words has to be one. Where a script has no capitals there are none, and any
two words are a pair."""
_BITS = 40
_ODD = 0x9E3779B97F4A7C15
"""The golden ratio in 64 bits, by which a day is weighed."""


def head_pairs(head: Head, published_at: datetime | None) -> tuple[int, ...]:
    """Give the hashes (below 2**40) of the pairs of a head's telling words that lead to it, PAIRS at most.

    There are none where the day is not known.
    """
    if published_at is None:
        return ()
    return _of_day(_pairs((*head.title, *head.lede)), published_at.astimezone(UTC).toordinal(), PAIRS)


def head_pairs_of_old(head: Head, published_at: datetime | None) -> tuple[int, ...]:
    """Give the hashes of the pairs that led to a head in an earlier version: fewer, and figures led like names."""
    if published_at is None:
        return ()
    pairs = _pairs((*head.title, *head.lede), (NAME, FIGURE))
    return _of_day(pairs, published_at.astimezone(UTC).toordinal(), PAIRS_OF_OLD)


def asked_pairs(codes: Iterable[int], published_at: datetime | None) -> tuple[int, ...]:
    """Give the hashes of the pairs of words by which a text looks for others of its day, or of the day before, too.

    `codes` are those of its headline and of its first ASKED_WORDS words.
    """
    if published_at is None:
        return ()
    pairs, at = _pairs(codes), published_at.astimezone(UTC)
    earlier = _of_day(pairs, at.toordinal() - 1, EARLIER_PAIRS) if at.hour < EARLY else ()
    return _of_day(pairs, at.toordinal(), ASKED_PAIRS) + earlier


def _pairs(codes: Iterable[int], leading: tuple[int, ...] = (NAME,)) -> "NDArray[Any]":
    """Give the pairs of the words that tell what happened; where there are some of the leading kinds, each with one."""
    import numpy as np

    kinds = {code >> KIND_BITS: kind_of(code) for code in codes if kind_of(code) >= WORD}
    words = sorted(kinds)
    hashes = mix(np.array(words, dtype=np.uint64))
    pairs = hashes[:, None] + hashes[None, :]
    chosen = np.triu(np.ones(pairs.shape, dtype=bool), 1)
    names = np.array([kinds[word] in leading for word in words])
    if names.sum() >= MIN_NAMES:
        chosen &= names[:, None] | names[None, :]
    chosen_pairs: NDArray[Any] = pairs[chosen]
    return chosen_pairs


def _of_day(pairs: "NDArray[Any]", day: int, most: int) -> tuple[int, ...]:
    import numpy as np

    found = mix(pairs + np.uint64(day * _ODD % (1 << 64))) >> np.uint64(64 - _BITS)
    found.sort()
    return tuple(found[:most].tolist())
