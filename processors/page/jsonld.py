"""The JSON-LD of a page: its nodes, those of them that are articles, and the names of the others."""

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from processors.text.characters import comparable_form

_ARTICLE = re.compile(
    r"Article$|^(?:Blog|LiveBlog|SocialMedia|DiscussionForum)Posting$|^Report$|^Review$|^(?:Satirical|"
    r"Analysis|Background|Opinion|Reportage)"
)


def read_nodes(root: HtmlElement) -> list[dict[str, Any]]:
    """Return every node of the page's JSON-LD; scripts that cannot be read have none."""
    return [node for script in root.iter("script") for node in _nodes(script)]


def article_nodes(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the nodes that are articles, those with a headline and a date first."""
    articles = [node for node in found if _is_article(node)]
    return sorted(articles, key=lambda node: not (node.get("headline") and node.get("datePublished")))


def page_nodes(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the nodes that are the page itself: they tell a date where no article does."""
    return [node for node in found if str(node.get("@type")).endswith(("Page", "CreativeWork"))][:3]


def video_nodes(found: list[dict[str, Any]], headline: str | None) -> list[dict[str, Any]]:
    """Return the nodes of videos that have the headline for a name: the page is the video's, and as old."""
    form = comparable_form(headline or "")
    named = (node for node in found if node.get("@type") == "VideoObject")
    return [node for node in named if form and comparable_form(str(node.get("name"))[:500]) == form][:3]


def node_names(found: list[dict[str, Any]]) -> dict[str, str]:
    """Return the name of each node that has one, by its @id."""
    return {
        str(node["@id"]): node["name"]
        for node in found
        if node.get("@id") and isinstance(node.get("name"), str) and not _is_article(node)
    }


def _nodes(script: HtmlElement) -> Iterator[dict[str, Any]]:
    if "ld+json" not in (script.get("type") or "").lower():
        return
    source = script.text or ""
    if "<!" in source or "-->" in source or "]]>" in source:
        source = _COMMENT_MARKS.sub("", source)
    try:
        yield from _flat(json.loads(source.strip().rstrip(";"), strict=False), 0)
    except (ValueError, RecursionError):
        return


_COMMENT_MARKS = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$")


def _flat(value: object, depth: int) -> Iterator[dict[str, Any]]:
    """Yield the node, and those in its lists, graph and main entity; five levels hold every layout known."""
    if depth > 5:
        return
    if isinstance(value, list):
        for item in value[:200]:
            yield from _flat(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _flat(value.get(key), depth + 1)


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    return any(
        _ARTICLE.search(kind)
        for kind in (kinds if isinstance(kinds, list) else [kinds])
        if isinstance(kind, str)
    )
