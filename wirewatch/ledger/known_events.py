"""The events of the last month, as far as they are remembered, and the words by which they are found.

- An event is found by the words that tell most of it, and in other languages by its towns and days.
- A word leads to EVENTS_PER_WORD events at most: what more of them have tells nothing.
- An event that had no article for a month is forgotten, a few with each pass.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from zlib import crc32

import msgspec
import numpy as np
from sqlalchemy import Connection, bindparam, delete, insert, select, update

from processors.events.event import Event, Words
from processors.events.rarity import Rarity, unpack_rarity
from wirewatch.ledger.schema import event_words, known_events, word_counts

WINDOW = timedelta(days=30)
"""An event that has had no article for so long is over."""
WORDS_ASKED = 20
"""Words of an article by which events are looked for."""
WORDS_LED = 14
"""Words of an article that lead to its event."""
EVENTS_PER_WORD = 48
"""Events that a word leads to."""
CANDIDATES = 16
"""Events that are compared with an article, those first that share words which few others have."""

_LEADS = select(event_words.c.word, event_words.c.n).where(
    event_words.c.word.in_(bindparam("words", expanding=True))
)
_KNOWN = select(known_events).where(
    known_events.c.n.in_(bindparam("likely", expanding=True)), known_events.c.seen_at >= bindparam("since")
)
_ADD = insert(known_events).returning(known_events.c.n)
_ADD_WORDS = insert(event_words)
_UPDATE = (
    update(known_events)
    .where(known_events.c.n == bindparam("of"))
    .values(seen_at=bindparam("seen_at"), data=bindparam("data"))
)


class KnownEvent(NamedTuple):
    """An event in one language, as it is remembered."""

    n: int
    event_id: str
    event: Event


class _Packed(msgspec.Struct, array_like=True):
    articles: int
    codes: bytes
    head: bytes
    body: bytes
    places: list[int]
    days: list[int]
    figures: list[int]
    acts: list[str]
    groups: list[str]
    first_at: float
    last_at: float


def words_lead_to(tx: Connection, words: Sequence[int]) -> dict[int, list[int]]:
    """Give the events that each word leads to."""
    found: dict[int, list[int]] = defaultdict(list)
    if words:
        for word, n in tx.execute(_LEADS, {"words": list(words)}):
            found[word].append(n)
    return found


def read_likely(tx: Connection, leads: dict[int, list[int]], at: datetime) -> list[KnownEvent]:
    """Read the events that share most words, where one counts the more the fewer events have it; first come first."""
    weights: dict[int, float] = defaultdict(float)
    for held in leads.values():
        for n in held:
            weights[n] += 1 / len(held)
    likely = sorted(weights, key=lambda n: (-weights[n], n))[:CANDIDATES]
    if not likely:
        return []
    rows = tx.execute(_KNOWN, {"likely": likely, "since": at - WINDOW}).all()
    return [
        KnownEvent(row.n, row.event_id, unpack_event(row.language, row.data))
        for row in sorted(rows, key=lambda row: int(row.n))
    ]


def remember_event(tx: Connection, event_id: str, event: Event, at: datetime) -> int:
    """Remember an event in one language; give its number."""
    row = {"event_id": event_id, "language": event.language, "seen_at": at, "data": pack_event(event)}
    return int(tx.execute(_ADD, row).scalar_one())


def update_event(tx: Connection, n: int, event: Event, at: datetime) -> None:
    """Remember an event with one more article."""
    tx.execute(_UPDATE, {"of": n, "seen_at": at, "data": pack_event(event)})


def lead(tx: Connection, words: Iterable[int], n: int, leads: dict[int, list[int]]) -> None:
    """Have words lead to an event, where they do not yet, and lead to few others."""
    rows = [
        {"word": word, "n": n}
        for word in dict.fromkeys(words)
        if n not in (held := leads.get(word, [])) and len(held) < EVENTS_PER_WORD
    ]
    if rows:
        tx.execute(_ADD_WORDS, rows)


def place_keys(places: Iterable[int], day: int) -> list[int]:
    """Give the numbers by which the towns of a day (ordinal) lead to events, beside those of words."""
    return [-1 - crc32(f"{place}/{day}".encode()) for place in sorted(places)]


def read_rarity(tx: Connection, language: str) -> Rarity:
    """Read how many articles of a language have each word."""
    row = tx.execute(select(word_counts).where(word_counts.c.language == language)).one_or_none()
    return unpack_rarity(row.articles, row.counts) if row else Rarity()


def write_rarity(tx: Connection, language: str, rarity: Rarity) -> None:
    """Write how many articles of a language have each word."""
    values = {"articles": rarity.articles, "counts": rarity.pack()}
    mine = update(word_counts).where(word_counts.c.language == language).values(**values)
    if not tx.execute(mine).rowcount:
        tx.execute(insert(word_counts).values(language=language, **values))


def forget_events(tx: Connection, before: datetime, limit: int = 500) -> int:
    """Drop events that had no article since a time, up to `limit`; give their number."""
    old = select(known_events.c.n).where(known_events.c.seen_at < before)
    numbers = tx.execute(old.order_by(known_events.c.seen_at).limit(limit)).scalars().all()
    if numbers:
        tx.execute(delete(event_words).where(event_words.c.n.in_(numbers)))
        tx.execute(delete(known_events).where(known_events.c.n.in_(numbers)))
    return len(numbers)


def pack_event(event: Event) -> bytes:
    """Pack an event without its language."""
    codes, head, body = event.words
    return msgspec.msgpack.encode(
        _Packed(
            event.articles,
            codes.astype("<u4").tobytes(), head.astype("<f2").tobytes(), body.astype("<f2").tobytes(),
            sorted(event.places), sorted(event.days), sorted(event.figures), sorted(event.acts), sorted(event.groups),
            event.first_at.timestamp(), event.last_at.timestamp(),
        )
    )  # fmt: skip


def unpack_event(language: str | None, data: bytes) -> Event:
    """Unpack what `pack_event` packed."""
    held = msgspec.msgpack.decode(data, type=_Packed)
    arrays: list[Any] = [
        np.frombuffer(held.codes, "<u4").astype(np.uint32),
        np.frombuffer(held.head, "<f2").astype(np.float32),
        np.frombuffer(held.body, "<f2").astype(np.float32),
    ]
    return Event(
        language, held.articles, Words(*arrays),
        frozenset(held.places), frozenset(held.days), frozenset(held.figures),
        frozenset(held.acts), frozenset(held.groups),
        datetime.fromtimestamp(held.first_at, UTC), datetime.fromtimestamp(held.last_at, UTC),
    )  # fmt: skip
