"""Whether a report says itself that a toll has risen: then an earlier report of an event stands behind it.

    "Death toll in Borno farm attack rises to 21" | "Suben a siete los soldados muertos" | "遇难人数升至15人"

The words are in tolls.json, by language: what is counted, the dead, missing or arrested, and that it has become more.
Both stand in one sentence, in the headline or at the text's beginning. What is counted by the day has no report behind.
"""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import regex

from processors.stories.head import KIND_BITS, Head, hash_of, kind_of
from processors.text.word_lists import COMMON, FIGURE

READ_CHARACTERS = 250
"""Characters of a text in which it says so: a sentence or two. Below stands what an earlier attack came to. A headline
of more is none."""
MOST = 5_000
"""The largest number that is read: a toll, and no sum of money."""
BETWEEN = 100
"""Characters that may stand between what is counted and that it has become more."""


def tells_of_rise(title: str, text: str, language: str | None) -> bool:
    """Tell whether a headline or a text's first words say, in a language (ISO 639-1), that a toll has risen."""
    pattern = _pattern(language)
    if not pattern:
        return False
    headline, first = title[:READ_CHARACTERS], text[:READ_CHARACTERS]
    says_so = pattern.search(headline) or pattern.search(first)
    return bool(says_so) and not _BY_THE_DAY.search(f"{headline}\n{first}")


_BY_THE_DAY = regex.compile(
    r"(?<!\w)(?:24|٢٤|۲۴|२४|২৪)[\s-]?(?:hour|heure|hora|stunde|час|годин|godzin|ore\b|uur|saat|jam|ساع|گھنٹ|घंट|ঘণ্টা|小时|小時|時間|시간)"
    r"|\b(?:daily|in the (?:past|last) day|quotidien|diari[oa]|täglich|за сутки|ежедневн|за добу|harian|günlük)"
    r"|(?:ال)?يومي|روزانه|یومیہ|日报|每日",
    regex.IGNORECASE,
)
"""What a count by the day says: the dead of the last 24 hours are others than those of the day before."""


@cache
def _pattern(language: str | None) -> "regex.Pattern[str] | None":
    """Give what a sentence of a language looks like that says so, None where its words are not listed."""
    words = _table().get(language or "")
    if not words:
        return None
    toll, rises = (_whole(words[part], language) for part in ("toll", "rises"))
    gap = rf"[^.!?。！？؟۔।\n]{{0,{BETWEEN}}}?"
    return regex.compile(rf"{toll}{gap}{rises}|{rises}{gap}{toll}", regex.IGNORECASE)


def _whole(words: str, language: str | None) -> str:
    return f"(?:{words})" if language in ("zh", "ja", "ko") else rf"(?<!\w)(?:{words})(?!\w)"


@cache
def _table() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = json.loads(Path(__file__).with_name("tolls.json").read_text("utf-8"))
    return table


def has_risen(known: Head, new: Head) -> bool:
    """Tell whether the first figure of a new head, if it can be read, is larger than one with which another begins."""
    toll = _first_number(new.title) or _first_number(new.lede) or MOST
    before = [number for number in map(_first_number, (known.title, known.lede)) if number]
    return bool(before) and min(before) < toll


def _first_number(codes: Sequence[int]) -> int:
    """Give the first number among some words, 0 where there is none. "Dix-neuf" is two figures, and one number."""
    numbers = [_numbers().get(code >> KIND_BITS, 0) if kind_of(code) == FIGURE else 0 for code in codes]
    at = next((at for at, number in enumerate(numbers) if number), 0)
    first, after = (*numbers[at : at + 2], 0, 0)[:2]
    return first + after if first % 10 == 0 and after < 20 else first


def figures_told(codes: Sequence[int]) -> frozenset[int]:
    """Give the hashes of the figures among some words, in digits those that were written in letters.

    "Twenty-three" is two figures and one number, and so is "vinte e três".
    """
    found: list[int] = []
    tens_at, tens = 0, 0
    for at, code in enumerate(codes):
        if kind_of(code) != FIGURE:
            tens = tens if kind_of(code) == COMMON and at - tens_at == 1 else 0
            continue
        figure = code >> KIND_BITS
        number = _numbers().get(figure) or _han_numbers().get(figure, 0)
        if tens and 0 < number < 20:
            found[-1], tens = hash_of(str(tens + number)), 0
            continue
        found.append(hash_of(str(number)) if number else figure)
        tens_at, tens = at, number if number in range(10, 100, 10) else 0
    return frozenset(found)


@cache
def _numbers() -> dict[int, int]:
    """Give the numbers by their hashes: of a word, nothing else is remembered."""
    return {hash_of(str(number)): number for number in range(1, MOST)}


@cache
def _han_numbers() -> dict[int, int]:
    """Give the same for those of two digits in Chinese characters: "十二", "二十三"."""
    digits = ("", *"一二三四五六七八九")
    found = {}
    for number in range(10, 100):
        tens = digits[number // 10] if number >= 20 else ""
        found[hash_of(f"{tens}十{digits[number % 10]}")] = number
    return found
