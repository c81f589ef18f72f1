"""The folder from which a run of a DAG may take files."""

import os
from pathlib import Path

import pytest

from wirewatch.errors import Mistake
from wirewatch.scheduled.import_folder import find_import


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make an import folder with a file, beside a secret that a run might ask for."""
    (tmp_path / "secret.warc").write_text("secret")
    folder = tmp_path / "import"
    (folder / "old").mkdir(parents=True)
    (folder / "old" / "a.warc").write_text("a")
    return folder


@pytest.mark.parametrize("place", ["old/a.warc", "{folder}/old/a.warc", "old/../old/a.warc", "./old//a.warc"])
def test_a_file_inside_is_found_by_either_path(folder: Path, place: str) -> None:
    """A path may be below the folder or the whole one, and go up as long as it stays inside."""
    found = find_import(folder, place.format(folder=folder))
    assert found == (folder / "old" / "a.warc").resolve()


def test_a_folder_behind_a_link_is_the_folder(folder: Path, tmp_path: Path) -> None:
    """Where the operator's folder is itself a link, its files are inside by either name."""
    link = tmp_path / "link"
    link.symlink_to(folder)
    assert find_import(link, "old/a.warc") == find_import(link, f"{folder}/old/a.warc")


def test_a_link_that_stays_inside_is_followed(folder: Path) -> None:
    """A link to another file of the folder gives that file."""
    (folder / "latest.warc").symlink_to(folder / "old" / "a.warc")
    assert find_import(folder, "latest.warc").read_text() == "a"


def test_a_file_that_is_not_there_is_for_its_reader(folder: Path) -> None:
    """It may be there on the machine that reads it, and that it is missing is told with its own words."""
    assert find_import(folder, "new.warc") == folder.resolve() / "new.warc"


@pytest.mark.parametrize(
    "place",
    [
        "../secret.warc",
        "{folder}/../secret.warc",
        "{folder}-other/a.warc",
        "old/../../secret.warc",
        "/etc/hostname",
        "out.warc",
        "up/secret.warc",
        "missing/../../secret.warc",
    ],
)
def test_nothing_above_the_folder_is_read(folder: Path, tmp_path: Path, place: str) -> None:
    """Neither a path nor a link, of the file or of a folder on the way to it, leads out."""
    (folder / "out.warc").symlink_to(tmp_path / "secret.warc")
    (folder / "up").symlink_to(tmp_path)
    with pytest.raises(Mistake, match=r"outside of the import folder; .*, which is WIREWATCH_IMPORT$"):
        find_import(folder, place.format(folder=folder))


@pytest.mark.parametrize("place", ["old", ".", "pipe.warc"])
def test_what_is_no_file_is_refused(folder: Path, place: str) -> None:
    """A folder, or a pipe, on which a task would wait for hours, is told at once."""
    os.mkfifo(folder / "pipe.warc")
    with pytest.raises(Mistake, match="is no file"):
        find_import(folder, place)


def test_a_path_that_is_none_is_told(folder: Path) -> None:
    """A name that no file can have is the user's mistake and no bug of ours."""
    with pytest.raises(Mistake, match=r"^warc: 'a.x00b.warc' is no path"):
        find_import(folder, "a\0b.warc")


@pytest.mark.parametrize("place", ["x" * 5000, "circle.warc"])
def test_a_path_that_leads_nowhere_is_told(folder: Path, place: str) -> None:
    """A name that is too long, or a link to itself, is told here or by its reader, as this Python has it."""
    (folder / "circle.warc").symlink_to(folder / "circle.warc")
    with pytest.raises((Mistake, OSError)):
        find_import(folder, place).open()


def test_without_a_folder_nothing_is_taken() -> None:
    """Where the operator has named none, the line names the setting."""
    with pytest.raises(Mistake, match="set WIREWATCH_IMPORT"):
        find_import(None, "a.warc")
