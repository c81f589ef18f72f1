"""An update that says that the toll has risen joins the earlier report, in doubt; other tolls that rise stand apart."""

from datetime import UTC, datetime, timedelta

import pytest

from processors.stories.doubt import doubt_of_copy
from processors.stories.fingerprint import Fingerprint, make_fingerprint
from processors.stories.head import Head
from processors.stories.likeness import Known, Likeness, compare
from processors.stories.same_report import is_but_risen, is_same_report
from processors.stories.tolls import has_risen, tells_of_rise

MONDAY = datetime(2026, 11, 16, 12, 30, tzinfo=UTC)

RISES = [
    ("en", "Death toll in Borno farm attack rises to 21"),
    ("en", "Toll in raid on Nigerian base climbs to 13"),
    ("en", "Number of people killed in Izium strike reaches nine"),
    ("en", "Bangladesh ferry death toll reaches 58"),
    ("de", "Zahl der Toten in Kabul steigt auf drei"),
    ("de", "Opferzahl nach Zugunglück auf zwölf gestiegen"),
    ("fr", "Mali : le bilan de l'embuscade s'alourdit à dix-neuf morts"),
    ("fr", "Burkina: le bilan passe à 13 soldats tués"),
    ("es", "Suben a siete los soldados muertos por ataque con drones en Tibú"),
    ("es", "Aumenta a 12 la cifra de muertos por el alud"),
    ("pt", "Sobe para 12 o número de mortos em deslizamento"),
    ("it", "Esplosione a Napoli, salgono a cinque i morti"),
    ("ru", "Число погибших при взрыве в Златоусте выросло до семи"),
    ("ru", "Число жертв пожара увеличилось до 12"),
    ("uk", "Кількість загиблих у Харкові зросла до дев'яти"),
    ("ar", "ارتفاع حصيلة غارة على جنوب لبنان إلى سبعة قتلى"),
    ("ar", "ارتفع عدد قتلى الهجوم إلى 12"),
    ("fa", "شمار جان‌باختگان حمله دشت برچی به ۱۹ تن رسید"),
    ("fa", "تعداد کشته شدگان انفجار کابل افزایش یافت"),
    ("tr", "Giresun'daki heyelanda can kaybı 6'ya çıktı"),
    ("tr", "Depremde ölü sayısı 12'ye yükseldi"),
    ("id", "Korban tewas banjir Sumatra bertambah jadi 17 orang"),
    ("hi", "बस हादसे में मृतकों की संख्या बढ़कर 12 हुई"),
    ("ur", "کوئٹہ دھماکے میں ہلاکتوں کی تعداد 12 ہو گئی"),
    ("bn", "লঞ্চডুবিতে মৃতের সংখ্যা বেড়ে ১২"),
    ("zh", "山西煤矿事故遇难人数升至15人"),
    ("ja", "バス事故の死者12人に増える"),
    ("ko", "공장 화재 사망자 12명으로 늘어"),
    ("sw", "Idadi ya vifo katika ajali ya Salgaa yaongezeka hadi 24"),
    ("nl", "Dodental aanslag Kabul stijgt naar negen"),
    ("pl", "Liczba ofiar wybuchu wzrosła do sześciu"),
    ("tr", "DEAŞ operasyonunda gözaltı sayısı 39'a çıktı"),
    ("en", "Number of pupils abducted in Zamfara rises to 81"),
    ("es", "Sube a 31 el número de detenidos por el asalto a la cárcel"),
]
NO_RISE = [
    ("en", "Gunmen kill 17 farmers in northeast Nigeria"),
    ("en", "Bread prices climb to 900 naira"),
    ("en", "Daily toll: 14 killed in Gaza, health ministry says, as number of dead rises to 71,200"),
    ("en", "Death toll rises to 71,266 after nine were killed in the past 24 hours"),
    ("de", "Zahl der Arbeitslosen steigt auf drei Millionen"),
    ("fr", "Choléra au Tchad, point quotidien : le bilan passe à 61 morts"),
    ("es", "Sube a 12 euros el precio del aceite"),
    ("ru", "Число безработных выросло до семи процентов"),
    ("ar", "ارتفاع أسعار النفط إلى 80 دولارا"),
    ("ar", "ارتفاع حصيلة الضحايا في السودان: 22 قتيلا خلال 24 ساعة"),
    ("tr", "Dolar 42 liraya yükseldi"),
    ("zh", "股市收盘升至3500点"),
    ("ar", "سقوط ثلاثة قتلى نقلوا إلى المستشفى"),
    ("id", "Dua warga tewas ditembak saat naik motor di Intan Jaya"),
    ("tr", "Fabrikada yangın çıktı, can kaybı yok"),
    ("en", "Five casualties were brought to hospital"),
    ("pt", "Dois mortos no Alemão; polícia sobe o morro"),
    ("fr", "Douze morts à Djibo, un bilan qui porte sur deux jours"),
    ("eo", "Nombro de mortintoj altiĝis al 12"),
]


