"""A day as people write it under a headline, found in words of many languages: "5 May 2021", "2021年5月5日"."""

import re
from calendar import day_name, month_name
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib import import_module

from processors.metadata.calendars import in_gregorian

_LANGUAGES = (
    *(
        "en",
        "de",
        "fr",
        "es",
        "it",
        "pt",
        "nl",
        "ru",
        "uk",
        "pl",
        "cs",
        "tr",
        "ar",
        "fa",
        "hi",
        "id",
        "sv",
        "da",
    ),
    *("nb", "fi", "ro", "hu", "el", "bg", "sr", "hr", "bn", "ur", "th", "he", "az", "kk", "ka", "hy", "ps"),
)
"""Languages whose months are known: those of the sources watched. A name that is two months in two of them is none."""
_IN_FULL = ("sw", "ha", "so")
"""Swahili, Hausa and Somali: their short names are words of English, as "sad" and "lab", and are left out."""
_NAMES = tuple(month.lower() for month in month_name[1:])
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९০১২৩৪৫৬৭৮৯", "0123456789" * 4)
_WORD = r"[^\W\d_](?:(?![\d_\u0300-\u036f])[\w\u0900-\u0d7f])*\.?"
"""A word of a month; in the scripts of India marks for vowels stand among its letters.

Each letter fits in one way alone: with two, a long word would be tried in as many ways as it has halves of halves.
"""
_HOUR = r"(?:,?\s+\d{1,2}:\d\d(?::\d\d)?(?:\s[A-Z]{3,4})?)?"
"""The hour that programs write before the year."""
_SHAPES = (
    # 2021-05-05 | 2021/05/05 | 2021.05.05 | 2021年5月5日 | 2021년 5월 5일
    re.compile(
        r"(?<!\d)(?P<y>(?:19|20)\d\d)\s?[-/.年년]\s?(?P<m>\d{1,2})\s?[-/.月월]\s?(?P<d>\d{1,2})(?!\d)"
    ),
    # 5 May 2021 | 5 мая 12:15 2021 | 5. Mai 2021 | 5 de mayo de 2021 | 5th May, 2021
    re.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|º)?[.,]?[\s-]+(?:de\s+|of\s+)?(?P<m>{_WORD}){_HOUR}[,\s-]+(?:de\s+|del\s+)?(?P<y>(?:19|20)\d\d)(?!\d)"
    ),
    # May 5, 2021 | May 5 20:11:00 2021 | Mayo 5 de 2021
    re.compile(
        rf"(?P<m>{_WORD})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?{_HOUR}[,.]?\s+(?:del?\s+|\()?(?P<y>(?:19|20)\d\d)(?!\d)"
    ),
    # 2021. május 5. | in small letters: "... in 2021. May 5 was" ends a sentence
    re.compile(
        r"(?<!\d)(?P<y>(?:19|20)\d\d)\.\s+(?P<m>[a-záéíóöőúüű]{3,}\.?)\s+(?P<d>\d{1,2})(?=\.|-[aáeé]n\b)"
    ),
    # 05.05.2021 | 5/5/2021
    re.compile(r"(?<!\d)(?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<y>(?:19|20)\d\d)(?!\d)"),
    # 05.05.21, in full: 1.2.21 is also the number of a version
    re.compile(r"(?<![\d.])(?P<a>\d\d)(?P<sep>\.)(?P<b>\d\d)\.(?P<y>\d\d)(?![\d.:])"),
    # 작성일 26-01-22: boards of Korea write the year first, behind a label
    re.compile(
        r"(?:작성|등록|게시|입력)일?시?\s*[:：]?\s*(?P<y>\d\d)(?P<sep>[.-])(?P<m>\d\d)(?P=sep)(?P<d>\d\d)(?!\d)"
    ),
)


def find_day(text: str, *, month_first: bool = False) -> date | None:
    """Return the first day with its year that `text` tells, or None.

    `month_first` says how 5/6/2021 is read where both numbers could be the month: as in the United States.
    """
    return next((day for _, day in find_days(text, month_first=month_first)), None)


