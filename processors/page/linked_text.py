"""Links that are an article's own words: subheadings, points of a list and sentences that lead somewhere as well.

Links in a body mostly lead to other articles. These do not: they stand in the container of its paragraphs, between
them, and nothing before them says "read also".
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby, islice, pairwise, takewhile

from lxml.html import HtmlElement

from processors.page.blocks import Block
from processors.page.pieces import is_akin
from processors.text.characters import comparable_form, count_words, one_line

MIN_SENTENCE = 8
"""Words from which a link that ends like a sentence is one of the article's; headlines end without a point."""
MAX_NAME = 4
"""Words of a heading, or on average of a point of a list, below which it names somebody or something; headlines are
longer."""
MAX_POINT = 6
"""The same where all points of a list are links: names and what is said of them."""
MIN_POINTS = 3
"""Points of such a list."""
_ENDS = re.compile(r"[.。۔।][\"'»”’)\]」]*$")
"""How a statement ends: headlines end without a point, questions and "now:" are put to readers."""
_SUBHEADINGS = frozenset(["h2", "h3", "h4", "h5", "h6"])
_POINTS = frozenset(["li", "dd", "dt"])
_TEXTS = _POINTS | {"p"}
_LEADS_ELSEWHERE = re.compile(
    r"\b(?:read|reads|related|also|more(?! than)|see|watch|recommended|popular|trending|latest|lesen|mehr|auch|lire|"
    r"aussi|lee|lea|leia|también|também|leggi|anche|lees|ook|ilgili|oku|okuyun|baca|juga|czytaj|także)\b|"
    r"читайте|читать|смотрите|по теме|также|اقرأ|أيضا|إقرأ|بیشتر|بخوانید|مطالب مرتبط|مزید پڑھیں|"
    r"यह भी पढ़ें|อ่าน|相关|相關|関連|あわせて|관련",
    re.IGNORECASE,
)


def mark_linked_text(
    blocks: Sequence[Block], homes: frozenset[HtmlElement], alike: frozenset[HtmlElement]
) -> None:
    """Set `told` of the blocks that are links and text, among the blocks of an article's element, in order.

    `homes` are the containers of its paragraphs, where lists are its own too; `alike` are they and all like them.
    """
    own = [block for block in blocks if block.words and not block.noise]
    for before, run, after in _runs(own):
        links = [block for block in run if block.is_links]
        if not links:
            if _is_own_sentence(run[0], before, alike):
                _mark(run)
            continue
        if run[0].element.tag in _POINTS and before is not None:
            points = run[0].element.getparent()
            if points is not None and points.getparent() in homes and _is_own_list(before, run, after):
                _mark(links)
        elif (
            (before or run[0].element.tag in _SUBHEADINGS or _is_lede(run[0], after))
            and run[0].element.getparent() in alike
            and _is_own_line(run[0], after)
        ):
            _mark(links)


def mark_items(blocks: Sequence[Block]) -> None:
    """Set `told` of headings that are links and name the items of a list: measures with a page each.

    Such are short or numbered, each with a text under it, and there are several of one make; headlines are longer.
    """
    made: dict[tuple[str, str, str], list[Block]] = {}
    for block, after in pairwise(blocks):
        if block.element.tag in _SUBHEADINGS and block.is_links and not block.noise and not after.linked:
            above, text = block.element.getparent(), after.element.getparent()
            is_longer = after.words > block.words or _NUMBERED.match(block.text)
            if above is not None and above is text and is_longer:
                make = (block.element.tag, above.tag, above.get("class", ""))
                made.setdefault(make, []).append(block)
    for items in made.values():
        named = [item for item in items if item.words < MAX_NAME or _NUMBERED.match(item.text)]
        if len(named) >= MIN_ITEMS and len(named) >= MIN_SHARE_NAMED * len(items):
            _mark(items)


