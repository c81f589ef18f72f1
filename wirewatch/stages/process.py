"""process: WARC record -> Article: clean | dedupe | tag."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Row

from processors.health.host_health import HostHealth, RecentPage, describe_symptoms, has_symptom, text_hashes
from processors.health.reread import MIN_KEPT_SHARE
from processors.stories.revision import GroupChanges
from processors.text.characters import say_words
from scrapers.errors import REASONS
from scrapers.records import Feed, Source
from scrapers.urls import host_of
from wirewatch.ledger import declared, hosts, known_events, known_texts, leases, links, rereads, stories
from wirewatch.ledger.events import Events
from wirewatch.ledger.late_judgement import mark_doubtful
from wirewatch.project import Project
from wirewatch.stages.pages_at_work import AT_ONCE, NEXT_TRY, PagesAtWork
from wirewatch.stages.same_article import find_twins, join_twin
from wirewatch.workers import limits
from wirewatch.workers.page import PageResult

SECONDS_PER_COMMIT = 1.0
"""The time in which pages come that are committed together."""
LANDING_PAUSE = timedelta(seconds=2)
"""Until a page that the landing zone could not read for now is tried again."""


def process_pages(project: Project, shard: leases.Shard | None = None, limit: int = AT_ONCE) -> Counter[str]:
    """Process what has landed of a shard, up to `limit` pages; counts links by their new fate.

    What was indexed before and cannot be made again counts as `kept`; what waited for its host's verdict, and
    comes once more, as `released`; what was not done in time by the clock, and is tried once more, as `put_off`. Raises
    Trouble where no page can be worked on; one that cannot be read for now stops no other.
    """
    return sum(process_parts(project, shard, limit), Counter())


def process_parts(
    project: Project,
    shard: leases.Shard | None = None,
    limit: int | None = None,
    seconds: float | None = None,
) -> Iterator[Counter[str]]:
    """Process as `process_pages` does, until nothing is left, and give the counts of each part as it is committed.

    Claims nothing after so many `seconds`.
    """
    pages, found, trouble = PagesAtWork(project, shard, limit, seconds), 0, None
    ended: list[Row[Any]] = []
    try:
        while not project.stopping.is_set():
            results: list[tuple[Row[Any], PageResult]] = []
            put_off = []
            ended.clear()
            for page in pages.results(SECONDS_PER_COMMIT):
                ended.append(page.row)
                if page.trouble:
                    leases.release(
                        project.ledger, leases.PROCESS, [page.row], due_at=leases.now() + LANDING_PAUSE
                    )
                    trouble = page.trouble
                elif page.result:
                    results.append((page.row, page.result))
                else:
                    put_off.append(page.row)
                project.progress.done("process")
            counts = _put_off(project, put_off) + _commit(project, results)
            found += counts.total()
            if counts:
                yield counts
            if pages.idle:
                break
    finally:
        pages.close()
        leases.release(project.ledger, leases.PROCESS, ended)  # what was committed has lost its lease already
    if trouble and not found:
        raise trouble
    if not found:
        with project.ledger.begin() as tx:
            yield +Counter(released=rereads.judge_hosts(tx, shard, leases.now()))


def _put_off(project: Project, rows: Sequence[Row[Any]]) -> Counter[str]:
    """Give back the pages that were late: each is tried once more, when no other waits."""
    if not rows:
        return Counter()
    at, counts = leases.now(), Counter[str]()
    detail = f"not processed within {limits.CLOCK_S:.0f} s; it is tried once more when no other page waits"
    with project.ledger.begin() as tx:
        for row in rows:
            values = {"due_at": at + NEXT_TRY, "tries": 1, "reason": row.reason, "detail": detail}
            counts["put_off"] += links.advance(tx, leases.PROCESS, row, "process", "fetched", at, **values)
    return +counts


def _is_reread(row: Row[Any]) -> bool:
    """Tell whether a page that gave an article is read again."""
    return bool(row.article and not row.newer)


def _commit(project: Project, results: Sequence[tuple[Row[Any], PageResult]]) -> Counter[str]:
    """Write the articles, then find their stories and move the links on in one transaction.

    It also forgets what stories need no more, a few texts each time.
    """
    if not results:
        return Counter()
    articles = [(row, result) for row, result in results if not result.reason]
    references = (
        project.landing.write_articles([result.article for _, result in articles], leases.now())
        if articles
        else []
    )
    twins = find_twins(project, articles)
    counts: Counter[str] = Counter()
    with project.ledger.begin() as tx:
        known = hosts.add_recent_pages(tx, _recent_pages_by_host(results), leases.now())
        held = _ids_to_keep(tx, results)
        new: list[NewArticle] = []
        for (row, result), reference in zip(articles, references, strict=True):
            if row.id in held:
                continue
            if detail := _quarantine_detail(known, row, result):
                counts[_refused(project, tx, row, PageResult(reason="quarantined", detail=detail))] += 1
            elif row.id in twins:
                counts[join_twin(tx, row, _feed(project, row), twins[row.id], leases.now())] += 1
            else:
                new.append(NewArticle(row, result, reference))
        for row, result in results:
            if row.id in held:
                counts[_keep_stored(tx, row, result)] += 1
            elif result.reason:
                counts[_refused(project, tx, row, result)] += 1
        counts["processed"] += _processed(tx, new)
        known_texts.forget_sketches(tx, leases.now() - known_texts.WINDOW)
        known_events.forget_events(tx, leases.now() - known_events.WINDOW)
    del counts[""]
    return +counts


NO_TEXT_REASONS = (
    "too_short",
    "not_article",
    "consent_wall",
    "bot_check",
    "soft_404",
    "paywall_stub",
    "javascript_shell",
)
"""Reasons for which a page gave no text."""


def _ids_to_keep(tx: Connection, results: Sequence[tuple[Row[Any], PageResult]]) -> set[str]:
    """Count the pages that were read again, and give the ids of those that must not replace what is stored."""
    reread = [
        (
            row,
            host_of(row.canonical_url),
            result.reason in NO_TEXT_REASONS or result.kept_share < MIN_KEPT_SHARE,
        )
        for row, result in results
        if _is_reread(row) and (not result.reason or result.reason in NO_TEXT_REASONS)
    ]
    verdicts = rereads.read_verdicts(tx, {name for _, name, _ in reread}, leases.now())
    for name in sorted(verdicts):
        losses = [is_lost for _, host_name, is_lost in reread if host_name == name]
        rereads.count_pages(tx, name, len(losses), sum(losses))
    return {row.id for row, name, is_lost in reread if is_lost and verdicts[name] != rereads.OK}


def _keep_stored(tx: Connection, row: Row[Any], result: PageResult) -> str:
    """Keep the article that is stored; it is indexed once more, like all that a reprocess may have to fill in."""
    found = result.reason or f"{result.kept_share:.0%} of its text, in {say_words(result.words)}"
    detail = f"kept as it was: the new run found {found}"
    values = {"reason": "quarantined", "detail": detail}
    ours = links.advance(tx, leases.PROCESS, row, "process", "processed", leases.now(), **values)
    return "quarantined" if ours else ""


def _recent_pages_by_host(results: Sequence[tuple[Row[Any], PageResult]]) -> dict[str, list[RecentPage]]:
    """Give what was seen of each host's pages; what is read again says nothing of the host as it is now."""
    seen: dict[str, list[RecentPage]] = defaultdict(list)
    for row, result in results:
        if (
            row.indexed_at is None
            and not (result.is_part or result.is_brief)
            and (not result.reason or result.reason in NO_TEXT_REASONS)
        ):
            pages = seen[
                host_of(row.canonical_url)
            ]  # empty for what is read again: its host's verdict is wanted
            if row.reason != links.REPROCESS_REASON:
                marks = text_hashes(result.fingerprint.sketch) if result.from_page else ()
                pages.append(RecentPage(row.id[:16], result.words, marks))
    return seen


