"""Searches that have a name: whoever follows one by its address gets what it finds now."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from unicodedata import category, normalize

from sqlalchemy import Connection, Row, delete, insert, select

from wirewatch.errors import Mistake
from wirewatch.ledger.audit import note_change
from wirewatch.ledger.desk_schema import saved_searches

LONGEST_NAME = 100


class NoSuchSearch(Mistake):
    """There is no saved search of a name."""


class SavedSearch(NamedTuple):
    """What is looked for, as it was written: a time such as `7d` counts from whenever it is asked."""

    name: str
    query: str
    since: str | None = None
    until: str | None = None
    sort: str = "newest"
    events: bool = False


def read_name(text: str) -> str:
    """Read the name of a saved search, which is a part of its address: one spelling of what looks the same.

    Raises Mistake.
    """
    name = normalize("NFC", text.strip())
    if not name or len(name) > LONGEST_NAME or not all(map(_may_stand, name)):
        mend = f"write letters, digits, spaces and . : - _ only, {LONGEST_NAME} at most"
        raise Mistake(f"{name[:LONGEST_NAME]!r} is no name of a search", mend)
    if not name[0].isalnum():
        raise Mistake(f"{name!r} is no name of a search", "begin with a letter or a digit")
    return name


def _may_stand(sign: str) -> bool:
    """Tell whether a sign may stand in a name, as in that of a rule: vowels of Hindi and joiners of Persian, too."""
    return sign.isalnum() or sign in " .:_-\u200c\u200d" or category(sign).startswith("M")


def save_search(tx: Connection, search: SavedSearch, who: str, at: datetime) -> None:
    """Save a search. Raises Mistake where another one has its name: who follows that would get something else."""
    known = find_search(tx, search.name)
    if known == search:
        return
    if known:
        mend = f"choose another name, or remove it first: `wirewatch searches remove '{search.name}'`"
        raise Mistake(f"there is another saved search {search.name!r}", mend)
    tx.execute(insert(saved_searches).values(**search._asdict(), who=who[:200], at=at))
    note_change(tx, who, "save search", search.name, at, search.query)


def remove_search(tx: Connection, name: str, who: str, at: datetime) -> bool:
    """Remove a saved search; False where there is none of this name."""
    gone = tx.execute(delete(saved_searches).where(saved_searches.c.name == name)).rowcount > 0
    if gone:
        note_change(tx, who, "remove search", name, at)
    return gone


def find_search(tx: Connection, name: str) -> SavedSearch | None:
    """Give a saved search, or None."""
    columns = [saved_searches.c[field] for field in SavedSearch._fields]
    row = tx.execute(select(*columns).where(saved_searches.c.name == name)).first()
    return SavedSearch(*row) if row else None


def require_search(tx: Connection, name: str) -> SavedSearch:
    """Give a saved search. Raises NoSuchSearch."""
    found = find_search(tx, name)
    if found is None:
        known = (
            ", ".join(row.name for row in list_searches(tx))
            or "none yet: `wirewatch search QUERY --save NAME`"
        )
        raise NoSuchSearch(f"there is no saved search {name[:LONGEST_NAME]!r}", f"known: {known[:500]}")
    return found


def list_searches(tx: Connection) -> Sequence[Row[Any]]:
    """Give the saved searches, each with who saved it and when, by name."""
    return tx.execute(select(saved_searches).order_by(saved_searches.c.name)).all()
