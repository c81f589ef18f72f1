"""Where the names in a visible byline end: before a day, an hour, or the word that tells of one."""

import re

from processors.metadata.date_words import is_month_name, is_weekday_name


def shown_names(text: str) -> str:
    """Return a visible byline up to its first figure (a date, or minutes of reading), without a month before it.

    Where no date follows, the last word is a name's, whatever it means elsewhere: "Theresa May", "Sokha Um".
    """
    before, *cut = UP_TO.split(text, maxsplit=1)
    words = before.rstrip(" ,.|·•-–—").split()
    if cut and len(words) > 1 and _is_weekday(words[-1].strip(".,،")):
        words.pop()
    is_apart = before.rstrip()[-1:] in _APART
    while cut and not is_apart and len(words) > 1 and _opens_date(words[-1]):
        is_month = is_month_name(words.pop().strip(".,|·•"))
        if is_month and len(words) > 2 and words[-1][-1] in ",،" and _is_weekday(words[-1].strip(".,،")):
            words.pop()
    if cut and len(words) == 1 and words[0].lower() in _BEFORE_A_DATE:
        return ""  # "Last updated: January 7" beside a picture that is named after an author
    return " ".join(words)


_APART = tuple("|·•,،")
"""What parts the last name from a date, so that it is no word of the date: "Sokha Um | 14 Nov"."""


def _opens_date(word: str) -> bool:
    return word.lower() in _BEFORE_A_DATE or is_month_name(word.strip(".,|·•"))


def _is_weekday(word: str) -> bool:
    return word.lower() in _WEEKDAYS or is_weekday_name(word)


_WEEKDAYS = frozenset(
    ["mo", "di", "mi", "do", "fr", "sa", "so", "mon", "tue", "wed", "thu", "fri", "sat", "sun"]
)
_BEFORE_A_DATE = frozenset(
    [
        *("le", "hace", "vor", "il", "el", "last", "den", "em", "há", "at", "op", "am", "on", "เมื่อ", "วันที่"),
        *(
            "à",
            "um",
            "às",
            "las",
            "alle",
            "ore",
            "kl",
            "kl.",
            "в",
            "saat",
            "om",
            "pada",
            "dnia",
            "klo",
            "בשעה",
        ),
    ]
)
UP_TO = re.compile(
    r"\d|\b(?:updated|published|posted|sponsored|last modified|aktualisiert|veröffentlicht|publiziert|"
    r"stand(?=:)|publié|publicado|pubblicato|опубликовано|обновлено|yayınlan\w+|güncelleme|نشر|انتشار|on(?= \w+ \d)|"
    r"am(?= \d))\b|เผยแพร่|ปรับปรุง|प्रकाशित|"
    r"প্রকাশ(?:িত|\s*:)|发布|更新|(?<!\S)(?:입력|수정)(?=\s*[:\d])",
    re.IGNORECASE,
)
