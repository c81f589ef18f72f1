"""The landing zone: raw pages as WARC, articles as JSON lines, in a directory or an object store.

    raw/2026/11/22/<id>.warc.gz        one `metadata` record a page (all that is known about it, as JSON),
                                       followed by its `response` record where there is a page
    articles/2026/11/22/<id>.jsonl     one Article a line

A file is written whole, under another name first, and never changed: a reference into it (`path#offset`) can
be kept in the ledger. What was written and not committed there is never read, and costs only its room.
"""

import gzip
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


class LandingLost(Trouble):
    """The landing zone answers, and does not have what the ledger says it has."""


GZIP_LEVEL = 6
KINDS = ("raw", "articles")


class LandingZone:
    """One landing zone, at a directory or any URL that fsspec knows."""

    def __init__(self, root: str):
        self.root = UPath(root)

    def write_pages(self, pages: Sequence[Page], at: datetime) -> list[str]:
        """Land pages in one WARC file of the day of `at`; give a reference to each, in order."""
        stream, offsets = io.BytesIO(), []
        for page in pages:
            offsets.append(stream.tell())
            _write_page(stream, page)
        return self._land("raw", "warc.gz", stream.getvalue(), offsets, at)

    def read_page(self, reference: str) -> Page:
        """Give back the page at a reference. Raises Lost where it is gone, Trouble where nothing can be read."""
        with self._open(reference) as file:
            return next(_pages(file))

    def write_articles(self, articles: Iterable[bytes], at: datetime) -> list[str]:
        """Land articles (each one encoded as JSON) in one file; give a reference to each, in order."""
        stream, offsets = io.BytesIO(), []
        for article in articles:
            offsets.append(stream.tell())
            stream.write(article + b"\n")
        return self._land("articles", "jsonl", stream.getvalue(), offsets, at)

    def read_articles(self, references: Sequence[str]) -> list[Article]:
        """Give back the articles at references, in order, opening each file once.

        Raises Lost where one is gone, Trouble where nothing can be read.
        """
        found: dict[str, Article] = {}
        for _, same_file in groupby(sorted(references), key=lambda reference: reference.partition("#")[0]):
            wanted = list(same_file)
            with self._open(wanted[0]) as file:
                for reference in wanted:
                    file.seek(int(reference.partition("#")[2]))
                    found[reference] = msgspec.json.decode(file.readline(), type=Article)
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
            raise Trouble(
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


def _write_page(stream: io.BytesIO, page: Page) -> None:
    from fastwarc.warc import WarcRecord, WarcRecordType

    about = msgspec.json.encode(msgspec.structs.replace(page, body=b""))
    records = [(WarcRecordType.metadata, "application/json", about)]
    if page.missing is None:
        records.append((WarcRecordType.response, "application/http; msgtype=response", _as_http(page)))
    first = None
    for kind, content_type, content in records:
        record = WarcRecord()
        record.init_headers(kind, record_urn=f"uuid:{uuid.uuid4()}".encode())
        record.headers["Content-Type"] = content_type
        record.headers["WARC-Target-URI"] = page.final_url or page.url
        record.headers["WARC-Date"] = f"{page.fetched_at:%Y-%m-%dT%H:%M:%SZ}"
        if first is not None:
            record.headers["WARC-Concurrent-To"] = first
        first = first or record.headers["WARC-Record-ID"]
        record.set_bytes_content(content)
        plain = io.BytesIO()
        record.write(plain, checksum_data=True)
        stream.write(gzip.compress(plain.getvalue(), GZIP_LEVEL, mtime=0))


def _as_http(page: Page) -> bytes:
    """Give the page as an HTTP message. Content encodings are undone already, so none is named."""
    head = f"HTTP/1.1 {page.status} \r\n"
    if page.content_type:
        head += f"Content-Type: {page.content_type}\r\n"
    return f"{head}Content-Length: {len(page.body)}\r\n\r\n".encode("latin-1", "replace") + page.body


def _pages(file: Any) -> Iterator[Page]:
    """Read the pages that `_write_page` wrote, from where the file stands."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    about: Page | None = None
    for record in ArchiveIterator(file, parse_http=True):
        if record.record_type == WarcRecordType.metadata:
            if about is not None:
                yield about
            about = msgspec.json.decode(record.reader.read(), type=Page)
            if about.missing is not None:
                yield about
                about = None
        elif about is not None:
            yield msgspec.structs.replace(about, body=record.reader.read())
            about = None
