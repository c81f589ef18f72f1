"""Stories: one report as it travels between outlets has one story id, found among the fingerprints of the last month.

A text joins the story of one that is the same report by what is particular to both (processors.stories.likeness):

    texts that share bands | without background, which texts with other heads have | no digest | the same report

The bands of a text are hashes by which others find it. Three rules keep that small, and the cost of one text growing
no faster than the depth of an index:

- a band leads to TEXTS_PER_BAND texts at most: what more of them have is a set phrase or background, and finds nobody;
- a text leaves out the bands that already lead to one it is a copy of, so that a thousand copies of one report
  stand behind one entry, and do not make its words common;
- what has had no copy for a month is forgotten, a few with each pass.

A story's id is that of its first article. An article leaves its story only when it turns out that background alone had
brought it there (`judge_again`).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, bindparam, delete, distinct, func, insert, select, text, update

from processors.stories.fingerprint import BANDS, HEAD_BANDS, Fingerprint
from processors.stories.head import Head, head_runs, pack_head, unpack_head
from processors.stories.likeness import Known, Likeness, compare, heads_differ, is_same_report
from processors.stories.sketch import pack_sketch, unpack_sketch
from wirewatch.ledger.schema import bands, links, sketches, steps

WINDOW = timedelta(days=30)
"""A text that comes back later than this is news again."""
TEXTS_PER_BAND = 8
"""Texts that a band leads to."""
CANDIDATES = 20
"""Texts that are compared with a new one, those first that share bands which few others have."""
MIN_ITEM_FOUND = 0.75
"""Share of a known text's first sentence that stands in a new one, from which on it may be an item of a digest."""
FIRST_RUNS = 12
"""Runs of words that are taken for a first sentence, which may begin some words later, behind a dateline."""
DATELINE_WORDS = 8
BANDS_OF_OLD = 16
"""Bands of a text that an earlier version remembered."""
MIN_COPY_OF_DIGEST = 0.5
"""Share of a digest that a known text has to hold, to be that digest."""
MIN_CLEAN_COPY = 0.5
"""Share of the first text's head that a copy has to have, so that others may join the story by it: no chain of copies
leads further."""

# Made once: to build such a statement takes SQLAlchemy longer than the database needs to answer it.
_LOCK = text("SELECT pg_advisory_xact_lock(hashtext('wirewatch-stories'))")
_LINK = select(links.c.story_id, links.c.copy_of, links.c.domain).where(links.c.id == bindparam("id"))
_TEXTS_OF_BANDS = select(bands.c.band, bands.c.n).where(
    bands.c.band.in_([bindparam(f"b{at}") for at in range(BANDS)])
)
_KNOWN_TEXTS = (
    select(sketches, links.c.story_id, links.c.copy_of, links.c.domain)
    .join(links, links.c.id == sketches.c.link_id)
    .where(sketches.c.n.in_(bindparam("likely", expanding=True)), sketches.c.seen_at >= bindparam("since"))
)
_FIRST_TEXTS = (
    select(sketches, links.c.story_id, links.c.copy_of, links.c.domain)
    .join(links, links.c.id == sketches.c.link_id)
    .where(sketches.c.link_id.in_(bindparam("stories", expanding=True)))
    .order_by(sketches.c.n)
)
_ADD_SKETCH = insert(sketches).returning(sketches.c.n)
_ADD_BANDS = insert(bands)
_DROP_BAND = delete(bands).where(bands.c.band == bindparam("of"), bands.c.n == bindparam("to"))


class StoryPlace(NamedTuple):
    """Where an article stands among the stories: `copy_of` is None for the first of its story."""

    story_id: str
    copy_of: str | None
    grounds: str = ""
    """Why it was taken for a copy, in a few words."""


class KnownText(NamedTuple):
    """A text that was seen before."""

    n: int
    link_id: str
    story_id: str
    copy_of: str | None
    domain: str
    seen_at: datetime
    known: Known


