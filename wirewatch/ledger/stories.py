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
TEXTS_PER_BAND = 8
"""Texts that a band leads to."""
CANDIDATES = 20
"""Texts that are compared with a new one, those that share most bands first."""
BOILERPLATE_STORIES = 4
"""A hash that stands in this many different stories beside the new text says nothing about any of them."""

# Made once: to build such a statement takes SQLAlchemy longer than the database needs to answer it.
_LOCK = text("SELECT pg_advisory_xact_lock(hashtext('wirewatch-stories'))")
_LINK = select(links.c.story_id, links.c.copy_of, links.c.domain).where(links.c.id == bindparam("id"))
_TEXTS_OF_BANDS = select(bands.c.band, bands.c.n).where(
    bands.c.band.in_([bindparam(f"b{at}") for at in range(BANDS)])
)
_KNOWN_TEXTS = (
    select(sketches, links.c.story_id, links.c.domain)
    .join(links, links.c.id == sketches.c.link_id)
    .where(sketches.c.n.in_(bindparam("likely", expanding=True)), sketches.c.seen_at >= bindparam("since"))
)
_ADD_SKETCH = insert(sketches).returning(sketches.c.n)
_ADD_BANDS = insert(bands)
_DROP_BAND = delete(bands).where(bands.c.band == bindparam("of"), bands.c.n == bindparam("to"))


class StoryPlace(NamedTuple):
    """Where an article stands among the stories: `copy_of` is None for the first of its story."""

    story_id: str
    copy_of: str | None


class KnownText(NamedTuple):
    """A text that was seen before."""

    n: int
    link_id: str
    story_id: str
    domain: str
    seen_at: datetime
    sketch: Sketch


def place_in_story(
    tx: Connection, link_id: str, sketch: Sketch, at: datetime, *, revised: bool = False
) -> StoryPlace:
    """Give a link its place among the stories, the same again for a link that has one.

    With `revised`, the sketch is of a newer text of it, which is remembered beside the older: copies of either are
    still to come. To be called in the transaction that commits the article; stories are found one at a time over all
    processes, so that two copies which arrive together meet.
    """
    if tx.dialect.name == "postgresql":
        tx.execute(_LOCK)
    row = tx.execute(_LINK, {"id": link_id}).one()
    place = StoryPlace(row.story_id, row.copy_of) if row.story_id else None
    if not sketch or (place and not revised):
        return place or StoryPlace(link_id, None)
    texts_by_band = _texts_by_band(tx, sketch)
    copies = _texts_copied(sketch, row.domain, _read_known_texts(tx, texts_by_band, at))
    _remember(tx, link_id, sketch, at, texts_by_band, copies)
    return place or StoryPlace(copies[0].story_id, copies[0].link_id) if copies else StoryPlace(link_id, None)


def count_outlets(tx: Connection, story_id: str, then: datetime | None = None) -> int:
    """Count the independent outlets that carry a story, or did at a time: the distinct domains of their owners."""
    count = select(func.count(distinct(links.c.domain))).where(links.c.story_id == story_id)
    if then:
        joined = (steps.c.stage == "process", steps.c.outcome == "processed", steps.c.at <= then)
        count = count.join(steps, steps.c.link_id == links.c.id).where(*joined)
    return int(tx.execute(count).scalar_one())


def forget_sketches(tx: Connection, before: datetime, limit: int = 500) -> int:
    """Drop sketches that were last seen before a time, up to `limit`; give their number."""
    query = select(sketches.c.n, sketches.c.sketch).where(sketches.c.seen_at < before)
    old = tx.execute(query.order_by(sketches.c.seen_at).limit(limit)).all()
    led = [{"of": band, "to": row.n} for row in old for band in unpack_sketch(row.sketch)[:BANDS]]
    if led:
        tx.execute(_DROP_BAND, led)
    tx.execute(delete(sketches).where(sketches.c.n.in_([row.n for row in old])))
    return len(old)


def _texts_by_band(tx: Connection, sketch: Sketch) -> dict[int, list[int]]:
    """Give the texts that each band of a sketch leads to."""
    texts_by_band: dict[int, list[int]] = defaultdict(list)
    asked = sketch[:BANDS] + (sketch[0],) * (BANDS - len(sketch))
    for band, n in tx.execute(_TEXTS_OF_BANDS, {f"b{at}": band for at, band in enumerate(asked)}):
        texts_by_band[band].append(n)
    return texts_by_band


def _read_known_texts(tx: Connection, texts_by_band: dict[int, list[int]], at: datetime) -> list[KnownText]:
    """Read the texts that share most bands."""
    shared_bands = Counter(n for held in texts_by_band.values() for n in held)
    likely = sorted(shared_bands, key=lambda n: (-shared_bands[n], n))[:CANDIDATES]
    if not likely:
        return []
    return [_known_text(row) for row in tx.execute(_KNOWN_TEXTS, {"likely": likely, "since": at - WINDOW})]


def _known_text(row: Row[Any]) -> KnownText:
    story = row.story_id or row.link_id
    return KnownText(row.n, row.link_id, story, row.domain, row.seen_at, unpack_sketch(row.sketch))


def _texts_copied(sketch: Sketch, domain: str, known: Sequence[KnownText]) -> list[KnownText]:
    """Choose those whose text this one's is a copy of: first the one that shares most, of several the first."""
    common = _boilerplate_hashes(sketch, known)
    shares = {other: containment(sketch, other.sketch, common) for other in known}
    floor = {other: MIN_COPY_SHARE_SAME_SITE if other.domain == domain else MIN_COPY_SHARE for other in known}
    return sorted(
        (other for other in known if shares[other] >= floor[other]),
        key=lambda other: (-shares[other], other.n),
    )


def _boilerplate_hashes(sketch: Sketch, known: Sequence[KnownText]) -> set[int]:
    """Give the hashes of a sketch that stand in too many stories to tell one from another."""
    if len({other.story_id for other in known}) < BOILERPLATE_STORIES:
        return set()
    ours = set(sketch)
    stories: dict[str, set[int]] = defaultdict(set)
    for other in known:
        stories[other.story_id] |= ours.intersection(other.sketch)
    counts = Counter(value for held in stories.values() for value in held)
    return {value for value, count in counts.items() if count >= BOILERPLATE_STORIES}


def _remember(
    tx: Connection,
    link_id: str,
    sketch: Sketch,
    at: datetime,
    texts_by_band: dict[int, list[int]],
    copies: Sequence[KnownText],
) -> None:
    """Remember a text under the bands that lead to none of those it is a copy of; these count as seen again."""
    same = {other.n for other in copies}
    stale = [other.n for other in copies if other.seen_at < at - timedelta(days=1)]
    if stale:
        tx.execute(update(sketches).where(sketches.c.n.in_(stale)).values(seen_at=at))
    wanted = [
        b
        for b in sketch[:BANDS]
        if same.isdisjoint(held := texts_by_band.get(b, ())) and len(held) < TEXTS_PER_BAND
    ]
    if not wanted:
        return
    row = {"link_id": link_id, "seen_at": at, "sketch": pack_sketch(sketch)}
    n = tx.execute(_ADD_SKETCH, row).scalar_one()
    tx.execute(_ADD_BANDS, [{"band": band, "n": n} for band in wanted])
