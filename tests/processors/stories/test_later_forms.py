"""Forms that are filled anew on another day: a ministry's around another town, an agenda's around other matters."""

from datetime import timedelta

import pytest

from processors.stories.fingerprint import make_fingerprint
from processors.stories.likeness import Known, Likeness, compare
from processors.stories.same_report import is_same_report

Pair = tuple[str, int, str, str, str, str]
"""Language, hours between two texts, headline and text of each."""
FORMS: list[Pair] = [
    (
        "ru", 120,
        "Задержан террорист в Хасавюрте",
        "Сотрудники ФСБ задержали участника международной террористической организации, "
        "находившегося в федеральном розыске, сообщает Центр общественных связей ведомства. "
        "Мужчина скрывался на съемной квартире в Хасавюрте. Возбуждено уголовное дело, ведутся "
        "следственные действия.",
        "Задержан террорист в Назрани",
        "Сотрудники ФСБ задержали участника международной террористической организации, "
        "находившегося в федеральном розыске, сообщает Центр общественных связей ведомства. "
        "Мужчина скрывался на съемной квартире в Назрани. Возбуждено уголовное дело, ведутся "
        "следственные действия.",
    ),
    (
        "ar", 48,
        "ضبط عبوة ناسفة في ديالى",
        "تمكنت مفارز الاستخبارات العسكرية من ضبط عبوة ناسفة محلية الصنع من مخلفات عصابات داعش "
        "في محافظة ديالى، وفق بيان لمديرية الاستخبارات. وأضاف البيان أن الجهد الهندسي عالج "
        "العبوة موقعياً من دون حادث يذكر. وتواصل القوات عمليات التفتيش.",
        "ضبط عبوة ناسفة في نينوى",
        "تمكنت مفارز الاستخبارات العسكرية من ضبط عبوة ناسفة محلية الصنع من مخلفات عصابات داعش "
        "في محافظة نينوى، وفق بيان لمديرية الاستخبارات. وأضاف البيان أن الجهد الهندسي عالج "
        "العبوة موقعياً من دون حادث يذكر. وتواصل القوات عمليات التفتيش.",
    ),
    (
        "en", 96,
        "Wanted terrorist arrested in Khuzdar",
        "The Counter Terrorism Department (CTD) has arrested a wanted terrorist during an "
        "intelligence-based operation in Khuzdar, a spokesman said. Explosive material, a "
        "detonator and a pistol were recovered from his possession. A case has been registered "
        "and further investigation is under way.",
        "Wanted terrorist arrested in Turbat",
        "The Counter Terrorism Department (CTD) has arrested a wanted terrorist during an "
        "intelligence-based operation in Turbat, a spokesman said. Explosive material, a "
        "detonator and a pistol were recovered from his possession. A case has been registered "
        "and further investigation is under way.",
    ),
    (
        "hi", 60,
        "सुकमा में नक्सली गिरफ्तार",
        "सुरक्षा बलों ने सुकमा जिले में तलाशी अभियान के दौरान एक इनामी नक्सली को गिरफ्तार किया "
        "है। पुलिस ने बताया कि उसके पास से विस्फोटक और प्रचार सामग्री बरामद हुई है। आरोपी को "
        "अदालत में पेश कर जेल भेज दिया गया है।",
        "बीजापुर में नक्सली गिरफ्तार",
        "सुरक्षा बलों ने बीजापुर जिले में तलाशी अभियान के दौरान एक इनामी नक्सली को गिरफ्तार "
        "किया है। पुलिस ने बताया कि उसके पास से विस्फोटक और प्रचार सामग्री बरामद हुई है। आरोपी "
        "को अदालत में पेश कर जेल भेज दिया गया है।",
    ),
    (
        "en", 24,
        "Council agenda: parking and libraries up for debate tonight",
        "The city council meets tonight at 7 pm in the town hall, with a motion by the Greens "
        "on parking fees and two proposals by Labour on library hours. In the morning the "
        "finance committee hears the treasurer on the bus contract. Votes are taken on Friday.",
        "Council agenda: floods and schools up for debate tonight",
        "The city council meets tonight at 7 pm in the town hall, with a motion by the Tories "
        "on flood defences and two proposals by Reform on school meals. In the morning the "
        "planning committee hears the architect on the bridge contract. Votes are taken on "
        "Friday.",
    ),
    (
        "de", 24,
        "Bundestag heute: Rente und Bahn auf der Tagesordnung",
        "Der Bundestag kommt heute um 9 Uhr zu einer Sitzung zusammen, auf der Tagesordnung "
        "stehen ein Antrag der Grünen zur Rente und zwei Gesetzentwürfe der Union zur Bahn. Am "
        "Vormittag befragt der Verteidigungsausschuss den Minister. Abgestimmt wird am "
        "Freitag.",
        "Bundestag heute: Miete und Wolf auf der Tagesordnung",
        "Der Bundestag kommt heute um 9 Uhr zu einer Sitzung zusammen, auf der Tagesordnung "
        "stehen ein Antrag der Linken zur Miete und zwei Gesetzentwürfe der SPD zum Wolf. Am "
        "Vormittag befragt der Gesundheitsausschuss die Ministerin. Abgestimmt wird am "
        "Freitag.",
    ),
    (
        "ru", 24,
        "Повестка Думы: бюджет и пенсии рассмотрят сегодня",
        "Государственная дума соберётся сегодня в 12:00 на пленарное заседание, в повестке "
        "законопроект КПРФ о пенсиях и две инициативы ЛДПР о бюджете регионов. Утром комитет "
        "по обороне заслушает министра. Голосование пройдёт в пятницу.",
        "Повестка Думы: мигранты и лес рассмотрят сегодня",
        "Государственная дума соберётся сегодня в 12:00 на пленарное заседание, в повестке "
        "законопроект СРЗП о мигрантах и две инициативы ЕР о лесном фонде. Утром комитет по "
        "культуре заслушает директора. Голосование пройдёт в пятницу.",
    ),
    (
        "ar", 24,
        "جدول أعمال المجلس: الإسكان والمعاشات على طاولة النقاش اليوم",
        "يعقد مجلس النواب اليوم، عند الساعة الثالثة، جلسة عامة لمناقشة مقترح قدمته كتلة الوفاق "
        "حول الإسكان ومشروعين لكتلة التنمية حول المعاشات. وصباحاً تستمع لجنة الصحة إلى الوزير. "
        "ويجري التصويت يوم الخميس.",
        "جدول أعمال المجلس: الكهرباء والتعليم على طاولة النقاش اليوم",
        "يعقد مجلس النواب اليوم، عند الساعة الثالثة، جلسة عامة لمناقشة مقترح قدمته كتلة "
        "المستقبل حول الكهرباء ومشروعين لكتلة العدالة حول التعليم. وصباحاً تستمع لجنة المالية "
        "إلى المحافظ. ويجري التصويت يوم الخميس.",
    ),
]  # fmt: skip
UPDATES: list[Pair] = [
    (
        "en", 20,
        "Gunmen seize ferry off Lamu coast",
        "Gunmen seized a passenger ferry off the Lamu coast near Manda Bay, police said. The "
        "vessel was carrying 40 people, most of them traders from Kiunga, when men in two "
        "speedboats came alongside at dawn. The navy sent a patrol ship.",
        "Gunmen leave ferry off Lamu coast",
        "Gunmen who seized a passenger ferry off the Lamu coast near Manda Bay left it "
        "overnight, police said. The vessel was carrying 40 people, most of them traders from "
        "Kiunga, when men in two speedboats came alongside at dawn. The navy sent a patrol "
        "ship.",
    ),
    (
        "de", 21,
        "Zug bei Celle entgleist: Strecke gesperrt",
        "Bei Celle ist ein Güterzug entgleist, die Strecke Hannover-Hamburg ist gesperrt. Nach "
        "Angaben der Bundespolizei sprangen sechs Kesselwagen aus den Schienen, verletzt wurde "
        "niemand. Die Bergung soll mehrere Tage dauern.",
        "Zug bei Celle entgleist: Strecke wieder frei",
        "Nachdem bei Celle ein Güterzug entgleist ist, ist die Strecke Hannover-Hamburg wieder "
        "frei. Nach Angaben der Bundespolizei sprangen sechs Kesselwagen aus den Schienen, "
        "verletzt wurde niemand. Die Bergung dauerte die ganze Nacht.",
    ),
    (
        "es", 30,
        "Secuestran a alcalde de Tibú",
        "Hombres armados secuestraron al alcalde de Tibú, Nelson Leal, cuando viajaba con su "
        "escolta por la vía a La Gabarra, informó la Gobernación de Norte de Santander. Sus "
        "familiares pidieron respetar su vida.",
        "Liberan a alcalde de Tibú",
        "Hombres armados liberaron al alcalde de Tibú, Nelson Leal, quien viajaba con su "
        "escolta por la vía a La Gabarra, informó la Gobernación de Norte de Santander. Sus "
        "familiares agradecieron a la Iglesia.",
    ),
    (
        "ar", 24,
        "هجوم على حاجز في مأرب",
        "قتل ثلاثة جنود في هجوم بطائرة مسيرة على حاجز أمني في مديرية الوادي بمحافظة مأرب، بحسب "
        "مصدر عسكري. وقال المصدر إن الطائرة أطلقت من جهة الجوف. ولم تعلن أي جهة مسؤوليتها.",
        "هجوم على حاجز في مأرب: تشييع الضحايا",
        "شيع أهالي مأرب ثلاثة جنود قتلوا في هجوم بطائرة مسيرة على حاجز أمني في مديرية الوادي، "
        "بحسب مصدر عسكري. وقال المصدر إن الطائرة أطلقت من جهة الجوف. ولم تعلن أي جهة "
        "مسؤوليتها.",
    ),
    (
        "uk", 21,
        "Дрони атакували нафтобазу в Житомирі: триває пожежа",
        "Уночі дрони атакували нафтобазу в Житомирі, спалахнула пожежа, повідомила ДСНС. До "
        "гасіння залучили сімдесят рятувальників. Постраждалих немає, мешканців просять "
        "зачинити вікна.",
        "Дрони атакували нафтобазу в Житомирі: пожежу ліквідовано",
        "Уночі дрони атакували нафтобазу в Житомирі, пожежу ліквідовано, повідомила ДСНС. До "
        "гасіння залучали сімдесят рятувальників. Постраждалих немає, мешканців просять "
        "зачинити вікна.",
    ),
    (
        "ar", 26,
        "خطف رئيس بلدية في درنة",
        "خطف مسلحون مجهولون رئيس بلدية القبة قرب مدينة درنة شرقي ليبيا أثناء عودته إلى منزله، "
        "وفق مصدر أمني. وقال أقاربه إنهم لا يعرفون مكانه. ولم تعلن أي جهة مسؤوليتها عن العملية "
        "حتى الآن.",
        "تحرير رئيس بلدية في درنة",
        "حررت قوة أمنية رئيس بلدية القبة قرب مدينة درنة شرقي ليبيا بعد خطفه أثناء عودته إلى "
        "منزله، وفق مصدر أمني. وقال أقاربه إنهم استقبلوه في المستشفى. ولم تعلن أي جهة "
        "مسؤوليتها عن العملية حتى الآن.",
    ),
]  # fmt: skip


