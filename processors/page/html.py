"""One parse of a page, within caps that keep a hostile one from costing more than a worker has."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from processors.errors import Reject
from processors.page.hidden_classes import hidden_classes, is_hidden_by
from processors.page.inline_parts import buttons_in_text, credits_beside_pictures, keep_times, labels_in_text
from processors.page.lead_ins import lead_ins
from processors.page.notes_in_text import (
    drop_window_notes,
    head_sections,
    join_drop_caps,
    notes_in_text,
    read_also_in_text,
)
from processors.page.panes import is_pane
from processors.page.unseen_names import unseen_name, unseen_style

MAX_BYTES = 10_000_000
"""Bytes of a page that are looked at; the rest is cut off. The largest news pages stay under 6 MB."""
MAX_TAGS = 80_000
"""Elements in a page: what takes two seconds to read through. The largest live blogs have about 50,000."""
MAX_ATTRIBUTES = 1_000
"""Attributes of one element: libxml2 compares each with all before it, and 200,000 take it a minute."""
MAX_TABLES = 50
"""Tables within one another: extraction is quadratic in that. Newsletters nest about ten."""
_NOT_CONTENT = (
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "iframe",
    "object",
    "embed",
    "canvas",
    "textarea",
    "reading",
)


def parse_html(text: str) -> HtmlElement:
    """Return the root of the page's tree; recovers from whatever HTML people write.

    Raises Reject(too_large) over MAX_TAGS and MAX_ATTRIBUTES, Reject(too_deep) over MAX_TABLES and where elements nest
    beyond the 2,048 levels that libxml2 follows (what comes below would be lost silently), and Reject(not_html) where
    there is no element.
    """
    if len(text) > 2 * MAX_TAGS and text.count("<") > 2 * MAX_TAGS:
        raise Reject("too_large", f"more than {MAX_TAGS:,} tags")
    written = _PAGE_ENDS.sub(b"", text.encode("utf-8", "replace")).replace(b"\x00", b"")
    if _has_many_attributes(written):
        raise Reject("too_large", f"an element of more than {MAX_ATTRIBUTES:,} attributes")
    parser = HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, collect_ids=False
    )
    parser.set_element_class_lookup(_ONE_CLASS)
    try:
        root = document_fromstring(written, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise Reject("not_html", str(error)) from error
    if any("depth" in entry.message for entry in parser.error_log.filter_from_level(etree.ErrorLevels.FATAL)):
        raise Reject("too_deep", "elements nest too deep")
    if _tables_within(root) > MAX_TABLES:
        raise Reject("too_deep", f"more than {MAX_TABLES} tables within one another")
    return root


def parse_held(text: str) -> tuple[HtmlElement, list[HtmlElement]]:
    """Return the root as `parse_html` does, and all elements of the page.

    lxml makes an element anew each time that nobody has it: whoever holds all is spared that at every step.
    """
    root = parse_html(text)
    return root, list(root.iter())


_PAGE_ENDS = re.compile(rb"</(?:body|BODY|html|HTML) ?>")
"""Where a page says that it ends: what stands behind is shown, and libxml2 would read none of it.

Bytes are gone through in a third of the time that characters take."""


_ONE_CLASS = etree.ElementDefaultClassLookup(element=HtmlElement)
"""One class for every element, chosen in C: lxml.html asks a Python function for each, a tenth of a page's time."""


def _tables_within(root: HtmlElement) -> int:
    """Return how many tables stand within one another, at most; 0 where a page has too few to count."""
    if sum(1 for _ in islice(root.iter("table"), MAX_TABLES + 1)) <= MAX_TABLES:
        return 0  # the walk below goes through every element, the one above in libxml2 only
    depth = most = 0
    for event, _ in etree.iterwalk(root, events=("start", "end"), tag="table"):
        depth += 1 if event == "start" else -1
        most = max(most, depth)
    return most


def _has_many_attributes(written: bytes) -> bool:
    """Tell whether an element has more than MAX_ATTRIBUTES; what stands in their values is none."""
    return any(
        tag.end("end") - tag.start() > 2 * MAX_ATTRIBUTES
        and _attributes(written[tag.start() : tag.end("end")]) > MAX_ATTRIBUTES
        for tag in _TOKEN.finditer(written)
    )


