"""How long each page of the desk takes over a large index: to its first byte and whole, with its size and the memory.

    python -m benchmarks.desk HOME [--articles 1000000] [--asked 20] [--readers 200]

HOME is a folder in which index, ledger and configuration are made, if they are not there yet: made-up news
(benchmarks/newslike.py) of the last thirty days, 40 words each, one in four a copy, and as many links in SQLite. Then
`wirewatch serve` is started on it, and each page is asked for so many times, one after another. Printed are median and
95th percentile in milliseconds, as a program on this machine sees them, and kilobytes before and after gzip. The last
lines tell the same pages while so many readers have a page open that is told of news, and the server's memory.
"""

import argparse
import gzip
import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import psutil
import yaml
from sqlalchemy import insert

from benchmarks.newslike import GROUPS, News
from wirewatch.ledger.leases import now
from wirewatch.ledger.schema import batches, links, steps
from wirewatch.project import Project
from wirewatch.settings import read_settings

AT_ONCE = 5_000
DAYS = 30
PAGES = {
    "today": "/",
    "today, most carried": "/?sort=carried",
    "today, events": "/?show=events",
    "story": "/story/{story}",
    "group": "/group/group-00",
    "two groups": "/group/group-00?with=group-05",
    "search, a word": "/search?q={word}",
    "search, everything": "/search?q=*",
    "search, group, 7 days": "/search?q=groups%3Agroup-00&since=7d",
    "alerts": "/alerts",
    "sources": "/sources",
    "why": "/why?link={link}",
    "/metrics": "/metrics",
    "/api/search": "/api/search?q={word}",
}


def main() -> None:
    """Make what is not there, and print what pages take."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("home", type=Path)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--asked", type=int, default=20)
    parser.add_argument("--readers", type=int, default=200)
    options = parser.parse_args()
    environment = {
        "WIREWATCH_CONFIG": str(options.home / "config"),
        "WIREWATCH_HOME": str(options.home / "var"),
    }
    if not options.home.exists():
        make(environment, options.articles)
    with Project(read_settings(environment)) as project:
        one = next(iter(project.store.scan()))
    word = News(words=40).word()
    addresses = {
        name: page.format(story=one["story_id"], link=one["url"], word=word) for name, page in PAGES.items()
    }
    with serve(environment) as (port, process):
        report(port, addresses, options.asked)
        print(f"memory of the server: {process.memory_info().rss / 1e6:.0f} MB", flush=True)
        with ExitStack() as stack:
            for _ in range(options.readers):
                stack.enter_context(follow(port))
            print(f"with {options.readers} readers who have a live page open:")
            report(port, addresses, options.asked)
            print(f"memory of the server: {process.memory_info().rss / 1e6:.0f} MB")


def make(environment: dict[str, str], number: int) -> None:
    """Fill index and ledger of a project, and write its configuration."""
    config = Path(environment["WIREWATCH_CONFIG"])
    config.mkdir(parents=True)
    groups = [{"id": one, "name": one.title(), "aliases": {"any": [f"{one} army"]}} for one in GROUPS]
    feeds = [{"url": f"https://outlet-{at:03}.example/feed.xml"} for at in range(200)]
    rules = [{"name": one, "query": f"groups:{one}", "to": ["desk"]} for one in GROUPS[:20]]
    for name, content in (
        ("groups", {"groups": groups}),
        ("feeds", {"feeds": feeds}),
        ("alerts", {"alerts": rules, "channels": {"desk": {"url": "terminal:"}}}),
    ):
        (config / f"{name}.yaml").write_text(yaml.safe_dump(content), "utf-8")
    started, spread = time.perf_counter(), timedelta(days=DAYS)
    begin = now() - spread
    news = News(words=40).documents(number, "all")
    with Project(read_settings(environment)) as project:
        done = 0
        while some := list(islice(news, AT_ONCE)):
            for place, document in enumerate(some, done):
                at = begin + spread * (place / number)
                for field in ("published_at", "first_seen_at", "fetched_at", "indexed_at"):
                    document[field] = f"{at:%Y-%m-%dT%H:%M:%SZ}"
                if place % 4 == 3:
                    document["copy_of"] = document["story_id"] = f"{place - 1:064x}"
                document["event_id"] = f"{place - place % 8:064x}"
            assert project.store.write(some) == []
            with project.ledger.begin() as tx:
                tx.execute(insert(links), [_link(document, begin) for document in some])
                tx.execute(insert(steps), [_step(document, begin) for document in some])
                tx.execute(
                    insert(batches),
                    [
                        {
                            "id": f"{done:032x}",
                            "indexed_at": begin,
                            "matched_at": begin,
                            "size": len(some),
                            "due_at": begin,
                        }
                    ],
                )
            done += len(some)
            if done % (AT_ONCE * 20) == 0:
                print(f"{done:,} made after {time.perf_counter() - started:,.0f} s", flush=True)


def _link(document: dict[str, Any], at: Any) -> dict[str, Any]:
    return {
        "id": document["id"], "url": document["url"], "canonical_url": document["url"], "shard": 1,
        "domain": document["source"]["domain"], "feed_url": f"https://{document['source']['domain']}/feed.xml",
        "first_seen_at": at, "fate": "indexed", "indexed_at": at, "story_id": document["story_id"],
        "copy_of": document["copy_of"], "event_id": document["event_id"], "due_at": at,
    }  # fmt: skip


def _step(document: dict[str, Any], at: Any) -> dict[str, Any]:
    return {"link_id": document["id"], "at": at, "stage": "index", "outcome": "indexed"}


@contextmanager
def serve(environment: dict[str, str]) -> Iterator[tuple[int, psutil.Process]]:
    """Serve the desk as a process of its own; give its port and the process."""
    command = [sys.executable, "-m", "wirewatch", "serve", "--listen", "127.0.0.1:0"]
    with subprocess.Popen(
        command, env=os.environ | environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        try:
            told = re.search(r":(\d+)/", process.stdout.readline())
            assert told
            yield int(told[1]), psutil.Process(process.pid)
        finally:
            process.terminate()


@contextmanager
def follow(port: int) -> Iterator[None]:
    """Have a page open that is told of news."""
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(f"GET /events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        assert b" 200 " in line.recv(1_000)
        yield


def ask(port: int, address: str) -> tuple[float, float, bytes]:
    """Ask for a page; give milliseconds to its first byte and to its last, and what came."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    started = time.perf_counter()
    line.request("GET", address)
    answer = line.getresponse()
    first = time.perf_counter()
    body = answer.read()
    whole = time.perf_counter()
    assert answer.status == 200, (address, answer.status, body[:500])
    line.close()
    return (first - started) * 1000, (whole - started) * 1000, body


def report(port: int, addresses: dict[str, str], number: int) -> None:
    """Print what each page takes."""
    print(f"{'page':24}{'first byte':>16}{'whole':>16}{'KB':>8}{'gzip':>6}   (median, 95th percentile)")
    for name, address in addresses.items():
        ask(port, address)
        first, whole, bodies = zip(*(ask(port, address) for _ in range(number)), strict=True)
        shown = "".join(f"{median(one):8.0f}{quantiles(one, n=20)[18]:8.0f}" for one in (first, whole))
        size, packed = len(bodies[0]) / 1000, len(gzip.compress(bodies[0])) / 1000
        print(f"{name:24}{shown}{size:8.0f}{packed:6.0f}", flush=True)


if __name__ == "__main__":
    main()
