"""Which pages are read again: a feed tells that an article was changed, and its link is fetched once more.

A link keeps its fate until it is time (`recheck_at`); `told` is what the feed told of it last. Who finds a link
at work, or waiting for a page that it never had, changes nothing of that: its turn comes afterwards.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update

from scrapers.provenance import owns
from scrapers.records import Entry, Feed
from scrapers.revisit import entry_fingerprint, next_reading
from wirewatch.ledger.connect import Ledger
from wirewatch.ledger.links import add_steps, encode_feed_entry
from wirewatch.ledger.schema import links, sightings

RECHECKED_FATES = ("indexed", "rejected")
"""Fates that a changed article leaves: text may have changed, or may have come where there was none."""
FINAL_REASONS = ("bad_url", "private_address")
"""Rejections that no change of an article mends."""
AT_ONCE = 500
_SAVE_FINGERPRINT = update(sightings).where(
    sightings.c.link_id == bindparam("link"), sightings.c.feed_url == bindparam("feed")
)


def schedule_changed(tx: Connection, feed: Feed, entry_by_id: Mapping[str, Entry], at: datetime) -> None:
    """Have those links read again of which a feed tells something else than it did, after `names.record_items`."""
    known = select(sightings.c.link_id, sightings.c.fingerprint).where(
        sightings.c.feed_url == feed.url, sightings.c.link_id.in_(entry_by_id)
    )
    known_fingerprints = {
        row.link_id: row.fingerprint for row in tx.execute(known.order_by(sightings.c.link_id))
    }
    fingerprints = {id_: entry_fingerprint(entry_by_id[id_]) for id_ in known_fingerprints}
    new = [id_ for id_ in known_fingerprints if fingerprints[id_] != known_fingerprints[id_]]
    if new:
        tx.execute(
            _SAVE_FINGERPRINT,
            [{"link": id_, "feed": feed.url, "fingerprint": fingerprints[id_]} for id_ in new],
        )
    for id_ in new:
        if known_fingerprints[id_]:  # else it is not known what was told before
            _schedule_one(tx, feed, id_, entry_by_id[id_], at)


def read_again(tx: Connection, id_: str, feed: Feed, at: datetime) -> None:
    """Have a link read again whose article was seen to have changed at another address, as `schedule_changed` does."""
    row = tx.execute(select(links).where(links.c.id == id_).with_for_update()).one()
    due = next_reading(row.first_seen_at, row.fetched_at, row.rechecks, at)
    if due and row.recheck_at is None:
        values = {"told": encode_feed_entry(feed), "recheck_at": due}
        tx.execute(update(links).where(links.c.id == id_).values(values))
        add_steps(tx, [(id_, "process", "changed", "at another address of it")], at)


def _schedule_one(tx: Connection, feed: Feed, id_: str, entry: Entry, at: datetime) -> None:
    """Have a link read again, unless it is too old or was read again too often."""
    row = tx.execute(select(links).where(links.c.id == id_).with_for_update()).one()
    if row.feed_url != feed.url and not owns(feed, row.canonical_url):
        return  # another's feed has no say
    if row.fate in ("pending", "retry") and row.lease is None:
        tx.execute(update(links).where(links.c.id == id_).values(carried=encode_feed_entry(feed, entry)))
        return
    due = next_reading(row.first_seen_at, row.fetched_at, row.rechecks, at)
    if due is None or (row.fate == "rejected" and row.reason in FINAL_REASONS) or row.fate == "failed":
        return
    values = {"told": encode_feed_entry(feed, entry), "recheck_at": row.recheck_at or due}
    tx.execute(update(links).where(links.c.id == id_).values(values))
    if row.recheck_at is None:
        later = "" if due <= at else f", to be read again at {due:%Y-%m-%d %H:%M} UTC"
        add_steps(tx, [(id_, "poll", "changed", f"in {feed.url}{later}")], at)


def fetch_due_again(ledger: Ledger, at: datetime) -> int:
    """Send the links whose time has come to be fetched again; give their number."""
    due = (links.c.recheck_at <= at, links.c.fate.in_(RECHECKED_FATES))
    query = select(links.c.id).where(*due).order_by(links.c.id).limit(AT_ONCE)
    again = {
        "fate": "pending", "due_at": at, "tries": 0, "reason": None, "detail": None, "carried": links.c.told,
        "told": None, "recheck_at": None, "rechecks": links.c.rechecks + 1,
    }  # fmt: skip
    number = 0
    while True:
        with ledger.begin() as tx:
            ids = tx.execute(query.with_for_update(skip_locked=True)).scalars().all()
            tx.execute(update(links).where(links.c.id.in_(ids)).values(again))
        number += len(ids)
        if len(ids) < AT_ONCE:
            return number
