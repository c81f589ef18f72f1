"""What the ledger lets go of when it is old. Never a link: its row stays, with its fate, and is counted for ever.

A link that is forgotten keeps its addresses, names, fate, first sight and story. It loses its page, its article, what
the feed told of it, and its history, in place of which one step tells when and why. So a feed that shows it again
shows nothing new, `why` still answers, and the sums agree. Events and deliveries stay too, or an old story would be
announced again.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, or_, select, update

from wirewatch.ledger.connect import Ledger
from wirewatch.ledger.links import ENDED, add_steps
from wirewatch.ledger.schema import batches, links, names, sightings
from wirewatch.ledger.step_counts import delete_steps

AT_ONCE = 500
"""Links forgotten in one transaction, which keeps other writers waiting for some milliseconds."""


def forget_links(ledger: Ledger, before: datetime, at: datetime) -> int:
    """Forget the links that have ended and were first seen before a time; give their number. May be killed."""
    number, last = 0, ""
    while ids := _next_old_links(ledger, before, last):
        number, last = number + _forget_some(ledger, ids, before, at), ids[-1]
    return number


def forget_batches(ledger: Ledger, before: datetime) -> int:
    """Drop the batches that were matched before a time; give their number."""
    with ledger.begin() as tx:
        return tx.execute(delete(batches).where(batches.c.matched_at < before)).rowcount


def months_in_use(ledger: Ledger, before: datetime) -> set[str]:
    """Give the landing zone's months before a time to which links still refer, as their folders: raw/2026/10."""
    used: set[str] = set()
    with ledger.read() as tx:
        for column, kind in ((links.c.raw, "raw"), (links.c.newer, "raw"), (links.c.article, "articles")):
            month = func.substr(column, 1, len(f"{kind}/2026/10"))
            used.update(
                tx.execute(select(month).where(column < f"{kind}/{before:%Y/%m}").distinct()).scalars()
            )
    return used


def _next_old_links(ledger: Ledger, before: datetime, last: str) -> Sequence[str]:
    """Give the next links that have something left to lose, by id."""
    left = or_(links.c.raw.is_not(None), links.c.article.is_not(None), links.c.carried.is_not(None))
    which = (links.c.id > last, links.c.first_seen_at < before, links.c.fate.in_(ENDED), left)
    with ledger.read() as tx:
        return (
            tx.execute(select(links.c.id).where(*which).order_by(links.c.id).limit(AT_ONCE)).scalars().all()
        )


def _forget_some(ledger: Ledger, ids: Sequence[str], before: datetime, at: datetime) -> int:
    why = f"first seen before {before:%Y-%m-%d}: page, article and history are dropped, the fate stays"
    with ledger.begin() as tx:
        which = (links.c.id.in_(ids), links.c.fate.in_(ENDED))  # one may have been sent back meanwhile
        bare = (
            update(links)
            .where(*which)
            .values(raw=None, article=None, carried=None, told=None, recheck_at=None, event_grounds=None)
        )
        gone = tx.execute(bare.returning(links.c.id)).scalars().all()
        delete_steps(tx, gone)
        tx.execute(delete(sightings).where(sightings.c.link_id.in_(gone)))
        tx.execute(update(names).where(names.c.link_id.in_(gone)).values(title=None))
        add_steps(tx, ((id_, "housekeeping", "forgotten", why) for id_ in gone), at)
    return len(gone)
