"""Advertisements among an article's paragraphs: made otherwise than these, each begins with the word for itself."""

import regex
from lxml.html import HtmlElement

from processors.page.blocks import Block

_LABEL = (
    r"advertisement|advertorial|sponsored(?: content)?|paid (?:content|post)|publicit[ée]|publi-?reportage|"
    r"publicidad|publicidade|anzeige|werbung|pubblicit[àa]|annonce|annons|advertentie|mainos|"
    r"reklam[ay]?|hirdet[ée]s|ogłoszenie|реклама|оголошення|iklan|quảng cáo|διαφήμιση|פרסומת|"
    r"إعلان(?: ممول| مدفوع)?|اعلان|آگهی|تبلیغ(?:ات)?|اشتہار|विज्ञापन|বিজ্ঞাপন|โฆษณา|广告|廣告|広告|광고"
)
"""The words for an advertisement. Most mean something else as well: an announcement, a complaint to the police."""
_LABELLED = regex.compile(rf"^\W*(?:{_LABEL})\s?(?:[:：|–—]|[-•·]\s)", regex.IGNORECASE)
_ALONE = regex.compile(rf"^\W*(?:{_LABEL})\W*$", regex.IGNORECASE)
_CALLED = regex.compile(rf"^\W*({_LABEL})\s", regex.IGNORECASE)
MAX_ADVERT = 40
"""Words of an advertisement in one block."""


def is_advert(block: Block) -> bool:
    """Tell whether a block begins with the word for an advertisement, set apart by a mark, by capitals or in bold."""
    if block.words > MAX_ADVERT:
        return False
    if _LABELLED.match(block.text):
        return True
    called = _CALLED.match(block.text)
    return called is not None and (called[1].isupper() or _is_apart(block.element))


def _is_apart(element: HtmlElement) -> bool:
    first = next(element.iterchildren("b", "strong", "span", "small", "em", "i"), None)
    if first is None or (element.text or "").strip():
        return False
    return _ALONE.match(str(first.text_content())) is not None
