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


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Germany banned flags of Hezbollah and Hamas."),
        ("en", "Germany banned Hamas and Hezbollah flags."),
        ("fr", "Paris interdit les drapeaux du Hamas et du Hezbollah."),
        ("ru", "Власти запретили флаги «Хезболлы» и ХАМАС."),
        ("ar", "حظرت ألمانيا أعلام حماس وحزب الله."),
        ("tr", "Almanya, Hamas ve Hizbullah bayraklarını yasakladı."),
    ],
)
def test_flags_of_two_groups_are_neither_group(language: str, text: str) -> None:
    """A word such as and between two names leaves the flag before or behind them to both."""
    assert told(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "groups"),
    [
        ("en", "Amid protests Germany banned Hamas.", ("hamas",)),
        ("en", "Despite protests, Germany banned Hamas.", ("hamas",)),
        ("en", "Germany banned Hezbollah and the Hamas flag.", ("hezbollah",)),
        ("es", "Madrid prohíbe Hamás y Hezbolá.", ("hamas", "hezbollah")),
        ("tr", "Almanya PKK'yı yasakladı.", ("pkk",)),
        ("tr", "Almanya bayrak açan Hizbullah'ı yasakladı.", ("hezbollah",)),
    ],
)
def test_who_is_listed_amid_protests_is_listed(language: str, text: str, groups: tuple[str, ...]) -> None:
    """A march before the verb or a comma, a flag behind an article, and in Turkish one before: none is the group's."""
    assert told(text, language) == [("designate", "other", groups, False)]


def test_members_in_an_adjective_are_blamed_as_their_group() -> None:
    """Only of a ban an adjective says whose book it is: fighters of the PKK are accused for it."""
    assert told("Bakan, PKK'lı teröristleri suçladı.", "tr") == [("blame", "other", ("pkk",), False)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Israel blamed the drought and not the militant group Hamas for the damage.", []),
        ("Israel accused Iran and not least Hamas of the attack.", [("blame", "other", ("hamas",), False)]),
    ],
)
def test_only_articles_and_the_like_part_a_name_from_not(
    text: str, expected: list[tuple[str, str, tuple[str, ...], bool]]
) -> None:
    """Behind not and a word such as group the name is meant by it; behind another word it is not."""
    assert told(text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Al-Qaeda-linked al-Shabaab claimed the attack.", ("claim", "al-shabaab", (), False)),
        (
            "en",
            "Kenya blamed al-Qaeda-linked militant group al-Shabaab for the attack.",
            ("blame", "other", ("al-shabaab",), False),
        ),
        (
            "en",
            "Al-Qaeda-linked al-Shabaab was designated a terrorist group by Canada.",
            ("designate", "other", ("al-shabaab",), False),
        ),
        (
            "de",
            "Kenia machte die mit al-Qaida verbündete al-Shabaab für den Anschlag verantwortlich.",
            ("blame", "other", ("al-shabaab",), False),
        ),
        (
            "de",
            "Der Al-Kaida-Ableger al-Shabaab bekannte sich zu dem Anschlag.",
            ("claim", "al-shabaab", (), False),
        ),
        ("zh", "肯尼亚指责与基地组织有关联的青年党发动袭击。", ("blame", "other", ("al-shabaab",), False)),
        (
            "tr",
            "Kenya, El Kaide bağlantılı Eş-Şebab'ı saldırıdan sorumlu tuttu.",
            ("blame", "other", ("al-shabaab",), False),
        ),
    ],
)
def test_whom_a_group_is_tied_to_is_not_the_group(
    language: str, text: str, expected: tuple[str, str, tuple[str, ...], bool]
) -> None:
    """A name before a word such as linked and another group's name only describes that group."""
    assert told(text, language) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Kenya blamed al-Qaeda-linked militants for the attack.",
            [("blame", "other", ("al-qaeda",), False)],
        ),
        ("Israel blamed Hamas and Hezbollah.", [("blame", "other", ("hamas", "hezbollah"), False)]),
        ("Hamas-linked gunmen claimed responsibility for the attack.", []),
        ("A former al-Qaeda ally of al-Shabaab claimed responsibility for the attack.", []),
        ("A Hamas-affiliated critic of Hezbollah denied the report.", []),
    ],
)
def test_only_a_groups_own_name_makes_a_tie_of_the_one_before(
    text: str, expected: list[tuple[str, str, tuple[str, ...], bool]]
) -> None:
    """Where no other group's name follows, the first one is all that is told, and a former ally is still nobody."""
    assert told(text) == expected


def test_of_many_groups_in_a_row_each_looks_at_few() -> None:
    """The flags of five are all of theirs; behind more, a list is no such row, and takes no time for each two."""
    row = "Hamas and Hezbollah and the PKK and the Houthis and "
    assert told(f"Germany banned flags of {row}Boko Haram.") == []
    assert told(f"Germany banned flags of {row}{row}Boko Haram.") != []
