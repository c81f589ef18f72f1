"""When an agency, an outlet or one of its offices is an author, and when it gives way to a person."""

import pytest
from page_metadata import NOW, metadata_of

from processors.metadata.read import read_metadata
from processors.page.html import parse_html


def test_whose_page_it_is_is_no_author_where_somebody_is():
    """The publishing house, the outlet with "The" or "News", are authors only where nobody else is."""
    house = (
        '<meta name=author content="Acme Press"><meta name=copyright content="Copyright (c) Acme Press 2022">'
    )
    byline = "<h1>Talks</h1><div class=byline>By Jane Doe</div>"
    assert metadata_of(house, byline).authors == ("Jane Doe",)
    assert metadata_of(house).authors == ("Acme Press",)
    for outlet in ("The Acme Post", "Acme Post News"):
        meta = f'<meta property="og:site_name" content="Acme Post"><meta name=author content="Jane Doe, {outlet}">'
        assert metadata_of(meta).authors == ("Jane Doe",)


def test_an_organization_in_the_code_is_an_author_where_it_is_an_agency():
    """Beside a person too; a firm of another name is none."""
    node = (
        '{"@type": "NewsArticle", "headline": "x", "author": [{"@type": "Person", "name": "Jane Doe"},'
        ' {"@type": "Organization", "name": "dpa"}, {"@type": "Organization", "name": "Acme Holding"}]}'
    )
    assert metadata_of(f'<script type="application/ld+json">{node}</script>').authors == ("Jane Doe", "dpa")


def test_the_outlet_in_the_code_is_the_author_where_nobody_else_is():
    """Its name stands in the title too, beside the headline."""
    author = '{"@type": "Organization", "name": "Water Watch"}'
    node = f'{{"@type": "NewsArticle", "headline": "Talks go on", "author": {author}}}'
    head = f'<title>Water Watch | Talks go on</title><script type="application/ld+json">{node}</script>'
    assert metadata_of(head).authors == ("Water Watch",)
    assert metadata_of(head, "<h1>Talks go on</h1><p class=byline>By Jane Doe</p>").authors == ("Jane Doe",)


def test_the_outlet_behind_the_section_in_the_title_is_no_person():
    """The code may call it one: the last part of a title with three is the site's name."""
    node = '{"@type": "NewsArticle", "headline": "漁船夜間遭衝撞", "author": {"@type": "Person", "name": "海峽時訊"}}'
    head = (
        f'<title>漁船夜間遭衝撞 | 社會 | 海峽時訊</title><script type="application/ld+json">{node}</script>'
    )
    body = "<h1>漁船夜間遭衝撞</h1><div class=reporter>〔記者王郁婷／基隆報導〕</div>"
    assert metadata_of(head, body).authors == ("王郁婷",)


def test_an_agency_alone_in_the_code_gives_way_to_a_byline():
    """Who worked an agency's text over is its author; without a byline the agency is."""
    node = '{"@type": "NewsArticle", "headline": "x", "author": {"@type": "Organization", "name": "AFP"}}'
    head = f'<script type="application/ld+json">{node}</script>'
    assert metadata_of(head, "<h1>Talks go on</h1><p class=byline>By Jane Doe</p>").authors == ("Jane Doe",)
    assert metadata_of(head, "<h1>Talks go on</h1>").authors == ("AFP",)


def test_a_desk_of_the_site_gives_way_to_a_byline():
    """A part of the address with the word for a desk behind it; a person of such a name stays."""
    head = '<meta name=author content="Plateau Web">'
    body = "<h1>Talks go on in Doha</h1><p>Par Idrissa Maïga, le samedi 21 novembre 2026</p><p>Talks.</p>"
    url = "https://www.dailyplateau.example/1"
    page = parse_html(f"<html><head>{head}</head><body>{body}</body></html>")
    assert read_metadata(page, "", NOW, url).authors == ("Idrissa Maïga",)
    page = parse_html(
        f"<html><head>{head.replace('Plateau Web', 'Ana Webb')}</head><body>{body}</body></html>"
    )
    assert read_metadata(page, "", NOW, url).authors == ("Ana Webb",)


