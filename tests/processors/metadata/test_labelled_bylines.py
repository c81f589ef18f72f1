"""Bylines that a label tells: under the headline or below the text, in the words of many languages."""

import pytest
from page_metadata import metadata_of

TEXT = "<p>The mayor denied that money was paid, and asked the commander of the sector to leave at once.</p>"


def authors_of(before: str = "", behind: str = "", head: str = "") -> tuple[str, ...]:
    return metadata_of(head, f"<div><h1>Former mayor freed</h1>{before}{TEXT}{TEXT}{behind}</div>").authors


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("<font>Saturday, November 14, 2026 &nbsp; By <b>LAHPAI SENG RAW</b></font>", ("LAHPAI SENG RAW",)),
        ("<small>Geschrieben von Mag. Judith Moser am 2. Nov. 2026 unter Asien</small>", ("Judith Moser",)),
        (
            "<div>מאת: סיון אלקבץ-דהן, כתבת הגליל | יום ראשון, 1 בנובמבר 2026, 17:25</div>",
            ("סיון אלקבץ-דהן",),
        ),
        ("<p>Nov 12 2026 at 10:05am by Jane Doe</p>", ("Jane Doe",)),
        ("<div>来源：新华社 作者：张三 责任编辑：李四 2026-11-12 10:05</div>", ("张三",)),
        ("<div>記者 山田太郎</div>", ("山田太郎",)),
        ("<div>홍길동 기자</div>", ("홍길동",)),
        ("<div>كتبت/ ياسمين عبد الوهاب - تصوير/ هاني فؤاد</div>", ("ياسمين عبد الوهاب",)),
        ("<div>نوشته شده در یکشنبه ۲۱ دی ۱۴۰۴ ساعت ۲۲:۱۰ توسط نیلوفر هروی | ۲ نظر</div>", ("نیلوفر هروی",)),
        ("<p>เรื่อง: อามีนะห์ ดอเลาะ</p><p>ภาพถ่าย: ซูไฮมี มะ</p>", ("อามีนะห์ ดอเลาะ",)),
        ("<p>Una crónica de <strong>Irene Quesada Montero</strong><br>Editado por Mauro</p>",
         ("Irene Quesada Montero",)),
        ("<div><span>Texto de Domingas Tati</span> | <span>Cabinda, 20 de Outubro de 2026</span></div>",
         ("Domingas Tati",)),
        ("<div>Par <i>Solène Karsenty</i>, envoyée spéciale à Niamey, et <i>AFP</i></div>",
         ("Solène Karsenty", "AFP")),
        ("<div>W/Q: Ahmed Ali</div>", ("Ahmed Ali",)),
        ("<div>Von unserem Korrespondenten Max Muster, Kairo</div>", ("Max Muster",)),
        ("<p>De notre envoyée spéciale à Goma, Léa Martin</p>", ("Léa Martin",)),
        ("<div>Door onze redacteur Jan de Vries</div>", ("Jan de Vries",)),
        ("<p>3 novembre 2026 - Scritto da Anna De Luca</p>", ("Anna De Luca",)),
        ("<p>Diposting oleh Rina Wulandari pada 3 November 2026</p>", ("Rina Wulandari",)),
        ("<div>Опубликовал: Тимур Касымов (Ош)</div>", ("Тимур Касымов",)),
        ("<div>Reportera: Anna Nowak i Jan Kowalski</div>", ("Anna Nowak", "Jan Kowalski")),
        ("<p>A summary of this report in more than a dozen words stands above the byline here.</p>"
         "<div>Piše: Ana Marić, Sarajevo</div>", ("Ana Marić",)),
        ("<p><b>Text:</b> <i>Jan Novak</i></p>", ("Jan Novak",)),
        ("<div><span>الكاتب:</span> <a href=/x>محمد علي</a></div>", ("محمد علي",)),
        ("<p><b>Tekst:</b> <i>Anna Nowak</i> i <i>Jan Kowalski</i></p>", ("Anna Nowak", "Jan Kowalski")),
        ("<div><div>Penulis:</div><div>Budi Santoso</div></div>", ("Budi Santoso",)),
        ("<dl><dt>Szerző:</dt><dd>Nagy Anna</dd></dl>", ("Nagy Anna",)),
        ("<div><div><span>מאת:</span></div><br><div>דנה כהן</div></div>", ("דנה כהן",)),
        ("Niger<br>Par <i>Idrissa Maïga</i> et <i>Fati Kollo</i><br>", ("Idrissa Maïga", "Fati Kollo")),
    ],
)  # fmt: skip
def test_a_label_under_the_headline_tells_the_author(line, names):
    """Behind a day or before it, with the section, the place and the office behind the name."""
    assert authors_of(line) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("<div class=ass>Por: Simão Tati, colaborador</div>", ("Simão Tati",)),
        (
            "<div class=post-footer>Publié par <span>Papa Lwango</span> à <a><abbr>19:02</abbr></a></div>",
            ("Papa Lwango",),
        ),
        ("<p>Yazan: Ayşe Güneş</p>", ("Ayşe Güneş",)),
        ("<p>إعداد: أحمد الشامي</p>", ("أحمد الشامي",)),
        ("<div><h3>Author</h3><p>Lisa D. Ellis</p></div>", ("Lisa D. Ellis",)),
        ("<div><div>Autorin:</div></div><div>Anna Schmidt</div>", ("Anna Schmidt",)),
        ("<div><strong>Contributors:</strong> Janet Loughrey</div>", ("Janet Loughrey",)),
    ],
)
def test_a_label_below_the_text_tells_the_author(line, names):
    """Also in the foot of the article, which is not the page's."""
    assert authors_of(behind=line) == names


