"""Forms of ministries, courts and police, filled anew: another town in headline and text makes another report."""

from datetime import UTC, datetime, timedelta

import pytest

from benchmarks.sameness import place
from processors.stories.fingerprint import make_fingerprint
from processors.stories.forms import is_one_form
from processors.stories.head import make_head
from processors.stories.likeness import Known, compare
from processors.stories.same_report import is_same_report

RAID = (
    "{1} khwarij killed in {0} District",
    "On 17 November 2026, security forces conducted an intelligence based operation in {0} District on reported "
    "presence of khwarij. During the conduct of operation, own troops effectively engaged the location and after an "
    "intense fire exchange, {1} khwarij were sent to hell. Weapons and ammunition were also recovered.",
)
BURGLARY = (
    "Appeal after burglary in {0}",
    "Officers are appealing for witnesses after a burglary at a house in {0} on Sunday night. Between 9pm and 11pm "
    "thieves forced a rear window of the property in {1} and stole {2}. Anyone with doorbell footage is asked to call.",
)
OPERATION = (
    "MSB: {0}'da {1} terörist etkisiz",
    "Millî Savunma Bakanlığı, Irak'ın kuzeyindeki {0} bölgesinde tespit edilen {1} PKK'lı teröristin etkisiz hale "
    "getirildiğini duyurdu. Açıklamada, operasyonların kararlılıkla süreceği belirtildi.",
)
AIR_RAID = (
    "غارة على {0}",
    "صدر عن مركز عمليات طوارئ الصحة العامة بيان أعلن أن غارة العدو على {1} في بلدة {0} بطائرة من طراز F-16 أدت "
    "إلى استشهاد {2}. وتستمر فرق الإسعاف في رفع الأنقاض بحثا عن مفقودين. وتدعو الوزارة إلى عدم التجمهر.",
)
ARRESTS = (
    "{0}警方破获一起{1}案",
    "本报讯 记者16日从{0}市公安局获悉，当地警方近日成功破获一起{1}案，抓获犯罪嫌疑人{2}名。"
    "目前，犯罪嫌疑人已被依法刑事拘留，案件正在进一步侦办中。警方提醒广大群众提高警惕。",
)
FORMS = [
    ("en", RAID, ("Tank", "Four"), ("North Waziristan", "Nine")),
    ("en", BURGLARY, ("Thornbury", "Castle Street", "two laptops"), ("Yate", "Station Road", "a motorcycle")),
    ("tr", OPERATION, ("Metina", "2"), ("Gara", "4")),
    ("ar", AIR_RAID, ("يحمر", "دراجة نارية", "مواطن"), ("كونين", "سيارة", "مواطنين اثنين")),
    ("zh", ARRESTS, ("南阳", "电信诈骗", "12"), ("信阳", "跨境赌博", "27")),
]


def filled(form: tuple[str, str], words: tuple[str, ...]) -> tuple[str, str]:
    """Fill the headline and text of a form."""
    return form[0].format(*words), form[1].format(*words)


def are_one(language: str, first: tuple[str, str], second: tuple[str, str]) -> tuple[bool, bool]:
    """Tell whether two texts, hours apart, are one form, and whether one site's second text is taken for the first."""
    known, new = (make_fingerprint(*text, language) for text in (first, second))
    likeness = compare(new, Known(known.sketch, known.head, None, known.rest), timedelta(hours=4))
    assert (likeness.differ == "form") <= is_one_form(new.head, known.head, new.words)
    return is_one_form(new.head, known.head, new.words), is_same_report(likeness, same_site=True)


@pytest.mark.parametrize(("language", "form", "first", "second"), FORMS)
def test_a_form_around_another_town_is_another_report(
    language: str, form: tuple[str, str], first: tuple[str, ...], second: tuple[str, ...]
) -> None:
    """The town in headline and text is another, and a figure or another word is."""
    assert are_one(language, filled(form, first), filled(form, second)) == (True, False)


@pytest.mark.parametrize(
    ("form", "first", "second"),
    [
        (RAID, ("Tank", "Four"), ("Tank", "Nine")),
        (
            BURGLARY,
            ("Thornbury", "Castle Street", "two laptops"),
            ("Thornbury", "Castle Street", "a motorcycle"),
        ),
        (BURGLARY, ("Kuchari", "Castle Street", "a safe"), ("Kuchori", "Castle Street", "a safe")),
    ],
)
def test_an_update_or_a_mended_name_is_no_other_report(
    form: tuple[str, str], first: tuple[str, ...], second: tuple[str, ...]
) -> None:
    """The town is the same and the toll another; or nothing but the spelling of the town is another."""
    assert are_one("en", filled(form, first), filled(form, second)) == (False, True)


