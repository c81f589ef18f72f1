"""The landing zone: raw pages as WARC, articles as JSON lines, in a directory or an object store.

    raw/2026/11/22/<id>.warc.gz        one `metadata` record a page (all that is known about it, as JSON),
                                       followed by its `response` record where there is a page
                                       (wirewatch.landing_pages)
    articles/2026/11/22/<id>.jsonl     one Article a line

A file is written whole, under another name first, and never changed: a reference into it (`path#offset`) can
be kept in the ledger. What was written and not committed there is never read, and costs only its room.

A disk may damage a file all the same. What stood there is lost then, as if the file were gone; the rest is read.
"""

import io
import os
import uuid
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from itertools import groupby
from typing import Any

import msgspec
from upath import UPath

from processors.records import Article
from scrapers.records import Page
from wirewatch.errors import Trouble
from wirewatch.landing_pages import DamagedPage, read_page, write_page


class LandingTrouble(Trouble):
    """The landing zone, or a file of it, cannot be read for now: what was asked for is put off, the rest goes on."""


class LandingLost(Trouble):
    """The landing zone answers, and does not have what the ledger says it has: a file is gone, or damaged."""


KINDS = ("raw", "articles")


class LandingZone:
    """One landing zone, at a directory or any URL that fsspec knows."""

    def __init__(self, root: str):
        self.root = UPath(root)

    def write_pages(self, pages: Sequence[Page], at: datetime) -> list[str]:
        """Land pages in one WARC file of the day of `at`; give a reference to each, in order."""
        stream, offsets, last = io.BytesIO(), [], None
        for page in pages:
            offsets.append(stream.tell())
            last = write_page(stream, page, last) or last
        return self._land("raw", "warc.gz", stream.getvalue(), offsets, at)

    def read_page(self, reference: str) -> Page:
        """Give back the page at a reference.

        Raises LandingLost where it is gone or damaged, LandingTrouble where nothing can be read.
        """
        with self._open(reference) as file:
            try:
                return read_page(file)
            except DamagedPage as error:
                raise self._damaged(reference, str(error)) from None

    def write_articles(self, articles: Iterable[bytes], at: datetime) -> list[str]:
        """Land articles (each one encoded as JSON) in one file; give a reference to each, in order."""
        stream, offsets = io.BytesIO(), []
        for article in articles:
            offsets.append(stream.tell())
            stream.write(article + b"\n")
        return self._land("articles", "jsonl", stream.getvalue(), offsets, at)

    def read_articles(self, references: Sequence[str]) -> list[Article]:
        """Give back the articles at references, in order, opening each file once.

        Raises LandingLost where one is gone or damaged, LandingTrouble where nothing can be read.
        """
        found: dict[str, Article] = {}
        for _, same_file in groupby(sorted(references), key=lambda reference: reference.partition("#")[0]):
            wanted = list(same_file)
            with self._open(wanted[0]) as file:
                for reference in wanted:
                    file.seek(int(reference.partition("#")[2]))
                    try:
                        found[reference] = msgspec.json.decode(file.readline(), type=Article)
                    except msgspec.MsgspecError as error:
                        raise self._damaged(reference, str(error)) from None
        return [found[reference] for reference in references]

    def forget(self, before: datetime, but: Collection[str] = ()) -> int:
        """Drop the folders of the months before that of `before`, except some (raw/2026/10); give their number.

        Raises Trouble.
        """
        dropped = 0
        try:
            for kind in KINDS:
                for month in _months(self.root / kind):
                    name = f"{kind}/{month.parent.name}/{month.name}"
                    if name < f"{kind}/{before:%Y/%m}" and name not in but:
                        month.fs.rm(month.path, recursive=True)
                        dropped += 1
        except OSError as error:
            raise Trouble(
                f"the landing zone {self.root} cannot be cleared: {error.strerror or error}"
            ) from error
        return dropped

    def _land(self, kind: str, ending: str, data: bytes, offsets: list[int], at: datetime) -> list[str]:
        name = f"{kind}/{at:%Y/%m/%d}/{uuid.uuid4().hex}.{ending}"
        try:
            _write_whole(self.root / name, data)
        except OSError as error:
            raise Trouble(
                f"the landing zone {self.root} cannot be written: {error.strerror or error}"
            ) from error
        return [f"{name}#{offset}" for offset in offsets]

    def _damaged(self, reference: str, why: str) -> LandingLost:
        name, _, offset = reference.partition("#")
        return LandingLost(f"the landing zone {self.root} has a damaged {name}, at byte {offset}: {why}")

    @contextmanager
    def _open(self, reference: str) -> Iterator[Any]:
        name, _, offset = reference.partition("#")
        try:
            with (self.root / name).open("rb") as file:
                file.seek(int(offset))
                yield file
        except FileNotFoundError as error:
            raise LandingLost(f"the landing zone {self.root} has no {name}") from error
        except OSError as error:
            raise LandingTrouble(
                f"the landing zone {self.root} cannot read {name}: {error.strerror or error}"
            ) from error


def _months(folder: UPath) -> list[UPath]:
    """Give the folders of months in that of a kind; an object store has no folder where nothing lies."""
    years = folder.iterdir() if folder.exists() else ()
    return sorted((month for year in years for month in year.iterdir()), key=str)


def _write_whole(path: UPath, data: bytes) -> None:
    """Write so that no reader and no crash ever sees half a file."""
    if path.protocol not in ("", "file"):
        path.write_bytes(data)  # an object appears whole or not at all
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = f"{path.path}.partial"
    try:
        with open(partial, "wb") as file:  # noqa: PTH123
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(partial, path.path)  # noqa: PTH105
    except OSError:
        with suppress(OSError):
            os.unlink(partial)  # noqa: PTH108 - where the disk is full, it would fill it further
        raise
