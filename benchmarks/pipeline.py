"""Articles a second and core from WARC record to matched document, beside trafilatura with metadata on the same pages.

    python benchmarks/pipeline.py [--pages FOLDER] [--number 1000]

FOLDER holds *.html; without it pages are made from words, in the shape of a newsroom's (menu, share bar, body,
related links, footer). The first third is told apart: it has workers load lists of words, and fills what is remembered
of them, which a run of hours does once. trafilatura runs twice: in one process, and in as many at once as our workers
are, since cores that work at once slow one another. Also prints the largest memory of the run: of its largest process,
and of all together.
"""

import argparse
import multiprocessing
import os
import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from scrapers.records import Entry, Feed, Page, Source
from wirewatch.config.init import SHIPPED
from wirewatch.ledger import leases, links
from wirewatch.pipeline import run_stages
from wirewatch.project import Project
from wirewatch.settings import read_settings
from wirewatch.workers.cores import count_cores

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

MEASURED = ("process", "index", "match")
SEEDS = Path(__file__).parents[1] / "seeds"


def made_pages(number: int) -> Iterator[bytes]:
    """Make pages: text of the seeds' own words in random order, so that none is a copy, in a page's frame."""
    words = " ".join(seed.read_text("utf-8") for seed in sorted(SEEDS.glob("*.txt"))).split()
    draw = random.Random(5)  # noqa: S311
    menu = "".join(f'<li><a href="/section/{n}">Section {n}</a></li>' for n in range(40))
    more = "".join(
        f'<li><a href="/story/{n}">Another story of the day, number {n}</a></li>' for n in range(30)
    )
    for number_ in range(number):
        body = "".join(f"<p>{' '.join(draw.choices(words, k=45)).capitalize()}.</p>" for _ in range(12))
        title = " ".join(draw.choices(words, k=8))
        yield (
            f"<!doctype html><html lang=en><head><title>{title} | The Paper</title><meta property='og:title' "
            f"content='{title}'><meta property='article:published_time' content='2026-11-01T06:00:00Z'></head>"
            f"<body><header><nav><ul>{menu}</ul></nav></header><main><article><h1>{title}</h1>"
            f"<div class=share>Share on Facebook</div>{body}</article><aside><ul>{more}</ul></aside></main>"
            f"<footer>Copyright The Paper, page {number_}. All rights reserved.</footer></body></html>"
        ).encode()


def land(project: Project, bodies: list[bytes]) -> None:
    """Bring the pages to where `fetch` leaves them, under addresses of their own."""
    feed = Feed("https://paper.example/rss", Source("paper", "The Paper", "paper.example"))
    at = leases.now()
    with project.ledger.begin() as tx:
        links.record_entries(
            tx, feed, [Entry(f"https://paper.example/{len(bodies)}/{n}") for n in range(len(bodies))], at
        )
    rows = leases.claim(project.ledger, leases.FETCH, len(bodies))
    for start in range(0, len(rows), 50):
        group = rows[start : start + 50]
        pages = [
            Page(
                id=row.id, url=row.url, canonical_url=row.canonical_url, feed=feed, first_seen_at=at, fetched_at=at,
                status=200, content_type="text/html; charset=utf-8", body=bodies[start + index],
            )
            for index, row in enumerate(group)
        ]  # fmt: skip
        references = project.landing.write_pages(pages, at)
        with project.ledger.begin() as tx:
            for row, reference in zip(group, references, strict=True):
                links.advance(tx, leases.FETCH, row, "fetch", "fetched", at, raw=reference, carried=None)


def cpu_seconds(but: int | None) -> float:
    """Give the processor time of this process and its living children so far, without that of one."""
    me = psutil.Process()
    times = [process.cpu_times() for process in [me, *me.children(recursive=True)] if process.pid != but]
    return sum(one.user + one.system for one in times)


def watch_memory(pid: int, ended: "Connection") -> None:
    """Watch what a process and its children hold, ten times a second, until told to end; tell the most in bytes.

    Runs in a process of its own, since to look takes as much of a processor as a tenth of the work.
    """
    largest = together = 0
    watched = psutil.Process(pid)
    while not ended.poll(0.1):
        sizes = []
        for process in [watched, *watched.children(recursive=True)]:
            try:
                sizes.append(0 if process.pid == os.getpid() else process.memory_full_info().pss)
            except psutil.Error:
                continue
        largest, together = max([largest, *sizes]), max(together, sum(sizes))
    ended.send((largest, together))


def main() -> None:
    """Measure and print."""
    from trafilatura import bare_extraction

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=Path)
    parser.add_argument("--number", type=int, default=1000)
    asked = parser.parse_args()
    bodies = (
        [file.read_bytes() for file in sorted(asked.pages.rglob("*.html"))[: asked.number]]
        if asked.pages
        else list(made_pages(asked.number))
    )
    parts = bodies[: len(bodies) // 3], bodies[len(bodies) // 3 :]
    with tempfile.TemporaryDirectory() as folder:
        settings = read_settings({}, SHIPPED, Path(folder))
        with Project(settings) as project:
            land(project, [b"<p>warm</p>"] * 4)
            list(run_stages(project, MEASURED))
            ours, other = multiprocessing.Pipe()
            watch = multiprocessing.get_context("spawn").Process(
                target=watch_memory, args=(os.getpid(), other)
            )
            watch.start()
            started, spent = time.perf_counter(), []
            for part in parts:
                land(project, part)
                before = cpu_seconds(watch.pid)
                list(run_stages(project, MEASURED))
                spent.append(cpu_seconds(watch.pid) - before)
            seconds = time.perf_counter() - started
            ours.send(None)
            largest, together = ours.recv()
            watch.join()
            with project.ledger.read() as tx:
                fates = links.count_fates(tx)
    bare_extraction(bodies[0].decode("utf-8", "replace"), with_metadata=True)
    theirs = [trafilatura_seconds(part) for part in parts]
    with multiprocessing.get_context("spawn").Pool(count_cores()) as pool:
        pool.map(trafilatura_seconds, [bodies[:1]] * count_cores(), 1)
        beside = sum(
            pool.map(trafilatura_seconds, [parts[1][n :: count_cores()] for n in range(count_cores())], 1)
        )
    number = len(bodies)
    print(f"{number} pages, {sum(fates.get('indexed', {}).values())} indexed, {seconds:.1f} s by the clock")
    print(f"ours, WARC to match      {number / sum(spent):7.1f} articles a second of processor time")
    print(f"trafilatura + metadata   {number / sum(theirs):7.1f} pages a second of processor time")
    print(f"ratio                    {sum(theirs) / sum(spent):7.2f}")
    print(f"ratio behind the start   {theirs[1] / spent[1]:7.2f}  (the last two thirds)")
    print(f"the same, theirs at once {beside / spent[1]:7.2f}  (in as many processes as ours)")
    print(f"memory: largest process {largest / 2**20:.0f} MiB, all together {together / 2**20:.0f} MiB (PSS)")


def trafilatura_seconds(bodies: list[bytes]) -> float:
    """Give the processor time that trafilatura takes for pages, metadata and all."""
    from trafilatura import bare_extraction

    before = time.process_time()
    for body in bodies:
        bare_extraction(body.decode("utf-8", "replace"), with_metadata=True)
    return time.process_time() - before


if __name__ == "__main__":
    main()
