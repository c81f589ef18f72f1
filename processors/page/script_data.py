"""The data that a page's scripts carry: JSON, what is nearly JSON, JSON in a string, and rows of Next.js' flight."""

import html
import json
import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import unquote

from lxml.html import HtmlElement

MAX_SCRIPT = 3_000_000
"""Characters of a script that is read as data; the largest news pages carry about a million."""
MIN_SCRIPT = 120
"""Characters of the shortest script that can hold an article."""
MAX_DEPTH = 60
"""Elements within one another in rows of flight data that are drawn."""
MAX_VALUES = 100_000
"""Values of flight data that are looked at."""
MAX_ATTRIBUTE = 300
"""Characters of an attribute of an element that is drawn."""
MAX_PARSED = 20
"""Strings of a script that it parses and that are read."""
_DECODER = json.JSONDecoder(strict=False)
_OPENING = re.compile(r"[{\[](?=\s*[\"{\[])")
"""What a JSON object or list begins with that holds anything but figures."""
_LITERAL = re.compile(r'"(?:[^"\\\n]|\\.){12,}+"')
_NO_JSON = re.compile(
    r'(?P<kept>"(?:[^"\\]|\\.)*+")|\b(?:undefined|NaN|Infinity|void 0)\b|new Date\([^()]*\)|'
    r"function\s*\w*\([^()]*\)\s*\{[^{}]*\}|!(?P<truth>[01])"
)
"""What a program writes into an object that is no JSON, and the strings in which it stays."""
_PARSED = re.compile(
    r"JSON\.parse\(\s*(?:decodeURIComponent\(\s*)?(?P<text>\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+')"
)
_ANGULAR_SIGNS = {"&q;": '"', "&s;": "'", "&l;": "<", "&g;": ">", "&a;": "&"}
"""What Angular writes for these signs in the state that it hands from the server to the browser."""
_ANGULAR = re.compile("|".join(_ANGULAR_SIGNS))
_PUSHED = re.compile(r"__next_f\.push\(\s*\[\s*1\s*,\s*(\"(?:[^\"\\]|\\.)*+\")\s*\]")
_ROW = re.compile(r"([0-9a-f]+):(?:T([0-9a-f]+),|([A-Z]*))")
_TAG = re.compile(r"[a-z][a-z0-9]{0,15}")


def values_of(script: str) -> Iterator[object]:
    """Yield the JSON values in a script: in strings that it parses, else the first, or its texts where none is JSON."""
    if (
        not MIN_SCRIPT < len(script) <= MAX_SCRIPT
        or '"@context"' in script[:500]
        or "__next_f" in script[:200]
    ):
        return
    if "&q;" in script[:500]:
        script = _ANGULAR.sub(lambda found: _ANGULAR_SIGNS[found[0]], script)
    parsed = [
        value
        for found in islice(_PARSED.finditer(script) if "JSON.parse" in script else (), MAX_PARSED)
        if (value := _loaded(_string(found["text"]))) is not None
    ]
    if parsed:
        yield from parsed
        return
    start = _start(script)
    value = _first_value(script, start) if start is not None else None
    if start is not None and value is None:
        value = _first_value(_NO_JSON.sub(_as_json, script[start:]), 0)
    yield value if value is not None else [text for text in map(_string, _LITERAL.findall(script)) if text]


def _start(script: str) -> int | None:
    """Return where the first object or list begins that is no name in brackets: `window["state"].push({...})`."""
    openings = islice(_OPENING.finditer(script), MAX_PARSED)
    return next((at.start() for at in openings if not _NAME_IN_BRACKETS.match(script, at.start())), None)


_NAME_IN_BRACKETS = re.compile(r'\["[\w.$-]*"\]')


def _as_json(match: re.Match[str]) -> str:
    return match["kept"] or {"0": "true", "1": "false"}.get(match["truth"] or "", "null")


def _first_value(script: str, at: int) -> object:
    try:
        return _DECODER.raw_decode(script, at)[0]
    except (ValueError, RecursionError):
        return None


def _loaded(text: str) -> object:
    try:
        return json.loads(unquote(text) if text.startswith(("%7B", "%5B")) else text, strict=False)
    except (ValueError, RecursionError):
        return None


