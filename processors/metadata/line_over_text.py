"""The headline of a page that neither its code nor its title tells: the line that stands right over the text.

    <title>Daily Plateau :: Home of truth</title> ... <h2>Vigilantes free 14 farmers</h2> Fourteen farmers walked ...

Old layouts have the site's name as the title of every page. Their headline is a lesser heading, or a line that is
called a title, or one in large or bold letters.
"""

import re
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from processors.metadata.date_words import find_day
from processors.metadata.other_headings import MIN_PARAGRAPH, is_in_margin_of_page, is_linked_elsewhere
from processors.metadata.site_names import BAR
from processors.text.characters import count_words, one_line

MAX_STEPS = 2_000
"""Beginnings and ends of elements among which the first text is looked for."""
MIN_WORDS, MAX_WORDS = 3, 30
"""Words of such a headline: fewer are a section's name, more are the text."""
MIN_LETTERS = 4
"""Letters of a word that can tell whether a title is of the text: shorter ones are articles and particles."""
MAX_TEXT = 3_000
"""Characters of the page behind the line in which the title's words are looked for."""


def line_over_text(root: HtmlElement, title: str, *, bold: bool = False) -> HtmlElement | None:
    """Return the last line like a heading before the page's first text, or None where there is none.

    `title` is the page's own, without the site's name, or empty. Where most of its words stand in the line or behind
    it, it can be the headline itself, and the answer is None. With `bold`, a line in bold letters that is all of its
    block serves where no other is like a heading.
    """
    body = root.find("body")
    line: HtmlElement | None = None
    in_bold: HtmlElement | None = None
    large = _large_classes(root)
    for event, element in islice(
        etree.iterwalk(root if body is None else body, events=("start", "end")), MAX_STEPS
    ):
        if element.tag in _NO_TEXT:
            continue
        if event == "start" and _may_be_headline(element, large):
            line = element
        elif bold and event == "start" and element.tag in ("b", "strong") and _is_bold_line(element):
            in_bold = element
        elif _has_text(element, event) and not is_in_margin_of_page(element):
            line = in_bold if line is None else line
            return None if line is None or is_told(title, line) else line
    return None


def _is_bold_line(element: HtmlElement) -> bool:
    """Tell whether bold letters are all of a cell or another block, as a headline's: no sentence, no link."""
    block = next((each for each in islice(element.iterancestors(), 3) if each.tag in _BLOCKS), None)
    text = one_line(element.text_content()[:MAX_TEXT])
    if block is None or one_line(block.text_content()[:MAX_TEXT]) != text or text[-1:] in _STOPS:
        return False
    if not MIN_WORDS <= count_words(text) <= MAX_WORDS or find_day(text) is not None:
        return False
    is_link = any(each.tag == "a" for each in (*islice(element.iterancestors(), 3), *element.iter("a")))
    return not is_link and not is_in_margin_of_page(element)


_BLOCKS = frozenset(["td", "div", "p", "center"])
_STOPS = frozenset(".!:。؟।,;")


def line_in_title(root: HtmlElement, named: str) -> HtmlElement | None:
    """Return the line over the text with which the page's title begins: without a bar the site's name is behind it."""
    line = line_over_text(root, "") if named else None
    shown = one_line(line.text_content()[:MAX_TEXT]) if line is not None else ""
    rest = named.removeprefix(shown)
    is_begun = bool(shown) and named.startswith(f"{shown} ")
    return line if is_begun and not BAR.match(rest) and 0 < count_words(rest) <= MAX_SITE else None


