"""One client for everything that is fetched: redirects hop by hop, caps on size and time, named failures.

get     URL -> hop | hop | ... -> Response
hop     literal address? | robots? | turn at the host | resolver | socket | headers | body
"""

import asyncio
import errno
import os
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from http.cookies import SimpleCookie
from typing import NamedTuple

import aiohttp
import msgspec
from aiohttp.abc import AbstractResolver
from msgspec import Struct
from multidict import CIMultiDict
from yarl import URL

from scrapers import body, net
from scrapers.errors import NotYet, Reject, Retry, ScrapeError
from scrapers.login import Login, split_login
from scrapers.politeness import Politeness, retry_after
from scrapers.urls import hide_credentials

_REDIRECTS = (301, 302, 303, 307, 308)
_FOR_GOOD = (301, 308)
_CONDITIONS = {"if-none-match", "if-modified-since"}
_STATUS = {
    401: "forbidden",
    403: "forbidden",
    404: "not_found",
    408: "timeout",
    410: "gone",
    429: "rate_limited",
    451: "forbidden",
}

_HEADER = 32 * 1024
"""Bytes of one header: policies and links of some newsrooms exceed the 8 KiB that aiohttp reads."""

_HOST = re.compile(r"[a-z0-9._-]+|[0-9a-f:.]+(?:%\w+)?")
"""A name as DNS can hold it, or an IPv6 address: `127%2e0.0.1` is neither."""

_MAX_URL = 8192
"""Characters; RFC 9110, 4.1 asks for 8000."""


class Limits(Struct, frozen=True):
    """What one client may spend, and on whom."""

    max_bytes: int = 10 * 1024 * 1024
    """Of one body, decoded; also of what comes over the wire."""
    total: float = 60.0
    """Seconds for one `get` with its redirects, without the time spent waiting for a turn at the host."""
    connect: float = 10.0
    """Seconds for DNS, TCP and TLS of one hop."""
    redirects: int = 10
    per_host: int = 2
    """Requests under way at one host."""
    delay: float = 0.5
    """Seconds between the starts of two requests to one host."""
    allow_private: bool = False
    """Whether addresses that are not public may be asked."""
    user_agent: str = "Wirewatch/0.1 (news monitor)"


class Response(Struct, frozen=True):
    """A success (2xx), or a 304 that was asked for."""

    status: int
    url: str
    """Where redirects ended, without fragment."""
    headers: Mapping[str, str]
    """Keys in lower case; what a server sent twice is joined with a comma."""
    body: bytes
    """Content-Encoding undone, character set untouched. Empty for 304."""
    moved_to: str | None = None
    """Where permanent redirects (301, 308) led before any other kind; None where the first was none."""


class _Onward(NamedTuple):
    """Where an answer sends us."""

    url: URL
    for_good: bool
    cookies: SimpleCookie


