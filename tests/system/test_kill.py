"""Killed at any instant, the pipeline resumes: nothing lost, nothing doubled, nobody told twice without reason."""

import asyncio
import contextlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import kill_at_moment
import psutil
import pytest
from elasticsearch_server import Server
from empty_index import delete_our_indices
from hostile_server import Hostile, Request, page
from newsroom import (
    HOOK,
    RULE,
    Newsroom,
    all_links_counted,
    article_page,
    article_text,
    group_ended,
    rss_item,
)
from postgres_server import Server as PostgreSQL

from wirewatch.ledger import leases

# Apprise imports it, once, when it is first asked for a channel.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")

CHANNELS = (HOOK, "/night")
MOMENTS = [
    *(
        f"{when}:{name}:1"
        for name in ("land_pages", "land_articles", "rename", "write", "match", "deliver")
        for when in ("before", "after")
    ),
    *("before:rename:2", "before:deliver:2", "after:deliver:3"),
    *(f"{when}:commit:{nth}" for nth in range(1, 15) for when in ("before", "after")),
]
RANDOM = 14
"""Kills at random moments, beside those at MOMENTS."""
LOOK = 6
"""After every so many kills it is waited for what the process had started to end by itself."""


class Killed:
    """A newsroom that publishes two pages before each run, and what can be seen of its runs from outside."""

    def __init__(self, web: Hostile, folder: Path, **environment: str) -> None:
        self.newsroom = Newsroom(web, folder, **environment)
        self.newsroom.write_alerts(
            {
                "alerts": [{**RULE, "to": ["desk", "night"]}],
                "channels": {
                    "desk": {"url": self.newsroom.hook_url()},
                    "night": {"url": self.newsroom.hook_url("/night")},
                },
            }
        )
        web.on("/night", page("", status=204))
        self.published = 0
        self.kills = 0
        self.left_behind: list[str] = []
        self.in_flight: Counter[str] = Counter()
        """How often each delivery was under way when its process was killed."""

    def publish(self) -> None:
        """Show two more pages: one in one feed, one in both."""
        both, one = self.published, self.published + 1
        self.newsroom.publish("/one.xml", both, one)
        self.newsroom.publish("/two.xml", both)
        self.newsroom.write_feeds()
        self.published += 2

    def die_at(self, moment: str) -> None:
        """Run until a moment, where the process kills itself."""
        self.publish()
        self._bury(self.newsroom.start_python(kill_at_moment.__file__, moment, "run", "--once"))

    def die_after(self, seconds: float) -> None:
        """Run, and kill the process so long after its first stage has ended."""
        self.publish()
        running = self.newsroom.start_command("run", "--once")
        assert running.stdout is not None
        assert running.stdout.readline()
        with contextlib.suppress(subprocess.TimeoutExpired):
            running.wait(seconds)
        running.kill()
        self._bury(running)

    def _bury(self, process: "subprocess.Popen[bytes]") -> None:
        _, told = process.communicate(timeout=120)
        assert process.returncode in (0, -signal.SIGKILL), told.decode()
        self.kills += process.returncode == -signal.SIGKILL
        if self.kills % LOOK == 0 and not group_ended(process.pid):
            self.left_behind.append(str(process.args))
        with contextlib.suppress(ProcessLookupError):  # what still loads its libraries only costs time
            os.killpg(process.pid, signal.SIGKILL)
        self.in_flight.update(self._leased())

    def _leased(self) -> list[str]:
        """Return the keys of the deliveries that a process held when it died."""
        file = self.newsroom.home / "ledger.db"
        if not file.exists():
            return []
        with (
            contextlib.closing(sqlite3.connect(file)) as ledger,
            contextlib.suppress(sqlite3.OperationalError),
        ):
            found = ledger.execute("SELECT key FROM deliveries WHERE lease IS NOT NULL AND state = 'pending'")
            return [key for (key,) in found]
        return []

    def finish(self) -> None:
        """Run to the end, in a process that nobody kills."""
        ended = self.newsroom.start_command("run", "--once")
        _, told = ended.communicate(timeout=120)
        assert (ended.returncode, told.decode()) == (0, "")

    def hold_to_its_promises(self) -> None:
        """Assert that nothing was lost and nothing doubled."""
        told = self.newsroom.status()
        assert all_links_counted(told)
        assert told["fates"] == {"indexed": self.published, "rejected": {}, "failed": {}}
        assert sum(told["open"].values()) == 0
        documents = self.newsroom.documents()
        assert sorted(one["url"] for one in documents) == sorted(
            map(self.newsroom.page_url, range(self.published))
        )
        assert not [one for one in documents if one["copy_of"]]
        stories = {one["id"] for one in documents}
        assert told["alerts"] == {"pending": 0, "sent": 2 * self.published, "failed": 0}
        for path in CHANNELS:
            posts = self.newsroom.received_posts(path)
            assert {post["story_id"] for post in posts} == stories
            assert len({post["key"] for post in posts}) == self.published
            assert all(post["key"] == post["header"] for post in posts)
            times = Counter(post["key"] for post in posts)
            again = {key: number - 1 for key, number in times.items() if number > 1}
            assert all(number <= self.in_flight[key] for key, number in again.items()), (
                again,
                self.in_flight,
            )


