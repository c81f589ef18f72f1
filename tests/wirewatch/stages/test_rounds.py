"""Feeds and the rounds in which they are polled."""

from datetime import datetime
from pathlib import Path

import pytest
from hostile_server import Hostile
from newsroom import Newsroom

from wirewatch.stages.poll import poll_feeds


@pytest.mark.parametrize(("every", "seconds"), [("20s", 18), ("5m", 270), ("1h", 3570), ("1d", 86_370)])
def test_a_feed_is_due_a_little_before_its_interval_is_over(
    tmp_path: Path, every: str, seconds: float
) -> None:
    """Polled once in five minutes, by rounds five minutes apart: half a minute early, a tenth at most, is in time."""
    with Hostile() as web:
        newsroom = Newsroom(web, tmp_path)
        newsroom.publish("/one.xml", 1)
        newsroom.add_feed("/one.xml", every=every)
        newsroom.write_feeds()
        with newsroom.project() as project:
            assert poll_feeds(project)["polled"] == 1
        (feed,) = newsroom.status()["feeds"]
        waits = datetime.fromisoformat(feed["due_at"]) - datetime.fromisoformat(feed["polled_at"])
        assert waits.total_seconds() == seconds
