"""A text cut where groups are named, and what a copy of it changed: values that a page shows as text."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from processors.text.sentences import sentence_spans

MOST_SENTENCES = 400
"""Sentences of each text that are compared: further ones are not told of."""


class Run(NamedTuple):
    """A piece of a text; `group` is the id of the group that it names, if it names one."""

    text: str
    group: str | None


class Changes(NamedTuple):
    """What a copy has that the first text has not, and the other way round, sentence by sentence."""

    added: tuple[str, ...]
    removed: tuple[str, ...]


def cut_at_mentions(text: str, field: str, mentions: Iterable[Mapping[str, Any]]) -> list[list[Run]]:
    """Give the paragraphs of a document's `title` or `text`, each cut where a mention begins and ends.

    A mention that does not lie in the text, or lies over another, is left out: the text is always whole.
    """
    paragraphs, at = [], 0
    places = sorted((one["start"], one["end"], one["group"]) for one in mentions if one["field"] == field)
    starts = [start for start, _, _ in places]
    for line in text.split("\n"):
        # Those of this line alone: a list of names has thousands of lines and of mentions.
        here = places[bisect_left(starts, at) : bisect_left(starts, at + len(line))]
        paragraphs.append(_runs(line, [(start - at, end - at, group) for start, end, group in here]))
        at += len(line) + 1
    return paragraphs


def _runs(line: str, places: Sequence[tuple[int, int, str]]) -> list[Run]:
    runs, at = [], 0
    for start, end, group in places:
        if at <= start < end <= len(line):
            runs += [Run(line[at:start], None), Run(line[start:end], group)]
            at = end
    return [run for run in [*runs, Run(line[at:], None)] if run.text]


def what_changed(first: str, other: str, language: str | None) -> Changes:
    """Compare two texts by their sentences, each by its letters and digits alone."""
    ours, theirs = (_sentences(text, language) for text in (first, other))
    return Changes(
        tuple(sentence for form, sentence in theirs.items() if form not in ours),
        tuple(sentence for form, sentence in ours.items() if form not in theirs),
    )


def _sentences(text: str, language: str | None) -> dict[str, str]:
    """Give the sentences of a text, by their forms, in order."""
    found: dict[str, str] = {}
    for start, end in sentence_spans(text, language):
        form = "".join(sign for sign in text[start:end].casefold() if sign.isalnum())
        if form:
            found.setdefault(form, text[start:end])
        if len(found) == MOST_SENTENCES:
            break
    return found
