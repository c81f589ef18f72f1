"""Forms that are filled each day under one headline: a ministry's figures, a rate, a bulletin, a court's list."""

from datetime import timedelta

import pytest

from processors.stories.fingerprint import make_fingerprint
from processors.stories.likeness import Known, compare
from processors.stories.same_report import is_same_report

Form = tuple[str, str, str, tuple[str, ...], tuple[str, ...]]
"""Language, headline, text with slots, and what fills these on two days, of which one figure may be the same."""
FORMS: list[Form] = [
    (
        "ar",
        "التقرير الوبائي اليومي للكوليرا",
        "سجلت وزارة الصحة خلال الـ24 ساعة الماضية {} إصابة جديدة بالكوليرا و{} وفيات في الولايات الست.\n"
        "وتواصل فرق الترصد عملها في مراكز العزل بالتنسيق مع المنظمات الشريكة.\n"
        "وبذلك يرتفع إجمالي الإصابات منذ بداية التفشي إلى {} إصابة.\n"
        "وتدعو الوزارة المواطنين إلى غلي مياه الشرب والإبلاغ عن أي حالة اشتباه على الرقم المجاني.",
        ("37", "4", "2,118"),
        ("52", "4", "2,170"),
    ),
    (
        "en",
        "River levels and flood situation report",
        "The disaster authority said {} people had been moved to shelters in the past day and {} villages were under "
        "water.\nBoats and helicopters remain on standby along the embankments, and the control room is open round "
        "the clock.\nA total of {} houses have been damaged since the start of the monsoon.\n"
        "Residents are asked to keep away from the banks and to follow the advice of district officials.",
        ("412", "19", "3,044"),
        ("655", "19", "3,180"),
    ),
    (
        "fr",
        "Choléra : point de situation",
        "Le ministère de la Santé a enregistré {} nouveaux cas de choléra et {} décès au cours des dernières heures.\n"
        "Les équipes mobiles poursuivent la désinfection des points d'eau et la sensibilisation des ménages.\n"
        "Le cumul s'établit à {} cas depuis la déclaration de l'épidémie.\n"
        "La population est invitée à se laver les mains et à signaler tout cas suspect au numéro vert.",
        ("61", "5", "1 204"),
        ("48", "5", "1 252"),
    ),
    (
        "es",
        "Informe diario de incendios forestales",
        "Brigadas combaten {} incendios forestales activos que han afectado {} hectáreas, informó la comisión "
        "forestal.\nParticipan en las labores combatientes de los tres órdenes de gobierno con apoyo de aeronaves.\n"
        "En lo que va del año se han registrado {} incendios.\n"
        "Se pide a la población no encender fogatas y reportar columnas de humo al número de emergencias.",
        ("17", "840", "1.311"),
        ("22", "840", "1.319"),
    ),
    (
        "ru",
        "Оперативная сводка МЧС по паводку",
        "За минувшие сутки подтоплены {} жилых домов и {} приусадебных участков, сообщили в региональном управлении.\n"
        "Спасатели продолжают подворовой обход, развернуты пункты временного размещения и подвоз питьевой воды.\n"
        "Всего с начала паводка эвакуированы {} человек.\n"
        "Жителей просят не подходить к воде и следить за сообщениями оперативных служб.",
        ("214", "390", "1127"),
        ("173", "390", "1190"),
    ),
    (
        "tr",
        "Günlük göç verileri",
        "Sahil güvenlik ekipleri son bir günde {} düzensiz göçmeni kurtardı, {} organizatörü yakaladı.\n"
        "Ekipler denizde ve havada devriyelerini aralıksız sürdürüyor, yakalananlar il göç idaresine teslim ediliyor.\n"
        "Yıl başından bu yana kurtarılanların sayısı {} oldu.\n"
        "Bakanlık, vatandaşların ihbarlarını yüz elli sekiz numaralı hatta bildirmesini istedi.",
        ("143", "6", "18.402"),
        ("97", "6", "18.499"),
    ),
    (
        "fa",
        "آمار روزانه حوادث جاده‌ای",
        "در شبانه‌روز گذشته {} نفر در حوادث جاده‌ای جان باختند و {} نفر زخمی شدند، پلیس راه اعلام کرد.\n"
        "گشت‌های پلیس در محورهای پرتردد مستقر هستند و امدادگران هلال احمر در آماده‌باش به سر می‌برند.\n"
        "شمار جان‌باختگان از آغاز سفرهای نوروزی به {} نفر رسید.\n"
        "پلیس از رانندگان می‌خواهد از سرعت و سبقت غیرمجاز بپرهیزند و خستگی را جدی بگیرند.",
        ("28", "310", "412"),
        ("33", "310", "445"),
    ),
    (
        "zh",
        "汛情通报",
        "省应急管理厅通报,过去一天全省新增受灾群众{}人,紧急转移{}人,倒塌房屋仍在统计之中。\n"
        "各级防汛责任人坚守岗位,消防救援队伍和民兵在重点堤段巡查值守,通信和供电正在抢修。\n"
        "入汛以来累计受灾{}人。\n"
        "请沿河居民密切关注预警信息,不要涉水通行,遇险情及时拨打求助电话。",
        ("1320", "214", "18807"),
        ("960", "214", "19767"),
    ),
    (
        "hi",
        "डेंगू की दैनिक रिपोर्ट",
        "स्वास्थ्य विभाग के अनुसार पिछले एक दिन में डेंगू के {} नए मरीज मिले और {} लोगों की मौत हुई।\n"
        "नगर निगम की टीमें घर घर जाकर लार्वा की जांच और दवा का छिड़काव कर रही हैं।\n"
        "इस मौसम में अब तक {} मरीज सामने आ चुके हैं।\n"
        "लोगों से अपील है कि आसपास पानी जमा न होने दें और बुखार होने पर तुरंत जांच कराएं।",
        ("84", "2", "1906"),
        ("119", "2", "2025"),
    ),
    (
        "de",
        "Lagebild der Waldbrandzentrale",
        "Die Einsatzkräfte bekämpfen derzeit {} Waldbrände auf einer Fläche von {} Hektar, teilte die Zentrale mit.\n"
        "Löschhubschrauber stehen bereit, die Forstwege bleiben gesperrt, und Landwirte helfen mit Wasserfässern.\n"
        "Seit Jahresbeginn wurden {} Brände gezählt.\n"
        "Besucher werden gebeten, den Wald zu meiden und Rauch sofort über den Notruf zu melden.",
        ("11", "96", "307"),
        ("14", "96", "312"),
    ),
]
DAY, HOURS = timedelta(hours=24), timedelta(hours=6)