def _quarantine_detail(known: Mapping[str, HostHealth], row: Row[Any], result: PageResult) -> str | None:
    """Say why a page goes into quarantine, or None where it does not: what the feed carried and revisions never do."""
    state = known.get(host_of(row.canonical_url))
    if (
        row.indexed_at
        or not result.from_page
        or result.is_brief
        or state is None
        or state.verdict != "quarantined"
    ):
        return None
    page = RecentPage(row.id[:16], result.words, text_hashes(result.fingerprint.sketch))
    return f"{say_words(result.words)}; {describe_symptoms(state)}" if has_symptom(state, page) else None


class NewArticle(NamedTuple):
    """An article that was made, and where it landed."""

    row: Row[Any]
    result: PageResult
    reference: str


def _processed(tx: Connection, articles: Sequence[NewArticle]) -> int:
    """Find the articles' stories and move their links on; give their number.

    Those whose lease was lost are left out: a place among the stories is given to what another finds. What needs no
    lock of the stories comes before it.
    """
    ours = leases.held_ids(tx, leases.PROCESS, [article.row for article in articles]) if articles else set()
    articles = [article for article in articles if article.row.id in ours]
    for row, result, _ in articles:
        if result.domain and result.domain != row.domain:
            links.set_domain(tx, row.id, result.domain)  # stories go by it
        declared.declare(tx, row.id, result.addresses, result.fingerprint.sketch, leases.now())
    if not articles:
        return 0
    advances = links.Advances(tx, leases.PROCESS, "process")
    texts = {row.id: result.fingerprint for row, result, _ in articles}
    happenings = {row.id: result.event for row, result, _ in articles}
    with (
        stories.Joining(tx, texts, advances.write) as joining,
        Events(tx, happenings, leases.now()) as events,
    ):
        for row, result, reference in articles:
            at = leases.now()
            place = joining.place(row.id, result.fingerprint, at, revised=result.change is not None)
            event = events.place(row.id, place, was_compared=bool(result.fingerprint.sketch))
            if place.doubt:
                mark_doubtful(tx, row.id, place.doubt, at)
            values = _revision_values(row, result.change) if result.change else {"detail": _grounds(place)}
            advances.add(
                row, "processed", at,
                article=reference, story_id=place.story_id, copy_of=place.copy_of, event_id=event.event_id, tries=0,
                event_grounds=events.grounds_of(row.id) or row.event_grounds, **values,
            )  # fmt: skip
    advances.write()
    return len(articles)


