"""What Prometheus reads of the desk: what `status` tells, and how the news flow."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric


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
    """What `wirewatch.inspect.flow` tells, as gauges."""

    def __init__(self, flow: Mapping[str, Any]) -> None:
        self.flow = flow

    def collect(self) -> Iterator[Metric]:
        """Yield the gauges."""
        queues = self.flow["queues"]
        due = [((stage,), queue["due"]) for stage, queue in queues.items()]
        yield _gauge("wirewatch_queue_due", "Work that is due and that nobody is at", ("stage",), due)
        ages = [((stage,), queue["oldest_s"]) for stage, queue in queues.items()]
        said = "For how long the first piece of work has been due"
        yield _gauge("wirewatch_queue_oldest_seconds", said, ("stage",), ages)
        steps = list(self.flow["steps"].items())
        said = "Steps of the links first seen last (500 of the last day)"
        yield _gauge("wirewatch_recent_steps", said, ("stage", "outcome"), steps)
        said = "From the step before to that of a stage, of the same links"
        yield _gauge("wirewatch_stage_seconds", said, ("stage", "quantile"), _spread(self.flow["stages"]))
        said = "How late the latest news were"
        yield _gauge("wirewatch_delay_seconds", said, ("way", "quantile"), _spread(self.flow["delays"]))


def _spread(several: Mapping[str, Mapping[float, float]]) -> list[tuple[tuple[str, ...], float]]:
    return [
        ((name, str(quantile)), seconds)
        for name, spread in several.items()
        for quantile, seconds in spread.items()
    ]


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
