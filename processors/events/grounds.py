"""On what grounds an article joined an event, or began one, in plain words for whoever asks why."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from processors.events.event import Event
from processors.events.kin import BRANCH, kin
from processors.events.words import EventText, code_of

MOST_NAMED = 3
"""Towns, days, groups, acts or figures that are named; more make no line that is read."""
LARGEST_FIGURE = 5_000
"""Figures are kept as numbers of their words: up to this they can be told again."""


def say_common(text: EventText, event: Event) -> str:
    """Say what an article and an event have in common of where, when, who and what, and how headlines' figures differ.

    "same town (Kunduz), same day (2026-11-24), same group (isis-k), same act (bombing); figures of headlines 5, then 7"
    """
    towns = dict(event.town_names) | dict(text.town_names)
    groups = kin(text.groups, event.groups)
    same = [
        _named("town", (towns.get(town, "") for town in text.places & event.places)),
        _named("day", map(_day, sorted(text.days & event.days))),
        _named("group", (group for group in groups if not group.endswith(BRANCH))),
        _named("act", text.acts & event.acts),
    ]
    if not text.places & event.places:
        same.insert(1, _named("country", text.countries & event.countries))
    parts = [f"same {each}" for each in same if each]
    return "; ".join(filter(None, (", ".join(parts), _say_figures(text, event))))


def say_other(text: EventText, event: Event) -> str:
    """Say what an article and an event both name, each another: "other town (Kunduz, there Kabul)"."""
    return ", ".join(
        f"other {what} ({_listed(ours)}, there {_listed(theirs)})"
        for what, ours, theirs in (
            ("town", *_towns_apart(text, event)),
            ("day", set(map(_day, text.days)), set(map(_day, event.days))),
            ("group", _own(text.groups), _own(event.groups)),
        )
        if ours and theirs and ours.isdisjoint(theirs)
    )


def say_towns(text: EventText) -> str:
    """Name the towns of an article as it writes them: "Kunduz", "Kabul or Kunduz"; "" where it names none."""
    return " or ".join(sorted(_towns(text))[:MOST_NAMED])


def _towns(one: EventText | Event) -> set[str]:
    return {name for _, name in one.town_names}


def _towns_apart(text: EventText, event: Event) -> tuple[set[str], set[str]]:
    """Give the names of both's towns; none where a town of one is one of the other, perhaps in another spelling."""
    return (_towns(text), _towns(event)) if text.places.isdisjoint(event.places) else (set(), set())


def _own(groups: frozenset[str]) -> frozenset[str]:
    return frozenset(group for group in groups if not group.endswith(BRANCH))


def _named(what: str, names: Iterable[str]) -> str:
    """Put names behind what they are of, in brackets; "" for none."""
    listed = _listed(names)
    return f"{what} ({listed})" if listed else ""


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(filter(None, names))[:MOST_NAMED])


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


def _say_figures(text: EventText, event: Event) -> str:
    """Say which figures the event's headlines had, and which this one has; "" where either has none."""
    theirs, ours = (_figures(each.title_figures) for each in (event, text))
    if not theirs or not ours:
        return ""
    before, now = (", ".join(map(str, some[:MOST_NAMED])) for some in (theirs, ours))
    return f"figures of headlines {before}, then {now}" if set(ours) - set(theirs) else f"same figure ({now})"


def _figures(codes: frozenset[int]) -> list[int]:
    known = _known_figures()
    return sorted(known[code] for code in codes if code in known)


@cache
def _known_figures() -> Mapping[int, int]:
    return {code_of(str(figure)): figure for figure in range(LARGEST_FIGURE + 1)}
