"""Headlines of pages whose code and title tell none: the line over the text."""

import pytest
from page_metadata import metadata_of

from processors.metadata.line_over_text import _TITLED, line_over_text
from processors.page.html import parse_html

TEXT = "Fourteen farmers walked out of the forest on Sunday night after volunteers from five villages came, they said."


def headline_of(title: str, body: str) -> str | None:
    return metadata_of(f"<title>{title}</title>", body).title


@pytest.mark.parametrize(
    "line",
    [
        "<h2>Vigilantes free captives near Kaduna</h2>{}<br><br>",
        "<h4>Daily Plateau</h4><h3>Vigilantes free captives near Kaduna</h3><p><i>5 October 2026</i></p><p>{}</p>",
        "<font size=4><b>Vigilantes free captives near Kaduna</b></font><br>By Jane Doe<br>{}",
        "<div class=hdr>Vigilantes free captives near Kaduna</div><p>{}</p>",
        "<span style='font-size:26px;font-weight:bold'>Vigilantes free captives near Kaduna</span><br><div>{}</div>",
    ],
)
def test_the_line_over_the_text_is_the_headline_where_the_title_is_the_sites(line):
    """A lesser heading, a line that is called a title, or one in large letters."""
    body = f"<h1><a href='/'>Daily Plateau</a></h1><div>{line.format(TEXT)}</div>"
    assert headline_of("Daily Plateau :: Home of truth", body) == "Vigilantes free captives near Kaduna"


HEADLINE = "<h2>Vigilantes free captives near Kaduna</h2>"
LONG = "Cup draw hands the champions a hard road through the north and the coast"


@pytest.mark.parametrize(
    "body",
    [
        f"<script>{LONG}</script><!-- {LONG} -->{HEADLINE}<p>{TEXT}</p>",
        f"<a href=/cup>{LONG}</a>{HEADLINE}<p>{TEXT}</p>",  # a link above, however long
        f"<h3>{LONG} <a href=/cup>today</a></h3>{HEADLINE}<p>{TEXT}</p>",
        f"{HEADLINE}<h3>5 October 2026 at noon</h3><p>{TEXT}</p>",
        f"<div>Changed on Monday, 5 October 2026, at noon by our own desk in the city</div>{HEADLINE}<p>{TEXT}</p>",
        f"{HEADLINE}<a href=/cup><h3>Cup draw is a hard road</h3></a><p>{TEXT}</p>",
        f"{HEADLINE}<aside><h3>Most read of this week</h3></aside><p>{TEXT}</p>",
        f"{HEADLINE}<ul class=title><li>Most read</li><li>of this week</li></ul><p>{TEXT}</p>",
        f"{HEADLINE}<div class=title><b>Most</b> <b>read this</b> <b>week</b></div><p>{TEXT}</p>",
        f"{HEADLINE}<p>{TEXT.replace(' on ', ' <b>on</b> ')}</p><h3>Bakers deny raising prices</h3><p>{TEXT}</p>",
        f"{HEADLINE}<p>{TEXT} It was the 5 October 2026, and no ransom was paid to anybody there.</p>"
        f"<h3>Bakers deny raising prices</h3><p>{TEXT}</p>",
    ],
)
def test_what_is_neither_text_nor_a_headline_hides_no_headline(body):
    """Code, links, days and boxes over the text; but the first text decides, in bold words and with a day too."""
    assert headline_of("Daily Plateau :: Home of truth", f"<div>{body}</div>") == HEADLINE[4:-5]


@pytest.mark.parametrize(
    "line",
    [
        "<h2>What is known so far</h2>",  # under a title of which the text tells
        "<h3><a href='/cup'>Cup draw hands champions a hard road</a></h3>",  # linked: another article's
        "<h3>5 October 2026 at noon</h3>",
    ],
)
def test_a_title_of_which_the_text_tells_stays_the_headline(line):
    """Its words stand in the text; no other line is taken for the headline, nor a linked one, nor a day."""
    body = f"<div>{line}<p>{TEXT}</p></div>"
    assert headline_of("Farmers walked out of forest", body) == "Farmers walked out of forest"


def test_no_line_below_the_text_is_the_headline():
    """The first text decides: what stands behind it is a subheading or another article's."""
    body = f"<p>{TEXT}</p><h3>Bakers deny raising prices again</h3><p>{TEXT}</p>"
    assert headline_of("Home of truth", body) == "Home of truth"


def test_a_logo_with_the_sites_motto_is_no_headline():
    """An h1 that is a link to the front page is the site's, however long; the title has its words as well."""
    body = (
        "<h1><a href='/'>Radio of the peaks, the radio that climbs every day</a></h1>"
        f"<div><h2>Insurgents return to Macomia</h2><p>{TEXT}</p></div>"
    )
    title = "Insurgents return to Macomia · News · Radio of the peaks, the radio that climbs every day"
    assert headline_of(title, body) == "Insurgents return to Macomia"