@pytest.mark.parametrize(("language", "title"), RISES)
def test_a_toll_that_has_risen_is_read(language: str, title: str) -> None:
    assert tells_of_rise(title, "", language)
    assert tells_of_rise("", f"{title}.", language)


@pytest.mark.parametrize(("language", "title"), NO_RISE)
def test_what_else_rises_and_what_is_counted_by_the_day_is_none(language: str, title: str) -> None:
    assert not tells_of_rise(title, "", language)


def test_what_stands_far_below_is_of_something_else() -> None:
    assert not tells_of_rise("Bomb kills two", "word " * 60 + "The toll of last week's rose to 9.", "en")
    assert not tells_of_rise("word " * 60 + "The toll rose to 9.", "", "en"), "a page made to keep us busy"


PAIRS = {
    "en": (
        "Gunmen kill 17 farmers in Borno",
        "Gunmen on motorcycles killed at least 17 farmers harvesting beans near Gubdori in Borno state on Monday, "
        "residents and a militia leader said. The men were rounded up in a field some four kilometres from the town. "
        "A resident, Hauwa Kolo, said her two sons were among the dead.",
        "Toll in Borno farm attack rises to 23",
        "The number of farmers killed by gunmen on motorcycles near Gubdori in Borno state has risen to 23, residents "
        "and a militia leader said on Tuesday. The men were rounded up in a field some four kilometres from the town. "
        "A resident, Hauwa Kolo, said her two sons were among the dead.",
    ),
    "de": (
        "Zwei Tote bei Explosion in Kabul",
        "Bei der Explosion einer Haftbombe an einem Kleinbus sind am Montag im Kabuler Stadtteil Khair Khana zwei "
        "Menschen getötet worden. Das teilte die Polizei mit. Der Bus war auf dem Weg in das Zentrum. Bekannt hat "
        "sich bisher niemand.",
        "Zahl der Toten in Kabul steigt auf fünf",
        "Nach der Explosion einer Haftbombe an einem Kleinbus im Kabuler Stadtteil Khair Khana ist die Zahl der Toten "
        "am Dienstag auf fünf gestiegen. Das teilte die Polizei mit. Der Bus war auf dem Weg in das Zentrum. Bekannt "
        "hat sich bisher niemand.",
    ),
    "es": (
        "Cuatro militares mueren en ataque con drones en Colombia",
        "Cuatro militares murieron y nueve resultaron heridos este martes en un ataque con drones contra una base "
        "del Ejército en zona rural de Tibú, en la frontera con Venezuela, informó la Segunda División. El ataque "
        "ocurrió a las 5:40 de la mañana, cuando los soldados formaban para el relevo.",
        "Suben a siete los soldados muertos por ataque con drones",
        "Siete militares han muerto y seis siguen heridos tras el ataque del martes con drones contra una base del "
        "Ejército en zona rural de Tibú, en la frontera con Venezuela, informó la Segunda División. El ataque ocurrió "
        "a las 5:40 de la mañana, cuando los soldados formaban para el relevo.",
    ),
    "fr": (
        "Mali : douze soldats tués dans une embuscade",
        "Au moins douze soldats maliens ont été tués lundi dans une embuscade contre un convoi militaire entre Niono "
        "et Diabaly, dans le centre du Mali, ont indiqué des élus locaux. Le convoi escortait des camions de vivres. "
        "L'engin de tête a sauté sur une mine.",
        "Mali : le bilan de l'embuscade s'alourdit à dix-neuf morts",
        "Le bilan de l'embuscade contre un convoi militaire entre Niono et Diabaly, dans le centre du Mali, s'est "
        "alourdi mardi à dix-neuf soldats tués, ont indiqué des élus locaux. Le convoi escortait des camions de "
        "vivres. L'engin de tête a sauté sur une mine.",
    ),
    "ru": (
        "Двое полицейских погибли при обстреле поста в Хасавюрте",
        "Два сотрудника полиции погибли, ещё трое ранены в понедельник при обстреле поста ДПС на въезде в Хасавюрт, "
        "сообщили в МВД по Дагестану. Двое мужчин подъехали на Ладе и открыли огонь из автоматов, после чего "
        "скрылись в сторону села Эндирей.",
        "Число жертв нападения в Хасавюрте выросло до трёх",
        "Число погибших при обстреле поста ДПС на въезде в Хасавюрт выросло до трёх, сообщили во вторник в МВД по "
        "Дагестану. Двое мужчин подъехали на Ладе и открыли огонь из автоматов, после чего скрылись в сторону села "
        "Эндирей.",
    ),
    "zh": (
        "云南洱源5.6级地震已致4人遇难",
        "据中国地震台网测定，18日7时42分，云南省大理州洱源县发生5.6级地震，已造成4人遇难、17人受伤。震中部分土木结构房屋倒塌，"
        "三条乡村道路因落石中断，电力正在抢修。",
        "云南洱源5.6级地震遇难人数升至7人",
        "据中国地震台网测定，18日7时42分，云南省大理州洱源县发生5.6级地震，目前遇难人数升至7人、30人受伤。震中部分土木结构房屋倒塌，"
        "三条乡村道路因落石中断，电力正在抢修。",
    ),
}
OTHER_PLACE = {
    "en": ("Gubdori", "Marwada"),
    "de": ("Khair Khana", "Dascht Bartschi"),
    "es": ("Tibú", "Jamundí"),
    "fr": ("Niono et Diabaly", "Sévaré et Bankass"),
    "ru": ("Хасавюрт", "Кизляр"),
    "zh": ("洱源", "漾濞"),
}
"""What the update names in the other's stead: another event's toll has risen."""


