"""Traces by OpenTelemetry, where the usual variables say where they go; else nothing is loaded and nothing is done.

    OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4318      or OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, with the whole path

Each pass of a stage and each request to the desk is a span. The other variables (OTEL_SERVICE_NAME,
OTEL_RESOURCE_ATTRIBUTES, OTEL_EXPORTER_OTLP_HEADERS, OTEL_TRACES_SAMPLER, OTEL_SDK_DISABLED ...) mean what
OpenTelemetry says. It comes with the extra `otel`; without it the log says so once, and all else goes on.
"""

import atexit
import logging
import os
import time
from collections import Counter
from collections.abc import Callable, Mapping, MutableMapping
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.trace import Tracer

_LOG = logging.getLogger("wirewatch")
ENDPOINTS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
PROTOCOLS = ("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL")
SERVICE = "wirewatch"
FLUSH_MS = 5_000
"""How long the end of a run waits for a collector."""


def is_traced() -> bool:
    """Whether the environment asks for traces, and they can be made."""
    return _tracer() is not None


def trace_pass(stage: str, counts: Mapping[str, int], seconds: float, trouble: str | None = None) -> None:
    """Tell of a pass of a stage that has just ended, with what became of its work as `wirewatch.<outcome>`."""
    tracer = _tracer()
    if tracer is None:
        return
    from opentelemetry.context import Context
    from opentelemetry.trace import Status, StatusCode, get_current_span

    end = time.time_ns()
    # Airflow has a span around a task, which is not recorded unless its own traces are on: nor is what is below it.
    above = None if get_current_span().get_span_context().trace_flags.sampled else Context()
    span = tracer.start_span(f"stage {stage}", above, start_time=end - int(seconds * 1e9))
    span.set_attribute("wirewatch.stage", stage)
    for outcome, number in counts.items():
        span.set_attribute(f"wirewatch.{outcome}", number)
    if trouble:
        span.set_status(Status(StatusCode.ERROR, trouble))
    span.end(end)


def traced(stage: str, work: Callable[[], Counter[str]]) -> Counter[str]:
    """Do the whole work of a stage by itself, as one pass; give its counts. Raises what the work raises."""
    began, counts, trouble = time.monotonic(), Counter[str](), "it was ended"
    try:
        counts = work()
        trouble = ""
    except Exception as error:
        trouble = str(error)
        raise
    finally:
        trace_pass(stage, counts, time.monotonic() - began, trouble)
    return counts


def flush() -> None:
    """Send what was told so far, within FLUSH_MS: for processes that end without ado."""
    if is_traced() and (provider := _provider(_told())):
        provider.force_flush(FLUSH_MS)


class TracedRequests:
    """Tells of each request to a web application: its method, route, status and size, and never what was asked for."""

    def __init__(self, app: Callable[..., Any]) -> None:
        self.app = app

    async def __call__(self, scope: MutableMapping[str, Any], receive: Any, send: Any) -> None:
        """Answer as the application does. A caller's `traceparent` is what the span belongs to."""
        tracer = _tracer() if scope["type"] == "http" else None
        if tracer is None:
            await self.app(scope, receive, send)
            return
        from opentelemetry.trace import SpanKind, Status, StatusCode
        from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        status, size = 500, 0

        async def counted(message: MutableMapping[str, Any]) -> None:
            nonlocal status, size
            status = message.get("status", status)
            size += len(message.get("body", b""))
            await send(message)

        span = tracer.start_span(
            scope["method"], TraceContextTextMapPropagator().extract(headers), SpanKind.SERVER
        )
        try:
            await self.app(scope, receive, counted)
        finally:
            route = getattr(scope.get("route"), "path", "")
            span.update_name(f"{scope['method']} {route}".strip())
            span.set_attributes(
                {
                    "http.request.method": scope["method"],
                    "http.route": route,
                    "http.response.status_code": status,
                    "http.response.body.size": size,
                }
            )
            if status >= 500:
                span.set_status(Status(StatusCode.ERROR))
            span.end()


def _tracer() -> "Tracer | None":
    if not any(os.environ.get(name) for name in ENDPOINTS):
        return None
    provider = _provider(_told())
    return provider.get_tracer(SERVICE) if provider else None


def _told() -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, value) for name, value in os.environ.items() if name.startswith("OTEL_")))


@cache
def _provider(told: tuple[tuple[str, str], ...]) -> "TracerProvider | None":
    """Make what sends spans, as the environment says; None where they are switched off or cannot be sent."""
    values = dict(told)
    if values.get("OTEL_SDK_DISABLED", "").lower() == "true" or values.get("OTEL_TRACES_EXPORTER") == "none":
        return None
    protocol = next((values[name] for name in PROTOCOLS if values.get(name)), "http/protobuf")
    if protocol != "http/protobuf":
        _LOG.warning("no traces: %s is none of ours; set OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf", protocol)
        return None
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError:
        _LOG.warning("no traces: OpenTelemetry is not installed; install the extra `otel`")
        return None
    is_named = values.get("OTEL_SERVICE_NAME") or "service.name=" in values.get(
        "OTEL_RESOURCE_ATTRIBUTES", ""
    )
    resource = Resource.create({} if is_named else {"service.name": SERVICE})
    provider = TracerProvider(resource=resource, shutdown_on_exit=False)
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))

    def end() -> None:
        with suppress(Exception):  # nobody is left to be told
            provider.force_flush(FLUSH_MS)

    atexit.register(end)
    return provider
