"""Forms of many texts made at once are those made one by one."""

import pytest

from processors.text.characters import comparable_form, comparable_forms


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
