"""What is usual in a flow, what is a spike of it, and what never is: pure functions on a clock of their own."""

import math
import random
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirewatch.config.kinds import Spike
from wirewatch.ledger.rule_state import State
from wirewatch.rules.rates import Usual, chance_of, spike_line, steps_ending_at
from wirewatch.rules.spikes import NewsTime, SpikeNews, news_time, outages_until, take_spike

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
START = datetime(2026, 10, 5, tzinfo=UTC)
KIND = Spike(3.0, HOUR, 14 * DAY, 5, "1h")


def alerts_of(
    flow: Callable[[datetime], int], weeks: int = 8, *, kind: Spike = KIND, state: State | None = None
) -> list[tuple[datetime, int]]:
    """Return when a rule alerts, and of how many stories, where a flow has so many in each hour, evenly spread."""
    state, alerts = state or State(since=START), []
    for hour in range(weeks * 7 * 24):
        begin = START + hour * HOUR
        number = flow(begin)
        times = [begin + HOUR * (nth + 0.5) / number for nth in range(number)]
        state, found = see(state, times, begin + HOUR, kind=kind)
        alerts += found
    return alerts


def see(
    state: State, times: Iterable[datetime], at: datetime, *, kind: Spike = KIND, told: bool = True
) -> tuple[State, list[tuple[datetime, int]]]:
    """Let a batch come at a time, of stories with these times."""
    news = [SpikeNews(f"{time}", NewsTime(time, told)) for time in times]
    state, trigger, _ = take_spike(kind, state, at, news) if news else (state, None, 0.0)
    return state, [(at, trigger.stories)] if trigger else []


@pytest.mark.parametrize("number", [1, 2, 6, 20])
def test_a_steady_flow_is_never_a_spike(number: int) -> None:
    """Eight weeks of the same number every hour alert nobody."""
    assert alerts_of(lambda _: number) == []


def test_a_flow_by_chance_is_hardly_ever_a_spike() -> None:
    """Two to six stories an hour, eight weeks, five rules: fewer than one false alert in twenty days."""
    false = 0
    for seed in range(5):
        chance = random.Random(seed)  # noqa: S311
        false += len(alerts_of(lambda _, chance=chance: chance.randint(2, 6)))  # type: ignore[misc]
    assert false <= 0.05 * 5 * 42


def test_a_true_rise_is_told_once_while_it_lasts_and_again_after_it_has_fallen() -> None:
    """Three times the usual number, for four hours, and again a day later: two alerts, each in its first hour."""
    rises = [START + 30 * DAY + 10 * HOUR, START + 31 * DAY + 10 * HOUR]
    told = alerts_of(lambda at: 18 if any(rise <= at < rise + 4 * HOUR for rise in rises) else 6)
    assert [at for at, _ in told] == [rise + HOUR for rise in rises]


def test_busy_hours_of_every_day_and_silent_weekends_are_usual() -> None:
    """A newsroom's day and week are learnt; its usual morning on a Sunday is a spike."""

    def week(at: datetime) -> int:
        return 0 if at.weekday() >= 5 else 12 if 8 <= at.hour < 12 else 2

    assert alerts_of(week) == []
    sunday = START + 41 * DAY + 9 * HOUR
    assert [at for at, _ in alerts_of(lambda at: 12 if at == sunday else week(at))] == [sunday + HOUR]


def test_what_an_outage_kept_back_is_no_spike() -> None:
    """Nothing ran for nine hours: what comes then counts where it was published, or not at all."""
    state = State(since=START - 30 * DAY)
    for hour in range(15 * 24):
        begin = START + hour * HOUR
        state, _ = see(state, [begin + nth * timedelta(minutes=12) for nth in range(5)], begin + HOUR)
    end = START + 15 * DAY
    back = end + 9 * HOUR
    gaps = outages_until(KIND, State(checked_at=end), back)
    assert gaps == [(end, back + HOUR)]
    blind = State(since=state.since, parts=state.parts, outages=gaps)
    published = [end + nth * timedelta(minutes=12) for nth in range(45)]
    assert see(blind, published, back)[1] == []
    assert see(blind, [back] * 45, back, told=False)[1] == []
    unaware = State(since=state.since, parts=state.parts)
    assert see(unaware, [back - timedelta(minutes=1)] * 45, back, told=False)[1] == [(back, 45)]


def test_a_late_story_counts_when_it_was_published_for_a_day() -> None:
    """A burst that a feed shows five hours late is told; one that it shows two days late is history."""
    state = State(since=START - 30 * DAY)
    burst = [START + nth * timedelta(minutes=2) for nth in range(20)]
    assert len(see(state, burst, START + 5 * HOUR)[1]) == 1
    assert see(state, burst, START + 50 * HOUR)[1] == []


@pytest.mark.parametrize(
    ("fields", "at", "told"),
    [
        ({"published_at": "2026-10-05T08:00:00Z", "published_precision": "time"}, 8, True),
        ({"published_at": "2026-10-05T08:00:00Z", "published_precision": "local"}, 12, False),
        ({"published_at": "2026-10-05T00:00:00Z", "published_precision": "day"}, 12, False),
        ({"published_at": "2026-10-05T13:00:00Z", "published_precision": "time"}, 12, False),
        ({}, 12, False),
    ],
)
def test_a_story_is_news_when_its_outlet_says_so(fields: dict[str, str], at: int, *, told: bool) -> None:
    """A time without a zone, a day, or a time ahead of our clock is no time: the first sight is."""
    document = {"first_seen_at": "2026-10-05T12:00:00Z", **fields}
    assert news_time(document) == (START + at * HOUR, told)


@given(st.integers(1, 200), st.floats(0.1, 100), st.floats(0.5, 20))
def test_more_stories_are_less_likely(number: int, mean: float, spread: float) -> None:
    """A chance is between 0 and 1, and falls with the number; so the line is where it says."""
    usual = Usual(mean, spread)
    assert 0 <= chance_of(number + 1, usual) <= chance_of(number, usual) + 1e-9 <= 1 + 2e-9
    line = spike_line(KIND, usual)
    assert line >= max(KIND.least, mean)


def test_the_chance_is_poissons() -> None:
    """It is the sum of the terms of the distribution."""
    for number, mean in ((12, 4), (18, 6), (5, 0.5)):
        terms = (math.exp(-mean) * mean**n / math.factorial(n) for n in range(number, 90))
        assert chance_of(number, Usual(mean, 1)) == pytest.approx(sum(terms), rel=1e-6)


@given(st.dictionaries(st.integers(0, 400), st.integers(1, 9)), st.integers(0, 400))
def test_every_story_is_in_one_step(parts: dict[int, int], part: int) -> None:
    """Cutting time into steps loses and doubles nothing, and the step asked for ends with its part."""
    step, steps = steps_ending_at(part, parts)
    assert sum(steps.values()) == sum(parts.values())
    assert steps.get(step, 0) == sum(number for one, number in parts.items() if part - 4 < one <= part)
