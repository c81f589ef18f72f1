"""What a terminal shows while the stages work: a line for each that counts up, and alerts above them."""

import logging
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

from rich.live import Live
from rich.spinner import Spinner
from rich.table import Table
from rich.text import Text

from processors.alerts.send import LOGGERS
from wirewatch.cli.layout import paragraph
from wirewatch.cli.show import console, safe_text, terminal_width
from wirewatch.progress import Progress

if TYPE_CHECKING:
    from rich.console import Console

    from processors.alerts.message import Message


class Line:
    """One stage: how much of its work is done, and how long it has worked on it."""

    def __init__(self) -> None:
        self.done = 0
        self.due = 0
        """The most that was known of: what was done when a pass began, and what was due then."""
        self.result = ""
        """What became of it, or what kept the stage from working."""
        self._seconds = 0.0
        self._since: float | None = None
        self._looked_at = 0.0

    def start(self, due: int) -> None:
        """Begin a pass over so many pieces; where there are none yet, it begins with the first that is done."""
        self._looked_at = time.monotonic()
        if due:
            self.due, self._since = max(self.due, self.done + due), self._looked_at

    def count(self, number: int) -> None:
        """Count up. What came after the pass had looked for work was worked on from that look on."""
        if self._since is None:
            self._since = self._looked_at
        self.done += number

    def stop(self) -> None:
        """End the pass; its time stands still."""
        self._seconds, self._since = self.seconds, None

    @property
    def works(self) -> bool:
        """Whether a pass is under way."""
        return self._since is not None

    @property
    def seconds(self) -> float:
        """Seconds that its passes have taken, the present one included."""
        return self._seconds + (time.monotonic() - self._since if self._since is not None else 0.0)

    def cells(self) -> tuple[str, str, str]:
        """Give the work done of that known, the rate, and the time; no numbers where a stage has no queue."""
        of = f"{self.done} of {max(self.due, self.done)}" if self.due or self.done else ""
        rate = f"{self.done / self.seconds:.1f}/s" if self.done and self.seconds else ""
        return of, rate, clock(self.seconds) if of else ""


class Lines(Progress):
    """The lines of all stages. A stage without work has none."""

    def __init__(self, stages: Sequence[str]) -> None:
        self._lines = {stage: Line() for stage in stages}
        self._counts = {stage: Counter[str]() for stage in stages}
        self._lock = Lock()
        self._spinner = Spinner("dots")

    def begin(self, stage: str, count_due: Callable[[], int]) -> None:
        """Let the stage's time run, unless there is nothing to do: looking for work is none."""
        self._lines[stage].start(count_due())

    def done(self, stage: str, number: int = 1) -> None:
        """Count up."""
        with self._lock:
            self._lines[stage].count(number)

    def end(self, stage: str) -> None:
        """Let the stage's time stand still."""
        self._lines[stage].stop()

    def add_result(self, stage: str, counts: Counter[str], trouble: str | None) -> None:
        """Add up what became of a stage's work."""
        if stage in self._lines:
            self._counts[stage] += counts
            summed = sorted(self._counts[stage].items())
            self._lines[stage].result = trouble or ", ".join(f"{name} {number}" for name, number in summed)

    def __rich__(self) -> Table:
        """Give the lines as they are now."""
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(width=1)
        table.add_column()
        for _ in range(3):
            table.add_column(justify="right", no_wrap=True)
        table.add_column(no_wrap=True, overflow="ellipsis")
        for stage, line in self._lines.items():
            if line.due or line.done or line.result:
                table.add_row(
                    self._spinner if line.works else "", stage, *line.cells(), safe_text(line.result)
                )
        return table


@contextmanager
def stage_lines(stages: Sequence[str]) -> Iterator[Lines]:
    """Show the lines of these stages while this lasts, and leave them there; alerts are printed above them."""
    out, lines = console(), Lines(stages)
    with Live(lines, console=out, refresh_per_second=8), alerts_printed(out):
        yield lines


@contextmanager
def alerts_printed(out: "Console") -> Iterator[None]:
    """Print the alerts of `terminal:` channels for a reader while this lasts, in place of logging them as JSON.

    Where `out` is no terminal nobody reads there, and they are logged.
    """
    if not out.is_terminal:
        yield
        return

    class Print(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            out.print(as_text(record.alert))  # type: ignore[attr-defined]

    handler, logger = Print(), logging.getLogger(LOGGERS["terminal"])
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.propagate = True


def as_text(message: "Message") -> Text:
    """Give a message as a terminal shows it: its title, and below it what its body says, broken between words."""
    width = terminal_width() or sys.maxsize
    title = paragraph(f"ALERT {safe_text(message.title)}", width, "", "  ")
    said = [safe_text(line.strip()) for line in message.body.splitlines() if line.strip()]
    body = [line for one in said for line in paragraph(one, width, "  ")]
    return Text.assemble(("\n".join(title), "bold"), *(f"\n{line}" for line in body))


def clock(seconds: float) -> str:
    """Give a time as `7 s`, `2:07` or `1:02:07`."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours}:{minutes:02}:{rest:02}"
    return f"{minutes}:{rest:02}" if minutes else f"{rest} s"
