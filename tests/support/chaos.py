"""Chaos: two runs on one ledger, a good feed that publishes all the while, and a world that goes wrong about it.

    with Hostile() as web, Chaos(web, folder, seed=1, [postgres], [elasticsearch], **settings) as chaos:
        chaos.go_through_all()              # each kind of trouble once, in an order of the seed's
        verdict = judge(chaos.settle())

Always there, beside the good feed: a host whose 24 links never answer, one that drips its feed byte by byte, a proxy
that answers 200 and its own page to all, and a feed that is no XML. Each trouble of TROUBLES comes and goes.
"""

import contextlib
import json
import os
import random
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import changed_world
import psutil
from chaos_verdict import PROMISE_S, Evidence, Post
from daemon import Daemon
from hostile_server import Hostile, Request, byte_by_byte, never_answer, page
from many_hosts import with_many_hosts
from newsroom import HOOK, RSS, Newsroom, article_page, article_text, rss_item
from waiting import wait_for

from scrapers.urls import canonicalize, link_id
from wirewatch.ledger import leases
from wirewatch.ledger.schema import links
from wirewatch.pipeline import run_stages
from wirewatch.stages.poll import make_due

GOOD, PROXY = "good.example", "proxy.example"
HANGING = 24
"""Links that never answer."""
PUBLISH_S = 2.0
"""Between two good pages."""
SETTLE_S = 2 * PROMISE_S
"""After the last trouble all has to be told within this time, or it is lost."""


