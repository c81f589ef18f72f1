"""The texts of the last month, as far as they are remembered: fingerprints, and the bands by which they are found.

Three rules keep that small, and the cost of one text growing no faster than the depth of an index:

- a band leads to TEXTS_PER_BAND texts at most: what more of them have is a set phrase or background, and finds nobody;
- a text leaves out the bands that already lead to one it is a copy of, so that a thousand copies of one report
  stand behind one entry, and do not make its words common;
- what has had no copy for a month is forgotten, a few with each pass.
"""

import zlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from processors.stories.fingerprint import BANDS, HEAD_BANDS, Fingerprint
from processors.stories.head import Head, pack_head, unpack_head
from processors.stories.likeness import MIN_RELATED_HEADS, Known, share_of_heads
from processors.stories.sketch import pack_sketch, pack_tight, unpack_sketch, unpack_tight
from wirewatch.ledger.schema import bands, links, sketches

WINDOW = timedelta(days=30)
"""A text that comes back later than this is news again."""
TEXTS_PER_BAND = 8
"""Texts that a band leads to."""
CANDIDATES = 20
"""Texts that are compared with a new one, those first that share bands which few others have."""
BANDS_OF_OLD = 16
"""Bands of a text that an earlier version remembered."""

# Made once: to build such a statement takes SQLAlchemy longer than the database needs to answer it.
_TEXTS_OF_BANDS = select(bands.c.band, bands.c.n).where(
    bands.c.band.in_([bindparam(f"b{at}") for at in range(BANDS)])
)
_TEXTS_OF_MANY_BANDS = select(bands.c.band, bands.c.n).where(
    bands.c.band.in_(bindparam("bands", expanding=True))
)
_BANDS_AT_ONCE = 1000
_KNOWN_TEXTS = (
    select(sketches, links.c.story_id, links.c.event_id, links.c.copy_of, links.c.domain)
    .join(links, links.c.id == sketches.c.link_id)
    .where(sketches.c.n.in_(bindparam("likely", expanding=True)))
)
_FIRST_TEXTS = (
    select(sketches, links.c.story_id, links.c.event_id, links.c.copy_of, links.c.domain)
    .join(links, links.c.id == sketches.c.link_id)
    .where(
        sketches.c.link_hash.in_(bindparam("hashes", expanding=True)),
        sketches.c.link_id.in_(bindparam("stories", expanding=True)),
    )
    .order_by(sketches.c.n)
)
_ADD_SKETCH = insert(sketches).returning(sketches.c.n)
_ADD_BANDS = insert(bands)
_DROP_BAND = delete(bands).where(bands.c.band == bindparam("of"), bands.c.n == bindparam("to"))


class KnownText(NamedTuple):
    """A text that was seen before."""

    n: int
    link_id: str
    story_id: str
    copy_of: str | None
    domain: str
    seen_at: datetime
    known: Known
    event_id: str | None = None


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
    return [*unpack_tight(row.sketch)[:BANDS_OF_OLD], *unpack_sketch(row.beginning or b"")]


