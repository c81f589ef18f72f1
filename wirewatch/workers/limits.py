"""What one page may take of its worker: memory, processor time, and time by the clock.

A page that takes too much processor time would take it anywhere: it fails. One that takes too long by the clock may
have waited for a busy machine or a slow disk, so that it is worth another try. Both bounds are timers of the kernel in
the worker itself, which end it also inside a native library, and which nobody moves by setting the clock.
"""

import resource
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from wirewatch.errors import Trouble

if TYPE_CHECKING:
    import pebble

Made = TypeVar("Made")

MOST_MEMORY = 2 * 1024**3
"""Bytes that a worker may hold: ten times what the worst page known takes. What wants more loses its page alone."""
PROCESSOR_S = 30.0
"""Seconds of processor time that a page may take. The slowest page known takes 5."""
CLOCK_S = 60.0
"""Seconds by the clock that a page may take beside others."""
QUIET_CLOCK_S = 300.0
"""Seconds by the clock for a page that is alone, or whose only try this is. Half of a lease."""
GRACE_S = 5.0
"""So much later a worker that did not end by itself, as one that was stopped cannot, is ended from outside."""
LIMITS = {
    signal.SIGPROF: f"it took {PROCESSOR_S:.0f} s of processor time",
    signal.SIGALRM: "it was not done in time by the clock",
}
"""What ends a worker at a limit, and what that says of its page."""


def limit_memory() -> None:
    """Have this process run out of memory by itself before it takes what others need."""
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    most = MOST_MEMORY if hard == resource.RLIM_INFINITY else min(MOST_MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (most, hard))


def are_active(workers: "pebble.ProcessPool") -> bool:
    """Start the workers where they have not been, and tell whether they are there.

    Raises Trouble where the system has no room for what they share: their locks are files in memory.
    """
    with room_for_workers():
        return bool(workers.active)


@contextmanager
def room_for_workers() -> Iterator[None]:
    """Raise Trouble where a worker, or what it is forked from, cannot be started meanwhile."""
    try:
        yield
    except (OSError, EOFError, BrokenProcessPool) as error:
        cause = error.__cause__ or error  # the pool's own words say less
        reason = getattr(cause, "strerror", None) or str(cause) or type(cause).__name__
        raise Trouble(f"the worker processes cannot be started: {reason}") from error


def schedule(
    workers: "pebble.ProcessPool", work: Callable[..., Made], arguments: Sequence[Any], clock_s: float
) -> "pebble.ProcessFuture[Made]":
    """Have a worker do a page's work, in PROCESSOR_S of its processor and `clock_s` seconds by the clock."""
    bounded = [PROCESSOR_S, clock_s, work, *arguments]
    return workers.schedule(run_within, args=bounded, timeout=clock_s + GRACE_S)


def run_within(processor_s: float, clock_s: float, work: Callable[..., Made], *arguments: Any) -> Made:
    """Do a page's work in this process, a worker, which ends when that takes longer than it may."""
    signal.setitimer(signal.ITIMER_PROF, processor_s)
    signal.setitimer(signal.ITIMER_REAL, clock_s)
    try:
        return work(*arguments)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.setitimer(signal.ITIMER_PROF, 0)


def is_late(error: Exception) -> bool:
    """Tell whether a page ended because it was not done in time by the clock."""
    return isinstance(error, TimeoutError) or getattr(error, "exitcode", None) == -signal.SIGALRM


def why_ended(error: Exception) -> tuple[str, str] | None:
    """Give reason and detail where an exception says that a page took too much or killed its worker, else None."""
    import pebble

    if is_late(error):
        return "timeout", LIMITS[signal.SIGALRM]
    if not isinstance(error, pebble.ProcessExpired):
        return None
    if error.exitcode == -signal.SIGPROF:
        return "timeout", LIMITS[signal.SIGPROF]
    return "crashed", f"the worker died with exit code {error.exitcode}"
