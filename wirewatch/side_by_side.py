"""Stages side by side: a thread for each, which looks for work when another has done some, or when some is due.

The queues between them are the ledger's: they hold no memory, and survive us. A stage that looked and found nothing is
idle until something changes. When all are idle, nothing is left to do.
"""

import math
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from queue import Empty, SimpleQueue
from threading import Condition, Event, Thread
from typing import NamedTuple

from processors.stores.store import StoreError, StoreRefused
from wirewatch.errors import LastingTrouble, LedgerTrouble, Mistake, PartTrouble, Trouble
from wirewatch.landing import LandingTrouble
from wirewatch.ledger import leases
from wirewatch.project import Project
from wirewatch.tracing import trace_pass

LOOK_S = 1.0
"""While any stage works, the others look at least so often: what they wait for may be due."""
STOP_S = 2.0
"""Seconds that stages have to stop when an exception ends the run."""
LEDGER_STAGE = "ledger"
"""What a pass is called that only tells of a ledger that is away."""
TELL_S = 5.0
"""The counts of a pass that takes long are told at least so often."""


class StagePass(NamedTuple):
    """A pass of one stage, or a part of a long one: what became of its work, its seconds, and what kept it."""

    stage: str
    counts: Counter[str]
    seconds: float
    trouble: str | None = None
    for_good: bool = False
    """Whether the trouble stays until a person has mended something, so that trying again is of no use."""


class Stage(NamedTuple):
    """What one thread does."""

    work: Callable[[], Iterator[Counter[str]]]
    """One pass over what is there to do; gives the counts of each part when it is committed, none where nothing was."""
    count_due: Callable[[], int]
    """How many pieces of work are due: for the display of progress."""
    patience: float = 0.0
    """It lets the stages before it finish what they have at hand, but waits no longer than so many seconds for that."""
    full: int = 0
    """A pass that did so many pieces left more: it waits for nobody then."""
    once_a_round: bool = False


