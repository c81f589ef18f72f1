"""The blocks of code in a document, read by Sybil: which are commands, what they print, and what is not run.

    ```console            commands behind `$ `, continued behind `> `, each followed by what it prints on a terminal of
    $ wirewatch status    80 columns; a line of three dots stands for any number of lines
    ```
    ```sh                 commands alone: each has to end well
    ```console not-run: needs a Docker engine
    ```yaml               where the first line is `# config/alerts.yaml`, the file is written like that

Times, dates, ports, keys and how long something took are others in each run, so they are no difference.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sybil import Document
from sybil.parsers.markdown.lexers import RawFencedCodeBlockLexer

COMMANDS = ("console", "sh", "bash")
ELLIPSIS = "..."
NOT_RUN = "not-run:"
_INFO = re.compile(r"(?P<language>[\w-]*) *(?P<words>[^\n]*)\n")


class Block(NamedTuple):
    """One fenced block: its language, the words behind that, its text, and where the text stands in the file."""

    language: str
    words: str
    text: str
    start: int
    line: int

    @property
    def is_command(self) -> bool:
        """Tell whether the block holds commands."""
        return self.language in COMMANDS

    @property
    def reason(self) -> str:
        """Return why the block is not run, empty where it is."""
        return self.words.removeprefix(NOT_RUN).strip() if self.words.startswith(NOT_RUN) else ""


class Command(NamedTuple):
    """One command as it is typed, and the output that is shown; None where the document shows none."""

    text: str
    shown: str | None


def read_blocks(file: Path) -> list[Block]:
    """Return the blocks of a document, in order."""
    document = Document.parse(str(file), RawFencedCodeBlockLexer(_INFO))
    blocks = []
    for _, region in document.regions:
        source, language, words = (region.lexemes[name] for name in ("source", "language", "words"))
        start = region.start + source.offset
        line = document.text.count("\n", 0, start) + 1
        blocks.append(Block(language, words.strip(), str(source), start, line))
    return blocks


def commands(block: Block) -> list[Command]:
    """Return the commands of a block, in order."""
    if block.language != "console":
        return [Command(f"set -e\n{block.text}set +e", None)]
    return list(_commands(block.text.splitlines()))


def _commands(lines: list[str]) -> Iterator[Command]:
    typed: list[str] = []
    shown: list[str] = []
    for line in [*lines, "$ "]:
        if line.startswith("$ "):
            if typed:
                yield Command("\n".join(typed), "\n".join(shown).rstrip("\n"))
            typed, shown = [line[2:]], []
        elif line.startswith("> ") and not shown:
            typed.append(line[2:])
        else:
            shown.append(line)


_CHANGES = [
    (r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)?", "TIME"),
    (r"\d{4}-\d\d-\d\d( \d\d:\d\d)?", "DAY"),
    (r"\b\d+:\d\d:\d\d(\.\d+)?\b", "CLOCK"),
    (r"(127\.0\.0\.1|localhost):\d+", "ADDRESS"),
    (r"\b[0-9a-f]{12,64}\b", "KEY"),
    (r"\b\d+(\.\d+)? ?(s|ms|min|h|seconds?|minutes?)\b(?! ago)", "SPAN"),
    (r"\b[\d.,]+(/s| (a|per) (second|s))\b", "RATE"),
    (r"\b\d[\d.,]* ?(KB|MB|KiB|MiB|bytes)\b", "SIZE"),
]


def _plain(text: str) -> str:
    for pattern, word in _CHANGES:
        text = re.sub(pattern, word, text)
    return " ".join(text.split())


def is_laid_out(shown: str, printed: str) -> bool:
    """Tell whether two outputs are the same line by line, but for what changes by itself."""
    lines = [[_plain(line) for line in text.splitlines()] for text in (shown, printed)]
    return lines[0] == lines[1]


def is_shown(shown: str, printed: str) -> bool:
    """Tell whether what a document shows is what was printed."""
    parts = re.split(rf"(?m)^\s*{re.escape(ELLIPSIS)}$", shown)
    return (
        re.fullmatch(".*".join(re.escape(_plain(part)) for part in parts), _plain(printed), re.S) is not None
    )


def as_shown(shown: str, printed: str) -> str:
    """Return what was printed in the form of what was shown: where that is cut, with as many lines at both ends.

    Raises ValueError where it is cut more than once, since nobody can know then what is wanted.
    """
    lines, old = printed.splitlines(), shown.splitlines()
    cuts = [number for number, line in enumerate(old) if line.strip() == ELLIPSIS]
    if not cuts:
        return printed
    if len(cuts) > 1:
        raise ValueError(f"cut more than once: write it by hand\n{printed}")
    first, last = cuts[0], len(old) - cuts[0] - 1
    if len(lines) <= first + last:
        return printed
    return "\n".join([*lines[:first], old[cuts[0]], *(lines[-last:] if last else [])])


def as_block(done: list[tuple[Command, str]]) -> str:
    """Return the text of a console block, of its commands and what each is to show."""
    parts = []
    for command, output in done:
        first, *more = command.text.splitlines()
        parts += [f"$ {first}", *(f"> {line}" for line in more), *([output] if output else [])]
    return "\n".join(parts) + "\n"
