"""Authors: people, each once, without titles, outlets and what stands beside another article."""

import pytest
from page_metadata import NOW, metadata_of

from processors.metadata.author_names import clean_author_names, in_usual_order
from processors.metadata.read import read_metadata
from processors.page.html import parse_html


@pytest.mark.parametrize(
    ("written", "names"),
    [
        (["By Jane Doe"], ("Jane Doe",)),
        (["By Jane Doe and John Roe, Senior Correspondent"], ("Jane Doe", "John Roe")),
        (["Jane Doe", "JANE DOE", "https://example.org/jane", "jane@example.org"], ("Jane Doe",)),
        (["Автор: Иван Петров"], ("Иван Петров",)),
        (["Example News", "admin"], ()),
        (["Von Anna Schmidt"], ("Anna Schmidt",)),
        (["Ludwig von Mises"], ("Ludwig von Mises",)),
        (["Thomas Broderick, Nalea Ko, and Ali Khan"], ("Thomas Broderick", "Nalea Ko", "Ali Khan")),
        (["Prof. Dr. Rainer Quitzow"], ("Rainer Quitzow",)),
        (["Jane Doe WATCH LIVE"], ("Jane Doe",)),
        (["Jane Watch"], ("Jane Watch",)),
        (["Erika Muster Lokalredaktion"], ("Erika Muster",)),
        (["گزارش از رضا محمدی"], ("رضا محمدی",)),
        (["BY JANE DOE AND ALI KHAN"], ("JANE DOE", "ALI KHAN")),
        (["记者：王小明　责任编辑：李丽"], ("王小明",)),
        (["文・写真　山田太郎"], ("山田太郎",)),
        (["@NatGeoUK", "page.head.extra.author", "WRITTEN BY", "Von", "July"], ()),
    ],
)
def test_authors_are_people(written, names):
    """Bylines lose "By", job titles, addresses and the outlet; each name stands once."""
    assert clean_author_names(written, "Example News") == names


@pytest.mark.parametrize(
    ("body", "names"),
    [
        (
            "<h1>Talks</h1><div class='article-byline'>By Jane Doe and Ali Khan May 5, 2021</div>",
            ("Jane Doe", "Ali Khan"),
        ),
        ("<h1>Talks</h1><p>Von Erika Mustermann</p>", ("Erika Mustermann",)),
        ("<h1>Talks</h1><a href='/authors/jane'>Jane Doe, Senior Correspondent</a>", ("Jane Doe",)),
        ("<h1>Talks</h1><div class=comments><span class=author>Troll Nine</span></div>", ()),
        ("<h1>Talks</h1><span class='author vcard'><span class='fn n'>Jane Doe</span></span>", ("Jane Doe",)),
        ("<h1>Talks</h1><h3>Author</h3><p> Lisa D. Ellis</p>", ("Lisa D. Ellis",)),
        ("<h1>Talks</h1><small>WRITTEN BY</small> <p><b><a href=/a>Jane Doe</a></b></p>", ("Jane Doe",)),
        ("<h1>Talks</h1><div class=byline>Kab Niang Le 20/04/2018</div>", ("Kab Niang",)),
        ("<h1>Talks</h1><div class=byline>Erika Mustermann Do, 20. April 2018</div>", ("Erika Mustermann",)),
        ("<h1>Talks</h1><div class=byline>Han So</div>", ("Han So",)),
        (
            "<h1>Talks</h1>" + "<p>x</p>" * 200 + "<p class='author vcard'><a class='url fn'>Jane Doe</a>",
            ("Jane Doe",),
        ),
        ("<h1>Talks</h1><time class='article-author-date' datetime=2021-11-04>Donnerstag</time>", ()),
        ("<h1>Talks</h1><span class=author>Aug 7, 2021</span>", ()),
        ("<h1>Talks</h1><p>By the time the talks ended it was dark.</p>", ()),
    ],
)
def test_bylines_beside_the_headline(body, names):
    """Names stand in what is called, linked or opens like a byline; visitors and sentences are none."""
    assert metadata_of("", body).authors == names


