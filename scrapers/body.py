"""Read a body while it streams: Content-Encoding undone piece by piece, never more than the cap in memory."""

import sys
import zlib
from collections.abc import Callable
from typing import Protocol

import brotli
from aiohttp import ClientResponse

from scrapers.errors import Reject, Retry

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ACCEPT_ENCODING = "gzip, deflate, br, zstd"
"""All that `read_body` can undo."""

_PIECE = 64 * 1024

_BOMB = 100
"""Times its size on the wire: markup deflates to a fifth or a tenth, a run of one byte to a thousandth."""


START = 4_000
"""Bytes by which a `Sink` is chosen; a shorter body is never given to one."""


class Sink(Protocol):
    """What takes a body piece by piece while it comes, so that it need not be kept as it is."""

    most: int
    """Bytes of the decoded body that it takes; beyond them the body is refused."""

    def feed(self, data: bytes) -> None:
        """Take the next piece."""


Choose = Callable[[bytes], Sink | None]
"""Given the start of a body, gives what reads it, or None where it is kept as ever."""


async def read_body(
    answer: ClientResponse, cap: int, first: int | None = None, choose: Choose | None = None
) -> bytes:
    """Return the decoded body of `answer`, of which aiohttp must have decoded nothing.

    With `first`, reading ends after that many decoded bytes and the rest is left where it is. Raises Reject
    `too_large` or `bomb` beyond `cap` bytes, `bad_encoding` for what cannot be decoded, and Retry
    `truncated` for a compressed stream without its end. What `choose` gives reads the body, up to a cap of its own:
    nothing is returned then.
    """
    decoder = _decoder(answer.headers.get("Content-Encoding", ""))
    if first is None and choose is None and (answer.content_length or 0) > cap:
        raise Reject("too_large", f"{answer.content_length} bytes announced")
    body, sink = bytearray(), None
    wire = read = 0
    async for piece in answer.content.iter_chunked(_PIECE):
        wire += len(piece)
        data = decoder.decode(piece, (first or cap + 1) - read)
        read += len(data)
        body += data
        if first is not None and read >= first:
            return bytes(body)
        if choose and len(body) >= START:
            _check_size(read, wire - decoder.left, cap)  # what one piece held beyond that was not decoded
            sink, choose = choose(bytes(body[:START])), None
            if sink is None and (answer.content_length or 0) > cap:
                raise Reject("too_large", f"{answer.content_length} bytes announced")
            cap = sink.most if sink else cap
        _check_size(read, wire - decoder.left, cap)
        if sink:
            sink.feed(bytes(body))
            body.clear()
    if not decoder.ended:
        raise Retry("truncated", f"the compressed stream does not end after {wire} bytes")
    return bytes(body) + decoder.rest()


def inflate(encoding: str, data: bytes, cap: int) -> bytes:
    """Return the first `cap` bytes, at most, of a body that is whole in memory: gzip, deflate or none.

    Raises Reject `bad_encoding` for what cannot be decoded, and Retry `truncated` for a stream without its end.
    """
    decoder = _decoder(encoding)
    body = decoder.decode(data, cap)
    if not decoder.ended and len(body) < cap:
        raise Retry("truncated", f"the compressed stream does not end after {len(data)} bytes")
    return body + decoder.rest()


def _check_size(decoded: int, wire: int, cap: int) -> None:
    """Both are capped: a compressed stream can also go on for ever and hold nothing."""
    if max(decoded, wire) > cap:
        raise Reject(
            "bomb" if wire * _BOMB < decoded else "too_large", f"{wire} bytes hold {decoded} or more"
        )


class _Decoder:
    """What the decoders share: by default nothing waits when the body has ended."""

    def rest(self) -> bytes:
        return b""


class _Plain(_Decoder):
    """No Content-Encoding."""

    ended = True
    left = 0

    def decode(self, piece: bytes, room: int) -> bytes:
        return piece[:room]


class _Undeclared(_Decoder):
    """No Content-Encoding is told; what starts as gzip or zstd does is that all the same, as some servers send it."""

    def __init__(self) -> None:
        self._head: bytes | None = b""
        self._inside: _Plain | _Inflate | _Zstd = _Plain()

    @property
    def ended(self) -> bool:
        return self._inside.ended

    @property
    def left(self) -> int:
        return self._inside.left

    def decode(self, piece: bytes, room: int) -> bytes:
        """Return at most `room` decoded bytes; the first ones may wait for those that follow."""
        if self._head is None:
            return self._inside.decode(piece, room)
        data = self._head + piece
        if any(len(data) < len(start) and start.startswith(data) for start in (GZIP, _FRAME)):
            self._head = data
            return b""
        self._head = None
        if data.startswith(GZIP):
            self._inside = _Inflate(gzip=True)
        elif data.startswith(_FRAME):
            self._inside = _Zstd()
        return self._inside.decode(data, room)

    def rest(self) -> bytes:
        """Return what still waits when the body has ended."""
        return self._head or b""