def _attributes(tag: bytes) -> int:
    """Count the attributes of a tag, up to one more than are allowed."""
    return sum(1 for _ in islice(_ATTRIBUTE.finditer(_VALUE.sub(b" ", tag)), MAX_ATTRIBUTES + 1))


_CODE = rb"(?:script|style|title|textarea|xmp|iframe|noembed|noframes)"
_PLAIN_TAG = rb"(?!" + _CODE + rb")[a-z][^<>=\"']{0,60}+(?:=\"[^<>\"]*+\"[^<>=\"']{0,60}+){0,30}+>"
"""A tag as most are: it has no room for MAX_ATTRIBUTES, which take two characters each outside their values."""
_TOKEN = re.compile(
    rb"<(?!/[a-z0-9]++>|" + _PLAIN_TAG + rb")(?:"
    rb"/?(?:(?P<code>(?<!/)" + _CODE + rb"\b)|[a-z])[^>=]*+"
    rb"(?:=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^\s>\"'][^\s>]*+)?[^>=]*+)*+(?P<end>)(?:>|\Z)"
    rb"(?(code)(?:[^<]++|<(?!/(?P=code)))*+)|"
    rb"!--(?:-?>|(?:[^-]++|-(?!-!?>))*+(?:--!?>|\Z))|[!?][^>]*+)",
    re.IGNORECASE | re.DOTALL,
)
"""A tag as libxml2 reads it, or a comment or a declaration: ">" in quotes ends none, nor does "<" in code begin one.

Plain tags are left out. Bytes are gone through in two thirds of the time that characters take."""
_VALUE = re.compile(rb"=\s*(?:\"[^\"]*(?:\"|$)|'[^']*(?:'|$))")
_ATTRIBUTE = re.compile(rb"[\s/\"'][^\s/=\"']+")


def has_markup(text: str) -> bool:
    """Tell whether `text` has at least one HTML element."""
    return "<" in text and _ELEMENT.search(text[:200_000]) is not None


class Unseen(NamedTuple):
    """Words that no reader sees: the element that held theirs, the last one before them that stays, and the words."""

    above: HtmlElement
    before: HtmlElement
    text: str


def strip_code(root: HtmlElement) -> list[Unseen]:
    """Take out of the tree, in place, what nobody reads: scripts, styles, drawings, what is hidden or struck out.

    Returns the words that are hidden or struck out, in order.
    """
    for reading in [each for each in root.iter("rt", "rp") if not len(each)]:
        reading.tag = "reading"  # with what stands above a word each would be there twice
    _place_streamed(root)
    hidden = hidden_classes(root)
    etree.strip_elements(root, *_NOT_CONTENT, with_tail=False)
    return _drop_unseen(root, hidden)


def _place_streamed(root: HtmlElement) -> None:
    """Put what React sends after the page, hidden and numbered ("S:1"), where its scripts put it for readers.

    An empty template of the same number ("B:1", or "P:1" in a part of such a part) keeps the place.
    """
    body = root.find("body")
    divs = () if body is None else body.iterchildren("div")
    parts = [each for each in divs if each.get("id", "").startswith("S:") and "hidden" in each.attrib]
    keeping = root.iter("template") if parts else ()
    places = {each.get("id", "")[2:]: each for each in keeping if each.get("id", "")[:2] in ("B:", "P:")}
    for part in parts:
        part.attrib.pop("hidden")
        place = places.get(part.get("id", "")[2:])
        if place is not None and part not in place.iterancestors():
            place.addprevious(part)