def test_a_headline_with_another_verb_is_no_form() -> None:
    """A ministry that says its number more exactly says it with another verb, which is no name."""
    lede = "Минобороны {} об уничтожении за ночь {} беспилотников над Курской и Брянской областями."
    first, second = (
        make_head(f"Минобороны {verb} об уничтожении {number} беспилотников", lede.format(verb, number), "ru")
        for verb, number in (("сообщило", 91), ("уточнило", 97))
    )
    assert not is_one_form(second, first)


KNIFE = (
    "{0} in Bielefeld: {1} {2}",
    "Bei {5} {0} in der Innenstadt von Bielefeld sind am Montagabend {3} {4} schwer verletzt worden. Der mutmaßliche "
    "Täter, ein 27 Jahre alter Mann, wurde nach Angaben der Polizei wenig später am Bahnhof festgenommen.",
)
SHELLS = (
    "Al-Shabaab {1} kill {2} in Kismayo",
    "KISMAYO, Somalia (Radio Jubba) - {0} fired by al-Shabaab killed {2} people in the port city of Kismayo on Monday, "
    "police commander Ahmed Nur said. They landed near the livestock market and wounded nine others.",
)
TRUCK = (
    "{1} {0} seized near Agadez",
    "Soldiers in Niger seized {1} {0} near Agadez on Monday, the army said, and arrested a man from Libya who drove "
    "the last of them. The goods were on their way to the border, and will be burnt in Agadez, its statement said.",
)


@pytest.mark.parametrize(
    ("language", "form", "first", "second"),
    [
        (
            "de",
            KNIFE,
            ("Messerangriff", "Zwei", "Opfer", "zwei", "Opfer", "einem"),
            ("Messerattacke", "Drei", "Opfer", "drei", "Opfer", "einer"),
        ),
        ("en", SHELLS, ("Mortars", "mortars", "four"), ("Rockets", "rockets", "seven")),
        ("en", TRUCK, ("Toyotas", "Four"), ("Hiluxes", "Seven")),
    ],
)
def test_an_update_in_other_words_is_no_form(
    language: str, form: tuple[str, str], first: tuple[str, ...], second: tuple[str, ...]
) -> None:
    """A noun behind an article, what is counted, and what a headline writes small is no town."""
    assert are_one(language, filled(form, first), filled(form, second))[0] is False


def test_a_headline_of_other_words_is_no_form() -> None:
    """Where a headline has a word more, or nothing of the other's, an outlet wrote it anew."""
    first, second = (filled(RAID, words) for words in (("Tank", "Four"), ("Khyber", "Nine")))
    heads = [make_head(title, second[1], "en") for title in ("Nine slain in Khyber", "Army raid in Khyber")]
    assert not any(is_one_form(head, make_head(*first, "en")) for head in heads)


def placed(*texts: tuple[str, str]) -> tuple[list[str], frozenset[int]]:
    """Give the stories of texts that come hours apart, the first two from one site, and those in doubt."""
    start = datetime(2026, 11, 17, 6, tzinfo=UTC)
    items = [
        {
            "title": title,
            "text": text,
            "language": "en",
            "domain": f"{number // 2}.example",
            "url": f"https://x.example/{number}",
            "published": (start + timedelta(hours=3 * number)).isoformat(),
        }
        for number, (title, text) in enumerate(texts)
    ]
    return place(items)


def test_a_copy_joins_the_form_that_it_has() -> None:
    """Of two forms of one ministry the copy by an outlet joins the later, whose town it names."""
    first, second = filled(RAID, ("Tank", "Four")), filled(RAID, ("North Waziristan", "Nine"))
    copy = "Nine militants slain in North Waziristan", second[1].replace("On 17 November 2026, s", "S")
    found, doubted = placed(first, second, copy)
    assert (len(set(found)), found[1] == found[2], doubted) == (2, True, frozenset())


def test_an_update_joins_the_form_of_its_town() -> None:
    """Another toll in one town is as like the one form as the other, which has its toll: that would be in doubt."""
    forms = [filled(RAID, words) for words in (("Tank", "Four"), ("Bannu", "Nine"), ("Bannu", "Four"))]
    found, doubted = placed(*forms)
    assert (len(set(found)), found[1] == found[2], doubted) == (2, True, frozenset())