def is_one(language: str, new: tuple[str, str], known: tuple[str, str], gap: timedelta) -> bool:
    """Tell whether a headline and text are one report with others that came so much earlier."""
    ours, theirs = (make_fingerprint(*each, language) for each in (new, known))
    return is_same_report(compare(ours, Known(theirs.sketch, theirs.head, None, theirs.rest), gap))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form[0])
def test_the_next_days_figures_are_a_new_report(form: Form) -> None:
    """Nothing but its figures is new, and these are what it tells: they may have risen or fallen."""
    language, headline, text, one, other = form
    known = headline, text.format(*one)
    assert not is_one(language, (headline, text.format(*other)), known, DAY)
    numbered = f"{headline} - 45", f"{headline} - 46"
    assert not is_one(language, (numbered[1], text.format(*other)), (numbered[0], known[1]), DAY)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form[0])
def test_what_has_the_same_figures_is_one_report(form: Form) -> None:
    """Another outlet prints it hours later or on the day after, in part or under its own headline."""
    language, headline, text, one, _ = form
    known = headline, text.format(*one)
    cut = known[1].rpartition("\n")[0]
    own = known[1].partition("\n")[0][:60]
    assert is_one(language, known, known, DAY)
    assert is_one(language, (headline, cut), known, HOURS)
    assert is_one(language, (own, cut), known, HOURS)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form[0])
def test_a_corrected_figure_within_hours_is_no_other_report(form: Form) -> None:
    """An outlet corrects its article, or a toll rises, and the headline stays: that is an update."""
    language, headline, text, one, other = form
    known = headline, text.format(*one)
    assert is_one(language, (headline, text.format(other[0], *one[1:])), known, HOURS)


RAID = (
    "Gunmen raid weekly market",
    "Gunmen killed {} traders and wounded {} in a raid on the weekly market, police said, and {} shops were burned.\n"
    "They came in two pickups after the evening prayer, said a shopkeeper who hid behind sacks of flour.\n"
    "A helicopter circled over the hills until dawn, and schools remain closed until the end of the week.",
)
IN_LETTERS = [
    ("en", *RAID, ("4", "23", "5"), ("four", "twenty-three", "five")),
    (
        "fr",
        "Attaque du marché hebdomadaire",
        "Des hommes armés ont tué {} commerçants et en ont blessé {} au marché, selon la police, et {} étals ont brûlé."
        "\nIls sont arrivés peu après la prière du soir, dit un boutiquier caché derrière des sacs de farine.\n"
        "Un hélicoptère a survolé les collines jusqu'à l'aube, et les écoles resteront fermées cette semaine.",
        ("4", "42", "5"),
        ("quatre", "quarante-deux", "cinq"),
    ),
    (
        "zh",
        "集市遭武装人员袭击",
        "武装人员袭击集市,打死{}名商贩,打伤{}名顾客,警方说还有{}家店铺被烧毁。\n"
        "目击者说,袭击者在晚祷后不久乘皮卡抵达,一名店主躲在面粉袋后面。\n"
        "直升机在山上盘旋到天亮,全县学校停课到周末。",
        ("12", "23", "30"),
        ("十二", "二十三", "30"),
    ),
]


@pytest.mark.parametrize("form", IN_LETTERS, ids=lambda form: form[0])
def test_numbers_in_letters_are_those_in_digits(form: Form) -> None:
    """An outlet that writes them out a day later tells no other figures; who was killed besides is another report."""
    language, headline, text, digits, letters = form
    known = headline, text.format(*digits)
    assert is_one(language, (headline, text.format(*letters)), known, DAY)
    assert not is_one(language, (headline, text.format("7", *letters[1:])), known, DAY)
