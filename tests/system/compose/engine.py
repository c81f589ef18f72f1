"""A Docker engine: the one that DOCKER_HOST names, or one of our own with its data in a folder.

Ours runs without iptables, so containers reach each other and the machine, and nothing else; a build uses the
machine's own network.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import psutil
from daemon import StartError, UnavailableError

MOST_FILES = 20_000
"""Open files of a container: more than that is refused where the machine itself may have no more."""


class Engine:
    """Use it as a context manager. `data` keeps the images between calls."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.own = "DOCKER_HOST" not in os.environ
        self.host = os.environ.get("DOCKER_HOST") or f"unix://{data}/docker.sock"
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        """Start it and wait until it answers. Raises UnavailableError and StartError."""
        client = Path(sys.executable).with_name("docker-compose")
        if not (shutil.which("docker") and client.exists()):
            raise UnavailableError(
                "no docker or no Compose client: install package docker.io, and `make test`"
            )
        self.client = client
        if self.own:
            self._start()
        deadline = time.monotonic() + 60
        while self.docker("version", check=False).returncode:
            if (self.process and self.process.poll() is not None) or time.monotonic() > deadline:
                self.__exit__(None, None, None)
                raise StartError(f"the engine at {self.host} does not answer; see {self.data}/log")
            time.sleep(0.3)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End ours, with the containers that still run."""
        if self.process:
            children = psutil.Process(self.process.pid).children(recursive=True)
            self.process.terminate()
            self.process.wait(120)
            psutil.wait_procs(children, timeout=30)

    def docker(self, *arguments: Any, check: bool = True, **options: Any) -> subprocess.CompletedProcess[str]:
        """Call docker; with `check`, an error ends the run and its output is in the message."""
        return run(["docker", *map(str, arguments)], self.environment(), check=check, **options)

    def environment(self, **more: str) -> dict[str, str]:
        """Give the environment of every client."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        # The old builder, since the new one wants a plugin, and its own way to the network.
        return kept | {"DOCKER_HOST": self.host, "DOCKER_BUILDKIT": "0", **more}

    def _start(self) -> None:
        server = shutil.which("dockerd") or "/usr/sbin/dockerd"
        if os.geteuid() != 0 or not Path(server).exists():
            raise UnavailableError("no Docker engine: set DOCKER_HOST to one, or, as root, install docker.io")
        self.data.mkdir(parents=True, exist_ok=True)
        places = {
            "data-root": "images", "exec-root": "run", "pidfile": "pid", "host": "docker.sock",
        }  # fmt: skip
        options = [
            f"--{name}={'unix://' if name == 'host' else ''}{self.data / place}"
            for name, place in places.items()
        ]
        with (self.data / "log").open("wb") as log:
            self.process = subprocess.Popen(
                [server, *options, "--iptables=false", f"--default-ulimit=nofile={MOST_FILES}:{MOST_FILES}"],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )


def run(
    command: list[str], environment: dict[str, str], *, check: bool = True, **options: Any
) -> subprocess.CompletedProcess[str]:
    """Run a program; give what it printed. With `check` its failure raises RuntimeError with the end of that."""
    options = {"stdin": subprocess.DEVNULL, **options}
    ran = subprocess.run(
        command,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        **options,
    )
    if check and ran.returncode:
        raise RuntimeError(
            f"{' '.join(command)} ended with {ran.returncode}:\n{(ran.stdout + ran.stderr)[-4000:]}"
        )
    return ran
