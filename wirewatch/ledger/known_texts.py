"""The texts of the last month, as far as they are remembered: fingerprints, and the bands by which they are found.

Three rules keep that small, and the cost of one text growing no faster than the depth of an index:

- a band leads to TEXTS_PER_BAND texts at most: what more of them have is a set phrase or background, and finds nobody;
- a text leaves out the bands that already lead to one it is a copy of, so that a thousand copies of one report
  stand behind one entry, and do not make its words common;
- what has had no copy for a month is forgotten, a few with each pass.
"""

import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from processors.stories.fingerprint import ASKED_BANDS, HEAD_BANDS, Fingerprint, band_of
from processors.stories.head import Head, pack_head, unpack_head
from processors.stories.likeness import MIN_RELATED_HEADS, Known, share_of_heads
from processors.stories.pairs import head_pairs, head_pairs_of_old
from processors.stories.rest import UNKNOWN, Rest, pack_rest, unpack_rest
from processors.stories.sketch import pack_sketch, pack_tight, unpack_sketch, unpack_tight
from wirewatch.ledger.many import among, insert_pairs
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
    bands.c.band.in_([bindparam(f"b{at}") for at in range(ASKED_BANDS)])
)
_TEXTS_OF_MANY_BANDS = {
    dialect: select(bands.c.band, bands.c.n).where(among(bands.c.band, "bands", dialect))
    for dialect in ("postgresql", "sqlite")
}
_BANDS_AT_ONCE = 1000
_FIRST_NEW = 1 << 62
"""Numbers of texts that are not yet written begin here: they came last."""
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
_OLD_SKETCHES = (
    select(sketches)
    .where(sketches.c.seen_at < bindparam("before"))
    .order_by(sketches.c.seen_at)
    .limit(bindparam("most"))
)
_ADD_SKETCHES = insert(sketches).returning(sketches.c.n, sort_by_parameter_order=True)
_DROP_BAND = delete(bands).where(bands.c.band == bindparam("of"), bands.c.n == bindparam("to"))


class FoundAt(NamedTuple):
    """Where a text was found, and what it was taken for."""

    link_id: str
    story_id: str
    copy_of: str | None
    domain: str


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
    old = tx.execute(_OLD_SKETCHES, {"before": before, "most": limit}).all()
    if not old:
        return 0
    led = [{"of": band, "to": row.n} for row in old for band in _bands_of(row)]
    if led:
        tx.execute(_DROP_BAND, led)
    tx.execute(delete(sketches).where(sketches.c.n.in_([row.n for row in old])))
    return len(old)


def _bands_of(row: Any) -> list[int]:
    """Give the bands that may lead to a text: before there were bands of the beginning, more of its sketch did.

    What has no rest may be of any earlier version: pairs of the version before led to it, or those of today.
    """
    head, rest = _head_and_rest(row.head)
    pairs = head_pairs(head, row.published_at)
    if rest == UNKNOWN:
        pairs += head_pairs_of_old(head, row.published_at)
    hashes = (*unpack_tight(row.sketch)[:BANDS_OF_OLD], *unpack_sketch(row.beginning or b""), *pairs)
    return [band_of(value) for value in hashes]


