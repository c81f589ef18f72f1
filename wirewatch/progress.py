"""How far the stages are: what a display is told while they work."""

from collections.abc import Callable


class Progress:
    """Hears of every pass of every stage. This one shows nothing; the command line has one that does."""

    def begin(self, stage: str, count_due: Callable[[], int]) -> None:
        """Hear that a pass begins; `count_due` asks the ledger how many pieces of work are due."""

    def done(self, stage: str, number: int = 1) -> None:
        """Hear that so many more pieces are done. Called from threads, too."""

    def end(self, stage: str) -> None:
        """Hear that the pass has ended, in whatever way."""
