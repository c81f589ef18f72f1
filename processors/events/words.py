"""What of an article tells to which event it belongs: its words, and what its beginning says of where and when.

headline and first sentences -> towns, days, figures | all of the text -> words, each as a number
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple
from zlib import crc32

import regex

from processors.events.acts import find_acts, follows_up, tells_new_toll
from processors.events.countries import find_countries
from processors.events.dates import YEARS, find_dates
from processors.events.places import name_places
from processors.text.tokens import Token, first_terms, tokens
from processors.text.word_lists import FIGURE, WEEKDAY, WORD, Forms, WordLists, one_word_days

TITLE_WORDS = 24
LEDE_WORDS = 40
"""Words of the text that say what happened; what stands behind them may be background."""
MOST_WORDS = 600
MAX_WORD = 30
"""Characters a word, with what stands between words: no more text is cut into words."""
KEPT_WORDS = 400
"""Words of a text that are compared, those first that come early or often."""
MIN_WORD = 2
"""Characters of a word that tells anything."""
IDEOGRAPHS = 2
"""Characters of Chinese or Japanese that are counted as a word."""
_FIRST_HAN = "\u2e80"
"""No such character comes before it."""
_HAN = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")
_CHINESE_DAYS = regex.compile(r"(?:星期|周|週|礼拜)([一二三四五六日天])")
_DAY_NUMBERS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6}
_AND = frozenset({"y", "e", "et", "و"})
"""Between tens and ones, in Spanish, Portuguese, French and Persian."""
_DAY_OF_MONTH = regex.compile(r"(?<![\d.,:])(\d{1,2})日")


class EventText(NamedTuple):
    """What is known of an article that has just come."""

    language: str | None = None
    head: dict[int, float] = {}  # noqa: RUF012
    """How often the words of headline and first sentences stand there."""
    words: dict[int, float] = {}  # noqa: RUF012
    """The same of the whole text."""
    places: frozenset[int] = frozenset()
    """Towns that its beginning names."""
    days: frozenset[int] = frozenset()
    """Days that its beginning names, as ordinals of the Gregorian calendar."""
    figures: frozenset[int] = frozenset()
    """Numbers of its beginning."""
    acts: frozenset[str] = frozenset()
    """What happened, as far as its beginning says."""
    groups: frozenset[str] = frozenset()
    published_at: datetime | None = None
    title_figures: frozenset[int] = frozenset()
    """Numbers of its headline: of an attack, most often how many were killed."""
    runs: frozenset[int] = frozenset()
    """Runs of three words in its first sentences: a template that is filled anew keeps them."""
    title: frozenset[int] = frozenset()
    """The words of its headline."""
    countries: frozenset[str] = frozenset()
    """Countries that its beginning names."""
    follows_up: bool = False
    """Whether its headline is of what comes behind an attack: a claim, or a funeral."""
    town_names: tuple[tuple[int, str], ...] = ()
    """How it writes the names of its towns."""
    has_new_toll: bool = False
    """Whether its headline says that there are more dead now."""
    is_digest: bool = False
    """Whether it tells of several things: it is of no event."""
    title_places: frozenset[int] = frozenset()
    """Towns that its headline names."""
    is_no_copy: bool = False
    """Whether it was compared with stories, and is no copy of any: what sentences it shares are no report."""


def make_event_text(
    title: str | None,
    text: str,
    language: str | None,
    published_at: datetime | None = None,
    groups: Sequence[str] = (),
    dateline: str | None = None,
    *,
    is_digest: bool = False,
) -> EventText:
    """Give what tells of an article's event, the same on every machine; `published_at` in UTC.

    The place of the dateline, which cleaning takes out of the text, counts where the beginning names none: it is
    often only where the reporter sat.
    """
    lists = WordLists.of(language)
    if language == "fa":
        title, text = one_word_days(title or ""), one_word_days(text[: MOST_WORDS * MAX_WORD])
    top = cut_words(title or "", TITLE_WORDS)
    lede = list(islice(tokens(text[: MOST_WORDS * MAX_WORD]), LEDE_WORDS * IDEOGRAPHS))
    if not _is_written_in_ideographs(text, lede):
        del lede[LEDE_WORDS:]
    title_forms, body_forms = list(_forms(top, language)), list(_forms_of_body(text, language))
    lede_forms = body_forms[: len(lede)]
    sent_from = cut_words(dateline or "", TITLE_WORDS)
    of_title_towns = name_places(title or "", top)
    towns = of_title_towns | name_places(text, lede) or name_places(dateline or "", sent_from)
    of_headline, head = _telling(title_forms), _telling([*title_forms, *lede_forms])
    words = _telling([*title_forms, *body_forms])
    dates = find_dates(text, lede, lede_forms, language, published_at)
    of_title = _figures(top, title_forms)  # that of a day, too: in what comes daily only it is another
    figures = of_title | _figures(lede, lede_forms, dates.at)
    days: set[int] = set()
    for form, kind in (*title_forms, *lede_forms):
        if kind == WEEKDAY:
            days |= _day_before(lists.day_number(form), published_at)
    beginning = text[: lede[-1].end] if lede else ""
    days |= _chinese_days(f"{title} {beginning}", published_at)
    days = days or set(dates.days)
    return EventText(
        language,
        head,
        dict(islice(sorted(words.items(), key=lambda pair: -pair[1] - (pair[0] in head)), KEPT_WORDS)),
        frozenset(towns),
        frozenset(days),
        frozenset(figures),
        find_acts(f"{title} {beginning}", language),
        frozenset(groups),
        published_at,
        frozenset(of_title),
        frozenset(_runs([form for form, _ in _forms(lede, language)])),
        frozenset(of_headline),
        find_countries(title or "", top, language) | find_countries(text, lede, language)
        or find_countries(dateline or "", sent_from, language),
        follows_up(title or "", language),
        tuple(sorted(towns.items())),
        tells_new_toll(title or "", language),
        is_digest,
        frozenset(of_title_towns),
    )


def _telling(forms: Iterable[tuple[str, int]]) -> dict[int, float]:
    """Give how often each word stands among others, of those that tell anything, in the order of their first places."""
    found: dict[int, float] = {}
    for (form, kind), count in Counter(forms).items():
        if kind >= WORD and kind != WEEKDAY and len(form) >= MIN_WORD:
            code = code_of(form)
            found[code] = found.get(code, 0.0) + count
    return found


def _figures(
    found: Sequence[Token], forms: Sequence[tuple[str, int]], dates: AbstractSet[int] = frozenset()
) -> set[int]:
    """Give each number among words as a number of ours, those of `dates` aside.

    One of two words, such as twenty-three, is the same as 23.
    """
    told, at = set[int](), 0
    while at < min(len(found), len(forms)):
        form, kind = forms[at]
        if kind == FIGURE and at not in dates:
            behind = at + 1
            while behind < len(found) and found[behind].text in _AND and _is_near(found, behind):
                behind += 1
            if _is_near(found, behind) and (both := _together(found, forms, at, behind)):
                form, at = both, behind
            told.add(code_of(form))
        at += 1
    return told


@cache
def few_figures() -> frozenset[int]:
    """Give the numbers under which figures below ten are kept: two reports of one day have one by chance."""
    return frozenset(code_of(str(figure)) for figure in range(10))


@cache
def year_figures() -> frozenset[int]:
    """Give the numbers under which years are kept: that of a war's beginning is no toll."""
    return frozenset(code_of(str(year)) for year in YEARS)


