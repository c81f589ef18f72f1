"""Waits for what another process or thread brings about."""

import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")


def wait_for(what: str, come: Callable[[], Found], seconds: float, every: float = 0.05) -> Found:
    """Ask until something is there, and give it. Raises TimeoutError with what was waited for."""
    deadline = time.monotonic() + seconds
    while not (found := come()):
        if time.monotonic() > deadline:
            raise TimeoutError(f"{what}: not within {seconds:.0f} s")
        time.sleep(every)
    return found
