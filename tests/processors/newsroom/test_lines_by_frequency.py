"""Lines that many outlets put among their paragraphs, and sentences that begin like these."""

import pytest

from processors.newsroom.boilerplate import LINE_RULES
from processors.newsroom.page_lines import boilerplate_rule
from processors.newsroom.placed_lines import placed_rules

TAKEN = {
    "read_also": [
        *(
            "Watch: Smoke rises over the road",
            "Zum Video: So kämpfte die Feuerwehr",
            "Vea también: El puente",
        ),
        *("На фото: вокзал в Махачкале", "شاهد أيضا: فيديو الانفجار", "Sıradaki haber", "点击查看更多图片"),
        *("También puedes leer: La ruta del norte", "مطالب مرتبط: پاسگاه مرزی"),
        *("記事の続きはこちら", "Scroll down for more", "Le recomendamos: La ruta"),
        *("Le puede interesar: La ruta del norte", "Mehr dazu: Brücke wieder offen", "İlgili haber"),
    ],
    "follow_us": ["Got a story? Email newsdesk@example.org", "Got a tip? Let us know"],
    "caption": ["Image source, Example Agency", "Image caption, A burnt truck on the road. It was empty."],
    "program_line": [
        "Support local journalism: become a member of the Example Post today.",
        "The Example Post is funded by readers. Please consider a donation.",
        "Haberle ilgili daha fazlası için tıklayın",
        "本文未经授权不得转载",
    ],
    "page_label": [
        *("(أ.ف.ب)", "الإعلانات"),
        *("(Avec AFP)", "Mit Material von dpa", "(dpa/kh)", "أ.ف.ب/س.م", "（湖浜新聞社）", "来源：湖滨日报"),
        *(
            "编辑：李丽 校对：王强",
            "(تصوير: علي حسن)",
            "Contributing: Ali Khan in Kabul",
            "Published by: Jane Doe",
        ),
        *(
            "Image: Smoke over the road. Credit: Jane Doe",
            "Play",
            "Comments are closed.",
            "分享到：微信 微博",
        ),
        *("This story has been updated.", "حقوق النشر محفوظة", "Article réservé aux abonnés"),
        *("PUBLICIDAD - CONTINÚA LEYENDO DEBAJO", "版权声明：转载请注明出处"),
        "Show full story",
        "La suite après cette publicité",
        "Der Artikel geht nach der Werbung weiter",
        "La nota continúa después de la publicidad",
        "Haberin devamı reklamdan sonra",
    ],
    "appeal": [
        "Sign up here to get the World briefing every morning",
        "Do you live in Kabul? Tell us your story by WhatsApp",
        "Kennen Sie schon unseren Newsletter? Jetzt anmelden",
        "Vous souhaitez réagir à cet article ? Écrivez-nous à redaction@example.org",
        "Haben Sie Hinweise? Schreiben Sie uns an redaktion@example.org",
        "Si te interesa este tema, suscríbete a nuestro boletín.",
        "Больше новостей — в нашем телеграм-канале",
        "للمزيد من الأخبار اشترك في نشرتنا البريدية",
        "扫描二维码关注我们的微信公众号",
        "この記事は会員限定記事です。",
    ],
    "interface": ["Save", "Save article", "Back to top", "Yorum Yap", "A+", "A-"],
    "dead_embed": ["[embedded content]", "Mit Ihrer Zustimmung wird hier ein externer Inhalt geladen."],
    "channel": ["Bizi Google Haberler'de takip edin"],
}
KEPT = [
    "Watch the road to the north, the colonel told his men.",
    "Support for journalism fell in the north, the minister said, and a donation was sent back.",
    "Become a member or leave the town, the fighters told the elders.",
    "The mayor asked: Please give me time to look at the contribution of each village.",
    "Play began an hour late.",
    "Have you seen my sons? she asked every soldier on the road.",
    "Comments by the minister closed the matter.",
    "This story has been updated to correct the number of the dead.",
    "Con la AFP se reunió el ministro y negó todo.",
    "来源：不明的武器流入市场。警方正在调查。",
    "U.S./U.N. talks",
    "TT-RSS",
    "Listen: the army has shown what its men heard of it.",
    "Watch: that was the one word on the note which the driver held in his hand, and it told the patrol where to look.",
    "Vous voulez la paix ? Nous aussi, a répondu le chef du village.",
    "На фото видно, как горит вокзал.",
    "Больше всего пострадали дома у реки.",
    "Sign up for the army or pay, the fighters told the men of the village. Nobody went.",
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
