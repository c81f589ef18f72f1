"""Verbs that a comma joins in a headline, and those that it does not."""

import pytest

from tests.processors.statements.test_statements import told


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Hamas must release all hostages, demands Biden"),
        ("en", "Hamas must free hostages now, demands German foreign minister"),
        ("en", "Hamas will be destroyed, vows Netanyahu"),
        ("en", "Hamas is beaten, vows Netanyahu"),
        ("en", "Hamas steals aid, demands Biden in Cairo"),
        ("en", "Hamas steals aid, warns Israel"),
        ("en", "Taliban must reopen schools, urges UN"),
        ("en", "Hamas attack was genocide, accuses minister"),
        ("de", "Hamas muss Geiseln freilassen, fordert Baerbock"),
        ("de", "Hamas steckt hinter dem Anschlag, droht Netanjahu"),
        ("fr", "Le Hamas doit libérer les otages, exige Macron"),
        ("fr", "Le Hamas bloque l'aide, accuse Israël"),
        ("fr", "Le Hamas bloque l'aide, exige la France"),
    ],
)
def test_whose_name_ends_a_headline_said_it(language: str, text: str) -> None:
    """Behind a verb that only a name or an office follows, or behind must and will, the group says nothing."""
    assert told(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "Le Hamas doit évacuer Gaza, menace de tuer des otages", []),
        ("fr", "Le Hamas évacue Gaza, menace de tuer des otages", [("threaten", "hamas", (), False)]),
    ],
)
def test_who_must_do_something_in_a_headline_is_told_so(
    language: str, text: str, expected: list[tuple[str, str, tuple[str, ...], bool]]
) -> None:
    """What somebody must do is said of him by somebody else, whatever follows the comma."""
    assert told(text, language) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Hamas attack shuts port, threatens food supply",
        "Houthi missile hits ship, threatens Red Sea trade",
        "Taliban ban on women hits aid, threatens famine response",
        "Taliban raids kill ten, threaten truce",
        "Taliban prisoner swap halted, blames Kabul",
        "Hezbollah critic freed, accuses party of murder",
    ],
)
def test_a_thing_between_a_group_and_the_verb_says_nothing_for_the_group(text: str) -> None:
    """An attack, a ban or a critic is no verb: it does not end as the second verb does."""
    assert told(text) == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Hamas rejects truce, threatens new attacks", ("threaten", "hamas", (), False)),
        ("en", "Hamas again rejects truce, vows revenge", ("threaten", "hamas", (), False)),
        ("en", "Hamas rejects truce, blames Israel", ("blame", "hamas", (), False)),
        ("en", "Taliban seize town, threaten Kabul", ("threaten", "taliban", (), False)),
        ("en", "Hamas shuns talks, demands release of prisoners", ("demand", "hamas", (), False)),
        (
            "de",
            "Hamas lehnt Waffenruhe ab, fordert Freilassung der Gefangenen",
            ("demand", "hamas", (), False),
        ),
        ("de", "Hamas lehnt Waffenruhe ab, droht Israel mit Angriffen", ("threaten", "hamas", (), False)),
        (
            "fr",
            "Le Hamas rejette la trêve, menace de reprendre les tirs",
            ("threaten", "hamas", (), False),
        ),
    ],
)
def test_who_does_the_first_thing_of_a_headline_does_the_second(
    language: str, text: str, expected: tuple[str, str, tuple[str, ...], bool]
) -> None:
    """Verbs that end alike share their subject where an object follows, be it the name of whom they blame."""
    assert told(text, language) == [expected]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Hamas rejects, threatens"),
        ("fr", "Le Hamas refuse, menace"),
        ("en", "Hamas Rejects Truce, Threatens to Attack Israel"),
    ],
)
def test_a_headline_of_verbs_or_of_capitals_alone_is_not_sure(language: str, text: str) -> None:
    """Behind the first verb something has to stand, and among capitals nobody knows a verb from a name."""
    assert told(text, language) == []
