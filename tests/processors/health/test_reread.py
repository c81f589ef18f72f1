"""When the pages of a host that lose their text on a second reading are held."""

import pytest

from processors.health.reread import is_too_many_lost


@pytest.mark.parametrize(
    ("pages", "lost", "verdict"),
    [
        (1, 1, True),
        (2, 1, False),
        (2, 2, True),
        (9, 2, False),
        (9, 3, True),
        (30, 3, False),
        (30, 4, True),
        (5, 0, False),
    ],
)
def test_a_host_is_held_for_all_its_pages_or_for_several_and_many(
    pages: int, lost: int, verdict: bool
) -> None:
    """One page of two, and three of thirty, are a chance; all that there is, and three of nine, are not."""
    assert is_too_many_lost(pages, lost) == verdict
