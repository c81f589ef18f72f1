"""Whom a statement concerns where its own words do not name it, and where its content ends."""

import pytest

from tests.processors.statements.test_statements import told


@pytest.mark.parametrize(
    "text",
    [
        "The Houthis fell silent after Washington had blamed them for the mine.",
        "Boko Haram, which the army blames for it, has said nothing.",
        "Boko Haram, whom the governor accuses of it, has said nothing.",
    ],
)
def test_a_pronoun_and_a_relative_clause_have_the_name_before_them_for_their_object(text: str) -> None:
    """Who is blamed as them, or as which, is the only group that was named before."""
    group = "houthis" if "Houthis" in text else "boko-haram"
    assert ("blame", "other", (group,), False) in told(text)


def test_a_pronoun_behind_two_names_concerns_nobody() -> None:
    """Whom them stands for is not sure where two groups were named."""
    assert told("Hamas and Hezbollah fell silent after Washington had blamed them for the mine.") == []


def test_the_content_of_a_demand_ends_before_the_next_verb() -> None:
    """Whom somebody blames behind a comma is no part of what he demands."""
    text = (
        "Islamabad demanded that the Afghan Taliban arrest two men, and blamed the raid itself on Hezbollah."
    )
    assert told(text) == [
        ("demand", "other", ("taliban",), False),
        ("blame", "other", ("hezbollah",), False),
    ]


def test_the_group_is_who_speaks_where_no_other_was_named() -> None:
    """In a text's first sentence the group that Hezbollah denies something of is Hezbollah."""
    assert told("Hezbollah denied that the group stored weapons at the port.") == [
        ("deny", "hezbollah", (), False)
    ]
    behind = "Snow fell on ISIS positions. Hezbollah denied that the group stored weapons at the port."
    assert told(behind) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Doctors in Hodeidah blame dirty wells, not the Houthis, for the outbreak."),
        ("fr", "Le ministre accuse la sécheresse, et non les houthis, d'avoir vidé les greniers."),
        ("de", "Der Minister beschuldigt die Reeder und nicht die Hisbollah."),
        ("es", "El alcalde culpa a la lluvia y no a Hezbolá."),
        ("ru", "Министр обвинил подрядчика, а не «Хезболлу»."),
        ("ar", "اتهم الوزير المقاول وليس حماس."),
        ("tr", "Bakan Hamas'ı değil müteahhidi suçladı."),
    ],
)
def test_who_is_named_only_as_not_meant_is_not_concerned(language: str, text: str) -> None:
    """Behind not, rather than and the like stands whom somebody does not blame."""
    assert told(text, language) == []


def test_such_points_back_to_the_group_named_before() -> None:
    """A group that denies that any such camp exists denies what was said of the group whose camps they are."""
    text = (
        "The Afghan Taliban mocked a report on Pakistani Taliban camps and denied that any such camp existed."
    )
    assert told(text) == [("deny", "taliban", ("ttp",), False)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le Hezbollah s'est tu depuis lundi, et le premier ministre libanais l'accuse d'avoir tiré."),
        ("es", "Hezbolá calla desde el lunes; el primer ministro lo acusa de haber disparado."),
    ],
)
def test_a_pronoun_before_its_verb_has_the_name_before_it_for_its_object(language: str, text: str) -> None:
    """Whom a minister accuses is the only group named before, in French and Spanish too."""
    assert told(text, language) == [("blame", "other", ("hezbollah",), False)]


def test_what_somebody_says_besides_is_no_part_of_his_demand() -> None:
    """Who is named in what traders say while they demand an open border is not whom they ask for it."""
    text = "حکومت نے سرحد کھولنے کا مطالبہ کرتے ہوئے کہا کہ طالبان آئیں یا کوئی اور، ٹماٹر سڑ رہے ہیں۔"
    assert told(text, "ur") == []


def test_whom_a_sentence_sets_apart_negates_nothing() -> None:
    """It was one group, and not another, that did it: that one is blamed."""
    assert told("It was Islamic State, and not the Kurds, that set the wells alight, the ministry said.") == [
        ("blame", "other", ("isis",), False)
    ]


def test_a_demand_behind_a_denial_concerns_nobody_of_the_denial() -> None:
    """Where verbs stand last, what a group denies before and, is no part of what it asks for behind it."""
    text = "ذبیح‌الله مجاهد، سخنگوی طالبان، حضور القاعده را تکذیب کرد و خواستار آزادی زندانیان شد."
    assert told(text, "fa") == [("deny", "taliban", ("al-qaeda",), False), ("demand", "taliban", (), False)]


def test_a_relative_clause_of_a_listing_is_background() -> None:
    """Of a force which a state has listed something else is told."""
    assert told("The Quds Force, which the United States has listed, has trained men for years.") == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "tr",
            "İsrail, Hamas'ı suçladı ve Hizbullah'ı tehdit etti.",
            [("blame", "other", ("hamas",), False), ("threaten", "other", ("hezbollah",), False)],
        ),
        (
            "tr",
            "Türkiye saldırıdan PKK'yı sorumlu tuttu, IŞİD'i kınadı.",
            [("blame", "other", ("pkk",), False)],
        ),
        (
            "fa",
            "اسرائیل حماس را عامل حمله دانست و حزب‌الله را تهدید کرد.",
            [("blame", "other", ("hamas",), False), ("threaten", "other", ("hezbollah",), False)],
        ),
        ("tr", "Saldırıdan İsrail sorumlu tuttu Hamas'ı.", [("blame", "other", ("hamas",), False)]),
    ],
)
def test_a_verb_that_stands_last_has_its_object_before_it(
    language: str, text: str, expected: list[tuple[str, str, tuple[str, ...], bool]]
) -> None:
    """Whom the next clause names behind the verb is that clause's object, unless none stands before the verb."""
    assert told(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "about"),
    [
        ("en", "The Taliban denied any tie to al-Qaeda, and Hamas denied any such tie.", "al-qaeda"),
        (
            "fr",
            "Les talibans nient tout lien avec Al-Qaïda, et le Hamas rejette ces accusations.",
            "al-qaeda",
        ),
        ("ru", "Талибы отрицают связи с «Аль-Каидой», и ХАМАС отвергает эти обвинения.", "al-qaeda"),
        ("zh", "塔利班否认与基地组织有联系，哈马斯否认参与。", "al-qaeda"),
    ],
)
def test_who_begins_the_next_clause_is_not_concerned(language: str, text: str, about: str) -> None:
    """A group behind a comma and a word such as and, right before another act's verb, is that act's subject."""
    assert [one for one in told(text, language) if one[1] == "taliban"] == [
        ("deny", "taliban", (about,), False)
    ]


def test_a_group_in_the_middle_of_what_is_denied_is_concerned() -> None:
    """Behind a word such as that, a last name with its verb is part of the content."""
    text = "Israel denied that Iran, Hezbollah, and Hamas claimed the attack."
    assert told(text) == [("deny", "other", ("hamas", "hezbollah"), False)]


def test_on_whom_an_attack_is_blamed_is_not_who_was_attacked() -> None:
    """In the passive the name behind blamed on is meant, and where none is there, the subject."""
    text = "The attack on Hamas was blamed on al-Qaeda by Israel."
    assert told(text) == [("blame", "other", ("al-qaeda",), False)]
    assert told("Hamas was blamed for the attack by Israel.") == [("blame", "other", ("hamas",), False)]
