"""The events of the last month, as far as they are remembered, and the words by which they are found.

- An event is found by the words that tell most of it, and in other languages by its towns and days.
- A word leads to EVENTS_PER_WORD events at most: what more of them have tells nothing.
- An event that had no article for a month is forgotten, a few with each pass.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from zlib import crc32

import msgspec
import numpy as np
from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from processors.events.event import Event, Words
from processors.events.rarity import Rarity, unpack_rarity
from wirewatch.ledger.many import among, insert_pairs
from wirewatch.ledger.schema import event_words, known_events, word_counts

WINDOW = timedelta(days=30)
"""An event that has had no article for so long is over."""
WORDS_ASKED = 20
"""Words of an article by which events are looked for."""
WORDS_LED = 14
"""Words of an article that lead to its event."""
EVENTS_PER_WORD = 48
"""Events that a word leads to."""
ARTICLES_ADDED = 12
"""Articles of an event up to which the words of copies are added to it."""
CANDIDATES = 16
"""Events that are compared with an article, those first that share words which few others have."""

_FIRST_NEW = 1 << 62
"""Numbers of events that are not yet written begin here: they came last."""

# Made once: to build such a statement takes SQLAlchemy longer than the database needs to answer it.
_LEADS = {
    dialect: select(event_words.c.word, event_words.c.n).where(among(event_words.c.word, "words", dialect))
    for dialect in ("postgresql", "sqlite")
}
_AT_ONCE = 1000
_KNOWN = select(known_events).where(known_events.c.n.in_(bindparam("likely", expanding=True)))
_ADD = insert(known_events).returning(known_events.c.n, sort_by_parameter_order=True)
_UPDATE = (
    update(known_events)
    .where(known_events.c.n == bindparam("of"))
    .values(seen_at=bindparam("seen_at"), data=bindparam("data"))
)
_OLD = (
    select(known_events)
    .where(known_events.c.seen_at < bindparam("before"))
    .order_by(known_events.c.seen_at)
    .limit(bindparam("most"))
)
_COUNTS = select(word_counts).where(word_counts.c.language == bindparam("of"))
_UPDATE_COUNTS = (
    update(word_counts)
    .where(word_counts.c.language == bindparam("of"))
    .values(articles=bindparam("articles"), counts=bindparam("counts"))
)
_DROP_WORDS = delete(event_words).where(
    event_words.c.word == bindparam("word"), event_words.c.n == bindparam("of")
)


class KnownEvent(NamedTuple):
    """An event in one language, as it is remembered."""

    n: int
    event_id: str
    event: Event
    seen_at: datetime
    led: tuple[int, ...] = ()
    """The words, and the towns of days, that lead to it."""


class _Packed(msgspec.Struct, array_like=True):
    articles: int
    codes: bytes
    head: bytes
    body: bytes
    places: frozenset[int]
    days: frozenset[int]
    figures: frozenset[int]
    acts: frozenset[str]
    groups: frozenset[str]
    first_at: float
    last_at: float
    led: bytes
    title_figures: frozenset[int]
    runs: bytes = b""
    countries: frozenset[str] = frozenset()
    town_names: tuple[tuple[int, str], ...] = ()
    """These are not there where it was written by an earlier version."""


_unpack = msgspec.msgpack.Decoder(_Packed).decode


class KnownEvents:
    """The events to which words lead, read at once for several articles; `write` writes what came to be known."""

    def __init__(self, tx: Connection, asked: Iterable[Sequence[int]], at: datetime) -> None:
        """Read what articles at a time ask for, each list of words by itself."""
        self._tx, self._at = tx, at
        self._leads: dict[int, list[int]] = defaultdict(list)
        self._known: dict[int, KnownEvent] = {}
        self._changed: set[int] = set()
        self._new_words: list[tuple[int, int]] = []
        lists = list(asked)
        every = sorted({word for words in lists for word in words})
        for some in _parts(every):
            for word, n in tx.execute(_LEADS[tx.dialect.name], {"words": some}).all():
                self._leads[word].append(n)
        self._read({n for words in lists for n in self._likely(words)})

    def likely(self, words: Sequence[int]) -> list[KnownEvent]:
        """Give the events that share most words, one counting the more the fewer have it; first come first."""
        likely = self._likely(words)
        self._read(set(likely) - self._known.keys())
        return [self._known[n] for n in sorted(likely) if n in self._known]

    def leads(self, words: Iterable[int]) -> bool:
        """Tell whether words that were asked for lead to any event."""
        return any(self._leads.get(word) for word in words)

    def remember(self, event_id: str, event: Event, words: Iterable[int]) -> None:
        """Remember an event in one language, to which words lead."""
        n = _FIRST_NEW + len(self._known)
        self._known[n] = KnownEvent(n, event_id, event, self._at)
        self._lead(n, words)

    def update(self, n: int, event: Event, words: Iterable[int]) -> None:
        """Remember an event with one more article, and have more words lead to it."""
        self._known[n] = self._known[n]._replace(event=event, seen_at=self._at)
        self._lead(n, words)

    def write(self) -> None:
        """Write the events that are new or changed, and the words that lead there."""
        changed = [self._known[n] for n in sorted(self._changed)]
        old = [one for one in changed if one.n < _FIRST_NEW]
        if old:
            self._tx.execute(_UPDATE, [{"of": one.n} | _row(one) for one in old])
        numbers = {one.n: one.n for one in old}
        new = [one for one in changed if one.n >= _FIRST_NEW]
        if new:
            rows = [{"event_id": one.event_id, "language": one.event.language} | _row(one) for one in new]
            written = self._tx.execute(_ADD, rows).scalars()
            numbers |= dict(zip((one.n for one in new), written, strict=True))
        insert_pairs(self._tx, event_words, [(word, numbers[n]) for word, n in self._new_words])

    def _lead(self, n: int, words: Iterable[int]) -> None:
        added = [
            word
            for word in dict.fromkeys(words)
            if n not in (held := self._leads[word]) and len(held) < EVENTS_PER_WORD
        ]
        for word in added:
            self._leads[word].append(n)
        self._new_words += [(word, n) for word in added]
        self._known[n] = self._known[n]._replace(led=(*self._known[n].led, *added))
        self._changed.add(n)

    def _likely(self, words: Sequence[int]) -> list[int]:
        weights: dict[int, float] = defaultdict(float)
        for word in filter(self._leads.__contains__, words):
            held = self._leads[word]
            share = 1 / len(held)
            for n in held:
                weights[n] += share
        return sorted(sorted(weights), key=weights.__getitem__, reverse=True)[:CANDIDATES]

    def _read(self, wanted: Collection[int]) -> None:
        for some in _parts(sorted(wanted)):
            for row in self._tx.execute(_KNOWN, {"likely": some}):
                if row.seen_at >= self._at - WINDOW:
                    self._known[row.n] = unpack_event(row)


def _parts(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for first in range(0, len(numbers), _AT_ONCE):
        yield numbers[first : first + _AT_ONCE]


def _row(one: KnownEvent) -> dict[str, Any]:
    return {"seen_at": one.seen_at, "data": pack_event(one.event, one.led)}


def place_keys(places: Iterable[int], day: int) -> list[int]:
    """Give the numbers by which the towns of a day (ordinal) lead to events, beside those of words."""
    return [-1 - crc32(f"{place}/{day}".encode()) for place in sorted(places)]


def read_rarity(tx: Connection, language: str) -> Rarity:
    """Read how many articles of a language have each word."""
    row = tx.execute(_COUNTS, {"of": language}).one_or_none()
    return unpack_rarity(row.articles, row.counts) if row else Rarity()


def write_rarity(tx: Connection, language: str, rarity: Rarity) -> None:
    """Write how many articles of a language have each word."""
    values = {"articles": rarity.articles, "counts": rarity.pack()}
    if not tx.execute(_UPDATE_COUNTS, {"of": language, **values}).rowcount:
        tx.execute(insert(word_counts).values(language=language, **values))


def forget_events(tx: Connection, before: datetime, limit: int = 500) -> int:
    """Drop events that had no article since a time, up to `limit`; give their number."""
    rows = tx.execute(_OLD, {"before": before, "most": limit}).all()
    led = [{"word": word, "of": row.n} for row in rows for word in unpack_event(row).led]
    if led:
        tx.execute(_DROP_WORDS, led)
    if rows:
        tx.execute(delete(known_events).where(known_events.c.n.in_([row.n for row in rows])))
    return len(rows)


def pack_event(event: Event, led: Sequence[int] = ()) -> bytes:
    """Pack an event without its language, and what leads to it."""
    codes, head, body = event.words
    return msgspec.msgpack.encode(
        _Packed(
            event.articles,
            codes.astype("<u4").tobytes(), head.astype("<f2").tobytes(), body.astype("<f2").tobytes(),
            event.places, event.days, event.figures, event.acts, event.groups,
            event.first_at.timestamp(), event.last_at.timestamp(), np.array(led, "<i8").tobytes(),
            event.title_figures, np.array(sorted(event.runs), "<u4").tobytes(),
            event.countries, event.town_names,
        ),
        order="deterministic",
    )  # fmt: skip


def unpack_event(row: Row[Any]) -> KnownEvent:
    """Unpack a row of the table: what `pack_event` packed, and what stands beside it."""
    held = _unpack(row.data)
    arrays: list[Any] = [
        np.frombuffer(held.codes, "<u4").astype(np.uint32),
        np.frombuffer(held.head, "<f2").astype(np.float32),
        np.frombuffer(held.body, "<f2").astype(np.float32),
    ]
    event = Event(
        row.language, held.articles, Words(*arrays),
        held.places, held.days, held.figures, held.acts, held.groups,
        datetime.fromtimestamp(held.first_at, UTC), datetime.fromtimestamp(held.last_at, UTC),
        held.title_figures, frozenset(np.frombuffer(held.runs, "<u4").tolist()),
        held.countries, held.town_names,
    )  # fmt: skip
    led: list[int] = np.frombuffer(held.led, "<i8").tolist()
    return KnownEvent(row.n, row.event_id, event, row.seen_at, tuple(led))
