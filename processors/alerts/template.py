"""The user's own form of a message: a Jinja template that can show an alert, and do nothing else.

    {{ title }}: {{ sentence }}
    {% for alert in alerts %}- [{{ alert.title }}]({{ alert.url }})
    {% endfor %}{% if more %}and {{ more }} more{% endif %}

It is read when the configuration is, and what it may not say is refused with its line: names that are none, calls,
attributes but an alert's, filters and tests but the ones below. So it cannot reach anything. Every value that it makes
is measured, so that none grows without end; loops in loops are stopped by their number of rounds. Whatever it shows is
escaped for its format.
"""

import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import cache, partial
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Struct

from processors.alerts.escape import Format, escape_value
from processors.records import Alert

MAX_ROUNDS = 10_000
"""Rounds of all loops of one rendering together."""
MAX_MESSAGE = 100_000
"""Characters of a message."""
MAX_VALUE = 1_000_000
"""Characters of a value that it makes on the way: a list has those of all that is in it, as often as it is there."""
MAX_WORK = 10_000_000
"""Characters of all such values of one rendering together."""
MAX_DIGITS = 18
"""Digits of a number: what outlets and loops count has fewer."""
MAX_SECONDS = 2.0
"""Time for one rendering."""
MAX_TEMPLATE = 20_000
"""Characters of a template."""
FIELDS = Alert.__struct_fields__
NAMES = (*FIELDS, "alerts", "more", "count")
LOOP_FIELDS = ("index", "index0", "first", "last", "length", "revindex")
ALLOWED_FILTERS = (
    *("abs", "capitalize", "default", "first", "float", "int", "join", "last", "length", "lower"),
    *("string", "time", "title", "trim", "truncate", "upper", "wordcount"),
)
ALLOWED_TESTS = (
    *("defined", "divisibleby", "eq", "even", "ge", "gt", "in", "le", "lower", "lt", "ne", "none", "number"),
    *("odd", "string", "undefined", "upper"),
)
ALLOWED_NODES = (
    *("Add", "And", "Compare", "Concat", "CondExpr", "Const", "Filter", "For", "Getattr", "Getitem", "If"),
    *("Keyword", "List", "Name", "Neg", "Not", "Operand", "Or", "Output", "Slice", "Sub", "Template"),
    *("TemplateData", "Test", "Tuple"),
)


