"""What speaks against two reports being one: other days or hours, other names or figures, a template filled anew.

heads, time between them -> "days", "dates", "hours", "figures", "names", "words", or "" where nothing does
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import timedelta

from processors.stories.head import DATELINE_WORDS, KIND_BITS, LEDE_WORDS, Head, head_runs, kind_of, split_run
from processors.stories.slots import replaced
from processors.stories.tolls import figures_told
from processors.text.hours import are_other_hours, have_one_clock
from processors.text.word_lists import COMMON, DATE, FIGURE, NAME, WEEKDAY, WORD

MIN_NUMBERS = 6
"""Hashes of runs with digits, below which they prove nothing."""
MIN_SHARED_NUMBERS = 0.25
"""Share of them below which two texts are one template, filled twice: a copy keeps most of its numbers."""
MIN_TEMPLATE = 0.6
"""Share of the larger text that one template is, filled twice with other numbers."""
MIN_FRAME = 3
"""Runs of words in both ledes from which on they may be one template: the name of a town and its province has two."""
MIN_FACTS = 2
"""Names or figures below which a difference proves nothing: an update has another number of victims."""
MAX_NAMES_TOLD = 0.5
"""Share of a head's names that stand anywhere in another text, from which on it has not lost them, unless
others stand in their place."""
MIN_OTHER_FIGURES = 3
"""Places of two ledes with other figures, from which on the next day's is a template: an update tells of two tolls."""
SAME_NEWS = timedelta(hours=16)
"""Reports further apart than this whose figures all differ are the next day's by the same template, and no update."""
SAME_WEEK = timedelta(days=5)
"""Reports further apart than this that name one weekday may mean two, unless most of their text is the same."""
OTHER_EVENTS = ("days", "dates", "hours", "form")
"""What two reports of one event never differ in: see `forms` for the last."""
MIN_KEPT_RUNS = 8
"""Runs of a head that stand in another text, from which on that is an edition of it, and may tell the day elsewhere."""
NIGHT_WORDS = 3
"""Words in which a night's two days stand: Friday to Saturday."""


def what_differs(
    one: Head,
    other: Head,
    gap: timedelta,
    runs: AbstractSet[int] = frozenset(),
    words: AbstractSet[int] = frozenset(),
) -> str:
    """Name the facts by which two heads contradict each other, or nothing. The cheapest are looked at first.

    `runs` are the runs of words of the one text, and `words` those of its words that tell what happened.
    """
    days, their_days = one.of_kind(WEEKDAY), other.of_kind(WEEKDAY)
    dates, their_dates = set(one.of_kind(DATE)), set(other.of_kind(DATE))
    figures, their_figures = set(one.of_kind(FIGURE)), set(other.of_kind(FIGURE))
    names, their_names = set(one.of_kind(NAME)), set(other.of_kind(NAME))
    is_other_day = _begin_with_other_days(one, other)
    if is_other_day and not (abs(gap) <= SAME_NEWS and _have_one_day(one, other, runs)):
        return "days"
    is_one_week = days and their_days and abs(gap) <= SAME_WEEK
    # One may have lost its dateline, and name the day of something earlier.
    are_others = dates and their_dates and dates.isdisjoint(their_dates) and not is_one_week
    if are_others and (abs(gap) > SAME_NEWS or replaced(one.lede, other.lede, DATE)):
        return "dates"
    # Of two texts that begin with the same sentences the hours stand further below, where an outlet goes on by itself.
    if are_other_hours(one.hours, other.hours) and not _begin_alike(one, other):
        return "hours"
    if abs(gap) > SAME_NEWS and (are_apart(figures, their_figures) or _is_told_daily(one, other)):
        return "figures"
    if are_apart(names, their_names) and (
        len(their_names & words) < MAX_NAMES_TOLD * len(their_names) or _is_in_place(one, other)
    ):
        return "names"
    if have_one_clock(one.hours, other.hours) and abs(gap) <= SAME_NEWS:
        return ""
    other_names, other_figures, other_words = (
        replaced(one.lede, other.lede, kind) for kind in (NAME, FIGURE, WORD)
    )
    enough_figures = 1 if abs(gap) > SAME_NEWS else MIN_FACTS
    if other_names >= MIN_FACTS or (other_names and other_figures >= enough_figures):
        return "names"
    if other_names and (other_words or other_figures) and replaced(one.title, other.title, NAME):
        return "names"
    if abs(gap) > SAME_NEWS and other_figures >= MIN_OTHER_FIGURES:
        return "figures"
    is_filled = other_figures and other_names + other_words >= MIN_FACTS
    return "words" if is_filled and _have_one_frame(one, other) else ""


