"""Requests that a channel with a rate costs: so many alerts to a webhook that takes 20 a minute.

    PYTHONPATH=tests/support python -m benchmarks.rates [--alerts 1500] [--rate 20]

What is beyond the rate is answered with 429 and `Retry-After: 60`. The clock is moved by 61 seconds after each pass.
"""

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path
from unittest.mock import patch

from filled_outbox import NOON, Clock, announce_stories, newsroom_with_channels, run_delivery, write_rule
from hostile_server import rate_limited, status

from wirewatch.ledger import leases


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--alerts", type=int, default=1500)
    options.add_argument("--rate", type=int, default=20, help="requests a minute that are accepted")
    given = options.parse_args(arguments)
    requests, minutes = measured(given.alerts, given.rate)
    vain = requests - given.alerts
    print(f"{given.alerts:,} alerts at {given.rate} a minute: {requests:,} requests in {minutes} minutes")
    print(f"{vain} of them in vain ({vain / requests:.1%})")


def measured(alerts: int, rate: int) -> tuple[int, int]:
    """Send so many alerts to a webhook that takes `rate` a minute; give the requests, and the minutes it took."""
    clock, minutes = Clock(NOON), 0
    with (
        tempfile.TemporaryDirectory() as folder,
        patch.object(leases, "now", clock),
        newsroom_with_channels(Path(folder)) as newsroom,
    ):
        write_rule(newsroom)
        announce_stories(newsroom, *(f"story {number}" for number in range(alerts)))
        while newsroom.status()["alerts"]["sent"] < alerts:
            newsroom.web.on("/hook", *[status(204)] * rate, rate_limited("60"))
            run_delivery(newsroom)
            clock.advance(seconds=61)
            minutes += 1
        return len(newsroom.received_posts()), minutes


if __name__ == "__main__":
    main()
