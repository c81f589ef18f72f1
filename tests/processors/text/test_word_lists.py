"""Which number a word is, and which words are weekdays."""

import pytest

from processors.text.word_lists import FIGURE, WEEKDAY, Forms


@pytest.mark.parametrize(
    ("language", "word", "number"),
    [
        ("ar", "أربعة", "4"),
        ("ar", "ثلاثة", "3"),
        ("ar", "أربعون", "40"),
        ("ur", "چار", "4"),
        ("en", "forty", "40"),
    ],
)
def test_a_number_in_letters_is_the_same_as_in_digits(language: str, word: str, number: str) -> None:
    """A word that is a number by itself is that one, though its stem may be another number's as well."""
    forms = Forms.of(language)
    assert forms[word] == forms[number] == (number, FIGURE)


@pytest.mark.parametrize(
    ("language", "weekday", "other"),
    [("pt", "segunda", "segundo"), ("ru", "среду", "среди"), ("ar", "الجمعة", "الجمعية")],
)
def test_a_word_that_has_a_weekdays_stem_alone_is_none(language: str, weekday: str, other: str) -> None:
    """According to, among and the General Assembly are said on any day."""
    forms = Forms.of(language)
    assert forms[weekday][1] == WEEKDAY
    assert forms[other][1] != WEEKDAY
