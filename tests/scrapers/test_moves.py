"""Moves: when a feed that says that it has moved for good is believed."""

from datetime import UTC, datetime, timedelta

import pytest

from scrapers.moves import Move, address_now, follow_move

DAY = datetime(2026, 6, 1, tzinfo=UTC)
OLD, NEW, OTHER = "https://old.example/feed", "https://new.example/feed", "https://other.example/feed"


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ([], OLD),
        ([(NEW, 0)], OLD),
        ([(NEW, 0), (NEW, 1)], OLD),
        ([(NEW, 0), (NEW, 1), (NEW, 48)], NEW),
        ([(NEW, 0), (NEW, 1), (NEW, 49)], OLD),
        ([(NEW, 0), (NEW, 30), (NEW, 49), (NEW, 70)], NEW),
        ([(NEW, 0), (NEW, 1), (None, 2), (NEW, 3)], OLD),
        ([(NEW, 0), (NEW, 1), (OTHER, 2), (NEW, 3)], OLD),
        ([(NEW, 0), (NEW, 1), (NEW, 2), (None, 9)], NEW),
        ([(NEW, 0), (NEW, 1), (NEW, 2), (NEW, 900)], NEW),
        ([(NEW, 0), (NEW, 1), (NEW, 2), (OTHER, 9)], OLD),
        ([(NEW, 0), (NEW, 1), (NEW, 2), (OTHER, 9), (OTHER, 10), (OTHER, 11)], OTHER),
    ],
)
def test_three_answers_within_two_days_move_a_feed(answers: list[tuple[str | None, int]], asked: str) -> None:
    """They have to agree and follow each other; from then on the new address speaks for itself."""
    move: Move | None = None
    for to, hour in answers:
        move = follow_move(move, to, DAY + timedelta(hours=hour))
    assert address_now(OLD, move) == asked
