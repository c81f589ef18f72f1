"""What a rule's `when` may say: the kinds of rules.

each                                        every story, once
{count: 10, within: 1h}                     10 stories within an hour
{spike: 3, baseline: 7d, within: 1h}        three times as many as the baseline leads to expect
{silent: 24h}                               nothing for a day
{new: groups}, {new: [source.id, groups]}   a value, or a pair of values, never seen before
{outlets: 3}                                the third independent outlet carries the story
{revision: added}                           a published article names a group that it did not; removed, any
"""

import difflib
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Literal

from msgspec import Struct

from processors.query.fields import FIELDS, most_similar_name
from wirewatch.config.times import parse_span

SHORTEST_SPAN, LONGEST_SPAN = timedelta(minutes=1), timedelta(days=90)
"""Of every span in a kind: what is remembered of a rule's hits goes back no further."""
SPIKE_LEAST = 5
"""Stories that a spike has at least, unless its rule says otherwise: 3 against an expected 0.1 are none."""
LARGEST_COUNT = 10_000
"""Stories that a rule counts to."""
UNIQUE_FIELDS = ("id", "url", "canonical_url", "story_id", "copy_of", "batch")
"""Fields of which every article has a value of its own."""


class KindError(ValueError):
    """A `when` that means no kind of rule: what is wrong with it, and the mend."""


class Each(Struct, frozen=True):
    """Alert on every story, once."""


class Count(Struct, frozen=True):
    """Alert when `count` stories fell within a span; then the count starts anew."""

    count: int
    within: timedelta
    within_text: str


class Spike(Struct, frozen=True):
    """Alert when the last span has `spike` times the stories that the baseline leads to expect, and `least` or more."""

    spike: float
    within: timedelta
    baseline: timedelta
    least: int
    within_text: str


class Silent(Struct, frozen=True):
    """Alert when nothing matched for a span."""

    silent: timedelta
    silent_text: str


class New(Struct, frozen=True):
    """Alert on a value of a field, or a combination of several fields' values, that was never seen before."""

    fields: tuple[str, ...]


class Outlets(Struct, frozen=True):
    """Alert when so many independent outlets carry a story."""

    outlets: int


class Revision(Struct, frozen=True):
    """Alert when a published article was changed so that it names a group more, or one less."""

    revision: Literal["added", "removed", "any"]


Kind = Each | Count | Spike | Silent | New | Outlets | Revision
KEYS = {
    "count": ("within",),
    "spike": ("within", "baseline", "least"),
    "silent": (),
    "new": (),
    "outlets": (),
    "revision": (),
}
"""The kinds but `each`, by the key that names them, and the keys that go with it."""
WHEN_FORMS = "write `each`, or one of {" + ": ...}, {".join(KEYS) + ": ...}"


def kind_of(when: Any) -> Kind:
    """Give the kind that `when` means. Raises ValueError, which says what is wrong and the mend."""
    if when == "each":
        return Each()
    if not isinstance(when, Mapping):
        raise KindError(f"when: {when!r} is no kind of rule; {WHEN_FORMS}")
    names = [name for name in KEYS if name in when]
    if len(names) != 1:
        raise KindError(
            _unnamed(when) if not names else f"when: {' and '.join(names)} in one rule; make it two"
        )
    for key in when:
        if key not in (names[0], *KEYS[names[0]]):
            known = ", ".join((names[0], *KEYS[names[0]]))
            raise KindError(f"when: {names[0]} has no {key!r}; it has: {known}")
    return _BUILD[names[0]](when)


def kind_name(kind: Kind) -> str:
    """Give the word that names a kind: each, count, spike, silent, new, outlets or revision."""
    return type(kind).__name__.lower()


def _unnamed(when: Mapping[str, Any]) -> str:
    near = difflib.get_close_matches(str(next(iter(when), "")), KEYS, n=1)
    return f"when: {dict(when)!r} is no kind of rule; " + (
        f"did you mean {near[0]!r}?" if near else WHEN_FORMS
    )


def _count(when: Mapping[str, Any]) -> Count:
    within = _span(when, "within")
    return Count(_whole(when, "count", 2, LARGEST_COUNT), within, str(when["within"]))


def _spike(when: Mapping[str, Any]) -> Spike:
    factor = when["spike"]
    if isinstance(factor, bool) or not isinstance(factor, int | float) or not 1 < factor <= 1000:
        raise KindError(f"when: spike: {factor!r} is no factor; write a number over 1, such as 3")
    within, baseline = _span(when, "within"), _span(when, "baseline")
    if baseline < 2 * within:
        raise KindError("when: the baseline is too short; make it twice `within` at least, better a week")
    least = _whole(when, "least", 1, LARGEST_COUNT) if "least" in when else SPIKE_LEAST
    return Spike(float(factor), within, baseline, least, str(when["within"]))


def _silent(when: Mapping[str, Any]) -> Silent:
    return Silent(_span(when, "silent"), str(when["silent"]))


def _new(when: Mapping[str, Any]) -> New:
    named = when["new"] if isinstance(when["new"], list) else [when["new"]]
    if not 1 <= len(named) <= 3:
        raise KindError("when: new takes one field, or up to three whose values go together")
    for name in named:
        field = FIELDS.get(name) if isinstance(name, str) else None
        if field is None:
            near = most_similar_name(str(name))
            raise KindError(
                f"when: there is no field {name!r}; "
                + (f"did you mean {near!r}?" if near else "take groups, source.id, authors or the like")
            )
        if field.ignore_above is None:
            raise KindError(f"when: {name} holds no keywords; take groups, source.id, authors or the like")
        if name in UNIQUE_FIELDS:
            raise KindError(f"when: every article has a new {name}; use `when: each`")
    return New(tuple(dict.fromkeys(named)))


def _outlets(when: Mapping[str, Any]) -> Outlets:
    return Outlets(_whole(when, "outlets", 2, 1000))


def _revision(when: Mapping[str, Any]) -> Revision:
    if when["revision"] not in ("added", "removed", "any"):
        raise KindError(f"when: revision: {when['revision']!r} is none; write added, removed or any")
    return Revision(when["revision"])


_BUILD: dict[str, Callable[[Mapping[str, Any]], Kind]] = {
    "count": _count,
    "spike": _spike,
    "silent": _silent,
    "new": _new,
    "outlets": _outlets,
    "revision": _revision,
}


def _whole(when: Mapping[str, Any], key: str, low: int, high: int) -> int:
    value = when[key]
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise KindError(f"when: {key}: {value!r} does not fit; write a whole number from {low} to {high}")
    return value


def _span(when: Mapping[str, Any], key: str) -> timedelta:
    if key not in when:
        raise KindError(f"when: {key!r} is missing; add it, such as `{key}: 1h`")
    if not isinstance(when[key], str):
        raise KindError(f"when: {key}: {when[key]!r} has no unit; write 90s, 15m, 6h, 7d or 2w")
    length = parse_span(when[key])
    if not SHORTEST_SPAN <= length <= LONGEST_SPAN:
        raise KindError(f"when: {key}: {when[key]!r} is out of bounds; write 1m to {LONGEST_SPAN.days}d")
    return length
