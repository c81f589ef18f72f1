"""A byline that its own words tell: a label such as "By" or "Autor:" in a short line, and a person's name behind it.

    Saturday, November 14, 2026   By <b>LAHPAI SENG RAW</b>
    Geschrieben von Judith Obernosterer am 2. Nov. 2026 unter Asien
    Publié par <span>Papa Lwango</span> à 19:02

Such a line stands right under the headline, or below the text. Captions, other articles and comments have such lines
as well, and do not count. Nor do lines in the midst of the text, nor any where two name different people.
"""

import re
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from processors.metadata.around_headline import (
    is_among_other_articles,
    is_in_card,
    is_in_margin,
    opening_text,
)
from processors.metadata.author_names import clean_author_names, is_agency
from processors.metadata.byline_ends import shown_names
from processors.metadata.plain_bylines import is_person
from processors.metadata.signed_below import goes_on
from processors.text.characters import comparable_form, count_words, one_line

MAX_ELEMENTS = 4_000
"""Elements of a page that are looked at."""
MAX_CANDIDATES = 20
"""Lines with a label that are looked at closely; a page with more is a list."""
MAX_LINE = 120
"""Characters of such a line."""
MIN_PARAGRAPH = 12
"""Words of a text that is a paragraph."""
MAX_BEFORE = 1
"""Paragraphs between headline and byline where more text follows: a summary can stand there."""


def labelled_byline(root: HtmlElement, heading: HtmlElement | None, taken: set[str]) -> list[str]:
    """Return whom the one line with a label names, under the headline or below the text; nobody where none is sure.

    `taken` are names, as `comparable_form` writes them, that the page has for its site.
    """
    found: dict[tuple[str, ...], list[str]] = {}
    paragraphs = looked = 0
    for element in islice(root.iter("*"), MAX_ELEMENTS):
        if element is heading:
            paragraphs = 0
        text = (element.tail if element.tag == "br" else element.text) or ""
        if element.tag == "p" or len(text) > MAX_LINE:
            paragraphs += (
                count_words(text if element.tag != "p" else opening_text(element, 500)) >= MIN_PARAGRAPH
            )
        if len(text) > MAX_LINE:
            continue
        match = _LABELLED.search(text) if text and not text.isspace() else None
        if element.tag in _NO_LINES or not (match or "기자" in text or "특파원" in text):
            continue
        looked += 1
        names = _named(element, text, match, taken) if looked <= MAX_CANDIDATES else []
        is_placed = paragraphs <= MAX_BEFORE or not _goes_on(element) if names else False
        if is_placed and not _is_elsewhere(element, heading):
            found[tuple(map(comparable_form, names))] = names
    return next(iter(found.values())) if len(found) == 1 else []


def _named(element: HtmlElement, text: str, label: re.Match[str] | None, taken: set[str]) -> list[str]:
    """Return whom the line that begins in an element names, behind a label in its text or before a Korean one."""
    if label is None:
        korean = _KOREAN.fullmatch(text.strip())
        return [korean["name"]] if korean else []
    rest = text[label.end() :] + _behind(element)
    if not rest.strip() and element.tag != "br":
        rest = _text_after(element)
    return _names(rest, taken, eastern=bool(label["east"]))


