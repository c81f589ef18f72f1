"""The element in which the article's blocks stand."""

from collections import Counter

import pytest
from lxml.html import HtmlElement

from processors.page.blocks import block_steps, read_blocks, worth_by_element
from processors.page.body_element import best_element, body_element, is_named_body
from processors.page.html import parse_html

LONG = "The ministers agreed to open two crossings along the border by the end of the year, a spokesman said."
OTHER = "The next round of talks is to be held in October, when the ministers of finance are to join them."


def worths(root: HtmlElement) -> Counter[HtmlElement]:
    blocks = read_blocks(root)
    return worth_by_element(blocks, block_steps(blocks, root))


def test_best_element_is_the_lowest_that_holds_the_paragraphs():
    """The element chosen holds every paragraph and not the list of links beside it."""
    links = "".join(f'<li><a href="/{n}">Another story about something else</a></li>' for n in range(9))
    root = parse_html(f"<body><div id=a><p>{LONG}</p><p>{OTHER}</p></div><ul>{links}</ul></body>")
    assert best_element(worths(root), root).get("id") == "a"


def test_a_box_of_figures_does_not_cost_an_article_its_paragraphs():
    """Each figure in an element of its own reads like navigation, and a hundred cost more than the text is worth."""
    paragraphs = "".join(f"<p>{word} {LONG}</p>" for word in ("First", "Then", "Last"))
    figures = "<div><div>Cases</div><div>97,666</div></div>" * 60
    root = parse_html(f"<html><body><div id=story>{paragraphs}<div>{figures}</div></div></body></html>")
    assert best_element(worths(root), root).get("id") == "story"


def test_the_article_with_the_heading_is_the_page_s_own():
    """Of several articles on a page, the one that has its only h1 is taken: the others were loaded after it."""
    text = f"<p>{LONG}</p><p>{OTHER}</p><p>{LONG[:60]} today, and {OTHER}</p>"
    root = parse_html(
        f"<body><div><article><h1>Talks</h1>{text}</article>"
        + f"<article>{text}</article>" * 3
        + "</div></body>"
    )
    assert best_element(worths(root), root) is next(root.iter("article"))


def test_a_long_table_is_no_reason_against_an_element():
    """Cells without links cost an element nothing, so that a text with a long table is the article."""
    table = "<table>" + "<tr><td>Kabul</td><td>41</td></tr>" * 99 + "</table>"
    root = parse_html(
        f"<body><div id=a><p>{LONG}</p><p>{OTHER}</p>{table}</div><div id=b><p>{LONG}</p></div></body>"
    )
    assert best_element(worths(root), root) is not root.get_element_by_id("b")


FIGURES = "<div><div>Cases</div><div>97,666</div></div>" * 60


def test_a_paragraph_stays_alone_where_those_beside_it_are_worth_little():
    """The element of a paragraph costs more than it is worth, and its other paragraphs do not make up for that."""
    root = parse_html(
        f"<body><div id=page><p id=text>{LONG} {OTHER} {LONG} {OTHER}</p><p>{LONG}</p>{FIGURES}</div></body>"
    )
    assert best_element(worths(root), root).get("id") == "text"


def test_paragraphs_beside_the_element_of_a_text_do_not_take_its_place():
    """A text that has an element of its own is chosen, though more paragraphs stand beside it, among navigation."""
    paragraphs = "".join(f"<p>{word} {LONG}</p>" for word in ("First", "Then", "Next", "Last", "Now"))
    text = f"<div id=text>{LONG} {OTHER}</div>"
    root = parse_html(f"<body><div id=page>{text}{paragraphs}{FIGURES}</div></body>")
    assert best_element(worths(root), root).get("id") == "text"


TEXT = f"<p>{LONG}</p><p>{OTHER}</p><p>{LONG[:60]} today, and {OTHER}</p>"


@pytest.mark.parametrize(
    ("inside", "chosen"),
    [
        (f"<article id=own><h1>Talks</h1>{TEXT}</article><article>{TEXT}</article>", "own"),
        (f"<article id=own><h1>Talks</h1>{TEXT}</article>{TEXT}", "all"),
        (f"<article id=own><h1>Talks</h1><p>{LONG}</p></article><article>{TEXT}</article>", "all"),
        (f"<article id=own><h1>Talks</h1>{TEXT}</article><article><h1>Gas</h1>{TEXT}</article>", "all"),
    ],
)
def test_an_article_in_an_article_is_the_page_s_own_by_its_heading(inside: str, chosen: str):
    """One of several, the only one with an h1, and one with a text: else the element that holds them all is it."""
    root = parse_html(f"<body><article id=all>{inside}</article></body>")
    assert best_element(worths(root), root).get("id") == chosen


@pytest.mark.parametrize(("words", "chosen"), [(f"<p>{LONG}</p>", "all"), (TEXT, "body")])
def test_an_element_that_is_named_as_the_body_is_it_where_half_of_the_text_stands_there(
    words: str, chosen: str
):
    """A short element of such a name holds a teaser or a caption, and not the article."""
    root = parse_html(f"<body><div id=all>{TEXT}<div id=body class=article-body>{words}</div></div></body>")
    best, sums = root.get_element_by_id("all"), worths(root)
    assert body_element(best, frozenset(best.iter()), sums, sums[best]).get("id") == chosen


@pytest.mark.parametrize(
    ("page", "is_body"),
    [
        ("<div itemprop=articleBody>", True),
        ("<div itemprop=headline>", False),
        ("<div class='col story__content'>", True),
        ("<div id=articleText>", True),
        ("<div class=sidebar>", False),
        ("<div>", False),
        ("<body class=single-post>", False),
    ],
)
def test_an_element_is_named_as_the_body_by_what_it_is_and_by_its_class_or_id(page: str, is_body: bool):
    """What schema.org calls it counts too; a page's own element has such names of the whole page."""
    paragraph = next(parse_html(f"<html>{page}<p>{LONG}</p></html>").iter("p"))
    assert is_named_body(paragraph.getparent()) == is_body


@pytest.mark.parametrize(("text", "tag"), [(f"{LONG}<br><br>" * 6, "td"), (f"{LONG}<br><br>", "table")])
def test_one_cell_of_a_table_that_a_page_is_laid_out_in_is_the_text(text: str, tag: str) -> None:
    """Where it has most of the words: menu, offers and foot stand in others; else the table holds the text."""
    foot = f"<tr><td>{OTHER}</td></tr><tr><td>{OTHER} {OTHER}</td></tr>"
    page = f"<body><table><tr><td><a href=/x>Letters</a></td><td>{text}</td></tr>{foot}</table></body>"
    root = parse_html(page)
    assert best_element(worths(root), root).tag == tag


def test_rows_of_one_cell_each_are_the_parts_of_a_text() -> None:
    """Old systems have a row for the introduction and one for the rest."""
    text = f"{LONG}<br><br>" * 6
    root = parse_html(f"<body><table><tr><td><b>{OTHER}</b></td></tr><tr><td>{text}</td></tr></table></body>")
    assert best_element(worths(root), root).tag in ("table", "tbody")
