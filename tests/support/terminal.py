"""Run the command on a terminal of its own, as a person does, and press Ctrl-C there."""

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping
from typing import NamedTuple

LONGEST_S = 120
COLUMNS, ROWS = 80, 40
_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_TAKE = "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv(sys.executable, sys.argv[1:])"
"""Makes the terminal the process's own, which then is the program that is called for."""


class Ended(NamedTuple):
    """How a command on a terminal ended."""

    status: int
    raw: str
    """All that the terminal was sent."""
    group: int
    """The process group that the terminal had in its foreground."""

    @property
    def lines(self) -> list[str]:
        """What was printed, without what drives a terminal: the lines with something on them."""
        plain = _CONTROL.sub("", self.raw).replace("\r", "\n")
        return [line.strip() for line in plain.splitlines() if line.strip()]


def run(
    arguments: list[str],
    environment: Mapping[str, str],
    interrupt: Callable[[bytes], bool] | None = None,
    times: int = 1,
) -> Ended:
    """Run this Python with arguments on a terminal until it ends.

    `interrupt` is given what was printed so far: as soon as it says so, Ctrl-C is pressed, so many times. The terminal
    sends it to every process of the foreground, workers among them.
    """
    terminal, inner = os.openpty()
    fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", _TAKE, sys.executable, *arguments],
        env={**environment, "TERM": "xterm"},
        stdin=inner,
        stdout=inner,
        stderr=inner,
        start_new_session=True,
    )
    os.close(inner)
    printed, pressed, end = b"", 0, time.monotonic() + LONGEST_S
    while time.monotonic() < end:
        if times > pressed == printed.count(b"^C") and interrupt and interrupt(printed):
            os.write(terminal, b"\x03")
            pressed += 1
        if select.select([terminal], [], [], 0.01)[0]:
            try:
                printed += os.read(terminal, 65536)
            except OSError:  # how Linux says that the other side is closed
                break
    else:
        os.killpg(process.pid, signal.SIGKILL)
    status = process.wait()
    os.close(terminal)
    return Ended(status, printed.decode(errors="replace"), process.pid)
