"""Days in words."""

from datetime import date

import pytest

from processors.metadata.date_words import find_day, is_month_name, is_weekday_name, without_weekday


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


@pytest.mark.parametrize(
    "words",
    ["Jumanne, 22 Julai 2008", "Talata, Yuli 22, 2008", "22 Yuli 2008", "Salaasa, 22 Luuliyo 2008"],
)
def test_months_of_swahili_hausa_and_somali_are_known(words: str):
    """Stations write their days so."""
    assert find_day(words) == date(2008, 7, 22)


@pytest.mark.parametrize("word", ["sad", "lab", "sat", "dis", "Sid", "Kit"])
def test_their_short_names_are_words_elsewhere(word: str):
    """Somali and Hausa cut them to three letters."""
    assert not is_month_name(word)


def test_a_weekday_stands_before_a_day():
    """Old Persian sites write it with an Arabic letter."""
    assert is_weekday_name("يکشنبه")
    assert without_weekday("تاریخ انتشار : يکشنبه ") == "تاریخ انتشار : "
    assert without_weekday("Published: Monday, ") == "Published: "
    assert without_weekday("Published: ") == "Published: "
