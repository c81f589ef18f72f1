"""What looks like a tie, a pledge or an accusation and is none, and what is known so that it is laid on a group."""

import pytest

from tests.processors.statements.test_statements import told


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Qatar said it had opened a channel for Hamas and Israel to talk.", "en"),
        ("The governor said schools promised by the Taliban have not been built.", "en"),
        ("Canada reaffirmed its support for Hamas hostages.", "en"),
        ("Italy promised aid to the Houthis' rivals in Marib.", "en"),
        ("The UN pledged assistance to Taliban-ruled Afghanistan after the quake.", "en"),
        ("The Taliban are getting no money from Pakistan, Islamabad said.", "en"),
        ("Hamas victims are getting money from Qatar, the charity said.", "en"),
        ("The statement sent to Hamas demanded an answer.", "en"),
        ("The leaflet distributed among Hamas fighters threatened them with prison.", "en"),
        ("Diplomats said it was not Hamas but the military wing of Islamic Jihad.", "en"),
        ("Britain has banned nothing but the military wing of Hezbollah, the minister said.", "en"),
        ("Hamas and Islamic Jihad agreed to swap hostages for prisoners, Qatar said.", "en"),
        ("L'UE ne vise que la branche armée du Hezbollah, a dit le ministre.", "fr"),
        ("Le Hamas et le Jihad islamique se sont mis d'accord pour une trêve, a annoncé l'Égypte.", "fr"),
        ("Boko Haram a attaqué des villages près de Diffa, a dit le gouverneur.", "fr"),
        ("Der Hamas droht das Geld auszugehen.", "de"),
        (
            "Die EU listet nichts anderes als den militärischen Arm der Hisbollah, sagte der Sprecher.",
            "de",
        ),
        (
            "Die Hamas und der Islamische Dschihad haben eine Waffenruhe vereinbart, sagte Ägypten.",
            "de",
        ),
        ("La UE no incluyó más que el brazo armado de Hezbolá, dijo el ministro.", "es"),
        (
            "Las FARC y el ELN acordaron cooperar con la Comisión de la Verdad, dijo el presidente.",
            "es",
        ),
        ("El ELN firmó con el apoyo de la guardia indígena un cese, dijo el gobernador.", "es"),
        ("El ELN mató a tres policías en Arauca, dijo el gobernador.", "es"),
        ("Non esclude che il braccio armato di Hamas sia coinvolto, ha detto il ministro.", "it"),
        ("Hezbollah si è impegnata a fondo nella partita, ha detto l'allenatore.", "it"),
        (
            "Hamas e la Jihad islamica si sono accordati per scambiare ostaggi con Israele, ha detto l'Egitto.",
            "it",
        ),
        ("A UE não incluiu mais do que o braço armado do Hezbollah, disse o ministro.", "pt"),
        ("As FARC e o ELN fizeram um acordo com o governo, disse o ministro.", "pt"),
        ("Боевики «Аш-Шабаб» убили троих полицейских, заявил губернатор.", "ru"),
        ("قال الوزير إنه لم يحضر سوى جناح حماس السياسي.", "ar"),
        ("طالبان تتلقى الدعم الإنساني من قطر بعد الزلزال، قالت الأمم المتحدة.", "ar"),
        ("سازمان ملل گفت طالبان از هند گندم دریافت می‌کند.", "fa"),
        ("سازمان ملل گفت در این شهر چیزی جز پرچم طالبان دیده نمی‌شود.", "fa"),
        ("संयुक्त राष्ट्र ने कहा कि तालिबान को भारत से गेहूं मिल रहा है।", "hi"),
        ("Uzman, Taliban'ın Türkiye'den insani destek aldığını söyledi.", "tr"),
        ("Irak, PKK ile Haşdi Şabi'nin ateşkes için anlaştıklarını açıkladı.", "tr"),
        ("PBB mengatakan Taliban menerima bantuan pangan dari Rusia.", "id"),
        ("联合国说，这不过是塔利班的视频。", "zh"),
        ("联合国说，这不过是塔利班的部分承诺。", "zh"),
    ],
)
def test_what_only_looks_like_a_tie_or_a_pledge_is_none(text: str, language: str) -> None:
    """Aid, truces, lists of a group's wing, gifts to its victims, and letters to it are no tie and no pledge."""
    assert told(text, language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Taliban shot Malala Yousafzai, her father said.", "en"),
        ("Hamas killed our son, the father said.", "en"),
        ("Las FARC secuestraron a Ingrid Betancourt, dijo el presidente.", "es"),
        ("El ELN secuestró al gobernador, dijo el ministro.", "es"),
        ("Hamas ha rapito mia figlia, ha detto il padre.", "it"),
        ("ХАМАС убил моего сына, сказала мать.", "ru"),
        ("Боевики «Аш-Шабаб» убили мэра города, заявил губернатор.", "ru"),
    ],
)
def test_a_deed_done_to_who_is_known_is_laid_on_a_group(text: str, language: str) -> None:
    """A person's name, my or our, and in Spanish an article behind a preposition, tell of a deed that is known."""
    assert [(act, by) for act, by, _, _ in told(text, language)] == [("blame", "other")]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Учреждения талибов отвергли обвинения в причастности к теракту.", "ru", ("deny", "taliban")),
        ("Освобождения заключённых потребовал представитель ХАМАС.", "ru", ("demand", "hamas")),
        ("A video released by Hamas demanded an end to the siege.", "en", ("demand", "hamas")),
        ("Las YPG no son otra cosa que la rama siria del PKK, dijo el ministro.", "es", ("link", "other")),
        (
            "El ELN opera con la complicidad de la Guardia Nacional venezolana, dijo el ministro.",
            "es",
            ("link", "other"),
        ),
        ("Les YPG ne sont que le bras du PKK, a dit le ministre.", "fr", ("link", "other")),
        (
            "Le YPG non sono altro che il braccio siriano del PKK, ha detto il ministro.",
            "it",
            ("link", "other"),
        ),
        ("As YPG não são mais do que um braço do PKK, disse o ministro.", "pt", ("link", "other")),
        ("قال الوزير إن الجمعية لا تعدو إلا واجهة لحزب الله.", "ar", ("link", "other")),
        ("وزارت خارجه اسرائیل اعلام کرد حماس از ایران پول و موشک می‌گیرد.", "fa", ("link", "other")),
        ("以色列国防部说，该机构只不过是哈马斯的一个分支。", "zh", ("link", "other")),
    ],
)
def test_what_stands_beside_them_is_still_read(text: str, language: str, expected: tuple[str, str]) -> None:
    """Units that deny, a thing that is demanded first, and a group that is nothing but another's arm."""
    assert [(act, by) for act, by, _, _ in told(text, language)] == [expected]