def test_the_outlet_behind_a_name_is_taken_off():
    """The author "Jane Doe EXAMPLE NEWS" is Jane Doe; a card for messengers labelled "Written by" names her too."""
    assert metadata_of('<meta name="author" content="Jane Doe EXAMPLE NEWS">').authors == ("Jane Doe",)
    card = '<meta name="twitter:label1" content="Verfasst von"><meta name="twitter:data1" content="Jane Doe">'
    assert metadata_of(card).authors == ("Jane Doe",)
    assert metadata_of(card.replace("Verfasst von", "Lesezeit")).authors == ()


def test_a_person_behind_a_reference():
    """JSON-LD that refers to its author by @id has the name in another node; organisations are no authors."""
    said = metadata_of(
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "Talks go on",'
        ' "author": {"@id": "#jane"}}, {"@type": "Person", "@id": "#jane", "name": "Jane Doe, MD"}]}</script>'
    )
    assert said.authors == ("Jane Doe",)
    company = (
        '{"@type": "NewsArticle", "headline": "x", "author": {"@type": "Organization", "name": "Acme News"}}'
    )
    assert metadata_of(f'<script type="application/ld+json">{company}</script>').authors == ()


def test_a_byline_in_the_margin_is_another_articles():
    """A marked name counts in the article, not in its footer, an aside or a list of teasers."""
    marked = "<span itemprop=author>Jane Doe</span>"
    assert metadata_of("", f"<h1>Talks go on</h1><p>{marked}</p>").authors == ("Jane Doe",)
    for margin in ("<footer>%s</footer>", "<aside>%s</aside>", "<div class=teaser>%s</div>"):
        assert metadata_of("", f"<h1>Talks go on</h1>{margin % marked}").authors == ()


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("By Jane Doe (in Kabul) and John Roe (Islamabad", ("Jane Doe", "John Roe")),
        ("(Jane Doe)", ("Jane Doe",)),
        ("Jane Doe (@janedoe)", ("Jane Doe",)),
        ("Jane Doe @janedoe", ("Jane Doe",)),
        ("More stories by Jane Doe", ("Jane Doe",)),
        ("Mehr von Petra Müller", ("Petra Müller",)),
        ("Другие материалы автора Иван Петров", ("Иван Петров",)),
        ("WATCH LIVE", ()),
        ("Live", ()),
        ("Breaking News", ()),
        ("Read more", ()),
        ("Sign in", ()),
        ("See Wei Lin", ("See Wei Lin",)),
    ],
)
def test_what_stands_around_a_name_goes(written, names):
    """Cut brackets, handles, "more stories by" and the words of buttons are no names and no part of them."""
    assert clean_author_names([written]) == names


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Jane Doe, Image: Example Pictures, Stockhouse", ("Jane Doe",)),
        ("Erika Mustermann (Text), Foto: Max Muster", ("Erika Mustermann",)),
        ("Jane Doe Illustration by John Roe", ("Jane Doe",)),
        ("신현주 기자", ("신현주",)),
        ("박준석 기자 외 1명", ("박준석",)),
        ("山田太郎 記者", ("山田太郎",)),
        ("105092", ()),
        ("CC7567", ()),
        ("About The Author", ()),
        ("Alles von Erika Mustermann", ("Erika Mustermann",)),
        ("Debatte Von", ()),
    ],
)
def test_who_made_the_pictures_and_numbers_of_users_are_no_authors(written, names):
    """What stands behind "Image:", numbers of users, and the reporter's rank in Korean and Japanese go."""
    assert clean_author_names([written]) == names


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Doe, Jane", "Jane Doe"),
        ("Doe, J.", "J. Doe"),
        ("Jong, Michiel de", "Michiel de Jong"),
        ("Jane Doe, John Roe", "Jane Doe, John Roe"),
        ("SID, dpa", "SID, dpa"),
    ],
)
def test_a_family_name_in_front_is_one_person(written, name):
    """Libraries write "Doe, Jane" in a meta element: one person, in the usual order."""
    assert in_usual_order(written) == name
    if name == "Jane Doe":
        assert metadata_of(f'<meta name="citation_author" content="{written}">').authors == (name,)


