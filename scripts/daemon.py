"""A real server as a child of this process, for tests and for `make elasticsearch`.

The child listens on loopback alone, never runs as root, and never outlives us: it sits in a process
group of its own beside a guard that reads a pipe from us, and kills the group when the pipe closes,
which the system does even when we end by SIGKILL.
"""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from abc import ABC, abstractmethod
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import psutil

# `cat` ends when nobody holds the other end of the pipe any more. `kill 0` means: this process group.
GUARD = 'exec 3<&0; (cat <&3 >/dev/null; kill -9 0) & exec "$@" </dev/null 3<&-'


class UnavailableError(Exception):
    """The server cannot be had on this machine; the message says how to enable it."""


class StartError(Exception):
    """The server was started and did not become ready; the message ends with its log."""


def unprivileged_options() -> dict[str, Any]:
    """Return what subprocess.Popen needs to run a child without rights: nothing, unless we are root."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def is_reachable(path: Path) -> bool:
    """Tell whether the child may enter `path`: for root's child, every folder above is open to all."""
    if os.geteuid() != 0:
        return True
    path = path.resolve()
    return all(folder.stat().st_mode & 0o001 for folder in (path, *path.parents))


def temporary_home() -> Path:
    """Make an empty folder for a server, below the temporary folder or, where that is closed, /tmp."""
    parent = Path(tempfile.gettempdir())
    return Path(tempfile.mkdtemp(prefix="wirewatch-", dir=parent if is_reachable(parent) else "/tmp"))  # noqa: S108


def give_to_child(path: Path) -> None:
    """Make the child the owner of `path` and all below it, where we run as root."""
    who = unprivileged_options()
    if who:
        for item in (path, *path.rglob("*")):
            os.chown(item, who["user"], who["group"], follow_symlinks=False)


def free_port() -> int:
    """Return a TCP port of 127.0.0.1 that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _process_tree(pid: int) -> list[psutil.Process]:
    try:
        return psutil.Process(pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def _is_gone(process: psutil.Process) -> bool:
    """Tell whether a process is gone: a zombie is with its last thread, which held the port and the locks."""
    try:
        return process.status() == psutil.STATUS_ZOMBIE and process.num_threads() <= 1
    except psutil.NoSuchProcess:
        return True


class Daemon(ABC):
    """One server on one port with one folder: it may be stopped or killed, and started again on both.

    A subclass says what is run (`prepare`, `command`, `environment`), when it is up (`ready`), and its `url`.
    """

    stop_signal = signal.SIGTERM
    patience = 120.0
    """Seconds that a start may take; a cold Elasticsearch beside a busy test run has needed 40."""

    def __init__(self, home: Path | None = None, port: int | None = None) -> None:
        """Keep data below `home` (default: a temporary folder, removed by close) and listen on `port`."""
        self.temporary = home is None
        self.home = temporary_home() if home is None else home.resolve()
        self.port = port or free_port()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    @abstractmethod
    def url(self) -> str:
        """Where clients connect to."""

    @abstractmethod
    def prepare(self) -> None:
        """Lay out what the server needs below `home`; called before every start."""

    @abstractmethod
    def command(self) -> list[str]:
        """Return the server's command line."""

    def environment(self) -> dict[str, str]:
        """Return the server's environment; ours is not handed down."""
        return {"PATH": os.environ["PATH"], "HOME": str(self.home), "LANG": "C.UTF-8"}

    @abstractmethod
    def ready(self) -> bool:
        """Tell whether the server answers; OSError counts as no."""

    def log_tail(self) -> str:
        """Return the last part of what the server printed."""
        return (self.home / "output.log").read_text(errors="replace")[-4000:]

    def start(self) -> Self:
        """Start the server and return when it is ready; raise StartError when it ends or takes too long."""
        self.home.mkdir(parents=True, exist_ok=True)
        if not is_reachable(self.home.parent):
            raise UnavailableError(
                f"{self.home.parent} is closed to the user `nobody`, as whom root's servers run"
            )
        self.prepare()
        give_to_child(self.home)
        with (self.home / "output.log").open("wb") as log:
            self.process = subprocess.Popen(
                ["/bin/sh", "-c", GUARD, "guard", *self.command()],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=self.environment(),
                cwd=self.home,
                start_new_session=True,
                **unprivileged_options(),
            )
        try:
            self._wait(self.process)
        except BaseException:
            self.kill()
            raise
        return self

    def _wait(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + self.patience
        while not self._answers():
            if process.poll() is not None:
                raise StartError(f"{type(self).__name__} ended with {process.returncode}:\n{self.log_tail()}")
            if time.monotonic() > deadline:
                raise StartError(
                    f"{type(self).__name__} was not ready after {self.patience:.0f} s:\n{self.log_tail()}"
                )
            time.sleep(0.1)

    def _answers(self) -> bool:
        try:
            return self.ready()
        except OSError:
            return False

    def stop(self) -> None:
        """Ask the server to end, wait until it has, and keep its data. Nothing happens when it is down."""
        if self.process is None:
            return
        family = _process_tree(self.process.pid)
        self.process.send_signal(self.stop_signal)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(30)
        self._end(family)

    def kill(self) -> None:
        """End the server at once with SIGKILL, as a power cut would; its data stays as it is."""
        if self.process is not None:
            self._end(_process_tree(self.process.pid))

    def _end(self, family: list[psutil.Process]) -> None:
        assert self.process is not None  # noqa: S101
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        # The next start needs the port and the locks, which grandchildren hold until they are gone too.
        deadline = time.monotonic() + 10
        while not all(map(_is_gone, family)) and time.monotonic() < deadline:
            time.sleep(0.02)
        if self.process.stdin is not None:
            self.process.stdin.close()
        self.process = None

    def close(self) -> None:
        """Stop the server and remove its folder where that was a temporary one."""
        self.stop()
        if self.temporary:
            shutil.rmtree(self.home, ignore_errors=True)

    def __enter__(self) -> Self:
        try:
            return self.start()
        except BaseException:
            self.close()
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
