"""Which addresses may be asked, and a connector that connects to no other.

A feed is written by strangers, and so are the redirects behind its links: without this, one entry could
make us ask a database on our own network. Three gates, each enough for its case:

1. `parse_ip` reads a host that is an address in any spelling, to be judged before anything is asked;
2. the resolver drops every address that may not be asked, after DNS and whatever the name;
3. the connector judges the very address it opens a socket to, so that an answer of DNS that changes
   between two looks (rebinding) changes nothing.
"""

import errno
import os
import re
import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from aiohttp import TCPConnector
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

from scrapers.errors import Reject
from scrapers.open_files import is_out_of_files

Address = IPv4Address | IPv6Address
Permitted = Callable[[Address], bool]
AddrInfo = tuple[int | socket.AddressFamily, int | socket.SocketKind, int, str, tuple[object, ...]]

_NAT64 = IPv6Network("64:ff9b::/96")
"""RFC 6052. An IPv6-only network reaches every IPv4 host through it, so the IPv4 address inside decides."""

_GLOBAL_UNICAST = IPv6Network("2000::/3")
"""All that IANA has opened for global unicast. Outside it: loopback, IPv4-mapped, link-local, multicast."""

_CLOSED: tuple[IPv4Network | IPv6Network, ...] = (
    IPv4Network("168.63.129.16/32"),  # Azure's platform agent, on a public address inside every machine there
    IPv4Network("192.0.0.0/24"),  # protocol assignments, RFC 6890; Python 3.11 knows eight of them
    IPv4Network("192.88.99.0/24"),  # 6to4 relay, RFC 7526
    IPv6Network("2001::/32"),  # Teredo: carries an IPv4 address of its sender's choice, RFC 4380
    IPv6Network("2002::/16"),  # 6to4: the same, RFC 7526
    IPv6Network("3fff::/20"),  # documentation, RFC 9637; Python 3.11 does not know it
)

_ODD_IPV4 = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)(?:\.(?:0x[0-9a-f]*|[0-9]+)){0,3}\.?", re.IGNORECASE)
"""What the C library's inet_aton reads as an address: 2130706433, 0x7f.1, 0177.0.0.1 ..."""


class AddressRefused(OSError):
    """The connector was led to an address that may not be asked."""


def is_public(address: Address) -> bool:
    """Tell whether `address` is one host on the public internet."""
    if isinstance(address, IPv6Address):
        if address in _NAT64:
            return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
        if address not in _GLOBAL_UNICAST:
            return False
    closed = any(address in network for network in _CLOSED)
    return address.is_global and not address.is_multicast and not address.is_reserved and not closed


def is_any(_: Address) -> bool:
    """Permit every address: for a demonstration on loopback, or for feeds inside an organisation."""
    return True


def parse_ip(host: str) -> Address | None:
    """Return the address that `host` spells, in decimal, octal and hexadecimal too; None for a name."""
    try:
        return ip_address(host.strip("[]"))
    except ValueError:
        pass
    if _ODD_IPV4.fullmatch(host):
        try:
            return IPv4Address(socket.inet_aton(host.rstrip(".")))
        except OSError:
            return None
    return None


def is_loopback(host: str) -> bool:
    """Tell whether `host`, a name or an address, is this machine itself (RFC 6761 for the names)."""
    address = parse_ip(host)
    if address is not None:
        return address.is_loopback
    return host == "localhost" or host.endswith(".localhost")


class Resolver(AbstractResolver):
    """Ask DNS, and pass on only the addresses that may be asked."""

    def __init__(self, permitted: Permitted, dns: AbstractResolver) -> None:
        self._permitted = permitted
        self._dns = dns

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Return what may be asked.

        Raises Reject `private_address` where nothing may, Reject `bad_url` for a name that DNS cannot
        hold, and OSError where the name was not resolved.
        """
        try:
            found = await self._dns.resolve(host, port, family)
        except UnicodeError as error:
            raise Reject("bad_url", f"{host}: {error}") from error
        except OSError as error:
            # Where no socket can be opened to ask, the C library calls the name unknown.
            if is_out_of_files():
                raise OSError(errno.EMFILE, os.strerror(errno.EMFILE)) from error
            raise
        fit = [result for result in found if self._permitted(ip_address(result["host"]))]
        if found and not fit:
            raise Reject("private_address", f"{host} is {', '.join(result['host'] for result in found)}")
        if not fit:
            raise OSError(f"{host} has no address")
        return fit

    async def close(self) -> None:
        """Close what asks DNS."""
        await self._dns.close()


def make_connector(permitted: Permitted, dns: AbstractResolver | None = None) -> TCPConnector:
    """Return a connector for one session that opens sockets only to what `permitted` admits.

    `dns` stands in for the system's resolver. What is refused surfaces as Reject `private_address`, or as
    a ClientConnectorError around `AddressRefused` where only the socket's own address gave it away.
    """

    def open_socket(info: AddrInfo) -> socket.socket:
        family, kind, protocol, _, target = info
        address = parse_ip(str(target[0]))
        if address is None or not permitted(address):
            raise AddressRefused(f"{target[0]} may not be asked")
        return socket.socket(family=family, type=kind, proto=protocol)

    # No cap on connections: callers bound what is under way, and a wait here would count as the host's.
    return TCPConnector(
        resolver=Resolver(permitted, dns or ThreadedResolver()), socket_factory=open_socket, limit=0
    )
