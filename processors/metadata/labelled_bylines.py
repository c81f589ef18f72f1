"""A byline that its own words tell: a label such as "By" or "Autor:" in a short line, and a person's name behind it.

    Saturday, November 14, 2026   By <b>LAHPAI SENG RAW</b>
    Geschrieben von Judith Obernosterer am 2. Nov. 2026 unter Asien
    Publié par <span>Papa Lwango</span> à 19:02

Such a line stands right under the headline, or below the text. Captions, other articles and comments have such lines
as well, and do not count. Nor do lines in the midst of the text, nor any where two name different people.
"""

import re
from collections.abc import Iterable
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
from processors.metadata.byline_labels import LABEL_NOUNS, LABEL_POSTED, LABEL_VERBS, any_of
from processors.metadata.chinese_datelines import reporters_in
from processors.metadata.known_names import begins_with_first_name
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
    named: list[tuple[HtmlElement, list[str]]] = []
    lines = ((e, label) for e in islice(root.iter(*_TAGS), MAX_ELEMENTS) if (label := _label(e)) is not None)
    for element, label in islice(lines, MAX_CANDIDATES):
        names = _named(element, label, taken)
        if names and not _is_elsewhere(element, heading) and not _is_of_book(element):
            named.append((element, names))
    if not named:
        return []
    before = _paragraphs_before(root, heading, {element for element, _ in named})
    found = {
        tuple(map(comparable_form, names)): names
        for element, names in named
        if before.get(element, 0) <= MAX_BEFORE or not _goes_on(element)
    }
    return next(iter(found.values())) if len(found) == 1 else []


def _label(element: HtmlElement) -> re.Match[str] | None:
    """Return the label in the text that an element begins with, or that stands behind a line break, or None."""
    text = (element.tail if element.tag == "br" else element.text) or ""
    if not 2 < len(text) <= MAX_LINE or text.isspace():
        return None
    first = text.split(None, 1)[0].lower().strip("(:/")
    if first not in _FIRST_WORDS and not _may_be_in_midst(text):
        return None
    return _LABELLED.search(text) or _KOREAN.fullmatch(text.strip()) or _KOREAN_IN_LINE.search(text)


def _may_be_in_midst(text: str) -> bool:
    """Tell whether a label may stand behind something else in a text: where all is ASCII, a word of it is."""
    if not text.isascii():
        return bool(_BARRED.search(text) or _EAST.search(text))
    return bool(_BARRED.search(text)) and not _TELLING.isdisjoint(_AROUND_LABEL.split(text.lower()))


def _paragraphs_before(
    root: HtmlElement, heading: HtmlElement | None, lines: set[HtmlElement]
) -> dict[HtmlElement, int]:
    """Return how many paragraphs stand between the headline and each line."""
    paragraphs, found = 0, {}
    own = set() if heading is None else set(heading.iter("*"))
    for element in islice(root.iter("*"), MAX_ELEMENTS):
        if element in lines:
            found[element] = paragraphs
        if element in own:  # a long headline is no paragraph
            paragraphs = 0
            continue
        text = opening_text(element, 500) if element.tag == "p" else element.text or ""
        paragraphs += count_words(text[:500]) >= MIN_PARAGRAPH
    return found


def _named(element: HtmlElement, label: re.Match[str], taken: set[str]) -> list[str]:
    """Return whom the line that begins in an element names, behind a label in its text or before a Korean one."""
    if label.re in (_KOREAN, _KOREAN_IN_LINE):
        return [label["name"]]
    rest = label.string[label.end() :] + _behind(element)
    if not rest.strip():  # the element is no more than the label
        rest = (element.tail or "")[: MAX_LINE + 1]
        rest += _inline(element.itersiblings()) if element.tag in _INLINE else ""
    if not rest.strip() and element.tag != "br":
        rest = _text_next(element)
    if "记者" in label[0] and (reporters := reporters_in(f"记者{one_line(rest)}")):
        return reporters
    names = _names(rest, taken, eastern=bool(label["east"] or _EAST.search(label[0])))
    is_of_text = _OF_TEXT in label[0]
    return [name for name in names if not is_of_text or begins_with_first_name(name.split())]


