"""What the blocks of a page tell of its article: which of them they choose, and whether they are sure of it."""

from collections import Counter

from lxml.html import HtmlElement
from msgspec import Struct

from processors.page.blocks import (
    TEXT_TAGS,
    Block,
    best_element,
    body_element,
    is_named_body,
    read_blocks,
    worth_by_element,
)
from processors.page.linked_text import mark_items, mark_linked_text
from processors.page.pieces import find_pieces, is_akin

MIN_WORDS = 150
"""Words from which a choice may be a whole article."""
MAX_OUTSIDE = 0.5
"""Paragraphs outside the blocks' own choice, as a share of its words, from which the blocks are not sure of it."""
MAX_STRAY = 0.025
"""The same of lines in it that read like no text: dates, bylines, captions, buttons."""
MAX_AWAY = 0.1
"""The same of what in it stands in another container than most of its paragraphs: boxes, teasers, comments."""


class BlockSelection(Struct, frozen=True):
    """The blocks of a page, those that the blocks alone choose, and what stands in the article's element."""

    blocks: list[Block]
    chosen: list[Block]
    inside: frozenset[HtmlElement]
    home: HtmlElement | None
    """The container of most of its paragraphs."""
    homes: frozenset[HtmlElement] = frozenset()
    """It, and where the article stands in pieces those that are made alike."""
    pieces: int = 1
    """In how many elements of one make the article stands."""


def select_blocks(root: HtmlElement) -> BlockSelection:
    """Return what the blocks of the page tell: paragraphs in the best element, and short lines between them.

    Where an element in it is named as the article's body: what stands there, and the paragraphs before it, for the
    introduction often stands above the body.
    """
    blocks = read_blocks(root)
    mark_items(blocks)
    sums = worth_by_element(blocks, root)
    best = best_element(sums, root)
    pieces = find_pieces(best, blocks, sums)
    inside = _all_in(pieces)
    within = [block for block in blocks if block.element in inside]
    body = body_element(best, inside, sums, sum(sums[piece] for piece in pieces))
    if body not in pieces:
        bodies = [piece for piece in find_pieces(body, blocks, sums) if piece in inside]
        pieces = bodies
        held = _all_in(bodies)
        first = next(place for place, block in enumerate(within) if block.element in held)
        before = [block for block in within[:first] if block.worth > 0]
        within = before + [block for block in within[first:] if block.element in held]
    home = _main_container(within)
    alike = _homes(home, within)
    homes = alike if len(pieces) > 1 or home is None else frozenset([home])
    mark_linked_text(within, homes, alike)
    return BlockSelection(blocks, _chosen(within, homes), inside, home, homes, len(pieces))


def _all_in(elements: list[HtmlElement]) -> frozenset[HtmlElement]:
    return frozenset(below for element in elements for below in element.iter())


def _homes(home: HtmlElement | None, blocks: list[Block]) -> frozenset[HtmlElement]:
    """Return the container of most paragraphs and the others that are made like it."""
    if home is None:
        return frozenset()
    containers = {block.element.getparent() for block in blocks if block.worth > 0} - {None}
    return frozenset(
        each for each in containers if each is home or (each.tag == home.tag and is_akin(each, home))
    )


def _main_container(blocks: list[Block]) -> HtmlElement | None:
    """Return the element of which most of the paragraphs are children, or None where there is no paragraph."""
    words = Counter[HtmlElement]()
    for block in blocks:
        if block.worth > 0:
            words[block.element.getparent()] += block.words
    return max(words, key=words.__getitem__, default=None)


def _chosen(blocks: list[Block], homes: frozenset[HtmlElement]) -> list[Block]:
    """Return the blocks up to the end of the text, but for noise and links.

    Among its paragraphs, in their container, more is believed: there the text ends with its last line and not with
    its last paragraph, and a point of a list is part of it even if most of it is a link.
    """
    at_home = {id(block) for block in blocks if _stands_at(block, homes)}
    chosen, last = [], 0
    for block in blocks:
        own = id(block) in at_home
        if (
            block.words
            and not block.noise
            and (2 * block.linked <= block.words or block.told or (own and not block.is_links))
        ):
            chosen.append(block)
            if block.worth > 0 or block.told or (own and not block.linked):
                last = len(chosen)
    return chosen[:last]


def _stands_at(block: Block, homes: frozenset[HtmlElement]) -> bool:
    """Tell whether a block is a child of one of those elements, or stands in a list or a table in it."""
    above = block.element.getparent()
    return above in homes or (
        block.element.tag in TEXT_TAGS and any(each in homes for each in block.element.iterancestors())
    )


def is_certain(selection: BlockSelection) -> bool:
    """Tell whether the blocks' own choice needs no second opinion.

    It is long enough for an article and stands in an element that is named as one's body, nearly all of it in one
    container and with hardly a line that reads like no text; and the page has not many more paragraphs elsewhere.
    """
    if selection.home is None or not any(
        map(is_named_body, (selection.home, *selection.home.iterancestors()))
    ):
        return False
    chosen = {id(block) for block in selection.chosen}
    words = sum(block.words for block in selection.chosen)
    outside = sum(block.words for block in selection.blocks if block.worth > 0 and id(block) not in chosen)
    loose = [block for block in selection.chosen if block.element.tag not in TEXT_TAGS]
    stray = sum(block.words for block in loose if block.worth <= 0)
    away = sum(block.words for block in loose if block.element.getparent() is not selection.home)
    return (
        words >= MIN_WORDS
        and outside < MAX_OUTSIDE * words
        and stray <= MAX_STRAY * words
        and away <= MAX_AWAY * words
    )
