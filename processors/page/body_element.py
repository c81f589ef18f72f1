"""The element of a page in which the article's blocks stand: by what they are worth together, and by its names."""

import re
from collections import Counter
from functools import lru_cache

from lxml.html import HtmlElement

MIN_NAMED_WORTH = 0.5
"""Share of what the best element is worth from which an element in it that is named so is the article's body: half,
since beside it may stand the readers' comments and the teasers of other articles, which read like paragraphs too."""
MIN_OWN_WORDS = 50
"""Words from which, of several articles on a page, the one with its heading is the page's: endless scrolling."""
# "article-body", "entry__content", "storyText", and the names that say it in one word.
_BODY_NAMES = re.compile(
    r"(?:^|[\s_-])(?:(?:article|story|entry|post|news|single|page|text|blog|content|main)"
    r"(?:[_-]{0,2}(?:body|content|text|copy|inner|main|detail))+(?:$|[\s_-])|"
    r"(?:article|story|entry|post|text|full-?text|rich-?text|prose|wysiwyg)(?:$|\s))",
    re.IGNORECASE,
)


def best_element(sums: Counter[HtmlElement], root: HtmlElement) -> HtmlElement:
    """Return the lowest element whose blocks are worth most together, the root where there are no blocks."""
    best = max(sums, key=sums.__getitem__, default=root)
    if best.tag == "p":
        above = best.getparent()
        texts = sum(sums.get(each, 0) for each in above.iterchildren("p"))
        best = above if texts >= MIN_TIMES_WORTH * sums[best] else best
    return _own_article(_own_cell(best, sums), sums)


def _own_cell(best: HtmlElement, sums: Counter[HtmlElement]) -> HtmlElement:
    """Return the cell of a table that the page is laid out in, where most of what the table is worth is in it.

    Others stand beside it: where each row is one cell, the introduction and the parts of a text are rows.
    """
    while best.tag in _TABLES:
        cells = (cell for cell in best.iter("td") if cell in sums)
        cell = max(cells, key=sums.__getitem__, default=best)
        row = cell.getparent()
        if cell is best or row is None or len(row.findall("td")) == 1:
            break
        if sums[cell] < max(MIN_OWN_WORDS, MIN_CELL_WORTH * sums[best]):
            break
        best = cell
    return best


_TABLES = ("table", "tbody", "tr")
MIN_CELL_WORTH = 0.6
"""Share of what a table is worth from which on one cell is the text, and others are menus, offers and the foot."""


MIN_TIMES_WORTH = 2
"""What the paragraphs of an element are worth together, in times of the best one, from which on it is their text: a box
of figures in it, each in an element of its own, may cost more than all of them."""


def _own_article(best: HtmlElement, sums: Counter[HtmlElement]) -> HtmlElement:
    """Return the one of several articles in an element that has the page's heading, where it is worth something."""
    articles = [element for element in best.iter("article") if element is not best]
    headed = [element for element in articles if next(element.iter("h1"), None) is not None]
    own = len(articles) > 1 and len(headed) == 1 and sums[headed[0]] >= MIN_OWN_WORDS
    return headed[0] if own else best


def body_element(
    best: HtmlElement, inside: frozenset[HtmlElement], sums: Counter[HtmlElement], worth: float
) -> HtmlElement:
    """Return the element in the article's (of which `inside` are all elements) that is named as its body, or `best`.

    `worth` is what all its pieces are worth together.
    """
    enough = MIN_NAMED_WORTH * worth
    # In the order of the sums, of equal ones the highest first: a set's order is another in each run.
    named = [one for one, own in sums.items() if own >= enough and one in inside and is_named_body(one)]
    return max(reversed(named), key=sums.__getitem__, default=best)


def is_named_body(element: HtmlElement) -> bool:
    """Tell whether an element's names say that the article's body stands in it."""
    attributes = element.attrib
    if not attributes or element.tag in ("html", "body"):  # most have none, and are done with
        return False
    return attributes.get("itemprop") == "articleBody" or any(
        is_body_name(attributes.get(name, "")) for name in ("class", "id")
    )


@lru_cache(maxsize=4096)
def is_body_name(names: str) -> bool:
    """Tell whether a class or an id says that the article's body stands in its element."""
    return _BODY_NAMES.search(names) is not None
