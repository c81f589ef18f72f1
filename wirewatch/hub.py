"""The server that WebSub hubs talk to: they ask back whether we want a feed's news, and send it.

    GET  /TOKEN?hub.mode=subscribe&hub.topic=...&hub.challenge=...   ->  the challenge, where we asked for that
    POST /TOKEN, signed                                             ->  a feed's entries

It stands open to the world: everything about a request is bounded before it costs anything.
"""

import asyncio
import re
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from aiohttp import web
from aiohttp.typedefs import Handler
from sqlalchemy import Row

from scrapers.http import Limits
from scrapers.websub import granted_lease, is_signed
from wirewatch.errors import Mistake, WirewatchError
from wirewatch.ledger import leases, subscriptions
from wirewatch.listen import cannot_listen, read_listen, web_address
from wirewatch.project import Project
from wirewatch.stages.websub import ask_hubs, poll_soon, receive

MAX_BYTES = Limits().max_bytes
AT_ONCE = 8
"""Bodies that are read and recorded at once; who comes meanwhile is asked to come again."""
A_MINUTE = 60
"""What one subscription may send in a minute. What is more is not read: the feed is polled instead."""
READ_WITHIN_S = 30
ROUND_S = 60.0
"""Between two looks at which hubs are to be asked."""
LONGEST_CHALLENGE = 2_000
_TOKEN = re.compile(r"[\w-]{32}", re.ASCII)


def serve_hub(project: Project, listen: str, started: Callable[[str], None]) -> None:
    """Ask hubs and take what they send, until SIGINT or SIGTERM; `started` is told the address.

    Raises Mistake and Trouble.
    """
    host, port = read_listen(listen, "127.0.0.1:8410")
    public = project.hub_url
    project.check()
    if public is None:
        raise Mistake(
            "no hub can reach this machine, so all feeds are polled: WIREWATCH_HUB_URL is not set",
            f"set it to the public address that leads to {listen}, such as https://news.example.org/hub",
        )
    asyncio.run(_serve(project, host, port, public, started))


class Callback:
    """The requests of hubs, bounded."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._reading = asyncio.Semaphore(AT_ONCE)
        self._budgets: dict[str, tuple[int, int]] = {}
        """By token, the minute and what came in it."""

    def app(self) -> web.Application:
        """Give the application, which has one kind of address, beside `/healthz` for who watches over it."""
        app = web.Application(client_max_size=MAX_BYTES, middlewares=[_later_in_trouble])
        app.router.add_get("/healthz", _say_ok)
        app.router.add_get("/{token}", self.verify)
        app.router.add_post("/{token}", self.take)
        app.router.add_get("/{prefix:.+}/{token}", self.verify)
        app.router.add_post("/{prefix:.+}/{token}", self.take)
        return app

    async def verify(self, request: web.Request) -> web.Response:
        """Answer a hub that asks back: its challenge where it is about what we asked for, else 404."""
        row = await self._subscription(request)
        asked = request.query
        mode, topic = asked.get("hub.mode", ""), asked.get("hub.topic", "")
        challenge = asked.get("hub.challenge", "")
        if row is None or topic != row.topic:
            raise web.HTTPNotFound
        if mode == "denied":
            await asyncio.to_thread(self._deny, row, asked.get("hub.reason", ""))
            return web.Response()
        if not 0 < len(challenge) <= LONGEST_CHALLENGE or not subscriptions.is_asked_back(row, mode):
            raise web.HTTPNotFound
        await asyncio.to_thread(self._promise, row, mode, asked.get("hub.lease_seconds"))
        return web.Response(text=challenge, headers={"X-Content-Type-Options": "nosniff"})

    async def take(self, request: web.Request) -> web.Response:
        """Take what a hub sends. A wrong signature changes nothing, and is answered like a right one (WebSub 7.1.1)."""
        row = await self._subscription(request)
        if row is None or row.state not in ("verified", "asked"):
            raise web.HTTPGone  # a hub that knows its trade sends no more
        number = self._spend(row.token)
        if number > A_MINUTE:
            if number == A_MINUTE + 1:
                await asyncio.to_thread(self._poll_soon, row)
            return web.Response(status=429, headers={"Retry-After": "60"})
        if self._reading.locked():
            return web.Response(status=503, headers={"Retry-After": "5"})
        async with self._reading:
            try:
                async with asyncio.timeout(READ_WITHIN_S):
                    body = await request.read()  # raises 413 above the cap
            except TimeoutError:
                raise web.HTTPRequestTimeout from None
            signed = is_signed(body, request.headers.get("X-Hub-Signature", ""), row.secret)
            await asyncio.to_thread(self._record, row, body, request.content_type, signed)
        return web.Response(status=202)

    def _spend(self, token: str) -> int:
        minute, number = self._budgets.get(token, (0, 0))
        present = int(time.monotonic() // 60)
        number = number + 1 if minute == present else 1
        self._budgets[token] = (present, number)
        return number

    async def _subscription(self, request: web.Request) -> Row[Any] | None:
        token = request.match_info["token"]
        return await asyncio.to_thread(self._find, token) if _TOKEN.fullmatch(token) else None

    def _find(self, token: str) -> Row[Any] | None:
        with self._project.ledger.read() as tx:
            return subscriptions.of_token(tx, token)

    def _promise(self, row: Row[Any], mode: str, lease: str | None) -> None:
        with self._project.ledger.begin() as tx:
            if mode == "unsubscribe":
                subscriptions.end(tx, row)
            else:
                subscriptions.verify(tx, row, granted_lease(lease), leases.now())

    def _deny(self, row: Row[Any], reason: str) -> None:
        with self._project.ledger.begin() as tx:
            subscriptions.deny(tx, row, reason, leases.now())

    def _poll_soon(self, row: Row[Any]) -> None:
        with self._project.ledger.begin() as tx:
            poll_soon(tx, row.feed_url, leases.now())

    def _record(self, row: Row[Any], body: bytes, content_type: str, signed: bool) -> None:
        if signed:
            receive(self._project, row, body, content_type)
            return
        with self._project.ledger.begin() as tx:
            subscriptions.note_ping(tx, row, signed=False)


async def _say_ok(_request: web.Request) -> web.Response:
    return web.Response(text="ok\n")


@web.middleware
async def _later_in_trouble(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Have a hub come again where the ledger is away: nothing of what it asked or sent was noted."""
    try:
        return await handler(request)
    except WirewatchError:
        return web.Response(status=503, headers={"Retry-After": "60"})


async def _serve(project: Project, host: str, port: int, public: str, started: Callable[[str], None]) -> None:
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    runner = web.AppRunner(Callback(project).app(), access_log=None, handle_signals=False)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        try:
            await site.start()
        except OSError as error:
            raise cannot_listen(f"{host}:{port}", error) from None
        started(web_address(host, runner.addresses[0][1]))
        while not stop.is_set():
            with suppress(WirewatchError):  # the next round comes in a minute
                await asyncio.to_thread(_round, project, public)
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), ROUND_S)
    finally:
        await runner.cleanup()


def _round(project: Project, public: str) -> None:
    project.reread()
    ask_hubs(project, public)
