"""Fields that came when there were indexes already: an older index gets them as it is opened, empty."""

import json
import tempfile
from pathlib import Path
from typing import Any

import tantivy

from processors.stores.tantivy.documents import GAINED

META = "meta.json"
"""Where tantivy keeps the schema of an index."""
WRITER_BYTES = 15_000_000


def gain_fields(directory: Path, schema: tantivy.Schema) -> None:
    """Give the index in a directory the fields that it lacks at the end of its schema; any other difference stays.

    Done under the lock of the index's writer. Raises ValueError where another process has that, and OSError.
    """
    held = {field.get("name") for field in _read(directory).get("schema", [])}
    if held.issuperset(GAINED) or not _lacks_fields(directory, wanted := _fields(schema)):
        return
    writer = tantivy.Index.open(str(directory)).writer(heap_size=WRITER_BYTES, num_threads=1)
    try:
        if _lacks_fields(directory, wanted):
            meta = _read(directory)
            partial = directory / f"{META}.partial"
            partial.write_text(json.dumps({**meta, "schema": wanted}), "utf-8")
            partial.replace(directory / META)
    finally:
        writer.wait_merging_threads()


def _lacks_fields(directory: Path, wanted: list[Any]) -> bool:
    held = _read(directory).get("schema", [])
    return isinstance(held, list) and len(held) < len(wanted) and wanted[: len(held)] == held


def _read(directory: Path) -> dict[str, Any]:
    """Read what tantivy keeps of an index; nothing where that is damaged, which tantivy itself tells of."""
    try:
        found = json.loads((directory / META).read_bytes())
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _fields(schema: tantivy.Schema) -> list[Any]:
    """Give the fields of a schema as tantivy writes them."""
    with tempfile.TemporaryDirectory() as folder:
        tantivy.Index(schema, path=folder)
        fields: list[Any] = _read(Path(folder))["schema"]
        return fields
