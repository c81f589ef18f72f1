"""The headline is found where the page's h1 is its logo, and the site's name where links to the front page say it."""

import pytest
from lxml.html import document_fromstring

from processors.metadata.other_headings import heading_of_article, names_in_home_links

TEXT = "<p>The ministers agreed on Tuesday to open two crossings along the border by the end of the year.</p>"
MENU = "<nav><h2><a href=/w>World</a></h2><h2><a href=/p>Politics</a></h2></nav>"
LOGO = "<header><h1 class=logo><a href=/>Example Times</a></h1></header>"


def _heading(body):
    return heading_of_article(document_fromstring(f"<html><body>{body}</body></html>"))


@pytest.mark.parametrize(
    "body",
    [
        LOGO + MENU + "<article><h2>Talks go on</h2>" + TEXT + "</article>",
        "<h1><a href=/><img alt=Example src=l.png></a></h1><h2>Menu</h2><div class=post><h2>Talks go on</h2>"
        + TEXT
        + "</div>",
        "<h1>Новости Пример</h1><div class=menu><h3>Политика</h3></div><div class=post><h3>Talks go on</h3>"
        + TEXT,
        MENU + "<div><header><h2 class=entry-title>Talks go on</h2></header>" + TEXT + "</div>",
        LOGO
        + "<div class=related><h2 class=title>Rain floods the town</h2>"
        + TEXT
        + "</div><article><h2>Talks go on</h2>"
        + TEXT,
    ],
)
def test_the_lesser_heading_over_the_text_is_the_headline(body):
    """Neither the logo nor a heading of the menu or of a box is; the one with the article under it is."""
    assert _heading(body) == "Talks go on"


@pytest.mark.parametrize(
    "body",
    [
        "<article><h1>Talks</h1><h2>What was decided</h2>" + TEXT + "</article>",
        "<h1>Ministers agree to open two border crossings</h1><article><h2>What was decided</h2>"
        + TEXT
        + "</article>",
        "<h1>Talks</h1>" + TEXT + "<article><h2>What was decided</h2>" + TEXT + "</article>",
        LOGO + "<article><h2><a href=/other.html>Rain floods the town</a></h2>" + TEXT + "</article>",
        LOGO + "<div><h2>Talks go on</h2></div>",
    ],
)
def test_a_headline_in_an_h1_keeps_its_place(body):
    """A subheading, a teaser's heading and one without a text are no headline."""
    assert _heading(body) is None


def test_the_name_in_links_to_the_front_page():
    """Words and pictures that link to the page's own front page name the site; other links do not."""
    root = document_fromstring(
        "<body><a href=/><img alt='Example Times' src=l.png></a><a href=https://x.example/>The Example</a>"
        "<a href=https://other.example/>Other</a><a href=/world>World</a><a href='http://[broken'>x</a></body>"
    )
    assert names_in_home_links(root, "https://x.example/a.html") == ["Example Times", "The Example"]
