"""All that a query finds, page by page, from one point in time."""

from collections.abc import Generator
from typing import Any

from elasticsearch import Elasticsearch

from processors.stores.elasticsearch.errors import translate_errors
from processors.stores.elasticsearch.match import NO_PARTIAL_RESULTS

PAGE = 500
"""Documents of one page."""
SCAN_KEEP_ALIVE = "5m"
"""How long a scan may take over one page."""


def scan_hits(client: Elasticsearch, alias: str, query: dict[str, Any]) -> Generator[dict[str, Any]]:
    """Yield the hits of a query (in Elasticsearch's form), first seen first; close what is not read to its end."""
    with translate_errors():
        pit = client.open_point_in_time(index=alias, ignore_unavailable=True, keep_alive=SCAN_KEEP_ALIVE)[
            "id"
        ]
    after = None
    try:
        while True:
            with translate_errors():
                page = client.search(
                    pit={"id": pit, "keep_alive": SCAN_KEEP_ALIVE},
                    query=query,
                    size=PAGE,
                    sort=[{"first_seen_at": "asc"}, {"id": "asc"}],
                    search_after=after,
                    track_total_hits=False,
                    **NO_PARTIAL_RESULTS,
                )
            pit, hits = page["pit_id"], page["hits"]["hits"]
            yield from hits
            if len(hits) < PAGE:
                return
            after = hits[-1]["sort"]
    finally:
        with translate_errors():
            client.close_point_in_time(id=pit)
