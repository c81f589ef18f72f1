"""Boxes that a page has for something else than to be read as its text: to fill in, and to skip."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, takewhile
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from processors.page.body_element import is_named_body
from processors.text.characters import count_words


def boxes_of_forms(root: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements that hold a form beside their words: offers to fill it in, whatever they are called."""
    for form in root.iter("form"):
        box = form.getparent()
        if box is not None and box.tag in ("div", "section", "aside") and not is_named_body(box):
            yield box


def boxes_of_calls(root: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the small boxes that a page puts among its paragraphs to be clicked or filled in, whatever they say.

    Such a box ends with a bare link behind a heading and a line, or behind a line alone where the link asks for
    something; or it begins with a button over one line, or has a field for an address. No other box beside it is made
    like it. Or all of it is what can be switched on: a label with a box to tick.
    """
    for box in _CALLS(root):
        if not is_named_body(box) and (_ends_with_link(box) or _is_below_button(box)) and _is_alone(box):
            yield box
    for field in _FIELDS(root):
        box = field.getparent()
        if box is not None and box.tag in _BOX_TAGS and not is_named_body(box):
            yield box
    for switch in _SWITCHES(root):
        box = switch.getparent()
        if box is not None and box.tag in _BOX_TAGS and _holds_no_more(box, switch):
            yield box


def _holds_no_more(box: HtmlElement, part: HtmlElement) -> bool:
    """Tell whether all words of a box stand in one of its children."""
    return len("".join(box.itertext()).strip()) == len("".join(part.itertext()).strip())


def _ends_with_link(box: HtmlElement) -> bool:
    """Tell whether a box has a line or two, without links, and then one short link outside of them."""
    *lines, link = box
    texts = [text for each in lines for text in each.itertext()]
    return (
        link.tag == "a"
        and (
            any(each.tag in _HEADS for each in lines) or _CALL.match(link.text_content().strip()) is not None
        )
        and all(each.tag in _LINE_TAGS and next(each.iter("a"), None) is None for each in lines)
        and 0 < sum(map(count_words, texts)) <= MAX_CALL
        and 0 < count_words(link.text_content()) <= MAX_LINK
        and _has_no_bare_text(box)
    )


def _is_below_button(box: HtmlElement) -> bool:
    """Tell whether a box is a button and one line under it: what the button plays. No unfolded section is."""
    if len(box) != 2 or box[0].tag != "button" or box[1].tag != "p":
        return False
    unfolds = any(box[0].get(name) is not None for name in ("aria-expanded", "aria-controls", "data-toggle"))
    return not unfolds and count_words(box[1].text_content()) <= MAX_LABEL and _has_no_bare_text(box)


def _has_no_bare_text(box: HtmlElement) -> bool:
    return not any((text or "").strip() for text in (box.text, *(each.tail for each in box)))


def _is_alone(box: HtmlElement) -> bool:
    """Tell whether no element beside a box has its tag and one of its classes: a row may be what the text tells of."""
    names = _classes(box)
    beside = (*islice(box.itersiblings(), MAX_BESIDE), *islice(box.itersiblings(preceding=True), MAX_BESIDE))
    return bool(beside) and all(each.tag != box.tag or names.isdisjoint(_classes(each)) for each in beside)


def _classes(element: HtmlElement) -> set[str]:
    return set((element.get("class") or "").split()) or {""}


_BOX_TAGS = ("div", "section", "aside")
_LINE_TAGS = ("h2", "h3", "h4", "h5", "h6", "p", "span", "img", "strong")
_HEADS = ("h2", "h3", "h4", "h5", "h6", "img")
_CALL = re.compile(
    r"(?:(?:to the|get|buy|shop|order|sign up|join|subscribe|learn more|discover|click|zum|zur|jetzt|mehr erfahren|"
    r"naar|je m|ver más|vai a|kup)\b|"
    r"bestel|acheter|commander|découvrir|s['’]abonner|compra|suscr|apúnt|assine|acquista|scopri|"
    r"zamów|купить|заказать|перейти|подписаться|satın|abone|اشتر|خرید|购买|订阅|購入)",
    re.IGNORECASE,
)
"""What a link says under a line without a heading: under a sentence of news stands its source."""
MAX_CALL, MAX_LINK, MAX_LABEL = 12, 4, 12
"""Words of the lines over a link, of the link, and of the line under a button."""
MAX_BESIDE = 40
"""Elements beside a box, on each side, that may be made like it."""
_CALLS: Any = etree.XPath(
    "(descendant::div | descendant::section)[p][*[last()][self::a] or *[1][self::button]]"
)
"""Elements are asked for by name: to ask each of all whether it is one takes seven times as long."""
_SWITCHES: Any = etree.XPath('descendant::input[@type = "checkbox" or @type = "radio"]/parent::label')
_FIELDS: Any = etree.XPath('descendant::input[@type = "email"][not(ancestor::form)]')


def articles_of_headings(root: HtmlElement) -> list[HtmlElement]:
    """Return the articles within an article that have a heading and hardly a word more: they lead to other texts.

    The entries of a live blog have their text in boxes and lists as well, without a paragraph.
    """
    return [
        each
        for each in _OF_HEADINGS(root)
        if _is_in_article(each, root) and _words_beside_headings(each) <= MAX_BESIDE_HEADING
    ]


def _is_in_article(element: HtmlElement, root: HtmlElement) -> bool:
    """Tell whether an article below `root` holds an element."""
    around = element.iterancestors()
    return any(each.tag == "article" for each in takewhile(lambda each: each is not root, around))


def _words_beside_headings(article: HtmlElement) -> int:
    headings = sum(count_words(each.text_content()) for each in article.iter("h2", "h3", "h4", "h5"))
    return count_words(article.text_content()) - headings


MAX_BESIDE_HEADING = 5
"""Words of a section's name, or of a day, beside such a heading."""


_OF_HEADINGS: Any = etree.XPath(
    "descendant::article[h2 or h3 or h4 or h5][not(descendant::p)][not(descendant::h1)]"
)
"""Whether another holds one is asked of each that is found: a path over both takes minutes for thousands."""


@lru_cache(maxsize=1024)
def names_offer(name: str) -> bool:
    """Tell whether an element's name for tests says that it is an offer: all that makers with made-up classes tell."""
    return _OFFER.search(name) is not None


_OFFER = re.compile(
    r"(?:^|[\s_-])(?<!with-)(?:promo\w*|newsletters?|related\w*|recommend\w*|share(?!-?(?:price|holder))|sharing|comments?|"
    r"sign-?up|advert\w*|ads?|sponsor\w*|subscribe|subscription)(?:$|[\s_-])(?!enabled)",
    re.IGNORECASE,
)


def boxes_to_skip(root: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements that hold a link past their end: a reader of the text may do without them.

    What holds the headline as well is none of them: past a menu such a link leads to the text.
    """
    targets = ((link, link.get("href", "")) for link in root.iter("a"))
    links = (link for link, to in targets if to.startswith("#") and _PAST.match(to))
    boxes = {box for link in links for box in islice(link.iterancestors("div", "section", "aside"), 1)}
    for box in boxes:
        if not is_named_body(box) and next(box.iter("h1"), None) is None:
            yield box


_PAST = re.compile(r"#(?:end-of-|after-|\S*-skip-link)", re.IGNORECASE)
"""How such links are named on the pages of broadcasters and papers."""
