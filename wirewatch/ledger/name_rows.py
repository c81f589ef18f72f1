"""Names as they are written: what each is made of, and how many a link may have."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from wirewatch.ledger.links import insert_new
from wirewatch.ledger.schema import names

MAX_NAMES = 20
"""Names of a link; an address or a guid that is new at every poll would have them grow for ever."""


def name_row(id_: str, scope: str, link: str, at: datetime) -> dict[str, Any]:
    """Give the row of a name that tells nothing but which link it leads to."""
    told = dict.fromkeys(("address", "title", "published", "sketch"))
    return {"id": id_, "scope": scope, "link_id": link, "at": at, **told}


def guid_name(guid: str) -> str:
    """Return the name that a feed's guid is."""
    return hashlib.sha256(f"guid\0{guid}".encode("utf-8", "replace")).hexdigest()


def words_name(kind: str, page: str, words: str) -> str:
    """Return the name that words of a kind (a title, a text) are on the page at a canonical address."""
    return hashlib.sha256(f"{kind}\0{page}\0{words}".encode("utf-8", "replace")).hexdigest()


def insert_names(tx: Connection, rows: Sequence[dict[str, Any]]) -> list[str]:
    """Insert names that are not there yet, for links that have not too many; give the ids of those that are new."""
    if not rows:
        return []
    query = select(names.c.link_id, func.count()).where(names.c.link_id.in_({row["link_id"] for row in rows}))
    numbers: dict[str, int] = {row[0]: row[1] for row in tx.execute(query.group_by(names.c.link_id))}
    kept = []
    for row in rows:
        numbers[row["link_id"]] = numbers.get(row["link_id"], 0) + 1
        if numbers[row["link_id"]] <= MAX_NAMES:
            kept.append(row)
    return insert_new(tx, names, kept, names.c.id)
