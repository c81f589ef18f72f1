"""Where two ledes have the same words around other names or figures, as a template has that is filled anew."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from difflib import SequenceMatcher
from functools import cache, lru_cache

from processors.stories.head import KIND_BITS, Head, hash_of, kind_of
from processors.text.word_lists import COMMON, FIGURE, WORD

LONGEST_NAME = 4
"""Words in the place of a name."""
MOST = 5_000
"""The largest number that is read: a toll, and no sum of money."""


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
        if what == "replace" and max(len(slot), len(their_slot)) <= LONGEST_NAME:
            is_filled = any(kind_of(code) == kind for code in slot) and any(
                kind_of(code) == kind for code in their_slot
            )
            is_new = kind == FIGURE or (_is_new(slot, theirs) and _is_new(their_slot, ours))
            number += is_filled and is_new
    return number


def reworded(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    """Count the places of two ledes at which the same words stand around words that differ, common ones or not."""
    return sum(
        what == "replace" and _has_word(one[i:j]) and _has_word(other[k:n])
        for what, i, j, k, n in changes(one, other)
    )


def _has_word(slot: tuple[int, ...]) -> bool:
    return any(kind_of(code) in (COMMON, WORD) for code in slot)


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


def has_risen(known: Head, new: Head) -> bool:
    """Tell whether the first figure of a new head, if it can be read, is larger than one with which another begins."""
    toll = _first_number(new.title) or _first_number(new.lede) or MOST
    before = [number for number in map(_first_number, (known.title, known.lede)) if number]
    return bool(before) and min(before) < toll


def _first_number(codes: Sequence[int]) -> int:
    """Give the first number among some words, 0 where there is none. "Dix-neuf" is two figures, and one number."""
    numbers = [_numbers().get(code >> KIND_BITS, 0) if kind_of(code) == FIGURE else 0 for code in codes]
    at = next((at for at, number in enumerate(numbers) if number), 0)
    first, after = (*numbers[at : at + 2], 0, 0)[:2]
    return first + after if first % 10 == 0 and after < 20 else first


@cache
def _numbers() -> dict[int, int]:
    """Give the numbers by their hashes: of a word, nothing else is remembered."""
    return {hash_of(str(number)): number for number in range(1, MOST)}
