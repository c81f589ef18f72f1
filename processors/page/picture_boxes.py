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
    """Tell whether a table has a picture and a few words under it; beside it, in the same row, stands text."""
    rows = (row for row in table.iter("tr") if next(row.iter("img"), None) is not None)
    cells = (cell for row in rows for cell in row.iterchildren("td", "th"))
    beside = (cell for cell in cells if next(cell.iter("img"), None) is None)
    return holds_caption(table) and not any(cell.text_content().strip() for cell in beside)


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
