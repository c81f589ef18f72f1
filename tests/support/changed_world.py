"""Run the command `wirewatch` in a world that changes while it runs, as the files of a folder say.

    python tests/support/changed_world.py FOLDER run --every 2s

Every host's name is this machine, at the port that its address has. While FOLDER/no-dns is there, no name is known.
FOLDER/clock has the seconds by which the clock is wrong.
"""

import socket
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

NO_DNS, CLOCK = "no-dns", "clock"
OWN = {"127.0.0.1", "localhost"}


def change_names(folder: Path) -> None:
    """Have every name be this machine's, as long as there is a DNS."""
    resolve = socket.getaddrinfo

    def getaddrinfo(host: Any, *arguments: Any, **options: Any) -> list[Any]:
        name = host.decode() if isinstance(host, bytes) else host
        if name not in OWN and (folder / NO_DNS).exists():
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        return resolve("127.0.0.1", *arguments, **options)

    socket.getaddrinfo = getaddrinfo


def change_clock(folder: Path) -> None:
    """Have the ledger's clock, and that of Python's module time, go wrong by what the file says."""
    from wirewatch.ledger import leases

    now, wall = leases.now, time.time

    def wrong_by() -> float:
        try:
            return float((folder / CLOCK).read_text() or 0)
        except FileNotFoundError:
            return 0.0

    def wrong_now() -> datetime:
        return now() + timedelta(seconds=wrong_by())

    leases.now = wrong_now
    time.time = lambda: wall() + wrong_by()


if __name__ == "__main__":
    from wirewatch.cli.app import run

    change_names(Path(sys.argv[1]))
    change_clock(Path(sys.argv[1]))
    sys.exit(run(sys.argv[2:]))
