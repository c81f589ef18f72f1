"""The lines of a run where no terminal shows it: none that cannot be written ends the run."""

import os
import sys
from collections.abc import Mapping
from typing import Any

from wirewatch.cli.show import encode_json
from wirewatch.errors import NO_ROOM

KEPT = 100
"""Lines of each output that wait for room: the oldest one, and the newest ones."""


class RunLog:
    """Writes JSON to standard output and sentences to standard error.

    A log may stand on the disk that is full: the lines wait for room, as far as they are few, and the run goes on. An
    `endless` run also outlives who reads its lines; one that has an end is over when its reader goes, as every command.
    """

    def __init__(self, *, endless: bool):
        self._endless = endless
        self._waiting: dict[str, list[bytes]] = {"stdout": [], "stderr": []}

    def log(self, line: Mapping[str, Any]) -> None:
        """Write one line of JSON; its times are ISO 8601 in UTC. Raises OSError where an end is all that is left."""
        self._write("stdout", encode_json(line))

    def tell(self, line: str) -> None:
        """Write one line to standard error. Raises OSError as `log` does."""
        self._write("stderr", line.encode(errors="replace"))

    def close(self) -> None:
        """Write what still waits at the end of a run. Raises OSError where there is no room for it."""
        for name in self._waiting:
            self._write_waiting(name)

    def _write(self, name: str, line: bytes) -> None:
        waiting = self._waiting[name]
        if len(waiting) == KEPT:
            del waiting[1]  # not the first, of which a part may be written
        waiting.append(line + b"\n")
        try:
            self._write_waiting(name)
        except OSError as error:
            if not self._endless and error.errno not in NO_ROOM:
                raise

    def _write_waiting(self, name: str) -> None:
        """Write lines as far as there is room. Where the stream is a file's or a pipe's it keeps nothing itself."""
        stream, waiting = getattr(sys, name), self._waiting[name]
        is_own = stream is getattr(sys, f"__{name}__") and not stream.isatty()
        while waiting:
            if is_own:
                stream.flush()
                waiting[0] = waiting[0][os.write(stream.fileno(), waiting[0]) :]
            else:
                stream.write(waiting[0].decode())
                waiting[0] = b""
                stream.flush()
            if not waiting[0]:
                del waiting[0]
