"""Headings by their place: the h1 that ends the trail of sections, the headline under it, and the h1 over the text."""

import re
from collections.abc import Iterator
from itertools import chain, islice, takewhile

from lxml.html import HtmlElement

from processors.metadata.other_headings import MIN_PARAGRAPH, is_linked_elsewhere
from processors.text.characters import count_words

MAX_LEVELS = 5
"""Elements around a heading among which the trail of sections is looked for."""
MAX_BEHIND = 400
"""Elements behind a heading among which the next heading and the first paragraph are."""
MIN_HEADLINE = 3
"""Words of a headline that nothing but its place tells."""
_TRAIL = re.compile(r"bread-?_?(?:crumb|bar)", re.IGNORECASE)
_ARTICLES = re.compile(r"(?:^|[\s_-])(?:article|post|story|entry)", re.IGNORECASE)
_APART = frozenset(["nav", "footer", "aside", "dialog"])


def heading_under_trail(root: HtmlElement) -> HtmlElement | None:
    """Return the h2 that readers see as the headline where the only h1 is the last step of the trail of sections.

    Such pages word their h1 for search engines and set it small over the article: "Home > Politics > Doha talks".
    The h2 is the next heading behind it, before any paragraph. None where the page is no such.
    """
    heads = list(islice(root.iter("h1"), 2))
    if len(heads) != 1 or not _ends_trail(heads[0]):
        return None
    for element in islice(_behind(heads[0]), MAX_BEHIND):
        if _is_paragraph(element):
            return None
        if element.tag == "h2" and not _is_apart(element):
            return element if count_words(element.text_content()[:500]) >= MIN_HEADLINE else None
    return None


def heading_over_text(root: HtmlElement, heads: list[HtmlElement]) -> HtmlElement | None:
    """Return the one h1 over the first paragraph, with no other heading between, or None.

    It is the headline even where the page's code has other wordings of it only. One word or two may be a section's
    name, and what is linked leads to another page.
    """
    found = [head for head in heads if _may_be_headline(head) and _heads_paragraph(head)]
    return found[0] if len(found) == 1 and not _is_below_text(root, found[0]) else None


def _may_be_headline(head: HtmlElement) -> bool:
    is_linked = is_linked_elsewhere(head) or next(head.iterancestors("a"), None) is not None
    if count_words(head.text_content()[:500]) <= MIN_HEADLINE or is_linked or _is_apart(head):
        return False
    above = head.iterancestors()
    return any(e.tag in ("article", "main") or _ARTICLES.search(e.get("class") or "") for e in above)


def _heads_paragraph(head: HtmlElement) -> bool:
    for element in islice(_behind(head), MAX_BEHIND):
        if element.tag in ("h1", "h2"):
            return False
        if _is_paragraph(element):
            return not _is_apart(element)
    return False


def _is_below_text(root: HtmlElement, head: HtmlElement) -> bool:
    """Tell whether a paragraph stands before a heading: it is one within the text, or of what follows it."""
    above = takewhile(lambda element: element is not head, root.iter("p", "h1"))
    return any(_is_paragraph(element) and not _is_apart(element) for element in above)


def _is_paragraph(element: HtmlElement) -> bool:
    return element.tag == "p" and count_words(element.text_content()[:1_000]) >= MIN_PARAGRAPH


def _ends_trail(head: HtmlElement) -> bool:
    """Tell whether a heading stands in the trail of sections: an element that is so called, or a list in a `nav`."""
    above = [head, *islice(head.iterancestors(), MAX_LEVELS)]
    named = any(_TRAIL.search(f"{name} {value[:200]}") for each in above for name, value in each.items())
    return named or any(each.tag == "nav" for each in above)


def _is_apart(element: HtmlElement) -> bool:
    return any(each.tag in _APART for each in element.iterancestors())


def _behind(element: HtmlElement) -> Iterator[HtmlElement]:
    """Yield every element behind one, in the order of the page."""
    return chain.from_iterable(
        sibling.iter("*") for level in (element, *element.iterancestors()) for sibling in level.itersiblings()
    )
