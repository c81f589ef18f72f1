"""Values that are slow to find, kept for a while: for a server that is asked for them again and again."""

import time
from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar, cast

Value = TypeVar("Value")


class Remembered:
    """Values by name. Only those who ask for the same one wait for each other."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: dict[str, tuple[Any, float]] = {}
        self._locks: dict[str, Lock] = {}
        self._changing = Lock()

    def get(self, name: str, find: Callable[[], Value], seconds: Callable[[Value], float]) -> Value:
        """Give the value of a name, as it was found a while ago or is found now; `seconds` says how long it is good.

        Raises what `find` raises, and keeps nothing then.
        """
        with self._changing:
            lock = self._locks.setdefault(name, Lock())
        with lock:
            value, until = self._kept.get(name, (None, 0.0))
            if name in self._kept and self._clock() < until:
                return cast("Value", value)
            found = find()
            self._kept[name] = (found, self._clock() + seconds(found))
            return found
