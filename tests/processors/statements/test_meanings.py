"""What words mean to the patterns, and that what is passed over at once means nothing."""

import pytest

from processors.statements.meanings import Meanings, Part

ODD = (
    "",
    ".",
    "“’",
    "x" * 400,
    "CLAIMED",
    "claïmed",
    "cla\u0301imed",
    "\u0000",
    "²",
    "l'attacco",
    "بالله",
    "袭击",
    "a-b",
)
PARTS: tuple[Part, ...] = (
    frozenset({("claim", True), ("-", False)}),
    frozenset({("attack", False)}),
    frozenset({("الله", False)}),
)


@pytest.mark.parametrize("joined", [(), ("ب", "l")])
def test_a_word_that_is_passed_over_means_nothing(joined: tuple[str, ...]) -> None:
    """Words with marks, particles, odd characters or none of them are passed over only where no part holds them."""
    meanings = Meanings({part: number for number, part in enumerate(PARTS)}, joined)
    words = [
        *ODD,
        "claim",
        "claims,",
        "(attack)",
        "attacks",
        "lattack",
        "claim-attack",
        "clai",
        "house",
        "lhouse",
    ]
    telling = meanings.telling(words)
    assert [word for word in words if word not in telling and meanings[word]] == []
    assert {"claim", "claims,", "(attack)", "claim-attack"} <= set(telling)
    assert {"house", "attacks", "clai"}.isdisjoint(telling)
    assert meanings["lattack"] == ((1,) if joined else ())
