"""A signature: the name alone in the last line of the text, where nothing above names an author.

    <p>... denies having paid.</p><p align="right"><b>Kum Divine</b></p>
    ... and that the commander leave.<br><br><i>Jean-Bosco Lemba, à Bunia</i>
    <p>... with tracker dogs.</p><p>Ferhat Yıldırım/YÜKSEKOVA, (DHA)</p>

A short line is also a subheading, a caption, or who is quoted: so no text follows a signature, and it is a person's
name and no more than the place and the agency behind it.
"""

import re
from itertools import islice
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from processors.events.places import is_town
from processors.metadata.around_headline import is_in_margin
from processors.metadata.author_names import is_agency
from processors.metadata.plain_bylines import is_person
from processors.text.agencies import OFFICE_OF_REPORTER
from processors.text.characters import comparable_form, count_words, one_line

MAX_LINE = 60
"""Characters of a signature."""
MIN_TEXT = 12
"""Words of the paragraph above it."""
MAX_LINES = 400
"""Elements that may be signatures, and are looked at."""
MAX_BESIDE = 8
"""Elements before and behind a line that are looked at, and behind what is around it."""
MAX_TEXT = 600
"""Characters of those before: a paragraph has `MIN_TEXT` words in them."""


def signed_below(root: HtmlElement, taken: set[str]) -> list[str]:
    """Return whom the last line of the text names as its author, and the agency with it; none where none is sure.

    `taken` are names, as `comparable_form` writes them, that the page has for its site.
    """
    for element in _LINES(root)[:MAX_LINES]:
        line = _line(element)
        if 4 < len(line) <= MAX_LINE and (names := _signature(line, taken)) and _ends_text(element, names[0]):
            return names
    return []


_LINES: Any = etree.XPath(
    "descendant::p|descendant::i|descendant::em|"
    'descendant::div/@align[. = "right"]/..|descendant::div/@style[contains(., "text-align")]/..'
)


def _line(element: HtmlElement) -> str:
    """Return an element's text; what a break parts in it, a comma does."""
    if next(element.iter("br"), None) is None:
        return one_line(element.text_content()[: 2 * MAX_LINE])
    texts, length = [], 0
    for event, each in etree.iterwalk(element, events=("start", "end")):
        text = (each.text if event == "start" else "" if each is element else each.tail) or ""
        texts += ["\n", text] if each.tag == "br" and event == "end" else [text]
        length += len(text)
        if length > 2 * MAX_LINE:
            break
    return ", ".join(line for each in "".join(texts).split("\n") if (line := one_line(each)))


def _signature(line: str, taken: set[str]) -> list[str]:
    """Return the name that a line is, with the agency behind it; what else stands behind it must be a town."""
    name, *behind = (part.strip(" .()") for part in _PARTS.split(line))
    if behind and is_agency(behind[0]) and "/" in line:  # who took a picture, and for whom
        return []
    if not is_person(name, taken, titled=False):
        return []
    behind = [] if behind and _TAKEN_FROM.match(behind[0]) else behind
    rest = [part for part in behind if part and not _SITE.fullmatch(part)]
    rest = [part for part in rest if not _OFFICE.fullmatch(part) and comparable_form(part) not in taken]
    agencies = [part for part in rest if is_agency(part)]
    others = [part for part in rest if part not in agencies and not is_town(_FROM.sub("", part))]
    return [] if others else [name, *agencies[:1]]


_PARTS = re.compile(r"\s*[,/(]\s*|\s+[–—-]\s+")
_SITE = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,4}", re.IGNORECASE)
"""The outlet's address below a name."""
_TAKEN_FROM = re.compile(r"(?:theo|nguồn)\s", re.IGNORECASE)
"""What begins the sources behind a Vietnamese name: "(Theo AFP, Guardian)"."""
_OFFICE = re.compile(rf"{OFFICE_OF_REPORTER}|(?:(?:внешт|спец|соб|наш)\.?\s*)?корр", re.IGNORECASE)
_FROM = re.compile(r"^(?:in|aus|à|au|en|em|a|из|в)\s+")


def _ends_text(element: HtmlElement, name: str) -> bool:
    """Tell whether a line is all of its block, the last, and right below a paragraph that does not name the person."""
    heading = next(element.getroottree().iter("h1"), None)
    in_list = next(element.iterancestors("li", "blockquote", "figure", "a"), None) is not None
    is_linked = next(element.iter("a"), None) is not None
    if in_list or is_linked or is_in_margin(element, heading) or (element.tail or "").strip():
        return False
    before = one_line(" ".join(_texts_before(element)))
    is_below = count_words(before) >= MIN_TEXT and before[-1:] in _STOPS and name.split()[-1] not in before
    return is_below and not goes_on(element)


_STOPS = ".!?…。"


def _texts_before(line: HtmlElement) -> list[str]:
    """Return the texts right before a line, back to the paragraph above."""
    texts: list[str] = []
    for before in islice(line.itersiblings(preceding=True), MAX_BESIDE):
        texts[:0] = [before.text_content()[-MAX_TEXT:], before.tail or ""]
        if count_words(" ".join(texts)) >= MIN_TEXT:
            return texts
    above: Any = line.getparent()
    return [(above.text or "")[-MAX_TEXT:], *texts]


def goes_on(block: HtmlElement) -> bool:
    """Tell whether a paragraph stands behind a block, or behind what is around it; links to other articles are none."""
    around: Any = block.getparent()
    behind = (each for level in (block, around) for each in islice(level.itersiblings(), MAX_BESIDE))
    return any(
        count_words(each.text_content()[:1_000]) >= MIN_TEXT and _words_outside_links(each) >= MIN_TEXT
        for each in behind
        if each.tag not in ("aside", "footer", "script", "style")
        and each.get("id") != "forum"
        and not is_in_margin(each)
    )


def _words_outside_links(element: HtmlElement) -> int:
    """Return how many of the first words in an element, or somewhat more, are in no link."""
    linked = sum(count_words(link.text_content()[:200]) for link in islice(element.iter("a"), MAX_LINKS))
    return count_words(element.text_content()[:4_000]) - linked


MAX_LINKS = 60
"""Links whose words are counted."""
