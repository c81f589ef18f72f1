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
                        "any": ["Taliban", "Afghan Taliban", "talibans afghans", "طالبان الأفغانية"],
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


def test_explain_tells_of_a_shared_noun() -> None:
    """The word alone is among the candidates, and counts."""
    found = {(one.group, one.text): one.counted for one in TAGGER.explain("Afghan and Pakistani Taliban")}
    assert found["taliban", "Afghan"]
