"""The processes that pages are worked on in: how they start, and what each may take."""

import fcntl
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import context, forkserver, process, resource_tracker
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pebble

from wirewatch.collector import collect_rarely
from wirewatch.workers.cores import count_cores
from wirewatch.workers.limits import limit_memory, room_for_workers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from processors.groups.catalogue import Catalogue
    from processors.statements.frames import FrameFile


PAGES_OF_A_WORKER = 4_000
"""Pages after which a new worker takes the place of one, so that what native libraries leak is given back.

Cleaning grew by 20 MiB between the 500th and the 2,250th page of five public sets.
To start a worker takes .9 s of processor time.
"""
_NO_LEAKS = "ignore:resource_tracker"
"""An option of the interpreter for the process that tidies up after us: a program that ends at once, as at a second
Ctrl-C, leaves it something to do, of which it would tell the terminal."""


def start_workers(
    landing_url: str, catalogue: "Catalogue", frames: "Sequence[FrameFile]" = ()
) -> pebble.ProcessPool:
    """Start one worker a core, so that a page that hangs or crashes a native library costs itself alone.

    Raises Trouble as `fork_context` does. They themselves start with the first page, or with `are_active`.
    """
    return pebble.ProcessPool(
        max_workers=count_cores(),
        max_tasks=PAGES_OF_A_WORKER,
        context=fork_context(),
        initializer=_prepare,
        initargs=(landing_url, catalogue, frames),
    )


def fork_context() -> Any:
    """Give the context in which workers start: forked from a clean process that has everything loaded.

    That process begins to load with this call, and nobody waits for it before the first worker. It and the workers do
    not hear Ctrl-C, which a terminal sends to all: the program that started them does, and ends them.
    Raises Trouble where it cannot be started, as on a full disk: the socket that it listens at is a file.
    """
    forking = _Context()
    forking.set_forkserver_preload(["wirewatch.workers.preload", "wirewatch.workers.page"])
    if _NO_LEAKS not in sys.warnoptions:
        sys.warnoptions.append(_NO_LEAKS)
    with room_for_workers():
        resource_tracker.ensure_running()  # its start would let Ctrl-C through again
        heard = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
        try:
            forkserver.ensure_running()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, heard)
    return forking


class _Process(context.ForkServerProcess):
    """A worker that any program can start, and that ends with it.

    It does not import the program which started it: Airflow's would take each one three seconds.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        with _as_main_process():
            super().__init__(*args, **options)

    def start(self) -> None:
        """Start, while there seems to be no such program."""
        with _as_main_process():
            main = sys.modules["__main__"]
            sys.modules["__main__"] = ModuleType("__main__")
            try:
                super().start()
            finally:
                sys.modules["__main__"] = main

    def run(self) -> None:
        """Work, in the worker, until the program that started it ends, however it does."""
        _die_with_parent()
        super().run()


_STARTING = threading.Lock()
"""Held while a worker starts: two pools may start theirs at once, and each puts back what it found."""


@contextmanager
def _as_main_process() -> Iterator[None]:
    """Have this process count as a main process while a worker starts.

    Under Celery it is a daemonic one, which may have no children: they could outlive it, but ours do not. Its
    multiprocessing is also not the standard one: a key of its class cannot be sent to a worker.
    """
    module: Any = process
    with _STARTING:
        current = module._current_process
        stand_in = process.BaseProcess(name="MainProcess")
        stand_in.daemon = False
        stand_in.authkey = bytes(current.authkey)
        module._current_process = stand_in
        try:
            yield
        finally:
            module._current_process = current


def _die_with_parent() -> None:
    """Have the kernel end this worker, also in the middle of a page, when the process that started it is gone.

    A pipe to the worker closes then, and the worker has asked for SIGIO when it does. On Linux this signal ends a
    process that does not handle it. Elsewhere it is ignored, and a worker ends after its page.
    """
    parent = process.parent_process()
    if parent is None:
        return
    signal.signal(signal.SIGIO, signal.SIG_DFL)
    fcntl.fcntl(parent.sentinel, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(parent.sentinel, fcntl.F_SETFL, fcntl.fcntl(parent.sentinel, fcntl.F_GETFL) | os.O_ASYNC)


class _Context(context.ForkServerContext):
    """Starts such processes."""

    Process = _Process


def _prepare(landing_url: str, catalogue: "Catalogue", frames: "Sequence[FrameFile]") -> None:
    from wirewatch.workers import page

    limit_memory()
    page.prepare_worker(landing_url, catalogue, frames)
    collect_rarely()
