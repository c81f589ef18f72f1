"""What the entries of a list hide: copies that may be news, each of which its rules have told of by itself."""

from collections import defaultdict
from typing import Any

from wirewatch.ledger.connect import Ledger
from wirewatch.ledger.late_judgement import copies_in_doubt


def with_doubts(ledger: Ledger, found: dict[str, Any], *, events: bool) -> dict[str, Any]:
    """Give a search of stories, or of events, with "may_be_news" at each hit that has copies in doubt.

    These are their ids, addresses and stories, as they were first seen. Raises Trouble.
    """
    doubts = defaultdict[str, list[dict[str, str]]](list)
    entries = [(hit["event_id"] if events else None) or hit["story_id"] for hit in found["hits"]]
    with ledger.read() as tx:
        for row in copies_in_doubt(tx, "event_id" if events else "story_id", entries):
            doubts[row.entry].append({"id": row.id, "url": row.url, "story_id": row.story_id})
    pairs = zip(found["hits"], entries, strict=True)
    return found | {
        "hits": [hit | {"may_be_news": doubts[entry]} if entry in doubts else hit for hit, entry in pairs]
    }
