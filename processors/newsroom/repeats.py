"""What an article says twice at its top: the headline again, and the lede before the dateline."""

from datetime import datetime

from processors.newsroom.dateline import split_dateline
from processors.newsroom.placed_lines import is_day_line
from processors.text.characters import comparable_form

_NEAR = 4
"""Paragraphs from the top in which a repeat of the headline or of the lede is looked for."""
_LEDE = 12
"""Letters of a lede that comes again; what is shorter is a heading that the text under it begins with: "Schools"."""
_LONG = 60
"""Characters from which a paragraph that comes again word for word is a repeat and not a refrain."""


def repeated_titles(title: str | None, paragraphs: list[str]) -> list[int]:
    """Return the places (from 0) of those among the first paragraphs that only repeat the headline.

    Behind it may stand who wrote the text and when: old pages have all of that in one line.
    """
    form = comparable_form(title or "")
    return [
        place
        for place, text in enumerate(paragraphs[:_NEAR])
        if form and (comparable_form(text) == form or _is_headed_day(text, title or ""))
    ]


def _is_headed_day(text: str, title: str) -> bool:
    """Tell whether a line is the headline with a day behind it, and at most a name."""
    rest = text[len(title) :] if text.casefold().startswith(title.casefold()) else ""
    return len(title) >= _LEDE and is_day_line(rest)


def repeated_ledes(paragraphs: list[str], now: datetime) -> list[int]:
    """Return the places of those at the top that a later one near the top begins with.

    The later one stays: it has the dateline and its sentence is whole.
    """
    near = paragraphs[: _NEAR + 2]
    # What is left of a paragraph without its dateline is its end: where none stands in another, no dateline is read.
    whole = [comparable_form(text) for text in near]
    long = ((form, after) for form, after in _with_next(whole) if len(form) >= _LEDE)
    if not any(form[-_LEDE:] in other for form, after in long for other in after):
        return []
    forms = [comparable_form(split_dateline(text, now)[1]) for text in near]
    return [
        place
        for place, (form, after) in enumerate(_with_next(forms))
        if len(form) >= _LEDE
        and not _is_heading(near[place])
        and any(other.startswith(form) for other in after)
    ]


def _is_heading(text: str) -> bool:
    """Tell whether a text is as short as a heading, and ends as none of the sentences of a lede do."""
    return len(text) <= _HEADING and text.rstrip("\"'”’»)] ")[-1:] not in _STOPS


_HEADING = 32
"""Characters of a heading that the words under it begin with: "'Before, he rowed'"."""
_STOPS = tuple(".!?…。！？؟۔।")


def _with_next(forms: list[str]) -> list[tuple[str, list[str]]]:
    """Return each of the first forms with the two after it."""
    return [(form, forms[place + 1 : place + 3]) for place, form in enumerate(forms[:_NEAR])]


def repeated_paragraphs(paragraphs: list[str]) -> list[int]:
    """Return the places of those long ones that stood before, word for word."""
    seen: set[str] = set()
    found = []
    for place, text in enumerate(paragraphs):
        form = comparable_form(text) if len(text) >= _LONG else ""
        if form in seen:
            found.append(place)
        if form:
            seen.add(form)
    return found