class Client:
    """Made by `open_client`, for one event loop."""

    def __init__(self, session: aiohttp.ClientSession, limits: Limits, permitted: net.Permitted) -> None:
        self.politeness = Politeness(limits.per_host, limits.delay)
        self._session = session
        self._limits = limits
        self._permitted = permitted

    async def get(
        self,
        url: str,
        headers: Mapping[str, str] = {},
        *,
        before: Callable[[str], Awaitable[None]] | None = None,
        accept: Callable[[str], None] | None = None,
        first: int | None = None,
        patience: float | None = None,
        login: Login | None = None,
        choose: body.Choose | None = None,
    ) -> Response:
        """Follow redirects from `url` and return the answer at their end.

        `before` is called with the address of each hop before it is asked (robots.txt), `accept` with a
        success's Content-Type before its body is read; both refuse by raising. With `first`, only so many
        decoded bytes of the body are read, and more is no error. Returns 304 only where `headers` held
        If-None-Match or If-Modified-Since. With `patience`, no host is waited for longer than so many seconds.
        Cookies live as long as this call, and go to the hosts that set them. What `choose` gives for the start of the
        body reads it, and the answer has none.
        `login`, or the user and password in `url`, are sent to the server that they are for, also after redirects.

        Raises NotYet where a host's turn comes later than that, or it has asked to be left alone; Retry or Reject, with
        a reason out of `scrapers.errors.REASONS`, for all else that is no success.
        """
        bare, own = split_login(url) if len(url) <= _MAX_URL else (url, None)
        login, hop = login or own, _target(bare, "bad_url")
        seen: set[tuple[URL, str]] = set()
        jar = aiohttp.CookieJar(unsafe=True)  # of this chain alone; unsafe: of hosts that are addresses too
        left = self._limits.total
        for_good, moved_to = True, None
        while True:
            cookies = _cookie_header(jar, hop)
            self._check(hop, cookies, seen)
            if before:
                await before(str(hop))
            async with self.politeness.turn(hop.host or "", patience):
                started = _now()
                sent = CIMultiDict(headers)
                sent.update(login.headers_for(str(hop)) if login else {})
                if all_cookies := "; ".join(filter(None, (sent.get("Cookie"), cookies))):
                    sent["Cookie"] = all_cookies
                answer = await self._ask(hop, left, sent, accept, first, choose)
                left -= _now() - started
            if isinstance(answer, Response):
                return msgspec.structs.replace(answer, moved_to=moved_to)
            jar.update_cookies(answer.cookies, hop)
            hop = answer.url
            for_good = for_good and answer.for_good
            if for_good:
                moved_to = str(hop)

    async def post(self, url: str, form: Mapping[str, str]) -> None:
        """Send a form to `url`, and wait for its success; the answer is not read. Raises as `get` does.

        Redirects are followed where they say that the form goes with them (307, 308).
        """
        hop, seen = _target(url, "bad_url"), set[tuple[URL, str]]()
        while True:
            self._check(hop, "", seen)
            async with self.politeness.turn(hop.host or "", None):
                onward = await self._send(hop, form)
            if onward is None:
                return
            hop = onward

    async def _send(self, hop: URL, form: Mapping[str, str]) -> URL | None:
        """Return None for a success, or where the form is sent on to."""
        try:
            async with (
                asyncio.timeout(self._limits.total),
                self._session.post(hop, data=form, allow_redirects=False) as answer,
            ):
                if answer.status in (307, 308):
                    return _target(answer.headers.get("location", ""), "bad_redirect", hop)
                self._check_status(hop, answer.status, _plain(answer), {})
                return None
        except (aiohttp.ClientError, OSError) as error:
            raise _named(error, self._limits.total, hop.host or "") from error

    def _check(self, hop: URL, cookies: str, seen: set[tuple[URL, str]]) -> None:
        """Refuse a hop that needs no asking, and count it. With other cookies the same address may answer otherwise."""
        if (hop, cookies) in seen:
            raise Reject("redirect_loop", str(hop))
        if len(seen) > self._limits.redirects:
            raise Reject("too_many_redirects", f"{hop!s} would be number {len(seen)}")
        seen.add((hop, cookies))
        address = net.parse_ip(hop.host or "")
        if address is not None and not self._permitted(address):
            host = str(hop.host)
            meaning = "no public address" if host.strip("[].") == str(address) else str(address)
            raise Reject("private_address", f"{host} is {meaning}")

    async def _ask(
        self,
        hop: URL,
        seconds: float,
        headers: Mapping[str, str],
        accept: Callable[[str], None] | None,
        first: int | None,
        choose: body.Choose | None,
    ) -> Response | _Onward:
        """Return the answer of one hop, or where it sends us; every failure of aiohttp gets its name."""
        try:
            async with (
                asyncio.timeout(seconds),
                self._session.get(hop, headers=headers, allow_redirects=False) as answer,
            ):
                sent = _plain(answer)
                if answer.status in _REDIRECTS:
                    target = _target(sent.get("location", ""), "bad_redirect", hop)
                    return _Onward(target, answer.status in _FOR_GOOD, answer.cookies)
                self._check_status(hop, answer.status, sent, headers)
                content = b""
                if answer.status != 304:
                    if accept:
                        accept(sent.get("content-type", ""))
                    content = await body.read_body(answer, self._limits.max_bytes, first, choose)
                return Response(answer.status, str(hop), sent, content)
        except (aiohttp.ClientError, OSError) as error:
            raise _named(error, self._limits.total, hop.host or "") from error

    def _check_status(
        self, hop: URL, status: int, sent: Mapping[str, str], headers: Mapping[str, str]
    ) -> None:
        """Raise unless `status` is a success or a 304 that was asked for; note a host that wants rest."""
        if 200 <= status < 300:
            return
        if status == 304:
            if not _CONDITIONS.intersection(name.lower() for name in headers):
                raise Retry("unasked_304", str(hop))
            return
        after = retry_after(sent.get("retry-after"), datetime.now(UTC))
        if status in (429, 503) and after:
            self.politeness.leave_alone(hop.host or "", after)
        raise error_of_status(status, after)


