"""Headlines under an h1 that tells of what kind the page is, or whose it is."""

import pytest
from page_metadata import NOW

from processors.metadata.read import read_metadata
from processors.page.html import parse_html

TEXT = "<p>Security forces searched two villages near the river, and four men were killed before it was light.</p>"
URL = "https://www.gov.example/press/318"


def title_of(head: str, body: str, url: str = URL) -> str | None:
    return read_metadata(
        parse_html(f"<html><head>{head}</head><body>{body}</body></html>"), "", NOW, url
    ).title


@pytest.mark.parametrize(
    ("head", "kind", "other"),
    [
        (
            "Press Release Details | Directorate of Information",
            "Press Release Details",
            "Four killed in Tank district",
        ),
        ("Haber Detayı", "Haber Detayı", "Köprü trafiğe yeniden açıldı"),
        ("تفاصيل الخبر - الوكالة", "تفاصيل الخبر", "مقتل أربعة مسلحين في عملية قرب النهر"),
    ],
)
def test_a_heading_of_the_kind_gives_way_to_the_headline_under_it(head, kind, other):
    """The h1 is short and none of its words stand in the text; the headline is a title in another part of the page."""
    body = f"<h1>{kind}</h1><div><p>No 318</p><h2 class=pr-title>{other}</h2>{TEXT}{TEXT}</div>"
    assert title_of(f"<title>{head}</title>", body) == other


@pytest.mark.parametrize(
    "body",
    [
        # A second line right under the headline.
        f"<div><h1>Blood and gold</h1><h2 class=title>How the mines of the north changed hands</h2>{TEXT}</div>",
        # A standfirst in another element.
        f"<h1>Blood and gold</h1><div><h2 class=subtitle>How the mines of the north changed hands</h2>{TEXT}</div>",
        # A heading that nothing calls a title.
        f"<h1>Blood and gold</h1><div><h2>How the mines of the north changed hands</h2>{TEXT}</div>",
        # The text speaks of it.
        f"<h1>Blood and gold</h1><div><h2 class=title>How the mines of the north changed</h2>{TEXT}"
        "<p>There is blood on the gold that they sell in the capital, he said, and everybody knows it.</p></div>",
    ],
)
def test_other_short_headlines_stay(body):
    """A second line, a standfirst, an unnamed heading, and an h1 of which the text speaks."""
    assert title_of("<title>Blood and gold</title>", body) == "Blood and gold"


def test_an_address_tells_that_a_heading_is_no_kind():
    """What the address spells is the page's own headline."""
    body = f"<h1>Blood and gold</h1><div><h2 class=title>How the mines of the north changed hands</h2>{TEXT}</div>"
    url = "https://www.gov.example/2026/blood-and-gold.html"
    assert title_of("<title>Blood and gold</title>", body, url) == "Blood and gold"


def test_the_first_heading_is_the_sites_where_the_title_has_both():
    """A short h1 over no text is one side of the title, and the heading over the text the other."""
    head = "<title>وكالة برقة للأنباء - خطف ثمانية سائقين قرب الحدود الجنوبية</title>"
    body = (
        "<div><h1>وكالة برقة للأنباء</h1></div><div><h2>خطف ثمانية سائقين قرب الحدود الجنوبية</h2>"
        f"{TEXT}</div>"
    )
    assert title_of(head, body) == "خطف ثمانية سائقين قرب الحدود الجنوبية"


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>Gold falls again</h1>{TEXT}<h2>Markets of the north and the south</h2>{TEXT}",  # the h1 stands over text
        f"<h1>Gold falls again</h1>{TEXT}<h2><a href=/m>Markets of the north and the south</a></h2>",  # another page
        f"<h1>Gold prices fall again in all markets of Asia</h1><h2>Markets of the north and the south</h2>{TEXT}",
    ],
)
def test_a_heading_over_its_text_is_no_sites(body):
    """Nor is one with a section's linked heading behind, nor one that is longer than the other side."""
    name = body[4 : body.index("</h1>")]
    head = f"<title>{name} - Markets of the north and the south</title>"
    assert (title_of(head, body) or "").startswith("Gold")


def test_the_address_tells_the_sites_name_without_accents():
    """Addresses have no accents: "fronteiranoticias.com" names "Fronteira Notícias"."""
    head = "<title>Fronteira Notícias :: PF prende suposto tesoureiro</title>"
    body = f"<h1>Fronteira Notícias</h1><h2 class=titulo>PF prende suposto tesoureiro</h2>{TEXT}"
    assert (
        title_of(head, body, "https://www.fronteiranoticias.com/2026/11/07/pcc")
        == "PF prende suposto tesoureiro"
    )


def test_the_sites_name_for_messengers_makes_the_headline_no_name():
    """Where og:title is the site's name, what <title> has beside it is the headline."""
    head = "<title>Guerrilha reivindica emboscada - Jornal do Mayombe</title>"
    head += '<meta property="og:title" content="Jornal do Mayombe">'
    body = f"<h1><a href=/2>Mercado novo</a></h1><h1>Guerrilha reivindica emboscada</h1>{TEXT}"
    url = "https://www.jornaldomayombe.ao/noticia.php?cod=441"
    assert title_of(head, body, url) == "Guerrilha reivindica emboscada"


MENU = "<ul><li>Les armées</li><li>Recrutement</li></ul>"


