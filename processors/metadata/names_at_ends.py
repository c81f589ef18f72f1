"""Who wrote a text, where only its end, an office or a card tells: in brackets behind its last word, over "Reporter".

... 県は週明けに結論を出す。（佐藤美咲）
<td><b>Nermin Tuna</b><br><a href="mailto:n@example.com">yazara mesaj gönder</a></td>
<div><a href="mailto:e@example.se">Elin Sandberg</a><span>Reporter</span></div>
"""

import re
from itertools import islice
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from processors.metadata.around_headline import (
    Surroundings,
    is_among_other_articles,
    is_in_card,
    is_in_margin,
)
from processors.metadata.known_names import is_japanese_name
from processors.metadata.plain_bylines import is_person
from processors.metadata.signed_below import goes_on
from processors.text.characters import count_words, one_line

MAX_OFFICE = 40
"""Characters of an office."""
MAX_NAME = 60
"""Characters of what stands before it."""
MAX_NAMED = 3
"""Persons over such an office; where more are, they are a list of the staff."""
MAX_ELEMENTS = 4_000
"""Elements of a page that are looked at."""
_LISTED = """
    reporter|senior reporter|staff reporter|staff writer|correspondent|journalist|political correspondent|
    redakteur|redakteurin|reporterin|journalistin|korrespondent|korrespondentin|autorin|volontär|volontärin|
    journaliste|correspondant|correspondante|rédacteur|rédactrice|grand reporter|
    periodista|redactor|redactora|corresponsal|repórter|jornalista|correspondente|giornalista|redattore|redattrice|
    verslaggever|correspondent buitenland|redacteur|nyhetsreporter|redaktör|korrespondent utrikes|
    toimittaja|uutistoimittaja|ajakirjanik|dziennikarz|dziennikarka|redaktorka|reportér|reportérka|
    novinář|novinářka|novinar|novinarka|újságíró|jurnalist|jurnalistă|muhabir|
    журналист|журналистка|корреспондент|обозреватель|журналіст|журналістка|кореспондент|кореспондентка|
    δημοσιογράφος|صحفي|صحفية|صحافي|صحافية|مراسل|مراسلة|خبرنگار|روزنامه‌نگار|כתב|כתבת|記者|记者|기자
    """
_OFFICES = frozenset(" ".join(office.split()) for office in _LISTED.split("|"))
"""What somebody who writes is at an outlet; who takes pictures or edits is not among them."""
_TAGS = ("span", "p", "div", "small", "li", "em", "i", "dd", "strong", "h5", "h6")
_NO_TEXT = frozenset(["br", "img", "svg", "picture", "hr"])
_NO_BYLINE = frozenset(["blockquote", "cite", "q", "figcaption", "figure", "nav", "form", "table"])


def named_over_office(root: HtmlElement, heading: HtmlElement | None, taken: set[str]) -> list[str]:
    """Return the persons who stand right before an office of the press that is all of an element's text, or nobody.

    `taken` are names, as `comparable_form` writes them, that the page has for its site.
    """
    named: dict[str, None] = {}
    for element in islice(root.iter(*_TAGS), MAX_ELEMENTS):
        text = element.text
        if (
            not text
            or len(text) > MAX_OFFICE
            or len(element)
            or text.strip(" .,·|()").lower() not in _OFFICES
        ):
            continue
        name = _before(element)
        if not is_person(name.title() if name.isupper() else name, taken, titled=False):
            continue
        if not (_is_elsewhere(element, heading) or _is_told_of(element, name, heading)):
            named[name] = None
    return list(named) if len(named) <= MAX_NAMED else []


def name_over_mail(around: Surroundings, taken: set[str]) -> list[str]:
    """Return the person whose name stands in bold letters by the headline, over a link to write to them, or nobody.

    Old papers have such a card over a column: picture, name, "write to the author", "all columns". It has no words but
    these. Behind the text, or under a line with a colon, stands whom the press may ask.
    """
    behind = around.near(MAIL_ELEMENTS, 0)
    for at, element in enumerate((*behind, *around.near(0, MAIL_ELEMENTS))):
        if element.tag not in _IN_BOLD:
            continue
        name = one_line(element.text_content()[: 2 * MAX_NAME])
        block = next((each for each in islice(element.iterancestors(), LEVELS) if each.tag in _BLOCKS), None)
        if block is None or len(name) > MAX_NAME or not is_person(name, taken, titled=False):
            continue
        is_below_text = at < len(behind) and _is_text(behind[:at])
        if _is_card(block, name) and not (is_below_text or is_in_margin(element, around.heading)):
            return [name]
    return []


