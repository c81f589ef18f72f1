"""Ctrl-C, at whatever moment it comes: the program ends with one line and status 130, and nothing is lost.

    first Ctrl-C   what runs is left as by an exception, so that leases, workers and folders are given back;
                   coroutines are cancelled, where an event loop runs
    second         the program ends at once, as it does by itself GRACE_S after the first; its temporary folders go
                   with it

Whatever libraries have to say of being left so goes nowhere. Ending at once is safe: every stage commits its work whole
or not at all, and its leases are taken from a process that is gone. Imports little, because it is there first.
"""

import _thread
import contextlib
import os
import signal
import sys
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from pathlib import Path

LINE = "stopped; nothing is lost, run again to go on"
STATUS = 130
"""What shells give a program that was stopped by SIGINT: 128 and the signal's number."""
GRACE_S = 5.0
"""Seconds after Ctrl-C for what is under way to end. A channel that takes an alert meanwhile gets no second one."""
SHOW_CURSOR = b"\x1b[?25h"
_FOLDERS: set[str] = set()
"""The temporary folders that are there now."""


@contextlib.contextmanager
def temporary_folder() -> Iterator["Path"]:
    """Give a folder that is removed at the end, also where the program ends at once."""
    import shutil
    import tempfile
    from pathlib import Path

    name = tempfile.mkdtemp()
    _FOLDERS.add(name)
    try:
        yield Path(name)
    finally:
        shutil.rmtree(name, ignore_errors=True)
        _FOLDERS.discard(name)


class Interrupt:
    """Hears Ctrl-C for this process from `listen` on."""

    def __init__(self) -> None:
        self.heard = False
        self._printed = False
        self._status: int | None = None
        self._stderr = 2
        """Where the line goes: standard error, as it was before it was silenced."""

    def listen(self) -> None:
        """Take over from Python's own way to hear it; where Ctrl-C is ignored, as behind `nohup`, it stays so."""
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            signal.signal(signal.SIGINT, self._on_signal)

    def finish(self, status: int) -> None:
        """Note that the command is done: Ctrl-C from now on ends the program at once, with the command's own status."""
        self._status = status

    def print_line(self) -> None:
        """Print the line, once. On a terminal it begins a line of its own, below the `^C` that this shows."""
        if not self._printed:
            self._printed = True
            with contextlib.suppress(OSError):
                begin = "\n" if os.isatty(self._stderr) else ""
                os.write(self._stderr, f"{begin}{LINE}\n".encode())

    def _on_signal(self, *_: Any) -> None:
        if self._status is not None:
            os._exit(self._status)
        if self.heard:
            self._exit_now()
        self.heard = True
        self._silence()
        _thread.start_new_thread(
            self._exit_after_grace, ()
        )  # takes none of the locks that may be held just now
        if loop := _running_loop():
            loop.call_soon_threadsafe(_cancel_all, loop)
        else:
            raise KeyboardInterrupt

    def _silence(self) -> None:
        with contextlib.suppress(OSError):
            self._stderr = os.dup(2)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)

    def _exit_after_grace(self) -> None:
        time.sleep(GRACE_S)
        self._exit_now()

    def _exit_now(self) -> NoReturn:
        with contextlib.suppress(OSError):
            if os.isatty(1):
                os.write(1, SHOW_CURSOR)  # progress hides it
        remove_folders()
        self.print_line()
        os._exit(STATUS)


def remove_folders() -> None:
    """Remove the temporary folders that Ctrl-C kept from being removed: it may come while one is."""
    if _FOLDERS:
        from shutil import rmtree

        for folder in list(_FOLDERS):
            rmtree(folder, ignore_errors=True)


def _running_loop() -> Any:
    """Give the event loop that the main thread runs just now, or None."""
    if "asyncio" not in sys.modules:
        return None
    from asyncio import get_running_loop

    try:
        return get_running_loop()
    except RuntimeError:
        return None


def _cancel_all(loop: Any) -> None:
    from asyncio import all_tasks

    for task in all_tasks(loop):
        task.cancel()