@pytest.mark.parametrize(
    ("title", "site", "line"),
    [
        ("Ministère de la Défense", "Ministère de la Défense",
         "<font size=4><b>COMMUNIQUÉ SUR LES COMBATS DE DIFFA</b></font>"),
        ("Официальный портал Уполномоченного по правам", "Уполномоченный по правам",
         "<div class=zag>Заявление в связи с обстрелом посёлка Авдотьино</div>"),
        ("المركز الإعلامي", "المركز الإعلامي", "<h2>بيان صادر عن المتحدث حول أحداث مأرب</h2>"),
    ],
)  # fmt: skip
def test_an_h1_over_a_menu_that_is_all_of_the_title_is_the_sites(title, site, line):
    """The headline is the longer line over the text, behind the menu."""
    body = f"<div><h1>{site}</h1></div>{MENU}<div>{line}{TEXT}</div>"
    assert title_of(f"<title>{title}</title>", body) in line
    assert title_of(f"<title>{title}</title>", body) != site


@pytest.mark.parametrize(
    "behind",
    [
        "<h2>How the mines of the north changed hands</h2>",  # no menu
        "<p>5 May 2021</p><ul><li>Share</li><li>Print</li></ul><h2>How the mines changed hands</h2>",  # a day
        "<div><a class=share>F</a><a class=share>X</a></div><h2>How the mines changed hands</h2>",  # buttons
        MENU + "<h2>The mine</h2>",  # a shorter line
    ],
)
def test_a_headline_over_a_lesser_heading_stays(behind):
    """Without a menu between them, with a day or buttons there, or over a shorter line."""
    body = f"<h1>The blood and the gold</h1>{behind}{TEXT}"
    assert title_of("<title>The blood and the gold</title>", body) == "The blood and the gold"


@pytest.mark.parametrize("called", ["soustitre", "untertitel", "sottotitolo", "altbaslik", "bajada-titulo"])
def test_a_line_under_the_headline_that_is_so_called_is_no_headline(called):
    """In other languages than English, too."""
    body = f"<div><h1>Raid near Tank</h1></div><div><h2 class={called}>Four are dead and two villages lie in ruins</h2>"
    assert title_of("<title>Raid near Tank</title>", f"{body}{TEXT}</div>") == "Raid near Tank"


def test_a_headline_over_its_topics_stays():
    """The text has its words, and so it is no site's name over a menu, whatever stands between."""
    body = "<h1>Forces search river villages</h1><ul><li><a href=/t/1>Asia</a></li><li><a href=/t/2>War</a></li></ul>"
    body += f"<h2>How the mines of the north changed hands in one night</h2>{TEXT}"
    assert title_of("<title>Forces search river villages</title>", body) == "Forces search river villages"


def test_a_headline_that_its_title_has_with_a_second_line_stays():
    """The first paragraph has its words, and so it is no site's name beside the headline."""
    body = "<div><h1>Two villages searched</h1></div>"
    body += f"<div><h2>Security forces come in the night and leave four dead</h2>{TEXT}</div>"
    head = "<title>Two villages searched - Security forces come in the night and leave four dead</title>"
    assert title_of(head, body) == "Two villages searched"


def test_an_office_over_a_headline_that_begins_with_its_name() -> None:
    """The h1 of a ministry's pages is its name, and so do its headlines begin."""
    body = (
        "<div class=header><h1>Ministry of Health</h1></div>"
        f"<div><h3 class=title>Ministry of Health warns of bad water in the north</h3>{TEXT}</div>"
    )
    assert (
        title_of("<title>Site - News</title>", body) == "Ministry of Health warns of bad water in the north"
    )


@pytest.mark.parametrize("kind", ["Nachrichten", "Aktuelles", "Pressemitteilung", "Nieuws", "Haber Detayı"])
@pytest.mark.parametrize(
    "body",
    [
        "<div><h1>{}</h1><h2>Drei Tote bei Angriff in Gao</h2>{}</div>",
        "<div><h1>{}</h1><h2 class=news-h>Drei Tote bei Angriff in Gao</h2><p>12.03.2026</p>{}</div>",
        "<h1>{}</h1><div><h3 class=ce-x>Drei Tote bei Angriff in Gao</h3>{}</div>",
    ],
)
def test_words_for_a_kind_alone_give_way_to_any_heading_over_the_text(kind: str, body: str) -> None:
    """Whatever its class is, and beside the h1 as well."""
    assert (
        title_of(f"<title>{kind} - Stadt Muster</title>", body.format(kind, TEXT))
        == "Drei Tote bei Angriff in Gao"
    )


@pytest.mark.parametrize(
    "body",
    [
        # A standfirst under the headline, which has a word of its own.
        "<div><h1>Nachrichten aus Gao</h1><h2>Wie die Minen des Nordens den Besitzer wechselten</h2>{}</div>",
        "<div><h1>Aktuelles Urteil</h1><h2>Wie die Minen des Nordens den Besitzer wechselten</h2>{}</div>",
        # The text stands above the heading, or the heading is called a second line.
        "<div><h1>Nachrichten</h1>{0}<h2>Was seither in Gao und Kidal geschah</h2>{0}</div>",
        "<div><h1>Nachrichten</h1><h2 class=subtitle>Was seither in Gao und Kidal geschah</h2>{}</div>",
    ],
)
def test_a_second_line_under_words_for_a_kind_stays_one(body: str) -> None:
    """So does a heading within the text."""
    headline = body.partition("<h1>")[2].partition("</h1>")[0]
    assert title_of(f"<title>{headline}</title>", body.format(TEXT)) == headline


def test_a_headline_in_the_page_s_title_stands_against_a_heading_under_words_for_a_kind() -> None:
    """The heading is a second line, where the text has the words of the title."""
    headline = "Mines in the north change hands again"
    text = "".join(
        f"<p>{headline} this week, a miner of the town said on Tuesday by telephone.</p>" for _ in "abc"
    )
    body = f"<div><h1>News</h1><h2>What we know so far of it</h2>{text}</div>"
    assert title_of(f"<title>{headline}</title>", body) == headline
