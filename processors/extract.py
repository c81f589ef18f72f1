"""The body of a page: the paragraphs of its article and nothing around them.

trafilatura in its fast mode finds the body; the page's own blocks (`processors.blocks`) then judge it line by line.
Lines that are only links or stand in noise go, paragraphs of the same containers that it missed come back. Where
it comes home with nothing or with rubble, the blocks alone decide; where the page carries its text in
JSON-LD and the blocks agree with that, trafilatura is not asked. The lines are then written as the page writes
them, without headings that nothing follows, and with the standfirst (`processors.aligned`).
"""

from collections import Counter
from functools import cache
from importlib.metadata import version

from lxml.html import HtmlElement
from msgspec import Struct

from processors.aligned import aligned, with_lead, without_last_headings
from processors.blocks import BLOCK_TAGS, Block, best_element, read_blocks, texts
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


class Reading(Struct, frozen=True):
    """The blocks of a page, those that the blocks alone choose, and the element they stand in."""

    blocks: list[Block]
    chosen: list[Block]
    inside: frozenset[HtmlElement]


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
    if len(elements) > MAX_CAREFUL:
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
    """Return what the blocks of the page tell: paragraphs in the best element, and short lines between them."""
    blocks = read_blocks(root)
    inside = frozenset(best_element(blocks, root).iter())
    within = [block for block in blocks if block.element in inside]
    last = max((place for place, block in enumerate(within) if block.worth > 0), default=-1)
    chosen = [b for b in within[: last + 1] if not b.noise and b.linked <= b.words / 2 and b.words]
    return Reading(blocks, chosen, inside)


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
    return block.worth > 0 or (block.linked == 0 and block.element.tag in _TEXT_TAGS)


_TEXT_TAGS = frozenset(["h2", "h3", "h4", "h5", "h6", "li", "td", "th", "dd", "dt", "pre", "blockquote"])


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