def mark_pulled_quotes(blocks: Sequence[Block]) -> None:
    """Mark as noise quotations, in figures or named as pulled out, that another block holds: they are shown twice."""
    in_figure: dict[HtmlElement | None, bool] = {}  # asked once for all blocks of one container
    in_pulled: dict[HtmlElement | None, bool] = {}
    quotes = []
    plain = _names_of_paragraphs(blocks)
    for block in blocks:
        if block.noise or len(block.text) < MIN_PULLED or not block.form:
            continue
        above = block.element.getparent()
        if above not in in_figure:
            in_figure[above] = _in_figure(block.element)
            in_pulled[above] = any(map(_is_pulled, islice(block.element.iterancestors(), 2)))
        if (
            (in_figure[above] and len(block.form) >= MIN_PULLED)
            or (block.words < MAX_PULLED and (in_pulled[above] or _is_pulled(block.element)))
            or _is_quoted(block, plain)
        ):
            quotes.append(block)
    for quote in quotes[:MAX_QUOTES]:
        longer = (block for block in blocks if block.is_paragraph and len(block.form) > len(quote.form))
        quote.noise = any(quote.form in block.form for block in longer)


MAX_QUOTES = 100
"""Quotations of a page that are looked for in its other blocks; no article sets more of them apart."""


def _names_of_paragraphs(blocks: Sequence[Block]) -> frozenset[str]:
    """Return the classes of a page's paragraphs but for those that are somebody's words alone."""
    plain = (block for block in blocks if block.is_paragraph and not _QUOTED.fullmatch(block.text))
    return frozenset(name for block in plain for name in block.element.get("class", "").split())


def _is_quoted(block: Block, plain: frozenset[str]) -> bool:
    """Tell whether a block is somebody's words alone, set apart from the text by a class or a tag of its own.

    `plain` are the classes of the text's paragraphs: with them alone, the words are a line of the text.
    """
    if not _QUOTED.fullmatch(block.text) or len(block.form) < MIN_QUOTED:
        return False
    is_named = not plain.issuperset(block.element.get("class", "").split())
    return is_named or block.element.tag in ("blockquote", "aside")


_QUOTED = re.compile('["“«„”「][^"”»“」]*["”»“」]')
MIN_QUOTED = 15
"""Letters of such words."""


def _in_figure(element: HtmlElement) -> bool:
    return any(above.tag == "figure" for above in islice(element.iterancestors(), 4))


def _is_pulled(element: HtmlElement) -> bool:
    return _is_pulled_name(element.get("class") or "")


@lru_cache(maxsize=4096)
def _is_pulled_name(names: str) -> bool:
    return _PULLED.search(names) is not None


_PULLED = re.compile(r"pull-?quote", re.IGNORECASE)
MAX_PULLED = 60
"""Words of a quotation that is named so."""
MIN_PULLED = 20
"""Letters of such a quotation."""
MIN_ITEMS = 4
"""Items of one make from which on they are a list."""
MIN_SHARE_NAMED = 0.8
"""Share of them that are short or numbered."""
_NUMBERED = re.compile(r"\W{0,2}\d{1,2}\s?[.):、．-]\s?\D")


def cut_teasers(lines: list[str], blocks: Sequence[Block], homes: frozenset[HtmlElement]) -> list[str]:
    """Return the lines up to the teasers behind the article: paragraphs, each under a heading that leads elsewhere.

    They stand behind the article's own paragraphs, in containers of another make. One may be a box on something in the
    text; three tell of other articles. `blocks` are all of the page; `homes` are as in `mark_linked_text`.
    """
    paragraphs = ((n, block) for n, block in enumerate(blocks) if block.is_paragraph)
    own = [n for n, block in paragraphs if block.worth > 0 and block.element.getparent() in homes]
    behind = [block for block in blocks[own[-1] + 1 :] if block.words] if own else []
    teasers = [
        block
        for head, block in pairwise(behind)
        if head.element.tag in _HEADLINES
        and head.words >= MIN_HEADLINE
        and head.is_links
        and block.is_paragraph
        and head.element.getparent() is block.element.getparent()
        and not any(is_akin(home, head.element.getparent()) for home in homes)
    ]
    if len(teasers) < MIN_TEASERS:
        return lines
    kinds = {_kind(block) for block in teasers}
    forms = {block.form for block in behind if block.is_paragraph and _kind(block) in kinds}
    own_lines = list(takewhile(lambda line: comparable_form(line) not in forms, lines))
    return own_lines if sum(map(count_words, own_lines)) >= MIN_OWN_WORDS else lines


def _kind(block: Block) -> tuple[str, str]:
    """Return the tag and classes of a block's element; of one without a class, what no other block has."""
    return block.element.tag, block.element.get("class") or block.form


