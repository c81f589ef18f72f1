"""The containers of an article's paragraphs: what stands in them, in a box in them, beside and around them."""

from lxml.html import HtmlElement

from processors.page.blocks import Block
from processors.page.pieces import make


class Homes:
    """The containers of an article's paragraphs, those around lists and quotations, and all like them."""

    def __init__(self, homes: frozenset[HtmlElement]) -> None:
        above = {home.getparent() for home in homes if home.tag in _LISTS} - {None}
        self._homes = homes | above
        self._kinds = {(home.getparent(), home.tag, make(home)) for home in self._homes}
        self._makes = {(home.tag, make(home)) for home in self._homes if any(make(home))}
        self._parents = {home.getparent() for home in self._homes}
        self._known: dict[HtmlElement, bool] = {}
        self._boxes: dict[HtmlElement, HtmlElement | None] = {}
        self._above: set[HtmlElement] | None = None

    def hold(self, block: Block) -> bool:
        """Tell whether a block is a child of one of them."""
        above = block.element.getparent()
        return above is not None and self.are(above)

    def box_of(self, block: Block) -> HtmlElement | None:
        """Return the child of a container that a block is, or in which it stands; None where it stands in none."""
        below, box = block.element, None
        passed = list[HtmlElement]()
        while (above := below.getparent()) is not None:
            if self.are(above):
                box = below
                break
            if above in self._boxes:  # of most blocks one in the same element was asked before
                box = self._boxes[above]
                break
            passed.append(above)
            below = above
        self._boxes.update(dict.fromkeys(passed, box))
        return box

    def are_around(self, block: Block) -> bool:
        """Tell whether a block stands in one of them, or is itself made like one."""
        element = block.element
        while element is not None:
            if self.are(element):
                return True
            element = element.getparent()
        return False

    def are_beside(self, block: Block) -> bool:
        """Tell whether a block stands in a container beside one of them."""
        above = block.element.getparent()
        return above is not None and above.getparent() in self._parents

    def are_in(self, element: HtmlElement) -> bool:
        """Tell whether one of them stands in an element, which then is no box in them."""
        if self._above is None:
            self._above = {above for home in self._homes for above in home.iterancestors()}
        return element in self._above

    def are(self, element: HtmlElement) -> bool:
        """Tell whether an element is one of them, or made like one."""
        known = self._known.get(element)
        if known is None:
            kind = (element.tag, make(element))
            known = self._known[element] = (
                element in self._homes or kind in self._makes or (element.getparent(), *kind) in self._kinds
            )
        return known


_LISTS = ("ul", "ol", "dl", "tr", "tbody", "table", "blockquote")
