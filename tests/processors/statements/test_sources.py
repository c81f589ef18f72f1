"""Sources that stand beside a word such as according to, and subjects that an office or a few quoted words part."""

import pytest

from tests.processors.statements.test_statements import statements, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("پاکستان کا کہنا ہے کہ حملے کے پیچھے داعش کا ہاتھ ہے۔", ("blame", "other", ("isis",), False)),
        ("وزیر داخلہ کا کہنا تھا کہ حملے میں داعش ملوث ہے۔", ("blame", "other", ("isis",), False)),
        ("طالبان کے ترجمان کا کہنا ہے کہ یہ الزامات جھوٹ ہیں۔", ("deny", "taliban", (), False)),
        ("طالبان کے مطابق یہ الزامات جھوٹ ہیں۔", ("deny", "taliban", (), False)),
    ],
)
def test_what_stands_before_it_is_said_by_is_the_source(
    text: str, expected: tuple[str, str, tuple[str, ...], bool]
) -> None:
    """In Urdu a state, a minister, a spokesman or a group is who says what follows."""
    assert told(text, "ur") == [expected]


def test_who_once_belonged_to_a_group_is_not_its_voice() -> None:
    """What a former commander says by such a word is nobody's statement."""
    assert told("سابق طالبان کمانڈر کا کہنا ہے کہ یہ الزامات جھوٹ ہیں۔", "ur") == []


def test_a_minister_is_the_subject_with_his_name_behind_his_office() -> None:
    """Turkish writes no comma behind it, and his name has no case."""
    text = "İçişleri Bakanı Ali Yerlikaya patlamanın arkasında PKK'nın olduğunu söyledi."
    assert told(text, "tr") == [("blame", "other", ("pkk",), False)]


def test_a_head_of_government_is_no_head_of_a_group() -> None:
    """Behind its verb an Arabic prime minister is somebody else, though a group's head has the same word."""
    text = "حمل رئيس الوزراء العراقي كتائب حزب الله مسؤولية الهجوم."
    assert told(text, "ar") == [("blame", "other", ("kataib-hezbollah",), False)]


def test_a_few_words_in_marks_do_not_part_a_verb_from_its_subject() -> None:
    """Who calls a report "enemy propaganda" is he who stands before those words."""
    text = 'Taliban Sözcüsü Zabihullah Mücahid, raporu "düşman propagandası" diye niteledi.'
    (one,) = statements(text, "tr")
    assert (one.act, one.by, one.by_name) == ("deny", "taliban", "Taliban Sözcüsü Zabihullah Mücahid")
