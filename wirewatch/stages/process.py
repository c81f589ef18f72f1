"""process: WARC record -> Article: clean | dedupe | tag."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures.process import BrokenProcessPool
from typing import Any

import msgspec
import pebble
from sqlalchemy import Connection, Row

from processors.health.host_health import HostHealth, RecentPage, describe_symptoms, has_symptom, text_hashes
from processors.health.reread import MIN_KEPT_SHARE
from processors.stories.revision import GroupChanges
from scrapers.errors import REASONS
from scrapers.records import Feed, Source
from scrapers.urls import host_of
from wirewatch.errors import Trouble, one_line
from wirewatch.ledger import hosts, leases, links, rereads, stories
from wirewatch.project import Project
from wirewatch.workers.page import Made, make_article
from wirewatch.workers.pool import PAGE_S

AT_ONCE = 100
"""Pages claimed, and committed together, by one pass."""


def process_pages(project: Project, shard: leases.Shard | None = None, limit: int = AT_ONCE) -> Counter[str]:
    """Process what has landed of a shard, up to `limit` pages; counts links by their new fate.

    What was indexed before and cannot be made again counts as `kept`; what waited for its host's verdict, and
    comes once more, as `released`.
    """
    rows = leases.claim(project.ledger, leases.PROCESS, limit, shard)
    if not rows:
        with project.ledger.begin() as tx:
            return +Counter(released=rereads.settle(tx, shard, leases.now()))
    try:
        if not project.workers.active:
            project.end_workers()  # they died between two passes; new ones are started
        feeds = {feed.url: feed for feed in project.feeds}
        futures = [
            project.workers.schedule(make_article, args=_asked(row, feeds), timeout=PAGE_S) for row in rows
        ]
        return _commit(project, list(zip(rows, [_made(future) for future in futures], strict=True)))
    finally:
        leases.release(project.ledger, leases.PROCESS, rows)  # what was committed has lost its lease already


def _asked(row: Row[Any], feeds: Mapping[str, Feed]) -> list[Any]:
    """Give what `make_article` takes: a newer reading stands against the one before, an older against its article."""
    feed = feeds.get(row.feed_url)
    return [row.newer, feed, row.raw] if row.newer else [row.raw, feed, None, row.article]


def _again(row: Row[Any]) -> bool:
    """Tell whether a page that gave an article is read again."""
    return bool(row.article and not row.newer)


def _made(future: "pebble.ProcessFuture[Made]") -> Made:
    """Wait for a page. A worker that hung or died, and a bug of ours, cost this page and are named."""
    try:
        return future.result()
    except TimeoutError:
        return Made(reason="timeout", detail=f"not processed within {PAGE_S:.0f} s")
    except pebble.ProcessExpired as error:
        return Made(reason="crashed", detail=f"the worker died with exit code {error.exitcode}")
    except BrokenProcessPool as error:
        raise Trouble(
            "the worker processes die before they take a page: is there memory for them?"
        ) from error
    except (OSError, Trouble):
        raise
    except Exception as error:
        return Made(reason="bug", detail=one_line(error))


def _commit(project: Project, made: Sequence[tuple[Row[Any], Made]]) -> Counter[str]:
    """Write the articles, then find their stories and move the links on in one transaction.

    It also forgets what stories need no more, a few texts with each pass.
    """
    articles = [(row, one) for row, one in made if not one.reason]
    references = (
        project.landing.write_articles([one.article for _, one in articles], leases.now()) if articles else []
    )
    counts: Counter[str] = Counter()
    with project.ledger.begin() as tx:
        known = hosts.look(tx, _sights(made), leases.now())
        held = _lost(tx, made)
        for (row, one), reference in zip(articles, references, strict=True):
            if row.id in held:
                continue
            if detail := _ails(known, row, one):
                counts[_refused(project, tx, row, Made(reason="quarantined", detail=detail))] += 1
            else:
                counts[_processed(tx, row, one, reference)] += 1
        for row, one in made:
            if row.id in held:
                counts[_held(tx, row, one)] += 1
            elif one.reason:
                counts[_refused(project, tx, row, one)] += 1
        stories.forget(tx, leases.now() - stories.WINDOW)
    del counts[""]
    return counts


THIN = (
    "too_short",
    "not_article",
    "consent_wall",
    "bot_check",
    "soft_404",
    "paywall_stub",
    "javascript_shell",
)
"""Reasons for which a page gave no text."""


def _lost(tx: Connection, made: Sequence[tuple[Row[Any], Made]]) -> set[str]:
    """Count the pages that were read again, and give the ids of those that must not replace what is stored."""
    again = [
        (row, host_of(row.canonical_url), one.reason in THIN or one.kept < MIN_KEPT_SHARE)
        for row, one in made
        if _again(row) and (not one.reason or one.reason in THIN)
    ]
    verdicts = rereads.look(tx, {name for _, name, _ in again}, leases.now())
    for name in sorted(verdicts):
        lost = [loses for _, of, loses in again if of == name]
        rereads.add(tx, name, len(lost), sum(lost))
    return {row.id for row, name, loses in again if loses and verdicts[name] != rereads.OK}


def _held(tx: Connection, row: Row[Any], one: Made) -> str:
    """Keep the article that is stored; it is indexed once more, like all that a reprocess may have to fill in."""
    found = one.reason or f"{one.kept:.0%} of its text, in {one.words} words"
    detail = f"kept as it was: the new run found {found}"
    told = {"reason": "quarantined", "detail": detail}
    ours = links.advance(tx, leases.PROCESS, row, "process", "processed", leases.now(), **told)
    return "quarantined" if ours else ""


def _sights(made: Sequence[tuple[Row[Any], Made]]) -> dict[str, list[RecentPage]]:
    """Give what was seen of each host's pages; what is read again says nothing of the host as it is now."""
    seen: dict[str, list[RecentPage]] = defaultdict(list)
    for row, one in made:
        if row.indexed_at is None and (not one.reason or one.reason in THIN):
            marks = text_hashes(one.sketch) if one.from_page else ()
            fresh = row.reason != links.AGAIN
            seen[host_of(row.canonical_url)] += [RecentPage(row.id[:16], one.words, marks)] if fresh else []
    return seen


