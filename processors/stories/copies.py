"""Whether two texts are copies, whole or in part, by their sketches.

What counts is the share of the smaller text that stands in the larger, not how alike the two are as wholes: so a copy
is found even when it lost its end. A copy keeps its numbers as well as its words; today's market report, written by
yesterday's template, keeps the words and none of the numbers.
"""

from collections.abc import Set as AbstractSet

from processors.stories.sketch import Sketch, complete_up_to

MIN_COPY_SHARE = 0.45
"""Share of the smaller text's shingles from which on it is a copy of the larger."""
MIN_COPY_SHARE_SAME_SITE = 0.75
"""The same within one site: what its articles share is as often its own boilerplate as a copy."""
MIN_SHARED_NUMBERS = 0.25
"""Share of the shingles with digits below which two texts are one template, filled twice."""
MIN_NUMBERS = 6
"""Hashes with digits below which numbers prove nothing."""
MIN_SIZE_RATIO = 0.12
"""A text smaller than this share of another is an item in a digest, and no copy of it."""
MIN_SHARED_HASHES = 4
"""Shared hashes below which nothing is concluded."""


def containment(one: Sketch, other: Sketch, common: AbstractSet[int] = frozenset()) -> float:
    """Give the share (0 to 1) of the smaller of two texts found in the larger; 0 where it proves no copy.

    `common` are hashes of what many texts have: they do not count. Nor does it prove a copy when fewer than
    MIN_SHARED_HASHES hashes are shared, when one text is too small a part of the other, or when none but the numbers
    differ.
    """
    if one == other:
        return 1.0 if set(one) - common else 0.0
    if len(set(one).intersection(other)) < MIN_SHARED_HASHES:
        return 0.0
    end = min(complete_up_to(one), complete_up_to(other))
    ours, theirs = ({value for value in side if value <= end} - common for side in (one, other))
    less, more = sorted((len(ours), len(theirs)))
    both = ours & theirs
    if len(both) < MIN_SHARED_HASHES or less < MIN_SIZE_RATIO * more or _one_template(ours, theirs):
        return 0.0
    return len(both) / less


def retained_share(before: Sketch, after: Sketch) -> float:
    """Give the share (0 to 1) of an older text's shingles that still stand in a newer one; 1 where it has none."""
    end = min(complete_up_to(before), complete_up_to(after))
    ours = {value for value in before if value <= end}
    return len(ours.intersection(after)) / len(ours) if ours else 1.0


def is_copy(one: Sketch, other: Sketch) -> bool:
    """Tell whether one of two texts is a copy, whole or in part, of the other."""
    return containment(one, other) >= MIN_COPY_SHARE


def _one_template(ours: set[int], theirs: set[int]) -> bool:
    numbers = min(sum(value & 1 for value in side) for side in (ours, theirs))
    return numbers >= MIN_NUMBERS and sum(value & 1 for value in ours & theirs) < MIN_SHARED_NUMBERS * numbers
