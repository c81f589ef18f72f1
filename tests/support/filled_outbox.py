"""A newsroom with three channels, a clock that stands still, and an outbox that tests fill by hand."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hostile_server import Hostile
from newsroom import RULE, Newsroom

from wirewatch.inspect.send_test import example
from wirewatch.ledger import leases, outbox
from wirewatch.stages.deliver import deliver_alerts

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class Clock:
    """The time that the ledger and the stages go by."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        """Give it."""
        return self.at

    def go(self, **span: float) -> None:
        """Set it forward, or back."""
        self.at += timedelta(**span)


def stand(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Stand the clock at noon, and have retries come at their middle times."""
    clock = Clock(NOON)
    monkeypatch.setattr(leases, "now", clock)
    monkeypatch.setattr(leases, "jitter", lambda: 0.5)
    return clock


@contextmanager
def desks(folder: Path) -> Iterator[Newsroom]:
    """Make a newsroom whose web also takes what is sent to /hook, /other and /third."""
    with Hostile() as web:
        room = Newsroom(web, folder)
        for path in ("/other", "/third"):
            web.serve(path, "", status=204)
        room.configure()
        yield room


def configure(room: Newsroom, desk: dict[str, Any] | None = None, **rule: Any) -> None:
    """Write a rule, told to the channel desk at /hook, beside the channels other and third."""
    room.alerts(
        {
            "alerts": [{**RULE, **rule}],
            "channels": {
                "desk": {"url": room.hook(), **(desk or {})},
                "other": {"url": room.hook("/other")},
                "third": {"url": room.hook("/third")},
            },
        }
    )


def announce(room: Newsroom, *stories: str, to: tuple[str, ...] = ("desk",), **more: Any) -> None:
    """Put alerts of these stories into the outbox, as matching does."""
    import msgspec

    with room.project() as project, project.ledger.begin() as tx:
        for name in stories:
            alert = msgspec.structs.replace(example("x"), rule="taliban", story_id=name, title=name)
            assert outbox.announce(tx, alert, "batch", to, leases.now(), **more)


def deliver(room: Newsroom) -> Counter[str]:
    """Run the stage once."""
    with room.project() as project:
        return +deliver_alerts(project)


def gather(room: Newsroom) -> Any:
    """Give what tells the times of the rule's digests, as matching uses it."""
    from functools import partial

    from processors.alerts.quiet_hours import next_cron_time

    with room.project() as project:
        (rule,) = project.alerts.rules
    assert rule.digest
    return partial(next_cron_time, rule.digest)


def titles(room: Newsroom, path: str = "/hook") -> list[str]:
    """Return the titles that a webhook received, sorted."""
    return sorted(post["title"] for post in room.posts(path))
