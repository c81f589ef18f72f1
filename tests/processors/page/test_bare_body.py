"""Texts without paragraphs: bare in one element that is named as a body, two breaks between their parts."""

import pytest

from processors.clean import clean_html
from processors.page.blocks import read_blocks
from processors.page.html import parse_html

PARTS = (
    "أفاد مصدر أمني في محافظة ديالى، مساء الاثنين، بمقتل خمسة من عناصر الحشد الشعبي وإصابة اثنين بانفجار عبوة ناسفة.",
    "وقال المصدر إن العبوة انفجرت على دورية للواء 23 في أطراف ناحية جلولاء، وإن المصابين نُقلا إلى مستشفى خانقين العام.",
    "وأوضح المصدر الذي طلب عدم الكشف عن اسمه أن القوات فرضت طوقاً أمنياً حول القرية القريبة من مكان الحادث.",
)
TICKER = "أسعار الدولار في بغداد وأربيل مع افتتاح البورصة"


def lines(body: str, above: str = "") -> list[str]:
    menu = "".join(f"<li><a href=/{n}>قسم {n}</a></li>" for n in range(8))
    markup = (
        f"<html><body>{above}<ul class=menu-main>{menu}</ul><h1>مقتل خمسة بانفجار</h1>{body}</body></html>"
    )
    return clean_html(markup, "https://example.org/article/1").text.split("\n")


def test_a_bare_text_in_an_element_named_as_its_body_is_the_whole() -> None:
    """What else stands bare on the page is a ticker, a menu, tags."""
    body = f"<div class=news-body>{'<br><br>'.join(PARTS)}</div><div class=tags><a href=/t>ديالى</a></div>"
    assert lines(body, f"<div class=breaking><b>عاجل</b><span>{TICKER}</span></div>") == list(PARTS)


def test_a_bare_text_beside_paragraphs_is_none_by_its_name() -> None:
    """Terms of use stand bare in such elements, too: there others read better."""
    own = "".join(
        f"<p>{part}</p>" for part in (*PARTS, *[part.replace("ديالى", "صلاح الدين") for part in PARTS])
    )
    found = lines(f"<div>{own}</div><div class=page-content>{PARTS[0].replace('خمسة', 'ستة')}</div>")
    assert set(PARTS[1:]) <= set(found)


def test_words_that_run_over_the_screen_are_no_text() -> None:
    """A ticker is a `marquee` on many pages of the Middle East and South Asia."""
    text = "".join(f"<p>{part}</p>" for part in PARTS)
    ticker = f"<marquee direction=right>{TICKER}، والبرلمان يؤجل جلسة اليوم إلى الأسبوع المقبل.</marquee>"
    assert lines(f"{ticker}<div>{text}</div>") == list(PARTS)
    blocks = read_blocks(parse_html(f"<body>{ticker}<div>{text}</div></body>"))
    assert [block.noise for block in blocks] == [True, False, False, False]


def test_paragraphs_in_one_cell_are_the_text_of_a_table() -> None:
    """The menu stands in a cell before it, the number of visitors in a row below."""
    text = "".join(f"<p>{part}</p>" for part in PARTS)
    menu = "<td width=150><a href=/>الرئيسية</a><br><a href=/arh.htm>الأرشيف</a><br><a href=/gb.htm>الزوار</a></td>"
    foot = "<tr><td colspan=2><font size=1>عدد النسخ 5000 عدد الزوار: 10233</font></td></tr>"
    assert lines(f"<table><tr>{menu}<td>{text}</td></tr>{foot}</table>") == list(PARTS)


def test_rows_of_a_table_in_a_bare_text_stay_rows() -> None:
    """What stands in one row belongs together: a town and its dead."""
    rows = "<table><tr><td>جلولاء</td><td>5 قتلى</td></tr><tr><td>خانقين</td><td>2 جرحى</td></tr></table>"
    body = f"<article><div class=news-body>{'<br><br>'.join(PARTS)}{rows}</div></article>"
    assert "| جلولاء | 5 قتلى |" in lines(body)


def test_bare_paragraphs_in_a_box_of_any_name_are_the_text_of_an_old_page() -> None:
    """Menu, lists and foot stand bare in boxes of their own; none of them reads like a paragraph."""
    menu = "<div class=nv><a href=/>Home</a> <a href=/n>Nasional</a> <a href=/d>Daerah</a></div>"
    others = (
        "<div class=bl><b>Berita Sebelumnya</b><br>&raquo; <a href=/1>Harga Cabai Naik Dua Kali</a><br></div>"
    )
    foot = "<div class=ft><a href=/full>Versi Desktop</a><br>Harian Pesisir 2012</div>"
    text = f"<div class=isi>{'<br><br>'.join(PARTS)}</div>"
    assert lines(f"{menu}{text}{others}{foot}") == list(PARTS)


def test_a_second_box_with_a_paragraph_stays() -> None:
    """Then the first is not all of the text."""
    more = "وقالت مصادر محلية إن الطريق الدولي ما زال مغلقا أمام الشاحنات حتى مساء يوم الخميس."
    text = f"<div class=a>{'<br><br>'.join(PARTS)}</div><div class=b>{more}</div>"
    assert lines(f"<h1>انفجار في بغداد</h1>{text}")[-1] == more


def test_rows_of_a_day_and_a_link_are_none_of_a_text_that_stands_elsewhere() -> None:
    """They are other articles'; a day and a sentence with a link in it may be the text's."""
    rows = "".join(
        f"<p>2026-03-1{n} <a href=/{n}>Liberati due seminaristi rapiti a maggio</a></p>" for n in range(3)
    )
    text = f"<div class=testo>{'<br><br>'.join(PARTS)}</div>"
    body = (
        f"<div id=news><h1>انفجار في بغداد</h1>{text}</div><div id=altre><h3>Altre notizie</h3>{rows}</div>"
    )
    assert lines(body) == list(PARTS)
    told = "<p>2026-03-12 Liberati <a href=/1>due seminaristi rapiti</a> a maggio, dice il vescovo della città.</p>"
    assert any("vescovo" in line for line in lines(body.replace("</div></div>", f"</div>{told}</div>")))


SAID = "وأعلن التنظيم مسؤوليته عن الهجوم."


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (f"<div>{SAID}</div>", SAID),
        (f"<div>{SAID[:-1]}</div>", SAID[:-1]),  # no mark at its end
        ("<ul><li>سالم باوزير، 34 عاما</li><li>هدى سالم</li></ul>", "هدى سالم"),
        ("<blockquote>سمعنا انفجارا</blockquote>", "سمعنا انفجارا"),
        ("<table><tr><td>جلولاء</td><td>5 قتلى</td></tr></table>", "جلولاء"),
    ],
)
def test_a_short_line_beside_a_box_of_any_name_stays(more: str, told: str) -> None:
    """It may be a claim, one of the dead, or what a witness says; a menu and a foot are links, or few words."""
    body = (
        f"<h1>انفجار في بغداد</h1><div>{'<br><br>'.join(PARTS)}</div>{more}<div><a href=/>الرئيسية</a></div>"
    )
    assert any(told in line for line in lines(body))


def test_rows_of_a_day_and_a_link_beside_the_paragraphs_are_what_happened_before() -> None:
    rows = "".join(f"<p>1{n}.03.2026 <a href=/{n}>انفجار آخر في المدينة</a></p>" for n in range(3))
    own = "".join(f"<p>{part}</p>" for part in PARTS)
    found = lines(f"<article><h1>انفجار في بغداد</h1>{own}<h3>هجمات سابقة</h3>{rows}</article>")
    assert "11.03.2026 انفجار آخر في المدينة" in found
