"""A disk without room for what a run prints: the run goes on without it."""

from pathlib import Path

import pytest
from newsroom import Newsroom
from waiting import wait_for

FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="only Linux has /dev/full, which is always full")
def test_a_log_on_a_full_disk_ends_no_run(fresh_newsroom: Newsroom) -> None:
    """Lines and troubles that find no room are dropped; what is published after that is told of all the same."""
    fresh_newsroom.publish("/one.xml", 1)
    fresh_newsroom.show_items("/broken.xml", "<item>")
    fresh_newsroom.add_feed("/one.xml", every="1s")
    fresh_newsroom.write_feeds()
    with FULL.open("wb") as full:
        running = fresh_newsroom.start_command("run", "--every", "1s", stdout=full, stderr=full)
    try:
        wait_for("the first alert", fresh_newsroom.received_posts, 200)
        (fresh_newsroom.home / "landing" / "raw").rename(fresh_newsroom.home / "away")
        (fresh_newsroom.home / "landing" / "raw").write_text("in the way, which is a trouble to tell")
        fresh_newsroom.publish("/one.xml", 2)
        wait_for("a second try", lambda: fresh_newsroom.page_requests()["/a/2"] >= 2, 100)
        (fresh_newsroom.home / "landing" / "raw").unlink()
        wait_for("the second alert", lambda: len(fresh_newsroom.received_posts()) == 2, 100)
        assert running.poll() is None
    finally:
        running.kill()
        running.wait()