MIN_OWN_WORDS = 100
"""Words before teasers that are an article: fewer are the first teaser of a page of them."""
MIN_TEASERS = 3
"""Paragraphs behind a text, each under another article's headline, from which on they are teasers."""
MIN_HEADLINE = 4
"""Words of such a headline."""
_HEADLINES = frozenset(["h1", "h2", "h3", "h4", "h5"])


def _mark(links: list[Block]) -> None:
    for block in links:
        block.told = True


def _runs(blocks: list[Block]) -> Iterator[tuple[Block | None, list[Block], Block | None]]:
    """Yield the points of each list together, every other block alone, with the blocks before and after."""
    runs = [
        list(run)
        for _, run in groupby(
            blocks,
            key=lambda block: block.element.getparent() if block.element.tag in _POINTS else block.element,
        )
    ]
    for before, run, after in zip([None, *runs], runs, [*runs[1:], None], strict=False):
        yield (before[-1] if before else None), run, (after[0] if after else None)


def _is_own_list(before: Block, points: list[Block], after: Block | None) -> bool:
    """Tell whether a list is the article's: some of it is no link, or a line leads to it, or it is one of names."""
    between = _follows(after)
    if _LEADS_ELSEWHERE.search(before.text) and not (before.is_paragraph and between):
        return False
    words = sum(block.words for block in points)
    if 3 * sum(block.linked for block in points) < 2 * words:
        return True
    if before.text.rstrip().endswith((":", "：")) and not before.is_links:
        return True
    names = words < MAX_NAME * len(points) or (
        len(points) >= MIN_POINTS
        and all(block.is_links for block in points)
        and (words <= MAX_POINT * len(points) or all(_DATED.match(block.text) for block in points))
    )
    return between and before.worth > 0 and names and not any(_leads_within(block) for block in points)


_DATED = re.compile(r"\W*(?:\d{1,4}\b|\w{3,9}\.? \d{1,2}\b)")
"""What the points of a chronicle begin with, and the numbered ones of a list."""


def _leads_within(block: Block) -> bool:
    """Tell whether a point leads to a place on the page: a table of what the article holds."""
    return any(link.get("href", "").startswith("#") for link in block.element.iter("a"))


def _follows(after: Block | None) -> bool:
    """Tell whether a text goes on with this block: a paragraph, or a short one without links."""
    return after is not None and (after.worth > 0 or (not after.linked and after.element.tag in _TEXTS))


def _is_own_sentence(block: Block, before: Block | None, alike: frozenset[HtmlElement]) -> bool:
    """Tell whether a paragraph is a sentence behind others, some words of it links, if most of them.

    What leads elsewhere begins with words that say so, and the rest of it is short.
    """
    return (
        block.element.tag == "p"
        and 2 * block.linked > block.words >= MIN_SENTENCE
        and block.words - block.linked >= MIN_UNLINKED
        and before is not None
        and block.element.getparent() in alike
        and bool(_ENDS.search(block.text))
        and not _LEADS_ELSEWHERE.search(block.text)
        and not _points(block)
    )


def _points(block: Block) -> bool:
    """Tell whether a paragraph's last link is all that stands behind a colon or a question: "Got a tip? Tell us."."""
    linked = [one_line(link.text_content()) for link in block.element.iter("a")]
    before, link, behind = block.text.rpartition(linked[-1] if linked and linked[-1] else "\n")
    return bool(link) and before.rstrip()[-1:] in _POINTING and not behind.strip(" .")


_POINTING = frozenset(":?：？")


MIN_UNLINKED = 4
"""Words outside of links in such a sentence."""


def _is_lede(block: Block, after: Block | None) -> bool:
    """Tell whether a paragraph that nothing stands before is as long as a lede, and goes on in one of its make."""
    return (
        block.words >= MIN_LEDE
        and after is not None
        and after.worth > 0
        and block.element.tag == after.element.tag == "p"
        and block.element.getparent() is after.element.getparent()
        and block.element.get("class") == after.element.get("class")
    )


MIN_LEDE = 15
"""Words of a lede that is one link: headlines have fewer."""


def _is_own_line(block: Block, after: Block | None) -> bool:
    if _LEADS_ELSEWHERE.match(block.text):
        return False
    if block.element.tag in _SUBHEADINGS:
        return _follows(after)
    return block.words >= MIN_SENTENCE and bool(_ENDS.search(block.text))