_OF_TEXT = "रिपोर्ट:"
"""What stands before a reporter's name and before what a report says: only a first name tells which."""


_NO_NAME = (
    r"(?!(?:취재|사진|영상|시민|객원|인턴|전문|수습|본지|본보|담당|선임|수석|작가|여행|현지|현장|외부|각)"
    r"\s?(?:기자|특파원))"
)
_KOREAN = re.compile(
    r"(?:\S{2,6}\s?=\s?)?"
    rf"{_NO_NAME}(?P<name>[가-힣]{{2,4}})\s?(?:선임|수석)?(?:기자|특파원)(?:\s*\S+@\S+)?"
)
"""A line of a reporter's name with the title behind it, and the town before them; a kind of reporter is no name."""
_KOREAN_IN_LINE = re.compile(
    rf"(?:^\s*|\d[.)]?\s+|[|·•]\s*){_NO_NAME}"
    r"(?![가-힣]{2}[부팀]\s|한국인|공동|방송|소방)(?P<name>(?:남궁|독고|사공|선우|제갈|황보)[가-힣]{1,2}|"
    r"[강고공곽구권기길김나남노도류마맹명모문민박반방배백변봉서석선설성소손송신심안양엄여연염예오옥왕용우원위유윤은이임"
    r"장전정제조주지진차채천최추탁태표하한함허현홍황][가-힣]{2})"
    r"\s(?:선임|수석)?(?:기자|특파원)\s*(?=[|·•(<]|\S+@|입력|승인|$)"
)
"""The same in a line with a day or an address: a family's name and two letters, and no desk of the paper."""
_OF_NOTRE = r"(?:de|dal?|del)(?=\s(?:notre|nos|nostr[oaie]|nuestr[oa]s?|noss[oa]s?)\s)"
"""The "of" before an office in the Romance languages: "De notre envoyée spéciale"."""


