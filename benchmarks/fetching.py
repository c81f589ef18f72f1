"""Pages fetched a second, and requests in the air, over many hosts; and the time of a round of feeds with nothing new.

    python -m benchmarks.fetching [--pages 2000] [--hosts 200] [--seconds 0.2] [--feeds 5700]

A server on loopback answers each request after so many seconds; every host is an address of its own (127.0.x.y), of
which two requests at once are allowed. Beside ours stands bare aiohttp with the same limits, which keeps nothing and
asks for no robots.txt. The feeds, ten of each host, answer 304 after the same time.
"""

import argparse
import asyncio
import multiprocessing
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path

import aiohttp

from scrapers.records import Entry, Feed, Source
from wirewatch.config.init import SHIPPED
from wirewatch.ledger import leases, links
from wirewatch.project import Project
from wirewatch.settings import read_settings
from wirewatch.stages.fetch import fetch_pages
from wirewatch.stages.poll import make_due, poll_feeds

PAGE = b"<html><body><article><h1>Report</h1>" + b"<p>The minister told a court on Monday.</p>" * 400
RSS = b'<rss version="2.0"><channel><title>News</title></channel></rss>'


class Server:
    """Counts the requests that are under way at once."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.now = self.most = 0

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection."""
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                self.now += 1
                self.most = max(self.most, self.now)
                await asyncio.sleep(self.seconds)
                self.now -= 1
                writer.write(_answer(head))
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()


def _answer(head: bytes) -> bytes:
    path = head.split(b" ", 2)[1]
    if path == b"/robots.txt":
        return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
    if path.startswith(b"/feed"):
        if b"if-none-match" in head.lower():
            return b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n'
        kind, body = b'application/rss+xml\r\nETag: "1"', RSS
    else:
        kind, body = b"text/html", PAGE
    return b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s" % (kind, len(body), body)


def _serve(seconds: float, pipe: Connection) -> None:
    async def serve() -> None:
        server = Server(seconds)
        listening = await asyncio.start_server(server.answer, "0.0.0.0", 0, backlog=4096)  # noqa: S104
        pipe.send(listening.sockets[0].getsockname()[1])
        while await asyncio.to_thread(pipe.recv):
            pipe.send(server.most)
            server.most = 0

    asyncio.run(serve())


def _address(number: int, hosts: int, port: int, path: str) -> str:
    host = number % hosts
    return f"http://127.0.{1 + host // 250}.{1 + host % 250}:{port}/{path}{number}"


async def _bare(addresses: list[str]) -> None:
    limit = asyncio.Semaphore(500)
    connector = aiohttp.TCPConnector(limit=0, limit_per_host=2)
    async with aiohttp.ClientSession(connector=connector) as session:

        async def fetch(address: str) -> None:
            async with limit, session.get(address) as answer:
                await answer.read()

        await asyncio.gather(*(fetch(address) for address in addresses))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--hosts", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=0.2)
    parser.add_argument("--feeds", type=int, default=5700)
    asked = parser.parse_args()
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=_serve, args=(asked.seconds, theirs), daemon=True)
    server.start()
    port = ours.recv()
    # Hosts take turns: the addresses of one host stand side by side, as a feed shows them.
    addresses = [_address(n, asked.hosts, port, "a") for n in range(asked.pages)]
    addresses.sort()
    with tempfile.TemporaryDirectory() as folder:
        settings = read_settings({"WIREWATCH_ALLOW_PRIVATE_NETWORKS": "1"}, SHIPPED, Path(folder))
        with Project(settings) as project:
            feed = Feed("https://paper.example/rss", Source("paper", "The Paper", "paper.example"))
            with project.ledger.begin() as tx:
                links.record_entries(tx, feed, [Entry(address) for address in addresses], leases.now())
            began, before = time.perf_counter(), time.process_time()
            counts = fetch_pages(project)
            seconds, processor = time.perf_counter() - began, time.process_time() - before
            ours.send(True)
            print(
                f"{asked.pages} pages over {asked.hosts} hosts at {asked.seconds * 1000:.0f} ms: {dict(counts)}"
            )
            print(
                f"ours          {asked.pages / seconds:7.0f} pages a second, {ours.recv()} in the air at most, "
                f"{seconds:.1f} s, {processor:.1f} s of processor"
            )
            began, before = time.perf_counter(), time.process_time()
            asyncio.run(_bare(addresses))
            seconds, processor = time.perf_counter() - began, time.process_time() - before
            ours.send(True)
            print(
                f"bare aiohttp  {asked.pages / seconds:7.0f} pages a second, {ours.recv()} in the air at most, "
                f"{seconds:.1f} s, {processor:.1f} s of processor"
            )
            project.__dict__["feeds"] = [
                Feed(_address(n, asked.feeds // 10, port, "feed"), Source(f"s{n}", f"S{n}", "paper.example"))
                for n in range(asked.feeds)
            ]
            for name in ("first round", "nothing new"):
                make_due(project)
                began, before = time.perf_counter(), time.process_time()
                counts = poll_feeds(project)
                seconds, processor = time.perf_counter() - began, time.process_time() - before
                print(
                    f"{asked.feeds} feeds, {name}: {seconds:.1f} s, {processor:.1f} s of processor: {dict(counts)}"
                )
    server.terminate()


if __name__ == "__main__":
    main()
