"""The page of a record: headers are believed only where the body agrees with them."""

import gzip
import io
import zlib

import brotli
import pytest
from fastwarc.stream_io import ZstdWriter
from warc_records import answer, chunked, raw_deflate, record

from wirewatch.warc import Record, read_records
from wirewatch.warc_pages import MAX_BYTES, NoPage, WarcPage, page_of

PAGE = (
    "<html><title>Ministry</title>" + "<p>Каждый абзац — о Талибане, déjà vu.</p>" * 40 + "</html>"
).encode()
CHUNKED, LENGTH = "Transfer-Encoding: chunked", "Content-Length: %d"


def zstd(body: bytes) -> bytes:
    """Return a body packed by zstd."""
    stream = io.BytesIO()
    packer = ZstdWriter(stream)
    packer.write(body)
    packer.close()
    return stream.getvalue()


def read_page(raw: bytes) -> WarcPage:
    """Return the page of the one record that stands in these bytes."""
    (found,) = read_records(io.BytesIO(raw))
    assert isinstance(found, Record)
    return page_of(found)


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        pytest.param(PAGE, (), id="as it is"),
        pytest.param(chunked(PAGE), (CHUNKED,), id="chunked"),
        pytest.param(PAGE, (CHUNKED,), id="said to be chunked"),
        pytest.param(chunked(PAGE)[:-5], (CHUNKED,), id="chunked without the last chunk"),
        pytest.param(gzip.compress(PAGE), ("Content-Encoding: gzip",), id="gzip"),
        pytest.param(PAGE, ("Content-Encoding: gzip",), id="said to be gzip"),
        pytest.param(PAGE, (CHUNKED, "Content-Encoding: gzip"), id="said to be gzip in chunks"),
        pytest.param(chunked(gzip.compress(PAGE)), (CHUNKED, "Content-Encoding: gzip"), id="gzip in chunks"),
        pytest.param(
            gzip.compress(PAGE), (CHUNKED, "Content-Encoding: gzip"), id="gzip, said to be in chunks"
        ),
        pytest.param(chunked(PAGE), (CHUNKED, "Content-Encoding: br"), id="chunks of text, said to be br"),
        pytest.param(zlib.compress(PAGE), ("Content-Encoding: deflate",), id="deflate"),
        pytest.param(raw_deflate(PAGE), ("Content-Encoding: deflate",), id="raw deflate"),
        pytest.param(PAGE, ("Content-Encoding: deflate",), id="said to be deflate"),
        pytest.param(brotli.compress(PAGE), ("Content-Encoding: br",), id="br"),
        pytest.param(PAGE, ("Content-Encoding: br",), id="said to be br"),
        pytest.param(zstd(PAGE), ("Content-Encoding: zstd",), id="zstd"),
        pytest.param(PAGE, ("Content-Encoding: zstd",), id="said to be zstd"),
        pytest.param(
            gzip.compress(brotli.compress(PAGE)), ("Content-Encoding: br, gzip",), id="two encodings"
        ),
        pytest.param(PAGE, ("Content-Encoding: x-ours",), id="an encoding of their own"),
        pytest.param(PAGE, (LENGTH % 5,), id="too short a length"),
        pytest.param(PAGE, (LENGTH % 10**9,), id="too long a length"),
        pytest.param(PAGE, ("Content-Length: none", "no header at all"), id="headers that are none"),
        pytest.param(
            gzip.compress(PAGE), (LENGTH % len(PAGE), "Content-Encoding: gzip"), id="the decoded length"
        ),
        pytest.param(
            PAGE.decode().encode("utf-16"), ("Content-Encoding: gzip",), id="UTF-16, said to be gzip"
        ),
    ],
)
def test_a_page_is_read_whatever_its_headers_say(body: bytes, headers: tuple[str, ...]) -> None:
    """Chunks and encodings are undone where they are there, and only then; a length is never believed."""
    page = read_page(record(answer(body, *headers)))
    assert page.body in (PAGE, PAGE.decode().encode("utf-16"))
    assert (page.url, page.content_type, f"{page.at:%Y-%m-%d %H}") == (
        "https://old.example/1",
        "text/html",
        "2021-05-05 10",
    )


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (record(b"GET / HTTP/1.1\r\n\r\n", "request"), "request"),
        (record(b"software: x\r\n", "warcinfo"), "warcinfo"),
        (record(b"{}", "metadata"), "metadata"),
        (record(answer(b""), "revisit"), "revisit"),
        (record(b"", "continuation"), "other_record"),
        (record(answer(PAGE), ""), "other_record"),
        (record(answer(b"%PDF", content_type="application/pdf")), "not_html"),
        (record(answer(PAGE, status="404 Not Found")), "not_200"),
        (record(answer(PAGE), url="urn:pageinfo:x"), "bad_url"),
        (record(answer(PAGE), url=""), "bad_url"),
        (record(PAGE), "not_http"),
        (record(b""), "not_http"),
        (record(answer(gzip.compress(PAGE)[:-20], "Content-Encoding: gzip")), "bad_encoding"),
        (record(answer(brotli.compress(PAGE)[:-20], "Content-Encoding: br")), "bad_encoding"),
    ],
)
def test_what_is_no_page_has_its_reason(raw: bytes, reason: str) -> None:
    """A record without a page that could be an article is named by one word."""
    with pytest.raises(NoPage, match=f"^{reason}$"):
        read_page(raw)


def test_a_resource_is_a_page_without_http() -> None:
    """A record of type `resource` holds its page as it is; one of another type than text is none."""
    assert read_page(record(PAGE, "resource", Content_Type="text/html")).body == PAGE
    with pytest.raises(NoPage, match="not_html"):
        read_page(record(b"GIF89a", "resource", Content_Type="image/gif"))


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate", "zstd"])
def test_a_body_that_grows_without_end_is_cut(encoding: str) -> None:
    """A small body that unpacks to much more than a page may have costs no more memory than that."""
    pack = {"gzip": gzip.compress, "br": brotli.compress, "deflate": zlib.compress, "zstd": zstd}[encoding]
    packed = pack(b"<p>" + bytes(3 * MAX_BYTES))
    body = read_page(record(answer(packed, f"Content-Encoding: {encoding}"))).body
    assert 0.8 * MAX_BYTES <= len(body) <= MAX_BYTES


@pytest.mark.parametrize("text", ["", "yesterday", "2021-13-40T00:00:00Z", "20210505100000"])
def test_a_date_that_cannot_be_read_costs_no_page(text: str) -> None:
    """Without a readable date a page has none."""
    assert read_page(record(answer(PAGE), WARC_Date=text)).body == PAGE
