"""Digests that are known by the labels before their items."""

import re
from datetime import timedelta

import pytest

from processors.stories.digest import is_digest
from processors.stories.digest_headlines import is_digest_headline
from processors.stories.fingerprint import make_fingerprint
from processors.stories.head import make_head, pack_head, unpack_head
from processors.stories.likeness import Known, compare
from processors.stories.same_report import is_same_report

FIRST = (
    "Shells hit homes in the Bakara quarter of Mogadishu early on Monday, killing four members of one family"
)
ITEMS = (
    f"SOMALIA - {FIRST}, a doctor said.\n"
    "MALI - Drivers queued for a fourth day in Bamako after fighters burned tankers on the road from Senegal.\n"
    "NIGERIA - Dock workers at Apapa ended a strike after the ports authority had agreed to an audit."
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ITEMS, True),
        (f"Here is what happened on Monday:\n{ITEMS}", True),
        (
            "Somalia – Bei einem Angriff auf ein Hotel in Mogadischu sind vier Menschen getötet worden.\n"
            "Kolumbien – Ein Sprengsatz hat in Tibú eine Brücke zerstört, die über den Fluss Tarra führte.\n"
            "Irak – Das Parlament hat sich nach fünf Monaten auf einen neuen Präsidenten geeinigt.",
            True,
        ),
        (
            "سوريا - قتل خمسة أشخاص في انفجار سيارة مفخخة في مدينة اعزاز شمالي حلب.\n"
            "العراق - أعلنت قيادة العمليات المشتركة مقتل ثلاثة مسلحين في وادي حوران.\n"
            "بنين - هاجم مسلحون موقعا للجيش قرب الحدود مع النيجر وأحرقوا آليتين.",
            True,
        ),
        # Each item may have a heading of its own.
        (
            "Razzia gegen mutmaßliches Finanznetz\n"
            "Karlsruhe (ndk) - Ermittler haben am Mittwoch vierzehn Wohnungen und zwei Vereinsräume durchsucht.\n"
            "Kolumbien: Opferzahl nach Autobombe steigt\n"
            "Bogotá (ndk) - Nach der Explosion vor einer Polizeiwache ist die Zahl der Toten auf fünf gestiegen.\n"
            "Bahn will Strecke nach Rügen wieder öffnen\n"
            "Berlin (ndk) - Die Strecke zwischen Stralsund und Bergen wird zum Fahrplanwechsel wieder befahrbar.",
            True,
        ),
        # What stands under headings without a label of its own is a report with parts.
        (
            "Razzia am Morgen\n"
            "Karlsruhe - Ermittler haben am Mittwoch vierzehn Wohnungen und zwei Vereinsräume durchsucht.\n"
            "Vier Männer festgenommen\n"
            "Den Männern wird vorgeworfen, über ein Netz von Reisebüros Geld in den Libanon gebracht zu haben.\n"
            "Lob aus der Opposition\n"
            "Die Gewerkschaft der Polizei verlangte mehr Leute für Ermittler, die nach Geldern suchen.",
            False,
        ),
        # A sentence over a label is no heading, a long line is none, and no line with a label of its own is.
        (ITEMS.replace("\n", "\nFive shells fell within three minutes.\n") + "\nThat was all.", False),
        (ITEMS.replace("\n", f"\n{FIRST}, {FIRST}\n"), False),
        (
            "MALI - Drivers queued for a fourth day in Bamako after fighters burned tankers\n"
            "NIGERIA - Dock workers at Apapa ended a strike after the authority had agreed\n"
            f"SOMALIA - {FIRST}\nFive shells fell within three minutes.\nThe mayor called for calm.",
            False,
        ),
        # A report has a dateline, and perhaps a note on its source.
        (f"MOGADISHU - {FIRST}.\nFive shells fell within three minutes.\nSource - a doctor at Medina hospital.", False),
        # Labels in small letters are parts of one report.
        (
            "What happened: Shells hit homes in the Bakara quarter of Mogadishu early on Monday.\n"
            "Why it matters: The quarter lies between the seaport and the old parliament, which was rebuilt.\n"
            "What comes next: The mayor has called the heads of all quarters together for Tuesday.",
            False,
        ),
        # A report may list three places among its other lines.
        (
            f"{FIRST}.\nFive shells fell within three minutes, a doctor said.\nThese quarters were hit:\n"
            "Bakara: four of one family died in a house between the market and the mosque.\n"
            "Wadajir: a shell fell into the yard of a school, in which nobody was on Monday.\n"
            "Hodan: two cars burned out before a hotel, and the windows of a clinic broke.",
            False,
        ),
        # Before a colon stands the name of a part of one report, or who said it, with a capital as well.
        (
            "Tat: Bewaffnete auf Motorrädern haben am Montagabend auf einem Markt in Kukawa neun Menschen getötet.\n"
            "Täter: Die Angreifer kamen vom Ufer des Sees, zündeten elf Stände an und verschleppten zwei Händler.\n"
            "Hintergrund: Der Markt war im September nach vier Jahren wieder geöffnet worden.",
            False,
        ),
        (
            "وقال المسؤول: قتل مسلحون على دراجات نارية تسعة أشخاص مساء الاثنين في سوق ببلدة كوكاوا.\n"
            "وأضاف: جاء المهاجمون من ضفة البحيرة وأحرقوا أحد عشر متجرا وخطفوا تاجرين من السوق.\n"
            "وتابع: وصل جنود من قاعدة في باغا بعد ساعتين وتبعوا الآثار حتى النهر الجاف.",
            False,
        ),
        # An interview has two speakers.
        (
            "Reporter: Why did the shells hit homes and not the seaport, which was their target, you say?\n"
            "Minister: They were fired from a place fifteen kilometres away, by men who had never done so.\n"
            "Reporter: And what has been done since Monday to keep them from coming as near once more?\n"
            "Minister: The army has taken two villages from which they came, and holds the road to them.",
            False,
        ),
        # A list of hearings has times, which are no labels.
        (
            "09:00 - Hearing of two men who are accused of having carried money to a camp in Syria.\n"
            "10:30 - Verdict on a woman from Kassel who is said to have joined the group in 2015.\n"
            "13:00 - Hearing of the appeal of three men who were convicted of arson in Hanau.",
            False,
        ),
    ],
)  # fmt: skip
def test_a_digest_has_a_label_before_each_of_its_items(text: str, expected: bool) -> None:
    """Three labels and more, each another, with capitals, before nearly every line."""
    assert is_digest(text) is expected
    head = make_head("Shells hit Mogadishu", text, "en")
    assert unpack_head(pack_head(head)).is_digest is head.is_digest is expected


