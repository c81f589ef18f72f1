"""Stories: copies of one text, found among the sketches of the last month, share one story id.

The BANDS smallest hashes of a sketch are its bands, by which others find it. Three rules keep that small, and the
cost of one text growing no faster than the depth of an index:

- a band leads to COMMON texts at most: what more of them have is a set phrase or boilerplate, and finds nobody;
- a text leaves out the bands that already lead to one it is a copy of, so that a thousand copies of one report
  stand behind one entry, and do not make its words common;
- what has had no copy for a month is forgotten, a few with each pass.

A story's id is that of its first article, and an article never changes its story.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, bindparam, delete, distinct, func, insert, select, text, update

from processors.stories.copies import MIN_COPY_SHARE, MIN_COPY_SHARE_SAME_SITE, containment
from processors.stories.sketch import Sketch, pack_sketch, unpack_sketch
from wirewatch.ledger.schema import bands, links, sketches, steps

WINDOW = timedelta(days=30)
"""A text that comes back later than this is news again."""
BANDS = 16
"""Hashes of a text by which others find it. Of two texts, one half as long and half of it in the other, four meet."""
COMMON = 8
"""Texts that a band leads to."""
CANDIDATES = 20
"""Texts that are compared with a new one, those that share most bands first."""
BOILERPLATE = 4
"""A hash that stands in this many different stories beside the new text says nothing about any of them."""

# Made once: to build such a statement takes SQLAlchemy longer than the database needs to answer it.
_LOCK = text("SELECT pg_advisory_xact_lock(hashtext('wirewatch-stories'))")
_LINK = select(links.c.story_id, links.c.copy_of, links.c.domain).where(links.c.id == bindparam("id"))
_HOLDERS = select(bands.c.band, bands.c.n).where(
    bands.c.band.in_([bindparam(f"b{at}") for at in range(BANDS)])
)
_KNOWN = (
    select(sketches, links.c.story_id, links.c.domain)
    .join(links, links.c.id == sketches.c.link_id)
    .where(sketches.c.n.in_(bindparam("likely", expanding=True)), sketches.c.seen_at >= bindparam("since"))
)
_KEEP = insert(sketches).returning(sketches.c.n)
_LEAD = insert(bands)
_UNLEAD = delete(bands).where(bands.c.band == bindparam("of"), bands.c.n == bindparam("to"))


class Place(NamedTuple):
    """Where an article stands among the stories: `copy_of` is None for the first of its story."""

    story_id: str
    copy_of: str | None


class Known(NamedTuple):
    """A text that was seen before."""

    n: int
    link_id: str
    story_id: str
    domain: str
    seen_at: datetime
    sketch: Sketch


def join(tx: Connection, link_id: str, sketch: Sketch, at: datetime, *, revised: bool = False) -> Place:
    """Give a link its place among the stories, the same again for a link that has one.

    With `revised`, the sketch is of a newer text of it, which is remembered beside the older: copies of either are
    still to come. To be called in the transaction that commits the article; stories are found one at a time over all
    processes, so that two copies which arrive together meet.
    """
    if tx.dialect.name == "postgresql":
        tx.execute(_LOCK)
    row = tx.execute(_LINK, {"id": link_id}).one()
    place = Place(row.story_id, row.copy_of) if row.story_id else None
    if not sketch or (place and not revised):
        return place or Place(link_id, None)
    holders = _holders(tx, sketch)
    copies = _copies(sketch, row.domain, _known(tx, holders, at))
    _keep(tx, link_id, sketch, at, holders, copies)
    return place or Place(copies[0].story_id, copies[0].link_id) if copies else Place(link_id, None)


def outlets(tx: Connection, story_id: str, then: datetime | None = None) -> int:
    """Count the independent outlets that carry a story, or did at a time: the distinct domains of their owners."""
    count = select(func.count(distinct(links.c.domain))).where(links.c.story_id == story_id)
    if then:
        joined = (steps.c.stage == "process", steps.c.outcome == "processed", steps.c.at <= then)
        count = count.join(steps, steps.c.link_id == links.c.id).where(*joined)
    return int(tx.execute(count).scalar_one())


def forget(tx: Connection, before: datetime, limit: int = 500) -> int:
    """Drop sketches that were last seen before a time, up to `limit`; give their number."""
    query = select(sketches.c.n, sketches.c.sketch).where(sketches.c.seen_at < before)
    old = tx.execute(query.order_by(sketches.c.seen_at).limit(limit)).all()
    led = [{"of": band, "to": row.n} for row in old for band in unpack_sketch(row.sketch)[:BANDS]]
    if led:
        tx.execute(_UNLEAD, led)
    tx.execute(delete(sketches).where(sketches.c.n.in_([row.n for row in old])))
    return len(old)


def _holders(tx: Connection, sketch: Sketch) -> dict[int, list[int]]:
    """Give the texts that each band of a sketch leads to."""
    holders: dict[int, list[int]] = defaultdict(list)
    asked = sketch[:BANDS] + (sketch[0],) * (BANDS - len(sketch))
    for band, n in tx.execute(_HOLDERS, {f"b{at}": band for at, band in enumerate(asked)}):
        holders[band].append(n)
    return holders


def _known(tx: Connection, holders: dict[int, list[int]], at: datetime) -> list[Known]:
    """Read the texts that share most bands."""
    met = Counter(n for held in holders.values() for n in held)
    likely = sorted(met, key=lambda n: (-met[n], n))[:CANDIDATES]
    if not likely:
        return []
    return [_read(row) for row in tx.execute(_KNOWN, {"likely": likely, "since": at - WINDOW})]


def _read(row: Row[Any]) -> Known:
    story = row.story_id or row.link_id
    return Known(row.n, row.link_id, story, row.domain, row.seen_at, unpack_sketch(row.sketch))


def _copies(sketch: Sketch, domain: str, known: Sequence[Known]) -> list[Known]:
    """Choose those whose text this one's is a copy of: first the one that shares most, of several the first."""
    common = _common(sketch, known)
    shares = {one: containment(sketch, one.sketch, common) for one in known}
    floor = {one: MIN_COPY_SHARE_SAME_SITE if one.domain == domain else MIN_COPY_SHARE for one in known}
    return sorted((one for one in known if shares[one] >= floor[one]), key=lambda one: (-shares[one], one.n))


