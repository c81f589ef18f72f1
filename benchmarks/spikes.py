"""How often rules for spikes are wrong, and how soon they find a true one: eight weeks with a clock of their own.

    python -m benchmarks.spikes [--rules 20] [--weeks 8]

Each rule has a flow of stories by chance, which are matched every quarter of an hour, as a pipeline does. Printed are
the false alerts a day and rule, and of true rises by the rule's factor, which last three hours and begin at any minute,
the share found within an hour of their beginning and by their end. The rule is `{spike: 3, within: 1h}`.
"""

import argparse
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from wirewatch.config.kinds import Spike
from wirewatch.ledger.rule_state import State
from wirewatch.rules.spikes import NewsTime, SpikeNews, take_spike

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
START = datetime(2026, 1, 5, tzinfo=UTC)
BATCH = timedelta(minutes=15)
RISE = 3 * HOUR
Flow = Callable[[datetime], float]

FLOWS: dict[str, Flow] = {
    "flat 2 an hour": lambda _: 2,
    "flat 4 an hour": lambda _: 4,
    "flat 6 an hour": lambda _: 6,
    "flat 12 an hour": lambda _: 12,
    "flat 30 an hour": lambda _: 30,
    "daily rhythm, 1 to 15": lambda at: 1 + 14 * (8 <= at.hour < 20),
    "weekends silent": lambda at: 6 if at.weekday() < 5 else 0.5,
}


def main() -> None:
    """Print a line for each flow and baseline."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rules", type=int, default=20)
    parser.add_argument("--weeks", type=int, default=8)
    options = parser.parse_args()
    print(f"{'flow':24} {'baseline':8} {'false a day':>11} {'in an hour':>10} {'in all':>6}")
    for name, flow in FLOWS.items():
        for baseline in (7 * DAY, 28 * DAY):
            kind = Spike(3.0, HOUR, baseline, 5, "1h")
            chances = map(random.Random, range(options.rules))
            runs = [run(kind, flow, options.weeks, chance) for chance in chances]
            days = sum(days for days, *_ in runs)
            rises = sum(rises for *_, rises in runs)
            soon, found = (sum(run[place] for run in runs) / max(rises, 1) for place in (2, 3))
            false = sum(false for _, false, *_ in runs) / days
            print(f"{name:24} {baseline.days:6} d {false:11.3f} {soon:10.0%} {found:6.0%}", flush=True)


def run(kind: Spike, flow: Flow, weeks: int, chance: random.Random) -> tuple[float, int, int, int, int]:
    """Let one rule see a flow; give its days, false alerts, rises found within the hour and at all, and rises."""
    state, at, end = State(since=START), START, START + weeks * 7 * DAY
    rises, alerts = rise_times(kind, weeks, chance), []
    while at < end:
        at += BATCH
        risen = any(rise < at <= rise + RISE for rise in rises)
        mean = flow(at) * (kind.spike if risen else 1) * (BATCH / HOUR)
        times = sorted(at - chance.random() * BATCH for _ in range(poisson(mean, chance)))
        news = [SpikeNews(f"{time:%s%f}", NewsTime(time, told=True)) for time in times]
        if news:
            state, trigger, _ = take_spike(kind, state, at, news)
            alerts += [at] if trigger else []
    soon = sum(any(rise < alert <= rise + HOUR + BATCH for alert in alerts) for rise in rises)
    found = sum(any(rise < alert <= rise + RISE + BATCH for alert in alerts) for rise in rises)
    false = sum(not any(rise < alert <= rise + RISE + HOUR for rise in rises) for alert in alerts)
    return (end - START - kind.baseline) / DAY, false, soon, found, len(rises)


def rise_times(kind: Spike, weeks: int, chance: random.Random) -> list[datetime]:
    """Give when true rises begin: one in three days, by day, once the baseline is known."""
    first = kind.baseline.days + 1
    return [
        START + day * DAY + timedelta(hours=9 + 8 * chance.random()) for day in range(first, weeks * 7 - 1, 3)
    ]


def poisson(mean: float, chance: random.Random) -> int:
    """Give a number by chance: the arrivals within one span of a flow with this mean."""
    number, left = 0, chance.expovariate(1)
    while left < mean:
        number, left = number + 1, left + chance.expovariate(1)
    return number


if __name__ == "__main__":
    main()
