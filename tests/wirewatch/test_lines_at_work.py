import json
import math
from collections.abc import Callable, Iterator
from concurrent.futures.process import BrokenProcessPool
from typing import Any

import pebble
import pytest

from processors.records import Article
from wirewatch import lines_at_work
from wirewatch.errors import Trouble
from wirewatch.lines_at_work import LinesAtWork, clean_line, clean_lines
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


Ends = Callable[[pebble.ProcessFuture], object]


@pytest.fixture
def ends(monkeypatch: pytest.MonkeyPatch) -> list[Ends]:
    """Let each line given to the workers end as the next of these says; behind the last, lines wait for ever."""
    ends: list[Ends] = []

    def schedule(_pool: pebble.ProcessPool, _work: object, arguments: list[bytes], _clock: float) -> Any:
        future = pebble.ProcessFuture()
        if ends:
            ends.pop(0)(future)
        return future

    monkeypatch.setattr(limits, "schedule", schedule)
    return ends


def _answered(number: int) -> Ends:
    return lambda future: future.set_result({"id": number})


def _gone(future: pebble.ProcessFuture) -> None:
    future.set_exception(BrokenProcessPool("All workers expired"))


def test_only_lines_without_an_answer_are_given_out_again(ends: list[Ends]) -> None:
    """Where all workers are gone, what they had answered stays, and what was called off is given to the next."""
    ends += [_gone, _answered(1), lambda future: future.cancel(), _answered(0), _answered(2)]
    assert [answer["id"] for answer in clean_lines(LINES[:3], jobs=1)] == [0, 1, 2]
    assert ends == []


def test_lines_are_held_up_to_a_number_and_up_to_a_size(
    ends: list[Ends], monkeypatch: pytest.MonkeyPatch
) -> None:
    """So many lines a worker wait for their answers at most, and no more bytes than fit."""
    with LinesAtWork(2) as at_work:
        for _ in range(2 * lines_at_work.LINES_AHEAD):
            assert not at_work.are_enough
            at_work.give(LINES[0])
        assert at_work.are_enough
    monkeypatch.setattr(lines_at_work, "BYTES_AHEAD", len(LINES[0]))
    with LinesAtWork(2) as at_work:
        at_work.give(LINES[0])
        assert not at_work.are_enough
        at_work.give(LINES[0])
        assert at_work.are_enough


@pytest.mark.parametrize(("asked", "cores", "workers"), [(3, 8, 3), (None, 8, 8), (None, None, 1)])
def test_workers_are_as_many_as_asked_for_or_one_a_core(
    asked: int | None, cores: int | None, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the system does not tell its cores, there is one."""
    started: list[int] = []

    class Told(LinesAtWork):
        def __init__(self, jobs: int, *rest: Any) -> None:
            started.append(jobs)
            super().__init__(jobs, *rest)

    monkeypatch.setattr(lines_at_work, "LinesAtWork", Told)
    monkeypatch.setattr("os.cpu_count", lambda: cores)
    monkeypatch.delattr("os.sched_getaffinity", raising=False)
    monkeypatch.setattr("wirewatch.workers.cores._share", lambda _: math.inf)
    assert list(clean_lines([b" "], asked)) == []
    assert started == [workers]


def test_a_line_that_met_a_bug_or_hung_is_named_by_its_id(ends: list[Ends]) -> None:
    """Whatever its worker ended by, the line has its own answer, and the reason."""
    ends += [
        lambda future: future.set_exception(ValueError("no page")),
        lambda future: future.set_exception(TimeoutError()),
    ]
    answers = list(clean_lines(LINES[:2], jobs=1))
    assert [(one["id"], one["rejected"]) for one in answers] == [(0, "bug"), (1, "timeout")]
    assert "no page" in answers[0]["detail"]


def test_a_line_without_any_page_is_rejected_by_its_id() -> None:
    """A line that has neither html nor body_b64 is an empty page."""
    assert (answer := clean_line(b'{"id": 7}'))["id"] == 7
    assert answer["rejected"] == "too_short"
