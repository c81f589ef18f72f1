"""Articles a second and core from WARC record to matched document, beside trafilatura with metadata on the same pages.

    python benchmarks/pipeline.py [--pages FOLDER] [--number 1000]

FOLDER holds *.html; without it pages are made from words, in the shape of a newsroom's (menu, share bar, body,
related links, footer). Also prints the largest memory of the run: of its largest process, and of all together.
"""

import argparse
import random
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from scrapers.records import Entry, Feed, Page, Source
from wirewatch.config.init import SHIPPED
from wirewatch.ledger import leases, links
from wirewatch.pipeline import run_stages
from wirewatch.project import Project
from wirewatch.settings import read_settings

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


def cpu_seconds() -> float:
    """Give the processor time of this process and its living children so far."""
    me = psutil.Process()
    times = [process.cpu_times() for process in [me, *me.children(recursive=True)]]
    return sum(one.user + one.system for one in times)


class Memory(threading.Thread):
    """Watches what this process and its children hold, ten times a second."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.largest = self.together = 0
        self.done = threading.Event()

    def run(self) -> None:
        """Watch until told that it is done."""
        me = psutil.Process()
        while not self.done.wait(0.1):
            sizes = []
            for process in [me, *me.children(recursive=True)]:
                try:
                    sizes.append(process.memory_full_info().pss)
                except psutil.Error:
                    continue
            self.largest, self.together = max([self.largest, *sizes]), max(self.together, sum(sizes))


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
    with tempfile.TemporaryDirectory() as folder:
        settings = read_settings({}, SHIPPED, Path(folder))
        with Project(settings) as project:
            land(project, [b"<p>warm</p>"] * 4)
            list(run_stages(project, MEASURED))
            land(project, bodies)
            watch = Memory()
            watch.start()
            started, before = time.perf_counter(), cpu_seconds()
            list(run_stages(project, MEASURED))
            seconds, ours = time.perf_counter() - started, cpu_seconds() - before
            watch.done.set()
            with project.ledger.read() as tx:
                fates = links.count_fates(tx)
    bare_extraction(bodies[0].decode("utf-8", "replace"), with_metadata=True)
    before = time.process_time()
    for body in bodies:
        bare_extraction(body.decode("utf-8", "replace"), with_metadata=True)
    theirs = time.process_time() - before
    number = len(bodies)
    print(f"{number} pages, {sum(fates.get('indexed', {}).values())} indexed, {seconds:.1f} s by the clock")
    print(f"ours, WARC to match      {number / ours:7.1f} articles a second of processor time")
    print(f"trafilatura + metadata   {number / theirs:7.1f} pages a second of processor time")
    print(f"ratio                    {theirs / ours:7.2f}")
    print(
        f"memory: largest process {watch.largest / 2**20:.0f} MiB, all together {watch.together / 2**20:.0f} MiB (PSS)"
    )


if __name__ == "__main__":
    main()