def test_an_agency_that_calls_itself_one_is_an_author_beside_a_person():
    """Of the organizations in a page's code; the outlet's own name and other organizations are none."""
    node = '{"@type":"NewsArticle","publisher":{"name":"%s"},"author":[{"@type":"Organization","name":"%s"},'
    node += '{"@type":"Person","name":"Ana Quispe"}]}'
    script = "<script type=application/ld+json>%s</script>"
    for name in ("وكالة أنباء الضفة", "สำนักข่าวลุ่มน้ำ", "Agencia Andina Sur"):
        assert metadata_of(script % (node % ("Other News", name))).authors == (name, "Ana Quispe")
        assert metadata_of(script % (node % (name, name))).authors == ("Ana Quispe",)
    assert metadata_of(script % (node % ("Other News", "Video Team"))).authors == ("Ana Quispe",)


def test_an_agency_stands_beside_a_name_in_another_line():
    """In a list of authors, or behind a signature."""
    items = "<ul><li><a href=/author/2>Ana Quispe</a></li><li>Reuters</li><li>World</li></ul>"
    assert metadata_of("", "<h1>Talks go on in Doha</h1>" + items).authors == ("Ana Quispe", "Reuters")
    signed = "<p>The mayor denied that money was paid, and asked the commander to leave at once.</p>"
    signed += "<p>Ferhat Yıldırım/YÜKSEKOVA, (DHA)</p>"
    assert metadata_of("", "<h1>Former mayor freed</h1>" + signed).authors == ("Ferhat Yıldırım", "DHA")


def test_a_branch_of_the_outlet_is_no_author():
    """A part of the site's name with a country's letters behind it; a person with a degree stays."""
    body = "<h1>Talks go on in Doha</h1><p>Por Dalva Lima, <b>Enzo Brandt</b>, Rio Acima AM — Manaus</p>"
    url = "https://portaldorioacima.example/1"
    page = parse_html(f"<html><body>{body}</body></html>")
    assert read_metadata(page, "", NOW, url).authors == ("Dalva Lima", "Enzo Brandt")


def test_a_name_of_the_site_in_its_title_and_address_gives_way_to_a_byline():
    """Where the author that the code names is the site."""
    head = "<title>Los que cruzan • Revista Tinta</title><meta name=author content='Revista Tinta'>"
    url = "https://revistatinta.cr/los-que-cruzan"
    for line, names in (("<p>Por Irene Quesada</p>", ("Irene Quesada",)), ("", ("Revista Tinta",))):
        page = parse_html(f"<html><head>{head}</head><body><h1>Los que cruzan</h1>{line}</body></html>")
        assert read_metadata(page, "", NOW, url).authors == names


@pytest.mark.parametrize("name", ["Bundesagentur für Arbeit", "Kreativagentur Müller", "Reiseagentur"])
def test_an_agency_of_another_trade_is_no_author(name):
    """In German each trade has agencies, and those of news are called so."""
    node = '{"@type":"NewsArticle","author":[{"@type":"Organization","name":"%s"},{"@type":"Person","name":"Ana Ru"}]}'
    assert metadata_of(f"<script type=application/ld+json>{node % name}</script>", "<h1>x</h1>").authors == (
        "Ana Ru",
    )


@pytest.mark.parametrize(
    ("url", "behind", "authors"),
    [
        ("https://www.nordfunk.de/a", "Nordfunk Istanbul", ("Jane Doe",)),
        ("https://nord-funk.example.de/a", "Nordfunk Kabul", ("Jane Doe",)),
        ("https://www.nordfunk.de/a", "Julian Istanbul", ("Jane Doe", "Julian Istanbul")),
        ("https://www.nordfunk.de/a", "Nordfunk Miller", ("Jane Doe", "Nordfunk Miller")),
        ("https://www.nordfunkradio.de/a", "Nordfunk Istanbul", ("Jane Doe", "Nordfunk Istanbul")),
    ],
)
def test_the_outlet_s_office_in_a_town_is_no_author(url: str, behind: str, authors: tuple[str, ...]) -> None:
    """The site's address tells which word before a town is the outlet; others are first names."""
    page = parse_html(f"<html><body><h1>Talks</h1><p class=byline>Von Jane Doe, {behind}</p></body></html>")
    assert read_metadata(page, "", NOW, url).authors == authors
