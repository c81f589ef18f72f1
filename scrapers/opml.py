"""OPML: lists of feeds as other readers export and import them (opml.org)."""

import re
from collections.abc import Iterable

from lxml import etree

from scrapers.charset import decode
from scrapers.errors import Reject
from scrapers.items import clean_line
from scrapers.urls import MAX_RAW
from scrapers.xmltext import drop_illegal, repair_entities, without_prolog

MAX_FEEDS = 100_000
"""Feeds of one list that are read."""
MAX_BYTES = 40 * 1024**2
"""Bytes of a list: 100,000 feeds have 20 MB."""
_OPENED = re.compile(r"""<(outline)\b((?:[^<>"']|"[^"<]*"|'[^'<]*')*+)(?<!/)>""", re.IGNORECASE)
_CLOSED = re.compile(r"</outline\s*>", re.IGNORECASE)


def read_opml(body: bytes) -> list[tuple[str, str]]:
    """Return address and title (may be empty) of each feed of an OPML file, in its order, each once.

    Folders are opened, and what is no feed is passed over. Addresses are as the file has them. Raises
    Reject (`not_opml`).
    """
    text = repair_entities(drop_illegal(without_prolog(decode(body, "").strip())))
    root, is_too_deep = _parse(text)
    if is_too_deep:  # what folders lie in what others is of no account here
        root, _ = _parse(_CLOSED.sub("", _OPENED.sub(r"<\1\2/>", text)))
    if root is None or str(root.tag).lower() != "opml":
        raise Reject("not_opml", f"starts with {text[:80]!r}")
    found: dict[str, str] = {}
    for outline in root.iter("outline"):
        # The names of attributes come in every mixture of cases.
        attributes = {str(name).lower(): str(value) for name, value in outline.attrib.items()}
        url = attributes.get("xmlurl", "").strip()
        if 0 < len(url) <= MAX_RAW and len(found) < MAX_FEEDS:
            found.setdefault(url, clean_line(attributes.get("title") or attributes.get("text") or ""))
    return list(found.items())


def _parse(text: str) -> tuple["etree._Element | None", bool]:
    """Return the root of a list, and whether its elements lie deeper than the parser goes. Raises Reject."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Reject("not_opml", str(error)) from error
    return root, any("depth" in entry.message for entry in parser.error_log)


def write_opml(feeds: Iterable[tuple[str, str]], title: str = "Wirewatch") -> bytes:
    """Return an OPML 2.0 file, in UTF-8, of addresses and titles."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = clean_line(title)
    body = etree.SubElement(root, "body")
    for url, name in feeds:
        label = clean_line(name) or url
        etree.SubElement(body, "outline", type="rss", text=label, title=label, xmlUrl=url)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
