"""What is known of a language's words: which are common, which are weekdays, months or numbers.

The lists come from justext (common words; in five languages from spaCy and stopwords-iso, kept in common_words.json),
from the CLDR by Babel (weekdays and months), and from num2words (numbers, kept in number_words.json).
"""

import json
import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import regex

from processors.text.known_words import KnownWords
from processors.text.stems import STEM_RULES, known_stems, stems_of
from processors.text.tokens import MAX_TOKEN, tokens

COMMON, MONTH, WORD, NAME, FIGURE, WEEKDAY, DATE = range(7)
"""Kinds of words: of every text, a month, other, with a capital within a sentence, a number in digits or letters,
a weekday, a day of a month. What is below WORD tells nothing of what happened."""
_ARABIC_ARTICLE, _ARABIC_ONE = "ال", "احد"
"""Sunday has the article in Arabic; without it the word means one."""
_PERSIAN_DAY = regex.compile(r"(یک|دو|سه|چهار|پنج)[\s\u200c]شنبه")
"""Weekdays are written as one word, as two, or with a joiner."""


def one_word_days(text: str) -> str:
    """Write each Persian weekday as one word."""
    return _PERSIAN_DAY.sub(r"\1شنبه", text)


_OTHER_DIGIT = re.compile(r"(?![0-9])\d")


def ascii_digits(word: str) -> str:
    """Write the digits of any script as those of ASCII."""
    return (
        word if word.isascii() else _OTHER_DIGIT.sub(lambda found: str(unicodedata.decimal(found[0])), word)
    )


class WordLists(NamedTuple):
    """What is known of a language's words, each as a stem."""

    common: frozenset[str]
    weekdays: frozenset[str]
    months: frozenset[str]
    numbers: dict[str, str]
    day_numbers: dict[str, int] = {}  # noqa: RUF012
    units: frozenset[str] = frozenset()
    no_weekdays: frozenset[str] = frozenset()
    """Words, as written, that have a weekday's stem and are others."""

    @staticmethod
    @cache
    def of(language: str | None) -> "WordLists":
        """Give the lists of a language, empty ones for one that nobody has lists for."""
        return WordLists(
            _common(language), _calendar(language, "days"), _calendar(language, "months"), _numbers(language),
            _day_numbers(language), _units(language), _NO_WEEKDAYS.get(language or "", frozenset()),
        )  # fmt: skip

    def day_number(self, stem: str) -> int | None:
        """Give the number of a weekday, from 0 for Monday."""
        return self.day_numbers.get(stem)

    def kind(self, word: str, stem: str) -> tuple[str, int]:
        """Give the form by which a word is compared, and its kind."""
        if word[0].isdecimal():
            return ascii_digits(word), FIGURE
        if number := self.numbers.get(word) or self.numbers.get(stem):
            return number, FIGURE
        is_weekday = stem in self.weekdays and word not in self.no_weekdays
        if is_weekday and (stem != _ARABIC_ONE or word.startswith(_ARABIC_ARTICLE)):
            return stem, WEEKDAY
        if stem in self.months:
            return stem, MONTH
        return stem, COMMON if stem in self.common else WORD


class Forms(KnownWords[tuple[str, int]]):
    """The form by which a word of one language is compared, and its kind: few words are met once."""

    def __init__(self, language: str | None) -> None:
        super().__init__(MAX_FORMS, MAX_TOKEN)
        self._stems = known_stems(language or "") if language in STEM_RULES else None
        self._lists = WordLists.of(language)

    def find_out(self, written: str) -> tuple[str, int]:
        """Return the form and the kind of a word."""
        return self._lists.kind(written, written if self._stems is None else self._stems[written])

    @staticmethod
    @cache
    def of(language: str | None) -> "Forms":
        """Give the forms of words as `processors.text.tokens` cuts them, in a language (ISO 639-1)."""
        return Forms(language)


MAX_FORMS = 50_000
"""Words of one language whose forms are remembered, about 10 MB."""
_STOPLISTS = {
    "ar": "Arabic", "de": "German", "en": "English", "es": "Spanish", "fa": "Persian", "fr": "French",
    "id": "Indonesian", "it": "Italian", "nl": "Dutch", "pl": "Polish", "pt": "Portuguese", "ru": "Russian",
    "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
}  # fmt: skip
"""Lists of justext. In five languages they have thousands of frequent words, "killed", "army" and names of towns among
them: there those of common_words.json are taken."""


def _stems(words: list[str], language: str | None) -> tuple[str, ...]:
    return stemmed([token.text for word in words for token in tokens(word)], language)


def stemmed(words: list[str], language: str | None) -> tuple[str, ...]:
    """Give the stems of words, as they are in a language that has no rules for stems."""
    return stems_of(language, words) if language in STEM_RULES else tuple(words)


@cache
def _common(language: str | None) -> frozenset[str]:
    from justext import get_stoplist  # type: ignore[import-untyped]

    if language not in _STOPLISTS:
        return frozenset()
    shipped: dict[str, str] = _shipped("common_words.json")
    words = shipped[language].split() if language in shipped else sorted(get_stoplist(_STOPLISTS[language]))
    return frozenset(_stems(words, language))


