"""Worker processes: what they are started with."""

import errno
import os
import resource
import subprocess
import sys
from collections import Counter
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import psutil
import pytest

from wirewatch.config.groups import read_groups
from wirewatch.errors import Trouble
from wirewatch.workers import pool
from wirewatch.workers.limits import are_active, room_for_workers
from wirewatch.workers.pool import start_workers

PROGRAM = """\
with open("imports.txt", "a") as file:
    file.write(__name__ + " ")

from pathlib import Path

from wirewatch.config.groups import read_groups
from wirewatch.workers.pool import start_workers
from wirewatch.workers.page import make_article

workers = start_workers("nowhere", read_groups(Path("groups.yaml")))
print(workers.schedule(make_article, args=["raw/x#0"]).result().reason)
workers.stop()
workers.join()
"""


def test_a_worker_does_not_import_the_program_that_started_it(tmp_path: Path) -> None:
    """A program is run once, however many workers it starts: they wait for none of its imports."""
    (tmp_path / "program.py").write_text(PROGRAM)
    (tmp_path / "groups.yaml").write_text("groups: []\n")
    ran = subprocess.run(
        [sys.executable, "program.py"], cwd=tmp_path, capture_output=True, text=True, check=True, timeout=120
    )
    assert ran.stdout == "landing_lost\n"
    assert (tmp_path / "imports.txt").read_text() == "__main__ "


def test_a_worker_gives_its_place_to_another_after_its_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What native libraries leak is given back, and no page waits for it."""
    (tmp_path / "groups.yaml").write_text("groups: []\n")
    monkeypatch.setattr(pool, "PAGES_OF_A_WORKER", 2)
    workers = start_workers("nowhere", read_groups(tmp_path / "groups.yaml"))
    asked = 8 * (os.cpu_count() or 1)
    try:
        pages = [workers.schedule(os.getpid) for _ in range(asked)]
        served = Counter(page.result(timeout=60) for page in pages)
    finally:
        workers.stop()
        workers.join()
    assert sum(served.values()) == asked
    assert max(served.values()) <= 2


IN_A_DAEMON = """\
import re
import time
from pathlib import Path

import billiard

from wirewatch.lines_at_work import clean_lines
from wirewatch.config.groups import read_groups
from wirewatch.workers.page import make_article
from wirewatch.workers.pool import start_workers


def work():
    workers = start_workers("nowhere", read_groups(Path("groups.yaml")))
    print(workers.schedule(make_article, args=["raw/x#0"]).result().reason, flush=True)
    print([answer["rejected"] for answer in clean_lines([b"no page"], jobs=1)], flush=True)
    hanging = workers.schedule(re.fullmatch, args=["(a+)+", "a" * 64 + "b"])  # lets no other thread run
    while not hanging.running():
        time.sleep(0.01)
    print("hangs", flush=True)
    hanging.result()


daemon = billiard.get_context("fork").Process(target=work)
daemon.daemon = True
daemon.start()
print(daemon.pid, flush=True)
daemon.join()
"""


def test_workers_serve_a_daemonic_process_and_end_with_it(tmp_path: Path) -> None:
    """A process of Celery's has workers for pages and lines; none outlives its kill, not even on a page that hangs."""
    (tmp_path / "program.py").write_text(IN_A_DAEMON)
    (tmp_path / "groups.yaml").write_text("groups: []\n")
    with subprocess.Popen(
        [sys.executable, "program.py"], cwd=tmp_path, stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        daemon = psutil.Process(int(program.stdout.readline()))
        assert [program.stdout.readline() for _ in range(3)] == [
            "landing_lost\n",
            "['bad_line']\n",
            "hangs\n",
        ]
        family = daemon.children(recursive=True)
        assert len(family) >= 3  # the server that forks, a worker, and what counts their semaphores
        daemon.kill()
        _, alive = psutil.wait_procs(family, timeout=30)
        for orphan in alive:
            orphan.kill()
    assert alive == []


def test_workers_for_which_there_is_no_room_are_a_trouble(tmp_path: Path) -> None:
    """Where no file can grow, not even in memory, a run is told so and tries again; it does not end."""
    (tmp_path / "groups.yaml").write_text("groups: []\n")
    catalogue = read_groups(tmp_path / "groups.yaml")
    workers = start_workers("nowhere", catalogue)
    most, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
        with pytest.raises(Trouble, match="worker processes cannot be started: File too large"):
            are_active(workers)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))


FIRST_WITHOUT_ROOM = """
import resource
from pathlib import Path
from wirewatch.errors import Mistake, Trouble
from wirewatch.workers.configuration import read_apart
from wirewatch.workers.pool import fork_context
_, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
for start in (fork_context, lambda: read_apart(Path("nowhere"), {})):
    try:
        start()
    except Trouble as trouble:
        print(str(trouble).partition(":")[0])
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
try:
    read_apart(Path("nowhere"), {})
except Mistake:
    print("read")
"""


def test_what_workers_are_forked_from_starts_when_there_is_room(tmp_path: Path) -> None:
    """On a disk that is full from the beginning each start is a trouble of one line, and the first with room works."""
    called = [sys.executable, "-c", FIRST_WITHOUT_ROOM]
    told = subprocess.run(called, cwd=tmp_path, capture_output=True, text=True, check=True, timeout=60)
    assert told.stdout.splitlines() == ["the worker processes cannot be started"] * 2 + ["read"]


def test_a_pool_that_starts_no_worker_is_a_trouble() -> None:
    """Where the system gives no further process, as the pool tells in words of its own, that is the trouble."""
    with (
        pytest.raises(Trouble, match="cannot be started: Resource temporarily unavailable"),
        room_for_workers(),
    ):
        raise BrokenProcessPool from OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))
