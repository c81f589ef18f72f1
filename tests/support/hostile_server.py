"""A web server on loopback that misbehaves on demand: the outside world of every test.

    with Hostile() as web:
        web.serve("/a", "<p>Fine</p>")                                  # a good page
        web.on("/b", status(503), page("<p>Second time</p>"))           # a sequence; its last answer repeats
        web.on("/c", redirect("/a"))
        web.on("/hook", status(500), status(204))                       # a webhook's receiver
        ... ask web.url + "/a" ...
        web.requests[0].headers["user-agent"]                           # and read what was asked
        web.posts_to("/hook")[0].body

An answer is an async function of (Request, StreamWriter) that writes bytes as it likes; the functions below
make them. The server runs in a thread with an event loop of its own, so synchronous tests can use it. It
listens on 127.0.0.1 and, where the machine has it, on ::1 at the same port. Paths that nobody set are 404.
"""

import asyncio
import contextlib
import gzip
import itertools
import socket
import ssl
import struct
import threading
import zlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from urllib.parse import urlsplit

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Request:
    """What was asked. Header names are in lower case."""

    method: str
    target: str
    """Path and query."""
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def path(self) -> str:
        """The target without its query."""
        return urlsplit(self.target).path


Answer = Callable[[Request, asyncio.StreamWriter], Awaitable[None]]


class HangUp(Exception):
    """Raised by an answer that wants its connection closed."""


@dataclass
class _AnswerSequence:
    answers: tuple[Answer, ...]
    used: int = 0

    def next(self) -> Answer:
        self.used += 1
        return self.answers[min(self.used, len(self.answers)) - 1]


class Hostile:
    """The server. `tls` serves https with that context; `also` names more addresses of this machine to listen on."""

    def __init__(self, tls: ssl.SSLContext | None = None, also: Sequence[str] = ()) -> None:
        self.requests: list[Request] = []
        """Every request so far, in order."""
        self.most_at_once = 0
        """How many requests were under way at the same time, at most."""
        self._tls = tls
        self._also = also
        self._plays: dict[str, _AnswerSequence] = {}
        self._under_way = 0
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._main()), daemon=True)

    def __enter__(self) -> "Hostile":
        """Start listening."""
        self._sockets = _listen(self._also)
        self.port: int = self._sockets[0].getsockname()[1]
        self.url = f"http{'s' if self._tls else ''}://127.0.0.1:{self.port}"
        """Scheme, address and port, without a slash at the end."""
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Drop every connection and stop."""
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    def on(self, target: str, *answers: Answer) -> None:
        """Answer requests for `target` (a path, or a path with its query) in this order; the last repeats."""
        self._plays[target] = _AnswerSequence(answers)

    def serve(
        self,
        target: str,
        body: str | bytes = b"",
        content_type: str | None = HTML,
        status: int = 200,
        headers: Mapping[str, str] = {},
    ) -> str:
        """Answer `target` with this page, always; return its URL."""
        self.on(target, page(body, content_type, status, headers))
        return self.url + target

    def requests_for(self, path: str) -> list[Request]:
        """Return the requests for `path`, with any query."""
        return [request for request in self.requests if request.path == path]

    def posts_to(self, path: str) -> list[Request]:
        """Return the POST requests to `path`."""
        return [request for request in self.requests_for(path) if request.method == "POST"]

    async def _main(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stop = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        servers = [await asyncio.start_server(self._begin, sock=one, ssl=self._tls) for one in self._sockets]
        self._ready.set()
        await self._stop.wait()
        for server in servers:
            server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _begin(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._connection(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with contextlib.suppress(HangUp, OSError, EOFError, asyncio.LimitOverrunError):
                while request := await _read(reader):
                    await self._answer(request, writer)
                writer.write(_head(400, {"Connection": "close"}))
            writer.close()
        finally:
            if not writer.is_closing():
                writer.transport.abort()

    async def _answer(self, request: Request, writer: asyncio.StreamWriter) -> None:
        self.requests.append(request)
        self._under_way += 1
        self.most_at_once = max(self.most_at_once, self._under_way)
        play = self._plays.get(request.target) or self._plays.get(request.path)
        try:
            await (play.next() if play else status(404))(request, writer)
            await writer.drain()
        finally:
            self._under_way -= 1


# Good answers, and plain refusals


def page(
    body: str | bytes = b"",
    content_type: str | None = HTML,
    status: int = 200,
    headers: Mapping[str, str] = {},
) -> Answer:
    """Answer honestly; text is sent in UTF-8, and `content_type` None sends no Content-Type."""
    content = body.encode() if isinstance(body, str) else body
    lines = {"Content-Type": content_type} if content_type is not None else {}
    return raw(_head(status, {**lines, "Content-Length": str(len(content)), **headers}) + content)


def status(code: int, headers: Mapping[str, str] = {}) -> Answer:
    """Answer with this status and a short page."""
    return page("" if code in (204, 304) else f"<p>Status {code}</p>", HTML, code, headers)


def redirect(to: str, code: int = 302) -> Answer:
    """Redirect to `to`, written as it stands: relative, looping, file:// or private."""
    return status(code, {"Location": to})