def _is_told_daily(one: Head, other: Head) -> bool:
    """Tell whether two texts have one headline, numbers and days aside, and each begins with a figure of its own.

    So a ministry, a bank or a weather service fills its form each day. Of 320 pairs of texts in tests/data/stories with
    such headlines and figures, and more than SAME_NEWS between them, none is one report: an update says what is new.
    """
    headline, their_headline = (
        [code for code in head.title if kind_of(code) in (WORD, NAME)] for head in (one, other)
    )
    if not headline or headline != their_headline:
        return False
    figures, their_figures = (figures_told(head.lede + head.title) for head in (one, other))
    return bool(figures - their_figures and their_figures - figures)


def _have_one_frame(one: Head, other: Head) -> bool:
    """Tell whether two ledes have runs of words in common, as the fillings of one template have around its slots.

    Two that say the same in other words have "in" and "of" between them, and where it was.
    """
    return len(set(head_runs(one)).intersection(head_runs(other))) >= MIN_FRAME


def _begin_alike(one: Head, other: Head) -> bool:
    """Tell whether two texts begin with the same sentences, though one may have a dateline before them."""
    return one.lede == other.lede or _is_dated(one.lede, other.lede) or _is_dated(other.lede, one.lede)


def _is_dated(dated: Sequence[int], plain: Sequence[int]) -> bool:
    """Tell whether a lede begins as another one does, behind a dateline, after which a first word looks like a name.

    In a dateline stand names and dates. "On Tuesday evening", which tells two raids of one form apart, is none.
    """
    first = [code >> KIND_BITS for code in plain[: LEDE_WORDS - DATELINE_WORDS]]
    words = [code >> KIND_BITS for code in dated]
    if len(first) < LEDE_WORDS - DATELINE_WORDS:
        return False
    ends = (end for end in range(1, DATELINE_WORDS + 1) if words[end : end + len(first)] == first)
    return any(all(kind_of(code) not in (COMMON, WEEKDAY) for code in dated[:end]) for end in ends)


def _is_in_place(one: Head, other: Head) -> bool:
    """Tell whether a name stands in the place of another, whichever of two ledes is laid against the other."""
    return bool(replaced(one.lede, other.lede, NAME) or replaced(other.lede, one.lede, NAME))


def is_filled_anew(one: Head, other: Head) -> bool:
    """Tell whether the same words of two ledes stand around another figure, and around another word or name."""
    kinds = (replaced(one.lede, other.lede, kind) for kind in (NAME, WORD))
    return bool(replaced(one.lede, other.lede, FIGURE)) and any(kinds) and _have_one_frame(one, other)


def are_days_told(one: Head, other: Head, runs: AbstractSet[int]) -> bool:
    """Tell whether two heads begin with other days, and one day stands in both texts among the same words.

    Then the other may be when somebody said it, or when somebody saw what was left. `runs` are those of the one text.
    """
    return _begin_with_other_days(one, other) and _have_one_day(one, other, runs)


def _have_one_day(one: Head, other: Head, runs: AbstractSet[int]) -> bool:
    """Tell whether a day of one head stands among the same words in the other, or one of the other's in the text.

    Where much of the other's head is kept, its first day may stand among other words of the text.
    """
    first = _first_days(other)
    both = runs & set(head_runs(other))
    if len(both) >= MIN_KEPT_RUNS and any(not first.isdisjoint(split_run(run)) for run in runs):
        return True
    days = set(one.of_kind(WEEKDAY)) & set(other.of_kind(WEEKDAY)) | first
    return any(not days.isdisjoint(split_run(run)) for run in both)


def _begin_with_other_days(one: Head, other: Head) -> bool:
    first, their_first = _first_days(one), _first_days(other)
    are_others = first and their_first and first.isdisjoint(their_first)
    return bool(are_others) and set(one.of_kind(WEEKDAY)) != set(other.of_kind(WEEKDAY))


def _first_days(head: Head) -> set[int]:
    """Give the day that a head names first; of a night from one day to the next, both."""
    if not head.of_kind(WEEKDAY):
        return set()
    codes = head.lede if any(kind_of(code) == WEEKDAY for code in head.lede) else head.title
    at = next(n for n, code in enumerate(codes) if kind_of(code) == WEEKDAY)
    return {code >> KIND_BITS for code in codes[at : at + NIGHT_WORDS] if kind_of(code) == WEEKDAY}


def are_other_numbers(one: AbstractSet[int], other: AbstractSet[int]) -> bool:
    """Tell whether none but the numbers of two texts differ, by the lowest bit of hashes, which tells of a digit."""
    numbers = min(sum(value & 1 for value in side) for side in (one, other))
    both = one & other
    return (
        numbers >= MIN_NUMBERS
        and len(both) >= MIN_TEMPLATE * max(len(one), len(other))
        and sum(value & 1 for value in both) < MIN_SHARED_NUMBERS * numbers
    )


def are_apart(one: AbstractSet[int], other: AbstractSet[int]) -> bool:
    """Tell whether two heads have some words of a kind each, and none of them in common."""
    return min(len(one), len(other)) >= MIN_FACTS and one.isdisjoint(other)
