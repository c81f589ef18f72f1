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
        ("an IEA-terror study", "en", []),
    ],
)
def test_the_second_part_of_a_compound_is_company(text: str, language: str, names: list[str]) -> None:
    """A hyphen and a word of armed groups is enough, but where the alias asks for its own words alone."""
    assert [mention.text for mention in TAGGER.tag(text, language)] == names


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("IS-vrouwen", "en", []),
        ("IS-vrouwen", None, []),
        ("IS-linked", "fr", []),
        ("the ADF-linked fund", "en", []),
        ("the ADF-led mission", "en", []),
        ("the IS-led project", "en", []),
        ("das ADF-Video", "de", []),
        ("ADF-Kämpfer", "de", ["ADF"]),
        ("two ADF-fighters", "en", ["ADF"]),
        ("ADF-strijders", "nl", ["ADF"]),
        ("ADF militiamen raided", "en", ["ADF"]),
        ("ADF terror laws", "en", []),
        ("ADF militiamen", "de", []),
    ],
)
def test_second_parts_are_the_languages_and_few_but_for_the_islamic_state(
    text: str, language: str | None, names: list[str]
) -> None:
    """Any abbreviation takes its language's words for fighters; the Islamic State's names take more."""
    assert [mention.text for mention in TAGGER.tag(text, language)] == names


@pytest.mark.parametrize(
    ("text", "language", "is_named"),
    [
        ("IS KILLS SIX IN VILLAGE", "en", True),
        ("POLICE: IS KILLS SIX IN VILLAGE", "en", True),
        ("“IS KILLS SIX IN VILLAGE”", "en", True),
        ("RAID ENDS. IS KILLS SIX IN VILLAGE", "en", True),
        ("PEACE IS KILLS AND FEAR AND WAR", "en", False),
        ("ALL THAT IS HAS AN END", "en", False),
        ("He said that IS has no navy", "en", True),
        ("What it IS has no name", "en", False),
        ("IS CLAIMS HANDLING TOO SLOW FOR MOST OF THE CLIENTS?", "en", False),
        ("IS CLAIMS KABUL BOMBING. WHO IS NEXT?", "en", True),
        ("IS WANTS OR NEEDS", "en", False),
        ("IS EIST AANSLAG OP", "nl", True),
        ("IS EIST AANSLAG OP", "en", False),
        ("ZES DODEN: IS KILLS ONE", "nl", False),
        ("BLAST ORDERED BY IS, SAYS MAYOR", "en", True),
        ("THE NAME HE GOES BY IS", "en", False),
        ("THE DAY SIX WERE KILLED BY IS 'NOW'", "en", False),
        ("SKULPTUR CLAIMED BY IS", "da", False),
        ("IS is down but it is not out", "en", True),
        ("IS was behind it, they said", "en", True),
        ("IS is a module of the second year", "en", False),
        ("What it IS is not clear", "en", False),
    ],
)
def test_a_name_that_is_a_verb_heads_a_clause_or_ends_one(text: str, language: str, is_named: bool) -> None:
    """Before a verb it stands at the head of a statement, and behind "claimed by" at the end of a clause."""
    assert ("IS" in [mention.text for mention in TAGGER.tag(text, language)]) == is_named


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


@pytest.mark.parametrize(
    ("text", "language", "is_found"),
    [
        ("Ein Shabaabkommandeur fiel.", "de", True),
        ("Een Shabaabstrijder gaf zich over.", "nl", True),
        ("Eine Shabaabfeier im Jugendclub.", "de", False),
        ("Ein Shabaab-Kommandeur fiel.", "de", False),
        ("A Shabaabkommandeur fell.", "en", False),
    ],
)
def test_a_longer_name_is_joined_to_its_fighters(text: str, language: str, is_found: bool) -> None:
    """Without a hyphen the fighters and commanders of a name that needs company are enough."""
    group = {"id": "al-shabaab", "name": "Al-Shabaab", "aliases": {"any": ["Shabaab"]}}
    context = {"Shabaab": {"near": ["Kismayo"]}}
    tagger = Tagger(read_catalogue({"groups": [group | {"context": context}]}))
    assert bool(tagger.tag(text, language)) is is_found
