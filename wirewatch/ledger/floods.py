"""Floods: what a source published in the last hour by rule, and the sources whose variants are held back.

`variants` has the form of each article that was news to a rule, for an hour, by its source. `floods` has a row for a
rule and a source that has once published too many variants: while they go on, they are held.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, insert, select, update

from processors.stories.head import Head, pack_head, unpack_head
from processors.stories.sketch import pack_sketch, unpack_sketch
from processors.stories.variants import REACH, Form
from wirewatch.ledger.schema import floods, variants

WITHIN = timedelta(hours=1)
"""The time in which variants are counted, and after which a flood without any is over."""
SHOWN = timedelta(days=1)
"""How long `status` tells of a flood that is over."""


class Flood(NamedTuple):
    """One source's flood, as one rule sees it."""

    since: datetime
    last_at: datetime
    article: str
    """The id of the one that was told."""
    held: int


def recent_forms(tx: Connection, rule: str, sources: Collection[str], at: datetime) -> dict[str, list[Form]]:
    """Give by source the forms of the last articles that were news to a rule, and drop what is older than an hour."""
    which = (variants.c.rule == rule, variants.c.source.in_(sorted(sources)))
    rows = tx.execute(select(variants).where(*which).order_by(variants.c.at, variants.c.article)).all()
    near = [row for row in rows if abs(at - row.at) < WITHIN]  # clocks may be set back
    if len(near) < len(rows):
        tx.execute(delete(variants).where(*which, variants.c.at <= at - WITHIN))
    found: dict[str, list[Form]] = defaultdict(list)
    for row in near:
        found[row.source].append(_unpack(row.form, row.sketch))
    return {source: forms[-REACH:] for source, forms in found.items()}


def remember_forms(tx: Connection, rule: str, source: str, forms: Mapping[str, Form], at: datetime) -> None:
    """Remember the forms of articles, the last of many, by their ids."""
    last = list(forms.items())[-REACH:]
    tx.execute(
        delete(variants).where(variants.c.rule == rule, variants.c.article.in_([id_ for id_, _ in last]))
    )
    rows = [
        {"rule": rule, "article": id_, "source": source, "at": at, "form": head, "sketch": sketch}
        for id_, (head, sketch) in ((id_, _pack(form)) for id_, form in last)
    ]
    tx.execute(insert(variants), rows)


def current_floods(tx: Connection, rule: str, sources: Collection[str], at: datetime) -> dict[str, Flood]:
    """Give by source the floods that go on for a rule."""
    which = (floods.c.rule == rule, floods.c.source.in_(sorted(sources)))
    rows = tx.execute(select(floods).where(*which))
    return {
        row.source: Flood(row.since, row.last_at, row.article, row.held)
        for row in rows
        if abs(at - row.last_at) < WITHIN
    }


def save_flood(tx: Connection, rule: str, source: str, flood: Flood) -> None:
    """Keep a flood, in the place of an earlier one of the same source."""
    which = (floods.c.rule == rule, floods.c.source == source)
    if not tx.execute(update(floods).where(*which).values(flood._asdict())).rowcount:
        tx.execute(insert(floods).values(rule=rule, source=source, **flood._asdict()))


def floods_since(tx: Connection, at: datetime) -> list[dict[str, Any]]:
    """Give the floods that went on at a time or later as `status` tells them, the last first."""
    query = select(floods).where(floods.c.last_at >= at).order_by(floods.c.last_at.desc(), floods.c.rule)
    return [
        {"source": row.source, "rule": row.rule, "since": row.since, "until": row.last_at, "held": row.held}
        for row in tx.execute(query)
    ]


def forget(tx: Connection, at: datetime) -> int:
    """Drop what is older than is looked at; give the number of forms."""
    tx.execute(delete(floods).where(floods.c.last_at < at - SHOWN))
    return tx.execute(delete(variants).where(variants.c.at <= at - WITHIN)).rowcount


def _pack(form: Form) -> tuple[bytes, bytes]:
    return pack_head(Head(form.head, form.after)), pack_sketch(form.sketch)


def _unpack(head: bytes, sketch: bytes) -> Form:
    found = unpack_head(head)
    return Form(found.title, found.lede, unpack_sketch(sketch))