_LABELS = (*LABEL_VERBS, *LABEL_POSTED, *LABEL_NOUNS)
_FIRST_WORDS = frozenset(phrase.split()[0] for phrase in _LABELS) | {
    *("de", "da", "dal", "del", "words", "story", "tekst", "text", "teksti"),
    *("un", "una", "une", "ein", "eine", "um", "uma", "a", "an"),
}
"""Words that a label begins with: most short texts of a page begin with none of them, and are looked at no closer."""
_AROUND_LABEL = re.compile(r"[\s|,()\d:/-]+")
"""What stands before a label, and what between its words or behind it, where all is ASCII."""
_TELLING = frozenset(max(_AROUND_LABEL.split(phrase), key=len) for phrase in _LABELS) | {
    "de",
    "da",
    "dal",
    "del",
}
"""One word of every label that can stand in the midst of a line: "cura" of "a cura di"."""
_BARRED = re.compile(r"[\d|·•–—\xa0)]|\s-")
"""What can stand before a label in the midst of a line."""
_EAST = re.compile(r"作者|撰文|文[:：/]|[記记]者|기자|특파원")
_ANY_VERB, _ANY_NOUN = any_of(LABEL_VERBS), any_of([*LABEL_NOUNS, *LABEL_POSTED])
_AND_PICTURES = (
    r"(?:te[xk]s?t[eoi]?|testo|текст|words|story|haber)\s*(?:en|och|og|und|and|et|y|e|i|и|та|ve|ja|[&/+])\s*"
    r"(?:fotos?|foto[’']s|photos?|pictures|beeld|bild(?:er)?|billeder|kuvat|zdjęcia|fotografías|imagens|immagini|"
    r"фото|fotoğraf(?:lar)?)"
)
"""Who wrote a text and took its pictures: "Tekst en beeld: ...", "Text und Fotos: ..."."""
_TEXTS = (
    "report|story|analysis|essay|investigation|column|review|feature|commentary|crónica|reportaje|análisis|columna|"
    "reportage|enquête|analyse|récit|tribune|bericht|kommentar|inchiesta|commento|analisi|reportagem|análise|crônica"
)
"""What an author writes: "Una crónica de", and not "An attack by"."""
_LABELLED = re.compile(
    r"^\s*γράφει\s[οη]\s+(?=\S)|(?:^\s*\(?|[|·•–—\xa0\d,]|\d\s?[a-z]{1,3}\.?\s|\s-|\))\s*(?=[^\W\d_])"
    rf"(?:(?:{_ANY_VERB}|{_OF_NOTRE})(?:\s*[:/]\s*|\s+|\s*$)|(?:{_ANY_NOUN}|{_AND_PICTURES})\s*[:：]\s*)(?=\S|$)"
    rf"|^\s*(?:una?|une|eine?|uma?|an?)\s(?:{_TEXTS})\s(?:de|von|by|par|por|di)\s*$"
    rf"|^\s*(?:{_ANY_NOUN})\s*$|^\s*(?:{any_of(LABEL_POSTED)})\s+(?=[^\d.!?]{{4,40}}\d\d?[./-])"
    r"|(?:^|\s)(?P<east>(?:作者|撰文|文)\s*[:：/]\s*|(?:本报|本報)?(?:記者|记者)(?:\s*[:：]\s*|\s+))",
    re.IGNORECASE,
)
"""Who "added" something is an author before a day.

A letter is asked for before the phrases: behind most figures of a line none comes, and there are hundreds.
"""
_TAGS = (
    *("p", "div", "span", "small", "td", "li", "dt", "dd", "font", "b", "strong", "em", "i", "br", "address"),
    *("h2", "h3", "h4", "h5", "h6", "section", "header", "footer", "center", "u"),
)
"""Elements whose text can begin with a label."""
_NO_LINES = frozenset(
    (
        *("script", "style", "noscript", "template", "title", "svg", "video"),
        *("form", "option", "button", "label", "textarea"),
        *("figcaption", "figure", "caption", "blockquote", "cite", "q", "h1"),
    )
)
"""Elements in which no byline stands."""


def _text_next(element: HtmlElement) -> str:
    """Return the text of the next element behind a label's, or behind the one that holds no more than the label."""
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
    return _inline(element.itersiblings() if element.tag == "br" else element)


def _inline(elements: Iterable[HtmlElement]) -> str:
    """Return the text of elements in one line, and what stands behind each."""
    parts = []
    for each in islice(elements, 6):
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
        is_nobody = bool(_NOBODY.fullmatch(found[0])) or comparable_form(found[0]) in taken
        return [] if is_nobody else [found[0]]
    if len(line) > MAX_LINE or _SENTENCE.search(line):
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
    joined = _JOINED.search(text)
    if joined and is_agency(joined["agency"]) and joined["agency"] not in named:
        named.append(joined["agency"])
    if not named or is_agency(named[0]):
        return []
    last = [name for name in named if not is_agency(name)][-1]
    before, behind = text.find(named[0]), text[text.rfind(last) :].removeprefix(last)
    is_whole = before >= 0 and _HONOUR.fullmatch(text[:before]) and _REST.match(behind)
    return named if is_whole else []


_HONOUR = re.compile(r"|(?:\w{1,6}\.\S?\s*)+|[^\w&+]+")
"""What can stand between the label and the name: titles, and marks."""


