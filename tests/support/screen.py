"""A terminal of 80 columns: what a person sees of a command, progress bars, wrapped lines and all."""

import os
import pty
import subprocess
import termios
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pyte

COLUMNS, LINES = 80, 400
"""So many lines that nothing scrolls out of sight."""


class Seen(NamedTuple):
    """How a command ended, and what is on the screen then: lines without blanks at their ends."""

    status: int
    text: str


def run_in_terminal(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], seconds: float = 240
) -> Seen:
    """Run a command to its end, with the terminal as its output and nothing as its input.

    Raises subprocess.TimeoutExpired where it runs longer than `seconds`, after ending it.
    """
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (LINES, COLUMNS))
    started = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    screen = pyte.Screen(COLUMNS, LINES)
    stream = pyte.ByteStream(screen)
    with os.fdopen(ours, "rb", buffering=0) as output:
        try:
            for piece in iter(lambda: _read(output.fileno()), b""):
                stream.feed(piece)
            status = started.wait(seconds)
        finally:
            started.kill()
    return Seen(status, "\n".join(line.rstrip() for line in screen.display).rstrip("\n"))


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # Linux says so when the last writer has gone
        return b""
