"""Sentences that look like a kind of the twentieth set and tell another thing, each beside one that does not."""

import pytest

from tests.processors.statements.test_statements import told

Told = list[tuple[str, str, tuple[str, ...], bool]]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Le gouvernement a décidé d'interdire le Hezbollah.", "fr", ["hezbollah"]),
        ("Le ministre a décidé d'inscrire la lutte contre Boko Haram dans sa feuille de route.", "fr", []),
        ("Le Sénat a voté de retirer l'amendement sur le Hezbollah.", "fr", []),
        ("El gobierno decidió ilegalizar al grupo islamista Hezbolá.", "es", ["hezbollah"]),
        ("El gobierno acordó incluir la zona del ELN en el plan de vías.", "es", []),
        ("Il governo ha deciso di vietare Hezbollah.", "it", ["hezbollah"]),
        ("La Rai ha deciso di rimuovere un documentario su Hezbollah.", "it", []),
        ("O governo decidiu proibir o Hezbollah.", "pt", ["hezbollah"]),
        ("O governo decidiu proibir uma marcha de apoio ao Hezbollah.", "pt", []),
        ("Суд постановил признать ХАМАС террористической организацией.", "ru", ["hamas"]),
        ("Музей решил внести портрет лидера ХАМАС в экспозицию.", "ru", []),
        ("قررت الحكومة الألمانية حظر حزب الله.", "ar", ["hezbollah"]),
        ("قررت الحكومة رفع صور حزب الله من الشوارع.", "ar", []),
        ("The company put Hamas on the list of topics its chatbot must avoid.", "en", []),
    ],
)
def test_a_decision_bans_a_group_itself_or_lists_it(text: str, language: str, expected: list[str]) -> None:
    """What is decided of films, marches, places and people of a group designates nobody."""
    assert [one[2] for one in told(text, language)] == [(group,) for group in expected]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "The Houthis supported Hamas and threatened to strike ships in the Red Sea.",
            "en",
            [("threaten", "houthis", (), False)],
        ),
        (
            "The villagers, members of a force that fights Boko Haram, claimed the killing of ten men.",
            "en",
            [],
        ),
        (
            "Les élèves, membres d'un club qui étudie le Hamas, ont menacé de tuer le temps.",
            "fr",
            [],
        ),
        (
            "Los secuestradores, integrantes del grupo ELN, exigieron un rescate.",
            "es",
            [("demand", "eln", (), False)],
        ),
        ("Los militares, integrantes de una fuerza contra el ELN, negaron los hechos.", "es", []),
        ("Le Hamas a rencontré le ministre égyptien. Celui-ci a exigé la libération des otages.", "fr", []),
        ("Le Hamas a vu le ministre égyptien, mais celui-ci a exigé la libération des otages.", "fr", []),
        ("Al-Shabaab overran the base. A spokesman for the rebels in Tigray denied any role.", "en", []),
        (
            "Al-Shabaab overran the base. A spokesman for the rebels on Monday denied any role.",
            "en",
            [("deny", "al-shabaab", (), False)],
        ),
        ("هاجم حزب الله الموقع. ونفى المتحدث باسم الحزب الشيوعي أي صلة له.", "ar", []),
        (
            "هاجم حزب الله الموقع. ونفى المتحدث باسم الحزب الاتهامات.",
            "ar",
            [("deny", "hezbollah", (), False)],
        ),
        ("«Талибан» закрыл школы. Глава движения «Матери России» потребовал ответа.", "ru", []),
    ],
)
def test_who_speaks_is_not_whom_the_same_words_name_elsewhere(
    text: str, language: str, expected: Told
) -> None:
    """A verb is no tie; who fights, studies or met a group is not its; another group's office is another's."""
    assert told(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Hamas claims a role in the future government of Gaza.", "en", []),
        ("Hamas claimed no role in the killing.", "en", []),
        ("Hamas has not claimed any part in it.", "en", [("claim", "hamas", (), True)]),
        ("A general told the BBC that Boko Haram would carry out fewer attacks next year.", "en", []),
        ("IŞİD'den kaçanlara kolera tehdidi", "tr", []),
        ("Hizbullah'tan kalan mayın tehdidi sürüyor", "tr", []),
        ("Hamas'tan İsrail'e yeni tehdit", "tr", [("threaten", "hamas", (), False)]),
        ("هشدار طالبان به مردم: از رودخانه دور بمانید", "fa", []),
        ("हमास से डरे लोगों को पुलिस ने घर छोड़ने को कहा।", "hi", []),
        ("पुलिस ने हमास से डरे लोगों को घर छोड़ने को कहा।", "hi", []),
        ("حماس قد لا تعلن مسؤوليتها عن الهجوم.", "ar", []),
        ("قالت حماس إن عناصرها قتلوا في الغارة.", "ar", []),
        ("قالت حماس إن قواتها استهدفت من قبل إسرائيل.", "ar", []),
        ("Роман рассказывает о боевике «Хезболлы», который берёт ответственность за взрыв.", "ru", []),
        ("تروي الرواية قصة حزب الله الذي تبنى تفجيرا في باريس.", "ar", []),
    ],
)
def test_words_of_a_claim_or_a_threat_may_tell_of_other_things(
    text: str, language: str, expected: Told
) -> None:
    """Shares in a government, fewer attacks, mines that were left, floods, deaths in a raid, plots of novels."""
    assert told(text, language) == expected