def _ails(known: Mapping[str, HostHealth], row: Row[Any], one: Made) -> str | None:
    """Say why a page goes into quarantine, or None where it does not: what the feed carried and revisions never do."""
    state = known.get(host_of(row.canonical_url))
    if row.indexed_at or not one.from_page or state is None or state.verdict != "quarantined":
        return None
    sight = RecentPage(row.id[:16], one.words, text_hashes(one.sketch))
    return f"{one.words} words; {describe_symptoms(state)}" if has_symptom(state, sight) else None


def _processed(tx: Connection, row: Row[Any], one: Made, reference: str) -> str:
    if not leases.holds(tx, leases.PROCESS, row):
        return ""  # another has it now, and a place among the stories is given to what it finds
    at = leases.now()
    place = stories.join(tx, row.id, one.sketch, at, revised=one.change is not None)
    copied = f"a copy of {place.copy_of}" if place.copy_of else None
    values = _revised(row, one.change) if one.change else {"detail": copied}
    links.advance(
        tx, leases.PROCESS, row, "process", "processed", at,
        article=reference, story_id=place.story_id, copy_of=place.copy_of, tries=0, **values,
    )  # fmt: skip
    return "processed"


def _revised(row: Row[Any], change: GroupChanges) -> dict[str, Any]:
    """Count the link's revision up. Rules see it in a new batch, unless it is history, which they never see."""
    named = {"names for the first time": change.added, "no longer names": change.removed}
    told = [f"{what} {', '.join(groups)}" for what, groups in named.items() if groups]
    return {
        "raw": row.newer,
        "newer": None,
        "carried": None,
        "revision": row.revision + 1,
        "revision_added_groups": msgspec.json.encode(change.added).decode(),
        "revision_removed_groups": msgspec.json.encode(change.removed).decode(),
        "batch": row.batch if row.batch == links.BATCH else None,
        "detail": "; ".join([f"revision {row.revision + 1}", *told]),
    }


def _refused(project: Project, tx: Connection, row: Row[Any], one: Made) -> str:
    """End a link without an article, unless an earlier run made one: that one stays, and the step says why.

    It is indexed once more where the landing zone has it: a reprocess may be there to fill an index that was lost.
    """
    reason = one.reason or ""
    told: dict[str, str | None] = {"reason": reason, "detail": one.detail or None}
    ours = reason in ("timeout", "crashed", "bug", "landing_lost")
    fate = "failed" if ours or (reason in REASONS and REASONS[reason].retried) else "rejected"
    if reason == "landing_lost" and row.carried is None:
        told["carried"] = links.carry(_feed(project, row))  # so that `replay` fetches the page again
    outcome = fate
    if row.indexed_at:
        outcome = "unchanged" if reason == "unchanged" else "kept"
        fate = "processed" if row.article and not row.newer else "indexed"
        told = {"detail": f"kept as it was: the new run found {reason} {one.detail}".strip()}
        told |= {"newer": None, "carried": None} if row.newer else {}
    return outcome if links.advance(tx, leases.PROCESS, row, "process", fate, leases.now(), **told) else ""


def _feed(project: Project, row: Row[Any]) -> Feed:
    """Give the feed that showed a link, or what is left of one that has gone from the configuration."""
    known = (feed for feed in project.feeds if feed.url == row.feed_url)
    return next(known, Feed(row.feed_url, Source(row.domain, row.domain, row.domain)))
