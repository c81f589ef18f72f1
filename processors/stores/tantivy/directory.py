"""The directory of an index: made once, opened, locked for one writer, moved away.

The writer's lock is the file system's own, and so goes with the process that held it.
"""

import os
import random
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import tantivy

from processors.stores.store import (
    NEW_INDEX_MEND,
    StoreDown,
    StoreError,
    StoreRefused,
    refuse_other_project,
)
from processors.stores.tantivy.documents import make_schema
from processors.stores.tantivy.gained_fields import gain_fields

LOCK_WAIT = 60.0
"""Seconds to wait for another writer: a batch of 500 articles takes well under one."""
PROJECT_FILE = "project.txt"
"""Beside tantivy's own files: the name of the project whose index it is."""
WRITER_BYTES = 64_000_000
"""Bytes that the writer may hold before it writes a segment; tantivy's least is 15 MB."""


SIGNS_OF_DAMAGE = ("Data corrupt", "Fast field not available")
SIGNS_OF_READING = ("IO error", "IoError")
"""In what tantivy says where it cannot read on. Of a cut file it also says that another version may have made it."""
SIGNS_OF_SYSTEM = ("(os error", "Os {")
"""In what it says where the system has refused to read or write."""


class Directory:
    """One index on disk, which the first use creates. Raises StoreError."""

    def __init__(self, path: Path, lock_wait: float = LOCK_WAIT) -> None:
        self.path = path
        self.lock_wait = lock_wait
        self.schema = make_schema()
        self._opened: tantivy.Index | None = None
        self.project = ""
        """Whose index this is, once it is to be written to; empty for who does not say."""

    def searcher(self) -> tantivy.Searcher:
        """Return what searches the index as it is now."""
        index = self.index()
        with translate_errors(self.path):
            index.reload()
            return index.searcher()

    def index(self) -> tantivy.Index:
        """Return the index, opened or created."""
        if self._opened is None:
            if not _exists(self.path):
                self._create()
            with translate_errors(self.path):
                gain_fields(self.path, self.schema)
                self._opened = tantivy.Index(self.schema, path=str(self.path))
        return self._opened

    @contextmanager
    def writer(self) -> Iterator[tantivy.IndexWriter]:
        """Give the index's only writer. Raises StoreDown where another process keeps the lock."""
        with translate_errors(self.path):
            writer = self._locked()
        try:
            self._take_over()
            with translate_errors(self.path):
                yield writer
        finally:
            # Ends the merges that the commit began, and with them the lock.
            with translate_errors(self.path):
                writer.wait_merging_threads()

    def refuse_other_project(self) -> None:
        """Raise StoreRefused where the index carries the name of another project."""
        refuse_other_project(f"the index in {self.path}", self._owner(), self.project)

    def _owner(self) -> str:
        try:
            return (self.path / PROJECT_FILE).read_text("utf-8").strip()
        except (FileNotFoundError, NotADirectoryError):
            return ""
        except (OSError, ValueError) as error:
            raise StoreRefused(f"{self.path / PROJECT_FILE} cannot be read: {error}") from error

    def _take_over(self) -> None:
        """Write the project's name into an index that has none; who calls this has the writer's lock."""
        self.refuse_other_project()
        if not self.project or self._owner():
            return
        partial = self.path / f"{PROJECT_FILE}.partial"
        try:
            partial.write_text(self.project + "\n", "utf-8")
            partial.replace(self.path / PROJECT_FILE)
        except OSError as error:
            raise StoreDown(f"the index in {self.path} cannot be written: {error.strerror}") from error

    def move_away(self) -> Path:
        """Move the directory to another name, where it is there, and return that name."""
        self.close()
        aside = self.path.with_name(f"{self.path.name}.old-{datetime.now(UTC):%Y%m%dT%H%M%S}")
        try:
            if _exists(self.path):
                self.path.rename(aside)
        except OSError as error:
            raise StoreRefused(f"the index in {self.path} cannot be moved away: {error.strerror}") from error
        return aside

    def close(self) -> None:
        """Let go of the directory."""
        self._opened = None

    def _create(self) -> None:
        """Make the index aside and move it into place at once, so that two processes cannot both create it."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            aside = tempfile.mkdtemp(prefix=f"{self.path.name}.new-", dir=self.path.parent)
        except OSError as error:
            raise StoreRefused(
                f"no index can be made in {self.path}: {error.strerror}; name a folder that can be made, and written"
            ) from error
        try:
            with translate_errors(self.path):
                tantivy.Index(self.schema, path=aside)
            os.rename(aside, self.path)  # noqa: PTH104 - Path.rename says the same in more words
        except StoreError:
            shutil.rmtree(aside, ignore_errors=True)
            raise
        except OSError as error:
            shutil.rmtree(aside, ignore_errors=True)
            if not _exists(self.path):
                why = f"{self.path} holds something other than an index ({error.strerror})"
                raise StoreRefused(f"{why}: name another directory") from error

    def _locked(self) -> tantivy.IndexWriter:
        index = self.index()
        deadline = time.monotonic() + self.lock_wait
        while True:
            try:
                return index.writer(heap_size=WRITER_BYTES, num_threads=1)
            except ValueError as error:
                if "LockBusy" not in str(error):
                    raise StoreDown(f"the index in {self.path} cannot be written: {error}") from error
                if time.monotonic() > deadline:
                    raise StoreDown(
                        f"another process has been writing to {self.path} for {self.lock_wait:.0f} s"
                    ) from error
            time.sleep(random.uniform(0.01, 0.05))  # noqa: S311 - only to keep waiting processes apart


def _exists(directory: Path) -> bool:
    return (directory / "meta.json").exists()


@contextmanager
def translate_errors(directory: Path) -> Iterator[None]:
    """Raise tantivy's errors as ours: they are all ValueErrors, and panics, which are no Exceptions."""
    try:
        yield
    except UnicodeEncodeError as error:
        raise StoreRefused(
            f"no index can be in {directory}: its name is no text in UTF-8; "
            "set a locale that has UTF-8 (LC_ALL=C.UTF-8), or name another directory"
        ) from error
    except (ValueError, OSError) as error:
        if "schema does not match" in str(error) or "IncompatibleIndex" in str(error):
            raise StoreRefused(
                f"the index in {directory} was made by another version of Wirewatch: {NEW_INDEX_MEND}"
            ) from error
        if _tells_of_damage(directory, str(error)):
            raise StoreRefused(f"the index in {directory} is damaged: {NEW_INDEX_MEND}") from error
        if any(told in str(error) for told in ("ReadOnlyFilesystem", "PermissionDenied")):
            raise StoreDown(
                f"the index in {directory} cannot be written, and even a search locks it; "
                "let the user of this command write the folder and its files, or name another with --home"
            ) from error
        raise StoreDown(f"the index in {directory} cannot be used: {error}") from error
    except BaseException as error:
        if type(error).__module__ != "pyo3_runtime":
            raise
        raise StoreRefused(f"the index in {directory} is damaged: {NEW_INDEX_MEND}") from error


def _tells_of_damage(directory: Path, error: str) -> bool:
    """Tell whether tantivy has read what it never wrote, or misses a file of an index that is still there."""
    gone = "FileDoesNotExist" in error and _exists(directory)
    unreadable = _has(SIGNS_OF_READING, error) and not _has(SIGNS_OF_SYSTEM, error)
    return gone or unreadable or _has(SIGNS_OF_DAMAGE, error)


def _has(signs: tuple[str, ...], text: str) -> bool:
    return any(sign in text for sign in signs)
