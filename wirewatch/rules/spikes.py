"""Whether new stories make a spike: when they were news counts, and not when a feed was polled or a batch was indexed.

A story's time is its publication, where the outlet tells a time that is not ahead of our clock, else when it was first
seen. `watch` notes the times in which nothing ran. What tells no time and comes in the span after one is left out, and
so are those steps of what is usual.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from msgspec.structs import replace

from wirewatch.config.kinds import Spike
from wirewatch.ledger.rule_state import State
from wirewatch.rules.decisions import Trigger
from wirewatch.rules.rates import PARTS, part_of, part_start, spike_line, steps_ending_at, usual_in

LATE = timedelta(days=1)
"""How old a step may be that still makes an alert: feeds show some stories late."""
SHORTEST_OUTAGE = timedelta(hours=2)
"""Between two looks at the clock: a run looks each minute, Airflow each quarter of an hour."""


class NewsTime(NamedTuple):
    """When a story was news, and whether its outlet said so."""

    at: datetime
    told: bool


class SpikeNews(NamedTuple):
    """One new story with its time."""

    story: str
    when: NewsTime


def news_time(document: Mapping[str, Any]) -> NewsTime:
    """Give when a document was news."""
    seen = datetime.fromisoformat(document["first_seen_at"])
    if document.get("published_at") and document.get("published_precision") == "time":
        published = datetime.fromisoformat(document["published_at"])
        if published <= seen:
            return NewsTime(published, told=True)
    return NewsTime(seen, told=False)


def outages_until(kind: Spike, clock: State, at: datetime) -> list[tuple[datetime, datetime]]:
    """Give the times up to a batch's in which nothing ran, each with the span in which it was made up for.

    `clock` is what `watch` notes: the outages of before, and when it looked last, which may be before one that ends
    now.
    """
    ended = [outage for outage in clock.outages if outage[0] < at]
    last = clock.checked_at
    if last is not None and at - last > SHORTEST_OUTAGE:
        ended.append((last, at))
    return [(start, end + kind.within) for start, end in ended]


def add_news(kind: Spike, state: State, news: Iterable[NewsTime]) -> State:
    """Count stories into their parts of time, but for those of an outage that tell no time."""
    parts = dict(state.parts)
    for when in news:
        if when.told or not any(start < when.at <= end for start, end in state.outages):
            part = part_of(when.at, kind.within)
            parts[part] = parts.get(part, 0) + 1
    return replace(state, parts=parts)


def forget_old(kind: Spike, state: State, at: datetime) -> State:
    """Drop what no baseline asks for any more at a time."""
    oldest = at - kind.baseline - LATE - 2 * kind.within
    first = part_of(oldest, kind.within)
    return replace(
        state,
        parts={part: number for part, number in state.parts.items() if part >= first},
        outages=[outage for outage in state.outages if outage[1] > oldest],
    )


def take_spike(
    kind: Spike, state: State, at: datetime, news: Sequence[SpikeNews]
) -> tuple[State, Trigger | None, float]:
    """Count new stories of a batch at a time; give the story that makes a spike, and how many are usual.

    A spike is told once: it is over when a span is below its line.
    """
    trigger, expected = None, 0.0
    counted = add_news(kind, state, [one.when for one in news])
    new_parts = {part_of(one.when.at, kind.within) for one in news}
    latest = part_of(at, kind.within)
    for part in sorted({end for new in new_parts for end in range(new, min(new + PARTS, latest + 1))}):
        start = part_start(part + 1 - PARTS, kind.within)
        if at - start > LATE + kind.within or counted.since is None or counted.since > start - kind.baseline:
            continue
        if counted.high_part is not None and part <= counted.high_part:
            continue
        number, line, usual = _measure(kind, counted, part)
        if number < line:
            continue
        if not _goes_on(kind, counted, part):
            stories = [one.story for one in news if part - PARTS < part_of(one.when.at, kind.within) <= part]
            trigger, expected = Trigger(stories[max(line - (number - len(stories)), 1) - 1], number), usual
        counted = replace(counted, high_part=part)
    return forget_old(kind, counted, at), trigger, expected


def _measure(kind: Spike, state: State, part: int) -> tuple[int, int, float]:
    """Give the stories of the span that ends with a part, how many make a spike, and how many are usual."""
    step, steps = steps_ending_at(part, state.parts)
    usual = usual_in(kind, steps, step, _blind_steps(kind, state, part))
    return steps.get(step, 0), spike_line(kind, usual), usual.mean


def _goes_on(kind: Spike, state: State, part: int) -> bool:
    """Tell whether the spike that was told last has lasted until a part."""
    if state.high_part is None:
        return False
    measured = (_measure(kind, state, one) for one in range(state.high_part + 1, part))
    return all(number >= line for number, line, _ in measured)


def _blind_steps(kind: Spike, state: State, part: int) -> frozenset[int]:
    """Give the steps, as those that end with a part, that lie in an outage or the span after it."""
    after = (part + 1) % PARTS
    return frozenset(
        (one - after) // PARTS
        for start, end in state.outages
        for one in range(part_of(start, kind.within), part_of(end, kind.within) + 1)
    )
