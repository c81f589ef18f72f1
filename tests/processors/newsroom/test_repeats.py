"""The headline again above a text, alone or with who wrote it and when in one line."""

import pytest

from processors.newsroom.repeats import repeated_titles

TITLE = "Lifeboat called out twice in one night"


@pytest.mark.parametrize(
    "line", ["LIFEBOAT CALLED OUT TWICE IN ONE NIGHT", f"{TITLE} by Peter Oddie - Thursday 4th December 2025"]
)
def test_the_headline_again_goes(line: str) -> None:
    """Old pages have headline, byline and day in one line."""
    assert repeated_titles(TITLE, [line, "The boat was launched at nine."]) == [0]


@pytest.mark.parametrize(
    "line",
    [f"{TITLE}, the crew said on 4 December 2025 in the harbour", f"{TITLE} - a report", "4 December 2025"],
)
def test_a_sentence_that_begins_like_the_headline_stays(line: str) -> None:
    """More than a name stands behind it, or no day."""
    assert repeated_titles(TITLE, [line, "The boat was launched at nine."]) == []