def make(title: str, text: str, language: str, at: datetime) -> Fingerprint:
    return make_fingerprint(title, text, language, at)


def judge(language: str, *, gap: float = 20, old: tuple[str, str] = ("", "")) -> tuple[bool, str, Likeness]:
    """Judge the update of a language's pair, `gap` hours later, with one word in the place of another."""
    title, text, new_title, new_text = PAIRS[language]
    before = make(title, text, language, MONDAY)
    after = make(new_title.replace(*old), new_text.replace(*old), language, MONDAY + timedelta(hours=gap))
    known = Known(before.sketch, before.head, before.published_at, before.rest)
    likeness = compare(after, known, timedelta(hours=gap))
    return is_same_report(likeness), doubt_of_copy(after, known, likeness), likeness


BOMBS = {
    "en": (
        "Five killed in bombing at Quetta market",
        "At least five people were killed and 12 wounded when a bomb exploded at a market in Quetta, police said. ",
        "Death toll in Quetta bus bombing rises to nine",
        "The death toll from a bomb that exploded on a bus in Quetta has risen to nine, with 20 wounded, police said. ",
        "No group has claimed the attack. Police cordoned off the area and the wounded were taken to a hospital.",
    ),
    "ar": (
        "مقتل 4 في تعز بقصف حوثي",
        "قتل 4 مدنيين وأصيب 6 آخرون في قصف حوثي على حي سكني بمدينة تعز، حسب مصدر طبي. ",
        "ارتفاع عدد قتلى قصف حوثي في تعز إلى 7",
        "قتل 7 مدنيين وأصيب 9 آخرون في قصف حوثي على سوق شعبي بمدينة تعز، حسب مصدر طبي. ",
        "ونقل المصابون للمستشفيات. وتحاصر الجماعة المدينة منذ سنوات. ولم تعلق الجماعة على الحادث.",
    ),
    "ur": (
        "کوئٹہ میں دھماکہ، 3 افراد ہلاک",
        "کوئٹہ کے بازار میں بم دھماکے میں 3 افراد ہلاک اور 8 زخمی ہو گئے، پولیس نے بتایا۔ ",
        "کوئٹہ دھماکے میں ہلاکتوں کی تعداد 6 ہو گئی",
        "کوئٹہ کے مسجد میں بم دھماکے میں 6 افراد ہلاک اور 9 زخمی ہو گئے، پولیس نے بتایا۔ ",
        "پولیس نے مقدمہ درج کر کے تفتیش شروع کر دی ہے۔ زخمیوں کو ہسپتال منتقل کر دیا گیا۔",
    ),
}


