"""Who is accused where a state is and a group only suffered, or where something is only done with it."""

import pytest

from tests.processors.statements.test_statements import told


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Iran blamed Israel for the killing of a Hamas leader.", "en"),
        ("L'Iran a accusé Israël de l'assassinat du chef du Hamas.", "fr"),
        ("Der Iran machte Israel für die Tötung des Hamas-Chefs verantwortlich.", "de"),
        ("Irán acusó a Israel del asesinato del líder de Hamás.", "es"),
        ("L'Iran ha accusato Israele di aver ucciso il leader di Hamas.", "it"),
        ("O Irã acusou Israel de matar o líder do Hamas.", "pt"),
        ("Иран обвинил Израиль в убийстве лидера ХАМАС.", "ru"),
        ("اتهمت إيران إسرائيل باغتيال زعيم حماس.", "ar"),
        ("اتهم الجيش اللبناني إسرائيل بقتل قيادي في حزب الله.", "ar"),
        ("اتهم وزير الداخلية إسرائيل بقصف مواقع حزب الله.", "ar"),
        ("اتهم الرئيس إسرائيل بقصف مواقع حزب الله.", "ar"),
        ("ایران اسرائیل را به ترور رهبر حماس متهم کرد.", "fa"),
        ("İran, Hamas liderini öldürmekle İsrail'i suçladı.", "tr"),
        ("ایران نے حماس رہنما کے قتل کا الزام اسرائیل پر لگایا۔", "ur"),
        ("ईरान ने इजरायल पर हमास नेता की हत्या का आरोप लगाया।", "hi"),
        ("Iran menuduh Israel membunuh pemimpin Hamas.", "id"),
        ("伊朗指责以色列暗杀哈马斯领导人。", "zh"),
        ("ایران اسراییل د حماس د مشر په وژلو تورن کړ.", "ps"),
    ],
)
def test_a_group_that_suffered_is_not_accused_for_it(text: str, language: str) -> None:
    """A state is the object: by its place behind the verb or beside the subject, or by its mark."""
    assert told(text, language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Lebanon accused Israel of violating its truce with Hezbollah.", "en"),
        ("Le Liban a accusé Israël d'avoir violé la trêve avec le Hezbollah.", "fr"),
        ("Der Libanon beschuldigte Israel des Bruchs der Waffenruhe mit der Hisbollah.", "de"),
        ("Ливан обвинил армию в нарушении перемирия с «Хезболлой».", "ru"),
        ("اتهم لبنان إسرائيل بخرق وقف إطلاق النار مع حزب الله.", "ar"),
        ("لبنان ارتش را به نقض آتش‌بس با حزب‌الله متهم کرد.", "fa"),
        ("Lübnan, orduyu Hizbullah'la ateşkesi ihlal etmekle suçladı.", "tr"),
        ("لبنان نے حزب اللہ کے ساتھ جنگ بندی توڑنے کا الزام اسرائیل پر لگایا۔", "ur"),
        ("Lebanon menuduh Israel melanggar gencatan senjata dengan Hizbullah.", "id"),
        ("黎巴嫩指责以色列违反与真主党的停火协议。", "zh"),
    ],
)
def test_with_whom_a_truce_is_is_not_accused_of_breaking_it(text: str, language: str) -> None:
    """A word for with before the name, or one behind it, sets it beside the deed."""
    assert told(text, language) == []


@pytest.mark.parametrize(
    ("text", "language", "about"),
    [
        ("Israel accused Lebanon's Hezbollah of the attack.", "en", "hezbollah"),
        ("Israel accused Iran and Hezbollah of the attack.", "en", "hezbollah"),
        ("Israël accuse l'Iran et le Hezbollah d'avoir mené l'attaque.", "fr", "hezbollah"),
        ("Israel macht den Iran und die Hisbollah für den Angriff verantwortlich.", "de", "hezbollah"),
        ("Израиль обвинил Иран и «Хезболлу» в нападении.", "ru", "hezbollah"),
        ("اتهمت إسرائيل إيران وحزب الله بتنفيذ الهجوم.", "ar", "hezbollah"),
        ("اتهم وزير الداخلية إسرائيل وحزب الله بخرق الهدنة.", "ar", "hezbollah"),
        ("اتهمت الولايات المتحدة مقاتلي حزب الله بتنفيذ الهجوم.", "ar", "hezbollah"),
        ("اسرائیل ایران و حزب‌الله را به حمله متهم کرد.", "fa", "hezbollah"),
        ("İsrail, İran'ı ve Hizbullah'ı saldırıyla suçladı.", "tr", "hezbollah"),
        ("İsrail, Lübnan'daki Hizbullah örgütünü saldırıyla suçladı.", "tr", "hezbollah"),
        ("اسرائیل نے ایران اور حزب اللہ پر حملے کا الزام لگایا۔", "ur", "hezbollah"),
        ("以色列指责黎巴嫩真主党违反停火协议。", "zh", "hezbollah"),
        ("以色列指责伊朗和真主党。", "zh", "hezbollah"),
        ("Israel menuduh Iran dan Hizbullah menyerang.", "id", "hezbollah"),
    ],
)
def test_a_group_beside_the_accused_state_is_accused_too(text: str, language: str, about: str) -> None:
    """And joins both; a state that only says whose the group is accuses nobody else."""
    assert told(text, language) == [("blame", "other", (about,), False)]


@pytest.mark.parametrize(
    ("text", "language", "group"),
    [
        ("The US accused Iran-backed Hezbollah of laundering money.", "en", "hezbollah"),
        ("The US accused Iran's ally Hezbollah of laundering money.", "en", "hezbollah"),
        ("Iran accused Afghanistan's rulers, the Taliban, of holding the water back.", "en", "taliban"),
        ("اتهم وزير خارجية إيران حزب العمال الكردستاني بتهديد أمن الحدود.", "ar", "pkk"),
        ("اتهم وزير خارجية الولايات المتحدة حزب الله بتهريب السلاح.", "ar", "hezbollah"),
    ],
)
def test_a_state_may_only_tell_whose_a_minister_or_a_group_is(text: str, language: str, group: str) -> None:
    """Behind an office it tells whose minister speaks, and before a word such as backed who the accused are."""
    blamed = [one for one in told(text, language) if one[0] == "blame"]
    assert blamed == [("blame", "other", (group,), False)]


@pytest.mark.parametrize(
    "text",
    [
        "A commander of ISIS-K was killed in the district of Dangam on Sunday, an official of the Taliban said.",
        "Four fighters of al-Shabaab were killed in Beledweyne, the army said.",
        "Ten Taliban were wounded and three killed in the raid, the ministry said.",
        "A spokesman of the Taliban was killed in Kabul, ISIS-K said.",
    ],
)
def test_whose_members_were_killed_is_not_blamed_for_it(text: str) -> None:
    """Members of a group who were killed are those to whom it was done: who says so accuses nobody."""
    assert told(text, "en") == []


@pytest.mark.parametrize(
    "text",
    [
        "Al-Shabaab attacked the base and four soldiers were killed, the army said.",
        "The bus was attacked by al-Shabaab and nine people were killed, police said.",
        "Two soldiers were killed and al-Shabaab was behind it, the army said.",
    ],
)
def test_who_killed_is_blamed_though_others_were_killed(text: str) -> None:
    """A passive of somebody else stands in the same sentence."""
    assert told(text, "en") == [("blame", "other", ("al-shabaab",), False)]
