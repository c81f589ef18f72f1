"""The headline of a page whose one h1 tells only of what kind the page is.

<title>Press Release Details | Directorate of Public Information</title>
<h1>Press Release Details</h1> ... <h2 class="pr-title">Four killed in Tank district</h2> ...
"""

import re

from lxml.html import HtmlElement

from processors.metadata.line_over_text import is_told, line_over_text
from processors.text.characters import count_words


def heading_under_kind(root: HtmlElement, shown: list[str]) -> HtmlElement | None:
    """Return the lesser heading over the text where the page's one h1 tells only of what kind the page is, or None.

    "Press Release Details" is such an h1: short, with none of its words in the text. The heading under it is called a
    title, is longer, and stands in another part of the page than the h1, so that it is no second line of it.
    """
    head = next(root.iter("h1"), None)
    if head is None or len(shown) != 1 or count_words(shown[0]) > MAX_KIND_WORDS:
        return None
    line = line_over_text(root, "")
    if line is None or line.tag not in ("h2", "h3", "h4") or not _is_called_headline(line):
        return None
    apart = line.getparent() is not head.getparent()
    longer = count_words(line.text_content()[:500]) > count_words(shown[0])
    return line if apart and longer and not is_told(shown[0], line) else None


MAX_KIND_WORDS = 4
"""Words of a heading that tells of what kind a page is."""


def _is_called_headline(element: HtmlElement) -> bool:
    named = element.get("class") or ""
    return bool(_CALLED.search(named)) and not _CALLED_OTHERWISE.search(named)


_CALLED = re.compile(r"tit(?:le|re|ulo|olo|el)|headline|baslik|heading|zagolov|judul", re.IGNORECASE)
_CALLED_OTHERWISE = re.compile(r"sub|section|block|widget|box|second|small|lead|intro|summar", re.IGNORECASE)