NEWS = {
    "ru": (
        "В Махачкале неизвестные обстреляли пост ДПС на улице Ирчи Казака, ранены двое инспекторов.\n"
        "Движение по трассе «Кавказ» у Гудермеса восстановлено после схода селя.\n"
        "Сборная Дагестана по вольной борьбе завоевала четыре золотые медали в Каспийске."
    ),
    "uk": (
        "У Харкові дрон влучив у склад із зерном, поранено двох вантажників.\n"
        "Рух поїздів через Карпати відновлено після снігопаду, повідомила залізниця.\n"
        "Збірна з фехтування виграла у Варшаві командне золото чемпіонату."
    ),
    "tr": (
        "Van'ın Saray ilçesinde sınırdaki duvarın bir bölümü çöktü, iki kişi öldü.\n"
        "Gaziantep'te bir kuyumcuya ses bombası atıldı, üç çalışan hafif yaralandı.\n"
        "Trabzonspor teknik direktörüyle yollarını ayırdığını açıkladı."
    ),
    "ar": (
        "غادر 832 عراقيا مخيم الهول في قافلة من عشرين حافلة متجهة إلى الجدعة.\n"
        "قتل 11 شخصا بقصف مسيرة استهدف محطة وقود في حي الموظفين بمدينة الأبيض.\n"
        "فاز منتخب تونس على ضيفه المالي بهدفين نظيفين في ملعب رادس مساء السبت."
    ),
    "pl": (
        "Dwóch mężczyzn zatrzymano w Radomiu pod zarzutem zbierania pieniędzy dla bojowników.\n"
        "Pociągi na trasie do Gdańska kursują znów po wichurze, podała kolej.\n"
        "Siatkarze Jastrzębia pokonali Trentino i zagrają w finale pucharu."
    ),
    "fa": (
        "مأموران طالبان روز جمعه بیست و شش خیاط را در بازار خواجه محمد تاکی هرات بازداشت کردند.\n"
        "افراد مسلح به یک خودروی گشت انتظامی در خیابان جام جم زاهدان تیراندازی کردند.\n"
        "قابله‌های شفاخانه میرویس قندهار در اعتراض به شیفت شب دست از کار کشیدند."
    ),
    "zh": (
        "巴基斯坦警方21日在图尔伯德逮捕一名法律系女大学生。\n"
        "阿富汗矿业部与中资企业签署修路协议，全长42公里。\n"
        "努什基以东一段输气管道清晨被炸毁，奎达停气。"
    ),
}


