"""News that stands near the frames of orders, warnings, supplies and work of fighters, and the true ones beside it."""

import pytest

from tests.processors.statements.test_statements import told

SILENT = (
    # the work of its fighters, which is no attack
    ("The Taliban hailed the hard work of their soldiers in rescuing families from the flood.", "en"),
    ("Die Hisbollah bezeichnete die neue Schule als Werk ihrer Kämpfer.", "de"),
    ("Le Hezbollah a présenté l'école comme l'œuvre de ses combattants.", "fr"),
    ("Hezbollah ha definito la scuola opera dei suoi combattenti.", "it"),
    ("O Hezbollah apresentou a escola como obra de seus combatentes.", "pt"),
    ("Талибы назвали новую школу делом рук своих бойцов.", "ru"),
    ("Taliban, yeni okulun kendi askerlerinin işi olduğunu söyledi.", "tr"),
    ("طالبان مدرسه جدید را کار سربازان خود خواند.", "fa"),
    ("طالبان نے مسجد کی تعمیر کو اپنے مجاہدین کا کام قرار دیا۔", "ur"),
    # words that order something elsewhere
    ("Free medicine for 10,000 children, WHO tells Taliban.", "en"),
    ("Surrender is not an option, mayor tells al-Shabaab.", "en"),
    ("Open talks will continue, Qatar tells Hamas.", "en"),
    ("Leave for nurses will be paid, ministry tells Taliban.", "en"),
    ("Letters to Hezbollah: stop motion film wins prize in Cannes.", "en"),
    ("Carta a Hamás: dejen que los niños jueguen, el nuevo libro, sale en mayo.", "es"),
    ("Lettre au Hamas : laissez-moi rire, le nouveau spectacle, sort en mai.", "fr"),
    # what somebody else may die of, or does at home
    ("Los talibanes advirtieron que la epidemia matará a miles de niños si no llegan vacunas.", "es"),
    ("Hezbolá advirtió que el país morirá de hambre sin el préstamo.", "es"),
    ("Le Hezbollah a averti que des enfants mourront sans médicaments.", "fr"),
    ("Les talibans ont prévenu que le barrage coulera si la crue continue.", "fr"),
    ("I talebani hanno avvertito che migliaia di bambini moriranno senza cibo.", "it"),
    ("O Talibã avisou que a seca matará e gente morrerá de fome sem ajuda.", "pt"),
    ("塔利班警告旱灾将打击粮食生产。", "zh"),
    ("塔利班表示，将打击一切毒品走私。", "zh"),
    ("حماس هشدار داد که گرسنگی غزه را نابود خواهد کرد.", "fa"),
    ("حماس نے خبردار کیا کہ بھوک غزہ کو تباہ کر رہی ہے۔", "ur"),
    ("أعلنت طالبان أنها ستضرب موعدا جديدا للمؤتمر.", "ar"),
    ("أعلنت حركة حماس أنها ستستهدف الأسر الفقيرة ببرنامج إغاثة.", "ar"),
    # drugs and old munition that a government destroys
    ('"We will destroy every poppy field," the Taliban spokesman said.', "en"),
    ("Die Hisbollah kündigte an, alte Munition zu zerstören.", "de"),
    ("Los talibanes anunciaron: destruiremos todos los cultivos de amapola.", "es"),
    ("« Nous détruirons tous les champs de pavot », a dit le porte-parole des talibans.", "fr"),
    ("«Distruggeremo tutti i campi di papavero», ha detto il portavoce dei talebani.", "it"),
    ('"Destruiremos todas as plantações de papoula", disse o porta-voz do Talibã.', "pt"),
    ("Талибы пообещали уничтожить все посевы мака.", "ru"),
    ("قال المتحدث باسم طالبان: سندمر كل حقول الخشخاش.", "ar"),
    ("سخنگوی طالبان گفت مزارع کوکنار را آتش می‌زنیم.", "fa"),
    ("طالبان ترجمان نے کہا ہم افیون کی فصل تباہ کریں گے۔", "ur"),
    ("Taliban, askerlerin depremde öleceğini bildirdi.", "tr"),
    ("Der Verdächtige stand in keinem Kontakt mit der Hamas, sagte die Polizei.", "de"),
    # conditions of a state, supplies of a clinic, goals of a match, talks behind doors
    ("Los talibanes condicionan el ingreso a la universidad a un examen.", "es"),
    ("Les talibans conditionnent le visa à un test médical.", "fr"),
    ("O Talibã condiciona a matrícula ao exame.", "pt"),
    ("Le maire fixe un délai aux opposants du Hamas.", "fr"),
    ("Die Firma lieferte Medikamente für die Taliban-Klinik in Kabul, berichtet der NDR.", "de"),
    ("Le Hamas s'est attribué le tir au but décisif du derby, raille le journal.", "fr"),
    ("گزارش سازمان ملل نشان می‌دهد که طالبان پشت درهای بسته است.", "fa"),
)


