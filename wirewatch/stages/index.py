"""index: Articles -> the store, in bulk, under deterministic ids."""

import uuid
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import Row, and_, insert

from processors.groups.unmention import take_out, wrong_mentions
from processors.records import Article
from processors.stores.document import make_document
from processors.stores.store import StoreError, StoreRefused, WriteFailure
from wirewatch.errors import PartTrouble
from wirewatch.landing import LandingLost, LandingTrouble
from wirewatch.ledger import batch_proof, leases, links, marks
from wirewatch.ledger.marks import Marks
from wirewatch.ledger.schema import batches
from wirewatch.project import Project

AT_ONCE = 500
"""Documents of one batch."""
PAUSE = timedelta(seconds=10)
"""Until a store that was down, or an article that could not be read, is tried again."""


def index_articles(
    project: Project,
    shard: leases.Shard | None = None,
    limit: int = AT_ONCE,
    only: Collection[str] | None = None,
) -> Counter[str]:
    """Index what is processed of a shard, up to `limit` articles, as one batch; counts links by their new fate.

    With `only` these links alone. What people have marked as wrong is taken out of each article. An article that was
    indexed before keeps its batch, so that a re-run alerts nobody of old news. Raises StoreError and Trouble; the work
    is kept. An article that cannot be read for now stops no other, and neither does an index that takes no document for
    now, whatever its trouble: a PartTrouble names it when the others are done.
    """
    rows = leases.claim(project.ledger, _queue(only), limit, shard)
    if not rows:
        return Counter()
    at, batch = leases.now(), uuid.uuid4().hex
    try:
        rows, articles = _read(project, rows)
        with project.ledger.read() as tx:
            marked = marks.marks_of(tx, [row.id for row in rows])
        right = [
            take_out(article, marked.get(row.id, ())) for row, article in zip(rows, articles, strict=True)
        ]
        documents = [
            make_document(
                article, indexed_at=at, story_id=row.story_id, copy_of=row.copy_of, event_id=row.event_id,
                batch=row.batch or batch, revision=row.revision, removed=_groups(row.revision_removed_groups),
                added=_left(_groups(row.revision_added_groups), tagged, article),
            )
            for row, tagged, article in zip(rows, articles, right, strict=True)
        ]  # fmt: skip
        failed = project.writable_store.write(documents)
        refusals = {failure.id: failure.state for failure in failed if failure.state}
        taken = [row for row in rows if row.id not in refusals]
        _note_marks(project, rows, articles, marked)
        counts = _commit(project, taken, batch, at, failed)
        _index_newly_marked(project, rows, marked)
        project.progress.done("index", len(taken))
        if refusals:
            held = [row for row in rows if row.id in refusals]
            leases.release(project.ledger, leases.INDEX, held, due_at=leases.now() + PAUSE)
            _raise_refusals(list(refusals.values()), counts)
        return counts
    except StoreError:
        leases.release(project.ledger, leases.INDEX, rows, due_at=leases.now() + PAUSE)
        raise
    finally:
        leases.release(project.ledger, leases.INDEX, rows)


def _queue(only: Collection[str] | None) -> leases.Queue:
    chosen = and_(leases.INDEX.ready, leases.INDEX.key.in_(sorted(only))) if only is not None else None
    return leases.INDEX if chosen is None else leases.INDEX._replace(ready=chosen)


def _note_marks(
    project: Project, rows: Sequence[Row[Any]], articles: Sequence[Article], marked: Marks
) -> None:
    """Note which marks have nothing to take out of an article as it reads now."""
    found = {
        row.id: {wrong: bool(wrong_mentions(article, wrong)) for wrong in marked[row.id]}
        for row, article in zip(rows, articles, strict=True)
        if row.id in marked
    }
    if found:
        with project.ledger.begin() as tx:
            marks.note_outdated(tx, found)


