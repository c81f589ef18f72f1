"""What the server of the desk loads: it runs all day beside the stages, and only shows."""

import subprocess
import sys

import pytest

LOADED = "import sys, wirewatch.cli.app, wirewatch.web.serve; print(*sys.modules)"


@pytest.fixture(scope="module")
def loaded() -> set[str]:
    """Give the modules that are there before anything is asked."""
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "part", ["aiohttp", "apprise", "elasticsearch", "feedparser", "lxml", "requests", "trafilatura"]
)
def test_what_polls_cleans_and_sends_is_not_loaded(loaded: set[str], part: str) -> None:
    """Each takes megabytes that no page needs; a form that does need one loads it."""
    assert part not in loaded
    assert "wirewatch.web.app" in loaded
