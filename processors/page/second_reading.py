"""A second reading of a page's blocks, by other signs than their worth: the names that pages give to their parts.

It takes the first element that is named as the article's, and in it what stands in elements of text, but for boxes
that are named as something else and for short runs of links. Where no name tells, it takes the paragraphs of all the
page. The order of the names and the names themselves are those by which trafilatura goes; where both readings of the
blocks agree, or the second holds the first, trafilatura has nothing to add.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from lxml.html import HtmlElement

from processors.page.blocks import Block
from processors.page.sums import held_by

MIN_SHARE_LEFT = 1 / 7
"""Share of the body's text that is left without the boxes, or their names mean nothing on this page."""
MIN_BODY = 200
"""Characters from which an element may be the article's."""
MIN_IN_PARAGRAPHS = 750
"""Characters in `p` elements from which on text that stands in bare `div` elements is none of the article's."""
MIN_FOUND = 250
"""Characters below which what stands in an element named as the article's is not all of it."""
MAX_LINKED = 0.8
"""Share of a short element's text that is links, from which on it leads elsewhere; of a long one, 0.9."""
SHORT, SHORT_AT_END = (30, 60), (100, 300)
"""Characters up to which a paragraph, and any other element, is short: between others, and behind the last."""

MAX_BUTTON = 2
"""Words of the link that a comment ends with."""

_FRAMES = frozenset(["article", "div", "main", "section"])
_BODIES = (
    re.compile(
        r"(?:^|\n)class=(?:post|entry)\n|\nitemprop=articleBody\n|\nid=articleContent\n|"
        r"(?:entry|article|art)-content|article__content|article(?:-|__)?body|articleBody|body-text|"
        r"class=.*(?:post[-_]text|post-body|post-?entry|post[-_]?content|postContent|post_inner_wrapper|"
        r"article-?text|articleText|(?:page|text)-content|ArticleContent|article__container)"
    ),
    re.compile(r"^article\n"),
    re.compile(
        r"\nrole=article\n|\nid=(?:article|story)\n|\nclass=(?:postarea|art-postcontent|text|cell|story)\n|"
        r"\nid=primary|story-body|"
        r"class=(?:article |.*(?:(?i:fulltext)|post-bodycopy|story-?content|(?:theme|blog|section|single)-content|"
        r"single-post|main-column|wpb_text_column|field-body))"
    ),
    re.compile(
        r"\n(?:id|class)=content\n|[Mm]ain-[Cc]ontent|content-main|content(?:-|__)body|"
        r"\nid=.*contentBody|\nclass=.*(?:content_main|[Pp]age-[cC]ontent)"
    ),
    re.compile(r"^main\n|\n(?:class|id|role)=main"),
)
"""How an article's element is named, the surest names first; searched in what `_named` writes."""
_BOXES = re.compile(
    r"\n(?:id|class)=(?:shar|.*(?:social|viral|newsletter|syndication|tags|sidebar|banner|bread-?crumb|button|author|"
    r"[tT]easer|caption|footer|Footer|message-container))|\nrole=.*[nN]av|"
    r"\nid=(?:jp-|dpsp-content|ad-|.*(?:bmdh|share|Share|nav|Nav|menu|related|premium|cookie))|"
    r"\nclass=(?:nav|post-nav|ZendeskForm|ad-|.*(?:subnav|avigation|navbar|navbox|menu|bar| ad[ -]|-ad-|dfp[Aa]d|"
    r"outbrain|taboola|criteo|paid-?content|widget|byline|Byline|share-|sociable|embed|consent|modal-content|"
    r"permission|elated|next-|-stories|most-popular|more-on|meta|rating|attachment|timestamp|user-info|user-profile|"
    r"-icon|article-infos|slide|viewport|overlay|options|expand|obfuscated|blurred|factbox|yin|nfoline))|"
    r"\nclass=.*cookie.*\nid=\n"
)
"""How boxes are named that are no part of the text, in elements that hold text."""
_ALWAYS_BOXES = re.compile(
    r"\nclass=(?:hide-|[Cc]omment(?!ary)|.*(?:comments-title|nocomments|-reply-|message|akismet|suggest-links|-hide-|"
    r" hidden| hide|noprint|notloaded|(?:article|post)-comments))|"
    r"\nid=(?:reply-|disqus_thread|dsq-comments|.*(?:hidden|akismet|[Cc]omment(?!ary)|comol))"
)
"""The same in any element."""
_BOXED = frozenset(["div", "li", "ul", "ol", "dl", "dd", "dt", "p", "section", "span"])
_OUTSIDE = frozenset(
    [
        *(
            "aside",
            "audio",
            "button",
            "canvas",
            "dialog",
            "fieldset",
            "figure",
            "footer",
            "frame",
            "head",
            "label",
        ),
        *(
            "legend",
            "map",
            "menu",
            "nav",
            "optgroup",
            "option",
            "output",
            "picture",
            "select",
            "marquee",
            "time",
            "video",
        ),
    ]
)
"""Elements in which no text of an article stands."""
_TEXTS = ("p", "li", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "td", "th", "q")
_PARAGRAPHS = ("p", "blockquote", "pre", "q", "code", "table")
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])


def read_again(blocks: Sequence[Block], elements: Sequence[HtmlElement]) -> list[Block]:
    """Return the blocks of the article by the names of the page's elements (all of them, in order), or nothing."""
    page = _Page(blocks)
    for body in page.bodies(elements):
        kept = page.read(body)
        in_paragraphs = sum(len(block.text) for block in kept if block.element.tag == "p")
        found = [b for b in kept if in_paragraphs < MIN_IN_PARAGRAPHS or _in_text(b.element)]
        while found and found[-1].element.tag in _HEADINGS:
            found.pop()
        if len(found) > 1:
            return found
    return []