_JOINED = re.compile(
    r"\s(?:and|und|et|y|e|и|ve|with|mit|avec|con|com)\s+(?P<agency>[^\s,;/]+(?: [^\s,;/]+)?)\W*$"
)
"""An agency that an "and" joins to the names, also where an office stands between them."""
_EASTERN = re.compile(r"[\u3400-\u9fff\u3040-\u30ff]{2,5}(?=[\s/|（(，,]|$)")
_NOBODY = re.compile(
    r"佚名|匿名|未知|不详|本站|本报讯?|本刊|网络|網絡|管理员|管理員|編輯部|编辑部|小编|小編|[记記]者|通讯员|"
    r"手记|手記|调查|調查|观察|觀察|札记|日记|之家|获悉|獲悉|了解到?|[从從在].+|.*(?:报道|報道|采访|採訪)"
)
"""What stands behind such a label and is nobody's name: the site, its staff, or what a reporter does."""
_OFFICE = re.compile(
    r"^(?:(?:unser\w*|onze|our|nasz\w*|наш\w*)\s+(?:\S+\s+)(?:[a-zа-я]\S*\s+)*?(?:in\s\S+\s)?(?=[^\W\d_a-zа-я]\w*\s[^\W\d_])|"
    r"(?:notre|nos|nostr[oaie]|nuestr[oa]s?|noss[oa]s?)\s+(?:[a-zà-ÿ]+\s+)+?"
    r"(?:(?:à|en|a|au|em|in)\s[^\s,]+,?\s+)?(?=[^\W\d_a-zà-ÿ]\w*\s[^\W\d_]))"
)
"""An office between label and name: "Von unserem Korrespondenten Max Muster"."""
_REST = re.compile(r"\W*$|\s*[,;/،]|\s(?:in|from|aus|à|au|en|em|a|из|в|z|ze)\s(?=[^\W\d_a-zа-яß-ÿ])")
"""What can stand behind the last name: an office behind a comma, or from where they report."""
_END = re.compile(
    r"[|·•(\[{<]|\s[–—-]\s|"
    r"[.;,]\s+(?=(?:фото|photos?|fotos?|bild(?:er)?|beeld|zdjęcia|fotoğraf|kuvat?)\s?:)|"
    r"\s(?:unter|dans|in der kategorie|filed under|under)\s",
    re.IGNORECASE,
)
"""Where the names of a line end: at a bar, a bracket, or the section that it was filed under."""
_SENTENCE = re.compile(r"(?:\s\S+){6}[.!?…»”\"]$|[。！？]|[^\W\d_]{5}[.!?]\s+\S+(?:\s\S+){5}")


def _is_elsewhere(element: HtmlElement, heading: HtmlElement | None) -> bool:
    """Tell whether a line is a caption's, a comment's, another article's, or stands in a margin of the page."""
    above = [element, *islice(element.iterancestors(), LEVELS)]
    link = next(islice(element.iterancestors("a"), 1), None)
    if link is not None and len(one_line(link.text_content())) > MAX_LINK:
        return True
    if any(each.tag in _NO_LINES or _CAPTION.search(each.get("class") or "") for each in above):
        return True
    if is_among_other_articles(element, heading) or is_in_card(element, heading, is_name=True):
        return True
    in_foot = any(_POST_FOOT.search(each.get("class") or "") for each in above)
    return not in_foot and is_in_margin(element, heading)


def _is_of_book(element: HtmlElement) -> bool:
    """Tell whether a line is one of those that tell of a book: beside its author they have its publisher."""
    above = element.getparent()
    rest = [opening_text(each, MAX_LINE) for each in islice(element.itersiblings(), 3)]
    texts = (opening_text(element, 4 * MAX_LINE), *rest)
    tail = "" if above is None or element.tag != "br" else opening_text(above, 4 * MAX_LINE)
    return any(_BOOK.search(text) for text in (*texts, tail))


_BOOK = re.compile(
    r"(?:publisher|verlag|éditeur|maison d.édition|editorial|editora|editore|uitgever(?:ij)?|förlag|forlag|"
    r"издательство|wydawnictwo|yayın ?evi|دار النشر|الناشر|ناشر|출판사|出版社)\s*[:：]|"
    r"\bISBN\b",
    re.IGNORECASE,
)
"""What stands before a book's publisher or number."""
MAX_LINK = 60
"""Characters of a link that is no more than an author's name."""
LEVELS = 3
"""Elements around a line whose names are asked whether it is a caption."""
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
