"""The same values for programs: JSON, JSON Feed, the description of both, and the counts that Prometheus reads."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric

from processors.text.sentences import first_sentence
from wirewatch import __version__

SUMMARY_CHARACTERS = 500
"""Of a text that a feed of a search carries: the whole is the outlet's."""
_SEARCH_PARAMETERS = {
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
    "/api/stories": ("Stories, the newest first, with outlets and facets", _SEARCH_PARAMETERS),
    "/api/search": ("Stories that a query finds, with facets and hits over time", _SEARCH_PARAMETERS),
    "/api/timeline": ("Articles over time", {**_SEARCH_PARAMETERS, "by": "hour or day"}),
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
    "/report.json": ("A search as a report, to be kept; .html and .csv are the same", _SEARCH_PARAMETERS),
    "/search.json": ("A search as JSON Feed", _SEARCH_PARAMETERS),
    "/search.atom": ("A search as Atom", _SEARCH_PARAMETERS),
}


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


class StatusCollector:
    """What `status` tells, as gauges."""

    def __init__(self, status: Mapping[str, Any]) -> None:
        self.status = status

    def collect(self) -> Iterator[Metric]:
        """Yield the gauges."""
        status = self.status
        fates = [(("indexed", ""), status["fates"]["indexed"])]
        for fate in ("rejected", "failed"):
            fates += [((fate, reason or ""), number) for reason, number in status["fates"][fate].items()]
        yield _gauge("wirewatch_links", "Links by fate and reason", ("fate", "reason"), fates)
        waiting = [((fate,), number) for fate, number in status["open"].items()]
        yield _gauge("wirewatch_open_links", "Links on their way, by what they wait for", ("fate",), waiting)
        health: dict[str, int] = {}
        for feed in status["feeds"]:
            health[feed["health"]] = health.get(feed["health"], 0) + 1
        yield _gauge(
            "wirewatch_feeds", "Feeds by health", ("health",), [((one,), n) for one, n in health.items()]
        )
        states = [((state,), number) for state, number in status["alerts"].items()]
        yield _gauge("wirewatch_deliveries", "Deliveries by state", ("state",), states)
        documents = status["index"].get("documents")
        up = [((), 0 if documents is None else 1)]
        yield _gauge("wirewatch_index_up", "Whether the index answers", (), up)
        yield _gauge("wirewatch_documents", "Documents in the index", (), [((), documents or 0)])
        gaps = [((), sum(feed["unfilled_gaps"] for feed in status["feeds"]))]
        yield _gauge("wirewatch_unfilled_gaps", "Gaps of feeds that could not be filled", (), gaps)


def _gauge(
    name: str, said: str, labels: tuple[str, ...], values: Sequence[tuple[tuple[str, ...], int]]
) -> GaugeMetricFamily:
    gauge = GaugeMetricFamily(name, said, labels=labels)
    for key, value in values:
        gauge.add_metric(key, value)
    return gauge


def metrics(status: Mapping[str, Any]) -> bytes:
    """Give what `status` tells in the text form of Prometheus."""
    registry = CollectorRegistry()
    registry.register(StatusCollector(status))
    return generate_latest(registry)