class SideBySide:
    """Runs stages until nothing is left to do. Use it as a context manager: at its end they stop, wherever they are.

    A stage in trouble stops no other, and does not work again before the next round.
    """

    def __init__(self, project: Project, stages: Mapping[str, Stage], seconds: float | None = None):
        """Take the stages in the order of an article's way, and the time after which none begins a pass."""
        self._project, self._stages = project, stages
        self._end = None if seconds is None else time.monotonic() + seconds
        self._changed = Condition()
        self._version = 0
        """Counts what has changed: parts of work that were committed, and times at which something came due."""
        self._idle: dict[str, int] = {}
        """The stages whose last look found nothing, and the version at which they began it."""
        self._looked = dict.fromkeys(stages, time.monotonic())
        self._looking: set[str] = set()
        self._broken: set[str] = set()
        self._hindered: set[str] = set()
        """The stages that could not do a part in this round, such as read a file, and go on with others."""
        self._said: set[tuple[str, str]] = set()
        """The stages' troubles with parts of their work, each of which is told once a round."""
        self.round_began = leases.now()
        self._told_of_ledger: datetime | None = None
        """The round in which it was told that the ledger is away."""
        self._told: SimpleQueue[StagePass | BaseException | Callable[[], None] | None] = SimpleQueue()
        self._threads = [
            Thread(target=self._loop, args=(name, stage), name=name, daemon=True)
            for name, stage in stages.items()
        ]

    def __enter__(self) -> "SideBySide":
        """Start the stages."""
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Stop them: each ends soon, keeps what it has done, and gives back the rest.

        By an exception, as Ctrl-C is one, none is waited for that cannot hear us: its leases end with this process.
        """
        self._project.stopping.set()
        with self._changed:
            self._changed.notify_all()
        end = time.monotonic() + STOP_S
        for thread in self._threads:
            thread.join(None if kind is None else max(0.0, end - time.monotonic()))
        if kind is None:
            self._project.stopping.clear()

    @property
    def working(self) -> set[str]:
        """The stages that are in no trouble."""
        with self._changed:
            return set(self._stages) - self._broken - self._hindered

    def begin_round(self) -> None:
        """Have all stages look for work again, those that were in trouble too."""
        with self._changed:
            self.round_began = leases.now()
            self._broken.clear()
            self._hindered.clear()
            self._said.clear()
            self._idle.clear()
            self._changed.notify_all()

    def look_again(self) -> None:
        """Have all stages look for work, because something may be due."""
        with self._changed:
            self._version += 1
            self._changed.notify_all()

    def in_reader(self, work: Callable[[], object]) -> None:
        """Have the thread that reads `passes` do something, and wait until it has, or the stages stop.

        Raises here what it raises there: it is this stage's trouble.
        """
        done, failed = Event(), []

        def do() -> None:
            try:
                work()
            except Exception as error:
                failed.append(error)
            done.set()

        self._told.put(do)
        while not done.wait(0.1) and not self._project.stopping.is_set():
            pass
        if failed:
            raise failed[0]

    def passes(self, seconds: float | None = None) -> Iterator[StagePass]:
        """Give passes as they come, until all stages are idle, or for so many seconds. Raises what a stage raised."""
        end = None if seconds is None else time.monotonic() + seconds
        while True:
            with suppress(Empty):
                left = LOOK_S if end is None else min(LOOK_S, end - time.monotonic())
                told = self._told.get(timeout=max(0.0, left))
                if isinstance(told, BaseException):
                    raise told
                if isinstance(told, StagePass):
                    yield told
                    continue
                if told:
                    told()
            if self._told.empty() and (self._all_idle() or (end is not None and time.monotonic() >= end)):
                return

    def rest(self) -> list[StagePass]:
        """Give the passes that came at last, when all is stopped."""
        passes = []
        with suppress(Empty):
            while True:
                if isinstance(told := self._told.get_nowait(), StagePass):
                    passes.append(told)
        return passes

    def _all_idle(self) -> bool:
        with self._changed:
            return self._are_idle(self._stages)

    def _are_idle(self, names: "Mapping[str, Stage] | list[str]") -> bool:
        return all(
            name in self._broken or (name not in self._looking and self._is_idle(name)) for name in names
        )

    def _is_idle(self, name: str) -> bool:
        if self._stages[name].once_a_round:
            return name in self._idle
        return self._idle.get(name) == self._version

    def _loop(self, name: str, stage: Stage) -> None:
        try:
            while self._wait(name, stage):
                found = self._pass(name, stage)
                with self._changed:
                    self._looking.discard(name)
                    full = stage.full and found >= stage.full
                    self._looked[name] = -math.inf if full else time.monotonic()
                    if found and not stage.once_a_round:
                        self._idle.pop(name, None)
                    self._changed.notify_all()
                self._told.put(None)
        except BaseException as error:
            error.add_note(f"in the stage {name}")
            self._told.put(error)

    def _wait(self, name: str, stage: Stage) -> bool:
        """Wait until there is a reason to look for work; False where it is time to stop."""
        with self._changed:
            while not self._project.stopping.is_set():
                if self._has_reason(name, stage):
                    self._idle[name] = self._version
                    self._looking.add(name)
                    return True
                self._changed.wait(LOOK_S / 2)
        return False

    def _has_reason(self, name: str, stage: Stage) -> bool:
        if name in self._broken:
            return False
        if self._end is not None and time.monotonic() > self._end:
            self._idle[name] = self._version
            return False
        waited = time.monotonic() - self._looked[name]
        if self._is_idle(name):
            return not stage.once_a_round and waited >= LOOK_S and not self._are_idle(self._stages)
        if not stage.patience or waited >= stage.patience:
            return True
        before = list(self._stages)[: list(self._stages).index(name)]
        return self._are_idle(before)

    def _pass(self, name: str, stage: Stage) -> int:
        """Run one pass and tell of it; give the number of pieces that it did."""
        progress, found = self._project.progress, 0
        counts: Counter[str] = Counter()
        trouble, for_good = None, False
        began = told = time.monotonic()
        try:
            progress.begin(name, stage.count_due)
            for part in stage.work():
                if not part.total():
                    continue  # a count of none is no work: told as a change, it would have all look again, for ever
                counts, found = counts + part, found + part.total()
                if told == began or time.monotonic() - told >= TELL_S:
                    counts, told = self._tell(name, counts, told)
                    progress.end(name)
                    progress.begin(name, stage.count_due)
                self.look_again()
        except PartTrouble as error:
            counts, found = counts + error.counts, found + error.counts.total()
            trouble = None if (name, str(error)) in self._said else str(error)
            self._said.add((name, str(error)))
            with self._changed:
                self._hindered.add(name)  # what is left comes due soon, and is not waited for
            if error.counts:
                self.look_again()
        except (Trouble, Mistake, StoreError) as error:
            trouble = self._take_trouble(name, error)
            for_good = isinstance(error, (Mistake, LastingTrouble, StoreRefused))
            if name in self._broken:
                self.look_again()  # it may have done a part
        finally:
            progress.end(name)
        if counts or trouble:
            self._tell(name, counts, told, trouble, for_good=for_good)
        return found

    def _take_trouble(self, name: str, error: Trouble | Mistake | StoreError) -> str | None:
        """Have a stage rest because of a trouble; give what is to be told of it, if anything.

        Where it was one file that could not be read, the stage goes on with others, and tells of it once a round.
        """
        if isinstance(error, LandingTrouble):
            with self._changed:
                is_told = name in self._hindered
                self._hindered.add(name)
            return None if is_told else str(error)
        with self._changed:
            self._broken.add(name)
        if isinstance(error, LedgerTrouble):
            self.tell_of_ledger(error)
            return None
        return str(error)

    def tell_of_ledger(self, error: LedgerTrouble) -> None:
        """Tell that the ledger is away: once a round, for no stage can work then."""
        with self._changed:
            if self._told_of_ledger == self.round_began:
                return
            self._told_of_ledger = self.round_began
        self._told.put(StagePass(LEDGER_STAGE, Counter(), 0.0, str(error)))

    def _tell(
        self,
        name: str,
        counts: Counter[str],
        since: float,
        trouble: str | None = None,
        *,
        for_good: bool = False,
    ) -> tuple[Counter[str], float]:
        present = time.monotonic()
        trace_pass(name, +counts, present - since, trouble)
        self._told.put(StagePass(name, +counts, present - since, trouble, for_good))
        return Counter(), present