def test_a_subtitle_in_the_heading_is_cut_where_the_title_has_an_unknown_name_before_a_bar():
    """What stands behind the bar is all of the heading's first piece."""
    body = f"<h1>Army takes the port<small>What follows for the pipeline</small></h1><p>{TEXT}</p>"
    assert headline_of("Conflict Barometer » Army takes the port", body) == "Army takes the port"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "북한 미사일 발사",
            "북한이 수요일 아침 동해로 미사일 두 발을 발사했다고 합동참모본부가 밝혔다. 일본은 이에 항의했다고 전했다.",
        ),
        (
            "军队进入北部城镇",
            "军队星期三凌晨进入北部三个城镇，居民说他们听见枪声，随后看见装甲车沿河岸驶来，学校和市场全部关闭。",
        ),
        (
            "Bão số 3 đổ bộ vào bờ",
            "Bão số 3 đổ bộ vào bờ lúc sáng sớm nay, theo đài khí tượng, và nhiều nhà ở ven biển bị tốc mái.",
        ),
    ],
)
def test_a_title_in_short_words_or_without_blanks_is_told_by_its_pieces(title, text):
    """A box over the text is no headline where the title's pieces stand in the text, or are too short to tell."""
    body = f"<div><h3>Sign up for our newsletter today</h3><p>{text}</p></div>"
    assert headline_of(title, body) == title


def test_a_title_that_the_text_does_not_tell_of_gives_way_in_thai_too():
    """The outlet's name has other pieces than the text."""
    text = "ลูกเรือ 5 คนที่ถูกจับเป็นเวลาแปดเดือนนอกชายฝั่งได้รับการปล่อยตัวแล้ว"
    body = f"<font size=4><b>ปล่อยตัวลูกเรือ 5 คนจากโจรสลัด</b></font><br>{text}<br>"
    assert headline_of("มาตราการ ฉบับเช้า", body) == "ปล่อยตัวลูกเรือ 5 คนจากโจรสลัด"


def test_long_names_of_classes_cost_no_more_than_their_length():
    """A class of nothing but low lines is looked through once: the expression has no way to go back."""
    assert _TITLED.search("_" * 200_000) is None


def test_a_line_that_is_called_tit_is_the_headline() -> None:
    """Spanish and Italian pages made by hand cut the word."""
    text = (
        "Los transportistas exigen diésel sin filas y la renuncia del ministro de la provincia del norte. "
        * 2
    )
    root = parse_html(
        f"<html><body><span class=tit>Bloqueo en la ruta a Oruro</span><br>{text}</body></html>"
    )
    line = line_over_text(root, "")
    assert line is not None
    assert line.text == "Bloqueo en la ruta a Oruro"


def test_the_title_of_an_issue_is_no_headline():
    """It has the paper's name and the day, though the text has the name, too."""
    text = "Wie der Landwirt dem Wiesenboten sagte, brannte am Freitag eine Scheune am Mittelweg bis auf die Mauern ab."
    head = "<font size=5><b>Scheune am Mittelweg abgebrannt</b></font><hr>"
    body = f"<table><tr><td>{head}<font size=3>{text}</font></td></tr></table>"
    told = {
        title: metadata_of(f"<title>{title}</title>", body).title
        for title in (
            "Wiesenbote - Ausgabe vom 14.02.2026",
            "Brand am Mittelweg: Scheune brannte am 14.02.2026",
        )
    }
    assert told["Wiesenbote - Ausgabe vom 14.02.2026"] == "Scheune am Mittelweg abgebrannt"
    assert told["Brand am Mittelweg: Scheune brannte am 14.02.2026"] != "Scheune am Mittelweg abgebrannt"


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("News Detail", "Vigilantes free captives near Kaduna"),
        ("Press Release Details", "Vigilantes free captives near Kaduna"),
        ("Haber Detayı", "Vigilantes free captives near Kaduna"),
        ("Page Two", "Vigilantes free captives near Kaduna"),
        ("Farmers walked out of the forest", "Farmers walked out of the forest"),  # what the text is of
    ],
)
def test_a_title_that_tells_of_what_kind_a_page_is_is_no_headline(title, headline):
    """Though its words stand beside the text: "Recent press releases", "Page two"."""
    aside = "<div><h5>Recent press release details, news detail, page two, haber detayı</h5></div>"
    assert (
        headline_of(title, f"<div><h4>Vigilantes free captives near Kaduna</h4><p>{TEXT}</p></div>{aside}")
        == headline
    )


def test_a_line_of_a_class_with_large_letters_is_like_a_heading():
    """The page's own style sheet tells which classes have them."""
    head = "<title>Page Two</title><style>.h{font-family:Times;font-size:22pt} .t{font-size:10pt}</style>"
    body = f"<div><p class=h>Vigilantes free captives near Kaduna</p><p class=t>{TEXT}</p></div>"
    assert metadata_of(head, body).title == "Vigilantes free captives near Kaduna"
    assert metadata_of(head.replace("22pt", "9pt"), body).title == "Page Two"


@pytest.mark.parametrize(
    ("line", "headline"),
    [
        ("Mortars land near the camp, nobody was hurt", "Mortars land near the camp, nobody was hurt"),
        ("Mortars land near the camp, police said on Monday.", "Mortars land near the camp"),  # the text
        ("Mortars land near the camps of others", "Mortars land near the camp"),
    ],
)
def test_a_title_that_was_cut_at_a_comma_is_whole_on_the_page(line, headline):
    """In bold or large letters."""
    assert (
        headline_of("Mortars land near the camp", f"<div><font size=5><b>{line}</b></font><br>{TEXT}</div>")
        == headline
    )
