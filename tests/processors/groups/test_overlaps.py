"""What waits for company has it in the name beside it: "the PKK and IS"."""

import pytest

from processors.groups.read_catalogue import read_catalogue
from processors.groups.tag import Tagger

TAGGER = Tagger(
    read_catalogue(
        {
            "groups": [
                {
                    "id": "ji",
                    "name": "JI",
                    "aliases": {"any": ["JI"]},
                    "context": {"JI": {"case": "exact", "near": ["Bali"]}},
                },
                {"id": "pkk", "name": "PKK", "aliases": {"any": ["PKK", "حزب الله"]}},
                {"id": "farc", "name": "FARC", "aliases": {"any": ["FARC"]}},
                {
                    "id": "isis",
                    "name": "IS",
                    "aliases": {"any": ["IS", "حماس", "IEA", "Unity", "आईएस", "एकता"]},
                    "context": {
                        "IS": {"case": "exact", "near": ["Mosul"]},
                        "حماس": {"near": ["غزة"]},
                        "Unity": {"case": "exact", "near": ["Mosul"]},
                        "आईएस": {"near": ["मोसुल"]},
                        "एकता": {"near": ["मोसुल"]},
                        "IEA": {"case": "exact", "near": ["Kabul"], "article": []},
                    },
                },
                {
                    "id": "jihad",
                    "name": "Jihad",
                    "aliases": {"any": ["الجهاد", "Isis"]},
                    "context": {
                        "الجهاد": {"near": ["غزة"], "person": True},
                        "Isis": {"near": ["Mosul"], "person": True},
                    },
                },
            ]
        }
    )
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The PKK and IS are listed.", ["PKK", "IS"]),
        ("a list of PKK/IS men", ["PKK", "IS"]),
        ("IS or the PKK", ["IS", "PKK"]),
        ("The PKK IS banned.", ["PKK"]),
        ("The PKK was here and IS gone.", ["PKK"]),
        ("The PKK and IEA", ["PKK"]),
        ("Cats and IS", []),
        ("They said IS met the JI.", []),
    ],
)
def test_a_name_told_in_one_breath_with_a_group_counts(text: str, names: list[str]) -> None:
    """A slash or a word for "and" between two names is company, unless the alias asks for its own words alone."""
    assert [mention.text for mention in TAGGER.tag(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They hit the PKK, IS lines open", ["PKK"]),
        ("They hit the PKK, and IS lines open", ["PKK"]),
        ("IS, PKK and others", ["PKK"]),
        ("IS, the PKK and FARC", ["IS", "PKK", "FARC"]),
        ("the PKK, FARC, and IS", ["PKK", "FARC", "IS"]),
        ("the PKK, IS, and FARC", ["PKK", "IS", "FARC"]),
    ],
)
def test_a_comma_joins_only_in_a_row_that_and_ends(text: str, names: list[str]) -> None:
    """A comma between two names may begin a clause; in a row of three names with "and" it does not."""
    assert [mention.text for mention in TAGGER.tag(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("आईएस और PKK", ["आईएस", "PKK"]),
        ("आईएस, PKK और FARC", ["आईएस", "PKK", "FARC"]),
        ("एकता और PKK", ["PKK"]),
        ("आईएस अफसर PKK से मिले", ["PKK"]),
    ],
)
def test_names_of_letters_are_an_abbreviation(text: str, names: list[str]) -> None:
    """Hindi and Bengali have no capitals, and write the English names of letters in a row; a word is a word."""
    assert [mention.text for mention in TAGGER.tag(text, "hi")] == names


def test_two_that_wait_are_no_company() -> None:
    """Two abbreviations that need company and stand beside each other may both be anything."""
    assert TAGGER.tag("They said IS and the JI agree.") == []


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("حزب الله والجهاد", "ar", ["حزب الله", "الجهاد"]),
        ("حزب الله، الجهاد", "ar", ["حزب الله"]),
        ("PKK اور IS", "ur", ["PKK", "IS"]),
        ("PKK और IS", "hi", ["PKK", "IS"]),
        ("PKK和IS", "zh", ["PKK", "IS"]),
        ("PKKの兵士とIS", "ja", ["PKK"]),
        ("The PKK and Isis", "en", ["PKK", "Isis"]),
    ],
)
def test_a_name_that_people_bear_is_joined_and_by_the_words_of_all_scripts(
    text: str, language: str, names: list[str]
) -> None:
    """A first name beside a group is the group's; "and" may be one letter that is written with the next word."""
    assert [mention.text for mention in TAGGER.tag(text, language)] == names