@pytest.mark.parametrize("language", BOMBS)
def test_one_towns_other_bomb_is_in_doubt_or_apart(language: str) -> None:
    """It has a toll of its own, told in the same words."""
    title, text, new_title, new_text, background = BOMBS[language]
    before = make(title, text + background, language, MONDAY)
    after = make(new_title, new_text + background, language, MONDAY + timedelta(hours=20))
    known = Known(before.sketch, before.head, before.published_at, before.rest)
    likeness = compare(after, known, timedelta(hours=20))
    assert doubt_of_copy(after, known, likeness) or not is_same_report(likeness)


UPDATES = [language for language in PAIRS if language not in ("en", "es", "zh")]
"""Of the others something else makes them one report."""


@pytest.mark.parametrize("language", UPDATES)
def test_an_update_that_says_so_joins_the_report_in_doubt(language: str) -> None:
    """Another day and another toll stand first, so that nothing else joins it."""
    is_joined, doubt, likeness = judge(language)
    assert is_joined
    assert doubt
    assert is_but_risen(likeness)
    assert not is_same_report(likeness._replace(is_risen=False))


@pytest.mark.parametrize("language", OTHER_PLACE)
def test_another_places_toll_that_has_risen_is_another_events(language: str) -> None:
    """The names of the first sentences tell it."""
    assert not judge(language, old=OTHER_PLACE[language])[2].is_risen


@pytest.mark.parametrize(
    "change",
    [
        {"gap": timedelta(hours=73)},
        {"told": 1.0},
        {"of_smaller": 0.3},
        {"head_below": 0.3},
        {"heads": 0.2},
        {"own": 0.4},
        {"differ": "hours"},
        {"is_digest": True, "of_larger": 0.2},
    ],
    ids=lambda change: "-".join(change),
)
def test_an_update_that_says_so_has_much_of_the_report(change: dict[str, object]) -> None:
    """It is of the days before, too, and of no other hour."""
    _, _, likeness = judge("fr")
    assert is_but_risen(likeness)
    assert not is_but_risen(likeness._replace(**change))


@pytest.mark.parametrize(("toll", "is_higher"), [("23", True), ("17", False), ("9", False)])
def test_a_toll_rises_above_the_known_one(toll: str, is_higher: bool) -> None:
    """Seventeen is what the first report told."""
    assert judge("en", old=("23", toll))[2].is_risen is is_higher


def test_a_figure_that_is_no_toll_is_not_read() -> None:
    """A ransom is larger than any toll, and a head without figures has none."""
    sums = make("Toll", "Ransom of 900000 naira", "en", MONDAY).head
    toll = make("Toll rises to 9", "The toll rose to 9", "en", MONDAY).head
    assert not has_risen(sums, toll)
    assert not has_risen(Head(), toll)


def test_where_nobody_says_when_they_were_published_which_is_the_earlier_is_not_known() -> None:
    """A first poll brings the news of a week at once."""
    title, text, new_title, new_text = PAIRS["fr"]
    before, after = make_fingerprint(title, text, "fr"), make_fingerprint(new_title, new_text, "fr")
    likeness = compare(after, Known(before.sketch, before.head, None, before.rest), timedelta(hours=20))
    assert not likeness.is_risen
