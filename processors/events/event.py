"""An event as it is remembered: the words of its articles in one language, and what their beginnings said."""

from datetime import datetime
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from processors.events.words import EventText

MOST_WORDS = 500
"""Words that are remembered of an event: those that its articles have early or often."""

Array = NDArray[Any]


class Words(NamedTuple):
    """Words as numbers in order, with how often they stand in beginnings and in whole texts."""

    codes: Array
    head: Array
    body: Array


class Event(NamedTuple):
    """One event in one language."""

    language: str | None
    articles: int
    words: Words
    places: frozenset[int]
    days: frozenset[int]
    figures: frozenset[int]
    acts: frozenset[str]
    groups: frozenset[str]
    first_at: datetime
    last_at: datetime
    """When its first and its latest article were published."""
    title_figures: frozenset[int] = frozenset()
    """Numbers of all its headlines."""
    runs: frozenset[int] = frozenset()
    """Runs of three words in the first sentences of its first article."""
    countries: frozenset[str] = frozenset()
    town_names: tuple[tuple[int, str], ...] = ()
    """How its towns are written."""


def words_of(text: EventText) -> Words:
    """Give the words of an article."""
    codes = np.array(sorted(text.words), dtype=np.uint32)
    head = np.array([text.head.get(code, 0.0) for code in codes.tolist()], dtype=np.float32)
    body = np.array([text.words[code] for code in codes.tolist()], dtype=np.float32)
    return Words(codes, head, body)


def begin_event(text: EventText, words: Words, at: datetime) -> Event:
    """Give the event that an article begins, which came or was published at a time."""
    return Event(
        text.language,
        1,
        words,
        text.places,
        text.days,
        text.figures,
        text.acts,
        text.groups,
        at,
        at,
        text.title_figures,
        text.runs,
        text.countries,
        text.town_names,
    )


def add_to_event(event: Event, text: EventText, words: Words, at: datetime) -> Event:
    """Give the event with one more article.

    Where and when it was is what the first articles said that said so: no chain of articles leads elsewhere.
    """
    return event._replace(
        articles=event.articles + 1,
        words=_sum(event.words, words),
        places=event.places or text.places,
        town_names=event.town_names or text.town_names,
        days=event.days or text.days,
        figures=event.figures or text.figures,
        acts=event.acts or text.acts,
        groups=event.groups or text.groups,
        countries=event.countries or text.countries,
        first_at=min(event.first_at, at),
        last_at=max(event.last_at, at),
        title_figures=event.title_figures | text.title_figures,
    )


def add_toll(event: Event, text: EventText) -> Event:
    """Give the event with the figures of one more headline: those of a copy, by which alone it tells of a new toll."""
    return event._replace(title_figures=event.title_figures | text.title_figures)


def _sum(one: Words, other: Words) -> Words:
    codes = np.sort(np.concatenate((one.codes, other.codes)))
    new = np.ones(len(codes), np.bool_)
    np.not_equal(codes[1:], codes[:-1], out=new[1:])
    codes = codes[new]  # np.union1d does so, and loads modules that nothing else needs
    head, body = np.zeros(len(codes), np.float32), np.zeros(len(codes), np.float32)
    for words in (one, other):
        at = np.searchsorted(codes, words.codes)
        head[at] += words.head
        body[at] += words.body
    if len(codes) > MOST_WORDS:
        kept = np.sort(np.argsort(-(head + body), kind="stable")[:MOST_WORDS])
        codes, head, body = codes[kept], head[kept], body[kept]
    return Words(codes, head, body)
