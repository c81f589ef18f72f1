"""What tantivy says of a folder, as it is told: in our words where those help."""

from pathlib import Path

import pytest

from processors.stores.store import StoreDown, StoreRefused
from processors.stores.tantivy.directory import translate_errors

LOCKED = "Failed to acquire Lockfile: IoError(Os {{ code: {}, kind: {}, message: '...' }}). None"


@pytest.mark.parametrize("kind", ["ReadOnlyFilesystem", "PermissionDenied"])
def test_a_folder_that_cannot_be_written_is_told_with_its_mend(kind: str) -> None:
    """A search takes a lock, too: whoever wonders why it wants to write is told so."""
    with (
        pytest.raises(StoreDown, match="even a search locks it; let the user of this command write"),
        translate_errors(Path("index")),
    ):
        raise ValueError(LOCKED.format(30, kind))


def test_what_nobody_foresaw_is_told_as_tantivy_has_it() -> None:
    """It passes, so it is no refusal for good."""
    with pytest.raises(StoreDown, match="cannot be used: An odd thing"), translate_errors(Path("index")):
        raise ValueError("An odd thing")


def test_a_name_that_is_no_text_is_refused_for_good() -> None:
    """Another try would end the same."""
    with pytest.raises(StoreRefused, match=r"set a locale that has UTF-8"), translate_errors(Path("index")):
        "\udcfc".encode()
