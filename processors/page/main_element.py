"""The page's `main` where the text found stands outside of it: notices to log in, and what a firm answers for.

On a page of a film the one paragraph under it is short, and what stands in the footer or in hidden forms is longer.
"""

from itertools import islice

from lxml.html import HtmlElement

from processors.page.select_blocks import BlockSelection

MIN_IN_MAIN = 30
"""Words of paragraphs in `main` from which on they may be the text."""
MAX_OUTSIDE = 300
"""Words outside of it from which on they are the text: some pages have only their headline in `main`."""


def main_with_text(root: HtmlElement, selection: BlockSelection) -> HtmlElement | None:
    """Return the page's only `main` with headline and paragraphs, where all that the blocks choose is outside of it."""
    if sum(block.words for block in selection.chosen) >= MAX_OUTSIDE:
        return None
    mains = list(islice(root.iter("main"), 2))
    if len(mains) != 1 or next(mains[0].iter("h1"), None) is None:
        return None
    inside = set(mains[0].iter("*"))
    if any(block.element in inside for block in selection.chosen):
        return None
    held = (block for block in selection.blocks if block.is_paragraph and block.element in inside)
    return mains[0] if sum(block.words - block.linked for block in held) >= MIN_IN_MAIN else None


def leave_only(element: HtmlElement) -> None:
    """Take everything out of the tree, in place, that is neither in an element nor around it, but for the head."""
    for level in (element, *element.iterancestors()):
        level.tail = None
        above = level.getparent()
        if above is None or level.tag == "body":
            return
        above.text = None
        for other in [each for each in above if each is not level]:
            above.remove(other)