def _index_newly_marked(project: Project, rows: Sequence[Row[Any]], marked: Marks) -> None:
    """Have the articles indexed again on which a mark was made or undone while they were written."""
    with project.ledger.read() as tx:
        present = marks.marks_of(tx, [row.id for row in rows])
    late = [row.id for row in rows if present.get(row.id, ()) != marked.get(row.id, ())]
    if late:
        with project.ledger.begin() as tx:
            marks.index_again(tx, late, "again", "it was marked while it was indexed", leases.now())


def _raise_refusals(refusals: Sequence[StoreError], counts: Counter[str]) -> None:
    """Raise what keeps indices from taking documents, once each: as the store's own error where all of them do."""
    told = list({str(error): error for error in refusals}.values())
    if counts:
        raise PartTrouble("; ".join(map(str, told)), counts)
    raise next((error for error in told if isinstance(error, StoreRefused)), told[0])


def _groups(column: str | None) -> list[str]:
    return msgspec.json.decode(column, type=list[str]) if column else []


def _left(added: Sequence[str], tagged: Article, article: Article) -> list[str]:
    """Give the groups that a revision added, but for those that are taken out."""
    gone = {*tagged.groups} - {*article.groups}
    return [group for group in added if group not in gone]


def _read(project: Project, rows: Sequence[Row[Any]]) -> tuple[Sequence[Row[Any]], list[Article]]:
    """Read the rows' articles.

    A row whose article is gone or damaged goes back to be made again from its page; one whose article cannot be read
    for now is given back for a while. Raises LandingTrouble where no other is left.
    """
    try:
        return rows, project.landing.read_articles([row.article for row in rows])
    except (LandingLost, LandingTrouble):
        readable, articles, unreadable, trouble = [], [], [], None
    for row in rows:
        try:
            articles += project.landing.read_articles([row.article])
            readable.append(row)
        except LandingLost as error:
            with project.ledger.begin() as tx:
                links.advance(
                    tx, leases.INDEX, row, "index", "fetched", leases.now(), article=None, detail=str(error)
                )
        except LandingTrouble as error:
            unreadable.append(row)
            trouble = error
    if unreadable:
        leases.release(project.ledger, leases.INDEX, unreadable, due_at=leases.now() + PAUSE)
    if trouble and not readable:
        raise trouble
    return readable, articles


def _commit(
    project: Project, rows: Sequence[Row[Any]], batch: str, at: datetime, failed: Sequence[WriteFailure]
) -> Counter[str]:
    """Mark the rows indexed and the batch open for matching.

    The batch is opened even where every lease was lost meanwhile: its documents stand in the store under its
    name, and only a batch that is matched cannot hide an article from the rules.
    """
    refused = {failure.id: failure for failure in failed}
    counts: Counter[str] = Counter()
    with project.ledger.begin() as tx:
        new = sum(row.batch is None and row.id not in refused for row in rows)
        if new:
            tx.execute(insert(batches).values(id=batch, indexed_at=at, size=new, due_at=at))
        batch_proof.bring_forward(tx, (row.batch for row in rows if row.batch), at)
        ours, advances = leases.held_ids(tx, leases.INDEX, rows), links.Advances(tx, leases.INDEX, "index")
        for row in rows:
            if row.id not in ours:
                continue
            fate = "indexed"
            values: dict[str, Any] = {"batch": row.batch or batch, "indexed_at": at, "tries": 0}
            if failure := refused.get(row.id):
                fate, values = "failed", {"reason": failure.reason, "detail": failure.detail}
            else:
                values |= _keep_quarantine(row)
            advances.add(row, fate, at, **values)
            counts[fate] += 1
        advances.write()
    return counts


def _keep_quarantine(row: Row[Any]) -> dict[str, Any]:
    """Give what is kept of a link whose newer reading is in quarantine: it says so also when it is indexed."""
    return {"reason": row.reason, "detail": row.detail} if row.reason == "quarantined" else {}
