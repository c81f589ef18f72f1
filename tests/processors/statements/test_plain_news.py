"""Plain sentences of everyday news, as they stand in any paper: each has its statement, or none."""

import pytest

from tests.processors.statements.test_statements import told


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("The Taliban ministry of education denied the reports.", "en", ("deny", "taliban", (), False)),
        (
            "The Taliban-run Ministry of Higher Education rejected the claim.",
            "en",
            ("deny", "taliban", (), False),
        ),
        ("The Houthi-run health ministry blamed the United States.", "en", ("blame", "houthis", (), False)),
        ("L'ONU a appelé les talibans à rouvrir les écoles.", "fr", ("demand", "other", ("taliban",), False)),
        (
            "La junte malienne accuse l'Ukraine de soutenir le Jnim.",
            "fr",
            ("link", "other", ("jnim",), False),
        ),
        (
            "Die USA haben Sanktionen gegen Anführer der Huthi verhängt.",
            "de",
            ("designate", "other", ("houthis",), False),
        ),
        (
            "Das Bildungsministerium der Taliban dementierte die Berichte.",
            "de",
            ("deny", "taliban", (), False),
        ),
        (
            "El Ejército atribuyó el ataque a las disidencias de las FARC.",
            "es",
            ("blame", "other", ("farc",), False),
        ),
        ("Hamas ha annunciato che libererà tre ostaggi sabato.", "it", ("pledge", "hamas", (), False)),
        ("O Hamas anunciou que vai libertar três reféns.", "pt", ("pledge", "hamas", (), False)),
        ("O Hamas comprometeu-se a libertar os reféns.", "pt", ("pledge", "hamas", (), False)),
        ("ХАМАС заявил, что освободит трёх заложников.", "ru", ("pledge", "hamas", (), False)),
        ("В ФСБ заявили, что терактом руководили эмиссары ИГИЛ.", "ru", ("blame", "other", ("isis",), False)),
        ("أعلنت كتائب القسام قتل جنديين إسرائيليين في خان يونس.", "ar", ("claim", "hamas", (), False)),
        ("أعلنت جماعة الحوثي إسقاط طائرة مسيرة أمريكية.", "ar", ("claim", "houthis", (), False)),
        ("قال متحدث باسم حركة طالبان إن الحركة لم تعتقل أي صحفي.", "ar", ("deny", "taliban", (), False)),
        ("Husiler ABD gemilerini vurmakla tehdit etti.", "tr", ("threaten", "houthis", (), False)),
        ("ABD, Husi liderlerine yaptırım uyguladı.", "tr", ("designate", "other", ("houthis",), False)),
        ("حماس نے تین یرغمالیوں کو رہا کرنے کا اعلان کیا ہے۔", "ur", ("pledge", "hamas", (), False)),
        (
            "اسرائیل نے حزب اللہ پر جنگ بندی کی خلاف ورزی کا الزام لگایا۔",
            "ur",
            ("blame", "other", ("hezbollah",), False),
        ),
        ("Hamas mengumumkan akan membebaskan tiga sandera.", "id", ("pledge", "hamas", (), False)),
        ("हमास ने तीन बंधकों को रिहा करने की घोषणा की।", "hi", ("pledge", "hamas", (), False)),
    ],
)
def test_a_plain_statement_is_read(
    text: str, language: str, expected: tuple[str, str, tuple[str, ...], bool]
) -> None:
    """A ministry, a junta, a promise to free hostages, sanctions on leaders, soldiers that are said to be killed."""
    assert told(text, language) == [expected]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Taliban have carried out similar attacks in the past, officials said.", "en"),
        ("Boko Haram often kidnaps schoolgirls, residents said.", "en"),
        ("A Kabul firm that the Taliban run demanded payment for coal.", "en"),
        ("Les talibans ont mené des attaques similaires, selon la police.", "fr"),
        ("ХАМАС заявил, что Израиль освободит заключённых.", "ru"),
        ("Hamas ha detto che Israele libererà i detenuti.", "it"),
        ("أعلنت حماس استهداف إسرائيل لقيادي في غزة.", "ar"),
        ("أعلنت حماس مقتل قائدها.", "ar"),
        ("قال وزير الدفاع إن حزب الله لم ينفذ الاتفاق.", "ar"),
    ],
)
def test_what_only_looks_like_one_is_not(text: str, language: str) -> None:
    """What somebody did before is background, and what another will do is no promise."""
    assert told(text, language) == []


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "Islamic State claimed responsibility for the bombing, the fourth in the series of attacks.",
            "en",
            ("claim", "isis", (), False),
        ),
        ("Der IS bekannte sich zu dem dritten Anschlag in der Serie.", "de", ("claim", "isis", (), False)),
        (
            "El Estado Islámico reivindicó el atentado, el tercero en la serie.",
            "es",
            ("claim", "isis", (), False),
        ),
        ("L'Isis ha rivendicato l'attentato, il quarto nella serie.", "it", ("claim", "isis", (), False)),
        ("O Estado Islâmico reivindicou o atentado, o quarto na série.", "pt", ("claim", "isis", (), False)),
        ("IŞİD, yayımladığı filmde Kerkük'teki saldırıyı üstlendi.", "tr", ("claim", "isis", (), False)),
        (
            "ISIS mengaku bertanggung jawab atas serangan itu dalam film pendek.",
            "id",
            ("claim", "isis", (), False),
        ),
        ("基地组织头目在影片中威胁将袭击美国。", "zh", ("threaten", "al-qaeda", (), False)),
        (
            "За взрывом стоит ИГИЛ, заявила ФСБ; в картине остаются пробелы.",
            "ru",
            ("blame", "other", ("isis",), False),
        ),
        ("In the series, a Hezbollah commander threatens to blow up the port.", "en", None),
        ("Nella serie un capo di Hezbollah minaccia di far saltare il porto.", "it", None),
        ("在这部电影中，真主党指挥官威胁要炸毁港口。", "zh", None),
    ],
)
def test_a_film_makes_up_what_it_tells_and_a_group_may_make_one(
    text: str, language: str, expected: tuple[str, str, tuple[str, ...], bool] | None
) -> None:
    """A plot is named at the sentence's head: series of attacks and videos of groups stand behind their names."""
    assert told(text, language) == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Selon l'armée, le Jnim est derrière l'attaque.", "fr", [("blame", "other", ("jnim",), False)]),
        ("Selon l'armée, le Jnim attaque souvent des convois.", "fr", []),
        (
            "Officials say Hezbollah, which has often carried out similar attacks, ordered the killing.",
            "en",
            [("blame", "other", ("hezbollah",), False)],
        ),
        ("Police said al-Shabaab fighters have frequently attacked the road.", "en", []),
    ],
)
def test_an_army_is_not_armed_and_a_habit_in_a_clause_says_nothing_of_the_deed(
    text: str, language: str, expected: list[tuple[str, str, tuple[str, ...], bool]]
) -> None:
    """What a group often does is no deed that it is blamed for; told in a clause, it leaves the main one as it is."""
    assert told(text, language) == expected
