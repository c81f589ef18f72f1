"""The lines that an extractor found, set right by the page's own blocks: same words, as the page writes them.

trafilatura writes a line anew: it takes the joiners out of Persian words, puts marks before points and cells, and
runs into one line what stands in several blocks. Where the words are the blocks' own, these are taken instead.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, islice, pairwise

from lxml.html import HtmlElement
from msgspec import Struct

from processors.page.blocks import ENDS_LIKE_A_SENTENCE, MIN_PARAGRAPH, Block, says_noise
from processors.page.headline_element import HEADINGS
from processors.page.named_lines import is_named_beside
from processors.text.characters import comparable_form


class BlockIndex(Struct, frozen=True):
    """The blocks of a page, to be found by the form of their text."""

    blocks: Sequence[Block]
    by_form: dict[str, Block]
    everything: str
    """The forms of all blocks, one after the other."""
    starts: dict[int, int]
    """For each place in it where a block begins, and for its end, the block's number."""


def align_lines(lines: list[str], blocks: Sequence[Block]) -> list[str]:
    """Return the lines, each as the blocks that it is made of where it is made of whole ones; else as it is.

    The cells of a row stay on their line, unless there is a paragraph or a link among them.
    """
    ends = [0, *accumulate(len(block.form) for block in blocks)]
    index = BlockIndex(
        blocks,
        {block.form: block for block in reversed(blocks) if block.form},
        "".join(block.form for block in blocks),
        {end: number for number, end in reversed(list(enumerate(ends)))},
    )
    return [text for line in lines for text in _as_shown(line, _parts(line, index))]


def _as_shown(line: str, parts: Sequence[Block]) -> list[str]:
    row = line.startswith("|") and len(parts) > 1 and not any(b.is_paragraph or b.is_links for b in parts)
    return [line] if row or not parts else [block.text for block in parts]


def _parts(line: str, index: BlockIndex) -> list[Block]:
    """Return the blocks that a line is made of: one, several that follow each other, or cells; or nothing."""
    form = comparable_form(line)
    if form in index.by_form:
        return [index.by_form[form]]
    at = index.everything.find(form) if form else -1
    first, after = index.starts.get(at), index.starts.get(at + len(form))
    if first is not None and after is not None:
        return [block for block in index.blocks[first:after] if block.form]
    cells = [comparable_form(cell) for cell in line.split(" | ")] if line.startswith("|") else []
    found = [index.by_form.get(cell) for cell in cells if cell]
    return [block for block in found if block] if None not in found else []


def in_page_order(lines: list[str], blocks: Sequence[Block]) -> list[str]:
    """Return the lines in the order in which the page shows them, where each is shown once; others follow theirs.

    trafilatura puts a standfirst behind the text, where the page's code marks the text alone as its body.
    """
    shown = Counter(block.form for block in blocks)
    places = {block.form: place for place, block in enumerate(blocks) if shown[block.form] == 1}
    found = [places.get(comparable_form(line)) for line in lines]
    known = [place for place in found if place is not None]
    if known == sorted(known):
        return lines
    last, order = -1, []
    for place in found:
        last = last if place is None else place
        order.append(last)
    return [line for _, line in sorted(zip(order, lines, strict=True), key=lambda one: one[0])]


def drop_last_headings(lines: list[str], blocks: Sequence[Block]) -> list[str]:
    """Return the lines without headings after the last of the text: they lead to what is not the article's."""
    headings = {block.form for block in blocks if _heads(block)}
    last = max(
        (n for n, line in enumerate(lines) if comparable_form(line) not in headings), default=len(lines) - 1
    )
    return lines[: last + 1]


def _heads(block: Block) -> bool:
    return not block.is_paragraph and block.element.tag in HEADINGS


def add_standfirst(lines: list[str], blocks: Sequence[Block], summary: str) -> list[str]:
    """Return the lines with the standfirst before them: what stands between heading and text and is the summary.

    `summary` is what the page's code says that it is about. What else stands there are captions, notices and authors.
    """
    in_order = [comparable_form(line) for line in lines]
    forms = set(in_order)
    texts = (n for n, block in enumerate(blocks) if block.form in forms and block.words > 7)
    first = next((n for n in texts if not _tells_days(blocks[n].text)), 0)
    top = next((n for n in range(first - 1, -1, -1) if blocks[n].element.tag == "h1"), None)
    top = _lesser_headline(blocks, first) if top is None else top
    form = comparable_form(summary)
    if top is None:
        return lines
    everything = "".join(in_order)
    between = [b for b in blocks[top + 1 : first] if b.words > 5 and 2 * b.linked <= b.words]
    lead = [b for b in between if b.form not in everything and not _is_cut(b, everything)]
    standfirst = [
        b.text
        for b in lead
        if (
            is_named_standfirst(b)
            or (form and (b.worth >= 0 or b.noise) and _is_said(b.form, form))
            or _is_second(b, blocks[top])
            or _is_right_behind(b, blocks[top], blocks[first])
        )
        and (not b.noise or _is_noise_by_header(b))
    ]
    return list(dict.fromkeys(standfirst)) + lines


def _lesser_headline(blocks: Sequence[Block], first: int) -> int | None:
    """Return the place of the last lesser heading before the text on a page without an h1, which is no link."""
    if any(block.element.tag == "h1" for block in blocks):
        return None
    heads = (n for n in range(first - 1, -1, -1) if blocks[n].element.tag in ("h2", "h3"))
    return next((n for n in heads if blocks[n].words >= MIN_HEADLINE and not blocks[n].linked), None)


