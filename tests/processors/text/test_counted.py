"""A number with what it counts."""

from processors.text.counted import counted


def test_the_word_fits_the_number() -> None:
    """One thing is one; none and several are many, in words that do not only add an s, too."""
    assert [counted(number, "feed") for number in (0, 1, 2, 2_000)] == [
        "0 feeds",
        "1 feed",
        "2 feeds",
        "2,000 feeds",
    ]
    assert [counted(number, "story", "stories") for number in (1, 3)] == ["1 story", "3 stories"]
