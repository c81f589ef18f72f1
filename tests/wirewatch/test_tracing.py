"""Traces by OpenTelemetry: sent to a collector where the usual variables name one, and else nothing is loaded."""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator

import pytest
from collector import Collector, collecting
from newsroom import Newsroom
from opentelemetry.trace import NonRecordingSpan, SpanContext, TraceFlags, use_span
from starlette.testclient import TestClient

from wirewatch import tracing
from wirewatch.errors import Trouble
from wirewatch.web.app import make_app


@pytest.fixture
def collector(monkeypatch: pytest.MonkeyPatch) -> Iterator[Collector]:
    """Run a collector that the environment names."""
    with collecting() as running:
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", running.url)
        yield running


def test_each_pass_of_a_run_is_a_span_with_its_counts(collector: Collector, fresh_newsroom: Newsroom) -> None:
    """What the stages did stands in attributes, and the service has its name."""
    fresh_newsroom.publish("/one.xml", 1, 2)
    fresh_newsroom.write_feeds()
    done = fresh_newsroom.run_pipeline()
    tracing.flush()
    for stage, outcome in (("poll", "new"), ("fetch", "fetched"), ("index", "indexed"), ("deliver", "sent")):
        spans = collector.named(f"stage {stage}")
        told = sum(span["attributes"].get(f"wirewatch.{outcome}", 0) for span in spans)
        assert told == done[f"{stage} {outcome}"] > 0
        assert {span["resource"]["service.name"] for span in spans} == {"wirewatch"}
        assert all(span["attributes"]["wirewatch.stage"] == stage for span in spans)


def test_a_pass_lasts_as_long_as_it_did_and_tells_its_trouble(collector: Collector) -> None:
    """Its span ends now and began so many seconds ago; a trouble is its error."""
    tracing.trace_pass("fetch", {"fetched": 3}, 2.5)
    tracing.trace_pass("index", {}, 0.1, "the index is away")
    tracing.flush()
    fetch, index = collector.spans
    assert fetch["seconds"] == pytest.approx(2.5)
    assert fetch["error"] is None
    assert index["error"] == "the index is away"


@pytest.mark.parametrize("is_recorded", [False, True])
def test_a_pass_below_a_span_of_another_is_told(collector: Collector, *, is_recorded: bool) -> None:
    """It belongs to that span where it is recorded, and stands alone where it is not: so is Airflow's, mostly."""
    above = SpanContext(0xA1, 0xB2, is_remote=True, trace_flags=TraceFlags(int(is_recorded)))
    with use_span(NonRecordingSpan(above)):
        tracing.trace_pass("poll", {"polled": 1}, 0.1)
    tracing.flush()
    (span,) = collector.spans
    assert (int(span["trace"], 16) == 0xA1) == (span["parent"] == f"{0xB2:016x}") == is_recorded


def test_work_that_fails_is_a_span_all_the_same(collector: Collector) -> None:
    """A task of Airflow that polls, watches or delivers by itself tells its counts, or why it failed."""

    def fails() -> Counter[str]:
        raise Trouble("the ledger is away")

    assert tracing.traced("poll", lambda: Counter(polled=2)) == {"polled": 2}
    with pytest.raises(Trouble):
        tracing.traced("poll", fails)
    tracing.flush()
    assert [span["attributes"].get("wirewatch.polled") for span in collector.spans] == [2, None]
    assert [span["error"] for span in collector.spans] == [None, "the ledger is away"]


def test_each_request_to_the_desk_is_a_span_of_its_route(collector: Collector, newsroom: Newsroom) -> None:
    """It belongs to the caller's trace, has status and size, and says nothing of what was asked for."""
    trace, parent = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
    with newsroom.project() as project:
        desk = TestClient(make_app(project), base_url="http://127.0.0.1")
        desk.get("/search?q=helmand", headers={"traceparent": f"00-{trace}-{parent}-01"})
        desk.get("/story/none")
    tracing.flush()
    (search,) = collector.named("GET /search")
    assert (search["trace"], search["parent"]) == (trace, parent)
    assert search["attributes"]["http.response.status_code"] == 200
    assert search["attributes"]["http.response.body.size"] > 1_000
    assert "helmand" not in str(search)
    (story,) = collector.named("GET /story/{story_id}")
    assert story["attributes"]["http.response.status_code"] == 404


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"OTEL_SDK_DISABLED": "true"}, ""),
        ({"OTEL_TRACES_EXPORTER": "none"}, ""),
        ({"OTEL_EXPORTER_OTLP_PROTOCOL": "grpc"}, "http/protobuf"),
    ],
)
def test_traces_can_be_switched_off(
    collector: Collector,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    variables: dict[str, str],
    said: str,
) -> None:
    """The variables that switch them off do so, and a protocol that is none of ours is told."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert not tracing.is_traced()
    tracing.trace_pass("fetch", {}, 1.0)
    tracing.flush()
    assert collector.spans == []
    assert said in caplog.text


@pytest.mark.parametrize(
    ("endpoint", "hidden", "said"),
    [("", "", ""), ("http://127.0.0.1:9", "opentelemetry", "install the extra `otel`")],
    ids=["not asked for", "not installed"],
)
def test_without_traces_nothing_is_loaded_and_work_goes_on(endpoint: str, hidden: str, said: str) -> None:
    """OpenTelemetry is not imported where no variable asks for it; where it is not there, one line says so."""
    program = (
        "import sys\n"
        f"if {hidden!r}: sys.modules[{hidden!r}] = None\n"
        "from wirewatch import tracing\n"
        "import wirewatch.side_by_side, wirewatch.web.app\n"
        "for _ in range(3): tracing.trace_pass('fetch', {'fetched': 1}, 1.0)\n"
        "tracing.flush()\n"
        "print([name for name, module in sys.modules.items() if module and name.startswith('opentelemetry')])\n"
    )
    environment = {"OTEL_EXPORTER_OTLP_ENDPOINT": endpoint, "PATH": "/usr/bin:/bin"}
    ended = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    assert ended.stdout == "[]\n"
    assert ended.stderr.count("\n") == (1 if said else 0)
    assert said in ended.stderr
