"""Figures of speech: whoever is strict is called a Taliban, and is none."""

import pytest

from processors.groups.bearers import FIGURE, PERSON
from processors.groups.read_catalogue import read_catalogue
from processors.groups.tag import Tagger

TAGGER = Tagger(
    read_catalogue(
        {
            "groups": [
                {
                    "id": "taliban",
                    "name": "Taliban",
                    "aliases": {"any": ["Taliban"], "it": ["talebano"], "ru": ["талибы"]},
                    "context": {name: {"figure": True} for name in ("Taliban", "talebano", "талибы")},
                }
            ]
        }
    )
)


@pytest.mark.parametrize(
    "text",
    [
        "She is a grammar Taliban.",
        "Die Öko-Taliban verbieten alles.",
        "the Taliban of spelling",
        "Талибы от экологии пикетируют завод.",
        "Es un talibán de la siesta.",
        "È un vero talebano della pasta al dente.",
        "C'est un taliban du vélo.",
        "A horse called Taliban won.",
        "A coach, a Taliban of discipline, left.",
        "Der Mülltrennungs-Taliban von nebenan",
        "To taliban ortografii.",
        "The parking Taliban are back.",
        "Beware of the wine Taliban!",
        "Un talebano della forma",
        "C'est un taliban de la virgule.",
        "Es un talibán de las comas.",
        "Die Umweltschutz-Taliban verbieten alles.",
    ],
)
def test_who_is_strict_is_no_group(text: str) -> None:
    """A field of taste before the name, "of" such a field behind it, or "a ... of the" thing tells a figure."""
    assert TAGGER.tag(text) == []
    assert {FIGURE, PERSON} & {one.why for one in TAGGER.explain(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Un talibán de la provincia de Kunduz huyó.",
        "Un talibán de la Red Haqqani huyó.",
        "Los talibanes: el Talibán de la siesta no existe.",
        "Le milieu taliban de Quetta",
        "Gestern sprach Taliban-Sprecher Karimi.",
        "A movement called Taliban took Kandahar.",
        "the Taliban of Helmand",
        "a Taliban of Helmand",
        "Die Regierungs Taliban-Politik",
        "Ein Sprecher der Regierungs-Taliban sagte das.",
        "Die Afghanistans-Taliban verhandeln.",
        "Crowds waved green Taliban flags in Kandahar.",
        "Guards were parking Taliban vehicles outside the ministry.",
        "They began spelling Taliban names in Latin letters.",
        "Ein Taliban der Kommandoebene wurde getötet.",
        "Un taliban de l'accord de Doha a témoigné.",
        "Un talibán de los años noventa contó su vida.",
        "Un talibán de los que huyeron habló.",
        "A Taliban of the old school, he opposed talks.",
        "Während des Aufschwungs Taliban einzuladen, war falsch.",
        "In the coffeehouse Taliban are feared.",
        "Un talibán de Kunduz huyó.",
        "Kandahar fell to the Taliban",
    ],
)
def test_the_group_is_no_figure(text: str) -> None:
    """Places, times, other groups, a definite article, verbs, colours and longer words leave the name to the group."""
    assert len(TAGGER.tag(text)) == 1
