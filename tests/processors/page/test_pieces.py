"""Articles that stand in pieces: what is one of them, and what beside them is another article, a box or a list."""

from itertools import count

import pytest
from lxml.html import HtmlElement

from processors.page.blocks import block_steps, read_blocks, worth_by_element
from processors.page.html import parse_html
from processors.page.pieces import find_pieces

_NUMBER = count()


def text(sentences: int) -> str:
    """Return paragraphs with so many sentences of ten words."""
    several = (
        f"The ministers agreed on point {next(_NUMBER)} of it late on Monday." for _ in range(sentences)
    )
    return "".join(f"<p>{sentence}</p>" for sentence in several)


def piece(inside: str, more: str = 'class="part"') -> str:
    """Return an element of one make."""
    return f"<section {more}>{inside}</section>"


FIRST, NEXT = piece(text(8), 'class="part" id="first"'), piece(text(6), 'class="part" id="next"')


def found(inside: str) -> list[str]:
    """Return the ids of the pieces of the article whose first is called `first`."""
    root: HtmlElement = parse_html(f"<html><body><main>{inside}</main></body></html>")
    blocks = read_blocks(root)
    (first,) = root.xpath("//*[@id='first']")
    return [
        one.get("id", "")
        for one in find_pieces(first, blocks, worth_by_element(blocks, block_steps(blocks, root)))
    ]


def test_pieces_of_one_make_come_in_the_order_of_the_page() -> None:
    """Advertisements stand between them; names that a program makes up, and numbers, do not tell them apart."""
    other = piece(text(6), 'class="css-9x part" id="next"')
    lead = piece(text(2), 'class="part" id="lead"')
    assert found(f"{lead}{FIRST}<div>Advertisement</div>{NEXT}") == ["lead", "first", "next"]
    assert found(f"{piece(text(8), 'class=css-1a id=first')}{piece(text(6), 'class=css-2b id=next')}") == [
        "first"
    ]
    assert found(f"{FIRST}{other}") == ["first", "next"]


@pytest.mark.parametrize(
    "other",
    [
        piece(text(6), 'class="other" id="next"'),
        f"<div>{NEXT}</div>",
        f'<aside class="related">{NEXT}</aside>',
        piece(text(6), 'class="part related" id="next"'),
        piece(f"<h1>Another article</h1>{text(6)}", 'class="part" id="next"'),
        piece(
            f'<h2><a href="/x">Rebels seize a town in the north</a></h2>{text(6)}', 'class="part" id="next"'
        ),
        piece(f"{text(6)}<p><a href='/x'>{'linked words of others ' * 30}</a></p>", 'class="part" id="next"'),
        piece(text(1), 'class="part" id="next"'),
    ],
    ids=["make", "depth", "box", "named box", "h1", "headline", "links", "small behind"],
)
def test_what_is_made_or_stands_otherwise_is_no_piece(other: str) -> None:
    """Another make, another depth, a box, another article by its headline, links, or little behind the article."""
    assert found(FIRST + NEXT) == ["first", "next"]
    assert found(FIRST + other) == ["first"]


def test_elements_without_a_name_are_not_alike() -> None:
    """Two plain sections may hold whatever the page likes."""
    assert found(piece(text(8), 'id="first"') + piece(text(6), 'id="next"')) == ["first"]
    assert found(piece(text(8), 'id="first" role="row"') + piece(text(6), 'id="next" role="row"')) == [
        "first",
        "next",
    ]


def test_items_of_few_words_between_the_pieces_of_a_list_belong_to_it() -> None:
    """Where four stand side by side, one of few words between them is not left out; one of another make is."""
    short = piece("<p>None.</p>", 'class="part" id="short"')
    odd = piece("<p>None.</p>", 'class="advert" id="odd"')
    items = [piece(text(6), f'class="part" id="{number}"') for number in (2, 3, 4)]
    assert found(FIRST + short + odd + "".join(items)) == ["first", "short", "2", "3", "4"]
    assert found(FIRST + short + odd + "".join(items[:2])) == ["first", "2", "3"]


def test_a_box_is_no_piece_however_much_it_holds() -> None:
    """Which elements are boxes is told by their tags and names, where the article is the smaller part of a page."""
    large = piece(text(40), 'class="part" id="next"')
    assert found(f"<div>{FIRST}</div><div>{large}</div>") == ["first", "next"]
    assert found(f"<div>{FIRST}</div><aside>{large}</aside>") == ["first"]
    assert found(FIRST + piece(text(40), 'class="part" id="related"')) == ["first"]
