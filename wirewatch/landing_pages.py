"""A page as the landing zone keeps it: two WARC records, each a gzip member of its own.

A `metadata` record has all that is known of the page, as JSON; its `response` record follows where there is a page.
"""

import gzip
import io
import uuid
from typing import BinaryIO

import msgspec

from scrapers.records import Page
from wirewatch.warc import Record, read_records

GZIP_LEVEL = 6


class DamagedPage(Exception):
    """What stands there is not the page that was written there; says why."""


def write_page(stream: io.BytesIO, page: Page) -> None:
    """Write a page to the end of a stream."""
    from fastwarc.warc import WarcRecord, WarcRecordType

    about = msgspec.json.encode(msgspec.structs.replace(page, body=b"", feed=page.feed.without_login()))
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


def read_page(file: BinaryIO) -> Page:
    """Read the page that begins where the file stands. Raises DamagedPage, and OSError where nothing can be read."""
    records = (found if isinstance(found, Record) else _raise(found.why) for found in read_records(file))
    about = next(records, None)
    if about is None:
        raise DamagedPage("the file ends before it")
    try:
        page = msgspec.json.decode(about.block, type=Page)
    except msgspec.MsgspecError as error:
        raise DamagedPage(f"what is known of the page cannot be read: {error}") from None
    if page.missing is not None:
        return page
    answer = next(records, None)
    # Another page's would stand in for one that is lost.
    if answer is None or answer.headers["WARC-Concurrent-To"] != about.headers["WARC-Record-ID"]:
        raise DamagedPage("its answer is missing")
    return msgspec.structs.replace(page, body=answer.block.partition(b"\r\n\r\n")[2])


def _raise(why: str) -> Record:
    raise DamagedPage(why)


def _as_http(page: Page) -> bytes:
    """Give the page as an HTTP message. Content encodings are undone already, so none is named."""
    head = f"HTTP/1.1 {page.status} \r\n"
    if page.content_type:
        head += f"Content-Type: {page.content_type}\r\n"
    return f"{head}Content-Length: {len(page.body)}\r\n\r\n".encode("latin-1", "replace") + page.body
