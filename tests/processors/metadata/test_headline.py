"""The headline: which wording of a page it is, and what is taken off."""

import pytest
from page_metadata import NOW, metadata_of

from processors.metadata.read import read_metadata
from processors.metadata.site_names import without_site_name
from processors.page.html import parse_html


def test_only_the_site_is_taken_off_a_title():
    """A last part that is not the site's name belongs to the headline."""
    names = {"examplenews"}
    headline = "Taliban Deny Reports Of Possible Ties With Al-Qaeda - Spokesperson"
    assert without_site_name(headline, names) == headline
    assert without_site_name(f"{headline} - Example News", names) == headline
    assert without_site_name("Example News: Talks go on", names) == "Talks go on"


def test_the_heading_that_readers_see():
    """The heading that says what the page's code says is the headline; a section's or the site's name is not."""
    head = "<title>Talks go on in Doha - daily.example</title>"
    head += '<meta property="og:title" content="Doha talks go on: live">'
    assert metadata_of(head, "<h1>Blog</h1><h1>Talks go on in Doha</h1>").title == "Talks go on in Doha"
    assert metadata_of(head, "<h1>Menu</h1>").title == "Doha talks go on: live"
    assert metadata_of(head, "<h1>Talks go on in Doha & Kabul</h1>").title == "Talks go on in Doha & Kabul"
    assert (
        metadata_of(head, "<h1>Doha talks go on: live <i>By Jane Doe</i></h1>").title
        == "Doha talks go on: live"
    )
    assert (
        without_site_name("Talks go on - daily.example", set(), "https://www.daily.example/") == "Talks go on"
    )


@pytest.mark.parametrize(
    ("title", "og", "body", "headline"),
    [
        ("Engora Data Blog: Small adventures with models", "Small adventures with models",
         "<h1>Engora Data Blog</h1><h1>Small is the new large</h1>", "Small adventures with models"),
        ("Open-sourcing CORE One CAD Files - Prusa", "Open-sourcing CORE One CAD Files - Prusa",
         "<h2>15 Replies to “Open-sourcing CORE One CAD Files”</h2>", "Open-sourcing CORE One CAD Files - Prusa"),
        ("Große Aufgaben für die neue Regierung", "Große Aufgaben für die neue Regierung",
         "<h1><span>Tunesien</span> Große Aufgaben für die neue Regierung</h1>",
         "Große Aufgaben für die neue Regierung"),
        ("Zitronenkuchen vom Blech | Backen", "Zitronenkuchen vom Blech | Backen",
         "<h1>Zitronenkuchen vom Blech: einfach köstlich!</h1>", "Zitronenkuchen vom Blech: einfach köstlich!"),
        ("Covid-19: Lässt sich die Ausbreitung kontrollieren? - Spektrum",
         "Covid-19: Lässt sich die Ausbreitung kontrollieren?",
         "<h1>Covid-19: Lässt sich die Ausbreitung kontrollieren?</h1>",
         "Covid-19: Lässt sich die Ausbreitung kontrollieren?"),
        ("Wine Regions", "Wine Regions", "<h2>An Intro to Wine Regions of the World</h2>", "Wine Regions"),
        ("15 Jahre example.net — example.net", "15 Jahre example.net — example.net",
         "<h1>15 Jahre example.net</h1>", "15 Jahre example.net"),
    ],
)  # fmt: skip
def test_which_wording_is_the_headline(title, og, body, headline):
    """Kickers, site names and headings of comments are told apart from the headline that readers see."""
    head = f'<title>{title}</title><meta property="og:title" content="{og}">'
    root = parse_html(f"<html><head>{head}</head><body>{body}</body></html>")
    assert read_metadata(root, "", NOW, "https://www.example.net/a").title == headline


@pytest.mark.parametrize(
    ("said", "body", "headline"),
    [
        ("Online Classes: Best Platforms", "<h1>Was Schülern at home fehlt</h1>", "Was Schülern at home fehlt"),
        ("The schools of Kabul: a portrait", "<h1>“Downtown” Kabul</h1>", "The schools of Kabul: a portrait"),
        ("Schools open in Kabul (as", "<h1>Schools open in Kabul (as of today)</h1>",
         "Schools open in Kabul (as of today)"),
        ("Schools open in Kabul", "<h1>Schools open in Kabul <i>By Jane Doe</i></h1>", "Schools open in Kabul"),
        ("Schools open in Kabul", "<h1><i>Asia</i> Schools open in Kabul</h1>", "Schools open in Kabul"),
    ],
)  # fmt: skip
def test_address_and_elements_tell_the_headline(said, body, headline):
    """The address tells the headline as the code does; one shared word does not; cuts are where elements end."""
    head = f'<title>{said}</title><meta property="og:title" content="{said}">'
    root = parse_html(f"<html><head>{head}</head><body>{body}</body></html>")
    address = "https://www.example.net/2026/was-kabuls-schuelern-at-home-fehlt-12345.html"
    assert read_metadata(root, "", NOW, address).title == headline


