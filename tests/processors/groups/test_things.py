"""Names of bars, boats and cats: the name is no group's there."""

import pytest

from processors.groups.read_catalogue import read_catalogue
from processors.groups.tag import THING, Tagger

TAGGER = Tagger(
    read_catalogue(
        {
            "groups": [
                {
                    "id": "taliban",
                    "name": "Taliban",
                    "aliases": {"any": ["Taliban", "Hamas"]},
                    "context": {"Taliban": {"figure": True}, "Hamas": {"person": True}},
                },
                {"id": "other", "name": "Shining Path", "aliases": {"any": ["Shining Path"]}},
            ]
        }
    )
)


@pytest.mark.parametrize(
    "text",
    [
        "La plantilla de Talibán, un bar de copas de Lavapiés, no cobra.",
        "Hamas, a falafel restaurant in Bristol, has been open since 1979.",
        "El bar Talibán sirve vermú.",
        "the restaurant Hamas in Bristol",
        "Hamas adlı bir kedi köyün maskotu.",
        "She and her dog Hamas were rescued.",
        "Sein Papagei Hamas spricht.",
    ],
)
def test_a_bar_a_boat_or_a_cat_is_no_group(text: str) -> None:
    """What is explained as one, named behind a word for one, or called so with such a word, does not count."""
    assert TAGGER.tag(text) == []
    assert THING in {one.why for one in TAGGER.explain(text)}


@pytest.mark.parametrize(
    "text",
    [
        "According to Hamas, a bakery in Gaza, once famous, was hit.",
        "As rain fell on Hamas, a hotel in Gaza, half empty, caught fire.",
        "They fled Hamas, a hotel, a school and a shop, the report says.",
        "Hamas, a movement with banks, pays no one.",
        "Behind the bar Taliban guards found arak.",
        "Im Hotel Taliban-Kämpfer suchen",
        "im hotel taliban",
        "Her dog feared Hamas men.",
        "Hamas adlı örgüt açıklama yaptı.",
    ],
)
def test_a_group_beside_a_bar_is_the_group(text: str) -> None:
    """A clause that begins with a place, a list of places, and men behind a place's word do not rename a group."""
    assert [mention.group for mention in TAGGER.tag(text)] == ["taliban"]


def test_a_name_that_nothing_else_bears_counts_anywhere() -> None:
    """Only aliases that people bear, or that are figures of speech, too, are asked about."""
    assert len(TAGGER.tag("The bar Shining Path, a bar of Lima, closed.")) == 1
