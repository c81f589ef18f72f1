"""The day of a page that tells no year: how long ago it was published, or a day and an hour beside the headline.

    منذ ٣ أيام    il y a 2 heures    25 ноября, 14:05

Asked last: the first is true of the moment in which the page was made, the second of the year that is nearest.
"""

import re
from datetime import date, datetime, timedelta

from lxml.html import HtmlElement

from processors.metadata.around_headline import Surroundings, is_among_other_articles, is_in_card
from processors.metadata.date_words import find_day, is_month_name, is_weekday_name
from processors.metadata.rows_of_articles import is_of_row
from processors.metadata.timestamps import Timestamp, timestamp_of_day
from processors.metadata.visible_dates import is_of_change, says_change
from processors.text.characters import one_line

AFTER, BEFORE = 24, 8
"""Elements behind the headline, and before it, in which such a day is looked for."""
MAX_TEXT = 40
"""Characters of its text."""
MAX_OLD = timedelta(days=60)
"""How long ago a day without its year may be: of older ones most are of another year."""
MAX_AGE = timedelta(days=13)
"""How old a page may say that it is: "3 months ago" tells no day."""
_FIGURE = re.compile(r"\d")
_AGE = re.compile(
    r"\bago\b|\bvor \d|\bhace \d|\bil y a \d|\bhá \d|\d \S+ (?:fa|geleden|sedan|siden|sitten|temu|назад|тому|önce|"
    r"atrás|trước|lalu|yang lalu|पहले|پیش|پہلے)(?!\w)|(?:منذ|قبل) \d|\d\s?\w{1,3}\s?[前전]|לפני \d"
)
"""How a text tells an age: which words stand before or behind its figure."""
_DAY_AND_HOUR = re.compile(
    r"(?<![\d.:/])(?:(?P<d>\d{1,2})(?:\.|st|nd|rd|th)?\s+(?:de\s+)?(?P<m>[^\W\d_]{3,})|(?P<m2>[^\W\d_]{3,})\.?\s+(?P<d2>\d{1,2}))"
    r"\.?,?\s+(?:[^\W\d_]{1,6}\s+)?\d{1,2}[:.]\d\d(?!\d)"
)


def day_without_year(root: HtmlElement, around: Surroundings, now: datetime) -> Timestamp | None:
    """Return the day beside the headline that an age tells, or a day with its hour; None where nothing does.

    `now` (aware) is when the page was fetched.
    """
    language = (root.get("lang") or "")[:2].lower()
    for element in around.near(AFTER, BEFORE):
        text = element.text
        if not text or len(text) > 2 * MAX_TEXT or not _FIGURE.search(text):
            continue
        words = one_line(text)
        day = _day_of(words, language, now) if len(words) <= MAX_TEXT else None
        is_own = day and not (says_change(words) or is_of_change(element))
        if day and is_own and not _is_of_others(element, around.heading):
            return timestamp_of_day(day, now, "byline")
    return None


def _is_of_others(element: HtmlElement, heading: HtmlElement | None) -> bool:
    return is_among_other_articles(element, heading) or is_in_card(element, heading) or is_of_row(element)


def _day_of(words: str, language: str, now: datetime) -> date | None:
    if _AGE.search("".join(str(int(c)) if c.isdecimal() else c for c in words.lower())):
        return _day_by_age(words, language, now)
    found = _DAY_AND_HOUR.search(words)
    if found is None or not is_month_name(found["m"] or found["m2"]) or not _is_alone(words, found):
        return None
    told = f"{found['d'] or found['d2']} {found['m'] or found['m2']}"
    days = (find_day(f"{told} {year}") for year in (now.year, now.year - 1))
    return next((day for day in days if day and timedelta() <= now.date() - day <= MAX_OLD), None)


def _is_alone(words: str, found: re.Match[str]) -> bool:
    """Tell whether a day and an hour are all of a text, but for a weekday and that it was published."""
    beside = re.findall(r"[^\W\d_]{3,}", f"{words[: found.start()]} {words[found.end() :]}".lower())
    is_more = _FIGURE.search(words[: found.start()] + words[found.end() :])
    return not is_more and all(is_weekday_name(word) or _PUBLISHED.match(word) for word in beside)


_PUBLISHED = re.compile(
    r"publi|pubbl|posted|veröffentlicht|erstellt|stand|ge(?:plaatst|publi)|opubl|objav|dipubli|diterbit|опубл|дата|dat[aeu]|"
    r"fech|tanggal|yayın|today|heute|hoje|oggi|bugün|сегодня|сьогодні|نشر|التاريخ|الساعة|uhr|hrs|hours|час|мск|"
    r"(?:gmt|utc|cet|cest|eet|eest|wat|cat|eat|sast|bst|ist|pkt|wib|wit|wita|sgt|hkt|jst|kst|msk|[ecmp][sd]t)$"
)
"""How the words begin that may stand beside a day and its hour, and zones of time."""


def _day_by_age(words: str, language: str, now: datetime) -> date | None:
    """Return the day that so long ago was, where the page's language is known to dateparser."""
    from dateparser import parse

    settings = {"RELATIVE_BASE": now.replace(tzinfo=None), "PARSERS": ["relative-time"]}
    try:
        at = parse(words, languages=[language], settings=settings)
    except ValueError:
        return None
    return at.date() if at and now.date() - at.date() <= MAX_AGE else None
