"""YAML with line numbers: every mistake in a file can be told with the line that it stands on."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import yaml

from wirewatch.errors import Mistake

if TYPE_CHECKING:
    from pydantic import BaseModel

MAX_BYTES = 20 * 1024 * 1024
"""No hand-written file is larger; a larger one is the wrong file."""
MAX_PLACES = 500_000
"""Places that a file has once its aliases are unfolded; the shipped catalogue has some thousands."""
YAML_MEND = "indent by spaces, close brackets, and put text that holds : or # between quotation marks"
PYDANTIC_MESSAGES = {
    "dict_type": ("is no mapping", "write `key: value` there"),
    "model_type": ("is no mapping", "write `key: value` there"),
    "list_type": ("is no list", "put it between [ and ], or on lines of its own after `- `"),
    "string_type": ("is no text", "put it between quotation marks"),
    "string_too_short": ("is empty", "fill it in, or leave it out"),
    "too_short": ("is empty", "name at least one"),
}
"""What pydantic finds, by its name for it: the message, and the mend."""
PATTERN_MENDS = {
    "country": "write two capitals, such as GB",
    "language": "write a code, such as en",
    "name": "write letters, digits, spaces and . : - _ only, a hundred at most",
    "secret_env": "write the name of a variable, such as DESK_URL",
}
"""What fits where a pattern is asked for, by key."""
YamlPath = tuple[str | int, ...]
BLOCK_TEXT = "|"
"""Below a place whose text keeps its lines: what leads to the first of them."""
Model = TypeVar("Model")
Spec = TypeVar("Spec", bound="BaseModel")


class YamlFile(NamedTuple):
    """A YAML file's data, and the 1-based line of each place in it."""

    file: Path
    data: Any
    lines: dict[YamlPath, int]

    def line(self, place: Sequence[str | int]) -> int:
        """Give the line of a place, or of the nearest place around it that has one."""
        for length in range(len(place), -1, -1):
            if line := self.lines.get(tuple(place[:length])):
                return line
        return 1

    def mistake(self, place: Sequence[str | int], message: str, mend: str = "") -> Mistake:
        """Make the error that points at a place."""
        return Mistake(message, mend, self.file, self.line(place))

    def mistake_in_text(self, place: Sequence[str | int], line: int, message: str, mend: str) -> Mistake:
        """Make the error that points at a line (from 1) of the text at a place: its own where it stands after `|`."""
        block = self.lines.get((*place, BLOCK_TEXT))
        return Mistake(message, mend, self.file, block + line - 1 if block else self.line(place))


def read_yaml(file: Path) -> YamlFile:
    """Read one YAML file (UTF-8). Raises Mistake when it is missing, not UTF-8, not YAML, or repeats a key."""
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        raise Mistake("no such file", "`wirewatch init` writes a commented one", file) from None
    except OSError as error:
        raise Mistake(f"cannot be read: {error.strerror}", file=file) from None
    if len(data) > MAX_BYTES:
        raise Mistake(f"larger than {MAX_BYTES} bytes", "this is not a configuration file", file)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Mistake("is not UTF-8", "save the file as UTF-8", file, line) from None
    return _parse(text, file)


def _parse(text: str, file: Path) -> YamlFile:
    lines: dict[YamlPath, int] = {}
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
        if node is None:
            return YamlFile(file, None, lines)
        _number(node, (), lines, file, set())
        return YamlFile(file, yaml.load(text, Loader=yaml.CSafeLoader), lines)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Mistake(
            f"is not YAML: {error.problem}", YAML_MEND, file, mark.line + 1 if mark else 1
        ) from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise Mistake(f"is not YAML: {str(error).splitlines()[0]}", "", file, 1) from None


def _number(
    node: yaml.Node, place: YamlPath, lines: dict[YamlPath, int], file: Path, above: set[int]
) -> None:
    """Note the line of every place; a key that stands twice is refused, for YAML would drop the first."""
    lines.setdefault(place, node.start_mark.line + 1)
    if len(lines) > MAX_PLACES:
        raise Mistake("aliases unfold to too much", "write it out", file, node.start_mark.line + 1)
    if id(node) in above:
        raise Mistake("an alias that contains itself", "", file, node.start_mark.line + 1)
    above = above | {id(node)}
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = (*place, str(key.value))
            if inner in lines:
                raise Mistake(f"key {key.value!r} stands twice", "", file, key.start_mark.line + 1)
            lines[inner] = key.start_mark.line + 1
            _number(value, inner, lines, file, above)
    elif isinstance(node, yaml.ScalarNode) and node.style == "|":
        lines[(*place, BLOCK_TEXT)] = node.start_mark.line + 2
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            _number(value, (*place, index), lines, file, above)


def refuse_missing(file: Path, mend: str) -> None:
    """Raise Mistake where a file that the user has named does not exist."""
    if not file.exists():
        raise Mistake("no such file", mend, file)


def validate(yaml_file: YamlFile, model: Callable[[Any], Model], keys: Sequence[str]) -> Model:
    """Give the document as a pydantic model; raises Mistake with the line of the first thing that is wrong.

    `keys` are the names that the model knows, from which a misspelt one is guessed.
    """
    mistakes: list[Mistake] = []
    validated = validate_part(yaml_file, (), yaml_file.data, model, keys, mistakes)
    if validated is None:
        raise mistakes[0]
    return validated


