"""An index's mapping beside ours: whether it lacks fields, and whether it can be given them."""

from collections.abc import Mapping
from typing import Any


class MappingConflict(Exception):
    """A field that stays as it is, whatever is asked: its message is the rest of a sentence about the index."""


def lacks_fields(
    there: Mapping[str, Any], wanted: Mapping[str, Any], within: str = "", *, analyzers: bool = True
) -> bool:
    """Tell whether a mapping lacks any field of the wanted one, or may grow by others.

    Both are objects as Elasticsearch gives them, with their `properties`; `within` is what comes before the names of
    their fields. Raises MappingConflict for a field of another type or, if these are asked for, of other analyzers.
    """
    fields = there.get("properties", {})
    lacking = "dynamic" in wanted and str(there.get("dynamic")) != wanted["dynamic"]
    for name, field in wanted["properties"].items():
        if name not in fields:
            lacking = True
            continue
        _compare(within + name, fields[name], field, analyzers=analyzers)
        inner = f"{within}{name}."
        if "properties" in field and lacks_fields(fields[name], field, inner, analyzers=analyzers):
            lacking = True
        if not field.get("fields", {}).keys() <= fields[name].get("fields", {}).keys():
            lacking = True
    return lacking


def _compare(name: str, there: Mapping[str, Any], wanted: Mapping[str, Any], *, analyzers: bool) -> None:
    kinds = [field.get("type", "object") for field in (there, wanted)]
    if kinds[0] != kinds[1]:
        raise MappingConflict(
            f"is none that Wirewatch made: its field {name} is {kinds[0]}, and not {kinds[1]}"
        )
    chosen = [field.get("analyzer", "standard") for field in (there, wanted)]
    if analyzers and chosen[0] != chosen[1]:
        raise MappingConflict(
            f"was made by another version of Wirewatch, or with other analyzers: "
            f"its field {name} has {chosen[0]}, and not {chosen[1]}"
        )
