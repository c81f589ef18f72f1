"""Days in words."""

from processors.metadata.date_words import find_day


def test_a_long_word_of_an_indian_script_is_read_once():
    """Its marks stand among its letters. Were each letter read in two ways, this one word would take for ever."""
    assert find_day("5 मई 2021")
    assert find_day(f"12 {'क' * 80}!") is None
