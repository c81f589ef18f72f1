"""Articles a second that several processes on one PostgreSQL commit through `process`, their fingerprints made before.

    python -m benchmarks.joining [--processes 2] [--number 2000] [--pass 50] [--copies 0.3]

Each process has a shard of its own, and commits passes of so many articles: it writes them into the landing zone, finds
their stories and events and moves their links on, as `process` does. So many of the articles
are copies of earlier ones, of either process. Stories are found one at a time over all processes: told is also for what
share of the time their lock was held, which is what more processes have to share.
"""

import argparse
import multiprocessing
import random
import secrets
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import Engine, create_engine, event, text

from benchmarks.copies import invented
from benchmarks.events import made_up
from processors.events.words import EventText
from processors.stories.fingerprint import Fingerprint
from scrapers.records import Entry, Feed, Source
from wirewatch.config.init import SHIPPED
from wirewatch.ledger import leases, links
from wirewatch.project import Project
from wirewatch.settings import read_settings
from wirewatch.stages import process
from wirewatch.workers.page import PageResult

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))
from postgres_server import PostgresServer

HOSTS = 500
BODY = b"x" * 3000
"""In the place of an article: what is written is not read again."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--number", type=int, default=2000)
    parser.add_argument("--pass", type=int, default=50, dest="at_once")
    parser.add_argument("--copies", type=float, default=0.3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, PostgresServer() as server:
        name = f"joining_{secrets.token_hex(4)}"
        with create_engine(f"{server.url}/postgres", isolation_level="AUTOCOMMIT").connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        environment = {"WIREWATCH_STATE_URL": f"{server.url}/{name}"}
        with Project(read_settings(environment, SHIPPED, Path(folder))) as project:
            land(project, options.number)
        context = multiprocessing.get_context("spawn")
        begin, results = context.Barrier(options.processes), context.Queue()
        workers = [
            context.Process(
                target=work, args=(environment, folder, (k, options.processes), options, begin, results)
            )
            for k in range(options.processes)
        ]
        for worker in workers:
            worker.start()
        found: list[dict[str, Any]] = [results.get(timeout=3600) for _ in workers]
        for worker in workers:
            worker.join()
    seconds = max(one["ended"] for one in found) - min(one["began"] for one in found)
    number, spent = sum(one["number"] for one in found), sum(one["cpu"] for one in found)
    held = sum(one["held"] for one in found)
    print(
        f"{number} articles by {options.processes} processes in {seconds:.1f} s: {number / seconds:,.0f} a second"
    )
    print(f"processor time of ours, without PostgreSQL's: {1000 * spent / number:.2f} ms an article")
    print(
        f"the lock of stories was held for {1000 * held / number:.2f} ms an article: {held / seconds:.0%} of the time"
    )
    print(
        f"10 million articles a day are 115.7 a second; the lock alone would let {number / held:,.0f} through"
    )


def land(project: Project, number: int) -> None:
    """Record links of many hosts as if their pages had landed."""
    for host in range(HOSTS):
        domain = f"site{host}.example"
        feed = Feed(f"https://{domain}/rss", Source(domain, domain, domain))
        entries = [Entry(f"https://{domain}/{n}") for n in range(host, number, HOSTS)]
        with project.ledger.begin() as tx:
            new = links.record_entries(tx, feed, entries, leases.now())
            if new:
                links.mark_landed(tx, new, "raw/none", leases.now(), leases.now())


def work(
    environment: dict[str, str],
    folder: str,
    shard: tuple[int, int],
    options: argparse.Namespace,
    begin: Any,
    results: Any,
) -> None:
    """Commit what one process has claimed, pass by pass."""
    with Project(read_settings(environment, SHIPPED, Path(folder))) as project:
        held = time_lock(project.ledger.engine)
        rows = leases.claim(project.ledger, leases.PROCESS, options.number, shard)
        texts = fingerprints(len(rows), options.copies)
        pages = list(zip(rows, map(result, texts, event_texts(len(rows), shard[0])), strict=True))
        begin.wait()
        began, before = time.time(), time.process_time()
        for first in range(0, len(pages), options.at_once):
            process._commit(project, pages[first : first + options.at_once])
        results.put(
            {
                "began": began, "ended": time.time(), "cpu": time.process_time() - before,
                "number": len(rows), "held": sum(held),
            }
        )  # fmt: skip


def time_lock(engine: Engine) -> list[float]:
    """Give the seconds, one number a transaction, from when it has the lock of stories until it has ended."""
    held: list[float] = []
    since: list[float] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if "wirewatch-stories" in statement and not since:
            since.append(time.perf_counter())

    def end(*_: Any) -> None:
        held.extend(time.perf_counter() - then for then in since)
        since.clear()

    event.listen(engine, "after_cursor_execute", note)
    event.listen(engine.pool, "checkin", end)
    return held


def fingerprints(number: int, copies: float) -> list[Fingerprint]:
    """Make fingerprints, the same in every process; a share of them of texts that stood before."""
    numbers, chance = np.random.default_rng(1), random.Random(1)  # noqa: S311
    phrases = numbers.integers(1 << 40, size=200_000)
    made: list[Fingerprint] = []
    for _ in range(number):
        made.append(chance.choice(made) if made and chance.random() < copies else invented(numbers, phrases))
    return made


def event_texts(number: int, seed: int) -> list[EventText]:
    """Make the words of articles, two of three of events that had one."""
    chance = random.Random(seed)  # noqa: S311
    return [made_up(n, chance, leases.now()) for n in range(number)]


def result(fingerprint: Fingerprint, event: EventText) -> PageResult:
    """Return what a worker process would have made of a page."""
    return PageResult(BODY, fingerprint, event, words=500, from_page=True)


if __name__ == "__main__":
    main()
