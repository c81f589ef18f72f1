"""How commands print: JSON for programs, tables and colours for a terminal."""

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

    from wirewatch.settings import Settings

PIPE_WIDTH = 10_000
"""Of a table that no terminal confines."""


def print_json(value: Any) -> None:
    """Print a value as JSON, on one line, or indented on a terminal. Times are ISO 8601 in UTC."""
    import msgspec

    data = msgspec.json.encode(value, enc_hook=str)
    if sys.stdout.isatty():
        data = msgspec.json.format(data, indent=2)
    sys.stdout.write(data.decode() + "\n")


def print_json_lines(values: Iterable[Any]) -> None:
    """Print each value as one line of JSON."""
    import msgspec

    for value in values:
        sys.stdout.write(msgspec.json.encode(value, enc_hook=str).decode() + "\n")


def print_table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Print rows under headings, as wide as the terminal or, in a pipe, as wide as they are."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")  # an address is of no use without its end
    for row in rows:
        table.add_row(*("" if cell is None else safe_text(cell) for cell in row))
    console().print(table, soft_wrap=False)


def console() -> "Console":
    """Give the console on standard output. What comes from the web is never read as markup.

    Lines are broken by the terminal, if at all: so an address can be copied, and a line be searched for.
    """
    from rich.console import Console

    width = None if sys.stdout.isatty() else PIPE_WIDTH
    return Console(markup=False, highlight=False, width=width, soft_wrap=True)


def as_command(settings: "Settings", *words: str) -> str:
    """Give a command as it can be typed here: on the same project, and by the path that this one was called by."""
    import shlex
    from pathlib import Path
    from shutil import which

    from wirewatch.settings import read_settings

    usual, options = read_settings(), []
    if settings.config != usual.config:
        options += ["--config", str(settings.config)]
    if settings.home != usual.home:
        options += ["--home", str(settings.home)]
    called, found = Path(sys.argv[0]), which("wirewatch")
    by_path = called.name == "wirewatch" and not (found and called.exists() and called.samefile(found))
    return shlex.join([str(called) if by_path else "wirewatch", *words, *options])


def safe_text(value: Any) -> str:
    """Give a value as text that cannot drive a terminal: control characters are taken out."""
    from datetime import datetime

    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}Z"
    return "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in str(value))