class Chaos:
    """One newsroom, its two runs, and what is done to them. Use it as a context manager: it ends what it started."""

    def __init__(
        self,
        web: Hostile,
        folder: Path,
        seed: int,
        ledgers: Sequence[Daemon] = (),
        indices: Sequence[Daemon] = (),
        **environment: str,
    ):
        """Take the servers that may be killed, none where these are files, and settings as Newsroom does."""
        self.dice = random.Random(seed)  # noqa: S311
        self.newsroom = Newsroom(web, folder, **environment)
        self.world = folder / "world"
        self.world.mkdir()
        self.logs = folder
        self.posts: list[Post] = []
        self.published: dict[str, float] = {}
        self.addresses: dict[str, str] = {}
        self.outages: list[tuple[float, float]] = []
        self.disturbances: list[float] = []
        self.endings: list[str] = []
        self.runs: list[subprocess.Popen[bytes]] = []
        self.done: list[str] = []
        """The troubles that came, in order."""
        self.ledgers, self.indices = ledgers, indices
        self.troubles = [name for name in TROUBLES if self._can(name)]
        self._number = 0
        self._lock = threading.Lock()
        self._quiet = threading.Event()
        self._publisher = threading.Thread(target=self._publish_on, daemon=True)
        self._lay_out(web)

    def _can(self, name: str) -> bool:
        needs = {"ledger away": self.ledgers, "index away": self.indices}
        limits_others = hasattr(psutil.Process, "rlimit")  # macOS cannot limit the files of another process
        return bool(needs.get(name, True)) and (name != "disk full" or limits_others)

    def __enter__(self) -> Self:
        """Begin both runs, and publish."""
        try:
            with self._outage():
                self.runs = [self._start_run(number) for number in range(2)]
                wait_for("a run that works", self._told, 120)
            self._publisher.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._quiet.set()
        for run in self.runs:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(run.pid, signal.SIGKILL)
            run.wait()

    # The world as it is always

    def _lay_out(self, web: Hostile) -> None:
        web.on(HOOK, self._take_post)
        hanging = [f"/h/{number}" for number in range(HANGING)]
        for path in hanging:
            web.on(path, never_answer)
        feeds = {
            "/good.xml": (GOOD, None),
            "/hangs.xml": ("hangs.example", [f"http://hangs.example:{web.port}{path}" for path in hanging]),
            "/proxy.xml": (PROXY, None),
            "/broken.xml": ("broken.example", None),
            "/drips.xml": ("drips.example", None),
        }
        for path, (host, shown) in feeds.items():
            self.newsroom.show_items(path, *(rss_item(link) for link in shown or ()))
            self.newsroom.add_feed(path, url=f"http://{host}:{web.port}{path}", every="1s")
        login = page("<html><body><h1>Log in to the network</h1><p>Please.</p></body></html>")
        web.on("/proxy.xml", login)
        web.on("/broken.xml", page("<rss><channel><item><title>&", RSS))
        web.on("/drips.xml", byte_by_byte(b"<rss>" * 1000, every=0.5))
        self.newsroom.write_feeds()

    async def _take_post(self, request: Request, writer: Any) -> None:
        if request.method == "POST":
            body = json.loads(request.body)
            self.posts.append(Post(time.monotonic(), body["key"], body["story_id"]))
        await page("", status=204)(request, writer)

    def publish(self, number: int = 1) -> list[str]:
        """Publish good pages; give their ids."""
        with self._lock:
            links = [f"http://{GOOD}:{self.newsroom.web.port}/a/{self._number + n}" for n in range(number)]
            for link in links:
                title = f"Report {self._number}"
                self.newsroom.web.serve(f"/a/{self._number}", article_page(title, article_text(self._number)))
                id_ = link_id(canonicalize(link))
                self.published[id_], self.addresses[id_] = time.monotonic(), link
                self._number += 1
            self.newsroom.show_items("/good.xml", *(rss_item(link) for link in links))
            return [link_id(canonicalize(link)) for link in links]

    def _publish_on(self) -> None:
        while not self._quiet.wait(PUBLISH_S):
            self.publish()

    # Runs

    def _start_run(self, number: int) -> "subprocess.Popen[bytes]":
        with (self.logs / f"run-{number}.log").open("ab") as log:
            return self.newsroom.start_python(
                changed_world.__file__, str(self.world), "run", "--every", "2s", stdout=log, stderr=log
            )

    def _kill(self, number: int) -> None:
        self.disturbances.append(time.monotonic())
        self.runs[number].kill()
        self.runs[number].wait()

    def _restart(self, number: int) -> None:
        self.runs[number] = self._start_run(number)

    def _restart_both(self) -> None:
        """Begin both runs again, and wait until one of them works: on a busy machine that takes a while."""
        before = self._told()
        for number in range(2):
            self._restart(number)
        wait_for("a run that works", lambda: self._told() > before, 120)

    def _told(self) -> int:
        return sum(file.stat().st_size for file in self.logs.glob("run-*.log"))

    def look_after_runs(self) -> None:
        """Note runs that ended though nobody ended them, and begin them again."""
        for number, run in enumerate(self.runs):
            if run.poll() is not None:
                told = (self.logs / f"run-{number}.log").read_text(errors="replace").splitlines()
                after = self.done[-1] if self.done else "the beginning"
                self.endings.append(f"status {run.returncode} after {after}: {told[-1] if told else ''}")
                self._restart(number)

    # Troubles

    def go_through_all(self) -> None:
        """Have each trouble come and go once, in an order of the seed's."""
        for name in self.dice.sample(self.troubles, len(self.troubles)):
            self.go_through(name)

    def go_through(self, name: str) -> None:
        """Have one trouble come and go."""
        TROUBLES[name](self)
        self.done.append(name)
        time.sleep(self.dice.uniform(0.5, 2))
        self.look_after_runs()

    @contextmanager
    def _outage(self) -> Iterator[None]:
        """Note that meanwhile no alert can come."""
        begin = time.monotonic()
        try:
            yield
        finally:
            self.outages.append((begin, time.monotonic()))

    def kill_one(self) -> None:
        """Kill one run at a random moment, and begin it again."""
        time.sleep(self.dice.uniform(0, 2))
        number = self.dice.randrange(2)
        self._kill(number)
        self._restart(number)

    def kill_both(self) -> None:
        """Kill both runs, as a power cut does; they begin again a second later."""
        with self._outage():
            for number in range(2):
                self._kill(number)
            time.sleep(1)
            self._restart_both()

    def stop_one(self) -> None:
        """Stop one run in the middle of what it does, as a frozen container is, and let it go on later."""
        run = self.runs[self.dice.randrange(2)]
        run.send_signal(signal.SIGSTOP)
        time.sleep(self.dice.uniform(3, 6))
        self.disturbances.append(time.monotonic())
        run.send_signal(signal.SIGCONT)

    def fill_disk(self) -> None:
        """Let neither run write to any file, as a full disk does, and make room again."""
        with self._outage():
            self._limit_files(0)
            time.sleep(self.dice.uniform(2, 4))
            self._limit_files(psutil.RLIM_INFINITY)

    def _limit_files(self, size: int) -> None:
        self.disturbances.append(time.monotonic())
        for run in self.runs:
            with contextlib.suppress(psutil.NoSuchProcess):
                process: Any = psutil.Process(run.pid)
                process.rlimit(psutil.RLIMIT_FSIZE, (size, psutil.RLIM_INFINITY))

    def lose_ledger(self) -> None:
        """Kill the ledger's server, and start it again some seconds later."""
        self._lose(self.ledgers)

    def lose_index(self) -> None:
        """Kill the index's server, and start it again some seconds later."""
        self._lose(self.indices)

    def _lose(self, servers: Sequence[Daemon]) -> None:
        with self._outage():
            self.disturbances.append(time.monotonic())
            for server in servers:
                server.kill()
            time.sleep(self.dice.uniform(2, 4))
            for server in servers:
                server.start()
            self.disturbances.append(time.monotonic())

    def lose_dns(self) -> None:
        """Know no host's name for a while."""
        with self._outage():
            (self.world / changed_world.NO_DNS).touch()
            time.sleep(self.dice.uniform(2, 4))
            (self.world / changed_world.NO_DNS).unlink()

    def move_clock(self) -> None:
        """Set the clock an hour ahead, an hour back, and right again, some seconds after each other."""
        for wrong_by in (3600, -3600, 0):
            self._set_clock(wrong_by)
            time.sleep(self.dice.uniform(2, 4))

    def _set_clock(self, wrong_by: float) -> None:
        file = self.world / changed_world.CLOCK
        partial = file.with_suffix(".partial")
        partial.write_text(str(wrong_by))
        partial.replace(file)

    def damage_file(self) -> None:
        """Cut a file of pages that has just landed while no run is there, and have replay ask for them again."""
        with self._outage():
            for number in range(2):
                self._kill(number)
            with with_many_hosts(self.newsroom.project(), total=2.0) as project:
                leases.free_dead_leases(project.ledger)
                self.publish(3)
                make_due(project)
                list(run_stages(project, ("poll", "fetch"), seconds=10))
            raw = self.newsroom.home / "landing" / "raw"
            landed = max(raw.rglob("*.warc.gz"), key=lambda file: file.stat().st_mtime)
            landed.write_bytes(landed.read_bytes()[: landed.stat().st_size // 2])
            self._restart_both()
        file = landed.relative_to(self.newsroom.home / "landing").as_posix()
        wait_for("an end of each page of that file", lambda: not self._open_of(file), 120, every=1)
        lost = {id_ for id_, row in self._links().items() if row.reason == "landing_lost"}
        assert (file in {one["file"] for one in self.newsroom.status()["lost_files"]}) == bool(lost)
        self.newsroom.run_command("replay", "--reason", "landing_lost")
        self.published |= dict.fromkeys(lost & set(self.published), time.monotonic())

    # What came of it

    def settle(self) -> Evidence:
        """Publish nothing more, wait until all is told or it is too late for that, and give what is there."""
        self._quiet.set()
        self._publisher.join()
        with contextlib.suppress(TimeoutError):
            wait_for("all alerts", self._all_told, SETTLE_S, every=0.5)
        self.look_after_runs()
        for run in self.runs:
            run.terminate()
            run.wait()
        found = self._links()
        return Evidence(
            published=self.published,
            shown=len(self.published) + HANGING,
            documents=[document["id"] for document in self.newsroom.documents()],
            posts=self.posts,
            fates={id_: row.fate for id_, row in found.items()},
            counted=len(found),
            outages=self.outages,
            disturbances=self.disturbances,
            endings=self.endings,
        )

    def _all_told(self) -> bool:
        return set(self.published) <= {post.story for post in self.posts}

    def _links(self) -> dict[str, Any]:
        with self.newsroom.project() as project, project.ledger.read() as tx:
            return {row.id: row for row in tx.execute(links.select())}

    def _open_of(self, file: str) -> list[str]:
        """Give the links whose page is in a file and has not been read yet."""
        return [
            id_
            for id_, row in self._links().items()
            if row.fate == "fetched" and (row.raw or "").startswith(file)
        ]


TROUBLES: dict[str, Callable[[Chaos], None]] = {
    "one run killed": Chaos.kill_one,
    "both runs killed": Chaos.kill_both,
    "one run stopped": Chaos.stop_one,
    "disk full": Chaos.fill_disk,
    "ledger away": Chaos.lose_ledger,
    "index away": Chaos.lose_index,
    "no DNS": Chaos.lose_dns,
    "clock moved": Chaos.move_clock,
    "damaged file": Chaos.damage_file,
}
