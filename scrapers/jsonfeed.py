"""JSON Feed 1.0 and 1.1 (jsonfeed.org), read leniently: what has the wrong type is as if it were absent."""

import re
from typing import Any

import msgspec

from scrapers.errors import Reject
from scrapers.items import DraftEntry
from scrapers.newest import MOST_COMPARED

# Any escape of a JSON string, of which only a lone surrogate is caught: msgspec refuses it, and JavaScript
# writes it wherever it cuts a summary in the middle of an emoji.
_ESCAPE = re.compile(r"\\(?:ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2}|(ud[89a-f][0-9a-f]{2})|.)", re.I | re.S)


def parse_json(text: str) -> tuple[dict[str, Any], list[DraftEntry], int]:
    """Return the feed's own fields, its items, and how many more it has than are looked at.

    Raises Reject (`not_a_feed`) for what is not JSON or has no JSON Feed's shape.
    """
    try:
        feed = msgspec.json.decode(_ESCAPE.sub(lambda escape: r"\ufffd" if escape[1] else escape[0], text))
    except (msgspec.DecodeError, RecursionError) as error:
        raise Reject("not_a_feed", f"not JSON: {error}") from error
    if not isinstance(feed, dict) or "jsonfeed.org/version/" not in _text(feed, "version"):
        raise Reject("not_a_feed", "JSON, but no JSON Feed")
    if not isinstance(feed.get("items"), list | None):
        raise Reject("not_a_feed", "a JSON Feed whose items are no list")
    items = feed.get("items") or []
    drafts = [_draft(item if isinstance(item, dict) else {}, feed) for item in items[:MOST_COMPARED]]
    return feed, drafts, len(items) - len(drafts)


def _draft(item: dict[str, Any], feed: dict[str, Any]) -> DraftEntry:
    identity = _text(item, "id")
    links = (_text(item, "url"), _text(item, "external_url"), identity if "://" in identity else "")
    return DraftEntry(
        links=tuple(filter(None, links)),
        title=_text(item, "title"),
        summary=_text(item, "summary"),
        content=_text(item, "content_html") or _text(item, "content_text"),
        authors=tuple(_text(author, "name") for author in _authors(item) or _authors(feed)),
        dates=(_text(item, "date_published"), _text(item, "date_modified")),
        updated=_text(item, "date_modified"),
        language=_text(item, "language") or _text(feed, "language"),
        guid=identity or _number(item, "id"),
    )


def _authors(holder: dict[str, Any]) -> list[dict[str, Any]]:
    # `author` is 1.0, `authors` is 1.1.
    author = holder.get("author")
    return _list(holder, "authors") or ([author] if isinstance(author, dict) else [])


def _list(holder: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """Return the objects of a list; anything else in it counts as an empty one, to keep its place."""
    values = holder.get(key)
    return [value if isinstance(value, dict) else {} for value in values] if isinstance(values, list) else []


def _number(holder: dict[str, Any], key: str) -> str:
    value = holder.get(key)
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def _text(holder: dict[str, Any], key: str) -> str:
    value = holder.get(key)
    return value if isinstance(value, str) else ""