def rate_limited(retry_after: str) -> Answer:
    """Answer 429 with this Retry-After: seconds, an HTTP date, or nonsense."""
    return status(429, {"Retry-After": retry_after})


def compressed(body: str | bytes, encoding: str = "gzip") -> Answer:
    """Answer in gzip, deflate, or `raw` (deflate without zlib's wrapper, as some servers send it)."""
    content = body.encode() if isinstance(body, str) else body
    wbits = {"gzip": 31, "deflate": 15, "raw": -15}[encoding]
    packer = zlib.compressobj(wbits=wbits)
    packed = packer.compress(content) + packer.flush()
    return page(packed, headers={"Content-Encoding": "gzip" if encoding == "gzip" else "deflate"})


def conditional(body: str | bytes, etag: str, content_type: str = HTML) -> Answer:
    """Answer 304 to the right If-None-Match, and the page with its ETag to anything else."""

    async def answer(request: Request, writer: asyncio.StreamWriter) -> None:
        match = request.headers.get("if-none-match") == etag
        answer = status(304, {"ETag": etag}) if match else page(body, content_type, headers={"ETag": etag})
        await answer(request, writer)

    return answer


# Lies


def restless_etag(body: str | bytes, content_type: str = HTML) -> Answer:
    """Answer the same page under another ETag each time."""
    times = itertools.count(1)

    async def answer(request: Request, writer: asyncio.StreamWriter) -> None:
        await page(body, content_type, headers={"ETag": f'"{next(times)}"'})(request, writer)

    return answer


def wrong_charset(text: str, actual: str, declared: str) -> Answer:
    """Answer text in the encoding `actual`, declared as another."""
    return page(text.encode(actual), f"text/html; charset={declared}")


def truncated(body: str | bytes, missing: int = 100) -> Answer:
    """Announce `missing` bytes more than are sent, then hang up."""
    content = body.encode() if isinstance(body, str) else body
    head = _head(200, {"Content-Type": HTML, "Content-Length": str(len(content) + missing)})
    return raw(head + content, hang_up=True)


def broken_gzip() -> Answer:
    """Answer bytes that begin like gzip and are not."""
    return page(
        gzip.compress(b"<p>Fine</p>" * 100)[:10] + b"\xff" * 200, headers={"Content-Encoding": "gzip"}
    )


def cut_gzip(body: bytes) -> Answer:
    """Answer a gzip stream without its end, with a Content-Length that agrees."""
    return page(gzip.compress(body)[:-20], headers={"Content-Encoding": "gzip"})


# Too much


