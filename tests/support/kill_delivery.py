"""Kill the way from a matched batch to a channel's acceptance again and again, and see what was lost or doubled.

    with DeliveryKills(tmp_path, batches=20, seed=1) as kills:
        kills.run(100)
        kills.counts()           # DeliveryCounts(kills=100, events=119, expected=238, lost=0, ...)

Each life is a process that matches what is open and delivers what is due, and dies by SIGKILL at a random step: before
or after a transaction, a message or a look into the index. From life to life a quarter of an hour goes by, so that
retries, digests and fallbacks become due without waiting. All rules tell two channels, of which one is flaky and has a
fallback: of each story, of each by an hourly digest, of its second outlet, and of what a revision added.
"""

import json
import multiprocessing
import os
import random
import signal
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from multiprocessing import forkserver
from pathlib import Path
from typing import Any, NamedTuple, Self
from unittest.mock import patch
from zlib import crc32

import kill_at_moment
from article_flow import FlowArticle, index_batch
from hostile_server import Answer, Hostile, Request, status
from newsroom import RULE, Newsroom

from wirewatch.ledger import leases
from wirewatch.ledger.outbox import count_states
from wirewatch.ledger.schema import batches, events
from wirewatch.project import Project
from wirewatch.settings import read_settings
from wirewatch.stages import deliver
from wirewatch.stages.match import match_batches

TIME_BETWEEN_RUNS = timedelta(minutes=15)
TIME_BETWEEN_BATCHES = timedelta(minutes=30)
"""From one batch to the next: a new one is open in every second life."""
REFUSED_SHARE = 0.4
"""Share of messages that the flaky channel refuses, each for itself. Three times, and it goes to the fallback."""
NEVER_ACCEPTED = 8
"""One in so many, by its key, it never takes: which go to the fallback is else left to chance, and may be none."""
POINTS = (("commit", 24), ("deliver", 6), ("match", 1))
"""Where a life may end, and at which time at most."""


class DeliveryCounts(NamedTuple):
    """What the channels took of what was to be told."""

    kills: int
    events: int
    expected: int
    """Alerts that channels were to have: events times channels."""
    lost: int
    other_key: int
    """Alerts that a channel took under two keys, and digests whose content was another under the same key."""
    same_key: int
    """Messages that were taken more than once, under the same key."""
    fallbacks: int
    digests: int


class AcceptedMessage(NamedTuple):
    """A message that a channel accepted."""

    path: str
    key: str
    rule: str
    stories: tuple[str, ...]


def run_process(environment: Mapping[str, str], moment: str | None, ahead: timedelta) -> None:
    """Live once, so far ahead of the clock, until a moment of tests/support/kill_at_moment.py."""
    leases.now = lambda: datetime.now(UTC) + ahead
    deliver.TRIES = 3
    if moment:
        kill_at_moment.kill_at(moment)
    with Project(read_settings(environment)) as project:
        leases.free_dead_leases(project.ledger)
        match_batches(project)
        while +deliver.deliver_alerts(project):
            pass


