"""Sketches of texts: few numbers from which it is seen, without the texts, that one holds the other.

A text becomes its shingles (every run of five words; of eight characters where a script writes no spaces; case,
accents, punctuation and the script of digits aside), each hashed to 40 bits, and its sketch is the SKETCH_SIZE smallest
hashes: a bottom-k MinHash (Broder 1997; Cohen and Kaplan 2007). The smallest hashes of a text that was cut out of
another are among the smallest of the other. The lowest bit of a hash tells whether its shingle has a digit.

`processors.stories.likeness` decides from two sketches, and more, whether their texts are one report.
"""

import unicodedata
from functools import cache, partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

Sketch = tuple[int, ...]
"""Distinct hashes in ascending order, each below 2**40, at most SKETCH_SIZE."""

SKETCH_SIZE = 96
"""At 96 a share of a half is known to within 5 per cent (one standard error), and a sketch is 480 bytes."""
SHINGLE_WORDS = 5
"""Words a shingle. Shorter runs are shared by unrelated reports (names, titles, set phrases)."""
SHINGLE_CHARACTERS = 8
"""Characters a shingle where most words are single characters: four to five words of Chinese."""
_BITS = 40
_BYTES = _BITS // 8
_LOW_BITS, _LOW_BYTES = 32, 4
_APART, _LETTER, _DIGIT, _ALONE, _DROPPED = range(5)
_NO_SPACES = (
    *((0x0E01, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF)),
    *((0x3040, 0x30FF), (0x3400, 0x9FFF), (0xF900, 0xFAFF)),
)
"""Thai and Lao, Burmese, Khmer, kana, ideographs."""
_HANGUL = range(0xAC00, 0xD7A4)
"""Syllables, each of two or three letters."""
_ODD = 0x9E3779B97F4A7C15
"""The golden ratio in 64 bits, by which a shingle's words are weighed by their place."""
_EMOJI = 0x1F000
"""Where pictures begin. They, and the few rare ideographs beyond, are passed over."""


def make_sketch(text: str) -> Sketch:
    """Give the sketch of a text; the same on every machine, and empty for a text without a shingle."""
    import numpy as np

    hashes, digits, alone = _words(text)
    run = SHINGLE_CHARACTERS if 2 * alone > len(hashes) else SHINGLE_WORDS
    count = len(hashes) - run + 1
    if count < 1:
        return ()
    shingles = np.zeros(count, dtype=np.uint64)
    numbers = np.zeros(count, dtype=bool)
    odd = np.uint64(_ODD)
    for offset in range(run):
        shingles = shingles * odd + hashes[offset : offset + count]
        numbers |= digits[offset : offset + count]
    shingles = (mix(shingles) >> np.uint64(64 - _BITS)) & ~np.uint64(1) | numbers
    shingles.sort()
    new = np.ones(count, dtype=bool)
    np.not_equal(shingles[1:], shingles[:-1], out=new[1:])
    return tuple(shingles[new][:SKETCH_SIZE].tolist())


def complete_up_to(side: Sketch) -> int:
    """Give the largest hash up to which a sketch is complete: a sketch that is not full knows all of its text."""
    return side[-1] if len(side) >= SKETCH_SIZE else 1 << _BITS


def retained_share(before: Sketch, after: Sketch) -> float:
    """Give the share (0 to 1) of an older text's shingles that still stand in a newer one; 1 where it has none."""
    end = min(complete_up_to(before), complete_up_to(after))
    ours = {value for value in before if value <= end}
    return len(ours.intersection(after)) / len(ours) if ours else 1.0


def _words(text: str) -> "tuple[NDArray[Any], NDArray[Any], int]":
    """Give for each word its hash and whether it has a digit; and how many of them are single characters."""
    import numpy as np

    folds, kinds = _characters()
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    codes = codes[codes < len(folds)] if codes.max(initial=0) >= len(folds) else codes
    codes = folds[codes]
    kind = kinds[codes]
    if (kind == _DROPPED).any():
        codes, kind = codes[kind != _DROPPED], kind[kind != _DROPPED]
    inside, alone = kind != _APART, kind == _ALONE
    first = inside.copy()
    first[1:] &= ~inside[:-1] | alone[:-1] | alone[1:]
    if not first.any():
        return np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=bool), 0
    codes, starts = codes[inside].astype(np.uint64), np.flatnonzero(first[inside])
    lengths = np.diff(starts, append=len(codes))
    place = (np.arange(len(codes)) - np.repeat(starts, lengths)).astype(np.uint64)
    hashes = np.add.reduceat(mix(codes + (place << np.uint64(32))), starts)
    digits = np.maximum.reduceat((kind[inside] == _DIGIT).view(np.uint8), starts).view(bool)
    return hashes, digits, int(np.count_nonzero(alone))


