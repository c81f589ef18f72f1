"""A second look at copies: what they shared with their story's first text may turn out to be background.

Background is known only when it has been seen under other reports. The first two reports that share much of it may be
taken for one; the next that has it, and tells of something else, shows the mistake. The copy then gets a story of its
own and is indexed anew, so that the rules see it: its alert is late, and not lost.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, func, or_, select, update

from processors.stories.fingerprint import Fingerprint
from processors.stories.likeness import MIN_RELATED_HEADS, heads_differ, share_beside, share_of_heads
from processors.stories.same_report import MIN_OWN_SHARE
from wirewatch.ledger.known_texts import Bands, KnownText
from wirewatch.ledger.links import CHUNK, HISTORY_BATCH, add_steps
from wirewatch.ledger.schema import links, steps

OWN_STORY = "own_story"
"""The outcome of a step by which an article leaves the story that it was taken for a copy of."""
DOUBTFUL = "doubtful_copy"
"""The outcome of a step which says why a copy may be news: an event whose every article joined another's story would
else be told to nobody."""

DOUBT = "doubtful:"
"""What the mark of the alert of such a copy begins with."""


def doubt_mark(article: str) -> str:
    """Give the mark of the alert of a copy in doubt, beside that of its story."""
    return f"{DOUBT}{article[:40]}"


def mistaken_copies(bands: Bands, text_: Fingerprint, known: Sequence[KnownText]) -> list[KnownText]:
    """Give those of the known texts that only share with their story what this text has as well.

    `known` are texts of other reports than this one.
    """
    copies = [other for other in known if other.copy_of and heads_differ(text_.head, other.known.head)]
    firsts = bands.first_texts(copies, known)
    by_id = {other.link_id: other for other in known}
    mistaken = []
    for other in copies:
        first = firsts.get(other.story_id) or by_id.get(other.copy_of or "")  # the first may be forgotten
        if first is None or not heads_differ(text_.head, first.known.head):
            continue
        if share_of_heads(other.known.head, first.known.head) >= MIN_RELATED_HEADS:
            continue
        if share_beside(other.known.sketch, first.known.sketch, text_.sketch) < MIN_OWN_SHARE:
            mistaken.append(other)
    return mistaken


def give_own_stories(tx: Connection, mistaken: Sequence[KnownText], at: datetime) -> list[str]:
    """Give mistaken copies stories of their own; gives the ids of the articles that left a story.

    One that is being worked on keeps its place, until the next text shows the same.
    """
    return [id_ for other in mistaken for id_ in _give_own_story(tx, other, at)]


def mark_doubtful(tx: Connection, link_id: str, doubt: str, at: datetime) -> None:
    """Note that an article may be news though it was taken for a copy: rules tell of it as well."""
    add_steps(tx, [(link_id, "process", DOUBTFUL, doubt)], at)


def doubtful_copies(tx: Connection, ids: Iterable[str]) -> set[str]:
    """Give those of the articles that are copies in doubt."""
    wanted = sorted(set(ids))
    query = select(steps.c.link_id).where(steps.c.stage == "process", steps.c.outcome == DOUBTFUL)
    return {
        id_
        for first in range(0, len(wanted), CHUNK)
        for id_ in tx.execute(query.where(steps.c.link_id.in_(wanted[first : first + CHUNK]))).scalars()
    }


def copies_in_doubt(
    tx: Connection, field: Literal["story_id", "event_id"], ids: Iterable[str]
) -> Iterator[Row[Any]]:
    """Yield id, url and story of the copies in doubt of these stories, or events, as they were first seen.

    Each has the story, or event, as `entry`.
    """
    wanted = sorted(set(ids))
    doubtful = select(steps.c.link_id).where(steps.c.stage == "process", steps.c.outcome == DOUBTFUL)
    query = (
        select(links.c[field].label("entry"), links.c.id, links.c.url, links.c.story_id)
        # One that has a story of its own by now is an entry of its own.
        .where(links.c.id.in_(doubtful), links.c.copy_of.is_not(None))
        .order_by(links.c.first_seen_at, links.c.id)
    )
    for first in range(0, len(wanted), CHUNK):
        yield from tx.execute(query.where(links.c[field].in_(wanted[first : first + CHUNK])))


def late_articles(tx: Connection, ids: Iterable[str]) -> set[str]:
    """Give those of the articles that left a story, as far as no revision of them has come since.

    Rules see such an article anew in the batch that comes next: what they tell of it then, they tell late.
    """
    wanted = sorted(set(ids))
    moved = func.max(steps.c.seq).filter(steps.c.outcome == OWN_STORY)
    revised = func.max(steps.c.seq).filter(steps.c.detail.like("revision %"), steps.c.outcome == "processed")
    late = (
        select(steps.c.link_id)
        .where(steps.c.stage == "process")
        .group_by(steps.c.link_id)
        .having(moved > func.coalesce(revised, 0))
    )
    return {
        id_
        for first in range(0, len(wanted), CHUNK)
        for id_ in tx.execute(late.where(steps.c.link_id.in_(wanted[first : first + CHUNK]))).scalars()
    }


def _give_own_story(tx: Connection, other: KnownText, at: datetime) -> list[str]:
    """Move a copy, and those that were taken for copies of it, out of a story and its event; they are indexed anew."""
    moved = links.c.story_id == other.story_id
    which = or_(links.c.id == other.link_id, links.c.copy_of == other.link_id)
    idle = (links.c.lease.is_(None), links.c.fate.in_(("processed", "indexed")))
    ids = list(
        tx.execute(
            update(links).where(moved, which, *idle).values(story_id=other.link_id).returning(links.c.id)
        ).scalars()
    )
    if other.link_id not in ids:
        return _put_back(tx, ids, other)
    tx.execute(update(links).where(links.c.id == other.link_id).values(copy_of=None, detail=None))
    grounds = f"left the event of {other.copy_of} with its story: what they share is background"
    tx.execute(update(links).where(links.c.id.in_(ids)).values(event_id=other.link_id, event_grounds=grounds))
    seen = links.c.batch.is_(None) | (links.c.batch != HISTORY_BATCH)
    anew = {"fate": "processed", "due_at": at, "batch": None}
    tx.execute(update(links).where(links.c.id.in_(ids), links.c.fate == "indexed", seen).values(anew))
    detail = f"no copy of {other.copy_of}: what they share is the background of other reports, too"
    add_steps(tx, [(id_, "process", OWN_STORY, detail) for id_ in ids], at)
    return ids


def _put_back(tx: Connection, ids: Sequence[str], other: KnownText) -> list[str]:
    tx.execute(update(links).where(links.c.id.in_(ids)).values(story_id=other.story_id))
    return []