def test_an_address_that_cannot_be_read_tells_nothing():
    """A page whose address is broken has the headline that its code says."""
    root = parse_html(
        "<html><head><title>Talks go on</title></head><body><h1>Menu</h1><h1>More</h1></body></html>"
    )
    assert read_metadata(root, "", NOW, "http://[").title == "Talks go on"


LONG = "Talks in Doha go on as delegations from four countries weigh what a ceasefire could mean for the border regions"


@pytest.mark.parametrize(
    ("url", "named", "headings", "headline"),
    [
        ("https://a.example/district/343604", "Floods reach Rajshahi | District", [], "Floods reach Rajshahi"),
        ("https://a.example/talks/", "Doha - Talks", [], "Doha - Talks"),
        ("https://aoc.media/x", "La retraite | AOC media - Analyse Opinion", ["O Opinion", "Opinion"], "La retraite"),
        ("http://a.example/c_11.htm", "武汉的声音：有英雄的城！-新华网", [], "武汉的声音：有英雄的城！"),
        ("http://a.example/c_11.htm", "北京-上海高铁", [], "北京-上海高铁"),
        ("https://a.example/x", "Talks go on", [f"<style>.c {{ color: red }}</style>{LONG}"], LONG),
        ("https://a.example/x", "Talks &amp;#8211; at last", ["Talks &amp;#8211; at last"], "Talks – at last"),
        ("https://a.example/x", "Doha talks", [f"Doha talks. {LONG} {LONG}"], "Doha talks"),
    ],
)  # fmt: skip
def test_what_is_taken_off_and_out_of_a_headline(url, named, headings, headline):
    """Sections of the address, a site's name with its motto or without blanks, styles and introductions are no part."""
    shown = "".join(f"<h1>{heading}</h1>" for heading in headings)
    root = parse_html(f"<html><head><title>{named}</title></head><body>{shown}</body></html>")
    assert read_metadata(root, "", NOW, url).title == headline


def test_a_cut_wording_gives_way_to_the_whole_one():
    """JSON-LD's headline, cut at Google's 110 characters, is told as og:title has it; a shorter one stays as it is."""
    ld = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "%s"}</script>'
    og = '<meta property="og:title" content="%s">'
    assert metadata_of(ld % (LONG[:105] + "...") + og % LONG).title == LONG
    assert metadata_of(ld % LONG[:13] + og % LONG).title == LONG[:13]


def test_the_heading_that_says_what_the_code_says_comes_before_the_one_that_title_names():
    """Of two headings, both of which the page tells elsewhere, the one in og:title is the story's."""
    head = '<title>News - Eawag</title><meta property="og:title" content="It takes the first electron">'
    assert (
        metadata_of(head, "<h1>News</h1><h1>It takes the first electron</h1>").title
        == "It takes the first electron"
    )


def test_a_heading_of_one_word_that_the_title_does_not_say_is_a_section_s():
    """An only h1 of "Politics" is no headline where <title> says another; a word that the title has is one."""
    assert (
        metadata_of("<title>Talks go on in Doha</title>", "<h1>Politics</h1>").title == "Talks go on in Doha"
    )
    assert metadata_of("<title>Talks go on in Doha</title>", "<h1>Doha</h1>").title == "Doha"
    assert metadata_of("<title>Example News</title>", "<h1>Ceasefire</h1>").title == "Ceasefire"
    assert metadata_of("<title>Talks go on in Doha</title>", "<h1>Ceasefire!</h1>").title == "Ceasefire!"


@pytest.mark.parametrize(
    ("head", "body", "headline"),
    [
        ("<title>Dam filled for the first time – My website</title>", "", "Dam filled for the first time"),
        ("<title>Taliban deny ties – Spokesperson</title>", "", "Taliban deny ties – Spokesperson"),
        ("<title>Coast News: Dam on the Orrin filled</title>", "<font><b>Dam on the Orrin filled</b></font>",
         "Dam on the Orrin filled"),
        ('<title>x</title><meta name="DC.title" content="Dam on the Orrin filled">', "", "Dam on the Orrin filled"),
        ('<meta name="parsely-title" content="Dam on the Orrin filled">', "", "Dam on the Orrin filled"),
        ("<title>Djibo : un convoi attaqué | Le Pays</title>", "<h1>Djibo : un convoi attaqué</h1>",
         "Djibo : un convoi attaqué"),
    ],
)  # fmt: skip
def test_headlines_of_pages_that_tell_little(head: str, body: str, headline: str) -> None:
    """A name at the end of a lone title goes, bold words confirm a part of it, and a French blank stays."""
    assert metadata_of(head, body).title == headline


