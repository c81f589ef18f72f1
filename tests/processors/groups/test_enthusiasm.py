"""Arabic حماس where it is the common noun."""

import pytest

from processors.groups.read_catalogue import read_catalogue
from processors.groups.tag import COMMON_NOUN, Tagger

TAGGER = Tagger(read_catalogue({"groups": [{"id": "hamas", "name": "Hamas", "aliases": {"ar": ["حماس"]}}]}))


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
