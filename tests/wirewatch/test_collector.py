"""Python's collector: how often it looks where articles are made, and that nobody else notices."""

import gc
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pebble
import pytest

from wirewatch import pipeline
from wirewatch.collector import OBJECTS, YOUNG_LOOKS, collect_rarely, collecting_rarely
from wirewatch.config.groups import read_groups
from wirewatch.config.init import SHIPPED
from wirewatch.lines_at_work import LinesAtWork
from wirewatch.pipeline import run_stages
from wirewatch.project import Project
from wirewatch.settings import read_settings
from wirewatch.workers.pool import start_workers

POOLS: dict[str, Callable[[], pebble.ProcessPool]] = {
    "pages": lambda: start_workers("nowhere", read_groups(SHIPPED / "groups.yaml")),
    "lines": LinesAtWork(1)._workers,
}


@pytest.mark.parametrize("kind", POOLS)
def test_a_worker_looks_rarely(kind: str) -> None:
    """A worker looks through its youngest objects when there are 10,000 of them, and through older ones seldom."""
    pool = POOLS[kind]()
    try:
        assert pool.schedule(gc.get_threshold).result()[:2] == (OBJECTS, YOUNG_LOOKS)
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def test_what_is_there_at_first_is_never_looked_through() -> None:
    """What a process works with is left out of every look from then on, and so stays shared with other processes."""
    before, frozen = gc.get_threshold(), gc.get_freeze_count()
    try:
        collect_rarely()
        assert gc.get_freeze_count() > frozen
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)


def test_a_run_looks_rarely_while_its_stages_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The stages of a run look as rarely as workers do; the program that ran them looks as before afterwards."""
    seen: list[int] = []

    def index_articles(*_: object) -> Counter[str]:
        seen.append(gc.get_threshold()[0])
        return Counter()

    monkeypatch.setattr(pipeline, "index_articles", index_articles)
    before = gc.get_threshold()
    with Project(read_settings({}, SHIPPED, tmp_path)) as project:
        list(run_stages(project, ("index",)))
    assert set(seen) == {OBJECTS}
    assert gc.get_threshold() == before


def test_what_was_asked_before_is_asked_again_after_a_failure() -> None:
    """A run that ends by an exception leaves the collector as it found it."""
    before = gc.get_threshold()
    with pytest.raises(KeyboardInterrupt), collecting_rarely():
        raise KeyboardInterrupt
    assert gc.get_threshold() == before