def _is_near(found: Sequence[Token], at: int) -> bool:
    """Tell whether nothing but a blank or a hyphen stands before a word: a comma has a blank behind it."""
    return at < len(found) and found[at].start - found[at - 1].end == 1


def _together(found: Sequence[Token], forms: Sequence[tuple[str, int]], at: int, behind: int) -> str | None:
    """Give what two numbers in letters are together, tens and ones, or "dix-sept"; None where they are two."""
    if behind >= len(forms) or forms[behind][1] != FIGURE:
        return None
    if found[at].text[0].isdecimal() or found[behind].text[0].isdecimal():
        return None
    tens, ones = int(forms[at][0]), int(forms[behind][0])
    is_one = tens % 10 == 0 and (1 <= ones <= 9 if tens >= 20 else 7 <= ones <= 9)
    return str(tens + ones) if is_one else None


def _runs(forms: Sequence[str]) -> Iterator[int]:
    """Give each run of three words as a number."""
    for run in zip(forms, forms[1:], forms[2:], strict=False):
        yield crc32(" ".join(run).encode())


def cut_words(text: str, most: int) -> list[Token]:
    """Cut the beginning of a text into words."""
    return list(islice(tokens(text[: most * MAX_WORD]), most))


def _is_written_in_ideographs(text: str, found: Sequence[Token]) -> bool:
    return sum(bool(_HAN.match(text[token.start])) for token in found[:20]) > 5


def _forms(found: Sequence[Token], language: str | None) -> Iterator[tuple[str, int]]:
    """Give the form by which each word is compared, and its kind; characters of Chinese with the one behind them."""
    known = Forms.of(language)
    for at, token in enumerate(found):
        if token.text < _FIRST_HAN or not _HAN.match(token.text):
            yield known[token.text]
        elif at + 1 < len(found) and found[at + 1].start == token.end and _HAN.match(found[at + 1].text):
            yield token.text + found[at + 1].text, WORD
        else:
            yield "", WORD


def _forms_of_body(text: str, language: str | None) -> Iterator[tuple[str, int]]:
    """Give the same of a text's words: without their places, where none of them is a character of Chinese."""
    words = first_terms(text[: MOST_WORDS * MAX_WORD], MOST_WORDS)
    if max(words, default="") >= _FIRST_HAN:
        return _forms(cut_words(text, MOST_WORDS), language)
    return map(Forms.of(language).__getitem__, words)


def _day_before(number: int | None, published_at: datetime | None) -> frozenset[int]:
    """Give the last day of a weekday's number up to the publication."""
    if number is None or published_at is None:
        return frozenset()
    back = (published_at.weekday() - number) % 7
    # Where it is tomorrow already, half of the world has not got there.
    if back == 6 and published_at.hour >= 12:
        back = -1
    return frozenset({(published_at - timedelta(days=back)).toordinal()})


def _chinese_days(text: str, published_at: datetime | None) -> frozenset[int]:
    if published_at is None:
        return frozenset()
    found: set[int] = set()
    for match in _CHINESE_DAYS.finditer(text):
        found |= _day_before(_DAY_NUMBERS[match[1]], published_at)
    for match in _DAY_OF_MONTH.finditer(text):
        for back in range(-1, 15):
            day = published_at - timedelta(days=back)
            if day.day == int(match[1]):
                found.add(day.toordinal())
                break
    return frozenset(found)


@lru_cache(200_000)
def code_of(form: str) -> int:
    """Give the number under which a word's form is kept."""
    return crc32(form.encode())
