"""What an extractor missed of an article, put back where it stands on the page."""

from collections import Counter

from lxml.html import HtmlElement

from processors.page.blocks import TEXT_TAGS, Block
from processors.page.headline_element import HEADINGS
from processors.page.select_blocks import BlockSelection
from processors.page.sums import held_by
from processors.text.characters import comparable_form

MIN_SHARE_AFTER = 0.5
"""What was missed after the last line found is at least this share of the words found, or no part of the article."""
MIN_LEAD = 15
"""Words of a paragraph between the headline and what was found that is the article's beginning."""
MAX_LEAD = 3
"""Such paragraphs at most: more are other articles' first sentences."""
MIN_SHARE_HELD = 0.9
"""Share of the words found that stand in the article's element: a stray line outside does not widen it."""


def restore_missed(lines: list[str], selection: BlockSelection) -> list[str]:
    """Return the lines with what was missed put back where it stands on the page.

    Missed are paragraphs in the article's element whose own container looks (tag and class) like one that holds a
    good part of what was found: an article that advertisements cut into several containers. And, among the lines,
    what the blocks choose in the element of what was found: tables, lists, boxes; but what follows the last line
    only where it is half as long as all of them, or it is what stands under an article. And the paragraphs between the
    headline (the first h2 where there is no h1) and the first line, where they are few: an introduction of its own.
    """
    forms = [comparable_form(line) for line in lines]
    at = {form: place for place, form in enumerate(forms)}
    found = [block for block in selection.blocks if block.form in at and block.words > 7]
    kinds, home, everything = _containers(found), container_of(found), "".join(forms)
    chosen = {id(block) for block in selection.chosen}
    kin: list[tuple[int, Block]] = []
    boxed: list[tuple[int, Block]] = []
    lead: list[tuple[int, Block]] = []
    place, headed = -1, False
    head = "h1" if any(block.element.tag == "h1" for block in selection.blocks) else "h2"
    for block in selection.blocks:
        headed = headed or block.element.tag == head
        begun = place + 1 < len(forms) and block.form != "" and block.form in forms[place + 1]
        place = at.get(block.form, place + begun)
        if block.form in at:
            continue
        if block.worth > 0 and _kind(block) in kinds and block.element in selection.inside:
            missed = kin
        elif id(block) in chosen and block.element in home and _is_text(block):
            missed = boxed
        elif id(block) in chosen and headed and place < 0 and block.worth >= MIN_LEAD:
            missed = lead
        else:
            continue
        if _is_short_heading(block) or not _stands_in(everything, block.form):  # last: it takes longest
            missed.append((place, block))
    words = sum(block.words for block in found)
    after = sum(block.words for at_, block in boxed if at_ == place)
    kin += lead if len(lead) <= MAX_LEAD else []
    return _merged(
        lines, kin + [(p, b) for p, b in boxed if p < place or after >= MIN_SHARE_AFTER * words], selection
    )


def _is_short_heading(block: Block) -> bool:
    """Tell whether a block is a heading whose words the text under it is likely to have as well: "Schools"."""
    return block.words < 4 and block.element.tag in HEADINGS


def _stands_in(everything: str, form: str) -> bool:
    """Tell whether a block's text is there, whole or from its beginning to its end with something left out."""
    return form in everything or (len(form) > 120 and form[:50] in everything and form[-50:] in everything)


def _merged(lines: list[str], missed: list[tuple[int, Block]], selection: BlockSelection) -> list[str]:
    """Return the lines, each with the missed blocks of its place after it (-1: before all)."""
    order = {id(block): number for number, block in enumerate(selection.blocks)}
    times = Counter(block.form for _, block in missed)
    under: dict[int, list[Block]] = {}
    for place, block in sorted(missed, key=lambda one: order[id(one[1])]):
        if times[block.form] == 1 or block.words < 4:  # what comes again and again calls for something
            under.setdefault(place, []).append(block)
    before = [block.text for block in under.get(-1, ())]
    return before + [
        text for n, line in enumerate(lines) for text in (line, *(b.text for b in under.get(n, ())))
    ]


def _is_text(block: Block) -> bool:
    """Tell whether the block is a paragraph, or a shorter part of a text: a heading, a point of a list, a cell."""
    return block.worth > 0 or block.told or (block.linked == 0 and block.element.tag in TEXT_TAGS)


def container_of(found: list[Block]) -> frozenset[HtmlElement]:
    """Return the lowest element that holds nearly all words found, with everything in it; nothing where none was."""
    words: dict[HtmlElement, float] = {}
    for block in found:
        words[block.element] = words.get(block.element, 0) + block.words
    enough = MIN_SHARE_HELD * sum(words.values())
    holding = [element for element, held in held_by(words).items() if held >= enough]
    return frozenset(max(holding, key=_depth).iter()) if holding else frozenset()


def _depth(element: HtmlElement) -> int:
    return sum(1 for _ in element.iterancestors())


def _containers(found: list[Block]) -> set[tuple[str, str]]:
    """Return the kinds of containers, of those with a class, that hold at least a fifth of the words found."""
    words: Counter[tuple[str, str]] = Counter()
    for block in found:
        words[_kind(block)] += block.words
    return {kind for kind, count in words.items() if kind[1] and count >= words.total() / 5}


def _kind(block: Block) -> tuple[str, str]:
    parent = block.element.getparent()
    return ("", "") if parent is None else (parent.tag, parent.get("class") or "")
