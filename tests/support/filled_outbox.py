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
from sqlalchemy import insert

from wirewatch.ledger import leases, outbox
from wirewatch.ledger.schema import links
from wirewatch.preview.try_channel import example_alert
from wirewatch.stages.deliver import deliver_alerts

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class Clock:
    """The time that the ledger and the stages go by."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        """Give it."""
        return self.at

    def advance(self, **span: float) -> None:
        """Set it forward, or back."""
        self.at += timedelta(**span)


def stop_clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Stand the clock at noon, and have retries come at their middle times."""
    clock = Clock(NOON)
    monkeypatch.setattr(leases, "now", clock)
    monkeypatch.setattr(leases, "jitter", lambda: 0.5)
    return clock


@contextmanager
def newsroom_with_channels(folder: Path) -> Iterator[Newsroom]:
    """Make a newsroom whose web also takes what is sent to /hook, /other and /third."""
    with Hostile() as web:
        newsroom = Newsroom(web, folder)
        for path in ("/other", "/third"):
            web.serve(path, "", status=204)
        newsroom.write_feeds()
        yield newsroom


def write_rule(newsroom: Newsroom, desk: dict[str, Any] | None = None, **rule: Any) -> None:
    """Write a rule, told to the channel desk at /hook, beside the channels other and third."""
    newsroom.write_alerts(
        {
            "alerts": [{**RULE, **rule}],
            "channels": {
                "desk": {"url": newsroom.hook_url(), **(desk or {})},
                "other": {"url": newsroom.hook_url("/other")},
                "third": {"url": newsroom.hook_url("/third")},
            },
        }
    )


def announce_stories(newsroom: Newsroom, *stories: str, to: tuple[str, ...] = ("desk",), **more: Any) -> None:
    """Put alerts of these stories into the outbox, as matching does."""
    import msgspec

    with newsroom.project() as project, project.ledger.begin() as tx:
        for name in stories:
            alert = msgspec.structs.replace(example_alert("x"), rule="taliban", story_id=name, title=name)
            assert outbox.announce(tx, alert, "batch", to, leases.now(), **more)


def carry(newsroom: Newsroom, story: str, outlets: int) -> None:
    """Have so many outlets carry a story."""
    with newsroom.project() as project, project.ledger.begin() as tx:
        for number in range(outlets):
            page = f"https://{number}.example/{story}"
            link: dict[str, Any] = {
                "id": f"{story} {number}",
                "url": page,
                "canonical_url": page,
                "domain": f"{number}.example",
            }
            link |= {"shard": 0, "feed_url": "", "first_seen_at": NOON, "fate": "indexed", "due_at": NOON}
            tx.execute(insert(links).values(story_id=story, indexed_at=NOON, **link))


def run_delivery(newsroom: Newsroom) -> Counter[str]:
    """Run the stage once."""
    with newsroom.project() as project:
        return +deliver_alerts(project)


def digest_times(newsroom: Newsroom) -> Any:
    """Give what tells the times of the rule's digests, as matching uses it."""
    from functools import partial

    from processors.alerts.quiet_hours import next_cron_time

    with newsroom.project() as project:
        (rule,) = project.alerts.rules
    assert rule.digest
    return partial(next_cron_time, rule.digest)


def received_titles(newsroom: Newsroom, path: str = "/hook") -> list[str]:
    """Return the titles that a webhook received, sorted."""
    return sorted(post["title"] for post in newsroom.received_posts(path))
