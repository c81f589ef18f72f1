"""Groups that content names beside what it concerns."""

import pytest

from tests.processors.statements.test_statements import told


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The stadium banned Hezbollah's flag and two scarves."),
        ("en", "The council outlawed Hezbollah flags at the match."),
        ("fr", "Le maire interdit les drapeaux du Hezbollah au stade."),
        ("es", "El estadio prohibió la bandera de Hezbolá."),
        ("tr", "Bakan, PKK'lı bir yazarın kitabını yasakladı."),
    ],
)
def test_who_bans_a_flag_lists_no_group(language: str, text: str) -> None:
    """A flag, a song or a writer of a group is banned, and not the group."""
    assert told(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die Regierung verlangt Geld für das Haus, das der IS gesprengt hat."),
        ("ur", "حکومت نے اس پل کی مرمت کا مطالبہ کیا جو طالبان نے اڑا دیا تھا۔"),
        ("tr", "Hükümet, IŞİD'in yıktığı köprünün onarılmasını istedi."),
    ],
)
def test_who_is_told_of_in_a_clause_about_a_thing_is_asked_for_nothing(language: str, text: str) -> None:
    """A demand for the bridge that a group blew up does not concern the group."""
    assert told(text, language) == []


def test_what_a_turkish_clause_tells_may_be_denied() -> None:
    """A claim of which a participle tells concerns the group that it names."""
    text = "Bakan, Taliban'ın köprüyü yıktığı iddiasını reddetti."
    assert told(text, "tr") == [("deny", "other", ("taliban",), False)]


def test_a_clause_that_is_reported_is_no_clause_about_a_thing() -> None:
    """Behind a comma and that stands what a channel reports, with both groups that it ties."""
    text = "Last week CNN reported, citing two men, that the Taliban and al-Qaeda were still linked."
    assert told(text) == [("link", "other", ("al-qaeda", "taliban"), False)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die Regierung verbot eine Kundgebung für die Hamas."),
        ("ru", "Власти запретили митинг в поддержку ХАМАС."),
        ("ar", "حظرت الشرطة مسيرة مؤيدة لحماس في لندن."),
        ("tr", "Valilik, Hamas'a destek yürüyüşünü yasakladı."),
        ("it", "La polizia vieta un corteo per Hamas."),
        ("fa", "پولیس راهپیمایی در حمایت از حماس را ممنوع کرد."),
    ],
)
def test_who_bans_a_march_lists_no_group(language: str, text: str) -> None:
    """A march for a group, or against it, is banned, and not the group."""
    assert told(text, language) == []


def test_who_bans_a_group_and_its_flag_lists_the_group() -> None:
    """Where the group stands first, its flag behind and changes nothing."""
    text = "Die Bundesregierung verbot die Hamas und ihre Flagge."
    assert told(text, "de") == [("designate", "other", ("hamas",), False)]


@pytest.mark.parametrize(
    ("language", "text", "group"),
    [
        ("en", "Germany banned Hamas after protests in Berlin.", "hamas"),
        ("en", "Germany banned Hamas during protests in Berlin.", "hamas"),
        ("en", "Britain banned Hizb ut-Tahrir over march in London.", "hizb-ut-tahrir"),
        ("en", "Germany banned Hezbollah, protests followed.", "hezbollah"),
        ("es", "Alemania prohibió Hezbolá tras marchas en Berlín.", "hezbollah"),
        ("de", "Deutschland hat die Hamas nach Demonstrationen verboten.", "hamas"),
    ],
)
def test_who_bans_a_group_after_a_march_lists_the_group(language: str, text: str, group: str) -> None:
    """Behind a comma, a preposition or a word such as after, a march is why or when, and not what is banned."""
    assert told(text, language) == [("designate", "other", (group,), False)]


def test_a_word_between_a_group_and_its_songs_changes_nothing() -> None:
    """Songs of victory are banned, and not the group."""
    assert told("Police banned Hamas victory songs.") == []
