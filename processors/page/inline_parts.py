"""What stands within a paragraph and is none of its words, or is and looks like none: credits, buttons, times."""

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from processors.page.blocks import BLOCK_TAGS
from processors.page.picture_boxes import MAX_CAPTION

MAX_CREDIT = 80
"""Characters of a credit beside a picture."""
MAX_BEHIND = 3
"""Elements behind a picture in which its credit is looked for."""
_PICTURES = ("img", "amp-img", "picture")
_INLINE = ("span", "small", "i", "em", "font", "cite", "sup")
_TEXTS = frozenset(["p", "li", "h2", "h3", "h4", "td", "dd", "blockquote"])
CREDIT = re.compile(
    r"\W*(?:©|\(c\)|ⓒ|copyright\b|(?:file )?(?:photo(?:graph)?|picture|image|foto|bild|fotograf|imagen|imagem|fotoğraf)"
    r"(?: credit| courtesy)?s?(?:\s+(?:by|von|de|par|di)\b|\s?[:/])|(?:crédits?|credits?)\b|фото\s?[:/.]|снимок\s?:|"
    r"(?:عکس|تصویر|الصورة|صورة|تصوير|فوٹو)\s?[:/]|(?:图|圖|图片|圖片|图片来源|圖片來源|供图|摄影|攝影|写真|사진)\s?[:：/=＝])"
)


def credits_beside_pictures(root: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements in running text that say whose the picture before them is, or are called its words."""
    for picture in root.iter(*_PICTURES):
        yield from _words_beside(picture)
        for element in islice(picture.itersiblings(), MAX_BEHIND):
            if element.tag in _INLINE and _is_credit(element):
                yield element
            if element.tag not in (*_INLINE, "br") or (element.tail or "").strip():
                break


def _words_beside(picture: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the inline elements behind a picture, or behind a box that holds it, that are named as its words."""
    for level in (picture, *islice(picture.iterancestors("a", "span", "div"), MAX_LEVELS)):
        for element in islice(level.itersiblings(), MAX_BEHIND):
            is_named = element.tag in _INLINE and _DESCRIBED.search(element.get("class") or "")
            if is_named and len(element.text_content().strip()) <= MAX_CAPTION:
                yield element


MAX_LEVELS = 2
"""Boxes around a picture, one in the other."""
_DESCRIBED = re.compile(
    r"(?:img|image|photo|pic|picture)[_-]?(?:desc|caption|credit|info|txt|text)", re.IGNORECASE
)


def _is_credit(element: HtmlElement) -> bool:
    text = element.text_content().strip().lower()
    if CREDIT.match(text) is not None:
        return len(text) <= MAX_CREDIT
    return len(text) <= MAX_CAPTION and _CREDIT_BEHIND.search(text) is not None and _is_before_text(element)


def _is_before_text(element: HtmlElement) -> bool:
    """Tell whether the text goes on right behind an element, or behind a break or two."""
    behind = islice(element.itersiblings(), MAX_BEHIND)
    tails = (each.tail for each in behind if each.tag == "br")
    return any((text or "").strip() for text in (element.tail, *tails))


_CREDIT_BEHIND = re.compile(
    r"[.!?)]\s+(?:photo(?:graph)?|picture|image|foto|bild|imagen|imagem|immagine|fotoğraf|фото|الصورة|عکس)s?"
    r"(?:\s?:|\s+by\b)\s?[^.!?:]{2,50}\.?$"
)
"""A caption's end: "The pool in 2019. Photograph: Jane Doe"."""


def keep_times(root: HtmlElement) -> None:
    """Make plain words, in place, of the times within sentences: an extractor drops them as it does a page's stamps."""
    for element in root.iter("time"):
        above = element.getparent()
        if (
            above is not None
            and above.tag in _TEXTS
            and (_is_said_before(element) or (element.tail or "").strip(" .,"))
        ):
            element.tag = "span"


def _is_said_before(element: HtmlElement) -> bool:
    before = element.getprevious()
    text = (element.getparent().text if before is None else before.tail) or ""
    return len(text.split()) >= MIN_BEFORE


MIN_BEFORE = 3
"""Words before a time that make a sentence of it: "Published on" is none."""


def buttons_in_text(root: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the buttons within paragraphs, and those that stand behind all else in an element: the page's words."""
    for element in root.iter("button"):
        above = element.getparent()
        if above is not None and (above.tag in _TEXTS or _is_last(element) or _is_below_list(element)):
            yield element


def _is_last(button: HtmlElement) -> bool:
    """Tell whether a button stands behind all else in an element, ends no sentence of it, and shows nothing."""
    before = button.getprevious()
    return (
        before is not None
        and button.getnext() is None
        and not (button.tail or "").strip()
        and button.get("aria-expanded") is None
        and button.get("aria-controls") is None
        and _has_words(before)
        and not _ends_sentence(button)
    )


def _is_below_list(button: HtmlElement) -> bool:
    """Tell whether the one button of an element stands right behind a list, which it makes longer."""
    before, above = button.getprevious(), button.getparent()
    is_below = before is not None and before.tag in ("ul", "ol") and not (before.tail or "").strip()
    return is_below and above is not None and len(list(above.iterchildren("button"))) == 1


def _has_words(element: HtmlElement) -> bool:
    """Tell whether an element has words, as far as it is looked at."""
    return any(
        (each.text or "").strip() or (each is not element and (each.tail or "").strip())
        for each in islice(element.iter("*"), MAX_WITHIN)
    )


MAX_WITHIN = 50
"""Elements before a button that are looked at for words: they may hold all of the page."""


def _ends_sentence(button: HtmlElement) -> bool:
    """Tell whether words of the element itself stand right before a button, or some words and an inline element."""
    before = button.getprevious()
    if before is not None and (before.tail or "").strip():
        return True
    while before is not None and before.tag not in BLOCK_TAGS:
        if _is_said_before(before):
            return True
        before = before.getprevious()
    return False


def labels_in_text(root: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements within paragraphs that say that an advertisement follows, and nothing else."""
    for element in root.iter(*_INLINE):
        above = element.getparent()
        if (
            above is not None
            and above.tag in _TEXTS
            and _LABEL.fullmatch(element.text_content().strip().lower())
        ):
            yield element


_LABEL = re.compile(
    r"\W*(?:advertisement|реклама|anzeige|werbung|publicité|publicidade?|pubblicità|advertentie|reklama?|annonse?s?|"
    r"إعلان|اعلان|تبلیغات|广告|廣告|広告|광고)(?:\W*[-–—:]\W*.{0,40}|\W*)"
)
