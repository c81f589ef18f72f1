"""The desk's server: one address, on this machine alone."""

import ipaddress
import socket
from collections.abc import Callable

import uvicorn

from wirewatch.errors import Mistake, Trouble
from wirewatch.project import Project
from wirewatch.web.app import make_app

STOP_WITHIN_S = 2
"""How long pages that are under way may take at the end; live ones are cut."""


def read_listen(text: str) -> tuple[str, int]:
    """Read `address:port`, of this machine alone: nobody has to log in. Raises Mistake."""
    host, _, port = text.rpartition(":")
    host = host.strip("[]")
    if not host or not port.isdecimal() or int(port[:6]) > 65_535:
        raise Mistake(f"--listen: {text[:80]!r} is no address", "write 127.0.0.1:8400")
    if host != "localhost" and not _is_loopback(host):
        mend = "write 127.0.0.1:8400, and let a proxy on this machine ask for a login in front of it"
        raise Mistake(f"--listen: {host} is open to other machines, and the desk has no login", mend)
    return host, int(port)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def serve_desk(project: Project, listen: str, started: Callable[[str], None]) -> None:
    """Serve until Ctrl-C; `started` is told the address once it answers. Raises Mistake and Trouble."""
    host, port = read_listen(listen)
    project.check()
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as bound:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind((host, port))
        except OSError as error:
            raise Trouble(
                f"{listen} cannot be listened to: {error.strerror}; is another desk there?"
            ) from None
        port = bound.getsockname()[1]
        shown = f"[{host}]" if ":" in host else host
        config = uvicorn.Config(
            make_app(project),
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=STOP_WITHIN_S,
            lifespan="off",
        )
        bound.listen(config.backlog)
        started(f"http://{shown}:{port}/")
        uvicorn.Server(config).run(sockets=[bound])
