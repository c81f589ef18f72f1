"""Whether the dates that a feed tells can be believed, and what is made of those without a zone: pure functions.

entries of a poll -> DatesTold | entries with the zone that the operator knows
new entries       -> how far each lay ahead of the moment at which it was first seen
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from statistics import median

from msgspec import Struct
from msgspec.structs import replace

from scrapers.records import Entry
from scrapers.zones import zone_of

AHEAD = timedelta(minutes=15)
"""How far a publisher's clock may be ahead: what is dated later than this cannot be true."""
MOST_LEADS = 20
"""New entries of which it is remembered how far ahead they lay."""
ENOUGH = 3
"""Entries from which on a feed's dates are judged by what they have in common."""
_STEP = timedelta(minutes=15)
"""Zones differ by so much, or a multiple of it."""


class DatesTold(Struct, frozen=True, omit_defaults=True):
    """What is known of the dates that a feed shows."""

    dated: int = 0
    """Entries with a date."""
    local: int = 0
    """Those whose time has no zone."""
    ahead: int = 0
    """Those dated later than the poll that showed them."""
    equal: bool = False
    """Whether all have one time, to the second."""
    leads: tuple[int, ...] = ()
    """Of the newest entries: seconds from their first sight to their date, negative where it lies before that."""

    @property
    def lead(self) -> timedelta | None:
        """How far the newest entries were ahead of their first sight, in the middle; None where too few are known."""
        return timedelta(seconds=median(self.leads)) if len(self.leads) >= ENOUGH else None

    @property
    def are_ahead(self) -> bool:
        """Whether its dates lie where no date can: all of them now, or most of the newest when they were first seen."""
        return bool(self.dated and self.ahead == self.dated) or (self.lead or timedelta()) > AHEAD

    def after(self, before: "DatesTold") -> "DatesTold":
        """Return these with what was seen of new entries before, unless times had no zone then, and have one now."""
        return (
            replace(self, leads=before.leads + self.leads) if bool(self.local) == bool(before.local) else self
        )


def tell_dates(
    entries: Iterable[Entry], new: Iterable[Entry], before: DatesTold, at: datetime, *, is_first: bool = False
) -> DatesTold:
    """Return what the dates of a poll at the time `at` tell.

    `new` are those entries that were shown for the first time: of a first poll, which shows what is old, none counts.
    """
    dated = [entry for entry in entries if entry.published]
    timed = [entry for entry in dated if entry.precision != "day"]
    counted = () if is_first else (entry for entry in new if entry.precision != "day")
    leads = (lead for entry in counted if (lead := _lead(entry, at)) is not None)
    moments = {entry.published for entry in timed}
    told = DatesTold(
        dated=len(dated),
        local=sum(entry.precision == "local" for entry in dated),
        ahead=sum((_lead(entry, at) or 0) > AHEAD.total_seconds() for entry in dated),
        equal=len(timed) >= ENOUGH and len(timed) == len(dated) and len(moments) == 1,
        leads=tuple(leads),
    ).after(before)
    return replace(told, leads=told.leads[-MOST_LEADS:])


def with_zone(entries: Sequence[Entry], name: str | None, written: str | None = None) -> list[Entry]:
    """Return the entries with their times read in the zone of this name, where they tell none. None leaves them.

    `written` is a zone that the feed names wrongly, such as UTC behind a local time: times with a zone are then taken
    back to the clock of that zone, and read in the right one.
    """
    zone, wrong = zone_of(name) if name else None, zone_of(written) if written else None

    def read(entry: Entry) -> Entry:
        if not (zone and entry.published):
            return entry
        if entry.precision == "local":
            clock = entry.published
        elif wrong and entry.precision == "time":
            clock = entry.published.astimezone(wrong)
        else:
            return entry
        at = clock.replace(tzinfo=zone).astimezone(entry.published.tzinfo)
        return replace(entry, published=at, precision="time")

    return [read(entry) for entry in entries]


def what_is_wrong(dates: DatesTold) -> str | None:
    """Say in one line what is wrong with a feed's dates, and what is taken instead; None where nothing is."""
    if dates.local:
        told = f"{dates.local} of {dates.dated} dates tell no zone, and are taken as UTC"
        return f"{told}; they look like {_zone_like(dates)}" if dates.lead and dates.are_ahead else told
    if dates.are_ahead:
        span = f" by {_hours(dates.lead)}" if dates.lead and dates.lead > AHEAD else ""
        return f"its dates lie ahead of the clock{span}: the time of the first fetch is taken"
    if dates.equal:
        return f"all {dates.dated} dates are the same: they may be those of the feed, and not of its items"
    return None


def _zone_like(dates: DatesTold) -> str:
    """Return the offset that the times would have: what is seen some minutes late lies so much less ahead."""
    steps = -(-(dates.lead or timedelta()) // _STEP)
    hours, minutes = divmod(steps * _STEP // timedelta(minutes=1), 60)
    return f"UTC+{hours:02}:{minutes:02}"


def _lead(entry: Entry, at: datetime) -> int | None:
    return int((entry.published - at).total_seconds()) if entry.published else None


def _hours(span: timedelta) -> str:
    minutes = round(span.total_seconds() / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes / 60:.1f} h"
