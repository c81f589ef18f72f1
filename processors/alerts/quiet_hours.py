"""When a channel is quiet, and when a digest is due: rules in the hours of some place, answers in UTC.

Both go by the clock on the wall there (zoneinfo): an hour that is skipped or comes twice moves their ends with it.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class QuietHours(Struct, frozen=True):
    """Hours in which a channel gets nothing. Where `end` is not after `start` it is that of the next day."""

    start: time
    end: time
    zone: ZoneInfo
    days: frozenset[int] = frozenset(range(7))
    """The days on which it begins, Monday is 0."""


class Cron(Struct, frozen=True):
    """The times of a cron line in some place."""

    line: str
    zone: ZoneInfo


def quiet_until(quiet: QuietHours, at: datetime) -> datetime | None:
    """Give the end of the quiet hours that `at` lies in, or None where it lies in none."""
    until = None
    for start, end in _spans(quiet, at):
        if start <= (until or at) < end:
            until = end
    return until


def last_quiet_end(quiet: QuietHours, at: datetime) -> datetime | None:
    """Give the end of the last quiet hours of the eight days before `at`, or None where there were none."""
    ended = [end for _, end in _spans(quiet, at) if end <= at]
    return max(ended, default=None)


def next_cron_time(cron: Cron, after: datetime) -> datetime:
    """Give the first time of a cron line after a time. Raises ValueError for a line that is none, or never comes."""
    from cronsim import CronSim, CronSimError

    try:
        found: datetime = next(CronSim(cron.line, after.astimezone(cron.zone)))
    except (CronSimError, ValueError) as error:  # such as a number that Python does not read
        message = (
            f"{cron.line!r} is no line of cron ({error}); write minute, hour, day, month, weekday: 0 7 * * *"
        )
        raise ValueError(message) from None
    except StopIteration:
        raise ValueError(f"{cron.line!r} never comes") from None
    return found.astimezone(UTC)


def _spans(quiet: QuietHours, at: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Give the quiet hours that begin from eight days before `at` to eight days after, in order, in UTC."""
    today = at.astimezone(quiet.zone).date()
    for offset in range(-8, 9):
        day = today + timedelta(days=offset)
        if day.weekday() in quiet.days:
            last = day + timedelta(days=quiet.end <= quiet.start)
            yield _moment(day, quiet.start, quiet.zone, 0), _moment(last, quiet.end, quiet.zone, 1)


def _moment(day: date, clock: time, zone: ZoneInfo, fold: int) -> datetime:
    """Give a time on the wall in UTC; of one that comes twice the first (`fold` 0) or the second.

    One that is skipped is the moment at which the clock is set forward.
    """
    wall = datetime.combine(day, clock, zone).replace(fold=fold)
    moment = wall.astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == wall.replace(tzinfo=None):
        return moment
    before, after = (wall.replace(fold=way).astimezone(UTC) for way in (1, 0))
    offset = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):  # clocks are set at a full second
        middle = before + (after - before) // 2
        before, after = (middle, after) if middle.astimezone(zone).utcoffset() == offset else (before, middle)
    return after.replace(microsecond=0)
