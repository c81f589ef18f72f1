"""The pictures of the desk: they are there, small, shown, and can be taken anew."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import screenshots
from desk_server import serve_desk
from newsroom import Newsroom
from paths import ROOT

LARGEST = 150_000
"""Bytes of a picture: what a page with it makes a reader wait for."""


@pytest.fixture(scope="module")
def desk(newsroom: Newsroom) -> Iterator[str]:
    """Serve the desk of the newsroom's project; give its address."""
    with newsroom.project() as project, serve_desk(project) as address:
        yield address


@pytest.mark.parametrize("name", [screenshots.TODAY, screenshots.STORY])
def test_a_picture_is_small_and_is_shown(name: str) -> None:
    """It lies in docs/ as PNG, and README or the page of the desk shows it with words in its place."""
    picture = (ROOT / "docs" / name).read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert len(picture) <= LARGEST
    pages = "".join((ROOT / page).read_text("utf-8") for page in ("README.md", "docs/desk.md"))
    assert re.search(rf"!\[\w[^]]+\]\((docs/)?{re.escape(name)}\)", pages)


def test_the_pictures_are_taken_of_a_desk(desk: str, browser: Any, tmp_path: Path) -> None:
    """A browser takes one of today's stories and one of a story, of the same size, and they differ."""
    taken = [file.read_bytes() for file in screenshots.take(browser, desk, tmp_path)]
    size = screenshots.SIZE["width"].to_bytes(4, "big") + screenshots.SIZE["height"].to_bytes(4, "big")
    assert [picture[16:24] for picture in taken] == [size, size]
    assert taken[0] != taken[1]


def test_make_screenshots_runs_the_script() -> None:
    """The target sets up what it needs and takes the pictures into docs/."""
    dry = subprocess.run(
        ["make", "--dry-run", "screenshots"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert "scripts/setup.sh test" in dry
    assert "scripts/screenshots.py" in dry
    assert Path(screenshots.FOLDER) == ROOT / "docs"
