"""config/groups.yaml: the catalogue, read and refused with file and line."""

from pathlib import Path

from processors.groups.catalogue import Catalogue, CatalogueError
from processors.groups.read_catalogue import read_catalogue
from wirewatch.config.source import Document, read_yaml


def read_groups(file: Path) -> Catalogue:
    """Read groups.yaml. Raises Mistake with file and line for the first thing that is wrong."""
    return read_document(file)[1]


def read_document(file: Path) -> tuple[Document, Catalogue]:
    """Read groups.yaml, keeping the lines, so that more can be told of its places. Raises Mistake."""
    document = read_yaml(file)
    if not isinstance(document.data, dict):
        told = "is empty" if document.data is None else "is not a mapping"
        raise document.mistake((), told, "start with groups:")
    try:
        return document, read_catalogue(document.data)
    except CatalogueError as error:
        name = ".".join(part for part in error.loc if isinstance(part, str)) or "the file"
        told = f"{name}: {error.message[:1].lower()}{error.message[1:]}"
        raise document.mistake(error.loc, told, error.mend) from None
