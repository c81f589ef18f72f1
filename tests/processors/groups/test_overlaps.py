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
                {
                    "id": "isis",
                    "name": "IS",
                    "aliases": {"any": ["IS", "حماس", "IEA"]},
                    "context": {
                        "IS": {"case": "exact", "near": ["Mosul"]},
                        "حماس": {"near": ["غزة"]},
                        "IEA": {"case": "exact", "near": ["Kabul"], "article": []},
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
        ("IS, PKK and others", ["IS", "PKK"]),
        ("حزب الله وحماس", ["حزب الله", "حماس"]),
        ("The PKK IS banned.", ["PKK"]),
        ("The PKK was here and IS gone.", ["PKK"]),
        ("The PKK and IEA", ["PKK"]),
        ("Cats and IS", []),
        ("They said IS and the JI agree.", ["IS", "JI"]),
        ("They said IS met the JI.", []),
    ],
)
def test_a_name_told_in_one_breath_with_a_group_counts(text: str, names: list[str]) -> None:
    """A mark or a word for "and" between two names is company, unless the alias asks for its own words alone."""
    assert [mention.text for mention in TAGGER.tag(text)] == names
