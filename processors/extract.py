"""The body of a page: the paragraphs of its article and nothing around them.

The page's own blocks (`processors.blocks`) find the body. Where they are not sure of it, trafilatura in its fast mode
finds another, which the blocks judge line by line: lines that are only links or stand in noise go, paragraphs of the
same containers that it missed come back. Where it comes home with nothing or with rubble, the blocks alone decide;
where the page carries its text in JSON-LD and the blocks agree with that, trafilatura is not asked either. The lines
are then written as the page writes them, without headings that nothing follows, and with the standfirst
(`processors.aligned`).
"""

from collections import Counter
from functools import cache
from importlib.metadata import version

from lxml.html import HtmlElement
from msgspec import Struct

from processors.aligned import aligned, with_lead, without_last_headings
from processors.blocks import (
    BLOCK_TAGS,
    TEXT_TAGS,
    Block,
    best_element,
    body_element,
    is_named_body,
    read_blocks,
    texts,
    weigh,
)
from processors.characters import count_words, same_form, tidy
from processors.errors import Reject
from processors.html import parse, strip_code

MAX_CAREFUL = 20_000
"""Elements up to which trafilatura is asked: each costs it about 0.1 ms, and few articles have more."""
MAX_SHOWN = 1_000_000
"""Characters that a page may show in all, blanks included: what takes a second to read through."""
AGREEMENT = 0.9
"""Share of JSON-LD's text that the page must show for it to be believed: some sites put another text there."""
WHOLE = 0.7
"""JSON-LD's text is at least this share of the blocks' own choice, or it is a teaser."""
PART = 0.5
"""Share of the blocks' own choice below which trafilatura's is only a part of the article."""
SHORT = 150
"""Words from which trafilatura's choice is an article even beside much more text: the rest is other articles."""
LITTLE = 75
"""Words below which trafilatura is asked again in its slow mode: so short is a caption as often as an article."""
MORE = 1.5
"""How many times as much as that the slow mode must find to be preferred."""
ALARM = 0.4
"""Share of the words found that stand in noise from which on it is the article under an unlucky name."""
AFTER = 0.5
"""What was missed after the last line found is at least this share of the words found, or no part of the article."""
HOME = 0.9
"""Share of the words found that stand in the article's element: a stray line outside does not widen it."""


OUTSIDE = 0.5
"""Paragraphs outside the blocks' own choice, as a share of its words, from which the blocks are not sure of it."""
STRAY = 0.025
"""The same of lines in it that read like no text: dates, bylines, captions, buttons."""
AWAY = 0.1
"""The same of what in it stands in another container than most of its paragraphs: boxes, teasers, comments."""


class Reading(Struct, frozen=True):
    """The blocks of a page, those that the blocks alone choose, and what stands in the article's element."""

    blocks: list[Block]
    chosen: list[Block]
    inside: frozenset[HtmlElement]
    home: HtmlElement | None
    """The container of most of its paragraphs."""


def extract(root: HtmlElement, told: str | None = None, summary: str = "") -> tuple[list[str], str]:
    """Return the paragraphs of the article in the tree, and the name of what found them.

    `told` is the text that the page's JSON-LD carries, or None; `summary` what the page's code says that it is about,
    by which its standfirst is known. The tree loses its scripts and styles,
    and where there is an article its lists of links.

    Raises Reject(too_large) over MAX_SHOWN characters.
    """
    strip_code(root)
    shown = int(root.xpath("string-length(.)"))
    if shown > MAX_SHOWN:
        raise Reject("too_large", f"the page shows {shown:,} characters")
    elements = list(root.iter())  # held, because lxml makes an element anew each time that nobody has it
    reading = read_page(root)
    found, name = _found(root, elements, reading, told)
    return with_lead(found, reading.blocks, summary), name


def _found(
    root: HtmlElement, elements: list[HtmlElement], reading: Reading, told: str | None
) -> tuple[list[str], str]:
    """Return the paragraphs of the article but for its standfirst, and the name of what found them."""
    if agreed := _agreed(reading, told):
        return completed(agreed, reading), "json-ld"
    if len(elements) > MAX_CAREFUL or is_sure(reading):
        return _decided([], reading)
    if sum(block.words for block in reading.chosen) >= SHORT:
        lighten(elements, reading)
    found, name = _decided(_trafilatura(root), reading)
    if (words := _words(found)) >= LITTLE:
        return found, name
    slow = _trafilatura(root, fast=False)
    return _decided(slow, reading) if _words(slow) >= MORE * words else (found, name)


def _decided(lines: list[str], reading: Reading) -> tuple[list[str], str]:
    """Return the lines that trafilatura found, judged and completed by the blocks, or what the blocks alone choose."""
    chosen = [block.text for block in reading.chosen]
    if not lines or (_is_rubble(lines) and _words(chosen) >= LITTLE):
        return chosen, "blocks"
    lines = judged(aligned(lines, reading.blocks), reading)
    if is_a_part(lines, reading):
        return chosen, "blocks"
    lines = without_last_headings(completed(lines, reading), reading.blocks)
    return lines, _trafilatura_name()


