"""Links: what feeds showed, where each stands, and every step that brought it there."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Row, Table, and_, case, delete, func, insert, not_, select, update

from scrapers.errors import Reject
from scrapers.parts import item_address
from scrapers.records import Entry, Feed
from scrapers.urls import (
    canonicalize,
    domain_of,
    drop_credentials,
    hide_credentials,
    host_of,
    link_id,
    plain_address,
    shard_key,
)
from wirewatch.ledger.leases import Queue, Shard, settle, settle_held
from wirewatch.ledger.schema import links, rereads, sightings, steps

OPEN = ("pending", "fetched", "processed", "retry")
ENDED = ("indexed", "rejected", "failed")
HISTORY_BATCH = "backfill"
"""The batch of history, which is never opened for matching."""
REPROCESS_REASON = "reprocess"
"""The reason of a link that a reprocess has sent back: it says nothing of its host as it is now."""
CHUNK = 200
"""Rows to one INSERT: SQLite takes 32,766 values in a statement."""


class FeedEntry(Struct, frozen=True, omit_defaults=True):
    """What a feed told of a link, kept in its row until the page has landed with it."""

    feed: Feed
    entry: Entry | None = None


def encode_feed_entry(feed: Feed, entry: Entry | None = None) -> str:
    """Give what a feed told of a link in the form of the column `carried`."""
    return msgspec.json.encode(FeedEntry(feed.without_login(), entry)).decode()


def record_entries(
    tx: Connection,
    feed: Feed,
    entries: Sequence[Entry],
    at: datetime,
    batch: str | None = None,
    home: Mapping[str, str] = MappingProxyType({}),
) -> list[str]:
    """Record what a feed showed: each new address becomes one link, each known one another sighting.

    An address that cannot be one ends at once as rejected, with its reason. A `batch` that is given beforehand is never
    opened for matching: it is for history. `home` gives, by the ids that addresses would have, those of the links that
    they belong to (`wirewatch.ledger.names`). Gives the ids of the new links.
    """
    shown = {row["id"]: row for row in (_row(feed, entry, at) for entry in reversed(entries))}
    found = {id_: row for id_, row in shown.items() if home.get(id_, id_) == id_}
    seen_at = {home.get(id_, id_): row["url"] for id_, row in shown.items()}
    # One order for all processes, or two that meet would lock each other out.
    rows = {id_: {**row, "batch": batch} for id_, row in sorted(found.items())}
    new = insert_new(tx, links, list(rows.values()), links.c.id)
    seen = [
        {"link_id": id_, "feed_url": feed.url, "url": url, "seen_at": at}
        for id_, url in sorted(seen_at.items())
    ]
    insert_new(tx, sightings, seen, sightings.c.link_id)
    add_steps(
        tx,
        ((id_, "poll", rows[id_]["reason"] or "seen", f"in {feed.url}") for id_ in new),
        at,
    )
    return new


def mark_landed(
    tx: Connection, ids: Sequence[str], reference: str, fetched_at: datetime, at: datetime
) -> None:
    """Mark new links as fetched whose page came to the landing zone by another way than `fetch`."""
    values = {"fate": "fetched", "raw": reference, "carried": None, "fetched_at": fetched_at}
    tx.execute(update(links).where(links.c.id.in_(ids)).values(values))
    add_steps(tx, ((id_, "backfill", "fetched", None) for id_ in ids), at)


def set_domain(tx: Connection, id_: str, domain: str) -> None:
    """Have a link counted under the outlet at whose address its text was found."""
    tx.execute(update(links).where(links.c.id == id_).values(domain=domain))


Step = tuple[str, str, str, str | None]
"""A step of a link's history: link id, stage, outcome, detail."""


def add_steps(tx: Connection, new_steps: Iterable[Step], at: datetime) -> None:
    """Add steps to links' histories."""
    rows = [
        {"link_id": id_, "at": at, "stage": stage, "outcome": outcome, "detail": detail}
        for id_, stage, outcome, detail in new_steps
    ]
    if rows:
        tx.execute(insert(steps), rows)


