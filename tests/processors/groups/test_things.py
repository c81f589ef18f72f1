"""Names of bars, boats and cats: the name is no group's there."""

import pytest

from processors.groups.bearers import THING
from processors.groups.read_catalogue import read_catalogue
from processors.groups.tag import Tagger

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
        "A gata Hamas sumiu.",
        "Hamas, un restaurante afgano, cierra.",
        "Hamas, a bar on the beach, was sold.",
        "En el bar Hamas, los vecinos cantan.",
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


@pytest.mark.parametrize(
    "text",
    [
        "Aid was looted by Hamas, bakery owner Ali Saleh said, and sold.",
        "The attack was blamed on Hamas, hotel staff said, and",
        "They had ties to Hamas, chat logs show, and",
        "held by Hamas, Roman Protasevich said, for",
        "por Hamas, perro fiel de Irán, según",
        "fear the Taliban, shop owners said, and",
        "fled from the Taliban, a restaurant owner said, and",
        "looted Hamas, a hotel in Gaza said, and sold",
        "looted hamas, a hotel in Gaza, once",
        "looted Hamas, a hotel closes in Gaza, and",
        "Temen a Hamas, un hotel cerró en Kabul, y huyen",
        "Fue atacado por Hamas, un perro de Irán, según Israel.",
        "They hit Hamas, a hotel in Gaza, and a school.",
    ],
)
def test_only_an_article_and_a_place_explain_a_name(text: str) -> None:
    """A word for a thing behind a comma begins a clause, too; what is told by, with or against a name is a group's."""
    assert [mention.group for mention in TAGGER.tag(text)] == ["taliban"]


@pytest.mark.parametrize(
    "text",
    [
        "Dal mare Hamas attacca",
        "en el bar Hamas vendía armas",
        "Der Film Hamas zeigt den Krieg",
        "Nel romanzo Hamas vince",
        "In the film Hamas in Gaza shot, hostages speak",
        "In der Bar Hamas zu treffen",
        "Im Hotel Hamas zu treffen",
        "The hotel Hamas was denied burned",
        "Visitó el hotel Hamas con armas",
        "Das Hotel Hamas Kämpfern überlassen",
        "the hotel Hamas opened in Gaza",
        "the hotel Hamas in Gaza runs",
        "A boat Hamas used sank",
        "The dog Hamas was training barked",
        "the hotel Hamas's rockets hit",
    ],
)
def test_a_group_may_act_behind_a_place(text: str) -> None:
    """Behind a preposition, in the midst of a sentence and in English a thing's name ends at a mark."""
    assert [mention.group for mention in TAGGER.tag(text)] == ["taliban"]


@pytest.mark.parametrize(
    "text", ["Taliban adlı örgüt kadın haklarını yok sayıyor", "Hamas adlı örgütten iki genç kaçtı"]
)
def test_people_of_a_group_that_is_called_so_are_not_called_so(text: str) -> None:
    """A word for a group between "called so" and people tells that the group is called so."""
    assert [mention.group for mention in TAGGER.tag(text)] == ["taliban"]


def test_a_name_that_nothing_else_bears_counts_anywhere() -> None:
    """Only aliases that people bear, or that are figures of speech, too, are asked about."""
    assert len(TAGGER.tag("The bar Shining Path, a bar of Lima, closed.")) == 1
