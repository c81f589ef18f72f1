"""Forms of texts for comparison, and how many words are told."""

import pytest

from processors.text.characters import comparable_form, comparable_forms, say_words


@pytest.mark.parametrize(
    "texts",
    [
        [],
        ["Üben"],
        ["Read more", "", "…", "Lesen Sie: Übung", "A_b-C 1", " - ", "Straße", "Читать"],
        ["a\0b", "C d"],
    ],
)
def test_forms_made_at_once_are_those_made_one_by_one(texts: list[str]) -> None:
    """Texts in ASCII and others stand between each other, and even the mark between them may stand in one."""
    assert comparable_forms(texts) == [comparable_form(text) for text in texts]


@pytest.mark.parametrize(("number", "said"), [(0, "0 words"), (1, "1 word"), (2, "2 words")])
def test_one_word_is_told_as_one(number: int, said: str) -> None:
    """A reason tells of one word in the singular, and of any other number, none too, in the plural."""
    assert say_words(number) == said
