"""When to try again: a pure function from what happened to a time span."""

from datetime import timedelta

FIRST_BACKOFF = timedelta(seconds=5)
BACKOFF_FACTOR = 6.0
"""5 s, 30 s, 3 min, 18 min, 1.8 h, 10.8 h: a blip costs seconds, and six tries outlast a night's outage."""
MAX_BACKOFF = timedelta(days=1)


def backoff(tries: int, after: timedelta | None, jitter: float) -> timedelta:
    """Return how long to wait after the failure of try number `tries` (1 for the first).

    `after` is what the server asked for: never less than that. `jitter` in [0, 1) spreads the wait over
    +-20 %, so that a thousand links of one outage do not come back at once. At most a day.
    """
    exponent = min(max(tries, 1) - 1, 10)
    spread = FIRST_BACKOFF * BACKOFF_FACTOR**exponent * (0.8 + 0.4 * jitter)
    return min(max(spread, after or timedelta(0)), MAX_BACKOFF)
