"""A newsroom whose runs are killed, and what can be seen of them from outside."""

import contextlib
import os
import signal
import sqlite3
import subprocess
from collections import Counter
from pathlib import Path

import kill_at_moment
from hostile_server import Hostile, page
from newsroom import (
    HOOK,
    RULE,
    Newsroom,
    all_links_counted,
    group_ended,
)

CHANNELS = (HOOK, "/night")
LOOK = 6
"""After every so many kills it is waited for what the process had started to end by itself."""


def bury(process: "subprocess.Popen[bytes]") -> str:
    """Wait for the end of a process, end what it had started, and return what it said on stderr.

    Those it had started would end by themselves, once they have loaded their libraries: that only costs time.
    """
    process.wait(120)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    _, told = process.communicate(timeout=120)
    return told.decode()


class KilledNewsroom:
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
        process.wait(120)
        self.kills += process.returncode == -signal.SIGKILL
        if self.kills % LOOK == 0 and not group_ended(process.pid):
            self.left_behind.append(str(process.args))
        told = bury(process)
        assert process.returncode in (0, -signal.SIGKILL), told
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
        assert told["fates"] == {"indexed": self.published, "rejected": {}, "failed": {}}, told
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
