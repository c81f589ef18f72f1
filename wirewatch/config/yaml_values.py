"""From the text of a YAML file to its values and their lines, whatever the text is: bounded in depth, number and time.

libyaml gives events, one after the other, so that no depth can exhaust its stack. What a file of configuration has no
use for is refused with its line: depth, tags of one's own, keys that are no text, numbers without end, and aliases that
unfold to more than anybody wrote.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from wirewatch.errors import Mistake

MAX_DEPTH = 50
"""Lists and mappings within each other; the deepest place of a configuration is 8 deep."""
MAX_PLACES = 2_500_000
"""Values and keys, once aliases are unfolded: 100,000 feeds with everything that a feed can say have 2 million."""
MAX_NUMBER = 40
"""Characters of a number: reading one takes time by the square of its length."""
YAML_MEND = (
    "indent by spaces, close brackets, and put text that holds : or # between quotation marks, "
    "and text with quotation marks between ' and '"
)
QUOTE_MEND = "put it between quotation marks"
BLOCK_TEXT = "|"
"""Below a place whose text keeps its lines: what leads to the first of them."""

Lines = int | tuple[int, "dict[str, Lines] | list[Lines]"]
"""The line (from 1) of a place, and the same of what is within it."""
_TAG = "tag:yaml.org,2002:"
_SCALARS = frozenset(_TAG + kind for kind in ("int", "float", "bool", "null", "timestamp"))
_NUMBERS = frozenset(_TAG + kind for kind in ("int", "float"))
_TEXT, _MERGE = _TAG + "str", _TAG + "merge"
_UNREADABLE = (ValueError, KeyError, AttributeError, OverflowError, yaml.YAMLError)
"""What the constructors of single values raise."""


def read_values(text: str, file: Path) -> tuple[Any, Lines]:
    """Give the value of a YAML text, None for an empty one, and the lines of its places.

    Raises Mistake, with `file` and the line, where it is not YAML, holds what has no place in a configuration, or
    repeats a key, of which YAML would drop the first.
    """
    try:
        return _Reader(text, file).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Mistake(
            f"is not YAML: {error.problem}", YAML_MEND, file, mark.line + 1 if mark else 1
        ) from None
    except yaml.reader.ReaderError as error:
        sign = error.character if isinstance(error.character, int) else ord(str(error.character)[:1] or "?")
        line = _line_of_sign(text, chr(sign))
        raise Mistake(f"is not YAML: a character U+{sign:04X}", "take it out", file, line) from None
    except yaml.YAMLError as error:
        raise Mistake(f"is not YAML: {str(error).splitlines()[0]}", "", file, 1) from None


def _line(event: Any) -> int:
    """Give the line that an event stands on, from 1."""
    line: int = event.start_mark.line
    return line + 1


def _line_of_sign(text: str, sign: str) -> int:
    return text.count("\n", 0, max(text.find(sign), 0)) + 1


class _Anchored:
    """What an anchor names: the value, its lines, and how many places it unfolds to."""

    __slots__ = ("lines", "places", "value")

    def __init__(self, value: Any, lines: Lines, places: int) -> None:
        self.value, self.lines, self.places = value, lines, places


class _Reader:
    """Turns the events of one text into values."""

    def __init__(self, text: str, file: Path) -> None:
        self.loader: Any = yaml.CSafeLoader(text)
        self.events: Iterator[Any] = iter(self.loader.get_event, None)
        self.first_signs = frozenset(self.loader.yaml_implicit_resolvers)
        self.file = file
        self.places = 0
        self.aliased = False
        self.anchors: dict[str, _Anchored | None] = {}

    def document(self) -> tuple[Any, Lines]:
        next(self.events)  # the stream's beginning
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return None, 1
        value, lines = self.value(next(self.events), 0)
        next(self.events)  # the document's end
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise self.mistake(after, "a second document begins here", "take out the line ---")
        return value, lines

    def mistake(self, event: Any, message: str, mend: str = "") -> Mistake:
        return Mistake(message, mend, self.file, _line(event))

    def value(self, event: Any, depth: int) -> tuple[Any, Lines]:
        """Read what begins with an event."""
        kind = type(event)
        if kind is yaml.ScalarEvent and event.anchor is None:
            self.count(event, 1)
            return self.scalar(event)
        if kind is yaml.AliasEvent:
            return self.alias(event)
        before = self.places
        self.count(event, 1)
        if event.anchor is not None:
            self.anchors[event.anchor] = None  # until it is complete
        if kind is yaml.ScalarEvent:
            read = self.scalar(event)
        elif depth == MAX_DEPTH:
            raise self.mistake(event, f"lists and mappings lie more than {MAX_DEPTH} deep", YAML_MEND)
        elif kind is yaml.SequenceStartEvent:
            read = self.sequence(event, depth + 1)
        else:
            read = self.mapping(event, depth + 1)
        if event.anchor is not None:
            self.anchors[event.anchor] = _Anchored(*read, self.places - before)
        return read

    def count(self, event: Any, places: int) -> None:
        self.places += places
        if self.places > MAX_PLACES:
            if self.aliased:
                raise self.mistake(event, "aliases unfold to too much", "write it out")
            raise self.mistake(event, f"more than {MAX_PLACES} values", "this is not a configuration file")

    def alias(self, event: Any) -> tuple[Any, Lines]:
        if event.anchor not in self.anchors:
            raise self.mistake(
                event,
                f"an alias *{event.anchor} without its anchor",
                f"write &{event.anchor} before it, or '*{event.anchor}' where it is a text",
            )
        anchored = self.anchors[event.anchor]
        if anchored is None:
            raise self.mistake(event, "an alias that contains itself", "write it out")
        self.aliased = True
        self.count(event, anchored.places)
        return anchored.value, anchored.lines

    def scalar(self, event: Any) -> tuple[Any, Lines]:
        line = _line(event)
        lines: Lines = (line, {BLOCK_TEXT: line + 1}) if event.style == "|" else line
        tag = event.tag
        if tag is None or tag == "!":
            # As nearly all: quoted, or beginning with no sign that a number, a date or a yes begins with.
            if not event.implicit[0] or event.value[:1] not in self.first_signs:
                return event.value, lines
            tag = self.loader.resolve(yaml.ScalarNode, event.value, event.implicit)
        if tag in (_TEXT, _MERGE):
            return event.value, lines
        if tag not in _SCALARS:
            raise self.mistake(event, f"a tag {tag.replace(_TAG, '!!')!r} means nothing here", "take it out")
        if tag in _NUMBERS and len(event.value) > MAX_NUMBER:
            raise self.mistake(event, f"a number of {len(event.value)} characters", QUOTE_MEND)
        try:
            constructor = self.loader.yaml_constructors[tag]  # construct_object would keep every node
            return constructor(self.loader, yaml.ScalarNode(tag, event.value)), lines
        except _UNREADABLE:
            kind = "date" if tag.endswith("timestamp") else "value of that tag"
            raise self.mistake(event, f"{event.value[:40]!r} is no {kind}", QUOTE_MEND) from None

    def sequence(self, event: Any, depth: int) -> tuple[list[Any], Lines]:
        self.refuse_tag(event, "seq")
        values: list[Any] = []
        lines: list[Lines] = []
        while type(item := next(self.events)) is not yaml.SequenceEndEvent:
            value, line = self.value(item, depth)
            values.append(value)
            lines.append(line)
        return values, (_line(event), lines)

    def mapping(self, event: Any, depth: int) -> tuple[dict[Any, Any], Lines]:
        self.refuse_tag(event, "map")
        values: dict[Any, Any] = {}
        lines: dict[str, Lines] = {}
        merged: list[Any] = []
        while type(key_event := next(self.events)) is not yaml.MappingEndEvent:
            if type(key_event) is not yaml.ScalarEvent:
                raise self.mistake(key_event, "a key that is no text", YAML_MEND)
            written = key_event.value
            if written in lines:
                raise self.mistake(key_event, f"key {written!r} stands twice", "keep one")
            key, _ = self.value(key_event, depth)
            value_event = next(self.events)
            value, below = self.value(value_event, depth)
            line = _line(key_event)
            lines[written] = line if isinstance(below, int) else (line, below[1])
            if written == "<<" and key_event.implicit[0]:
                merged += self.to_merge(value_event, value)
            else:
                values[key] = value
        for further in merged:  # the mapping's own keys go first, then those merged first
            values = {**further, **values}
        return values, (_line(event), lines)

    def to_merge(self, event: Any, value: Any) -> list[dict[Any, Any]]:
        mappings = value if isinstance(value, list) else [value]
        if not all(isinstance(mapping, dict) for mapping in mappings):
            raise self.mistake(event, "<< takes a mapping, or a list of mappings", "write <<: *name")
        return mappings

    def refuse_tag(self, event: Any, kind: str) -> None:
        if event.tag not in (None, "!", _TAG + kind):
            tag = event.tag.replace(_TAG, "!!")
            raise self.mistake(event, f"a tag {tag!r} means nothing here", "take it out")
