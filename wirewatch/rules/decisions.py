"""What each kind of rule makes of stories and times: pure functions, the same for live matching and back-test.

A story's time is the `indexed_at` of the batch in which the rule first found it, never its date of publication. Batches
come in the order in which they were matched. Clocks may be set back in between: a story from the near future counts as
near, one from another year as far.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from wirewatch.config.kinds import Count


class Trigger(NamedTuple):
    """The story that made a rule alert, and how many there are with it and with those that came beside it."""

    story: str
    stories: int


def count_trigger(
    kind: Count, window: Sequence[datetime], at: datetime, stories: Sequence[str]
) -> tuple[list[datetime], Trigger | None]:
    """Count new stories of one time to those of the window; give the window afterwards, and the story that tipped it.

    A window that is full begins anew: a steady flow alerts at every tenth story, and not at each from the tenth on. A
    burst at one time is told of once, with all of its stories.
    """
    before = [then for then in window if abs(at - then) < kind.within]
    number = len(before) + len(stories)
    if not stories or number < kind.count:
        return before + [at] * len(stories), None
    return [], Trigger(stories[max(kind.count - len(before), 1) - 1], number)


def new_values_by_story(
    values: Sequence[tuple[str, Sequence[str]]], known: Collection[str]
) -> dict[str, list[str]]:
    """Give by story the values that nobody has seen before: (story, values) come in order, and the first has them."""
    seen, new = set(known), dict[str, list[str]]()
    for story, several in values:
        for value in several:
            if value not in seen:
                seen.add(value)
                new.setdefault(story, []).append(value)
    return new


def silence_complete_at(
    span: timedelta, last_match: datetime, alerted: bool, at: datetime
) -> datetime | None:
    """Give the time at which a silence that lasts at `at` was complete, or None where it is none or was told of."""
    return last_match + span if not alerted and at - last_match >= span else None
