"""The words in an article's container that are left out of its body: links, boxes, lines, and what nobody sees.

Of what stands outside of the container, but with headline and text in one element, only the paragraphs are told.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from lxml.html import HtmlElement
from msgspec import Struct

from processors.page.blocks import Block
from processors.page.headline_element import HEADINGS, around_headline
from processors.page.html import Unseen
from processors.page.recover import container_of
from processors.page.select_blocks import BlockSelection
from processors.text.characters import comparable_form

MAX_LEFT_OUT = 500
"""Such words that are told of one page, the first ones: a container that holds more holds the whole page."""
MAX_WORDS = 2_000
"""Characters of each that are told."""


REASONS = frozenset(["links", "page_part", "stray_line", "unseen"])
"""Links; what says that it is no part of the article; a line that reads like no text; what no reader sees."""


class LeftOut(Struct, frozen=True):
    """Words that were left out: why, the words, and after which line of the body (from 1) they stood, 0 for none."""

    rule: str
    text: str
    after: int


def words_left_out(
    lines: Sequence[str],
    selection: BlockSelection,
    elements: Sequence[HtmlElement],
    unseen: Iterable[Unseen] = (),
) -> tuple[LeftOut, ...]:
    """Return what the element that holds the lines holds beside them, and paragraphs near it, in the page's order.

    `elements` are all of the page, in order; `unseen` the words that no reader sees.
    """
    numbers = {comparable_form(line): number for number, line in reversed(list(enumerate(lines, 1)))}
    everything = "\n".join(numbers)
    shown = [block for block in selection.blocks if block.form in numbers]
    held = container_of(shown)
    if not held:
        return ()
    whole = around_headline(selection.blocks, [block for block in shown if block.worth > 0])
    places: dict[HtmlElement, int] = dict(zip(elements, range(len(elements)), strict=True))
    found: list[tuple[int, LeftOut]] = []
    at: list[tuple[int, int]] = []
    last = 0
    for block in selection.blocks:
        is_near = whole is not None and block.is_paragraph and block.worth > 0
        if block.element not in held and not (is_near and _stands_in(block.element, whole)):
            continue
        last = numbers.get(block.form, last)
        place = places.get(block.element, 0)
        at.append((place, last))
        if block.form and block.form not in numbers and block.form not in everything:
            found.append((place, LeftOut(_reason(block), block.text[:MAX_WORDS], last)))
    starts = [place for place, _ in at]
    for words in unseen:
        if words.above in held:
            place = places.get(words.before, 0)
            before = bisect_right(starts, place) - 1
            after = at[before][1] if before >= 0 else 0
            found.append((place, LeftOut("unseen", words.text[:MAX_WORDS], after)))
    return tuple(each for _, each in sorted(found, key=lambda one: one[0])[:MAX_LEFT_OUT])


def _stands_in(element: HtmlElement, whole: HtmlElement | None) -> bool:
    return whole is not None and (element is whole or whole in element.iterancestors())


def _reason(block: Block) -> str:
    if block.noise:
        return "page_part"
    return "links" if 2 * block.linked > block.words else "stray_line"


def drop_box_headings(lines: list[str], selection: BlockSelection) -> list[str]:
    """Return the lines without the headings of boxes of which nothing else is left: "Latest" above left-out links.

    A heading among the article's paragraphs stays, whatever stands under it.
    """
    kept = {comparable_form(line) for line in lines} - {""}
    heads = _headings_of_links(selection.blocks, kept)
    others = {
        block.element
        for block in (selection.blocks if heads else ())
        if block.form in kept and block.element.tag not in HEADINGS
    }
    gone: set[str] = set()
    empty: dict[HtmlElement, bool] = {}
    for block, after in heads:
        box = block.element.getparent()
        if box is None or box in selection.homes:
            continue
        if box not in empty:
            empty[box] = _stands_in(after.element, box) and others.isdisjoint(box.iter())
        if empty[box]:
            gone.add(block.form)
    return [line for line in lines if comparable_form(line) not in gone] if gone else lines


def _headings_of_links(blocks: list[Block], kept: set[str]) -> list[tuple[Block, Block]]:
    """Return the headings that are kept, each with the links behind it that are not; marks between do not count."""
    found = []
    for place, block in enumerate(blocks):
        if block.element.tag in HEADINGS and not block.is_paragraph and block.form in kept:
            behind = (blocks[number] for number in range(place + 1, len(blocks)))
            after = next((each for each in behind if each.form), None)
            if after and after.is_links and after.form not in kept:
                found.append((block, after))
    return found
