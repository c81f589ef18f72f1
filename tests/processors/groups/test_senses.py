"""One sense of a name in an article, and what else is called like a group."""

import pytest

from processors.groups.disambiguate import ONE_OF_MANY, OTHER_KIND, OTHER_SENSE
from processors.groups.read_catalogue import read_catalogue
from processors.groups.tag import Tagger

TAGGER = Tagger(
    read_catalogue(
        {
            "groups": [
                {
                    "id": "isis",
                    "name": "ISIS",
                    "aliases": {"any": ["ISIS", "Daesh"]},
                    "context": {"ISIS": {"also": "school", "not_near": ["goddess"]}},
                },
                {
                    "id": "eln",
                    "name": "ELN",
                    "aliases": {"any": ["ELN"]},
                    "context": {
                        "ELN": {
                            "case": "exact",
                            "near": ["Colombia"],
                            "behind": {"es": ["el"], "en": ["the"]},
                        }
                    },
                },
                {
                    "id": "wagner",
                    "name": "Wagner Group",
                    "aliases": {"any": ["Wagner Group", "PMC Wagner"], "de": ["Wagner-Gruppe"]},
                    "context": {
                        "Wagner Group": {"also": ["firm", "opera"]},
                        "Wagner-Gruppe": {"also": ["firm", "opera"]},
                    },
                },
                {
                    "id": "shabaab",
                    "name": "Shabaab",
                    "aliases": {"any": ["Shabaab"]},
                    "context": {"Shabaab": {"not_near": ["Mozambique"], "also": "club"}},
                },
                {
                    "id": "egypt",
                    "name": "Gamaa",
                    "aliases": {"en": ["Islamic Group"]},
                    "context": {"Islamic Group": {"near": ["Egypt", "Cairo"]}},
                },
                {
                    "id": "bali",
                    "name": "Jemaah",
                    "aliases": {"en": ["Islamic Group"]},
                    "context": {"Islamic Group": {"near": ["Bali", "Java"]}},
                },
            ]
        }
    )
)


def tagged(text: str, language: str = "en") -> list[tuple[str, str]]:
    return [(mention.group, mention.text) for mention in TAGGER.tag(text, language)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("it", "L'ISIS cerca un supplente di chimica."),
        ("it", "Vince l'ISIS Valdarno."),
        ("it", "Sciopero all'ISIS «Facchinetti»."),
        ("de", "Die Wagner-Gruppe, ein Hersteller von Pumpen, wächst."),
        ("en", "The Wagner Group sang with the orchestra in Leeds."),
    ],
)
def test_a_name_is_in_doubt_near_words_of_what_else_is_called_so(language: str, text: str) -> None:
    """A school, a firm or a choir is no group, nor is an Italian name that goes on behind its article."""
    assert tagged(text, language) == []
    assert OTHER_KIND in {one.why for one in TAGGER.explain(text, language)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("it", "L'ISIS ha ucciso un supplente di chimica."),
        ("it", "L'ISIS è in ritirata."),
        ("it", "Attentato: l'ISIS Valdarno rivendica."),
        ("en", "The ISIS Valdarno cell said nothing."),
        ("de", "Die Wagner-Gruppe, ein Hersteller von Söldnern, wächst."),
        ("en", "The Wagner Group sang."),
    ],
)
def test_words_of_armed_groups_keep_a_name_that_is_in_doubt(language: str, text: str) -> None:
    """So does the lack of any words of something else: the key is no condition by itself."""
    assert len(tagged(text, language)) == 1


def test_a_name_means_one_thing_in_an_article() -> None:
    """Where one place shows something else, the others count only if one of them shows the group."""
    open_day = (
        "Open day all'ISIS Fermi. " + "Il bar resta aperto fino alle otto di sera, come ogni anno. " * 3
    )
    assert tagged(f"{open_day}L'ISIS ringrazia.", "it") == []
    assert OTHER_SENSE in {one.why for one in TAGGER.explain(f"{open_day}L'ISIS ringrazia.", "it")}
    assert len(tagged(f"{open_day}L'ISIS ringrazia i suoi combattenti. L'ISIS.", "it")) == 3
    assert len(tagged(f"{open_day}Daesh. L'ISIS ringrazia.", "it")) == 3
    assert [
        len(TAGGER.tag_fields("Open day all'ISIS Fermi", text, "it")) for text in ("L'ISIS. ", "Daesh.")
    ] == [
        0,
        2,
    ]


def test_a_veto_is_no_doubt() -> None:
    """A word of `not_near` keeps a place out also where another place is the group's."""
    text = "The goddess ISIS stood there. " + "Nobody knew what to do with her in that museum of ours. " * 3
    assert tagged(f"{text}ISIS ") == []
    assert len(tagged(f"{text}ISIS killed a guard.")) == 1


