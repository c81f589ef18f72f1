"""Names that people bear, too: as a person's, the name is no group's."""

import pytest

from processors.groups.bearers import PERSON
from processors.groups.read_catalogue import read_catalogue
from processors.groups.tag import Tagger

CATALOGUE = {
    "groups": [
        {
            "id": "hamas",
            "name": "Hamas",
            "aliases": {"any": ["Hamas", "حماس"], "ru": ["ХАМАС", "Хамас"]},
            "context": {
                "Hamas": {"person": True},
                "حماس": {"person": True},
                "ХАМАС": {"person": True},
                "Хамас": {"person": True},
            },
        },
        {
            "id": "houthis",
            "name": "Houthis",
            "aliases": {"any": ["Houthi", "الحوثي"]},
            "context": {"Houthi": {"person": True}, "الحوثي": {"person": True}},
        },
        {"id": "taliban", "name": "Taliban", "aliases": {"any": ["Taliban"]}},
        {
            "id": "abu-sayyaf",
            "name": "Abu Sayyaf",
            "aliases": {"any": ["Abu Sayyaf", "أبو سياف"]},
            "context": {"Abu Sayyaf": {"person": True}, "أبو سياف": {"person": True}},
        },
    ]
}


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger(read_catalogue(CATALOGUE))


@pytest.mark.parametrize(
    "text",
    [
        "Dr Hamas Arıkan retired.",
        "Dr. Hamas said so to his patients.",
        "Hamas Dessouki, a cardiologist from Leeds, ran.",
        "The novelist Hamas Orban writes.",
        "Hamas Yılmaz emekli oldu.",
        "Chez Hamas et Fils, le pain sort du four.",
        "The bakery Houthi & Sons closed.",
        "Хамас Юсупов завершил карьеру.",
        "Ahmed al-Houthi sold honey.",
        "Amira Houthi, a nurse in Cardiff, won.",
        "أحمد الحوثي باع العسل",
        "حماس سعدون، شاعر من الأهواز",
        "R. D. Hamas, once a governor, opened a library.",
        "Р. Хамас открыл аптеку.",
        "L'avocat de M. Hamas a plaidé.",
        "Her name is Hamas and she is nine.",
        "une fillette prénommée Hamas",
        "يحيى الحوثي يبيع العسل",
        "استقبلنا غمدان الحوثي، وهو طبيب أطفال من تعز",
        "Tarek Houthi, who is a nurse in Cardiff, won.",
        "Амир Хамас, который работает врачом, выиграл.",
        "ein Mädchen namens Hamas",
        "una niña llamada Hamas",
        "قال عبد الرحمن الحوثي، وهو مهندس زراعي",
        "حماس رضازاده، پزشک کودکان",
        "The novelist Isis Hamas Talibani writes.",
        "Siti Hamas, guru SD di Bandung, pensiun.",
        "Haji Hamas sold his sheep.",
        "Taklimat haji oleh Ustaz Hamas Ramli.",
        "Hamas Amca dükkânı devretti.",
        "MP Hamas left, said Senator Hamas.",
        "Хаджи Хамас торгует коврами.",
        "see @hamas_ali92 and @MariaHamas",
    ],
)
def test_a_persons_name_is_no_group(tagger: Tagger, text: str) -> None:
    """A title, a first name, a surname or a trade beside it tells a person, and `explain` says so."""
    assert tagger.tag(text) == []
    assert PERSON in {one.why for one in tagger.explain(text)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hamas Politburo members met.", "Hamas"),
        ("Hamas et Filsin ont parlé.", "Hamas"),
        ("Hamas killed a cardiologist, a nurse and a teacher.", "Hamas"),
        ("Teachers and Hamas, a doctor said, disagree.", "Hamas"),
        ("The Hamas, teachers say, pays late.", "Hamas"),
        ("Hamas Khan Yunis brigade", "Hamas"),
        ("ХАМАС Палестины", "ХАМАС"),
        ("رفضت حماس الاتفاق، بحسب كاتب", "حماس"),
        ("the Houthi movement, a teacher said", "Houthi"),
        ("Dr Taliban", "Taliban"),
        ("@HamasNews, said Ali", "Hamas"),
        ("British MP: Hamas must go", "Hamas"),
        ("Doctor, Hamas leaders met", "Hamas"),
        ("Said Ali, Hamas left", "Hamas"),
        ("Hamas usta değil", "Hamas"),
        ("حماس صاحب القرار", "حماس"),
        ("#HamasAli", "Hamas"),
        ("@Hamas_Gaza92", "Hamas"),
        ("U.S. Hamas sanctions", "Hamas"),
        ("They chose plan B. Hamas refused.", "Hamas"),
        ("A movement called Hamas won.", "Hamas"),
        ("eine Gruppe namens Hamas", "Hamas"),
    ],
)
def test_a_group_beside_people_is_the_group(tagger: Tagger, text: str, name: str) -> None:
    """Trades near a group's name tell nothing, nor does anything of a name that is not marked."""
    assert [mention.text for mention in tagger.tag(text)] == [name]


