"""Events: one happening in many reports has one event id, found among what is remembered of the last month's events.

    a copy has its story's event | words that few articles have lead to events | the likest, if like enough
    | else places, groups, act and day lead to one in another language | else an event of its own

An event's id is that of its first article. Events are never joined to one another: an article that fits two belongs to
one of them. So no event that was told of vanishes in another.
"""

from datetime import datetime
from typing import NamedTuple

import numpy as np
from sqlalchemy import Connection, bindparam, select

from processors.events.decide import choose, choose_across
from processors.events.event import Words, add_to_event, begin_event, words_of
from processors.events.likeness import Vector, make_vector
from processors.events.rarity import Rarity
from processors.events.words import EventText
from wirewatch.ledger import known_events
from wirewatch.ledger.schema import links
from wirewatch.ledger.stories import StoryPlace

_EVENT_OF = select(links.c.event_id).where(links.c.id == bindparam("id"))


class EventPlace(NamedTuple):
    """To which event an article belongs, and on what grounds where it is not the first of it."""

    event_id: str
    grounds: str = ""


class Events:
    """The events, for one transaction: what is known of words is read once and written by `close`."""

    def __init__(self, tx: Connection) -> None:
        self._tx = tx
        self._rarities: dict[str, Rarity] = {}

    def place(self, link_id: str, story: StoryPlace, text: EventText, at: datetime) -> EventPlace:
        """Give a link its event, the same again for a link that has one.

        To be called where its story was found, in the transaction that commits the article.
        """
        if known := self._event_of(link_id):
            return EventPlace(known)
        if story.copy_of and (known := self._event_of(story.story_id)):
            return EventPlace(known, "a copy of its story")
        if not text.words:
            return EventPlace(link_id)
        rarity = self._rarity(text.language or "")
        words = words_of(text)
        rarity.count(words.codes)
        return self._join(link_id, text, words, rarity, at)

    def close(self) -> None:
        """Write what was counted."""
        for language, rarity in self._rarities.items():
            known_events.write_rarity(self._tx, language, rarity)

    def _join(self, link_id: str, text: EventText, words: Words, rarity: Rarity, at: datetime) -> EventPlace:
        when = min(text.published_at or at, at)
        vector = make_vector(words, rarity)
        telling = _most_telling(vector)
        keys = {day: known_events.place_keys(text.places, day) for day in _days_around(when)}
        near_by = [key for each in keys.values() for key in each]
        leads = known_events.words_lead_to(self._tx, [*telling, *near_by])
        near = {key: leads.pop(key) for key in near_by if key in leads}
        likely = known_events.read_likely(self._tx, leads, at)
        own = [(one, one.event) for one in likely if one.event.language == text.language]
        if found := choose(text, vector, when, own, rarity):
            known, grounds = found
            known_events.update_event(self._tx, known.n, add_to_event(known.event, text, words, when), at)
            place, n = EventPlace(known.event_id, grounds), known.n
        else:
            place = self._across(link_id, text, when, near, at)
            n = known_events.remember_event(self._tx, place.event_id, begin_event(text, words, when), at)
        led = [*telling[: known_events.WORDS_LED], *keys[when.toordinal()]]
        known_events.lead(self._tx, led, n, leads | near)
        return place

    def _across(
        self, link_id: str, text: EventText, when: datetime, near: dict[int, list[int]], at: datetime
    ) -> EventPlace:
        likely = known_events.read_likely(self._tx, near, at) if near else []
        by_event = {
            one.event_id: (one, one.event) for one in reversed(likely) if one.event.language != text.language
        }
        found = choose_across(text, when, by_event.values())
        return EventPlace(found[0].event_id, found[1]) if found else EventPlace(link_id)

    def _rarity(self, language: str) -> Rarity:
        if language not in self._rarities:
            self._rarities[language] = known_events.read_rarity(self._tx, language)
        return self._rarities[language]

    def _event_of(self, link_id: str) -> str | None:
        found: str | None = self._tx.execute(_EVENT_OF, {"id": link_id}).scalar_one_or_none()
        return found


def _most_telling(vector: Vector) -> list[int]:
    """Give an article's words, those first that tell most of it."""
    weights = vector.whole + vector.head
    order = np.argsort(-weights, kind="stable")[: known_events.WORDS_ASKED]
    codes: list[int] = vector.codes[order].tolist()
    return codes


def _days_around(when: datetime) -> range:
    day = when.toordinal()
    return range(day - 1, day + 2)