def validate_part(
    yaml_file: YamlFile,
    place: YamlPath,
    data: Any,
    model: Callable[[Any], Model],
    keys: Sequence[str],
    mistakes: list[Mistake],
) -> Model | None:
    """Give what stands at a place as a pydantic model; None where anything is wrong with it.

    All that is wrong is added to `mistakes`, by line.
    """
    from pydantic import ValidationError

    if not place and not isinstance(data, dict):
        told = "is empty" if data is None else "is not a mapping"
        mistakes.append(yaml_file.mistake((), told, f"start with {keys[0]}:"))
        return None
    try:
        return model(data)
    except ValidationError as error:
        problems = error.errors(include_url=False, include_context=True, include_input=True)
    found = [
        problem | {"loc": (*place, *problem["loc"])} for problem in _distinct_problems(problems, data, keys)
    ]
    # A misspelt key is missing, too: that it is unknown says more.
    found.sort(key=lambda problem: (yaml_file.line(problem["loc"]), problem["type"] == "missing"))
    mistakes += [yaml_file.mistake(problem["loc"], *_explain(problem, keys)) for problem in found]
    return None


def valid_parts(model: type[Spec], least: dict[str, Any], data: Any) -> Spec | None:
    """Give what is right of a mapping that is not valid as a whole, so that more can be told of it.

    Each key is looked at by itself, beside the `least` that makes a valid mapping; what is wrong or missing is as
    there. None where the data is no mapping.
    """
    from pydantic import ValidationError

    if not isinstance(data, dict):
        return None
    right = {}
    for key, value in data.items():
        try:
            right[key] = getattr(model.model_validate({**least, key: value}), key)
        except ValidationError:
            continue
    return model.model_construct(**{**model.model_validate(least).__dict__, **right})


def attempt(mistakes: list[Mistake], build: Callable[..., Model], *arguments: Any) -> Model | None:
    """Give what a function gives; None where it raises a Mistake, which is added to `mistakes`."""
    try:
        return build(*arguments)
    except Mistake as mistake:
        mistakes.append(mistake)
        return None


def _distinct_problems(problems: Sequence[Any], data: Any, keys: Sequence[str]) -> list[dict[str, Any]]:
    """Give the problems that the writer has: one for each thing that is wrong.

    A key that is missing because it is misspelt is wrong once.
    """
    meant = [chosen for problem in problems if (chosen := _in_written_form(problem, data))]
    misspelt = {
        (*problem["loc"][:-1], key)
        for problem in meant
        if problem["type"] == "extra_forbidden"
        for key in _nearest_key(str(problem["loc"][-1]), keys)
    }
    return [one for one in meant if one["type"] != "missing" or one["loc"] not in misspelt]


def _in_written_form(problem: Any, data: Any) -> dict[str, Any] | None:
    """Give a problem by its place in the data; None where it is about a form that the writer has not chosen.

    Where a key takes a text or a mapping, pydantic tells what is wrong with the value as either, and names the form in
    the place: `str`, or the model. A mapping is meant as one, anything else as a text.
    """
    loc, written = problem["loc"], data
    for depth, part in enumerate(loc):
        if (
            isinstance(part, int)
            if isinstance(written, list)
            else isinstance(written, dict) and part in written
        ):
            written = written[part]
        elif part == "str" or str(part).endswith("Spec"):
            is_chosen = (part == "str") != isinstance(written, dict)
            return problem | {"loc": (*loc[:depth], *loc[depth + 1 :])} if is_chosen else None
        else:
            break
    return dict(problem)


def _nearest_key(key: str, keys: Sequence[str]) -> list[str]:
    """Give the key that is most like a misspelt one, in a list that is empty where none is alike."""
    import difflib

    return difflib.get_close_matches(key, keys, n=1)


def _explain(problem: Any, keys: Sequence[str]) -> tuple[str, str]:
    """Say in our words what pydantic found: the message, and the mend."""
    name = ".".join(str(part) for part in problem["loc"] if isinstance(part, str)) or "the file"
    if problem["type"] == "extra_forbidden":
        key = str(problem["loc"][-1])
        near = _nearest_key(key, keys)
        return (
            f"unknown key {key!r}",
            f"did you mean {near[0]!r}?" if near else f"known are: {', '.join(keys)}",
        )
    if problem["type"] == "missing":
        return f"{problem['loc'][-1]!r} is missing", "add it"
    if problem["type"] == "value_error":
        return f"{name}: {problem['ctx']['error']}", ""
    if problem["type"] == "string_pattern_mismatch":
        return f"{name}: {problem['input']!r} does not fit", PATTERN_MENDS.get(name.rpartition(".")[2], "")
    if problem["type"] == "literal_error":
        return f"{name}: {problem['input']!r} is none of these", f"write {problem['ctx']['expected']}"
    if problem["type"] == "greater_than_equal":
        return f"{name}: {problem['input']!r} is too small", f"write {problem['ctx']['ge']} at least"
    if known := PYDANTIC_MESSAGES.get(problem["type"]):
        return f"{name}: {known[0]}", known[1]
    return f"{name}: {problem['msg'][0].lower()}{problem['msg'][1:]}", ""
