"""What an abbreviation is short for, where the text says so: "the Yuma Proving Ground ... A YPG spokesperson"."""

import pytest

from processors.groups.disambiguate import OTHER_SENSE
from processors.groups.read_catalogue import read_catalogue
from processors.groups.tag import Tagger

TAGGER = Tagger(
    read_catalogue(
        {
            "groups": [
                {
                    "id": "ypg",
                    "name": "People's Protection Units",
                    "aliases": {
                        "any": ["YPG", "Yekîneyên Parastina Gel"],
                        "en": ["People's Protection Units"],
                    },
                    "context": {"YPG": {"case": "exact"}},
                },
                {
                    "id": "pkk",
                    "name": "Kurdistan Workers' Party",
                    "aliases": {
                        "any": ["PKK"],
                        "en": ["Kurdistan Workers' Party"],
                        "de": ["Arbeiterpartei Kurdistans"],
                    },
                },
                {
                    "id": "isis",
                    "name": "Islamic State",
                    "aliases": {"any": ["ISIS"], "en": ["Islamic State"]},
                },
                {
                    "id": "ei",
                    "name": "État islamique",
                    "aliases": {"fr": ["EI", "État islamique"]},
                    "context": {"EI": {"case": "exact", "behind": {"fr": ["l'"]}, "article": ["ei"]}},
                },
                {
                    "id": "eln",
                    "name": "Ejército de Liberación Nacional",
                    "aliases": {"any": ["ELN"], "es": ["Ejército de Liberación Nacional"]},
                },
            ]
        }
    )
)


