"""The part of a page that is one of its items: an update of a live blog, or the element that a fragment names.

A JSON-LD `liveBlogUpdate` is known by its address, or by its headline; it has text, headline and time. An element is
known by its id. It goes up to where the next id of its kind begins.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from processors.page.blocks import block_texts
from processors.page.html import has_markup, html_to_text, parse_html, strip_code
from processors.page.jsonld import read_nodes
from processors.text.characters import comparable_form, count_words

UPDATE, ELEMENT = "live_update", "element"
EXTRACTORS = (UPDATE, ELEMENT)
"""What found a part, as an article says it."""
MIN_WORDS = 5
"""Words of a part; what has fewer is an anchor, and what belongs to it stands around it."""
MAX_UPDATES = 10_000
"""Updates of a live blog that are looked at."""
MAX_SIBLINGS = 200
"""Elements after an anchor that are looked at for the end of its part."""
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_FRAMES = ("html", "body", "main")
_TITLES = (*_HEADINGS[1:], "b", "strong")
_BLOCKS = ("p", "li", "div", "section", "article", "td", "dd")
MIN_TITLE = 12
"""Letters of a title that is looked for in a page: a shorter one stands above other things too."""
_CHANGING = re.compile(r"[0-9a-f]*\d[0-9a-f]*", re.IGNORECASE)
"""What differs between ids of one kind: post-17, block-66a3f0."""


class Part(NamedTuple):
    """A part of a page."""

    lines: list[str]
    found_by: str
    """One of EXTRACTORS."""
    title: str | None = None
    published: str | None = None
    """When it was published, in the page's own words."""


def find_part(
    markup: str,
    fragment: str | None,
    title: str | None,
    guid: str | None = None,
    *,
    updates_only: bool = False,
) -> Part | None:
    """Return the part of a page that an item is, or None where the page has none that is surely it.

    The item is known by its fragment, its guid or its title. With `updates_only`, elements count on live pages alone.
    Raises Reject as `parse_html` does.
    """
    index = _read(markup)
    update = index.find_update(unquote(fragment or ""), title, guid)
    part = _part_of_update(update) if update else None
    if part or not fragment or (updates_only and not index.is_live):
        return part
    return _part_of_elements(index, unquote(fragment))


def find_under_title(markup: str, title: str) -> Part | None:
    """Return what stands under an item's title in a page, or behind it in one paragraph; None where none surely does.

    Raises Reject as `parse_html` does.
    """
    wanted, root = _headline_form(title), _read(markup).root
    if len(wanted) < MIN_TITLE:
        return None
    named = [element for element in root.iter(*_TITLES) if _headline_form(element.text_content()) == wanted]
    if len(named) != 1:
        return None
    (element,) = named
    elements = [element, *_following(element, Counter())]
    if element.tag not in _HEADINGS:
        block = next((found for found in element.iterancestors() if found.tag in _BLOCKS), element)
        if not _headline_form(block.text_content()).startswith(wanted):
            return None
        elements = [block]
    lines = [line for found in elements for line in block_texts(found)]
    if count_words("\n".join(lines)) - count_words(title) < MIN_WORDS:
        return None
    text = "\n".join(lines)
    bare = text.lstrip()[len(element.text_content().strip()) :] if element.tag not in _HEADINGS else text
    return Part(bare.lstrip(" .:-\u2013\u2014\n").split("\n"), ELEMENT, title)


def _headline_form(text: str) -> str:
    return comparable_form(text).strip(" .:")


class _Index(NamedTuple):
    """A page, read once for all of its items."""

    root: HtmlElement
    by_id: dict[str, list[HtmlElement]]
    kin: dict[str, Counter[HtmlElement]]
    by_address: dict[str, dict[str, Any]]
    """Updates of its live blogs by their addresses, and by the fragments of these."""
    by_headline: dict[str, list[dict[str, Any]]]
    is_live: bool

    def find_update(self, fragment: str, title: str | None, guid: str | None) -> dict[str, Any] | None:
        """Return the update with an address, or else the only one with a headline."""
        for address in filter(None, (guid, f"#{fragment}" if fragment else "")):
            if address in self.by_address:
                return self.by_address[address]
        named = self.by_headline.get(comparable_form(title or ""), ()) if title else ()
        return named[0] if len(named) == 1 else None


@lru_cache(maxsize=1)
def _read(markup: str) -> _Index:
    root = parse_html(markup)
    updates = list(islice(_updates(read_nodes(root)), MAX_UPDATES))
    by_address: dict[str, dict[str, Any]] = {}
    by_headline: dict[str, list[dict[str, Any]]] = {}
    for update in updates:
        for address in (update[key] for key in ("url", "@id") if isinstance(update.get(key), str)):
            by_address.setdefault(address, update)
            by_address.setdefault(f"#{_fragment_of(address)}", update)
        by_headline.setdefault(comparable_form(_words(update, "headline", "name")), []).append(update)
    strip_code(root)
    by_id = _elements_by_id(root)
    return _Index(root, by_id, _kin(by_id), by_address, by_headline, bool(updates))