DEEDS: list[Pair] = [
    (
        "ar", 20,
        "إصابة صحفي برصاص مسلحين في تعز",
        "أفادت مصادر محلية عن إصابة الصحفي عبد الله القاضي برصاص مسلحين في شارع جمال بمدينة تعز "
        "أثناء عودته إلى منزله. وأدانت نقابة الصحفيين الحادث. ولم تعلن أي جهة مسؤوليتها.",
        "وفاة صحفي برصاص مسلحين في تعز",
        "أفادت مصادر محلية عن وفاة الصحفي عبد الله القاضي برصاص مسلحين في شارع جمال بمدينة تعز "
        "أثناء عودته إلى منزله. وأدانت نقابة الصحفيين الحادث. ولم تعلن أي جهة مسؤوليتها.",
    ),
    (
        "fa", 20,
        "شناسایی عامل حمله به پاسگاه سراوان",
        "فرماندهی انتظامی سیستان و بلوچستان از شناسایی عامل حمله به پاسگاه سراوان خبر داد. در این "
        "حمله دو مأمور زخمی شدند. جیش العدل مسئولیت حمله را پذیرفته است.",
        "بازداشت عامل حمله به پاسگاه سراوان",
        "فرماندهی انتظامی سیستان و بلوچستان از بازداشت عامل حمله به پاسگاه سراوان خبر داد. در این "
        "حمله دو مأمور زخمی شدند. جیش العدل مسئولیت حمله را پذیرفته است.",
    ),
    (
        "ur", 20,
        "کوئٹہ میں پولیس افسر زخمی",
        "کوئٹہ کے علاقے سریاب میں نامعلوم مسلح افراد کی فائرنگ سے ایک پولیس افسر زخمی ہو گیا ہے، "
        "حکام نے بتایا۔ افسر ڈیوٹی سے گھر جا رہا تھا۔ حملہ آور موٹر سائیکل پر فرار ہو گئے۔",
        "کوئٹہ میں پولیس افسر شہید",
        "کوئٹہ کے علاقے سریاب میں نامعلوم مسلح افراد کی فائرنگ سے ایک پولیس افسر شہید ہو گیا ہے، "
        "حکام نے بتایا۔ افسر ڈیوٹی سے گھر جا رہا تھا۔ حملہ آور موٹر سائیکل پر فرار ہو گئے۔",
    ),
    (
        "ar", 20,
        "خطف ثلاثة عمال أجانب في مالي",
        "خطف مسلحون ثلاثة عمال أجانب في منطقة كايس غربي مالي بحسب مصدر في الدرك. وكان العمال "
        "يشرفون على بناء طريق لحساب شركة صينية. وأحرق المهاجمون شاحنات وآليات قبل فرارهم.",
        "إطلاق ثلاثة عمال أجانب في مالي",
        "أطلق مسلحون سراح ثلاثة عمال أجانب في منطقة كايس غربي مالي بحسب مصدر في الشرطة. وكان العمال "
        "يشرفون على بناء طريق لحساب شركة صينية. وأحرق المهاجمون شاحنات وآليات قبل فرارهم.",
    ),
    (
        "ru", 20,
        "В Махачкале напали на пост ДПС: ищут двух человек",
        "В Махачкале неизвестные напали на пост ДПС, ранен инспектор, сообщает МВД Дагестана. "
        "Нападавшие скрылись на автомобиле, введён план Перехват. Возбуждено дело о посягательстве "
        "на жизнь сотрудника полиции. Инспектор доставлен в больницу в тяжёлом состоянии.",
        "В Махачкале напали на пост ДПС: задержаны двое жителей",
        "В Махачкале задержаны двое жителей Хасавюрта, напавшие на пост ДПС, ранен инспектор, "
        "сообщает СК Дагестана. Нападавшие скрылись на автомобиле, введён план Перехват. Возбуждено "
        "дело о посягательстве на жизнь сотрудника полиции. Инспектор доставлен в больницу в тяжёлом "
        "состоянии.",
    ),
]  # fmt: skip
REPRINTED = (
    "Two workers were killed when Russian drones hit a power station near {town} in southern Ukraine, governor "
    "Vitaliy Kim said. Part of the city was without electricity for hours. Engineers had restored the supply to "
    "hospitals by noon. Witnesses described people running through smoke and calling the names of relatives. One "
    "man said that he had gone out to buy bread when the ground shook. Officials asked residents to give blood and "
    "to keep the roads free for ambulances. Schools were to stay shut until the end of the week."
)


