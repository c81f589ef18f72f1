"""Abbreviations that have their company in the next word."""

import pytest

from processors.groups.read_catalogue import read_catalogue
from processors.groups.tag import Tagger

TAGGER = Tagger(
    read_catalogue(
        {
            "groups": [
                {
                    "id": "isis",
                    "name": "IS",
                    "aliases": {"any": ["IS", "Islamic State", "EI"]},
                    "context": {
                        "IS": {"case": "exact", "near": ["Mosul", "Mossoul", "Raqqa"]},
                        "EI": {"case": "exact", "near": ["Mossoul"]},
                    },
                },
                {
                    "id": "adf",
                    "name": "ADF",
                    "aliases": {"any": ["ADF", "IEA"]},
                    "context": {
                        "ADF": {"case": "exact", "near": ["BENI"]},
                        "IEA": {"case": "exact", "near": ["emirate"], "article": []},
                    },
                },
            ]
        }
    )
)


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("IS-vrouwen keren terug", "nl", ["IS"]),
        ("Die IS-Witwe schweigt", "de", ["IS"]),
        ("Fem IS-barn hämtas", "sv", ["IS"]),
        ("an IS‑linked cell", "en", ["IS"]),
        ("IS-afdeling koopt laptops", "nl", []),
        ("der IS-Server", "de", []),
        ("IS vrouwen", "nl", []),
        ("an IEA-backed study", "en", []),
    ],
)
def test_the_second_part_of_a_compound_is_company(text: str, language: str, names: list[str]) -> None:
    """A hyphen and a word of armed groups is enough, but where the alias asks for its own words alone."""
    assert [mention.text for mention in TAGGER.tag(text, language)] == names


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("IS CLAIMS KABUL BOMBING, POLICE SAY NOTHING", "en", ["IS"]),
        ("MARKET BLAST CLAIMED BY IS", "en", ["IS"]),
        ("IS KABUL SAFE? MOSUL WAITS", "en", []),
        ("WHAT IS KNOWN IN MOSUL SO FAR", "en", []),
        ("IS CLAIMS HANDLING SLOW?", "en", []),
        ("MAN IS KILLED IN MOSUL RAID", "en", []),
        ("The court heard that IS has no navy.", "en", ["IS"]),
        ("The court heard that he IS paid.", "en", []),
        ("The court heard that ADF has lorries.", "en", []),
        ("LO QUE EI HACE EN MOSSOUL Y AFUERA", "es", ["EI"]),
        ("SOTA EI LOPU, SANOO MOSSOUL JA MUUT", "fi", []),
        ("ADF KILLS SIXTY IN BENI, SAYS BISHOP", "en", ["ADF"]),
    ],
)
def test_capitals_hide_only_what_is_a_word(text: str, language: str, names: list[str]) -> None:
    """In a headline of capitals a word of the language counts only where the word cannot stand."""
    assert [mention.text for mention in TAGGER.tag(text, language)] == names
