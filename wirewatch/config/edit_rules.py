"""Edit the rules of alerts.yaml for the user: a rule is read as the fields of a form, and written back from them.

What a form does not show stays as it is written: comments, the order of keys, templates, digests, and all channels.
Whoever writes says what was read, so that nobody overwrites what another has written meanwhile.
"""

import hashlib
import io
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from wirewatch.config.edit_file import changed_yaml, locked, read_text, replace_file
from wirewatch.config.yaml_file import read_yaml
from wirewatch.errors import Mistake

FIELDS = ("name", "query", "when", "to", "throttle", "not_older", "once_per", "enabled", "loud")
"""What a form shows of a rule, in this order. What it does not show stays as it is written."""
USUAL: Mapping[str, Any] = {
    "when": "each",
    "throttle": None,
    "not_older": "7d",
    "once_per": "story",
    "enabled": True,
    "loud": False,
}
"""What holds where nothing is written."""
_ITEM = re.compile(r"( *)- ")
_ALONE = re.compile(r"^(alerts:)(?=[ \t]*(?:#.*)?\r?$)", re.MULTILINE)
"""The key of a list of which nothing is left."""


class Conflict(Mistake):
    """Another has edited the rule since it was read."""


class WrittenRule(NamedTuple):
    """A rule as it stands in the file: the values of FIELDS, and what tells whether it has been edited since."""

    fields: Mapping[str, Any]
    seen: str


def read_rule(file: Path, name: str) -> WrittenRule | None:
    """Give a rule as it is written, right or wrong, or None where there is none of this name. Raises Mistake."""
    entry = next((one for one in _entries(read_yaml(file).data) if one.get("name") == name), None)
    if entry is None:
        return None
    return WrittenRule({field: entry.get(field, USUAL.get(field)) for field in FIELDS}, _hash(entry))


def text_with_rule(file: Path, fields: Mapping[str, Any], seen: str) -> str:
    """Give the text of the file with a rule: changed where `seen` is that of a rule, added where it is empty.

    Raises Mistake where the file is no YAML, and Conflict where the rule is another by now, or there is one of the
    name that is to be added.
    """
    before = read_text(file.resolve())
    entries = _entries(read_yaml(file).data) if before else []
    if not seen:
        if any(one.get("name") == fields["name"] for one in entries):
            raise Conflict(f"there is a rule {fields['name']!r} already", "give this one another name")
        return _added(before, {name: fields[name] for name in FIELDS if _is_said(name, fields[name])})
    index = next((number for number, one in enumerate(entries) if _hash(one) == seen), None)
    if index is None:
        raise Conflict(
            "another has edited or removed this rule since you opened it",
            "compare what stands there now with yours, and save again",
        )
    return changed_yaml(before, lambda data: _change(_rules_of(data)[index], fields))


def save_rule(file: Path, fields: Mapping[str, Any], seen: str, check: Callable[[Path], object]) -> None:
    """Write a rule into the file. Raises Conflict, Mistake (that of `check` too: nothing is written), and Trouble."""
    with locked(file) as real:
        replace_file(real, text_with_rule(file, fields, seen), check)


def text_without_rule(file: Path, seen: str) -> tuple[str, str]:
    """Give the text of the file without a rule, and the lines that go. Raises Mistake, and Conflict as above.

    Nothing else changes where the rules are a plain list: comments above the rule and behind it stay.
    """
    before = read_text(file.resolve())
    entries = _entries(read_yaml(file).data) if before else []
    index = next((number for number, one in enumerate(entries) if _hash(one) == seen), None)
    if index is None:
        raise Conflict(
            "another has edited or removed this rule since you opened it",
            "look at what stands there now, and remove it again",
        )
    left = entries[:index] + entries[index + 1 :]
    if span := _lines_of_rule(before, index):
        lines = before.splitlines(keepends=True)
        after = "".join([*lines[: span[0]], *lines[span[1] :]])
        if not left:
            after = _ALONE.sub(r"\1 []", after, count=1)
        if _entries(yaml.safe_load(after)) == left:
            return after, "".join(lines[span[0] : span[1]])

    def drop(data: Any) -> None:
        del _rules_of(data)[index]

    return changed_yaml(before, drop), _as_lines(entries[index])


def remove_rule(file: Path, seen: str, check: Callable[[Path], object]) -> None:
    """Take a rule out of the file. Raises Conflict, Mistake (that of `check` too: nothing is written), and Trouble."""
    with locked(file) as real:
        replace_file(real, text_without_rule(file, seen)[0], check)


