"""User and password of an address: cut out of it, kept apart, and sent to the server that they are for alone."""

import base64
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from scrapers.errors import Reject
from scrapers.urls import canonicalize


@dataclass(frozen=True, slots=True)
class Login:
    """What stands before the `@` of an address. It is no record: JSON refuses it, so that nothing stores it."""

    written: str = field(repr=False)
    """User, colon and password as they were written, percent-encoded."""
    origin: str
    """Scheme, host and port of the address: no other server is told."""

    def headers_for(self, url: str) -> dict[str, str]:
        """Return the header that logs in at `url`, or none where that is on another server."""
        if not self.is_for(url):
            return {}
        user, _, password = self.written.partition(":")
        pair = f"{unquote(user)}:{unquote(password)}".encode()  # in UTF-8, as browsers do (RFC 7617, 2.1)
        return {"Authorization": f"Basic {base64.b64encode(pair).decode()}"}

    def is_for(self, url: str) -> bool:
        """Tell whether an address is on the server that this is for."""
        try:
            return _origin(url) == self.origin
        except Reject:
            return False


def split_login(url: str) -> tuple[str, Login | None]:
    """Return `url` without user and password, and these where it has any.

    What is no address is returned as it is. Raises Reject (`bad_url`) for a user that cannot be sent.
    """
    if "@" not in url:
        return url, None
    try:
        origin, parts = _origin(url), urlsplit(url.strip())
    except Reject:
        return url, None
    written, found, place = parts.netloc.rpartition("@")
    if not found:
        return url, None
    bare = parts._replace(netloc=place).geturl()
    if ":" in unquote(written.partition(":")[0]):
        raise Reject("bad_url", "the name of a user has no colon")
    return bare, Login(written, origin) if written.strip(":") else None


def with_login(url: str, login: Login | None) -> str:
    """Return `url` as a browser takes it, with user and password: never to be stored or shown."""
    if login is None:
        return url
    parts = urlsplit(url)
    return parts._replace(netloc=f"{login.written}@{parts.netloc}").geturl()


def _origin(url: str) -> str:
    parts = urlsplit(canonicalize(url))
    return f"{parts.scheme}://{parts.netloc}"
