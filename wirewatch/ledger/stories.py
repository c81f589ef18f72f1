"""Stories: copies of one text, found among the sketches of the last month, share one story id."""

from collections import Counter, defaultdict
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, delete, distinct, func, insert, select, text

from processors.sketch import FEWEST, Sketch, from_bytes, is_copy, shared, to_bytes
from wirewatch.ledger.schema import bands, links, sketches, steps

WINDOW = timedelta(days=30)
"""A text that comes back later than this is news again."""
COMMON = 60
"""A hash held by more texts than this is boilerplate and finds no candidates."""
CANDIDATES = 20


class Place(NamedTuple):
    """Where an article stands among the stories: `copy_of` is None for the first of its story."""

    story_id: str
    copy_of: str | None


def join(tx: Connection, link_id: str, sketch: Sketch, at: datetime) -> Place:
    """Give a link its place among the stories, the same again for a link that has one.

    To be called in the transaction that commits the article; stories are found one at a time over all
    processes, so that two copies which arrive together meet.
    """
    if tx.dialect.name == "postgresql":
        tx.execute(text("SELECT pg_advisory_xact_lock(hashtext('wirewatch-stories'))"))
    row = tx.execute(select(links.c.story_id, links.c.copy_of).where(links.c.id == link_id)).one()
    if row.story_id:
        return Place(row.story_id, row.copy_of)
    original = _original(tx, sketch, at) if sketch else None
    _keep(tx, link_id, sketch, at)
    if original is None:
        return Place(link_id, None)
    story = tx.execute(select(links.c.story_id).where(links.c.id == original)).scalar_one()
    return Place(story or original, original)


def outlets(tx: Connection, story_id: str, then: datetime | None = None) -> int:
    """Count the independent outlets that carry a story, or did at a time: the distinct domains of their owners."""
    count = select(func.count(distinct(links.c.domain))).where(links.c.story_id == story_id)
    if then:
        joined = (steps.c.stage == "process", steps.c.outcome == "processed", steps.c.at <= then)
        count = count.join(steps, steps.c.link_id == links.c.id).where(*joined)
    return int(tx.execute(count).scalar_one())


def forget(tx: Connection, before: datetime) -> int:
    """Drop the sketches older than a time; give their number."""
    old = tx.execute(select(sketches.c.n).where(sketches.c.seen_at < before)).scalars().all()
    tx.execute(delete(bands).where(bands.c.n.in_(select(sketches.c.n).where(sketches.c.seen_at < before))))
    tx.execute(delete(sketches).where(sketches.c.seen_at < before))
    return len(old)


def _original(tx: Connection, sketch: Sketch, at: datetime) -> str | None:
    """Find the link whose text this one's is a copy of: the one that shares most, the first of several."""
    holders: dict[int, list[int]] = defaultdict(list)
    for band, n in tx.execute(select(bands.c.band, bands.c.n).where(bands.c.band.in_(sketch))):
        holders[band].append(n)
    met = Counter(n for held in holders.values() if len(held) <= COMMON for n in held)
    likely = [n for n, count in met.most_common(CANDIDATES) if count >= min(FEWEST, len(sketch))]
    query = select(sketches.c.link_id, sketches.c.sketch).where(
        sketches.c.n.in_(likely), sketches.c.seen_at >= at - WINDOW
    )
    found = [(row.link_id, tuple(from_bytes(row.sketch))) for row in tx.execute(query.order_by(sketches.c.n))]
    copies = [(shared(sketch, other)[1], id_) for id_, other in found if is_copy(sketch, other)]
    return max(copies, key=lambda copy: copy[0])[1] if copies else None


def _keep(tx: Connection, link_id: str, sketch: Sketch, at: datetime) -> None:
    if not sketch:
        return
    row = {"link_id": link_id, "seen_at": at, "sketch": to_bytes(sketch)}
    n = tx.execute(insert(sketches).values(row).returning(sketches.c.n)).scalar_one()
    tx.execute(insert(bands), [{"band": band, "n": n} for band in sketch])
