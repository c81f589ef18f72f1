"""The login: a name and a password for a session, and a limit to guessing."""

import hashlib
import hmac
import secrets
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from threading import Lock

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from wirewatch.errors import Mistake
from wirewatch.ledger import users
from wirewatch.ledger.audit import note_change
from wirewatch.ledger.leases import now
from wirewatch.ledger.users import Role
from wirewatch.passwords import is_password
from wirewatch.project import Project
from wirewatch.web.access import SESSION, Form, TooManyTries, visitor_of

TRIES = 10
"""Wrong passwords of one name, or from one address, within WITHIN_S; then there is no further try."""
WITHIN_S = 900.0
MOST_KEPT = 10_000
"""Names and addresses that are remembered."""


REMEMBERED_S = 300.0
"""How long a program's right password is remembered; another password of the user ends that at once."""


class Tries:
    """Wrong passwords by whose they were: a name's or an address's."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Take a clock, which gives seconds."""
        self._clock = clock
        self._lock = Lock()
        self._wrong: OrderedDict[str, deque[float]] = OrderedDict()

    def wait_s(self, *of: str) -> float:
        """Give how many seconds pass until another try, 0 where there may be one now."""
        with self._lock:
            return max((self._wait(one) for one in of), default=0.0)

    def _wait(self, one: str) -> float:
        kept = self._wrong.get(one)
        at = self._clock()
        while kept and kept[0] <= at - WITHIN_S:
            kept.popleft()
        return kept[0] + WITHIN_S - at if kept and len(kept) >= TRIES else 0.0

    def note_wrong(self, *of: str) -> None:
        """Note a wrong password; of too many names and addresses those are forgotten that were wrong first."""
        with self._lock:
            for one in of:
                self._wrong.setdefault(one, deque(maxlen=TRIES)).append(self._clock())
                self._wrong.move_to_end(one)
            while len(self._wrong) > MOST_KEPT:
                self._wrong.popitem(last=False)

    def forget(self, one: str) -> None:
        """Forget the wrong passwords of a name that was given the right one."""
        with self._lock:
            self._wrong.pop(one, None)


class Login:
    """The pages of logging in and out."""

    def __init__(self, project: Project, show: Callable[..., Response]) -> None:
        """Take the project whose users these are, and what makes a page of a template."""
        self.project, self.show = project, show
        self.tries = Tries()
        self._key = secrets.token_bytes(32)
        self._right: dict[
            bytes, float
        ] = {}  # by digests of names and passwords: until when they are right unchecked

    def page(self, request: Request) -> Response:
        """Show the form; who is in already goes on."""
        onward = onward_of(request.query_params.get("next", ""))
        return RedirectResponse(onward, 303) if visitor_of(request) else self._show(request, onward, "", 200)

    def _show(self, request: Request, onward: str, said: str, status: int, name: str = "") -> Response:
        return self.show(request, "login.html", status, onward=onward, said=said, name=name)

    def knows(self, name: str, password: str, client: str) -> Role | None:
        """Give the role of a program that tells a user's name and password; None where they are wrong.

        The right ones are remembered for a while: each check costs memory and time on purpose. Raises TooManyTries.
        """
        name = _name(name)
        with self.project.ledger.read() as tx:
            user, kept = users.find_user(tx, name), users.password_of(tx, name)
        parts = (name, password, kept or "")
        known = hmac.new(self._key, "\0".join(parts).encode("utf-8", "replace"), hashlib.sha256).digest()
        if user and self._right.get(known, 0.0) > time.monotonic():
            return user.role
        of = (f"name {name}", f"address {client}")
        if wait := self.tries.wait_s(*of):
            raise TooManyTries(wait)
        if not is_password(password, kept) or user is None:
            self.tries.note_wrong(*of)
            return None
        self.tries.forget(of[0])
        if len(self._right) >= MOST_KEPT:
            self._right.clear()
        self._right[known] = time.monotonic() + REMEMBERED_S
        return user.role

    def log_in(self, request: Request, form: Form) -> Response:
        """Begin a session, or show the form again: with 401 for a wrong password, with 429 after too many."""
        onward = onward_of(form.get("next", ""))
        name = _name(form.get("name", ""))
        of = (f"name {name}", f"address {request.scope['state']['client']}")
        if wait := self.tries.wait_s(*of):
            said = f"Too many wrong passwords. Try again in {-(-wait // 60):.0f} min."
            answer = self._show(request, onward, said, 429, name)
            answer.headers["retry-after"] = f"{-(-wait // 1):.0f}"
            return answer
        with self.project.ledger.read() as tx:
            kept = users.password_of(tx, name)
        if not is_password(form.get("password", ""), kept):
            self.tries.note_wrong(*of)
            return self._show(request, onward, "No user has this name and this password.", 401, name)
        self.tries.forget(of[0])
        with self.project.ledger.begin() as tx:
            token = users.begin_session(tx, name, now())
            note_change(tx, name, "login", name, now(), f"from {request.scope['state']['client']}")
        answer = RedirectResponse(onward, 303)
        answer.set_cookie(
            SESSION,
            token,
            int(users.SESSION.total_seconds()),
            httponly=True,
            samesite="strict",
            secure=request.scope["state"]["secure"],
        )
        return answer

    def log_out(self, request: Request, _: Form) -> Response:
        """End the session."""
        with self.project.ledger.begin() as tx:
            users.end_session(tx, request.cookies.get(SESSION, ""))
        answer = RedirectResponse("/login", 303)
        answer.delete_cookie(SESSION, httponly=True, samesite="strict")
        return answer


def onward_of(asked: str) -> str:
    """Give where to go after a form: a page of ours, whatever the address says."""
    ours = asked.startswith("/") and asked[1:2] not in ("/", "\\") and asked.isprintable()
    return asked if ours and len(asked) <= 8_000 else "/"


def _name(text: str) -> str:
    try:
        return users.read_name(text)
    except Mistake:
        return ""
