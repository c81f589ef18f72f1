"""The headline of a page whose title tells only whose page it is and where on the site, and which has no h1 for it.

    <title>Ministry of Roads | Press Releases</title> ... <td><b>Three bridges closed after the flood</b></td>

The words of such a title stand in the text, too, and in the menu and the foot: so they do not tell that it is the
headline, as those of a longer title do.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from processors.metadata.around_headline import is_in_margin
from processors.metadata.kind_heading import tells_kind
from processors.metadata.line_over_text import MIN_LETTERS, is_of, line_over_text, text_behind
from processors.metadata.site_names import BAR
from processors.text.characters import comparable_form, count_words, one_line

MAX_PART = 4
"""Words of a site's name, or a section's, beside a bar."""
MAX_OPENING = 400
"""Characters behind the line in which a headline's words stand again."""
MAX_LINKS = 80
"""Links of a page among which its sections are looked for."""


def line_under_place(root: HtmlElement, title: str) -> HtmlElement | None:
    """Return the line over the text where the page's title tells only whose page it is and where, or None.

    Such a title has few words on each side of its bars. All but one, the site's, tell of a kind or are links of the
    page, or none stands in the line and where the text begins. The line is longer than any, and holds none that may be
    a headline; nor does one stand right above it.
    """
    parts = _parts(title)
    line = line_over_text(root, "", bold=True) if parts else None
    if line is None:
        return None
    shown = comparable_form(line.text_content()[:MAX_OPENING])
    forms = [comparable_form(part) for part in parts]
    if len(shown) <= max(map(len, forms)):
        return None
    if any(form in shown for form, part in zip(forms, parts, strict=True) if count_words(part) > 2):
        return None
    linked = _linked(root)
    others = [
        part for part, form in zip(parts, forms, strict=True) if not (tells_kind(part) or form in linked)
    ]
    if _stands_above({comparable_form(part) for part in others}, line):
        return None
    is_placed = len(others) < min(len(parts), 2)
    return line if is_placed or not _opens_with(others, line) else None


def _parts(title: str) -> list[str]:
    """Return what stands on each side of a title's bars, or nothing where one may be a headline. A colon is no bar."""
    bars = list(BAR.finditer(title))
    parts = [part.strip() for part in BAR.sub("\n", title).split("\n")]
    is_short = all(part and count_words(part) <= MAX_PART for part in parts)
    return parts if bars and is_short and not any(bar[0].strip() in (":", "：") for bar in bars) else []


def _linked(root: HtmlElement) -> set[str]:
    """Return what the page's first links say, in the form of `comparable_form`, but for those that lead home."""
    links = (link for link in islice(root.iter("a"), MAX_LINKS) if not _HOME.fullmatch(link.get("href", "")))
    return {comparable_form(link.text_content()[:80]) for link in links} - {""}


_HOME = re.compile(r"(?:https?://[^/]+)?[./]*(?:(?:index|default|home)\.\w{2,5})?", re.IGNORECASE)


def _stands_above(forms: set[str], line: HtmlElement) -> bool:
    """Tell whether one of these is all of an element right above a line: with no link between, it is the headline."""
    for each in (line, *islice(line.iterancestors(), LEVELS)):
        for above in islice(each.itersiblings(preceding=True), MAX_ABOVE):
            if next(above.iter("a"), None) is not None or above.tag == "a":
                return False
            if any(
                comparable_form(part.text_content()[:MAX_TEXT]) in forms
                for part in islice(above.iter(), MAX_ABOVE)
            ):
                return True
    return False


LEVELS, MAX_ABOVE = 5, 20
"""Elements around a line, and those before each, among which a headline is looked for."""


def _opens_with(parts: list[str], line: HtmlElement) -> bool:
    """Tell whether most words of a part stand in a line and where the text behind it begins.

    One word does not tell, nor do short ones.
    """
    behind = one_line(f"{line.text_content()} {text_behind(line)}"[: 2 * MAX_OPENING]).lower()[:MAX_OPENING]
    telling = (part for part in parts if count_words(part) > 1 and any(map(_can_tell, part.split())))
    return any(is_of(part.lower(), behind) for part in telling)


def _can_tell(word: str) -> bool:
    return len(word) >= MIN_LETTERS


def lines_of_form(root: HtmlElement, form: str) -> Iterator[HtmlElement]:
    """Yield the first element of plain text that is the headline in this form, whatever it is called, in no margin.

    It is no link's, as one in a list of the most read is, and no h1 stands behind it: that is the article's.
    """
    if len(form) < MIN_FORM:
        return
    for element in islice(root.iter("div", "span", "td", "p", "font", "center"), MAX_ELEMENTS):
        text = element.text
        is_plain = text is not None and len(element) <= 1 and len(text) >= MIN_FORM and not text.isspace()
        if (
            is_plain
            and comparable_form(element.text_content()[:MAX_TEXT]) == form
            and not is_in_margin(element)
        ):
            if not _is_elsewhere(element):
                yield element
            return


def _is_elsewhere(element: HtmlElement) -> bool:
    """Tell whether an element stands in a link, or before an h1."""
    if any(above.tag == "a" for above in islice(element.iterancestors(), LEVELS)):
        return True
    return any(head.text_content().strip() for head in _HEADS_BEHIND(element))


_HEADS_BEHIND: Any = etree.XPath("following::h1")


MIN_FORM = 12
"""Letters of a headline by which such an element is known: fewer are a section's name."""
MAX_ELEMENTS, MAX_TEXT = 2_000, 500
"""Elements of a page that are looked at, and their characters."""
