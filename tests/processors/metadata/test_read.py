"""What a page says of itself is found in its best place, cleaned, and told with that place."""

from datetime import UTC, date, datetime

import pytest

from processors.metadata.bylines import clean_author_names
from processors.metadata.date_formats import parse_datetime
from processors.metadata.date_words import find_day
from processors.metadata.headline import without_site_name
from processors.metadata.read import MAX_METAS, own_address, read_metadata
from processors.metadata.timestamps import day_in_url, read_timestamp, with_day_of_address
from processors.page.html import parse_html

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = datetime(2021, 5, 5, tzinfo=UTC)
BROKEN = '<script type="application/ld+json">{broken</script>'


def read(head: str, body: str = ""):
    return read_metadata(
        parse_html(f"<html><head>{head}</head><body>{body}</body></html>"), "Example News", NOW
    )


def test_json_ld_comes_first():
    """JSON-LD, in a graph too, wins over meta elements, for headline and moment alike."""
    said = read(
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "A &amp; B meet",'
        ' "datePublished": "2021-05-05T08:30:00+04:30", "author": {"name": "Jane Doe"}}]}</script>'
        '<meta property="og:title" content="Other"><meta name="pubdate" content="2020-01-01">'
    )
    assert said.title == "A & B meet"
    assert (said.published.at, said.published.where) == (datetime(2021, 5, 5, 4, tzinfo=UTC), "json-ld")
    assert said.authors == ("Jane Doe",)
    assert said.headlines == ("A & B meet", "Other")


@pytest.mark.parametrize(
    ("head", "body", "where"),
    [
        ('<meta property="article:published_time" content="2021-05-05">', "", "meta"),
        ("", '<article><time datetime="2021-05-05">5 May</time></article>', "time"),
        (BROKEN + '<meta name="date" content="Wed, 05 May 2021 00:00:00 GMT">', "", "meta"),
        ('<meta name="date" content="never"><meta name="dc.date" content="5 May 2021">', "", "meta"),
        ('<meta name="date" content="2099-01-01">', '<time datetime="2021-05-05T00:00Z">', "time"),
    ],
)
def test_moment_and_its_place(head, body, where):
    """The moment is found in the next best place when the better ones are absent, broken or impossible."""
    said = read(head, body)
    assert (said.published.at, said.published.where) == (DAY, where)


def test_title_falls_back_from_place_to_place():
    """og:title, then the first h1, then <title> without the site's name make the title."""
    title = "<title>Talks go on | Example News</title>"
    assert read(title).title == "Talks go on"
    assert read(title, "<h1>Talks  go\non today</h1>").title == "Talks go on today"
    assert read(title + '<meta property="og:title" content="Talks">', "<h1>x</h1>").title == "Talks"
    assert read("<title>Example News</title>").title is None


def test_only_the_site_is_taken_off_a_title():
    """A last part that is not the site's name belongs to the headline."""
    names = {"examplenews"}
    headline = "Taliban Deny Reports Of Possible Ties With Al-Qaeda - Spokesperson"
    assert without_site_name(headline, names) == headline
    assert without_site_name(f"{headline} - Example News", names) == headline
    assert without_site_name("Example News: Talks go on", names) == "Talks go on"


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
        (["@NatGeoUK", "page.head.extra.author", "WRITTEN BY", "Von", "July"], ()),
    ],
)
def test_authors_are_people(written, names):
    """Bylines lose "By", job titles, addresses and the outlet; each name stands once."""
    assert clean_author_names(written, "Example News") == names


def test_moment_in_an_address():
    """A day in the address counts as midnight UTC; other numbers are no day."""
    assert day_in_url("https://example.org/2021/05/05/talks", NOW).at == DAY
    assert day_in_url("https://example.org/news/20210505/x", NOW).at == DAY
    assert day_in_url("https://example.org/story/20219934", NOW) is None


