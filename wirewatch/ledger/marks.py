"""Mentions that people have marked as wrong: "not this group". A mark holds until it is undone, and keeps its row then.

The landing zone keeps the article as it was tagged. `index` takes out what is marked whenever it writes the article, so
a mark outlives a `reprocess`, and to undo it is to write the article once more.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Row, func, insert, select, update

from processors.groups.unmention import Wrong
from wirewatch.ledger.desk_schema import marks
from wirewatch.ledger.links import CHUNK, add_steps
from wirewatch.ledger.schema import deliveries, links

LONGEST_WORDS = 500
"""Characters of the words of a mark: a name, or a phrase around it."""


class Removed(NamedTuple):
    """One mention that a mark took out, with what stands before and behind it in its paragraph."""

    text: str
    before: str
    after: str


class ToldStories(NamedTuple):
    """The stories, or events, of which a rule's alerts were sent."""

    told: int
    marked: tuple[str, ...]
    """Those with a mark, not undone, in an article."""


Marks = Mapping[str, Sequence[Wrong]]
"""The marks that hold, by link."""


def marks_of(tx: Connection, ids: Iterable[str]) -> dict[str, tuple[Wrong, ...]]:
    """Give the marks that hold on links, by link and in their order; a link without any is left out."""
    wanted, found = sorted(set(ids)), defaultdict[str, dict[Wrong, None]](dict)
    for first in range(0, len(wanted), CHUNK):
        chunk = wanted[first : first + CHUNK]
        query = select(marks.c.link_id, marks.c.group_id, marks.c.words).where(
            marks.c.link_id.in_(chunk), marks.c.undone_at.is_(None)
        )
        for row in tx.execute(query.order_by(marks.c.id)):
            found[row.link_id][Wrong(row.group_id, row.words)] = None
    return {id_: tuple(several) for id_, several in found.items()}


def add_mark(
    tx: Connection, link: Row[Any], wrong: Wrong, removed: Sequence[Removed], who: str, at: datetime
) -> None:
    """Add a mark to a link."""
    values = {
        "link_id": link.id,
        "url": link.url,
        "group_id": wrong.group,
        "words": wrong.words,
        "removed": msgspec.json.encode(removed).decode(),
        "who": who[:200],
        "at": at,
    }
    tx.execute(insert(marks).values(values))


def undo_marks(tx: Connection, ids: Collection[str], wrong: Wrong, who: str, at: datetime) -> list[str]:
    """Undo the marks of a group on links, all or those by these words; give the links that had any."""
    which = [marks.c.link_id.in_(sorted(ids)), marks.c.group_id == wrong.group, marks.c.undone_at.is_(None)]
    if wrong.words:
        which.append(marks.c.words == wrong.words)
    done = update(marks).where(*which).values(undone_by=who[:200], undone_at=at)
    return sorted(set(tx.execute(done.returning(marks.c.link_id)).scalars()))


def index_again(tx: Connection, ids: Collection[str], outcome: str, detail: str, at: datetime) -> None:
    """Have links that are indexed, or about to be, indexed with the marks that hold now, and note the step.

    Whoever works on one just now loses its lease: what was read before the mark is not the last word.
    """
    which = (links.c.id.in_(sorted(ids)), links.c.fate.in_(("indexed", "processed")))
    again = {"fate": "processed", "due_at": at, "lease": None, "lease_until": None}
    tx.execute(update(links).where(*which, links.c.article.is_not(None)).values(again))
    add_steps(tx, ((id_, "mark", outcome, detail) for id_ in sorted(ids)), at)


def note_outdated(tx: Connection, found: Mapping[str, Mapping[Wrong, bool]]) -> None:
    """Note of marks, by link, whether the article still has what they are about."""
    for id_, several in found.items():
        for wrong, stands in several.items():
            same = (marks.c.link_id == id_, marks.c.group_id == wrong.group, marks.c.words == wrong.words)
            changed = update(marks).where(*same, marks.c.undone_at.is_(None), marks.c.outdated == stands)
            tx.execute(changed.values(outdated=not stands))


def list_marks(tx: Connection, group: str | None = None) -> list[dict[str, Any]]:
    """Give the marks (all, or those of a group), the latest first, each with its `state`: holds, outdated or undone."""
    query = select(marks).order_by(marks.c.id.desc())
    rows = tx.execute(query.where(marks.c.group_id == group) if group else query)
    return [_as_told(row) for row in rows]


def marks_on(tx: Connection, ids: Collection[str]) -> list[dict[str, Any]]:
    """Give the marks on links that are not undone, the latest first."""
    query = select(marks).where(marks.c.link_id.in_(sorted(ids)), marks.c.undone_at.is_(None))
    return [_as_told(row) for row in tx.execute(query.order_by(marks.c.id.desc()))]


def told_stories(tx: Connection, by_event: Collection[str]) -> dict[str, ToldStories]:
    """Give what each rule told of, by its name, for the rules that told of a story with a mark.

    `by_event` names the rules that tell of events; for them an event stands for the story.
    """
    told = (deliveries.c.state == "sent", deliveries.c.kind != "digest")
    marked = select(links.c.story_id, links.c.event_id).join(marks, marks.c.link_id == links.c.id)
    pairs = set(tx.execute(marked.where(marks.c.undone_at.is_(None))))
    stories = defaultdict[str, set[str]](set)
    for is_event in (False, True):
        ids = sorted({id_ for id_ in (pair[is_event] for pair in pairs) if id_})
        of_rules = deliveries.c.rule.in_(sorted(by_event))
        for first in range(0, len(ids), CHUNK):
            of = select(deliveries.c.rule, deliveries.c.story_id).where(
                *told,
                deliveries.c.story_id.in_(ids[first : first + CHUNK]),
                of_rules if is_event else ~of_rules,
            )
            for rule, story in tx.execute(of.distinct()):
                stories[rule].add(story)
    counted = (
        select(deliveries.c.rule, func.count(deliveries.c.story_id.distinct()))
        .where(*told, deliveries.c.rule.in_(sorted(stories)))
        .group_by(deliveries.c.rule)
    )
    return {rule: ToldStories(count, tuple(sorted(stories[rule]))) for rule, count in tx.execute(counted)}


def _as_told(row: Row[Any]) -> dict[str, Any]:
    return {
        "state": "undone" if row.undone_at else "outdated" if row.outdated else "holds",
        "group": row.group_id,
        "words": row.words,
        "url": row.url,
        "id": row.link_id,
        "removed": msgspec.json.decode(row.removed, type=list[Removed]),
        "who": row.who,
        "at": row.at,
        "undone_by": row.undone_by,
        "undone_at": row.undone_at,
    }
