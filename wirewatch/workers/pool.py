"""The processes that pages are worked on in: how they start, and what each may take."""

import os
import resource
import signal
import sys
from multiprocessing import context, forkserver, resource_tracker
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pebble

if TYPE_CHECKING:
    from processors.groups.catalogue import Catalogue

MOST_MEMORY = 2 * 1024**3
"""Bytes that a worker may hold: ten times what the worst page known takes. What wants more loses its page alone."""
PAGE_TIMEOUT_S = 30.0
"""Seconds after which a page is given up and its worker replaced. The slowest page known takes 5."""


def start_workers(landing_url: str, catalogue: "Catalogue") -> pebble.ProcessPool:
    """Start one worker a core, so that a page that hangs or crashes a native library costs itself alone."""
    return pebble.ProcessPool(
        max_workers=os.cpu_count() or 1,
        max_tasks=1000,  # what a native library leaks in a thousand pages is given back
        context=fork_context(),
        initializer=_prepare,
        initargs=(landing_url, catalogue),
    )


def fork_context() -> Any:
    """Give the context in which workers start: forked from a clean process that has everything loaded.

    That process begins to load with this call, and nobody waits for it before the first worker. It and the workers do
    not hear Ctrl-C, which a terminal sends to all: the program that started them does, and ends them.
    """
    forking = _Context()
    forking.set_forkserver_preload(["wirewatch.workers.preload", "wirewatch.workers.page"])
    resource_tracker.ensure_running()  # its start would let Ctrl-C through again
    heard = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, heard)
    return forking


class _Process(context.ForkServerProcess):
    """A worker that does not import the program which started it: Airflow's would take each one three seconds."""

    def start(self) -> None:
        """Start, while there seems to be no such program."""
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            super().start()
        finally:
            sys.modules["__main__"] = main


class _Context(context.ForkServerContext):
    """Starts such processes."""

    Process = _Process


def limit_memory() -> None:
    """Have this process run out of memory by itself before it takes what others need."""
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    most = MOST_MEMORY if hard == resource.RLIM_INFINITY else min(MOST_MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (most, hard))


def _prepare(landing_url: str, catalogue: "Catalogue") -> None:
    from wirewatch.workers import page

    limit_memory()
    page.prepare_worker(landing_url, catalogue)