def _updates(nodes: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the updates of the page's live blogs, those that only point to a node of their own by what stands there."""
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str)}
    for node in nodes:
        found = node.get("liveBlogUpdate")
        for update in found if isinstance(found, list) else [found]:
            if isinstance(update, dict):
                yield by_id.get(str(update.get("@id")), {}) | update


def _fragment_of(address: str) -> str:
    try:
        return unquote(urlsplit(address).fragment)
    except ValueError:
        return ""


def _part_of_update(update: dict[str, Any]) -> Part | None:
    told = _words(update, "articleBody", "text", "description")
    text = html_to_text(html.unescape(told) if "&lt;" in told and not has_markup(told) else told)
    if count_words(text) < MIN_WORDS:
        return None
    title = html_to_text(_words(update, "headline", "name")).strip()
    return Part(
        text.split("\n"), UPDATE, title or None, _words(update, "datePublished", "dateCreated") or None
    )


def _words(node: dict[str, Any], *keys: str) -> str:
    return next((node[key] for key in keys if isinstance(node.get(key), str) and node[key].strip()), "")


def _part_of_elements(index: _Index, fragment: str) -> Part | None:
    named = index.by_id.get(fragment, [])
    if len(named) != 1:
        return None
    elements = _whole(named[0], index.kin.get(_kind(fragment), Counter()))
    lines = [line for element in elements for line in block_texts(element)]
    if count_words("\n".join(lines)) < MIN_WORDS:
        return None
    heading = next((found for element in elements for found in element.iter(*_HEADINGS)), None)
    title = " ".join(heading.text_content().split()) if heading is not None else ""
    times = (found.get("datetime") for element in elements for found in element.iter("time"))
    return Part(lines, ELEMENT, title or None, next(filter(None, times), None))


def _kind(name: str) -> str:
    return _CHANGING.sub("#", name)


def _elements_by_id(root: HtmlElement) -> dict[str, list[HtmlElement]]:
    found: dict[str, list[HtmlElement]] = {}
    for element in root.xpath("//*[@id or (self::a and @name)]"):
        for name in {element.get("id"), element.get("name") if element.tag == "a" else None} - {None, ""}:
            found.setdefault(name, []).append(element)
    return found


def _kin(by_id: dict[str, list[HtmlElement]]) -> dict[str, Counter[HtmlElement]]:
    """Return by kind of id how many elements of the kind stand in each element, itself included."""
    found: dict[str, Counter[HtmlElement]] = {}
    for name, elements in by_id.items():
        kind = _kind(name)
        if kind != name:
            numbers = found.setdefault(kind, Counter())
            for element in elements:
                numbers.update((element, *element.iterancestors()))
    return found


def _whole(element: HtmlElement, kin: Counter[HtmlElement]) -> list[HtmlElement]:
    """Return the elements of the part that an element is, or begins: an anchor and a heading only begin it.

    `kin` counts in each element those whose ids are of the same kind: a part ends before another of these.
    """
    while True:
        is_beginning = element.tag in (*_HEADINGS, "a", "span", "time")
        if not is_beginning and count_words("\n".join(block_texts(element))) >= MIN_WORDS:
            return [element]
        parent = element.getparent()
        if parent is None or parent.tag in _FRAMES or kin[parent] > 1:
            return [element, *_following(element, kin)]
        if is_beginning and element.tag in _HEADINGS and len(parent.findall(element.tag)) > 1:
            return [element, *_following(element, kin)]
        element = parent


def _following(element: HtmlElement, kin: Counter[HtmlElement]) -> Iterator[HtmlElement]:
    for _, sibling in zip(range(MAX_SIBLINGS), element.itersiblings(), strict=False):
        if kin[sibling] or (sibling.tag == element.tag and element.tag in _HEADINGS):
            return
        yield sibling


def points_into_page(address: str, declared: str) -> bool:
    """Tell whether an address is, as its page declares, that of the page with parameters, which name a part of it."""
    asked, told = urlsplit(address), urlsplit(declared)
    return bool(asked.query) and not told.query and asked.path.rstrip("/") == told.path.rstrip("/")


def says_the_same(headline: str, title: str) -> bool:
    """Tell whether a page's headline is an item's title, or the longer one of the two holds the other."""
    ours, theirs = sorted(map(comparable_form, (headline, title)), key=len)
    return bool(ours) and (ours == theirs or (len(ours) >= MIN_HEADLINE and ours in theirs))


MIN_HEADLINE = 12
"""Letters of a headline that stands in another one and is the same."""
