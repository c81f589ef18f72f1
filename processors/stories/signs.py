"""Signs that two texts are one report, none of which proves it: each has a weight, and the sum decides.

Rules of `same_report` ask for much of one thing. A brief of forty words, a report in other words or half of one under
an outlet's own beginning have some of each: most words of the known head somewhere, a figure or two, the same hour.

    what two texts have in common   ->   how likely they are one report, and the signs that say so

The weights are a logistic regression's. `python -m benchmarks.signs` fits them anew, from the pairs of articles in
tests/data/stories of two sites of which `can_tell` is true. It also says how the signs fare on
each set where its own pairs are left out.
"""

import math
from collections.abc import Callable
from typing import NamedTuple

from processors.stories.differences import OTHER_EVENTS, SAME_NEWS
from processors.stories.likeness import MIN_RELATED_HEADS, Likeness

MIN_HEAD_TOLD = 0.35
"""Share of the known head that a text tells under a foreign headline: one that begins with its background has .27."""
LIKELY = 0.8
"""Likelihood from which on two texts are taken for one report."""
SURE = 0.9
"""Likelihood below which one that was taken for a copy by signs alone is told of all the same. With a set's own pairs
left out, one pair of two events that no rule joins has more, a digest and its item, which is in other doubt."""
MIN_VARIETY = 0.83
"""Share of a text's telling words that do not repeat another, below which its words prove nothing by themselves: lists,
forms and tables of one subject share their few words. In tests/data/stories nine in ten texts of up to 160 words have
more, and the reports in other words .89 at least. So have few texts of languages whose common words are not listed,
such as Hindi or Swahili: there the words that every text has count as well, and prove as little."""
MIN_WORDS = 20
"""Telling words that both texts have, below which they prove nothing: in one town on one day others have as many."""
MOST_RENAMED = 4
"""Places with other names that count."""
REASONS = 3
"""Signs that are told of."""


class Sign(NamedTuple):
    """One sign: what it looks at, what that weighs, and how it is told where it speaks for one report."""

    of: Callable[[Likeness], float]
    weight: float
    says: str = ""


SIGNS = {
    "head": Sign(lambda a: a.head_below, 3.4, "{:.0%} of the other head's words"),
    "told": Sign(lambda a: a.told, 2.8, "{:.2f} as the sum of the shares of both texts' words"),
    "figures": Sign(lambda a: math.log1p(a.figures), 0.85, "figures"),
    "hour": Sign(lambda a: a.is_one_hour, 1.1, "the hour"),
    "renamed": Sign(lambda a: min(a.renamed, MOST_RENAMED), -2.5),
    "differ": Sign(lambda a: bool(a.differ), -0.7),
}
"""Most counts how much of the known head stands in the new text, wherever it is, and of both texts in each other: an
outlet moves what is new, cuts it and writes it anew, but tells it. Figures and an hour that both name speak for it too.
Against it speak other names among the same words, and what `differ` tells."""
BASE = -2.5
"""Where the sum begins: what two texts are that have nothing in common."""


def likelihood(likeness: Likeness) -> float:
    """Give how likely (0 to 1) two texts are one report, by all signs together."""
    total = BASE + sum(sign.of(likeness) * sign.weight for sign in SIGNS.values())
    return 1 / (1 + math.exp(-total))


def can_tell(likeness: Likeness) -> bool:
    """Tell whether signs count at all: of one day, under related heads, in texts that do not repeat their words.

    Under a head of its own a digest has as many signs of each item, and a follow-up of what it recalls; under a
    headline without a word of the other's, an explainer of what is told in its background.
    """
    is_one_day = likeness.differ not in OTHER_EVENTS and likeness.gap <= SAME_NEWS
    are_words = likeness.words_told >= MIN_WORDS and likeness.variety >= MIN_VARIETY
    is_told = not likeness.is_retitled or likeness.head_below >= MIN_HEAD_TOLD
    return is_one_day and are_words and is_told and likeness.heads >= MIN_RELATED_HEADS


def tell_signs(likeness: Likeness) -> str:
    """Name the signs that count most for it."""
    values = [(sign.of(likeness), sign) for sign in SIGNS.values() if sign.says]
    counted = sorted(values, key=lambda each: -each[0] * each[1].weight)[:REASONS]
    return f"{', '.join(sign.says.format(value) for value, sign in counted if value)} are shared"
