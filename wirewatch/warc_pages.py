"""The page in a record of anybody's WARC file, or why there is none that could be an article.

Crawlers store answers as they came or with encodings undone, and leave the headers as they were in both cases. So a
header is believed only where the body agrees with it.
"""

import io
import re
from datetime import UTC, datetime
from typing import NamedTuple

from processors.page.pdf import is_pdf
from scrapers.body import inflate
from scrapers.errors import ScrapeError
from scrapers.urls import canonicalize
from wirewatch.warc import Record, parse_headers

PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
MAX_BYTES = 10 * 1024 * 1024
"""Of one page, as the fetcher's."""
BODY_OF_TYPE = {"response": True, "resource": False}
"""The types of records that hold a page, and whether an HTTP message is around it."""
STATUS_LINE = re.compile(rb"HTTP/\d(?:\.\d)? +(\d{3})")
HEAD_END = re.compile(rb"\r?\n\r?\n")
CHUNK = re.compile(rb"\s*([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
"""What no text has but one in UTF-16. ESC is left out: ISO-2022-JP is full of it."""
ENCODINGS = ("gzip", "x-gzip", "deflate", "br", "zstd")


class WarcPage(NamedTuple):
    """One page of a WARC file."""

    url: str
    at: datetime | None
    """When it was fetched, in UTC, where the record says so."""
    content_type: str
    body: bytes


class NoPage(Exception):
    """A record without a page that could be an article; its one argument is the reason, in a word."""

    def __str__(self) -> str:
        """Return the reason."""
        return str(self.args[0])


def page_of(record: Record) -> WarcPage:
    """Return the page of a record. Raises NoPage."""
    kind = (record.headers["WARC-Type"] or "").lower()
    if kind not in BODY_OF_TYPE:
        raise NoPage(kind if kind in ("request", "metadata", "warcinfo", "revisit") else "other_record")
    url = (record.headers["WARC-Target-URI"] or "").strip(" <>")
    try:
        canonicalize(url)
    except ScrapeError:
        raise NoPage("bad_url") from None
    content_type = record.headers["Content-Type"] or ""
    body = record.block
    if BODY_OF_TYPE[kind]:
        content_type, body = _read_http(record.block)
    if not is_pdf(body) and content_type.partition(";")[0].strip().lower() not in PAGE_TYPES:
        raise NoPage("not_html")
    return WarcPage(url, _moment(record.headers["WARC-Date"]), content_type, body[:MAX_BYTES])


def _read_http(message: bytes) -> tuple[str, bytes]:
    """Return the type and the decoded body of an HTTP message of status 200."""
    status = STATUS_LINE.match(message)
    end = HEAD_END.search(message)
    if status is None or end is None:
        raise NoPage("not_http")
    if status[1] != b"200":
        raise NoPage("not_200")
    head, body = message[: end.start()], message[end.end() :]
    headers = parse_headers(head.partition(b"\n")[2], "latin-1")
    if "chunked" in (headers["Transfer-Encoding"] or "").lower():
        body = _join_chunks(body)
    for encoding in reversed((headers["Content-Encoding"] or "").lower().split(",")):
        body = _decode(encoding.strip(), body)
    return headers["Content-Type"] or "", body


def _join_chunks(body: bytes) -> bytes:
    """Return what stands in chunks, as far as they go; the body itself where it does not begin with one."""
    joined, at = bytearray(), 0
    while (size := CHUNK.match(body, at)) and int(size[1], 16):
        end = size.end() + int(size[1], 16)
        if not joined and body[end : end + 1] not in (b"\r", b"\n", b""):
            return body  # a text that happens to begin with a number
        joined += body[size.end() : end]
        at = end
    return bytes(joined) or body


def _decode(encoding: str, body: bytes) -> bytes:
    """Return the body with an encoding undone, or as it is where that was done before."""
    if encoding not in ENCODINGS or not BINARY.search(body[:1000]):
        return body
    try:
        if encoding in ("br", "zstd"):
            return _read_stream(encoding, body)
        return inflate(encoding, body, MAX_BYTES)
    except (ScrapeError, OSError):
        if b"\0<\0" in body[:1000] or b"<\0" in body[:1000]:
            return body  # UTF-16, which no encoding ever was around
        raise NoPage("bad_encoding") from None


def _read_stream(encoding: str, body: bytes) -> bytes:
    from fastwarc.stream_io import BrotliReader, ZstdReader

    reader = (BrotliReader if encoding == "br" else ZstdReader)(io.BytesIO(body))
    read = bytearray()
    while len(read) < MAX_BYTES and (piece := reader.read(MAX_BYTES - len(read))):
        read += piece
    return bytes(read)


def _moment(text: str | None) -> datetime | None:
    try:
        at = datetime.fromisoformat((text or "").strip())
        return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