def test_the_outlet_in_a_byline_s_next_line_is_no_part_of_the_name():
    """A byline of two blocks has the author in the first, the outlet and the day in the second."""
    rest = "<div>Acme Post <time>May 5, 2021</time></div>"
    byline = f"<div class=article_byline><div>By <span>Jane Doe</span></div>{rest}</div>"
    assert metadata_of("", f"<h1>Talks</h1>{byline}").authors == ("Jane Doe",)
    linked = "<div class=author>Written by <a href=/jane>Jane Doe</a> in <a href=/war>War</a> on 5 May</div>"
    assert metadata_of("", f"<h1>Talks</h1>{linked}").authors == ("Jane Doe",)


def test_a_name_that_stands_in_an_attribute():
    """Microdata has an author's name in a meta element, whose words are in `content`."""
    marked = '<div itemprop=author itemscope><meta itemprop=name content="Jane Doe"></div>'
    assert metadata_of("", f"<h1>Talks</h1>{marked}").authors == ("Jane Doe",)


def test_the_one_author_whom_the_page_links_to():
    """Where no byline is beside the headline, the only person in links to authors is it; of two nobody is."""
    link = "<footer><a rel=author href=/author/{0}>{1}</a></footer>"
    text = "<h1>Talks</h1>" + "<p>x</p>" * 200
    assert metadata_of("", text + link.format("jane", "Jane Doe")).authors == ("Jane Doe",)
    two = link.format("jane", "Jane Doe") + link.format("john", "John Roe")
    assert metadata_of("", text + two).authors == ()
    comment = f"<div class=comments>{link.format('jane', 'Jane Doe')}</div>"
    assert metadata_of("", text + comment).authors == ()


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        (
            "<div class=submitted>Submitted by Jane Doe [Sports desk] on Sat, 04/25/2026 - 18:12</div>",
            ("Jane Doe",),
        ),
        ("<p class=byline>By Jane Doe in Mokha and John Roe in London</p>", ("Jane Doe", "John Roe")),
        (
            "<p><span class=who-author>Jane Doe</span>, <span class=who-author>John Roe</span></p>",
            ("Jane Doe", "John Roe"),
        ),
        ("<p class=meta>First published: 29 January 2026, 14:05 | By Jane Doe</p>", ("Jane Doe",)),
        ("<div class=meta>Veröffentlicht: 12.09.2026, 17:45 Uhr – Von Jens Roth</div>", ("Jens Roth",)),
        ("<div class=yazar>Haber: Elif Tunç (İzmir) <a href=/y>Tüm haberleri</a></div>", ("Elif Tunç",)),
        (
            "<div class=avtor>Текст: <a>Игорь Лапин</a> <a href=/a>Все материалы автора</a></div>",
            ("Игорь Лапин",),
        ),
        ("<div><span>来源：日报</span> <span class=zuozhe>记者：林晓燕</span></div>", ("林晓燕",)),
        ("<span class='author vcard'>تحریر: فرحان قریشی</span>", ("فرحان قریشی",)),
        ("<span class=author-thumb>Last Updated: January 7, 2025</span>", ()),
    ],
)
def test_bylines_of_many_makes_are_read(byline: str, names: tuple[str, ...]) -> None:
    """Places, desks, days and links to what else somebody wrote stand around the names."""
    page = f"<h1>Port loads first onions since the war</h1>{byline}<p>The port has loaded onions.</p>"
    assert metadata_of("", page).authors == names


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Kabul/AFP", ("AFP",)),
        ("EFE Manila", ("EFE",)),
        ("Jane Doe, Paris", ("Jane Doe",)),
        ("Maria & Katerina", ("Maria", "Katerina")),  # Katerina is a town as well
        ("Mercedes, Diego y Ana", ("Mercedes", "Diego", "Ana")),  # so is Mercedes
        ("Benito Juárez, Ana Gómez y Eva Paz", ("Benito Juárez", "Ana Gómez", "Eva Paz")),
        ("Anna Schmidt und Max Weber (Bildungsredaktion)", ("Anna Schmidt", "Max Weber")),
        ("Sophie Delacroix avec Belga", ("Sophie Delacroix", "Belga")),
        ("Reto Muster, Ana Torres (Text), Jorge Sol (Bilder), Puerto Asís", ("Reto Muster", "Ana Torres")),
        ("مراسلنا في تمنراست: بوجمعة كنتاوي", ("بوجمعة كنتاوي",)),
        ("Super User", ()),
    ],
)
def test_towns_offices_and_who_took_the_pictures_go(byline, names):
    """What stands beside the names in a byline is no author."""
    assert clean_author_names([byline]) == names


