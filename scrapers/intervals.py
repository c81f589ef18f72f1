"""When to try again and when to poll next: pure functions from what happened to a time span."""

from datetime import timedelta

FIRST_BACKOFF = timedelta(seconds=5)
BACKOFF_FACTOR = 6.0
"""5 s, 30 s, 3 min, 18 min, 1.8 h, 10.8 h: a blip costs seconds, and six tries outlast a night's outage."""
MAX_BACKOFF = timedelta(days=1)

MIN_POLL = timedelta(minutes=5)
MAX_POLL = timedelta(hours=24)

POLL_FASTER = 0.5
POLL_SLOWER = 1.5
"""In balance where 37 % of the polls bring something: log 1.5 / (log 1.5 + log 2)."""

MAX_FRESH_AGE = timedelta(hours=24)
"""Entries that are new to us and older than this are an archive (a first poll), not a pace."""

MAX_TTL = timedelta(hours=1)
"""The most of a publisher's ttl that is heeded. Templates say a day where the feed shows twenty entries
and gets a hundred in that time: the others would never be seen."""


def backoff(tries: int, after: timedelta | None, jitter: float) -> timedelta:
    """Return how long to wait after the failure of try number `tries` (1 for the first).

    `after` is what the server asked for: never less than that. `jitter` in [0, 1) spreads the wait over
    +-20 %, so that a thousand links of one outage do not come back at once. At most a day.
    """
    exponent = min(max(tries, 1) - 1, 10)
    spread = FIRST_BACKOFF * BACKOFF_FACTOR**exponent * (0.8 + 0.4 * jitter)
    return min(max(spread, after or timedelta(0)), MAX_BACKOFF)


def next_poll(
    current: timedelta,
    new: int,
    newest_age: timedelta | None,
    ttl: timedelta | None,
    unchanged: bool = False,
) -> timedelta:
    """Return the interval until the next poll of a feed, between 5 minutes and 24 hours.

    `current` is the interval that just passed, `new` the entries it brought that were never seen before,
    `newest_age` the time since the newest entry of the feed was published (None where unknown, negative
    where it is dated ahead), `ttl` what the publisher declares (RSS ttl, sy:updatePeriod or Cache-Control
    max-age), and `unchanged` says that the server or the body's hash reported no change.

    Halves while polls bring fresh entries, and grows by half while they bring nothing, though to no more
    than half of the time for which the feed has been silent: what spoke an hour ago is asked within the
    hour.
    """
    if unchanged or new <= 0:
        silent = MAX_POLL if newest_age is None else newest_age
        wanted = max(current, min(current * POLL_SLOWER, silent / 2))
    elif newest_age is None or newest_age <= MAX_FRESH_AGE:
        wanted = current * POLL_FASTER
    else:
        wanted = current
    floor = min(max(ttl or MIN_POLL, MIN_POLL), MAX_TTL)
    return min(max(wanted, floor), MAX_POLL)
