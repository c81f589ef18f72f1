"""What can go wrong in the shell around the stages.

    WirewatchError            one line for the user, and an exit status
    ├── Mistake (2)           the call or the configuration is wrong; says where, and the mend
    │   └── UnknownName       a call names a rule or a feed that is not there; no file is wrong
    └── Trouble (1)           something outside failed and is named; the work is kept for the next run
        ├── UnknownLink       no feed has shown the link that is asked for, or not yet
        ├── LedgerTrouble     it was the ledger, without which no stage can work
        ├── LastingTrouble    another try would end the same, until a person has seen to it
        └── PartTrouble       of a part of the work; all other was done

Anything else that escapes is a bug and keeps its traceback.
"""

import errno
import traceback
from collections import Counter
from pathlib import Path

NO_ROOM = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)
"""Why nothing can be written for now: the disk, the file or the user's share of the disk is full."""
MACHINE_MENDS = {
    errno.EMFILE: "let a process have more open files (`ulimit -n`)",
    errno.ENFILE: "let the machine have more open files",
    errno.ENOMEM: "give it more memory",
    errno.EROFS: "let it be written again: a disk with errors is made read-only by the system",
    errno.EIO: "look after the disk",
    errno.ESTALE: "mount its file system anew",
}
"""What else of the machine can keep a file from being used for a while, and what helps: none of that is a bug."""


class WirewatchError(Exception):
    """Base of what a command reports in one line; `status` is the exit status it ends with."""

    status = 1


class Mistake(WirewatchError):
    """The user's call or configuration is wrong.

    Prints as `config/feeds.yaml:12: unknown key 'evry'; did you mean 'every'?`: the file and its line
    (1-based) where they are known, what is wrong, and the mend.
    """

    status = 2

    def __init__(self, message: str, mend: str = "", file: Path | None = None, line: int | None = None):
        self.message, self.mend, self.file, self.line = message, mend, file, line
        where = f"{file}:{line}: " if file and line else f"{file}: " if file else ""
        super().__init__(f"{where}{message}" + (f"; {mend}" if mend else ""))


class UnknownName(Mistake):
    """A call names a rule or a feed that is not there: the file that it tells of is where others are."""


class Trouble(WirewatchError):
    """Something outside this process failed: the store is down, the disk is full, the ledger is locked."""


class UnknownLink(Trouble):
    """No feed has shown the link that is asked for, or not yet."""

    def __init__(self, asked: str, unread: str = ""):
        mend = "give it as the feed has it, or search for words of its headline"
        may_be = f"; {unread}" if unread else ""
        super().__init__(f"no feed has shown {asked[:2_000]}; {mend}{may_be}")


class LedgerTrouble(Trouble):
    """The ledger failed: its server is down, its disk is full, or another process keeps its lock."""


class LastingTrouble(Trouble):
    """Another try would end the same, until a person has seen to it: an address is gone, or not public."""


class PartTrouble(Trouble):
    """A part of the work failed, and all other was done, which `counts` tells: the stage goes on."""

    def __init__(self, message: str, counts: Counter[str]):
        super().__init__(message)
        self.counts = counts


def tell_of_machine(error: Exception) -> str | None:
    """Tell in one line what a file could not be used for, and what helps, where it is the machine's; None of a bug."""
    if not isinstance(error, OSError) or error.errno not in (*NO_ROOM, *MACHINE_MENDS):
        return None
    file, mend = error.filename or "a file", MACHINE_MENDS.get(error.errno)
    if mend is None:
        return f"{file} cannot be written: {error.strerror}"
    return f"{file} cannot be used: {error.strerror}; {mend}"


def describe_bug(bug: Exception) -> str:
    """Tell an exception that nobody expected in one line: its kind, what it says, and where it was raised."""
    where = traceback.extract_tb(bug.__traceback__)[-1]
    return f"{type(bug).__name__}: {bug} ({where.name}, line {where.lineno})"
