"""Run the command on a terminal of its own, as a person does, and press Ctrl-C there."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping
from typing import NamedTuple

LONGEST_S = 120
COLUMNS, ROWS = 80, 40
_DRIVES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Ended(NamedTuple):
    """How a command on a terminal ended."""

    status: int
    out: str
    """All that the terminal was sent, with what drives it taken out."""
    raw: str
    group: int
    """The process group that the terminal had in its foreground."""

    @property
    def lines(self) -> list[str]:
        """The lines with something on them."""
        return [line.strip() for line in self.out.splitlines() if line.strip()]


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
    process, terminal = pty.fork()
    if not process:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        os.execve(sys.executable, [sys.executable, *arguments], {**environment, "TERM": "xterm"})
    got, pressed, end = b"", 0, time.monotonic() + LONGEST_S
    while time.monotonic() < end:
        if times > got.count(b"^C") == pressed and interrupt and interrupt(got):
            os.write(terminal, b"\x03")
            pressed += 1
        if select.select([terminal], [], [], 0.01)[0]:
            try:
                piece = os.read(terminal, 65536)
            except OSError:  # how Linux says that the other side is closed
                break
            got += piece
    else:
        os.killpg(process, signal.SIGKILL)
    status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    os.close(terminal)
    raw = got.decode(errors="replace")
    return Ended(status, _DRIVES.sub("", raw).replace("\r", "\n"), raw, process)