@pytest.mark.parametrize(
    "words",
    ["", "yesterday", "12", "1970-01-01", "2099-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "x" * 500],
)
def test_impossible_moments_are_none(words):
    """Words that name no moment, the epoch and the future are no publication."""
    assert parse_datetime(words, NOW) is None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Published on May 5, 2021 at noon", date(2021, 5, 5)),
        ("5. Mai 2021", date(2021, 5, 5)),
        ("5 de mayo de 2021, 10:30", date(2021, 5, 5)),
        ("5 мая 2021", date(2021, 5, 5)),
        ("٥ مايو ٢٠٢١", date(2021, 5, 5)),
        ("2021年5月5日", date(2021, 5, 5)),
        ("05.06.2021", date(2021, 6, 5)),
        ("5/6/2021", date(2021, 6, 5)),
        ("13/12/2021", date(2021, 12, 13)),
        ("31 February 2021", None),
        ("Chapter 5 of 2021 pages", None),
        ("room 20210505", None),
    ],
)
def test_a_day_in_words(words, day):
    """A day with its year is read in many languages, and nothing else is taken for one."""
    assert find_day(words) == day


def test_a_short_year_needs_every_figure():
    """05.06.21 is a day, as German pages write it; 1.2.21 is the number of a version, and 12.30.15 no day."""
    assert find_day("Party, 05.06.21") == date(2021, 6, 5)
    assert (find_day("release 1.2.21"), find_day("10.05.06.21"), find_day("32.30.15")) == (None, None, None)


def test_month_first_in_the_united_states():
    """5/6 is the sixth of May where that is how dates are written."""
    assert find_day("5/6/2021", month_first=True) == date(2021, 5, 6)


@pytest.mark.parametrize(
    ("words", "precision", "day"),
    [
        ("2021-05-05T23:30:00-05:00", "time", date(2021, 5, 5)),
        ("2021-05-05T08:30:00", "local", date(2021, 5, 5)),
        ("2021-05-05", "day", date(2021, 5, 5)),
        ("2021-05-05T00:00:00Z", "day", date(2021, 5, 5)),
        ("2021-05-05T00:00:00+02:00", "time", date(2021, 5, 5)),
        ("Wed, 05 May 2021 08:30:00 GMT", "time", date(2021, 5, 5)),
    ],
)
def test_a_moment_knows_how_exact_it_is(words, precision, day):
    """A date is no midnight, a time without a zone is not known to the hour, and the day is the outlet's own."""
    moment = read_timestamp(words, NOW, "meta")
    assert (moment.precision, moment.day) == (precision, day)


def test_the_day_beside_the_headline_is_a_guess():
    """Where the code of a page says nothing, the day under its headline is told apart from what it says."""
    said = read(
        "", "<h1>Talks go on in Doha</h1><div><span>Politics</span><span>5 May 2021</span></div><p>x</p>"
    )
    assert said.published is None
    assert (said.visible_date.day, said.visible_date.precision, said.visible_date.where) == (
        date(2021, 5, 5),
        "day",
        "byline",
    )
    assert read("", "<h1>Talks go on in Doha</h1><p>It began on a day in 2020.</p>").visible_date is None


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
    assert read("", body).authors == names


def test_the_outlet_behind_a_name_is_taken_off():
    """The author "Jane Doe EXAMPLE NEWS" is Jane Doe; a card for messengers labelled "Written by" names her too."""
    assert read('<meta name="author" content="Jane Doe EXAMPLE NEWS">').authors == ("Jane Doe",)
    card = '<meta name="twitter:label1" content="Verfasst von"><meta name="twitter:data1" content="Jane Doe">'
    assert read(card).authors == ("Jane Doe",)
    assert read(card.replace("Verfasst von", "Lesezeit")).authors == ()


def test_a_person_behind_a_reference():
    """JSON-LD that refers to its author by @id has the name in another node; organisations are no authors."""
    said = read(
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "Talks go on",'
        ' "author": {"@id": "#jane"}}, {"@type": "Person", "@id": "#jane", "name": "Jane Doe, MD"}]}</script>'
    )
    assert said.authors == ("Jane Doe",)
    company = (
        '{"@type": "NewsArticle", "headline": "x", "author": {"@type": "Organization", "name": "Acme News"}}'
    )
    assert read(f'<script type="application/ld+json">{company}</script>').authors == ()


