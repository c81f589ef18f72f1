import json
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from typing import Any

import pebble
import pytest

from wirewatch.errors import Trouble
from wirewatch.lines_at_work import clean_lines
from wirewatch.workers import limits

LINES = [json.dumps({"id": number, "html": "<p>too little</p>"}).encode() for number in range(6)]


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[int]]:
    """Say of the lines with these numbers, counted as given, that all workers are gone; the rest is as ever."""
    schedule, numbers, given = limits.schedule, set[int](), iter(range(1_000))

    def schedule_late(*arguments: Any) -> Any:
        if next(given) not in numbers:
            return schedule(*arguments)
        future = pebble.ProcessFuture()
        future.set_exception(BrokenProcessPool("All workers expired"))
        return future

    monkeypatch.setattr(limits, "schedule", schedule_late)
    return numbers


def test_lines_that_no_worker_took_are_given_out_again(broken: set[int]) -> None:
    """Where all workers are gone twice, each line has one answer all the same, in its order."""
    broken |= {1, 4, 7}
    assert [answer["id"] for answer in clean_lines(LINES, jobs=1)] == [0, 1, 2, 3, 4, 5]


def test_workers_that_die_again_and_again_are_a_trouble(broken: set[int]) -> None:
    """Where no worker ever takes a line, the run ends, and says why."""
    broken |= set(range(1_000))
    with pytest.raises(Trouble, match="die before they take a page"):
        list(clean_lines(LINES, jobs=1))


def test_a_pool_that_takes_nothing_more_is_started_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pool that has ended between two lines does not end the run."""
    schedule, ended = limits.schedule, iter([False, True])

    def schedule_once(workers: pebble.ProcessPool, *arguments: Any) -> Any:
        if next(ended, False):
            workers.stop()  # type: ignore[no-untyped-call]
        return schedule(workers, *arguments)

    monkeypatch.setattr(limits, "schedule", schedule_once)
    assert [answer["id"] for answer in clean_lines(LINES, jobs=1)] == [0, 1, 2, 3, 4, 5]
