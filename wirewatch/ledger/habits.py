"""What is remembered of a feed between polls, beside what makes a request conditional: one JSON text in its row."""

from datetime import datetime

import msgspec
from msgspec import Struct

from scrapers.arrivals import Arrival
from scrapers.moves import Move
from scrapers.rhythm import Rhythm
from scrapers.told_dates import DatesTold


class Gap(Struct, frozen=True, omit_defaults=True):
    """What is being read of a gap."""

    since: datetime
    """The time of the poll before it."""
    before: tuple[str, ...]
    """Marks of what was shown then."""
    older: str | None
    """The page that is read next; None for the news sitemap."""
    pages: int = 0
    tries: int = 0
    """Failures in a row that may pass."""


class Habits(Struct, frozen=True, omit_defaults=True):
    """What is remembered of a feed between polls, beside what makes a request conditional."""

    rhythm: Rhythm = Rhythm()
    shown: tuple[str, ...] = ()
    """Marks of what it showed last."""
    arrivals: tuple[Arrival, ...] = ()
    """Its newest entries: when they came, and how late they were seen."""
    gap: Gap | None = None
    unfilled_at: datetime | None = None
    """When a gap was last given up."""
    move: Move | None = None
    """Where it says that it has moved to."""
    dates: DatesTold = DatesTold()
    """What its dates are like."""


def read_habits(text: str | None) -> Habits:
    """Read what `msgspec.json.encode` made of habits; None is a feed that was never polled."""
    return msgspec.json.decode(text, type=Habits) if text else Habits()
