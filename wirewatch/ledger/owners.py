"""Whose feed a link belongs to: the first that showed it, until one shows it whose own address it is."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select, update

from scrapers.provenance import owns
from scrapers.records import Entry, Feed, Source
from scrapers.urls import hide_credentials
from wirewatch.ledger.links import (
    HISTORY_BATCH,
    REPROCESS_REASON,
    add_steps,
    encode_feed_entry,
)
from wirewatch.ledger.revisits import FINAL_REASONS
from wirewatch.ledger.schema import links


def take_over(
    tx: Connection, feed: Feed, feeds: Sequence[Feed], shown: Mapping[str, Entry], at: datetime
) -> None:
    """Give a feed those links of its own source that another source's feed showed first, after `names.record_items`.

    `feeds` are those of the configuration, `shown` the items by the ids of their links. What was
    given up for want of a page is tried again, since the owner's text may stand for it.
    """
    own = [id_ for id_, entry in shown.items() if owns(feed, entry.url)]
    query = select(links).where(
        links.c.id.in_(own), links.c.feed_url != feed.url, links.c.batch.is_distinct_from(HISTORY_BATCH)
    )
    rows = tx.execute(query.order_by(links.c.id)).all()  # not locked: most of them change in nothing
    known = {other.url: other for other in feeds} if rows else {}
    for row in rows:
        first = known.get(row.feed_url, Feed(row.feed_url, Source("", "", "")))
        if owns(feed, row.canonical_url) and not owns(first, row.canonical_url):
            values = _values(row, feed, shown[row.id], at)
            if tx.execute(update(links).where(*_as_read(row)).values(values)).rowcount:
                detail = f"by {hide_credentials(feed.url)}, of whose source it is"
                add_steps(tx, [(row.id, "poll", "taken_over", detail)], at)


def _as_read(row: Row[Any]) -> list[ColumnElement[bool]]:
    """Give what holds of a link while it is as it was read; one that has moved on is taken over by a later poll."""
    columns = (links.c.feed_url, links.c.fate, links.c.lease)
    return [links.c.id == row.id] + [
        column.is_not_distinct_from(getattr(row, column.name)) for column in columns
    ]


def _values(row: Row[Any], feed: Feed, entry: Entry, at: datetime) -> dict[str, Any]:
    """Give what changes in a link that is its owner's from now on."""
    told = encode_feed_entry(feed, entry)
    # Its page is read again whole, though it may be as it was: the article is another source's now.
    values: dict[str, Any] = {"feed_url": feed.url, "domain": feed.source.domain, "validators": None}
    again = {"due_at": at, "tries": 0, "reason": None, "detail": None}
    if row.fate in ("pending", "retry"):
        at_work = {"told": told, "recheck_at": at} if row.lease else {}  # it is asked for on the other's word
        return values | {"carried": told} | at_work
    if row.fate in ("rejected", "failed") and row.reason not in (*FINAL_REASONS, "same_article"):
        return values | again | {"fate": "pending", "carried": told}
    if (
        row.fate in ("processed", "indexed")
        and row.raw
        and not row.lease
        and row.domain != feed.source.domain
    ):
        return values | again | {"fate": "fetched", "reason": REPROCESS_REASON}
    return values
