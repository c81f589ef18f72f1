"""Write a configuration to start from: a small one, or the whole one that ships with the program."""

from pathlib import Path

import wirewatch
from wirewatch.errors import Mistake, Trouble

SHIPPED = Path(wirewatch.__file__).parents[1] / "config"
HERE = Path(__file__).parent
FULL = {name: SHIPPED / name for name in ("feeds.yaml", "groups.yaml", "alerts.yaml")}
BEGUN_BY_ADDING = "feeds.yaml"
"""The file that `feeds add` and `feeds import` begin by themselves, in a folder that has no configuration yet."""
SMALL = {**FULL, "feeds.yaml": HERE / "small_feeds.yaml", "alerts.yaml": HERE / "small_alerts.yaml"}


def write_config(folder: Path, *, full: bool = False) -> list[Path]:
    """Write three files into a folder and give their paths.

    The small configuration has three feeds, one rule, and the catalogue of the full one. Where feeds.yaml alone is
    there, as `feeds add` begins a project, it stays and the others are written. Raises Mistake when any other of the
    files is there already (nothing is written then), Trouble when it cannot be written.
    """
    files = dict(FULL if full else SMALL)
    there = [name for name in files if (folder / name).exists()]
    if there == [BEGUN_BY_ADDING]:
        del files[BEGUN_BY_ADDING]
    else:
        for name in there:
            raise Mistake("is there already", "name another folder with --config DIR", folder / name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content.read_bytes())
    except OSError as error:
        raise Trouble(f"{folder} cannot be written: {error.strerror}") from error
    return [folder / name for name in files]