def _words(lines: list[str]) -> int:
    return sum(count_words(line) for line in lines)


def select(markup: str, selector: str) -> tuple[list[str], str]:
    """Return the paragraphs under every element that the CSS selector matches, in order, and the name "selector".

    Raises Reject(not_article) where it matches none.
    """
    from bs4 import BeautifulSoup

    found = BeautifulSoup(markup, "lxml").select(selector)
    matched = {id(element) for element in found}
    outer = [element for element in found if not any(id(above) in matched for above in element.parents)]
    if not outer:
        raise Reject("not_article", f"nothing on the page matches {selector!r}")
    trees = [parse(str(element)) for element in outer]
    for tree in trees:
        strip_code(tree)
    return [text for tree in trees for text in texts(tree)], "selector"


def read_page(root: HtmlElement) -> Reading:
    """Return what the blocks of the page tell: paragraphs in the best element, and short lines between them.

    Where an element in it is named as the article's body: what stands there, and the paragraphs before it, for the
    introduction often stands above the body.
    """
    blocks = read_blocks(root)
    sums = weigh(blocks, root)
    best = best_element(sums, root)
    inside = frozenset(best.iter())
    within = [block for block in blocks if block.element in inside]
    body = body_element(best, inside, sums)
    if body is not best:
        held = frozenset(body.iter())
        first = next(place for place, block in enumerate(within) if block.element in held)
        before = [block for block in within[:first] if block.worth > 0]
        within = before + [block for block in within[first:] if block.element in held]
    home = _main_container(within)
    return Reading(blocks, _chosen(within, home), inside, home)


def _main_container(blocks: list[Block]) -> HtmlElement | None:
    """Return the element of which most of the paragraphs are children, or None where there is no paragraph."""
    words = Counter[HtmlElement]()
    for block in blocks:
        if block.worth > 0:
            words[block.element.getparent()] += block.words
    return max(words, key=words.__getitem__, default=None)


def _chosen(blocks: list[Block], home: HtmlElement | None) -> list[Block]:
    """Return the blocks up to the end of the text, but for noise and links.

    Among its paragraphs, in their container, more is believed: there the text ends with its last line and not with
    its last paragraph, and a point of a list is part of it even if most of it is a link.
    """
    at_home = {id(block) for block in blocks if home is not None and _stands_at(block, home)}
    chosen, last = [], 0
    for block in blocks:
        own = id(block) in at_home
        if (
            block.words
            and not block.noise
            and (2 * block.linked <= block.words or (own and not block.is_links))
        ):
            chosen.append(block)
            if block.worth > 0 or (own and not block.linked):
                last = len(chosen)
    return chosen[:last]


def _stands_at(block: Block, home: HtmlElement) -> bool:
    """Tell whether a block is a child of that element, or stands in a list or a table in it."""
    above = block.element.getparent()
    return above is home or (block.element.tag in TEXT_TAGS and home in block.element.iterancestors())


def is_sure(reading: Reading) -> bool:
    """Tell whether the blocks' own choice needs no second opinion.

    It is long enough for an article and stands in an element that is named as one's body, nearly all of it in one
    container and with hardly a line that reads like no text; and the page has not many more paragraphs elsewhere.
    """
    if reading.home is None or not any(map(is_named_body, (reading.home, *reading.home.iterancestors()))):
        return False
    chosen = {id(block) for block in reading.chosen}
    words = sum(block.words for block in reading.chosen)
    outside = sum(block.words for block in reading.blocks if block.worth > 0 and id(block) not in chosen)
    loose = [block for block in reading.chosen if block.element.tag not in TEXT_TAGS]
    stray = sum(block.words for block in loose if block.worth <= 0)
    away = sum(block.words for block in loose if block.element.getparent() is not reading.home)
    return words >= SHORT and outside < OUTSIDE * words and stray <= STRAY * words and away <= AWAY * words


def lighten(elements: list[HtmlElement], reading: Reading) -> None:
    """Take out of the tree, in place, what stands outside the article and is empty or mostly links.

    Half of the elements of a page are there to lead to other pages, and trafilatura goes a dozen times through all.
    """
    words, linked = Counter[HtmlElement](), Counter[HtmlElement]()
    kept: set[HtmlElement | None] = {block.element for block in reading.blocks if block.is_paragraph}
    for block in reading.blocks:
        words[block.element] += block.words
        linked[block.element] += block.linked
    for element in reversed(elements):
        above = element.getparent()
        words[above] += words[element]
        linked[above] += linked[element]
        if element in kept or element in reading.inside:
            kept.add(above)
    for element in elements:
        if element.tag in _CONTAINERS and element not in kept and element not in reading.inside:
            bare = not words[element] and len(element) and not (element.text or "").strip()
            if bare or 2 * linked[element] > words[element]:
                element.drop_tree()


_CONTAINERS = BLOCK_TAGS - {"body", "p", "title", "hr"}


@cache
def _trafilatura_name() -> str:
    return f"trafilatura {version('trafilatura')}"


