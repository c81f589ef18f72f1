"""Take what is secret in a channel's address out of what is told about it."""

import re
from collections.abc import Iterator
from urllib.parse import unquote, unquote_plus, urlsplit

OPEN_HOSTS = ("json", "xml", "form", "mailto")
"""Schemes (also with an s behind) whose host is a server's name. Elsewhere a token may stand in its place."""
MIN_SECRET = 4
"""Shorter parts hide nothing worth it, and would be found in every word."""
REPLACEMENT = "***"


def redact(text: str, url: str) -> str:
    """Give a text without the address and without every part of it that may be a secret."""
    for secret in sorted({*_secrets(url), url}, key=len, reverse=True):
        text = text.replace(secret, REPLACEMENT)
    return text


def _secrets(url: str) -> Iterator[str]:
    scheme, _, rest = url.partition(":")
    where = rest
    if scheme.lower().removesuffix("s") in OPEN_HOSTS:
        where = _without_host(url)
    values = [
        value.rpartition("=")[2] if "=" in value else value for value in re.split(r"[/:@?&#,;\s]+", where)
    ]
    for value in values:
        for form in (value, unquote(value), unquote_plus(value)):
            if len(form) >= MIN_SECRET:
                yield form


def _without_host(url: str) -> str:
    """Give password, path, query and fragment of an address; all of it where it cannot be taken apart."""
    try:
        parts = urlsplit(url)
        return " ".join((parts.password or "", parts.path, parts.query, parts.fragment))
    except ValueError:
        return url
