"""The body of a page: the paragraphs of its article and nothing around them.

trafilatura in its fast mode finds the body; the page's own blocks (`processors.blocks`) then judge it line by line.
Lines that are only links or stand in noise go, paragraphs of the same containers that it missed come back. Where
it comes home with nothing or with rubble, the blocks alone decide; where the page carries its text in
JSON-LD and the blocks agree with that, trafilatura is not asked.
"""

from collections import Counter
from importlib.metadata import version

from lxml.html import HtmlElement
from msgspec import Struct

from processors.blocks import Block, best_element, read_blocks, texts
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


class Reading(Struct, frozen=True):
    """The blocks of a page, those that the blocks alone choose, and the element they stand in."""

    blocks: list[Block]
    chosen: list[Block]
    inside: frozenset[HtmlElement]


def extract(root: HtmlElement, told: str | None = None) -> tuple[list[str], str]:
    """Return the paragraphs of the article in the tree, and the name of what found them.

    `told` is the text that the page's JSON-LD carries, or None. The tree loses its scripts and styles.

    Raises Reject(too_large) over MAX_SHOWN characters.
    """
    strip_code(root)
    shown = int(root.xpath("string-length(.)"))
    if shown > MAX_SHOWN:
        raise Reject("too_large", f"the page shows {shown:,} characters")
    reading = read_page(root)
    if agreed := _agreed(reading, told):
        return agreed, "json-ld"
    lines = _trafilatura(root) if sum(1 for _ in root.iter()) <= MAX_CAREFUL else []
    if not lines or (reading.chosen and _is_rubble(lines)):
        return [block.text for block in reading.chosen], "blocks"
    return _completed(_judged(lines, reading), reading), f"trafilatura {version('trafilatura')}"


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


def _trafilatura(root: HtmlElement) -> list[str]:
    from trafilatura import bare_extraction

    document = bare_extraction(root, fast=True, with_metadata=False, include_comments=False)
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
    words = sum(count_words(line) for line in lines)
    return len(lines) > 30 and words < 4 * len(lines)


def _judged(lines: list[str], reading: Reading) -> list[str]:
    """Return the lines without those that the page shows only as links or only in noise."""
    links = {block.form for block in reading.blocks if block.is_links}
    sound = {block.form for block in reading.blocks if not block.noise}
    noise = {block.form for block in reading.blocks if block.noise} - sound
    return [line for line in lines if same_form(line) not in links | noise]


def _completed(lines: list[str], reading: Reading) -> list[str]:
    """Return the lines with the paragraphs that were missed put back where they stand on the page.

    Missed are paragraphs in the article's element whose own container looks (tag and class) like one that holds a
    good part of what was found: an article that advertisements cut into several containers.
    """
    at = {same_form(line): place for place, line in enumerate(lines)}
    kinds = _containers([block for block in reading.blocks if block.form in at and block.words > 7])
    everything = "".join(at)
    missed: dict[int, list[str]] = {}
    place = -1
    for block in reading.blocks:
        place = at.get(block.form, place)
        if (
            block.worth > 0
            and _kind(block) in kinds
            and block.element in reading.inside
            and block.form not in everything
        ):
            missed.setdefault(place, []).append(block.text)
    return missed.get(-1, []) + [text for n, line in enumerate(lines) for text in (line, *missed.get(n, ()))]


def _containers(found: list[Block]) -> set[tuple[str, str]]:
    """Return the kinds of containers, of those with a class, that hold at least a fifth of the words found."""
    words: Counter[tuple[str, str]] = Counter()
    for block in found:
        words[_kind(block)] += block.words
    return {kind for kind, count in words.items() if kind[1] and count >= words.total() / 5}


def _kind(block: Block) -> tuple[str, str]:
    parent = block.element.getparent()
    return ("", "") if parent is None else (parent.tag, parent.get("class") or "")
