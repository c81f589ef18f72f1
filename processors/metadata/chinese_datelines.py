"""The reporters whom a Chinese text names in brackets before its first sentence, or behind its last.

南江网讯（记者 周启明）记者17日从南江海关缉私局获悉 ...
〔記者王郁婷／基隆報導〕   （中央社記者王小明台北27日電）   本报讯（记者 李红 通讯员 张伟）
"""

import re
from itertools import islice

from lxml.html import HtmlElement

from processors.metadata.around_headline import is_in_margin

MAX_ELEMENTS = 400
"""Elements of a page that are looked at."""
MAX_BEFORE = 60
"""Characters of a text in which its dateline ends, or those of its end in which a signature stands."""
_HAN = r"[\u3400-\u9fff·]"
_NAMES = rf"(?P<names>{_HAN}{{2,4}}(?:[、，,\s]+(?!通[讯訊])(?:{_HAN}{{2,4}})){{0,5}})"
_REPORTED = (
    re.compile(
        rf"[（(〔【\[][^（()〔【\[）]{{0,12}}?(?:记者|記者)[\s:：]*{_NAMES}\s*"
        r"(?:[）)〕】\]／/]|[，、\s]*(?:通讯员|通訊員|摄影|攝影))"
    ),
    re.compile(rf"^\s*(?:记者|記者)\s*{_NAMES}\s*[／/]\s*[^。／/]{{2,12}}(?:报道|報導)"),
    re.compile(rf"[（(〔][^（()）]{{0,6}}記者(?P<names>{_HAN}{{3}}){_HAN}{{2,4}}\d{{1,2}}日[電电]"),
)
"""In brackets; before a stroke and the place; and with place and day behind, where a name has three letters."""
_NOBODY = re.compile(r"观察|觀察|手记|手記|调查|調查|获悉|獲悉|之家|提问|提問|节|節|证|證|会|會|协会|們|们")
_TAGS = ("p", "div", "span", "section", "td", "h4", "em", "strong", "font")


def reporters_in_dateline(root: HtmlElement, heading: HtmlElement | None) -> list[str]:
    """Return the reporters in the first such dateline or signature; none where the headline is not Chinese."""
    if heading is None or not _ANY_HAN.search(heading.text_content()[:200]):
        return []
    for element in islice(root.iter(*_TAGS), MAX_ELEMENTS):
        text = element.text or ""
        for part in (text[:MAX_BEFORE], text[-MAX_BEFORE:] if len(text) > MAX_BEFORE else ""):
            if (names := reporters_in(part)) and not is_in_margin(element, heading):
                return names
    return []


def reporters_in(line: str) -> list[str]:
    """Return the reporters whom such a dateline in a line names, or nobody."""
    if "记者" not in line and "記者" not in line:
        return []
    found = next((match for shape in _REPORTED if (match := shape.search(line))), None)
    return [] if found is None or _NOBODY.search(found["names"]) else _COMMAS.split(found["names"].strip())


_COMMAS = re.compile(r"[、，,\s]+")


_ANY_HAN = re.compile(r"[\u3400-\u9fff]")