def _is_text(elements: list[HtmlElement]) -> bool:
    """Tell whether elements behind a headline hold two paragraphs: one may be a line under it."""
    texts = (each.text_content() if each.tag == "p" else each.text or "" for each in elements)
    return sum(count_words(text[:MAX_OPENING]) >= MIN_PARAGRAPH for text in texts) > 1


def _is_card(block: HtmlElement, name: str) -> bool:
    """Tell whether a block is a name and links, one of them for mail: no figure, no other words, no colon above it."""
    links = list(islice(block.iter("a"), MAX_LINKS))
    told = one_line(block.text_content()[: 2 * MAX_CARD])
    if len(told) > MAX_CARD or not told.startswith(name) or _FIGURE.search(told):
        return False
    rest = told.removeprefix(name)
    for link in links:
        rest = rest.replace(one_line(link.text_content()), "", 1)
    above = block.getprevious()
    is_called = above is not None and above.text_content()[-MAX_CARD:].rstrip().endswith((":", "："))
    return (
        any((link.get("href") or "").startswith("mailto:") for link in links)
        and not is_called
        and not _LETTER.search(rest)
    )


MAIL_ELEMENTS = 20
"""Elements before the headline and behind it in which such a card is looked for."""
MAX_CARD, MAX_LINKS = 120, 4
"""Characters of the card, and its links that are looked at."""
MAX_OPENING, MIN_PARAGRAPH = 500, 12
"""Characters of an element that are looked at, and words of a paragraph."""
_LETTER = re.compile(r"[^\W_]")
_IN_BOLD = frozenset(["b", "strong", "h3", "h4", "h5"])
_BLOCKS = frozenset(["td", "div", "p", "li"])
_FIGURE = re.compile(r"\d")


def _before(element: HtmlElement) -> str:
    """Return the words right before an element, or before the one that holds nothing before it."""
    before = element.getprevious()
    while before is not None and before.tag in _NO_TEXT and not (before.tail or "").strip():
        before = before.getprevious()
    if before is None:
        above = element.getparent()
        return one_line((above.text or "")[:MAX_NAME]).strip(" ,·|") if above is not None else ""
    return one_line((before.tail or "").strip() or before.text_content()[: 2 * MAX_NAME]).strip(" ,·|")


def _is_elsewhere(element: HtmlElement, heading: HtmlElement | None) -> bool:
    above = list(islice(element.iterancestors(), LEVELS))
    if any(each.tag in _NO_BYLINE for each in above):
        return True
    return is_among_other_articles(element, heading) or is_in_card(element, heading, is_name=True)


def _is_told_of(element: HtmlElement, name: str, heading: HtmlElement | None) -> bool:
    """Tell whether the headline names the person, or the line stands in the text: paragraphs before it and behind."""
    if heading is not None and name.lower() in heading.text_content()[:MAX_HEADING].lower():
        return True
    return _IN_TEXT(element) and goes_on(element)


_IN_TEXT: Any = etree.XPath(
    "count((. | parent::*[not(self::body or self::main or self::article)])/preceding-sibling::p"
    "[string-length(normalize-space(.)) > 60]) > 1"
)
MAX_HEADING = 500
"""Characters of a headline in which a person is looked for."""
LEVELS = 4
"""Elements around an office that are asked whether they are a quotation's or a picture's."""


def signed_in_brackets(root: HtmlElement, heading: HtmlElement | None) -> list[str]:
    """Return the persons with Japanese names in brackets behind the last word of a text, or nobody."""
    if heading is None or not _EAST.search(heading.text_content()[:MAX_NAME]):
        return []
    for element in _SIGNED(root):
        found = _NAMES.search("".join(element.itertext())[-MAX_NAME:].rstrip())
        names = re.split("[、，・]", found["names"].replace("\u3000", "")) if found else []
        if names and all(map(is_japanese_name, names)) and not goes_on(element):
            return names
    return []


_EAST = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]")
_SIGNED: Any = etree.XPath(
    'descendant::*[self::p or self::div][not(p or div)][contains(., "）") or contains(., "】")]'
)
_NAMES = re.compile(r"(?:^|[。」\s])[（【](?P<names>[\u3041-\u3096\u4e00-\u9fff\u3000、・]{3,24})[）】]$")
