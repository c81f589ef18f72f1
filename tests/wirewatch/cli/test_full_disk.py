"""A disk without room for what a run writes and prints: the run goes on without it, and with it when there is room."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import psutil
import pytest
from newsroom import Newsroom
from waiting import wait_for

FULL = Path("/dev/full")
on_linux = pytest.mark.skipif(not FULL.exists(), reason="only Linux has /dev/full, which is always full")
limits_others = pytest.mark.skipif(
    not hasattr(psutil.Process, "rlimit"), reason="only Linux limits the files of another process"
)
NO_GROWTH = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
from wirewatch.cli.app import run
sys.exit(run(sys.argv[1:]))
"""
"""Runs a command on a disk that is full from the first moment on."""


@contextmanager
def going_on(newsroom: Newsroom, *call: str, **streams: Any) -> Iterator["subprocess.Popen[bytes]"]:
    """Have a run go on while this lasts, on a feed that is asked each second, and hold it to be alive at the end."""
    newsroom.add_feed("/one.xml", every="1s")
    newsroom.write_feeds()
    running = newsroom.start_python(*(call or ("-m", "wirewatch")), "run", "--every", "1s", **streams)
    with running:
        try:
            yield running
            assert running.poll() is None
        finally:
            running.kill()


def make_room(run: "subprocess.Popen[bytes]", most: int = -1) -> None:
    """Let a run and all that it started write files of this size; of any, unless it is said."""
    process = psutil.Process(run.pid)
    for one in [process, *process.children(recursive=True)]:
        limited: Any = one
        limited.rlimit(psutil.RLIMIT_FSIZE, (most, psutil.RLIM_INFINITY))


def read_until(told: IO[bytes] | None, wanted: bytes) -> None:
    """Read lines up to one that has these words."""
    assert told is not None
    assert any(wanted in line for line in told), "the run ended without a word of it"


def drop_told(told: IO[bytes] | None) -> None:
    """Drop the lines that are there to be read by now."""
    assert told is not None
    os.set_blocking(told.fileno(), False)
    told.read()
    os.set_blocking(told.fileno(), True)


@on_linux
def test_a_log_on_a_full_disk_ends_no_run(fresh_newsroom: Newsroom) -> None:
    """Lines and troubles that find no room are dropped; what is published after that is told of all the same."""
    fresh_newsroom.publish("/one.xml", 1)
    fresh_newsroom.show_items("/broken.xml", "<item>")
    with FULL.open("wb") as full, going_on(fresh_newsroom, stdout=full, stderr=full):
        wait_for("the first alert", fresh_newsroom.received_posts, 200)
        (fresh_newsroom.home / "landing" / "raw").rename(fresh_newsroom.home / "away")
        (fresh_newsroom.home / "landing" / "raw").write_text("in the way, which is a trouble to tell")
        fresh_newsroom.publish("/one.xml", 2)
        wait_for("a second try", lambda: fresh_newsroom.page_requests()["/a/2"] >= 2, 100)
        (fresh_newsroom.home / "landing" / "raw").unlink()
        wait_for("the second alert", lambda: len(fresh_newsroom.received_posts()) == 2, 100)


@limits_others
def test_a_run_goes_on_whenever_its_disk_is_full(fresh_newsroom: Newsroom, tmp_path: Path) -> None:
    """Full as it begins, and full again at work: it waits, tells of that in its log, and takes what came meanwhile.

    Where who reads its other lines has gone after that, it goes on too.
    """
    fresh_newsroom.publish("/one.xml", 1)
    log = tmp_path / "run.log"
    with (
        log.open("wb") as out,
        going_on(fresh_newsroom, "-c", NO_GROWTH, stdout=out, stderr=subprocess.PIPE) as run,
    ):
        read_until(run.stderr, b"wirewatch: ledger: ")
        make_room(run)
        wait_for("the first alert", fresh_newsroom.received_posts, 100)
        troubles = len(_told(log, "ledger.db failed"))
        drop_told(run.stderr)
        make_room(run, 0)
        fresh_newsroom.publish("/one.xml", 2)
        read_until(run.stderr, b"wirewatch: ledger: ")
        make_room(run)
        wait_for("the second alert", lambda: len(fresh_newsroom.received_posts()) == 2, 100)
        assert 1 <= troubles < len(_told(log, "ledger.db failed"))
        assert run.stderr is not None
        run.stderr.close()
        (fresh_newsroom.config / "alerts.yaml").write_text("alerts: 7")
        wait_for("a wrong edit, told twice", lambda: len(_told(log, "alerts.yaml")) >= 2, 60)


def _told(log: Path, words: str) -> list[str]:
    return [line for line in log.read_text().splitlines() if words in line]


@on_linux
@pytest.mark.parametrize(
    ("arguments", "status"), [(["status"], 1), (["search", "(", "--json"], 2), (["run"], 2)]
)
def test_where_nothing_can_be_printed_the_status_tells(
    fresh_newsroom: Newsroom, arguments: list[str], status: int
) -> None:
    """A command whose output and errors find no room ends with the status that it has with room for its one line."""
    fresh_newsroom.write_feeds()
    with FULL.open("wb") as full:
        ended = fresh_newsroom.start_command(*arguments, stdout=full, stderr=full)
        assert ended.wait(60) == status