def groups(text: str, language: str = "en") -> list[str]:
    return [mention.group for mention in TAGGER.tag(text, language)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Farmers near the Yuma Proving Ground complained. A YPG spokesperson promised quiet.", "en"),
        ("A YPG spokesperson promised quiet to the neighbours of the Yuma Proving Ground.", "en"),
        ("The Youth Policy Group (YPG) met in Leeds.", "en"),
        ("Send the YPG (yearly planning grid) by Friday.", "en"),
        ("The yearly planning grid (YPG) is due by Friday.", "en"),
        ("Der Personalkostenkatalog ist neu. Die Prüfstelle für Krippen und Kitas (PKK) zahlt.", "de"),
        ("L'EI (école d'infirmières) recrute.", "fr"),
        ("The European Leadership Network wrote to both capitals. ELN urged a treaty.", "en"),
        (
            "David Albright's ISIS, the Washington institute which follows centrifuges, published images.",
            "en",
        ),
        ("ISIS, a Washington think tank, counted centrifuges.", "en"),
        ("ELN is a law firm in Porto.", "en"),
        ("Tests at YPG, the Army's desert proving ground, go on.", "en"),
        ("ELN, una empresa de Soria, cierra.", "es"),
        ("The Porters' Kiosk Keepers' union, known as PKK, sold tea.", "en"),
        ("The Parish Kitchen Keepers, or PKK, sold soup.", "en"),
        ("PKK, yani Pamuk Kooperatifleri Kurumu, 400 ton aldı.", "tr"),
        ("La ELN, Escuela Libre de Navegantes, viaja el lunes.", "es"),
        ("Quem usa o sistema antigo, de sigla ISIS, terá de mudar.", "pt"),
        ("ISIS, ein Hersteller aus Jena, baut Sonden.", "de"),
    ],
)
def test_an_abbreviation_is_what_the_text_says_that_it_is_short_for(text: str, language: str) -> None:
    """Neither words with its first letters, nor an explanation as what no group is, leave it to the group."""
    assert groups(text, language) == []


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("The People's Protection Units (YPG) held the bridge.", "en", ["ypg", "ypg"]),
        ("Yekineyen Parastine Gele (YPG) held the bridge.", "en", ["ypg"]),
        ("Parti Kerja Kurdistan (PKK) meletakkan senjata.", "id", ["pkk"]),
        ("The army shelled PKK caves. Peter Kevin King filmed it.", "en", ["pkk"]),
        ("L'EI (État islamique) a revendiqué l'attaque.", "fr", ["ei", "ei"]),
        ("ISIS, the group that seized a university in Mosul, fled.", "en", ["isis"]),
        ("Two fighters of the PKK, a hospital in Erbil said, died.", "en", ["pkk"]),
        ("PKK, a hospital in Erbil said, shelled the road.", "en", ["pkk"]),
        (
            "Islamic State, or ISIS, fled. The Institute for Science and International Security wrote.",
            "en",
            ["isis"] * 2,
        ),
        ("Ejército de Liberación Nal (ELN) liberó a dos.", "es", ["eln"]),
        ("The eager little newsroom waited; ELN freed two.", "en", ["eln"]),
        ("Yemen's Presidential Government spoke. The YPG lost two men.", "en", ["ypg"]),
        ("Imam Salim Ibn Sufyan spoke in Mosul. ISIS lost the city in 2017.", "en", ["isis"]),
        ("Yalova Perşembe Günü seçime gidiyor. YPG, Şam ile görüştü.", "tr", ["ypg"]),
        ("ISIS, the museum notes, blew up the shrine in 2014.", "en", ["isis"]),
        ("The PKK, a university lecturer in Erbil holds, will stay.", "en", ["pkk"]),
        ("ISIS is a laboratory for cruelty.", "en", ["isis"]),
        ("El ELN es una empresa criminal.", "es", ["eln"]),
        ("Le PKK est une entreprise de racket.", "fr", ["pkk"]),
        ("PKK, the bank and the missing millions", "en", ["pkk"]),
        ("ELN, la universidad pública y los paros", "es", ["eln"]),
        ("The Patriotic Union of Kurdistan, or PUK, met the PKK.", "en", ["pkk"]),
        ("The ELN, Ejército Libertador Nacional, freed two.", "en", ["eln"]),
        ("PKK, Partiya Karkeren Kurdistan, burned its guns.", "en", ["pkk"]),
        ("Peter Kevin King, PKK commander, fled.", "en", ["pkk"]),
        ("ISIS killed two. The police app called ISIS warned them.", "en", ["isis"] * 2),
        ("The militants' app, called ISIS, and their rifles were found.", "en", ["isis"]),
        ("At ISIS, the bank of the caliphate had accountants.", "en", ["isis"]),
    ],
)
def test_the_groups_own_words_and_who_tells_of_it_leave_it_the_groups(
    text: str, language: str, found: list[str]
) -> None:
    """A spelling of its own name counts for the group, and so does a name that it has elsewhere in the article."""
    assert groups(text, language) == found


def test_all_places_of_an_abbreviation_mean_what_one_is_short_for() -> None:
    """What the text says once holds in its title and further on, and `explain` tells so."""
    text = (
        "Yuma Proving Ground (YPG) opens its gates. "
        + "Nothing else is told of here. " * 20
        + "YPG is large."
    )
    assert groups(text) == []
    assert TAGGER.tag_fields("YPG opens its gates", text, "en") == []
    assert {c.why for c in TAGGER.explain(text, "en") if c.group == "ypg"} == {OTHER_SENSE}


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("L'EI 60 est une norme.", "fr", []),
        ("L'EI 60 ans après.", "fr", ["ei"]),
        ("L'EI a tué 60 soldats.", "fr", ["ei"]),
        ("L'EI 3 jours plus tard.", "fr", ["ei"]),
        ("L'EI 200 fois a coupé l'eau.", "fr", ["ei"]),
        ("L'EI 20 000 partisans encore.", "fr", ["ei"]),
    ],
)
def test_a_number_behind_two_letters_makes_a_model_of_them(
    text: str, language: str, found: list[str]
) -> None:
    """A standard or a car has a number for its name, and a group has none but of years."""
    assert groups(text, language) == found
