"""Write a configuration to start from: the commented one that ships with the program."""

from pathlib import Path

import wirewatch
from wirewatch.errors import Mistake, Trouble

SHIPPED = Path(wirewatch.__file__).parents[1] / "config"
FILES = ("feeds.yaml", "groups.yaml", "alerts.yaml")


def write_config(folder: Path) -> list[Path]:
    """Write the shipped files into a folder and give their paths.

    Raises Mistake when one of them is there already (nothing is written then), Trouble when it cannot be written.
    """
    for name in FILES:
        if (folder / name).exists():
            raise Mistake("is there already", "name another folder with --config DIR", folder / name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in FILES:
            (folder / name).write_bytes((SHIPPED / name).read_bytes())
    except OSError as error:
        raise Trouble(f"{folder} cannot be written: {error.strerror}") from error
    return [folder / name for name in FILES]
