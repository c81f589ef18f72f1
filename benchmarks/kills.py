"""Alerts lost or doubled over hundreds of kills between a matched batch and a channel's acceptance.

    PYTHONPATH=tests python -m benchmarks.kills [--kills 500] [--seed 1]

Asked: none lost, and none doubled but under the same key. tests/support/kill_delivery.py tells what is
killed, and where.
"""

import argparse
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from kill_delivery import DeliveryKills


def main(arguments: Sequence[str] | None = None) -> None:
    """Kill, and print what came of it."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--kills", type=int, default=500)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args(arguments)
    started = time.monotonic()
    with (
        tempfile.TemporaryDirectory() as folder,
        DeliveryKills(Path(folder), given.kills * 2 // 3, given.seed) as kills,
    ):
        kills.run(given.kills)
        verdict = kills.counts()
    print(f"{verdict}, {kills.lives} lives, {time.monotonic() - started:.0f} s")
    assert not verdict.lost
    assert not verdict.other_key


if __name__ == "__main__":
    main()