GZIP = b"\x1f\x8b\x08"
"""Where a gzip member begins: RFC 1952, 2.3.1, with the only method that there is."""


class _Brotli(_Decoder):
    """br: RFC 7932."""

    def __init__(self) -> None:
        self._stream = brotli.Decompressor()
        self._begun = False
        self.left = 0

    @property
    def ended(self) -> bool:
        return not self._begun or self._stream.is_finished()

    def decode(self, piece: bytes, room: int) -> bytes:
        """Return at most `room` decoded bytes. What was cut off is not needed: the body is full."""
        if self._begun and self._stream.is_finished():
            self.left = len(piece)
            return b""
        self._begun = self._begun or bool(piece)
        try:
            out = bytearray(self._stream.process(piece, output_buffer_limit=room))
            while len(out) < room and not (self._stream.is_finished() or self._stream.can_accept_more_data()):
                out += self._stream.process(b"", output_buffer_limit=room - len(out))
        except brotli.error as error:
            raise Reject("bad_encoding", str(error)) from error
        return bytes(out[:room])


class _Zstd(_Decoder):
    """zstd with any number of frames: RFC 8878."""

    def __init__(self) -> None:
        self._stream: zstd.ZstdDecompressor | None = None
        self.left = 0

    @property
    def ended(self) -> bool:
        return self._stream is None or self._stream.eof

    def decode(self, piece: bytes, room: int) -> bytes:
        """Return at most `room` decoded bytes; `left` counts the bytes that were not needed."""
        data, out = piece, bytearray()
        while len(out) < room and (data or (self._stream and not self._stream.needs_input)):
            if self._stream is None or self._stream.eof:
                if self._stream and not data.startswith(_FRAME):
                    break  # padding after the end
                self._stream = zstd.ZstdDecompressor(
                    options={zstd.DecompressionParameter.window_log_max: _WINDOW}
                )
            try:
                out += self._stream.decompress(data, max_length=room - len(out))
            except zstd.ZstdError as error:
                raise Reject("bad_encoding", str(error)) from error
            data = self._stream.unused_data if self._stream.eof else b""
            if self._stream.eof and not data:
                break
        self.left = len(data)
        return bytes(out)


_FRAME = b"\x28\xb5\x2f\xfd"
"""Where a frame of zstd begins: RFC 8878, 3.1.1. Brotli (RFC 7932) has no such mark."""
_WINDOW = 23
"""Power of two of the bytes that a decoder has to keep: 8 MiB, as RFC 9659 asks of HTTP."""


class _Inflate(_Decoder):
    """gzip with any number of members, or deflate with or without its zlib wrapper."""

    def __init__(self, gzip: bool) -> None:
        self._gzip = gzip
        self._stream: zlib._Decompress | None = None
        self._head = b""
        self.left = 0

    @property
    def ended(self) -> bool:
        """Whether the stream is complete; one that never began is an empty body."""
        return self._stream.eof if self._stream else not self._head

    def decode(self, piece: bytes, room: int) -> bytes:
        """Return at most `room` (1 or more) decoded bytes; `left` counts the bytes that were not needed."""
        data, out = self._head + piece, bytearray()
        self._head = b""
        while data and len(out) < room:
            stream = self._stream_at(data)
            if stream is None:
                break
            try:
                out += stream.decompress(data, room - len(out))
            except zlib.error as error:
                raise Reject("bad_encoding", str(error)) from error
            data = stream.unused_data if stream.eof else stream.unconsumed_tail
        self.left = len(data)
        return bytes(out)

    def _stream_at(self, data: bytes) -> "zlib._Decompress | None":
        """Return the stream that `data` continues or begins; None where it does neither."""
        if self._stream and not self._stream.eof:
            return self._stream
        if len(data) < 2:
            self._head = data
            return None
        if self._stream and not (self._gzip and data.startswith(b"\x1f\x8b")):
            return None  # Padding after the end, which browsers ignore too.
        # By "deflate" RFC 9110 means zlib's wrapper (RFC 1950, 2.2); some servers send the bare stream.
        wrapped = data[0] & 15 == 8 and int.from_bytes(data[:2]) % 31 == 0
        self._stream = zlib.decompressobj(31 if self._gzip else 15 if wrapped else -15)
        return self._stream


def _decoder(encoding: str) -> _Undeclared | _Inflate | _Brotli | _Zstd:
    name = encoding.strip().lower()
    if name in ("", "identity"):
        return _Undeclared()
    if name == "br":
        return _Brotli()
    if name == "zstd":
        return _Zstd()
    if name in ("gzip", "x-gzip", "deflate"):
        return _Inflate(gzip=name != "deflate")
    raise Reject("bad_encoding", f"Content-Encoding {encoding}, asked for {ACCEPT_ENCODING}")