class Bands:
    """What the bands of some texts lead to, read at once, and the texts there; `write` writes what was added."""

    def __init__(self, tx: Connection, texts: Sequence[Fingerprint]) -> None:
        self._tx = tx
        self._texts: dict[int, list[int]] = defaultdict(list)
        self._known: dict[int, KnownText] = {}
        self._new: list[dict[str, int]] = []
        for band, n in self._read(texts):
            self._texts[band].append(n)
        self._read_known({n for text_ in texts for n in self._likely(text_)})

    def of(self, text_: Fingerprint) -> dict[int, list[int]]:
        """Give the texts that each band of a text leads to, those included that were added."""
        return {band: held for band in text_.bands if (held := self._texts.get(band))}

    def known_texts(self, text_: Fingerprint, at: datetime) -> list[KnownText]:
        """Give the texts that share most bands, where one counts the more the fewer texts have it."""
        likely = self._likely(text_)
        self._read_known(set(likely) - self._known.keys())
        return [
            self._known[n]
            for n in sorted(likely)
            if n in self._known and self._known[n].seen_at >= at - WINDOW
        ]

    def forget_known(self, changed: Collection[int] | None = None) -> None:
        """Read texts anew when they are asked for: some, since they were seen again, or all, since stories changed."""
        self._known = {n: one for n, one in self._known.items() if changed is not None and n not in changed}

    def add(self, wanted: Sequence[int], n: int) -> None:
        """Have bands lead to a text."""
        for band in wanted:
            self._texts[band].append(n)
        self._new += [{"band": band, "n": n} for band in wanted]

    def write(self) -> None:
        """Write what was added."""
        if self._new:
            self._tx.execute(_ADD_BANDS, self._new)
            self._new = []

    def _likely(self, text_: Fingerprint) -> list[int]:
        weights: dict[int, float] = defaultdict(float)
        for held in self.of(text_).values():
            for n in held:
                weights[n] += 1 / len(held)
        return sorted(weights, key=lambda n: (-weights[n], n))[:CANDIDATES]

    def _read_known(self, wanted: Collection[int]) -> None:
        every = sorted(wanted)
        for first in range(0, len(every), _BANDS_AT_ONCE):
            rows = self._tx.execute(_KNOWN_TEXTS, {"likely": every[first : first + _BANDS_AT_ONCE]})
            self._known |= {row.n: _known_text(row) for row in rows}

    def _read(self, texts: Sequence[Fingerprint]) -> Iterator[Sequence[int]]:
        if len(texts) == 1 and (asked := texts[0].bands):
            asked += asked[:1] * (BANDS - len(asked))
            yield from self._tx.execute(_TEXTS_OF_BANDS, {f"b{at}": band for at, band in enumerate(asked)})
            return
        every = sorted({band for text_ in texts for band in text_.bands})
        for first in range(0, len(every), _BANDS_AT_ONCE):
            yield from self._tx.execute(
                _TEXTS_OF_MANY_BANDS, {"bands": every[first : first + _BANDS_AT_ONCE]}
            )


def _known_text(row: Row[Any]) -> KnownText:
    known = Known(unpack_tight(row.sketch), unpack_head(row.head) if row.head else Head(), row.published_at)
    story = row.story_id or row.link_id
    return KnownText(row.n, row.link_id, story, row.copy_of, row.domain, row.seen_at, known, row.event_id)


def first_texts(
    tx: Connection, copied: Sequence[KnownText], known: Sequence[KnownText]
) -> dict[str, KnownText]:
    """Give the first text of each story that others lead to, where it is still remembered."""
    wanted = {other.story_id for other in copied if other.copy_of}
    firsts = {other.story_id: other for other in reversed(known) if other.link_id == other.story_id}
    if missing := sorted(wanted - firsts.keys()):
        hashes = [_link_hash(story) for story in missing]
        rows = tx.execute(_FIRST_TEXTS, {"stories": missing, "hashes": hashes}).all()
        firsts |= {row.link_id: _known_text(row) for row in reversed(rows)}
    return firsts


def remember(
    tx: Connection,
    known_bands: Bands,
    link_id: str,
    text_: Fingerprint,
    at: datetime,
    copies: Sequence[KnownText],
) -> None:
    """Remember a text under the bands that lead to none of those it is a copy of; these count as seen again.

    One that has another head than the text is no reason to leave a band out: what they share may be background yet.
    """
    same = {other.n for other in copies if not other.known.head.lede or not _are_unrelated(text_, other)}
    stale = [other.n for other in copies if other.seen_at < at - timedelta(days=1)]
    if stale:
        tx.execute(update(sketches).where(sketches.c.n.in_(stale)).values(seen_at=at))
        known_bands.forget_known(stale)
    texts_by_band = known_bands.of(text_)
    wanted = [
        b
        for b in text_.bands
        if same.isdisjoint(held := texts_by_band.get(b, ())) and len(held) < TEXTS_PER_BAND
    ]
    if not wanted:
        return
    row = {
        "link_id": link_id,
        "link_hash": _link_hash(link_id),
        "seen_at": at,
        "sketch": pack_tight(text_.sketch),
        "head": pack_head(text_.head),
        "published_at": text_.published_at,
        "beginning": pack_sketch(text_.beginning[:HEAD_BANDS]),
    }
    n = tx.execute(_ADD_SKETCH, row).scalar_one()
    known_bands.add(wanted, n)


def _link_hash(link_id: str) -> int:
    return zlib.crc32(link_id.encode())


def _are_unrelated(text_: Fingerprint, other: KnownText) -> bool:
    return share_of_heads(text_.head, other.known.head) < MIN_RELATED_HEADS
