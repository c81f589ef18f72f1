"""Who may use the desk, and who is logged in: a session is a random token, of which the ledger has the hash alone."""

import hashlib
import secrets
import unicodedata
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Literal, NamedTuple, cast, get_args

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from wirewatch.errors import Mistake
from wirewatch.ledger.audit import note_change
from wirewatch.ledger.desk_schema import sessions, users, visits
from wirewatch.ledger.links import insert_new
from wirewatch.ledger.readings import forget_user

Role = Literal["reader", "analyst", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
"""Each may what those before it may."""
LOCAL_USER = "you"
"""The one user of a desk on this machine alone that has no users."""
LONGEST_NAME = 100
SESSION = timedelta(days=7)
"""How long a login lasts."""
VISIT = timedelta(minutes=30)
"""Who looks again within this time is still on the same visit."""


class User(NamedTuple):
    """A user of the desk."""

    name: str
    role: Role


def read_name(text: str) -> str:
    """Give a user's name in its one form. Raises Mistake where it is none."""
    name = unicodedata.normalize("NFC", text).strip()
    if not 0 < len(name) <= LONGEST_NAME or any(unicodedata.category(sign)[0] == "C" for sign in name):
        mend = f"write 1 to {LONGEST_NAME} characters, none of them invisible"
        raise Mistake(f"{text[:40]!r} is no name of a user", mend)
    return name


def read_role(text: str) -> Role:
    """Give a role. Raises Mistake where there is none of that name."""
    for role in ROLES:
        if text == role:
            return role
    raise Mistake(f"--role: there is no role {text[:40]!r}", f"write {', '.join(ROLES)}")


def may(role: Role, needed: Role) -> bool:
    """Tell whether a role may what another may."""
    return ROLES.index(role) >= ROLES.index(needed)


def add_user(tx: Connection, name: str, password: str, role: Role, who: str, at: datetime) -> None:
    """Add a user, with the hash of a password. Raises Mistake where the name is taken."""
    if find_user(tx, name):
        mend = f"`wirewatch users password {name}` gives another password; remove the user to change the role"
        raise Mistake(f"there is a user {name!r} already", mend)
    tx.execute(insert(users).values(name=name, password=password, role=role, since=at))
    note_change(tx, who, "users add", name, at, role)


def remove_user(tx: Connection, name: str, who: str, at: datetime) -> None:
    """Remove a user, who is logged out everywhere. What the user changed stays, and what the user kept goes.

    Raises Mistake for an unknown one.
    """
    _end_sessions(tx, name)
    if not tx.execute(delete(users).where(users.c.name == name)).rowcount:
        raise _unknown(name)
    forget_user(tx, name)
    note_change(tx, who, "users remove", name, at)


def change_password(tx: Connection, name: str, password: str, who: str, at: datetime) -> None:
    """Give a user another hash of a password, and log the user out everywhere. Raises Mistake for an unknown one."""
    _end_sessions(tx, name)
    if not tx.execute(update(users).where(users.c.name == name).values(password=password)).rowcount:
        raise _unknown(name)
    note_change(tx, who, "users password", name, at)


def _unknown(name: str) -> Mistake:
    return Mistake(f"there is no user {name!r}", "`wirewatch users list` has their names")


def all_users(tx: Connection) -> Sequence[Row[Any]]:
    """Give the users by their names: `name`, `role`, `since`."""
    query = select(users.c.name, users.c.role, users.c.since).order_by(users.c.name)
    return cast("Sequence[Row[Any]]", tx.execute(query).all())


def count_users(tx: Connection) -> int:
    """Count the users."""
    return tx.execute(select(func.count()).select_from(users)).scalar_one()


def find_user(tx: Connection, name: str) -> User | None:
    """Give a user by the name."""
    row = tx.execute(select(users.c.name, users.c.role).where(users.c.name == name)).first()
    return User(*row) if row else None


def password_of(tx: Connection, name: str) -> str | None:
    """Give the hash of a user's password."""
    return tx.execute(select(users.c.password).where(users.c.name == name)).scalar()


def begin_session(tx: Connection, name: str, at: datetime) -> str:
    """Log a user in; give the token that the browser keeps. Sessions that have ended are removed."""
    tx.execute(delete(sessions).where(sessions.c.until <= at))
    token = secrets.token_urlsafe(32)
    tx.execute(insert(sessions).values(token=_hash(token), user_name=name, since=at, until=at + SESSION))
    return token


def session_user(tx: Connection, token: str, at: datetime) -> User | None:
    """Give the user whose session a token is, while it lasts."""
    query = select(users.c.name, users.c.role).join(sessions, sessions.c.user_name == users.c.name)
    row = tx.execute(query.where(sessions.c.token == _hash(token), sessions.c.until > at)).first()
    return User(*row) if row else None


def end_session(tx: Connection, token: str) -> None:
    """Log out."""
    tx.execute(delete(sessions).where(sessions.c.token == _hash(token)))


def _end_sessions(tx: Connection, name: str) -> None:
    tx.execute(delete(sessions).where(sessions.c.user_name == name))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def note_visit(tx: Connection, name: str, at: datetime) -> datetime | None:
    """Note that a user looks; give when the visit before this one ended, or None where this is the first."""
    row = tx.execute(select(visits).where(visits.c.user_name == name)).first()
    if row is None:
        insert_new(tx, visits, [{"user_name": name, "last_at": at}], visits.c.user_name)
        return None
    before: datetime | None = row.last_at if at - row.last_at > VISIT else row.before_at
    tx.execute(update(visits).where(visits.c.user_name == name).values(last_at=at, before_at=before))
    return before
