"""Arabic حماس where it is the common noun."""

import pytest

from processors.groups.bearers import COMMON_NOUN
from processors.groups.read_catalogue import read_catalogue
from processors.groups.tag import Tagger

GROUPS = [
    {"id": "hamas", "name": "Hamas", "aliases": {"ar": ["حماس"]}},
    {"id": "taliban", "name": "Taliban", "aliases": {"ar": ["طالبان"]}},
]
TAGGER = Tagger(read_catalogue({"groups": GROUPS}))


@pytest.mark.parametrize(
    "text",
    [
        "استقبل التلاميذ عامهم بحماس كبير.",
        "قالت المديرة إن حماس المعلمين لا يقل عن حماس الصغار.",
        "زاد حماس المشجعين.",
        "عملوا وبحماس.",
    ],
)
def test_enthusiasm_is_no_group(text: str) -> None:
    """As an adverb, and as that of some people."""
    assert TAGGER.tag(text, "ar") == []
    assert COMMON_NOUN in {one.why for one in TAGGER.explain(text, "ar")}


@pytest.mark.parametrize(
    ("text", "is_group"),
    [
        ("لم يحضر إلا طالبان، لكنهما ناقشا الدرس.", False),
        ("وصل طالبان، وهما من كلية الهندسة.", False),
        ("فاز طالبان اللذان صمما الجهاز.", False),
        ("باكستان وطالبان، وهما جارتان، تتبادلان الاتهام.", True),
        ("قالت طالبان، لكنها نفت.", True),
        ("نفت طالبان علمها به.", True),
        ("قتل القياديان في طالبان اللذان اعتقلا.", True),
        ("تفاوض البلدان مع طالبان، وهما يطالبان بفتح المعابر.", True),
        ("اعتقلت الشرطة عنصرين من طالبان، وهما شقيقان.", True),
        ("التقى الوزيران قادة طالبان، لكنهما غادرا.", True),
    ],
)
def test_two_students_have_a_dual_behind_them(text: str, is_group: bool) -> None:
    """But where "and" is joined to the name the two may be the state and the group.

    Behind a preposition two students are طالبين, and the pronoun is that of others.
    """
    assert bool(TAGGER.tag(text, "ar")) == is_group


@pytest.mark.parametrize(
    "text",
    [
        "التقى الوفد المصري بحماس في الدوحة.",
        "نفى أي صلة له بحماس.",
        "المؤسسات المرتبطة بحماس",
        "اعتقلت حماس اللاعبين.",
        "قالت حماس الفلسطينية.",
        "منعت حماس السكان من العودة.",
        "منع حماس السكان من النزوح جريمة.",
        "تقرير عن تجنيد حماس الأطفال",
        "فيما يتعلق بحماس لم يتغير شيء.",
        "التقت بقادة غزة وبحماس.",
    ],
)
def test_what_one_has_to_do_with_the_movement_is_the_groups(text: str) -> None:
    """Contacts and ties, and what it does to people."""
    assert [mention.group for mention in TAGGER.tag(text, "ar")] == ["hamas"]