MIN_HEADLINE = 4
"""Words of a lesser heading that can be the headline."""


def _tells_days(text: str) -> bool:
    """Tell whether a line has a day's figures and more, and is no sentence: "Published on 15/02/2026 at 17:05"."""
    return not ENDS_LIKE_A_SENTENCE.search(text) and len(_FIGURES.findall(text)) >= MIN_FIGURES


_FIGURES = re.compile(r"\d")
MIN_FIGURES = 8
"""Figures of a day."""


def _is_cut(block: Block, everything: str) -> bool:
    """Tell whether a block is the text's own beginning, cut where it was long enough for a list of articles."""
    return block.text.rstrip("])").endswith(("…", "...")) and block.form[:MIN_SHARED_BEGINNING] in everything


def _is_right_behind(block: Block, headline: Block, text: Block) -> bool:
    """Tell whether a block is a whole sentence right behind the headline, in another container than the text."""
    return (
        block.worth >= MIN_PARAGRAPH
        and block.element.getprevious() is headline.element
        and block.element.getparent() is not text.element.getparent()
        and bool(ENDS_LIKE_A_SENTENCE.search(block.text))
        and not is_named_beside(block, is_sentence=True)
    )


def _is_noise_by_header(block: Block) -> bool:
    """Tell whether nothing but the `header` that it stands in says that a block is no part of the text."""
    noise = [each for each in (block.element, *block.element.iterancestors()) if says_noise(each)]
    return len(noise) == 1 and noise[0].tag == "header"


def is_named_standfirst(block: Block) -> bool:
    """Tell whether a block's element, or one of the two above it, is named as a standfirst, in whatever attribute."""
    near = (block.element, *islice(block.element.iterancestors(), 2))
    return any(_is_named_so(each) and not _is_headed_section(each) for each in near if each.tag not in _WHOLE)


def _is_headed_section(element: HtmlElement) -> bool:
    first = islice(element.iter("*"), MAX_ABOVE_HEADLINE) if element.tag == "section" else ()
    return any(each.tag == "h1" for each in first)


MAX_ABOVE_HEADLINE = 50
"""Elements of a section among which its headline is: all of a long one is not gone through for each of its lines."""


def _is_named_so(element: HtmlElement) -> bool:
    return any(
        _STANDFIRST.search(value) or (name == "itemprop" and value == "description")
        for name, value in element.items()
        if name in ("class", "id", "itemprop") or (name.startswith("data-") and " " not in value)
    )


def _is_second(block: Block, headline: Block) -> bool:
    """Tell whether a block is a heading of the second level right behind the headline's element: a second headline."""
    return block.element.tag == "h2" and block.element.getprevious() is headline.element


_WHOLE = ("body", "main", "article", "header")
_STANDFIRST = re.compile(
    r"(?:^|(?<!\bad)[\s_-])(?:sub-?title|sub-?head(?:line|er)?|sub-?heading|second-?(?:title|headline)|stand-?first|chap[oô]|"
    r"alternativeheadline|document-?description|strap-?line|entradilla|bajada|copete|sommario|catenaccio|linha-?fina|"
    r"(?<!author-)(?<!with-)excerpt|lead(?!-(?:image|media|photo|art|video))|lede|dek|deck|chapeau|sous-?titre|resum[eo]|resumen|sapo|"
    r"vorspann|untertitel|unterzeile|sottotitolo|ingress|ingres|manchet|under-?(?:rubrik|tittel|titel)|perex|"
    r"summary|key-?(?:points|facts|takeaways)|tl-?dr|en-?(?:bref|breve)|essentiel|claves|kernpunkte|"
    r"spot|alt-?ba[sş]l[iı]k|rutitr|lid|pod-?zagolovok|pod-?tytu[lł])(?:$|[\s_-])",
    re.IGNORECASE,
)
"""How a standfirst is named, in the languages of newsrooms."""


def _is_said(form: str, summary: str) -> bool:
    """Tell whether a block is the summary, a part of it, or begins like it: summaries are cut."""
    return form in summary or (
        len(summary) >= MIN_SHARED_BEGINNING and form[:MIN_SHARED_BEGINNING] in summary
    )


MIN_SHARED_BEGINNING = 60
"""Characters in which a block and a summary agree that are the same text."""


def join_place(lines: list[str], blocks: Sequence[Block]) -> list[str]:
    """Return the lines, the place of a dateline before the paragraph that it begins: "New Delhi:" in bold above it.

    It is a few words with a colon or a dash, bare in the element in which the first paragraph follows.
    """
    forms = {comparable_form(line): place for place, line in reversed(list(enumerate(lines)))}
    shown = [block for block in blocks if block.words]
    for place, block in pairwise(shown):
        if block.worth > 0 and block.form in forms:
            at = forms[block.form]
            is_place = place.words <= MAX_PLACE and not place.linked and place.text.endswith(_PLACE_ENDS)
            if is_place and not place.noise and place.element is block.element.getparent():
                without = [line for line in lines if comparable_form(line) != place.form]
                at -= sum(comparable_form(line) == place.form for line in lines[:at])
                return [*without[:at], f"{place.text} {block.text}", *without[at + 1 :]]
            return lines
    return lines


MAX_PLACE = 5
"""Words of a place, or of two."""
_PLACE_ENDS = (":", "：", "—", "–", "-")
