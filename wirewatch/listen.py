"""Where a server of ours listens, as it is written on the command line."""

import errno
import ipaddress
import os
import re
from typing import NamedTuple

from wirewatch.errors import Mistake, Trouble


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
    is_port = port.isascii() and port.isdecimal() and int(port[:6]) <= 65_535
    if not host or not is_port or _is_no_address(host):
        raise Mistake(f"--listen: {text[:80]!r} is no address and port", f"write {example}")
    return Listen(host, int(port))


def _is_no_address(host: str) -> bool:
    """Tell four numbers that are no address, such as 999.1.1.1, from names and from what the system may know."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return bool(re.fullmatch(r"\d+(\.\d+){3}", host))
    return False


def cannot_listen(at: str, error: OSError) -> Trouble:
    """Say why an address cannot be listened to, and what helps."""
    mends = {
        errno.EADDRINUSE: "another program listens there: end it, or take another port with --listen",
        errno.EACCES: "ports below 1024 are the system's: take a higher one with --listen",
        errno.EADDRNOTAVAIL: "this machine does not have that address: take one of its own with --listen",
    }
    reason = f"{at} cannot be listened to: {os.strerror(error.errno or 0)}"
    return Trouble(f"{reason}; {mends.get(error.errno or 0, 'take another with --listen')}")


def web_address(host: str, port: int) -> str:
    """Give the address at which a browser finds a server."""
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
