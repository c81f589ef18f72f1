"""Events: one happening in many reports has one event id, found among what is remembered of the last month's events.

    a copy has its story's event | words that few articles have lead to events | the likest, if like enough
    | else places, groups, act and day lead to one in another language | else an event of its own

An event's id is that of its first article. Events are never joined to one another: an article that fits two belongs to
one of them. So no event that was told of vanishes in another.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, Self

import numpy as np
from sqlalchemy import Connection, bindparam, select

from processors.events.decide import choose, choose_across, likest
from processors.events.event import Words, add_to_event, add_toll, begin_event, words_of
from processors.events.grounds import say_towns
from processors.events.likeness import Vector, make_vector, measure
from processors.events.words import EventText
from wirewatch.ledger import known_events
from wirewatch.ledger.schema import links
from wirewatch.ledger.stories import StoryPlace

_EVENTS = select(links.c.id, links.c.event_id).where(links.c.id.in_(bindparam("ids", expanding=True)))
_EVENT_OF = select(links.c.event_id).where(links.c.id == bindparam("id"))


OWN = "an event of its own"


class EventPlace(NamedTuple):
    """To which event an article belongs, and on what grounds where it is not the first of it.

    What the first of an event has beside others is told by `Events.grounds_of`.
    """

    event_id: str
    grounds: str = ""


class Events:
    """The articles of one pass as they find their events, in the transaction that commits them.

        with stories.Joining(tx, ...) as joining, Events(tx, {link_id: text, ...}, at) as events:
            event = events.place(link_id, joining.place(...))      # then its link is given this event

    That is under the lock of the stories, so what the words lead to is read at once, and written at the end.
    """

    def __init__(self, tx: Connection, texts: Mapping[str, EventText], at: datetime) -> None:
        """Read what the texts by their links' ids ask for, which come at a time."""
        self._tx, self._at = tx, at
        self._grounds: dict[str, str] = {}
        self._events: dict[str, str | None] = {
            row.id: row.event_id for row in tx.execute(_EVENTS, {"ids": sorted(texts)})
        }
        new = {id_: text for id_, text in texts.items() if text.words and not self._events.get(id_)}
        languages = sorted({text.language or "" for text in new.values()})
        self._rarities = {language: known_events.read_rarity(tx, language) for language in languages}
        self._asked = {id_: self._ask(text) for id_, text in new.items()}
        lists = [words for one in self._asked.values() for words in (one.telling, one.near)]
        self._known = known_events.KnownEvents(tx, lists, at)

    def __enter__(self) -> Self:
        """Give itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Write what came to be known, and how many articles have each word."""
        if kind is None:
            self._known.write()
            for language, rarity in self._rarities.items():
                known_events.write_rarity(self._tx, language, rarity)

    def place(self, link_id: str, story: StoryPlace, *, was_compared: bool = False) -> EventPlace:
        """Give a link its event, the same again for a link that has one.

        With `was_compared`, its text was compared with those of stories: if it is no copy, that speaks for another
        event where it has sentences of one.
        """
        if was_compared and not story.copy_of and (asked := self._asked.get(link_id)):
            self._asked[link_id] = asked._replace(text=asked.text._replace(is_no_copy=True))
        place = self._place(link_id, story)
        if place.grounds and place.event_id != link_id:
            self._grounds[link_id] = f"joined the event of {place.event_id}: {place.grounds}"
        self._events[link_id] = place.event_id
        return place

    def grounds_of(self, link_id: str) -> str | None:
        """Say why a link that was given its event joined it, or began one; None where it had one before."""
        return self._grounds.get(link_id)

    def _place(self, link_id: str, story: StoryPlace) -> EventPlace:
        if known := self._events.get(link_id):
            return EventPlace(known)
        if story.copy_of and (known := story.event_id or self._event_of(story.story_id)):
            self._add_copy(link_id, known)
            return EventPlace(known, "a copy of its story")
        if link_id not in self._asked:
            self._grounds[link_id] = f"{OWN}: it has no words that tell anything"
            return EventPlace(link_id)
        text, words, telling, near = self._asked[link_id]
        rarity = self._rarities[text.language or ""]
        rarity.count(words.codes)
        if text.is_digest:  # reports that it tells of would join it, and with it each other
            self._grounds[link_id] = f"{OWN}: it is a digest, which tells of several"
            return EventPlace(link_id)
        when = _moment(text, self._at)
        led = [*telling[: known_events.WORDS_LED], *known_events.place_keys(text.places, when.toordinal())]
        own = [(one, one.event) for one in self._known.likely(telling) if one.event.language == text.language]
        vector = make_vector(words, rarity, text.title)
        cosines = measure(vector, [event for _, event in own], rarity)
        if found := choose(text, when, own, cosines):
            known_event, grounds = found
            event = add_to_event(known_event.event, text, words, when)
            self._known.update(known_event.n, event, led)
            return EventPlace(known_event.event_id, grounds)
        place = self._across(link_id, text, when, near)
        if place.event_id == link_id:
            beside = likest(text, when, own, cosines)
            why = self._why_alone(self._asked[link_id], beside, shares_words=bool(own))
            self._grounds[link_id] = f"{OWN}: {why}"
        self._known.remember(place.event_id, begin_event(text, words, when), led)
        return place

    def _why_alone(
        self, asked: "_Asked", beside: "tuple[known_events.KnownEvent, str] | None", *, shares_words: bool
    ) -> str:
        """Say why an article begins an event: nobody tells of its towns, and what an event that is near it lacks."""
        towns = say_towns(asked.text)
        told = (
            [f"no other report of these days names {towns}"]
            if towns and not self._known.leads(asked.near)
            else []
        )
        if beside:
            told.append(f"the likest is that of {beside[0].event_id}, but not like enough: {beside[1]}")
        elif shares_words:
            told.append("no event of the last month is near it")
        return "; ".join(told) or "no report of the last month shares the words that tell most of it"

    def _add_copy(self, link_id: str, event_id: str) -> None:
        """Add the words of a copy to its event: cut or lengthened, it has others.

        Where it names a group of the catalogue its words are background, by which attacks would join. Of such a copy
        the new toll in its headline is added, by which reports in other languages find the event.
        """
        asked = self._asked.get(link_id)
        if asked is None or (asked.text.groups and not asked.text.title_figures):
            return
        same = [
            one
            for one in self._known.likely(asked.telling)
            if one.event_id == event_id and one.event.language == asked.text.language
        ]
        if same and asked.text.groups:
            if not asked.text.title_figures <= same[0].event.title_figures:
                self._known.update(same[0].n, add_toll(same[0].event, asked.text), ())
        elif same and same[0].event.articles < known_events.ARTICLES_ADDED:
            self._rarities[asked.text.language or ""].count(asked.words.codes)
            event = add_to_event(same[0].event, asked.text, asked.words, _moment(asked.text, self._at))
            self._known.update(same[0].n, event, asked.telling[: known_events.WORDS_LED])

    def _across(self, link_id: str, text: EventText, when: datetime, near: Sequence[int]) -> EventPlace:
        by_event = {
            one.event_id: (one, one.event)
            for one in reversed(self._known.likely(near))
            if one.event.language != text.language
        }
        found = choose_across(text, when, by_event.values())
        return EventPlace(found[0].event_id, found[1]) if found else EventPlace(link_id)

    def _ask(self, text: EventText) -> "_Asked":
        words = words_of(text)
        day = _moment(text, self._at).toordinal()
        near = [key for each in range(day - 1, day + 2) for key in known_events.place_keys(text.places, each)]
        vector = make_vector(words, self._rarities[text.language or ""])
        return _Asked(text, words, _most_telling(vector), near)

    def _event_of(self, link_id: str) -> str | None:
        if link_id not in self._events:
            self._events[link_id] = self._tx.execute(_EVENT_OF, {"id": link_id}).scalar_one_or_none()
        return self._events[link_id]


class _Asked(NamedTuple):
    """An article that has no event yet, and by what one is looked for."""

    text: EventText
    words: Words
    telling: list[int]
    """Its words, those first that tell most of it."""
    near: list[int]
    """Its towns on its days, by which it is found in other languages."""


def _most_telling(vector: Vector) -> list[int]:
    """Give an article's words, those first that tell most of it."""
    weights = vector.whole + vector.head
    order = np.argsort(-weights, kind="stable")[: known_events.WORDS_ASKED]
    codes: list[int] = vector.codes[order].tolist()
    return codes


def _moment(text: EventText, at: datetime) -> datetime:
    """Give when an article was published, at the latest when it came."""
    return min(text.published_at or at, at)
