"""Whether a text tells of several things, as a digest does: under labels of their own, or under a digest's headline.

    "MALI - Drivers queued ..." | "NIGERIA - Dock workers ..." | "RED SEA - A freighter ..."
    "Nigeria: Islamic extremists ..." | "Britain: The bank ..." | "Japan: All residents ...", each of other words
    "Главное к вечеру" above three lines, each of other words

An item may have a heading of its own. Such a text is a copy of none of the reports whose first sentences it has.
"""

from functools import cache
from itertools import combinations

import regex

from processors.stories.digest_headlines import is_digest_headline
from processors.text.tokens import tokens
from processors.text.word_lists import WORD, Forms

MIN_LABELS = 3
"""Labels, each another, from which on a text is a digest: a report may have a dateline, and a note on its source."""
MIN_LABELLED = 0.75
"""Share of the lines that begin with one: a digest may have a first line of its own."""
MAX_HEADING = 120
"""Characters of a line over an item, at most."""
MAX_LINES = 40
"""Lines that are looked at."""
_LABEL = regex.compile(
    r"\W{0,3}(?P<label>\p{L}[^\n.:!?،,。：“”«»\"\d–—]{1,30}?)(?:\s[-–—]\s|】)(?=\W*[^\n]{40})"
)
"""A few words before a dash, and a sentence behind it. Before a colon stands who says it, or the name of a part of one
report: "Hintergrund:", "وأضاف:"."""
_LABEL_BEFORE_COLON = regex.compile(
    r"\W{0,3}(?P<label>\p{L}[^\n.:!?،,。：“”«»\"\d–—]{1,30}?)\s?[:：](?=\W*[^\n]{30})"
)
MIN_COUNTRIES = 2
"""Labels before a colon that name countries, from which on the others are labels of items, too."""
MIN_ITEMS = 3
"""Lines, each of other words, from which on a text under a digest's headline is one: a brief has one line or two."""
MIN_ITEM, MIN_DENSE_ITEM = 40, 12
"""Characters of such a line, and where a character is a word."""
MAX_FIRST_LINE = 60
"""Characters of a first line that may be the digest's headline."""
MAX_SHARED, MAX_DENSE_SHARED, MIN_APART = 0.25, 0.4, 0.6
"""Share of the telling words of the smaller of two lines that the other may have, the same where a character is a word,
and the share of the pairs of lines of which it has no more. Of 122 digests in tests/data/stories 114 are known so, and
none of 4,535 other articles."""
MAX_ITEMS = 12
"""Lines that are laid beside each other."""
_DENSE = ("zh", "ja")


def is_digest(text: str, title: str = "", language: str | None = None) -> bool:
    """Tell whether a text is a digest, by the labels of its lines or by its headline and its lines."""
    if _is_labelled(text):
        return True
    is_headed = _has_digest_headline(text, title, language) or _has_countries(text, language)
    return is_headed and _tells_of_several(text, language)


def _has_countries(text: str, language: str | None) -> bool:
    """Tell whether lines of a text begin with labels before a colon, and some of these are countries."""
    if text.count("\n") < MIN_LABELS - 1:
        return False
    lines = [line for line in text.split("\n", MAX_LINES)[:MAX_LINES] if line.strip()]
    labels = {match["label"].lower() for line in lines if (match := _LABEL_BEFORE_COLON.match(line))}
    return len(labels) >= MIN_LABELS and len(labels & _countries(language)) >= MIN_COUNTRIES


@cache
def _countries(language: str | None) -> frozenset[str]:
    """Give the names of countries and continents in a language, in small letters."""
    from babel import Locale, UnknownLocaleError

    try:
        return frozenset(name.lower() for name in Locale.parse(language or "und").territories.values())
    except (UnknownLocaleError, ValueError):
        return frozenset()


def _is_labelled(text: str) -> bool:
    """Tell whether nearly every line of a text, headings aside, begins with a label of its own, and there are some.

    In a label every word has a capital, where the script has some: "Why it matters:" is a part of one report.
    """
    lines = [line for line in text.split("\n", MAX_LINES)[:MAX_LINES] if line.strip()]
    labels = [_label(line) for line in lines]
    items = sum(label is not None for label in labels)
    headings = sum(
        over is None and label is not None and _is_heading(line)
        for line, over, label in zip(lines, labels, labels[1:], strict=False)
    )
    return len(set(labels) - {None}) >= MIN_LABELS and items >= MIN_LABELLED * (len(lines) - headings)


def _label(line: str) -> str | None:
    """Give the label that a line begins with, or None."""
    match = _LABEL.match(line)
    return (
        None if match is None or any(word[0].islower() for word in match["label"].split()) else match["label"]
    )


def _is_heading(line: str) -> bool:
    """Tell whether a line may be a heading: it is short, and no sentence ends with it."""
    return len(line) <= MAX_HEADING and line.rstrip()[-1] not in ".!?…:。！？؟۔।"


def _has_digest_headline(text: str, title: str, language: str | None) -> bool:
    """Tell whether an article, or the first of its lines where that is short, is headed as digests are."""
    first = text[: MAX_FIRST_LINE + 1].partition("\n")[0]
    headline = f"{title}\n{first}" if len(first) <= MAX_FIRST_LINE else title
    return is_digest_headline(headline, language)


def _tells_of_several(text: str, language: str | None) -> bool:
    """Tell whether a text has some lines, and nearly every two of them have hardly a telling word in common.

    A heading has the words of the item below it, and is left out.
    """
    is_dense = language in _DENSE
    least = MIN_DENSE_ITEM if is_dense else MIN_ITEM
    lines = [line for line in text.split("\n", MAX_ITEMS)[:MAX_ITEMS] if len(line.strip()) >= least]
    items = [line for line in lines if not _is_heading(line)]
    words = [_telling(line, language) for line in (items if len(items) >= MIN_ITEMS else lines)]
    most = MAX_DENSE_SHARED if is_dense else MAX_SHARED
    pairs = list(combinations(words, 2))
    apart = sum(len(one & other) <= most * min(len(one), len(other)) for one, other in pairs)
    return len(words) >= MIN_ITEMS and apart >= MIN_APART * len(pairs)


def _telling(line: str, language: str | None) -> set[str]:
    """Give the words of a line that tell what happened, in the forms by which they are compared."""
    forms = (Forms.of(language)[token.text] for token in tokens(line))
    return {form for form, kind in forms if kind == WORD}