def place_in_story(
    tx: Connection, link_id: str, text_: Fingerprint, at: datetime, *, revised: bool = False
) -> StoryPlace:
    """Give a link its place among the stories, the same again for a link that has one.

    With `revised`, the fingerprint is of a newer text of it, which is remembered beside the older: copies of either are
    still to come. To be called in the transaction that commits the article; stories are found one at a time over all
    processes, so that two copies which arrive together meet.
    """
    if tx.dialect.name == "postgresql":
        tx.execute(_LOCK)
    row = tx.execute(_LINK, {"id": link_id}).one()
    place = StoryPlace(row.story_id, row.copy_of) if row.story_id else None
    if not text_.sketch or (place and not revised):
        return place or StoryPlace(link_id, None)
    texts_by_band = _texts_by_band(tx, text_)
    known = _read_known_texts(tx, texts_by_band, at)
    copied = _texts_copied(tx, text_, row.domain, at, known)
    _remember(tx, link_id, text_, at, texts_by_band, [other for other, _ in copied])
    if place or not copied:
        return place or StoryPlace(link_id, None)
    first, likeness = copied[0]
    return StoryPlace(first.story_id, first.link_id, likeness.describe())


def count_outlets(tx: Connection, story_id: str, then: datetime | None = None) -> int:
    """Count the independent outlets that carry a story, or did at a time: the distinct domains of their owners."""
    count = select(func.count(distinct(links.c.domain))).where(links.c.story_id == story_id)
    if then:
        joined = (steps.c.stage == "process", steps.c.outcome == "processed", steps.c.at <= then)
        count = count.join(steps, steps.c.link_id == links.c.id).where(*joined)
    return int(tx.execute(count).scalar_one())


def forget_sketches(tx: Connection, before: datetime, limit: int = 500) -> int:
    """Drop sketches that were last seen before a time, up to `limit`; give their number."""
    query = select(sketches.c.n, sketches.c.sketch, sketches.c.beginning).where(sketches.c.seen_at < before)
    old = tx.execute(query.order_by(sketches.c.seen_at).limit(limit)).all()
    led = [{"of": band, "to": row.n} for row in old for band in _bands_of(row)]
    if led:
        tx.execute(_DROP_BAND, led)
    tx.execute(delete(sketches).where(sketches.c.n.in_([row.n for row in old])))
    return len(old)


def _bands_of(row: Any) -> list[int]:
    """Give the bands that may lead to a text: before there were bands of the beginning, more of its sketch did."""
    return [*unpack_sketch(row.sketch)[:BANDS_OF_OLD], *unpack_sketch(row.beginning or b"")]


def _texts_by_band(tx: Connection, text_: Fingerprint) -> dict[int, list[int]]:
    """Give the texts that each band of a text leads to."""
    texts_by_band: dict[int, list[int]] = defaultdict(list)
    asked = text_.bands + text_.bands[:1] * (BANDS - len(text_.bands))
    for band, n in tx.execute(_TEXTS_OF_BANDS, {f"b{at}": band for at, band in enumerate(asked)}):
        texts_by_band[band].append(n)
    return texts_by_band


def _read_known_texts(tx: Connection, texts_by_band: dict[int, list[int]], at: datetime) -> list[KnownText]:
    """Read the texts that share most bands, where one counts the more the fewer texts have it."""
    weights: dict[int, float] = defaultdict(float)
    for held in texts_by_band.values():
        for n in held:
            weights[n] += 1 / len(held)
    likely = sorted(weights, key=lambda n: (-weights[n], n))[:CANDIDATES]
    if not likely:
        return []
    return [_known_text(row) for row in tx.execute(_KNOWN_TEXTS, {"likely": likely, "since": at - WINDOW})]


def _known_text(row: Row[Any]) -> KnownText:
    known = Known(unpack_sketch(row.sketch), unpack_head(row.head) if row.head else Head())
    return KnownText(
        row.n, row.link_id, row.story_id or row.link_id, row.copy_of, row.domain, row.seen_at, known
    )