def with_paragraphs(found: list[Block], blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks found and, where they are few, what stands in paragraphs and tables outside boxes.

    So trafilatura goes on where no element is named, or what stands in it is too short.
    """
    if sum(len(block.text) for block in found) >= MIN_FOUND:
        return found
    page = _Page(blocks)
    if not page.blocks:
        return []
    root = page.blocks[0].element.getroottree().getroot()
    had = {id(block) for block in found}
    had |= {id(block) for block in page.read(root) if _stands_in(block.element, _PARAGRAPHS)}
    return [block for block in page.blocks if id(block) in had]


def _in_text(element: HtmlElement) -> bool:
    return _stands_in(element, _TEXTS)


def _stands_in(element: HtmlElement, tags: tuple[str, ...]) -> bool:
    return element.tag in tags or next(element.iterancestors(*tags), None) is not None


class _Page:
    """The blocks of a page with words, and for every element how much text it holds and how much of it is links."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = [block for block in blocks if block.words]
        self.last = {block.element: place for place, block in enumerate(self.blocks)}
        self.boxes: dict[HtmlElement, bool] = {}
        size: dict[HtmlElement, float] = {}
        linked: dict[HtmlElement, float] = {}
        for block in self.blocks:
            length, at = len(block.text), block.element
            size[at] = size.get(at, 0) + length
            if block.linked:
                linked[at] = linked.get(at, 0) + block.linked * length / block.words
        self.size, self.linked = held_by(size), held_by(linked)

    def bodies(self, elements: Sequence[HtmlElement]) -> Iterator[HtmlElement]:
        """Yield the first element of each kind of name that the article's element may have, the surest kind first."""
        first: dict[int, HtmlElement] = {}
        for element in elements:
            if self.size.get(element, 0) >= MIN_BODY and element.tag in _FRAMES:
                kinds = _kinds(_named(element)) - first.keys()
                if kinds and next(element.iterancestors(*_OUTSIDE), None) is None:
                    first.update(dict.fromkeys(kinds, element))
        yield from (first[kind] for kind in sorted(first))

    def read(self, body: HtmlElement) -> list[Block]:
        """Return the blocks in an element that stand in no box, or all in it where that leaves few."""
        known: dict[HtmlElement | None, bool | None] = {body: False, None: None}
        within = [(block, self._in_box(block.element, known)) for block in self.blocks]
        held = [block for block, boxed in within if boxed is not None]
        kept = [block for block, boxed in within if boxed is False]
        is_left = sum(len(b.text) for b in kept) >= MIN_SHARE_LEFT * self.size[body]
        return kept if is_left else held

    def _in_box(
        self, element: HtmlElement | None, known: dict[HtmlElement | None, bool | None]
    ) -> bool | None:
        """Tell whether an element stands in a box; None where it does not stand in the body, which is `known`."""
        path = []
        while element not in known:
            path.append(element)
            element = element.getparent() if element is not None else None
        boxed = known[element]
        for below in reversed(path):
            boxed = self._is_box(below) if boxed is False else boxed
            known[below] = boxed
        return boxed

    def _is_box(self, element: HtmlElement) -> bool:
        if element not in self.boxes:
            self.boxes[element] = says_box(element) or self._is_links(element) or self._is_answered(element)
        return self.boxes[element]

    def _is_links(self, element: HtmlElement) -> bool:
        linked = self.linked.get(element, 0)
        if not linked or element.tag not in ("p", "div", "ul", "ol", "dl"):
            return False
        size, at_end = self.size[element], element.getnext() is None
        limit = (SHORT if element.tag == "p" else SHORT_AT_END)[at_end]
        return linked > (MAX_LINKED if size < limit else 0.9) * size

    def _is_answered(self, element: HtmlElement) -> bool:
        """Tell whether it is a list of which each point ends with a short link alone: comments, each with "Reply"."""
        if element.tag not in ("ul", "ol"):
            return False
        points = list(element.iterchildren("li"))
        return len(points) > 1 and all(map(self._ends_with_button, points))

    def _ends_with_button(self, point: HtmlElement) -> bool:
        places = [self.last[element] for element in point.iter() if element in self.last]
        end = self.blocks[max(places)] if len(places) > 1 else None
        return end is not None and end.linked == end.words <= MAX_BUTTON


def says_box(element: HtmlElement) -> bool:
    """Tell whether an element says by its tag or its names that it is no part of the text around it."""
    if element.tag in _OUTSIDE:
        return True
    style = element.get("style", "")
    if element.get("aria-hidden") == "true" or (style and "display:none" in style.replace(" ", "")):
        return True
    return _is_box_name(_named(element))


def _named(element: HtmlElement) -> str:
    """Return an element's tag and names, one a line."""
    said = element.get
    names = f"class={said('class', '')}\nid={said('id', '')}\nitemprop={said('itemprop', '')}"
    return f"{element.tag}\n{names}\nrole={said('role', '')}\n"


@lru_cache(maxsize=4096)
def _kinds(named: str) -> frozenset[int]:
    return frozenset(kind for kind, names in enumerate(_BODIES) if names.search(named))


@lru_cache(maxsize=4096)
def _is_box_name(named: str) -> bool:
    is_text = named[: named.index("\n")] in _BOXED
    return bool((is_text and _BOXES.search(named)) or _ALWAYS_BOXES.search(named))
