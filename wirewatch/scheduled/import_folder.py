"""The one folder from which a run of a DAG may take files: its params are written by whoever may start a run."""

from pathlib import Path

from wirewatch.errors import Mistake


def find_import(folder: Path | None, place: str) -> Path:
    """Give the file that a param names in the import folder, with every link followed.

    `place` is a path below the folder, or the whole path. Raises Mistake where no folder is set, where the file is
    outside of it, also by a link, and where it is a folder, a pipe or a device. A file that is not there is for its
    reader to tell.
    """
    if folder is None:
        raise Mistake(
            "warc: this installation takes no files",
            "set WIREWATCH_IMPORT to the folder that has them, wherever tasks run",
        )
    mend = f"name files in {folder}, which is WIREWATCH_IMPORT"
    try:
        root = folder.resolve()
        file = (root / place).resolve()
        is_special = file.exists() and not file.is_file()
    except (OSError, RuntimeError, ValueError) as error:  # links in a circle, a name that no file can have
        raise Mistake(f"warc: {place!r} is no path: {error}", mend) from None
    if not file.is_relative_to(root):
        raise Mistake(f"warc: {place!r} is outside of the import folder", mend)
    if is_special:
        raise Mistake(f"warc: {place!r} is no file", mend)
    return file