def test_the_heading_that_readers_see():
    """The heading that says what the page's code says is the headline; a section's or the site's name is not."""
    head = "<title>Talks go on in Doha - daily.example</title>"
    head += '<meta property="og:title" content="Doha talks go on: live">'
    assert read(head, "<h1>Blog</h1><h1>Talks go on in Doha</h1>").title == "Talks go on in Doha"
    assert read(head, "<h1>Menu</h1>").title == "Doha talks go on: live"
    assert read(head, "<h1>Talks go on in Doha & Kabul</h1>").title == "Talks go on in Doha & Kabul"
    assert read(head, "<h1>Doha talks go on: live <i>By Jane Doe</i></h1>").title == "Doha talks go on: live"
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


@pytest.mark.parametrize(
    ("told", "accepted"),
    [
        ("https://example.org/news/talks", "https://example.org/news/talks"),
        ("/news/talks", "https://www.example.org/news/talks"),
        ("https://m.example.org/news/talks", "https://m.example.org/news/talks"),
        ("https://example.org/", None),
        ("https://example.org/news", None),
        ("https://other.example/news/talks", None),
        ("javascript:void(0)", None),
        ("http://[", None),
        (None, None),
    ],
)
def test_an_address_that_can_be_the_same_article(told, accepted):
    """A page's canonical address is believed where it can be the article's, never a front page's or another site's."""
    if told is None:
        assert own_address("", told) is None
    else:
        assert own_address("https://www.example.org/news/talks?utm_source=x", told) == accepted


def test_section_paywall_and_change():
    """Section, paywall and the moment of the last change are read; nothing said is not the same as no."""
    said = read(
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "x", "articleSection": ["World"],'
        ' "isAccessibleForFree": "False", "dateModified": "2021-05-06T10:00:00Z"}</script>'
    )
    assert (said.section, said.paywalled) == ("World", True)
    assert said.modified.at == datetime(2021, 5, 6, 10, tzinfo=UTC)
    assert read('<meta property="article:content_tier" content="free">').paywalled is False
    assert (read("").paywalled, read("").section, read("").modified) == (None, None, None)


def test_no_more_metas_are_read_than_a_page_has() -> None:
    """What stands after a thousand meta elements is an attack's, and costs nothing."""
    title = '<meta property="og:title" content="Talks go on in Doha">'
    assert read("<meta>" * (MAX_METAS - 1) + title).title == "Talks go on in Doha"
    assert read("<meta>" * MAX_METAS + title).title is None


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
    assert read(ld % (LONG[:105] + "...") + og % LONG).title == LONG
    assert read(ld % LONG[:13] + og % LONG).title == LONG[:13]


def test_the_heading_that_says_what_the_code_says_comes_before_the_one_that_title_names():
    """Of two headings, both of which the page tells elsewhere, the one in og:title is the story's."""
    head = '<title>News - Eawag</title><meta property="og:title" content="It takes the first electron">'
    assert (
        read(head, "<h1>News</h1><h1>It takes the first electron</h1>").title == "It takes the first electron"
    )


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2021-05-06T02:25:54Z", 5),
        ("2021-05-06T02:25:54+00:00", 5),
        ("2021-05-06T14:00:00Z", 6),
        ("2021-05-04T22:04:00Z", 5),
        ("2021-05-04T09:00:00Z", 4),
        ("2021-05-06T02:25:54+01:00", 6),
        ("2021-05-06 02:25:54", 6),
        ("2021-05-07T01:00:00Z", 7),
    ],
)
def test_the_address_tells_the_outlets_day_of_a_moment_in_utc(written, day):
    """It does where some zone's clock showed that day then; a moment told in a zone has its own."""
    moment = read_timestamp(written, NOW, "json-ld")
    assert with_day_of_address(moment, "https://example.org/2021/05/05/talks", NOW).day == date(2021, 5, day)


def test_a_byline_in_the_margin_is_another_articles():
    """A marked name counts in the article, not in its footer, an aside or a list of teasers."""
    marked = "<span itemprop=author>Jane Doe</span>"
    assert read("", f"<h1>Talks go on</h1><p>{marked}</p>").authors == ("Jane Doe",)
    for margin in ("<footer>%s</footer>", "<aside>%s</aside>", "<div class=teaser>%s</div>"):
        assert read("", f"<h1>Talks go on</h1>{margin % marked}").authors == ()