_KOREAN = re.compile(
    r"(?:\S{2,6}\s?=\s?)?(?P<name>[가-힣]{2,4})\s?(?:선임|수석)?(?:기자|특파원)(?:\s*\S+@\S+)?"
)
"""A line of a reporter's name with the title behind it, and the town before them."""
_VERBS = (
    r"(?:written|report(?:ed|ing)|posted|published|submitted|compiled|story|words|text|article)\s+by|by|"
    r"(?:geschrieben|verfasst|veröffentlicht|eingestellt|gepostet|ein beitrag|bericht|text|aufgezeichnet)\s+von|von|"
    r"(?:écrit|publié|rédigé|posté|article|texte|propos recueillis)\s+par|par|"
    r"(?:de|dal?|del)(?=\s(?:notre|nos|nostr[oaie]|nuestr[oa]s?|noss[oa]s?)\s)|"
    r"(?:escrito|publicado|redactado|texto|postado)\s+por|por|"
    r"(?:scritto|pubblicato|redatto|postato)\s+da|a cura di|di|"
    r"(?:geschreven|geplaatst|gepubliceerd)\s+door|door|"
    r"(?:skrevet|skrivet|skriven|publisert|publicerad)\s+a[fv]|a[fv]|(?:ditulis|diposting)\s+oleh|oleh|"
    r"(?:scris|publicat)\s+de|(?:napisane|opublikowane)\s+przez|napisała?|írta|"
    r"(?:опубликовала?|написала?|подготовила?|разместила?|текст|автор|пише|написа(?:в|ла)|підготува(?:в|ла))|"
    r"(?:napsala?|piše|γράφει|yazan|qoraa|waxaa qoray|imeandikwa na|imechapishwa na|daga|w/q)|"
    r"بقلم|كتبت?|أعدّ?ها?|مאת|מאת|โดย"
)
"""What stands before a name with a colon or without one."""
_NOUNS = (
    r"authors?|reporter|contributors?|autor(?:in|a|es|en|ii|zy)?|auteurs?|autrice|autore|författare|forfatter|kirjoittaja|teksti|"
    r"reportera|szerző|penulis|wartawan|автор[ыи]?|журналист|корреспондент|yazar|haber|muhabir|συντάκτης|tekst|"
    r"texte|texto|testo|text|إعداد|تقرير|الكاتبة?|المحررة?|نویسنده|خبرنگار|گزارشگر|نگارنده|تحریر|رپورٹ|لیکوال|"
    r"כתבה?|כתב|כתבת|लेखक|লেখক|প্রতিবেদক|ผู้เขียน|ผู้สื่อข่าว|작성자|글|作者|記者|记者|文|tác giả|mwandishi"
)
"""What stands before a name with a colon alone: without it the words tell of somebody."""
_LABELLED = re.compile(
    rf"(?:^\(?|[|·•–—\xa0\d,]|\d\s?[a-z]{{1,3}}\.?\s|\s-|\))\s*(?:(?:{_VERBS})(?:\s*:\s*|\s+|\s*$)|(?:{_NOUNS})\s*[:：]\s*)(?=\S|$)"
    rf"|^\s*(?:{_NOUNS})\s*$|(?:^|\s)(?P<east>(?:作者|撰文|文)\s*[:：/]\s*|(?:本报|本報)?(?:記者|记者)\s*[:：]?\s*)",
    re.IGNORECASE,
)
_NO_LINES = frozenset(
    [
        *(
            "script",
            "style",
            "noscript",
            "template",
            "title",
            "head",
            "html",
            "body",
            "option",
            "button",
            "label",
        ),
        *(
            "figcaption",
            "figure",
            "blockquote",
            "cite",
            "q",
            "h1",
            "svg",
            "textarea",
            "caption",
            "video",
            "form",
        ),
    ]
)


def _text_after(element: HtmlElement) -> str:
    """Return what stands next behind an element that is no more than a label: one short text, or nothing."""
    if (element.tail or "").strip():
        return (element.tail or "")[: MAX_LINE + 1]
    level: Any = element
    for _ in range(2):
        following = next((each for each in level.itersiblings() if each.tag not in _EMPTY), None)
        if following is not None:
            return opening_text(following, MAX_LINE + 1)
        level = level.getparent()
        if level is None:
            break
    return ""


_EMPTY = frozenset(["br", "img", "hr", "svg", "script", "style"])


def _behind(element: HtmlElement) -> str:
    """Return the rest of the line that the own text of an element begins, or that stands behind a line break."""
    if element.tag == "br":
        parts = []
        for each in islice(element.itersiblings(), 6):
            if each.tag not in _INLINE:
                break
            parts += [" ", each.text_content()[:MAX_LINE], " ", (each.tail or "")[:MAX_LINE]]
        return "".join(parts)
    parts = []
    for each in islice(element, 6):
        if each.tag not in _INLINE:
            break
        parts += [" ", each.text_content()[:MAX_LINE], " ", (each.tail or "")[:MAX_LINE]]
    return "".join(parts)


_INLINE = frozenset(["a", "abbr", "address", "b", "em", "font", "i", "small", "span", "strong", "time", "u"])


