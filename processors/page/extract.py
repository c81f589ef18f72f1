"""The body of a page: the paragraphs of its article and nothing around them.

The page's own blocks (`processors.page.select_blocks`) find the body. Where they are not sure of it, they are read
again by other signs (`processors.page.second_reading`), and where that lacks much of the first, trafilatura in its
fast mode finds a third. The blocks judge it line by line: lines that are only links or stand in noise go, paragraphs
of the same containers that it missed come back (`processors.page.recover`). Where it comes home with nothing or with
rubble, the blocks alone decide; where the page carries its text in JSON-LD and the blocks agree with that, nothing else
is asked. The lines are then written as the page writes them, without headings that nothing follows, and with the
standfirst (`processors.page.align`).
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from importlib.metadata import version

from lxml.html import HtmlElement
from msgspec import Struct

from processors.errors import Reject
from processors.page.align import add_standfirst, align_lines, drop_last_headings, in_page_order, join_place
from processors.page.blocks import BLOCK_TAGS, ENDS_LIKE_A_SENTENCE, Block, block_texts
from processors.page.body_element import is_named_body
from processors.page.endings import drop_about_author, drop_repeats
from processors.page.headline_element import HEADINGS
from processors.page.html import parse_html, strip_code, text_length
from processors.page.left_out import LeftOut, drop_box_headings, words_left_out
from processors.page.linked_text import cut_teasers
from processors.page.main_element import leave_only, main_with_text
from processors.page.other_makes import Keep, drop_other_makes
from processors.page.recover import restore_missed
from processors.page.second_reading import read_again, with_paragraphs
from processors.page.select_blocks import BlockSelection, agree, holds_more, is_certain, select_blocks
from processors.page.table_rows import lines_of
from processors.text.characters import comparable_form, count_words, normalize_text

MAX_ELEMENTS = 20_000
"""Elements up to which trafilatura is asked: each costs it about 0.1 ms, and few articles have more."""
MAX_SHOWN = 1_000_000
"""Characters that a page may show in all, blanks included: what takes a second to read through."""
MIN_AGREEMENT = 0.9
"""Share of JSON-LD's text that the page must show for it to be believed: some sites put another text there."""
MIN_WHOLE_SHARE = 0.7
"""JSON-LD's text is at least this share of the blocks' own choice, or it is a teaser."""
MAX_PART_SHARE = 0.5
"""Share of the blocks' own choice below which trafilatura's is only a part of the article."""
MAX_PART_WORDS = 150
"""Words from which trafilatura's choice is an article even beside much more text: the rest is other articles."""
MIN_SHARE_OF_PIECES = 0.8
"""The same where the article stands in pieces, whatever the number of words: of five pieces one is missing."""
MIN_WORDS_UNNAMED = 200
"""Words of paragraphs in no named element from which on they may be an article: in a short one each line weighs."""
MIN_CHOSEN_WORDS = 75
"""Words below which the blocks' own choice is no article to put in the place of rubble."""
MIN_LAID_OUT = 40
"""The same where a table lays the page out, and others take the menus in its cells for text."""
MAX_ROW = 60
"""Words of a row of a table above which paragraphs stand in its cells."""
MAX_LINE = 400
"""Words of a line, on average, above which it is a whole page run into one."""
MAX_NOISE_SHARE = 0.4
"""Share of the words found that stand in noise from which on it is the article under an unlucky name."""


def extract_paragraphs(
    root: HtmlElement, json_ld_text: str | None = None, summary: str = ""
) -> tuple[list[str], str]:
    """Return the paragraphs of the article in the tree, and the name of what found them.

    `json_ld_text` is the text that the page's JSON-LD carries, or None; `summary` what the page's code says
    that it is about, by which its standfirst is known. The tree loses its scripts and styles, and lists of
    links where trafilatura is asked.

    Raises Reject(too_large) over MAX_SHOWN characters.
    """
    found = extract_body(root, json_ld_text, summary)
    return found.lines, found.name


class Extracted(Struct, frozen=True):
    """The paragraphs of an article, the name of what found them, and what their container holds beside them."""

    lines: list[str]
    name: str
    left_out: tuple[LeftOut, ...] = ()


def _none(_: Sequence[str], __: Iterable[int]) -> Collection[int]:
    return ()


