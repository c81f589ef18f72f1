"""Addresses that pages declare as their own, or that redirects led to: which links may be of one article.

A declared address leads to no link before the page there was read, since sites err. Who asks compares the texts
(`wirewatch.stages.same_article`).
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, update

from processors.stories.sketch import Sketch
from scrapers.urls import link_id
from wirewatch.ledger.links import insert_new
from wirewatch.ledger.name_rows import insert_names, name_row
from wirewatch.ledger.schema import links, names
from wirewatch.ledger.tokens import EVERYBODY

# Made once: to build such a statement takes SQLAlchemy longer than the database needs to answer it.
_HOMES = select(names.c.id, names.c.link_id).where(
    names.c.id.in_(bindparam("ids", expanding=True)), names.c.scope == EVERYBODY
)
_LINKS = select(links).where(links.c.id.in_(bindparam("ids", expanding=True)))


def declare(tx: Connection, id_: str, addresses: Sequence[str], text: Sketch, at: datetime) -> None:
    """Note that a link's page says to be known by other addresses, or led there, for pages that come from these.

    An address may be declared by pages of several texts, and a name leads to one link: so each text has its own, too.
    """
    rows = [name_row(name, EVERYBODY, id_, at) for name in _declared_names(addresses, text)]
    insert_names(tx, rows)


def find_declared(
    tx: Connection, pages: Mapping[str, tuple[str, Sequence[str], Sketch]]
) -> dict[str, list[Row[Any]]]:
    """Give for links just read those others that they may be another address of, the likelier first.

    `pages` are by the id of their link: its canonical address, and the addresses and the text that `declare` takes. A
    link may have the declared address itself, be known by it, or have declared the address that this one has, or
    declares too.
    """
    asked = {
        id_: [*map(link_id, addresses), *_declared_names((own, *addresses), text)]
        for id_, (own, addresses, text) in pages.items()
    }
    every = {name for found in asked.values() for name in found}
    home: dict[str, str] = {row.id: row.link_id for row in tx.execute(_HOMES, {"ids": list(every)})}
    rows = tx.execute(_LINKS, {"ids": list(every | set(home.values()))}).all()
    there = {row.id: row for row in rows if row.fate in ("fetched", "processed", "indexed")}
    found = {
        id_: [there[link] for name in asked_for if (link := home.get(name, name)) in there and link != id_]
        for id_, asked_for in asked.items()
    }
    return {id_: candidates for id_, candidates in found.items() if candidates}


def add_address(tx: Connection, other: str, home: str, at: datetime) -> None:
    """Have the address that a link was recorded by, `other`, lead to another link from now on."""
    insert_new(tx, names, [name_row(other, EVERYBODY, home, at)], names.c.id)
    tx.execute(update(names).where(names.c.link_id == other).values(link_id=home))


def _declared_names(addresses: Sequence[str], text: Sketch) -> list[str]:
    """Return the names of what a page declares, which lead to no link before the page there was read.

    Of each address there is one for whoever declares it first, and one for the first of those with this text, which
    is told by the least hash of its sketch.
    """
    marks = ("", *(f"\0{least}" for least in text[:1]))
    said = (f"declared\0{address}{mark}" for mark in marks for address in addresses)
    return [hashlib.sha256(name.encode()).hexdigest() for name in said]
