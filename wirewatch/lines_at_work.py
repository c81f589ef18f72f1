"""Cleaning of a stream of JSON lines in worker processes, each line on its own, without ledger or index."""

import base64
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Any, Self

import msgspec
import pebble

from processors.errors import ProcessError
from processors.groups.catalogue import Catalogue
from processors.statements.frames import FrameFile
from wirewatch.bulk import BAD_LINE_ERRORS, NO_WORKERS, TextReader, clean_page
from wirewatch.collector import collect_rarely
from wirewatch.errors import Trouble, describe_bug
from wirewatch.workers import limits
from wirewatch.workers.cores import count_cores
from wirewatch.workers.pool import fork_context

LINES_AHEAD = 16
"""Lines given to each worker before the first of them is asked for."""
BYTES_AHEAD = 64_000_000
"""Bytes of lines that are held meanwhile, and one line more."""
BREAKS = 3
"""So often in a row all workers may be gone without an answer. A line that kills its worker before the pool has heard
who took it looks like this once, as it does where there is no memory for any worker."""


class PageLine(msgspec.Struct):
    """One line of `clean --jsonl`."""

    id: str | int | None = None
    url: str = ""
    html: str | None = None
    body_b64: str | None = None
    content_type: str = ""


class LinesAtWork:
    """Lines that worker processes make into answers, in the order in which they were given. For one thread."""

    def __init__(
        self, jobs: int, catalogue: Catalogue | None = None, frames: Sequence[FrameFile] = ()
    ) -> None:
        """Take the number of workers, and by what they tag and read statements, if at all."""
        self._jobs, self._arguments = jobs, (catalogue, frames)
        self._waiting: deque[tuple[bytes, pebble.ProcessFuture[dict[str, Any]]]] = deque()
        self._held = 0
        self._breaks = 0

    def __enter__(self) -> Self:
        """Have workers ready; they start with the first line. Raises Trouble as `fork_context` does."""
        self._pool = self._workers()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the workers; what nobody waits for any more is given up."""
        self._stop()

    @property
    def number(self) -> int:
        """How many lines wait for their answer."""
        return len(self._waiting)

    @property
    def are_enough(self) -> bool:
        """Whether no more lines should be given before an answer is taken."""
        return self.number >= self._jobs * LINES_AHEAD or self._held > BYTES_AHEAD

    def give(self, line: bytes) -> None:
        """Give a line to the workers. Raises Trouble where they die again and again before they take one."""
        while True:
            try:
                future = limits.schedule(self._pool, clean_line, [line], limits.QUIET_CLOCK_S)
                break
            except RuntimeError:  # they have just died
                self._start_again()
        self._waiting.append((line, future))
        self._held += len(line)

    def answer(self) -> dict[str, Any]:
        """Wait for the answer to the first line that has none yet. Raises Trouble as `give` does."""
        while True:
            line, future = self._waiting[0]
            try:
                answer = _answer(line, future)
                break
            except BrokenProcessPool:
                self._start_again()
        self._waiting.popleft()
        self._held -= len(line)
        self._breaks = 0
        return answer

    def _workers(self) -> pebble.ProcessPool:
        return pebble.ProcessPool(
            self._jobs, context=fork_context(), initializer=_prepare_worker, initargs=self._arguments
        )

    def _stop(self) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def _start_again(self) -> None:
        """Give the lines without an answer to new workers, as all of the old ones are gone."""
        self._breaks += 1
        if self._breaks >= BREAKS:
            raise Trouble(NO_WORKERS)
        self._stop()
        self._pool = self._workers()
        given, self._waiting, self._held = self._waiting, deque(), 0
        for line, future in given:
            if _is_answered(future):
                self._waiting.append((line, future))
                self._held += len(line)
            else:
                self.give(line)


def clean_lines(
    lines: Iterable[bytes],
    jobs: int | None = None,
    catalogue: Catalogue | None = None,
    frames: Sequence[FrameFile] = (),
) -> Iterator[dict[str, Any]]:
    """Clean each line on its own, in worker processes; give the answers in the order of the lines.

    With a catalogue each article has its mentions and statements.

    A line that is no page, a page without an article, and a page that kills its worker, each have their answer:
    {"id", "rejected", "detail"}. Raises Trouble where workers cannot be started, or die before they take a line.
    """
    with LinesAtWork(jobs or count_cores(), catalogue, frames) as at_work:
        for line in lines:
            if line.strip():
                at_work.give(line)
            while at_work.are_enough:
                yield at_work.answer()
        while at_work.number:
            yield at_work.answer()


def clean_line(line: bytes) -> dict[str, Any]:
    """Give the answer to one line of `clean --jsonl`."""
    try:
        page_line = msgspec.json.decode(line, type=PageLine)
    except BAD_LINE_ERRORS as error:
        return {"id": None, "rejected": "bad_line", "detail": str(error)}
    try:
        body = (
            page_line.html
            if page_line.html is not None
            else base64.b64decode(page_line.body_b64 or "", validate=True)
        )
    except ValueError as error:  # no base64, or not even ASCII
        return {"id": None, "rejected": "bad_line", "detail": f"body_b64: {error}"}
    try:
        article = clean_page(body, page_line.url, page_line.content_type)
        if _Cleaning.reader is not None:
            article = _Cleaning.reader.read_article(article)
    except ProcessError as error:
        return {"id": page_line.id, "rejected": error.reason, "detail": error.detail}
    except MemoryError:
        return {"id": page_line.id, "rejected": "crashed", "detail": "out of memory"}
    return {**msgspec.to_builtins(article), "id": page_line.id}


class _Cleaning:
    """What a worker that cleans keeps between lines."""

    reader: TextReader | None = None


def _prepare_worker(catalogue: Catalogue | None, frames: Sequence[FrameFile]) -> None:
    limits.limit_memory()
    _Cleaning.reader = TextReader(catalogue, frames) if catalogue else None
    collect_rarely()


def _answer(line: bytes, future: "pebble.ProcessFuture[dict[str, Any]]") -> dict[str, Any]:
    """Wait for a line's answer; one that hung, killed its worker or met a bug is named by its own id.

    Raises BrokenProcessPool where no worker took it.
    """
    try:
        return future.result()
    except BrokenProcessPool:
        raise
    except Exception as error:
        reason, detail = limits.why_ended(error) or ("bug", describe_bug(error))
        answer = {"rejected": reason, "detail": detail}
    return {"id": msgspec.json.decode(line, type=PageLine).id, **answer}


def _is_answered(future: "pebble.ProcessFuture[dict[str, Any]]") -> bool:
    return future.done() and not future.cancelled() and not isinstance(future.exception(), BrokenProcessPool)
