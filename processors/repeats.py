"""What an article says twice at its top: the headline again, and the lede before the dateline."""

from datetime import datetime

from processors.characters import same_form
from processors.dateline import split_dateline

_NEAR = 4
"""Paragraphs from the top in which a repeat of the headline or of the lede is looked for."""
_LONG = 60
"""Characters from which a paragraph that comes again word for word is a repeat and not a refrain."""


def without_title(title: str | None, paragraphs: list[str]) -> list[str]:
    """Return the paragraphs without those among the first that only repeat the headline."""
    form = same_form(title or "")
    if not form:
        return paragraphs
    return [text for text in paragraphs[:_NEAR] if same_form(text) != form] + paragraphs[_NEAR:]


def without_repeated_lede(paragraphs: list[str], now: datetime) -> list[str]:
    """Return the paragraphs without those at the top that a later one near the top begins with.

    The later one is kept: it has the dateline and its sentence is whole.
    """
    forms = [same_form(split_dateline(text, now)[1]) for text in paragraphs[: _NEAR + 2]]
    kept = []
    for place, text in enumerate(paragraphs):
        following = forms[place + 1 : place + 3] if place < _NEAR else []
        if not any(form.startswith(forms[place]) for form in following):
            kept.append(text)
    return kept


def without_copies(paragraphs: list[str]) -> list[str]:
    """Return the paragraphs without those long ones that stood before, word for word."""
    seen: set[str] = set()
    kept = []
    for text in paragraphs:
        form = same_form(text) if len(text) >= _LONG else ""
        if not form or form not in seen:
            kept.append(text)
        seen.add(form)
    return kept
