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

    A day in figures may stand before the link.
    """
    item = element.getparent() if element.tag == "a" else element
    if item is None or not _begins_with_headline(item):
        return False
    beside = [item.getprevious(), item.getnext()]
    return any(each is not None and each.tag == item.tag and _begins_with_headline(each) for each in beside)


def _begins_with_headline(item: HtmlElement) -> bool:
    link = next(iter(item), None)
    if link is None or link.tag != "a" or link.get("name") or link.get("href", "").startswith("#"):
        return False
    return (
        not _LETTER.search(_DAY.sub("", (item.text or "")[:MAX_TEXT]))
        and count_words(opening_text(link, MAX_TEXT)) >= MIN_LINKED
    )


MIN_LINKED = 4
"""Words of a link that can be another article's headline."""