MAX_SITE = 6
"""Words of a site's name behind a headline."""
_NO_TEXT = frozenset(["script", "style", "noscript", "template", "form", "select", "button", "head", "title"])
_HEADINGS = frozenset(["h1", "h2", "h3", "h4"])
_TITLED = re.compile(
    r"(?:^|[\s_-])(?:[^\W_]*(?:title|titre|titulo|titolo|titel|headline|baslik|zagolovok|zag|onvan|head(?:er|ing)?)|tit|hdr)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""What a line of words is called that is no heading element and yet a headline."""
_LARGE = re.compile(
    r"font-weight:\s*(?:bold|[6-9]00)|font-size:\s*(?:1[89]|[2-9]\d)p|font-size:\s*(?:1\.[3-9]|[2-9])\d*\s*r?em",
    re.IGNORECASE,
)


def _large_classes(root: HtmlElement) -> frozenset[str]:
    """Return the classes for which the page's own style sheets ask for large letters."""
    sheets = ((each.text or "")[:MAX_SHEET] for each in islice(root.iter("style"), MAX_SHEETS))
    rules = (rule for text in sheets if "font-size" in text for rule in _RULE.findall(text))
    return frozenset(name for name, style in rules if _LARGE_SIZE.search(style))


MAX_SHEETS, MAX_SHEET = 20, 20_000
"""Style sheets that are looked at, and their characters."""
_RULE = re.compile(r"(?<![^\s,}])(?:p|div|span|td|font)?\.([\w-]{1,40})\s*\{([^{}]{0,500})\}", re.IGNORECASE)
_LARGE_SIZE = re.compile(r"font-size:\s*(?:1[89]|[2-9]\d)p[tx]", re.IGNORECASE)


def _may_be_headline(element: HtmlElement, large: frozenset[str]) -> bool:
    if not _is_like_heading(element, large) or is_linked_elsewhere(element) or is_in_margin_of_page(element):
        return False
    text = one_line(element.text_content()[:MAX_TEXT])
    is_link = any(above.tag == "a" for above in islice(element.iterancestors(), 3))
    return MIN_WORDS <= count_words(text) <= MAX_WORDS and not is_link and find_day(text) is None


def _is_like_heading(element: HtmlElement, large: frozenset[str]) -> bool:
    if element.tag in _HEADINGS:
        return True
    if element.tag == "font":
        return bool(re.fullmatch(r"[4-7]|\+[1-4]", element.get("size") or ""))
    if element.tag not in ("div", "span", "p", "b", "strong", "td") or len(element) > 2:
        return False
    named = f"{element.get('class', '')[:200]} {element.get('id', '')[:200]}"
    if not large.isdisjoint(element.get("class", "").split()):
        return True
    return bool(_LARGE.search(element.get("style") or "") or _TITLED.search(named))


def _has_text(element: HtmlElement, event: str) -> bool:
    """Tell whether text begins here: in an element, or behind it where it ends. A short line with a day is none."""
    if event == "end":
        text = element.tail or ""
    elif element.tag == "a" or element.tag in _HEADINGS:
        return False
    else:
        text = _unlinked(element) if element.tag == "p" else element.text or ""
    words = count_words(text[:MAX_TEXT])
    return words >= MIN_PARAGRAPH and (words >= 2 * MIN_PARAGRAPH or find_day(text) is None)


def _unlinked(paragraph: HtmlElement) -> str:
    """Return a paragraph's text without its links: where nothing else is in it, it is a menu, or a list of others."""
    linked = sum(count_words(link.text_content()) for link in islice(paragraph.iter("a"), MAX_SIBLINGS))
    text = paragraph.text_content()
    return "" if 2 * linked > count_words(text[:MAX_TEXT]) else text


def is_told(title: str, line: HtmlElement, *, behind_alone: bool = False) -> bool:
    """Tell whether most words of a title begin words in a line or in what follows it; `behind_alone` in what follows.

    Where a script writes no blanks, pieces of a title stand for its words. A title of short words alone counts as told.
    """
    if not title:
        return False
    text = "" if behind_alone else line.text_content()
    text = one_line(f"{text} {text_behind(line)}"[:MAX_TEXT]).lower()
    return any(is_of(part, text) for part in _BARS.split(title.lower()))


def text_behind(line: HtmlElement) -> str:
    """Return what stands in the first elements behind a line, level by level."""
    behind = (
        each.text_content()[:MAX_TEXT]
        for above in (line, *line.iterancestors())
        for each in islice(above.itersiblings(), MAX_SIBLINGS)
    )
    return " ".join(islice(behind, MAX_SIBLINGS))


_BARS = re.compile(r"\s*[|｜]\s*|\s+[»·•—–:-]+\s+")


def is_of(title: str, text: str) -> bool:
    """Tell whether most words of a title, or its pieces, stand in a text, or none of them can tell.

    Both are in small letters.
    """
    words = [word[:MAX_LETTERS] for word in _WORDS.findall(title) if len(word) >= MIN_LETTERS]
    if script := _NO_BLANKS.search(title):
        size = 2 if script["syllables"] else 3
        bare = "".join(title.split())
        words = [bare[at : at + size] for at in range(len(bare) - size + 1)]
    return not words or 2 * sum(word in text for word in words) > len(words)


MAX_SIBLINGS = 20
"""Elements behind the line whose text is looked through."""
MAX_LETTERS = 5
"""Letters by which a word is known in another form."""
_WORDS = re.compile(r"[^\W\d_]+")
_NO_BLANKS = re.compile(
    "(?P<syllables>[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])|[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"
)
"""Scripts that write no blanks between words, and Korean, whose words are short."""