_MORE_LOCALES = {"ar": ("ar_SY", "ar_MA"), "en": ("en_GB",), "fa": ("fa_AF",)}
"""Where months, or units, have other names."""
_MORE_MONTHS = {
    "fa": "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند "
    "حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت"
}
"""Months of another calendar."""


@cache
def _calendar(language: str | None, what: str) -> frozenset[str]:
    """Give the names of weekdays or months in a language, by the CLDR; of two words the one that is no other's."""
    from babel import Locale, UnknownLocaleError

    names = _MORE_MONTHS.get(language or "", "").split() if what == "months" else []
    for tag in (language or "und", *_MORE_LOCALES.get(language or "", ())):
        try:
            table = getattr(Locale.parse(tag), what)
        except (UnknownLocaleError, ValueError):
            continue
        widths = ("wide", "abbreviated") if what == "months" else ("wide",)
        contexts = [
            table[context].get(width, {}) for context in ("format", "stand-alone") for width in widths
        ]
        names += [name.strip(".") for each in contexts for name in each.values()]
    if language == "fa":
        names = [one_word_days(name) for name in names]
    counts = Counter(stem for name in set(names) for stem in set(_stems([name], language)))
    return frozenset(stem for stem, count in counts.items() if len(stem) > 1 and count < _IN_EACH)


def _day_numbers(language: str | None) -> dict[str, int]:
    """Give the number of each weekday by the stem of its name, from 0 for Monday."""
    from babel import Locale, UnknownLocaleError

    weekdays, found = _calendar(language, "days"), dict[str, int]()
    try:
        names = Locale.parse(language or "und").days["format"]["wide"]
    except (UnknownLocaleError, ValueError):
        return {}
    for number, name in names.items():
        written = one_word_days(name) if language == "fa" else name
        found |= {stem: number for stem in _stems([written], language) if stem in weekdays}
    return found


_NO_WEEKDAYS = {
    "ar": frozenset({"جمع", "جمعية", "الجمعية", "للجمعية", "والجمعية", "بالجمعية"}),
    "pt": frozenset(
        {"segundo", "segundos", "quarto", "quartos", "quinto", "quintos", "sexto", "sextos", "terço"}
    ),
    "ru": frozenset({"среди"}),
}
"""Of the commonest words of each language those that stems make weekdays: "according to" and "among" are said in nearly
every report, and the General Assembly is no Friday."""
_IN_EACH = 5
"""A word in so many names is the word for a day, and none of their names."""


_UNITS = (
    *("length-kilometer", "length-meter", "length-centimeter", "length-mile", "length-yard", "length-foot"),
    *("length-inch", "area-hectare", "area-acre", "mass-kilogram", "mass-tonne", "mass-pound"),
    *("temperature-celsius", "temperature-fahrenheit"),
)
_SHORT_UNITS = ("length-kilometer", "mass-kilogram")
"""Whose signs are units as well: other signs are words, too."""
_COUNTED = {"تن"}
"""A ton in Persian, by which people are counted too: five of them were killed."""


def _units(language: str | None) -> frozenset[str]:
    """Give the names of units of length, area, mass and temperature in a language, by the CLDR."""
    from babel import UnknownLocaleError
    from babel.units import format_unit

    names = set()
    for tag in (language or "und", *_MORE_LOCALES.get(language or "", ())):
        named = [*((unit, "long") for unit in _UNITS), *((unit, "short") for unit in _SHORT_UNITS)]
        for unit, length in named:
            try:
                names |= {format_unit(number, unit, length, locale=tag) for number in (1, 2, 5)}  # type: ignore[arg-type]
            except (UnknownLocaleError, ValueError):
                continue
    known = [
        name for name in names if not any(unit in name for unit in _UNITS)
    ]  # others have no name in CLDR
    words = [word for name in known for word in name.split() if not word[0].isdecimal()]
    common = _common(language)  # a short stem may be that of a word which stands everywhere
    found = {stem for stem in _stems(words, language) if len(stem) > 2 or stem not in common}
    return frozenset(found - _COUNTED)


def _numbers(language: str | None) -> dict[str, str]:
    """Give what number the words of a language stand for, and their stems, where one word is a number.

    A stem of two numbers stands for the smaller: four and forty have one stem in Arabic.
    """
    words: dict[str, int] = _number_words().get(language or "", {})
    found = {word: str(number) for word, number in words.items()}
    for word, number in words.items():
        for stem in _stems([word], language):
            found.setdefault(stem, str(number))
    return found


def _number_words() -> dict[str, dict[str, int]]:
    """Give the numbers to twenty, and the tens: what num2words 0.5.14 makes of them. Those of Urdu are by hand."""
    found: dict[str, dict[str, int]] = _shipped("number_words.json")
    return found


@cache
def _shipped(name: str) -> Any:
    """Read a file of words that is shipped beside this one."""
    return json.loads(Path(__file__).with_name(name).read_text("utf-8"))
