"""The keys and the forms that may stand at a place of a file, by its pydantic model: what is told of others."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Annotated, Any, get_args, get_origin

ALIKE = 0.65
"""How much a key has to be like the one that was meant: `title` is no misspelt `sites`."""

FORMS = {
    "dict_type": ("is no mapping", "write `key: value` there"),
    "model_type": ("is no mapping", "write `key: value` there"),
    "list_type": ("is no list", "put it between [ and ], or on lines of its own after `- `"),
    "tuple_type": ("is no list", "put it between [ and ], or on lines of its own after `- `"),
}
"""What pydantic finds in the place of a list or a mapping, by its name for it: the message, and the mend."""


def keys_at(model: Any, place: Sequence[str | int]) -> list[str]:
    """Give the keys of the mapping at a place, in the order of the model; none where any key may stand there."""
    kinds = [model]
    for part in place:
        kinds = [one for kind in kinds for one in _within(kind, part)]
    return list(dict.fromkeys(key for kind in kinds for key in _fields(kind)))


def nearest_key(key: str, known: Sequence[str]) -> str | None:
    """Give the key that a misspelt one is most like; None where it is like none."""
    return next(iter(get_close_matches(key, known, n=1, cutoff=ALIKE)), None)


def mend_key(key: str, known: Sequence[str]) -> str:
    """Say what to write in the place of an unknown key: the nearest, or any that is known there."""
    near = nearest_key(key, known)
    return f"did you mean {near!r}?" if near else f"known are: {', '.join(known)}"


def _fields(kind: Any) -> dict[str, Any]:
    """Give the annotations of a model's fields by the keys that are written for them; none of what is no model."""
    fields = getattr(kind, "model_fields", {})
    return {field.alias or name: field.annotation for name, field in fields.items()}


def _within(kind: Any, part: str | int) -> Iterator[Any]:
    """Yield what may stand below a key, or at a number, of one kind of value."""
    if get_origin(kind) in (list, tuple):
        yield from _forms(get_args(kind)[0])
    elif get_origin(kind) is dict:
        yield from _forms(get_args(kind)[1])
    elif part in (fields := _fields(kind)):
        yield from _forms(fields[str(part)])


def _forms(annotation: Any) -> Iterator[Any]:
    """Yield the kinds of value that an annotation allows: each of a union, and what Annotated says more of."""
    if get_origin(annotation) is Annotated:
        yield from _forms(get_args(annotation)[0])
    elif get_origin(annotation) in (list, tuple, dict) or not get_args(annotation):
        yield annotation
    else:
        for one in get_args(annotation):
            yield from _forms(one)