class DeliveryKills:
    """A newsroom whose articles are indexed, in batches that are yet to be matched, and the lives that do that."""

    def __init__(self, folder: Path, batches: int, seed: int) -> None:
        self.dice = random.Random(seed)  # noqa: S311
        self.web = Hostile()
        self.folder, self.batches = folder, batches
        self.kills = self.lives = 0
        self.taken: list[AcceptedMessage] = []
        self.context: Any = multiprocessing.get_context("forkserver")
        self.context.set_forkserver_preload(["preload"])
        here = str(Path(__file__).parent)
        with patch.dict(os.environ, PYTHONPATH=os.pathsep.join((here, os.environ.get("PYTHONPATH", "")))):
            forkserver.ensure_running()

    def __enter__(self) -> Self:
        """Start the web, and index."""
        self.web.__enter__()
        self.newsroom = Newsroom(self.web, self.folder)
        self.newsroom.write_feeds()
        for path, refused in (("/desk", 0.0), ("/flaky", REFUSED_SHARE), ("/other", 0.0)):
            self.web.on(path, self._accept(path, refused))
        to, hook = ["desk", "flaky"], self.newsroom.hook_url
        self.newsroom.write_alerts(
            {
                "alerts": [
                    {**RULE, "name": "each", "to": to},
                    {**RULE, "name": "gathered", "to": to, "digest": "0 * * * *"},
                    {**RULE, "name": "carried", "to": to, "when": {"outlets": 2}},
                    {**RULE, "name": "changed", "to": to, "when": {"revision": "added"}},
                ],
                "channels": {
                    "desk": {"url": hook("/desk")},
                    "flaky": {"url": hook("/flaky"), "fallback": {"to": "other", "after": "10h"}},
                    "other": {"url": hook("/other")},
                },
            }
        )
        with self.newsroom.project() as project:
            self._index(project)
        return self

    def __exit__(self, *_: object) -> None:
        """Stop the web."""
        self.web.__exit__(None, None, None)

    def run(self, kills: int) -> None:
        """Live and die so often, or until nothing is left to do; then live on until all is done."""
        while self.kills < kills and self._run_process(self._moment()):
            pass
        while self._run_process(None):
            pass

    def counts(self) -> DeliveryCounts:
        """Hold what was taken against what was to be told."""
        with self.newsroom.project() as project, project.ledger.read() as tx:
            known = {(row.rule, row.story_id) for row in tx.execute(events.select())}
        had: dict[str, dict[tuple[str, str], set[str]]] = defaultdict(lambda: defaultdict(set))
        contents: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for one in self.taken:
            contents[one.path + one.key].add(one.stories)
            for name in one.stories:
                had[one.path][one.rule, name].add(one.key)
        lost = [event for event in known if event not in had["/desk"]]
        lost += [event for event in known if event not in had["/flaky"] and event not in had["/other"]]
        expected = sum(self.expected.values())
        assert Counter(rule for rule, _ in known) <= self.expected
        times = Counter((one.path, one.key) for one in self.taken)
        return DeliveryCounts(
            kills=self.kills,
            events=len(known),
            expected=2 * expected,
            lost=len(lost) + 2 * (expected - len(known)),
            other_key=sum(len(keys) > 1 for path in had.values() for keys in path.values())
            + sum(len(content) > 1 for content in contents.values()),
            same_key=sum(number - 1 for number in times.values()),
            fallbacks=len({one.key for one in self.taken if one.path == "/other"}),
            digests=len({one.key for one in self.taken if one.rule == "gathered"}),
        )

    def _moment(self) -> str:
        name, most = self.dice.choices(POINTS, [most for _, most in POINTS])[0]
        return f"{self.dice.choice(('before', 'after'))}:{name}:{self.dice.randint(1, most)}"

    def _run_process(self, moment: str | None) -> bool:
        """Live once; tell whether anything is left to do."""
        process = self.context.Process(
            target=run_process, args=(self.newsroom.environment, moment, TIME_BETWEEN_RUNS * self.lives)
        )
        process.start()
        process.join()
        assert process.exitcode in (0, -signal.SIGKILL), process.exitcode
        self.kills += process.exitcode != 0
        self.lives += 1
        with self.newsroom.project() as project, project.ledger.read() as tx:
            unmatched = tx.execute(batches.select().where(batches.c.matched_at.is_(None)).limit(1)).first()
            states = count_states(tx)
        return bool(unmatched or states["pending"] or states.get("gathering"))

    def _accept(self, path: str, refused: float) -> Answer:
        dice = random.Random(self.dice.random())  # noqa: S311

        async def answer(request: Request, writer: Any) -> None:
            body = json.loads(request.body)
            if refused and (dice.random() < refused or crc32(body["key"].encode()) % NEVER_ACCEPTED == 0):
                await status(500)(request, writer)
                return
            stories = tuple(one["story_id"] for one in body.get("alerts", [body]))
            self.taken.append(AcceptedMessage(path, body["key"], body["rule"], stories))
            await status(204)(request, writer)

        return answer

    def _index(self, project: Project) -> None:
        """Bring batches into the index that are due one after the other: two stories and a copy of an earlier one."""
        at = leases.now()
        for n in range(self.batches):
            pieces = [
                FlowArticle(10 * n + 1, site="paper"),
                FlowArticle(10 * n + 2, site="post", revision=2, added=["taliban"]),
                *([FlowArticle(10 * n + 3, story=10 * n - 9, site="post")] if n else []),
            ]
            index_batch(project, f"b{n:04}", pieces, at, at + n * TIME_BETWEEN_BATCHES)
        stories = 2 * self.batches
        told = {"each": stories, "gathered": stories, "carried": self.batches - 1, "changed": self.batches}
        self.expected = Counter(told)
