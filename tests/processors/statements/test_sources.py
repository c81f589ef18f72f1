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


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ur", "طالبان حکومت کے ترجمان کے مطابق یہ الزامات جھوٹ ہیں۔", ("deny", "taliban", (), False)),
        ("ur", "طالبان کی وزارت داخلہ کے مطابق یہ الزامات جھوٹ ہیں۔", ("deny", "taliban", (), False)),
        ("hi", "तालिबान सरकार के मुताबिक हमले के पीछे आईएसआईएस का हाथ है।", ("blame", "taliban", ("isis",), False)),
        (
            "tr",
            "Taliban İçişleri Bakanlığı'na göre saldırının arkasında DEAŞ var.",
            ("blame", "taliban", ("isis",), False),
        ),
        ("ps", "د طالبانو د حکومت د ویاند په وینا دا تورونه دروغ دي.", ("deny", "taliban", (), False)),
        ("ur", "افغان حکومت کے مطابق حملے میں داعش ملوث ہے۔", ("blame", "other", ("isis",), False)),
    ],
)
def test_a_groups_government_is_the_group(
    language: str, text: str, expected: tuple[str, str, tuple[str, ...], bool]
) -> None:
    """A government or a ministry whose group's name stands before it speaks for that group, and no other one."""
    assert told(text, language) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "طالبان اور حکومت کے مطابق یہ الزامات جھوٹ ہیں۔",
        "طالبان پر پاکستانی حکومت کے مطابق یہ الزامات جھوٹ ہیں۔",
        "طالبان سے حکومت کے مطابق یہ الزامات جھوٹ ہیں۔",
    ],
)
def test_a_government_apart_from_a_groups_name_is_another(text: str) -> None:
    """Behind and, from or a country's name a government is not the group's that stands before."""
    assert told(text, "ur") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ur", "مقامی لوگوں کا کہنا ہے کہ حملے میں داعش ملوث ہے۔"),
        ("ur", "پولیس آ گئی لیکن لوگوں کا کہنا ہے کہ حملے میں داعش ملوث ہے۔"),
        ("ur", "طالبان آ گئے مگر لوگوں کے مطابق یہ الزامات جھوٹ ہیں۔"),
        ("tr", "Halka göre saldırının arkasında Taliban var."),
        ("tr", "Hamas çekildi ancak halka göre saldırının arkasında Taliban var."),
        ("tr", "Hamas çekildi, halka göre saldırının arkasında Taliban var."),
        (
            "ur",
            "پاکستان کے سرحدی علاقے میں کل رات کے دھماکے میں زخمی لوگوں کا کہنا ہے کہ حملے میں داعش ملوث ہے۔",
        ),
    ],
)
def test_people_whom_nobody_knows_are_no_source(language: str, text: str) -> None:
    """Who is named far before them, behind a comma or before a word such as but, says nothing of it either."""
    assert told(text, language) == []


def test_a_former_minister_is_no_source_nor_is_whom_he_accuses() -> None:
    """Behind according to, the search for a source ends at a group's name."""
    assert told("According to a former Hamas minister, al-Qaeda was behind the attack.") == []


def test_a_source_is_called_by_its_name_alone() -> None:
    """The endings and offices behind a group's name are no part of it."""
    (one,) = statements("طالبان کے مطابق یہ الزامات جھوٹ ہیں۔", "ur")
    assert one.by_name == "طالبان"
    (one,) = statements("Hamas sözcüsüne göre saldırının arkasında Taliban var.", "tr")
    assert one.by_name == "Hamas"
