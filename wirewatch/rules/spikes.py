"""Whether new stories make a spike: when they were news counts, and not when a feed was polled or a batch was indexed.

A story's time is its publication, where the outlet tells a time that is not ahead of our clock, else when it was first
seen. `watch` notes the times in which nothing ran: what tells no time and comes in the span after one is left out, and so are
those steps of what is usual.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from msgspec.structs import replace

from wirewatch.config.kinds import Spike
from wirewatch.ledger.rule_state import State
from wirewatch.rules.decisions import Trigger
from wirewatch.rules.rates import spike_line, step_of, step_start, usual_in

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

    `clock` is what `watch` notes: the outages of before, and when it looked last, which may be before one that ends now.
    """
    ended = [outage for outage in clock.outages if outage[0] < at]
    last = clock.checked_at
    if last is not None and at - last > SHORTEST_OUTAGE:
        ended.append((last, at))
    return [(start, end + kind.within) for start, end in ended]


def add_news(kind: Spike, state: State, news: Iterable[NewsTime]) -> State:
    """Count stories into their steps, but for those of an outage that tell no time."""
    steps = dict(state.steps)
    for when in news:
        if when.told or not any(start < when.at <= end for start, end in state.outages):
            step = step_of(when.at, kind.within)
            steps[step] = steps.get(step, 0) + 1
    return replace(state, steps=steps)


def forget_old(kind: Spike, state: State, at: datetime) -> State:
    """Drop what no baseline asks for any more at a time."""
    oldest = at - kind.baseline - LATE - 2 * kind.within
    first = step_of(oldest, kind.within)
    return replace(
        state,
        steps={step: number for step, number in state.steps.items() if step >= first},
        outages=[outage for outage in state.outages if outage[1] > oldest],
    )


def take_spike(
    kind: Spike, state: State, at: datetime, news: Sequence[SpikeNews]
) -> tuple[State, Trigger | None, float]:
    """Count new stories of a batch at a time; give the story that makes a spike, and how many are usual.

    A spike is told once: it is over when a step is below its line.
    """
    blind = _blind_steps(kind, state)
    trigger, expected = None, 0.0
    counted = add_news(kind, state, [one.when for one in news])
    for step in sorted({step_of(one.when.at, kind.within) for one in news}):
        start = step_start(step, kind.within)
        number = counted.steps.get(step, 0)
        if at - start > LATE + kind.within or counted.since is None or counted.since > start - kind.baseline:
            continue
        usual = usual_in(kind, counted.steps, step, blind)
        line = spike_line(kind, usual)
        if number < line or (counted.high_step is not None and step <= counted.high_step):
            continue
        if not _goes_on(kind, counted, step, blind):
            stories = [one.story for one in news if step_of(one.when.at, kind.within) == step]
            before = number - len(stories)
            trigger, expected = Trigger(stories[max(line - before, 1) - 1], number), usual.mean
        counted = replace(counted, high_step=step)
    return forget_old(kind, counted, at), trigger, expected


def _goes_on(kind: Spike, state: State, step: int, blind: frozenset[int]) -> bool:
    """Tell whether the spike that was told last has lasted until a step."""
    if state.high_step is None:
        return False
    between = range(state.high_step + 1, step)
    return all(
        state.steps.get(one, 0) >= spike_line(kind, usual_in(kind, state.steps, one, blind))
        for one in between
    )


def _blind_steps(kind: Spike, state: State) -> frozenset[int]:
    return frozenset(
        step
        for start, end in state.outages
        for step in range(step_of(start, kind.within), step_of(end, kind.within) + 1)
    )