def test_a_handle_with_a_first_name_is_a_persons_whatever_the_alias(tagger: Tagger) -> None:
    """Nobody but a person calls an account so; a long run of letters is read in no time."""
    assert tagger.tag("@taliban_yusuf wrote") == []
    assert len(tagger.tag("@" + "Hamas_" * 20_000)) == 20_000


@pytest.mark.parametrize(
    "text",
    [
        "قال أحد قادة حماس، وهو طبيب، إن المفاوضات فشلت",
        "ممثل حماس، وهو مهندس",
        "سخنگوی حماس، که پزشک است",
        "فرمانده ارشد حماس، که پزشک بود",
        "رہنما حماس، جو ڈاکٹر ہے",
        "قصفت حماس المدينة، طبيب بين القتلى",
        "حماس حملہ، ڈاکٹر ہلاک",
        "رضا حماس عن الاتفاق",
    ],
)
def test_without_capitals_only_a_known_name_stands_beside_a_persons(tagger: Tagger, text: str) -> None:
    """A word before or behind the name may be an office, a verb or a town."""
    assert [mention.group for mention in tagger.tag(text)] == ["hamas"]


@pytest.mark.parametrize(
    "text",
    [
        "Лидер Хамас, врач по образованию, заявил",
        "Хирург ХАМАС, врач по образованию, заявил",
        "Pemimpin Hamas, dokter gigi lulusan Kairo, tewas",
    ],
)
def test_an_office_is_no_first_name(tagger: Tagger, text: str) -> None:
    """Where a sentence begins with it, it has a capital as a name has; capitals throughout are the group's."""
    assert [mention.group for mention in tagger.tag(text)] == ["hamas"]


@pytest.mark.parametrize(
    "text",
    [
        "Doctor Says Hamas Used Hospital",
        "Professor Praises Hamas Attack",
        "Student Hamas Supporters Arrested",
        "Gunmen Kill Hamas Chief, Doctor, Nurse",
        "The doctor said Hamas Brigades fired.",
        "Members of Hamas Brigades, a doctor said, came.",
    ],
)
def test_a_trade_tells_of_the_name_beside_it_alone(tagger: Tagger, text: str) -> None:
    """Who speaks about the name does not bear it, and in a headline of capitals nobody is told by them."""
    assert [mention.group for mention in tagger.tag(text)] == ["hamas"]


def test_a_name_that_people_bear_counts_in_every_language(tagger: Tagger) -> None:
    """The mark is no condition: an alias of one language is found in texts of another."""
    assert [mention.text for mention in tagger.tag("ХАМАС", "uk")] == ["ХАМАС"]


