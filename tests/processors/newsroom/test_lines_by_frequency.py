"""Lines that many outlets put among their paragraphs, and sentences that begin like these."""

import pytest

from processors.newsroom.boilerplate import LINE_RULES
from processors.newsroom.page_lines import boilerplate_rule
from processors.newsroom.placed_lines import placed_rules

TAKEN = {
    "read_also": ["Le puede interesar: La ruta del norte", "Mehr dazu: Brücke wieder offen", "İlgili haber"],
    "follow_us": ["Got a story? Email newsdesk@example.org", "Got a tip? Let us know"],
    "caption": ["Image source, Example Agency", "Image caption, A burnt truck on the road. It was empty."],
    "page_label": [
        "Show full story",
        "La suite après cette publicité",
        "Der Artikel geht nach der Werbung weiter",
        "La nota continúa después de la publicidad",
        "Haberin devamı reklamdan sonra",
    ],
    "appeal": ["扫描二维码关注我们的微信公众号", "この記事は会員限定記事です。"],
    "interface": ["Save", "Save article", "Back to top", "Yorum Yap", "A+", "A-"],
    "dead_embed": ["[embedded content]", "Mit Ihrer Zustimmung wird hier ein externer Inhalt geladen."],
    "channel": ["Bizi Google Haberler'de takip edin"],
}
KEPT = [
    "Le puede interesar a la guerrilla que el puente quede abierto, dijo el gobernador de la provincia.",
    "Mehr dazu sagte der Sprecher am Dienstag nicht.",
    "Got a story from his father about the war, he said, and wrote it down.",
    "Have a story of your own ready, the teacher told the class.",
    "Image caption writers were on strike on Tuesday, the paper said.",
    "La suite après la publication du rapport est connue, dit-elle.",
    "Show full story books to children, the minister said.",
    "Back to top form, the club won again.",
    "Save the Children closed its office in Kabul.",
    "记者扫描该二维码后发现页面已经无法打开，警方正在调查。",
    "Google'ın Haberler sayfasını takip edin diyen bakan sert konuştu ve salondan çıktı.",
]


@pytest.mark.parametrize(("name", "line"), [(name, line) for name, lines in TAKEN.items() for line in lines])
def test_a_line_of_the_page_s_is_taken(name: str, line: str) -> None:
    """Each by the rule whose kind it is."""
    rule = boilerplate_rule(line)
    assert rule is not None
    assert rule.name == name
    assert rule in LINE_RULES


@pytest.mark.parametrize("line", KEPT)
def test_a_sentence_that_begins_so_stays(line: str) -> None:
    """What goes on is news."""
    assert boilerplate_rule(line) is None


TEXT = [
    "The ministry said on Tuesday that the road to the north was open again for all lorries of the town."
] * 4


@pytest.mark.parametrize(
    "line",
    [
        "Jane Doe is the local government reporter of the Example Post. She joined the paper in 2018.",
        "*Juana Pérez es periodista de la Universidad Nacional y cubre el conflicto armado desde 2015.",
    ],
)
def test_who_the_author_is_stands_below_the_text(line: str) -> None:
    """Whether a star stands before it, and whether it tells what is covered or when somebody joined."""
    assert placed_rules([*TEXT, line]) == {4: "about_author"}


def test_an_arabic_byline_stands_above_the_text() -> None:
    """A label and a name in letters without capitals."""
    assert placed_rules(["كتب: محمود عبد الله", *TEXT]) == {0: "byline"}
    assert placed_rules(["كتب: محمود عبد الله في صحيفته اليوم أن الطريق إلى الشمال مفتوح", *TEXT]) == {}