class TemplateError(Exception):
    """A template says what it may not, or failed; `line` counts from 1 within it."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


class Template(Struct, frozen=True):
    """A template that was checked. `title` is empty where the usual one stands."""

    body: str
    title: str = ""
    format: Format = "text"


def check_template(source: str, form: Format) -> None:
    """Raise TemplateError for the first thing that a template may not say, or that fails when it is tried."""
    if len(source) > MAX_TEMPLATE:
        raise TemplateError(f"a template of more than {MAX_TEMPLATE} characters")
    _compiled(source, form)
    for alerts, more in (([EXAMPLE], 0), ([EXAMPLE, BARE_EXAMPLE] * 25, 7)):
        _fill(source, form, alerts[-1], alerts, more)


def render_template(template: Template, alert: Alert, alerts: Sequence[Alert], more: int) -> tuple[str, str]:
    """Give title and body: of one alert, or of several and the number of those beyond. Raises TemplateError."""
    title = _fill(template.title, "text", alert, alerts, more) if template.title else ""
    return " ".join(title.split()), _fill(template.body, template.format, alert, alerts, more)


def _fill(source: str, form: Format, alert: Alert, alerts: Sequence[Alert], more: int) -> str:
    parts, left = [], MAX_MESSAGE
    values = {**_values(alert), "alerts": [_values(one) for one in alerts], "more": more}
    try:
        for part in _compiled(source, form).generate(**values, count=len(alerts) + more, _budget=_Budget()):
            parts.append(part)
            left -= len(part)
            if left < 0:
                raise TemplateError(f"it writes more than {MAX_MESSAGE} characters")
    except TemplateError as error:
        raise TemplateError(error.message, _line_of(error)) from None
    except Exception as error:  # a value may not fit a filter in more ways than can be listed
        told = str(error).partition("\n")[0] or type(error).__name__
        raise TemplateError(told, _line_of(error)) from None
    return "".join(parts)


def _values(alert: Alert) -> dict[str, Any]:
    values = {name: getattr(alert, name) for name in FIELDS}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


class _Budget:
    """What a rendering has left: rounds of loops, characters of values, and time."""

    def __init__(self) -> None:
        self.rounds, self.work, self.end = MAX_ROUNDS, MAX_WORK, time.monotonic() + MAX_SECONDS

    def over(self, values: Any) -> Iterator[Any]:
        """Give the values of a list for the rounds of a loop."""
        for value in _list(values):
            self.rounds -= 1
            if self.rounds < 0:
                raise TemplateError(f"its loops go on for more than {MAX_ROUNDS} rounds")
            self.watch_time()
            yield value

    def measured(self, value: Any) -> Any:
        """Give a value that was made, unless it is too large."""
        self.work -= _measure(value)
        if self.work < 0:
            raise TemplateError(f"it makes values of more than {MAX_WORK} characters together")
        self.watch_time()
        return value

    def watch_time(self) -> None:
        if time.monotonic() > self.end:
            raise TemplateError(f"it takes longer than {MAX_SECONDS:.0f} s")


def _measure(value: Any) -> int:
    """Give how many characters a value has, with all that is in it. Raises TemplateError for one that is too large."""
    size, left = 0, [value]
    while left:
        one = left.pop()
        if isinstance(one, int) and abs(one) >= 10**MAX_DIGITS:
            raise TemplateError(f"a number of more than {MAX_DIGITS} digits")
        if isinstance(one, dict):
            left += one.values()
        elif isinstance(one, list | tuple):
            left += one
        size += len(one) if isinstance(one, str) else 1
        if size + len(left) > MAX_VALUE:
            raise TemplateError(f"a value has more than {MAX_VALUE} characters")
    return size


@cache
def _compiled(source: str, form: Format) -> Any:
    from jinja2 import TemplateSyntaxError

    try:
        return _environment(form).from_string(source)
    except TemplateError:
        raise
    except TemplateSyntaxError as error:
        raise TemplateError(error.message or "is no template", error.lineno) from None
    except (RecursionError, SyntaxError, MemoryError):
        raise TemplateError("is nested too deeply") from None
    except Exception as error:  # such as a number that Python does not read
        if "digits" not in str(error):
            raise TemplateError(f"is no template: {error}") from None
        number = re.search(rf"[\d_]{{{MAX_DIGITS + 1},}}", source)
        line = source.count("\n", 0, number.start()) + 1 if number else 1
        raise TemplateError(f"a number of more than {MAX_DIGITS} digits", line) from None


@cache
def _environment(form: Format) -> Any:
    from jinja2 import StrictUndefined, nodes
    from jinja2.sandbox import SandboxedEnvironment

    class Environment(SandboxedEnvironment):
        """Looks through a template before it is compiled; counts the rounds of its loops, and measures its values."""

        def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
            tree = super()._parse(source, name, filename)
            _look_through(tree)
            bounded: nodes.Template = _bounded(tree)
            return bounded

    environment = Environment(
        undefined=StrictUndefined,
        autoescape=False,  # `finalize` escapes, for every format, and nothing can call it off
        finalize=partial(_shown, form=form),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    own: dict[str, Callable[..., Any]] = {"time": _time, "join": _join, "first": _first, "last": _last}
    environment.filters = {
        name: environment.filters[name] for name in ALLOWED_FILTERS if name != "time"
    } | own
    environment.filters["_counted"] = lambda values, budget: budget.over(values)
    environment.filters["_measured"] = lambda value, budget: budget.measured(value)
    environment.tests = {name: environment.tests[name] for name in ALLOWED_TESTS}
    environment.globals = {}
    return environment


def _bounded(tree: Any) -> Any:
    """Give the tree of a template in which every loop counts, and every value that is made is measured."""
    from jinja2 import nodes
    from jinja2.visitor import NodeTransformer

    def through(node: Any, name: str) -> Any:
        budget = nodes.Name("_budget", "load", lineno=node.lineno)
        return nodes.Filter(node, name, [budget], [], None, None, lineno=node.lineno)

    class Bounding(NodeTransformer):
        def generic_visit(self, node: Any, *args: Any, **options: Any) -> Any:
            super().generic_visit(node, *args, **options)
            match node:
                case nodes.For():
                    node.iter = through(node.iter, "_counted")
                case nodes.Concat():
                    parts = through(nodes.List(node.nodes, lineno=node.lineno), "_measured")
                    nothing = nodes.Const("", lineno=node.lineno)
                    return nodes.Filter(parts, "join", [nothing], [], None, None, lineno=node.lineno)
                case nodes.List() | nodes.Filter() | nodes.Add() | nodes.Sub() | nodes.Neg():
                    return through(node, "_measured")
                case nodes.Tuple() if node.ctx == "load":
                    return through(node, "_measured")
            return node

    return Bounding().visit(tree)


def _look_through(tree: Any) -> None:
    """Raise TemplateError for the first node that a template may not have."""
    from jinja2 import nodes

    bound = {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}
    for node in sorted(_below(tree), key=lambda node: node.lineno or 0):
        if fault := _fault(node, bound):
            raise TemplateError(fault, node.lineno or 1)


def _below(tree: Any) -> Iterable[Any]:
    for node in tree.iter_child_nodes():
        yield node
        yield from _below(node)


def _fault(node: Any, bound: set[str]) -> str | None:
    kind = type(node).__name__
    match kind:
        case "Name" if node.ctx == "load" and node.name not in {*NAMES, *bound, "loop"}:
            return f"unknown name {node.name!r}; known are: {', '.join(NAMES)}"
        case "Name" if node.ctx == "store" and node.name in {*NAMES, "loop", "_budget"}:
            return f"{node.name!r} is taken"
        case "Getattr" if node.attr not in (*FIELDS, *LOOP_FIELDS):
            return f"unknown attribute {node.attr!r}; an alert has: {', '.join(FIELDS)}"
        case "Const" if isinstance(node.value, int | float) and abs(node.value) >= 10**MAX_DIGITS:
            return f"a number of more than {MAX_DIGITS} digits"
        case "Getitem" if type(node.arg).__name__ == "Const" and node.arg.value not in FIELDS:
            return None if isinstance(node.arg.value, int) else f"unknown attribute {node.arg.value!r}"
        case "Filter" if node.name not in ALLOWED_FILTERS:
            return f"unknown filter {node.name!r}; known are: {', '.join(ALLOWED_FILTERS)}"
        case "Test" if node.name not in ALLOWED_TESTS:
            return f"unknown test {node.name!r}; known are: {', '.join(ALLOWED_TESTS)}"
        case "For" if node.recursive:
            return "a loop may not call itself"
        case _ if kind not in ALLOWED_NODES:
            return f"{kind!r} has no place in a template of a message"
    return None


def _shown(value: Any, form: Format) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = _time(value)
    if isinstance(value, list):
        value = ", ".join(str(one) for one in value)
    return escape_value(str(value), form)


def _time(value: Any, zone: str = "UTC", form: str = "") -> str:
    """Write a time in a zone, or a day, which has none."""
    if re.search("%[^a-zA-Z%]", form):  # a width can be a billion
        raise TemplateError(f"{form!r} is no form of a time; write %Y-%m-%d %H:%M")
    try:
        there = ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        raise TemplateError(f"{str(zone)[:40]!r} is no time zone; write Europe/Berlin or UTC") from None
    if isinstance(value, datetime):
        return value.astimezone(there).strftime(form or "%Y-%m-%d %H:%M %Z")
    if isinstance(value, date):
        return value.strftime(form or "%Y-%m-%d")
    if value is not None:
        raise TemplateError(f"{str(value)[:40]!r} is no time; the times end in _at, and days in _day")
    return ""


def _list(values: Any) -> list[Any]:
    if not isinstance(values, list):
        raise TemplateError(f"{str(values)[:40]!r} is no list; `alerts` and `groups` are lists")
    return values


def _join(values: Any, between: str = ", ") -> str:
    parts = [str(value) for value in _list(values)]
    if sum(map(len, parts)) + len(str(between)) * max(len(parts) - 1, 0) > MAX_VALUE:
        raise TemplateError(f"a value has more than {MAX_VALUE} characters")
    return str(between).join(parts)


def _first(values: Any) -> Any:
    return _list(values)[0] if _list(values) else ""


def _last(values: Any) -> Any:
    return _list(values)[-1] if _list(values) else ""


def _line_of(error: BaseException) -> int:
    """Give the line of the template at which it failed, which Jinja puts into the traceback."""
    line, trace = 1, error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


EXAMPLE = Alert(
    rule="rule",
    story_id="0" * 64,
    article_id="0" * 64,
    title="A headline of <some> *signs*",
    url="https://example.org/a",
    source="Example",
    groups=("taliban", "isis-k"),
    sentence="A sentence & more.",
    outlets=2,
    published_at=datetime(2026, 1, 2, 3, 4, tzinfo=UTC),
    published_day=date(2026, 1, 2),
    first_seen_at=datetime(2026, 1, 2, 3, 5, tzinfo=UTC),
)
BARE_EXAMPLE = msgspec.structs.replace(EXAMPLE, groups=(), outlets=1, published_at=None, published_day=None)
"""With all that an alert may lack."""