def _grounds(place: stories.StoryPlace) -> str | None:
    """Say why an article was taken for a copy. What is said of its event stands in a column of its own."""
    return f"a copy of {place.copy_of}: {place.grounds}".removesuffix(": ") if place.copy_of else None


def _revision_values(row: Row[Any], change: GroupChanges) -> dict[str, Any]:
    """Count the link's revision up. Rules see it in a new batch, unless it is history, which they never see."""
    named = {"names for the first time": change.added, "no longer names": change.removed}
    changes = [f"{what} {', '.join(groups)}" for what, groups in named.items() if groups]
    return {
        "raw": row.newer,
        "newer": None,
        "carried": None,
        "revision": row.revision + 1,
        "revision_added_groups": msgspec.json.encode(change.added).decode(),
        "revision_removed_groups": msgspec.json.encode(change.removed).decode(),
        "batch": row.batch if row.batch == links.HISTORY_BATCH else None,
        "detail": "; ".join([f"revision {row.revision + 1}", *changes]),
    }


def _refused(project: Project, tx: Connection, row: Row[Any], result: PageResult) -> str:
    """End a link without an article, unless an earlier run made one: that one stays, and the step says why.

    It is indexed once more where the landing zone has it: a reprocess may be there to fill an index that was lost.
    """
    reason = result.reason or ""
    values: dict[str, str | None] = {"reason": reason, "detail": result.detail or None}
    is_our_fault = reason in ("timeout", "crashed", "bug", "landing_lost")
    fate = "failed" if is_our_fault or (reason in REASONS and REASONS[reason].retried) else "rejected"
    if reason == "landing_lost" and row.carried is None:  # so that `replay` fetches the page again
        values["carried"] = links.encode_feed_entry(_feed(project, row))
    outcome = fate
    if row.indexed_at:
        outcome = "unchanged" if reason == "unchanged" else "kept"
        fate = "processed" if row.article and not row.newer else "indexed"
        values = {"detail": f"kept as it was: the new run found {reason} {result.detail}".strip()}
        values |= {"newer": None, "carried": None} if row.newer else {}
    return outcome if links.advance(tx, leases.PROCESS, row, "process", fate, leases.now(), **values) else ""


def _feed(project: Project, row: Row[Any]) -> Feed:
    """Give the feed that showed a link, or what is left of one that has gone from the configuration."""
    known = (feed for feed in project.feeds if feed.url == row.feed_url)
    return next(known, Feed(row.feed_url, Source(row.domain, row.domain, row.domain)))
