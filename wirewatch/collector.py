"""When Python's collector looks for what is left over in circles: less often than it does by itself.

Of an article little is left that way, and to look for it after every 700 objects takes a fortieth of the work. What
nothing refers to any more goes at once all the same, whatever stands here.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

OBJECTS = 10_000
"""Objects, made and not given back, after which the youngest are looked through: those of five articles or so."""
YOUNG_LOOKS = 50
"""Looks through the youngest, after which those that outlived them are looked through again. Nearly all of these are
words that are remembered, and with the ten looks that are usual they took more than a hundredth of the work."""


def collect_rarely() -> None:
    """Have this process look rarely, and never again through what is there now: what it works with, which stays."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS, YOUNG_LOOKS, gc.get_threshold()[2])


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """Have this process look rarely while this lasts, also through what is there now."""
    before = gc.get_threshold()
    gc.set_threshold(OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
