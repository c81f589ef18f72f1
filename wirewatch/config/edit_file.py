"""Edit a file of the configuration for the user: one at a time, at once, and with its comments."""

import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from wirewatch.errors import Mistake, Trouble

LOCK_WAIT_S = 60.0
"""How long a command waits for another one that edits the same file: an edit takes some milliseconds."""


@contextmanager
def locked(file: Path) -> Iterator[Path]:
    """Let one command at a time edit a file; give where that really is, since a link to it is to stay a link."""
    from filelock import FileLock, Timeout

    real = file.resolve()
    lock = FileLock(real.with_name(f".{real.name}.lock"), timeout=LOCK_WAIT_S)
    try:
        real.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        raise Trouble(f"another command has been editing {file} for {LOCK_WAIT_S:.0f} s; try again") from None
    except OSError as error:
        raise Trouble(f"{file} cannot be written: {error.strerror}") from error
    try:
        yield real
    finally:
        lock.release()


def edit_yaml(file: Path, check: Callable[[Path], object], change: Callable[[Any], None]) -> None:
    """Change a file and put it back whole; what `check` refuses is not written. Raises Mistake and Trouble."""
    before = read_text(file)
    replace_file(file, changed_yaml(before, change), check)


def read_text(file: Path) -> str:
    """Read a file as it is, its ends of lines too; empty where there is none."""
    return file.read_bytes().decode("utf-8") if file.exists() else ""


def changed_yaml(before: str, change: Callable[[Any], None]) -> str:
    """Give a text of YAML with its data changed: its comments, its order and its ends of lines stay."""
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 200
    yaml.indent(mapping=2, sequence=4, offset=2)
    data = yaml.load(before.replace("\r\n", "\n"))
    data = {} if data is None else data
    change(data)
    written = io.StringIO()
    yaml.dump(data, written)
    after = written.getvalue()
    return after.replace("\n", "\r\n") if "\r\n" in before else after


def replace_file(file: Path, text: str, check: Callable[[Path], object]) -> None:
    """Put a text in the place of a file, at once, with its rights and owner. Raises what `check` does, and Trouble."""
    partial = file.with_name(file.name + ".partial")
    try:
        if file.exists():
            partial.touch(0o600)  # a channel's address may stand in it: never readable by more than before
        partial.write_bytes(text.encode())
        if file.exists():
            was = file.stat()
            partial.chmod(was.st_mode & 0o7777)
            with suppress(PermissionError):  # only root may give a file away, who edits for another user
                os.chown(partial, was.st_uid, was.st_gid)
        check(partial)
        partial.replace(file)
    except Mistake as error:
        raise Mistake(error.message, error.mend) from None
    except OSError as error:
        raise Trouble(f"{file} cannot be written: {error.strerror}") from error
    finally:
        partial.unlink(missing_ok=True)