def test_a_word_is_not_joined_by_and() -> None:
    """An alias that is a word, no abbreviation, means the word beside a group, too."""
    assert [mention.text for mention in TAGGER.tag("حزب الله وحماس", "ar")] == ["حزب الله"]
    assert [mention.text for mention in TAGGER.tag("The PKK and Unity", "en")] == ["PKK"]


@pytest.mark.parametrize(
    ("text", "language", "is_joined"),
    [
        ("Le PKK et l’IS", "fr", True),
        ("Die PKK und der IS", "de", True),
        ("PKK a IS", "cs", True),
        ("Die PKK wie auch IS", "de", True),
        ("The PKK as well as IS", "en", True),
        ("The PKK as IS", "en", False),
        ("Hem PKK hem de IS", "tr", True),
        ("Le PKK a IS", "fr", False),
        ("The PKK na IS", "en", False),
        ("El PKK o el IS", "es", True),
        ("Der PKK o IS", "de", False),
    ],
)
def test_a_word_for_and_is_one_of_the_texts_language(text: str, language: str, is_joined: bool) -> None:
    """What is "and" in one language is a verb or an article in another."""
    assert ("IS" in [mention.text for mention in TAGGER.tag(text, language)]) == is_joined


LISTS = Tagger(
    read_catalogue(
        {
            "groups": [
                {"id": "hezbollah", "name": "Hezbollah", "aliases": {"any": ["حزب الله"]}},
                {
                    "id": "hamas",
                    "name": "Hamas",
                    "aliases": {"ar": ["حماس"]},
                    "context": {"حماس": {"near": ["غزة"], "person": True}},
                },
                {
                    "id": "al-qaeda",
                    "name": "al-Qaeda",
                    "aliases": {"ar": ["القاعدة"]},
                    "context": {"القاعدة": {"near": ["لادن"]}},
                },
                {
                    "id": "bla",
                    "name": "BLA",
                    "aliases": {"any": ["BLA"]},
                    "context": {"BLA": {"case": "exact", "near": ["Quetta"]}},
                },
                {
                    "id": "blf",
                    "name": "BLF",
                    "aliases": {"any": ["BLF"]},
                    "context": {"BLF": {"case": "exact", "near": ["Quetta"], "article": ["blf", "bla"]}},
                },
            ]
        }
    )
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("تشمل حزب الله والقاعدة.", ["حزب الله", "القاعدة"]),
        ("تشمل حزب الله وحماس والقاعدة، وفق البيان", ["حزب الله", "حماس", "القاعدة"]),
        ("حزب الله والقاعدة الجوية", ["حزب الله"]),
        ("تشمل القائمة القاعدة.", []),
    ],
)
def test_an_arabic_list_of_groups_goes_on_to_its_end(text: str, names: list[str]) -> None:
    """A word at the end of a phrase is a name in a list; one with an adjective behind it is the word."""
    assert [mention.text for mention in LISTS.tag(text, "ar")] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The BLA claimed ten attacks, said the BLF.", ["BLA", "BLF"]),
        ("The BLF sent a letter to the BLA.", ["BLF", "BLA"]),
        ("The BLA sent a letter.", []),
        ("The BLF sent a letter.", []),
        (f"The BLA is here. {'Rain fell all day on the hills. ' * 12}The BLF.", []),
    ],
)
def test_two_names_that_need_company_have_it_one_in_the_other(text: str, names: list[str]) -> None:
    """In one paragraph, where `article` of one of them names the group of the other."""
    assert [mention.text for mention in LISTS.tag(text, "en")] == names
