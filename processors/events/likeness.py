"""How like an article is to an event: by its words, each the more the rarer it is, and by what beginnings say."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from processors.events.event import Event, Words
from processors.events.rarity import Rarity
from processors.events.words import EventText

Array = NDArray[Any]


class Vector(NamedTuple):
    """An article's words as weights, of length 1."""

    codes: Array
    whole: Array
    head: Array


class Likeness(NamedTuple):
    """What an article and an event have in common."""

    words: float
    """Cosine (0 to 1) of their words."""
    heads: float
    """The same of the words of their beginnings."""
    places: int
    """1 where a town of the one is one of the other, -1 where each names others, 0 where one names none."""
    days: int
    figures: int
    acts: int
    groups: int
    gap: float
    """Days from the event's latest article to this one, or to its first where this one is older."""
    watched: bool = False
    """Whether one of them names a group of the catalogue."""
    title_figures: int = 0
    """As of places, of the figures in headlines."""
    names_later_day: bool = False
    """Whether the article names a later day than the event's articles."""


def make_vector(words: Words, rarity: Rarity) -> Vector:
    """Weigh an article's words."""
    whole, head = _weigh(words.head, words.body, rarity.of(words.codes))
    return Vector(words.codes, whole / _length(whole), head / _length(head))


def compare(
    new: Vector, text: EventText, at: datetime, events: Sequence[Event], rarity: Rarity
) -> Iterator[Likeness]:
    """Compare an article, published or seen at a time, with events in its language, each of which has words."""
    if not events:
        return
    codes, head, body = (
        np.concatenate(arrays) for arrays in zip(*(event.words for event in events), strict=True)
    )
    starts = np.cumsum([0, *(len(event.words.codes) for event in events[:-1])])
    where = np.minimum(np.searchsorted(new.codes, codes), len(new.codes) - 1)
    both = new.codes[where] == codes
    cosines = [
        np.add.reduceat(np.where(both, theirs * mine[where], 0.0), starts)
        / np.sqrt(np.maximum(np.add.reduceat(theirs * theirs, starts), 1e-9))
        for theirs, mine in zip(_weigh(head, body, rarity.of(codes)), (new.whole, new.head), strict=True)
    ]
    for event, words, heads in zip(events, *(found.tolist() for found in cosines), strict=True):
        yield Likeness(
            words=words,
            heads=heads,
            places=_relation(text.places, event.places),
            days=_relation(text.days, event.days),
            figures=_relation(text.figures, event.figures),
            acts=_relation(text.acts, event.acts),
            groups=_relation(text.groups, event.groups),
            gap=max((at - event.last_at).total_seconds(), (event.first_at - at).total_seconds(), 0.0)
            / 86_400,
            watched=bool(text.groups or event.groups),
            title_figures=_relation(text.title_figures, event.title_figures),
            names_later_day=bool(event.days) and max(text.days, default=0) > max(event.days, default=0),
        )


def _weigh(head: Array, body: Array, weights: Array) -> tuple[Array, Array]:
    """Weigh words by how often they stand in whole texts and in beginnings, and by how much each tells."""
    of_head = np.where(head > 0, 1 + np.log(np.maximum(head, 1)), 0) * weights
    return (1 + np.log(head + body)) * weights, of_head


def _relation(one: frozenset[Any], other: frozenset[Any]) -> int:
    if not one or not other:
        return 0
    return -1 if one.isdisjoint(other) else 1


def _length(weights: Array) -> float:
    return float(np.sqrt(weights @ weights)) or 1.0
