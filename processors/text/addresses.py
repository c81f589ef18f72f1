"""Addresses within records: what is read from them, and what must not be kept of them."""

from contextlib import suppress
from urllib.parse import urlsplit


def host_of_address(url: str) -> str:
    """Return the host in an address, or nothing where it names none."""
    with suppress(ValueError):
        return urlsplit(url).hostname or ""
    return ""


def without_credentials(url: str) -> str:
    """Return an address without its user and password."""
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
