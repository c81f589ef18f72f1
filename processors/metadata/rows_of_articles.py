"""Rows of other articles whose days stand beside their linked headlines: "» Naval exercise concludes 8 Mar 2026".

The day may stand first: "2026-03-08 Naval exercise concludes".
"""

import re

from lxml.html import HtmlElement

from processors.metadata.around_headline import opening_text
from processors.text.characters import count_words

MAX_TEXT = 110
"""Characters of a link, and of what stands before it, that are looked at."""
_LETTER = re.compile(r"\w")
_DAY = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d[-./]\d\d?[-./]\d\d?|\d\d?[-./]\d\d?[-./](?:(?:19|20)\d\d|\d\d))(?!\d)(?: \d\d?:\d\d)?"
)


def is_of_row(element: HtmlElement) -> bool:
    """Tell whether an element begins with a link as long as a headline, or is one, and so does the one beside it.

    A day in figures may stand before the link: then one stands before that beside it, too.
    """
    item = element.getparent() if element.tag == "a" else element
    if item is None:
        return False
    is_dated = _DAY.search((item.text or "")[:MAX_TEXT]) is not None
    if not _begins_with_headline(item, is_dated=is_dated):
        return False
    beside = (each for each in (item.getprevious(), item.getnext()) if each is not None)
    return any(each.tag == item.tag and _begins_with_headline(each, is_dated=is_dated) for each in beside)


def _begins_with_headline(item: HtmlElement, *, is_dated: bool) -> bool:
    """Tell whether an element begins with a linked headline; with a day before it, the link may lack an address."""
    link, before = next(iter(item), None), (item.text or "")[:MAX_TEXT]
    if link is None or link.tag != "a" or link.get("name"):
        return False
    if (link.get("href") or ("" if is_dated else "#")).startswith("#"):
        return False
    bare = _DAY.sub("", before) if is_dated else before
    return (
        (bare != before) == is_dated
        and not _LETTER.search(bare)
        and count_words(opening_text(link, MAX_TEXT)) >= MIN_LINKED
    )


MIN_LINKED = 4
"""Words of a link that can be another article's headline."""
