"""What the blocks of a page come to together, for every element that they stand in."""

from collections import Counter
from collections.abc import Iterable, Sequence

from lxml.html import HtmlElement


def steps_up(elements: Iterable[HtmlElement], root: HtmlElement) -> list[tuple[HtmlElement, HtmlElement]]:
    """Return those elements and all above them, each with its parent, from the end of the page to its beginning.

    The root has no step. One walk serves several sums.
    """
    held, steps = set(elements), list[tuple[HtmlElement, HtmlElement]]()
    for element in reversed(list(root.iter())):
        if element in held and element is not root:
            above = element.getparent()
            held.add(above)
            steps.append((element, above))
    return steps


def sums_up(
    elements: Iterable[HtmlElement],
    values: Iterable[float],
    steps: Sequence[tuple[HtmlElement, HtmlElement]],
) -> Counter[HtmlElement]:
    """Return for every element up to the root the sum of its blocks' values.

    `elements` are those that the blocks stand in, one for each value; `steps` are their `steps_up`.
    """
    sums: dict[HtmlElement, float] = {}  # for a Counter each zero is made in Python
    for element, value in zip(elements, values, strict=True):
        sums[element] = sums.get(element, 0) + value
    for element, above in steps:
        sums[above] = sums.get(above, 0) + sums[element]
    return Counter(sums)


def held_by(values: dict[HtmlElement, float]) -> dict[HtmlElement, float]:
    """Return for those elements and all above them the sum of what they hold; siblings go up together."""
    held, level = dict(values), values
    while level:
        above: dict[HtmlElement, float] = {}
        for element, value in level.items():
            parent = element.getparent()
            if parent is not None:
                above[parent] = above.get(parent, 0) + value
        for element, value in above.items():
            held[element] = held.get(element, 0) + value
        level = above
    return held
