"""Boxes that a page has for something else than to be read as its text: to fill in, and to skip."""

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from processors.page.body_element import is_named_body


def boxes_of_forms(root: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements that hold a form beside their words: offers to fill it in, whatever they are called."""
    for form in root.iter("form"):
        box = form.getparent()
        if box is not None and box.tag in ("div", "section", "aside") and not is_named_body(box):
            yield box


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