@asynccontextmanager
async def open_client(
    limits: Limits = Limits(),  # noqa: B008
    *,
    permitted: net.Permitted | None = None,
    dns: AbstractResolver | None = None,
) -> AsyncIterator[Client]:
    """Open a client; its connections are closed when the context ends.

    `permitted` decides by itself which addresses may be asked (default: what `limits.allow_private` says),
    and `dns` stands in for the system's resolver. No cookies, proxies or netrc are used.
    """
    permitted = permitted or (net.is_any if limits.allow_private else net.is_public)
    async with aiohttp.ClientSession(
        connector=net.make_connector(permitted, dns),
        cookie_jar=aiohttp.DummyCookieJar(),
        headers={"User-Agent": limits.user_agent, "Accept-Encoding": body.ACCEPT_ENCODING},
        timeout=aiohttp.ClientTimeout(total=None, connect=limits.connect),
        auto_decompress=False,
        trust_env=False,
        max_line_size=_HEADER,
        max_field_size=_HEADER,
    ) as session:
        yield Client(session, limits, permitted)


def _cookie_header(jar: aiohttp.CookieJar, url: URL) -> str:
    return "; ".join(f"{name}={cookie.coded_value}" for name, cookie in jar.filter_cookies(url).items())


def error_of_status(status: int, after: timedelta | None = None) -> ScrapeError:
    """Return the error that an HTTP status stands for; `after` is what its Retry-After asked for."""
    name, detail = _STATUS.get(status), f"status {status}"
    if name in ("rate_limited", "timeout"):
        return Retry(name, detail, after)
    if name:
        return Reject(name, detail)
    if 500 <= status < 600:
        return Retry("server_error", detail, after)
    return Reject("http_error", detail)


def _target(text: str, reason: str, base: URL | None = None) -> URL:
    """Return the URL to ask, seen from `base`, without fragment, user and password; raises Reject with `reason`."""
    if not text.strip() or len(text) > _MAX_URL:
        raise Reject(reason, f"an address of {len(text)} characters")
    try:
        url = URL(text.strip())
        url = (base.join(url) if base else url).with_fragment(None)
        port = url.port
    except ValueError as error:
        raise Reject(reason, hide_credentials(f"{text}: {error}")) from error
    if url.scheme not in ("http", "https") or not _HOST.fullmatch(url.raw_host or "") or not port:
        raise Reject(reason, hide_credentials(text))
    return url.with_user(None)


def _plain(answer: aiohttp.ClientResponse) -> dict[str, str]:
    """Return the headers, fit to be stored.

    Bytes that are no UTF-8 arrive as lone surrogates, which no database takes; they are read as Latin-1.
    """
    plain: dict[str, str] = {}
    for name, value in answer.headers.items():
        try:
            value.encode()
        except UnicodeEncodeError:
            value = value.encode("utf-8", "surrogateescape").decode("latin-1")
        key = name.lower()
        plain[key] = f"{plain[key]}, {value}" if key in plain else value
    return plain


_OUR_SHORTAGE = (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM)
"""What this machine lacks for a connection: its host was not asked, and is not to blame."""
SHORTAGE_LASTS = timedelta(seconds=10)
"""After this time it may be there again."""

_NAMES: tuple[tuple[type[Exception], Callable[[str], ScrapeError]], ...] = (
    (TimeoutError, partial(Retry, "timeout")),
    (aiohttp.InvalidURL, partial(Reject, "bad_url")),
    (aiohttp.ClientConnectorDNSError, partial(Retry, "dns")),
    (aiohttp.ClientSSLError, partial(Retry, "tls")),
    (aiohttp.ClientPayloadError, partial(Retry, "truncated")),
    (aiohttp.ClientResponseError, partial(Reject, "bad_response")),
    (Exception, partial(Retry, "connection")),
)
"""In order: the first that fits names it."""


def _named(error: Exception, total: float, host: str) -> ScrapeError:
    """Give what the house calls an error of a request to a host that may take `total` seconds."""
    if isinstance(error, OSError) and error.errno in _OUR_SHORTAGE:
        detail = f"this machine cannot open another connection: {os.strerror(error.errno)}"
        return NotYet(host, detail, SHORTAGE_LASTS, timedelta(seconds=1), reason="shortage")
    if isinstance(error.__cause__, net.AddressRefused):
        return Reject("private_address", str(error.__cause__))
    make = next(make for kind, make in _NAMES if isinstance(error, kind))
    if isinstance(error, TimeoutError) and not str(error):  # asyncio's says nothing
        return make(f"no whole answer within {total:g} s")
    return make(_told(error) or type(error).__name__)


def _told(error: Exception) -> str:
    """Say what went wrong: of a host that cannot be reached which one, and what the system says of it."""
    if not isinstance(error, aiohttp.ClientConnectorError) or isinstance(error, aiohttp.ClientSSLError):
        return str(error)
    asyncios = (error.strerror or "").startswith("Connect call failed")  # and then the address once more
    return f"{error.host}:{error.port}: {os.strerror(error.errno or 0) if asyncios else error.strerror}"


def _now() -> float:
    return asyncio.get_running_loop().time()
