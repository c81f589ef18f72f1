"""What Prometheus reads of the desk: what `status` tells, and how the news flow."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)

from wirewatch.ledger.step_counts import BOUNDS_S, FIRST, Totals


class StatusCollector:
    """What `status` tells, as gauges."""

    def __init__(self, status: Mapping[str, Any]) -> None:
        self.status = status

    def collect(self) -> Iterator[Metric]:
        """Yield the gauges."""
        status = self.status
        fates = [(("indexed", ""), status["fates"]["indexed"])]
        for fate in ("rejected", "failed"):
            fates += [((fate, reason or ""), number) for reason, number in status["fates"][fate].items()]
        yield _gauge("wirewatch_links", "Links by fate and reason", ("fate", "reason"), fates)
        waiting = [((fate,), number) for fate, number in status["open"].items()]
        yield _gauge("wirewatch_open_links", "Links on their way, by what they wait for", ("fate",), waiting)
        health: dict[str, int] = {}
        for feed in status["feeds"]:
            health[feed["health"]] = health.get(feed["health"], 0) + 1
        yield _gauge(
            "wirewatch_feeds", "Feeds by health", ("health",), [((one,), n) for one, n in health.items()]
        )
        states = [((state,), number) for state, number in status["alerts"].items()]
        yield _gauge("wirewatch_deliveries", "Deliveries by state", ("state",), states)
        documents = status["index"].get("documents")
        up = [((), 0 if documents is None else 1)]
        yield _gauge("wirewatch_index_up", "Whether the index answers", (), up)
        yield _gauge("wirewatch_documents", "Documents in the index", (), [((), documents or 0)])
        gaps = [((), sum(feed["unfilled_gaps"] for feed in status["feeds"]))]
        yield _gauge("wirewatch_unfilled_gaps", "Gaps of feeds that could not be filled", (), gaps)


class FlowCollector:
    """What `wirewatch.inspect.flow` tells: gauges of what is now, counters and histograms of what ever was."""

    def __init__(self, flow: Mapping[str, Any]) -> None:
        self.flow = flow

    def collect(self) -> Iterator[Metric]:
        """Yield the metrics."""
        queues = self.flow["queues"]
        due = [((stage,), queue["due"]) for stage, queue in queues.items()]
        yield _gauge("wirewatch_queue_due", "Work that is due and that nobody is at", ("stage",), due)
        ages = [((stage,), queue["oldest_s"]) for stage, queue in queues.items()]
        said = "For how long the first piece of work has been due"
        yield _gauge("wirewatch_queue_oldest_seconds", said, ("stage",), ages)
        yield _steps(self.flow["steps"])
        yield _times(self.flow["steps"])
        said = "How late the latest news were"
        yield _gauge("wirewatch_delay_seconds", said, ("way", "quantile"), _spread(self.flow["delays"]))


def _spread(several: Mapping[str, Mapping[float, float]]) -> list[tuple[tuple[str, ...], float]]:
    return [
        ((name, str(quantile)), seconds)
        for name, spread in several.items()
        for quantile, seconds in spread.items()
    ]


def _steps(totals: Totals) -> CounterMetricFamily:
    numbers: Counter[tuple[str, str, str]] = Counter()
    for (stage, outcome, reason, _), total in totals.items():
        numbers[stage, outcome, reason] += total.number
    counter = CounterMetricFamily(
        "wirewatch_steps", "Steps of links ever taken", labels=("stage", "outcome", "reason")
    )
    for key, number in sorted(numbers.items()):
        counter.add_metric(key, number)
    return counter


def _times(totals: Totals) -> HistogramMetricFamily:
    numbers: dict[str, Counter[int]] = defaultdict(Counter)
    seconds: dict[str, float] = defaultdict(float)
    for (stage, _, _, bucket), total in totals.items():
        if bucket != FIRST:
            numbers[stage][bucket] += total.number
            seconds[stage] += total.seconds
    said = "From a link's step before to that of a stage"
    times = HistogramMetricFamily("wirewatch_step_seconds", said, labels=("stage",))
    bounds = [*map(str, BOUNDS_S), "+Inf"]
    for stage, counts in sorted(numbers.items()):
        upto = accumulate(counts[bucket] for bucket in range(len(bounds)))
        times.add_metric((stage,), list(zip(bounds, upto, strict=True)), seconds[stage])
    return times


def _gauge(
    name: str, said: str, labels: tuple[str, ...], values: Sequence[tuple[tuple[str, ...], float]]
) -> GaugeMetricFamily:
    gauge = GaugeMetricFamily(name, said, labels=labels)
    for key, value in values:
        gauge.add_metric(key, value)
    return gauge


def metrics(status: Mapping[str, Any], flow: Mapping[str, Any]) -> bytes:
    """Give what `status` and `wirewatch.inspect.flow` tell in the text form of Prometheus."""
    registry = CollectorRegistry()
    registry.register(StatusCollector(status))
    registry.register(FlowCollector(flow))
    return generate_latest(registry)
