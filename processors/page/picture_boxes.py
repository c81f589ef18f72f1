"""Boxes around a picture and the few words under it, told by their names and by what they hold."""

import re
from functools import lru_cache

from lxml.html import HtmlElement

MAX_CAPTION = 250
"""Characters of the words under a picture."""
_PICTURES = re.compile(
    r"(?:^|[\s_-])(?:img|images?|photos?|pictures?|pics?|fotos?|bild|imagen)(?:$|[\s_-])", re.IGNORECASE
)
"""How the box around a picture is called."""
_OF_TEXT = re.compile(
    r"(?<!con)text|quot|zitat|timeline|(?:with|has|mit|con|avec)[_-]?(?:img|image|photo|picture)",
    re.IGNORECASE,
)
"""How boxes are called that have a picture beside their text."""
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def is_captioned(box: HtmlElement, names: str) -> bool:
    """Tell whether a box is named after a picture, has one, and only the few words under it."""
    return _picture_name(names) and holds_caption(box)


@lru_cache(maxsize=4096)
def _picture_name(names: str) -> bool:
    return _PICTURES.search(names) is not None and not _OF_TEXT.search(names)


def is_captioned_table(table: HtmlElement) -> bool:
    """Tell whether a table has a picture and a few words under it; beside it, in the same row, stands text.

    One that does not say on which side of the text it stands has one picture, and fewer words.
    """
    is_aside = "align" in table.attrib
    if not is_aside and (len(table.text_content().strip()) > MAX_SHORT or len(list(table.iter("img"))) != 1):
        return False
    rows = (row for row in table.iter("tr") if next(row.iter("img"), None) is not None)
    cells = (cell for row in rows for cell in row.iterchildren("td", "th"))
    beside = (cell for cell in cells if next(cell.iter("img"), None) is None)
    return holds_caption(table) and not any(cell.text_content().strip() for cell in beside)


def is_small_print(cell: HtmlElement) -> bool:
    """Tell whether a cell has a picture first, and else a few words in the smallest letters alone."""
    if not len(cell) or next(cell.iter("img"), None) is None or (cell.text or "").strip():
        return False
    small = [each for each in cell.iter("font", "small") if each.tag == "small" or each.get("size") in _SMALL]
    words = "".join(cell.itertext()).strip()
    return 0 < len(words) <= MAX_CAPTION and any("".join(each.itertext()).strip() == words for each in small)


_SMALL = ("1", "-1", "-2")
MAX_SHORT = 120
"""Characters of the words under the one picture of a table."""


def holds_caption(box: HtmlElement) -> bool:
    """Tell whether a box has a picture and only few words, none of them a heading: those under it."""
    if next(box.iter("img"), None) is None or next(box.iter(*_HEADINGS), None) is not None:
        return False
    length = 0
    for text in box.itertext():
        length += len(text.strip())
        if length > MAX_CAPTION:
            return False
    return True