@pytest.mark.parametrize(
    "line",
    [
        f"{TEXT}<p>Publié par Kum Divine</p>{TEXT}{TEXT}",  # a poem or a letter in the midst of the text
        "<p>Publié par Kum Divine, the former mayor, no money was paid to anyone in town.</p>",  # a sentence
        "<div class=caption>Publié par Kum Divine</div>",  # a picture
        "<blockquote>Publié par Kum Divine</blockquote>",  # who is quoted
        f"<div><p><span>Publié par Kum Divine</span></p></div>{TEXT}{TEXT}",  # in the midst, in a box
        "<a href=/2>Bakers reopen in the old town after a year of repairs and talks <i>Publié par Kum Divine</i></a>",
        "<button><span>Publié par Kum Divine</span></button>",  # what a visitor may do
        "<div class=comment>Publié par Kum Divine at 19:02</div>",  # a visitor
        "<div><h4><a href=/2>Bakers reopen in the old town</a></h4><span>Publié par Kum Divine</span></div>",  # a card
        "<p>Publié par Kum Divine</p><p>Publié par Ana Quispe</p>",  # two articles
        "<footer><p>Conçu par Kum Divine</p><p>Publié par Kum Divine</p></footer>",  # the page's foot
        "<p>Publié par Port Harcourt</p>",  # not a person
        "<p>Author of the report</p>",  # a noun without its colon
        "<p>記者ページ</p>",  # a link to the reporters' page
        "<p>Une histoire de Kum Divine</p>",  # a title of a work, with the name in its own words
        "<h3>Author</h3><p>Lisa Ellis is a reporter in Bamenda, who writes about mayors and money.</p>",
        "<p>Reporter</p><ul><li>Lisa Ellis</li><li>Tom Okello</li></ul>",  # people of a newsroom
    ],
)
def test_other_lines_with_a_label_name_nobody(line):
    """One in the midst of the text, a sentence, a caption, a quotation, a comment, a card, two lines, a foot."""
    assert authors_of(behind=line) == ()


def test_many_labels_are_a_list():
    """Thousands of lines with labels are looked at no more closely than a few."""
    assert authors_of(behind="<div>Publié par Kum Divine</div><div>Publié par Ana Quispe</div>" * 2_000) == ()


@pytest.mark.parametrize(
    "line",
    [
        "<p>Published by Random House</p>",
        "<p>Published by Global Witness</p>",
        "<p>Posted by Guest Author</p>",
        "<p>Oleh Tim Redaksi</p>",
        "<p>Text: Creative Commons</p>",
        "<p>Daga Jihar Zamfara</p>",
        "<p>시민기자</p>",
        "<p>취재기자</p>",
        "<p>본지 특파원</p>",
        "<p>记者 手记</p>",
        "<p>记者 调查</p>",
        "<p>كتب محمد علي في صفحته</p>",
        "<p>المحرر: هيئة التحرير</p>",
        "<p>رپورٹ: تازہ صورتحال</p>",
        "<h4>An attack by <b>Boko Haram</b></h4>",
    ],
)
def test_a_label_before_what_is_no_person_tells_nobody(line):
    """Publishers, offices, states, kinds of reporters, and what reporters do."""
    assert authors_of(line) == ()


@pytest.mark.parametrize(
    "lines",
    [
        "<p>Author: Salman Rushdie</p><p>Publisher: Penguin</p><p>Pages: 320</p>",
        "<p>Title: The River War<br>Author: Salman Rushdie<br>Publisher: Penguin</p>",
        "<div><div>Författare: Karin Boye</div><div>Förlag: Bonniers</div></div>",
    ],
)
def test_the_author_of_a_book_under_review_is_not_the_pages(lines):
    """Beside such a line stands the book's publisher."""
    assert authors_of(lines) == ()


def test_what_stands_above_the_headline_comes_between_it_and_no_byline():
    """Summaries of other articles, or the site's own words, are paragraphs before which nothing is signed."""
    body = f"{TEXT}{TEXT}<h1>Former mayor freed</h1><p>Publié par Kum Divine</p>{TEXT}{TEXT}"
    assert metadata_of("", f"<div>{body}</div>").authors == ("Kum Divine",)


def test_an_egyptian_ali_is_a_name():
    """It is written as the preposition "on" is elsewhere."""
    assert authors_of("<p>كتب: محمد على</p>") == ("محمد على",)


def test_a_list_of_other_articles_behind_a_byline_is_no_text_that_goes_on():
    """Its words are links; a paragraph with as many words is the article's."""
    links = "".join(
        f"<article><a href=/{n}>Harbour crane number {n} is back at work</a></article>" for n in range(4)
    )
    line = "<div class=colofon><p>Tekst: Fenna Dijkhuizen</p></div>"
    assert authors_of(behind=f"{line}<div class=block>{links}</div>") == ("Fenna Dijkhuizen",)
    assert authors_of(behind=f"{line}<div class=block>{TEXT}</div>") == ()
