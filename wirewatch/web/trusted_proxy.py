"""A proxy that has people log in, and names them in a header: who is believed, and what is believed."""

import ipaddress
import re
from collections.abc import Sequence
from typing import NamedTuple

from wirewatch.errors import Mistake
from wirewatch.ledger.users import read_name
from wirewatch.settings import Settings

THIS_MACHINE = "127.0.0.0/8, ::1"
_HEADER = re.compile(r"[A-Za-z0-9-]{1,100}")
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class TrustedProxy(NamedTuple):
    """The header that names the user, and where it is believed to come from."""

    header: str
    networks: tuple[Network, ...]

    def is_trusted(self, peer: str) -> bool:
        """Tell whether an address is a proxy's."""
        try:
            address = ipaddress.ip_address(peer)
        except ValueError:
            return False
        plain = getattr(address, "ipv4_mapped", None) or address
        return any(plain in network for network in self.networks)

    def user_of(self, peer: str, named: Sequence[str]) -> str | None:
        """Give the user whom a proxy names in its header; None where it names nobody or two, or is no proxy of ours."""
        if len(named) != 1 or not self.is_trusted(peer):
            return None
        try:
            return read_name(_as_utf8(named[0]))
        except Mistake:
            return None


def _as_utf8(text: str) -> str:
    """Read a header, which arrives as Latin-1, as the UTF-8 that proxies write."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def read_trusted_proxy(settings: Settings) -> TrustedProxy | None:
    """Read what the environment says of a proxy; None where none is trusted. Raises Mistake."""
    header = (settings.trusted_user_header or "").strip()
    if not header:
        if settings.trusted_proxy:
            mend = "name the header too: WIREWATCH_TRUSTED_USER_HEADER=X-Forwarded-User"
            raise Mistake("WIREWATCH_TRUSTED_PROXY trusts a proxy with nothing", mend)
        return None
    if not _HEADER.fullmatch(header):
        mend = "write one such as X-Forwarded-User"
        raise Mistake(f"WIREWATCH_TRUSTED_USER_HEADER: {header[:40]!r} is no name of a header", mend)
    return TrustedProxy(header, tuple(_networks(settings.trusted_proxy or THIS_MACHINE)))


def _networks(text: str) -> list[Network]:
    found = []
    for part in text.replace(",", " ").split():
        try:
            found.append(ipaddress.ip_network(part, strict=False))
        except ValueError:
            mend = "write addresses or networks, such as 10.0.0.5 or 10.0.0.0/24, with commas between"
            raise Mistake(f"WIREWATCH_TRUSTED_PROXY: {part[:60]!r} is no address", mend) from None
    return found
