"""Names of several words that a hashtag runs together."""

import pytest

from processors.groups.read_catalogue import read_catalogue
from processors.groups.tag import Tagger

TAGGER = Tagger(
    read_catalogue(
        {
            "groups": [
                {"id": "bla", "name": "BLA", "aliases": {"any": ["Baloch Liberation Army"]}},
                {"id": "ttp", "name": "TTP", "aliases": {"any": ["Tehreek-e-Taliban Pakistan"]}},
                {"id": "taliban", "name": "Taliban", "aliases": {"any": ["Taliban"]}},
                {"id": "jad", "name": "JAD", "aliases": {"any": ["Ansharut Daulah"]}},
                {"id": "nii", "name": "Nii", "aliases": {"any": ["Al Ab"]}},
            ]
        }
    )
)


@pytest.mark.parametrize(
    ("text", "group", "name"),
    [
        ("#BalochLiberationArmy says so", "bla", "BalochLiberationArmy"),
        ("Watch #StopBalochLiberationArmyNow.", "bla", "BalochLiberationArmy"),
        ("#balochliberationarmy", "bla", "balochliberationarmy"),
        ("#TehreekeTalibanPakistan", "ttp", "TehreekeTalibanPakistan"),
        ("@AnsharutDaulah wrote", "jad", "AnsharutDaulah"),
        ("#StopTalibanNow", "taliban", "Taliban"),
    ],
)
def test_a_name_of_several_words_is_found_in_a_hashtag(text: str, group: str, name: str) -> None:
    """Among its words too, and with a particle written to the word before it."""
    assert [(mention.group, mention.text) for mention in TAGGER.tag(text)] == [(group, name)]


@pytest.mark.parametrize(
    "text",
    [
        "BalochLiberationArmy",
        "#xbalochliberationarmy",
        "#BalochLiberation",
        "#Alab",
        "#balochliberationarmyx",
    ],
)
def test_it_is_found_in_hashtags_alone_and_whole(text: str) -> None:
    """No run of letters in a text, no part of a word, and no short name."""
    assert TAGGER.tag(text) == []


def test_the_places_are_those_of_the_text() -> None:
    """Characters that folding drops or adds before a hashtag move nothing."""
    text = "« Großer  Tag »  #BalochLiberationArmy  #TehreekeTalibanPakistan"
    assert [text[m.start : m.end] for m in TAGGER.tag(text)] == [
        "BalochLiberationArmy",
        "TehreekeTalibanPakistan",
    ]