def _drop_unseen(root: HtmlElement, hidden: frozenset[str]) -> list[Unseen]:
    """Take out what a reader does not see: words for machines, and struck words. Returns these.

    What holds half of the page's text is shown by a script later, or the page had no reader.
    """
    keep_times(root)
    join_drop_caps(root)
    drop_window_notes(root)
    head_sections(root)
    unseen = _unseen_elements(root, hidden)
    kinds = (
        credits_beside_pictures,
        buttons_in_text,
        labels_in_text,
        lead_ins,
        notes_in_text,
        read_also_in_text,
    )
    if within := {element for kind in kinds for element in kind(root)}:
        unseen = _in_order(root, within.union(unseen))
    gone = _smaller_than_half(root, unseen)
    words = list(_words_of(gone))
    for element in gone:
        element.tag = _UNSEEN_TAG
    if gone:  # at once: page after page of text is moved otherwise
        etree.strip_elements(root, _UNSEEN_TAG, with_tail=False)
    return words


def _unseen_elements(root: HtmlElement, hidden: frozenset[str]) -> list[HtmlElement]:
    """Return what readers do not see, in order. Classes are looked at once each, and not once for each element."""
    elements = list(root.iterdescendants())
    classes = [each.get("class") for each in elements]
    every = set(filter(None, classes))
    if "d-none" in " ".join(every):
        hidden |= {"d-none"}
    gone = {names for names in every if is_hidden_by(names, hidden)} if hidden else set()
    named = gone | (
        {names for names in every if unseen_name(names)} if unseen_name(" ".join(every)) else set()
    )
    asked = {*root.iter(*_STRUCK), *_HIDDEN(root)}
    asked.update(each for each in _STYLED(root) if unseen_style(each.get("style", "")))
    if named:
        asked.update(each for each, names in zip(elements, classes, strict=True) if names in named)
    return [
        each
        for each in (elements if asked else ())
        if each in asked and (_is_unseen(each) or (gone and _is_hidden(each, gone)))
    ]


_HIDDEN: Any = etree.XPath("descendant::*/@hidden/.. | descendant::*/@role[. = 'tooltip']/..")
_STYLED: Any = etree.XPath("descendant::*/@style/..")
"""Few elements have them: to ask each in Python takes six times as long."""


def _in_order(root: HtmlElement, elements: set[HtmlElement]) -> list[HtmlElement]:
    """Return elements of the tree in the order of the page."""
    if len(elements) < 2:
        return list(elements)
    return [each for each in root.iter() if each in elements]


def _is_hidden(element: HtmlElement, gone: set[str]) -> bool:
    return element.get("class") in gone and element.tag not in ("html", "body") and not _unfolds(element)


def _smaller_than_half(root: HtmlElement, unseen: list[HtmlElement]) -> dict[HtmlElement, None]:
    """Return those elements, in order, that hold less than half of the text; not what stands in another of them."""
    whole = text_length(root) if unseen else 0
    gone: dict[HtmlElement, None] = {}
    inside: set[HtmlElement] = set()
    large = 0
    for element in unseen:
        if element in inside or large > MAX_LARGE:
            continue
        if 2 * text_length(element) < whole:
            gone[element] = None
            inside.update(element.iterdescendants())
        else:
            large += 1
    return gone


_STRUCK = ("del", "s", "strike")


def text_length(element: HtmlElement) -> int:
    """Return the characters of an element's text, blanks included."""
    return int(_LENGTH(element))


_LENGTH: Any = etree.XPath("string-length(.)")
MAX_LARGE = 100
"""Unseen elements of half of a page's text, which stand within one another: where there are more, none else goes."""


def _words_of(gone: dict[HtmlElement, None]) -> Iterator[Unseen]:
    """Yield the words of each element that goes, with the last element before it that stays."""
    last: dict[HtmlElement, HtmlElement] = {}
    for element in gone:
        above, before = element.getparent(), element.getprevious()
        if before is None:
            last[element] = above
        else:
            last[element] = last[before] if before in gone else _last_within(before, gone)
        if text := " ".join("".join(element.itertext()).split()):
            yield Unseen(above, last[element], text)


def _last_within(element: HtmlElement, gone: dict[HtmlElement, None]) -> HtmlElement:
    """Return the last element in another that stays, or that one."""
    while (below := next((each for each in reversed(element) if each not in gone), None)) is not None:
        element = below
    return element


_UNSEEN_TAG = "unseen"


