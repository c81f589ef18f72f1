"""How like an article is to an event: by its words, each the more the rarer it is, and by what beginnings say."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from processors.events.acts import ATTACKS, DISASTER
from processors.events.event import Event, Words
from processors.events.kin import kin
from processors.events.places import countries_of
from processors.events.rarity import Rarity
from processors.events.words import EventText

Array = NDArray[Any]


BRIEF = 60
"""Words that tell anything of a text, below which it has little but its place and its day."""


class Vector(NamedTuple):
    """An article's words as weights, of length 1."""

    codes: Array
    whole: Array
    head: Array
    title: Array


class Likeness(NamedTuple):
    """What an article and an event have in common."""

    words: float
    """Cosine (0 to 1) of their words."""
    heads: float
    """The same of the words of their beginnings."""
    body: float
    """The same of all of the article's words and those of the event's beginnings."""
    lede: float
    """The same of the article's beginning and all of the event's words."""
    title: float
    """The same of the article's headline and the event's beginnings."""
    places: int
    """1 where a town of the one is one of the other, -1 where each names others, 0 where one names none.

    Of a short article, and of one about a group, the towns of the headline count, if it names any: the attack of
    the day before, in another, is background.
    """
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
    countries: int = 0
    """As of places, of the countries that they name."""
    abroad: bool = False
    """Whether each names one country, the article another."""
    namesakes: bool = False
    """Whether they tell of two towns of one name, in two countries."""
    follows_up: bool = False
    """Whether the article's headline is of what comes behind an attack: a claim, or a funeral."""
    brief: bool = False
    """Whether the article has few words: then by chance a few are those of another event."""
    tolls: int = 0
    """As of places, of the figures of the article and all of the event's, its later headlines among them."""
    elsewhere: bool = False
    """Whether the article names a town, too, that the event's first articles do not."""
    runs: float = 1.0
    """Share (0 to 1) of the runs of three words in the shorter beginning that stand in the other."""
    shared_runs: int = 0
    """How many such runs stand in both, where they are known."""
    is_no_copy: bool = False
    """Whether the article was compared with stories, and is no copy of any."""
    attacks: bool = False
    """Whether both tell of violence: another attack has the same words."""
    other_hand: bool = False
    """Whether one tells of a disaster of nature, the other of violence."""
    two_towns: bool = False
    """Whether each names a town that the other does not, beside any that both do: a district of its own."""


def make_vector(words: Words, rarity: Rarity, title: AbstractSet[int] = frozenset()) -> Vector:
    """Weigh an article's words, and of its headline those in `title`."""
    weights = rarity.of(words.codes)
    whole, head = _weigh(words.head, words.body, weights)
    of_title = weights * _are_among(words.codes, np.array(sorted(title), dtype=words.codes.dtype))
    return Vector(words.codes, *(each / _length(each) for each in (whole, head, of_title)))


def measure(new: Vector, events: Sequence[Event], rarity: Rarity) -> Array:
    """Measure how like an article's words are to those of events in its language, each of which has words.

    Gives a row for each event: the five cosines of a `Likeness`, in its order.
    """
    if not events:
        return np.zeros((0, 5))
    codes, head, body = (
        np.concatenate(arrays) for arrays in zip(*(event.words for event in events), strict=True)
    )
    starts = np.cumsum([0, *(len(event.words.codes) for event in events[:-1])])
    where = np.minimum(new.codes.searchsorted(codes), len(new.codes) - 1)
    both = new.codes[where] == codes
    whole, heads = _weigh(head, body, rarity.of(codes))
    lengths = [np.sqrt(np.maximum(np.add.reduceat(each * each, starts), 1e-9)) for each in (whole, heads)]
    words, lede, of_head, of_body, title = (
        np.add.reduceat(theirs * np.where(both, mine[where], 0.0), starts) / length
        for theirs, length, ours in (
            (whole, lengths[0], (new.whole, new.head)),
            (heads, lengths[1], (new.head, new.whole, new.title)),
        )
        for mine in ours
    )
    return np.stack((words, of_head, of_body, lede, title), axis=1)


