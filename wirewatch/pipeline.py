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
any time, and by any number of processes at once. A run has a thread for each: see wirewatch.side_by_side. Here, and
only here, scrapers and processors meet.
"""

import time
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from functools import partial

from wirewatch.collector import collecting_rarely
from wirewatch.errors import LedgerTrouble, Mistake, Trouble, WirewatchError, tell_of_machine
from wirewatch.ledger import leases, links
from wirewatch.ledger.feed_states import sync_feeds
from wirewatch.ledger.wrong_clock import correct_times
from wirewatch.project import Project
from wirewatch.side_by_side import SideBySide, Stage
from wirewatch.side_by_side import StagePass as StagePass
from wirewatch.stages.deliver import deliver_alerts, next_delivery_at
from wirewatch.stages.fetch import fetch_parts
from wirewatch.stages.index import AT_ONCE as BATCH
from wirewatch.stages.index import index_articles
from wirewatch.stages.match import match_batches
from wirewatch.stages.poll import make_due, poll_parts
from wirewatch.stages.process import process_parts
from wirewatch.stages.watch import watch_silences

STAGES = ("poll", "fetch", "process", "index", "match", "watch", "deliver")
SHARDED = ("poll", "fetch", "process", "index")
"""The stages that can be run for one shard of hosts; the others have all of their work to themselves."""
QUEUES = {
    "poll": leases.FEEDS,
    "fetch": leases.FETCH,
    "process": leases.PROCESS,
    "index": leases.INDEX,
    "match": leases.MATCH,
    "deliver": leases.DELIVER,
}
"""What a stage takes its work from, where it takes any."""
PATIENCE_S = {"index": 5.0, "watch": 60.0}
"""How long stages wait for those before them: what comes together is one batch, and its alerts tell of all outlets; and
nobody has fallen silent whose articles are on their way."""
LONGEST_RETRY_WAIT = timedelta(seconds=15)
"""A run that has nothing else to do waits this long for a retry: the first one comes after 5 s."""
LONGEST_TURN_WAIT = timedelta(seconds=35)
"""And this long for the next page of a host with a Crawl-delay, of which we heed 30 s."""
CONFIG_STAGE = "config"
"""What a pass is called that only tells of a wrong edit."""


def run_once(project: Project, *, all_feeds: bool = True) -> Generator[StagePass, None, None]:
    """Run every stage until nothing is left to do now; give each pass as it ends.

    With `all_feeds` every feed is polled, else only those that are due. A stage in trouble does not stop the
    others; it is not tried again in this run, and its work stays for the next.
    """
    leases.free_dead_leases(project.ledger)
    correct_times(project.ledger)
    if all_feeds:
        make_due(project)
    yield from run_stages(project, STAGES)


def run_stages(
    project: Project,
    stages: Sequence[str],
    shard: leases.Shard | None = None,
    seconds: float | None = None,
    patience: float | None = None,
) -> Generator[StagePass, None, None]:
    """Run some stages side by side until nothing is left for them to do now; give each pass as it ends.

    With a `shard`, those of SHARDED do the work of its hosts alone. After so many `seconds` no new work is begun, and
    after `patience` seconds nothing is waited for that comes due soon. A long pass is given in parts. Feeds are polled
    once.
    """
    begun = time.monotonic()
    with _side_by_side(project, stages, shard, seconds) as running:
        while True:
            yield from running.passes()
            if seconds is not None and time.monotonic() - begun > seconds:
                break
            wait = _seconds_until_due(project, running.working, shard)
            if wait is None or (patience is not None and time.monotonic() + wait > begun + patience):
                break
            time.sleep(wait)
            running.look_again()
    yield from running.rest()


def run_every(project: Project, interval: timedelta) -> Generator[StagePass, None, None]:
    """Run what is due, again and again, with rounds starting `interval` apart. Ends only by an exception.

    Each round takes over what was edited in the configuration, for which the stages stop. While an edit is wrong, each
    tells of it, and the configuration stays as it was before. What a round has under way goes on in the next.
    """
    with suppress(WirewatchError):
        project.reread()  # what is wrong is told by each round
    while True:
        take_over = yield from _rounds_until_edited(project, interval)
        take_over()


def _rounds_until_edited(
    project: Project, interval: timedelta
) -> Generator[StagePass, None, Callable[[], None]]:
    """Run rounds until there is an edit to be taken over, and give what does that."""
    take_over: Callable[[], None] | None = None
    with _side_by_side(project, STAGES) as running:
        while take_over is None:
            end = time.monotonic() + interval.total_seconds()
            try:
                take_over = project.read_edits()
            except WirewatchError as error:
                yield StagePass(CONFIG_STAGE, Counter(), 0.0, str(error))
            if take_over is None:
                running.begin_round()
                try:
                    leases.free_dead_leases(project.ledger)
                    correct_times(project.ledger)
                except LedgerTrouble as trouble:
                    running.tell_of_ledger(trouble)
                yield from _until(project, running, end)
    yield from running.rest()
    return take_over


def _until(project: Project, running: SideBySide, end: float) -> Generator[StagePass, None, None]:
    """Give the passes until a time of the monotonic clock; whenever all is done, wait for what is due next."""
    while (left := end - time.monotonic()) > 0:
        yield from running.passes(left)
        left = end - time.monotonic()
        try:
            wait = _seconds_until_due(project, running.working)
        except LedgerTrouble:
            wait = None  # the stages tell of it
        time.sleep(max(0.0, left if wait is None else min(wait, left)))
        running.look_again()


@contextmanager
def _side_by_side(
    project: Project, names: Sequence[str], shard: leases.Shard | None = None, seconds: float | None = None
) -> Iterator[SideBySide]:
    """Run the stages of these names side by side while this lasts."""

    def process() -> Iterator[Counter[str]]:
        if leases.count_due(project.ledger, leases.PROCESS):
            # They start, for which a thread would wait deaf to Ctrl-C.
            running.in_reader(project.start_workers)
        if not project.stopping.is_set():
            yield from process_parts(project, shard, seconds=seconds)

    work: dict[str, Callable[[], Iterator[Counter[str]]]] = {
        "poll": lambda: poll_parts(project, shard, seconds, lambda: running.round_began),
        "fetch": lambda: fetch_parts(project, shard, seconds),
        "process": process,
        "index": lambda: iter([index_articles(project, shard)]),
        "match": lambda: iter([match_batches(project)]),
        "watch": lambda: iter([watch_silences(project)]),
        "deliver": lambda: iter([deliver_alerts(project)]),
    }
    stages = {
        name: Stage(
            partial(_giving_up, project, name, work[name]),
            partial(count_due, project, name),
            PATIENCE_S.get(name, 0.0),
            BATCH,
            name == "poll",
        )
        for name in names
    }
    if "process" in names:
        with suppress(Mistake, Trouble):  # the stage tells of it
            _ = project.workers  # what they need loads while feeds are polled
    running = SideBySide(project, stages, seconds)
    with collecting_rarely(), running:
        yield running


def _giving_up(
    project: Project, name: str, work: Callable[[], Iterator[Counter[str]]]
) -> Iterator[Counter[str]]:
    """Do a stage's work; where the ledger or the disk fails meanwhile, what was claimed is free by the next round.

    Raises Trouble for whatever found no room to be written to, and for what else the machine lacks: none of that is a
    bug, and it passes.
    """
    try:
        yield from work()
    except (LedgerTrouble, OSError) as error:
        told = tell_of_machine(error)
        if isinstance(error, OSError) and not told:
            raise
        if name in QUEUES:
            leases.give_up(project.ledger, QUEUES[name])
        if told:
            raise Trouble(told) from error
        raise


def count_due(project: Project, stage: str) -> int:
    """Count the pieces of work that are due for a stage. Raises Trouble."""
    return leases.count_due(project.ledger, QUEUES[stage]) if stage in QUEUES else 0


def wait_for_work(project: Project, seconds: float) -> None:
    """Wait until some stage has work, as far as the ledger can tell now, but no longer than so many seconds.

    Raises Mistake and Trouble.
    """
    with project.ledger.begin() as tx:
        sync_feeds(tx, project.feeds, leases.now())  # those that are new are due now
    at = next_work_at(project)
    time.sleep(seconds if at is None else min(seconds, max(0.0, (at - leases.now()).total_seconds())))


def next_work_at(project: Project) -> datetime | None:
    """Give the time (UTC) from which some stage has work that nobody is at, or None where none is known of.

    Raises Trouble. What silences are waited for is not looked at.
    """
    with project.ledger.read() as tx:
        times = [leases.next_due_at(tx, queue) for name, queue in QUEUES.items() if name != "deliver"]
        with suppress(Mistake):  # `match` tells of it
            times.append(next_delivery_at(project, tx))
    return min((at for at in times if at), default=None)


def _seconds_until_due(
    project: Project, working: set[str], shard: leases.Shard | None = None
) -> float | None:
    """Give how long it is until the next piece of work is due for a stage that works, or None where none is near."""
    present = leases.now()
    with project.ledger.read() as tx:
        due = [
            (links.STAGE_OF[fate], at, LONGEST_TURN_WAIT if fate == "pending" else LONGEST_RETRY_WAIT)
            for fate, at in links.next_due_by_fate(tx, shard)
        ]
        if "deliver" in working and (delivery := next_delivery_at(project, tx)):
            due.append(("deliver", delivery, LONGEST_RETRY_WAIT))
    near = [at for stage, at, longest in due if stage in working and at <= present + longest]
    return max(0.05, (min(near) - present).total_seconds()) if near else None
