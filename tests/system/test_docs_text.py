"""README and docs/ as they read: short lines, short sentences, and links that lead somewhere."""

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from doc_text import anchors, links, opening, sentences
from paths import ROOT

README = ROOT / "README.md"
PAGES = sorted((ROOT / "docs").glob("*.md"))
DOCUMENTS = [README, ROOT / "kibana" / "README.md", *PAGES]
FOLDERS = (
    "benchmarks",
    "config",
    "dags",
    "docs",
    "kibana",
    "processors",
    "scrapers",
    "scripts",
    "seeds",
    "tests",
    "wirewatch",
)
OF_THE_READER = {"config/certs/ca.pem"}
"""Files that are named and are the reader's own."""
LONGEST, AVERAGE = 30, 17
"""Words of a sentence: at most, and on average over a document."""


def test_readme_is_short() -> None:
    """README has at most 150 lines of at most 100 characters."""
    lines = README.read_text("utf-8").splitlines()
    assert len(lines) <= 150
    assert [line for line in lines if len(line) > 100] == []


def test_design_is_short() -> None:
    """docs/design.md has at most 300 lines."""
    assert len((ROOT / "docs" / "design.md").read_text("utf-8").splitlines()) <= 300


@pytest.mark.parametrize("file", DOCUMENTS, ids=lambda file: str(file.relative_to(ROOT)))
def test_sentences_are_short(file: Path) -> None:
    """No sentence outside of code and tables has more than 30 words, and most have far fewer."""
    found = sentences(file)
    long = [f"{file.name}:{one.line}: {one.words}: {one.text}" for one in found if one.words > LONGEST]
    assert long == []
    assert sum(one.words for one in found) / len(found) <= AVERAGE


@pytest.mark.parametrize("file", DOCUMENTS, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_link_leads_somewhere(file: Path) -> None:
    """A link to a file, or to a heading of one, leads to what is there."""
    for link in links(file):
        if re.match(r"[a-z]+:", link):
            continue
        name, _, anchor = link.partition("#")
        target = (file.parent / name).resolve() if name else file
        assert target.exists(), f"{file.name}: {link}"
        assert not anchor or anchor in anchors(target), f"{file.name}: {link}"


@pytest.mark.parametrize("file", DOCUMENTS, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_file_that_is_named_is_there(file: Path) -> None:
    """A file of the project that a document names by its path exists."""
    named = set(re.findall(rf"(?<![\w./-])(?:{'|'.join(FOLDERS)})/[\w./-]*\w", file.read_text("utf-8")))
    assert [name for name in sorted(named) if not (ROOT / name).exists() and name not in OF_THE_READER] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_begins_with_whom_it_is_for(page: Path) -> None:
    """The first sentence of a page says who reads it, and README leads there."""
    assert opening(page).startswith("This page is for ")
    assert f"docs/{page.name}" in {link.partition("#")[0] for link in links(README)}


def test_every_room_has_a_door_plate() -> None:
    """Each package says in its __init__.py what it is, in a docstring."""
    rooms = [
        file
        for top in ("processors", "scrapers", "wirewatch")
        for file in (ROOT / top).rglob("__init__.py")
        if "migrations" not in file.parts
    ]
    assert len(rooms) > 20
    assert [str(file) for file in rooms if not file.read_text("utf-8").lstrip().startswith('"""')] == []


def test_the_picture_is_what_its_script_draws(tmp_path: Path) -> None:
    """docs/article.svg is what scripts/draw_pipeline.py draws now, and it is well-formed."""
    drawn = tmp_path / "article.svg"
    subprocess.run([sys.executable, ROOT / "scripts" / "draw_pipeline.py", drawn], check=True)
    assert drawn.read_text("utf-8") == (ROOT / "docs" / "article.svg").read_text("utf-8")
    assert ElementTree.parse(drawn).getroot().tag.endswith("svg")  # noqa: S314 - our own file
