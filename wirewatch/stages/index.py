"""index: Articles -> the store, in bulk, under deterministic ids."""

import uuid
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import Row, insert

from processors.records import Article
from processors.stores.document import make_document
from processors.stores.store import StoreError, StoreRefused, WriteFailure
from wirewatch.errors import PartTrouble
from wirewatch.landing import LandingLost, LandingTrouble
from wirewatch.ledger import batch_proof, leases, links
from wirewatch.ledger.schema import batches
from wirewatch.project import Project

AT_ONCE = 500
"""Documents of one batch."""
PAUSE = timedelta(seconds=10)
"""Until a store that was down, or an article that could not be read, is tried again."""


def index_articles(project: Project, shard: leases.Shard | None = None, limit: int = AT_ONCE) -> Counter[str]:
    """Index what is processed of a shard, up to `limit` articles, as one batch; counts links by their new fate.

    An article that was indexed before keeps its batch, so that a re-run alerts nobody of old news.
    Raises StoreError and Trouble; the work is kept. An article that cannot be read for now stops no other, and neither
    does an index that takes no document for now, whatever its trouble: a PartTrouble names it when the others are done.
    """
    rows = leases.claim(project.ledger, leases.INDEX, limit, shard)
    if not rows:
        return Counter()
    at, batch = leases.now(), uuid.uuid4().hex
    try:
        rows, articles = _read(project, rows)
        documents = [
            make_document(
                article, indexed_at=at, story_id=row.story_id, copy_of=row.copy_of, event_id=row.event_id,
                batch=row.batch or batch, revision=row.revision, added=_groups(row.revision_added_groups),
                removed=_groups(row.revision_removed_groups),
            )
            for row, article in zip(rows, articles, strict=True)
        ]  # fmt: skip
        failed = project.writable_store.write(documents)
        refusals = {failure.id: failure.state for failure in failed if failure.state}
        taken = [row for row in rows if row.id not in refusals]
        counts = _commit(project, taken, batch, at, failed)
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


def _raise_refusals(refusals: Sequence[StoreError], counts: Counter[str]) -> None:
    """Raise what keeps indices from taking documents, once each: as the store's own error where all of them do."""
    told = list({str(error): error for error in refusals}.values())
    if counts:
        raise PartTrouble("; ".join(map(str, told)), counts)
    raise next((error for error in told if isinstance(error, StoreRefused)), told[0])


def _groups(column: str | None) -> list[str]:
    return msgspec.json.decode(column, type=list[str]) if column else []


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
        for row in rows:
            fate = "indexed"
            values: dict[str, Any] = {"batch": row.batch or batch, "indexed_at": at, "tries": 0}
            if failure := refused.get(row.id):
                fate, values = "failed", {"reason": failure.reason, "detail": failure.detail}
            else:
                values |= _keep_quarantine(row)
            if links.advance(tx, leases.INDEX, row, "index", fate, at, **values):
                counts[fate] += 1
    return counts


def _keep_quarantine(row: Row[Any]) -> dict[str, Any]:
    """Give what is kept of a link whose newer reading is in quarantine: it says so also when it is indexed."""
    return {"reason": row.reason, "detail": row.detail} if row.reason == "quarantined" else {}
