"""A page's blocks are read again by the names of its elements, and trafilatura is asked where the readings differ."""

import pytest

from processors.page import extract
from processors.page.blocks import read_blocks
from processors.page.html import parse_html
from processors.page.second_reading import read_again, with_paragraphs
from processors.page.select_blocks import BlockSelection, agree, holds_more

SENTENCES = [
    f"In the {n}th village of the valley the ministry counted the dead, a spokesman said." for n in range(9)
]
TEXT = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
ROW = "<tr><td>9 dead</td><td>5 villages</td></tr>"
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
    [
        f"<div class='bar'>{STRAY * 3}</div>",
        f"<div class='bar'><table>{ROW * 3}</table></div><p>{SENTENCES[6]}</p>",
    ],
)
def test_trafilatura_is_asked_where_they_differ_or_one_has_a_table(monkeypatch, inside):
    """Where one reading has what the other leaves out, or a table of some length, a third decides."""
    asked = []
    monkeypatch.setattr(extract, "_trafilatura", lambda root: asked.append(root) or SENTENCES[:5])
    extract.extract_paragraphs(parse_html(unsure(inside)))
    assert len(asked) == 1


def test_a_table_that_both_found_is_written_in_rows(monkeypatch):
    """A table in the text is no reason to ask, and each of its rows is one line."""
    monkeypatch.setattr(extract, "_trafilatura", lambda _: pytest.fail("trafilatura was asked"))
    rows = "<tr><th></th><th>Dead</th><th>Hurt</th></tr><tr><td>Shahi</td><td>9</td><td><p>5</p></td></tr>"
    table = f"<table>{rows}<tr><td>By noon</td></tr></table><p>{SENTENCES[5]}</p>"
    found, name = extract.extract_paragraphs(parse_html(unsure(table)))
    assert found == [*SENTENCES[:5], "| | Dead | Hurt |", "| Shahi | 9 | 5 |", "By noon", SENTENCES[5]]
    assert name == "blocks"


def test_a_second_reading_that_holds_much_more_is_the_text(monkeypatch):
    """Lines that read like no paragraphs are the article's where its named element holds them and the first choice."""
    monkeypatch.setattr(extract, "_trafilatura", lambda _: pytest.fail("trafilatura was asked"))
    names = [f"Village {n}, families without a roof" for n in range(20)]
    text = f"<p>{SENTENCES[0]}</p>{''.join(f'<p>{name}</p>' for name in names)}"
    found, name = extract.extract_paragraphs(parse_html(f"<div class='article-body'>{text}</div>"))
    assert (found, name) == ([SENTENCES[0], *names], "blocks")


def test_a_second_reading_that_lacks_much_of_the_first_is_not_believed():
    """One that has another text than the first, or hardly a text at all, holds no more."""
    blocks = read_blocks(parse_html(f"<html><body>{TEXT * 2}</body></html>"))
    assert holds_more(blocks, BlockSelection(blocks, blocks[:5], frozenset(), None))
    assert holds_more(blocks[1:], BlockSelection(blocks, blocks[:9], frozenset(), None))
    assert not holds_more(blocks[3:], BlockSelection(blocks, blocks[:9], frozenset(), None))
    assert not holds_more(blocks[:3], BlockSelection(blocks, blocks[:2], frozenset(), None))


def test_where_no_name_tells_paragraphs_do():
    """Where no element is named as the article's, or it holds next to nothing, paragraphs outside boxes are read."""
    box = f"<div class='sidebar'>{STRAY}</div><div>{SENTENCES[1]}</div>"
    root = parse_html(f"<html><body>{box}<div>{TEXT}<h2>More</h2></div></body></html>")
    blocks = read_blocks(root)
    assert [block.text for block in with_paragraphs([], blocks)] == SENTENCES
    assert [block.text for block in with_paragraphs(blocks[1:2], blocks)] == [SENTENCES[1], *SENTENCES]
    assert with_paragraphs(blocks[:6], blocks) == blocks[:6]
    assert with_paragraphs([], read_blocks(parse_html("<p>&lt;</p>"))) == []


def test_paragraphs_without_a_name_are_believed_where_they_are_a_whole_article(monkeypatch):
    """A long text in paragraphs that both readings found needs no third; of a short one each line weighs."""
    asked = []
    monkeypatch.setattr(extract, "_trafilatura", lambda root: asked.append(root) or SENTENCES)
    lines = [f"{each} He named no {n}." for n in range(3) for each in SENTENCES]
    for count, times in ((len(lines), 0), (9, 1)):
        cells = "".join(f"<div class='c{n}'><p>{line}</p></div>" for n, line in enumerate(lines[:count]))
        found, _ = extract.extract_paragraphs(parse_html(f"<html><body>{cells}</body></html>"))
        assert len(asked) == times
    assert found


def test_a_second_reading_that_is_held_by_the_first_agrees_with_it():
    """A whole article of which the first reading has every line needs no third; a short one, or other lines, do."""
    blocks = read_blocks(parse_html(f"<html><body>{TEXT * 2}</body></html>"))
    every = BlockSelection(blocks, blocks, frozenset(), None)
    assert agree(blocks[:11], every)
    assert not agree(blocks[:8], every)
    assert not agree(blocks[:11], BlockSelection(blocks, blocks[5:], frozenset(), None))
