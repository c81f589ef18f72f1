"""A promise that nobody will be threatened is a pledge or nothing, in every language; a threat stays one."""

import pytest

from tests.processors.statements.test_statements import told


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Taliban will not allow anyone to use Afghan soil to threaten other countries."),
        ("en", "The Taliban vowed nobody would strike Pakistan from Afghan soil."),
        ("en", "The Taliban vowed that no one would be allowed to attack neighbours."),
        ("fr", "Les talibans ne permettront à personne d'utiliser le sol afghan pour menacer d'autres pays."),
        ("fr", "Les talibans ont juré que personne n'attaquerait le Pakistan depuis leur sol."),
        ("ar", "قالت حركة طالبان إنها لن تسمح لأحد باستخدام الأراضي الأفغانية لتهديد الدول الأخرى."),
        ("fa", "طالبان به کسی اجازه نمی‌دهد کشورهای دیگر را تهدید کند."),
        ("ur", "طالبان کسی کو افغان سرزمین سے دوسروں کو دھمکی دینے کی اجازت نہیں دیں گے۔"),
        ("ru", "«Талибан» не позволит никому использовать афганскую территорию для угроз другим странам."),
        ("ru", "Талибы поклялись не допустить нападений на соседей."),
        ("ru", "Талибы поклялись, что никто не нападет на соседей."),
        (
            "tr",
            "Taliban, Afgan topraklarının diğer ülkelere saldırmak için kullanılmasına izin vermeyeceğine söz verdi.",
        ),
        ("tr", "Taliban kimsenin komşularını tehdit etmesine izin vermeyecek."),
        ("hi", "तालिबान किसी को पड़ोसियों को धमकी देने की अनुमति नहीं देगा।"),
        ("ps", "طالبان هیچا ته اجازه نه ورکوي چې نور هېوادونه وګواښي."),
        ("zh", "塔利班不允许任何人利用阿富汗领土威胁其他国家。"),
        ("zh", "塔利班发言人说：“我们不会允许任何人利用我们的领土威胁邻国。”"),
    ],
)
def test_a_promise_that_others_are_safe_is_no_threat(language: str, text: str) -> None:
    """Nor is it the contrary of a threat: nobody said that there was one."""
    assert all(act == "pledge" and not negated for act, _, _, negated in told(text, language))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "fr",
            "« Nous ne permettrons à personne de menacer nos voisins », a déclaré le porte-parole des talibans.",
        ),
        ("fa", "سخنگوی طالبان گفت: «به هیچ کس اجازه نمی‌دهیم همسایگان ما را تهدید کند.»"),
        ("fa", "سخنگوی طالبان گفت: «اجازه نمی‌دهیم کسی همسایگان ما را تهدید کند.»"),
        ("ur", "طالبان نے کہا کہ وہ کسی کو دوسرے ممالک کو دھمکی دینے کی اجازت نہیں دیں گے۔"),
        ("zh", "塔利班承诺不会允许任何势力利用阿富汗领土威胁他国安全。"),
    ],
)
def test_what_is_not_allowed_to_others_is_pledged(language: str, text: str) -> None:
    """Its "not", and its "nobody", are what is pledged: they take nothing back."""
    assert told(text, language) == [("pledge", "taliban", (), False)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Taliban vowed that no one would escape the attacks."),
        ("en", "The Taliban vowed to attack neighbours, and nobody would stop them."),
        ("fr", "Les talibans ont juré d'attaquer le Pakistan et que personne n'échapperait."),
        ("ru", "Талибы поклялись отомстить за удары."),
        ("tr", "Taliban, ABD üslerine saldıracağına söz verdi."),
        ("zh", "塔利班不允许女性上学，并威胁惩罚违者。"),
        ("zh", "塔利班威胁袭击美军。"),
    ],
)
def test_a_threat_with_such_words_stays_one(language: str, text: str) -> None:
    """That nobody may do something, or escape, is no promise that others are safe."""
    assert ("threaten", "taliban", (), False) in told(text, language)
