"""How many stories are usual in one span of time, and how many are too many to be chance: pure functions.

Time is cut into fixed parts, PARTS to a spike's span, counted from 1970 in UTC. A span ends with any of them; what is
compared are spans that lie a whole number of spans apart, here called steps. What is usual in a step is the
mean of steps like it: the same hour of the week and its neighbours where there are weeks enough, the same hour of the
day and its neighbours where there are days enough, else all of them.
"""

import math
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from wirewatch.config.kinds import Spike

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY, WEEK = timedelta(days=1), timedelta(days=7)
FALSE_A_DAY = 0.04
"""Alerts by chance that a rule may make in a day on a steady flow."""
PARTS = 4
"""A spike is looked for in spans that begin at each quarter of a step: a rise does not wait for the full hour."""
TRIES = 2.5
"""For how many independent looks those of one step count: they share most of their stories."""
NOISE = 1.28
"""Standard deviations below which one in ten lies: so far may a step be below the factor, as a true rise of it is."""
LEAST_WEEKS, LEAST_DAYS = 2, 3
"""From so many on, the hour of the week, or of the day, is told apart."""
NEIGHBOURS = {0: 0.5, 1: 0.25, -1: 0.25}
"""How much the same step of another day or week weighs, and the steps beside it."""
SPREADS = (0.5, 20.0)
"""Bounds of how much wider than chance the numbers of a flow are spread."""
BURSTS, LEFT_OUT = 10, 1.8
"""One step in so many is left out of the spread, for bursts are not usual. Of chance that leaves out four ninths."""
STEPS_FOR_SPREAD = 48
"""From so many steps on, a flow is believed to be steadier than chance."""


class Usual(NamedTuple):
    """What is usual in a step: the mean, and its variance as a multiple of the mean, with our doubt about the mean."""

    mean: float
    spread: float


def part_of(at: datetime, within: timedelta) -> int:
    """Give the number of the part of a span in which an aware time lies."""
    return (at - EPOCH) // (within / PARTS)


def part_start(part: int, within: timedelta) -> datetime:
    """Give the time at which a part begins."""
    return EPOCH + part * (within / PARTS)


def steps_ending_at(part: int, counts: Mapping[int, int]) -> tuple[int, dict[int, int]]:
    """Give the step that ends with a part, and the numbers of all steps that lie a whole number of steps from it."""
    after = (part + 1) % PARTS
    steps: dict[int, int] = {}
    for one, number in counts.items():
        step = (one - after) // PARTS
        steps[step] = steps.get(step, 0) + number
    return (part - after) // PARTS, steps


def usual_in(kind: Spike, counts: Mapping[int, int], step: int, blind: Collection[int] = ()) -> Usual:
    """Give what is usual in a step by the stories of the steps before it, as far back as the baseline goes.

    `blind` are steps of which too little is known to count.
    """
    first = step - max(1, kind.baseline // kind.within)
    known = [one for one in range(first, step) if one not in blind]
    if not known:
        return Usual(0.0, 1.0)
    period = _period(kind)
    like = dict(_alike(step, first, period, blind)) if period else {}
    if not like:
        like = dict.fromkeys(known, 1.0)
    weight = sum(like.values())
    mean = sum(share * counts.get(one, 0) for one, share in like.items()) / weight
    steps = weight**2 / sum(share**2 for share in like.values())
    return Usual(mean, _spread(kind, counts, known) * (1 + 1 / steps))


def _period(kind: Spike) -> int:
    """Give after how many steps a flow is alike again; 0 where too little is known, or a step is no part of a day."""
    if DAY % kind.within:
        return 0
    if kind.baseline >= LEAST_WEEKS * WEEK:
        return WEEK // kind.within
    return DAY // kind.within if kind.baseline >= LEAST_DAYS * DAY else 0


def _alike(step: int, first: int, period: int, blind: Collection[int]) -> Iterator[tuple[int, float]]:
    """Give the steps that are a whole number of periods before, and those beside them, each with its weight."""
    for same in range(step - period, first - 2, -period):
        for beside, share in NEIGHBOURS.items() if period > len(NEIGHBOURS) else ((0, 1.0),):
            if first <= same + beside < step and same + beside not in blind:
                yield same + beside, share


def _spread(kind: Spike, counts: Mapping[int, int], known: list[int]) -> float:
    """Give the variance of the steps about the means of their hours, as a multiple of the mean: 1 is chance."""
    period, hours = _period(kind) or 1, dict[int, list[int]]()
    for one in known:
        hours.setdefault(one % period, []).append(counts.get(one, 0))
    free = len(known) - len(hours)
    total = sum(map(sum, hours.values()))
    if free < 1 or not total:
        return 1.0
    squares = sorted((number - sum(hour) / len(hour)) ** 2 for hour in hours.values() for number in hour)
    usual = squares[: len(squares) - len(squares) // BURSTS]
    least = SPREADS[0] if len(known) >= STEPS_FOR_SPREAD else 1.0
    return min(max(LEFT_OUT * sum(usual) / free / (total / len(known)), least), SPREADS[1])


def spike_line(kind: Spike, usual: Usual) -> int:
    """Give how many stories of a step are a spike.

    They are at least `least`, too many to be chance, and no further below the factor than a true rise of it would be.
    """
    wanted = kind.spike * usual.mean
    line = max(kind.least, math.ceil(wanted - NOISE * math.sqrt(wanted)), math.ceil(usual.mean))
    most = FALSE_A_DAY * (kind.within / DAY) / TRIES
    while chance_of(line, usual) > most:
        line += 1
    return line


def chance_of(number: int, usual: Usual) -> float:
    """Give the probability of so many stories or more where nothing has changed.

    The numbers are taken to be Poisson's, stretched by the spread (a quasi-Poisson): P(n / spread, mean / spread) with
    the regularized lower incomplete gamma function (Abramowitz and Stegun, 6.5.4 and 6.5.29).
    """
    if number <= 0:
        return 1.0
    if usual.mean <= 0:
        return 0.0
    a, x = number / usual.spread, usual.mean / usual.spread
    term = math.exp(a * math.log(x) - x - math.lgamma(a + 1))
    total, n = term, 0
    while term > total * 1e-12 or a + n < x:
        n += 1
        term *= x / (a + n)
        total += term
    return min(total, 1.0)
