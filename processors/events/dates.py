"""Days of a month among the words of a beginning: 24 November, Nov. 24, 24 de noviembre, 24 ноября."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import NamedTuple

import regex

from processors.text.tokens import Token
from processors.text.word_lists import FIGURE, MONTH, stemmed

MOST_BACK = 6
"""Days before the publication up to which a day of a month is one on which something happened."""
MAX_DAY = 31
_BY_WEEKDAY = frozenset({"en"})
"""Languages whose agencies name every day of the last week by its weekday: a date so near is that of writing."""
YEARS = range(1900, 2100)
"""Numbers that are years rather than tolls."""
_DATELINE = regex.compile(r"[\s.]*(?:[(\u2013\u2014]|-\s)")
"""What stands behind the day of a dateline: the agency, or a dash."""
_BETWEEN = frozenset({"de", "of"})
"""Words between a day and its month."""


class Dates(NamedTuple):
    """Days as ordinals of the Gregorian calendar, and where the numbers stand that say them, or a year."""

    days: frozenset[int]
    at: frozenset[int]


def find_dates(
    text: str,
    found: Sequence[Token],
    forms: Sequence[tuple[str, int]],
    language: str | None,
    published_at: datetime | None,
) -> Dates:
    """Give the days of a month that words of a text name, each with its form and kind, just before a publication.

    A day of another year is none, nor is that of a dateline, which is the day of writing.
    """
    days, places = set[int](), set[int]()
    words = [token.text for token in found]
    for at, (form, kind) in enumerate(forms):
        if kind != MONTH:
            continue
        near = {n: int(forms[n][0]) for n in _beside(words, at) if _is_number(forms, n)}
        of_month = {n: number for n, number in near.items() if 1 <= number <= MAX_DAY}
        behind = max(at, *of_month) + 1 if of_month else at + 1
        behind += behind < len(words) and words[behind] in _BETWEEN
        year = {behind: int(forms[behind][0])} if _is_number(forms, behind) else {}
        years = {n: number for n, number in (near | year).items() if number in YEARS}
        places |= {*of_month, *years}
        is_other = (
            published_at is None
            or language in _BY_WEEKDAY
            or any(number != published_at.year for number in years.values())
        )
        if not (is_other or _DATELINE.match(text, found[behind - 1].end)):
            for number in of_month.values():
                days |= _day(number, _months(language).get(form), published_at)
    return Dates(frozenset(days), frozenset(places))


def _is_number(forms: Sequence[tuple[str, int]], at: int) -> bool:
    return 0 <= at < len(forms) and forms[at][1] == FIGURE and forms[at][0].isdecimal()


def _beside(words: Sequence[str], at: int) -> tuple[int, ...]:
    """Give the places of what may be a month's day, or its year."""
    before = at - 2 if at > 1 and words[at - 1] in _BETWEEN else at - 1
    behind = at + 2 if at + 2 < len(words) and words[at + 1] in _BETWEEN else at + 1
    return before, behind


def _day(number: int, months: Collection[int] | None, published_at: datetime | None) -> frozenset[int]:
    if published_at is None or not months:
        return frozenset()
    today = published_at.toordinal()
    for ordinal in range(today + 1, max(today - MOST_BACK, 1) - 1, -1):
        day = date.fromordinal(ordinal)
        if day.day == number and day.month in months:
            return frozenset({ordinal})
    return frozenset()


@cache
def _months(language: str | None) -> Mapping[str, frozenset[int]]:
    """Give the numbers of the months that a stem may name in a language."""
    from babel import Locale, UnknownLocaleError

    found: dict[str, set[int]] = {}
    for tag in (language or "und", *_MORE_LOCALES.get(language or "", ())):
        try:
            months = Locale.parse(tag).months
        except (UnknownLocaleError, ValueError):
            continue
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[context].get(width, {}).items():
                    for stem in stemmed([name.strip(".").casefold()], language):
                        found.setdefault(stem, set()).add(number)
    return {stem: frozenset(numbers) for stem, numbers in found.items()}


_MORE_LOCALES = {"ar": ("ar_SY", "ar_MA"), "en": ("en_GB",)}
"""Where months have other names."""
