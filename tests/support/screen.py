"""The screen of a terminal of 80 columns: what a person sees of a command, progress bars, wrapped lines and all."""

import os
import pty
import select
import signal
import subprocess
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pyte

COLUMNS, LINES = 80, 400
"""So many lines that nothing scrolls out of sight."""


class Seen(NamedTuple):
    """How a command ended, and what is on the screen then: lines without blanks at their ends."""

    status: int
    text: str


def show(command: Sequence[str], folder: Path, environment: Mapping[str, str], seconds: float = 300) -> Seen:
    """Run a command to its end, with the terminal as its output and nothing as its input.

    After `seconds` it is killed, with all that it started; the status is then negative.
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
    for piece in _pieces(ours, time.monotonic() + seconds):
        stream.feed(piece)
    os.close(ours)
    if started.poll() is None and not _ends(started):
        os.killpg(started.pid, signal.SIGKILL)
    return Seen(started.wait(), "\n".join(line.rstrip() for line in screen.display).rstrip("\n"))


def _pieces(terminal: int, end: float) -> Iterator[bytes]:
    """Give what is written to a terminal, until nobody has it open any more or time is up."""
    while (left := end - time.monotonic()) > 0:
        if select.select([terminal], [], [], left)[0]:
            try:
                yield os.read(terminal, 65536)
            except OSError:  # how Linux says that the other side is closed
                return


def _ends(started: subprocess.Popen[bytes]) -> bool:
    try:
        started.wait(5)
    except subprocess.TimeoutExpired:
        return False
    return True
