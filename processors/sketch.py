"""Sketches of texts: few numbers from which it is seen, without the texts, that one holds the other.

A text becomes its shingles (every run of five words, punctuation and case aside; of five characters where a
script writes no spaces), each hashed to 64 bits, and its sketch is the K smallest hashes: a bottom-k MinHash
(Broder 1997; Cohen and Kaplan 2007). The smallest hashes of a text that was cut out of another are among the
smallest of the other, so that a copy is found by what it shares even when it lost its end. One sketch is K
integers, which a ledger can index one by one.
"""

import re
import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import uint64
    from numpy.typing import NDArray

Sketch = tuple[int, ...]
"""Distinct signed 64-bit integers, in the order of their unsigned values, at most K."""

K = 32
"""At 32, half a text is still met in about 16 places, and a sketch is 256 bytes."""
WORDS = 5
"""Words a shingle. Shorter runs are shared by unrelated reports (names, titles, set phrases)."""
SAME = 0.4
"""Share of the smaller text's shingles from which on it is a copy of the larger."""
FEWEST = 4
"""Shared hashes below which nothing is concluded."""

_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_]+")
_MASK = 2**64


def sketch(text: str) -> Sketch:
    """Give the sketch of a text; the same on every machine, and empty for a text without a shingle."""
    import numpy as np

    words = _TOKEN.findall(text.casefold())
    if len(words) < WORDS:
        return ()
    hashes = np.array([zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in words], dtype=np.uint64)
    shingles = np.zeros(len(words) - WORDS + 1, dtype=np.uint64)
    for offset in range(WORDS):
        shingles = _mix(shingles + hashes[offset : offset + len(shingles)])
    return tuple(int(value) for value in np.unique(shingles)[:K].astype(np.int64))


def shared(one: Sketch, other: Sketch) -> tuple[int, float]:
    """Give how many hashes two sketches share, and the share of the smaller text found in the larger (0 to 1).

    Only hashes up to the smaller of both sketches' ends are compared: beyond it one of the two knows nothing.
    """
    if not one or not other:
        return 0, 0.0
    end = min(_end(one), _end(other))
    ours, theirs = ({value % _MASK for value in side if value % _MASK <= end} for side in (one, other))
    both = len(ours & theirs)
    return both, both / max(1, min(len(ours), len(theirs)))


def is_copy(one: Sketch, other: Sketch) -> bool:
    """Tell whether one of two texts is a copy, whole or in part, of the other."""
    both, share = shared(one, other)
    return one == other != () or (both >= FEWEST and share >= SAME)


def _end(side: Sketch) -> int:
    """Give the largest hash up to which a sketch is complete: a sketch that is not full knows all of its text."""
    return side[-1] % _MASK if len(side) == K else _MASK


def _mix(values: "NDArray[uint64]") -> "NDArray[uint64]":
    """Spread each value over all 64 bits (the finaliser of splitmix64, Steele et al. 2014)."""
    import numpy as np

    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def to_bytes(value: Sketch) -> bytes:
    """Pack a sketch, 8 bytes a hash, big-endian."""
    return b"".join(number.to_bytes(8, "big", signed=True) for number in value)


def from_bytes(data: bytes) -> Sequence[int]:
    """Unpack what `to_bytes` packed."""
    return tuple(int.from_bytes(data[at : at + 8], "big", signed=True) for at in range(0, len(data), 8))