@pytest.mark.parametrize(
    ("language", "headline"),
    [
        ("ru", "Главное к вечеру среды"),
        ("ru", "Главное за сутки: Махачкала, Гудермес"),
        ("ru", "Коротко о главном: 24 ноября"),
        ("ru", "Пять минут на новости"),
        ("uk", "Головне за день"),
        ("uk", "Коротко: Харків, Карпати, Варшава"),
        ("tr", "Günün özeti: 14 Kasım"),
        ("tr", "Haftanın öne çıkanları"),
        ("ar", "جولة الأخبار: أبرز أحداث الخميس"),
        ("ar", "حصاد السبت في أربعة أخبار"),
        ("pl", "Najważniejsze wydarzenia dnia"),
        ("pl", "Środa w skrócie"),
        ("fa", "مرور خبرهای جمعه"),
        ("zh", "亚洲一日三则"),
    ],
)
def test_a_digest_has_a_digests_headline_above_lines_of_other_words(language: str, headline: str) -> None:
    """Its headline may be its first line; the same lines under another headline are a report, and so is one line."""
    text = NEWS[language]
    assert is_digest(text, headline, language)
    assert is_digest(f"{headline}\n{text}", "", language)
    assert not is_digest(text, text.partition("\n")[0], language)
    assert not is_digest(text.partition("\n")[0], headline, language)
    assert not is_digest(text, headline, "so")
    assert make_head(headline, text, language).is_digest


@pytest.mark.parametrize(
    ("language", "headline"),
    [
        ("ru", "Главное управление МЧС: ранены двое инспекторов"),
        ("ru", "Главные подозреваемые задержаны в Махачкале"),
        ("uk", "Головне управління поліції: поранено двох"),
        ("ar", "مقتل أبرز قادة الحركة في غارة"),
        ("ar", "نشرة حمراء من الإنتربول بحق ثلاثة"),
        ("pl", "Najważniejsze pytania po zamachu"),
        ("tr", "Günün ilk saatlerinde çöken duvar iki can aldı"),
        ("fa", "مهم‌ترین فرمانده گروه کشته شد"),
    ],
)
def test_words_of_a_digests_headline_stand_in_other_headlines_too(language: str, headline: str) -> None:
    """A main directorate, a foremost leader and a red notice are no digests."""
    assert not is_digest(NEWS[language], headline, language)


def test_lines_that_say_the_same_make_no_digest() -> None:
    """A report in parts under "Коротко" has its words in each, and a heading has those of what is below it."""
    report = (
        "Взрыв прогремел на рынке в Дербенте, погибли четыре продавца.\n"
        "Продавцы погибли на рынке: взрыв в Дербенте устроил смертник.\n"
        "Рынок в Дербенте закрыт: после взрыва и гибели продавцов ищут смертника."
    )
    assert not is_digest(report, "Коротко: взрыв в Дербенте", "ru")
    items = NEWS["ru"].split("\n")
    headings = (
        "Двое инспекторов ранены на улице Ирчи Казака",
        "Движение у Гудермеса восстановлено после селя",
    )
    text = "\n".join(line for pair in zip(headings, items, strict=False) for line in pair) + f"\n{items[2]}"
    assert is_digest(text, "Главное за день", "ru")


def test_a_digest_is_no_copy_of_its_first_item() -> None:
    """It begins with the whole first sentence of a report, and the headline names it: both are told."""
    report = make_fingerprint("Shells kill four of one family in Mogadishu", f"{FIRST}, a doctor said.", "en")
    digest = make_fingerprint("Briefs: four killed by shells in Mogadishu, strike ends", ITEMS, "en")
    first = Known(report.sketch, report.head, None, report.rest)
    assert not is_same_report(compare(digest, first, timedelta(hours=2)))
    later = make_fingerprint("", ITEMS.replace("an audit", "another audit"), "en")
    known = Known(digest.sketch, digest.head, None, digest.rest)
    assert is_same_report(compare(later, known, timedelta(hours=2)))


