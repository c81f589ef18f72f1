"""Where the code of a page marks authors: in the attributes of elements, all found in one look at the page."""

from typing import Any, NamedTuple

from lxml import etree
from lxml.html import HtmlElement


class AuthorMarks(NamedTuple):
    """The elements that are marked, each list in the page's order."""

    names: list[HtmlElement]
    """Names within what is an author's by itemprop: the surest place."""
    authors: list[HtmlElement]
    """What is an author's by itemprop."""
    links: list[HtmlElement]
    """What is an author's by rel."""
    cards: list[HtmlElement]
    """The name in the author's card of hAtom, which many weblogs have below the text."""
    every: list[HtmlElement]
    """Such names, links by rel or to an author's page, and what a class calls an author's name."""


def author_marks(root: HtmlElement) -> AuthorMarks:
    """Return what is marked below the root of a page."""
    held = _WITH_AUTHOR(root)
    authors = [each for each in held if each.get("itemprop") == "author"]
    names = _NAMES(root) if authors or root.get("itemprop") == "author" else []
    has_card = any("author" in (own := each.get("class", "")) and "vcard" in own for each in held)
    return AuthorMarks(
        names,
        authors,
        [each for each in held if _is_by_rel(each)],
        _CARDS(root) if has_card else [],
        _EVERY(root) if names else [each for each in held if _is_one_of_every(each)],
    )


_WITH_AUTHOR: Any = etree.XPath('descendant::*/@*[contains(., "author")]/..')
"""Whatever is marked holds the word, but for names: pages have few such elements, and are gone through once for all.

Attributes are asked for, and not elements for theirs: that takes longer."""
_NAMES: Any = etree.XPath('descendant::*/@itemprop[. = "name"]/parent::*[ancestor::*/@itemprop = "author"]')
_CARDS: Any = etree.XPath(
    'descendant::*/@class[contains(., "author") and contains(., "vcard")]/..'
    '//*[contains(concat(" ", @class, " "), " fn ")]'
)
_EVERY: Any = etree.XPath(
    'descendant::*/@itemprop[. = "name"]/parent::*[ancestor::*/@itemprop = "author"]|'
    'descendant::a/@rel[contains(concat(" ", ., " "), " author ")]/..|'
    'descendant::*/@class[contains(., "author") and contains(., "name")]/..|'
    'descendant::a/@href[contains(., "/author/") or contains(., "/authors/")]/..'
)
"""Asked only where names are to be put in order with the others."""


def _is_by_rel(element: HtmlElement) -> bool:
    return " author " in f" {element.get('rel', '')} "


def _is_one_of_every(element: HtmlElement) -> bool:
    """Tell what `_EVERY` tells of an element that is no name by itemprop."""
    named = element.get("class", "")
    if "author" in named and "name" in named:
        return True
    address = element.get("href", "")
    return element.tag == "a" and (_is_by_rel(element) or "/author/" in address or "/authors/" in address)