def likeness_of(pair: Pair, hours: int | None = None) -> Likeness:
    """Compare the second text of a pair with the first."""
    language, gap, *texts = pair
    known, new = (make_fingerprint(*each, language) for each in (texts[:2], texts[2:]))
    remembered = Known(known.sketch, known.head, None, known.rest)
    return compare(new, remembered, timedelta(hours=gap if hours is None else hours))


@pytest.mark.parametrize("pair", FORMS, ids=lambda pair: pair[2])
def test_a_form_of_another_day_is_another_report(pair: Pair) -> None:
    """Another town is enough then; where no town is named, two names or words of the first sentences."""
    likeness = likeness_of(pair)
    assert likeness.differ in ("form", "names")
    assert not is_same_report(likeness)


@pytest.mark.parametrize("pair", UPDATES, ids=lambda pair: pair[2])
def test_an_update_of_the_next_day_is_no_form(pair: Pair) -> None:
    """It tells what has come of it in other words, and of the same town and men."""
    likeness = likeness_of(pair)
    assert likeness.differ != "form"
    assert is_same_report(likeness)


def test_a_name_is_mended_within_hours() -> None:
    """Then nothing but the town's name is another, which may be its other spelling."""
    assert likeness_of(FORMS[2], hours=3).differ == ""