def test_a_veto_says_nothing_of_other_places_of_a_name_that_counts_alone() -> None:
    """A wide list of words, such as those of football, keeps out the places that they stand near."""
    for word in ("football", "Mozambique"):
        text = f"Shabaab and {word}. " + "Nobody knew what to do with the rest in that yard of ours. " * 3
        assert [mention.start for mention in TAGGER.tag(f"{text}Shabaab ", "en")] == [len(text)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Shabaab won the football match by a strike.", 0),
        ("Shabaab attacked from the left, coach Ali said.", 0),
        ("Shabaab killed the coach of a football team.", 1),
        ("A bomb of Shabaab went off at a football match.", 1),
        (
            "Shabaab killed a guard. "
            + "Nobody knew what to do with him in that yard. " * 3
            + "Shabaab, football.",
            2,
        ),
    ],
)
def test_a_club_attacks_and_strikes_but_kills_nobody(text: str, count: int) -> None:
    """Words that reports of matches share with those of armed groups keep no name."""
    assert len(tagged(text)) == count


def test_a_doubt_binds_a_name_to_no_language() -> None:
    """A name without other conditions counts in texts of all languages, as one without an entry does."""
    assert tagged("De Wagner-Gruppe vertrok.", "nl") == [("wagner", "Wagner-Gruppe")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Cambió el papel por un ELN; con el ELN ahorra tiempo."),
        ("en", "We bought an ELN. The ELN runs well in Colombia."),
        ("en", "From an ELN to the cloud."),
    ],
)
def test_an_article_for_one_of_many_tells_a_thing(language: str, text: str) -> None:
    """An abbreviation behind "a" with no noun behind it is a thing, there and in the rest of the article."""
    assert tagged(text, language) == []
    assert ONE_OF_MANY in {one.why for one in TAGGER.explain(text, language)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Un ELN débil en Colombia."),
        ("en", "An ELN leader of Colombia."),
        ("en", "In Colombia it fought an ELN."),
        ("fi", "En ELN, Colombia."),
    ],
)
def test_an_adjective_or_noun_behind_keeps_the_group(language: str, text: str) -> None:
    """So do words of armed groups, and a language in which the word is no such article."""
    assert tagged(text, language) == [("eln", "ELN")]


def test_a_name_of_two_groups_is_the_one_whose_conditions_are_met() -> None:
    """Words near it tell whose a name is; without such it is neither's."""
    assert tagged("The Islamic Group of Egypt") == [("egypt", "Islamic Group")]
    assert tagged("The Islamic Group of Java") == [("bali", "Islamic Group")]
    assert tagged("The Islamic Group of Rome") == []
    assert tagged("Cairo tried the Islamic Group.") == [("egypt", "Islamic Group")]


TWO = Tagger(
    read_catalogue(
        {
            "groups": [
                {
                    "id": "somalia",
                    "name": "Shabab",
                    "aliases": {"any": ["Shabab", "JI", "Harakat"]},
                    "context": {
                        "Shabab": {"not_near": ["Pemba"]},
                        "JI": {"case": "exact", "near": ["Dhaka"]},
                    },
                },
                {
                    "id": "mozambique",
                    "name": "Machababo",
                    "aliases": {"any": ["Shabab", "JI", "Machababo"]},
                    "context": {"Shabab": {"near": ["Pemba"]}, "JI": {"case": "exact", "near": ["Bali"]}},
                },
            ]
        }
    )
)


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("The Shabab burned a school.", ["somalia"]),
        ("The Shabab burned a school near Pemba.", ["mozambique"]),
        ("JI met. Harakat did, too.", ["somalia", "somalia"]),
        ("JI met. Machababo did, too.", ["mozambique", "mozambique"]),
        ("JI met.", []),
    ],
)
def test_a_name_of_two_groups_is_the_one_that_the_article_speaks_for(text: str, groups: list[str]) -> None:
    """Words near it may speak against the first and for the second; and each of both may wait for its own."""
    assert [mention.group for mention in TWO.tag(text, "en")] == groups


@pytest.mark.parametrize(
    ("text", "language", "is_group"),
    [
        ("Il preside dell'ISIS cerca un supplente", "it", False),
        ("Biden preside la reunión sobre ISIS", "es", True),
        ("A judge will preside over the ISIS case", "en", True),
        ("Diplomati jednají o ISIS", "cs", True),
    ],
)
def test_words_of_italian_schools_are_asked_for_in_italian_alone(
    text: str, language: str, is_group: bool
) -> None:
    """They mean other things elsewhere."""
    assert bool(TAGGER.tag(text, language)) == is_group


@pytest.mark.parametrize(
    ("text", "is_group"),
    [
        ("Shabaab forbade football in Kismayo.", True),
        ("Shabaab fled the match in southern Somalia.", True),
        ("Shabaab beat Somalia's champions; the club shot four goals.", False),
        ("Shabaab forbade football.", False),
    ],
)
def test_a_place_without_clubs_of_a_name_keeps_it(text: str, is_group: bool) -> None:
    """Somali towns have no club that is called so; a country alone says nothing."""
    assert bool(TAGGER.tag(text, "en")) == is_group


def test_the_composer_is_no_opera() -> None:
    """The Wagner Group is named after one, and calls its men musicians."""
    assert TAGGER.tag("The Wagner Group, named after the composer, has a festival.", "en")
