"""What a page puts within its sentences for machines or about itself: notes on links, doors to share, footnotes' marks.

Drop caps are set right here, too: they are letters of the text that stand apart from their words.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from ahocorasick_rs import AhoCorasick, Implementation
from lxml import etree
from lxml.html import HtmlElement

_WINDOWS = (
    *(
        "new tab",
        "new window",
        "nouvel onglet",
        "nouvelle fenêtre",
        "neuem Fenster",
        "neuem Tab",
        "neuen Tab",
        "neuen Fenster",
        "nieuw venster",
        "nieuw tabblad",
    ),
    *(
        "ventana nueva",
        "pestaña nueva",
        "nueva ventana",
        "nueva pestaña",
        "nova janela",
        "nova aba",
        "nuova finestra",
        "nuova scheda",
    ),
    *("новом окне", "новой вкладке", "yeni pencere", "yeni sekme", "نافذة جديدة", "پنجره جدید", "新窗口"),
    *("新しいウィンドウ", "新しいタブ"),
)
_ALL_WINDOWS = AhoCorasick(_WINDOWS, implementation=Implementation.ContiguousNFA)
"""Finds them in one reading of a page: each by itself, they take it as long as all else here."""
_SHOWN: Any = etree.XPath("string(.)", smart_strings=False)
_IN_LINKS: Any = etree.XPath("(descendant::a | descendant::a/*)/text()")
_OPENS = (
    r"(?:will open|opens?|opening|ouvre|s['’]ouvre|(?:wird )?(?:öffnet|geöffnet)(?: sich)?|(?:se )?abre|abrir|"
    r"(?:si )?apre|откр\w+|opent|يفتح|تفتح|باز)"
)
_WINDOW = (
    rf"(?:{'|'.join(_WINDOWS)})(?:de)?(?: or (?:window|tab)|(?:nde|de) açılır|で開(?:く|きます)|中?打开|"
    r" (?:geöffnet|öffnen))?\s*"
)
_NOTE = re.compile(
    rf"\s*[(（\[][^()（）\[\]]{{0,50}}?{_WINDOW}[)）\]]?\s*$|"
    rf"\s*(?:[,;]|(?<!\S)[–—-])\s*(?:(?:external |this )?link\s*,?\s*)?{_OPENS}[^,.()\[\]]{{0,25}}{_WINDOW}$|"
    rf"(?:^|\s)\s*{_OPENS}\s(?:in|dans|en|em|в|في|در)\s[^,.()\[\]]{{0,12}}{_WINDOW}$|"
    r"\s*(?:在新窗口中?打开|新しい(?:ウィンドウ|タブ)で開(?:く|きます)|yeni (?:pencere|sekme)de açılır)\s*$",
    re.IGNORECASE,
)
"""Set apart by a mark, or telling in what a link opens: a link of news may speak of a new window of hope."""
_NOTES: Any = etree.XPath(
    "(descendant::p | descendant::p/* | descendant::p/span/*)/*[self::sup[a] or self::span[contains(@class, 'shar')]"
    " or self::a[contains(@href, 'share') or contains(@href, '/intent/') or contains(@href, 'wa.me/?')"
    " or contains(@href, 'whatsapp') or starts-with(@href, 'mailto:?')]]"
)
"""What may be such an element, in a paragraph or in what stands in one."""
_SHARES = re.compile(
    r"facebook\.com/(?:sharer|dialog|share\.php)|(?:twitter|x)\.com/(?:intent|share)\b|wa\.me/\?|whatsapp(?:\.com/|://)send|"
    r"t\.me/share|linkedin\.com/share|^mailto:\?"
)
_CALLED_SO = re.compile(r"(?:^|[\s_-])(?:share|sharing)(?:$|[\s_-])")
MAX_SHARE = 60
"""Characters of what leads to places where a text is shared."""
MAX_LINK = 20
"""Characters of one such link that stands by itself: in a longer one are words that shall be shared."""
_MARK = re.compile(r"\s*(?:\d{1,3}|[a-z*†‡])(?:\s*[,;]\s*\d{1,3}){0,3}\s*")
"""Of figures and letters alone: in brackets they end no word, and are no part of it."""
_FIRST: Any = etree.XPath("descendant::p/*[1]")
_SET_LARGE = frozenset(["span", "b", "strong", "big", "font", "em"])
_WORDS = frozenset("AÀÁEÈÉIOÒÓUYZVWKSVАВИКОСУЯЖЙЗЭІЄ")
"""Letters that are words of some language: what stands apart from these may be another word."""


def notes_in_text(root: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements within paragraphs that lead to where a text is shared, or to a footnote."""
    for element in _NOTES(root):
        if element.tag == "a":
            shared = _around(element) if _is_door(element) else None
            if shared is not None:
                yield shared
        elif element.tag == "span":
            if _CALLED_SO.search(element.get("class")) and _is_short(element):
                yield element
        elif _is_mark(element):
            yield element


