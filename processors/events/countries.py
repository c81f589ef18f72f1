"""Countries that the beginning of an article names, as nouns or by their people: Libya, Libyan, ливийский, الليبية.

The names in countries.json are CLDR's, of which scripts/make_countries.py makes it, with those that are formed in no
usual way. Others are a name, or its stem, with an ending of the language. US states stand for the United States, since
they tell towns of one name apart.
"""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from processors.events.places import PREFIXES, elided, name_form, name_words
from processors.text.tokens import Token

LONGEST_NAME = 4
MIN_STEM = 4
"""Letters of a stem to which an ending is joined."""
MIN_CYRILLIC_STEM = 3
"""The same where vowels are cut off a name's end: of Сирия three letters are left."""
LONGEST_ENDING = 6
_ROMANCE = "o a os as i e no na nos nas ni ne ano ana anos anas ani ane ino ina inos inas es esa eses esi ese eno ena"
_ENDINGS = {
    "en": "n an ian ni i ese ish ans ians is s",
    "fr": "n en ne enne ens ennes ien ienne iens iennes ain aine ains aines ais aise aises ois oise oises eenne een",
    "es": _ROMANCE + " enos enas ense enses ies aco aca",
    "pt": _ROMANCE + " ense enses",
    "it": _ROMANCE + " eni ico ica ici iche acco acca",
    "de": "s r er ern ische ischen ischer isches sche schen scher sches nische nischen nesische nesischen",
    "ru": "ск иск ииск анск инск ц иц анц",
    "uk": "ськ иськ анськ инськ ськии ц иц анц",
    "ar": "ی یه ین ون یین یون ه ان",
    "fa": "ی",
    "ur": "ی",
    "ps": "ی",
    "tr": "li lı lu lü",
}
_WHOLE = {("en", "i"), ("en", "is"), ("en", "s")}
"""Endings of whole names alone: Francis is of no France, and Chins are of no China."""
_LAST = {"ar": "اه", "de": "n"}
"""Letters that a name loses before an ending, beside vowels."""
_ARTICLE = "ال"
_UNCASED = frozenset({"ar", "fa", "hi", "ps", "ur"})
"""Languages that know no capitals."""
_SMALL_ADJECTIVES = frozenset({"de", "es", "fr", "it", "pt", "ru", "uk"})
"""Languages that write a people's adjective in small letters."""
_VOWELS = "aeiouyаеиоуюяії"


def find_countries(text: str, found: Sequence[Token], language: str | None) -> frozenset[str]:
    """Give the codes (ISO 3166) of the countries that words of a text name in a language (ISO 639-1).

    In small letters only adjectives name one, in languages that write them so; an unknown language has no names.
    """
    if language is None or language not in _names():
        return frozenset()
    codes = set()
    passed = 0
    for at, each in enumerate(found):
        read = _read(each.text, language)
        if read is None or at < passed:
            continue
        if text[each.start + elided(each.text)].islower() and language not in _UNCASED:
            if language in _SMALL_ADJECTIVES and read.country and not read.is_noun:
                codes.add(read.country)
            continue
        size, code = _of_words(found[at : at + LONGEST_NAME], language) if read.begins else (1, None)
        passed = at + size
        if code := code or read.country:
            codes.add(code)
    return frozenset(codes)


class _Read(NamedTuple):
    country: str | None
    begins: bool
    """Whether it is the first word of longer names."""
    is_noun: bool
    """Whether it is the country's own name: as a word in small letters it is another, as Russian "того" is."""


@lru_cache(20_000)
def _read(word: str, language: str) -> _Read | None:
    """Give what a word as written tells of countries; None for nearly every word, so that little is done for each."""
    folded = _folded(word, language)
    countries = [(code, each) for each in folded if (code := _of_word(each, language))]
    begins = bool(folded) and folded[0] in _begun(language)
    if not countries:
        return _Read(None, begins, is_noun=False) if begins else None
    code, name = countries[0]
    return _Read(code, begins, is_noun=name in _names()[language] and name not in _adjectives(language))


def _of_words(found: Sequence[Token], language: str) -> tuple[int, str | None]:
    """Give the country whose name begins some words, and how many of them it has; else one and none."""
    for size in range(len(found), 1, -1):
        words = [word for each in found[:size] for word in _folded(each.text, language)]
        if code := _names()[language].get(" ".join(words)):
            return size, code
    return 1, None


def _folded(word: str, language: str) -> tuple[str, ...]:
    return tuple(fold(each, language) for each in name_words(word))


def fold(word: str, language: str) -> str:
    """Give the form by which a word of a country's name is known: without the article in Arabic alone."""
    keeps = _ARTICLE if language != "ar" and _has_article(word) else ""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name_form(word)) if not unicodedata.combining(c))
    return keeps + plain.casefold()


def _of_word(word: str, language: str) -> str | None:
    """Give the country that one folded word names: the longest name with an ending of the language, or with none."""
    named, stems = _names()[language], _stems(language)
    bare = [word]
    if language == "ar":
        bare += [word[1:]] if word[0] in PREFIXES and len(word) > MIN_STEM else []
        bare += [each[2:] for each in bare if each.startswith("ال") and len(each) > MIN_STEM]
    for each in bare:
        if code := named.get(each):
            return code
    endings = _endings(language)
    for each in bare:
        for cut in range(len(each) - 1, max(_min_stem(language), len(each) - LONGEST_ENDING) - 1, -1):
            known = named if (language, each[cut:]) in _WHOLE else stems
            if each[cut:] in endings and (code := known.get(each[:cut])):
                return code
    return None


def _min_stem(language: str) -> int:
    return MIN_CYRILLIC_STEM if language in ("ru", "uk") else MIN_STEM


def _has_article(word: str) -> bool:
    return word[0] in "اأإآ" and len(word) - len(name_form(word)) == len(_ARTICLE)


class _Table(NamedTuple):
    names: Mapping[str, Mapping[str, str]]
    """Codes of countries by names and adjectives, by language."""
    adjectives: Mapping[str, Sequence[str]]
    """Those of them that are written in small letters."""


@cache
def _table() -> _Table:
    return _Table(**json.loads(Path(__file__).with_name("countries.json").read_text("utf-8")))


def _names() -> Mapping[str, Mapping[str, str]]:
    return _table().names


@cache
def _adjectives(language: str) -> frozenset[str]:
    return frozenset(_table().adjectives.get(language, ()))


@cache
def _begun(language: str) -> frozenset[str]:
    """Give the words with which names of several words begin: others need not be joined with those behind them."""
    return frozenset(name.split()[0] for name in _names()[language] if " " in name)


@cache
def _endings(language: str) -> frozenset[str]:
    return frozenset(_ENDINGS.get(language, "").split())


@cache
def _stems(language: str) -> Mapping[str, str]:
    """Give the names of one word to which endings are joined, whole and without their last letters."""
    found: dict[str, str] = {}
    several: set[str] = set()
    last = _VOWELS + _LAST.get(language, "")
    for name, code in _names()[language].items():
        forms = {name, name[:-1] if name[-1] in last else name, name.removesuffix("en")}
        for form in forms if " " not in name else ():
            if len(form) >= _min_stem(language) and found.setdefault(form, code) != code:
                several.add(form)
    return {
        form: code
        for form, code in found.items()
        if form not in several or _names()[language].get(form) == code
    }
