import json
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from typing import Any

import pebble
import pytest

from processors.records import Article
from wirewatch import lines_at_work
from wirewatch.errors import Trouble
from wirewatch.lines_at_work import clean_line, clean_lines
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


@pytest.mark.parametrize("written", ["*", "é", "QQ"])
def test_a_body_that_is_no_base64_is_named_by_its_field(written: str) -> None:
    """Other signs, letters beyond ASCII and a cut end are each a bad line that names `body_b64`, and no bug of ours."""
    answer = clean_line(json.dumps({"id": 1, "body_b64": written}).encode())
    assert (answer["rejected"], answer["detail"].split(":")[0]) == ("bad_line", "body_b64")


def test_a_text_whose_statements_take_too_much_memory_is_told_as_crashed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is read behind cleaning costs its own line, by the reason that cleaning itself would have."""

    class Greedy:
        def read_article(self, article: Article) -> Article:
            raise MemoryError(article.title)

    monkeypatch.setattr(lines_at_work._Cleaning, "reader", Greedy())
    page = f"<p>{'The men left the town on Friday with what they had found there. ' * 9}</p>"
    answer = clean_line(json.dumps({"id": 1, "html": page}).encode())
    assert answer == {"id": 1, "rejected": "crashed", "detail": "out of memory"}