def _is_unseen(element: HtmlElement) -> bool:
    if element.tag in _STRUCK or element.get("role") == "tooltip":
        return True
    names, style, hidden = element.get("class"), element.get("style"), element.get("hidden")
    if element.tag in ("html", "body"):
        return False
    if hidden is not None and hidden.lower() != "until-found":
        return not (_waits_for_subscribers(element, names or "") or _unfolds(element))
    if names and unseen_name(names):
        return True
    return bool(style and unseen_style(style) and not _unfolds(element))


def _unfolds(element: HtmlElement) -> bool:
    """Tell whether what is hidden is a section of the text that a click unfolds, and no menu; make it seen."""
    near = (element, *islice(element.iterancestors(), 3))
    names = " ".join(each.get("class") or "" for each in near)
    if _MENU.search(names):
        return False
    if _FOLDED.search(names):
        is_text = any(len(text.text_content()) >= MIN_FOLDED for text in element.iter("p", "li", "div"))
    else:
        is_text = (
            _has_switch(element) and sum(len(text.text_content()) for text in element.iter("p")) >= MIN_FOLDED
        ) or (is_pane(element) and any(len(text.text_content()) >= MIN_SHOWN for text in element.iter("p")))
    if not is_text:
        return False
    if any(above.tag in ("nav", "header", "footer", "aside", "form") for above in element.iterancestors()):
        return False
    element.attrib.pop("hidden", None)
    element.attrib.pop("style", None)
    return True


def _has_switch(element: HtmlElement) -> bool:
    """Tell whether a button stands beside an element, in one that shows some text of its own: "Read more"."""
    if not any(each is not None and _is_switch(each) for each in (element.getprevious(), element.getnext())):
        return False
    beside = (each for each in element.itersiblings(preceding=True) if each.tag in ("p", "div"))
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return any(len(each.text_content()) >= MIN_SHOWN for each in beside) and not _DIALOG.search(names)


def _is_switch(element: HtmlElement) -> bool:
    to = str(element.get("href", "#"))
    return element.tag == "button" or (element.tag == "a" and to.startswith(("#", "javascript:")))


MIN_SHOWN = 40
"""Characters of a text beside a button that shows its rest."""
_DIALOG = re.compile(
    r"modal|pop-?up|dialog|cookie|consent|log-?in|share|comment|report|form|player", re.IGNORECASE
)
MIN_FOLDED = 100
"""Characters of a paragraph in what a click unfolds."""
_FOLDED = re.compile(r"accordion|collaps", re.IGNORECASE)
_MENU = re.compile(r"menu|\bnav|banner|faq|toc|table-of-contents", re.IGNORECASE)


def _waits_for_subscribers(element: HtmlElement, names: str) -> bool:
    """Tell whether what is hidden is the article behind its wall, and make it seen: the wall's own words are few."""
    texts = element.findall("p") if _WALLED.search(names) else []
    is_article = len(texts) > 2 and sum(len(each.text_content()) for each in texts) >= MIN_WALLED
    if is_article:
        del element.attrib["hidden"]
    return is_article


MIN_WALLED = 800
"""Characters in paragraphs from which a hidden element that is named after the wall is what stands behind it."""
_WALLED = re.compile(
    r"(?:^|[\s_-])(?:pay-?wall(?:ed)?|premium|subscribers?-?(?:only|content)?)(?:$|[\s_-])", re.IGNORECASE
)


def html_to_text(fragment: str) -> str:
    """Return a feed's HTML or text as text, a newline between blocks."""
    if not has_markup(fragment) and "&" not in fragment:
        return fragment
    from processors.page.blocks import block_texts

    root = parse_html(f"<div>{fragment}</div>")
    strip_code(root)
    return "\n".join(block_texts(root))


_ELEMENT = re.compile(
    r"<(?:!doctype|/?(?:html|head|body|title|meta|link|script|div|span|p|br|hr|a|b|i|u|em|strong|h[1-6]|ul|"
    r"ol|li|table|tr|td|"
    r"img|section|article|main|header|footer|nav|form|figure|font|center|blockquote|pre))[\s/>]",
    re.IGNORECASE,
)