def _trafilatura(root: HtmlElement, fast: bool = True) -> list[str]:
    from trafilatura import bare_extraction

    document = bare_extraction(root, fast=fast, with_metadata=False, include_comments=False)
    text = getattr(document, "text", None) or ""
    return [line for line in tidy(text).split("\n") if line]


def _agreed(reading: Reading, told: str | None) -> list[str]:
    """Return the blocks that JSON-LD's text holds, or nothing where the page does not show that text whole."""
    form = same_form(told or "")
    if len(form) < WHOLE * sum(len(block.form) for block in reading.chosen):
        return []
    held = [block for block in reading.blocks if block.form and block.form in form and not block.is_links]
    held = [block for block in held if block.words > 3 or block.element in reading.inside]
    shown = {block.form: len(block.form) for block in held}
    return [block.text for block in held] if sum(shown.values()) >= AGREEMENT * len(form) > 0 else []


def _is_rubble(lines: list[str]) -> bool:
    """Tell whether this is what trafilatura brings home when it falls back on all the text of a page."""
    words = _words(lines)
    return len(lines) > 30 and words < 4 * len(lines)


def judged(lines: list[str], reading: Reading) -> list[str]:
    """Return the lines without those that the page shows only as links or only in noise, but for a false alarm."""
    links = {block.form for block in reading.blocks if block.is_links}
    sound = {block.form for block in reading.blocks if not block.noise}
    noise = {block.form for block in reading.blocks if block.noise} - sound
    told = [line for line in lines if same_form(line) not in links]
    quiet = [line for line in told if same_form(line) not in noise]
    return quiet if _words(quiet) >= (1 - ALARM) * _words(told) else told


def is_a_part(lines: list[str], reading: Reading) -> bool:
    """Tell whether the lines are only a small part of what the blocks choose: an introduction, a caption, a box."""
    words = _words(lines)
    return words < PART * sum(block.words for block in reading.chosen) and words < SHORT


def completed(lines: list[str], reading: Reading) -> list[str]:
    """Return the lines with what was missed put back where it stands on the page.

    Missed are paragraphs in the article's element whose own container looks (tag and class) like one that holds a
    good part of what was found: an article that advertisements cut into several containers. And, among the lines,
    what the blocks choose in the element of what was found: tables, lists, boxes; but what follows the last line
    only where it is half as long as all of them, or it is what stands under an article.
    """
    forms = [same_form(line) for line in lines]
    at = {form: place for place, form in enumerate(forms)}
    found = [block for block in reading.blocks if block.form in at and block.words > 7]
    kinds, home, everything = _containers(found), _home(found), "".join(forms)
    chosen = {id(block) for block in reading.chosen}
    kin: list[tuple[int, Block]] = []
    boxed: list[tuple[int, Block]] = []
    place = -1
    for block in reading.blocks:
        begun = place + 1 < len(forms) and block.form != "" and block.form in forms[place + 1]
        place = at.get(block.form, place + begun)
        if _stands_in(everything, block.form):
            continue
        if block.worth > 0 and _kind(block) in kinds and block.element in reading.inside:
            kin.append((place, block))
        elif id(block) in chosen and block.element in home and _is_text(block):
            boxed.append((place, block))
    words = sum(block.words for block in found)
    after = sum(block.words for at_, block in boxed if at_ == place)
    return _merged(lines, kin + [(p, b) for p, b in boxed if p < place or after >= AFTER * words], reading)


def _stands_in(everything: str, form: str) -> bool:
    """Tell whether a block's text is there, whole or from its beginning to its end with something left out."""
    return form in everything or (len(form) > 120 and form[:50] in everything and form[-50:] in everything)


def _merged(lines: list[str], missed: list[tuple[int, Block]], reading: Reading) -> list[str]:
    """Return the lines, each with the missed blocks of its place after it (-1: before all)."""
    order = {id(block): number for number, block in enumerate(reading.blocks)}
    times = Counter(block.form for _, block in missed)
    under: dict[int, list[Block]] = {}
    for place, block in sorted(missed, key=lambda one: order[id(one[1])]):
        if times[block.form] == 1 or block.words < 4:  # what comes again and again calls for something
            under.setdefault(place, []).append(block)
    told = [block.text for block in under.get(-1, ())]
    return told + [
        text for n, line in enumerate(lines) for text in (line, *(b.text for b in under.get(n, ())))
    ]


def _is_text(block: Block) -> bool:
    """Tell whether the block is a paragraph, or a shorter part of a text: a heading, a point of a list, a cell."""
    return block.worth > 0 or (block.linked == 0 and block.element.tag in TEXT_TAGS)


def _home(found: list[Block]) -> frozenset[HtmlElement]:
    """Return the lowest element that holds nearly all words found, with everything in it; nothing where none was."""
    sums: Counter[HtmlElement] = Counter()
    for block in found:
        sums[block.element] += block.words
        for above in block.element.iterancestors():
            sums[above] += block.words
    enough = HOME * sum(block.words for block in found)
    holding = [element for element, words in sums.items() if words >= enough]
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