@pytest.mark.parametrize(("text", "language"), SILENT)
def test_near_news_makes_no_statement(text: str, language: str) -> None:
    """A school is no attack, a letter orders nothing, and a drought is no threat."""
    assert told(text, language) == []


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("The group known as Abu Sayyaf claimed the bombing.", "en", ("claim", "abu-sayyaf", (), False)),
        (
            "A Taliban commander known as Mullah Hassan claimed the attack.",
            "en",
            ("claim", "taliban", (), False),
        ),
        (
            "Al-Shabaab described the bombing in Balad as the work of its fighters.",
            "en",
            ("claim", "al-shabaab", (), False),
        ),
        (
            "Der IS bezeichnete den Anschlag als Werk seiner Kämpfer.",
            "de",
            ("claim", "isis", (), False),
        ),
        ("داعش حمله را کار جنگجویان خود خواند.", "fa", ("claim", "isis", (), False)),
        ("Хуситы пообещали топить все израильские суда.", "ru", ("threaten", "houthis", (), False)),
        ("Талибы обещали сжигать мусор по новым правилам.", "ru", ("pledge", "taliban", (), False)),
        ("أعلن الحوثيون أنهم سيستهدفون كل السفن.", "ar", ("threaten", "houthis", (), False)),
        ("胡塞武装表示，将袭击所有以色列船只。", "zh", ("threaten", "houthis", (), False)),
        ("Israel da un ultimátum a Hamás.", "es", ("demand", "other", ("hamas",), False)),
        ("Israël lance un ultimatum au Hamas.", "fr", ("demand", "other", ("hamas",), False)),
        ("Israele lancia un ultimatum a Hamas.", "it", ("demand", "other", ("hamas",), False)),
        ("Israel deu um ultimato ao Hamas.", "pt", ("demand", "other", ("hamas",), False)),
        ("Trump to Hamas: release the hostages", "en", ("demand", "other", ("hamas",), False)),
        ("Free the hostages now, Berlin tells Hamas", "en", ("demand", "other", ("hamas",), False)),
        ("Leave Gaza, Trump tells Hamas", "en", ("demand", "other", ("hamas",), False)),
        ("Hamas condiziona il rilascio degli ostaggi alla tregua.", "it", ("demand", "hamas", (), False)),
        ("L'EI s'est attribué les tirs de roquettes.", "fr", ("claim", "isis", (), False)),
        ("« Nous détruirons Tel-Aviv », a dit le Hezbollah.", "fr", ("threaten", "hezbollah", (), False)),
        ("قال المتحدث باسم حزب الله: سندمر تل أبيب.", "ar", ("threaten", "hezbollah", (), False)),
        ("O Hamas avisou que os reféns morrerão.", "pt", ("threaten", "hamas", (), False)),
    ],
)
def test_their_true_neighbours_are_read(
    text: str, language: str, expected: tuple[str, str, tuple[str, ...], bool]
) -> None:
    """What the frames are for is still read."""
    assert told(text, language) == [expected]
