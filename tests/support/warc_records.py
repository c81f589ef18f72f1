"""WARC records written byte by byte, as no library would write them, and files made of them."""

import gzip
import zlib
from collections.abc import Callable, Sequence

HTML = b"text/html; charset=utf-8"


def record(block: bytes, kind: str = "response", url: str = "https://old.example/1", **headers: str) -> bytes:
    """Return a record; `headers` replace the usual ones, or take them away where empty (Content_Length="")."""
    lines = {
        "WARC-Type": kind,
        "WARC-Target-URI": url,
        "WARC-Date": "2021-05-05T10:00:00Z",
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(block)),
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value)
    return f"WARC/1.1\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def answer(body: bytes, *headers: str, status: str = "200 OK", content_type: str = "text/html") -> bytes:
    """Return an HTTP message."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {content_type}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def chunked(body: bytes, size: int = 100) -> bytes:
    """Return a body in chunks."""
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def raw_deflate(body: bytes) -> bytes:
    """Return a body deflated without the wrapper of zlib."""
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


def _in_blocks(records: Sequence[bytes]) -> bytes:
    whole = b"".join(records)
    return b"".join(gzip.compress(whole[at : at + 300]) for at in range(0, len(whole), 300))


FORMS: dict[str, Callable[[Sequence[bytes]], bytes]] = {
    "plain": b"".join,
    "a gzip member a record": lambda records: b"".join(map(gzip.compress, records)),
    "one gzip member": lambda records: gzip.compress(b"".join(records)),
    "gzip blocks": _in_blocks,
}
"""The ways in which WARC files are packed."""