BRIEFINGS = [
    ("en", "Friday briefing: Nigeria base raid, a rate cut in London, and measles fears",
     "Good morning. Here is what you need to know.\n"
     "Nigeria: Islamic extremists overrun a military post at Kareto before dawn on Thursday, killing 11 soldiers.\n"
     "Britain: The Bank of England cut interest rates by a quarter point to 3.25%, its lowest since early 2023.\n"
     "Japan: All 98 residents of Kuchinoerabu have been taken off the island after its volcano erupted."),
    ("fr", "La matinale de vendredi : attaque au Mali, baisse des taux, grippe",
     "Bonjour à toutes et à tous.\n"
     "Mali : douze soldats ont été tués dimanche dans l'attaque d'un poste de l'armée à Koulboro, selon une source.\n"
     "France : la Banque centrale a abaissé ses taux d'un quart de point, leur plus bas niveau depuis trois ans.\n"
     "Japon : les habitants d'une île ont été évacués après l'éruption de son volcan."),
    ("ru", "Что нужно знать утром в пятницу",
     "Мали: двенадцать солдат погибли при нападении на армейский пост в Кульборо, сообщили источники.\n"
     "Британия: Банк Англии снизил ставку на четверть пункта, до минимума с начала 2023 года.\n"
     "Япония: всех жителей острова Кутиноэрабу вывезли после извержения вулкана."),
    ("tr", "Güne başlarken: Mali'de saldırı, faiz indirimi, kızamık",
     "Mali: Koulboro'da ordu karakoluna düzenlenen saldırıda on iki asker hayatını kaybetti, yetkililer açıkladı.\n"
     "İngiltere: Merkez bankası politika faizini çeyrek puan indirerek yüzde 3,25'e çekti.\n"
     "Japonya: Yanardağın patlaması üzerine adanın bütün sakinleri tahliye edildi."),
    ("fa", "صبح جمعه: حمله در مالی، کاهش بهره",
     "مالی: دوازده سرباز در حمله به پاسگاه ارتش در کولبورو در منطقه سگو کشته شدند، به گفته منابع.\n"
     "بریتانیا: بانک مرکزی نرخ بهره را یک چهارم واحد کاهش داد که کمترین رقم از ۲۰۲۳ است.\n"
     "ژاپن: همه ساکنان جزیره پس از فوران آتشفشان تخلیه شدند."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "title", "text"), BRIEFINGS, ids=[each[0] for each in BRIEFINGS])
def test_a_briefing_has_countries_before_colons(language: str, title: str, text: str) -> None:
    """Whatever it is headed, since each site names its briefing in its own way; by towns and speakers it is none."""
    assert is_digest(text, "x", language)
    assert not is_digest(re.sub(r"^[^\n:]+: ", "Kareto: ", text, flags=re.MULTILINE), "x", language)


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Your Tuesday briefing"),
        ("en", "What you need to know this morning"),
        ("fr", "L'info du matin : ce qu'il faut savoir ce vendredi"),
        ("de", "Was heute wichtig ist"),
        ("es", "Lo que debes saber este viernes"),
        ("pt", "O que precisa de saber esta sexta-feira"),
        ("ru", "Что нужно знать утром в пятницу"),
        ("uk", "Що потрібно знати вранці у п'ятницю"),
        ("tr", "Güne başlarken"),
    ],
)
def test_a_briefing_says_that_it_tells_what_to_know_today(language: str, title: str) -> None:
    """An explainer says what to know of one thing, and names no day."""
    assert is_digest_headline(title, language)
    assert not is_digest_headline("Mali attack: what you need to know", "en")
    assert not is_digest_headline("Attaque au Mali : ce qu'il faut savoir", "fr")
    assert not is_digest_headline("Güne başlarken piyasalar: Dolar 47,12 lira", "tr")


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Haiti vote: what you need to know on Sunday"),
        ("en", "Thursday briefing at White House cancelled after shooting"),
        ("en", "Friday headlines rally stalls as rebels hold town"),
        ("en", "What you need to know this hurricane season"),
        ("fr", "Attentat de Bondi : ce qu'il faut savoir ce lundi"),
        ("fr", "La matinale de CNews sanctionnée pour ses propos sur le Mali"),
        ("de", "Streik bei der Bahn: Das müssen Sie heute wissen"),
        ("es", "Huracán Melissa: lo que hay que saber este lunes"),
        ("pt", "Greve geral: o que precisa de saber hoje"),
        ("it", "Alluvione in Toscana: cosa c'è da sapere oggi"),
        ("ru", "Взрыв в Дагестане: что нужно знать в первую очередь"),
        ("uk", "Вибори в Молдові: що потрібно знати сьогодні"),
        ("pl", "Wybory na Węgrzech: co warto wiedzieć dziś"),
    ],
)
def test_an_explainer_of_one_thing_of_today_is_no_briefing(language: str, title: str) -> None:
    """It names first what it explains, or goes on with it."""
    assert not is_digest_headline(title, language)
