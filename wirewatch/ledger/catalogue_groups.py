"""When the catalogue gained each group: one that came by an edit is no news, whatever articles name it first.

A group that was renamed, or added, is in articles of years under another name or none. What its rule for new values
would tell of is the edit.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, select

from wirewatch.ledger.links import insert_new
from wirewatch.ledger.schema import catalogue_groups


def note_groups(tx: Connection, groups: Iterable[str], nth: int, at: datetime) -> None:
    """Note the groups of the catalogue as it is at a batch; all that are noted first are those of the first one."""
    known = set(tx.execute(select(catalogue_groups.c.id)).scalars())
    rows = [{"id": group, "nth": nth if known else 0, "at": at} for group in sorted(set(groups) - known)]
    insert_new(tx, catalogue_groups, rows, catalogue_groups.c.id)


def gained_groups(tx: Connection, nth: int) -> dict[str, datetime]:
    """Give the groups that came into the catalogue by an edit, up to a batch, each with the time at which."""
    gained = (catalogue_groups.c.nth > 0, catalogue_groups.c.nth <= nth)
    return {row.id: row.at for row in tx.execute(select(catalogue_groups).where(*gained))}