def find_days(text: str, *, month_first: bool = False) -> Iterator[tuple[int, date]]:
    """Yield every day with its year that `text` tells, and where its words begin, in order.

    Where both numbers could be the month, a day in words beside them tells which is: "02/05/2026 (2 May 2026)", or the
    weekday before them: "Tue, 09/12/2025" is in December.
    """
    plain = in_gregorian(text).translate(_DIGITS)
    found = sorted((match.start(), at) for at, shape in enumerate(_SHAPES) for match in shape.finditer(plain))
    parts = [(start, match.groupdict()) for start, at in found if (match := _SHAPES[at].match(plain, start))]
    sure = {_day(told, month_first) for _, told in parts if "a" not in told} if len(parts) > 1 else set()
    for start, told in parts:
        day = _day(told, month_first)
        if "a" in told and sure and day not in sure and (other := _day(told, not month_first)) in sure:
            day = other
        elif "a" in told and day and (named := _weekday_before(plain, start)):
            other = _day(told, not month_first)
            day = other if other and other.weekday() in named and day.weekday() not in named else day
        if day:
            yield start, day


def _weekday_before(text: str, start: int) -> frozenset[int]:
    """Return which weekdays (from 0) the word right before a place can be: "mar" is one in three languages."""
    word = _LAST_WORD.search(text[max(0, start - MAX_WEEKDAY) : start])
    return _weekday_numbers().get(word[1].lower(), frozenset()) if word else frozenset()


MAX_WEEKDAY = 16
"""Characters of a weekday, and what parts it from the day."""
_LAST_WORD = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,})\.?,?\s+$")


def _day(parts: dict[str, str], month_first: bool) -> date | None:
    if "a" in parts:
        first, second = int(parts["a"]), int(parts["b"])
        swapped = (month_first and parts["sep"] == "/" and first <= 12) or second > 12
        day, month = (second, first) if swapped else (first, second)
    else:
        day = int(parts["d"])
        month = int(parts["m"]) if parts["m"].isdigit() else _months().get(parts["m"].lower().rstrip("."), 0)
    year = int(parts["y"])
    try:
        return date(year if year > 99 else 2000 + year, month, day)
    except ValueError:
        return None


def is_month_name(word: str) -> bool:
    """Tell whether a word is a month's name in one of the languages."""
    return word.lower().rstrip(".") in _months()


def is_weekday_name(word: str) -> bool:
    """Tell whether a word is a weekday's name in one of the languages, in full."""
    return word.lower().translate(_PLAIN) in _weekdays()


def without_weekday(text: str) -> str:
    """Return what stands before a day without the weekday at its end: "Published: Monday, "."""
    before, _, last = text.rstrip(" ,،").rpartition(" ")
    return f"{before} " if before and is_weekday_name(last) else text


def may_be_weekday(word: str) -> bool:
    """Tell whether a word is a weekday's name in one of the languages, in full or short: "mar"."""
    return word.lower().rstrip(".,") in _weekday_numbers()


_PLAIN = str.maketrans({"\u200c": "", "ي": "ی", "ى": "ی", "ك": "ک"})
"""Persian without its joiner, and in its own letters: old sites write it with those of Arabic."""


@cache
def _months() -> dict[str, int]:
    """Return the number of each month's name, from the tables that dateparser carries; loaded once a process."""
    numbers: dict[str, set[int]] = {}
    for words in _tables():
        for number, month in enumerate(_NAMES, 1):
            for name in words.get(month, ()):
                numbers.setdefault(name.lower().rstrip("."), set()).add(number)
    return {name: min(known) for name, known in numbers.items() if len(known) == 1 and len(name) > 1}


@cache
def _weekdays() -> frozenset[str]:
    """Return the weekdays' names of four letters and more: shorter ones are words of other languages."""
    names = (
        name.lower().translate(_PLAIN)
        for words in _tables()
        for day in day_name
        for name in words.get(day.lower(), ())
    )
    return frozenset(name for name in names if len(name) > 3)


@cache
def _weekday_numbers() -> dict[str, frozenset[int]]:
    """Return the weekdays, from 0 for Monday, that each name can be, short names included."""
    numbers: dict[str, set[int]] = {}
    for words in _tables():
        for number, day in enumerate(day_name):
            for name in words.get(day.lower(), ()):
                numbers.setdefault(name.lower().rstrip("."), set()).add(number)
    return {name: frozenset(known) for name, known in numbers.items()}


def _tables() -> Iterator[dict[str, list[str]]]:
    for language in (*_LANGUAGES, *_IN_FULL):
        try:
            words = import_module(f"dateparser.data.date_translation_data.{language}").info
        except ModuleNotFoundError:
            continue
        yield _long_names(words) if language in _IN_FULL else words


def _long_names(words: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return a language's months and weekdays without their short names."""
    named = {*_NAMES, *(day.lower() for day in day_name)}
    return {
        key: [name for name in names if len(name) > MAX_SHORT] for key, names in words.items() if key in named
    }


MAX_SHORT = 3
"""Letters of a short name of a month or a weekday."""
