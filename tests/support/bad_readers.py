"""Ways in which reading a configuration may end a process; they are run in one that reads it."""

import os
import signal
from collections.abc import Mapping
from pathlib import Path

from wirewatch.workers.configuration import Configuration


def never_end(_folder: Path, _environment: Mapping[str, str]) -> Configuration:
    """Wait for ever."""
    signal.pause()
    raise AssertionError


def take_memory(_folder: Path, _environment: Mapping[str, str]) -> Configuration:
    """Take more memory than a worker may have."""
    return bytearray(8 * 1024**3)  # type: ignore[return-value]


def crash(_folder: Path, _environment: Mapping[str, str]) -> Configuration:
    """End as a parser does whose stack is full."""
    os.kill(os.getpid(), signal.SIGSEGV)
    raise AssertionError


def meet_bug(_folder: Path, _environment: Mapping[str, str]) -> Configuration:
    """Raise what nobody expects."""
    raise KeyError("nobody expected this")
