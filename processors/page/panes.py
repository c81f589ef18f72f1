"""Panes of a text that a click on the heading above each of them shows."""

from collections.abc import Iterator
from itertools import chain, islice

from lxml.html import HtmlElement

MAX_BESIDE = 50
"""Elements before a pane, and behind it, among which another one is looked for; sections before and behind its own."""
MAX_WITHIN = 10
"""Elements of another section among which its pane is looked for: it stands right under the heading."""
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_TEXTS = ("article", "main")


def is_pane(element: HtmlElement) -> bool:
    """Tell whether an element that is hidden is one of several panes of an article, each right under a heading."""
    if not _is_headed(element) or next(element.iterancestors(*_TEXTS), None) is None:
        return False
    above = element.getparent()
    if any(_is_like(each, element) and _is_headed(each) for each in _beside(element)):
        return True
    return any(
        _is_like(pane, element) and _is_headed(pane)
        for each in _beside(above)
        if _is_like(each, above)
        for pane in islice(each, MAX_WITHIN)
    )


def _beside(element: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the siblings next to an element, of which a page may have thousands."""
    return chain(
        islice(element.itersiblings(), MAX_BESIDE), islice(element.itersiblings(preceding=True), MAX_BESIDE)
    )


def _is_headed(element: HtmlElement) -> bool:
    before = element.getprevious()
    return before is not None and before.tag in _HEADINGS


def _is_like(one: HtmlElement, other: HtmlElement) -> bool:
    return bool(one.tag == other.tag and one.get("class") == other.get("class"))
