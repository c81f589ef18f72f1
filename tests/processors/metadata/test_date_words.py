"""Days in words."""

from datetime import date

import pytest

from processors.metadata.date_words import find_day


@pytest.mark.parametrize(
    "words", ["24 Апреля 12:15 2026", "Fri Apr 24 20:11:00 2026", "Apr 24, 20:11:00 UTC 2026"]
)
def test_programs_write_the_hour_before_the_year(words: str):
    """Between the day and its year."""
    assert find_day(words) == date(2026, 4, 24)


def test_a_long_word_of_an_indian_script_is_read_once():
    """Its marks stand among its letters. Were each letter read in two ways, this one word would take for ever."""
    assert find_day("5 मई 2021")
    assert find_day(f"12 {'क' * 80}!") is None
