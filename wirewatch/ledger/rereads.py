"""What a reprocess makes of each host's pages: what loses a stored text waits until its host can be judged.

    lost, while the host is open or held     the link keeps its article, with the reason `quarantined`
    nothing is left to process               each host is judged (`processors.health.reread`): ok, or held
    ok                                       what waited is read once more, and taken
    held                                     it stays, is told by `status`, and comes back by `replay`

So nothing is overwritten before the verdict, and a run that is killed leaves the stored texts as they were.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, delete, or_, select, update

from processors.health.reread import describe_lost, is_too_many_lost
from processors.text.counted import counted
from scrapers.urls import host_of, shard_key
from wirewatch.ledger.leases import Shard
from wirewatch.ledger.links import CHUNK, REPROCESS_REASON, add_steps, insert_new
from wirewatch.ledger.schema import links, rereads

OPEN, HELD, OK = "open", "held", "ok"
REMEDY = (
    "mend rule or extractor, then `wirewatch replay --reason quarantined`; if it is meant, add --as-they-are; "
    "then `wirewatch run --once`"
)
_IS_HELD = and_(links.c.reason == "quarantined", links.c.fate.in_(("processed", "indexed")))


def read_verdicts(tx: Connection, hosts: Iterable[str], at: datetime) -> dict[str, str]:
    """Give the verdict on each of some hosts, and let nobody change it before this transaction ends."""
    if not (names := sorted(hosts)):
        return {}
    fresh = [{"host": name, "since": at, "pages": 0, "lost": 0, "verdict": OPEN} for name in names]
    insert_new(tx, rereads, fresh, rereads.c.host)
    query = select(rereads).where(rereads.c.host.in_(names)).order_by(rereads.c.host).with_for_update()
    return {row.host: row.verdict for row in tx.execute(query).all()}


def count_pages(tx: Connection, host: str, pages: int, lost: int) -> None:
    """Count pages of a host that were read again, and those of them that were lost."""
    more = {"pages": rereads.c.pages + pages, "lost": rereads.c.lost + lost}
    tx.execute(update(rereads).where(rereads.c.host == host).values(more))


def judge_hosts(tx: Connection, shard: Shard | None, at: datetime) -> int:
    """Judge the hosts of a shard, once all their pages are read; give the number of links that are read once more."""
    query = select(rereads).where(rereads.c.verdict == OPEN)
    rows = [
        row
        for row in tx.execute(query.order_by(rereads.c.host).with_for_update())
        if _is_in_shard(row, shard)
    ]
    if not rows or _unfinished(tx, shard):
        return 0
    well = {row.host: row.since for row in rows if not is_too_many_lost(row.pages, row.lost)}
    for row in rows:
        verdict = OK if row.host in well else HELD
        tx.execute(update(rereads).where(rereads.c.host == row.host).values(verdict=verdict))
    waiting = tx.execute(select(links.c.id, links.c.canonical_url, links.c.due_at).where(_IS_HELD)).all()
    ids = [
        row.id for row in waiting if (since := well.get(host_of(row.canonical_url))) and row.due_at >= since
    ]
    for start in range(0, len(ids), CHUNK):
        which = links.c.id.in_(ids[start : start + CHUNK])
        tx.execute(
            update(links).where(which).values(fate="fetched", reason=REPROCESS_REASON, detail=None, due_at=at)
        )
    add_steps(tx, ((id_, "reprocess", "fetched", "the host's other pages are well") for id_ in ids), at)
    return len(ids)


def accept_held(tx: Connection, at: datetime) -> None:
    """Take what is held as it is, until the next reprocess."""
    names = sorted(_held_since(tx))
    read_verdicts(tx, names, at)
    tx.execute(update(rereads).where(rereads.c.host.in_(names)).values(verdict=OK))


def forget_verdicts(tx: Connection) -> None:
    """Forget the verdicts on the hosts that are held: their pages come again."""
    tx.execute(delete(rereads).where(rereads.c.verdict == HELD))


def unhealthy_hosts(tx: Connection) -> list[dict[str, Any]]:
    """Give the hosts of which pages are held, by name, in the form of `hosts.unwell`."""
    waiting = _held_since(tx)
    query = select(rereads).where(rereads.c.host.in_(list(waiting)))
    rows: Mapping[str, Row[Any]] = {row.host: row for row in tx.execute(query)}
    return [_status_of(name, rows.get(name), waiting[name]) for name in sorted(waiting)]


def report_held(tx: Connection) -> list[str]:
    """Say for people which hosts' pages are held, and what can be done; nothing where none are."""
    lines = [
        f"{host['host']}: {counted(host['quarantined'], 'page is', 'pages are')} held: {host['detail']}"
        for host in unhealthy_hosts(tx)
    ]
    return [*lines, REMEDY] if lines else []


def _status_of(host: str, row: Row[Any] | None, waiting: list[datetime]) -> dict[str, Any]:
    lost = (
        describe_lost(row.pages, row.lost)
        if row and row.lost
        else "some pages read again had lost their text"
    )
    return {
        "host": host,
        "health": "flagged" if row and row.verdict == OPEN else "quarantined",
        "since": row.since if row else min(waiting),
        "detail": f"{lost}; what is indexed stays as it was",
        "quarantined": len(waiting),
    }


def _held_since(tx: Connection) -> dict[str, list[datetime]]:
    """Give for each host of which pages are held when these were."""
    waiting: dict[str, list[datetime]] = defaultdict(list)
    for row in tx.execute(select(links.c.canonical_url, links.c.due_at).where(_IS_HELD)):
        waiting[host_of(row.canonical_url)].append(row.due_at)
    return waiting


def _is_in_shard(row: Row[Any], shard: Shard | None) -> bool:
    return shard is None or shard_key(row.host) % shard[1] == shard[0]


def _unfinished(tx: Connection, shard: Shard | None) -> bool:
    """Tell whether pages are still to be read again, or somebody works on one that waits."""
    to_read = and_(links.c.fate == "fetched", links.c.article.is_not(None))
    which = [or_(to_read, and_(_IS_HELD, links.c.lease.is_not(None)))]
    if shard:
        which.append(links.c.shard % shard[1] == shard[0])
    return tx.execute(select(links.c.id).where(*which).limit(1)).first() is not None