def known_ids(tx: Connection, ids: Iterable[str]) -> set[str]:
    """Give those of the ids that links have."""
    every, found = sorted(ids), set[str]()
    for first in range(0, len(every), CHUNK):
        found |= set(
            tx.execute(select(links.c.id).where(links.c.id.in_(every[first : first + CHUNK]))).scalars()
        )
    return found


def advance(
    tx: Connection,
    queue: Queue,
    row: Row[Any],
    stage: str,
    fate: str,
    at: datetime,
    /,
    **values: Any,
) -> bool:
    """Bring a claimed link to its next fate and note the step; False where the lease was lost.

    `reason` and `detail` among the values are the new ones: a fate that has none clears the old.
    """
    values = {"reason": None, "detail": None, "due_at": at, **values}
    if not settle(tx, queue, row, fate=fate, **values):
        return False
    add_steps(tx, [_step(row, stage, fate, values)], at)
    return True


class Advances:
    """Links of one queue whose leases are held, as they come to their next fates: written several at once.

    advances.add(row, "processed", at, story_id=..., ...)    # as often as there are links
    advances.write()                                        # what came since it was last written
    """

    def __init__(self, tx: Connection, queue: Queue, stage: str) -> None:
        """Advance links that `leases.held_ids` has given in this transaction."""
        self._tx, self._queue, self._stage = tx, queue, stage
        self._rows: list[tuple[Row[Any], dict[str, Any]]] = []
        self._steps: list[Step] = []

    def add(self, row: Row[Any], fate: str, at: datetime, /, **values: Any) -> None:
        """Have a link come to its next fate, as `advance` does."""
        values = {"fate": fate, "reason": None, "detail": None, "due_at": at, **values}
        self._rows.append((row, values))
        self._steps.append(_step(row, self._stage, fate, values))

    def write(self) -> None:
        """Write the links and their steps."""
        settle_held(self._tx, self._queue, self._rows)
        if self._rows:
            add_steps(self._tx, self._steps, max(values["due_at"] for _, values in self._rows))
        self._rows, self._steps = [], []


def _step(row: Row[Any], stage: str, fate: str, values: Mapping[str, Any]) -> Step:
    detail = ": ".join(part for part in (values["reason"], values["detail"]) if part)
    return row.id, stage, fate, detail or None


def count_fates(tx: Connection) -> dict[str, dict[str, int]]:
    """Count the links by fate, and within each by reason (empty where there is none)."""
    counts: dict[str, dict[str, int]] = {}
    query = select(links.c.fate, links.c.reason, func.count()).group_by(links.c.fate, links.c.reason)
    for fate, reason, number in tx.execute(query):
        counts.setdefault(fate, {})[reason or ""] = number
    return counts


def count_lost_by_file(tx: Connection) -> dict[str, int]:
    """Count the links that failed since the landing zone lost their page, by the file that it was in."""
    query = select(links.c.raw).where(links.c.fate == "failed", links.c.reason == "landing_lost")
    return dict(sorted(Counter(raw.partition("#")[0] for raw in tx.execute(query).scalars()).items()))


def replay_dead_letters(tx: Connection, reason: str | None, at: datetime) -> int:
    """Bring the dead letters back: all `failed`, or what failed or was rejected for one reason; give their number.

    They go back to pending, but for those whose page has landed: these go through process again. So do indexed links
    of which a newer reading is quarantined.
    """
    which = [links.c.reason == reason, links.c.fate.in_(ENDED)] if reason else [links.c.fate == "failed"]
    landed = and_(links.c.raw.is_not(None), links.c.carried.is_(None))
    hopeless = and_(links.c.raw.is_(None), links.c.carried.is_(None))
    back = case((landed, "fetched"), else_="pending")
    values = {"tries": 0, "due_at": at, "reason": None, "detail": None, "lease": None, "lease_until": None}
    values["validators"] = None  # what was read before may be lost
    query = update(links).where(*which, not_(hopeless)).values(fate=back, **values)
    rows = tx.execute(query.returning(links.c.id, links.c.fate)).all()
    add_steps(tx, ((row.id, "replay", row.fate, None) for row in rows), at)
    return len(rows)