def extract_body(
    root: HtmlElement, json_ld_text: str | None = None, summary: str = "", keep: Keep = _none
) -> Extracted:
    """Return the article in the tree as `extract_paragraphs` does, and tell what was left out beside it.

    `keep` tells of the lines, and of the places asked about, which stay whatever they are made like.
    """
    unseen = strip_code(root)
    shown = text_length(root)
    if shown > MAX_SHOWN:
        raise Reject("too_large", f"the page shows {shown:,} characters")
    elements = list(root.iter())  # held, because lxml makes an element anew each time that nobody has it
    selection = select_blocks(root)
    if (main := main_with_text(root, selection)) is not None:
        leave_only(main)
        elements = list(root.iter())
        selection = select_blocks(root)
    found, name = _found(root, elements, selection, json_ld_text)
    found = cut_teasers(drop_repeats(found), selection.blocks, selection.homes)
    at_home = {block.form for block in selection.chosen if block.element.getparent() in selection.homes}
    found = drop_about_author(drop_box_headings(found, selection), at_home)
    found = drop_other_makes(found, selection, keep)
    lines = add_standfirst(drop_box_headings(found, selection), selection.blocks, summary)
    lines = join_place(drop_above_heading(lines, selection.blocks), selection.blocks)
    return Extracted(lines, name, words_left_out(lines, selection, elements, unseen))


def _found(
    root: HtmlElement, elements: list[HtmlElement], selection: BlockSelection, json_ld_text: str | None
) -> tuple[list[str], str]:
    """Return the paragraphs of the article but for its standfirst, and the name of what found them."""
    if agreed := _agreed(selection, json_ld_text):
        return restore_missed(agreed, selection), "json-ld"
    if len(elements) > MAX_ELEMENTS or is_certain(selection):
        return decided([], selection)
    again = read_again(selection.blocks, elements)
    if agree(again, selection):
        chosen = {id(block) for block in selection.chosen}
        items = _items(again, selection)
        both = [b for b in again if b.worth > 0 or id(b) in chosen or (not b.linked and _item(b) in items)]
        return _judged(lines_of(both), selection, "blocks")
    if holds_more(again, selection):
        return _judged(lines_of(again), selection, "blocks")
    every = with_paragraphs(again, selection.blocks)
    if sum(block.words for block in every) >= MIN_WORDS_UNNAMED and agree(every, selection):
        return _judged(lines_of(every), selection, "blocks")
    if sum(block.words for block in selection.chosen) >= MAX_PART_WORDS:
        drop_outside(elements, selection)
    return decided(_trafilatura(root), selection)


def _items(again: list[Block], selection: BlockSelection) -> set[HtmlElement]:
    """Return the items of the article's lists: points of one that holds a chosen paragraph, what has a told heading.

    The text of its last item may be short: what the other items are, it is too.
    """
    told = {_item(block) for block in again if block.told and block.element.tag in HEADINGS}
    points = {_item(block) for block in selection.chosen if block.worth > 0}
    lists = {point.getparent() for point in points if point.tag == "li"}
    return told | {each for lst in lists for each in lst.iterchildren("li")}


def _item(block: Block) -> HtmlElement:
    """Return the item that a block's element is or stands in."""
    above = block.element.getparent()
    return block.element if block.element.tag == "li" or above is None else above


def decided(lines: list[str], selection: BlockSelection) -> tuple[list[str], str]:
    """Return the lines that trafilatura found, judged and completed by the blocks, or what the blocks alone choose."""
    chosen = [block.text for block in selection.chosen]
    if not lines or (_is_rubble(lines) and _words(chosen) >= MIN_CHOSEN_WORDS):
        return chosen, "blocks"
    lines = in_page_order(align_lines(lines, selection.blocks), selection.blocks)
    return _judged(lines, selection, _trafilatura_name())


def _judged(lines: list[str], selection: BlockSelection, name: str) -> tuple[list[str], str]:
    """Return another reader's lines without noise, completed by the blocks, and its name, or what the blocks choose."""
    lines = drop_noise_lines(lines, selection)
    chosen = [block.text for block in selection.chosen]
    is_laid_out = _has_layout_row(lines) or _is_one_cell(selection) or _is_all(lines, selection)
    if is_only_part(lines, selection) or (is_laid_out and _words(chosen) >= MIN_LAID_OUT):
        return chosen, "blocks"
    return drop_last_headings(restore_missed(lines, selection), selection.blocks), name


def _has_layout_row(lines: list[str]) -> bool:
    """Tell whether one of the lines is a row of a table that holds a text: pages were laid out in tables once."""
    return any(line.startswith("|") and count_words(line) > MAX_ROW for line in lines)


def _is_one_cell(selection: BlockSelection) -> bool:
    """Tell whether all paragraphs chosen stand bare in one cell: where tables lay a page out, others find all cells."""
    element = _only_element(selection)
    return element is not None and element.tag == "td"