def _names(rest: str, taken: set[str], *, eastern: bool) -> list[str]:
    """Return the persons that a line names behind its label, where nothing but offices, places and days follow.

    `eastern` says that the label is of China or Japan, where a name is two to five letters without a blank.
    """
    line = one_line(rest)
    if eastern and (found := _EASTERN.match(line)):
        return [found[0]]
    if not line or len(line) > MAX_LINE or _SENTENCE.search(line):
        return []
    text = _OFFICE.sub("", shown_names(_END.split(line, maxsplit=1)[0]), count=1)
    is_cased = text.lower() != text.upper()
    if not is_cased:
        text = re.split("[,،;]", text, maxsplit=1)[0]
    named: list[str] = []
    for name in clean_author_names([text]):
        shape = name.title() if name.isupper() else name
        if not is_agency(name) and not is_person(shape, taken, titled=not is_cased):
            break
        named.append(name)
    if not named or is_agency(named[0]):
        return []
    before, behind = text.find(named[0]), text.rfind(named[-1])
    is_whole = (
        before >= 0 and _HONOUR.fullmatch(text[:before]) and _REST.match(text[behind + len(named[-1]) :])
    )
    return named if is_whole else []


_HONOUR = re.compile(r"|(?:\w{1,6}\.\S?\s*)+|[^\w&+]+")
"""What can stand between the label and the name: titles, and marks."""


_EASTERN = re.compile(r"[\u3400-\u9fff\u3040-\u30ff]{2,5}(?=[\s/|（(，,]|$)")
_OFFICE = re.compile(
    r"^(?:(?:unser\w*|onze|our|nasz\w*|наш\w*)\s+(?:\S+\s+)(?:[a-zа-я]\S*\s+)*?(?:in\s\S+\s)?(?=[^\W\d_a-zа-я]\w*\s[^\W\d_])|"
    r"(?:notre|nos|nostr[oaie]|nuestr[oa]s?|noss[oa]s?)\s+(?:[a-zà-ÿ]+\s+)+?"
    r"(?:(?:à|en|a|au|em|in)\s[^\s,]+,?\s+)?(?=[^\W\d_a-zà-ÿ]\w*\s[^\W\d_]))"
)
"""An office between label and name: "Von unserem Korrespondenten Max Muster"."""
_REST = re.compile(r"\W*$|\s*[,;/،]|\s(?:in|from|aus|à|au|en|em|a|из|в|z|ze)\s(?=[^\W\d_a-zа-яß-ÿ])")
"""What can stand behind the last name: an office behind a comma, or from where they report."""
_END = re.compile(
    r"[|·•(\[{<]|\s[–—-]\s|\s(?:unter|dans|in der kategorie|filed under|under)\s", re.IGNORECASE
)
"""Where the names of a line end: at a bar, a bracket, or the section that it was filed under."""
_SENTENCE = re.compile(r"(?:\s\S+){6}[.!?…»”\"]$|[。！？]|[^\W\d_]{5}[.!?]\s+\S+(?:\s\S+){5}")


def _is_elsewhere(element: HtmlElement, heading: HtmlElement | None) -> bool:
    """Tell whether a line is a caption's, a comment's, another article's, or stands in a margin of the page."""
    above = [element, *islice(element.iterancestors(), LEVELS)]
    link = next(islice(element.iterancestors("a"), 1), None)
    if link is not None and len(one_line(link.text_content())) > MAX_LINK:
        return True
    if any(each.tag in _NO_LINES - _PAGE or _CAPTION.search(each.get("class") or "") for each in above):
        return True
    if is_among_other_articles(element, heading) or is_in_card(element, heading, is_name=True):
        return True
    in_foot = any(_POST_FOOT.search(each.get("class") or "") for each in above)
    return not in_foot and is_in_margin(element, heading)


MAX_LINK = 60
"""Characters of a link that is no more than an author's name."""
LEVELS = 3
"""Elements around a line whose names are asked whether it is a caption."""
_PAGE = frozenset(["html", "body", "head"])
_CAPTION = re.compile(
    r"caption|photo|image|picture|foto|bild|credit|gallery|galerie|legende|slide", re.IGNORECASE
)
_POST_FOOT = re.compile(r"(?:post|entry|article|story|meta)[-_]*foot", re.IGNORECASE)
"""The foot of an article, which is none of the page."""


def _goes_on(element: HtmlElement) -> bool:
    block = element
    if element.tag in _INLINE and (above := element.getparent()) is not None:
        block = above
    return goes_on(block)
