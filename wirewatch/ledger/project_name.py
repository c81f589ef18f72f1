"""The project's name: one row, which is as old as the first index that was written to by this ledger."""

import re
import secrets
from pathlib import Path

from sqlalchemy import Connection, select, update

from wirewatch.ledger.connect import Ledger
from wirewatch.ledger.links import insert_new
from wirewatch.ledger.schema import project

ONLY = 1
"""The id of the one row."""


def name_project(ledger: Ledger, home: Path, wanted: str | None = None) -> str:
    """Give the project's name, which from now on is `wanted` where that is given. Raises LedgerTrouble.

    A project without one is called after the folder that its home is in, with some random letters and digits behind.
    """
    with ledger.read() as tx:
        known = _known(tx)
    if known and wanted in (None, known):
        return known
    with ledger.begin() as tx:
        insert_new(tx, project, [{"id": ONLY, "name": wanted or propose_name(home)}], project.c.id)
        if wanted:
            tx.execute(update(project).values(name=wanted))
        return _known(tx) or ""


def propose_name(home: Path) -> str:
    """Give a name that no other project has, from which people can tell whose it is."""
    folder = re.sub(r"[^\w.-]+", "-", home.parent.name).strip("-")[:40]
    return f"{folder or 'wirewatch'}-{secrets.token_hex(3)}"


def _known(tx: Connection) -> str | None:
    return tx.execute(select(project.c.name).where(project.c.id == ONLY)).scalar()
