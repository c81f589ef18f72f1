"""Whether the store holds what was written of a batch, which is asked before the batch counts as matched.

Documents vanish: somebody deletes an index, or restores a snapshot. An article that rules never saw must not count as
seen. It goes back to be indexed under its batch, which stays open; or it leaves the batch, where it cannot be had now.
"""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection, Row, and_, or_, select, update

from wirewatch.ledger import leases
from wirewatch.ledger.links import ENDED, OPEN, add_steps
from wirewatch.ledger.schema import batches, links

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=10), timedelta(minutes=10)
OWED_PAUSE = timedelta(minutes=1)
"""Until what vanished of a batch that one rule is still owed is indexed again: longer than a run waits for anything."""
CHUNK = 500


def written_ids(tx: Connection, batch: str) -> set[str]:
    """Give the ids of the articles that were written in a batch, and that can be written again."""
    kept = or_(links.c.article.is_not(None), links.c.raw.is_not(None))
    which = (links.c.batch == batch, links.c.fate.in_(("indexed", *OPEN)), kept)
    return set(tx.execute(select(links.c.id).where(*which)).scalars())


def send_back(tx: Connection, missing: Collection[str], at: datetime, due_at: datetime) -> None:
    """Have articles that are not in the store indexed again from a time on, made anew where the article is gone.

    Those that are on their way already stay as they are.
    """
    detail = "it was not in the index any more: it is indexed again"
    gone: list[str] = []
    for fate, has_article in (
        ("processed", links.c.article.is_not(None)),
        ("fetched", links.c.article.is_(None)),
    ):
        for chunk in _chunks(missing):
            which = and_(links.c.id.in_(chunk), links.c.fate == "indexed", has_article)
            back = update(links).where(which).values(fate=fate, due_at=due_at, lease=None, lease_until=None)
            gone += tx.execute(back.returning(links.c.id)).scalars()
    add_steps(tx, ((id_, "match", "vanished", detail) for id_ in sorted(gone)), at)


def put_off(
    tx: Connection, row: Row[tuple[object, ...]], missing: Collection[str], detail: str, at: datetime
) -> None:
    """Keep a claimed batch open, and have what the store lacks of it indexed again: at once, for the first time.

    Where it vanishes again, that waits for as long as the batch has waited. `bring_forward` then has the batch due.
    """
    later = at + min(max(at - row.indexed_at, FIRST_PAUSE), LONGEST_PAUSE)
    send_back(tx, missing, at, at if row.detail is None else later)
    leases.settle(tx, leases.MATCH, row, due_at=later, detail=detail)


def bring_forward(tx: Connection, names: Iterable[str], at: datetime) -> None:
    """Have batches due whose articles were written again, unless they are matched."""
    for chunk in _chunks(names):
        tx.execute(
            update(batches).where(batches.c.id.in_(chunk), batches.c.matched_at.is_(None)).values(due_at=at)
        )


def leave_unseen(tx: Connection, batch: str, seen: Collection[str]) -> None:
    """Take out of a batch that is matched now what has ended without an article there.

    Where it comes back one day, by `replay` or `reprocess`, rules see it in a batch of its own.
    """
    ended = [fate for fate in ENDED if fate != "indexed"]
    which = and_(links.c.batch == batch, links.c.fate.in_(ended))
    unseen = set(tx.execute(select(links.c.id).where(which)).scalars()) - set(seen)
    for chunk in _chunks(unseen):
        tx.execute(update(links).where(links.c.id.in_(chunk)).values(batch=None))


def _chunks(values: Iterable[str]) -> Iterable[list[str]]:
    every = sorted(set(values))
    return (every[first : first + CHUNK] for first in range(0, len(every), CHUNK))
