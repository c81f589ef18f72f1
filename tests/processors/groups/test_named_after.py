"""Ships, teams and firms that bear a group's name, whichever group it is."""

import pytest

from processors.groups.bearers import THING
from processors.groups.read_catalogue import read_catalogue
from processors.groups.tag import Tagger

NAMES = [
    "Hezbollah",
    "Ansar Allah",
    "Shabaab",
    "Al Shabaab",
    "Houthis",
    "ISIS",
    "IRGC",
    "Talibán",
    "أنصار الله",
    "Талибан",
    "حزب اللہ",
    "حزب‌الله",
    "हिजबुल्लाह",
    "Ansarullah",
    "Hizbullah",
    "Abu Sayyaf",
]
TAGGER = Tagger(read_catalogue({"groups": [{"id": "one", "name": "One", "aliases": {"any": NAMES}}]}))


@pytest.mark.parametrize(
    "text",
    [
        "The tanker Hezbollah Pride was sold for scrap.",
        "The captain of the dhow Ansar Allah, a small vessel, radioed.",
        "The dhow Al Shabaab sank off Bosaso.",
        "Motor vessel Ansar Allah, a livestock carrier, waits.",
        "El buque Talibán del Sur atracó.",
        "Hezbollah Mosque in Bradford opened its kitchen.",
        "MV Hezbollah waits for a berth.",
        "Le chalutier Hezbollah, de Sfax, a coulé.",
        "وصلت السفينة «أنصار الله» إلى ميناء بربرة.",
        "Судно «Талибан» стоит на рейде.",
        "Kapal motor Ansarullah tenggelam di perairan Sikka.",
        "KM Ansarullah tenggelam.",
        "Команда «Талибан» выиграла школьный КВН.",
        "Hizbullah FC menang 3-1.",
        "Klub Hizbullah menang.",
        "حزب اللہ فٹبال کلب نے کپ جیت لیا۔",
        "हिजबुल्लाह फुटबॉल क्लब ने जिला लीग जीती।",
        "تیم حزب‌الله سنندج در لیگ شکست خورد.",
        "ISIS Asset Management closed its fund.",
        "Zurich-based IRGC said sales rose.",
    ],
)
def test_a_ship_a_team_or_a_firm_is_no_group(text: str) -> None:
    """What stands behind a word for one and ends there, or before what firms and clubs are called, does not count."""
    assert TAGGER.tag(text) == []
    assert THING in {one.why for one in TAGGER.explain(text)}


@pytest.mark.parametrize(
    ("text", "is_group"),
    [
        ("Students of the Abu Sayyaf Integrated School marched.", False),
        ("Hizbullah Memorial College won the debate.", False),
        ("Hizbullah Girls' High School reopened.", False),
        ("The Hezbollah Hospital was hit.", True),
        ("The Hezbollah School for boys opened.", True),
        ("Hezbollah Central Command fled.", True),
        ("Hezbollah National Day was marked.", True),
        ("Hezbollah High Schools Hit in Raid", True),
        ("Hezbollah Girls' School ban draws anger.", True),
        ("Hizbullah Secondary School attack leaves 20 dead.", True),
        ("Hizbullah Central Hospital doctors treated them.", True),
        ("The Hezbollah Memorial Park shows captured tanks.", True),
    ],
)
def test_a_school_has_a_word_for_its_kind(text: str, is_group: bool) -> None:
    """Without one it may be the group's own, and so it may among words with capitals."""
    assert bool(TAGGER.tag(text)) == is_group


@pytest.mark.parametrize(
    "text",
    [
        "The ship Houthis sank off Hodeidah was Greek.",
        "The tanker Houthis seized is Greek.",
        "Tanker Hezbollah Rebels Seized Is Greek",
        "They left the ship as Hezbollah, unseen, fired.",
        "سفينة أنصار الله في البحر.",
        "Судно у берегов, Талибан отрицает.",
        "10 km Hezbollah ground",
        "Команда Талибан на переговорах.",
        "تیم حزب‌الله به قاهره رسید.",
        "Hezbollah Mosque Hit in Raid",
        "The ISIS solutions of the past",
        "Oslo-based ISIS recruiter held",
        "Zurich-based ISIS recruiter held",
        "Hezbollah fc",
        "Blast near tanker - Houthis.",
        "The envoy will skip Hezbollah.",
        "Iran used the airport to ship Hezbollah Iranian-made rockets.",
        "Seven died in the Talibán FC camp attack.",
        "Команда Талибан по делам религии прилетела за счет Катара.",
        "تیم حزب‌الله مذاکرات را انجام داد.",
        "पुलिस टीम हिजबुल्लाह की गोलीबारी में फंसी।",
        "Tim Hizbullah bertemu golongan lain di Doha.",
    ],
)
def test_what_a_group_owns_or_does_is_the_groups(text: str) -> None:
    """A ship that it sank or sails, a team that it sent, and its men with a seat."""
    assert [mention.group for mention in TAGGER.tag(text)] == ["one"]
