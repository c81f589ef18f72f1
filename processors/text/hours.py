"""The time of the day that a text names: two attacks of one kind in one town on one day differ in it.

    "on Tuesday morning" -> 4 to 12 o'clock | "vers 19h00" -> 19:00 | "las 6.15 de la tarde" -> 18:15

What is read is what news agencies write: the parts of the day (parts_of_day.json, patterns by language) and clocks of
twelve and twenty-four hours.
"""

import json
from functools import cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

import regex

from processors.text.word_lists import ascii_digits

MINUTES = 24 * 60
PARTS = {
    "dawn": (0, 8), "morning": (4, 12), "noon": (11, 14), "afternoon": (12, 18), "late afternoon": (14, 18),
    "evening": (18, 24), "night": (19, 28),
}  # fmt: skip
"""From and to which o'clock agencies call it so; 28 is four in the morning. What copies a report keeps its word."""
MAX_HOURS = 4
"""Times of the day that are read of a text, which may tell of the days after as well."""
READ_CHARACTERS = 900
"""Characters in which they are looked for: an agency says when in its first sentences."""
REMEMBERED = 10
"""Minutes to which the times of a text that came before are known."""
MIN_APART = 90
"""Minutes between two times from which on they are two: an hour may be rounded, or corrected."""
TWELVE_HOURS = frozenset({"ar", "en", "es", "fa", "hi", "ps", "ur"})
"""Languages that write seven in the evening as 7 too."""


class Hours(NamedTuple):
    """A time of the day, in minutes after midnight; `end` is beyond 1,440 where it goes on after midnight."""

    start: int
    end: int


def named_hours(text: str, language: str | None) -> tuple[Hours, ...]:
    """Return the times of the day that the beginning of a text names, none twice, the earliest of the day first.

    A part of the day that a clock's time lies in says no more than that. In languages that write twelve hours it also
    tells which of two is meant: there other clocks' times count for nothing. `language` is ISO 639-1.
    """
    text = _VOWELS.sub("", ascii_digits(text[:READ_CHARACTERS].lower()))
    stamp = (_SHORT_STAMP if language in ("zh", "ja") else _STAMP).match(text)
    text = text[stamp.end() if stamp else 0 :]
    if dateline := _DATELINE.match(text):
        text = text[dateline.end() :]
    parts = {part for part, pattern in _parts(language) if pattern.search(text)}
    spans = {Hours(*(60 * hour for hour in PARTS[part])) for part in parts}
    clocks = {hour for match in _CLOCK.finditer(text) for hour in _clock(match, language)}
    fitting = {clock for clock in clocks if any(not _apart(clock, span, MIN_APART) for span in spans)}
    if fitting:
        return tuple(sorted(fitting if language in TWELVE_HOURS else clocks)[:MAX_HOURS])
    chosen = clocks | spans
    return tuple(sorted(chosen)[:MAX_HOURS])


def are_other_hours(one: tuple[Hours, ...], other: tuple[Hours, ...]) -> bool:
    """Tell whether two texts name times of the day, and none of one is near one of the other's."""
    return bool(one and other) and all(_apart(*pair, MIN_APART) for pair in product(one, other))


def have_one_clock(one: tuple[Hours, ...], other: tuple[Hours, ...]) -> bool:
    """Tell whether both texts name one time by the clock."""
    return any(hour.start == hour.end and hour in other for hour in one)


def have_one_minute(one: tuple[Hours, ...], other: tuple[Hours, ...]) -> bool:
    """Tell whether both texts name the same times, to ten minutes, and one by the clock that is no full or half hour.

    Many a raid is told of as at 8 or 8.30 pm, and few as at 8.40 pm. Another time beside may tell of two.
    """
    ours, theirs = (
        {Hours(*(REMEMBERED * (minute // REMEMBERED) for minute in hour)) for hour in side}
        for side in (one, other)
    )
    return ours == theirs and any(hour.start == hour.end and hour.start % 30 for hour in ours)


def _apart(one: Hours, other: Hours, least: int) -> bool:
    """Tell whether two times are as many minutes apart, round the clock. Two parts of a day are so where they part."""
    gaps = [
        max(other.start + turn - one.end, one.start - other.end - turn) for turn in (-MINUTES, 0, MINUTES)
    ]
    is_part = one.end > one.start and other.end > other.start
    return min(gaps) >= (0 if is_part else least)


_DATELINE = regex.compile(r"[^\n]{0,80}?(?:\s[-–—]\s|\)\s?[-–—]|/\.?\s)")
"""What stands before a report's first dash: its hour is when the report was sent, and each update has another."""
_STAMP, _SHORT_STAMP = (
    regex.compile(rf"(?:[^\n]{{0,{most}}}\n+|\([^()\n]{{0,40}}\)\s?)*+") for most in (60, 15)
)
"""Short lines and brackets above a report: their hour is when it was updated."""
_VOWELS = regex.compile("[\u064b-\u0652]")
"""Arabic's vowels, which some outlets write at a word's end."""
_CLOCK = regex.compile(
    r"(?=\d)(?<![\d.,:])(?:"  # the digit first: places without one are passed over at once
    r"(?P<hour>[01]?\d|2[0-3])(?:[:h]|時|时|点)(?P<minute>[0-5]\d)?分?(?![\d.,]\d)"
    r"|(?P<hour>[01]?\d|2[0-3])\.(?P<minute>[0-5]\d)"
    r"(?=\s*(?:uhr|hrs|hours|wib|[ap]\.?\s?m\b|de la |sular|'[dt][ea]))"
    r"|(?<=(?:saat|kl|a las|pukul|alle|alle ore|às|gegen) )(?P<hour>[01]?\d|2[0-3])"
    r"(?:\.(?P<minute>[0-5]\d))?(?![\d.,]\d)"
    r"|(?P<hour>1[0-2]|0?[1-9])(?=\s?[ap]\.?\s?m\b)"
    r"|(?P<hour>[01]?\d|2[0-3])(?=\s(?:uhr|heures?)\b)"
    r")\s?(?P<half>[ap](?=\.?\s?m\b))?",
)


def _clock(match: "regex.Match[str]", language: str | None) -> list[Hours]:
    """Give what a clock shows: two times where it may be of twelve hours."""
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["half"]:
        hour = hour % 12 + 12 * (match["half"] == "p")
    at = [60 * hour + minute]
    if language in TWELVE_HOURS and not match["half"] and 0 < hour < 13 and not match["hour"].startswith("0"):
        at = [60 * (hour % 12) + minute, 60 * (hour % 12 + 12) + minute]
    return [Hours(each, each) for each in at]


@cache
def _parts(language: str | None) -> "tuple[tuple[str, regex.Pattern[str]], ...]":
    """Read the patterns of a language; of one that nobody has written any for, none."""
    written: dict[str, dict[str, str]] = json.loads(
        Path(__file__).with_name("parts_of_day.json").read_text("utf-8")
    )
    edge = ("", "") if language in ("zh", "ja") else (r"(?<!\w)", r"(?!\w)")
    day = _days(language)
    return tuple(
        (part, regex.compile(f"{edge[0]}(?:{pattern.replace('{day}', day)}){edge[1]}"))
        for part, pattern in written.get(language or "", {}).items()
    )


def _days(language: str | None) -> str:
    """Give a pattern of the weekdays' names in a language, by the CLDR."""
    from babel import Locale, UnknownLocaleError

    try:
        names = Locale.parse(language or "und").days["format"]["wide"].values()
    except (UnknownLocaleError, ValueError):
        return "(?!)"
    return "(?:" + "|".join(regex.escape(name.lower()) for name in names) + ")"
