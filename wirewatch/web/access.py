"""Who is asking, and what may be changed: the user of each request, and the token that each form carries.

    a session's cookie | the header of a trusted proxy | this machine's own user, while there are no users |
    for programs that read, a user's name and password by HTTP Basic

`visitor_of(request)` gives the user and the role. The endpoint of a form is `Desk.form(role, make)`: `make` is called
with the request and the form's fields once the role suffices and the token is right. A form says

    <input type="hidden" name="form_token" value="{{ form_token }}">

and a program may send the token in the header `X-Form-Token` instead.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Callable, Mapping
from typing import NamedTuple
from urllib.parse import parse_qsl, quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from wirewatch.errors import WirewatchError
from wirewatch.ledger import users
from wirewatch.ledger.leases import now
from wirewatch.ledger.users import LOCAL_USER, Role
from wirewatch.project import Project
from wirewatch.web.trusted_proxy import TrustedProxy

SESSION = "desk_session"
"""The cookie of who has logged in."""
FORM = "desk_form"
"""The cookie that the forms of everybody else go by."""
LARGEST_FORM = 2_000_000
"""Bytes of a form."""
OPEN = ("/login", "/static/", "/healthz", "/readyz")
"""What everybody gets."""
FOR_PROGRAMS = ("/api/", "/search.", "/searches/", "/metrics", "/events", "/chart.svg")

TELL_WHO = 'Basic realm="Wirewatch", charset="UTF-8"'
"""How a program is asked for a name and a password."""

Form = Mapping[str, str]
Knows = Callable[[str, str, str], Role | None]
"""Gives the role that a name and a password have, which an address tells; None where they are wrong."""


class NotAllowed(WirewatchError):
    """Nobody has logged in, the role does not suffice, or a form was not sent by our own page."""


class TooManyTries(WirewatchError):
    """There were too many wrong passwords; `wait_s` is until the next try."""

    def __init__(self, wait_s: float) -> None:
        super().__init__(f"too many wrong passwords; try again in {-(-wait_s // 60):.0f} min")
        self.wait_s = wait_s


class Visitor(NamedTuple):
    """Who asks."""

    name: str
    role: Role
    secret: str
    """What the tokens of this visitor's forms are made from: nobody else's browser has it."""
    has_session: bool = False
    """Whether there is something to log out of."""

    def may(self, role: Role) -> bool:
        """Tell whether this visitor may do what a role may."""
        return users.may(self.role, role)


def token_of(secret: str) -> str:
    """Give the token of the forms that go by a secret."""
    return hmac.new(secret.encode(), b"form", hashlib.sha256).hexdigest()


def visitor_of(request: Request) -> Visitor | None:
    """Give who asks; None where nobody has logged in, which only the pages of OPEN are asked by."""
    found: Visitor | None = request.scope.get("state", {}).get("visitor")
    return found


def form_token_of(request: Request) -> str:
    """Give the token of the forms on a page that answers a request."""
    return token_of(request.scope.get("state", {}).get("form_secret", ""))


def require(request: Request, role: Role) -> Visitor:
    """Give who asks. Raises NotAllowed where the role does not suffice."""
    visitor = visitor_of(request)
    if visitor is None or not visitor.may(role):
        raise NotAllowed(f"this is for the role {role}")
    return visitor


async def read_form(request: Request) -> Form:
    """Read the fields of a form; of one that is too large or is none, nothing."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_FORM:
            return {}
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=1_000))
    except ValueError:
        return {}


def check_form(request: Request, form: Form, role: Role | None) -> None:
    """Raise NotAllowed where the role does not suffice, or a form was not sent by our own page in this browser.

    For None everybody may send it, as the login's.
    """
    if role:
        require(request, role)
    sent = form.get("form_token") or request.headers.get("x-form-token", "")
    secret = request.scope.get("state", {}).get("form_secret", "")
    foreign = request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none")
    if foreign or not secret or not hmac.compare_digest(token_of(secret).encode(), sent.encode()):
        raise NotAllowed(
            "this form was not sent by this page, or is too large or too old; load the page again"
        )


