"""How `feeds check` prints: two lines a feed in 80 columns, and below them what is wrong and what mends it."""

import sys
from collections.abc import Sequence
from typing import Any

WIDTH = 80
"""Columns where the output is no terminal."""
COLUMNS = (
    ("state", 11),
    ("last new item", 17),
    ("shows", 5),
    ("a day", 7),
    ("overflow", 9),
    ("delay", 6),
    ("95th", 6),
)
"""Names and widths: with two blanks before each they fill 75 columns."""
INDENT = "  "


def print_health(results: Sequence[dict[str, Any]], *, whole: bool) -> None:
    """Print what `check_configured_feeds` gave; `whole` says how often each overflowed and what `every` would do."""
    from rich.text import Text

    from wirewatch.cli.layout import paragraph
    from wirewatch.cli.show import console, safe_text, terminal_width

    if not results:
        _write(["no feeds; `wirewatch feeds add SITE` adds one"])
        return
    width, out = terminal_width() or WIDTH, console()
    _write(_row(dict(COLUMNS), [name for name, _ in COLUMNS]))
    for result in results:
        if out.is_terminal:
            out.print(Text(safe_text(result["url"]), style="bold"))
        else:
            _write([safe_text(result["url"])])
        _write(_row(dict(COLUMNS), _values(result)))
        for name in ("wrong", "mend"):
            if result[name]:
                words = " ".join(safe_text(result[name]).split())
                _write(paragraph(f"{name}: {words}", width, INDENT, INDENT * 2))
        if whole:
            for line in history_lines(result):
                _write(paragraph(line, width, INDENT, INDENT * 2))


def history_lines(result: dict[str, Any]) -> list[str]:
    """Say how often a feed overflowed, its delay, how often it is asked, and what each value of `every` would do."""
    since = f" since {result['since']:%Y-%m-%d}" if result["since"] else ""
    overflowed = f"overflowed: {_times(result['gaps'])}{since}"
    if result["unfilled_gaps"]:
        overflowed += (
            f", {result['unfilled_gaps']} of them not filled, last {result['unfilled_at']:%Y-%m-%d %H:%M}Z"
        )
    told = result["delay_median_s"] is not None
    delay = f"median {_span(result['delay_median_s'])}, 95th percentile {_span(result['delay_95th_s'])}"
    lines = [overflowed, f"delay: {delay if told else 'not known yet'}"]
    if result["every_s"]:
        lines.append(f"asked: every {_span(result['every_s'])} now")
    return [*lines, *map(_projection, result["every"])]


def _projection(one: dict[str, Any]) -> str:
    overflow = "not known yet" if one["overflows"] is None else _times(one["overflows"], "none")
    missed = f", {one['missed']} missed" if one["missed"] else ""
    delay = f"delay {_span(one['delay_median_s'])}"
    return f"every: {one['every']} -> {one['polls_a_day']} polls a day, overflow {overflow}{missed}; {delay}"


def _values(result: dict[str, Any]) -> list[str]:
    new_at, gaps, unfilled = result["new_at"], result["gaps"], result["unfilled_gaps"]
    return [
        result["health"],
        f"{new_at:%Y-%m-%d %H:%M}Z" if new_at else "-",
        str(result["shows"]),
        f"{result['entries_a_day']:.1f}",
        f"{gaps}, {unfilled} lost" if unfilled else str(gaps),
        _span(result["delay_median_s"]),
        _span(result["delay_95th_s"]),
    ]


def _row(columns: dict[str, int], cells: Sequence[str]) -> list[str]:
    padded = (cell.ljust(width) for cell, width in zip(cells, columns.values(), strict=True))
    return [(INDENT + INDENT.join(padded)).rstrip()]


def _times(number: int, none: str = "never") -> str:
    return {0: none, 1: "once"}.get(number, f"{number} times")


def _span(seconds: int | None) -> str:
    """Write a span in one unit: 45 s, 6 min, 3.5 h."""
    if seconds is None:
        return "-"
    if seconds < 90:
        return f"{seconds} s"
    return f"{seconds / 60:.0f} min" if seconds < 90 * 60 else f"{seconds / 3600:.1f} h"


def _write(lines: Sequence[str]) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)
