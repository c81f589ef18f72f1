"""Read a body while it streams: Content-Encoding undone piece by piece, never more than the cap in memory."""

import zlib

from aiohttp import ClientResponse

from scrapers.errors import Reject, Retry

ACCEPT_ENCODING = "gzip, deflate"
"""All that `read_body` can undo."""

_PIECE = 64 * 1024

_BOMB = 100
"""Times its size on the wire: markup deflates to a fifth or a tenth, a run of one byte to a thousandth."""


async def read_body(answer: ClientResponse, cap: int, first: int | None = None) -> bytes:
    """Return the decoded body of `answer`, of which aiohttp must have decoded nothing.

    With `first`, reading ends after that many decoded bytes and the rest is left where it is. Raises Reject
    `too_large` or `bomb` beyond `cap` bytes, `bad_encoding` for what cannot be decoded, and Retry
    `truncated` for a compressed stream without its end.
    """
    decoder = _decoder(answer.headers.get("Content-Encoding", ""))
    if first is None and (answer.content_length or 0) > cap:
        raise Reject("too_large", f"{answer.content_length} bytes announced")
    body = bytearray()
    wire = 0
    async for piece in answer.content.iter_chunked(_PIECE):
        wire += len(piece)
        body += decoder.decode(piece, (first or cap + 1) - len(body))
        if first is not None and len(body) >= first:
            return bytes(body)
        _check_size(len(body), wire - decoder.left, cap)
    if not decoder.ended:
        raise Retry("truncated", f"the compressed stream does not end after {wire} bytes")
    return bytes(body)


def inflate(encoding: str, data: bytes, cap: int) -> bytes:
    """Return the first `cap` bytes, at most, of a body that is whole in memory: gzip, deflate or none.

    Raises Reject `bad_encoding` for what cannot be decoded, and Retry `truncated` for a stream without its end.
    """
    decoder = _decoder(encoding)
    body = decoder.decode(data, cap)
    if not decoder.ended and len(body) < cap:
        raise Retry("truncated", f"the compressed stream does not end after {len(data)} bytes")
    return body


def _check_size(decoded: int, wire: int, cap: int) -> None:
    """Both are capped: a compressed stream can also go on for ever and hold nothing."""
    if max(decoded, wire) > cap:
        raise Reject(
            "bomb" if wire * _BOMB < decoded else "too_large", f"{wire} bytes hold {decoded} or more"
        )


class _Plain:
    """No Content-Encoding."""

    ended = True
    left = 0

    def decode(self, piece: bytes, room: int) -> bytes:
        return piece[:room]


class _Inflate:
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


def _decoder(encoding: str) -> _Plain | _Inflate:
    name = encoding.strip().lower()
    if name in ("", "identity"):
        return _Plain()
    if name in ("gzip", "x-gzip", "deflate"):
        return _Inflate(gzip=name != "deflate")
    raise Reject("bad_encoding", f"Content-Encoding {encoding}, asked for {ACCEPT_ENCODING}")
