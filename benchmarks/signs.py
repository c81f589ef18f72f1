"""What each sign that two texts are one report should weigh, and how the signs fare on sets that were left out.

    python -m benchmarks.signs [FILE...]

FILEs are sets as benchmarks.sameness reads them, without any those of tests/data/stories. Every two articles of a set
are a pair that two sites published within hours, that share something, and that nothing tells apart by its kind. The
weights of processors/stories/signs.py are those of a logistic regression over these pairs: each set counts by the root
of its number of pairs. Then each set's pairs are judged by the weights of the others: how many pairs that no rule joins
are joined rightly and wrongly, and of the wrong ones how many are of two events, from each likelihood on.
"""

import argparse
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.sameness import Item, read_items
from processors.stories.fingerprint import Fingerprint, make_fingerprint
from processors.stories.likeness import Known, compare, share_of_heads
from processors.stories.same_report import MIN_BEGUN_ANEW_HEADS, MIN_SHARED, is_proved, may_have_signs
from processors.stories.signs import SIGNS

SETS = Path(__file__).parents[1] / "tests" / "data" / "stories"
LIKELIHOODS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
PENALTY = 10.0
"""By which large weights are kept small, on values of one spread: the same signs have it from 1 to 30."""
STEPS = 25

Floats = NDArray[np.float64]


class Pair(NamedTuple):
    """Two articles: what their signs say, whether a rule joins them, and what they truly are."""

    signs: list[float]
    is_proved: bool
    is_story: bool
    is_event: bool


def main() -> None:
    """Print the weights, and how they fare."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", type=Path, nargs="*", default=sorted(SETS.glob("*.jsonl.gz")))
    sets = [list(pairs_of(read_items(file))) for file in parser.parse_args().files]
    *weights, base = fit(sets)
    for name, weight in zip(SIGNS, weights, strict=True):
        print(f"{name:12} {weight:6.2f}")
    print(f"{'base':12} {base:6.2f}")
    judged = [
        (pair, chance)
        for at, left_out in enumerate(sets)
        for pair, chance in zip(left_out, chances(left_out, fit(sets[:at] + sets[at + 1 :])), strict=True)
    ]
    print(f"{len(judged)} pairs, {sum(pair.is_story for pair, _ in judged)} of one report")
    for least in LIKELIHOODS:
        joined = [pair for pair, chance in judged if chance >= least and not pair.is_proved]
        right, wrong = sum(pair.is_story for pair in joined), sum(not pair.is_event for pair in joined)
        print(f"from {least}: {right} rightly, {len(joined) - right} wrongly, {wrong} of two events")


def pairs_of(items: Sequence[Item]) -> Iterator[Pair]:
    """Give the pairs of a set's articles that signs have to judge."""
    made = [(item, _fingerprint(item)) for item in items]
    for (first, known), (second, new) in combinations(made, 2):
        if first["domain"] == second["domain"] or not _may_be_one(new, known):
            continue
        remembered = Known(known.sketch, known.head, known.published_at, known.rest)
        likeness = compare(new, remembered, _time(second) - _time(first))
        if likeness.of_smaller == likeness.of_larger == 1.0 or not may_have_signs(likeness):
            continue
        yield Pair(
            [float(sign.of(likeness)) for sign in SIGNS.values()],
            is_proved(likeness),
            first["story"] == second["story"],
            first["event"] == second["event"],
        )


def fit(sets: Sequence[Sequence[Pair]]) -> Floats:
    """Give the weight of each sign, and the base, by Newton's method."""
    pairs = [pair for each in sets for pair in each]
    counts = np.concatenate([np.full(len(each), len(each) ** -0.5) for each in sets])
    counts /= counts.mean()
    values = np.array([pair.signs for pair in pairs])
    true = np.array([pair.is_story for pair in pairs], dtype=float)
    middle, spread = values.mean(0), values.std(0)
    scaled = np.column_stack([(values - middle) / spread, np.ones(len(values))])
    penalty = np.diag([PENALTY] * values.shape[1] + [0.0])
    weights = np.zeros(scaled.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (counts * (true - chance)) - penalty @ weights
        bend = (scaled * (counts * chance * (1 - chance))[:, None]).T @ scaled + penalty
        weights += np.linalg.solve(bend, slope)
    found: Floats = np.append(weights[:-1] / spread, weights[-1] - (weights[:-1] / spread) @ middle)
    return found


def chances(pairs: Sequence[Pair], weights: Floats) -> list[float]:
    """Give the likelihood of each pair."""
    values = np.array([pair.signs for pair in pairs])
    chance: list[float] = (1 / (1 + np.exp(-(values @ weights[:-1] + weights[-1])))).tolist()
    return chance


def _fingerprint(item: dict[str, Any]) -> Fingerprint:
    return make_fingerprint(item["title"], item["text"], item["language"], _time(item))


def _time(item: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(item["published"])


def _may_be_one(new: Fingerprint, known: Fingerprint) -> bool:
    is_shared = len(set(new.sketch).intersection(known.sketch)) >= MIN_SHARED
    return is_shared or share_of_heads(new.head, known.head) >= MIN_BEGUN_ANEW_HEADS


if __name__ == "__main__":
    main()
