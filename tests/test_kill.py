"""Killed at any instant, the pipeline resumes: nothing lost, nothing doubled, nobody told twice without reason."""

import contextlib
import os
import random
import signal
import sqlite3
import subprocess
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import mortal
import pytest
from hostile import Hostile, page
from newsroom import HOOK, RULE, Newsroom, conserved, gone

CHANNELS = (HOOK, "/night")
MOMENTS = [
    *(f"{when}:{name}:1" for name in mortal.POINTS for when in ("before", "after")),
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
        self.room = Newsroom(web, folder, **environment)
        self.room.alerts(
            {
                "alerts": [{**RULE, "to": ["desk", "night"]}],
                "channels": {"desk": {"url": self.room.hook()}, "night": {"url": self.room.hook("/night")}},
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
        self.room.publish("/one.xml", both, one)
        self.room.publish("/two.xml", both)
        self.room.configure()
        self.published += 2

    def die_at(self, moment: str) -> None:
        """Run until a moment, where the process kills itself."""
        self.publish()
        self._bury(self.room.spawn(mortal.__file__, moment, "run", "--once"))

    def die_after(self, seconds: float) -> None:
        """Run, and kill the process so long after its first stage has ended."""
        self.publish()
        running = self.room.start("run", "--once")
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
        if self.kills % LOOK == 0 and not gone(process.pid):
            self.left_behind.append(str(process.args))
        with contextlib.suppress(ProcessLookupError):  # what still loads its libraries only costs time
            os.killpg(process.pid, signal.SIGKILL)
        self.in_flight.update(self._leased())

    def _leased(self) -> list[str]:
        """Return the keys of the deliveries that a process held when it died."""
        file = self.room.home / "ledger.db"
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
        ended = self.room.start("run", "--once")
        _, told = ended.communicate(timeout=120)
        assert (ended.returncode, told.decode()) == (0, "")

    def hold_to_its_promises(self) -> None:
        """Assert that nothing was lost and nothing doubled."""
        told = self.room.status()
        assert conserved(told)
        assert told["fates"] == {"indexed": self.published, "rejected": {}, "failed": {}}
        assert sum(told["open"].values()) == 0
        documents = self.room.documents()
        assert sorted(one["url"] for one in documents) == sorted(map(self.room.url, range(self.published)))
        assert not [one for one in documents if one["copy_of"]]
        stories = {one["id"] for one in documents}
        assert told["alerts"] == {"pending": 0, "sent": 2 * self.published, "failed": 0}
        for path in CHANNELS:
            posts = self.room.posts(path)
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