@cache
def _characters() -> "tuple[NDArray[Any], NDArray[Any]]":
    """Give for every character below _EMOJI what it is folded to, and what it is.

    What is folded to more than one letter stays as it is: an article has its ligatures from one hand. Every process
    makes these tables, so that each step is taken for all characters at once, and by itself for the few that change.
    """
    import numpy as np

    characters = list(map(chr, range(_EMOJI)))
    category = np.array(list(map(unicodedata.category, characters)))
    folds = np.arange(_EMOJI, dtype=np.uint32)
    bare = map(partial(unicodedata.normalize, "NFKD"), map(str.casefold, characters))
    changing = [code for code, form in enumerate(bare) if form != characters[code] and code not in _HANGUL]
    folds[changing] = [_fold(characters[code]) for code in changing]
    digits = np.flatnonzero(category == "Nd").tolist()
    folds[digits] = [ord("0") + unicodedata.decimal(characters[code]) for code in digits]
    kinds = np.full(_EMOJI, _APART, dtype=np.uint8)
    kinds[np.array(list(map(str.isalnum, characters)))] = _LETTER
    for low, high in _NO_SPACES:
        here = kinds[low : high + 1]
        here[here == _LETTER] = _ALONE
    kinds[digits] = _DIGIT
    kinds[np.isin(category, ("Mn", "Mc", "Me", "Cf"))] = _DROPPED
    return folds, kinds


def _fold(char: str) -> int:
    base = [c for c in unicodedata.normalize("NFKD", char.casefold()) if not unicodedata.combining(c)]
    return ord(base[0]) if len(base) == 1 else ord(char)


def mix(values: "NDArray[Any]") -> "NDArray[Any]":
    """Spread each value over all 64 bits (the finaliser of splitmix64, Steele et al. 2014)."""
    import numpy as np

    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: NDArray[Any] = values ^ (values >> np.uint64(31))
    return mixed


def pack_tight(value: Sketch) -> bytes:
    """Pack a sketch into 4.2 bytes a hash: its lower 32 bits, and before these how much the upper ones grow.

    That is Elias's and Fano's code of an ascending sequence: for each hash as many zeros as its upper bits have grown,
    and a one.
    """
    import numpy as np

    values = np.array(value, dtype=np.uint64)
    places = (values >> np.uint64(_LOW_BITS)).astype(np.int64) + np.arange(len(values))
    ones = np.zeros(int(places[-1]) + 1 if len(values) else 0, dtype=np.uint8)
    ones[places] = 1
    return bytes([len(values)]) + values.astype("<u4").tobytes() + np.packbits(ones).tobytes()


def unpack_tight(data: bytes) -> Sketch:
    """Unpack what `pack_tight` packed."""
    import numpy as np

    count = data[0]
    low = np.frombuffer(data, dtype="<u4", count=count, offset=1).astype(np.uint64)
    upper = np.frombuffer(data, dtype=np.uint8, offset=1 + _LOW_BYTES * count)
    places = np.flatnonzero(np.unpackbits(upper)) - np.arange(count)
    return tuple((places.astype(np.uint64) << np.uint64(_LOW_BITS) | low).tolist())


def pack_sketch(value: Sketch) -> bytes:
    """Pack a sketch, 5 bytes a hash, little-endian."""
    import numpy as np

    return np.array(value, dtype="<u8").view(np.uint8).reshape(-1, 8)[:, :_BYTES].tobytes()


def unpack_sketch(data: bytes) -> Sketch:
    """Unpack what `pack_sketch` packed."""
    import numpy as np

    wide = np.zeros((len(data) // _BYTES, 8), dtype=np.uint8)
    wide[:, :_BYTES] = np.frombuffer(data, dtype=np.uint8).reshape(-1, _BYTES)
    return tuple(wide.reshape(-1).view("<u8").tolist())