def compare(text: EventText, at: datetime, event: Event, cosines: Sequence[float]) -> Likeness:
    """Compare an article, published or seen at a time, with an event, to which its words are like as measured."""
    words, heads, body, lede, title = cosines
    brief, watched = len(text.words) < BRIEF, bool(text.groups or event.groups)
    towns = text.title_places if brief or watched else frozenset()
    return Likeness(
        words=words,
        heads=heads,
        body=body,
        lede=lede,
        title=title,
        places=_relation(towns or text.places, event.places),
        days=_relation(text.days, event.days),
        figures=_relation_of_figures(text, text.figures, event.figures),
        acts=_relation_of_acts(text.acts, event.acts),
        groups=_relation_of_groups(text.groups, event.groups),
        gap=max((at - event.last_at).total_seconds(), (event.first_at - at).total_seconds(), 0.0) / 86_400,
        watched=watched,
        title_figures=_relation_of_figures(text, text.title_figures, event.title_figures),
        names_later_day=bool(event.days) and max(text.days, default=0) > max(event.days, default=0),
        runs=_share(text.runs, event.runs),
        countries=_relation(text.countries, event.countries),
        follows_up=text.follows_up,
        brief=brief,
        elsewhere=not text.places <= event.places,
        tolls=_relation(text.figures, event.figures | event.title_figures),
        abroad=len(text.countries) == 1 == len(event.countries) and text.countries != event.countries,
        namesakes=_are_namesakes(text, event),
        is_no_copy=text.is_no_copy,
        shared_runs=len(text.runs & event.runs),
        attacks=not ATTACKS.isdisjoint(text.acts) and not ATTACKS.isdisjoint(event.acts),
        other_hand=_is_by_other_hand(text.acts, event.acts) or _is_by_other_hand(event.acts, text.acts),
        two_towns=bool(text.places - event.places and event.places - text.places),
    )


def _weigh(head: Array, body: Array, weights: Array) -> tuple[Array, Array]:
    """Weigh words by how often they stand in whole texts and in beginnings, and by how much each tells."""
    of_head = np.where(head > 0, 1 + np.log(np.maximum(head, 1)), 0) * weights
    return (1 + np.log(head + body)) * weights, of_head


def _are_among(codes: Array, some: Array) -> Array:
    """Tell of each code whether it is one of some, which are in order."""
    if not len(some):
        return np.zeros(len(codes), np.bool_)
    found: Array = some[np.minimum(np.searchsorted(some, codes), len(some) - 1)] == codes
    return found


def _relation(one: frozenset[Any], other: frozenset[Any]) -> int:
    if not one or not other:
        return 0
    return -1 if one.isdisjoint(other) else 1


def _relation_of_acts(one: frozenset[str], other: frozenset[str]) -> int:
    """Compare acts; a disaster of nature is named by whoever tells of it, so that none beside it is another act."""
    return _relation(one, other) or -(DISASTER in one | other)


def _is_by_other_hand(one: AbstractSet[str], other: AbstractSet[str]) -> bool:
    """Tell whether the one's acts are of nature, and the other's of violence."""
    of_nature = DISASTER in one and ATTACKS.isdisjoint(one)
    return of_nature and DISASTER not in other and not ATTACKS.isdisjoint(other)


def _relation_of_figures(text: EventText, ours: frozenset[int], theirs: frozenset[int]) -> int:
    """Compare figures; other ones tell nothing where a headline says itself that the toll is another now."""
    relation = _relation(ours, theirs)
    return 0 if relation < 0 and text.has_new_toll else relation


def _relation_of_groups(one: frozenset[str], other: frozenset[str]) -> int:
    if not one or not other:
        return 0
    return 1 if kin(one, other) else -1


def _are_namesakes(text: EventText, event: Event) -> bool:
    """Tell whether a town that both name is another in each, by the countries that they name."""
    for town in text.places & event.places:
        codes = countries_of(town)
        one, other = text.countries.intersection(codes), event.countries.intersection(codes)
        if one and other and one.isdisjoint(other):
            return True
    return False


def _share(one: frozenset[int], other: frozenset[int]) -> float:
    """Give the share of the smaller set that is in the larger; all of it where one is not known."""
    return len(one & other) / min(len(one), len(other)) if one and other else 1.0


def _length(weights: Array) -> float:
    return float(np.sqrt(weights @ weights)) or 1.0
