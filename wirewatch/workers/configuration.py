"""The configuration, read in a process of its own: whatever an edit does there, the program that runs goes on."""

from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from wirewatch.errors import Mistake, Trouble, WirewatchError, describe_bug
from wirewatch.workers.limits import MOST_MEMORY, limit_memory, room_for_workers
from wirewatch.workers.pool import fork_context

if TYPE_CHECKING:
    from processors.groups.catalogue import Catalogue
    from processors.statements.frames import FrameFile
    from scrapers.records import Feed
    from wirewatch.config.alerts import AlertsConfig

READ_TIMEOUT_S = 60.0
"""Seconds that a configuration may take to be read: 100,000 feeds take 15 on a machine that does nothing else."""


class Configuration(NamedTuple):
    """What the three files say, and those of frames."""

    feeds: "list[Feed]"
    catalogue: "Catalogue"
    alerts: "AlertsConfig"
    frames: "tuple[FrameFile, ...]"


def read_configuration(folder: Path, environment: Mapping[str, str]) -> Configuration:
    """Read the files of a folder; `environment` holds the secrets. Raises Mistake and Trouble."""
    from wirewatch.config.alerts import read_alerts
    from wirewatch.config.feeds import read_feeds
    from wirewatch.config.groups import read_groups
    from wirewatch.config.statements import read_all_frames

    feeds, catalogue = read_feeds(folder / "feeds.yaml", environment), read_groups(folder / "groups.yaml")
    return Configuration(
        feeds,
        catalogue,
        read_alerts(folder / "alerts.yaml", environment, catalogue.branches),
        read_all_frames(folder),
    )


def read_apart(
    folder: Path,
    environment: Mapping[str, str],
    seconds: float = READ_TIMEOUT_S,
    read: Callable[[Path, Mapping[str, str]], Configuration] = read_configuration,
) -> Configuration:
    """Read the configuration in a process of its own, within so many seconds and the memory of a worker.

    Raises Mistake where the configuration is wrong, and Trouble where it could not be read within these bounds, there
    is no room for that process, or reading it met a bug.
    """
    context = fork_context()
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_send_configuration, args=(theirs, read, folder, _sendable(environment)))
    try:
        with room_for_workers():
            process.start()
    except Trouble:
        ours.close()
        raise
    finally:
        theirs.close()
    try:
        if not ours.poll(seconds):
            raise Trouble(f"{folder} could not be read within {seconds:.0f} s; undo what was edited last")
        answer: Configuration | WirewatchError = ours.recv()
    except EOFError:
        process.join()
        message = f"{folder}: reading it ended with {process.exitcode}; undo what was edited last"
        raise Trouble(message) from None
    finally:
        process.kill()
        process.join()
        ours.close()
    if isinstance(answer, WirewatchError):
        raise answer
    return answer


def _sendable(environment: Mapping[str, str]) -> Mapping[str, str]:
    """Give an environment that another process can be sent: that of this one is bound to it."""
    return environment if isinstance(environment, dict) else dict(environment)


def _send_configuration(
    answers: Connection,
    read: Callable[[Path, Mapping[str, str]], Configuration],
    folder: Path,
    environment: Mapping[str, str],
) -> None:
    limit_memory()
    try:
        answer: Configuration | WirewatchError = read(folder, environment)
    except (Mistake, Trouble) as error:
        answer = error
    except MemoryError:
        answer = Trouble(
            f"{folder}: reading it takes over {MOST_MEMORY // 1024**2} MB; undo what was edited last"
        )
    except Exception as bug:
        answer = Trouble(f"{folder} could not be read: {describe_bug(bug)}")
    answers.send(answer)
