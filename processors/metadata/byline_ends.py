"""Where the names in a visible byline end: before a day, an hour, or the word that tells of one."""

import re

from processors.metadata.date_words import is_month_name, is_weekday_name, may_be_weekday


def shown_names(text: str) -> str:
    """Return a visible byline up to its first figure (a date, or minutes of reading), without a month before it.

    Where no date follows, the last word is a name's, whatever it means elsewhere: "Theresa May", "Sokha Um".
    """
    before, *cut = UP_TO.split(text, maxsplit=1)
    words = before.rstrip(" ,.|·•-–—").split()
    if cut and len(words) > 1 and _is_weekday(words[-1].strip(".,،")):
        words.pop()
    elif cut and len(words) > MIN_WORDS and words[-2] in BEFORE_A_DATE and may_be_weekday(words[-1]):
        words.pop()  # "el Mar, 03/03/2026": short names of days are words and names elsewhere
    is_apart = before.rstrip()[-1:] in _APART and words[-1:] == before.rstrip(" ,.|·•-–—").split()[-1:]
    while cut and not is_apart and len(words) > 1 and _opens_date(words[-1]):
        is_month = is_month_name(words.pop().strip(".,|·•"))
        if is_month and len(words) > 2 and words[-1][-1] in ",،" and _is_weekday(words[-1].strip(".,،")):
            words.pop()
    if cut and len(words) == 1 and words[0].lower() in BEFORE_A_DATE:
        return ""  # "Last updated: January 7" beside a picture that is named after an author
    return " ".join(words)


MIN_WORDS = 3
"""Words of a byline that ends with the short name of a day."""
_APART = tuple("|·•,،")
"""What parts the last name from a date, so that it is no word of the date: "Sokha Um | 14 Nov"."""


def _opens_date(word: str) -> bool:
    is_before = word in BEFORE_A_DATE or word.lower() in BEFORE_A_DATE - _FAMILIES
    return is_before or is_month_name(word.strip(".,|·•"))


def _is_weekday(word: str) -> bool:
    return word.lower() in _WEEKDAYS or is_weekday_name(word)


_WEEKDAYS = frozenset(
    ["mo", "di", "mi", "do", "fr", "sa", "so", "mon", "tue", "wed", "thu", "fri", "sat", "sun"]
)
_BEFORE_DAYS = """
    on at am um vor op om last le à las il el alle ore em às há hace den dne dňa dnia dniu w
    kl kl. klo la în на в у στις saat tarihinde pada pukul vào lúc ngày mnamo saa
    في بتاريخ بتأريخ يوم در تاریخ روز بتاریخ بروز को เมื่อ วันที่ בשעה בתאריך ביום ב
"""
BEFORE_A_DATE = frozenset(_BEFORE_DAYS.split())
"""Words that stand before a day in a byline, and behind no name."""
_FAMILIES = frozenset(["la"])
"""Which of them end names where they have a capital: "Quang La"."""
UP_TO = re.compile(
    r"\d|\b(?:updated|published|posted|sponsored|last modified|aktualisiert|veröffentlicht|publiziert|"
    r"stand(?=:)|publié|publicado|pubblicato|опубликовано|обновлено|yayınlan\w+|güncelleme|نشر|انتشار|on(?= \w+ \d)|"
    r"am(?= \d))\b|เผยแพร่|ปรับปรุง|प्रकाशित|"
    r"প্রকাশ(?:িত|\s*:)|发布|更新|(?<!\S)(?:입력|수정)(?=\s*[:\d])",
    re.IGNORECASE,
)
