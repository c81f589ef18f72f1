"""What the blocks of a page tell of its article: which of them they choose, and whether they are sure of it."""

from collections import Counter
from itertools import islice

from lxml.html import HtmlElement
from msgspec import Struct

from processors.page.blocks import (
    TEXT_TAGS,
    Block,
    block_steps,
    find_blocks,
    mark_noise,
    worth_by_element,
)
from processors.page.body_element import best_element, body_element, is_named_body
from processors.page.linked_text import mark_items, mark_linked_text, mark_pulled_quotes
from processors.page.pieces import find_pieces, is_akin, make
from processors.page.teasers import mark_teasers

MIN_WORDS = 150
"""Words from which a choice may be a whole article."""
PIECE_TAGS = ("div", "section", "article", "details")
"""Elements that hold pieces of an article."""
MAX_OUTSIDE = 0.5
"""Paragraphs outside the blocks' own choice, as a share of its words, from which the blocks are not sure of it."""
MAX_STRAY = 0.025
"""The same of lines in it that read like no text: dates, bylines, captions, buttons."""
MAX_AWAY = 0.1
"""The same of what in it stands in another container than most of its paragraphs: boxes, teasers, comments."""
MAX_BEHIND = 0.02
"""The same of what in it stands behind the last paragraph of that container: teasers, comments, terms of use.

This, and the four below, are the signs by which a choice needs no name to be sure of: where they hold, a second reader
changed F1 by less than .0005 on each of four sets of pages, and from .02 behind the last paragraph on by five times
as much."""
MAX_BEFORE = 0.1
"""The same of what stands before the first one: standfirsts and captions, but not another article."""
MAX_BETWEEN = 0.3
"""The same of what stands between them in other containers."""
MAX_STRAY_AT_HOME = 0.2
"""The same of lines that read like no text."""
MAX_LEFT = 0.1
"""Paragraphs in the article's element that were not chosen, as a share of its words; half of it for cells of tables."""

MIN_WORDS_AGAIN = 50
"""Words from which a second reading of the blocks has found something."""
MIN_WORDS_TO_HOLD = 75
"""Words from which it may be the article although the first reading found much less."""
MAX_APART = 0.2
"""What only one of two readings found, as a share of the longer one's words, up to which they agree."""


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
    blocks = find_blocks(root)
    steps = block_steps(blocks, root)
    mark_noise(blocks, root, steps)
    mark_items(blocks)
    mark_pulled_quotes(blocks)
    mark_teasers(blocks)
    sums = worth_by_element(blocks, steps)
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
    chosen = _chosen(within, homes | _entries(home), alike)
    return BlockSelection(blocks, chosen, inside, home, homes, len(pieces))


def _entries(home: HtmlElement | None) -> frozenset[HtmlElement]:
    """Return what stands behind an entry with an hour of its own and is made like it: further entries, if short."""
    if home is None or not any(make(home)) or next(home.iter("time"), None) is None:
        return frozenset()
    behind = (each for each in home.itersiblings(home.tag) if make(each) == make(home))
    return frozenset(
        each for each in islice(behind, MAX_ENTRIES) if next(each.iter("time"), None) is not None
    )


MAX_ENTRIES = 500
"""Entries of a page that are looked at."""


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
    """Return the element of which most of the paragraphs are children, or None where there is no paragraph.

    Siblings that are made alike count together: an article in five of them is no box in which one long paragraph is.
    But lists, rows and quotations are parts of a text, and so are bare pieces of the element that holds most itself.
    """
    words, kin = Counter[HtmlElement](), Counter[tuple[HtmlElement | None, str, tuple[str, str]]]()
    for block in blocks:
        above = block.element.getparent()
        if block.worth > 0 and above is not None:
            words[above] += block.words
            if above.tag in PIECE_TAGS:
                kin[above.getparent(), above.tag, make(above)] += block.words

    def held(one: HtmlElement) -> tuple[int, int]:
        alike = kin[one.getparent(), one.tag, make(one)] if one.tag in PIECE_TAGS else 0
        return max(alike, words[one]), words[one]

    alone = max(words, key=words.__getitem__, default=None)
    together = max(words, key=held, default=None)
    if together is not None and together.tag in ("ul", "ol") and together.getparent() in words:
        return together.getparent()  # a list among paragraphs is theirs, however long it is
    if together is None or together.tag == "details" or any(make(together)):
        return together
    return alone if alone in together.iterancestors() else together


def _chosen(blocks: list[Block], homes: frozenset[HtmlElement], alike: frozenset[HtmlElement]) -> list[Block]:
    """Return the blocks up to the end of the text, but for noise and links.

    Among its paragraphs, in their container, more is believed: there the text ends with its last line and not with
    its last paragraph, and a point of a list is part of it even if most of it is a link. So it does with the last
    point of a list in a container made `alike`.
    """
    at_home = {
        id(block)
        for block in blocks
        if _stands_at(block, homes) or (_is_point(block) and _stands_at(block, alike))
    }
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


