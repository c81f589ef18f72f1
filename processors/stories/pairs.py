"""Pairs of words of a head, by which a report is found that an outlet has written anew from its first sentence on.

Of such a text nothing stands as it stood, so no run of words leads to it; its names and figures are the same. A pair
counts for its day of publication alone: reports of other days have the same pairs and are none of its copies. Only
what is published early looks for those of the day before, too.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from processors.stories.head import KIND_BITS, Head, kind_of
from processors.stories.sketch import mix
from processors.text.word_lists import FIGURE, NAME, WORD

if TYPE_CHECKING:
    from numpy.typing import NDArray

PAIRS, ASKED_PAIRS = 5, 10
"""Pairs that lead to a text, the smallest by their hash; and those by which a text looks for others. A head in other
words has pairs of its own among the smallest: of what leads to a text it still has most, a little further on."""
EARLY = 16
"""The hour (UTC) before which a text looks for those of the day before as well: a report may travel over midnight."""
MIN_FACTS = 2
"""Names and figures from which on one of each pair's words has to be one."""
_BITS = 40
_ODD = 0x9E3779B97F4A7C15
"""The golden ratio in 64 bits, by which a day is weighed."""


def head_pairs(head: Head, published_at: datetime | None) -> tuple[int, ...]:
    """Give the hashes (below 2**40) of ASKED_PAIRS pairs of a head's telling words; the first PAIRS of them lead to it.

    There are none where the day is not known.
    """
    return pairs_of_days(head, published_at)[0]


def pairs_of_days(head: Head, published_at: datetime | None) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Give the same, and the hashes by which a text that was published early looks for texts of the day before."""
    kinds = {code >> KIND_BITS: kind_of(code) for code in (*head.title, *head.lede) if kind_of(code) >= WORD}
    if published_at is None or len(kinds) < 2:
        return (), ()
    pairs, at = _pairs(kinds), published_at.astimezone(UTC)
    day = at.toordinal()
    return _of_day(pairs, day), _of_day(pairs, day - 1) if at.hour < EARLY else ()


def _pairs(kinds: Mapping[int, int]) -> "NDArray[Any]":
    """Give the pairs of words, given with their kinds; where there are facts, each with one."""
    import numpy as np

    words = sorted(kinds)
    hashes = mix(np.array(words, dtype=np.uint64))
    pairs = hashes[:, None] + hashes[None, :]
    chosen = np.triu(np.ones(pairs.shape, dtype=bool), 1)
    facts = np.array([kinds[word] in (NAME, FIGURE) for word in words])
    if facts.sum() >= MIN_FACTS:
        chosen &= facts[:, None] | facts[None, :]
    chosen_pairs: NDArray[Any] = pairs[chosen]
    return chosen_pairs


def _of_day(pairs: "NDArray[Any]", day: int) -> tuple[int, ...]:
    import numpy as np

    found = mix(pairs + np.uint64(day * _ODD % (1 << 64))) >> np.uint64(64 - _BITS)
    found.sort()
    return tuple(found[:ASKED_PAIRS].tolist())