@pytest.mark.timeout(900)
def test_killed_at_every_boundary_and_anywhere(tmp_path: Path) -> None:
    """Killed more than 50 times, at each boundary and at random moments, the runs end with everything done once."""
    dice = random.Random(20211105)  # noqa: S311
    ways: list[Any] = [*MOMENTS, *(dice.uniform(0, 1.5) for _ in range(RANDOM))]
    dice.shuffle(ways)

    def die(killed: Killed, ways: list[Any]) -> None:
        for way in ways:
            killed.die_at(way) if isinstance(way, str) else killed.die_after(way)
        killed.finish()

    with Hostile() as one_web, Hostile() as other_web, ThreadPoolExecutor(2) as threads:
        both = [Killed(one_web, tmp_path / "one"), Killed(other_web, tmp_path / "two")]
        list(threads.map(die, both, (ways[::2], ways[1::2])))
        for killed in both:
            killed.hold_to_its_promises()
            assert killed.left_behind == []
    assert sum(killed.kills for killed in both) >= 50


@pytest.mark.timeout(600)
def test_elasticsearch_killed_in_the_middle(tmp_path: Path, elasticsearch: Server) -> None:
    """An index that dies twice during a run is named, ends it with status 1, and costs nothing, as do our deaths."""
    delete_our_indices(elasticsearch)
    with Hostile() as web:
        killed = Killed(web, tmp_path, WIREWATCH_INDEX_URL=elasticsearch.url)
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


def die_while_fetching(killed: Killed, elasticsearch: Server) -> None:
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


def die_while_indexing(killed: Killed, elasticsearch: Server) -> None:
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


def test_postgresql_killed_in_the_middle(tmp_path: Path, postgres: PostgreSQL, postgres_url: str) -> None:
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


def test_a_dead_process_that_nobody_waited_for_holds_nothing(tmp_path: Path) -> None:
    """A worker that was killed gives its rows back at once, even while its parent has not taken note of its death."""
    with Hostile() as web:
        newsroom = Newsroom(web, tmp_path)
        newsroom.publish("/one.xml", 1)
        newsroom.write_feeds()
        zombie = newsroom.start_python(kill_at_moment.__file__, "before:land_pages:1", "run", "--once")
        while psutil.Process(zombie.pid).status() != psutil.STATUS_ZOMBIE:
            os.waitid(os.P_PID, zombie.pid, os.WEXITED | os.WNOWAIT)
        with newsroom.project() as project:
            assert leases.claim(project.ledger, leases.FETCH, 9) == []
            assert leases.free_dead_leases(project.ledger) == 1
            assert len(leases.claim(project.ledger, leases.FETCH, 9)) == 1
        zombie.communicate()


REVISING = [
    *(f"before:commit:{nth}" for nth in range(2, 10)),
    *(
        f"{when}:{name}:1"
        for name in ("land_pages", "land_articles", "write")
        for when in ("before", "after")
    ),
]


@pytest.mark.timeout(600)
def test_killed_while_articles_are_revised(tmp_path: Path) -> None:
    """Killed at each boundary of a run that reads a changed article again, each one is revised once."""
    with Hostile() as web:
        newsroom = Newsroom(web, tmp_path)
        numbers = list(range(len(REVISING)))
        newsroom.publish("/one.xml", *numbers)
        newsroom.write_feeds()
        newsroom.run_pipeline()
        for number, moment in zip(numbers, REVISING, strict=True):
            web.serve(
                f"/a/{number}",
                article_page(f"Report {number}", f"{article_text(number)}\nIt was corrected on Friday."),
            )
            newsroom.items["/one.xml"][number] = rss_item(
                newsroom.page_url(number), f"Report {number}, corrected"
            )
            newsroom.show_items("/one.xml")
            newsroom.start_python(kill_at_moment.__file__, moment, "run", "--once").communicate(timeout=120)
        newsroom.run_pipeline()
        assert {(one["url"], one["revision"]) for one in newsroom.documents()} == {
            (newsroom.page_url(n), 2) for n in numbers
        }
        assert all(one["text"].endswith("It was corrected on Friday.") for one in newsroom.documents())
        assert (
            len({post["key"] for post in newsroom.received_posts()})
            == len(newsroom.received_posts())
            == len(numbers)
        )
        told = newsroom.status()
        assert all_links_counted(told)
        assert told["fates"] == {"indexed": len(numbers), "rejected": {}, "failed": {}}
        done = ["seen", "fetched", "processed", "indexed", "changed", "fetched", "processed", "indexed"]
        for number in numbers:
            assert [step["outcome"] for step in newsroom.why(newsroom.page_url(number))["steps"]] == done


KINDS: dict[str, Any] = {
    "count": {"count": 2, "within": "1d"},
    "new": {"new": "text_from"},
    "outlets": {"outlets": 2},
    "silent": {"silent": "1d"},
    "spike": {"spike": 3, "baseline": "1d", "within": "1h"},
}


@pytest.mark.timeout(900)
def test_what_rules_remember_survives_kills(tmp_path: Path) -> None:
    """Killed around matching and at the commits of a run, rules that count tell of what they would have without."""
    rules = [{**RULE, "name": name, "when": when} for name, when in KINDS.items()]
    moments = [
        *("before:match:1", "after:match:1"),
        *(f"{when}:commit:{nth}" for nth in range(8, 18, 2) for when in ("before", "after")),
    ]
    with Hostile() as web:
        killed = Killed(web, tmp_path)
        killed.newsroom.write_alerts(
            {"alerts": rules, "channels": {"desk": {"url": killed.newsroom.hook_url()}}}
        )
        for moment in moments:
            killed.die_at(moment)
        killed.finish()
        assert killed.kills >= len(moments) // 2
        told = Counter(
            post["rule"] for post in {post["key"]: post for post in killed.newsroom.received_posts()}.values()
        )
        assert told == {"count": killed.published // 2, "new": 1}
        replayed = {
            name: len(killed.newsroom.run_command("alerts", "test", name, "--json").json)
            for name in ("count", "new", "outlets")
        }
        assert replayed == {"count": told["count"], "new": 1, "outlets": 0}
        assert killed.newsroom.status()["alerts"] == {"pending": 0, "sent": sum(told.values()), "failed": 0}
