"""The element of a page that holds an article's headline and its text: what stands outside of it is the page's."""

from collections.abc import Sequence

from lxml.html import HtmlElement

from processors.page.blocks import Block

HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])


def around_headline(blocks: Sequence[Block], texts: Sequence[Block]) -> HtmlElement | None:
    """Return the lowest element that holds the last h1 before the texts, and all of these.

    `blocks` are all of the page, in order. None is returned where there is no such h1, or that is the whole page.
    """
    if not texts:
        return None
    before = blocks[: next(place for place, block in enumerate(blocks) if block is texts[0])]
    head = next((block.element for block in reversed(before) if block.element.tag == "h1"), None)
    if head is None:
        return None
    of_each_home = {text.element.getparent(): text.element for text in texts}  # few: most texts are siblings
    shared = set(head.iterancestors()).intersection(*(one.iterancestors() for one in of_each_home.values()))
    whole = next((each for each in head.iterancestors() if each in shared), None)
    return None if whole is None or whole.tag in ("html", "body") else whole