@pytest.mark.parametrize(
    "text",
    [
        "Боевики ХАМАС, которые захватили врача, сдались.",
        "قال زعيم جماعة الحوثي، وهو طبيب",
        "Gaza's Hamas, who shot the nurse, answered.",
        "أعلنت حماس، طبيب يقول ذلك",
    ],
)
def test_a_trade_in_a_clause_about_deeds_tells_no_person(tagger: Tagger, text: str) -> None:
    """A clause tells a trade behind "who is" alone, and behind a group's word not even so."""
    assert len(tagger.tag(text)) == 1


def test_a_member_whom_a_group_named_is_no_title(tagger: Tagger) -> None:
    """Behind an article such a word is whom the group named: the MP that it nominated."""
    assert len(tagger.tag("The MP Hamas nominated withdrew; the US senator Hamas hates most did not.")) == 2


@pytest.mark.parametrize(
    ("text", "is_group"),
    [
        ("Abu Sayyaf al-Hadrami gave a talk.", False),
        ("Abu Sayyaf Al-Muhajir sells fittings.", False),
        ("Dr Abu Sayyaf gave a talk.", False),
        ("A baker known as Abu Sayyaf", False),
        ("His nom de guerre: “Abu Sayyaf”.", False),
        ("أبو سياف العتيبي شاعر", False),
        ("الشيخ أبو سياف", False),
        ("تقع مدرسة أبو سياف في الحي.", False),
        ("la rue Abu Sayyaf est fermée", False),
        ("مسلحو أبو سياف قرب مدرسة", True),
        ("هاجم أبو سياف مدرسة", True),
        ("Abu Sayyaf freed two sailors.", True),
        ("Abu Sayyaf al-Qaeda ties", True),
        ("The group known as Abu Sayyaf", True),
        ("Harakat al-Islamiyya, alias Abu Sayyaf", True),
        ("Militants known as the Abu Sayyaf", True),
        ("جماعة أبو سياف الفلبينية", True),
        ("مسلحو أبو سياف الفلبيني", True),
        ("جماعة أبو سياف المالكي", True),
        ("قتل زعيم أبو سياف الحالي", True),
        ("The kidnappers, alias Abu Sayyaf, demand ransom.", True),
        ("It grew into what became known as Abu Sayyaf.", True),
    ],
)
def test_a_fathers_name_is_one_mans_by_what_stands_beside_it(
    tagger: Tagger, text: str, is_group: bool
) -> None:
    """Where he comes from, a sheikh, or that one man is known so; but not behind a word for a group."""
    assert len([one for one in tagger.tag(text) if one.group == "abu-sayyaf"]) == is_group


@pytest.mark.parametrize(
    ("text", "is_group"),
    [
        ("Hamas Al-Otaibi, 19, took bronze.", False),
        ("Hamas al-Ghamdi won the race.", False),
        ("Hamas Diallo a remporté le semi-marathon.", False),
        ("Hamas Juma alifunga mabao mawili.", False),
        ("Hamas Juma won the cup.", False),
        ("O contador Hamas Pinheiro, que atende padarias, riu.", False),
        ("Hamas won the vote.", True),
        ("Hamas Leader Yahya Sinwar was born there.", True),
        ("Hamas Government won the vote of confidence.", True),
        ("El contador de Hamas Mohammad Hannoun fue detenido.", True),
        ("Hamas Gaza won the vote in 2006.", True),
        ("The ransom was paid via Abu Sayyaf.", True),
        ("Via Abu Sayyaf è chiusa.", False),
        ("Según Hamás, pescadores de la zona fueron tiroteados.", True),
        ("Secondo Hamas, pescatori e meccanici sono stati arrestati.", True),
        ("Hamas Al-Aqsa TV said so.", True),
        ("Hamas al-Islami, 19 dead, the report says.", True),
    ],
)
def test_a_group_s_name_before_a_tribe_s_is_an_athlete(tagger: Tagger, text: str, is_group: bool) -> None:
    """His age, or what athletes do, stands behind it."""
    assert bool(tagger.tag(text)) == is_group
