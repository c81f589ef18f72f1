"""A page's blocks are read again by the names of its elements, and trafilatura is asked where the readings differ."""

import pytest

from processors.page import extract
from processors.page.blocks import read_blocks
from processors.page.html import parse_html
from processors.page.second_reading import read_again
from processors.page.select_blocks import BlockSelection, agree

SENTENCES = [
    f"In the {n}th village of the valley the ministry counted the dead, a spokesman said." for n in range(9)
]
TEXT = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
STRAY = "<p>Readers of this page, wherever they are, are told on every page what else it has for them.</p>"


def again(body: str) -> list[str]:
    root = parse_html(f"<html><body>{body}</body></html>")
    return [block.text for block in read_again(read_blocks(root), list(root.iter()))]


@pytest.mark.parametrize(
    "names",
    ['class="article-body"', 'id="story-body"', 'itemprop="articleBody"', 'role="article"', 'id="main"'],
)
def test_the_named_element_holds_the_article(names):
    """What stands in the element that is named as an article's is read, and what stands beside it is not."""
    assert again(f"<div>{STRAY}</div><div {names}>{TEXT}</div><div>{STRAY}</div>") == SENTENCES


def test_the_surer_name_goes_first():
    """An element named as a body is taken before an article element, wherever they stand."""
    assert again(f"<article><p>{STRAY * 3}</p></article><div class='post-content'>{TEXT}</div>") == SENTENCES


@pytest.mark.parametrize(
    "box",
    ['div class="author-bio"', 'section id="related"', "aside", 'p class="byline"', 'div aria-hidden="true"'],
)
def test_boxes_in_it_are_left_out(box):
    """What is named as a box, or is one by its tag, is no part of the article around it."""
    tag = box.split()[0]
    assert again(
        f"<article>{TEXT}<{box}>Jane Doe has written of the valley for years.</{tag}>{TEXT}</article>"
    ) == [
        *SENTENCES,
        *SENTENCES,
    ]


def test_names_that_would_take_all_mean_nothing():
    """Where boxes would take nearly all of the body, they are none: the whole site is called a widget."""
    assert again(f"<article><div class='widget'>{TEXT}</div></article>") == SENTENCES


def test_short_runs_of_links_are_left_out():
    """A line of links in the body leads elsewhere; a sentence with a link in it is the article's."""
    linked = f"<p>{SENTENCES[0]} <a href='/x'>said</a></p>"
    assert again(f"<article>{linked}{TEXT}<p><a href='/a'>More on this</a></p>{TEXT}</article>") == [
        f"{SENTENCES[0]} said",
        *SENTENCES,
        *SENTENCES,
    ]


def test_a_page_without_names_is_not_read():
    """Where no element is named as an article's, the second reading has nothing."""
    assert again(f"<div>{TEXT}</div>") == []


def unsure(inside: str) -> str:
    """Return a page of whose text the blocks are not sure: it is short."""
    return f"<html><body><article>{''.join(f'<p>{each}</p>' for each in SENTENCES[:5])}{inside}</article></body></html>"


def test_trafilatura_is_not_asked_where_the_readings_agree(monkeypatch):
    """Two readings of the blocks that find the same are enough."""
    monkeypatch.setattr(extract, "_trafilatura", lambda _: pytest.fail("trafilatura was asked"))
    assert extract.extract_paragraphs(parse_html(unsure(""))) == (SENTENCES[:5], "blocks")


@pytest.mark.parametrize(
    "inside",
    [f"<div class='sidebar'>{STRAY * 3}</div>", "<table><tr><td>9 dead</td><td>5 villages</td></tr></table>"],
)
def test_trafilatura_is_asked_where_they_differ_or_have_a_table(monkeypatch, inside):
    """Where one reading has what the other leaves out, or the page has a table of some length, a third decides."""
    asked = []
    monkeypatch.setattr(extract, "_trafilatura", lambda root: asked.append(root) or SENTENCES[:5])
    extract.extract_paragraphs(parse_html(unsure(inside * (1 if "div" in inside else 3))))
    assert len(asked) == 1


def test_a_second_reading_that_is_held_by_the_first_agrees_with_it():
    """A whole article of which the first reading has every line needs no third; a short one, or other lines, do."""
    blocks = read_blocks(parse_html(f"<html><body>{TEXT * 2}</body></html>"))
    every = BlockSelection(blocks, blocks, frozenset(), None)
    assert agree(blocks[:11], every)
    assert not agree(blocks[:8], every)
    assert not agree(blocks[:11], BlockSelection(blocks, blocks[5:], frozenset(), None))
