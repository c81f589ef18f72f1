"""Nobody but its own user reads what a project stores: pages, articles, and addresses with what is secret in them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

OURS = ("ledger.db", "ledger.db-wal", "ledger.db-shm", "ledger.db-journal", "index", "landing")
"""What Wirewatch keeps under its home. A home may be a folder in which the user has other things as well."""
FILE, FOLDER = 0o600, 0o700
OTHERS = 0o077
"""Every right of the group and of all others."""


@contextmanager
def private_files(home: Path) -> Iterator[None]:
    """Have every file that is made meanwhile readable for this user alone, and tighten what stands under a home.

    What belongs to somebody else, or stands where there are no such rights, stays as it is.
    """
    before = os.umask(OTHERS)
    try:
        _tighten(home)
        yield
    finally:
        os.umask(before)


def _tighten(home: Path) -> None:
    with suppress(OSError):
        entries = list(home.iterdir())
        for entry in entries:
            if entry.name in OURS and entry.stat().st_mode & OTHERS:
                _tighten_tree(entry)
        if all(entry.name in OURS for entry in entries):
            _set_mode(home, FOLDER)


def _tighten_tree(top: Path) -> None:
    """Tighten a folder last: one whose mode is tight was gone through to its end."""
    if top.is_file():
        _set_mode(top, FILE)
        return
    for folder, _, files in os.walk(top, topdown=False):
        for name in files:
            _set_mode(Path(folder) / name, FILE)
        _set_mode(Path(folder), FOLDER)


def _set_mode(path: Path, mode: int) -> None:
    with suppress(OSError):
        if path.stat().st_mode & OTHERS and not path.is_symlink():
            path.chmod(mode)
