"""The desk's server: one address, of this machine alone or, where people log in, of any."""

import socket
from collections.abc import Callable

import uvicorn

from wirewatch.errors import Mistake
from wirewatch.ledger.users import count_users
from wirewatch.listen import Listen, cannot_listen, read_listen, web_address
from wirewatch.project import Project
from wirewatch.web.app import make_app
from wirewatch.web.trusted_proxy import read_trusted_proxy

EXAMPLE = "127.0.0.1:8400"
STOP_WITHIN_S = 2
"""How long pages that are under way may take at the end; live ones are cut."""


def _refuse_strangers(project: Project, listen: Listen) -> None:
    """Raise Mistake where other machines could read what nobody has to log in for."""
    if listen.is_loopback or read_trusted_proxy(project.settings):
        return
    with project.ledger.read() as tx:
        if count_users(tx):
            return
    mend = "add a user first: `wirewatch users add NAME`; or trust a proxy: WIREWATCH_TRUSTED_USER_HEADER"
    raise Mistake(f"--listen: {listen.host} is open to other machines, and the desk has no login yet", mend)


def serve_desk(project: Project, listen: str, started: Callable[[str], None]) -> None:
    """Serve until Ctrl-C; `started` is told the address once it answers. Raises Mistake and Trouble."""
    at = read_listen(listen, EXAMPLE)
    _refuse_strangers(project, at)
    project.check()
    host, port = at
    app = make_app(project) if at.is_loopback else make_app(project, ("*",), loopback=False)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as bound:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind((host, port))
        except OSError as error:
            raise cannot_listen(listen, error) from None
        config = uvicorn.Config(
            app,
            proxy_headers=False,  # whom to believe is for wirewatch.web.access to say
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=STOP_WITHIN_S,
            lifespan="off",
        )
        bound.listen(config.backlog)
        started(web_address(host, bound.getsockname()[1]))
        uvicorn.Server(config).run(sockets=[bound])