def _texts_copied(
    tx: Connection, text_: Fingerprint, domain: str, at: datetime, known: Sequence[KnownText]
) -> list[tuple[KnownText, Likeness]]:
    """Choose those that are the same report as this text: first the likest, of several the first."""
    background = _background(text_, known, domain, at)
    items = [other for other in known if _first_sentence_found(text_, other.known.head) >= MIN_ITEM_FOUND]
    found = []
    for other in known:
        likeness = compare(text_, other.known, at - other.seen_at, background.get(other.n, frozenset()))
        if not is_same_report(likeness, same_site=other.domain == domain):
            continue
        if likeness.of_larger < MIN_COPY_OF_DIGEST and _is_digest(other, items):
            continue
        found.append((other, likeness))
    firsts = _first_texts(tx, [other for other, _ in found], known)
    return sorted(
        (
            (other, likeness)
            for other, likeness in found
            if _may_lead(other, firsts.get(other.story_id), text_, at)
        ),
        key=lambda pair: (-pair[1].heads - pair[1].of_smaller, pair[0].n),
    )


def _background(
    text_: Fingerprint, known: Sequence[KnownText], domain: str, at: datetime
) -> Mapping[int, set[int]]:
    """Give for each known text what the new one shares with others of them that are other reports."""
    ours = set(text_.sketch)
    shared = {
        other.n: ours.intersection(other.known.sketch)
        for other in known
        if heads_differ(text_.head, other.known.head)
        and not is_same_report(
            compare(text_, other.known, at - other.seen_at), same_site=other.domain == domain
        )
    }
    return {
        other.n: set().union(*(hashes for n, hashes in shared.items() if n != other.n)) for other in known
    }


def _first_sentence_found(text_: Fingerprint, head: Head) -> float:
    """Give the share of another text's first sentence that stands in this one."""
    runs = [run in text_.runs for run in head_runs(head)]
    starts = range(max(1, min(DATELINE_WORDS, len(runs) - FIRST_RUNS + 1)))
    return max(sum(runs[at : at + FIRST_RUNS]) for at in starts) / max(1, min(FIRST_RUNS, len(runs)))


def _is_digest(likest: KnownText, items: Sequence[KnownText]) -> bool:
    """Tell whether a text holds the head of another story beside the one that it may be a copy of."""
    return any(
        other.story_id != likest.story_id and heads_differ(other.known.head, likest.known.head)
        for other in items
    )


def _first_texts(
    tx: Connection, copied: Sequence[KnownText], known: Sequence[KnownText]
) -> dict[str, KnownText]:
    """Give the first text of each story that others lead to, where it is still remembered."""
    wanted = {other.story_id for other in copied if other.copy_of}
    firsts = {other.story_id: other for other in reversed(known) if other.link_id == other.story_id}
    if missing := sorted(wanted - firsts.keys()):
        rows = tx.execute(_FIRST_TEXTS, {"stories": missing}).all()
        firsts |= {row.link_id: _known_text(row) for row in reversed(rows)}
    return firsts


def _may_lead(other: KnownText, first: KnownText | None, text_: Fingerprint, at: datetime) -> bool:
    """Tell whether a text may join a story by one of its copies: the copy, or the text itself, is like the first."""
    if not other.copy_of or first is None or not first.known.head.lede:
        return True
    runs, of_first = set(head_runs(other.known.head)), head_runs(first.known.head)
    if of_first and sum(run in runs for run in of_first) / len(of_first) >= MIN_CLEAN_COPY:
        return True
    return is_same_report(compare(text_, first.known, at - first.seen_at))


def _remember(
    tx: Connection,
    link_id: str,
    text_: Fingerprint,
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
        for b in text_.bands
        if same.isdisjoint(held := texts_by_band.get(b, ())) and len(held) < TEXTS_PER_BAND
    ]
    if not wanted:
        return
    row = {
        "link_id": link_id,
        "seen_at": at,
        "sketch": pack_sketch(text_.sketch),
        "head": pack_head(text_.head),
        "beginning": pack_sketch(text_.beginning[:HEAD_BANDS]),
    }
    n = tx.execute(_ADD_SKETCH, row).scalar_one()
    tx.execute(_ADD_BANDS, [{"band": band, "n": n} for band in wanted])