def _string(literal: str) -> str:
    """Return what a script's string literal says, in either kind of quotes; nothing where it is broken."""
    inside = literal[1:-1]
    if literal[0] == "'":
        inside = re.sub(r"\\'|(?<!\\)\"", lambda found: "'" if found[0][0] == "\\" else '\\"', inside)
    inside = re.sub(r"\\x([0-9a-fA-F]{2})", r"\\u00\1", inside)
    try:
        return str(json.loads(f'"{inside}"', strict=False))
    except ValueError:
        return ""


def flight_rows(root: HtmlElement) -> dict[str, object]:
    """Return the rows of a page of Next.js' app router by their numbers: texts, and what their JSON says."""
    pushed: list[str] = []
    for script in root.iter("script"):
        if "__next_f" in (script.text or "")[:200]:
            pushed += [_string(found[1]) for found in _PUSHED.finditer(script.text or "")]
    stream = "".join(pushed)
    if not stream or len(stream) > MAX_SCRIPT:
        return {}
    rows: dict[str, object] = {}
    at = 0
    while match := _ROW.match(stream, at):
        if match[2]:
            text = _first_bytes(stream, match.end(), int(match[2], 16))
            rows[match[1]] = text
            at = match.end() + len(text)
            continue
        end = stream.find("\n", match.end())
        end = end if end >= 0 else len(stream)
        if not match[3]:
            rows[match[1]] = _loaded(stream[match.end() : end])
        at = end + 1
    return rows


def _first_bytes(text: str, start: int, size: int) -> str:
    """Return the characters from `start` on that are `size` bytes in UTF-8."""
    return text[start : start + size].encode("utf-8", "surrogatepass")[:size].decode("utf-8", "ignore")


class Flight:
    """The rows of a page's flight data, read within a bound: a few rows can refer to one another without an end."""

    def __init__(self, rows: dict[str, object]) -> None:
        """Take rows by their numbers, as `flight_rows` gives them."""
        self.rows = rows
        self._values = MAX_VALUES
        self._characters = MAX_SCRIPT

    def resolved(self, value: object, depth: int = 0) -> object:
        """Return a row's value with the texts that it refers to by number ("$3") in their places."""
        self._values -= 1
        if depth > MAX_DEPTH or self._values < 0:
            return None
        if isinstance(value, str):
            row = self.rows.get(value[1:]) if value.startswith("$") else None
            return self._within(row) if isinstance(row, str) else value
        if isinstance(value, list):
            return [self.resolved(each, depth + 1) for each in value]
        if isinstance(value, dict):
            return {key: self.resolved(each, depth + 1) for key, each in value.items()}
        return value

    def drawn(self, value: object, depth: int = 0) -> str:
        """Return the markup that a row's elements draw: ["$", "p", key, {"children": "text"}] is <p>text</p>.

        What a component of the page's own draws is not known; its children are drawn.
        """
        self._values -= 1
        if depth > MAX_DEPTH or self._values < 0 or value is None or isinstance(value, bool):
            return ""
        if isinstance(value, str):
            if value.startswith("$"):
                return self.drawn(self.rows.get(value.removeprefix("$L").removeprefix("$")), depth + 1)
            return html.escape(self._within(value))
        if isinstance(value, (int, float)):
            return str(value)
        if not isinstance(value, list):
            return ""
        if len(value) >= 4 and value[0] == "$" and isinstance(value[1], str) and isinstance(value[3], dict):
            return self._element(value[1], value[3], depth)
        return "".join(self.drawn(each, depth + 1) for each in value)

    def _element(self, tag: str, props: dict[str, object], depth: int) -> str:
        tag = tag if _TAG.fullmatch(tag) else "div"
        if tag in ("script", "style"):
            return ""
        raw = props.get("dangerouslySetInnerHTML")
        given = self.resolved(raw.get("__html")) if isinstance(raw, dict) else None
        inside = given if isinstance(given, str) else self.drawn(props.get("children"), depth + 1)
        attributes = "".join(
            f' {name}="{html.escape(str(props[key])[:MAX_ATTRIBUTE])}"'
            for key, name in (("className", "class"), ("id", "id"), ("href", "href"))
            if isinstance(props.get(key), str)
        )
        return f"<{tag}{attributes}>{inside}</{tag}>"

    def _within(self, text: str) -> str:
        """Return a text, or nothing where too many have been given."""
        self._characters -= len(text)
        return text if self._characters >= 0 else ""
