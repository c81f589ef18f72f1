"""What stands in an element of its own before a paragraph's first word: a credit, a byline, a day, a label."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from processors.page.inline_parts import CREDIT

MAX_LEAD_IN = 80
"""Characters of such words."""
MAX_WITHIN = 20
"""Elements from which on an element holds more than such words."""
MIN_TEXT = 40
"""Characters of the text behind them: with fewer it is a line of the page's, and no paragraph."""
_FIRST: Any = etree.XPath("descendant::p/*[1]")
_INLINE = frozenset(["span", "small", "em", "i", "b", "strong", "font", "cite"])
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:credits?|cr[eé]ditos?|copyright|caption|byline|legende|bildunterschrift|img-?src|photo-?by|foto-?credito)(?:$|[\s_-])",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"\W*(?:AFP|AP|EPA|EFE|Reuters|REUTERS|dpa|ANSA|TASS|ТАСС|AA|DHA|İHA|Getty(?: Images)?)"
    r"(?:(?:\s?/\s?|\s+via\s+)(?:File|FILE|Archiv[eo]?|Getty(?: Images)?|AFP|Archives))\W*"
)
_CAPITAL = r"(?-i:[A-ZÀ-ÞĀ-ŽА-ЯЁİŞĞÇ])[\w.'’-]+"
_NAME = rf"{_CAPITAL}(?:\s+(?:(?:de|da|del|van|von|der|bin|al|el)\s+)?{_CAPITAL}){{1,3}}"
_BYLINE = re.compile(
    rf"\W*(?:by|von|par|por|di|door|av|автор|текст)\s*:?\s+{_NAME}"
    rf"(?:\s*(?:,|&|\band|\bund|\by|\bet|\be|\bи|\ben)\s*{_NAME}){{0,3}}(?:\s*[|,/–—-]\s*[\w ]{{2,30}})?\W*",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"\W*(?:(?:this (?:article|story) was )?(?:(?:first|originally|last) )?(?:published|updated|posted)|"
    r"veröffentlicht|aktualisiert|publié|mis à jour|publicado|actualizado|atualizado|"
    r"pubblicato|aggiornato|опубликовано|обновлено|yayınlanma|güncelleme|نشر في|آخر تحديث|تاریخ انتشار)\b"
    r"[^.!?]{0,20}\d[^!?]{3,40}",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\W*(?:exclusive|exclusivo|exclusiva|exclusif|exklusiv|esclusiva|эксклюзив|özel haber|"
    r"listen to (?:this )?(?:article|story)|(?:artikel|beitrag) (?:an)?hören|écouter (?:cet |l['’])article|"
    r"escuchar (?:este |el )?artículo|haberi dinle|слушать|استمع|\d+ min(?:ute)?s? read)\W*",
    re.IGNORECASE,
)


_BETWEEN = " \t\r\n:|·•–—-"
"""What parts such words from the text."""


def lead_ins(root: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements that stand before all words of a paragraph and say whose it or its picture is, or when."""
    for element in (*_FIRST(root), *_first_of_lines(root)):
        if element.tag not in _INLINE or (element.getparent().text or "").strip():
            continue
        few = sum(1 for _ in islice(element.iter(), MAX_WITHIN)) < MAX_WITHIN
        text = " ".join(element.text_content().split()) if few else ""
        if 0 < len(text) <= MAX_LEAD_IN and _says_no_text(element, text) and _begins_a_text(element):
            element.tail = (element.tail or "").lstrip(_BETWEEN)
            yield element


def _first_of_lines(root: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the first elements of texts whose paragraphs are parted by breaks."""
    around = dict.fromkeys(each.getparent() for each in root.iter("br"))
    yield from (each[0] for each in around if each is not None and each.tag in ("div", "td"))


def _says_no_text(element: HtmlElement, text: str) -> bool:
    return (
        CREDIT.match(text.lower()) is not None
        or _NAMED.search(element.get("class") or "") is not None
        or any(words.fullmatch(text) for words in (_AGENCY, _BYLINE, _DAY, _LABEL))
    )


def _begins_a_text(element: HtmlElement) -> bool:
    """Tell whether a paragraph begins behind an element: by a break, or by a letter that is no small one."""
    is_broken, text = False, element.tail or ""
    following = element.getnext()
    while not text.strip() and following is not None and following.tag == "br":
        is_broken, text, following = True, following.tail or "", following.getnext()
    if not text.strip() and following is not None:
        text = "".join(islice(following.itertext(), MAX_WITHIN))
    begins = text.lstrip(_BETWEEN + '"“«‘„.')
    return len(begins) >= MIN_TEXT and (is_broken or not begins[0].islower())