def test_a_writers_name_in_the_title_is_not_the_sites():
    """Columns have it behind the headline; the same place has the site's name on other pages."""
    node = '{"@type": "NewsArticle", "headline": "Talks go on", "author": {"@type": "Person", "name": "Ana Quispe"}}'
    head = f'<title>Talks go on | Ana Quispe</title><script type="application/ld+json">{node}</script>'
    body = "<h1>Talks go on</h1><span class=author>John Roe</span>"
    assert metadata_of(head, body).authors == ("Ana Quispe",)


def test_one_word_between_strokes_is_a_place():
    """Of "Outlet / Town / Name" the name alone is one; two strokes between names of two words part people."""
    assert clean_author_names(["Saba Aden / Mudiyah / Salih al-Ban"], "Saba Aden") == ("Salih al-Ban",)
    assert clean_author_names(["Jane Doe / Tom Okello / Reuters"]) == ("Jane Doe", "Tom Okello", "Reuters")
    assert clean_author_names(["Laura / Jane Doe"]) == ("Laura", "Jane Doe")


def test_an_author_under_another_articles_headline_is_no_author():
    """A list of articles has one beside each; an author's own link in bold letters is no headline."""
    card = (
        "<article><h2><a href=/2>Bakers reopen in the old town</a></h2><span class=author>%s</span></article>"
    )
    assert metadata_of("", "<h1>Gwoza</h1>" + card % "Ana Quispe").authors == ()
    own = (
        "<div class=author><strong>By <a href=/team/dr-doe>Dr. Jane van Doe</a></strong> - Mar 27, 2024</div>"
    )
    assert metadata_of("", "<h1>Talks go on in Doha</h1>" + own).authors == ("Jane van Doe",)


def test_an_authors_box_below_the_text_names_the_one_author():
    """An element that is called an author's name, wherever it stands; nobody where two name two."""
    body = (
        "<h1>Talks go on in Doha</h1>"
        + "<p>Talks.</p>" * 130
        + "<div><h4 class=author-box__name>%s</h4></div>"
    )
    assert metadata_of("", body % "Liz Kenny").authors == ("Liz Kenny",)
    assert metadata_of("", (body + "<h4 class=author-box__name>Tom Okello</h4>") % "Liz Kenny").authors == ()
    assert metadata_of("", (body % "Liz Kenny").replace("box", "box comment")).authors == ()


def test_a_byline_names_more_authors_than_the_pages_code():
    """Where the code has one of several, an element of persons' names alone beside the headline tells the others."""
    head = '<meta name=citation_author content="Haines, Leopold">'
    byline = "<h1>Talks go on in Doha</h1><div><a>Dr. Leopold Haines</a> and <a>Mariam Coulibaly</a></div>"
    assert metadata_of(head, byline).authors == ("Leopold Haines", "Mariam Coulibaly")


