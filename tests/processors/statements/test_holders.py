"""Whose a claim or a threat is, and on whom a deed is laid, where more than one group is named."""

import pytest

from tests.processors.statements.test_statements import statements, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army blamed the attack on the Taliban on Islamic State.", ("isis",)),
        ("Police blamed the bombing of a Hezbollah office on Islamic State.", ("isis",)),
        ("Kabul blames an attack on Hamas on al-Qaeda and ISIS-K.", ("al-qaeda", "isis-k")),
        ("Kabul blamed the attack on the Taliban.", ("taliban",)),
        ("Kabul blamed Tuesday's raid on the Taliban for the deaths.", ("taliban",)),
        ("Kabul blamed the Taliban for the attack on Hamas.", ("taliban",)),
        ("Kabul blamed the Taliban and Hamas.", ("hamas", "taliban")),
    ],
)
def test_who_suffered_a_deed_is_not_who_is_blamed_for_it(text: str, expected: tuple[str, ...]) -> None:
    """Of two groups behind on the last is blamed; the verb's own object is, whatever follows."""
    assert told(text) == [("blame", "other", expected, False)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("La policía atribuyó el ataque contra los talibanes a Hamás.", "es", ("hamas",)),
        ("El ministro responsabilizó a las disidencias de las FARC del secuestro.", "es", ("farc",)),
        ("El ministro acusó a unos militantes de atacar a las FARC.", "es", None),
        ("Ankara, PKK'yı ve YPG'yi saldırıyla suçladı.", "tr", ("pkk", "ypg")),
        ("Bakanlık, saldırıdan PKK'yı, patlamadan IŞİD'i sorumlu tuttu.", "tr", ("isis", "pkk")),
        ("Taliban, El Kaide'yi saldırıyla, IŞİD'i ise bombalamayla suçladı.", "tr", ("al-qaeda", "isis")),
        ("Ankara, PKK'ya saldıran IŞİD'i suçladı.", "tr", ("isis",)),
    ],
)
def test_other_languages_tell_it_by_their_cases_and_prepositions(
    text: str, language: str, expected: tuple[str, ...] | None
) -> None:
    """Spanish has a before whom it is laid on, Turkish its accusative on each; a band is joined to its group by of."""
    assert [about for act, _, about, _ in told(text, language) if act == "blame"] == (
        [expected] if expected else []
    )


def test_what_a_turkish_verb_says_ends_with_it() -> None:
    """Behind its comma another verb has an object of its own."""
    text = "ABD, Hizbullah'ı terör listesine aldı, Hamas'ı ise kınadı."
    assert told(text, "tr") == [("designate", "other", ("hezbollah",), False)]


def test_the_tied_group_does_not_speak_behind_by_either() -> None:
    """By the al-Qaeda-linked JNIM is by JNIM, as where it stands before its verb."""
    text = "A claim of responsibility by the al-Qaeda-linked JNIM came late; the attack was claimed by JNIM."
    assert {by for _, by, _, _ in told(text)} == {"jnim"}


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("The Houthi spokesman Yahya Saree went further, threatening to sink every ship.", "houthis"),
        ("Hezbollah fired rockets at Haifa, threatening to attack again.", "hezbollah"),
        ("Hezbollah fired at troops who shot back, threatening to attack again.", None),
        ("Hezbollah was struck by the army, threatening to attack again.", None),
        ("Hezbollah fired at Hamas, threatening to attack again.", None),
    ],
)
def test_a_participle_behind_a_comma_is_the_main_subjects(text: str, by: str | None) -> None:
    """Not where a clause, a passive or another group stands between."""
    assert [one[1] for one in told(text)] == ([by] if by else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '"We reject," a Taliban spokesman said, "al-Qaeda\'s claim."',
            ("deny", "taliban", ("al-qaeda",), False),
        ),
        (
            "Islamabad has once again demanded that the Taliban leave.",
            ("demand", "other", ("taliban",), False),
        ),
        (
            "The service said it had found no evidence that the two men held in Aarhus had links to Islamic State.",
            ("link", "other", ("isis",), True),
        ),
    ],
)
def test_english_pronouns_and_once_again(text: str, expected: tuple[str, str, tuple[str, ...], bool]) -> None:
    """We is who is quoted, it is who says so, and once again is no history."""
    assert told(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zu dem Anschlag, der nicht gefilmt wurde, bekannte sich der IS.", [("claim", "isis", (), False)]),
        ("Der Angriff, der nicht gefilmt wurde, wurde vom IS beansprucht.", [("claim", "isis", (), False)]),
        (
            "Der Anschlag, der nicht verhindert wurde, wird den Taliban zur Last gelegt.",
            [("blame", "unknown", ("taliban",), False)],
        ),
        ("Die Hamas würde die Vorwürfe zurückweisen.", []),
        ("Zu so einem Anschlag würde sich der IS nicht bekennen.", []),
        (
            "Talibansprecher Mudschahid wies Berichte über die Hamas zurück.",
            [("deny", "taliban", ("hamas",), False)],
        ),
        ("Talibangegner Mudschahid wies Berichte zurück.", []),
    ],
)
def test_german_passives_and_compounds(
    text: str, expected: list[tuple[str, str, tuple[str, ...], bool]]
) -> None:
    """Wurde is no würde, a negation stays in its clause, and a spokesman may be one word with his group."""
    assert told(text, "de") == expected


def test_the_fuller_of_two_that_say_the_same_is_kept() -> None:
    """A lie, he said, denying what of whom: the denial tells whom it concerns."""
    text = "« C'est un mensonge », a réagi le porte-parole des talibans, démentant qu'Al-Qaïda soit à Kaboul."
    assert told(text, "fr") == [("deny", "taliban", ("al-qaeda",), False)]


def test_the_quds_force_of_the_irgc_is_one_speaker() -> None:
    """In Persian nothing stands between; an object has its mark."""
    text = "فرمانده نیروی قدس سپاه پاسداران هشدار داد که به هر تجاوز پاسخی داده خواهد شد."
    assert told(text, "fa") == [("threaten", "quds-force", (), False)]
    assert told("طالبان داعش را تهدید کرد.", "fa") == [("threaten", "taliban", ("isis",), False)]


def test_a_nearer_article_begins_whose_claim_it_is() -> None:
    """A word in marks before it is no part of the name."""
    text = 'The army dismissed as "fabricated" the TTP\'s claim that it had taken eleven soldiers captive.'
    assert [(one.act, one.by_name) for one in statements(text)] == [("deny", "army"), ("claim", "TTP")]
