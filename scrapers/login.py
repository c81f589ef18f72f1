"""What a server is told to let us in: a login, cookies, keys. It is kept apart, and sent to that server alone."""

import base64
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from scrapers.errors import Reject
from scrapers.urls import canonicalize


@dataclass(frozen=True, slots=True)
class Login:
    """What is sent to one server beside a request. It is no record: JSON refuses it, so that nothing stores it."""

    written: str = field(repr=False)
    """User, colon and password, percent-encoded as before the `@` of an address unless `as_is`; may be empty."""
    origin: str
    """Scheme, host and port of the address: no other server is told."""
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """Further headers, cookies among them."""
    wanting: tuple[str, ...] = ()
    """Names of variables of the environment whose value is not there, or is none that can be sent."""
    as_is: bool = False
    """Whether `written` has no percent-encoding: it comes from the environment."""

    def headers_for(self, url: str) -> dict[str, str]:
        """Return the headers that are for the server of `url`, or none where that is another one.

        Raises Reject (`no_secret`) where a variable of the environment is wanting.
        """
        if not self.is_for(url):
            return {}
        if self.wanting:
            names = ", ".join(dict.fromkeys(self.wanting))
            raise Reject("no_secret", f"set the variable {names}, or take it out of feeds.yaml")
        if not self.written:
            return dict(self.headers)
        user, _, password = self.written.partition(":")
        pair = self.written if self.as_is else f"{unquote(user)}:{unquote(password)}"
        in_base64 = base64.b64encode(pair.encode()).decode()  # of UTF-8, as browsers do (RFC 7617, 2.1)
        return {**dict(self.headers), "Authorization": f"Basic {in_base64}"}

    def is_for(self, url: str) -> bool:
        """Tell whether an address is on the server that this is for."""
        try:
            return origin_of(url) == self.origin
        except Reject:
            return False


def split_login(url: str) -> tuple[str, Login | None]:
    """Return `url` without user and password, and these where it has any.

    What is no address is returned as it is. Raises Reject (`bad_url`) for a user that cannot be sent.
    """
    if "@" not in url:
        return url, None
    try:
        origin, parts = origin_of(url), urlsplit(url.strip())
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
    if login is None or login.as_is or not login.written:
        return url
    parts = urlsplit(url)
    return parts._replace(netloc=f"{login.written}@{parts.netloc}").geturl()


def origin_of(url: str) -> str:
    """Return scheme, host and port of an address. Raises Reject (`bad_url`)."""
    parts = urlsplit(canonicalize(url))
    return f"{parts.scheme}://{parts.netloc}"
