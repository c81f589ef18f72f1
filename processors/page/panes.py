"""Panes of a text that a click on the heading above each of them shows."""

from lxml.html import HtmlElement

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_TEXTS = ("article", "main")


def is_pane(element: HtmlElement) -> bool:
    """Tell whether an element that is hidden is one of several panes of an article, each right under a heading."""
    if not _is_headed(element) or next(element.iterancestors(*_TEXTS), None) is None:
        return False
    above = element.getparent()
    beside = [each for each in above if each is not element and _is_like(each, element) and _is_headed(each)]
    sections = [*above.itersiblings(), *above.itersiblings(preceding=True)]
    return bool(beside) or any(
        _is_like(each, above) and any(_is_like(pane, element) and _is_headed(pane) for pane in each)
        for each in sections
    )


def _is_headed(element: HtmlElement) -> bool:
    before = element.getprevious()
    return before is not None and before.tag in _HEADINGS


def _is_like(one: HtmlElement, other: HtmlElement) -> bool:
    return bool(one.tag == other.tag and one.get("class") == other.get("class"))