def send_to_reprocess(tx: Connection, since: datetime | None, at: datetime) -> int:
    """Send what the landing zone holds, first seen since a time, through process and index again."""
    which = [links.c.raw.is_not(None), links.c.fate.in_(ENDED)]
    if since:
        which.append(links.c.first_seen_at >= since)
    ids = tx.execute(select(links.c.id).where(*which)).scalars().all()
    again = {"fate": "fetched", "tries": 0, "due_at": at, "reason": REPROCESS_REASON, "detail": None}
    tx.execute(update(links).where(*which).values(lease=None, lease_until=None, **again))
    if ids:  # else one that has sent them may be at work, and goes by what it has found so far
        tx.execute(delete(rereads))  # each is judged anew
    add_steps(tx, ((id_, "reprocess", "fetched", None) for id_ in ids), at)
    return len(ids)


def count_on_the_way(tx: Connection) -> int:
    """Count the links whose page has landed and waits for process or index."""
    query = select(func.count()).select_from(links).where(links.c.fate.in_(("fetched", "processed")))
    return tx.execute(query).scalar_one()


STAGE_OF = {"pending": "fetch", "retry": "fetch", "fetched": "process", "processed": "index"}
"""The stage that an open fate waits for."""


def next_due_by_fate(tx: Connection, shard: Shard | None = None) -> list[tuple[str, datetime]]:
    """Give for each open fate, of the links on which nobody works, when the next one is due."""
    query = select(links.c.fate, func.min(links.c.due_at)).where(
        links.c.fate.in_(OPEN), links.c.lease.is_(None)
    )
    if shard:
        query = query.where(links.c.shard % shard[1] == shard[0])
    return [(fate, due) for fate, due in tx.execute(query.group_by(links.c.fate))]


def shards_with_work(tx: Connection, number: int, at: datetime) -> list[int]:
    """Give those of `number` shards of hosts that have open links which are due."""
    shard = (links.c.shard % number).label("shard")
    query = select(shard).where(links.c.fate.in_(OPEN), links.c.due_at <= at).distinct()
    return sorted(tx.execute(query).scalars())


def unusable_address(entry: Entry) -> str:
    """Give what stands for the address of an item whose link is none."""
    return drop_credentials(entry.url)[:4096]


def _row(feed: Feed, entry: Entry, at: datetime) -> dict[str, Any]:
    shown = unusable_address(entry)
    try:
        page, url, asked = canonicalize(entry.url), item_address(entry), plain_address(entry.url)
        if entry.part is not None:  # one page for all of them, whatever each was linked by
            asked = f"{page}#{entry.fragment}" if entry.fragment else page
        elif entry.fragment is None and "#!" not in asked:
            asked = asked.partition("#")[0]  # it names no part of the page
        fate, reason, detail = "pending", None, None
    except Reject as reject:
        page = url = asked = shown
        fate, reason, detail = "rejected", reject.reason, hide_credentials(reject.detail)
    return {
        "id": link_id(url),
        "shard": shard_key(host_of(url) if fate == "pending" else ""),
        "url": drop_credentials(asked)[:4096],
        "canonical_url": url,
        "page": link_id(page) if entry.part else None,
        "domain": (entry.outlet or feed.source).domain or domain_of(url),
        "feed_url": feed.url,
        "first_seen_at": at,
        "fate": fate,
        "reason": reason,
        "detail": detail,
        "due_at": at,
        "carried": encode_feed_entry(feed, entry) if fate == "pending" else None,
    }


def insert_new(tx: Connection, table: Table, rows: list[dict[str, Any]], returned: Any) -> list[str]:
    """Insert the rows whose key is not there yet, and give a column of those that were new."""
    from sqlalchemy.dialects import postgresql, sqlite

    dialect = postgresql if tx.dialect.name == "postgresql" else sqlite
    new: list[str] = []
    for at in range(0, len(rows), CHUNK):
        chunk = (
            dialect.insert(table).values(rows[at : at + CHUNK]).on_conflict_do_nothing().returning(returned)
        )
        new.extend(tx.execute(chunk).scalars())
    return new