def _common(sketch: Sketch, known: Sequence[Known]) -> set[int]:
    """Give the hashes of a sketch that stand in too many stories to tell one from another."""
    if len({one.story_id for one in known}) < BOILERPLATE:
        return set()
    ours = set(sketch)
    stories: dict[str, set[int]] = defaultdict(set)
    for one in known:
        stories[one.story_id] |= ours.intersection(one.sketch)
    counts = Counter(value for held in stories.values() for value in held)
    return {value for value, count in counts.items() if count >= BOILERPLATE}


def _keep(
    tx: Connection,
    link_id: str,
    sketch: Sketch,
    at: datetime,
    holders: dict[int, list[int]],
    copies: Sequence[Known],
) -> None:
    """Remember a text under the bands that lead to none of those it is a copy of; these count as seen again."""
    same = {one.n for one in copies}
    stale = [one.n for one in copies if one.seen_at < at - timedelta(days=1)]
    if stale:
        tx.execute(update(sketches).where(sketches.c.n.in_(stale)).values(seen_at=at))
    wanted = [b for b in sketch[:BANDS] if same.isdisjoint(held := holders.get(b, ())) and len(held) < COMMON]
    if not wanted:
        return
    row = {"link_id": link_id, "seen_at": at, "sketch": pack_sketch(sketch)}
    n = tx.execute(_KEEP, row).scalar_one()
    tx.execute(_LEAD, [{"band": band, "n": n} for band in wanted])
