"""Small boxes among an article's paragraphs, each under a heading of its own: on somebody, on something, offers."""

from collections import Counter
from collections.abc import Collection, Sequence

from lxml.html import HtmlElement

from processors.page.blocks import Block
from processors.page.headline_element import HEADINGS
from processors.page.homes import Homes
from processors.page.pieces import make
from processors.page.select_blocks import BlockSelection


def small_boxes(selection: BlockSelection, homes: Homes) -> set[int]:
    """Return the blocks (by `id`) in the containers that stand in small boxes under a heading of their own.

    A box is no section: it has few words, no other is made like it, and its heading is none of the text's level.
    """
    heads = [block for block in selection.blocks if block.element.tag in HEADINGS and not block.noise]
    headline = next((block for block in heads if block.element.tag == "h1"), None)
    own = _levels(
        [block for block in selection.blocks if block.element.tag in HEADINGS and homes.hold(block)]
    )
    headed: dict[HtmlElement, Block] = {}
    for block in heads:
        box = homes.box_of(block) if block.element.tag not in own and block is not headline else None
        if box is not None:
            headed.setdefault(box, block)
    held: dict[HtmlElement, list[Block]] = {box: [] for box in headed if box.tag in _BOXES or "-" in box.tag}
    for block in selection.blocks if held else ():
        box = homes.box_of(block)
        if block.words and box in held:
            held[box].append(block)
    cards = _makes_of_cards(selection.blocks, headed.values(), homes) if held else ()
    alike = _likes({box.getparent() for box in held} - {None})
    found = set[int]()
    for box, blocks in held.items():
        if _card(headed[box]) in cards or alike[_like(box)] > 1:
            continue
        is_headed = len(blocks) > 1 and blocks[0].element.tag in HEADINGS - own and blocks[0] is not headline
        if is_headed and blocks[1].element.tag not in _POINTS and sum(b.words for b in blocks) <= MAX_BOX:
            found |= {id(block) for block in blocks}
    return found


def _levels(heads: Sequence[Block]) -> set[str]:
    """Return the tags of headings: what stands above the headline is a label of the page's."""
    first = next((place for place, block in enumerate(heads) if block.element.tag == "h1"), -1)
    return {block.element.tag for block in heads[first + 1 :] if not block.noise}


def _makes_of_cards(blocks: Sequence[Block], heads: Collection[Block], homes: Homes) -> set[tuple[str, ...]]:
    """Return how the headings of boxes are made of which several, each with words of its own, are made alike.

    Such are the things that a text tells of one by one: goods, persons, places; its paragraphs follow on each of them.
    An offer says the same each time, and boxes in a row are the page's.
    """
    of_boxes, begun = set(map(id, heads)), dict[tuple[str, ...], str]()
    words: dict[tuple[str, ...], set[str]] = {}
    for block in blocks:
        if id(block) in of_boxes:
            begun[_card(block)] = block.form
        elif begun and block.worth > 0 and homes.hold(block):
            for card, form in begun.items():
                words.setdefault(card, set()).add(form)
            begun.clear()
    return {card for card, forms in words.items() if len(forms) >= MIN_CARDS}


def _card(head: Block) -> tuple[str, ...]:
    above = head.element.getparent()
    return (*made(head), *(make(above) if above is not None else ()))


MIN_CARDS = 3
"""Boxes with headings of one make from which on they are a series."""


def _likes(parents: Collection[HtmlElement]) -> Counter[tuple[object, ...]]:
    """Return how many children of each make these elements have."""
    return Counter(_like(each) for above in parents for each in above.iterchildren("*"))


def _like(element: HtmlElement) -> tuple[object, ...]:
    return element.getparent(), element.tag, *make(element)


_BOXES = ("div", "section", "aside")
"""Elements that may be a box; and those of a page's own, whose names have a hyphen: `amp-accordion`."""
_POINTS = ("li", "td", "th", "dt", "dd")
"""What follows the heading of the main points of a text, and of a table in it."""
MAX_BOX = 60
"""Words of a box on somebody or something, or of an offer."""


def made(block: Block) -> tuple[str, ...]:
    """Return the tag of a block's element and how it is made."""
    return block.element.tag, *make(block.element)
