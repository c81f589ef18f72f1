"""Where a server of ours listens, as it is written on the command line."""

import ipaddress
from typing import NamedTuple

from wirewatch.errors import Mistake


class Listen(NamedTuple):
    """An address of this machine, and a port; 0 takes a free one."""

    host: str
    port: int

    @property
    def is_loopback(self) -> bool:
        """Whether this machine alone can connect."""
        try:
            return self.host == "localhost" or ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


def read_listen(text: str, example: str) -> Listen:
    """Read `address:port`; `example` is what a wrong one is told to be written like. Raises Mistake."""
    host, _, port = text.rpartition(":")
    host = host.strip("[]")
    if not host or not (port.isascii() and port.isdecimal()) or int(port[:6]) > 65_535:
        raise Mistake(f"--listen: {text[:80]!r} is no address and port", f"write {example}")
    return Listen(host, int(port))


def web_address(host: str, port: int) -> str:
    """Give the address at which a browser finds a server."""
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
