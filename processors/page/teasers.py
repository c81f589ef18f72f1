"""Teasers of other articles around a text: paragraphs that each stand under, or behind, a link that is a headline.

They read like paragraphs, and on the page of a short report they have more words than it has.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from lxml.html import HtmlElement

from processors.page.blocks import Block
from processors.page.headline_element import around_headline

MIN_HEADLINE = 4
"""Words of a link that can be a headline."""
MAX_WORDS = 60
"""Words of a teaser."""
MIN_TEASERS = 2
"""Paragraphs in a row, each behind such a link, from which on they are teasers."""
MIN_BEFORE = 25
"""Words of paragraphs before them that are an article: a page without any is a list, or of items with a link each."""

MAX_TIMES = 1.5
"""Words of teasers, in times of the words before them: more are the items of a list with an introduction."""


def mark_teasers(blocks: Sequence[Block]) -> None:
    """Mark as noise, among the blocks of a page, the teasers behind a text, with their headlines and what is between.

    An article's own paragraphs may each have a link before them, too; but the first of them has none, and they stand
    in one element, or in sections of it. And items with a link each are no teasers where the text goes on behind them.
    """
    shown = [block for block in blocks if block.words and not block.noise]
    teasers = _behind_headlines(shown)
    texts = {
        place: block
        for place, block in enumerate(shown)
        if block.is_paragraph and not block.linked and id(block) not in teasers
    }
    whole = around_headline(shown, list(texts.values())[:1])
    last = {block.element.getparent(): place for place, block in texts.items()}
    until = max(
        (place for place, block in texts.items() if whole in block.element.iterancestors()), default=-1
    )
    words, held = 0, list[Block]()
    for place, block in enumerate(shown):
        above = block.element.getparent()
        if place not in texts and not (id(block) in teasers and above in last):
            held.append(block)
            continue
        _mark(held, teasers, words if until < place else 0)
        words, held, until = words + block.words, [], max(until, last[above])
    _mark(held, teasers, words)


def _behind_headlines(shown: list[Block]) -> set[int]:
    """Return the paragraphs behind a link that is a headline, none of them within an element that holds a text before.

    The whole page is no such element: paragraphs without one around them have everything behind them.
    """
    found, words = set[int](), Counter[HtmlElement]()
    for before, block in pairwise([None, *shown]):
        if block is None or not block.is_paragraph or block.linked:
            continue
        if before is not None and _is_headline(before) and _are_near(before, block):
            around = block.element.iterancestors()
            if not any(words[each] >= MIN_BEFORE and each.tag != "body" for each in around):
                found.add(id(block))
                continue
        words[_holder(block)] += block.words
    return found


def _holder(block: Block) -> HtmlElement:
    """Return the element that holds a paragraph and what is beside it; a run of words stands in it without a `p`."""
    above = block.element.getparent()
    return block.element if above is None or block.element.tag in ("div", "section", "article") else above


def _is_headline(block: Block) -> bool:
    return block.linked >= MIN_HEADLINE and 2 * block.linked > block.words and not block.told


def _are_near(headline: Block, block: Block) -> bool:
    """Tell whether a headline stands in the element in which a paragraph does."""
    above: HtmlElement | None = block.element.getparent()
    return above is not None and (headline.element is above or above in headline.element.iterancestors())


def _mark(held: list[Block], teasers: set[int], words: int) -> None:
    """Mark the blocks from the first headline on, where enough of them are teasers, behind so many words of a text."""
    found = [block for block in held if id(block) in teasers and block.words <= MAX_WORDS]
    if len(found) < MIN_TEASERS or words < MIN_BEFORE:
        return
    first = next(place for place, block in enumerate(held) if _is_headline(block))
    if sum(block.words for block in held[first:] if block.is_paragraph) <= MAX_TIMES * words:
        for block in held[first:]:
            block.noise = block.elsewhere = True