class Bands:
    """What the bands of some texts lead to, read at once, and the texts there; `write` writes what was added."""

    def __init__(self, tx: Connection, texts: Sequence[Fingerprint]) -> None:
        self._tx = tx
        self._texts: dict[int, list[int]] = defaultdict(list)
        self._known: dict[int, KnownText] = {}
        self._firsts: dict[str, KnownText | None] = {}
        self._new: list[tuple[KnownText, dict[str, Any], list[int]]] = []
        for band, n in self._read(texts):
            self._texts[band].append(n)
        self._read_known({n for text_ in texts for n in self._likely(text_)})
        self._read_firsts({one.story_id for one in self._known.values() if one.copy_of})

    def of(self, asked: Iterable[int]) -> dict[int, list[int]]:
        """Give the texts to which each of some bands leads, those included that were added."""
        return {band: self._texts[band] for band in filter(self._texts.__contains__, asked)}

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
        kept = {one.n for one, _, _ in self._new}
        self._known = {
            n: one
            for n, one in self._known.items()
            if n in kept or (changed is not None and n not in changed)
        }
        self._firsts = {
            story: one
            for story, one in self._firsts.items()
            if changed is not None and (one is None or one.n not in changed)
        }

    def first_texts(self, copied: Iterable[KnownText], known: Sequence[KnownText]) -> dict[str, KnownText]:
        """Give the first text of each story that others lead to, where it is still remembered."""
        wanted = {other.story_id for other in copied if other.copy_of}
        firsts = {other.story_id: other for other in reversed(known) if other.link_id == other.story_id}
        missing = wanted - firsts.keys()
        self._read_firsts(missing)
        return firsts | {story: first for story in missing if (first := self._firsts[story])}

    def add(self, one: KnownText, text_: Fingerprint, wanted: Sequence[int]) -> None:
        """Remember a text, to which bands lead."""
        one = one._replace(n=_FIRST_NEW + len(self._new))
        for band in wanted:
            self._texts[band].append(one.n)
        self._known[one.n] = one
        self._new.append((one, _row(one, text_), list(wanted)))
        if one.link_id == one.story_id and self._firsts.get(one.story_id) is None:
            self._firsts[one.story_id] = one

    def write(self) -> None:
        """Write what was added."""
        if not self._new:
            return
        written = list(self._tx.execute(_ADD_SKETCHES, [row for _, row, _ in self._new]).scalars())
        led: list[tuple[int, int]] = []
        for n, (one, _, wanted) in zip(written, self._new, strict=True):
            led += [(band, n) for band in wanted]
            for band in wanted:
                self._texts[band] = [n if held == one.n else held for held in self._texts[band]]
            self._known[n] = self._known.pop(one.n)._replace(n=n)
        insert_pairs(self._tx, bands, sorted(led))  # in the order of their pages
        self._firsts = {story: one for story, one in self._firsts.items() if one and one.n < _FIRST_NEW}
        self._new = []

    def _likely(self, text_: Fingerprint) -> list[int]:
        weights: dict[int, float] = defaultdict(float)
        for held in self.of(text_.asked_bands).values():
            for n in held:
                weights[n] += 1 / len(held)
        return sorted(sorted(weights), key=weights.__getitem__, reverse=True)[:CANDIDATES]

    def _read_known(self, wanted: Collection[int]) -> None:
        every = sorted(wanted)
        for first in range(0, len(every), _BANDS_AT_ONCE):
            rows = self._tx.execute(_KNOWN_TEXTS, {"likely": every[first : first + _BANDS_AT_ONCE]}).all()
            self._known |= {row.n: _known_text(row) for row in rows}

    def _read_firsts(self, stories: Collection[str]) -> None:
        missing = sorted(stories - self._firsts.keys())
        unwritten = {one.link_id: one for one, _, _ in reversed(self._new)}
        for first in range(0, len(missing), _BANDS_AT_ONCE):
            some = missing[first : first + _BANDS_AT_ONCE]
            asked = {"stories": some, "hashes": [_link_hash(story) for story in some]}
            rows = self._tx.execute(_FIRST_TEXTS, asked).all()
            found = {row.link_id: _known_text(row) for row in reversed(rows)}
            self._firsts |= {story: found.get(story, unwritten.get(story)) for story in some}

    def _read(self, texts: Sequence[Fingerprint]) -> Iterator[Sequence[int]]:
        if len(texts) == 1 and (asked := texts[0].asked_bands):
            asked += asked[:1] * (ASKED_BANDS - len(asked))
            yield from self._tx.execute(_TEXTS_OF_BANDS, {f"b{at}": band for at, band in enumerate(asked)})
            return
        every = sorted({band for text_ in texts for band in text_.asked_bands})
        asked_for = _TEXTS_OF_MANY_BANDS[self._tx.dialect.name]
        for first in range(0, len(every), _BANDS_AT_ONCE):
            yield from self._tx.execute(asked_for, {"bands": every[first : first + _BANDS_AT_ONCE]})


def _known_text(row: Row[Any]) -> KnownText:
    head, rest = _head_and_rest(row.head)
    known = Known(unpack_tight(row.sketch), head, row.published_at, rest)
    story = row.story_id or row.link_id
    return KnownText(row.n, row.link_id, story, row.copy_of, row.domain, row.seen_at, known, row.event_id)


def remember(
    tx: Connection,
    known_bands: Bands,
    found_at: FoundAt,
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
    texts_by_band = known_bands.of(text_.bands)
    wanted = [
        b
        for b in text_.bands
        if same.isdisjoint(held := texts_by_band.get(b, ())) and len(held) < TEXTS_PER_BAND
    ]
    if wanted:
        known = Known(text_.sketch, text_.head, text_.published_at, text_.rest)
        known_bands.add(KnownText(_FIRST_NEW, *found_at, at, known), text_, wanted)


def _row(one: KnownText, text_: Fingerprint) -> dict[str, Any]:
    return {
        "link_id": one.link_id,
        "link_hash": _link_hash(one.link_id),
        "seen_at": one.seen_at,
        "sketch": pack_tight(text_.sketch),
        "head": pack_rest(text_.rest) + pack_head(text_.head),
        "published_at": text_.published_at,
        "beginning": pack_sketch(text_.beginning[:HEAD_BANDS]),
    }


def _head_and_rest(data: bytes | None) -> tuple[Head, Rest]:
    """Give the head of a remembered text, and what is remembered of its other words."""
    rest, head = unpack_rest(data or b"")
    return (unpack_head(head) if head else Head()), rest


def _link_hash(link_id: str) -> int:
    return zlib.crc32(link_id.encode())


def _are_unrelated(text_: Fingerprint, other: KnownText) -> bool:
    return share_of_heads(text_.head, other.known.head) < MIN_RELATED_HEADS