def _is_all(lines: list[str], selection: BlockSelection) -> bool:
    """Tell whether all paragraphs chosen stand bare in one element, or in one cell, and are most of the lines.

    Nothing else in the lines reads like a paragraph: on such pages others find all that is bare, menus and tickers too.
    Where nothing names the element as a body, no other line says something either, as a claim or a list of the dead.
    """
    element, home = _only_element(selection), selection.home
    if element is not None:
        has_cells = any(block.element.tag in ("td", "th") for block in selection.chosen)
        is_held = not has_cells and element.tag in ("div", "article", "section")
    else:
        texts = (block.element for block in selection.chosen if block.worth > 0)
        is_held = home is not None and home.tag == "td" and all(text.getparent() is home for text in texts)
    if not is_held:
        return False
    chosen = {block.form for block in selection.chosen}
    is_named = element is None or is_named_body(element)
    others = {
        block.form
        for block in selection.blocks
        if block.is_paragraph or not (is_named or block.told or _says_little(block))
    } - chosen
    is_most = 2 * sum(block.words for block in selection.chosen) >= _words(lines)
    return is_most and others.isdisjoint(map(comparable_form, lines))


def _says_little(block: Block) -> bool:
    """Tell whether a block is a link, a heading, or a few words that are no sentence, point of a list or cell."""
    if block.linked or block.noise or block.element.tag in HEADINGS:
        return True
    if block.element.tag in _POINTS or ENDS_LIKE_A_SENTENCE.search(block.text):
        return False
    return count_words(_FIGURES.sub(" ", block.text)) < MIN_TOLD


MIN_TOLD = 5
"""Words of a line, but for figures, that may tell something without a mark at its end."""
_FIGURES = re.compile(r"[\d:/.,-]+")
_POINTS = frozenset(["li", "dd", "td", "th", "blockquote"])


def _only_element(selection: BlockSelection) -> HtmlElement | None:
    """Return the element in which all paragraphs chosen stand bare, where it is one."""
    elements = {block.element for block in selection.chosen if block.worth > 0}
    return next(iter(elements)) if len(elements) == 1 else None


def _words(lines: list[str]) -> int:
    return sum(count_words(line) for line in lines)


def select_paragraphs(markup: str, selector: str) -> tuple[list[str], str]:
    """Return the paragraphs under every element that the CSS selector matches, in order, and the name "selector".

    Raises Reject(not_article) where it matches none.
    """
    from bs4 import BeautifulSoup

    found = BeautifulSoup(markup, "lxml").select(selector)
    matched = {id(element) for element in found}
    outer = [element for element in found if not any(id(above) in matched for above in element.parents)]
    if not outer:
        raise Reject("not_article", f"nothing on the page matches {selector!r}")
    trees = [parse_html(str(element)) for element in outer]
    for tree in trees:
        strip_code(tree)
    return [text for tree in trees for text in block_texts(tree)], "selector"


def drop_outside(elements: list[HtmlElement], selection: BlockSelection) -> None:
    """Take out of the tree, in place, what stands outside the article and is empty or mostly links.

    Half of the elements of a page are there to lead to other pages, and trafilatura goes a dozen times through all.
    """
    words, linked = Counter[HtmlElement](), Counter[HtmlElement]()
    kept: set[HtmlElement | None] = {block.element for block in selection.blocks if block.is_paragraph}
    for block in selection.blocks:
        words[block.element] += block.words
        linked[block.element] += block.linked
    for element in reversed(elements):
        above = element.getparent()
        words[above] += words[element]
        linked[above] += linked[element]
        if element in kept or element in selection.inside:
            kept.add(above)
    for element in elements:
        if element.tag in _CONTAINERS and element not in kept and element not in selection.inside:
            bare = not words[element] and len(element) and not (element.text or "").strip()
            if bare or 2 * linked[element] > words[element]:
                element.drop_tree()


_CONTAINERS = BLOCK_TAGS - {"body", "p", "title", "hr"}


@cache
def _trafilatura_name() -> str:
    return f"trafilatura {version('trafilatura')}"


def _trafilatura(root: HtmlElement) -> list[str]:
    from trafilatura import bare_extraction

    document = bare_extraction(root, fast=True, with_metadata=False, include_comments=False)
    text = getattr(document, "text", None) or ""
    return [line for line in normalize_text(text).split("\n") if line]


