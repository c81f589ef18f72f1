"""Two groups that share a noun: "the Afghan and Pakistani Taliban"."""

import pytest

from processors.groups.read_catalogue import read_catalogue
from processors.groups.tag import Tagger

TAGGER = Tagger(
    read_catalogue(
        {
            "groups": [
                {
                    "id": "taliban",
                    "name": "Taliban",
                    "aliases": {
                        "any": [
                            "Taliban",
                            "Afghan Taliban",
                            "talibans afghans",
                            "talibanes afganos",
                            "talebani afghani",
                            "talibãs afegãos",
                            "طالبان الأفغانية",
                        ],
                        "id": ["Taliban Afghanistan"],
                    },
                    "never": ["Mexican Taliban"],
                },
                {
                    "id": "ttp",
                    "name": "TTP",
                    "aliases": {
                        "any": [
                            "Pakistani Taliban",
                            "Punjabi Taliban",
                            "talibans pakistanais",
                            "Swat Taliban",
                            "talibans swatis",
                            "talibanes pakistaníes",
                            "talebani pakistani",
                            "talibãs paquistaneses",
                            "طالبان الباكستانية",
                        ],
                        "id": ["Taliban Pakistan"],
                    },
                    "context": {
                        "Swat Taliban": {"near": ["Malakand"]},
                        "talibans swatis": {"near": ["Malakand"]},
                    },
                },
                {"id": "council", "name": "Pakistanais unis", "aliases": {"fr": ["pakistanais unis"]}},
                {"id": "army", "name": "Army of Afghan", "aliases": {"any": ["Army of Afghan"]}},
            ]
        }
    )
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Afghan and Pakistani Taliban chiefs", [("taliban", "Afghan"), ("ttp", "Pakistani Taliban")]),
        ("the Pakistani and the Afghan Taliban", [("ttp", "Pakistani"), ("taliban", "Afghan Taliban")]),
        (
            "les talibans afghans et pakistanais",
            [("taliban", "talibans afghans"), ("ttp", "pakistanais")],
        ),
        ("Pakistani wie auch Afghan Taliban", [("ttp", "Pakistani"), ("taliban", "Afghan Taliban")]),
        ("les talibans afghans comme les Pakistanais", [("taliban", "talibans afghans")]),
        ("les talibans afghans comme pakistanais", [("taliban", "talibans afghans"), ("ttp", "pakistanais")]),
        ("طالبان الأفغانية والباكستانية", [("taliban", "طالبان الأفغانية"), ("ttp", "الباكستانية")]),
        ("Taliban Afghanistan dan Pakistan sepakat", [("taliban", "Taliban Afghanistan")]),
        ("Pakistani and Afghan Taliban officials met", [("taliban", "Afghan Taliban")]),
        ("an Afghan and Pakistani Taliban", [("ttp", "Pakistani Taliban")]),
        ("Afghan police and Pakistani Taliban", [("ttp", "Pakistani Taliban")]),
        ("Pakistani, Afghan Taliban sign", [("taliban", "Afghan Taliban")]),
        (
            "the Afghan as well as the Pakistani Taliban",
            [("taliban", "Afghan"), ("ttp", "Pakistani Taliban")],
        ),
        (
            "the Army of Afghan and Pakistani Taliban",
            [("army", "Army of Afghan"), ("ttp", "Pakistani Taliban")],
        ),
        ("Pakistani and Punjabi Taliban", [("ttp", "Punjabi Taliban")]),
        (
            "Neither the Afghan nor the Pakistani Taliban came",
            [("taliban", "Afghan"), ("ttp", "Pakistani Taliban")],
        ),
        ("the Afghan, not the Pakistani Taliban", [("taliban", "Afghan"), ("ttp", "Pakistani Taliban")]),
        (
            "ni les talibans afghans, ni les pakistanais",
            [("taliban", "talibans afghans"), ("ttp", "pakistanais")],
        ),
        ("les talibans afghans et les Pakistanais", [("taliban", "talibans afghans")]),
        ("soldiers and many Pakistani Taliban", [("ttp", "Pakistani Taliban")]),
        ("the Mexican and Pakistani Taliban", [("ttp", "Pakistani Taliban")]),
        ("the Swat and Afghan Taliban", [("taliban", "Afghan Taliban")]),
        ("in Malakand, Afghan and Swat Taliban", [("ttp", "Swat Taliban")]),
        ("à Malakand, les talibans swatis et afghans", [("ttp", "talibans swatis")]),
        (
            "Punjabi Taliban met the Afghan and Pakistani Taliban",
            [("ttp", "Punjabi Taliban"), ("taliban", "Afghan"), ("ttp", "Pakistani Taliban")],
        ),
        (
            "les talibans afghans et pakistanais unis",
            [("taliban", "talibans afghans"), ("council", "pakistanais unis")],
        ),
        (
            "des talibans afghans et pakistanais, dont des talibans afghans de Quetta",
            [("taliban", "talibans afghans"), ("ttp", "pakistanais"), ("taliban", "talibans afghans")],
        ),
    ],
)
def test_a_word_that_shares_anothers_noun_is_a_mention(text: str, expected: list[tuple[str, str]]) -> None:
    """It is one where both words make aliases with the noun that count anywhere; a state beside a group is none."""
    mentions = TAGGER.tag(text)
    assert [(mention.group, mention.text) for mention in mentions] == expected
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("entre los talibanes afganos y los pakistaníes", ["taliban"]),
        ("i talebani afghani e i pakistani", ["taliban"]),
        ("tra i talebani afghani e i pakistani", ["taliban"]),
        ("entre os talibãs afegãos e os paquistaneses", ["taliban"]),
        ("Choques de los talibanes afganos con los pakistaníes y con pakistaníes", ["taliban"]),
        ("Los talibanes afganos y los pakistaníes comparten refugio", ["taliban", "ttp"]),
        ("entre talibanes afganos y pakistaníes", ["taliban", "ttp"]),
        ("firmaron ni los talibanes afganos ni los pakistaníes", ["taliban", "ttp"]),
        ("non firmano né i talebani afghani né i pakistani", ["taliban", "ttp"]),
    ],
)
def test_an_article_may_name_a_people(text: str, expected: list[str]) -> None:
    """In Spanish, Italian and Portuguese it does, but behind a sentence's subject and behind "neither"."""
    assert [mention.group for mention in TAGGER.tag(text)] == expected


def test_explain_tells_of_a_shared_noun() -> None:
    """The word alone is among the candidates, and counts."""
    found = {(one.group, one.text): one.counted for one in TAGGER.explain("Afghan and Pakistani Taliban")}
    assert found["taliban", "Afghan"]
