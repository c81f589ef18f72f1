"""What a feed's server wants to know of us: a login, cookies and headers, whose secrets stand in the environment.

login: {secret_env: NAME}  cookies: {secret_env: NAME}  headers: {X-Key: {secret_env: NAME}, X-Other: text}
"""

import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from scrapers.login import Login, origin_of

_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")
"""Of a header, as RFC 9110, 5.1 has it."""
_UNSENDABLE = re.compile(r"[^\x20-\x7e\xa0-\xff]")
"""What no value of a header may have: RFC 9110, 5.5."""
_OURS = frozenset(
    {
        *("accept-encoding", "authorization", "connection", "content-length", "cookie", "expect", "host"),
        *("keep-alive", "te", "trailer", "transfer-encoding", "upgrade"),
    }
)
"""Headers that the client writes by itself, or that `login` and `cookies` are for."""


class SecretSpec(BaseModel):
    """A value that stands in a variable of the environment."""

    model_config = ConfigDict(extra="forbid")
    secret_env: str = Field(pattern="^[A-Za-z_][A-Za-z0-9_]*$")


def _are_headers(headers: dict[str, str | SecretSpec]) -> dict[str, str | SecretSpec]:
    for name, value in headers.items():
        if not _NAME.fullmatch(name):
            raise ValueError(f"{name[:100]!r} is no name of a header")
        if name.lower() in _OURS:
            raise ValueError(
                f"{name} cannot be set here; `login` and `cookies` are for secrets of these kinds"
            )
        if isinstance(value, str) and _UNSENDABLE.search(value):
            raise ValueError(f"{name} holds a sign that no header may have")
    return headers


Headers = Annotated[dict[str, str | SecretSpec], Field(max_length=50), AfterValidator(_are_headers)]


def login_of(
    url: str,
    in_url: Login | None,
    login: SecretSpec | None,
    cookies: SecretSpec | None,
    headers: Mapping[str, str | SecretSpec],
    environment: Mapping[str, str],
) -> Login | None:
    """Give what is sent to the server of a feed's address, and to no other; None where there is nothing.

    Variables that are not set, or whose value cannot be sent, are named in it: the feed alone fails for them.
    """
    wanting: list[str] = []

    def value_of(secret: str | SecretSpec) -> str:
        if isinstance(secret, str):
            return secret
        value = (environment.get(secret.secret_env) or "").strip()
        if not value or _UNSENDABLE.search(value):
            wanting.append(secret.secret_env)
        return value

    sent = {name: value_of(value) for name, value in headers.items()}
    if cookies:
        sent["Cookie"] = value_of(cookies)
    written = in_url.written if in_url else ""
    if login:
        written = value_of(login)
        if written and ":" not in written:
            wanting.append(login.secret_env)
    if not (written or sent or wanting):
        return None
    return Login(written, origin_of(url), tuple(sent.items()), tuple(wanting), as_is=login is not None)
