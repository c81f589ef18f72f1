"""The part of a page that is one of its items: an update of a live blog, or the element that a fragment names.

A JSON-LD `liveBlogUpdate` is known by its address, or by its headline; it has text, headline and time. An element is
known by its id. It goes up to where the next id of its kind begins.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from processors.page.blocks import block_texts
from processors.page.html import html_to_text, parse_html, strip_code
from processors.page.jsonld import read_nodes
from processors.text.characters import comparable_form, count_words

UPDATE, ELEMENT = "live_update", "element"
EXTRACTORS = (UPDATE, ELEMENT)
"""What found a part, as an article says it."""
MIN_WORDS = 5
"""Words of a part; what has fewer is an anchor, and what belongs to it stands around it."""
MAX_UPDATES = 2_000
"""Updates of a live blog that are looked at."""
MAX_SIBLINGS = 200
"""Elements after an anchor that are looked at for the end of its part."""
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_FRAMES = ("html", "body", "main")
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

    The item is known by its fragment, its guid or its title. With `updates_only`, elements do not count.
    Raises Reject as `parse_html` does.
    """
    index = _read(markup)
    update = _find_update(index.updates, unquote(fragment or ""), title, guid)
    part = _part_of_update(update) if update else None
    if part or updates_only or not fragment:
        return part
    return _part_of_elements(index.root, unquote(fragment))


class _Index(NamedTuple):
    root: HtmlElement
    updates: list[dict[str, Any]]


@lru_cache(maxsize=1)
def _read(markup: str) -> _Index:
    """Read a page once for all of its items, which come one after another."""
    root = parse_html(markup)
    updates = list(_updates(read_nodes(root)))[:MAX_UPDATES]
    strip_code(root)
    return _Index(root, updates)


def _updates(nodes: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the updates of the page's live blogs, those that only point to a node of their own by what stands there."""
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str)}
    for node in nodes:
        found = node.get("liveBlogUpdate")
        for update in found if isinstance(found, list) else [found]:
            if isinstance(update, dict):
                yield by_id.get(str(update.get("@id")), {}) | update


def _find_update(
    updates: list[dict[str, Any]], fragment: str, title: str | None, guid: str | None
) -> dict[str, Any] | None:
    for update in updates:
        addresses = [update[key] for key in ("url", "@id") if isinstance(update.get(key), str)]
        if (guid and guid in addresses) or (fragment and fragment in map(_fragment_of, addresses)):
            return update
    wanted = comparable_form(title or "")
    named = [
        update
        for update in updates
        if wanted and comparable_form(_words(update, "headline", "name")) == wanted
    ]
    return named[0] if len(named) == 1 else None


def _fragment_of(address: str) -> str:
    try:
        return unquote(urlsplit(address).fragment)
    except ValueError:
        return ""


def _part_of_update(update: dict[str, Any]) -> Part | None:
    text = html_to_text(_words(update, "articleBody", "text", "description"))
    if count_words(text) < MIN_WORDS:
        return None
    title = html_to_text(_words(update, "headline", "name")).strip()
    return Part(
        text.split("\n"), UPDATE, title or None, _words(update, "datePublished", "dateCreated") or None
    )


def _words(node: dict[str, Any], *keys: str) -> str:
    return next((node[key] for key in keys if isinstance(node.get(key), str) and node[key].strip()), "")


def _part_of_elements(root: HtmlElement, fragment: str) -> Part | None:
    named = root.xpath("//*[@id=$name or (self::a and @name=$name)]", name=fragment)
    if len(named) != 1:
        return None
    elements = _whole(named[0], _kin(root, named[0], fragment))
    lines = [line for element in elements for line in block_texts(element)]
    if count_words("\n".join(lines)) < MIN_WORDS:
        return None
    heading = next((found for element in elements for found in element.iter(*_HEADINGS)), None)
    title = " ".join(heading.text_content().split()) if heading is not None else ""
    times = (found.get("datetime") for element in elements for found in element.iter("time"))
    return Part(lines, ELEMENT, title or None, next(filter(None, times), None))


def _kin(root: HtmlElement, element: HtmlElement, fragment: str) -> set[HtmlElement]:
    """Return the elements whose ids are of the same kind, and all that hold one: a part ends before these."""
    kind = _CHANGING.sub("#", fragment)
    found: set[HtmlElement] = set()
    for other in root.xpath("//*[@id or (self::a and @name)]") if kind != fragment else ():
        name = other.get("id") or other.get("name") or ""
        if other is not element and _CHANGING.sub("#", name) == kind and other not in element.iterancestors():
            found |= {other, *other.iterancestors()}
    return found


def _whole(element: HtmlElement, kin: set[HtmlElement]) -> list[HtmlElement]:
    """Return the elements of the part that an element is, or begins: an anchor and a heading only begin it."""
    while True:
        is_beginning = element.tag in (*_HEADINGS, "a", "span", "time")
        if not is_beginning and count_words("\n".join(block_texts(element))) >= MIN_WORDS:
            return [element]
        parent = element.getparent()
        if parent is None or parent.tag in _FRAMES or parent in kin:
            return [element, *_following(element, kin)]
        if is_beginning and element.tag in _HEADINGS and len(parent.findall(element.tag)) > 1:
            return [element, *_following(element, kin)]
        element = parent


def _following(element: HtmlElement, kin: set[HtmlElement]) -> Iterator[HtmlElement]:
    for _, sibling in zip(range(MAX_SIBLINGS), element.itersiblings(), strict=False):
        if sibling in kin or (sibling.tag == element.tag and element.tag in _HEADINGS):
            return
        yield sibling
