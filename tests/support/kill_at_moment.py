"""Run the command `wirewatch`, and kill this process by SIGKILL at one named moment of it.

    python tests/support/kill_at_moment.py before:deliver:2 run --once  # before an alert is sent again

A moment is the time before or after the nth call of one function of POINTS. `commit` is the end of a
transaction on the ledger: before it everything in it is lost, after it everything is kept.
"""

import functools
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

POINTS = {
    "land_pages": "wirewatch.landing:LandingZone.write_pages",
    "land_articles": "wirewatch.landing:LandingZone.write_articles",
    "rename": "wirewatch.landing:os.replace",
    "write": "processors.stores.tantivy.index:Tantivy.write",
    "match": "processors.stores.tantivy.index:Tantivy.match",
    "deliver": "wirewatch.stages.send:send_message",
    "elastic_write": "processors.stores.elasticsearch.index:Elastic.write",
    "elastic_match": "processors.stores.elasticsearch.index:Elastic.match",
}


class KillSwitch:
    """Comes at the nth call of `count_call`."""

    def __init__(self, nth: int) -> None:
        self.left = nth
        self.lock = threading.Lock()

    def count_call(self) -> None:
        """Count, and die when it is time."""
        with self.lock:
            self.left -= 1
            if self.left == 0:
                os.kill(os.getpid(), signal.SIGKILL)


def kill_at(moment: str) -> None:
    """Wrap the function of a moment."""
    when, name, nth = moment.split(":")
    switch = KillSwitch(int(nth))
    if name == "commit":
        _wrap_commits(switch, when)
        return
    module, _, path = POINTS[name].partition(":")
    *holders, last = path.split(".")
    holder = functools.reduce(getattr, holders, __import__(module, fromlist=["_"]))
    setattr(holder, last, _wrap(getattr(holder, last), switch, when))


def _wrap(function: Callable[..., Any], switch: KillSwitch, when: str) -> Callable[..., Any]:
    @functools.wraps(function)
    def wrapped(*arguments: Any, **options: Any) -> Any:
        if when == "before":
            switch.count_call()
        result = function(*arguments, **options)
        if when == "after":
            switch.count_call()
        return result

    return wrapped


def _wrap_commits(switch: KillSwitch, when: str) -> None:
    from wirewatch.ledger.connect import Ledger

    begin = Ledger.begin

    @contextmanager
    def wrapped(ledger: Ledger) -> Iterator[Any]:
        with begin(ledger) as connection:
            yield connection
            if when == "before":
                switch.count_call()
        if when == "after":
            switch.count_call()

    Ledger.begin = wrapped  # type: ignore[method-assign,assignment]


if __name__ == "__main__":
    from wirewatch.cli.app import run

    kill_at(sys.argv[1])
    sys.exit(run(sys.argv[2:]))
