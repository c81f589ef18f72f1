"""config/groups.yaml: the catalogue, read and refused with file and line."""

from pathlib import Path

from processors.groups.catalogue import Catalogue, CatalogueError
from processors.groups.read_catalogue import read_catalogue
from wirewatch.config.yaml_file import YamlFile, read_yaml


def read_groups(file: Path) -> Catalogue:
    """Read groups.yaml. Raises Mistake with file and line for the first thing that is wrong."""
    return read_groups_with_lines(file)[1]


def read_groups_with_lines(file: Path) -> tuple[YamlFile, Catalogue]:
    """Read groups.yaml, keeping the lines, so that more can be told of its places. Raises Mistake."""
    yaml_file = read_yaml(file)
    if not isinstance(yaml_file.data, dict):
        message = "is empty" if yaml_file.data is None else "is not a mapping"
        raise yaml_file.mistake((), message, "start with groups:")
    try:
        return yaml_file, read_catalogue(yaml_file.data)
    except CatalogueError as error:
        name = ".".join(part for part in error.loc if isinstance(part, str)) or "the file"
        message = f"{name}: {error.message[:1].lower()}{error.message[1:]}"
        raise yaml_file.mistake(error.loc, message, error.mend) from None
