"""Pairs of words of a head, by which a report is found that an outlet has written anew from its first sentence on.

Of such a text nothing stands as it stood, so no run of words leads to it; its names and figures are the same. A pair
counts for its day of publication alone: reports of other days have the same pairs and are none of its copies.
"""

from datetime import UTC, datetime

from processors.stories.head import KIND_BITS, Head, kind_of
from processors.stories.sketch import mix
from processors.text.word_lists import FIGURE, NAME, WORD

PAIRS, ASKED_PAIRS = 5, 16
"""Pairs that lead to a text, the smallest by their hash; and those by which a text looks for others. A head in other
words has pairs of its own among the smallest: of what leads to a text it still has most, a little further on."""
MIN_FACTS = 2
"""Names and figures from which on one of each pair's words has to be one."""
_BITS = 40
_ODD = 0x9E3779B97F4A7C15
"""The golden ratio in 64 bits, by which a day is weighed."""


def head_pairs(head: Head, published_at: datetime | None) -> tuple[int, ...]:
    """Give the hashes (below 2**40) of ASKED_PAIRS pairs of a head's telling words; the first PAIRS of them lead to it.

    There are none where the day is not known.
    """
    import numpy as np

    kinds = {code >> KIND_BITS: kind_of(code) for code in (*head.title, *head.lede) if kind_of(code) >= WORD}
    if published_at is None or len(kinds) < 2:
        return ()
    words = sorted(kinds)
    hashes = mix(np.array(words, dtype=np.uint64))
    pairs = hashes[:, None] + hashes[None, :]
    chosen = np.triu(np.ones(pairs.shape, dtype=bool), 1)
    facts = np.array([kinds[word] in (NAME, FIGURE) for word in words])
    if facts.sum() >= MIN_FACTS:
        chosen &= facts[:, None] | facts[None, :]
    day = published_at.astimezone(UTC).toordinal() * _ODD % (1 << 64)
    found = mix(pairs[chosen] + np.uint64(day)) >> np.uint64(64 - _BITS)
    found.sort()
    return tuple(found[:ASKED_PAIRS].tolist())