@pytest.mark.parametrize(
    "line",
    [
        "<p>Leopold Haines and the war in Mali</p>",  # a sentence
        "<p>Leopold Haines, Senior Fellow</p>",  # an office
        "<p>Leopold Haines and Our Newsroom</p>",  # nobody
        "<p>Leopold Haines, Mali News</p>",  # an outlet
        "<div class=comments><p>Leopold Haines and Mariam Coulibaly</p></div>",  # visitors
    ],
)
def test_other_lines_with_the_authors_name_add_nobody(line):
    """A sentence, an office, an outlet, and what visitors write."""
    head = '<meta name=author content="Leopold Haines">'
    assert metadata_of(head, "<h1>Talks go on in Doha</h1>" + line).authors == ("Leopold Haines",)


def test_one_word_between_strokes_is_a_person_where_no_outlet_stands_before_it():
    """Many people have one name, and names of China and Korea are written without a blank."""
    assert clean_author_names(["Adi Wijaya / Sutrisno / Budi Santoso"]) == (
        "Adi Wijaya",
        "Sutrisno",
        "Budi Santoso",
    )
    assert clean_author_names(["홍길동 기자 / 김철수 / 이영희"]) == ("홍길동", "김철수", "이영희")
    assert clean_author_names(["محمد علي / سمير / نادية"]) == ("محمد علي", "سمير", "نادية")
    assert clean_author_names(["سبق عدن / مودية / صالح البان"]) == ("سبق عدن", "صالح البان")


@pytest.mark.parametrize("office", ["Foreign Policy", "Johns Hopkins", "Der Spiegel", "Burkina Faso"])
def test_what_stands_behind_a_comma_or_a_bar_is_no_second_author(office):
    """Where the code names one author, only an "and" joins another: the rest is what the one belongs to."""
    head = '<meta name=author content="Jane Doe">'
    for bar in (",", " |", " -"):
        body = f"<h1>Talks go on in Doha</h1><div class=byline>Jane Doe{bar} {office}</div>"
        assert metadata_of(head, body).authors == ("Jane Doe",)


@pytest.mark.parametrize("name", ["Frank Press", "Krishna KV"])
def test_a_person_whose_name_begins_as_the_sites_does_is_no_desk(name):
    """Last names and initials are no words for a desk."""
    body = f"<h1>Talks go on in Doha</h1><div class=byline>By {name}</div><p class=author-name>Tom Okello</p>"
    url = f"https://{name.split()[0].lower()}times.example/1"
    assert read_metadata(parse_html(f"<html><body>{body}</body></html>"), "", NOW, url).authors == (name,)


def test_a_last_name_by_parts_no_names():
    """By is a last name in the north; a second byline has two words behind it."""
    assert clean_author_names(["Ole By Hansen"]) == ("Ole By Hansen",)
    assert clean_author_names(["By Jane Doe By John Smith"]) == ("Jane Doe", "John Smith")


def test_a_name_within_an_authors_element_is_the_authors():
    """At any depth; a name that stands in another element is somebody else's."""
    body = "<h1>Talks go on in Doha</h1><p itemprop=publisher><b itemprop=name>Example News Group</b></p>"
    body += "<p itemprop=author>By <span>our <i itemprop=name>Ana Quispe</i></span></p>"
    assert metadata_of("", body).authors == ("Ana Quispe",)


def test_elementor_calls_all_that_a_page_has_a_widget():
    """The byline in one of them is the article's; that of the other articles below the text is theirs."""
    byline = '<li itemprop="author"><a href="/author/j"><span class="type-author">Jane Doe</span></a></li>'
    widget = '<div class="elementor-element elementor-widget elementor-widget-{}"><ul>{}</ul></div>'
    assert metadata_of("", f"<h1>Talks go on</h1>{widget.format('post-info', byline)}").authors == (
        "Jane Doe",
    )
    assert metadata_of("", f"<h1>Talks go on</h1>{widget.format('posts', byline)}").authors == ()
