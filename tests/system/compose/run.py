"""Bring the whole of docker-compose.yml up on a real engine, and try what docs/operations.md promises.

    make compose-test                 on an engine of its own (as root, with docker.io and debootstrap of Debian)
    DOCKER_HOST=... make compose-test on a running one, with the real images where it can pull them

The first call makes the images (some minutes); every call then takes about half an hour on two cores. Status 0 when
every step held, 1 when one did not, 2 where something that it needs is missing. At the end volumes and containers are
removed; the images are kept.
"""

import argparse
import signal
import sys
import tempfile
import time
import traceback
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "support"), str(HERE.parents[2] / "scripts")]

import elasticsearch_server  # noqa: E402
import stand_ins  # noqa: E402
from daemon import StartError, UnavailableError  # noqa: E402
from engine import Engine  # noqa: E402
from stack import Stack  # noqa: E402
from steps import steps  # noqa: E402


def try_all(stack: Stack, only: str) -> list[tuple[str, str, float]]:
    """Try every step; give title, outcome and seconds of each."""
    outcomes: list[tuple[str, str, float]] = []
    for step in steps(stack):
        if only not in step.title and not step.vital:
            continue
        began = time.monotonic()
        print(f".. {step.title}", flush=True)
        try:
            step.hold()
            outcome = "held"
        except Exception:
            outcome = "FAILED"
            traceback.print_exc()
            print(stack.compose("ps", "--all", check=False).stdout)
            print(
                stack.compose("logs", "--no-color", "--tail", "30", check=False).stdout[-20_000:], flush=True
            )
        outcomes.append((step.title, outcome, time.monotonic() - began))
        print(f"{outcome}: {step.title} ({outcomes[-1][2]:.0f} s)", flush=True)
        if outcome != "held" and step.vital:
            break
    return outcomes


def main() -> int:
    """Carry out the command line."""
    parser = argparse.ArgumentParser(description="docker-compose.yml on a real engine")
    parser.add_argument(
        "--only", default="", help="only the steps with these words, and those that others need"
    )
    parser.add_argument("--keep", action="store_true", help="leave volumes and images for a look")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # else the engine would outlive us
    try:
        with (
            Engine(elasticsearch_server.cache_folder() / "engine") as engine,
            tempfile.TemporaryDirectory() as folder,
        ):
            if engine.own:
                stand_ins.make(engine)
            stack = Stack(engine, Path(folder))
            stack.lay()
            try:
                outcomes = try_all(stack, options.only)
            finally:
                down = ["--profile", "*", "down", "--timeout", "30", "--remove-orphans"]
                stack.compose(*down, *([] if options.keep else ["--volumes"]), check=False)
    except (UnavailableError, StartError) as error:
        print(error, file=sys.stderr)
        return 2
    print()
    for title, outcome, seconds in outcomes:
        print(f"{outcome:6} {seconds:5.0f} s  {title}")
    return 0 if all(outcome == "held" for _, outcome, _ in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
