"""An article that stands in pieces: siblings and cousins of one class, with advertisements and boxes between them.

The element whose blocks are worth most together is then only one of the pieces. The others are known by their make:
the same tag, as deep below an element that holds both, and the same class or role. A piece that has a headline of its
own, or is mostly links, is another article or a teaser.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from lxml.html import HtmlElement

from processors.page.blocks import Block, says_noise
from processors.page.body_element import is_named_body

MIN_PIECE_WORTH = 3
"""What a piece is worth at least: one short sentence, under a heading that is a link."""
MAX_LEVELS = 5
"""Levels above a piece in which others are looked for: what is farther apart has nothing to do with it."""
MAX_LINKED = 0.4
"""Share of a piece's words that are links, from which on it leads elsewhere."""
MIN_SHARE_AFTER = 0.4
"""Share of the first one's worth that those behind it have together, or they are a box about a company or somebody.

Sections that begin with headings of one level need no share."""
MIN_HEADLINE = 4
"""Words of a link over a piece from which on it is another article's headline, and no item's name: "Schools"."""
MIN_ITEMS = 4
"""Pieces side by side that are the items of a list: then those of fewer words between them belong to it too."""
_HEADLINES = ("h1", "h2", "h3")
_CHANGING = re.compile(r"\d+|(?:^|(?<=\s))(?:css|sc|jsx|styles?)-\S+")
"""What differs from piece to piece in their classes: numbers, and names that a program makes up."""


def find_pieces(first: HtmlElement, blocks: list[Block], sums: Counter[HtmlElement]) -> list[HtmlElement]:
    """Return the elements that hold pieces of the article of which `first` holds the most, in order.

    `sums` are what the blocks of each element are worth together. The answer is `first` alone where there is no other.
    """
    levels = {above: level for level, above in zip(range(1, MAX_LEVELS + 1), _above(first), strict=False)}
    like = [
        element
        for element, worth in sums.items()
        if worth >= MIN_PIECE_WORTH
        and element is not first
        and element.tag == first.tag
        and is_akin(element, first)
        and _is_cousin(element, levels)
    ]
    if not like:
        return [first]
    held: dict[HtmlElement, list[Block]] = {element: [] for element in like}
    for block in blocks:
        for above in (block.element, *block.element.iterancestors()):
            if above in held:
                held[above].append(block)
    own = {element for element in like if _tells_no_other_story(element, held[element])}
    order = {block.element: place for place, block in reversed(list(enumerate(blocks)))}
    places = {
        element: min((order[e] for e in element.iter() if e in order), default=0) for element in (first, *own)
    }
    head = blocks[places[first]].element.tag
    after = [
        element
        for element in like
        if element in own
        and places[element] > places[first]
        and not (head in _HEADLINES and blocks[places[element]].element.tag == head)
    ]
    if sum(sums[element] for element in after) < MIN_SHARE_AFTER * sums[first]:
        own -= set(after)
    pieces = sorted((first, *(element for element in like if element in own)), key=places.__getitem__)
    return _with_items_between(pieces) if len(pieces) >= MIN_ITEMS else pieces


def _with_items_between(pieces: list[HtmlElement]) -> list[HtmlElement]:
    """Return the pieces, with the siblings of their make that stand between them where all are siblings."""
    above = pieces[0].getparent()
    if above is None or any(piece.getparent() is not above for piece in pieces):
        return pieces
    items, known = list(above), set(pieces)
    between = items[items.index(pieces[0]) : items.index(pieces[-1]) + 1]
    return [
        item for item in between if item in known or (item.tag == pieces[0].tag and is_akin(item, pieces[0]))
    ]


def _above(element: HtmlElement) -> Iterator[HtmlElement]:
    return (above for above in element.iterancestors() if above.tag != "html")


def is_akin(one: HtmlElement, other: HtmlElement) -> bool:
    """Tell whether two elements are made alike: by role, by the whole class, or both named as an article's body."""
    names = (make(one), make(other))
    if names[0] == names[1] and any(names[0]):
        return True
    shared = set(one.get("class", "").split()) & set(other.get("class", "").split())
    return bool(shared) and is_named_body(one) and is_named_body(other)


def make(element: HtmlElement) -> tuple[str, str]:
    """Return how an element is made, but for its tag: its lasting classes and its role."""
    return _lasting(element.get("class", "")), element.get("role", "")


@lru_cache(maxsize=4096)
def _lasting(names: str) -> str:
    """Return of the names in a class those parts that are the same in each piece."""
    return " ".join(_CHANGING.sub("", names).split())


def _is_cousin(element: HtmlElement, levels: dict[HtmlElement, int]) -> bool:
    """Tell whether an element stands as deep as the first below one above both, with no noise on the way to it."""
    if says_noise(element):
        return False
    for level, above in enumerate(element.iterancestors(), 1):
        if above in levels:
            return levels[above] == level
        if level == MAX_LEVELS or says_noise(above):
            return False
    return False


def _tells_no_other_story(element: HtmlElement, blocks: list[Block]) -> bool:
    """Tell whether an element of blocks goes on with a story: no headline before its text, few links, no noise."""
    words = sum(block.words for block in blocks)
    linked = sum(block.linked for block in blocks)
    if linked > MAX_LINKED * words or all(block.noise for block in blocks):
        return False
    if next(element.iter("h1"), None) is not None:
        return False
    first = next((n for n, block in enumerate(blocks) if block.worth > 0), 0)
    heads = [block for block in blocks[: first + 1] if block.element.tag in _HEADLINES]
    return not any(block.linked >= MIN_HEADLINE for block in heads) and not (
        heads and element.tag == "article"
    )
