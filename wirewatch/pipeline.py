"""The whole way of an article, from a feed's bytes to an alert.

    wirewatch =  due_feeds | poll | fetch | process | index | match | watch | deliver

    poll      feed bytes        -> ledger rows, one per new canonical URL          (scrapers)
    fetch     ledger rows       -> WARC records in the landing zone, one per page  (scrapers)
    process   WARC record       -> Article: clean | dedupe | tag                   (processors)
    index     Articles          -> the store, bulk, deterministic ids              (processors)
    match     one indexed batch -> alerts in the outbox, once per (rule, story)    (processors)
    watch     the clock         -> alerts of rules that have fallen silent         (processors)
    deliver   outbox            -> Slack, mail, webhook ... via Apprise            (processors)

Each stage takes its work from the ledger and leaves its result there, so that the pipe may be cut anywhere, at
any time, and by any number of processes at once. Here, and only here, scrapers and processors meet.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from processors.stores.store import StoreError
from wirewatch.errors import Mistake, Trouble
from wirewatch.ledger import leases, links
from wirewatch.project import Project
from wirewatch.stages.deliver import deliver_alerts, next_delivery_at
from wirewatch.stages.fetch import fetch_pages
from wirewatch.stages.index import index_articles
from wirewatch.stages.match import match_batches
from wirewatch.stages.poll import make_due, poll_feeds
from wirewatch.stages.process import process_pages
from wirewatch.stages.watch import watch_silences

STAGES: dict[str, Callable[..., Counter[str]]] = {
    "poll": poll_feeds,
    "fetch": fetch_pages,
    "process": process_pages,
    "index": index_articles,
    "match": match_batches,
    "watch": watch_silences,
    "deliver": deliver_alerts,
}
QUEUES = {
    "poll": leases.FEEDS,
    "fetch": leases.FETCH,
    "process": leases.PROCESS,
    "index": leases.INDEX,
    "match": leases.MATCH,
    "deliver": leases.DELIVER,
}
"""What a stage takes its work from, where it takes any."""
SHARDED = ("poll", "fetch", "process", "index")
"""The stages that can be run for one shard of hosts; the others have all of their work to themselves."""
LONGEST_RETRY_WAIT = timedelta(seconds=15)
"""A run that has nothing else to do waits this long for a retry: the first one comes after 5 s."""


CONFIG_STAGE = "config"
"""What a pass is called that only tells of a wrong edit."""


class StagePass(NamedTuple):
    """One pass of one stage: what became of its work, how long it took, and what kept it from working."""

    stage: str
    counts: Counter[str]
    seconds: float
    trouble: str | None = None


def run_once(project: Project, *, all_feeds: bool = True) -> Iterator[StagePass]:
    """Run every stage until nothing is left to do now; give each pass as it ends.

    With `all_feeds` every feed is polled, else only those that are due. A stage in trouble does not stop the
    others; it is not tried again in this run, and its work stays for the next.
    """
    leases.free_dead_leases(project.ledger)
    if all_feeds:
        make_due(project)
    yield from run_stages(project, tuple(STAGES))


def run_stages(
    project: Project, stages: Sequence[str], shard: leases.Shard | None = None
) -> Iterator[StagePass]:
    """Run some stages until nothing is left for them to do now; give each pass as it ends.

    With a `shard`, those of SHARDED do the work of its hosts alone.
    """
    broken: set[str] = set()
    if "process" in stages:
        _ = project.workers  # they load while feeds are polled
    while True:
        busy = False
        for name in stages:
            if name in broken:
                continue
            stage_pass = run_stage(project, name, shard)
            busy = busy or bool(stage_pass.counts)
            if stage_pass.trouble:
                broken.add(name)
            if stage_pass.counts or stage_pass.trouble:
                yield stage_pass
        if not busy and not _wait(project, set(stages) - broken):
            return


def run_every(project: Project, interval: timedelta) -> Iterator[StagePass]:
    """Run what is due, again and again, with rounds starting `interval` apart. Ends only by an exception.

    Each round takes over what was edited in the configuration. While an edit is wrong, each tells of it, and the
    configuration stays as it was before.
    """
    while True:
        started = time.monotonic()
        try:
            project.reread()
        except Mistake as mistake:
            yield StagePass(CONFIG_STAGE, Counter(), 0.0, str(mistake))
        yield from run_once(project, all_feeds=False)
        time.sleep(max(0.0, interval.total_seconds() - (time.monotonic() - started)))


def run_stage(project: Project, name: str, shard: leases.Shard | None = None) -> StagePass:
    """Run one pass of one stage; trouble with the world outside is told, not raised."""
    started = time.monotonic()
    try:
        project.progress.begin(name, lambda: count_due(project, name))
        counts, trouble = STAGES[name](project, *((shard,) if name in SHARDED else ())), None
    except (Trouble, StoreError) as error:
        counts, trouble = Counter[str](), str(error)
    finally:
        project.progress.end(name)
    return StagePass(name, +counts, time.monotonic() - started, trouble)


def count_due(project: Project, stage: str) -> int:
    """Count the pieces of work that are due for a stage. Raises Trouble."""
    return leases.count_due(project.ledger, QUEUES[stage]) if stage in QUEUES else 0


def _wait(project: Project, working: set[str]) -> bool:
    """Wait for the next retry if one is near and its stage works; False where none is."""
    present = leases.now()
    with project.ledger.read() as tx:
        near = [
            due
            for stage, due in (*links.next_due_by_stage(tx), ("deliver", next_delivery_at(project, tx)))
            if stage in working and due is not None and due <= present + LONGEST_RETRY_WAIT
        ]
    if not near:
        return False
    time.sleep(max(0.05, (min(near) - present).total_seconds()))
    return True
