"""Snippets of a document around what a query asks for, the same for both stores, so that they show the same."""

from html import escape
from typing import Any

from processors.query.places import hit_spans
from processors.query.query import Query
from processors.query.words import Span
from processors.text.cut import cut_end, cut_start

SNIPPET_CHARACTERS = 150
"""Characters of a snippet, about: what Elasticsearch gives."""
MAX_SNIPPETS = 3
"""Snippets of one field."""


def make_snippets(query: Query, document: dict[str, Any]) -> dict[str, list[str]]:
    """Return by field up to three snippets of about 150 characters, escaped for HTML, with hits in `<em>`.

    The title comes whole. A hit beyond a field's end, as of a text that was cut since, is none.
    """
    within = {
        field: [place for place in places if place[1] <= len(document[field])]
        for field, places in hit_spans(query, document).items()
    }
    return {
        field: [
            _marked(document[field], start, end, places)
            for start, end in _windows(field, document[field], places)
        ]
        for field, places in within.items()
        if places
    }


def _windows(field: str, text: str, places: list[Span]) -> list[Span]:
    if field == "title":
        return [(0, len(text))]
    windows: list[Span] = []
    for start, end in places:
        if windows and end <= windows[-1][1]:
            continue
        if len(windows) == MAX_SNIPPETS:
            break
        room = max(SNIPPET_CHARACTERS - (end - start), 0)
        after = windows[-1][1] if windows else 0
        left = min(max(start - room // 3, after), start)
        right = max(left + SNIPPET_CHARACTERS, end)
        windows.append((cut_start(text, left, start, min(after, start)), cut_end(text, right, end)))
    return windows


def _marked(text: str, start: int, end: int, places: list[Span]) -> str:
    parts, at = [], start
    for left, right in places:
        if left < start or right > end:
            continue
        parts += [escape(text[at:left]), "<em>", escape(text[left:right]), "</em>"]
        at = right
    return "".join([*parts, escape(text[at:end])]).strip()
