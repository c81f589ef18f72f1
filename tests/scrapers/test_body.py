import gzip
import sys
import zlib

import brotli
import hostile_server
import pytest
from hostile_server import Hostile, page
from http_requests import LOW_LIMITS, get, refusal

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

TEXT = b"".join(b"<p>Paragraph %d</p>" % number for number in range(20_000))
PACKED = {
    "br": brotli.compress,
    "zstd": zstd.compress,
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "": gzip.compress,
}


@pytest.fixture
def web():
    with Hostile() as server:
        yield server


def packed(encoding: str, text: bytes, cut: int | None = None):
    """Answer with a text in this encoding, whole or cut; an empty name is gzip that nobody declared."""
    return page(PACKED[encoding](text)[:cut], headers={"Content-Encoding": encoding} if encoding else {})


@pytest.mark.parametrize("encoding", PACKED)
def test_every_encoding_is_undone(web, encoding):
    """Each encoding that is asked for comes out as it went in, and so does gzip without a header."""
    web.on("/a", packed(encoding, TEXT))
    assert get(web.url + "/a").body == TEXT


@pytest.mark.parametrize("encoding", PACKED)
def test_an_encoded_stream_without_its_end(web, encoding):
    """A stream that was cut off is no body."""
    web.on("/a", packed(encoding, TEXT, cut=-100))
    assert refusal(web.url + "/a").reason == "truncated"


@pytest.mark.parametrize("encoding", PACKED)
def test_bombs_are_stopped(web, encoding):
    """What unpacks to more than the cap is refused by name, and never held in memory."""
    web.on("/a", packed(encoding, b"\0" * 3_000_000))
    assert refusal(web.url + "/a", limits=LOW_LIMITS).reason == "bomb"


@pytest.mark.parametrize("encoding", ["br", "zstd"])
@pytest.mark.parametrize("body", [b"plain", b"\x28\xb5\x2f\xfd\xff\xff\xff", b"\xff" * 99])
def test_what_cannot_be_undone(web, encoding, body):
    """Bytes that are not what their header says are refused by name."""
    web.on("/a", page(body, headers={"Content-Encoding": encoding}))
    assert refusal(web.url + "/a").reason in ("bad_encoding", "truncated")


@pytest.mark.parametrize("encoding", PACKED)
def test_reading_ends_early(web, encoding):
    """Of an encoded body as many bytes are read as were asked for."""
    web.on("/a", packed(encoding, TEXT))
    assert get(web.url + "/a", first=100).body == TEXT[:100]


@pytest.mark.parametrize("encoding", PACKED)
def test_an_empty_encoded_body(web, encoding):
    """A body of no bytes is empty, whatever its header says."""
    web.on("/a", page(b"", headers={"Content-Encoding": encoding} if encoding else {}))
    assert get(web.url + "/a").body == b""


def test_frames_of_zstd_follow_each_other(web):
    """Several frames are one body, and padding after the last is ignored."""
    web.on(
        "/a",
        page(zstd.compress(b"one ") + zstd.compress(b"two") + b"\0\0", headers={"Content-Encoding": "zstd"}),
    )
    assert get(web.url + "/a").body == b"one two"


def test_zstd_that_no_header_declares(web):
    """It is known by how it starts, as gzip is."""
    web.on("/a", page(zstd.compress(TEXT)))
    assert get(web.url + "/a").body == TEXT


@pytest.mark.parametrize("body", [b"\x28\xb5\x2f", b"\x1f", b"\x1f\x8b", b"\x1fx", b"x"])
def test_a_plain_body_that_starts_as_gzip_does(web, body):
    """The first bytes of gzip alone are no gzip: they are the body."""
    web.on("/a", page(body))
    assert get(web.url + "/a").body == body


@pytest.mark.parametrize("encoding", PACKED)
def test_encoded_bodies_byte_by_byte(web, encoding):
    """Decoding does not depend on where the network cuts the stream."""
    content = PACKED[encoding](b"<p>Fine</p>" * 9)
    told = f"Content-Encoding: {encoding}\r\n" if encoding else ""
    sent = f"HTTP/1.1 200 OK\r\nContent-Length: {len(content)}\r\n{told}\r\n".encode() + content
    web.on("/a", hostile_server.byte_by_byte(sent, every=0, head=False))
    assert get(web.url + "/a").body == b"<p>Fine</p>" * 9