def _lines_of_rule(text: str, index: int) -> tuple[int, int] | None:
    """Give the first line of a rule (from 0) and the one behind its last; None where the rules are no plain list."""
    root: Any = yaml.compose(text, Loader=yaml.SafeLoader)
    rules = next((value for key, value in root.value if key.value == "alerts"), None)
    if not isinstance(rules, yaml.SequenceNode) or rules.flow_style:
        return None
    lines, rule = text.splitlines(), rules.value[index]
    first, behind = rule.start_mark.line, rule.end_mark.line  # of a block, that of what comes next
    if not _ITEM.match(lines[first]):
        return None
    if rule.flow_style:
        behind += 1
    if rule.end_mark.index >= len(text):
        behind = len(lines)
    while behind > first + 1 and (
        not lines[behind - 1].strip() or lines[behind - 1].lstrip().startswith("#")
    ):
        behind -= 1
    return first, behind


def _as_lines(entry: Any) -> str:
    return yaml.safe_dump([entry], sort_keys=False, allow_unicode=True, width=10_000)


def _entries(data: Any) -> list[dict[str, Any]]:
    rules = data.get("alerts") if isinstance(data, dict) else None
    return [one if isinstance(one, dict) else {} for one in rules] if isinstance(rules, list) else []


def _rules_of(data: Any) -> list[Any]:
    rules: list[Any] = data["alerts"]
    return rules


def _hash(entry: Any) -> str:
    return hashlib.sha256(json.dumps(entry, sort_keys=True, default=str).encode()).hexdigest()[:32]


def _is_said(name: str, value: Any) -> bool:
    return name not in USUAL or value != USUAL[name]


def _change(rule: Any, fields: Mapping[str, Any]) -> None:
    """Change what differs, and leave the rest as it is written, with its quotation marks."""
    for name in FIELDS:
        value = fields[name]
        if rule.get(name, USUAL.get(name)) == value:
            continue
        if not _is_said(name, value) and name not in rule.ca.items:
            rule.pop(name, None)
        elif name in rule:
            rule[name] = USUAL[name] if value is None else _in_a_line(value)
        else:
            # Not as the last: a comment above the next rule hangs at the key that is the last now.
            rule.insert(max(len(rule) - 1, 1), name, _in_a_line(value))


def _in_a_line(value: Any) -> Any:
    """Give a list or a mapping as one that is written in a line."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    if isinstance(value, list | dict):
        written = CommentedSeq(value) if isinstance(value, list) else CommentedMap(value)
        written.fa.set_flow_style()
        return written
    return value


def _added(before: str, rule: Mapping[str, Any]) -> str:
    """Give the text with a rule after the last one. Nothing else of the text changes where `alerts` is a plain list."""
    place = _after_last_rule(before)
    if place is None:

        def append(data: Any) -> None:
            if data.get("alerts") is None:
                data["alerts"] = []
            data["alerts"].append({name: _in_a_line(value) for name, value in rule.items()})

        return changed_yaml(before, append)
    line, indent = place
    end, lines = ("\r\n" if "\r\n" in before else "\n"), before.splitlines()
    written = [f"{' ' * indent}{'- ' if not nth else '  '}{one}" for nth, one in enumerate(_dumped(rule))]
    return end.join([*lines[:line], *written, *lines[line:]]) + end


def _dumped(rule: Mapping[str, Any]) -> list[str]:
    from ruamel.yaml import YAML
    from ruamel.yaml.comments import CommentedMap

    writer, stream = YAML(), io.StringIO()
    writer.width = 10_000
    writer.dump(CommentedMap({name: _in_a_line(value) for name, value in rule.items()}), stream)
    return stream.getvalue().splitlines()


def _after_last_rule(text: str) -> tuple[int, int] | None:
    """Give the line (from 0) behind the last rule and the indent of its `- `; None where there is no plain list.

    What stands between the last rule and the next key, such as a comment on that key, stays before that key.
    """
    root: Any = yaml.compose(text, Loader=yaml.SafeLoader)
    lines = text.splitlines()
    keys = (
        [key.value for key, _ in root.value]
        if isinstance(root, yaml.MappingNode) and not root.flow_style
        else []
    )
    if "alerts" not in keys:
        return None
    place = keys.index("alerts")
    rules = root.value[place][1]
    if not isinstance(rules, yaml.SequenceNode) or rules.flow_style or not rules.value:
        return None
    found = _ITEM.match(lines[rules.value[0].start_mark.line])
    behind = root.value[place + 1][0].start_mark.line if place + 1 < len(keys) else len(lines)
    while not lines[behind - 1].strip() or lines[behind - 1].lstrip().startswith("#"):
        behind -= 1
    return (behind, len(found[1])) if found else None
