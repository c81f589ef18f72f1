"""Of a feed with more items than are read: those that count, which are the newest wherever the feed keeps them."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from itertools import islice, pairwise
from typing import Generic, NamedTuple, TypeVar

from scrapers.pubdate import first_told_date

MOST_COMPARED = 50_000
"""Items whose dates are looked at; those behind them are counted alone."""

_FALLS = 9
"""Falls of the date for each rise, among items that stand from the newest to the oldest."""

_OLDEST = datetime.min.replace(tzinfo=UTC)

Item = TypeVar("Item")


class _Placed(NamedTuple, Generic[Item]):
    number: int
    item: Item
    time: datetime | None


class Kept(NamedTuple, Generic[Item]):
    """The items that count, and what is left out for them."""

    items: list[tuple[int, Item]]
    """As the feed has them, each with its number there, from 1."""
    left: int
    """Items that are not among them."""

    def tell(self) -> str:
        """Say in one line which items are left out."""
        if not self.items or self.items[-1][0] == len(self.items):
            return f"items after the first {len(self.items):,} are not read"
        return f"items older than the newest {len(self.items):,} are not read"


def keep_newest(
    items: Iterable[Item], most: int, now: datetime, dates_of: Callable[[Item], Iterable[str]]
) -> Kept[Item]:
    """Return the newest `most` of a feed's items; the first ones where they carry no dates.

    An item without a date is as old as the one before it. Never more than twice `most` are held at once.
    """
    held: list[_Placed[Item]] = []
    rest = iter(items)
    number = 0
    for number, item in enumerate(islice(rest, MOST_COMPARED), 1):
        held.append(_Placed(number, item, None))
        if number == 2 * most and runs_down((dates_of(placed.item) for placed in held), now):
            held = held[:most]
            break
        if len(held) == 2 * most:
            held = _newest(held, most, now, dates_of)
    if len(held) > most:
        held = _newest(held, most, now, dates_of)
    left = number - len(held) + sum(1 for _ in rest)
    return Kept([(placed.number, placed.item) for placed in held], left)


def runs_down(dates: Iterable[Iterable[str]], now: datetime) -> bool:
    """Tell whether items, each with its dates, stand from the newest to the oldest, or carry no dates.

    What stands behind them then cannot count. A few may be out of order, as those are that stay on top.
    """
    times = [time for texts in dates if (time := _time(texts, now))]
    steps = list(pairwise(times))
    rises = sum(later > earlier for earlier, later in steps)
    falls = sum(later < earlier for earlier, later in steps)
    return not times or (times[-1] <= times[0] and falls >= _FALLS * rises)


def _newest(
    held: list[_Placed[Item]], most: int, now: datetime, dates_of: Callable[[Item], Iterable[str]]
) -> list[_Placed[Item]]:
    """Return the newest of some items in their order, with the times by which they were chosen."""
    times = [placed.time or _time(dates_of(placed.item), now) for placed in held]
    # The first ones may have no date, and no item before them.
    last = next(filter(None, times), None)
    dated = []
    for placed, time in zip(held, times, strict=True):
        last = time or last
        dated.append(placed._replace(time=last))
    dated.sort(key=lambda placed: placed.time or _OLDEST, reverse=True)
    return sorted(dated[:most], key=lambda placed: placed.number)


def _time(dates: Iterable[str], now: datetime) -> datetime | None:
    told = first_told_date(dates, now)
    return told.at if told else None