def read_also_in_text(root: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the links that end a paragraph and say themselves that they lead to another article: "Lire aussi : ..."."""
    for link in _LAST_LINKS(root):
        text = (link.text or "").lstrip()
        if (
            _READ_ALSO.match(text)
            and not (link.tail or "").strip()
            and _text_before(link).rstrip()[-1:] in _STOPS
        ):
            yield link


_LAST_LINKS: Any = etree.XPath(
    "descendant::p/a[not(following-sibling::*)][contains(substring(., 1, 30), ':')]"
)
_STOPS = tuple('.!?…»”"؟。)')
"""What ends the sentence before such a link; an empty end is no paragraph."""
_READ_ALSO = re.compile(
    r"(?:(?:à )?lire (?:aussi|également)|à (?:lire|voir)|voir aussi|read (?:also|more|next)|also read|see also|related|"
    r"lesen sie auch|lesen sie (?:hier|dazu)|mehr dazu|lees ook|lea (?:también|además)|leer también|"
    r"leia (?:também|mais)|veja também|leggi anche|läs (?:också|även|mer)|les også|læs også|"
    r"lue myös|czytaj (?:też|także|więcej)|"
    r"čtěte také|citește și|olvassa el|читайте (?:также|також)|читать также|ayrıca oku|baca juga|"
    r"اقرأ أيضا|بیشتر بخوانید)"
    r"\s?:",
    re.IGNORECASE,
)
"""How such a link begins: with what it asks of a reader, and a colon."""


def _is_mark(element: HtmlElement) -> bool:
    """Tell whether an element is a footnote's mark right behind a word."""
    return (
        not (_text_before(element) or " ")[-1].isspace()
        and _is_short(element)
        and _MARK.fullmatch(element.text_content()) is not None
        and all(map(_is_in_page, element.iter("a")))
    )


def _is_door(link: HtmlElement) -> bool:
    return _SHARES.search(link.get("href") or "") is not None


def _is_in_paragraph(element: HtmlElement) -> bool:
    return any(above.tag == "p" for above in islice(element.iterancestors(), MAX_LEVELS))


MAX_LEVELS = 5
"""Elements around such an element within its paragraph."""


def _is_short(element: HtmlElement, most: int = MAX_SHARE) -> bool:
    """Tell whether an element has few words and few elements: how much hostile ones hold is not asked."""
    few = sum(1 for _ in islice(element.iter(), MAX_WITHIN)) < MAX_WITHIN
    return few and len(element.text_content().strip()) <= most


MAX_WITHIN = 20
"""Elements from which on an element is none of these."""


def _is_in_page(link: HtmlElement) -> bool:
    return bool((link.get("href") or "").startswith("#"))


def _text_before(element: HtmlElement) -> str:
    """Return the text right before an element: its parent's, or behind the element before it."""
    before = element.getprevious()
    return str((element.getparent().text if before is None else before.tail) or "")


def _around(link: HtmlElement) -> HtmlElement | None:
    """Return the element around links to places where a text is shared, or one short link; None for words of a text."""
    for element in islice(link.iterancestors("span"), MAX_LEVELS):
        if _is_short(element) and all(map(_is_door, element.iter("a"))):
            return element
    return link if _is_short(link, MAX_LINK) else None


_BLANKS = re.compile(r"\s+")
"""Made one each: a note may stand on several lines, and a pattern would try every share of many blanks."""
MAX_NOTE = 200
"""Characters at the end of a link's words among which such a note is looked for."""


def drop_window_notes(root: HtmlElement) -> None:
    """Take out of links, in place, that they open a new window."""
    shown = _SHOWN(root)
    held = {_WINDOWS[number] for number, _, _ in _ALL_WINDOWS.find_matches_as_indexes(shown)}
    for text in _IN_LINKS(root) if held else ():
        if not any(words in text for words in held):
            continue
        element, rest = text.getparent(), _NOTE.sub("", _BLANKS.sub(" ", text[-MAX_NOTE:]))
        if not _is_in_paragraph(element):
            continue
        rest = text[:-MAX_NOTE] + rest
        if text.is_tail:
            element.tail = rest
        else:
            element.text = rest


def head_sections(root: HtmlElement) -> None:
    """Make headings, in place, of the lines that a click on them unfolds, where text stands behind them."""
    for line in root.iter("summary"):
        texts = islice(line.itersiblings("p", "div"), MAX_LEVELS)
        words = (text for each in texts for text in islice(each.itertext(), MAX_WITHIN))
        if sum(len(text.strip()) for text in words) >= MIN_SECTION:
            line.tag = "h3"


MIN_SECTION = 100
"""Characters of a text that is a section's."""


def join_drop_caps(root: HtmlElement) -> None:
    """Join, in place, the first letter of a paragraph that is set apart with its word: "T aliban"."""
    for element in _FIRST(root):
        if element.tag == "img" and len(element.get("alt") or "") == 1:
            letter, rest = element.get("alt"), element.tail or ""
            if letter.isupper() and rest[:1].islower() and not (element.getparent().text or "").strip():
                element.tag, element.text = "span", letter
        elif element.tag in _SET_LARGE and not len(element):
            letter, rest = (element.text or "").strip(), (element.tail or "").lstrip()
            is_part = letter.isupper() and len(letter) == 1 and letter not in _WORDS
            goes_on = rest[:1].islower() or rest[:1] in ("'", "’")
            if is_part and goes_on and not (element.getparent().text or "").strip():
                element.text, element.tail = letter, rest
