"""Forms of texts for comparison, and how many words are told."""

import pytest

from processors.text.characters import (
    comparable_form,
    comparable_forms,
    count_words,
    numbers_of_words,
    say_words,
    without_typography,
)

TEXTS = [
    [],
    [""],
    ["Üben"],
    ["Read more", "", "…", "Lesen Sie: Übung", "A_b-C 1", " - ", "Straße", "Читать"],
    ["“It’s over”, he said – twice…", "a\u00a0b", "喀布尔的会谈周二继续", "one,two", "No. 3"],
    ["a\0b", "C d"],
    ["a\0b’s", "C d"],
]


@pytest.mark.parametrize("texts", TEXTS)
def test_forms_made_at_once_are_those_made_one_by_one(texts: list[str]) -> None:
    """Texts in ASCII and others stand between each other, and even the mark between them may stand in one."""
    assert comparable_forms(texts) == [comparable_form(text) for text in texts]


@pytest.mark.parametrize("texts", TEXTS)
def test_words_counted_at_once_are_those_counted_one_by_one(texts: list[str]) -> None:
    assert numbers_of_words(texts) == [count_words(text) for text in texts]


@pytest.mark.parametrize("texts", TEXTS)
def test_typographic_marks_are_nothing_to_forms_and_numbers_of_words(texts: list[str]) -> None:
    """Each text stays one, and most are in ASCII then: quotation marks, dashes and no-break spaces are blanks."""
    plain = without_typography(texts)
    assert comparable_forms(plain) == [comparable_form(text) for text in texts]
    assert numbers_of_words(plain) == [count_words(text) for text in texts]
    assert not any(mark in text for text in plain for mark in "’“”–…\u00a0")


@pytest.mark.parametrize(("number", "said"), [(0, "0 words"), (1, "1 word"), (2, "2 words")])
def test_one_word_is_told_as_one(number: int, said: str) -> None:
    """A reason tells of one word in the singular, and of any other number, none too, in the plural."""
    assert say_words(number) == said
