"""What `bundle` says, of a channel or of a rule: how many alerts that wait together are one message."""

from typing import Any

from processors.alerts.dialect import is_read_by_people
from wirewatch.config.yaml_file import YamlFile

USUAL_BUNDLE = 5
"""Alerts from which on they are one message on a channel that people read."""
NEVER = "never"
NO_BUNDLE = 0
"""What `bundle: never` means: each alert is a message."""
LARGEST_BUNDLE = 1000


def bundle_of(yaml_file: YamlFile, place: tuple[Any, ...], written: Any) -> int | None:
    """Give the number that stands at a place; NO_BUNDLE for `never`, None where nothing is said. Raises Mistake."""
    if written is None:
        return None
    if written == NEVER:
        return NO_BUNDLE
    if isinstance(written, bool) or not isinstance(written, int) or not 2 <= written <= LARGEST_BUNDLE:
        mend = f"write a number from 2 to {LARGEST_BUNDLE}, or `{NEVER}` for each alert by itself"
        raise yaml_file.mistake(place, f"bundle: {written!r} does not fit", mend)
    return written


def usual_bundle(url: str | None) -> int:
    """Give what holds for a channel that says nothing: programs get each alert by itself."""
    return USUAL_BUNDLE if url and is_read_by_people(url) else NO_BUNDLE