class Flood:
    """Answer with `size` zeros; `announce` sends a Content-Length.

    `sent` counts those that went out. Of these, the machine's own buffers hold tens of megabytes that the
    other side has not read: compare it with a `size` of hundreds.
    """

    def __init__(self, size: int, announce: bool = False, content_type: str = HTML) -> None:
        self.size = size
        self.sent = 0
        self._headers = {"Content-Type": content_type, "Connection": "close"}
        if announce:
            self._headers["Content-Length"] = str(size)

    async def __call__(self, _: Request, writer: asyncio.StreamWriter) -> None:
        """Write until everything is sent or the other side has gone."""
        writer.write(_head(200, self._headers))
        while self.sent < self.size:
            piece = min(65536, self.size - self.sent)
            writer.write(bytes(piece))
            await writer.drain()
            self.sent += piece
        raise HangUp


def gzip_bomb(megabytes: int = 4096) -> Answer:
    """Answer about a thousandth of `megabytes` on the wire, which inflates to all of them.

    The stream is one block of zeros many times over; its checksum is wrong, which only who reads to its
    end can tell.
    """
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(bytes(1024 * 1024)) + packer.flush(zlib.Z_FULL_FLUSH)
    body = b"\x1f\x8b\x08" + bytes(6) + b"\xff" + block * megabytes + packer.flush() + bytes(8)
    return page(body, headers={"Content-Encoding": "gzip"})


def long_header(size: int) -> Answer:
    """Answer with one header of `size` bytes."""
    return page("<p>Fine</p>", headers={"X-Long": "x" * size})


async def endless_headers(request: Request, writer: asyncio.StreamWriter) -> None:
    """Send short headers for ever."""
    writer.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        writer.write(b"X-More: and more\r\n" * 100)
        await writer.drain()


# Too slow, and too short


def byte_by_byte(body: bytes, every: float = 0.02, head: bool = True) -> Answer:
    """Send `body` one byte every so many seconds, after honest headers or (without `head`) as raw bytes."""

    async def answer(request: Request, writer: asyncio.StreamWriter) -> None:
        if head:
            writer.write(_head(200, {"Content-Type": HTML, "Content-Length": str(len(body))}))
        for byte in body:
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.sleep(every)

    return answer


def delayed(answer: Answer, seconds: float) -> Answer:
    """Wait, then give `answer`."""

    async def later(request: Request, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(seconds)
        await answer(request, writer)

    return later


async def never_answer(request: Request, writer: asyncio.StreamWriter) -> None:
    """Never answer."""
    await asyncio.Event().wait()


async def close_connection(request: Request, writer: asyncio.StreamWriter) -> None:
    """Close the connection without an answer."""
    raise HangUp


def reset(body: bytes = b"<p>Half") -> Answer:
    """Send the beginning of a longer page, then reset the connection (RST)."""

    async def answer(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(_head(200, {"Content-Type": HTML, "Content-Length": str(len(body) + 100)}) + body)
        await writer.drain()
        connection = writer.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        writer.transport.abort()
        raise HangUp

    return answer


def raw(content: bytes, hang_up: bool = False) -> Answer:
    """Send these bytes as they are, and close the connection after them if asked to."""

    async def answer(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(content)
        await writer.drain()
        if hang_up:
            raise HangUp

    return answer


# The server's own needs


def _head(code: int, headers: Mapping[str, str]) -> bytes:
    lines = [f"HTTP/1.1 {code} {code}", *(f"{name}: {value}" for name, value in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


async def _read(reader: asyncio.StreamReader) -> Request | None:
    head = await reader.readexactly(1)
    if not head.isalpha():
        return None  # A TLS handshake, most likely.
    head += await reader.readuntil(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").strip().split("\r\n")
    method, target, _ = first.split(" ")
    pairs = (line.split(":", 1) for line in lines)
    headers = {name.lower(): value.strip() for name, value in pairs}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Request(method, target, headers, body)


def _listen(also: Sequence[str]) -> list[socket.socket]:
    first = socket.create_server(("127.0.0.1", 0))
    port = first.getsockname()[1]
    more = [socket.create_server((one, port)) for one in also if one != "127.0.0.1"]
    with contextlib.suppress(OSError):
        more.append(socket.create_server(("::1", port), family=socket.AF_INET6))
    return [first, *more]
