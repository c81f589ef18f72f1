"""Servers killed during a run, Elasticsearch and PostgreSQL: the run names them, and nothing is lost."""

import asyncio
import json
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from elasticsearch_server import ElasticsearchServer
from empty_index import delete_our_indices
from hostile_server import Hostile, Request, page
from killed_newsroom import KilledNewsroom
from newsroom import (
    Newsroom,
    all_links_counted,
    article_page,
    article_text,
)
from postgres_server import PostgresServer


@pytest.mark.timeout(600)
def test_elasticsearch_killed_in_the_middle(tmp_path: Path, elasticsearch: ElasticsearchServer) -> None:
    """An index that dies twice during a run is named, ends it with status 1, and costs nothing, as do our deaths."""
    delete_our_indices(elasticsearch)
    with Hostile() as web:
        killed = KilledNewsroom(web, tmp_path, WIREWATCH_INDEX_URL=elasticsearch.url)
        killed.publish()
        killed.finish()
        die_while_fetching(killed, elasticsearch)
        elasticsearch.start()
        die_while_indexing(killed, elasticsearch)
        elasticsearch.start()
        for moment in (
            "before:elastic_write:1",
            "after:elastic_write:1",
            "after:elastic_match:1",
            "after:deliver:1",
        ):
            killed.die_at(moment)
        killed.finish()
        assert killed.kills == 4
        killed.hold_to_its_promises()
    delete_our_indices(elasticsearch)


def die_while_fetching(killed: KilledNewsroom, elasticsearch: ElasticsearchServer) -> None:
    """Kill the server when a page is asked for, and answer that page only then."""
    killed.publish()
    asked, dead = answer_after_a_death(killed.newsroom, killed.published - 1)
    running = killed.newsroom.start_command("run", "--once")
    assert asked.wait(60)
    elasticsearch.kill()
    dead.set()
    _, told = running.communicate(timeout=120)
    assert (running.returncode, told.decode().count("\n")) == (1, 1)
    assert told.decode().startswith("wirewatch: index: Elasticsearch cannot be reached")
    status = killed.newsroom.status()
    assert all_links_counted(status)
    assert (status["open"]["processed"], status["index"]["status"]) == (2, "down")


def answer_after_a_death(newsroom: Newsroom, number: int) -> tuple[threading.Event, threading.Event]:
    """Answer a page only once the second event is set; the first is set when it is asked for."""
    asked, dead = threading.Event(), threading.Event()

    async def answer(request: Request, writer: asyncio.StreamWriter) -> None:
        asked.set()
        await asyncio.to_thread(dead.wait)
        await page(article_page(f"Report {number}", article_text(number)))(request, writer)

    newsroom.web.on(f"/a/{number}", answer)
    return asked, dead


def die_while_indexing(killed: KilledNewsroom, elasticsearch: ElasticsearchServer) -> None:
    """Kill the server as soon as the articles are made: the batch may be written, half written, or not."""
    killed.publish()
    running = killed.newsroom.start_command("run", "--once")
    assert running.stdout is not None
    while json.loads(running.stdout.readline())["stage"] != "process":
        pass
    elasticsearch.kill()
    _, told = running.communicate(timeout=120)
    assert running.returncode == 1
    assert "Elasticsearch" in told.decode()


def test_postgresql_killed_in_the_middle(tmp_path: Path, postgres: PostgresServer, postgres_url: str) -> None:
    """A ledger that dies during a run is named and ends it with status 1; the next run picks up all work."""
    with Hostile() as web:
        newsroom = Newsroom(web, tmp_path, WIREWATCH_STATE_URL=postgres_url)
        newsroom.publish("/one.xml", 1, 2, 3)
        newsroom.write_feeds()
        asked, dead = answer_after_a_death(newsroom, 3)
        running = newsroom.start_command("run", "--once")
        assert asked.wait(60)
        postgres.kill()
        dead.set()
        _, told = running.communicate(timeout=120)
        postgres.start()
        assert running.returncode == 1
        assert "the ledger at postgresql" in told.decode()
        assert "Traceback" not in told.decode()
        newsroom.run_pipeline()
        assert newsroom.status()["fates"] == {"indexed": 3, "rejected": {}, "failed": {}}
        assert len(newsroom.documents()) == len(newsroom.received_posts()) == 3


@pytest.mark.timeout(300)
def test_postgresql_away_for_a_while_ends_no_run_that_goes_on(
    tmp_path: Path, postgres: PostgresServer, postgres_url: str
) -> None:
    """Killed while stages work and again while they wait, it is told in a line a round, and nothing waits after it."""
    with Hostile() as web:
        newsroom = Newsroom(web, tmp_path, WIREWATCH_STATE_URL=postgres_url)
        newsroom.publish("/one.xml", 1, 2, 3)
        newsroom.add_feed("/one.xml", every="1s")
        newsroom.write_feeds()
        asked, dead = answer_after_a_death(newsroom, 3)
        running = newsroom.start_command("run", "--every", "2s")
        told = Told(running)
        assert asked.wait(60)
        postgres.kill()
        dead.set()
        told.wait_for(lambda line: line["stage"] == "ledger")
        postgres.start()
        told.wait_for_sent(3)
        postgres.kill()
        told.wait_for(lambda line: line["stage"] == "ledger")
        told.wait_for(lambda line: line["stage"] == "ledger")
        postgres.start()
        newsroom.publish("/one.xml", 4)
        told.wait_for_sent(4)
        assert running.poll() is None
        running.terminate()
        _, errors = running.communicate(timeout=60)
        assert "Traceback" not in errors.decode()
        of_ledger = [line for line in errors.decode().splitlines() if "the ledger at" in line]
        assert all(line.startswith("wirewatch: ledger: the ledger at postgresql") for line in of_ledger)
        assert newsroom.status()["fates"] == {"indexed": 4, "rejected": {}, "failed": {}}
        assert len({post["key"] for post in newsroom.received_posts()}) == 4


class Told:
    """The lines that a run prints, read until one of them says what is waited for."""

    def __init__(self, running: "subprocess.Popen[bytes]"):
        self.running = running
        self.sent = 0

    def wait_for(self, is_it: Callable[[dict[str, Any]], bool]) -> None:
        """Read lines until one is it."""
        assert self.running.stdout is not None
        for line in self.running.stdout:
            found = json.loads(line)
            self.sent += found.get("sent", 0)
            if is_it(found):
                return
        raise AssertionError("the run has ended")

    def wait_for_sent(self, number: int) -> None:
        """Read lines until so many alerts have been sent."""
        if self.sent < number:
            self.wait_for(lambda _: self.sent >= number)