def _agreed(selection: BlockSelection, json_ld_text: str | None) -> list[str]:
    """Return the blocks that JSON-LD's text holds, or nothing where the page does not show that text whole."""
    form = comparable_form(json_ld_text or "")
    if len(form) < MIN_WHOLE_SHARE * sum(len(block.form) for block in selection.chosen):
        return []
    held = [block for block in selection.blocks if block.form and block.form in form and not block.is_links]
    held = [block for block in held if block.words > 3 or block.element in selection.inside]
    chosen = {id(block) for block in selection.chosen}
    if chosen and not any(id(block) in chosen for block in held):
        return []  # a standfirst, where the text stands below it
    shown = {block.form: len(block.form) for block in held}
    return [block.text for block in held] if sum(shown.values()) >= MIN_AGREEMENT * len(form) > 0 else []


def _is_rubble(lines: list[str]) -> bool:
    """Tell whether this is what trafilatura brings home when it falls back on all the text of a page."""
    words = _words(lines)
    return (len(lines) > 30 and words < 4 * len(lines)) or words > MAX_LINE * len(lines)


def drop_noise_lines(lines: list[str], selection: BlockSelection) -> list[str]:
    """Return the lines without those that the page shows only as links or only in noise, but for a false alarm."""
    sound = {block.form for block in selection.blocks if not block.noise}
    links = {block.form for block in selection.blocks if block.is_links}
    links |= {block.form for block in selection.blocks if block.elsewhere} - sound
    linked = (block for block in selection.blocks if block.linked and "0" <= block.text[:1] <= "9")
    links |= {block.form for block in linked if _is_dated_link(block, selection)}
    noise = {block.form for block in selection.blocks if block.noise} - sound
    unlinked = [line for line in lines if comparable_form(line) not in links]
    quiet = [line for line in unlinked if not set(_forms(line)) <= noise]
    return quiet if _words(quiet) >= (1 - MAX_NOISE_SHARE) * _words(unlinked) else unlinked


def _is_dated_link(block: Block, selection: BlockSelection) -> bool:
    """Tell whether a block is a day in figures and a link, outside of the article's element: another article's row.

    Rows beside the paragraphs in one element are the text's own, such as what happened before.
    """
    if block.told or block.element in selection.inside:
        return False
    if any(block.element.getparent() is own.element.getparent() for own in selection.chosen):
        return False
    day = _DAY_FIRST.match(block.text)
    return day is not None and count_words(block.text[day.end() :]) == block.linked


_DAY_FIRST = re.compile(r"(?:\d{4}[-./]\d\d?[-./]\d\d?|\d\d?[-./]\d\d?[-./]\d{2,4})(?: \d\d?:\d\d)?\W+")


def _forms(line: str) -> list[str]:
    """Return the forms of a row's cells, or of a line: more than nothing."""
    cells = [comparable_form(cell) for cell in line.split("|")] if line.startswith("|") else []
    return [cell for cell in cells if cell] or [comparable_form(line)]


def drop_above_heading(lines: list[str], blocks: Sequence[Block]) -> list[str]:
    """Return the lines without those short ones that the page shows only above its one heading: labels and notices.

    The heading stands above the first of the lines that reads like a paragraph, or it is another's.
    """
    heads = [n for n, block in enumerate(blocks) if block.element.tag == "h1" and block.words]
    if len(heads) != 1:
        return lines
    above = [block for block in blocks[: heads[0]] if block.words]
    below = {block.form for block in blocks[heads[0] :]}
    forms = {block.form for block in above if block.worth <= 0} - below
    kept = {comparable_form(line) for line in lines}
    if any(block.worth > 0 and block.form in kept for block in above):
        return lines
    return [line for line in lines if comparable_form(line) not in forms]


def is_only_part(lines: list[str], selection: BlockSelection) -> bool:
    """Tell whether the lines are only a small part of what the blocks choose: an introduction, a caption, a box."""
    words, chosen = _words(lines), sum(block.words for block in selection.chosen)
    if selection.pieces > 1:
        return words < MIN_SHARE_OF_PIECES * chosen
    if words < MAX_PART_SHARE * chosen and words >= MAX_PART_WORDS:
        return _is_one_article(selection)
    return words < MAX_PART_SHARE * chosen


def _is_one_article(selection: BlockSelection) -> bool:
    """Tell whether all that the blocks choose stands in one `article` and none within it."""
    if selection.home is None:
        return False
    whole = next(
        (each for each in (selection.home, *selection.home.iterancestors()) if each.tag == "article"), None
    )
    if whole is None or sum(1 for _ in whole.iter("article")) > 1:
        return False
    inside = set(whole.iter())
    return all(block.element in inside for block in selection.chosen if block.worth > 0)