def test_a_heading_of_one_text_is_whole_where_the_code_has_its_end():
    """A kicker is taken off where an element parts it, or where the heading stands nowhere else as it is."""
    head = "<title>Рубеж · «Талибан»: война, которую не показывают</title>"
    head += '<meta property="og:title" content="Война, которую не показывают">'
    body = "<h1>%sвойна, которую не показывают</h1>"
    assert metadata_of(head, body % "«Талибан»: ").title == "«Талибан»: война, которую не показывают"
    replies = "<h1>15 replies to война, которую не показывают</h1>"
    assert metadata_of(head, replies).title == "Война, которую не показывают"


def test_a_kicker_of_german_papers_is_no_headline():
    """The line over it is called `dach`, and its colon is for those who hear the page."""
    h1 = "<h1><span class=dach>Belagerung in Mali</span><span>: </span><span>Timbuktu wartet auf Lastwagen</span></h1>"
    head = "<title>Belagerung in Mali: Timbuktu wartet auf Lastwagen - Example News</title>"
    assert metadata_of(head, h1).title == "Timbuktu wartet auf Lastwagen"


def test_a_long_stroke_parts_the_sites_name():
    """As a bar does; the headline has a colon of its own."""
    head = "<title>Bağımsız Mercek ― Şengal'e dönüş: Çadırı söken geri gelmiyor</title>"
    body = "<a href=/>Bağımsız Mercek</a><h1>Şengal'e dönüş: Çadırı söken geri gelmiyor</h1>"
    assert metadata_of(head, body).title == "Şengal'e dönüş: Çadırı söken geri gelmiyor"


@pytest.mark.parametrize("label", ["Live", "Video", "Opinion"])
def test_a_label_before_the_headline_goes(label):
    """A section's or a button's word and a colon are no part of the headline that the code tells without them."""
    head = '<meta property="og:title" content="Army denies losses in river battle">'
    body = f"<h1>{label}: Army denies losses in river battle</h1>"
    assert metadata_of(head, body).title == "Army denies losses in river battle"


@pytest.mark.parametrize(
    ("title", "url"),
    [
        ("Attaque à la frontière — Sénégal", "https://www.senegal7.com/1"),
        ("Drone strike kills four: Perú", "https://peru21.pe/x"),
    ],
)
def test_a_country_at_the_end_of_a_headline_is_no_site(title, url):
    """One word with its accents says where it was, though the address has it without them."""
    page = parse_html(f"<html><head><title>{title}</title></head><body><h1>{title}</h1></body></html>")
    assert read_metadata(page, "", NOW, url).title == title


def test_a_lesser_heading_that_the_title_has_behind_the_site_s_name_is_the_headline():
    """The name may stand first, before a bar; a section of one or two words there is none."""
    head = "<title>Harbour Radio | Fishers: the mines took our catch</title>"
    text = "<p>For more than a year Salim has not taken his boat out farther than a stone's throw.</p>"
    body = f"<section class=hero><h2>Fishers: the mines took our catch</h2></section>{text}<h2>Nets on walls</h2>{text}"
    assert metadata_of(head, body).title == "Fishers: the mines took our catch"


def test_the_part_of_a_title_that_a_cell_called_a_title_has_is_the_headline():
    """Ministries of China set it so, under a title with the ministry's name behind a dot."""
    headline = "青河省应急管理厅通报三起较大生产安全事故"
    head = f"<title>{headline} • 青河省应急管理厅</title>"
    cell = f"<table><tr><td class=title>{headline}</td></tr></table>"
    assert metadata_of(head, cell).title == headline
    assert metadata_of(head, "<table><tr><td class=title>青河省</td></tr></table>").title != headline


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("Army denies losses in battle | The Post of the Lake", "Army denies losses in battle"),
        (
            "Army denies losses in battle - says the post of lake",
            "Army denies losses in battle - says the post of lake",
        ),
        ("Army denies | The Post of the Lake", "Army denies | The Post of the Lake"),
        (
            "Army denies losses in battle | What we know of the river so far",
            "Army denies losses in battle | What we know of the river so far",
        ),
    ],
)
def test_a_site_s_name_behind_an_upright_bar_may_be_longer(title, headline):
    """Where nothing on the page confirms it, a short last part goes, and a headline is left before it."""
    assert metadata_of(f"<title>{title}</title>", "<div id=app></div>").title == headline


def test_the_author_behind_a_bar_of_a_headline_goes():
    """Where the page's code names the author so; another's name, and one behind a colon, is a part of the headline."""
    named = '<meta name=parsely-author content="Jane Doe"><meta property=og:title content="{}">'
    told = {
        title: metadata_of(named.format(title), "<div>Amnesty will fail</div>").title
        for title in (
            "Amnesty will fail | Jane Doe",
            "Amnesty will fail | John Roe",
            "Amnesty will fail: Jane Doe",
        )
    }
    first, *others = told.values()
    assert first == "Amnesty will fail"
    assert others == list(told)[1:]