@pytest.mark.parametrize("pair", DEEDS, ids=lambda pair: pair[2])
def test_what_has_come_of_it_is_no_other_town(pair: Pair) -> None:
    """Without capitals any word may be a town's name, but only of a town a text says "in"."""
    likeness = likeness_of(pair)
    assert likeness.differ == ""
    assert is_same_report(likeness)


@pytest.mark.parametrize("town", ["Nikolaev", "Voznesensk"])
def test_a_paper_has_its_own_town_or_spelling_on_another_day(town: str) -> None:
    """All else of a text of some length is the same: no form has so much. A brief may be one."""
    title = "Drones hit power station near {town}, two killed"
    texts = [title.format(town="Mykolaiv"), REPRINTED.format(town="Mykolaiv")]
    new = [title.format(town=town), REPRINTED.format(town=town)]
    likeness = likeness_of(("en", 24, *texts, *new))
    assert likeness.differ == ""
    assert is_same_report(likeness)
    brief = [text[:250] for text in (*texts, *new)]
    assert likeness_of(("en", 24, *brief)).differ == "form"
    other = [
        *texts,
        new[0],
        new[1][:250] + " Nobody took notice of what a spokesman in the capital had to say." * 3,
    ]
    assert likeness_of(("en", 24, *other)).differ == "form"
