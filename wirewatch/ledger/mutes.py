"""Mutes: what tells nobody for a time, a source, a story or a rule, each by the word of somebody.

    announce     alert of what is muted ── delivery (muted)          it never waits, and joins no digest
    mute         delivery (pending)     ── delivery (muted)          what was announced before, and is not sent yet

A mute ends by the clock, or because somebody ends it. What was muted until then stays so: nothing is told late.
A source that is muted silences itself alone: what another source brings of the same story is told. So is a copy in
doubt of a story that is muted, since it may be of another event.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, Connection, Row, and_, exists, insert, or_, select, update

from wirewatch.config.times import parse_span
from wirewatch.errors import Mistake
from wirewatch.ledger.audit import note_change
from wirewatch.ledger.desk_schema import mutes
from wirewatch.ledger.late_judgement import DOUBT
from wirewatch.ledger.leases import is_free
from wirewatch.ledger.schema import deliveries, events, links

Kind = Literal["source", "story", "rule"]
KINDS: tuple[Kind, ...] = get_args(Kind)
MUTED = "muted"
"""The state of a delivery that is never sent."""


def read_until(span: str, at: datetime) -> datetime:
    """Give the time until which a mute of a span such as `7d` holds. Raises Mistake."""
    try:
        length = parse_span(span)
        if not length:
            raise ValueError(f"{span!r} is no time at all; write 6h, 7d or 2w")
        return at + length
    except (ValueError, OverflowError) as error:
        raise Mistake(f"--for: {error}") from None


def add_mute(tx: Connection, kind: Kind, name: str, who: str, at: datetime, until: datetime) -> int:
    """Mute something until a time, which takes the place of a mute that it has; give how many alerts that stops."""
    _end(tx, kind, name, who, at)
    tx.execute(insert(mutes).values(kind=kind, name=name, who=who[:200], at=at, until=until))
    note_change(tx, who, f"mute {kind}", name, at, f"until {until:%Y-%m-%d %H:%M} UTC")
    return hold_back(tx, at)


def end_mute(tx: Connection, kind: Kind, name: str, who: str, at: datetime) -> bool:
    """End a mute before its time; False where there is none."""
    ended = _end(tx, kind, name, who, at)
    if ended:
        note_change(tx, who, f"unmute {kind}", name, at)
    return ended


def _end(tx: Connection, kind: Kind, name: str, who: str, at: datetime) -> bool:
    which = and_(_is_active(at), mutes.c.kind == kind, mutes.c.name == name)
    return bool(tx.execute(update(mutes).where(which).values(ended_by=who[:200], ended_at=at)).rowcount)


def active_mutes(tx: Connection, at: datetime) -> Sequence[Row[Any]]:
    """Give the mutes that hold, those that end first before the others."""
    return tx.execute(select(mutes).where(_is_active(at)).order_by(mutes.c.until, mutes.c.id)).all()


def list_mutes(tx: Connection, at: datetime, *, ended: bool = False) -> list[dict[str, Any]]:
    """Give the mutes that hold, and those that have ended where these are asked for, the latest first."""
    query = select(mutes).order_by(mutes.c.id.desc())
    rows = tx.execute(query if ended else query.where(_is_active(at)))
    return [
        {
            "kind": row.kind,
            "name": row.name,
            "until": row.until,
            "holds": row.ended_at is None and row.until > at,
            "who": row.who,
            "at": row.at,
            "ended_by": row.ended_by,
            "ended_at": row.ended_at,
        }
        for row in rows
    ]


def _is_active(at: datetime) -> ColumnElement[bool]:
    return and_(mutes.c.until > at, mutes.c.ended_at.is_(None))


def why_muted(
    tx: Connection,
    rule: str,
    story_id: str,
    article_id: str,
    source: str | None,
    at: datetime,
    mark: str = "",
) -> str | None:
    """Say by which mute an alert is not sent, or None where it is; `mark` is that of the alert.

    The story of its article counts, too, where the rule tells of events.
    """
    for mute in active_mutes(tx, at):
        if mute.kind == "story" and mark.startswith(DOUBT):
            continue
        names = [{"rule": rule, "source": source, "story": story_id}[mute.kind]]
        if mute.kind == "story" and article_id:
            names += tx.execute(select(links.c.story_id).where(links.c.id == article_id)).scalars().all()
        if mute.name in names:
            return told(mute)
    return None


def muted_sources(tx: Connection, at: datetime) -> frozenset[str]:
    """Give the ids of the sources that are muted at a time."""
    return frozenset(mute.name for mute in active_mutes(tx, at) if mute.kind == "source")


def is_told_to_nobody() -> ColumnElement[bool]:
    """Tell of an event whether nobody was told since its source was muted: then another source may tell of it."""
    same = and_(*(deliveries.c[name] == events.c[name] for name in ("rule", "story_id", "mark")))
    held = and_(
        mutes.c.kind == "source",
        mutes.c.name == events.c.source,
        mutes.c.until > events.c.at,
        or_(mutes.c.ended_at.is_(None), mutes.c.ended_at > events.c.at),
    )
    some, others = and_(same, deliveries.c.state == MUTED), and_(same, deliveries.c.state != MUTED)
    return and_(exists().where(held), exists().where(some), ~exists().where(others))


def told(mute: Row[Any]) -> str:
    """Say what is muted, until when, and by whom."""
    return f"the {mute.kind} {mute.name} is muted until {mute.until:%Y-%m-%d %H:%M} UTC by {mute.who}"


def hold_back(tx: Connection, at: datetime) -> int:
    """Mute what waits to be sent, or for a digest that is open, and is of what is muted now; give the number.

    What is being sent at this moment is sent.
    """
    number = 0
    same = and_(*(events.c[name] == deliveries.c[name] for name in ("rule", "story_id", "mark")))
    digest = deliveries.alias()
    opened = exists().where(digest.c.key == deliveries.c.digest, digest.c.state == "gathering")
    waits = or_(
        and_(deliveries.c.kind == "alert", deliveries.c.state == "pending"),
        and_(deliveries.c.kind == "part", deliveries.c.state == "gathering", opened),
    )
    for mute in active_mutes(tx, at):
        is_meant = {
            "rule": deliveries.c.rule == mute.name,
            "story": and_(deliveries.c.story_id == mute.name, ~deliveries.c.mark.startswith(DOUBT)),
            "source": exists().where(same, events.c.source == mute.name),
        }[mute.kind]
        held = update(deliveries).where(waits, is_meant, is_free(deliveries, tx.dialect.name))
        alone = {"kind": "alert", "digest": None, "lease": None, "lease_until": None}
        number += tx.execute(held.values(state=MUTED, detail=told(mute), **alone)).rowcount
    return number
