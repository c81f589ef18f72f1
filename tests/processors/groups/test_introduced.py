"""Abbreviations that a text explains itself: for a group, and against one."""

import pytest

from processors.groups.tag import Tagger
from wirewatch.config.groups import read_groups
from wirewatch.config.init import SHIPPED

TAGGER = Tagger(read_groups(SHIPPED / "groups.yaml"))


def tagged(text: str, language: str) -> list[tuple[str, str]]:
    return [(mention.group, mention.text) for mention in TAGGER.tag(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "group", "short", "times"),
    [
        ("en", "Kata'ib Hezbollah (KH) fired a drone. Later KH denied it.", "kataib-hezbollah", "KH", 2),
        ("fr", "Les Forces démocratiques alliées (FDA) ont tué. Les FDA fuient.", "adf", "FDA", 2),
        ("ja", "「ジェマ・イスラミア」（JI）から学んだ。JIは2002年に知られた。", "jemaah-islamiyah", "JI", 2),
        ("id", "Hizbut Tahrir (HT) dilarang; HT menolak.", "hizb-ut-tahrir", "HT", 2),
        ("en", "The KH (Kata'ib Hezbollah) fired a drone.", "kataib-hezbollah", "KH", 1),
        ("de", "Die Kata'ib Hezbollah („KH“) feuerte. KH-Kämpfer fielen.", "kataib-hezbollah", "KH", 2),
    ],
)
def test_what_a_text_introduces_is_a_mention(
    language: str, text: str, group: str, short: str, times: int
) -> None:
    """Initials of a group's name in a bracket beside it name the group, there and wherever they stand."""
    assert tagged(text, language).count((group, short)) == times


def test_a_headline_is_explained_by_its_text() -> None:
    """What the text introduces is found in the headline, too."""
    found = TAGGER.tag_fields("KH denies drone attack", "Kata'ib Hezbollah (KH) denied the attack.", "en")
    assert (found[0].field, found[0].text) == ("title", "KH")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Hezbollah (AFP) denied it. The AFP wrote so."),
        ("en", "Kata'ib Hezbollah (KHAN) fired a drone. KHAN denied it."),
        ("en", "Kata'ib Hezbollah (kh) fired a drone. The kh is small."),
        ("en", "Kata'ib Hezbollah (KH) fired a drone. The KHX and xKH are others."),
        ("ru", "ХАМАС (РИА) отрицает. РИА сообщает."),
        ("en", "The Muslim Brotherhood (UK) denied it. The UK reviewed it."),
        ("en", "The Revolutionary Guards (AP) paraded. The AP told of it."),
        ("tr", "Husiler (AA) açıklama yaptı. AA muhabiri bildirdi."),
        ("sv", "Tamilska tigrarna (TT) gav upp. TT rapporterade."),
        ("es", "Al Shabab (ES) mató a tres en Kenia. ES envió tropas."),
    ],
)
def test_what_is_no_groups_initials_is_no_mention(language: str, text: str) -> None:
    """An agency in a bracket, other letters, small ones, and parts of longer words are no abbreviations of a group."""
    found = [short for _, short in tagged(text, language)]
    others = {"Muslim Brotherhood", "Revolutionary Guards", "Husiler", "Tamilska tigrarna", "Al Shabab"}
    assert set(found) <= {"Hezbollah", "Kata'ib Hezbollah", "ХАМАС", "KH", *others}
    assert found.count("KH") <= 1


def test_a_word_of_the_language_counts_in_the_bracket_alone() -> None:
    """Where the letters are a word of the text, capitals elsewhere are that word."""
    text = "Al-Shabaab (AS) came. AS FAR as we know, they left."
    assert [short for _, short in tagged(text, "en")].count("AS") <= 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Farmers near the Yuma Proving Ground (YPG) complained. A YPG spokesperson said tests end on Friday.",
        ),
        ("en", "The YPG (Yuma Proving Ground) is in Arizona. YPG tests howitzers."),
        ("de", "Die Psychologische Kinderklinik Köln (PKK) hilft. Die PKK feierte."),
        ("en", "Students of the Eastern Language Network (ELN) met. The ELN has 40 members."),
        ("es", "El presupuesto de la Escuela de Letras Nuevas (ELN) subió. El ELN es de Bogotá."),
    ],
)
def test_what_a_text_explains_otherwise_is_no_mention(language: str, text: str) -> None:
    """Letters that stand for other words of the text are no group at any place of it."""
    assert tagged(text, language) == []
    assert not any(candidate.counted for candidate in TAGGER.explain(text, language))


@pytest.mark.parametrize(
    ("language", "text", "mention"),
    [
        ("en", "The PKK (Partiya Karkeren Kurdistane) fights.", ("pkk", "PKK")),
        ("es", "El Ejército Liberación Nacional de los campesinos (ELN) atacó en Arauca.", ("eln", "ELN")),
        (
            "en",
            "Popular Kurdish Kommandos (PKK), as the Kurdistan Workers' Party calls them, came.",
            ("pkk", "PKK"),
        ),
        ("en", "The Kurdistan Workers Party (PKK) fights.", ("pkk", "PKK")),
        ("en", "A raid by young people's guards (YPG) of the People's Protection Units.", ("ypg", "YPG")),
    ],
)
def test_a_groups_own_words_keep_it(language: str, text: str, mention: tuple[str, str]) -> None:
    """A name of the group in a form unknown, or another name of it in the article, keep the abbreviation."""
    assert mention in tagged(text, language)
