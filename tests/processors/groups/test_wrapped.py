"""Names that a line's end breaks between two words, and what only looks like them."""

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
                    "aliases": {"any": ["Islamic State", "Estado Islámico", "الدولة الإسلامية"]},
                    "never": ["Islamic State University"],
                },
                {"id": "boko-haram", "name": "Boko Haram", "aliases": {"any": ["Boko Haram"]}},
                {"id": "jhangvi", "name": "Jhangvi", "aliases": {"any": ["Lashkar-e-Jhangvi"]}},
                {"id": "haqqani", "name": "Haqqani", "aliases": {"any": ["Haqqani Network"]}},
            ]
        }
    )
)


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("He joined the Islamic\nState in 2014.", "en", ["Islamic\nState"]),
        ("He joined the Islamic\r\nState in 2014.", "en", ["Islamic\r\nState"]),
        ("He joined the Islamic \n  State in 2014.", "en", ["Islamic \n  State"]),
        ("Juró lealtad al Estado\nIslámico por internet.", "es", ["Estado\nIslámico"]),
        ("قال القاضي إنه انضم إلى الدولة\nالإسلامية في الرقة.", "ar", ["الدولة\nالإسلامية"]),
        ("He raised money for Lashkar-e-\nJhangvi in a shop.", "en", ["Lashkar-e-\nJhangvi"]),
        ("He raised money for Lashkar-\ne-Jhangvi in a shop.", "en", ["Lashkar-\ne-Jhangvi"]),
        ("They now fear Boko\nHaram and the Islamic\nState alike.", "en", ["Boko\nHaram", "Islamic\nState"]),
        ("Boko Haram-\nlinked men fled to Niger.", "en", ["Boko Haram"]),
        ("Hear of Boko Haram, and of the Islamic\nState too.", "en", ["Boko Haram", "Islamic\nState"]),
    ],
)
def test_a_line_ends_within_a_name(text: str, language: str, names: list[str]) -> None:
    """Blanks around the line's end, Windows's line ends and a hyphen of the name make no difference."""
    assert [mention.text for mention in TAGGER.tag(text, language)] == names


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("He joined the Islamic\n\nState media say so.", "en"),
        ("He joined the Islamic.\nState media say so.", "en"),
        ("Their religion is Islamic\nState: Punjab", "en"),
        ("By Khalil Haqqani\nNetwork correspondent in Doha.", "en"),
        ("Islamic\nState fighters are a theme of this list.", "en"),
        ("Three Men And Boko\nHaram is no word of this heading.", "en"),
        ("What is to be read of all things Islamic\nState\nSociety", "en"),
        ("The Rise of the Islamic\nState Department Says No.", "en"),
        ("He studied at the Islamic\nState University in Jakarta.", "en"),
        ("الدولة\nالإسلامية في الرقة", "ar"),
        ("They fear Boko Haram-\nites and others.", "en"),
    ],
)
def test_paragraphs_lists_and_headings_are_no_name(text: str, language: str) -> None:
    """Across the end of a paragraph, a heading, a byline or a row of a table two words are no name."""
    assert TAGGER.tag(text, language) == []
