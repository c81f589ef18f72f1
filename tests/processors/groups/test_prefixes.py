"""Prefixes that are written together with a name: exFARC, proHamas."""

import pytest

from processors.groups.read_catalogue import read_catalogue
from processors.groups.tag import Tagger

TAGGER = Tagger(
    read_catalogue(
        {
            "groups": [
                {"id": "farc", "name": "FARC", "aliases": {"any": ["FARC"]}},
                {"id": "hamas", "name": "Hamas", "aliases": {"any": ["Hamas", "ХАМАС"]}},
            ]
        }
    )
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mataron a otro exFARC en la vereda.", "FARC"),
        ("Les élus proHamas, debout.", "Hamas"),
        ("AntiFARC marcharon.", "FARC"),
        ("ПроХАМАС-колонна прошла.", "ХАМАС"),
        ("La marcha antiHamas terminó.", "Hamas"),
    ],
)
def test_a_name_behind_a_joined_prefix_is_found(text: str, name: str) -> None:
    """The name alone is the mention, without its prefix."""
    assert [mention.text for mention in TAGGER.tag(text)] == [name]


@pytest.mark.parametrize("text", ["exfarc", "EXFARC", "MexFARC", "bitproHamas", "unHamas", "prohamas"])
def test_other_letters_before_a_name_make_another_word(text: str) -> None:
    """No capital, all capitals, a longer word or another beginning: nothing tells where a name begins."""
    assert TAGGER.tag(text) == []
