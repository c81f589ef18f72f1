"""How commands print: JSON for programs, tables and colours for a terminal."""

import json
import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from wirewatch.settings import Settings


def encode_json(value: Any) -> bytes:
    """Give a value as JSON on one line. Times are ISO 8601 in UTC.

    Bytes of a file's name that are no text, as each umlaut's are in the locale C, become question marks.
    """
    import msgspec

    try:
        return msgspec.json.encode(value, enc_hook=str)
    except UnicodeEncodeError:
        plain = msgspec.to_builtins(value, enc_hook=str)
        return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")


def print_json(value: Any) -> None:
    """Print a value as JSON, on one line, or indented on a terminal. Times are ISO 8601 in UTC."""
    import msgspec

    data = encode_json(value)
    if sys.stdout.isatty():
        data = msgspec.json.format(data, indent=2)
    sys.stdout.write(data.decode() + "\n")


def print_json_lines(values: Iterable[Any]) -> None:
    """Print each value as one line of JSON."""
    for value in values:
        sys.stdout.write(encode_json(value).decode() + "\n")


def print_json_list(values: Iterable[Any]) -> None:
    """Print values as one JSON list, one to a line, while they come."""
    before = "["
    for value in values:
        sys.stdout.write(f"{before}\n{encode_json(value).decode()}")
        before = ","
    sys.stdout.write("[]\n" if before == "[" else "\n]\n")


def print_table(columns: Sequence[str], rows: Iterable[Sequence[Any]], heading: str | None = None) -> None:
    """Print rows under headings; in a pipe as wide as they are, one line a row.

    On a terminal that is too narrow, columns without any value are left out, sentences go on in their column, and where
    a word would still be broken the rows stand one below the other, each value with the name of its column but for that
    of the `heading` (a column; else the first one).
    """
    from rich.text import Text

    from wirewatch.cli.layout import GAP, paragraph, records, table, without_empty

    cells = [["" if cell is None else " ".join(safe_text(cell).split()) for cell in row] for row in rows]
    width = terminal_width() or sys.maxsize
    lines = table(columns, cells, width) or table(*without_empty(columns, cells), width)
    parts = [lines] if lines else records(*without_empty(columns, cells), width, heading)
    if not cells:
        parts = [paragraph(GAP.join(columns), width)]
    out = console()
    if not out.is_terminal:
        sys.stdout.writelines(f"{line}\n" for part in parts for line in part)
        return
    for part in parts:
        for number, line in enumerate(part):
            out.print(Text(line, style="" if number else "bold"))


def print_text(text: "str | Text", indent: str = "", hanging: str | None = None, style: str = "") -> None:
    """Print a text behind an indent, which its second and further lines have too unless they have another one.

    On a terminal it is broken between words, in a pipe not at all.
    """
    from rich.text import Text

    from wirewatch.cli.layout import wrap

    styled = Text(text, style=style) if isinstance(text, str) else text
    out, width = console(), terminal_width()
    if width is None:
        out.print(Text(indent) + styled)
        return
    hanging = indent if hanging is None else hanging
    lines = wrap(styled.plain, max(width - len(hanging), 1), max(width - len(indent), 1))
    for number, (start, end) in enumerate(lines):
        out.print(Text(hanging if number else indent) + styled[start:end])


def print_value(name: str, value: Any) -> None:
    """Print a value behind its name, what is below each other in columns; an address or id goes on in its line."""
    text = safe_text(value)
    if len(text.split()) > 1:
        print_text(f"{name:14} {text}", hanging=" " * 15 if (terminal_width() or 80) > 60 else "  ")
    else:
        console().print(f"{name:14} {text}")


def terminal_width() -> int | None:
    """Give the width of the terminal in cells (COLUMNS where it is set); None where the output is no terminal."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def console() -> "Console":
    """Give the console on standard output. What comes from the web is never read as markup.

    Lines are broken by the terminal, if at all: so an address can be copied, and a line be searched for.
    """
    from rich.console import Console

    return Console(markup=False, highlight=False, soft_wrap=True)


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
    text = str(value)
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in text)
