"""No user and password in any address: feeds are known by their addresses without them, and texts lose them."""

import re
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import context, op

revision = "0010"
down_revision = "0009"

_LOGIN = re.compile(r"(\b[a-z][a-z0-9+.-]*://)[^\s/?#\"'<>]*@", re.IGNORECASE)
_CHUNK = 500
_TEXTS = {
    "links": (("id",), ("url", "feed_url", "detail", "carried", "told")),
    "steps": (("seq",), ("detail",)),
    "sightings": (("link_id", "feed_url"), ("url",)),
    "feeds": (("url",), ("title", "state", "detail", "moved_to")),
    "batches": (("id",), ("detail",)),
    "events": (("rule", "story_id", "mark"), ("alert",)),
    "deliveries": (("key",), ("detail",)),
    "channels": (("name",), ("detail",)),
}
"""Of each table its key, and the columns in which an address may stand."""


def upgrade() -> None:
    """Clean the texts, then the two keys that are addresses; where two become one, the newer stays."""
    tx = op.get_bind()
    found = sum(_clean_texts(tx, name, key, columns) for name, (key, columns) in _TEXTS.items())
    found += _clean_sightings(tx) + _clean_feeds(tx)
    context.config.attributes["secrets_removed"] = found > 0


def _clean_texts(tx: sa.Connection, name: str, key: tuple[str, ...], columns: tuple[str, ...]) -> int:
    table = sa.table(name, *(sa.column(column) for column in {*key, *columns}))
    cleaned = 0
    for row in _rows_with_login(tx, table, key, columns):
        values = {column: _LOGIN.sub(r"\1", row[column]) for column in columns if row[column]}
        changed = {column: text for column, text in values.items() if text != row[column]}
        if changed:
            tx.execute(
                sa.update(table).where(*(table.c[column] == row[column] for column in key)).values(changed)
            )
            cleaned += 1
    return cleaned


def _rows_with_login(
    tx: sa.Connection, table: sa.TableClause, key: tuple[str, ...], columns: tuple[str, ...]
) -> Iterator[Any]:
    """Give the rows that may have a login in one of these columns, in the order of their keys, some at a time."""
    keys = sa.tuple_(*(table.c[column] for column in key))
    suspect = sa.or_(*(table.c[column].like("%://%@%") for column in columns))
    query = sa.select(table).where(suspect).order_by(*(table.c[column] for column in key)).limit(_CHUNK)
    last: tuple[Any, ...] | None = None
    while (
        rows := tx.execute(query if last is None else query.where(keys > sa.tuple_(*last))).mappings().all()
    ):
        yield from rows
        last = tuple(rows[-1][column] for column in key)


def _clean_sightings(tx: sa.Connection) -> int:
    table = sa.table("sightings", *(sa.column(name) for name in ("link_id", "feed_url")))
    rows = list(_rows_with_login(tx, table, ("link_id", "feed_url"), ("feed_url",)))
    cleaned = 0
    for row in rows:
        clean = _LOGIN.sub(r"\1", row["feed_url"])
        if clean == row["feed_url"]:
            continue
        this = (table.c.link_id == row["link_id"], table.c.feed_url == row["feed_url"])
        same = (table.c.link_id == row["link_id"], table.c.feed_url == clean)
        if tx.execute(sa.select(table.c.link_id).where(*same)).first():
            tx.execute(sa.delete(table).where(*this))
        else:
            tx.execute(sa.update(table).where(*this).values(feed_url=clean))
        cleaned += 1
    return cleaned


def _clean_feeds(tx: sa.Connection) -> int:
    table = sa.table("feeds", *(sa.column(name) for name in ("url", "active", "polled_at")))
    rows = list(_rows_with_login(tx, table, ("url",), ("url",)))
    cleaned = 0
    for row in rows:
        clean = _LOGIN.sub(r"\1", row["url"])
        if clean == row["url"]:
            continue
        other = tx.execute(sa.select(table).where(table.c.url == clean)).mappings().first()
        if other and _worth(other) >= _worth(row):
            tx.execute(sa.delete(table).where(table.c.url == row["url"]))
        else:
            tx.execute(sa.delete(table).where(table.c.url == clean))
            tx.execute(sa.update(table).where(table.c.url == row["url"]).values(url=clean))
        cleaned += 1
    return cleaned


def _worth(row: Any) -> tuple[bool, str]:
    return bool(row["active"]), str(row["polled_at"] or "")