class Access:
    """Find out who asks, before anything is answered; who has to log in first is led there."""

    def __init__(
        self, app: ASGIApp, project: Project, proxy: TrustedProxy | None, knows: Knows, *, loopback: bool
    ) -> None:
        """Take the project whose users these are; `loopback` says that this machine alone can ask."""
        self.app, self.project, self.proxy, self.loopback = app, project, proxy, loopback
        self.knows = knows

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does, or lead to the login."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        state = scope.setdefault("state", {})
        state["client"], state["secure"] = self._client(request)
        kept = request.cookies.get(FORM, "")
        state["form_secret"] = kept if len(kept) >= 32 else secrets.token_urlsafe(32)
        if not scope["path"].startswith("/static/"):
            try:
                visitor = await run_in_threadpool(self.find, request, state["form_secret"])
            except TooManyTries as error:
                await _too_many(error)(scope, receive, send)
                return
            except WirewatchError as error:
                if not scope["path"].startswith(OPEN):
                    await JSONResponse({"message": str(error), "mend": ""}, 503)(scope, receive, send)
                    return
                visitor = None
            state["visitor"] = visitor
            if visitor:
                state["form_secret"] = visitor.secret
            elif not scope["path"].startswith(OPEN):
                await self._refuse(request)(scope, receive, send)
                return
        await self.app(scope, receive, self._with_cookie(state, kept, send))

    def _client(self, request: Request) -> tuple[str, bool]:
        """Give the address of who asks, and whether the browser's way to us is encrypted."""
        peer = request.client.host if request.client else ""
        secure = request.url.scheme == "https"
        if self.proxy and self.proxy.is_trusted(peer):
            told = request.headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
            return told or peer, secure or request.headers.get("x-forwarded-proto") == "https"
        return peer, secure

    def find(self, request: Request, form_secret: str) -> Visitor | None:
        """Find out who asks. Raises Trouble."""
        peer = request.client.host if request.client else ""
        token = request.cookies.get(SESSION, "")
        with self.project.ledger.read() as tx:
            if token and (user := users.session_user(tx, token, now())):
                return Visitor(user.name, user.role, token, has_session=True)
            if self.proxy and (told := request.headers.getlist(self.proxy.header)):
                name = self.proxy.user_of(peer, told)
                known = users.find_user(tx, name) if name else None
                return Visitor(name, known.role if known else "reader", form_secret) if name else None
            if not self.proxy and self.loopback and not users.count_users(tx):
                return Visitor(LOCAL_USER, "admin", form_secret)
        return self._program(request, form_secret) if may_tell_who(request) else None

    def _program(self, request: Request, form_secret: str) -> Visitor | None:
        """Give the user whose name and password a program tells. Raises TooManyTries."""
        told = _name_and_password(request.headers.get("authorization", ""))
        role = self.knows(*told, request.scope["state"]["client"]) if told else None
        return Visitor(told[0], role, form_secret) if told and role else None

    def _refuse(self, request: Request) -> Response:
        path = request.url.path
        if path.startswith(FOR_PROGRAMS) or request.method not in ("GET", "HEAD"):
            told = {"message": "log in first", "mend": "the page /login has the form"}
            # A browser that runs our own page would ask its reader in a window of its own.
            asks = may_tell_who(request) and request.headers.get("sec-fetch-site") != "same-origin"
            return JSONResponse(told, 401, {"WWW-Authenticate": TELL_WHO} if asks else None)
        asked = path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/login?next={quote(asked, safe='')}", 303)

    def _with_cookie(self, state: Mapping[str, object], kept: str, send: Send) -> Send:
        """Give what sends an answer: a page with forms leaves the cookie that they go by."""

        async def with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                visitor = state.get("visitor")
                fresh = state["form_secret"] != kept and not (
                    isinstance(visitor, Visitor) and visitor.has_session
                )
                if fresh and headers.get("content-type", "").startswith("text/html"):
                    answer = Response()
                    answer.set_cookie(
                        FORM,
                        str(state["form_secret"]),
                        httponly=True,
                        samesite="strict",
                        secure=bool(state["secure"]),
                    )
                    headers.append("set-cookie", answer.headers["set-cookie"])
            await send(message)

        return with_cookie


def may_tell_who(request: Request) -> bool:
    """Tell whether a request reads what is for programs, which may tell a name and a password with it."""
    path = request.url.path
    is_for_programs = path.startswith("/api/") or path.endswith((".json", ".atom")) or path == "/metrics"
    return is_for_programs and request.method in ("GET", "HEAD")


def _name_and_password(header: str) -> tuple[str, str] | None:
    """Read what HTTP Basic tells (RFC 7617); None where it is none."""
    scheme, _, told = header.partition(" ")
    try:
        name, colon, password = base64.b64decode(told.strip(), validate=True).decode().partition(":")
    except ValueError:
        return None
    return (name, password) if scheme.lower() == "basic" and colon else None


def _too_many(error: TooManyTries) -> Response:
    told = {"message": str(error), "mend": ""}
    return JSONResponse(told, 429, {"Retry-After": f"{-(-error.wait_s // 1):.0f}"})
