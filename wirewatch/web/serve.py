"""The desk's server: one address, on this machine alone."""

import socket
from collections.abc import Callable

import uvicorn

from wirewatch.errors import Mistake, Trouble
from wirewatch.listen import Listen, read_listen, web_address
from wirewatch.project import Project
from wirewatch.web.app import make_app

EXAMPLE = "127.0.0.1:8400"
STOP_WITHIN_S = 2
"""How long pages that are under way may take at the end; live ones are cut."""


def _on_this_machine(text: str) -> Listen:
    """Read an address of this machine alone: nobody has to log in. Raises Mistake."""
    listen = read_listen(text, EXAMPLE)
    if not listen.is_loopback:
        mend = f"write {EXAMPLE}, and let a proxy on this machine ask for a login in front of it"
        raise Mistake(f"--listen: {listen.host} is open to other machines, and the desk has no login", mend)
    return listen


def serve_desk(project: Project, listen: str, started: Callable[[str], None]) -> None:
    """Serve until Ctrl-C; `started` is told the address once it answers. Raises Mistake and Trouble."""
    host, port = _on_this_machine(listen)
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
        config = uvicorn.Config(
            make_app(project),
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=STOP_WITHIN_S,
            lifespan="off",
        )
        bound.listen(config.backlog)
        started(web_address(host, bound.getsockname()[1]))
        uvicorn.Server(config).run(sockets=[bound])
