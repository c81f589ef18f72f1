"""Pages that hold no article of their own: lists of teasers, and shells that a script would fill.

They are told by how they are built, whatever the language: a teaser is a short text beside a link to what it is about.
"""

import re
from collections import Counter
from itertools import pairwise

from lxml.html import HtmlElement

from processors.page.blocks import Block, find_blocks
from processors.page.html import parse_held, strip_code
from processors.text.characters import comparable_form, count_words

MAX_TEASER_WORDS = 40
"""Words of a teaser at most: an item of a list that is longer tells its story itself."""
MIN_HEADLINE_WORDS = 4
"""Words of a link that can be a headline."""
MIN_TEASERS = 6
"""Teasers from which on a page can be a list of them."""
MIN_TEASER_SHARE = 0.75
"""Share of a page's words that are teasers, from which on it is nothing else."""
MIN_REPEATS = 3
"""Times that a link stands on a page from which on it is no headline: "Read the decree (PDF)"."""

_ARTICLE = re.compile(
    r"""<meta[^>]{0,200}["']og:type["'][^>]{0,200}["']article["']|"@type"\s*:\s*"[A-Za-z]*Article\"""", re.I
)
_SHELL = re.compile(
    r"""<(?:div|main)[^>]{0,300}\bid=["']?(?:root|app|__next|__nuxt|___gatsby|react-root|main-app|app-root|svelte)["'\s>]"""
    r"""|<app-root[\s>]|<noscript>[^<]{0,100}javascript""",
    re.I,
)


def is_listing(markup: str, paragraphs: list[str]) -> bool:
    """Tell whether these paragraphs, found on this page, are the teasers of other pages.

    A page that declares itself an article is believed.
    """
    sizes = [count_words(text) for text in paragraphs]
    short = sum(size < MAX_TEASER_WORDS for size in sizes)
    if (
        short < MIN_TEASERS
        or max(sizes) >= 2 * MAX_TEASER_WORDS
        or markup.count("<a") < MIN_TEASERS
        or _ARTICLE.search(markup)
    ):
        return False
    if _are_numbered(paragraphs):
        return False
    root, _held = parse_held(markup)
    strip_code(root)
    teasers, headlines = _teasers(find_blocks(root)), _headlines(root)
    forms = [comparable_form(text) for text in paragraphs]
    linked = "\n".join(headlines)
    is_teaser = (form in teasers or form.startswith(headlines) or form in linked for form in forms)
    held = [size for teaser, size in zip(is_teaser, sizes, strict=True) if teaser]
    return len(held) >= MIN_TEASERS and sum(held) >= MIN_TEASER_SHARE * sum(sizes)


def _are_numbered(paragraphs: list[str]) -> bool:
    """Tell whether items are counted, from the first on: measures, demands, questions."""
    numbers = [int(found[1]) for text in paragraphs if (found := _NUMBERED.match(text))]
    rises = all(before < after <= before + 2 for before, after in pairwise(numbers))
    return len(numbers) >= MIN_NUMBERED and numbers[0] <= 2 and rises


_NUMBERED = re.compile(r"\W{0,2}(\d{1,2})\s?[.):、．-]\s?\D")
MIN_NUMBERED = 5
"""Items that count on from one another, from which a list of them is an article."""


def is_shell(markup: str) -> bool:
    """Tell whether a page of which no text was found is one that a script would fill in a browser."""
    return "<script" in markup and _SHELL.search(markup) is not None


def _teasers(blocks: list[Block]) -> set[str]:
    """Return the forms of the short texts that stand beside a link, or are one."""
    links = Counter(block.form for block in blocks if block.is_links)
    blocks = [block for block in blocks if links[block.form] < MIN_REPEATS]
    return {
        block.form
        for before, block, after in zip([None, *blocks], blocks, [*blocks[1:], None], strict=False)
        if block.words < MAX_TEASER_WORDS and (_leads(block) or _heads(before) or _heads(after))
    }


def _headlines(root: HtmlElement) -> tuple[str, ...]:
    """Return the forms of the links that can be headlines."""
    texts = (str(link.text_content()) for link in root.iter("a"))
    return tuple(
        {
            comparable_form(text)
            for text in texts
            if MIN_HEADLINE_WORDS <= count_words(text) < MAX_TEASER_WORDS
        }
        - {""}
    )


def _leads(block: Block) -> bool:
    return block.linked >= MIN_HEADLINE_WORDS and block.linked >= 0.3 * block.words


def _heads(block: Block | None) -> bool:
    return block is not None and block.is_links and block.words >= MIN_HEADLINE_WORDS
