"""Pages that hold no article of their own: lists of teasers, and shells that a script would fill.

They are told by how they are built, whatever the language: a teaser is a short text beside a link to what it is about.
"""

import re
from collections import Counter
from itertools import pairwise

import regex
from lxml.html import HtmlElement

from processors.page.blocks import Block, find_blocks
from processors.page.html import parse_held, parse_html, strip_code
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

_KIND_IN_META = re.compile(r"""og:type["'][^>]{0,200}["'](?i:article)["']""")
_META_BEFORE = re.compile(r"""<meta[^>]{0,200}["']$""", re.I)
_KIND_IN_CODE = re.compile(r'''"@type"\s*:\s*"[A-Za-z]*(?i:article)"''')
"""Both begin with letters whose case is told: such are looked for at three times the speed."""
_SHELL = re.compile(
    r"""<(?:div|main)[^>]{0,300}\bid=["']?(?:root|app|__next|__nuxt|___gatsby|react-root|main-app|app-root|svelte)["'\s>]"""
    r"""|<app-root[\s>]|<noscript>[^<]{0,100}javascript""",
    re.I,
)


def is_listing(markup: str, paragraphs: list[str]) -> bool:
    """Tell whether these paragraphs, found on this page, are the teasers of other pages.

    A page that declares itself an article is believed, but where it says so in its head alone, as whole sites do, and
    its texts are cut, or are all under links, its headline as well.
    """
    sizes = [count_words(text) for text in paragraphs]
    if paragraphs and (_is_front(paragraphs, sizes, markup) or _are_cut(paragraphs, sizes, markup)):
        return True
    if paragraphs and max(sizes) < MAX_TEASER_WORDS and not _declares_article(markup):
        cut = sum(text.startswith(("…", "...")) and text.endswith(("…", "...")) for text in paragraphs)
        if cut >= MIN_CUT and cut >= MIN_SHARE_CUT * len(paragraphs):
            return True
        if _is_paged(paragraphs, sizes, markup) or _lists_more(paragraphs, markup):
            return True
        if not any(_is_sentence(text, size) for text, size in zip(paragraphs, sizes, strict=True)):
            return True
        if "<a" in markup and (len(paragraphs) < MIN_TEASERS or markup.count("<a") < MIN_TEASERS):
            return _are_headed(paragraphs, markup) or _are_all_links(paragraphs, sizes, markup)
        if len(paragraphs) < MIN_TEASERS:
            return False
    short = sum(size < MAX_TEASER_WORDS for size in sizes)
    if (
        short < MIN_TEASERS
        or max(sizes) >= 2 * MAX_TEASER_WORDS
        or _declares_article(markup)
        or markup.count("<a") < MIN_TEASERS
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


def _declares_article(markup: str) -> bool:
    """Tell whether a page says in its code that it is an article."""
    kinds = _KIND_IN_META.finditer(markup)
    in_meta = any(_META_BEFORE.search(markup[max(0, kind.start() - 206) : kind.start()]) for kind in kinds)
    return (in_meta and not _is_archive(markup)) or _KIND_IN_CODE.search(markup) is not None


def _is_archive(markup: str) -> bool:
    """Tell whether the body is called a section's or a topic's page, as WordPress and Drupal call theirs."""
    body = _BODY_CLASS.search(markup)
    names = set(body[1].lower().split()) if body else set[str]()
    if any(_ONE_ARTICLE.match(name) for name in names):
        return False
    return ("archive" in names and not names.isdisjoint(_OF_ARCHIVES)) or not names.isdisjoint(_TAXONOMIES)


_BODY_CLASS = re.compile(r"""<body\b[^>]{0,500}?\bclass=["']([^"']{1,2000})["']""", re.IGNORECASE)
_OF_ARCHIVES = frozenset(["category", "tag", "author", "date", "post-type-archive"])
"""What WordPress calls the body of a list, beside "archive"."""
_TAXONOMIES = frozenset(["taxonomy", "page-taxonomy", "path-taxonomy", "page-taxonomy-term"])
_ONE_ARTICLE = re.compile(r"single|post(?:$|id)|page-node|node-|article")
"""What calls a body that of one article, whatever else it is called."""


def _lists_more(paragraphs: list[str], markup: str) -> bool:
    """Tell whether a page is called a list and has no more paragraphs than links that can be headlines, but one."""
    if not _is_archive(markup):
        return False
    root, _held = parse_held(markup)
    strip_code(root)
    return MIN_TEASERS_OF_LIST <= len(_headlines(root)) >= len(paragraphs) - 1


MIN_TEASERS_OF_LIST = 4
"""Links that can be headlines on a page that is called a list."""


def _is_paged(paragraphs: list[str], sizes: list[int], markup: str) -> bool:
    """Tell whether each of three texts and more stands under a lesser heading, on a page with others behind it.

    Each has a box of its own: points of one article stand side by side, and what goes on behind it are comments.
    """
    if len(paragraphs) < MIN_CUT or not _PAGES.search(markup):
        return False
    told = {
        comparable_form(text)
        for text, size in zip(paragraphs, sizes, strict=True)
        if _is_sentence(text, size)
    }
    root, _held = parse_held(markup)
    strip_code(root)
    blocks = [block for block in find_blocks(root) if block.words]
    heads = {
        block.form: head.element for head, block in pairwise(blocks) if head.element.tag in _HEADLINES[1:]
    }
    boxes = {heads[form].getparent() for form in told if form in heads}
    return len(told) >= MIN_CUT and told <= heads.keys() and len(boxes) == len(told)


_PAGES = re.compile(
    r"""class=["'][^"'<>]{0,100}\b(?:pagination|pager|page-numbers|pagenavi|load-?more)\b"""
    r"""|>\s*(?:load more|mehr laden|weitere laden|charger plus|voir plus|cargar más|ver más|carregar mais|"""
    r"""carica altri|(?:загрузить|показать) (?:ещё|еще)|daha fazla yükle|المزيد|加载更多|もっと見る|더보기)\s*<""",
    re.IGNORECASE,
)
"""What leads to the next page of a list, or loads more of it; under an article, of its comments."""
MIN_CUT_WORDS = 8
"""Words of the beginning of a text."""
MIN_CUT, MIN_SHARE_CUT = 3, 0.6
"""Texts that are cut at both ends, and their share of all, from which on they are the results of a search."""


MAX_CUT = 120
"""Characters at the end of a text in which such a mark is looked for: a line of dots takes its length squared."""
_CUT = regex.compile(
    r"(?:…|\.\.\.|\[\s?…\s?\]|\[\s?\.\.\.\s?\])\W*(?:[\p{L}\p{M}]+\W+){0,3}(?:[\p{L}\p{M}]+\W*)?$"
)
"""How the beginning of a text ends: with a mark that it goes on, and at most a few words that lead there."""


def _are_cut(paragraphs: list[str], sizes: list[int], markup: str) -> bool:
    """Tell whether most of the paragraphs are beginnings of texts, each under a heading of its own that leads there."""
    texts = [text for text, size in zip(paragraphs, sizes, strict=True) if size >= MIN_CUT_WORDS]
    ends = ((text, text[-MAX_CUT:]) for text in texts)
    cut = {
        comparable_form(text)
        for text, end in ends
        if ("…" in end or "..." in end) and _CUT.search(end)  # few have the mark, and a mark is found at once
    }
    if len(cut) < MIN_CUT or len(cut) < MIN_SHARE_CUT * len(texts) or _KIND_IN_CODE.search(markup):
        return False
    root, _held = parse_held(markup)
    strip_code(root)
    head, headed = None, set[str]()
    for block in find_blocks(root):
        if block.element.tag in _HEADLINES:
            head = block
        elif block.form in cut and head is not None and head.is_links:
            headed.add(head.form)
    return len(headed) >= len(cut) - 1 >= 2


def _is_front(paragraphs: list[str], sizes: list[int], markup: str) -> bool:
    """Tell whether a few short texts stand under links, and the headline is one of these: a site's first page."""
    if len(paragraphs) >= MIN_TEASERS or max(sizes) >= MAX_TEASER_WORDS or _KIND_IN_CODE.search(markup):
        return False
    if any(_PAGE_NAME.search(found[1]) for found in _OWN_ADDRESS.finditer(markup)):
        return False
    heads = _H1.findall(markup)
    return bool(heads) and all(_LINKED.match(head) for head in heads) and _are_headed(paragraphs, markup)


_OWN_ADDRESS = re.compile(
    r"""(?:\brel=["']?canonical["']?[^>]{0,100}\bhref|\bog:url["'][^>]{0,100}\bcontent)=["']?https?://[^/"'>\s]+/([^"'>\s]+)""",
    re.IGNORECASE,
)
"""The path by which a page names itself in its head."""
_PAGE_NAME = re.compile(r"[-_\d%]")
"""What stands in the path of an article and in no first page's: many sites link an article's own headline to itself."""
_H1 = re.compile(r"<h1\b[^>]{0,500}>(.{0,300})", re.IGNORECASE | re.DOTALL)
_LINKED = re.compile(r"\s*<a\s", re.IGNORECASE)


def _are_all_links(paragraphs: list[str], sizes: list[int], markup: str) -> bool:
    """Tell whether all that says something among the paragraphs is a link: the other films below a player."""
    root, _held = parse_held(markup)
    strip_code(root)
    headlines = set(_headlines(root))
    told = [text for text, size in zip(paragraphs, sizes, strict=True) if _is_sentence(text, size)]
    return all(comparable_form(text) in headlines for text in told)


def _is_sentence(text: str, size: int) -> bool:
    """Tell whether a line of so many words says something: a page of which none does holds a player or a menu."""
    if size >= MIN_SENTENCE_LONG or _UNPUNCTUATED.search(text):
        return True
    return size >= MIN_SENTENCE and _ENDS.search(text) is not None


_ENDS = regex.compile(r"[\p{SB=STerm}\p{SB=ATerm}…:][\p{Pe}\p{Pf}\p{Pi}\"']*$")
"""Whatever ends a sentence in any script (Amharic, Armenian, Bengali, ...), with what closes behind it."""
_UNPUNCTUATED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""Thai, Lao, Burmese and Khmer sentences end without a mark."""
MIN_SENTENCE = 4
"""Words of a sentence."""
MIN_SENTENCE_LONG = 20
"""Words from which a line is one whatever it ends with."""


def _are_headed(paragraphs: list[str], markup: str) -> bool:
    """Tell whether each of a few paragraphs but one stands under a heading of its own that leads elsewhere."""
    root = parse_html(markup)
    strip_code(root)
    blocks = [block for block in find_blocks(root) if block.words]
    headed = {
        block.form
        for head, block in pairwise(blocks)
        if head.is_links and head.words >= 3 and head.element.tag in _HEADLINES and block.element.tag == "p"
    }
    number = sum(comparable_form(text) in headed for text in paragraphs)
    told = [text for text in paragraphs if _ENDS.search(text) or _UNPUNCTUATED.search(text)]
    return number >= 2 and number >= len(told) - (number > 2)


_HEADLINES = ("h1", "h2", "h3", "h4")


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
