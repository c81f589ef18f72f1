"""A limit on the time and the size of an answer, for code of others that calls `requests` by itself.

    with limit_requests(seconds=30, size=100_000) as answer:
        requests.post(...)                                # in this thread, by whatever code
    answer.status, answer.text                            # what came, as far as it was read
    limit_requests(..., headers_of=sign)                  # gives each body more headers, just before it is sent

Apprise's services read an answer whole, and the timeout that they give to requests is for each piece of it: a
server that sends a byte a second, or a hundred megabytes, would hold a channel for as long as it likes. Outside of
`limit_requests` requests behaves as ever. An answer that is cut off keeps its status, and the bytes that were read.
"""

import contextlib
import re
import socket
from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from threading import Timer
from typing import Any

import requests.sessions
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

HeadersOf = Callable[[bytes], Mapping[str, str]]
"""Gives what a request carries besides, by its body."""
CHUNK_BYTES = 16_384
LONGEST_WAIT = timedelta(days=1)
"""What a server asks for beyond that is not heeded."""
_WAIT_IN_BODY = re.compile(r'"retry_after"\s*:\s*"?(\d+(?:\.\d+)?)')
"""Where Telegram says it, and Discord too."""


class Answer:
    """The answers to one piece of work: `status` and `text` are the last one's; `timed_out` when time ran out."""

    def __init__(self, size: int, headers_of: HeadersOf | None = None) -> None:
        self.headers_of = headers_of
        self.status: int | None = None
        self.text = ""
        self.timed_out = False
        self.after: timedelta | None = None
        """How long the last answer asks us to wait."""
        self._left = size
        self._sockets: list[socket.socket] = []

    def add_connection(self, opened: socket.socket) -> None:
        """Keep a connection in reach. Its double is what stays when TLS takes the socket over."""
        self._sockets.append(opened.dup())
        if self.timed_out:
            self.disconnect()

    def disconnect(self) -> None:
        """End every connection, also under a thread that waits for one."""
        self.timed_out = True
        for held in self._sockets:
            with contextlib.suppress(OSError):
                held.shutdown(socket.SHUT_RDWR)

    def read(self, response: requests.Response) -> None:
        """Read a response as far as time and size allow, and leave in it what was read."""
        body = b""
        with contextlib.suppress(
            HTTPError, OSError
        ):  # what is cut off in the middle has its status all the same
            while self._left > 0 and not self.timed_out:
                piece = response.raw.read(min(CHUNK_BYTES, self._left), decode_content=True)
                if not piece:
                    break
                body, self._left = body + piece, self._left - len(piece)
        response.raw.close()
        response._content, response._content_consumed = body, True  # type: ignore[attr-defined]
        self.status, self.text = response.status_code, body[:2000].decode("utf-8", "replace")
        self.after = asked_wait(response.headers.get("retry-after", ""), self.text)

    def close(self) -> None:
        """Let go of the connections."""
        for held in self._sockets:
            held.close()


def asked_wait(header: str, body: str) -> timedelta | None:
    """Give how long an answer asks us to wait, by its header Retry-After (seconds, or a date) or by its body."""
    told = _WAIT_IN_BODY.search(body)
    text = header.strip() or (told[1] if told else "")
    try:
        wait = timedelta(seconds=float(text))
    except (ValueError, OverflowError):
        try:
            until = parsedate_to_datetime(text)
        except ValueError:
            return None
        wait = (until if until.tzinfo else until.replace(tzinfo=UTC)) - datetime.now(UTC)
    return min(max(wait, timedelta(0)), LONGEST_WAIT)


_answer: ContextVar[Answer | None] = ContextVar("answer", default=None)


@contextlib.contextmanager
def limit_requests(seconds: float, size: int, headers_of: HeadersOf | None = None) -> Iterator[Answer]:
    """Give what `requests` does in this thread so many seconds, and so many bytes of answers, in all.

    `headers_of` gives headers that a request carries besides, whatever the code that makes it sets.
    """
    answer = Answer(size, headers_of)
    watch = Timer(seconds, answer.disconnect)
    watch.daemon = True
    token = _answer.set(answer)
    watch.start()
    try:
        yield answer
    finally:
        watch.cancel()
        _answer.reset(token)
        answer.close()


class _Held:
    def _new_conn(self) -> socket.socket:
        opened: socket.socket = super()._new_conn()  # type: ignore[misc]
        if answer := _answer.get():
            answer.add_connection(opened)
        return opened


class _Http(_Held, HTTPConnection):
    pass


class _Https(_Held, HTTPSConnection):
    pass


class _HttpPool(HTTPConnectionPool):
    ConnectionCls = _Http


class _HttpsPool(HTTPSConnectionPool):
    ConnectionCls = _Https


class LimitedAdapter(HTTPAdapter):
    """The adapter of every session of `requests` in this process: within `limit_requests` it keeps to its limits."""

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        """Have connections made that can be cut."""
        super().init_poolmanager(*arguments, **options)
        self.poolmanager.pool_classes_by_scheme = {"http": _HttpPool, "https": _HttpsPool}

    def proxy_manager_for(self, proxy: str, **options: Any) -> Any:
        """Have connections made that can be cut, also through a proxy."""
        manager = super().proxy_manager_for(proxy, **options)
        manager.pool_classes_by_scheme = {"http": _HttpPool, "https": _HttpsPool}
        return manager

    def send(self, request: requests.PreparedRequest, *arguments: Any, **options: Any) -> requests.Response:
        """Send, and read the answer as far as it may be read."""
        answer = _answer.get()
        if answer and answer.headers_of:
            body = request.body or b""
            request.body = body.encode() if isinstance(body, str) else body
            request.headers.update(answer.headers_of(request.body))
        response = super().send(request, *arguments, **options)
        if answer:
            answer.read(response)
        return response


requests.sessions.HTTPAdapter = LimitedAdapter  # whoever calls requests.post can name no other
