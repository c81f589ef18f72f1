"""Where two ledes have the same words around other names or figures, as a template has that is filled anew."""

from collections.abc import Set as AbstractSet
from difflib import SequenceMatcher
from functools import lru_cache

from processors.stories.head import LEDE_WORDS, Head, kind_of
from processors.text.word_lists import FIGURE, WORD

LONGEST_NAME = 4
"""Words in the place of a name."""


@lru_cache(256)
def changes(one: tuple[int, ...], other: tuple[int, ...]) -> list[tuple[str, int, int, int, int]]:
    """Give how one row of words becomes another, as difflib says it: for most texts it is asked for several times."""
    return list(SequenceMatcher(None, one, other, autojunk=False).get_opcodes())


def replaced(one: tuple[int, ...], other: tuple[int, ...], kind: int) -> int:
    """Count the places of two ledes at which the same words stand around other names, or figures, as in a template."""
    ours, theirs = set(one), set(other)
    if max(len(one), len(other)) > LONGEST_NAME and ours.isdisjoint(theirs):
        return 0  # there are no words that could stand around anything
    number = 0
    for what, i, j, k, n in changes(one, other):
        slot, their_slot = one[i:j], other[k:n]
        if not i and not k:  # one may have a dateline before its first word
            both = min(len(slot), len(their_slot))
            slot, their_slot = slot[len(slot) - both :], their_slot[len(their_slot) - both :]
        is_cut = j == len(one) == n == len(other) == LEDE_WORDS  # what would stand behind it is not known
        if what == "replace" and not is_cut and max(len(slot), len(their_slot)) <= LONGEST_NAME:
            is_filled = any(kind_of(code) == kind for code in slot) and any(
                kind_of(code) == kind for code in their_slot
            )
            is_new = kind == FIGURE or (_is_new(slot, theirs) and _is_new(their_slot, ours))
            number += is_filled and is_new
    return number


def kept(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    """Count the words of one row that the other has in the same order."""
    return sum(end - start for what, start, end, _, _ in changes(one, other) if what == "equal")


def places(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    """Count the places of two ledes at which other words, of any kind, stand between the same ones."""
    return sum(what == "replace" for what, *_ in changes(one, other))


def begin_otherwise(one: Head, other: Head) -> bool:
    """Tell whether two heads have figures, and neither has the other's first: the toll, or how many took part."""
    figures, their_figures = one.of_kind(FIGURE), other.of_kind(FIGURE)
    if not (figures and their_figures):
        return False
    return figures[0] not in their_figures and their_figures[0] not in figures


def _is_new(slot: tuple[int, ...], other: AbstractSet[int]) -> bool:
    """Tell whether none of the words of a slot that tell what happened stands in the other lede."""
    return other.isdisjoint(code for code in slot if kind_of(code) >= WORD)
