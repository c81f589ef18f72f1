"""The element in which the article's blocks stand."""

from collections import Counter

from lxml.html import HtmlElement

from processors.page.blocks import block_steps, read_blocks, worth_by_element
from processors.page.body_element import best_element
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
