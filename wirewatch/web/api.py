"""The same values for programs: JSON, JSON Feed, and the description of both."""

import re
from collections.abc import Mapping
from typing import Any

from processors.text.sentences import first_sentence
from wirewatch import __version__

SUMMARY_CHARACTERS = 500
"""Of a text that a feed of a search carries: the whole is the outlet's."""
SEARCH_PARAMETERS = {
    "q": "A query in the language of the rules",
    "since": "7d, 24h or a day",
    "until": "The same forms",
    "sort": "relevance, newest or oldest",
    "size": "Stories, 1 to 1000",
    "show": "stories, or events: one entry a happening",
    "groups": "Only what names this group",
    "language": "Only this language",
    "source.country": "Only outlets of this country",
    "source.id": "Only this outlet",
}
_PATHS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "/api/stories": ("Stories, the newest first, with outlets and facets", SEARCH_PARAMETERS),
    "/api/search": (
        "Stories that a query finds, with facets and hits over time",
        {**SEARCH_PARAMETERS, "by": "hour or day"},
    ),
    "/api/timeline": ("Articles over time", {**SEARCH_PARAMETERS, "by": "hour or day"}),
    "/api/stories/{story_id}": ("One story with its copies and alerts", {}),
    "/api/groups": ("The groups of the catalogue", {}),
    "/api/complete": (
        "What could stand at a place of a query",
        {"q": "A query, as far as it is typed", "at": "The code points before the place; the end without it"},
    ),
    "/api/status": ("What `wirewatch status --json` prints", {}),
    "/api/why": ("The whole way of a link, and what each rule made of it", {"link": "An address or a guid"}),
    "/api/searches": ("The saved searches, with the addresses to follow them by", {}),
    "/searches/{name}.json": ("A saved search as JSON Feed", {}),
    "/searches/{name}.atom": ("A saved search as Atom", {}),
    "/report.json": ("A search as a report, to be kept; .html and .csv are the same", SEARCH_PARAMETERS),
    "/search.json": ("A search as JSON Feed", SEARCH_PARAMETERS),
    "/search.atom": ("A search as Atom", SEARCH_PARAMETERS),
}


def parameters_of(path: str) -> frozenset[str]:
    """Give the names of the parameters that an address takes behind its `?`."""
    return frozenset(_PATHS[path][1]) if path in _PATHS else frozenset()


def openapi() -> dict[str, Any]:
    """Describe the API as OpenAPI 3.1."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Wirewatch", "version": __version__},
        "paths": {
            path: {
                "get": {
                    "summary": summary,
                    "parameters": [*_in_path(path), *(_in_query(name, said) for name, said in asked.items())],
                    "responses": {
                        "200": {"description": summary},
                        "400": {"description": "The question is wrong: `message` and `mend` say how"},
                    },
                }
            }
            for path, (summary, asked) in _PATHS.items()
        },
    }


def _in_path(path: str) -> list[dict[str, Any]]:
    names = re.findall(r"\{(\w+)\}", path)
    return [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in names]


def _in_query(name: str, said: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": said, "schema": {"type": "string"}}


def json_feed(query: str, hits: list[dict[str, Any]], home: str, own: str) -> dict[str, Any]:
    """Give a search as JSON Feed 1.1; `home` and `own` are the addresses of its page and of the feed."""
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"Wirewatch: {query}",
        "home_page_url": home,
        "feed_url": own,
        "items": [
            {
                "id": hit["id"],
                "url": hit["url"],
                "title": hit["title"] or first_sentence(hit["text"], hit["language"]),
                "content_text": shortened(hit["text"]),
                "date_published": hit["published_at"] or hit["first_seen_at"],
                "authors": [{"name": hit["source"]["name"]}],
                "language": hit["language"],
                "tags": hit["groups"],
            }
            for hit in hits
        ],
    }


def shortened(text: str) -> str:
    """Give the beginning of a text, cut between words."""
    return text if len(text) <= SUMMARY_CHARACTERS else text[:SUMMARY_CHARACTERS].rsplit(None, 1)[0] + " …"