def _is_point(block: Block) -> bool:
    above = block.element.getparent()
    return block.element.tag == "li" or (above is not None and above.tag == "li")


def _stands_at(block: Block, homes: frozenset[HtmlElement]) -> bool:
    """Tell whether a block is a child of one of those elements, or stands in a list, a quotation or a table in it."""
    above = block.element.getparent()
    if above in homes:
        return True
    in_part = block.element.tag == "p" and above is not None and above.tag in ("li", "blockquote")
    return (in_part or block.element.tag in TEXT_TAGS) and any(
        each in homes for each in block.element.iterancestors()
    )


def is_certain(selection: BlockSelection) -> bool:
    """Tell whether the blocks' own choice needs no second opinion.

    It is long enough for an article, the page has not many more paragraphs elsewhere, and either it is neat in an
    element that is named as an article's body, or it begins and ends with the paragraphs of one container.
    """
    chosen = {id(block) for block in selection.chosen}
    words = sum(block.words for block in selection.chosen)
    if selection.home is None or words < MIN_WORDS:
        return False
    others = [block for block in selection.blocks if id(block) not in chosen]
    if sum(block.words for block in others if block.worth > 0) >= MAX_OUTSIDE * words:
        return False
    loose = [block for block in selection.chosen if block.element.tag not in TEXT_TAGS]
    stray = sum(block.words for block in loose if block.worth <= 0)
    return _is_neat(selection.home, loose, words, stray) or (
        stray <= MAX_STRAY_AT_HOME * words
        and _left_inside(others, selection.inside) <= MAX_LEFT * words
        and _left_in_tables(others) < MAX_LEFT / 2 * words
        and _is_held(selection.chosen, selection.home, words)
    )


def agree(again: list[Block], selection: BlockSelection) -> bool:
    """Tell whether a second reading of the blocks found what the first chose, and neither a table that the other lacks.

    They agree nearly, or all of the second, which is long enough for an article, is in the first: there too
    trafilatura has nothing to add (of 49 such pages of five sets, none whose F1 is known gained more than .05 by it).
    """
    own, others = {id(block) for block in selection.chosen}, {id(block) for block in again}
    words = sum(block.words for block in again)
    most = max(words, sum(block.words for block in selection.chosen))
    alone = [b for b in selection.chosen if id(b) not in others] + [b for b in again if id(b) not in own]
    if words < MIN_WORDS_AGAIN or _left_in_tables(alone) > MAX_LEFT / 2 * most:
        return False
    if words >= MIN_WORDS and others <= own:
        return True
    return sum(block.words for block in alone) <= MAX_APART * most


def holds_more(again: list[Block], selection: BlockSelection) -> bool:
    """Tell whether a second reading of the blocks found nearly all that the first chose, and much more.

    It goes by the names by which trafilatura goes, and that finds the same: of 45 such pages of five sets, none whose
    F1 is known lost more than .015 without it.
    """
    others = {id(block) for block in again}
    missed = [block for block in selection.chosen if id(block) not in others]
    words, own = (sum(block.words for block in blocks) for blocks in (again, selection.chosen))
    if words < MIN_WORDS_TO_HOLD or _left_in_tables(missed) > MAX_LEFT / 2 * own:
        return False
    return sum(block.words for block in missed) <= MAX_APART * own


def _is_neat(home: HtmlElement, loose: list[Block], words: int, stray: int) -> bool:
    """Tell whether a choice is named as a body, and nearly all of it text that stands in one container."""
    away = sum(block.words for block in loose if block.element.getparent() is not home)
    is_neat = stray <= MAX_STRAY * words and away <= MAX_AWAY * words
    return is_neat and any(map(is_named_body, (home, *home.iterancestors())))


def _left_inside(others: list[Block], inside: frozenset[HtmlElement]) -> int:
    return sum(block.words for block in others if block.is_paragraph and block.element in inside)


def _left_in_tables(others: list[Block]) -> int:
    return sum(block.words for block in others if block.element.tag in ("td", "th"))


def _is_held(chosen: list[Block], home: HtmlElement, words: int) -> bool:
    """Tell whether a choice begins and ends with paragraphs of one container, nearly, and has not much between them."""
    at_home = [block.element.getparent() is home for block in chosen]
    places = [place for place, block in enumerate(chosen) if at_home[place] and block.worth > 0]
    if not places:
        return False
    first, last = places[0], places[-1]
    between = (
        block.words
        for place, block in enumerate(chosen[first:last], first)
        if not at_home[place] and block.element.tag not in TEXT_TAGS
    )
    return (
        sum(block.words for block in chosen[last + 1 :]) <= MAX_BEHIND * words
        and sum(block.words for block in chosen[:first]) <= MAX_BEFORE * words
        and sum(between) <= MAX_BETWEEN * words
    )
